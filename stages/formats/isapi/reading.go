package isapi

import (
	"slices"
	"strconv"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// reading is what one document says: a device, the cameras on its channels, and states of functions.
type reading struct {
	doc     *source.Document
	units   []source.Origin           // the answers, whatever they say
	texts   []string                  // what they say
	device  record.Device             // its origins are the answers that say what it is
	cameras map[string]*record.Device // by channel
	order   []string                  // of the channels
	states  []state
}

// state is a function's state in one part of the device, before it is known whose the part is.
type state struct {
	record.Function
	channel string // "" for the device as a whole
}

// answer reads what a dump has for one question. A device that gave no answer at all could not be reached.
func (r *reading) answer(question string, answer *source.Node, at source.Origin) {
	roots := answer.All("response", "*")
	for _, root := range roots {
		r.reply(question, root, at)
	}
	if len(roots) > 0 {
		return
	}
	if code := answer.Get("status_code"); code != "" {
		r.refused(question, "status_code="+code, at)
		return
	}
	function, channel := subject(question)
	r.put(state{channel: channel}, function, record.Unknown, at, question+" no answer")
}

// reply reads one answer. question is its address below /ISAPI/, "" where nobody wrote it down.
func (r *reading) reply(question string, root *source.Node, at source.Origin) {
	where := strings.Trim(question+"/"+root.Name, "/")
	switch root.Name {
	case "DeviceInfo":
		r.identity(root, at)
	case "DeviceCap":
		for _, list := range []string{"SmartCap", "EventCap", "ThermalCap"} {
			r.capabilities(where+"/"+list, root.Child(list), at)
		}
		r.capabilities(where+"/SysCap/VideoCap", root.Child("SysCap", "VideoCap"), at)
		r.counts(where, root, at)
	case "SmartCap", "IntelliCap":
		r.capabilities(where, root, at)
	case "ChannelEventCap":
		for _, kind := range strings.Split(root.Child("eventType").Attr("opt"), ",") {
			kind = strings.TrimSpace(kind)
			r.put(state{channel: root.Get("channelID")}, events[strings.ToLower(kind)], record.Present, at, where+"/eventType@opt="+kind)
		}
	case "EventTriggerList":
		for _, t := range root.All("EventTrigger") {
			r.trigger(where+"/EventTrigger", t, at)
		}
	case "EventNotification":
		for _, t := range root.All("EventTriggerList", "EventTrigger") {
			r.trigger(where+"/EventTriggerList/EventTrigger", t, at)
		}
	case "EventTrigger":
		r.trigger(where, root, at)
	case "InputProxyChannelList":
		for _, c := range root.All("InputProxyChannel") {
			r.camera(c, at)
		}
	case "InputProxyChannel":
		r.camera(root, at)
	case "StreamingChannelList":
		for _, s := range root.All("StreamingChannel") {
			r.stream(where+"/StreamingChannel", s, at)
		}
	case "StreamingChannel":
		r.stream(where, root, at)
	case "TwoWayAudioChannelList":
		for _, c := range root.All("TwoWayAudioChannel") {
			r.smart(question, where+"/TwoWayAudioChannel", c, at)
		}
	case "EventNotificationAlert":
		r.alert(where, root, at)
	case "ResponseStatus":
		r.refused(question, "statusString="+root.Get("statusString"), at)
	default:
		r.smart(question, where, root, at)
	}
}

// identity reads what the device says it is. The serial number and the MAC address leave nothing but a keyed hash.
func (r *reading) identity(info *source.Node, at source.Origin) {
	d := &r.device
	d.Origins = append(d.Origins, at)
	d.Kind, d.Firmware = word(info, "deviceType"), word(info, "firmwareVersion")
	d.Model, d.Maker = word(info, "model"), word(info, "manufacturer")
	switch {
	case d.Maker != "":
		d.Tag = "DeviceInfo/manufacturer"
	case d.Model != "":
		d.Tag = "DeviceInfo/model"
	}
	d.Serial, d.MAC = r.doc.Keyed("serial", record.LabelSerial(info.Get("serialNumber"))), r.doc.Keyed("mac", info.Get("macAddress"))
	d.Card = record.CardMaker(info.Get("macAddress"))
	if d.Tag == "" && d.Card != "" {
		d.Tag = "DeviceInfo/macAddress"
	}
}

// word is a short text that the factory sets.
func word(n *source.Node, path ...string) string { return record.Mask(record.Clean(n.Get(path...))) }

// camera reads what a recorder says of the camera on one of its channels.
func (r *reading) camera(c *source.Node, at source.Origin) {
	channel := c.Get("id")
	if channel == "" || strings.Trim(channel, "0123456789") != "" || r.cameras[channel] != nil {
		return
	}
	about := c.Child("sourceInputPortDescriptor")
	d := &record.Device{Source: "configuration", Status: "seen",
		Model: word(about, "model"), Firmware: word(about, "firmwareVersion"), Protocol: word(about, "proxyProtocol"),
		Channel: channel, Operator: record.NewRef("", "", "", ""), Origins: []source.Origin{at}}
	d.Serial = r.doc.Keyed("serial", record.LabelSerial(about.Get("serialNumber")))
	if d.Model == "" { // the recorder is set up for a camera and did not hear from it
		d.Status = "unknown"
	} else {
		d.Tag = "InputProxyChannel/sourceInputPortDescriptor/model"
	}
	r.cameras[channel] = d
	r.order = append(r.order, channel)
}

// capabilities reads the flags of a list of abilities.
func (r *reading) capabilities(where string, list *source.Node, at source.Origin) {
	if list == nil {
		return
	}
	for _, c := range capabilities[list.Name] {
		switch value := list.Get(c.path); {
		case value == "true":
			r.put(state{}, c.function, record.Present, at, where+"/"+c.path+"=true")
		case value == "false" && c.decisive:
			r.put(state{}, c.function, record.Absent, at, where+"/"+c.path+"=false")
		case value != "" && value != "false": // "shielded", say: neither there nor not
			r.put(state{}, c.function, record.Unknown, at, where+"/"+c.path+"="+value)
		}
	}
}

func (r *reading) counts(where string, root *source.Node, at source.Origin) {
	for _, c := range counts {
		value := root.Get(c.path...)
		n, err := strconv.Atoi(value)
		if err != nil || !c.recorder && root.Get("RacmCap", "inputProxyNums") != "" {
			continue
		}
		is := record.Absent
		if n > 0 {
			is = record.Present
		}
		r.put(state{}, c.function, is, at, where+"/"+strings.Join(c.path, "/")+"="+value)
	}
}

// trigger reads where an alarm would go: that there is such a row says that the function is there, not that it is on.
func (r *reading) trigger(where string, t *source.Node, at source.Origin) {
	kind, id := t.Get("eventType"), t.Get("id")
	channel := t.Get("dynVideoInputChannelID")
	if channel == "" {
		channel = t.Get("videoInputChannelID")
	}
	r.put(state{channel: channel}, events[strings.ToLower(kind)], record.Present, at, where+"["+id+"]/eventType="+kind)
}

// stream reads whether the sound of a microphone goes with a stream.
func (r *reading) stream(where string, s *source.Node, at source.Origin) {
	id, value := s.Get("id"), s.Get("Audio", "enabled")
	if is := switched(value); is != "" {
		r.put(state{channel: channelOf(id), Function: record.Function{Part: "stream " + id}}, record.AudioListening, is, at, where+"/Audio/enabled="+value)
	}
}

// channelOf is the channel of a stream: 3 of 301.
func channelOf(stream string) string {
	if len(stream) < 3 {
		return ""
	}
	return stream[:len(stream)-2]
}

// switched is the state that a switch gives; "" if it is none.
func switched(value string) string {
	switch value {
	case "true":
		return record.Enabled
	case "false":
		return record.Dormant
	}
	return ""
}

// smart reads a function's own switch, and those of its lines or areas. On with everything in it off is a contradiction:
// both are written.
func (r *reading) smart(question, where string, root *source.Node, at source.Origin) {
	kind, known := smartRoots[root.Name]
	if !known {
		return
	}
	channel := root.Get("id")
	if channel == "" {
		_, channel = subject(question)
	}
	s := state{channel: channel}
	master := switched(root.Get("enabled"))
	if master == "" {
		return
	}
	flags := []string{where + "/enabled=" + root.Get("enabled")}
	if master == record.Dormant || kind.item == "" {
		r.put(s, kind.function, master, at, flags...)
		return
	}
	var on, off []string
	for _, list := range root.All("*") {
		for i, item := range list.All(kind.item) {
			flag := where + "/" + list.Name + "/" + kind.item + "[" + strconv.Itoa(i+1) + "]/enabled=" + item.Get("enabled")
			switch switched(item.Get("enabled")) {
			case record.Enabled:
				on = append(on, flag)
			case record.Dormant:
				off = append(off, flag)
			}
		}
	}
	r.put(s, kind.function, record.Enabled, at, append(flags, on...)...)
	if len(on) == 0 && len(off) > 0 {
		r.put(s, kind.function, record.Dormant, at, off...)
	}
}

// alert reads an alarm that the device sent: the function ran on that day.
func (r *reading) alert(where string, alert *source.Node, at source.Origin) {
	r.device.MAC = r.doc.Keyed("mac", alert.Get("macAddress"))
	r.device.Origins = append(r.device.Origins, at)
	if day, _, ok := strings.Cut(alert.Get("dateTime"), "T"); ok {
		if d, err := table.ParseDate(day); err == nil && record.ClockYears.Has(d) {
			r.device.Seen = &d
		}
	}
	kinds := []string{alert.Get("eventType")}
	path := where + "/eventType="
	if kinds[0] == "duration" { // of other alarms
		kinds, path = nil, where+"/DurationList/Duration/relationEvent="
		for _, d := range alert.All("DurationList", "Duration") {
			kinds = append(kinds, d.Get("relationEvent"))
		}
	}
	if alert.Get("eventState") != "active" {
		return
	}
	for _, kind := range kinds {
		r.put(state{channel: alert.Get("channelID"), Function: record.Function{Basis: "event", AsOf: r.device.Seen}}, events[strings.ToLower(kind)], record.Enabled, at, path+kind)
	}
}

// refused writes that a question about a function was refused.
func (r *reading) refused(question, answer string, at source.Origin) {
	function, channel := subject(question)
	s := state{channel: channel, Function: record.Function{Refused: true}}
	if stream, ok := strings.CutPrefix(question, "Streaming/channels/"); ok && function != "" {
		s.Part = "stream " + stream
	}
	r.put(s, function, record.Unknown, at, question+" "+answer)
}

// subject is the function and the channel that a question is about, by its address; "" for one about no single function.
func subject(question string) (function, channel string) {
	parts := strings.Split(strings.Trim(question, "/"), "/")
	last := parts[len(parts)-1]
	switch {
	case len(parts) == 3 && parts[0] == "Streaming" && parts[1] == "channels" && channelOf(last) != "":
		return record.AudioListening, channelOf(last)
	case len(parts) >= 3 && parts[0] == "Smart":
		for root, kind := range smartRoots {
			if strings.EqualFold(root, parts[1]) {
				return kind.function, last
			}
		}
	case strings.EqualFold(last, "motionDetection") && slices.Contains(parts, "channels"):
		if i := slices.Index(parts, "channels"); i+1 < len(parts) {
			return record.Motion, parts[i+1]
		}
	case len(parts) >= 3 && parts[1] == "TwoWayAudio":
		return record.TwoWayAudio, last
	case len(parts) == 3 && parts[0] == "Event" && parts[1] == "triggers":
		kind, channel, _ := strings.Cut(last, "-")
		return events[strings.ToLower(kind)], channel
	}
	return "", ""
}

// put adds a state, unless it is about no function that is read.
func (r *reading) put(s state, function, is string, at source.Origin, flags ...string) {
	if function == "" {
		return
	}
	for i, f := range flags {
		flags[i] = record.Mask(record.Clean(f))
	}
	s.Function.Function, s.State, s.Flags, s.Origins = function, is, flags, []source.Origin{at}
	if strings.Trim(s.channel, "0123456789") != "" {
		s.channel, s.Part = "", ""
	}
	if s.Basis == "" {
		s.Basis = "configuration"
	}
	r.states = append(r.states, s)
}

// write writes the devices, and each state for the device it is about: what a recorder says of a channel is about the camera
// there. A device that says neither what it is nor anything of a function leaves no row.
func (r *reading) write(out *table.Set) {
	d := &r.device
	slices.Sort(r.texts)
	d.ID = source.ID(append([]string{"device", name}, r.texts...)...)
	d.Source, d.Status, d.Operator = "configuration", "seen", record.NewRef("", "", "", "")
	used := map[source.Origin]bool{}
	serials := map[string]int{}
	for _, c := range r.cameras {
		serials[c.Serial]++
	}
	for _, channel := range r.order {
		c := r.cameras[channel]
		c.ID, c.Recorder = source.ID("device", name, d.ID, "channel", channel), d.ID
		if serials[c.Serial] > 1 {
			c.Serial = ""
		}
		record.AddDevice(out, *c)
		used[c.Origins[0]] = true
	}
	if len(d.Origins) == 0 { // nothing says what it is
		for _, c := range r.cameras {
			d.Origins = source.Unite(d.Origins, c.Origins)
		}
		for _, s := range r.states {
			d.Origins = source.Unite(d.Origins, s.Origins)
		}
	}
	if len(d.Origins) > 0 {
		record.AddDevice(out, *d)
	}
	for _, s := range r.states {
		s.Device = d.ID
		if c := r.cameras[s.channel]; c != nil {
			s.Device = c.ID
		}
		if s.Part == "" && s.channel != "" {
			s.Part = "channel " + s.channel
		}
		record.AddFunction(out, s.Function)
		used[s.Origins[0]] = true
	}
	for _, o := range d.Origins {
		used[o] = true
	}
	for _, u := range r.units {
		if !used[u] {
			table.PutLeftOut(out, name, unit, u)
		}
	}
}
