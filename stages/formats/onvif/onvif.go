// Package onvif reads what devices answer in ONVIF: who they are, which rules and analytics modules they support and which
// are configured; as SOAP or bare XML, and as the JSON that EdgeX makes of it.
//
// What is supported or configured is there; whether it is on the standard has no field for, so that it stays unsaid unless a
// maker's own item says it. A namespace is no proof of the maker: cameras of others bind Hikvision's.
//
// The name that EdgeX gives a device joins its readings, and may name a maker; it is kept without what identifies the device.
// Names of rules and the values of their items are not read.
package onvif

import (
	"bytes"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

const (
	name = "onvif"
	unit = "answer"
)

// Format reads single replies and EdgeX events. Readings of one device are one account of it.
var Format = &pipeline.Format{
	Name: name, Unit: unit,
	Doc:    "ONVIF replies: device information, supported and configured rules and analytics modules (SOAP, XML, EdgeX JSON)",
	Match:  func(_ string, head *source.Head) bool { return isEdgeX(head) || isReply(head) },
	Writes: []table.Any{record.Devices, record.Functions},
	Read:   read,
	Settle: &pipeline.Settle{
		Drafts: pipeline.By(drafts, func(d draft) string { return d.Key }),
		Derive: settle,
	},
}

// replies are the elements that are read; /Envelope/Body holds them in SOAP.
var replies = []string{"GetDeviceInformationResponse", "GetSupportedRulesResponse", "GetSupportedAnalyticsModulesResponse",
	"GetRulesResponse", "GetAnalyticsModulesResponse", "GetVideoAnalyticsConfigurationsResponse", "GetAnalyticsConfigurationsResponse"}

func isReply(head *source.Head) bool {
	_, root := head.XMLRoot()
	if !bytes.Contains(head.Text, []byte("http://www.onvif.org/")) {
		return false
	}
	return slices.Contains(replies, root) || root == "Envelope" && slices.ContainsFunc(replies, func(r string) bool { return bytes.Contains(head.Text, []byte(r)) })
}

func isEdgeX(head *source.Head) bool {
	return slices.Contains(head.TopKeys(), "event") && bytes.Contains(head.Text, []byte(`"onvif-camera"`)) && bytes.Contains(head.Text, []byte(`"readings"`))
}

func read(doc *source.Document, out *table.Set) error {
	if doc.First() == '<' {
		patterns := []string{}
		for _, r := range replies {
			patterns = append(patterns, "/"+r, "/Envelope/Body/"+r)
		}
		for e, err := range source.XML(doc, patterns...) {
			if err != nil {
				table.PutReject(out, name, err, doc.Origin())
				continue
			}
			r := newReading(doc, e.Origin, e.Canon())
			r.reply(e.Node)
			r.write(out)
		}
		return nil
	}
	for v, err := range source.JSON(doc, "/event/readings/*") {
		if err != nil {
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		about := source.Tree(v.Raw)
		if about.Get("deviceName") == "" && about.Get("resourceName") == "" {
			table.PutReject(out, name, &source.Defect{Scope: source.WholeRecord, Origin: v.Origin, Reason: "onvif.reading", Message: "the reading names no device and no resource",
				Kept: "the other readings", Next: "keep the events as EdgeX gives them"}, v.Origin)
			continue
		}
		r := newReading(doc, v.Origin, about.Canon())
		r.edgex(about)
		r.write(out)
	}
	return nil
}

// draft is what one reply says: of the device, and one state of a function, or none.
type draft struct {
	Key      string          `parquet:"key" doc:"the name that joins readings of one device, else the reply itself"`
	Text     string          `parquet:"text" doc:"content id of the reply"`
	Device   record.Device   `parquet:"device" doc:"the device without id"`
	Function record.Function `parquet:"function" doc:"the state without device; no function where there is none"`
}

var drafts = &table.Table[draft]{Name: "onvif_drafts", Draft: true, Grain: "one state in one reply", Sort: []string{"key", "text"}, Doc: "Replies before those of one device are joined."}

// settle makes one account of a device from all that it answered.
func settle(in, out *table.Set) error {
	var all record.Device
	var texts []string
	for d := range drafts.In(in) {
		texts = append(texts, d.Text)
		for _, f := range []struct{ to, from *string }{{&all.Maker, &d.Device.Maker}, {&all.Model, &d.Device.Model}, {&all.Firmware, &d.Device.Firmware},
			{&all.Mention, &d.Device.Mention}, {&all.Serial, &d.Device.Serial}} {
			if *f.to == "" {
				*f.to = *f.from
			}
		}
		if all.Seen == nil || d.Device.Seen != nil && *d.Device.Seen > *all.Seen {
			all.Seen = d.Device.Seen
		}
		all.Source, all.Status, all.Operator = d.Device.Source, d.Device.Status, d.Device.Operator
		all.Origins = append(all.Origins, d.Device.Origins...)
	}
	all.Origins = source.Unite(nil, all.Origins)
	slices.Sort(texts)
	all.ID = source.ID(append([]string{"device", name}, slices.Compact(texts)...)...)
	switch {
	case all.Maker != "":
		all.Tag, all.Mention = "Manufacturer", ""
	case all.Mention != "":
		all.Tag = "deviceName"
	case all.Model != "":
		all.Tag = "Model"
	}
	record.AddDevice(out, all)
	for d := range drafts.In(in) {
		if f := d.Function; f.Function != "" {
			f.Device = all.ID
			record.AddFunction(out, f)
		}
	}
	return nil
}
