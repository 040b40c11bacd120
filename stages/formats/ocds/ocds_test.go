package ocds

import (
	"encoding/json"
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
	var drafted []draft
	for d := range drafts.In(o.set) {
		drafted = append(drafted, d)
	}
	everything, err := json.Marshal([]any{processes, awards, rows(o, record.Contracts), rows(o, record.Items), rows(o, record.Parties),
		rejects, rows(o, table.Ledger), drafted})
	if err != nil {
		t.Fatal(err)
	}
	for _, planted := range []string{"Rossi", "Bianchi", "Ginevra", "example.invalid", "5550199", "Segreta", "RSSMRA", "BNCLCU", "1234567\"", "333 123"} {
		if strings.Contains(strings.ToLower(string(everything)), strings.ToLower(planted)) {
			t.Errorf("%q is in a row or a draft", planted)
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

func TestNumbers(t *testing.T) {
	for text, want := range map[string]string{
		`"2176"`: "2176", `" 12.50 "`: "12.50", `-245`: "-245", `0`: "0", `1e3`: "1000", `"-"`: "null", `""`: "null", `null`: "null",
		`"1,234.50"`: "null", `79228162514264337593543950335.0`: "79228162514264337593543950335", `1e400`: "null", `{}`: "null", `0.12345678901`: "null",
	} {
		o := run(t, []byte(release(`"awards":[{"id":"1","value":{"amount":`+text+`,"currency":"CAD"}}]`)))
		o.laws()
		if got := decimal(one(t, rows(o, record.Awards)).Amount); got != want {
			t.Errorf("%s is read as %s, want %s", text, got, want)
		}
		defects := len(rows(o, table.Rejects))
		if wantDefect := text == `"1,234.50"` || text == `1e400` || text == `0.12345678901`; wantDefect != (defects == 1) {
			t.Errorf("%s: %d defects", text, defects)
		}
	}
}

func TestDays(t *testing.T) {
	for text, want := range map[string]string{
		"2014-03-25": "2014-03-25", "2017-10-10T10:40:04.698627": "2017-10-10", "2019-05-29+02:00T09:30:00Z": "2019-05-29",
		"2014-04-15 14:00 Eastern Daylight Time (EDT)": "2014-04-15", "2020-12-31T23:59:59-05:00": "2020-12-31",
		"31/03/2017": "null", "Pendiente": "null", "2019-02-30": "null", "0001-01-01T00:00:00Z": "null", "2014-03-251": "null", "": "null",
	} {
		if got := date(day(text)); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
	if a, b := moment("2020-01-02T23:30:00-02:00"), moment("2020-01-03T01:00:00Z"); a <= b {
		t.Errorf("%s is not after %s", a, b)
	}
	if moment("2017-10-10T10:40:04.698627") <= moment("2017-10-10") {
		t.Error("a day is not before its hours")
	}
}

func TestReferences(t *testing.T) {
	o := run(t, []byte(release(`
		"parties":[{"id":"p1","name":"Acme Ltd","identifier":{"scheme":"GB-COH","id":"01234567"},"address":{"countryName":"United Kingdom"},"roles":"supplier"}],
		"tender":{"procuringEntity":{"name":"Anytown Council","identifier":{"scheme":"XX-REG","id":7}}},
		"awards":[{"id":"1","suppliers":[{"id":"p1"},{"name":"Loose Wires GmbH","address":{"countryName":"DE"}},{"id":"dangling"}],
			"value":{"amount":1}}],
		"contracts":[{"id":1,"suppliers":[{"id":"p1","name":"Acme (trading name) Ltd"}]}]`)))
	o.laws()
	p := one(t, rows(o, record.Processes))
	if p.Buyer.Name != "Anytown Council" || p.Buyer.Identifier != "7" || p.Buyer.Scheme != "XX-REG" || p.Buyer.Country != "" {
		t.Errorf("buyer %+v", p.Buyer)
	}
	a := one(t, rows(o, record.Awards))
	if len(a.Suppliers) != 2 || a.Suppliers[0].Name != "Acme Ltd" || a.Suppliers[0].Identifier != "01234567" || a.Suppliers[0].Country != "GB" ||
		a.Suppliers[1].Name != "Loose Wires GmbH" || a.Suppliers[1].Country != "DE" {
		t.Errorf("suppliers %+v", a.Suppliers)
	}
	if a.Currency != "" || a.Basis != "unknown" {
		t.Errorf("an unknown currency is %q, %s", a.Currency, a.Basis)
	}
	if s := one(t, one(t, rows(o, record.Contracts)).Sellers); s.Name != "Acme (trading name) Ltd" || s.Identifier != "01234567" {
		t.Errorf("seller %+v", s)
	}
}

// TestLocalNumbers keeps the process 7 of one publisher from that of another.
func TestLocalNumbers(t *testing.T) {
	of := func(buyer string) []byte {
		return []byte(`{"ocid":"7","id":"1","date":"2020-01-01","buyer":{"name":"` + buyer + `"},"awards":[{"id":"1","title":"` + buyer + `"}]}`)
	}
	o := run(t, of("Airport Authority"), of("Institute of Access"))
	o.laws()
	if len(rows(o, record.Processes)) != 2 || len(rows(o, record.Awards)) != 2 {
		t.Error("two publishers' numbers were taken for one process")
	}
}

// TestNamesFromOtherReleases masks a name in the text of a release that does not say whose it is.
func TestNamesFromOtherReleases(t *testing.T) {
	text := release(`"tender":{"title":"Offerta Zzyzxo Qwertini per impianti"}`) + "\n" +
		`{"ocid":"ocds-zzzzzz-1","id":"r2","date":"2020-03-01","awards":[{"id":"1","suppliers":[{"name":"QWERTINI ZZYZXO","id":"IT-CF-QWRZZY80A01H501U"}]}]}`
	o := run(t, []byte(text))
	o.laws()
	if p := one(t, rows(o, record.Processes)); strings.Contains(p.Title, "Qwertini") || !strings.Contains(p.Title, "impianti") {
		t.Errorf("title %q", p.Title)
	}
}

// TestPeopleOfOtherProcesses hides a trader who has a personal code in one process of a document and a VAT number in
// another, there and in the texts; a school that is called like one, and the same name in another document, stay.
func TestPeopleOfOtherProcesses(t *testing.T) {
	process := func(n, supplier string) string {
		return `{"ocid":"ocds-zzzzzz-` + n + `","id":"r","date":"2020-01-01","tender":{"title":"lavori"},"awards":[{"id":"1","title":"lavori di Verdizzo Lucerna","suppliers":[{` + supplier + `}]}]}`
	}
	vat := process("2", `"name":"IMPRESA LUCERNA VERDIZZO","id":"IT-VAT-00000000018"`)
	doc := "[" + vat + "," + process("1", `"name":"VERDIZZO LUCERNA","id":"IT-CF-VRDLCR80A01H501U"`) + "," +
		process("3", `"name":"ISTITUTO LUCERNA VERDIZZO","id":"IT-VAT-00000000026"`) + "]"
	o := run(t, []byte(doc))
	o.laws()
	for _, a := range rows(o, record.Awards) {
		school := strings.HasSuffix(a.Origins[0].Fragment, "/2") || strings.Contains(a.Origins[0].Fragment, "/2/")
		s := one(t, a.Suppliers)
		if hidden := s.Name == record.Person && s.Identifier == "" && !strings.Contains(a.Title, "Lucerna"); hidden == school {
			t.Errorf("%s: supplier %+v of %q", a.Origins[0].Fragment, s, a.Title)
		}
	}
	if s := one(t, one(t, rows(run(t, []byte(vat)), record.Awards)).Suppliers); s.Name == record.Person {
		t.Error("a name that no code tells in its document is hidden")
	}
}

// TestMoneyLostInMerging counts what goes under where two awards of a release have one id, and where two releases have no
// order; what a later release corrects is not lost.
func TestMoneyLostInMerging(t *testing.T) {
	award := func(amount string) string { return `{"id":"a","value":{"amount":` + amount + `,"currency":"EUR"}}` }
	r := func(id, date, awards string) string {
		return `{"ocid":"ocds-zzzzzz-1","id":"` + id + `","date":"` + date + `","awards":[` + awards + `]}`
	}
	for text, want := range map[string]string{
		r("1", "2020-01-01", award("10.50")+","+award("7")):                            "merged_away 10.50 EUR 1",
		r("1", "2020-01-01", award("10.50")+","+award("10.50")):                        "",
		r("1", "2020-01-01", award("10.50")) + "\n" + r("1", "2020-01-01", award("7")): "order_unknown 10.50 EUR 1",
		r("1", "2020-01-01", award("10.50")) + "\n" + r("2", "2020-01-02", award("7")): "",
		r("1", "", award("10.50")) + "\n" + r("2", "", award("11")):                    "order_unknown 10.50 EUR 1",
	} {
		o := run(t, []byte(text))
		o.laws()
		got := ""
		for _, e := range rows(o, table.Ledger) {
			if e.Amount != nil {
				got += fmt.Sprintf("%s %s %s %d", e.Kind, e.Amount, e.Currency, e.Count)
			}
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

// TestTenderPeriod takes the period that stands with the tender for the only award's.
func TestTenderPeriod(t *testing.T) {
	period := `"tender":{"contractPeriod":{"startDate":"2019-07-03T09:30:00Z","endDate":"2019-07-11T09:30:00Z"}},"awards":[{"id":"1"}`
	o := run(t, []byte(release(period+`]`)))
	o.laws()
	if a := one(t, rows(o, record.Awards)); date(a.From) != "2019-07-03" || date(a.To) != "2019-07-11" {
		t.Errorf("period %s to %s", date(a.From), date(a.To))
	}
	o = run(t, []byte(release(`"tender":{"contractPeriod":{"startDate":"soon"}},"awards":[{"id":"1"}]`)))
	o.laws()
	if r := one(t, rows(o, table.Rejects)); r.Field != "/contractPeriod/startDate" || r.Scope != string(source.OneField) {
		t.Errorf("%+v", r)
	}
	for _, a := range rows(run(t, []byte(release(period+`,{"id":"2"}]`))), record.Awards) {
		if a.From != nil || a.To != nil {
			t.Errorf("one of two awards has the period %s to %s", date(a.From), date(a.To))
		}
	}
}

// TestBuyersCodeOnPerson keeps a buyer whose code the publisher wrote beside a natural person too.
func TestBuyersCodeOnPerson(t *testing.T) {
	o := run(t, []byte(release(`"buyer":{"id":"IT-CF-00000000018","name":"COMUNE DI PROVAVILLA"},
		"parties":[{"id":"IT-CF-00000000018","name":"ROSSI MARIO","roles":["supplier"]}],
		"awards":[{"id":"Z1A2B3C4D5","suppliers":[{"id":"IT-CF-00000000018","name":"ROSSI MARIO"}]}]`)))
	a := one(t, rows(o, record.Awards))
	if a.Buyer.Name != "COMUNE DI PROVAVILLA" || a.Buyer.Identifier != "00000000018" || a.Lot != "Z1A2B3C4D5" {
		t.Errorf("buyer %+v of lot %q", a.Buyer, a.Lot)
	}
	if s := one(t, a.Suppliers); s.Name != record.Person || s.Identifier != "" {
		t.Errorf("supplier %+v", s)
	}
}

// TestLotWithoutCode names a lot without a code by its buyer, text and amount, as other shapes of the list do.
func TestLotWithoutCode(t *testing.T) {
	amount, err := table.ParseDecimal("12.50")
	if err != nil {
		t.Fatal(err)
	}
	for id, isLot := range map[string]bool{"00000000018-IDM12": true, "8137302AO8": true, "0000000000": true, "1": false, "": false} {
		a := one(t, rows(run(t, []byte(release(`"buyer":{"id":"IT-CF-00000000018","name":"COMUNE DI PROVAVILLA"},"tender":{"title":"Toner"},
			"awards":[{"id":"`+id+`","value":{"amount":12.50}}]`))), record.Awards))
		process := record.ProcessID("ocds-zzzzzz-1", "")
		if isLot {
			process = record.LotID(a.Buyer, "TONER", &amount)
		}
		if a.Process != process || a.Lot != "" {
			t.Errorf("%q: process %s, lot %q; want %s", id, a.Process, a.Lot, process)
		}
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
