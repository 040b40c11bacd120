package matches

import (
	"fmt"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/decision"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/shortlist"
)

// roll is names of vendors, taken apart.
type roll struct {
	entries []entry
	names   []orgname.Name
	words   [][]orgname.Word // of each name, countries left out
	index   *shortlist.Index
	search  *shortlist.Search // of its own; nil where many ask at once
}

func (r *roll) add(e entry) {
	if n := orgname.Parse(e.Name); n.Key != "" {
		r.entries, r.names, r.words = append(r.entries, e), append(r.names, n), append(r.words, content(&n))
	}
}

// seal indexes the names added.
func (r *roll) seal() { r.index = shortlist.New(r.names) }

// own gives the roll a search of its own, which keeps its memory from one name to the next.
func (r *roll) own() { r.search = r.index.Search() }

// best are the names, by number, whose score with a name is floor or more, the best first.
func (r *roll) best(n *orgname.Name, floor float64) (names []int) {
	search := r.search
	if search == nil {
		search = r.index.Search()
	}
	for _, f := range search.Best(n, len(r.names), floor) {
		names = append(names, f.Name)
	}
	return names
}

// near are the vendors whose names may be compared with a name, in the order of the lists.
func (r *roll) near(n *orgname.Name) (vendors []string) {
	for _, f := range r.best(n, 0.2) {
		if v := r.entries[f].Vendor; !slices.Contains(vendors, v) {
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
func (s *subject) arm(name, vendor string, day *table.Date) bool {
	supplier := orgname.Body{Names: []orgname.Name{orgname.Parse(name)}}
	body, _ := s.ix.roll.body(vendor, s.ix.vendors[vendor].Country, supplier.Names[0].Latin(), day)
	return orgname.Bodies(&supplier, &body).Relation == orgname.Family
}

// asForms are words, as keys, that stand for a legal form inside a name.
var asForms = []string{"co", "ltd", "corp", "inc"}

// content are the words of a name that are no countries, no legal forms and not the Turkish "and", which is a province of Italy at the end.
func content(n *orgname.Name) (words []orgname.Word) {
	for i := range n.Len() {
		if w, ok := n.Word(i); ok && !w.Place && !slices.Contains(asForms, w.Key) && !(w.Key == "ve" && 0 < i && i+1 < n.Len()) {
			words = append(words, w)
		}
	}
	return words
}

// one says that two words are one in any language.
func one(v, w orgname.Word) bool { return v.Key == w.Key }

// arm says that a name is one of the vendor's, the name of a country or region beside it, and no more than words by which companies
// of any group are called. In Han characters a town is enough, and the towns of both are left out; a kernel of two characters,
// which many bear, asks for a word of the trade of such vendors.
func (r *roll) arm(n *orgname.Name, vendor string, day *table.Date) bool {
	words := content(n)
	if n.Han() {
		return r.hanArm(untowned(words), vendor, day)
	}
	if !placed(n) {
		return false
	}
	for i, e := range r.entries {
		if own := r.words[i]; e.Vendor == vendor && during(e.From, e.To, day) && r.names[i].Latin() == n.Latin() && len(own) > 0 && len(own) <= len(words) &&
			slices.EqualFunc(words[:len(own)], own, one) && !slices.ContainsFunc(words[len(own):], func(w orgname.Word) bool { return !slices.Contains(ofGroups, w.Key) }) {
			return true
		}
	}
	return false
}

func (r *roll) hanArm(words []orgname.Word, vendor string, day *table.Date) bool {
	for i, e := range r.entries {
		if e.Vendor != vendor || !during(e.From, e.To, day) || !r.names[i].Han() {
			continue
		}
		own := untowned(r.words[i])
		for len(own) > 1 && slices.Contains(ofGroups, own[len(own)-1].Key) {
			own = own[:len(own)-1]
		}
		if len(own) == 0 || len(own) >= len(words) || slices.Contains(ofGroups, own[0].Key) || !slices.EqualFunc(words[:len(own)], own, one) {
			continue
		}
		more := words[len(own):]
		if !slices.ContainsFunc(more, func(w orgname.Word) bool { return !slices.Contains(ofGroups, w.Key) }) &&
			slices.ContainsFunc(more, func(w orgname.Word) bool { return slices.Contains(ofTrade, w.Key) }) {
			return true
		}
	}
	return false
}

// otherTown says that a name begins with a town of the vendor's country that none of the vendor's names bears, though they bear one:
// that is another company of the group.
func (ix *search) otherTown(n *orgname.Name, vendor string) bool {
	if n.Len() == 0 {
		return false
	}
	town, ok := n.Word(0)
	if !ok || town.Place || town.In == "" || town.In != ix.vendors[vendor].Country || town.Other && !n.Han() {
		return false
	}
	known := false
	for i, e := range ix.roll.entries {
		if e.Vendor != vendor {
			continue
		}
		for _, w := range ix.roll.words[i] {
			if w.In == town.In && (strings.HasPrefix(w.Latin, town.Latin) || strings.HasPrefix(town.Latin, w.Latin)) { // 天津市, 天津
				return false
			}
			known = known || w.In == town.In
		}
	}
	return known
}

// untowned are words but the towns.
func untowned(words []orgname.Word) []orgname.Word {
	return slices.DeleteFunc(slices.Clone(words), func(w orgname.Word) bool { return w.In != "" })
}

// ofTrade are the words of groups, as keys, by which makers of equipment and software call their companies, and others seldom.
var ofTrade = []string{"intelligent", "security", "surveillance", "iot", "robot", "software", "integration", "system", "cloud", "digital", "network", "telecom", "communications"}

// placed says that the name of a country or region stands in a name.
func placed(n *orgname.Name) bool {
	for i := range n.Len() {
		if w, ok := n.Word(i); ok && w.Place {
			return true
		}
	}
	return false
}

// ofGroups are words, as keys, by which companies of any group are called.
var ofGroups = []string{"grp", "holding", "global", "intl", "branch", "service", "sale", "research", "dev", "trade", "project", "tech", "system",
	"software", "digital", "network", "electronics", "innovation", "security", "communications", "telecom", "intelligent", "enterprise", "business", "consumer", "cloud",
	"industry", "device", "solution", "operations", "iot", "robot", "integration", "surveillance", "information", "data", "automation", "supply"}

// namesake says that who bears a vendor's word is another body: of a far trade, or with nothing beside a word that many bear.
func (r *roll) namesake(n *orgname.Name, vendor string) bool {
	own := r.of(vendor)
	return n.OtherTrade(own) || n.Borne(own)
}

// of are all names of a vendor, in whatever script and of whatever days.
func (r *roll) of(vendor string) (names []orgname.Name) {
	for i, e := range r.entries {
		if e.Vendor == vendor {
			names = append(names, r.names[i])
		}
	}
	return names
}

// another says that a name has a word of the vendor's that stands for other things too, as the context that the brand needs
// tells, and beside it a word that is none of the vendor's names, of its trade, of groups, a country, or a place of the vendor's
// own: that is another body's name.
func (ix *search) another(n *orgname.Name, vendor string) bool {
	var doubtful []*brand
	words := content(n)
	for _, b := range ix.own[vendor] {
		name := orgname.Parse(b.Brand.Brand)
		if own := content(&name); b.Needs == "context" && len(own) > 0 && !slices.ContainsFunc(own, func(w orgname.Word) bool {
			return !slices.ContainsFunc(words, func(v orgname.Word) bool { return one(v, w) })
		}) {
			doubtful = append(doubtful, b)
		}
	}
	if len(doubtful) == 0 {
		return false
	}
	for i, e := range ix.roll.entries {
		if e.Vendor == vendor {
			words = slices.DeleteFunc(words, func(w orgname.Word) bool {
				return slices.ContainsFunc(ix.roll.words[i], func(v orgname.Word) bool { return one(v, w) || slip(w.Latin, v.Latin) })
			})
		}
	}
	return slices.ContainsFunc(words, func(w orgname.Word) bool {
		return !slices.Contains(ofGroups, w.Key) && (w.In == "" || w.In != ix.vendors[vendor].Country) && !slices.ContainsFunc(doubtful, func(b *brand) bool { return b.context.has(w.Latin) || slices.Contains(b.phrase, w.Key) })
	})
}

// kin looks for companies of a vendor's family whose listed names are the supplier's in another spelling.
func (s *subject) kin(o purchases.Org, n *orgname.Name, day *table.Date, whole func(string) Match, named map[string]bool, keys []decision.Key) {
	r := &s.ix.family
	for _, f := range r.best(n, orgname.SameFrom) {
		e := r.entries[f]
		v := orgname.Compare(n, &r.names[f])
		if v.Relation != orgname.Same || v.Strange || named[e.Vendor] || !during(e.From, e.To, day) {
			continue
		}
		named[e.Vendor] = true
		m := whole(o.Name)
		m.Vendor, m.Relation, m.Brand, m.Listed, m.Certainty = e.Vendor, "family", e.Name, []string{e.listed}, "possible name match"
		m.For = append([]string{"the supplier's name is nearly " + e.Name}, v.For...)
		m.Against = append(append(m.Against, v.Against...), e.doubt()...)
		m.Against = append(m.Against, "the list gives no registered number for the company")
		s.put(m, keys...)
	}
}

// kinAbroad looks for arms of companies of a vendor's family: a listed name without a place, and a country beside it.
func (s *subject) kinAbroad(o purchases.Org, n *orgname.Name, day *table.Date, whole func(string) Match, named map[string]bool, keys []decision.Key) {
	if !placed(n) {
		return
	}
	words, r, normal := content(n), &s.ix.family, orgname.Normal(o.Name)
	for _, f := range r.best(n, 0.2) {
		e, own := r.entries[f], r.words[f]
		if s.ix.lists(normal, e.Vendor) {
			continue
		}
		if named[e.Vendor] || !during(e.From, e.To, day) || len(own) == 0 || len(own) > len(words) || !own[0].Telling || seated(&r.names[f]) ||
			!slices.EqualFunc(words[:len(own)], own, one) || slices.ContainsFunc(words[len(own):], func(w orgname.Word) bool { return !slices.Contains(ofGroups, w.Key) }) {
			continue
		}
		named[e.Vendor] = true
		m := whole(o.Name)
		m.Vendor, m.Relation, m.Brand, m.Listed, m.Certainty = e.Vendor, "family", e.Name, []string{e.listed}, "possible name match"
		beside := "the name of a country or region"
		if len(own) < len(words) {
			beside += " and a word that companies of any group have"
		}
		m.For = append(m.For, "the supplier's name is that of "+e.Name+" with "+beside)
		m.Against = append(append(m.Against, e.doubt()...), "the list does not have this arm of the company; dealers and namesakes bear the word too")
		s.put(m, keys...)
	}
}

// lists says that the lists have a name, of whatever days, for a vendor: then what they say of it stands, also where they say that
// the company was sold.
func (ix *search) lists(normal, vendor string) bool {
	return slices.ContainsFunc(ix.names[normal], func(e entry) bool { return e.Vendor == vendor })
}

// seated says that a name bears a country or a town.
func seated(n *orgname.Name) bool {
	for i := range n.Len() {
		if w, ok := n.Word(i); ok && w.In != "" {
			return true
		}
	}
	return false
}

// alike looks for vendors whose names are not the supplier's letter by letter, and yet say that it is the vendor or of its
// family. A name with another rare word is left: that is a dealer as soon as an arm.
func (s *subject) alike(o purchases.Org, n *orgname.Name, day *table.Date, whole func(string) Match, named map[string]bool, keys []decision.Key) {
	near := s.ix.roll.near(n)
	if len(near) == 0 {
		return
	}
	supplier := orgname.Body{Names: []orgname.Name{*n}}
	n = &supplier.Names[0]
	normal := orgname.Normal(o.Name)
	for _, vendor := range near {
		if named[vendor] || s.ix.lists(normal, vendor) {
			continue
		}
		country := s.ix.vendors[vendor].Country
		body, listed := s.ix.roll.body(vendor, country, n.Latin(), day)
		v := s.judge(o, &supplier, &body, vendor, day)
		if v.None {
			continue
		}
		m := whole(o.Name)
		m.Vendor, m.Relation, m.Brand, m.Listed, m.Certainty = vendor, "same entity", s.ix.name(vendor), listed, "possible name match"
		m.For = append(m.For, v.For...)
		m.Against = union(m.Against, v.Against) // what is hidden in the name, both say
		if v.Family {
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
