package isapi

import (
	"fmt"
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

func TestFormat(t *testing.T) { stagetest.RunFormat(t, Format, []string{"devices"}) }

// told is what a set says of functions: "model channel: function part = state", each once.
func told(all *table.Set) (lines []string) {
	devices := map[string]record.Device{}
	for d := range record.Devices.In(all) {
		devices[d.ID] = d
	}
	for f := range record.Functions.In(all) {
		d := devices[f.Device]
		line := d.Model + "@" + d.Channel + ": " + f.Function + " " + f.Part + " = " + f.State
		if f.Refused {
			line += ", refused"
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// TestTraps holds what the flags of real devices are known to do.
func TestTraps(t *testing.T) {
	lines := told(stagetest.CheckFormat(t, Format, filepath.Join("testdata", "devices")))
	for _, c := range []struct {
		trap string
		want []string // all that is told of this device and function
	}{
		{"no face detection, and yet an alarm for it: both stand; the refused switch is unknown",
			[]string{"DS-2CD2999G9-IX@: face detection  = absent", "DS-2CD2999G9-IX@: face detection channel 1 = present", "DS-2CD2999G9-IX@: face detection channel 1 = unknown, refused"}},
		{"faces are found, not recognised", []string{"DS-2CD2999G9-IX@: face recognition  = absent"}},
		{"on, with each line off: both stand; an alarm's way says present, not enabled",
			[]string{"DS-2CD2999G9-IX@: line crossing  = present", "DS-2CD2999G9-IX@: line crossing channel 1 = dormant", "DS-2CD2999G9-IX@: line crossing channel 1 = enabled", "DS-2CD2999G9-IX@: line crossing channel 1 = present"}},
		{"off, whatever its areas say", []string{"DS-2CD2999G9-IX@: intrusion  = present", "DS-2CD2999G9-IX@: intrusion channel 1 = dormant"}},
		{"a microphone is heard on one stream, not on the other; the third was refused",
			[]string{"DS-2CD2999G9-IX@: audio listening  = present", "DS-2CD2999G9-IX@: audio listening stream 101 = enabled", "DS-2CD2999G9-IX@: audio listening stream 102 = dormant", "DS-2CD2999G9-IX@: audio listening stream 103 = unknown, refused"}},
		{"an alarm on a sound is another thing", []string{"DS-2CD2999G9-IX@: audio detection  = present", "DS-2CD2999G9-IX@: audio detection channel 1 = dormant"}},
		{"speaking is a third", []string{"DS-2CD2999G9-IX@: two-way audio  = absent"}},
		{"what a recorder can is the recorder's", []string{"DS-7699NXI-X9@: face recognition  = present"}},
		{"its input is for speaking", []string{"DS-7699NXI-X9@: two-way audio  = present"}},
		{"what it says of a channel is the camera's: some line is on", []string{"DS-2CD2998G9-IX@1: line crossing channel 1 = enabled"}},
		{"areas without a switch", []string{"DS-2CD2998G9-IX@1: region entrance channel 1 = enabled"}},
		{"comparing is recognition; one trigger is an object, not an array", []string{"DS-2CD2998G9-IX@1: face recognition channel 1 = present"}},
		{"another maker's camera", []string{"Q9999-X@2: line crossing channel 2 = dormant"}},
		{"refused on a channel", []string{"DS-2CD2998G9-IX@4: audio listening stream 401 = unknown, refused"}},
		{"one list of abilities says no, the other yes", []string{"DS-2TD1999-X@: line crossing  = absent", "DS-2TD1999-X@: line crossing  = present"}},
		{"a flag that is neither true nor false says neither; finding faces is no comparing",
			[]string{"DS-2SE4C999-X@: face detection  = present", "DS-2SE4C999-X@: face detection  = unknown"}},
		{"comparing is not there", []string{"DS-2SE4C999-X@: face recognition  = absent"}},
		{"two channels: the line is on the one that was not asked", []string{"DS-2SE4C999-X@: line crossing  = present", "DS-2SE4C999-X@: line crossing channel 1 = unknown, refused", "DS-2SE4C999-X@: line crossing channel 2 = present"}},
		{"a microphone that is heard", []string{"DS-2SE4C999-X@: audio listening  = present", "DS-2SE4C999-X@: audio listening stream 101 = enabled"}},
		{"an alarm on a sound that is off", []string{"DS-2SE4C999-X@: audio detection  = present", "DS-2SE4C999-X@: audio detection channel 1 = dormant", "DS-2SE4C999-X@: audio detection channel 2 = present"}},
		{"speaking that is on", []string{"DS-2SE4C999-X@: two-way audio  = present", "DS-2SE4C999-X@: two-way audio channel 1 = enabled"}},
		{"measuring temperature", []string{"DS-2TD1999-X@: temperature measurement  = present"}},
	} {
		prefix, _, _ := strings.Cut(c.want[0], " ")
		function := strings.TrimPrefix(c.want[0], prefix+" ")
		for f := range record.FunctionNames {
			if strings.HasPrefix(function, f+" ") {
				function = f
				break
			}
		}
		var got []string
		for _, l := range lines {
			if strings.HasPrefix(l, prefix+" "+function+" ") {
				got = append(got, l)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.trap, got, c.want)
		}
	}
	// The dome refused to say who it is, and has its lines on the channel that was not asked. Another could not be reached for its
	// lines: unknown, which is not refused.
	for _, want := range []string{"@: line crossing channel 1 = unknown", "@: line crossing channel 1 = unknown, refused", "@: line crossing channel 2 = present", "@: line crossing  = present"} {
		if !slices.Contains(lines, want) {
			t.Errorf("no %s", want)
		}
	}
	for _, l := range lines {
		if strings.Contains(l, "channel 1 = dormant") && strings.HasPrefix(l, "@: line") {
			t.Errorf("refused is called dormant: %s", l)
		}
	}
}

// TestRecorder holds that channels are devices, that a protocol is no maker, and that a silent channel is not called seen.
func TestRecorder(t *testing.T) {
	all := stagetest.CheckFormat(t, Format, filepath.Join("testdata", "devices"))
	byChannel := map[string]record.Device{}
	recorder := ""
	for d := range record.Devices.In(all) {
		if d.Recorder != "" {
			byChannel[d.Channel] = d
		}
		if d.Kind == "NVR" {
			recorder = d.ID
		}
	}
	if len(byChannel) != 4 {
		t.Fatalf("%d cameras", len(byChannel))
	}
	for channel, d := range byChannel {
		if d.Recorder != recorder || d.Maker != "" || d.Source != "configuration" || d.Operator.Name != "" {
			t.Errorf("channel %s: %+v", channel, d)
		}
	}
	if d := byChannel["2"]; d.Protocol != "ONVIF" || d.Model != "Q9999-X" || d.Status != "seen" {
		t.Errorf("%+v", d)
	}
	if d := byChannel["3"]; d.Model != "" || d.Status != "unknown" || d.Protocol != "HIKVISION" {
		t.Errorf("%+v", d)
	}
}

// TestHashes holds that numbers are kept under a key alone, and that one that two cameras share is kept for none.
func TestHashes(t *testing.T) {
	read := func(key, file string) *table.Set {
		text, err := os.ReadFile(filepath.Join("testdata", "devices", file))
		if err != nil {
			t.Fatal(err)
		}
		out := table.NewSet("", table.DefaultBudget, Format.Writes...)
		t.Cleanup(out.Close)
		if err := Format.Read(&source.Document{Digest: "x", Key: []byte(key), Body: strings.NewReader(string(text))}, out); err != nil {
			t.Fatal(err)
		}
		return out
	}
	key := strings.Repeat("k", source.MinKey)
	for _, c := range []struct {
		key  string
		want string
	}{{"", "0 0"}, {key, "2 0"}} { // the recorder and the camera on channel 2
		serials, macs := 0, 0
		for d := range record.Devices.In(read(c.key, "recorder.json")) {
			if d.Serial != "" {
				serials++
			}
			if d.MAC != "" {
				macs++
			}
			if (d.Thing == d.ID) != (d.Serial == "") {
				t.Errorf("thing %s of device %s with serial %q", d.Thing, d.ID, d.Serial)
			}
		}
		if got := fmt.Sprint(serials, " ", macs); got != c.want {
			t.Errorf("key %q: %s serial numbers and MAC addresses, want %s", c.key, got, c.want)
		}
	}
	for d := range record.Devices.In(read(key, "camera.json")) {
		if len(d.Serial) != 26 || len(d.MAC) != 26 {
			t.Errorf("%+v", d)
		}
	}
}

// TestNoPersonalValue looks for planted names, addresses and numbers in every row.
func TestNoPersonalValue(t *testing.T) {
	stagetest.Planted(t, Format, "devices", "fintizi", "ermengarda", "hangzhou", "5550", "192.0.2", "admin", "x12345678", "x87654321", "5e:10", "accc8e", "fc1234567")
}

func TestMatch(t *testing.T) {
	for text, want := range map[string]bool{
		`{"data": {"ISAPI": {"System/deviceInfo": {"status_code": 401}}}}`:                   true,
		`{"data": {"ISAPI": "a word"}}`:                                                      false,
		`{"releases": [{"tender": {"title": "\"ISAPI\" \"response\""}}]}`:                    false,
		`<SmartCap><isSupportROI>true</isSupportROI></SmartCap>`:                             true,
		`<SmartCap xmlns="http://www.isapi.org/ver20/XMLSchema"/>`:                           true,
		`<SmartCap xmlns="http://www.std-cgi.com/ver20/XMLSchema"/>`:                         true,
		`<SmartCap xmlns="http://example.org/"><isSupportROI>true</isSupportROI></SmartCap>`: false,
		`<DeviceInfo><model>x</model></DeviceInfo>`:                                          false,
		`<storage xmlns="http://www.hikvision.com/ver20/XMLSchema"/>`:                        true, // an answer, about nothing that is kept
		`<storage/>`: false,
		`<ResponseStatus xmlns="http://www.isapi.org/ver20/XMLSchema"><statusString>Device Error</statusString></ResponseStatus>`: true,
		``: false,
	} {
		if got := Format.Match("x", source.NewHead([]byte(text))); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// TestRealDumps runs the format over the dumps of ten real devices where they are at hand.
func TestRealDumps(t *testing.T) {
	all := stagetest.DriveFormat(t, Format, stagetest.Shared(t, "data/watch/devices"))
	lines := told(all)
	for _, want := range []string{
		"DS-2CD2146G2-ISU@: line crossing channel 1 = dormant", "DS-2CD2346G2-ISU/SL@: line crossing channel 1 = dormant",
		"DS-2CD2T86G2-ISU/SL@: line crossing channel 1 = dormant", "DS-2CD2443G0-IW@: line crossing channel 1 = dormant",
		"iDS-7208HQHI-M1(A)/S(C)@: line crossing channel 8 = dormant",
		"DS-2CD2386G2-IU@: line crossing channel 1 = enabled", "DS-2CD2386G2-IU@: line crossing channel 1 = dormant",
		"DS-2CD2T46G2-ISU/SL@: line crossing channel 1 = enabled", "DS-2CD2T46G2-ISU/SL@: line crossing channel 1 = dormant",
		"DS-2CD2443G0-IW@: face detection  = absent", "DS-2CD2443G0-IW@: face detection channel 1 = present",
	} {
		if !slices.Contains(lines, want) {
			t.Errorf("no %s", want)
		}
	}
	models := map[string]string{} // of recorders, by id
	on, off := map[string]int{}, map[string]int{}
	devices := map[string]record.Device{}
	for d := range record.Devices.In(all) {
		models[d.ID] = d.Model
		devices[d.ID] = d
	}
	for f := range record.Functions.In(all) {
		if f.Function != record.LineCrossing || devices[f.Device].Recorder == "" {
			continue
		}
		switch f.State {
		case record.Enabled:
			on[models[devices[f.Device].Recorder]]++
		case record.Dormant:
			off[models[devices[f.Device].Recorder]]++
		}
	}
	for _, c := range []struct {
		model   string
		on, off int
	}{{"DS-7608NXI-I2/8P/S", 2, 1}, {"DS-7616NI-K2", 1, 3}, {"DS-7616NI-Q2/16P", 9, 0}} {
		if on[c.model] != c.on || off[c.model] != c.off {
			t.Errorf("%s: lines of %d cameras are on, of %d off; want %d and %d", c.model, on[c.model], off[c.model], c.on, c.off)
		}
	}
}

// TestRealSwitches holds what each of ten real devices says is on, off and refused, by channel or stream, as read from their
// dumps by eye. What is both on and off of one part is said both ways by flags of one dump.
func TestRealSwitches(t *testing.T) {
	all := stagetest.DriveFormat(t, Format, stagetest.Shared(t, "data/watch/devices/hikvision_next"))
	devices := map[string]record.Device{}
	for d := range record.Devices.In(all) {
		devices[d.ID] = d
	}
	parts := map[string][]string{}
	for f := range record.Functions.In(all) {
		d, state := devices[f.Device], f.State
		if d.Recorder != "" {
			d = devices[d.Recorder]
		}
		if d.Model == "" || state == record.Present || state == record.Absent {
			continue
		}
		if f.Refused {
			state = "refused"
		}
		key := d.Model + " | " + state + " | " + f.Function
		parts[key] = record.Insert(parts[key], strings.TrimPrefix(strings.TrimPrefix(f.Part, "channel "), "stream "))
	}
	var got []string
	for key, p := range parts {
		got = append(got, key+" | "+strings.Join(p, ","))
	}
	slices.Sort(got)
	want := []string{
		"DS-2CD2146G2-ISU | dormant | audio listening | 101,102",
		"DS-2CD2146G2-ISU | dormant | intrusion | 1",
		"DS-2CD2146G2-ISU | dormant | line crossing | 1",
		"DS-2CD2146G2-ISU | dormant | motion detection | 1",
		"DS-2CD2146G2-ISU | dormant | region entrance | 1",
		"DS-2CD2146G2-ISU | dormant | region exit | 1",
		"DS-2CD2146G2-ISU | enabled | audio listening | 101,102,103,104",
		"DS-2CD2346G2-ISU/SL | dormant | audio listening | 101,102",
		"DS-2CD2346G2-ISU/SL | dormant | intrusion | 1",
		"DS-2CD2346G2-ISU/SL | dormant | line crossing | 1",
		"DS-2CD2346G2-ISU/SL | dormant | region entrance | 1",
		"DS-2CD2346G2-ISU/SL | dormant | region exit | 1",
		"DS-2CD2346G2-ISU/SL | enabled | audio listening | 101,102,103,104",
		"DS-2CD2346G2-ISU/SL | enabled | intrusion | 1",
		"DS-2CD2346G2-ISU/SL | enabled | motion detection | 1",
		"DS-2CD2386G2-IU | dormant | audio listening | 101,102,103,104",
		"DS-2CD2386G2-IU | dormant | intrusion | 1",
		"DS-2CD2386G2-IU | dormant | line crossing | 1",
		"DS-2CD2386G2-IU | dormant | motion detection | 1",
		"DS-2CD2386G2-IU | dormant | region entrance | 1",
		"DS-2CD2386G2-IU | dormant | region exit | 1",
		"DS-2CD2386G2-IU | enabled | line crossing | 1",
		"DS-2CD2443G0-IW | dormant | audio listening | 101,102,103,104",
		"DS-2CD2443G0-IW | dormant | intrusion | 1",
		"DS-2CD2443G0-IW | dormant | line crossing | 1",
		"DS-2CD2443G0-IW | dormant | motion detection | 1",
		"DS-2CD2T46G2-ISU/SL | dormant | audio listening | 101,102",
		"DS-2CD2T46G2-ISU/SL | dormant | intrusion | 1",
		"DS-2CD2T46G2-ISU/SL | dormant | line crossing | 1",
		"DS-2CD2T46G2-ISU/SL | dormant | region entrance | 1",
		"DS-2CD2T46G2-ISU/SL | dormant | region exit | 1",
		"DS-2CD2T46G2-ISU/SL | enabled | audio listening | 101,102,103,104",
		"DS-2CD2T46G2-ISU/SL | enabled | intrusion | 1",
		"DS-2CD2T46G2-ISU/SL | enabled | line crossing | 1",
		"DS-2CD2T46G2-ISU/SL | enabled | motion detection | 1",
		"DS-2CD2T86G2-ISU/SL | dormant | audio listening | 101,102",
		"DS-2CD2T86G2-ISU/SL | dormant | intrusion | 1",
		"DS-2CD2T86G2-ISU/SL | dormant | line crossing | 1",
		"DS-2CD2T86G2-ISU/SL | dormant | region entrance | 1",
		"DS-2CD2T86G2-ISU/SL | dormant | region exit | 1",
		"DS-2CD2T86G2-ISU/SL | enabled | audio listening | 101,102,103,104",
		"DS-2CD2T86G2-ISU/SL | enabled | intrusion | 1",
		"DS-2CD2T86G2-ISU/SL | enabled | motion detection | 1",
		"DS-7608NXI-I2/8P/S | dormant | audio listening | 101,102,201,202",
		"DS-7608NXI-I2/8P/S | dormant | intrusion | 1,2",
		"DS-7608NXI-I2/8P/S | dormant | line crossing | 3",
		"DS-7608NXI-I2/8P/S | dormant | motion detection | 2,3",
		"DS-7608NXI-I2/8P/S | enabled | audio listening | 301,302",
		"DS-7608NXI-I2/8P/S | enabled | intrusion | 3",
		"DS-7608NXI-I2/8P/S | enabled | line crossing | 1,2",
		"DS-7608NXI-I2/8P/S | enabled | region entrance | 2",
		"DS-7608NXI-I2/8P/S | enabled | region exit | 2",
		"DS-7608NXI-I2/8P/S | refused | audio listening | 103,203,303,401,402,403,404",
		"DS-7616NI-K2 | dormant | line crossing | 1,4,5",
		"DS-7616NI-K2 | dormant | motion detection | 1,3,6",
		"DS-7616NI-K2 | dormant | region entrance | 1,3,4,5",
		"DS-7616NI-K2 | dormant | region exit | 1,3,4,5",
		"DS-7616NI-K2 | enabled | audio listening | 101,102,301,302,401,402,501,502,601,602",
		"DS-7616NI-K2 | enabled | intrusion | 1,3,4,5",
		"DS-7616NI-K2 | enabled | line crossing | 3",
		"DS-7616NI-K2 | enabled | motion detection | 2,4,5",
		"DS-7616NI-K2 | refused | audio listening | 103,104,203,204,303,304,403,404,503,504,603,604",
		"DS-7616NI-Q2/16P | dormant | audio listening | 901,902",
		"DS-7616NI-Q2/16P | dormant | intrusion | 6,7",
		"DS-7616NI-Q2/16P | enabled | intrusion | 1,2,3,4,5,8,9",
		"DS-7616NI-Q2/16P | enabled | line crossing | 1,2,3,4,5,6,7,8,9",
		"DS-7616NI-Q2/16P | enabled | motion detection | 1,2,3,4,5,6,7,8,9",
		"DS-7616NI-Q2/16P | refused | audio listening | 103,104,203,204,303,304,403,404,503,504,603,604,703,704,803,804,903,904",
		"iDS-7208HQHI-M1(A)/S(C) | dormant | intrusion | 1,2,3,4,5,6,7,8",
		"iDS-7208HQHI-M1(A)/S(C) | dormant | line crossing | 1,2,3,4,5,6,7,8",
		"iDS-7208HQHI-M1(A)/S(C) | enabled | audio listening | 101,102,201,202,301,302,401,402,501,502,601,602,701,702,801,802",
		"iDS-7208HQHI-M1(A)/S(C) | enabled | motion detection | 1,2,3,4,5,6,7,8",
		"iDS-7208HQHI-M1(A)/S(C) | refused | audio listening | 103,104,203,204,303,304,403,404,503,504,603,604,703,704,803,804",
	}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func FuzzFormat(f *testing.F) { stagetest.FuzzFormat(f, Format, "testdata/devices") }
