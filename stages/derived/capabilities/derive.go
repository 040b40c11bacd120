package capabilities

import (
	"cmp"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/edges"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/derived/states"
	"github.com/perimeter-data/perimeter/stages/derived/things"
	"github.com/perimeter-data/perimeter/stages/record"
)

// key is what makes one row of a device's states.
type key struct {
	function, state, basis, day string
	refused                     bool
}

// place is who has the device, and where.
type place struct {
	body, name, site, source, held string
	scheme, code                   string
	origins                        []source.Origin // of the recorder, where it is the recorder's
}

// maker is a vendor whose device it is found to be.
type maker struct {
	vendor, name string
	matches      []string
}

// derive sees all that is known of one device or of one entry of a catalogue, the claims of one function of one subject, or the texts of
// one purchase or call.
func derive(in, out *table.Set) error {
	claims(in, out)
	tenders(in, out)
	rows := map[key]*Capability{}
	for s := range states.Table.In(in) {
		k := key{s.Function, s.State, s.Basis, record.DayText(s.AsOf), s.Refused}
		c := rows[k]
		if c == nil {
			c = &Capability{Thing: s.Thing, Function: s.Function, State: s.State, Basis: s.Basis, AsOf: s.AsOf, Refused: s.Refused}
			rows[k] = c
		}
		if s.Thing == "" {
			c.Maker, c.Model = s.Maker, s.Model
		}
		c.Contradictory = c.Contradictory || s.Contradictory
		c.Accounts, c.Entries = record.Insert(c.Accounts, s.Account), record.Insert(c.Entries, s.Entry)
		c.Parts, c.Flags = record.Insert(c.Parts, s.Parts...), record.Insert(c.Flags, s.Flags...)
		c.Origins = source.Unite(c.Origins, s.Origins)
	}
	accounts := accountsOf(in)
	for k, c := range rows {
		for other := range rows {
			if other.function == k.function && other.state != k.state {
				c.Beside = record.Insert(c.Beside, other.state)
			}
		}
		for _, t := range accounts {
			c.Maker, c.Model = cmp.Or(c.Maker, t.Device.Maker), cmp.Or(c.Model, t.Device.Model)
		}
		for _, p := range places(accounts) {
			for _, m := range makers(in) {
				row := *c
				row.Body, row.BodyName, row.Site, row.BodySource, row.Held = p.body, p.name, p.site, p.source, p.held
				row.BodyScheme, row.BodyIdentifier = p.scheme, p.code
				row.Origins = source.Unite(row.Origins, p.origins)
				row.Vendor, row.VendorName, row.Matches = m.vendor, m.name, m.matches
				refused := ""
				if row.Refused {
					refused = "refused"
				}
				about := row.Thing
				if about == "" {
					about = strings.Join(row.Entries, " ")
				}
				row.ID = source.ID("capability", about, row.Body, row.BodyName, row.Site, row.Held, row.Vendor, row.Function, row.State, row.Basis, record.DayText(row.AsOf), refused)
				row.Wording = wording(&row)
				put(in, out, row)
			}
		}
	}
	return nil
}

// accountsOf are the accounts of the device, configurations first: a device's own word for its model goes before an inventory's.
func accountsOf(in *table.Set) (all []things.Thing) {
	for t := range things.Table.In(in) {
		if !slices.ContainsFunc(all, func(o things.Thing) bool { return o.ID == t.ID }) {
			all = append(all, t)
		}
	}
	slices.SortFunc(all, func(a, b things.Thing) int {
		return cmp.Or(rank(a.Device.Source)-rank(b.Device.Source), cmp.Compare(a.Account, b.Account))
	})
	return all
}

func rank(kind string) int {
	if kind == "configuration" {
		return 0
	}
	return 1
}

// places are the bodies and sites that the device's accounts name, else that of its recorder; one empty place if there is none.
func places(accounts []things.Thing) []place {
	var all []place
	for _, t := range accounts {
		if t.Held != things.Own && t.Held != things.Recorder {
			continue
		}
		d := t.Device
		p := place{body: t.Body, name: d.Operator.Name, site: d.Site, source: t.HeldBy, held: t.Held}
		p.scheme, p.code = edges.Stated(d.Operator)
		if t.Held == things.Recorder {
			p.origins = t.Origins
		}
		i := slices.IndexFunc(all, func(o place) bool {
			return o.body == p.body && o.name == p.name && o.site == p.site && o.source == p.source && o.held == p.held
		})
		switch {
		case i < 0:
			all = append(all, p)
		case all[i].code == "":
			all[i].scheme, all[i].code = p.scheme, p.code
		}
	}
	if len(all) == 0 {
		return []place{{}}
	}
	return all
}

// makers are the vendors that matches of the accounts name; one empty maker if none does.
func makers(in *table.Set) []maker {
	byVendor := map[string]*maker{}
	var order []string
	for m := range matches.Table.In(in) {
		v := byVendor[m.Vendor]
		if v == nil {
			v = &maker{vendor: m.Vendor, name: m.Name}
			byVendor[m.Vendor] = v
			order = append(order, m.Vendor)
		}
		v.matches = record.Insert(v.matches, m.ID)
	}
	if len(order) == 0 {
		return []maker{{}}
	}
	slices.Sort(order)
	var all []maker
	for _, v := range order {
		all = append(all, *byVendor[v])
	}
	return all
}
