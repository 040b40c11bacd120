package osm

import (
	"path/filepath"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestFormat(t *testing.T) {
	stagetest.RunFormat(t, Format, []string{"tiles"})
}

func FuzzFormat(f *testing.F) { stagetest.FuzzFormat(f, Format, "testdata/tiles") }

func TestDevices(t *testing.T) {
	all := stagetest.CheckFormat(t, Format, filepath.Join("testdata", "tiles"))
	byPlace := map[string][]record.Device{}
	for d := range record.Devices.In(all) {
		byPlace[d.Place] = append(byPlace[d.Place], d)
	}
	lynx := byPlace["45.7500002, 4.8400001"]
	if len(lynx) != 1 || lynx[0].ID != source.ID("device", "osm", "101") || len(lynx[0].Origins) != 2 {
		t.Errorf("one element in two tiles is one device: %+v", lynx)
	} else if d := lynx[0]; d.Maker != "Lynxeye" || d.Tag != "manufacturer" || d.Model != "LX-2" || d.Zone != "public" || d.Operator.Public != "yes" ||
		d.Operator.Scheme != "WIKIDATA" || d.Operator.Identifier != "Q1" || d.Kind != "camera" || d.Seen.String() != "2024-05-05" || d.Mention != "" {
		t.Errorf("%+v", d)
	}
	if a := byPlace["45.76, 4.85"]; len(a) != 1 || a[0].Mention != "Webcam; cam.example.org/live" || a[0].Maker != "Lynxeye" || a[0].Tag != "brand" || len(a[0].Origins) != 2 {
		t.Errorf("one point without an element id in two tiles is one device: %+v", a)
	}
	if a := byPlace["45.77, 4.86"]; len(a) != 1 || a[0].ID != source.ID("device", "osm", "way/7") || a[0].Operator.Name != record.Person {
		t.Errorf("a feature without id at the point of one element is that element: %+v", a)
	}
}

// TestNoPersonalValue looks for planted names, numbers and passwords in every row.
func TestNoPersonalValue(t *testing.T) {
	stagetest.Planted(t, Format, "tiles", "valjeune", "jean", "marie", "geheim", "admin", "+33", "user=")
}

func TestMatch(t *testing.T) {
	for text, want := range map[string]bool{
		`{"type": "FeatureCollection", "features": [{"properties": {"man_made": "surveillance"}}]}`: true,
		`{"type": "FeatureCollection", "features": [{"properties": {"man_made": "tower"}}]}`:        false,
		`{"releases": [{"tender": {"title": "surveillance"}}]}`:                                     false,
		`{"type": "FeatureCollection", "features": []}`:                                             false,
		``: false,
	} {
		if got := Format.Match("x.json", source.NewHead([]byte(text))); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// TestRealTiles runs the format over real tiles where they are at hand.
func TestRealTiles(t *testing.T) {
	all := stagetest.DriveFormat(t, Format, stagetest.Shared(t, "data/procurement/osm-cameras"))
	devices := map[string]bool{}
	origins, makers, operators, people, public := 0, 0, 0, 0, 0
	tags := map[string]int{}
	for d := range record.Devices.In(all) {
		origins += len(d.Origins)
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
	t.Logf("%d features are %d devices; %d with a maker, %d with an operator (%d natural persons, %d public); tags %v", origins, len(devices), makers, operators, people, public, tags)
	if origins != 8294 || len(devices) != 7650 {
		t.Error("the 8294 features of these tiles stand at 7650 points")
	}
}
