package catalogue

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestFormat(t *testing.T) {
	stagetest.RunFormat(t, Format, []string{"entries"})
}

// TestOffered holds that a catalogue gives nobody a device, that a face found is none recognised, and that a microphone, an
// alarm on a sound and speaking are three.
func TestOffered(t *testing.T) {
	all := stagetest.CheckFormat(t, Format, filepath.Join("testdata", "entries"))
	var got []string
	for f := range record.Functions.In(all) {
		got = append(got, f.Function+" "+f.State)
		if f.Basis != "catalogue" {
			t.Errorf("%+v", f)
		}
	}
	slices.Sort(got)
	want := []string{"audio listening offered", "face detection offered", "intrusion offered", "line crossing offered", "person or vehicle detection offered", "two-way audio absent"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if slices.ContainsFunc(Format.Writes, func(tab table.Any) bool { return tab.Describe().Name == "devices" }) {
		t.Error("a catalogue writes no device")
	}
}

func TestNoPersonalValue(t *testing.T) {
	stagetest.Planted(t, Format, "entries", "fintizi", "otherbrand")
}

func TestMatch(t *testing.T) {
	for text, want := range map[string]bool{
		`{"manufacturer": "A", "model": "B", "slug": "c"}`:                     true,
		`[{"id": "a", "brand": "B", "model": "C", "features": []}]`:            true,
		`{"id": "a", "brand": "B", "model": "C"}`:                              false,
		`[{"manufacturer": "A", "model": "B", "site": "C", "status": "used"}]`: false, // an inventory
		`{"17": {"model": "X-1", "hardware_version": "H"}}`:                    true,
		`{"17": {"model": "X-1", "price": 3}}`:                                 false,
		`{"a": {"model": "X-1", "hardware_version": "H"}}`:                     false,
		"manufacturer,model,slug\n":                                            false,
		"":                                                                     false,
	} {
		if got := Format.Match("x", source.NewHead([]byte(text))); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestRealEntries runs the format over real entries where they are at hand.
func TestRealEntries(t *testing.T) {
	n, functions := 0, 0
	for _, file := range []string{"data/watch/devices", "data/watch/brands"} {
		all := stagetest.DriveFormat(t, Format, stagetest.Shared(t, file))
		for p := range record.Products.In(all) {
			n++
			t.Log(p.Maker, p.Model, p.Names, p.Kind, p.Features)
		}
		for f := range record.Functions.In(all) {
			functions++
			t.Log(f.Function, f.State, f.Flags)
		}
	}
	if n != 6+1513 || functions == 0 {
		t.Errorf("%d entries, %d functions", n, functions)
	}
}

func FuzzFormat(f *testing.F) {
	f.Add([]byte(`[{"id": 7}, null]`))
	stagetest.FuzzFormat(f, Format, "testdata/entries")
}
