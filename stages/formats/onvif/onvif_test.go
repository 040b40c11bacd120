package onvif

import (
	"fmt"
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

// told is what a set says of devices and functions, a line each.
func told(all *table.Set) (lines []string) {
	devices := map[string]string{}
	for d := range record.Devices.In(all) {
		devices[d.ID] = d.Maker + "|" + d.Model + "|" + d.Mention + "|" + d.Tag
		lines = append(lines, fmt.Sprintf("%s seen %v in %d", devices[d.ID], d.Seen, len(d.Origins)))
	}
	for f := range record.Functions.In(all) {
		lines = append(lines, fmt.Sprintf("%s: %s %s = %s %q %v", devices[f.Device], f.Function, f.Part, f.State, f.Flags, f.AsOf))
	}
	slices.Sort(lines)
	return lines
}

// TestTraps holds that a namespace names no maker, that what is configured is not thereby on, that readings of one device
// are one, and that a face that is found is not recognised.
func TestTraps(t *testing.T) {
	got := told(stagetest.CheckFormat(t, Format, filepath.Join("testdata", "devices")))
	want := []string{
		`Lynxeye|LX-2||Manufacturer seen <nil> in 1`,
		`||HIKVISION-DS-2DC9999IW-DE|deviceName seen 2022-10-11 in 2`,
		`||HIKVISION-DS-2DC9999IW-DE|deviceName: face recognition  = present ["RuleDescription/Name=tt:FaceRecognition"] 2022-10-11`,
		`||HIKVISION-DS-2DC9999IW-DE|deviceName: line crossing module 1 = present ["AnalyticsModule/Type=tt:LineDetectorEngine"] 2022-09-29`,
		`||HIKVISION-DS-2DC9999IW-DE|deviceName: people counting  = present ["RuleDescription/Name=tt:LineCounting"] 2022-10-11`,
		`||HIKVISION-DS-2DC9999IW-DE|deviceName: plate recognition  = present ["RuleDescription/Name=tt:LicensePlateRecognition"] 2022-10-11`,
		`||| seen 2022-08-05 in 1`,
		`||| seen <nil> in 1`, `||| seen <nil> in 1`,
		`|||: face detection  = present ["AnalyticsModuleDescription/Name=tt:FaceDetectionEngine"] <nil>`,
		`|||: intrusion rule 2 = dormant ["Rule/Type=tt:FieldDetector" "Enable=0"] <nil>`,
		`|||: line crossing  = present ["AnalyticsModuleDescription/Name=tt:LineDetectorEngine"] <nil>`,
		`|||: line crossing rule 1 = enabled ["Rule/Type=tt:LineDetector" "LineEnable=true"] <nil>`,
		`|||: motion detection rule 3 = present ["Rule/Type=tt:CellMotionDetector"] <nil>`,
	}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestNoPersonalValue looks for planted names and numbers in every row.
func TestNoPersonalValue(t *testing.T) {
	stagetest.Planted(t, Format, "devices", "fintizi", "ermengarda", "998877", "02005e", "3bd4c000")
}

func TestMatch(t *testing.T) {
	for text, want := range map[string]bool{
		`<a:GetRulesResponse xmlns:a="http://www.onvif.org/ver20/analytics/wsdl"/>`:                                                                                          true,
		`<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:t="http://www.onvif.org/ver10/device/wsdl"><e:Body><t:GetRulesResponse/></e:Body></e:Envelope>`: true,
		`<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:t="http://www.onvif.org/ver10/device/wsdl"><e:Body><t:GetUsersResponse/></e:Body></e:Envelope>`: false,
		`<GetRulesResponse xmlns="http://example.org/"/>`:            false,
		`{"event": {"profileName": "onvif-camera", "readings": []}}`: true,
		`{"event": {"profileName": "thermometer", "readings": []}}`:  false,
		`{"releases": [{"title": "onvif-camera", "readings": 1}]}`:   false,
		``: false,
	} {
		if got := Format.Match("x", source.NewHead([]byte(text))); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// TestRealReadings runs the format over readings of three real devices where they are at hand: a simulator, a TP-Link and a
// Hikvision camera.
func TestRealReadings(t *testing.T) {
	lines := told(stagetest.DriveFormat(t, Format, stagetest.Shared(t, "data/watch/devices")))
	for _, l := range lines {
		t.Log(l)
	}
	for _, want := range []string{"TP-Link|C200||Manufacturer seen 2022-08-05 in 3", "||HIKVISION-DS-2DC4223IW-DE|deviceName seen 2022-09-29 in 4", "||Intel-SimCamera|deviceName seen 2022-10-11 in 4"} {
		if !slices.Contains(lines, want) {
			t.Errorf("no %s", want)
		}
	}
	for _, l := range lines {
		if strings.Contains(l, "= enabled") || strings.Contains(l, "= dormant") {
			t.Errorf("none of them says what is on: %s", l)
		}
	}
}

func FuzzFormat(f *testing.F) { stagetest.FuzzFormat(f, Format, "testdata/devices") }
