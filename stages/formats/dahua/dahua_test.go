package dahua

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestFormat(t *testing.T) { stagetest.RunFormat(t, Format, []string{"devices"}) }

// TestTraps holds each thing that makes a switch mislead.
func TestTraps(t *testing.T) {
	all := stagetest.CheckFormat(t, Format, filepath.Join("testdata", "devices"))
	got := map[string]record.Function{}
	for f := range record.Functions.In(all) {
		key := f.Function + ", " + f.Part
		if old, twice := got[key]; twice && old.State != f.State {
			t.Errorf("%s is %s and %s", key, old.State, f.State)
		}
		got[key] = f
	}
	for key, want := range map[string]string{
		"heat map, rule 0 of channel 0":                "dormant", // its plan is off
		"line crossing, rule 1 of channel 0":           "enabled",
		"intrusion, rule 2 of channel 0":               "dormant", // enabled and never armed
		"face detection, rule 3 of channel 0":          "dormant", // its plan is off
		"line crossing, rule 4 of channel 0":           "dormant",
		"line crossing, ":                              "unknown", // refused, in the other file
		"face recognition, ":                           "unknown",
		"person or vehicle detection, channel 0":       "enabled",
		"motion detection, channel 0":                  "dormant", // enabled and never armed
		"audio detection, AnomalyDetect of channel 0":  "dormant",
		"audio detection, MutationDetect of channel 0": "enabled",
		"audio listening, MainFormat[0] of channel 0":  "enabled",
		"audio listening, ExtraFormat[0] of channel 0": "dormant",
		"line crossing, channel 0":                     "enabled", // it sent an alarm
		"motion detection, channel 1":                  "enabled", // likewise: what stops has run
	} {
		f := got[key]
		if f.State != want || f.Refused != (want == "unknown") || (f.Basis == "event") != (key == "line crossing, channel 0" || key == "motion detection, channel 1") {
			t.Errorf("%s: %+v, want %s", key, f, want)
		}
		if len(f.Flags) == 0 {
			t.Errorf("%s: no flag", key)
		}
	}
	if f := got["intrusion, rule 2 of channel 0"]; !slices.Contains(f.Flags, "EventHandler.TimeSection: each of 14 begins with 0") {
		t.Errorf("%q", f.Flags)
	}
	if f := got["face detection, rule 3 of channel 0"]; !slices.Equal(f.Flags, []string{"table.VideoAnalyseRule[0][3].Enable=true", "table.VideoAnalyseGlobal[0].Scene.Type=Normal", "Class=FaceDetection"}) {
		t.Errorf("%q", f.Flags)
	}
}

func TestDevices(t *testing.T) {
	all := stagetest.CheckFormat(t, Format, filepath.Join("testdata", "devices"))
	var models []string
	for d := range record.Devices.In(all) {
		models = append(models, strings.Join([]string{d.Maker, d.Model, d.Firmware, d.Mention, d.Tag}, "|"))
		if d.Serial != "" {
			t.Errorf("a serial number without a key: %+v", d)
		}
	}
	slices.Sort(models)
	want := []string{"Lynxeye||3.1.0000017.0.R,build:2021-02-03||vendor", "|IPC-HDW9999R-ZE|2.800.00AC000.0.R,build:2020-06-05|Amcrest|version (letters AC)", "||||", "||||"}
	slices.Sort(want)
	if !slices.Equal(models, want) {
		t.Errorf("got %q\nwant %q", models, want)
	}
}

// TestLineEnds holds that CRLF, a missing "table." and a key change nothing that they should not.
func TestLineEnds(t *testing.T) {
	read := func(text string) (f record.Function) {
		out := table.NewSet("", table.DefaultBudget, Format.Writes...)
		t.Cleanup(out.Close)
		if err := Format.Read(&source.Document{Digest: "x", Body: strings.NewReader(text), Key: []byte(strings.Repeat("k", source.MinKey))}, out); err != nil {
			t.Fatal(err)
		}
		for d := range record.Devices.In(out) {
			if len(d.Serial) != 26 || d.Thing == d.ID {
				t.Errorf("%+v", d)
			}
		}
		for f = range record.Functions.In(out) {
		}
		return f
	}
	text := "serialNumber=9X9X9X9PAG99999\ntable.MotionDetect[0].Enable=true\n"
	a, b, c := read(text), read(strings.ReplaceAll(text, "\n", "\r\n")), read(strings.ReplaceAll(text, "table.", ""))
	if a.ID != b.ID || a.State != "enabled" || c.State != a.State || c.Part != a.Part || c.Flags[0] != "MotionDetect[0].Enable=true" {
		t.Errorf("%+v\n%+v\n%+v", a, b, c)
	}
}

// TestAnswers holds what stands where an answer should: a refusal is unknown, whatever its code, and letters of a version name a
// brand where they are known.
func TestAnswers(t *testing.T) {
	read := func(text string) (d record.Device, f record.Function) {
		out := table.NewSet("", table.DefaultBudget, Format.Writes...)
		t.Cleanup(out.Close)
		if !Format.Match("x", source.NewHead([]byte(text))) {
			t.Fatalf("%q is not known", text)
		}
		if err := Format.Read(&source.Document{Digest: "x", Body: strings.NewReader(text)}, out); err != nil {
			t.Fatal(err)
		}
		for f = range record.Functions.In(out) {
		}
		for d = range record.Devices.In(out) {
		}
		return d, f
	}
	for _, answer := range []string{"Error", "Error: No Authority", "Error: 401", "Error\r\nBad Request!"} {
		d, f := read("# configManager.cgi?action=getConfig&name=MotionDetect\r\n" + answer + "\r\n")
		if f.State != record.Unknown || !f.Refused || f.Device != d.ID {
			t.Errorf("%s: %+v", answer, f)
		}
	}
	for letters, brand := range map[string]string{"AC": "Amcrest", "LR": "Lorex", "DH": "Dahua", "QQ": "", "": ""} {
		if d, _ := read("version=2.800.00" + letters + "000.0.R,build:2020-06-05\n"); d.Mention != brand || d.Maker != "" {
			t.Errorf("letters %q: %+v", letters, d)
		}
	}
}

// TestNoPersonalValue looks for planted names and numbers in every row.
func TestNoPersonalValue(t *testing.T) {
	stagetest.Planted(t, Format, "devices", "fintizi", "ermengarda", "9x9x9x9")
}

func TestMatch(t *testing.T) {
	for text, want := range map[string]bool{
		"table.VideoAnalyseRule[0][0].Class=Normal\r\n":                           true,
		"MotionDetect[0].Enable=true\n":                                           true,
		"version=2.800.0000016.0.R,build:2020-06-05\n":                            true,
		"deviceType=IPC\nprocessor=S3LM\nserialNumber=9X\n":                       true,
		"Code=VideoMotion;action=Start;index=0\n":                                 true,
		"# configManager.cgi?action=getConfig&name=VideoAnalyseRule\r\nError\r\n": true,
		"Error\r\n": false, // a refusal of what nobody knows
		"table.VideoAnalyseRule[0][0].Class=Normal\nand some prose\n": false,
		"name=value\nother=value\n":                                   false,
		"[section]\ndeviceType=x\n":                                   false,
		"":                                                            false,
	} {
		if got := Format.Match("x", source.NewHead([]byte(text))); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestRealReplies runs the format over real replies and alarms where they are at hand.
func TestRealReplies(t *testing.T) {
	all := stagetest.DriveFormat(t, Format, stagetest.Shared(t, "data/watch/devices"))
	states := map[string]int{}
	devices := 0
	for range record.Devices.In(all) {
		devices++
	}
	for f := range record.Functions.In(all) {
		states[f.Function+" "+f.State+" "+f.Basis]++
		t.Log(f.Function, f.Part, f.State, f.Basis, f.Flags)
	}
	if devices != 4 || states["motion detection enabled configuration"] != 1 || states["person or vehicle detection enabled configuration"] != 1 || states["line crossing enabled event"] != 1 {
		t.Errorf("%d devices, %v", devices, states)
	}
	for r := range table.Rejects.In(all) {
		t.Errorf("%+v", r)
	}
}

func FuzzFormat(f *testing.F) { stagetest.FuzzFormat(f, Format, "testdata/devices") }
