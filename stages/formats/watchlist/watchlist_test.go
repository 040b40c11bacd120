package watchlist

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestFormat(t *testing.T) { stagetest.RunFormat(t, Format, []string{"list"}) }

func TestPlanted(t *testing.T) {
	stagetest.Planted(t, Format, "list", "fintizi", "ermengarda", "zorba", "366510784303")
}

func FuzzFormat(f *testing.F) { stagetest.FuzzFormat(f, Format, filepath.Join("testdata", "list")) }

func TestRejects(t *testing.T) {
	all := stagetest.CheckFormat(t, Format, filepath.Join("testdata", "list"))
	var got []string
	for r := range table.Rejects.In(all) {
		got = append(got, r.Fragment+" "+r.Field+" "+r.Reason)
	}
	if want := []string{"row=6 from watchlist.date", "row=7 to watchlist.period", "row=8 schema watchlist.word", "row=9 list watchlist.missing"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for e := range record.ListEntries.In(all) {
		if e.Name == "Lynxeye Ltd" && (e.List != "lake-list" || e.To.String() != "2021-03-04" || e.DateKind != "signed" || e.Purpose == "" || e.Parent != "Big Cats Ltd") {
			t.Errorf("%+v", e)
		}
	}
}

func TestMatch(t *testing.T) {
	for header, want := range map[string]bool{
		"list,name\n":                                true,
		"name;list;from;to\n":                        true,
		"list,name,colour\n":                         false,
		"name,aliases\n":                             false,
		"list,measure,floor,sentinels,source\n":      false,
		"vendor,name,relation,kind,from,to,source\n": false,
		"": false,
	} {
		if got := Format.Match("x.csv", source.NewHead([]byte(header))); got != want {
			t.Errorf("%q: %v", header, got)
		}
	}
}
