// Package inventory reads lists of the devices that a body has: any table (CSV, JSON) with a maker, a model or a description
// and what only an inventory gives (a tag, a serial number, a site, a holder, a status), under English or Italian headings;
// Snipe-IT's CSV; NetBox's devices as CSV or as the JSON of its interface.
//
// Body and site stand as the inventory names them. Who uses or keeps a device, what users call it, its address in a network
// and notes are not read. Serial numbers and MAC addresses leave nothing but keyed hashes, and no id is made of them; of a
// MAC address, the flagged vendor to which its block is registered is kept besides, which is no proof of the device's maker.
// What an inventory says is not there, or not yet, leaves no row.
package inventory

import (
	"bytes"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Format reads inventories of devices.
var Format = &pipeline.Format{
	Name: name, Unit: unit,
	Doc: "inventories of devices: tables (CSV, JSON), exports of Snipe-IT and NetBox",
	Match: func(_ string, head *source.Head) bool {
		if isNetBox(head) {
			return true
		}
		names := record.Headings(head)
		return known(names) && !slices.Contains(names, "origins.digest") // the devices of a dataset are no inventory
	},
	Writes: []table.Any{record.Devices, record.Parties},
	Read:   read,
}

const (
	name = "inventory"
	unit = "row"
)

// isNetBox says that a text is a page of NetBox's list of devices.
func isNetBox(head *source.Head) bool {
	keys := head.TopKeys()
	return slices.Contains(keys, "count") && slices.Contains(keys, "results") && bytes.Contains(head.Text, []byte(`"device_type"`)) && bytes.Contains(head.Text, []byte(`"site"`))
}

// columns finds what each column holds.
func columns(names []string) map[string]record.Column {
	all := slices.Clone(terms)
	if slices.ContainsFunc(names, func(n string) bool { h := record.Heading(n); return h == "role" || h == "device role" }) {
		// NetBox: the type of a device is its model.
		for i, t := range all {
			switch t.Means {
			case model:
				all[i].English = append(slices.Clone(t.English), "type")
			case kind:
				all[i].English = []string{"role", "device role"}
			}
		}
	}
	c := record.Columns(all, names)
	if slices.Contains(names, "device_type") && slices.Contains(names, "site") && c[maker].Name == "" { // an object of NetBox's interface
		c[maker], c[model] = record.Column{Name: "device_type/manufacturer"}, record.Column{Name: "device_type/model"}
	}
	return c
}

// known says whether columns of these names make an inventory. A price list has makers and models too.
func known(names []string) bool {
	c := columns(names)
	has := func(means ...string) bool {
		return slices.ContainsFunc(means, func(m string) bool { return c[m].Name != "" })
	}
	if has(maker) && has(model, number) {
		return has(tag, serial, mac, site, lent, holder, status, seen, removed, mounted)
	}
	return has(maker, model, number, text) && has(tag, serial, mac) && has(site, lent, holder, status, kind)
}
