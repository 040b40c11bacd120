package deployments

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/edges"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/derived/organisations"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/derived/things"
	"github.com/perimeter-data/perimeter/stages/record"
)

// group is what makes one deployment of a holder's devices.
type group struct {
	vendor, relation, brand, source, status, held string
	card                                          bool // nothing but the network card names the vendor
}

type member struct {
	Deployment
	things []string // physical devices, each once
	kinds  []string
	found  []string
	maker  bool // the maker's own tag names the vendor, on each device
	model  bool // nothing but the model does, on each device
	card   bool // nothing but the network card does
	alike  bool // what names it, on each device, is only like its name
}

// derive sees the devices of one holder, one device whose holder is unknown, or the claims about one place.
func derive(in, out *table.Set) error {
	claims(in, out)
	accounts := map[string]things.Thing{}
	for t := range things.Table.In(in) {
		accounts[t.Account] = t
	}
	var body *organisations.Organisation
	for o := range organisations.Table.In(in) {
		body = &o
	}
	groups := map[group]*member{}
	var bought []matches.Match
	for m := range matches.Table.In(in) {
		if m.Kind == "claim" {
			continue
		}
		if m.Kind != "device" {
			bought = append(bought, m)
			continue
		}
		t, ok := accounts[m.Subject]
		if !ok {
			return fmt.Errorf("match %s is about device %s, which its holder does not have", m.ID, m.Subject)
		}
		d := t.Device
		key := group{m.Vendor, m.Relation, m.Brand, d.Source, cmp.Or(d.Status, "unknown"), t.Held, m.Channel == "network card"}
		g := groups[key]
		if g == nil {
			g = &member{maker: true, model: true, alike: true, Deployment: Deployment{Vendor: m.Vendor, VendorName: m.Name, Relation: m.Relation, Brand: m.Brand, Source: d.Source, DeviceStatus: key.status, Held: t.Held}}
			g.hold(t, body)
			g.ID = source.ID("deployment", t.Body, holderless(t), m.Vendor, m.Relation, m.Brand, d.Source, key.status)
			if t.Held == things.Same || t.Held == things.Recorder {
				g.ID = source.ID(g.ID, t.Held)
			}
			if g.card = key.card; g.card {
				g.ID = source.ID(g.ID, m.Channel)
			}
			groups[key] = g
		}
		g.Matches = record.Insert(g.Matches, m.ID)
		g.found = record.Insert(g.found, m.Found)
		g.alike = g.alike && m.Certainty == "possible name match"
		g.maker = g.maker && d.Maker != ""
		g.model = g.model && d.Maker == "" && strings.Contains(d.Model, m.Found)
		if thing := cmp.Or(d.Thing, d.ID); !slices.Contains(g.things, thing) {
			g.things = record.Insert(g.things, thing)
			g.Devices += max(d.Quantity, 1)
		}
		g.kinds = record.Insert(g.kinds, d.Kind)
		g.Supplied, g.Seen, g.Removed = newest(g.Supplied, d.Supplied), newest(g.Seen, d.Seen), newest(g.Removed, d.Removed)
		g.Origins = source.Unite(g.Origins, t.Origins)
	}
	if len(groups) == 0 {
		return nil
	}
	contracts := map[string]purchases.Purchase{}
	for _, p := range purchases.Deals(slices.Collect(purchases.Table.In(in))) {
		contracts[p.ID] = p
	}
	for _, g := range groups {
		v := vendors.In(in)[g.Vendor]
		g.VendorScheme, g.VendorIdentifier = v.Scheme, v.Identifier
		g.contract(bought, contracts)
		g.Wording, g.WordingIT = wording(g, english), wording(g, italian)
		Table.Add(out, g.Deployment)
	}
	return nil
}

// holderless is the device's id where nobody is named who operates it: such devices are never put together.
func holderless(t things.Thing) string {
	if t.Body != "" {
		return ""
	}
	return t.Account
}

// hold says who operates the devices: the body as resolved, else as this record names it.
func (g *member) hold(t things.Thing, body *organisations.Organisation) {
	operator, role := t.Device.Operator, "holder"
	if t.Device.Source == "volunteer tag" {
		role = "operator"
	}
	g.Holder = t.Body
	g.HolderName = operator.Name
	g.HolderScheme, g.HolderIdentifier = edges.Stated(operator)
	g.HolderPublic, g.PublicBasis = edges.Public(role, operator)
	if body == nil || body.ID != g.Holder {
		return
	}
	if body.Name != "" {
		g.HolderName = body.Name
	}
	if body.Identifier != "" {
		g.HolderScheme, g.HolderIdentifier = body.Scheme, body.Identifier
	}
	g.HolderPublic, g.PublicBasis = body.PublicBody, body.PublicBasis
}

// contract says how the holder's contracts about buying the vendor's goods stand. Who supplies does not show what is bought, and what is
// proposed is no contract yet.
func (g *member) contract(bought []matches.Match, contracts map[string]purchases.Purchase) {
	stands := map[string]int{}
	for _, m := range bought {
		p, ok := contracts[m.Subject]
		if !ok || m.Vendor != g.Vendor || m.Sense != "purchase" || m.Channel == "supplier" || p.Status == "cancelled" || p.Status == "pending" || slices.Contains(g.Contracts, p.ID) {
			continue
		}
		g.Contracts = record.Insert(g.Contracts, p.ID)
		stands[p.InForce]++
	}
	switch {
	case len(g.Contracts) == 0:
		g.Contract = "none known"
	case stands["yes"] > 0:
		g.Contract = "in force"
	case stands["no"] == len(g.Contracts):
		g.Contract = "ended"
	default:
		g.Contract = "unknown"
	}
}

func newest(a, b *table.Date) *table.Date {
	if a == nil || b != nil && *b > *a {
		return b
	}
	return a
}
