package deployments

import (
	"fmt"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/derived/organisations"
	"github.com/perimeter-data/perimeter/stages/record"
)

// group is what makes one deployment of a holder's devices.
type group struct{ vendor, relation, brand, source string }

type member struct {
	Deployment
	devices []string // ids, each once
	kinds   []string
	found   []string
	maker   bool // the maker's own tag names the vendor, on each device
}

// derive sees the devices of one holder, or one device whose holder is unknown.
func derive(in, out *table.Set) error {
	devices := map[string]record.Device{}
	for d := range record.Devices.In(in) {
		if known, ok := devices[d.ID]; ok { // the same device, seen in another document
			d.Origins = source.Unite(known.Origins, d.Origins)
			d.Seen = newest(known.Seen, d.Seen)
		}
		devices[d.ID] = d
	}
	var body *organisations.Organisation
	for o := range organisations.Table.In(in) {
		body = &o
	}
	groups := map[group]*member{}
	for m := range matches.Table.In(in) {
		d, ok := devices[m.Subject]
		if !ok {
			return fmt.Errorf("match %s is about device %s, which its holder does not have", m.ID, m.Subject)
		}
		key := group{m.Vendor, m.Relation, m.Brand, d.Source}
		g := groups[key]
		if g == nil {
			g = &member{maker: true, Deployment: Deployment{Vendor: m.Vendor, VendorName: m.Name, Relation: m.Relation, Brand: m.Brand, Source: d.Source}}
			g.hold(d.Operator, body)
			g.ID = source.ID("deployment", organisations.ID(d.Operator), holderless(d), m.Vendor, m.Relation, m.Brand, d.Source)
			groups[key] = g
		}
		g.Matches = insert(g.Matches, m.ID)
		g.found = insert(g.found, m.Found)
		g.maker = g.maker && d.Maker != ""
		if slices.Contains(g.devices, d.ID) {
			continue
		}
		g.devices = insert(g.devices, d.ID)
		g.kinds = insert(g.kinds, d.Kind)
		g.Devices++
		g.Seen = newest(g.Seen, d.Seen)
		g.Origins = source.Unite(g.Origins, d.Origins)
	}
	for _, g := range groups {
		g.Wording = wording(g)
		Table.Add(out, g.Deployment)
	}
	return nil
}

// holderless is the device's id where nobody is named who operates it: such devices are never put together.
func holderless(d record.Device) string {
	if organisations.ID(d.Operator) != "" {
		return ""
	}
	return d.ID
}

// hold says who operates the devices: the body as resolved, else as this record names it.
func (g *member) hold(operator record.Ref, body *organisations.Organisation) {
	g.Holder = organisations.ID(operator)
	g.HolderName = operator.Name
	g.HolderPublic, g.PublicBasis = organisations.Public("operator", operator)
	if body == nil || body.ID != g.Holder {
		return
	}
	if body.Name != "" {
		g.HolderName = body.Name
	}
	g.HolderPublic, g.PublicBasis = body.PublicBody, body.PublicBasis
}

func newest(a, b *table.Date) *table.Date {
	if a == nil || b != nil && *b > *a {
		return b
	}
	return a
}

// insert keeps a sorted list without repetitions.
func insert(list []string, s string) []string {
	i, found := slices.BinarySearch(list, s)
	if found {
		return list
	}
	return slices.Insert(list, i, s)
}
