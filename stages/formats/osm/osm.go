// Package osm reads cameras that volunteers of OpenStreetMap tagged, as GeoJSON: features with the tag man_made=surveillance
// and what else such an extract holds. A tag is what somebody saw or believed on some day, not an inventory.
//
// The tag surveillance=public says that a device watches public space; it does not say that a public body operates it. Only
// operator:type says that. Of free texts the name and web addresses are kept, masked, since makers stand in them; notes and
// descriptions are not read.
package osm

import (
	"bytes"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Format reads GeoJSON extracts of tagged cameras. Extracts overlap: one element, or one point, is one device.
var Format = &pipeline.Format{
	Name: name, Unit: unit,
	Doc: "cameras tagged in OpenStreetMap, as GeoJSON feature collections",
	Match: func(_ string, head *source.Head) bool {
		return slices.Contains(head.TopKeys(), "features") && bytes.Contains(head.Text, []byte(`"FeatureCollection"`)) &&
			bytes.Contains(head.Text, []byte(`"surveillance`))
	},
	Writes: []table.Any{record.Devices, record.Parties},
	Read:   read,
	Settle: &pipeline.Settle{
		Drafts: pipeline.By(drafts, func(d draft) string { return d.Key }),
		Derive: settle,
	},
}

const (
	name = "osm"
	unit = "feature"
)

// draft is a feature, waiting for others of the same point.
type draft struct {
	Key     string        `parquet:"key" doc:"the point, or else the element"`
	Element string        `parquet:"element,optional" doc:"the map's element id: a number for a node, way/N, relation/N"`
	Device  record.Device `parquet:"device" doc:"the device without id"`
}

var drafts = &table.Table[draft]{Name: "osm_drafts", Draft: true, Grain: "one feature", Doc: "Features before those of one point are joined.",
	Sort: []string{"key", "element"}}

// settle makes one device of each element at a point. A feature without element id is the only element there, or else the
// point itself with its tags.
func settle(in, out *table.Set) error {
	elements := map[string]bool{}
	only := ""
	for d := range drafts.In(in) {
		if d.Element != "" {
			elements[d.Element] = true
			only = d.Element
		}
	}
	for d := range drafts.In(in) {
		v := d.Device
		switch {
		case d.Element != "":
			v.ID = source.ID("device", name, d.Element)
		case len(elements) == 1:
			v.ID = source.ID("device", name, only)
		default:
			v.ID = source.ID("device", name, d.Key, v.Kind, v.Maker, v.Model, v.Mention, v.Operator.Name, v.Operator.Identifier, v.Zone)
		}
		record.AddDevice(out, v)
		if v.Operator.Name != "" || v.Operator.Identifier != "" {
			record.AddParty(out, "operator", v.Operator, v.ID, v.Origins...)
		}
	}
	return nil
}
