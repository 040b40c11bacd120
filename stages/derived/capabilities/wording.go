package capabilities

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/stages/derived/things"
	"github.com/perimeter-data/perimeter/stages/record"
)

// sentences are what a basis and a state allow to say.
//
//	{device}    the model or maker as written, with whose device it is
//	{function}  the function, with what it is
//	{day}       " of 2024-03-05", where a day is known
var sentences = map[string]map[string]string{
	"configuration": {
		record.Enabled: "A configuration{day} of {device} says that {function} is on.",
		record.Dormant: "A configuration{day} of {device} says that {function} is there and not on.",
		record.Present: "A configuration{day} of {device} says that {function} is there; these flags do not say whether it is on.",
		record.Absent:  "A configuration{day} of {device} says that {function} is not there.",
		"refused":      "Asked about {function}, {device} refused to answer{day}: whether it is there or on is unknown.",
		"*":            "Of {function}, a configuration{day} of {device} tells nothing sure.",
	},
	"event": {
		"*": "An alarm{day} of {device} came from {function}, which was on then.",
	},
	"catalogue": {
		record.Absent: "A catalogue{day} offers {device} without {function}; that says nothing about any one device.",
		"*":           "A catalogue{day} offers {device} with {function}; that says nothing about any one device.",
		"has absent":  "A catalogue{day} offers the model of {device} without {function}; what this one device has, a catalogue does not show.",
		"has":         "A catalogue{day} offers the model of {device} with {function}; what this one device has, and whether it is on, a catalogue does not show.",
	},
}

func wording(c *Capability) string {
	state := c.State
	if c.Refused {
		state = "refused"
	}
	if c.Basis == "catalogue" && c.Thing != "" {
		state = map[bool]string{true: "has absent", false: "has"}[c.State == record.Absent]
	}
	sentence := cmp.Or(sentences[c.Basis][state], sentences[c.Basis]["*"], sentences["configuration"]["*"])
	when := ""
	if c.AsOf != nil {
		when = " of " + c.AsOf.String()
		if c.Refused {
			when = " on " + c.AsOf.String()
		}
	}
	function := c.Function + " (" + record.FunctionNames[c.Function] + ")" + parts(c.Parts)
	text := strings.NewReplacer("{device}", device(c), "{function}", function, "{day}", when).Replace(sentence)
	if c.Contradictory {
		text += " Another flag in the same document says otherwise (see beside); neither is preferred here."
	}
	for state, words := range map[string]string{record.Enabled: "on", record.Dormant: "not on"} {
		if c.State != state && switched(c.State) && !c.Contradictory && slices.Contains(c.Beside, state) {
			text += " Of another part of the device, or at another time, a document says that it is " + words + "."
		}
	}
	if c.Thing != "" && c.BodyName == "" && c.Body == "" {
		text += " Whose device it is, is not known here."
	}
	return text
}

func switched(state string) bool { return state == record.Enabled || state == record.Dormant }

// holds say what a kind of source that names the body says of it.
var holds = map[string]string{"configuration": "of ", "inventory": "which an inventory shows as held by ", "volunteer tag": "which a volunteer's tag shows as operated by ", "": "of "}

// parts names the parts that a sentence is about; at most three.
func parts(all []string) string {
	if len(all) == 0 {
		return ""
	}
	if len(all) > 3 {
		all = append(slices.Clone(all[:3]), fmt.Sprintf("%d more", len(all)-3))
	}
	return " of " + strings.Join(all, ", ")
}

func device(c *Capability) string {
	what := "a device whose model is not known"
	switch {
	case c.Model != "" && c.Maker != "":
		what = "a device of the model " + c.Model + " (maker as written: " + c.Maker + ")"
	case c.Model != "":
		what = "a device of the model " + c.Model
	case c.Maker != "":
		what = "a device of " + c.Maker + " (as written)"
	}
	switch {
	case c.Held == things.Recorder:
		recorder := []string{"on a channel of a recorder"}
		if c.BodyName != "" {
			recorder = append(recorder, holds[c.BodySource]+c.BodyName)
		}
		if c.Site != "" {
			recorder = append(recorder, "at "+c.Site)
		}
		return what + ", " + strings.Join(recorder, ", ") + ","
	case c.BodyName == record.Person:
		what += ", operated by a natural person, whose name is not kept"
	case c.BodyName != "":
		what += ", " + holds[c.BodySource] + c.BodyName
	}
	if c.Site != "" {
		what += ", at " + c.Site
	}
	if c.BodyName != "" || c.Site != "" {
		what += ","
	}
	return what
}
