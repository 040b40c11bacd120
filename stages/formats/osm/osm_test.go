package osm

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestFormat(t *testing.T) {
	stagetest.RunFormat(t, Format, []string{"tiles"})
}

func TestDevices(t *testing.T) {
	all := stagetest.CheckFormat(t, Format, filepath.Join("testdata", "tiles"))
	byPlace := map[string][]record.Device{}
	for d := range record.Devices.In(all) {
		byPlace[d.Place] = append(byPlace[d.Place], d)
	}
	lynx := byPlace["45.7500002, 4.8400001"]
	if len(lynx) != 2 || lynx[0].ID != lynx[1].ID || lynx[0].ID != source.ID("device", "osm", "101") {
		t.Errorf("one element in two tiles is one device: %+v", lynx)
	} else if d := lynx[0]; d.Maker != "Lynxeye" || d.Tag != "manufacturer" || d.Model != "LX-2" || d.Zone != "public" || d.Operator.Public != "yes" ||
		d.Operator.Scheme != "WIKIDATA" || d.Operator.Identifier != "Q1" || d.Kind != "camera" || d.Seen.String() != "2024-05-05" || d.Mention != "" {
		t.Errorf("%+v", d)
	}
	if a, b := byPlace["45.76, 4.85"], byPlace["45.7600000, 4.8500000"]; len(a) != 1 || len(b) != 1 || a[0].ID != b[0].ID ||
		a[0].Mention != "Webcam; cam.example.org/live" || a[0].Maker != "Lynxeye" || a[0].Tag != "brand" {
		t.Errorf("one point without an element id in two tiles is one device: %+v, %+v", a, b)
	}
	for _, d := range byPlace["45.77, 4.86"] {
		if d.ID != source.ID("device", "osm", "way/7") {
			t.Errorf("a feature without id at the point of one element is that element: %+v", d)
		}
	}
}

// TestNoPersonalValue looks for planted names, numbers and passwords in every row.
func TestNoPersonalValue(t *testing.T) {
	all := stagetest.CheckFormat(t, Format, filepath.Join("testdata", "tiles"))
	for _, tab := range append(slices.Clone(Format.Writes), table.Rejects, table.Ledger, table.Conflicts) {
		text, err := table.Dump(tab, all)
		if err != nil {
			t.Fatal(err)
		}
		for _, planted := range []string{"valjeune", "jean", "marie", "geheim", "admin", "+33", "user="} {
			if strings.Contains(strings.ToLower(text), planted) {
				t.Errorf("a row of %s has %q", tab.Describe().Name, planted)
			}
		}
	}
}

func TestMatch(t *testing.T) {
	for text, want := range map[string]bool{
		`{"type": "FeatureCollection", "features": [{"properties": {"man_made": "surveillance"}}]}`: true,
		`{"type": "FeatureCollection", "features": [{"properties": {"man_made": "tower"}}]}`:        false,
		`{"releases": [{"tender": {"title": "surveillance"}}]}`:                                     false,
		`{"type": "FeatureCollection", "features": []}`:                                             false,
		``: false,
	} {
		if got := Format.Match("x.json", []byte(text)); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// TestRealTiles runs the format over real tiles where they are at hand.
func TestRealTiles(t *testing.T) {
	all := stagetest.CheckFormat(t, Format, sharedDir(t, "data/procurement/osm-cameras"))
	devices := map[string]bool{}
	rows, makers, operators, people, public := 0, 0, 0, 0, 0
	tags := map[string]int{}
	for d := range record.Devices.In(all) {
		rows++
		if devices[d.ID] {
			continue
		}
		devices[d.ID] = true
		if d.Maker != "" {
			makers++
		}
		if d.Tag != "" {
			tags[d.Tag]++
		}
		if d.Operator.Name != "" {
			operators++
		}
		if d.Operator.Name == record.Person {
			people++
		}
		if d.Operator.Public == "yes" {
			public++
		}
	}
	t.Logf("%d features are %d devices; %d with a maker, %d with an operator (%d natural persons, %d public); tags %v", rows, len(devices), makers, operators, people, public, tags)
	if rows < 8000 || len(devices) != 7650 {
		t.Error("the features of these tiles stand at 7650 points")
	}
}

// sharedDir is a folder of test data that is not part of the repository.
func sharedDir(t *testing.T, path string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the package")
		}
	}
	dir = filepath.Join(dir, "..", "shared", filepath.FromSlash(path))
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no %s beside the repository", path)
	}
	return dir
}
