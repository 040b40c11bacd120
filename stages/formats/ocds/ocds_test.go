package ocds

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func one[R any](t *testing.T, all []R) R {
	t.Helper()
	if len(all) != 1 {
		t.Fatalf("got %d rows, want one: %+v", len(all), all)
	}
	return all[0]
}

func release(more string) string {
	return `{"ocid":"ocds-zzzzzz-1","id":"r1","date":"2020-01-01","tag":["award"],` + more + `}`
}

func decimal(d *table.Decimal) string {
	if d == nil {
		return "null"
	}
	return d.String()
}

func date(d *table.Date) string {
	if d == nil {
		return "null"
	}
	return d.String()
}

func TestFormatIsDeclared(t *testing.T) {
	for _, w := range append(slices.Clone(Format.Writes), drafts) {
		if err := w.Validate(); err != nil {
			t.Error(err)
		}
	}
}

func TestMatch(t *testing.T) {
	long := `{"contracts":[{"dateSigned":"2020-01-01","x":"` + strings.Repeat("x", source.HeadSize) + `"}]}`
	for text, want := range map[string]bool{
		`{"uri":"u","publisher":{},"releases":[`:                              true,
		`{"releases":[{"ocid":"a"}]}`:                                         true,
		`{"records":[{"ocid":"a"}]}`:                                          true,
		`{"ocid":"a","tender":{}}`:                                            true,
		`{"publisher":{},"compiledRelease":{}}`:                               true,
		`[{"ocid":"a"}]`:                                                      true,
		`[{"uri":"u","releases":[{"ocid":"a"}]}]`:                             true,
		"{\"ocid\":\"a\"}\n{\"ocid\":\"b\"}\n":                                true,
		long[:source.HeadSize]:                                                true,
		`{"releases":[{"tag_name":"v1.0","assets":[]}]}`:                      false,
		`{"contracts":[{"organisation":"x","awarded_value":1}]}`:              false,
		`{"$schema":"s","type":"object","properties":{"ocid":{},"tag":{}}}`:   false,
		`{"ocds:releases/0/ocid":"a","ocds:releases/0/tender/title":"t"}`:     false,
		`{"type":"FeatureCollection","features":[{"properties":{"ocid":1}}]}`: false,
		`Code,Title`: false,
		``:           false,
		`[]`:         false,
	} {
		if got := match("releases.json", source.NewHead([]byte(text))); got != want {
			t.Errorf("%.70s: matched %v", text, got)
		}
	}
}

// TestLots reads a package as Italian publishers make them, with their traps, and planted people.
func TestLots(t *testing.T) {
	o := run(t, fixture(t, "lots.json"))
	o.laws()
	awards := map[string]record.Award{}
	for _, a := range rows(o, record.Awards) {
		awards[a.Award] = a
	}
	processes := map[string]record.Process{}
	for _, p := range rows(o, record.Processes) {
		processes[p.Lot] = p
	}
	a, p := awards["Z1A2B3C4D5"], processes["Z1A2B3C4D5"]
	body := record.Ref{Name: "COMUNE DI PROVAVILLA", Scheme: "IT-CF", Identifier: "00000000018", Country: "IT"}
	if p.Buyer.Name != body.Name || p.Buyer.Scheme != body.Scheme || p.Buyer.Identifier != body.Identifier || p.Buyer.Country != "IT" {
		t.Errorf("buyer %+v", p.Buyer)
	}
	if want := record.ProcessID("", "Z1A2B3C4D5"); p.ID != want || a.Process != want {
		t.Errorf("the process has the id %s, its award points to %s; want %s", p.ID, a.Process, want)
	}
	if want := source.ID("award", p.ID, "Z1A2B3C4D5", "00000000018"); a.Purchase != want {
		t.Errorf("award id %s, want %s", a.Purchase, want)
	}
	if decimal(a.Amount) != "2609.84" || a.Currency != "EUR" || a.Basis != "inferred" || a.Paid != nil || a.VAT != "unknown" {
		t.Errorf("money %s %s %s", decimal(a.Amount), a.Currency, a.Basis)
	}
	if date(a.From) != "2019-05-29" || a.To != nil {
		t.Errorf("period %s to %s", date(a.From), date(a.To))
	}
	if a.Method != "23-AFFIDAMENTO DIRETTO" || one(t, a.Suppliers).Identifier != "01234567897" {
		t.Errorf("award %+v", a)
	}
	if c := rows(o, record.Contracts); decimal(one(t, c).Paid) != "1000.30" || c[0].Award != "Z1A2B3C4D5" || c[0].Currency != "EUR" {
		t.Errorf("contract %+v", c[0])
	}
	b := awards["Z9A2B3C4D5"]
	if s := one(t, b.Suppliers); s.Name != record.Person || s.Identifier != "" || s.Scheme != "" {
		t.Errorf("a winner who is a person is %+v", s)
	}
	if b.Amount != nil || b.Currency != "EUR" || b.Basis != "stated" || b.Origins[0].Fragment != "/releases/1/awards" {
		t.Errorf("award %+v", b)
	}
	rejects := rows(o, table.Rejects)
	if r := one(t, rejects); r.Reason != "ocds.date" || r.Scope != "field" || r.Field != "/contractPeriod/endDate" {
		t.Errorf("reject %+v", r)
	}
	people := 0
	for _, e := range rows(o, table.Ledger) {
		if e.Kind == "natural_person" {
			people += int(e.Count)
		}
	}
	if people != 2 {
		t.Errorf("the ledger counts %d people", people)
	}
	roles := map[string]bool{}
	for _, p := range rows(o, record.Parties) {
		roles[p.Role] = true
	}
	for _, r := range []string{"buyer", "procuringEntity", "supplier", "tenderer"} {
		if !roles[r] {
			t.Errorf("no party is a %s", r)
		}
	}
	planted := []string{"Rossi", "Bianchi", "Ginevra", "example.invalid", "5550199", "Segreta", "RSSMRA", "BNCLCU", "1234567\"", "333 123"}
	stagetest.Absent(t, Format, o.set, planted...)
	drafted, err := table.Dump(drafts, o.set)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range planted {
		if strings.Contains(strings.ToLower(drafted), strings.ToLower(p)) {
			t.Errorf("%q is in a draft", p)
		}
	}
}

func TestPackageShapes(t *testing.T) {
	r := func(n int) string {
		return fmt.Sprintf(`{"ocid":"ocds-zzzzzz-%d","id":"%d","date":"2020-01-01","tender":{"title":"t%d"}}`, n, n, n)
	}
	compiled := `{"ocid":"ocds-zzzzzz-9","tag":["compiled"],"date":"2020-02-02","tender":{"title":"compiled"}}`
	versions := `{"ocid":"ocds-zzzzzz-9","tender":{"title":[{"releaseID":"1","releaseDate":"2020-01-01","value":"first"},{"releaseID":"2","releaseDate":"2020-01-02","value":"last"}]}}`
	for _, c := range []struct {
		name, text, title string
		units, processes  int
	}{
		{"release package", `{"publisher":{},"releases":[` + r(1) + `,` + r(2) + `]}`, "t1", 2, 2},
		{"without metadata", `{"_id":"x","releases":[` + r(1) + `]}`, "t1", 1, 1},
		{"array of packages", `[{"releases":[` + r(1) + `]},{"releases":[` + r(2) + `]}]`, "t1", 2, 2},
		{"array of releases", `[` + r(1) + `,` + r(2) + `]`, "t1", 2, 2},
		{"after a control character", "\x10" + `{"records":[{"ocid":"ocds-zzzzzz-1","releases":[` + r(1) + `]}]}`, "t1", 1, 1},
		{"bare release", r(1), "t1", 1, 1},
		{"JSON Lines", r(1) + "\n" + r(2) + "\n", "t1", 2, 2},
		{"lines of packages", `{"releases":[` + r(1) + `]}` + "\n" + `{"releases":[` + r(2) + `]}`, "t1", 2, 2},
		{"a package among releases", r(1) + "\n" + `{"releases":[` + r(2) + `,` + r(3) + `]}`, "t1", 2, 3},
		{"record package", `{"records":[{"ocid":"ocds-zzzzzz-1","releases":[` + r(1) + `]}]}`, "t1", 1, 1},
		{"record with both", `{"records":[{"ocid":"ocds-zzzzzz-1","compiledRelease":` + compiled + `,"releases":[` + r(1) + `]}]}`, "t1", 1, 1},
		{"record compiled", `{"records":[{"ocid":"ocds-zzzzzz-9","compiledRelease":` + compiled + `}]}`, "compiled", 1, 1},
		{"record linked and compiled", `{"records":[{"ocid":"ocds-zzzzzz-9","releases":[{"url":"https://example.invalid/1"}],"compiledRelease":` + compiled + `}]}`, "compiled", 1, 1},
		{"record linked", `{"records":[{"ocid":"ocds-zzzzzz-9","releases":[{"url":"https://example.invalid/1"}]}]}`, "", 1, 1},
		{"record linked and embedded", `{"records":[{"ocid":"ocds-zzzzzz-1","releases":[{"url":"https://example.invalid/1"},` + r(1) + `]}]}`, "t1", 1, 1},
		{"array of record packages", `[{"records":[{"ocid":"ocds-zzzzzz-1","releases":[` + r(1) + `]}]},{"records":[{"ocid":"ocds-zzzzzz-9","compiledRelease":` + compiled + `}]}]`, "t1", 2, 2},
		{"record versioned", `{"records":[{"ocid":"ocds-zzzzzz-9","versionedRelease":` + versions + `}]}`, "last", 1, 1},
		{"bare record", `{"ocid":"ocds-zzzzzz-9","compiledRelease":` + compiled + `}`, "compiled", 1, 1},
		{"bare record without ocid", `{"publisher":{},"versionedRelease":{},"compiledRelease":` + compiled + `}`, "compiled", 1, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !match("", source.NewHead([]byte(c.text))) {
				t.Error("does not match")
			}
			o := run(t, []byte(c.text))
			o.laws()
			all := rows(o, record.Processes)
			if len(all) != c.processes {
				t.Fatalf("%d processes, want %d", len(all), c.processes)
			}
			if all[0].Title != c.title {
				t.Errorf("title %q, want %q", all[0].Title, c.title)
			}
			for _, n := range o.units {
				if n != int64(c.units) {
					t.Errorf("%d units, want %d", n, c.units)
				}
			}
		})
	}
}

func TestReleasesAreCompiled(t *testing.T) {
	first := `{"ocid":"ocds-zzzzzz-1","id":"a","date":"2020-01-02T23:30:00-02:00","tender":{"title":"old","status":"planned"},"awards":[{"id":"1","status":"pending","value":{"amount":5,"currency":"GBP"}}]}`
	second := `{"ocid":"ocds-zzzzzz-1","id":"b","date":"2020-01-03T01:00:00Z","tender":{"title":"new"},"awards":[{"id":1,"date":"2020-02-01"},{"id":"2"}]}`
	// 23:30 two hours west of Greenwich is 01:30 there: the first one is the last word.
	o := run(t, []byte(second), []byte(first))
	o.laws()
	p := one(t, rows(o, record.Processes))
	if p.Title != "old" || p.Status != "planned" || date(p.Date) != "2020-01-02" || p.Ambiguous || len(p.Origins) != 2 {
		t.Errorf("process %+v", p)
	}
	for _, a := range rows(o, record.Awards) {
		switch a.Award {
		case "1":
			if len(a.Origins) != 2 || decimal(a.Amount) != "5" || date(a.Date) != "2020-02-01" || a.Status != "pending" {
				t.Errorf("award 1 %+v", a)
			}
		case "2":
			if o := one(t, a.Origins); o.Fragment != "/awards/1" {
				t.Errorf("award 2 %+v", a)
			}
		}
	}
}

func TestOrder(t *testing.T) {
	undated := release(`"tender":{"title":"dated"}`) + "\n" + `{"ocid":"ocds-zzzzzz-1","id":"r0","date":"soon","tender":{"title":"undated"}}`
	o := run(t, []byte(undated))
	o.laws()
	if p := one(t, rows(o, record.Processes)); p.Title != "dated" || p.Ambiguous {
		t.Errorf("process %+v", p)
	}
	if r := one(t, rows(o, table.Rejects)); r.Reason != "ocds.date" || r.Scope != "field" {
		t.Errorf("reject %+v", r)
	}
	twice := release(`"tender":{"title":"a"}`) + "\n" + release(`"tender":{"title":"b"}`)
	if p := one(t, rows(run(t, []byte(twice)), record.Processes)); !p.Ambiguous {
		t.Error("two releases of one id and date have no order, and that is not said")
	}
}

func TestDuplicates(t *testing.T) {
	r := release(`"tender":{"title":"t"}`)
	other := `{"ocid":"ocds-zzzzzz-1","id":"r2","date":"2020-03-01"}`
	o := run(t, []byte(r), []byte(`{"releases":[`+r+`]}`), []byte(`{"records":[{"ocid":"ocds-zzzzzz-1","releases":[`+r+`,`+other+`]}]}`),
		[]byte(r+"\n"+r))
	o.laws()
	n := 0
	for _, e := range rows(o, table.Ledger) {
		if e.Kind == "duplicate" {
			n++
		}
	}
	p := one(t, rows(o, record.Processes))
	if n != 3 && n != 4 || p.Ambiguous { // which of the equal ones is kept goes by their digests
		t.Errorf("%d duplicates, process %+v", n, p)
	}
	if n+len(p.Origins) < 5 {
		t.Errorf("%d duplicates and %d origins of 5 units", n, len(p.Origins))
	}
}

// TestPartlyDuplicate: what a unit repeats is no duplicate of it as long as it says something else too.
func TestPartlyDuplicate(t *testing.T) {
	r := release(`"tender":{"title":"t"}`)
	other := `{"ocid":"ocds-zzzzzz-1","id":"r2","date":"2020-03-01"}`
	foreign := `{"ocid":"ocds-zzzzzz-2","id":"r2","date":"2020-03-01"}`
	for _, second := range []string{`{"ocid":"ocds-zzzzzz-1","releases":[` + r + `,` + other + `]}`, `{"releases":[` + r + `,` + foreign + `]}`} {
		o := run(t, []byte(r+"\n"+second))
		o.laws()
		for _, e := range rows(o, table.Ledger) {
			if e.Kind == "duplicate" {
				t.Errorf("%s is declared a duplicate", second)
			}
		}
	}
}

func TestListsWithGaps(t *testing.T) {
	o := run(t, []byte(release(`"awards":[null,7,{"id":"1","suppliers":[{"name":"Acme Ltd"}]}]`)),
		[]byte(`{"ocid":"ocds-zzzzzz-1","id":"r2","date":"2020-03-01","awards":[{"id":"1","suppliers":[{"name":"Acme Limited"}]}]}`))
	o.laws()
	a := one(t, rows(o, record.Awards))
	if len(a.Origins) != 2 || a.Origins[0].Fragment == a.Origins[1].Fragment {
		t.Errorf("origins %v", a.Origins)
	}
	if s := one(t, a.Suppliers); s.Name != "Acme Limited" {
		t.Errorf("suppliers without ids are replaced by later ones: %+v", a.Suppliers)
	}
}

func TestBadUnits(t *testing.T) {
	o := run(t, []byte(`{"uri":"u","publisher":{},"releases":[{},7,{"ocid":""},{"ocid":"ocds-zzzzzz-1"},{"ocid":"ocds-zzzzzz-2","ocid":"x"}]}`))
	o.laws()
	reasons := map[string]int{}
	for _, r := range rows(o, table.Rejects) {
		reasons[r.Reason]++
	}
	if reasons["ocds.ocid"] != 3 || reasons["json.duplicate_key"] != 1 || len(rows(o, record.Processes)) != 1 {
		t.Errorf("rejects %v", reasons)
	}
}

func FuzzFormat(f *testing.F) {
	f.Add([]byte(`{"releases":[{"ocid":"a","awards":[{"suppliers":{"id":1}}]}]}`))
	f.Add([]byte(`{"records":[{"ocid":"a","releases":[{"url":"x"}],"versionedRelease":{"tender":{"id":[{"releaseID":1,"value":null}]}}}]}`))
	f.Add([]byte(`[{"ocid":"a","tender":[{"items":[null,{"unit":7}]}],"buyer":[]}]`))
	f.Add([]byte("ocid,id,date,tag,awards/0/id,awards/0/suppliers/0/name,awards/0/suppliers/1/name\na,1,2020-01-01,award,1,X,Y\na,1,,,1,Z,\n"))
	f.Add([]byte("ocid,releases/0/id,releases/0/tender/contractPeriod/startDate,releases/0/awards/0/id\na,1,soon,1\n"))
	stagetest.FuzzFormat(f, Format, "testdata/early")
}
