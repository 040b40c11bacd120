package matches

import (
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Report is the key by which claims and their matches meet: claims of one subject about one place and the same things or
// functions share it, whichever text they stand in. It is "" for a claim that says nothing about technology.
func Report(c record.Claim) string {
	subject := orgname.Normal(c.Subject)
	switch c.Kind {
	case "supply", "use", "removal":
	case "function", "payment":
		if c.Function == "" {
			return ""
		}
	default:
		return ""
	}
	if subject == "" {
		return ""
	}
	return source.ID("report", subject, record.TextKey(c.Place), record.TextKey(c.Object), c.Function, record.TextKey(c.Thing))
}

// ofClaim looks for a vendor in the subject of a claim: by its whole name, or by a brand that is all of the name.
func (ix *search) ofClaim(c record.Claim) []Match {
	report := Report(c)
	if report == "" {
		return nil
	}
	s := &subject{ix: ix, id: c.ID, kind: "claim", thing: report, origins: c.Origins}
	t := newText(c.Subject)
	normal := orgname.Normal(c.Subject)
	found := func(m Match) {
		m.Channel, m.Sense, m.Found = "claim", unclear, c.Subject
		m.Quote, m.Start, m.End = t.quote(0, len(t.runes))
		m.Against = append(m.Against, "source: a text that says so")
		if c.Basis != "" && c.Basis != "named" {
			m.Against = append(m.Against, "the text names it by a reference: "+c.Basis)
		}
		s.put(m)
	}
	named := map[string]bool{}
	for _, e := range ix.nearest(normal, c.Subject) {
		if during(e.From, e.To, c.First) && !named[e.Vendor] && (e.Relation != "family" || !ix.itself(normal, e.Vendor)) {
			named[e.Vendor] = true
			found(Match{Vendor: e.Vendor, Relation: e.Relation, Brand: e.Name, Listed: []string{e.listed}, Certainty: "possible name match",
				For: []string{"the text calls it " + e.Name}, Against: e.doubt()})
		}
	}
	for _, h := range ix.hits(t) {
		b := h.brand
		if named[b.Vendor] || h.glued || h.slip || b.Relation != "brand" || b.Needs != "nothing" || h.start != 0 || h.end != len(t.runes) || !during(b.From, b.To, c.First) {
			continue
		}
		named[b.Vendor] = true
		found(Match{Vendor: b.Vendor, Relation: "brand", Brand: b.Brand.Brand, Listed: []string{b.listed}, Certainty: "names the brand",
			For: []string{"the text names the brand " + b.Brand.Brand}})
	}
	return s.found
}
