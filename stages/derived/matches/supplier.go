package matches

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/decision"
	"github.com/perimeter-data/perimeter/stages/derived/edges"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

// supplier looks for vendors by the number of a supplier, then in its name: the whole name first, else a vendor's distinctive
// word inside it.
func (s *subject) supplier(o purchases.Org, day *table.Date) {
	t := s.ix.text(cmp.Or(o.Name, o.Identifier))
	whole := func(found string) Match {
		m := Match{Channel: "supplier", Sense: purchase, Found: found}
		m.Quote, m.Start, m.End = t.quote(0, len(t.runes))
		m.Found = string([]rune(m.Quote)[m.Start:m.End])
		m.Against = append(m.Against, orgname.Hidden(o.Name)...)
		return m
	}
	keys := s.keysOf(o)
	named := map[string]bool{}
	s.number(o, whole, named, keys)
	if o.Name == "" {
		return
	}
	company, unit, isBranch := orgname.Branch(o.Name)
	seat, more := "", ""
	if isBranch {
		more = "what names a branch or office"
	} else if body, country, ok := orgname.Seat(o.Name); ok {
		company, seat, more = body, country, "the place behind it"
	}
	if normal := orgname.Normal(company); normal != "" {
		for _, e := range s.ix.nearest(normal, company) {
			if !during(e.From, e.To, day) || named[e.Vendor+e.Relation] || e.Relation == "family" && s.ix.itself(normal, e.Vendor) {
				continue
			}
			m := whole(o.Name)
			m.Vendor, m.Relation, m.Brand, m.Listed = e.Vendor, e.Relation, e.Name, []string{e.listed}
			m.Certainty = "possible name match"
			m.For = append(m.For, fmt.Sprintf("the supplier's name, %s, %s", m.Found, onTheList(company, more, e.Name)))
			if isBranch {
				m.Against = append(m.Against, "the supplier's name has more, read as that of a branch or office: "+strings.TrimSpace(unit))
			}
			m.Against = append(m.Against, e.doubt()...)
			country := s.ix.vendors[e.Vendor].Country
			switch {
			case e.Relation == "same entity" && seat != "" && seat != country:
				m.Relation = "family"
				m.Against = append(m.Against, "the place behind the supplier's name is in another country: an arm, or a namesake")
			case e.Relation == "same entity" && s.arm(company, e.Vendor, day):
				m.Relation = "family"
				m.Against = append(m.Against, "the legal form is of another country: an arm, or a namesake")
			case e.Relation == "family":
				m.Against = append(m.Against, "the list gives no registered number for the company")
			case o.Country == "" || country == "":
				m.Against = append(m.Against, "the country of one of the two is not known")
			case o.Country == country && len(m.Against) == 0:
				m.Certainty = "strong name match"
				m.For = append(m.For, "the country is the same ("+country+")")
			case o.Country != country:
				m.Against = append(m.Against, fmt.Sprintf("the supplier's country is %s, the vendor's %s", o.Country, country))
			}
			named[e.Vendor], named[e.Vendor+e.Relation] = true, true
			s.put(m, keys...)
		}
	}
	s.decided(o, whole, named, keys)
	n := orgname.Parse(o.Name)
	if n.Key != "" {
		s.alike(o, &n, day, whole, named, keys)
		if len(n.Hidden) == 0 {
			s.kin(o, &n, day, whole, named, keys)
			s.kinAbroad(o, &n, day, whole, named, keys)
		}
	}
	hits := s.ix.hits(t)
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Or(a.start-b.start, b.end-a.end) })
	for _, h := range hits {
		b := h.brand
		if named[b.Vendor] || h.glued || h.slip || b.Relation != "brand" || b.Needs != "nothing" || b.Confidence != "high" || !during(b.From, b.To, day) || t.stranger(h) ||
			n.OtherTrade(s.ix.roll.of(b.Vendor)) {
			continue
		}
		named[b.Vendor] = true
		m := whole(o.Name)
		m.Found = string(t.runes[h.start:h.end])
		m.Quote, m.Start, m.End = t.quote(h.start, h.end)
		m.Vendor, m.Relation, m.Brand, m.Listed, m.Certainty = b.Vendor, "brand", b.Brand.Brand, []string{b.listed}, "possible name match"
		m.For = append(m.For, "the supplier's name contains the word "+b.Brand.Brand)
		m.Against = append(m.Against, "the lists do not document the supplier as one of the vendor's companies; dealers and namesakes bear the word too")
		s.put(m, keys...)
	}
}

// nearest are the entries of a normal form, those written nearest to a name first.
func (ix *Index) nearest(normal, name string) []entry {
	entries := ix.names[normal]
	if len(entries) < 2 {
		return entries
	}
	entries = slices.Clone(entries)
	apart := map[string]int{name: -1}
	for _, e := range entries {
		if _, ok := apart[e.Name]; !ok {
			apart[e.Name] = len(differences(name, e.Name))
		}
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return cmp.Compare(apart[a.Name], apart[b.Name]) })
	return entries
}

// itself says that a normal name is one of the vendor's own, so that a namesake in its family adds nothing.
func (ix *Index) itself(normal, vendor string) bool {
	return slices.ContainsFunc(ix.names[normal], func(e entry) bool { return e.Vendor == vendor && e.Relation == "same entity" })
}

// keysOf are the keys by which decisions may speak of a supplier, the surest first; none where nothing was decided.
func (s *subject) keysOf(o purchases.Org) []decision.Key {
	if s.ix.rulings.Empty() {
		return nil
	}
	keys := []decision.Key{decision.Key(o.ID)}
	if alone := edges.ID(record.Ref{Name: o.Name, Scheme: o.Scheme, Identifier: o.Identifier, Country: o.Country}); alone != o.ID {
		keys = append(keys, decision.Key(alone))
	}
	return append(keys, decision.NameKey(o.Name))
}

// number looks for the supplier's number among those that lists give to vendors. It says less beside a name that is none of the
// body's, where documents give it to bodies whose names disagree, and where the lists give it to several vendors.
func (s *subject) number(o purchases.Org, whole func(string) Match, named map[string]bool, keys []decision.Key) {
	scheme, code := edges.Trusted(o.Scheme, o.Identifier)
	bodies := s.ix.numbered[scheme+":"+code]
	if code == "" || len(bodies) == 0 {
		return
	}
	alone := source.ID("organisation", scheme, code)
	shared := o.ID != alone && s.ix.known.Has(alone)
	for _, b := range bodies {
		if named[b.vendor+b.relation] {
			continue
		}
		m := whole(o.Name)
		m.Vendor, m.Relation, m.Brand, m.Listed = b.vendor, b.relation, b.name, []string{b.listed}
		m.Certainty = "identifier match"
		m.For = append(m.For, fmt.Sprintf("the supplier's number %s %s is that of %s %s", scheme, code, b.name, b.where))
		if !s.ix.agree(o.Name, b) {
			m.Against = append(m.Against, "the name on the list, "+b.name+", disagrees with the supplier's")
		}
		if shared {
			m.Against = append(m.Against, "the number is not trusted: documents give it to bodies whose names disagree")
		}
		if slices.ContainsFunc(bodies, func(c numbered) bool { return c.vendor != b.vendor }) {
			m.Against = append(m.Against, "the number is not trusted: the lists give it to several vendors")
		}
		if len(m.Against) > 0 {
			m.Certainty = "possible name match"
		}
		named[b.vendor], named[b.vendor+b.relation] = true, true
		s.put(m, keys...)
	}
}

// agree says that a name does not disagree with that of a body that lists give a number, nor, if it is a vendor itself, with
// all others of its own.
func (ix *Index) agree(name string, b numbered) bool {
	return edges.Agree(name, b.name) || b.relation == "same entity" && slices.ContainsFunc(ix.roll.entries, func(e entry) bool { return e.Vendor == b.vendor && edges.Agree(name, e.Name) })
}

// decided puts what was decided of the supplier and a vendor, though nothing in its name or number says so.
func (s *subject) decided(o purchases.Org, whole func(string) Match, named map[string]bool, keys []decision.Key) {
	if s.ix.rulings.Empty() {
		return
	}
	for _, id := range s.ix.ids {
		d, ok := s.ix.between(keys, id)
		relation := relations[d.Verdict]
		if !ok || named[id] || relation == "" || relation == None {
			continue
		}
		named[id] = true
		m := whole(o.Name)
		m.Vendor, m.Relation, m.Brand, m.Listed = id, relation, s.ix.name(id), []string{listed(d.Origins)}
		s.put(m, keys...)
	}
}
