package deployments

import (
	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

// seat is the body that texts say is in a building, and the rows of sites that say so.
type seat struct {
	body  string // "" where texts name several
	sites []string
}

// told is a building, as a text tells of it; with no text, as all texts together do.
type told struct{ text, building string }

// buildings are the bodies that texts say are in a building.
var buildings = pipeline.Whole(func(lists *table.Set) (map[told]seat, error) {
	all := map[told]seat{}
	for s := range record.Sites.In(lists) {
		for _, key := range []told{{s.Text, record.TextKey(s.Building)}, {"", record.TextKey(s.Building)}} {
			known, ok := all[key]
			if !ok {
				known.body = s.Body
			}
			if known.body != s.Body {
				known.body = ""
			}
			known.sites = record.Insert(known.sites, s.ID)
			all[key] = known
		}
	}
	return all, nil
}, record.Sites)

// report is the key of a claim about devices somewhere; "" for any other, and for one that does not assert it.
func report(c record.Claim) string {
	if c.Kind != "use" && c.Kind != "supply" && c.Kind != "removal" || c.Place == "" && c.Object == "" || c.Modality != "asserts" {
		return ""
	}
	return matches.Report(c)
}

// claims writes what texts say of devices of one vendor at one place: a row for each count and date that they state, never a sum.
func claims(in, out *table.Set) {
	rows := map[string]*Deployment{}
	all := buildings.In(in)
	for c := range record.Claims.In(in) {
		at, ok := all[told{c.Text, record.TextKey(c.Place)}]
		if !ok { // texts call one body by the names of their languages, so that each text's own word comes first
			at = all[told{"", record.TextKey(c.Place)}]
		}
		for m := range matches.Table.In(in) {
			if m.Kind != "claim" || m.Subject != c.ID {
				continue
			}
			d := Deployment{Vendor: m.Vendor, VendorName: m.Name, Relation: m.Relation, Brand: m.Brand, Source: "claim", Held: "claim", Site: c.Place, Stated: c.Quantity,
				StatedOver: c.Over, HolderPublic: "unknown", DeviceStatus: "unknown", Contract: "unknown"}
			if c.Place == "" {
				d.HolderName = c.Object
			}
			switch {
			case c.Kind == "removal":
				d.DeviceStatus, d.Removed = "removed", c.Day()
			case c.Predicate == "supplied":
				d.DeviceStatus, d.Supplied = "supplied", c.Day()
			}
			d.Report = m.Thing
			if at.body != "" {
				d.HolderName, d.Sites = at.body, at.sites
			}
			if yes, form := orgname.Public(d.HolderName, ""); yes {
				d.HolderPublic, d.PublicBasis = "yes", "a text names it: "+form
			}
			d.ID = source.ID("deployment", "claim", d.HolderName, d.Site, d.Vendor, d.Relation, d.Brand, d.DeviceStatus, d.Stated, c.Predicate, record.TextKey(c.Thing), c.Date, c.DateOf)
			if by := c.Speaker.Name(); by != "" {
				d.ID = source.ID(d.ID, "by", by)
			}
			old := rows[d.ID]
			if old == nil {
				old = &d
				rows[d.ID] = old
				old.Wording, old.WordingIT = claimed(old, c, english), claimed(old, c, italian)
			}
			old.Supplied, old.Removed = newest(old.Supplied, d.Supplied), newest(old.Removed, d.Removed)
			old.Matches, old.Claims = record.Insert(old.Matches, m.ID), record.Insert(old.Claims, c.ID)
			old.Origins = source.Unite(old.Origins, c.Origins)
		}
	}
	for _, d := range rows {
		v := vendors.In(in)[d.Vendor]
		d.VendorScheme, d.VendorIdentifier = v.Scheme, v.Identifier
		Table.Add(out, *d)
	}
}
