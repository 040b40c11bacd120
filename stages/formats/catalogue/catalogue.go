// Package catalogue reads what makers offer: entries of NetBox's library of device types (manufacturer, model, slug) and of
// the camera database of ch-bas (brand, model, features, audio), as JSON, JSON arrays or JSON Lines; and lists of models by
// their numbers in archives of firmware (model, hardware_version), which do not say who makes them.
//
// What a catalogue says of a model is offered, and held by nobody: it becomes no device and no deployment. A microphone
// is for listening, which is neither an alarm on a sound nor speaking. That a database calls one brand's model another
// maker's, in the notes of its configurations, is not read.
package catalogue

import (
	"slices"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// Format reads catalogues.
var Format = &pipeline.Format{
	Name: name, Unit: unit,
	Doc:    "catalogues of devices: NetBox device types, the camera database of ch-bas (JSON, JSON Lines), models by number (JSON)",
	Match:  func(_ string, head *source.Head) bool { return known(head.TopKeys()) || numbered.Match(head.Text) },
	Writes: []table.Any{record.Products, record.Functions},
	Read:   read,
}

const (
	name = "catalogue"
	unit = "model"
)

func known(keys []string) bool {
	has := func(all ...string) bool {
		return !slices.ContainsFunc(all, func(k string) bool { return !slices.Contains(keys, k) && !slices.Contains(keys, "*/"+k) })
	}
	return has("manufacturer", "model", "slug") || has("id", "brand", "model") && (has("features") || has("audio") || has("protocols"))
}

// numbered is how a list of models by their numbers begins.
var numbered = regexp.MustCompile(`^\s*\{\s*"[0-9]+"\s*:\s*\{\s*"model"\s*:\s*"[^"]*"\s*,\s*"hardware_version"\s*:`)

// entry is what is read of an entry of either catalogue.
type entry struct {
	Manufacturer string   `json:"manufacturer"`
	Brand        string   `json:"brand"`
	Model        string   `json:"model"`
	PartNumber   string   `json:"part_number"`
	Aliases      []string `json:"aliases"`
	Type         string   `json:"type"`
	Features     []string `json:"features"`
	Audio        struct {
		Microphone *bool `json:"microphone"`
		TwoWay     *bool `json:"two_way"`
	} `json:"audio"`
}

// features are the words for functions, by what they mean; a feature has the function if it has the word.
var features = []struct{ word, function string }{
	{"tripwire", record.LineCrossing}, {"line crossing", record.LineCrossing}, {"line cross", record.LineCrossing},
	{"intrusion", record.Intrusion}, {"region entrance", record.RegionEntrance}, {"region exit", record.RegionExit},
	{"loitering", record.Loitering}, {"people counting", record.PeopleCounting}, {"heat map", record.HeatMap}, {"heatmap", record.HeatMap},
	{"face recognition", record.FaceRecognition}, {"facial recognition", record.FaceRecognition}, {"face comparison", record.FaceRecognition},
	{"face detection", record.FaceDetection}, {"face capture", record.FaceDetection},
	{"anpr", record.PlateRecognition}, {"lpr", record.PlateRecognition}, {"plate recognition", record.PlateRecognition},
	{"human/vehicle", record.PersonVehicle}, {"human and vehicle", record.PersonVehicle}, {"person/vehicle", record.PersonVehicle}, {"human detection", record.PersonVehicle},
	{"auto tracking", record.Tracking}, {"auto-tracking", record.Tracking},
	{"audio detection", record.AudioDetection}, {"built-in mic", record.AudioListening}, {"microphone", record.AudioListening},
	{"two-way audio", record.TwoWayAudio}, {"temperature measurement", record.Temperature}, {"thermometry", record.Temperature},
}

func read(doc *source.Document, out *table.Set) error {
	pattern, bare := "", numbered.Match(doc.Head())
	switch {
	case bare:
		pattern = "/{*}"
	case doc.First() == '[':
		pattern = "/*"
	}
	for v, err := range source.JSON(doc, pattern) {
		if err != nil {
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		var e entry
		if err := json.Unmarshal(v.Raw, &e); err != nil || record.Clean(e.Manufacturer+e.Brand) == "" && !bare || record.Clean(e.Model) == "" {
			table.PutReject(out, name, &source.Defect{Scope: source.WholeRecord, Origin: v.Origin, Reason: "catalogue.entry", Message: "the entry is no object with a model, or names no maker where its list does",
				Kept: "the other entries", Next: "correct the entry at its source"}, v.Origin)
			continue
		}
		put(out, e, v.Origin)
	}
	return nil
}

func put(out *table.Set, e entry, o source.Origin) {
	p := record.Product{Maker: record.Mask(record.Clean(e.Manufacturer)), Model: record.Clean(e.Model), Kind: record.Clean(e.Type), Origins: []source.Origin{o}}
	if p.Maker == "" {
		p.Maker = record.Mask(record.Clean(e.Brand))
	}
	for _, n := range append([]string{e.PartNumber}, e.Aliases...) {
		if n = record.Mask(record.Clean(n)); n != "" && n != p.Model && !slices.Contains(p.Names, n) {
			p.Names = append(p.Names, n)
		}
	}
	flags := map[string][]string{} // by function
	for _, f := range e.Features {
		f = record.Mask(record.Clean(f))
		p.Features = append(p.Features, f)
		for _, w := range features {
			if strings.Contains(" "+strings.ToLower(f)+" ", w.word) && !slices.Contains(flags[w.function], "features="+f) {
				flags[w.function] = append(flags[w.function], "features="+f)
			}
		}
	}
	id := record.AddProduct(out, p)
	add := func(function, state string, flags ...string) {
		record.AddFunction(out, record.Function{Device: id, Maker: p.Maker, Model: p.Model, Function: function, State: state, Basis: "catalogue", Flags: flags, Origins: p.Origins})
	}
	for f, list := range flags {
		add(f, record.Offered, list...)
	}
	for _, a := range []struct {
		has            *bool
		function, flag string
	}{{e.Audio.Microphone, record.AudioListening, "audio/microphone"}, {e.Audio.TwoWay, record.TwoWayAudio, "audio/two_way"}} {
		switch {
		case a.has == nil:
		case *a.has:
			add(a.function, record.Offered, a.flag+"=true")
		default:
			add(a.function, record.Absent, a.flag+"=false")
		}
	}
}
