# make without a target prints what there is.
GO  ?= go
OUT ?= out
FUZZTIME ?= 1m
RELEASES ?= 100000
PYTHON ?= python3
REGISTERS ?= ../shared/data
DATA ?= ../shared/data/watch/matching

.PHONY: help sample test test-warehouses test-data test-faults fuzz bench bench-claims bench-match tables clean

help:
	@echo "make sample           build, run the main job on the sample inside the program, print the answer"
	@echo "make test             vet and all tests of the Go code (some minutes)"
	@echo "make test-warehouses  read every Parquet file of the sample with DuckDB and pyarrow (installs them into .venv)"
	@echo "make test-data        run over the collection ../shared/data and look for its known hits (longer)"
	@echo "make test-faults      kill the program at each step of a commit, fill its disk, refuse its calls … (what the machine does not allow is skipped; at most 20 minutes on two cores)"
	@echo "make fuzz             every fuzz target of the tests, each for FUZZTIME ($(FUZZTIME)); the first failure stops it"
	@echo "make bench            speed beside DuckDB and flatterer, on RELEASES ($(RELEASES)) made-up releases; 300000 are 1.2 GB;"
	@echo "                      installs the peers into .venv/bench; fails when a target is missed"
	@echo "make bench-claims     precision and recall of the claims read from labelled sentences, kind by kind"
	@echo "make bench-match      names matched beside their peers on labelled sets in DATA ($(DATA)); some minutes; installs"
	@echo "                      the peers into .venv/peers; fails when a target is missed; nomenklatura needs a C++ compiler and ICU"
	@echo "make tables           build the tables of words, legal forms and places again, from REGISTERS ($(REGISTERS)) and packages"
	@echo "make clean            remove what the others made: bin, $(OUT), .venv"

bin/perimeter: FORCE
	@$(GO) build -o bin/perimeter ./cmd/perimeter

FORCE:

sample: bin/perimeter
	@bin/perimeter run --sample --out $(OUT)

test:
	$(GO) vet ./...
	$(GO) test -timeout 30m ./...

.venv/installed: testdata/warehouses/requirements.txt
	$(PYTHON) -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check -r testdata/warehouses/requirements.txt
	@touch $@

test-warehouses: .venv/installed bin/perimeter
	@rm -rf .venv/out
	@bin/perimeter run --sample --out .venv/out >/dev/null
	.venv/bin/python testdata/warehouses/read.py .venv/out README.md
	@rm -rf .venv/asof
	@bin/perimeter run --sample --as-of 2020-06-30 --out .venv/asof >/dev/null
	.venv/bin/python testdata/warehouses/views.py .venv/asof testdata/warehouses/views.golden
	@rm -rf .venv/later
	@bin/perimeter run --sample --as-of 2020-12-31 --against .venv/asof --out .venv/later >/dev/null
	.venv/bin/python testdata/warehouses/views.py .venv/later testdata/warehouses/news.golden news
	@rm -rf .venv/cases
	@bin/perimeter run testdata/warehouses/cases --as-of 2024-06-30 --out .venv/cases >/dev/null
	.venv/bin/python testdata/warehouses/views.py .venv/cases testdata/warehouses/cases.golden bought spending integrators renewals price_lists repeated_lots

test-data:
	PERIMETER_DATA=../shared/data $(GO) test ./cmd/perimeter -run TestData -count=1 -v -timeout 30m

test-faults:
	$(GO) test ./testdata/faults -count=1 -v -parallel 2 -timeout 40m

fuzz:
	@.ci/fuzz $(FUZZTIME)

.venv/bench/installed: testdata/bench/requirements.txt
	$(PYTHON) -m venv .venv/bench
	.venv/bench/bin/pip install --quiet --disable-pip-version-check -r testdata/bench/requirements.txt
	@touch $@

bench: .venv/bench/installed bin/perimeter
	@$(GO) build -o bin/ ./cmd/perimeter-gen ./cmd/perimeter-records
	@.venv/bench/bin/python testdata/bench/bench.py bin .venv/bench/bin bin/bench --releases $(RELEASES) $(BENCH)

bench-claims:
	@$(GO) test ./stages/claim -run TestSentences -count=1 -v

.venv/peers/installed: testdata/peers/requirements.txt testdata/peers/requirements-nomenklatura.txt
	$(PYTHON) -m venv .venv/peers
	.venv/peers/bin/pip install --quiet --disable-pip-version-check -r testdata/peers/requirements.txt
	@.venv/peers/bin/pip install --quiet --disable-pip-version-check -r testdata/peers/requirements-nomenklatura.txt \
		|| echo "nomenklatura could not be installed: its scores as published are printed instead"
	@touch $@

bench-match: .venv/peers/installed
	@$(GO) build -o bin/perimeter-score ./cmd/perimeter-score
	@rm -f bin/labelled.tsv
	-@PERIMETER_LABELLED=$(CURDIR)/bin/labelled.tsv $(GO) test ./stages/derived/matches -run TestLabelled -count=1
	@.venv/peers/bin/python testdata/peers/bench.py $(DATA) testdata/labelled stages/formats/watch/lists/names.csv \
		bin/perimeter-score bin/labelled.tsv

# Words of organisations, legal forms and places, as the program carries them: stages/orgname/tables.
tables:
	$(PYTHON) -m venv .venv/tables
	.venv/tables/bin/pip install --quiet --disable-pip-version-check $$(grep -v -e edgar -e invest -e names -e schwifty stages/orgname/tables/requirements.txt)
	.venv/tables/bin/pip download --quiet --disable-pip-version-check --no-deps --no-binary investpy,names --dest .venv/tables/packages $$(grep == stages/orgname/tables/requirements.txt)
	.venv/tables/bin/python stages/orgname/tables/build.py $(REGISTERS) .venv/tables/packages

clean:
	rm -rf bin $(OUT) .venv
