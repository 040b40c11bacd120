package ofac

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestFormat(t *testing.T) { stagetest.RunFormat(t, Format, []string{"sdn", "cons", "alone"}) }

func TestPlanted(t *testing.T) {
	stagetest.Planted(t, Format, "sdn", "fintizi", "ermengarda", "zorba", "quintilio", "via roma", "blue street", "5550 1234", "aa1234567", "bb7654321", "may 1970", "turin", "director")
	stagetest.Planted(t, Format, "cons", "zorba", "quinto", "dob")
	stagetest.Planted(t, Format, "alone", "whose name")
}

func FuzzFormat(f *testing.F) {
	stagetest.FuzzFormat(f, Format, filepath.Join("testdata", "sdn"), filepath.Join("testdata", "cons"))
}

// names are the names and numbers of the entries by the number of the entry.
func names(all *table.Set) map[string][]string {
	entries, found := map[string]string{}, map[string][]string{}
	for e := range record.ListEntries.In(all) {
		entries[e.ID] = e.Entry
		for _, c := range e.Countries {
			found[e.Entry] = append(found[e.Entry], "in "+c)
		}
		found[e.Entry] = append(found[e.Entry], e.Schema+" "+e.Programme)
	}
	for n := range record.ListNames.In(all) {
		found[entries[n.Entry]] = append(found[entries[n.Entry]], n.Kind+" "+n.Name)
	}
	for i := range record.ListIdentifiers.In(all) {
		found[entries[i.Entry]] = append(found[entries[i.Entry]], i.Scheme+" "+i.Identifier)
	}
	for _, all := range found {
		slices.Sort(all)
	}
	return found
}

// TestTraps holds rows without a header, "-0- " for nothing, the mark at the end, files joined by number, remarks that go on
// in another file in the middle of a word, and individuals.
func TestTraps(t *testing.T) {
	found := names(stagetest.CheckFormat(t, Format, filepath.Join("testdata", "sdn")))
	for n, want := range map[string][]string{
		"36": {"Organization CUBA", "alias AERO-ABETO", "in Cuba", "name FIR TREE AIRLINES"},
		"306": {"Organization CUBA; SDGT", "alias BANCO NUEVO DEL ABETO", "in Spain", "in Switzerland", "name BANCO DEL ABETO",
			"previous name NATIONAL BANK OF THE FIR", "tax number 7707083893", "weak alias BDA"},
		"600": {"IMO 7406784", "Vessel DPRK4", "name BLUE SEA"},
		"800": {"Organization X", "name LARCH LTD", "registration number 1027700132195", "weak alias GROUP OF LARCHES"},
	} {
		if !slices.Equal(found[n], want) {
			t.Errorf("%s: %q, want %q", n, found[n], want)
		}
		delete(found, n)
	}
	for n := range found {
		t.Errorf("%s is no entry", n)
	}
}

// TestReal reads the real list where it is at hand.
func TestReal(t *testing.T) {
	all := stagetest.DriveFormat(t, Format, stagetest.Shared(t, "data/watch/watchlists/watchman"))
	found := names(all)
	if len(found) != 3534 {
		t.Errorf("%d entries, want the 7379 of the list without 3845 individuals", len(found))
	}
	if want := []string{"Organization CUBA", "in Japan", "in Panama", "in Spain", "in Switzerland", "alias NATIONAL BANK OF CUBA", "name BANCO NACIONAL DE CUBA", "weak alias BNC"}; len(found["306"]) != len(want) {
		t.Errorf("%q, want %q", found["306"], want)
	}
	for n := range record.ListNames.In(all) {
		if n.Name == "-0-" || n.Name == "" {
			t.Errorf("%q is no name", n.Name)
		}
	}
}
