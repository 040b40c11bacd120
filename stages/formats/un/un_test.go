package un

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/record"
)

// There is no real list at hand: the document in testdata is made after the published schema.
func TestFormat(t *testing.T) { stagetest.RunFormat(t, Format, []string{"list"}) }

func TestPlanted(t *testing.T) {
	stagetest.Planted(t, Format, "list", "fintizi", "ermengarda", "1970", "5550 1234", "via roma", "turin")
}

func FuzzFormat(f *testing.F) { stagetest.FuzzFormat(f, Format, filepath.Join("testdata", "list")) }

func TestEntities(t *testing.T) {
	all := stagetest.CheckFormat(t, Format, filepath.Join("testdata", "list"))
	entries := map[string]record.ListEntry{}
	for e := range record.ListEntries.In(all) {
		entries[e.Name] = e
	}
	fir := entries["FIR FOUNDATION"]
	if fir.Entry != "LAe.002" || fir.From.String() != "2001-10-06" || !slices.Equal(fir.Countries, []string{"France", "Italy"}) || fir.Programme != "Lake" {
		t.Errorf("%+v", fir)
	}
	if oak := entries["OAK HOUSE"]; oak.Entry != "3" || oak.From != nil || oak.DateKind != "unknown" {
		t.Errorf("%+v", oak)
	}
	var names []string
	for n := range record.ListNames.In(all) {
		if n.Entry == fir.ID {
			names = append(names, n.Kind+" "+n.Name+" "+n.Script)
		}
	}
	slices.Sort(names)
	if want := []string{"alias Firs & Friends Latin", "alias مؤسسة التنوب Arabic", "name FIR FOUNDATION Latin", "previous name Spruce Foundation Latin"}; !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
}
