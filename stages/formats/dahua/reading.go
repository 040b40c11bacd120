package dahua

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// rules are the functions by the type of a rule or the code of an alarm. FaceDetection finds faces; only FaceRecognition
// compares them.
var rules = map[string]string{
	"CrossLineDetection": record.LineCrossing, "CrossFenceDetection": record.LineCrossing, "CrossRegionDetection": record.Intrusion,
	"LeftDetection": record.LeftObject, "TakenAwayDetection": record.TakenObject, "MoveDetection": record.FastMovement,
	"WanderDetection": record.Loitering, "RioterDetection": record.Crowding, "ParkingDetection": record.Parking,
	"FaceDetection": record.FaceDetection, "FaceRecognition": record.FaceRecognition,
	"NumberStat": record.PeopleCounting, "ManNumDetection": record.PeopleCounting, "HeatMap": record.HeatMap, "TrafficJunction": record.PlateRecognition,
	"VideoMotion": record.Motion, "SmartMotionHuman": record.PersonVehicle, "SmartMotionVehicle": record.PersonVehicle,
	"AudioMutation": record.AudioDetection, "AudioAnomaly": record.AudioDetection,
}

// configurations are the functions that a configuration switches, by its name.
var configurations = map[string]string{
	"MotionDetect": record.Motion, "SmartMotionDetect": record.PersonVehicle, "AudioDetect": record.AudioDetection, "Encode": record.AudioListening,
}

// letters in the middle of a version name the brand that a device is sold under.
var (
	letters = regexp.MustCompile(`^[0-9]+\.[0-9]+\.[0-9]*([A-Z]{2})[0-9]*\.`)
	brands  = map[string]string{"AC": "Amcrest", "LR": "Lorex", "DH": "Dahua"}
)

// flag is a line as written.
type flag struct{ key, value string }

func (f flag) String() string { return f.key + "=" + f.value }

// rule is a rule, or any other part that has a switch.
type rule struct {
	part, function, class string
	channel               string
	on, off               []flag // its switches
	armed                 []flag // time sections that are
	sections              int
	origins               []source.Origin
}

type reading struct {
	doc    *source.Document
	at     source.Origin          // of the answer that is being read
	told   []source.Origin        // the answers that say something of the device
	used   map[source.Origin]bool // those that have rows
	device record.Device          // its origins are the answers that say what it is
	rules  map[string]*rule       // by the path of the part
	order  []string
	plans  map[string][]flag // of a channel
	planAt map[string][]source.Origin
	states []record.Function
	call   string // what the heading above the line asks for
}

func newReading(doc *source.Document, answers []source.Value) *reading {
	var text strings.Builder
	for _, a := range answers {
		text.Write(a.Raw)
	}
	return &reading{doc: doc, rules: map[string]*rule{}, plans: map[string][]flag{}, planAt: map[string][]source.Origin{}, used: map[source.Origin]bool{},
		device: record.Device{Source: "configuration", Status: "seen", Operator: record.NewRef("", "", "", ""),
			ID: source.ID("device", name, strings.TrimSpace(strings.ReplaceAll(text.String(), "\r\n", "\n")))}}
}

// tells notes that the answer says something of the device.
func (r *reading) tells() { r.told = source.Unite(r.told, []source.Origin{r.at}) }

var (
	asked   = regexp.MustCompile(`name=([A-Za-z]+)`)
	partOf  = regexp.MustCompile(`^([A-Za-z]+)\[([0-9]+)\](?:\[([0-9]+)\])?\.(.+)$`)
	alarm   = regexp.MustCompile(`^([A-Za-z]+);\s?action=(?:Start|Stop|Pulse)(?:;\s?index=([0-9]+))?`)
	section = regexp.MustCompile(`^EventHandler\.TimeSection\[[0-9]+\]\[[0-9]+\]$`)
	sound   = regexp.MustCompile(`^((?:Main|Extra)Format\[[0-9]+\])\.AudioEnable$`)
)

// line reads one line.
func (r *reading) line(line string) {
	if heading, ok := strings.CutPrefix(line, "#"); ok {
		r.call = ""
		if m := asked.FindStringSubmatch(heading); m != nil {
			r.call = m[1]
		}
		return
	}
	if line == "Error" || strings.HasPrefix(line, "Error:") {
		r.refused()
		return
	}
	key, value, ok := strings.Cut(line, "=") // a value may hold more of them
	if !ok {
		return
	}
	f := flag{key, value}
	if key == "Code" {
		r.alarm(value)
		return
	}
	if m := partOf.FindStringSubmatch(strings.TrimPrefix(key, "table.")); m != nil {
		r.part(f, m[1], m[2], m[3], m[4])
		return
	}
	r.identity(key, record.Mask(record.Clean(value)))
}

// identity reads what the device says it is.
func (r *reading) identity(key, value string) {
	d := &r.device
	switch key {
	case "deviceType":
		if strings.Trim(value, "0123456789") != "" { // else it is a number of a kind
			d.Model = value
		}
	case "vendor":
		d.Maker = value
	case "version":
		d.Firmware = value
	case "serialNumber":
		d.Serial = r.doc.Keyed("serial", value)
	default:
		return
	}
	d.Origins = source.Unite(d.Origins, []source.Origin{r.at})
	r.tells()
}

// part reads a line about a part of the device.
func (r *reading) part(f flag, config, channel, number, rest string) {
	switch {
	case config == "VideoAnalyseGlobal" && (rest == "Scene.Type" || strings.HasPrefix(rest, "Scene.TypeList[")):
		r.plans[channel] = append(r.plans[channel], f)
		r.planAt[channel] = source.Unite(r.planAt[channel], []source.Origin{r.at})
		r.tells()
		return
	case config == "VideoAnalyseRule" && number != "":
		part := r.rule(config+"["+channel+"]["+number+"]", "rule "+number+" of channel "+channel, channel)
		switch rest {
		case "Type":
			part.function = rules[f.value]
		case "Class":
			part.class = f.value
		default:
			part.set(f, rest)
		}
	case config == "Encode":
		if m := sound.FindStringSubmatch(rest); m != nil {
			part := r.rule(config+"["+channel+"]."+m[1], m[1]+" of channel "+channel, channel)
			part.function = configurations[config]
			part.set(f, "Enable")
		}
	case config == "AudioDetect" && (rest == "MutationDetect" || rest == "AnomalyDetect"): // either is an alarm on a sound
		part := r.rule(config+"["+channel+"]."+rest, rest+" of channel "+channel, channel)
		part.function = configurations[config]
		part.set(f, "Enable")
	case configurations[config] != "":
		part := r.rule(config+"["+channel+"]", "channel "+channel, channel)
		part.function = configurations[config]
		part.set(f, rest)
	default:
		return
	}
	r.tells()
}

func (r *reading) rule(path, part, channel string) *rule {
	if r.rules[path] == nil {
		r.rules[path] = &rule{part: part, channel: channel}
		r.order = append(r.order, path)
	}
	p := r.rules[path]
	p.origins = source.Unite(p.origins, []source.Origin{r.at})
	return p
}

// set reads a switch or a time section.
func (p *rule) set(f flag, rest string) {
	switch {
	case rest == "Enable" && f.value == "true":
		p.on = append(p.on, f)
	case rest == "Enable" && f.value == "false":
		p.off = append(p.off, f)
	case section.MatchString(rest):
		p.sections++
		if mask, _, _ := strings.Cut(f.value, " "); strings.Trim(mask, "0") != "" {
			p.armed = append(p.armed, f)
		}
	}
}

// alarm reads an alarm that the device sent: the function ran, on a day that nobody wrote down.
func (r *reading) alarm(text string) {
	m := alarm.FindStringSubmatch(text)
	if m == nil {
		return
	}
	r.tells()
	f := record.Function{Basis: "event"}
	if m[2] != "" {
		f.Part = "channel " + m[2]
	}
	r.put(f, rules[m[1]], record.Enabled, "Code="+m[0])
}

// refused writes that what the heading asks for was refused; for the rules, that is each function that a rule may have.
func (r *reading) refused() {
	functions := []string{configurations[r.call]}
	if r.call == "VideoAnalyseRule" {
		functions = []string{record.LineCrossing, record.Intrusion, record.LeftObject, record.TakenObject, record.FastMovement, record.Loitering, record.Crowding,
			record.Parking, record.FaceDetection, record.FaceRecognition, record.PeopleCounting, record.HeatMap}
	}
	for _, function := range functions {
		if function != "" {
			r.tells()
		}
		r.put(record.Function{Refused: true}, function, record.Unknown, r.call+" Error")
	}
}

func (r *reading) put(f record.Function, function, is string, flags ...string) {
	if function == "" {
		return
	}
	if f.Basis == "" {
		f.Basis = "configuration"
	}
	f.Function, f.State, f.Flags = function, is, flags
	if f.Origins == nil {
		f.Origins = []source.Origin{r.at}
	}
	r.states = append(r.states, f)
}

// judge gives the states of a part.
func (r *reading) judge(p *rule) {
	f := record.Function{Part: p.part, Origins: p.origins}
	if len(p.off) > 0 {
		r.put(f, p.function, record.Dormant, texts(p.off)...)
	}
	if len(p.on) == 0 {
		if len(p.off) == 0 {
			r.put(f, p.function, record.Present)
		}
		return
	}
	flags := texts(p.on)
	never := p.sections > 0 && len(p.armed) == 0
	if never {
		flags = append(flags, fmt.Sprintf("EventHandler.TimeSection: each of %d begins with 0", p.sections))
	}
	plan, off := r.planOff(p)
	if off {
		flags, f.Origins = append(flags, plan...), source.Unite(f.Origins, r.planAt[p.channel])
	}
	if never || off {
		r.put(f, p.function, record.Dormant, flags...)
		return
	}
	r.put(f, p.function, record.Enabled, flags...)
}

// planOff says that the channel's plan is another than the rule's, by the flags that say so. Where the rule names no class,
// only a plan of none is.
func (r *reading) planOff(p *rule) (flags []string, off bool) {
	plans := r.plans[p.channel]
	if len(plans) == 0 || !strings.HasPrefix(p.part, "rule ") {
		return nil, false
	}
	off = !slices.ContainsFunc(plans, func(f flag) bool { return f.value == p.class || p.class == "" && f.value != "" })
	if off {
		flags = texts(plans)
		if p.class != "" {
			flags = append(flags, "Class="+p.class)
		}
	}
	return flags, off
}

// texts are flags as written, each once.
func texts(flags []flag) (all []string) {
	for _, f := range flags {
		if s := record.Mask(record.Clean(f.String())); !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

func (r *reading) write(out *table.Set) {
	d := &r.device
	m := letters.FindStringSubmatch(d.Firmware)
	switch {
	case d.Maker != "":
		d.Tag = "vendor"
	case m != nil && brands[m[1]] != "":
		d.Mention, d.Tag = brands[m[1]], "version (letters "+m[1]+")"
	case d.Model != "":
		d.Tag = "deviceType"
	}
	if len(d.Origins) == 0 { // nothing says what it is
		d.Origins = r.told
	}
	for _, o := range d.Origins {
		r.used[o] = true
	}
	record.AddDevice(out, *d)
	for _, path := range r.order {
		r.judge(r.rules[path])
	}
	for _, f := range r.states {
		f.Device = d.ID
		for _, o := range f.Origins {
			r.used[o] = true
		}
		record.AddFunction(out, f)
	}
}
