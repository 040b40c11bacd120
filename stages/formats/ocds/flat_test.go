package ocds

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// The tables of testdata/tables have two releases of one process, whose parts have no dates; suppliers without ids; rows that
// differ; a natural person whom only the table of parties tells; and a release that a JSON file says too.
func TestTables(t *testing.T) {
	stagetest.RunFormat(t, Format, []string{"tables"})
	stagetest.Planted(t, Format, "tables", "plantata", "vignarola", "VGNPNT70A41F205X", "quercia", "example.org")
}

func TestIsFlat(t *testing.T) {
	for columns, want := range map[string]bool{
		"ocid,id,awards/0/id,awards/0/value/amount":                     true,
		"ocid,releases/0/id,releases/0/awards/0/id":                     true,
		",releases/0/id,releases/0/ocid,releases/0/date,releases/0/tag": true,
		"ocid,releases/id,releases/tender/id,url,id":                    true,
		"ocid,id,date,tag,language":                                     true,
		"ocid,id,title,amount":                                          false,
		"_link,id,ocid,tag,buyer_name":                                  true,
		"_link,_link_awards,_link_main,id,name":                         true,
		"_link,id,name":                                                 false,
		"ocid,id":                                                       false,
		"id,awards/0/id":                                                false,
		"ocid,awards/0/id":                                              false,
		"ocid,id,Awards: Title":                                         false,
		"id,name,address/street":                                        false,
	} {
		if got := match("x.csv", source.NewHead([]byte(columns+"\n"))); got != want {
			t.Errorf("%s: %v", columns, got)
		}
	}
}

func TestLayout(t *testing.T) {
	for _, c := range []struct{ columns, sheet, want string }{
		{"ocid,id,awards/0/suppliers/1/name,tag,parties/0/roles/1", "", "ocid id awards/0/suppliers/1/name tag parties/0/roles"},
		{"releases/0/ocid,releases/0/id,releases/0/tender/title,releases/0/tender/documents/0/url", "", "ocid id tender/title -"},
		{"ocid,id,awards/id,awards/value/amount", "", "ocid id awards/0/id awards/0/value/amount"},
		{"ocid,releases/id,releases/tender/id,id,description", "items", "ocid id tender/id tender/items/0/id tender/items/0/description"},
		{"ocid,releases/id,releases/tender/id,id,url", "documents", "ocid id tender/id - -"},
		{"ocid,id,tender,awards/0,awards/0/value,awards/0/0/id,buyer/0/id", "", "ocid id - - - - -"},
	} {
		var got []string
		for _, path := range layout(strings.Split(c.columns, ","), c.sheet) {
			got = append(got, max(strings.Join(path, "/"), "-"))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, want %s", c.columns, s, c.want)
		}
	}
}

// A release in a table that says otherwise than the same release in JSON is no duplicate: its money is told.
func TestTableAgainstJSON(t *testing.T) {
	json := release(`"awards":[{"id":"a","value":{"amount":"1,5","currency":"EUR"}}]`)
	rows_ := "ocid,id,date,tag,awards/0/id,awards/0/value/amount\nocds-zzzzzz-1,r1,2020-01-01,award,a,1.5\n"
	for text, ambiguous := range map[string]bool{
		release(`"awards":[{"id":"a","value":{"amount":1.50,"currency":"EUR"}}]`): false,
		json: true,
	} {
		o := run(t, []byte(text), []byte(rows_))
		if p := one(t, rows(o, record.Processes)); p.Ambiguous != ambiguous {
			t.Errorf("%s: %+v", text, p)
		}
		duplicates := 0
		for e := range table.Ledger.In(o.set) {
			if e.Kind == "duplicate" {
				duplicates++
			}
		}
		if duplicates == 1 == ambiguous {
			t.Errorf("%s: %d duplicates", text, duplicates)
		}
	}
}

// An ocid without a registered prefix is told from that of another body by who buys, in tables as in JSON; where nobody says who
// buys, by the tables.
func TestTablesOfOneNumbering(t *testing.T) {
	const header, more = "ocid,id,date,tag,buyer/id,buyer/name,awards/0/id,awards/0/value/amount\n", ",r1,2020-01-01,award,b,Anytown Council,a,1\n"
	ids := func(texts ...string) map[string]bool {
		var all [][]byte
		for _, text := range texts {
			all = append(all, []byte(text))
		}
		processes := map[string]bool{}
		for _, p := range rows(run(t, all...), record.Processes) {
			processes[p.ID] = true
		}
		return processes
	}
	json := `{"ocid":"7","id":"r1","date":"2020-01-01","tag":["award"],"buyer":{"id":"b","name":"Anytown Council"},"awards":[{"id":"a","value":{"amount":1}}]}`
	for want, texts := range map[int][]string{
		1: {json, header + "7" + more},
		2: {header + "7" + more, "id,ocid,date,tag,buyer/id,buyer/name,awards/0/id,awards/0/value/amount\nr1,7,2020-01-01,award,c,Othertown Council,a,1\n"},
	} {
		if got := ids(texts...); len(got) != want {
			t.Errorf("%d processes of %q, want %d", len(got), texts, want)
		}
	}
	unsaid := "ocid,id,date,tag,awards/0/id,awards/0/value/amount\n7,r1,2020-01-01,award,a,"
	if got := ids(unsaid+"1\n", unsaid+"2\n"); len(got) != 2 {
		t.Errorf("tables that do not say who buys: %d processes, want 2", len(got))
	}
}

func FuzzTables(f *testing.F) { stagetest.FuzzFormat(f, Format, "testdata/tables", "testdata/linked") }

// TestLinked holds that linked tables say what the JSON says that they were made from, row for row; that rows of documents are
// left out; and that a row of no release, or of none that is there, is rejected.
func TestLinked(t *testing.T) {
	stagetest.RunFormat(t, Format, []string{"linked"})
	stagetest.Planted(t, Format, "linked", "plantata", "vignarola", "VGNPNT70A41F205X", "quercia", "example.org")
	all := stagetest.CheckFormat(t, Format, "testdata/linked")
	parties := func(roles string) string {
		return `"parties":[{"id":"XX-REG-00000017","name":"Sampleton Council (invented)","roles":[` + roles + `],"identifier":{"scheme":"XX-REG","id":"00000017"}},`
	}
	o := run(t, []byte(`{"releases":[{"ocid":"ocds-zzzzzz-21","id":"r21","date":"2021-03-01T00:00:00Z","tag":["award","contract"],"buyer":{"id":"XX-REG-00000017","name":"Sampleton Council (invented)"},
`+parties(`"buyer","payer"`)+`{"id":"S1","name":"Vision Trade Ltd","roles":["supplier","tenderer"],"identifier":{"scheme":"XX-REG","id":"00000025"}},{"id":"S2","name":"Second Trade Ltd","roles":["supplier"],"identifier":{"scheme":"XX-REG","id":"00000026"}}],
"tender":{"id":"t21","title":"Cameras for the square","procurementMethod":"open","contractPeriod":{"startDate":"2021-04-01"},"items":[{"id":"1","description":"Cameras and masts"}]},
"awards":[{"id":"a1","title":"Cameras","status":"active","date":"2021-02-20T00:00:00Z","value":{"amount":1000.5,"currency":"XXX"},"suppliers":[{"id":"S1","name":"Vision Trade Ltd"},{"id":"S2","name":"Second Trade Ltd"}],
"items":[{"id":"1","description":"Hikvision dome cameras","quantity":12,"unit":{"name":"pieces"},"classification":{"scheme":"CPV","id":"35125300"}},{"id":"2","description":"Brackets","quantity":24,"unit":{"name":"pieces"},"additionalClassifications":[{"scheme":"CPV","id":"44212300"}]}]},
{"id":"a2","title":"Masts","status":"active","date":"2021-02-21T00:00:00Z","value":{"amount":200,"currency":"XXX"},"suppliers":[{"id":"S2","name":"Second Trade Ltd"}]}],
"contracts":[{"id":"c1","awardID":"a1","dateSigned":"2021-03-05","value":{"amount":1000.50,"currency":"XXX"},"implementation":{"transactions":[{"id":"t1","value":{"amount":100,"currency":"XXX"}},{"id":"t2","value":{"amount":50,"currency":"XXX"}}]}}]},
{"ocid":"22","id":"r22","date":"2021-03-02T00:00:00Z","tag":["award"],"buyer":{"id":"XX-REG-00000017","name":"Sampleton Council (invented)"},
`+parties(`"buyer"`)+`{"id":"p1","name":"PLANTATA VIGNAROLA","roles":["supplier"],"identifier":{"scheme":"IT-CF","id":"VGNPNT70A41F205X"},"address":{"countryName":"Italy"}}],
"tender":{"id":"t22","title":"Interpreter for Plantata Vignarola"},"awards":[{"id":"a1","status":"active","value":{"amount":300,"currency":"XXX"},"suppliers":[{"id":"p1","name":"PLANTATA VIGNAROLA"}]}]}]}`))
	for _, tab := range []table.Any{record.Processes, record.Awards, record.Contracts, record.Items, record.Parties} {
		if linked, json := withoutOrigins(t, tab, all), withoutOrigins(t, tab, o.set); linked != json || linked == "" {
			t.Errorf("%s from linked tables:\n%s\nfrom JSON:\n%s", tab.Describe().Name, linked, json)
		}
	}
	fates := map[string]int{}
	for r := range table.Rejects.In(all) {
		fates[r.Reason]++
	}
	for e := range table.Ledger.In(all) {
		fates[e.Kind] += int(e.Count)
	}
	if fates["ocds.link"] != 2 || fates["ocds.ocid"] != 1 || fates["left_out"] != 1 {
		t.Errorf("%v", fates)
	}
}

// withoutOrigins is what rows say, in order of ids, without where.
func withoutOrigins(t *testing.T, tab table.Any, all *table.Set) string {
	text, err := table.Dump(tab, all)
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(strings.TrimSpace(origin.ReplaceAllString(text, "")), "\n\n")
	slices.Sort(rows)
	return strings.Join(rows, "\n\n")
}

var origin = regexp.MustCompile(`(?m)^  - sha256:.*\n`)
