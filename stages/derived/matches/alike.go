package matches

import (
	"fmt"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/decision"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/shortlist"
)

// roll is the vendors' own names, taken apart.
type roll struct {
	entries []entry
	names   []orgname.Name
	index   *shortlist.Index
	search  *shortlist.Search   // of its own; nil where many ask at once
	asked   map[string][]string // what near gave for a name as written
}

func (r *roll) add(e entry) {
	if n := orgname.Parse(e.Name); e.Relation == "same entity" && n.Key != "" {
		r.entries, r.names = append(r.entries, e), append(r.names, n)
	}
}

// seal indexes the names added.
func (r *roll) seal() { r.index = shortlist.New(r.names) }

// remembered is how many names a roll remembers before it begins anew.
const remembered = 1 << 14

// own gives the roll a memory of its own. Most suppliers sell more than once.
func (r *roll) own() { r.search, r.asked = r.index.Search(), map[string][]string{} }

// near are the vendors whose names may be compared with a name, in the order of the lists.
func (r *roll) near(written string, n *orgname.Name) (vendors []string) {
	if vendors, ok := r.asked[written]; ok {
		return vendors
	}
	search := r.search
	if search == nil {
		search = r.index.Search()
	} else {
		if len(r.asked) == remembered {
			clear(r.asked)
		}
		defer func() { r.asked[written] = vendors }()
	}
	for _, f := range search.Best(n, len(r.names), 0.2) {
		if v := r.entries[f.Name].Vendor; !slices.Contains(vendors, v) {
			vendors = append(vendors, v)
		}
	}
	slices.Sort(vendors)
	return vendors
}

// body is a vendor by its names on a day, and where they stand in the lists. Beside a name in Latin letters only such names of it
// count: what a Chinese name sounds like resembles the names of many strangers, and its bearers write it in Latin letters too.
func (r *roll) body(vendor, country string, latin bool, day *table.Date) (b orgname.Body, listed []string) {
	for i, e := range r.entries {
		if e.Vendor == vendor && during(e.From, e.To, day) && (!latin || r.names[i].Latin()) {
			b.Names, listed = append(b.Names, r.names[i]), append(listed, e.listed)
		}
	}
	if country != "" {
		b.Countries = []string{country}
	}
	return b, listed
}

// arm says that the supplier's legal form is one that the vendor's country does not know.
func (s *subject) arm(o purchases.Org, vendor string, day *table.Date) bool {
	supplier := orgname.Body{Names: []orgname.Name{orgname.Parse(o.Name)}}
	body, _ := s.ix.roll.body(vendor, s.ix.vendors[vendor].Country, supplier.Names[0].Latin(), day)
	return orgname.Bodies(&supplier, &body).Relation == orgname.Family
}

// alike looks for vendors whose names are not the supplier's letter by letter, and yet say that it is the vendor or of its
// family. A name with another rare word is left: that is a dealer as soon as an arm.
func (s *subject) alike(o purchases.Org, day *table.Date, whole func(string) Match, named map[string]bool, keys []decision.Key) {
	supplier := orgname.Body{Names: []orgname.Name{orgname.Parse(o.Name)}}
	n := &supplier.Names[0]
	if n.Key == "" || len(n.Hidden) > 0 {
		return
	}
	normal := orgname.Normal(o.Name)
	for _, vendor := range s.ix.roll.near(o.Name, n) {
		// What the lists say of this very name and another day stands.
		if named[vendor] || slices.ContainsFunc(s.ix.names[normal], func(e entry) bool { return e.Vendor == vendor }) {
			continue
		}
		country := s.ix.vendors[vendor].Country
		body, listed := s.ix.roll.body(vendor, country, n.Latin(), day)
		v := orgname.Bodies(&supplier, &body)
		if v.Relation == orgname.Different || v.Relation == orgname.Family && v.Strange {
			continue
		}
		m := whole(o.Name)
		m.Vendor, m.Relation, m.Brand, m.Listed, m.Certainty = vendor, "same entity", s.ix.name(vendor), listed, "possible name match"
		m.For = append(m.For, v.For...)
		m.Against = append(m.Against, v.Against...)
		if v.Relation == orgname.Family {
			m.Relation = "family"
			m.Against = append(m.Against, "the lists do not document the supplier as one of the vendor's companies; dealers and namesakes bear the word too")
		}
		if o.Country != "" && country != "" && o.Country != country {
			m.Against = append(m.Against, fmt.Sprintf("the supplier's country is %s, the vendor's %s", o.Country, country))
		}
		if len(m.For) == 0 {
			m.For = append(m.For, "the name is nearly one of "+m.Brand)
		}
		if len(m.Against) == 0 {
			m.Against = append(m.Against, "the names are alike, not the same")
		}
		named[vendor] = true
		s.put(m, keys...)
	}
}
