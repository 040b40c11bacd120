package table_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

type textPart struct {
	Name string `parquet:"name" doc:"d"`
	Note string `parquet:"note,optional" doc:"d"`
}

type textRow struct {
	ID      string          `parquet:"id" doc:"d"`
	Empty   string          `parquet:"empty" doc:"d"`
	Day     *table.Date     `parquet:"day,date" doc:"d"`
	Money   *table.Decimal  `parquet:"money,decimal(9:38)" doc:"d"`
	Yes     bool            `parquet:"yes" doc:"d"`
	N       int64           `parquet:"n" doc:"d"`
	Words   []string        `parquet:"words,list" doc:"d"`
	Part    textPart        `parquet:"part" doc:"d"`
	Parts   []textPart      `parquet:"parts,list" doc:"d"`
	Origins []source.Origin `parquet:"origins,list" doc:"d"`
}

func textTable() *table.Table[textRow] {
	return &table.Table[textRow]{Name: "texts", Doc: "d", Grain: "d", Sort: []string{"id"}}
}

func TestDumpShowsWhatAddJSONRead(t *testing.T) {
	texts := textTable()
	s := table.NewSet(t.TempDir(), table.DefaultBudget, texts)
	err := texts.AddJSON(s, []byte(`[
		{"id": "b", "day": "2019-06-24", "money": "-5091.810", "yes": true, "n": -3, "words": ["a \"q\" <", ""], "part": {"name": "x", "note": null},
		 "parts": [{"name": "y", "note": "z"}, {"name": ""}], "origins": ["sha256:d2/m.json#/a/0@10+20", "d1#row=2"]},
		{"id": "a"}]`))
	if err != nil {
		t.Fatal(err)
	}
	got, err := table.Dump(texts, s)
	if err != nil {
		t.Fatal(err)
	}
	want := `id: "a"
empty: ""
yes: false
n: 0

id: "b"
empty: ""
day: 2019-06-24
money: -5091.81
yes: true
n: -3
words:
  - "a \"q\" <"
  - ""
part:
  name: "x"
parts:
  -
    name: "y"
    note: "z"
  -
    name: ""
origins:
  - sha256:d1#row=2 @0+0
  - sha256:d2/m.json#/a/0 @10+20
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAddJSONRefuses(t *testing.T) {
	for _, row := range []string{`{"nothing": 1}`, `{"n": "1"}`, `{"n": 1.5}`, `{"day": "24/06/2019"}`, `{"money": 5.1}`, `{"money": "5,1"}`, `{"part": "x"}`,
		`{"parts": [{"nothing": ""}]}`, `{"words": "a"}`, `{"origins": ["d#f@x"]}`, `{"yes": "true"}`} {
		texts := textTable()
		s := table.NewSet(t.TempDir(), table.DefaultBudget, texts)
		if err := texts.AddJSON(s, []byte("["+row+"]")); err == nil {
			t.Errorf("%s was taken", row)
		}
	}
}
