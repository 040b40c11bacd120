# make without a target prints what there is.
GO  ?= go
OUT ?= out
PYTHON ?= python3

.PHONY: help sample test test-warehouses test-data clean

help:
	@echo "make sample           build, run the main job on the sample inside the program, print the answer"
	@echo "make test             vet and all tests of the Go code (some minutes)"
	@echo "make test-warehouses  read every Parquet file of the sample with DuckDB and pyarrow (installs them into .venv)"
	@echo "make test-data        run over the collection ../shared/data and look for its known hits (longer)"
	@echo "make clean            remove what the others made: bin, $(OUT), .venv"

bin/perimeter: FORCE
	@$(GO) build -o bin/perimeter ./cmd/perimeter

FORCE:

sample: bin/perimeter
	@bin/perimeter run --sample --out $(OUT)

test:
	$(GO) vet ./...
	$(GO) test ./...

.venv/installed: testdata/warehouses/requirements.txt
	$(PYTHON) -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check -r testdata/warehouses/requirements.txt
	@touch $@

test-warehouses: .venv/installed bin/perimeter
	@rm -rf .venv/out
	@bin/perimeter run --sample --out .venv/out >/dev/null
	.venv/bin/python testdata/warehouses/read.py .venv/out README.md

test-data:
	PERIMETER_DATA=../shared/data $(GO) test ./cmd/perimeter -run TestData -count=1 -v -timeout 30m

clean:
	rm -rf bin $(OUT) .venv
