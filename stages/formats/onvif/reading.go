package onvif

import (
	"strconv"
	"strings"
	"time"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// kinds are the functions by the type of a rule or module, without prefix and without Engine at its end. Faces are recognised
// by FaceRecognition alone.
var kinds = map[string]string{
	"LineDetector": record.LineCrossing, "LineCounting": record.PeopleCounting, "Counter": record.PeopleCounting,
	"FieldDetector": record.Intrusion, "LoiteringDetector": record.Loitering,
	"CellMotion": record.Motion, "CellMotionDetector": record.Motion, "MotionRegionDetector": record.Motion,
	"FaceDetector": record.FaceDetection, "FaceDetection": record.FaceDetection, "FaceRecognition": record.FaceRecognition,
	"LicensePlateRecognition": record.PlateRecognition, "AudioDetector": record.AudioDetection,
}

// switches are makers' own items that say whether a rule is on; the standard has none.
var switches = map[string]bool{"Enable": true, "LineEnable": true, "MotionDetectorEnable": true}

type reading struct {
	doc    *source.Document
	draft  draft
	states []record.Function
}

func newReading(doc *source.Document, at source.Origin, text string) *reading {
	id := source.ID(name, text)
	return &reading{doc: doc, draft: draft{Key: id, Text: id, Device: record.Device{Source: "configuration", Status: "seen", Operator: record.NewRef("", "", "", ""), Origins: []source.Origin{at}}}}
}

var uuid = regexp.MustCompile(`-?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// edgex reads a reading of an EdgeX event: a reply, under the name of a device, at some moment.
func (r *reading) edgex(about *source.Node) {
	if named := about.Get("deviceName"); named != "" {
		r.draft.Key = "edgex " + named
		if bare := uuid.ReplaceAllString(named, ""); bare != named { // a name that a discovery made of maker and model
			r.draft.Device.Mention = record.Mask(record.Clean(bare))
		}
	}
	if ns, err := strconv.ParseInt(about.Get("origin"), 10, 64); err == nil {
		if day := table.Date(ns / int64(24*time.Hour)); record.ClockYears.Has(day) {
			r.draft.Device.Seen = &day
		}
	}
	if reply := about.Child("objectValue"); reply != nil {
		reply.Name = about.Get("resourceName")
		r.reply(reply)
	}
}

// reply reads one reply, whatever it is: rules and modules mean the same wherever they stand in it.
func (r *reading) reply(root *source.Node) {
	if root.Name == "GetDeviceInformationResponse" || root.Name == "DeviceInformation" {
		d := &r.draft.Device
		d.Maker, d.Model, d.Firmware = word(root, "Manufacturer"), word(root, "Model"), word(root, "FirmwareVersion")
		d.Serial = r.doc.Keyed("serial", record.LabelSerial(root.Get("SerialNumber")))
		return
	}
	seen := map[string]int{}
	var walk func(n *source.Node)
	walk = func(n *source.Node) {
		switch n.Name {
		case "RuleDescription", "AnalyticsModuleDescription":
			r.put(n, "Name", record.Function{})
			return
		case "Rule", "AnalyticsModule":
			seen[n.Name]++
			r.configured(n, seen[n.Name])
			return
		}
		for _, c := range n.Children {
			walk(c)
		}
	}
	walk(root)
}

func word(n *source.Node, path ...string) string { return record.Mask(record.Clean(n.Get(path...))) }

// value is an attribute, or in JSON a member.
func value(n *source.Node, key string) string {
	if v := n.Attr(key); v != "" {
		return v
	}
	return n.Get(key)
}

// configured reads a rule or module that is set up. One with items that contradict each other has two states.
func (r *reading) configured(n *source.Node, i int) {
	part := strings.ToLower(strings.TrimPrefix(n.Name, "Analytics")) + " " + strconv.Itoa(i)
	var on, off []string
	var walk func(m *source.Node)
	walk = func(m *source.Node) {
		if item := value(m, "Name"); m.Name == "SimpleItem" && switches[item] {
			flag := item + "=" + value(m, "Value")
			switch value(m, "Value") {
			case "true", "1":
				on = append(on, flag)
			case "false", "0":
				off = append(off, flag)
			}
		}
		for _, c := range m.Children {
			walk(c)
		}
	}
	walk(n)
	if len(on) > 0 {
		r.put(n, "Type", record.Function{Part: part, State: record.Enabled, Flags: on})
	}
	if len(off) > 0 {
		r.put(n, "Type", record.Function{Part: part, State: record.Dormant, Flags: off})
	}
	if len(on)+len(off) == 0 {
		r.put(n, "Type", record.Function{Part: part})
	}
}

// put adds the state of the function that the attribute names; what is supported, or configured and no more, is present.
func (r *reading) put(n *source.Node, attribute string, f record.Function) {
	kind := value(n, attribute)
	local := kind[strings.LastIndexByte(kind, ':')+1:]
	f.Function = kinds[strings.TrimSuffix(local, "Engine")]
	if f.Function == "" {
		return
	}
	if f.State == "" {
		f.State = record.Present
	}
	f.Flags = append([]string{n.Name + "/" + attribute + "=" + record.Mask(record.Clean(kind))}, f.Flags...)
	f.Basis, f.AsOf, f.Origins = "configuration", r.draft.Device.Seen, r.draft.Device.Origins
	r.states = append(r.states, f)
}

func (r *reading) write(out *table.Set) {
	if len(r.states) == 0 {
		drafts.Add(out, r.draft)
	}
	for _, f := range r.states {
		d := r.draft
		d.Function = f
		drafts.Add(out, d)
	}
}
