package ocds

import (
	"strings"
	"testing"

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
		"ocid,id":                                                       false,
		"id,awards/0/id":                                                false,
		"ocid,awards/0/id":                                              false,
		"ocid,id,Awards: Title":                                         false,
		"id,name,address/street":                                        false,
	} {
		if got := match("x.csv", []byte(columns+"\n")); got != want {
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

func FuzzTables(f *testing.F) { stagetest.FuzzFormat(f, Format, "testdata/tables") }
