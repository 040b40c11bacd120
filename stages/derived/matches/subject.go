package matches

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/organisations"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

// subject is that in which vendors are looked for, and what was found in it: one match a vendor, relation, channel and brand.
type subject struct {
	ix      *Index
	id      string
	kind    string
	holder  string
	origins []source.Origin
	found   []Match
}

// put adds a match, or makes one of it and an earlier one: the words of the first, the better certainty, the stronger sense.
func (s *subject) put(m Match) {
	i := slices.IndexFunc(s.found, func(o Match) bool {
		return o.Vendor == m.Vendor && o.Relation == m.Relation && o.Channel == m.Channel && o.Brand == m.Brand
	})
	if i < 0 {
		m.Subject, m.Kind, m.Holder, m.Origins, m.Name = s.id, s.kind, s.holder, s.origins, s.ix.name(m.Vendor)
		m.ID = source.ID("match", s.id, m.Vendor, m.Relation, m.Channel, m.Brand)
		s.found = append(s.found, m)
		return
	}
	o := &s.found[i]
	// The reasons of the reading that prevails are the match's; those of a weaker one would speak against themselves.
	if slices.Index(senses, m.Sense) < slices.Index(senses, o.Sense) {
		o.Sense, o.For, o.Against = m.Sense, m.For, m.Against
		o.Found, o.Quote, o.Start, o.End = m.Found, m.Quote, m.Start, m.End
	}
	if slices.Index(certainties, m.Certainty) < slices.Index(certainties, o.Certainty) {
		o.Certainty = m.Certainty
	}
	o.Listed = union(o.Listed, m.Listed)
}

// certainties are the words for certainty, the better first.
var certainties = []string{"identifier match", "strong name match", "names the model", "names the brand", "possible name match"}

func (ix *Index) ofPurchase(p purchases.Purchase) []Match {
	s := &subject{ix: ix, id: p.ID, kind: "purchase", holder: p.Buyer.ID, origins: p.Origins}
	around := []string{p.Buyer.Name}
	for _, o := range p.Suppliers {
		if o.Name == record.Person || o.Name == "" {
			continue
		}
		s.supplier(o, p.Date)
		around = append(around, o.Name)
	}
	s.texts("purchase text", p.Date, around, append([]string{p.Title}, p.Texts...))
	return s.found
}

// ofProcess looks into the tender and its lines; awarded says that the process has purchases of its own.
func (ix *Index) ofProcess(p record.Process, lines []string, awarded bool) []Match {
	s := &subject{ix: ix, id: p.ID, kind: "process", holder: organisations.ID(p.Buyer), origins: p.Origins}
	s.texts("tender text", p.Date, []string{p.Buyer.Name}, append([]string{p.Title, p.Description}, lines...))
	against := "it is a call: no award or contract is known"
	if awarded {
		against = "it stands in the call: it is not known which of its awards it is about"
	}
	for i := range s.found {
		s.found[i].Against = append(s.found[i].Against, against)
	}
	return s.found
}

func (ix *Index) ofDevice(d record.Device) []Match {
	s := &subject{ix: ix, id: d.ID, kind: "device", holder: organisations.ID(d.Operator), origins: d.Origins}
	maker := d.Maker != ""
	value := d.Mention
	if maker {
		value = d.Maker
	}
	for _, v := range []struct {
		text string
		tag  bool
	}{{value, maker}, {d.Model, maker}} {
		t := newText(v.text)
		for _, m := range ix.find(t, d.Seen, v.tag, value) {
			o := match(t, m, "device tag")
			o.Sense = possessionStated
			if d.Tag != "" {
				o.For = append(o.For, fmt.Sprintf("it stands in the tag %s", d.Tag))
			}
			if !maker {
				o.Against = append(o.Against, "the tag is not one for makers")
			}
			if d.Source != "" {
				o.Against = append(o.Against, "source: "+d.Source)
			}
			s.put(o)
		}
	}
	return s.found
}

// texts looks for vendors in what is said about a purchase or call; the first text is its title. A text in which no word
// governs a mention, such as the line of an item, is read under the head of the title.
func (s *subject) texts(channel string, day *table.Date, around, texts []string) {
	var title *text
	for i, raw := range texts {
		t := newText(raw)
		if i == 0 {
			title = t
		}
		for _, m := range s.ix.find(t, day, false, append(slices.Clone(around), texts...)...) {
			v := t.judge(m)
			if i > 0 && !v.decided {
				if u := title.lead(); u.decided {
					v = u
					v.pro = append(v.pro, "this is what the title says, to which the text belongs")
				}
			}
			o := match(t, m, channel)
			o.Sense = v.sense
			o.For, o.Against = append(o.For, v.pro...), append(o.Against, v.con...)
			s.put(o)
		}
	}
}

func match(t *text, m mention, channel string) Match {
	o := Match{Vendor: m.vendor, Relation: m.relation, Channel: channel, Brand: m.brand, Found: string(t.runes[m.start:m.end]),
		Certainty: m.certainty, For: slices.Clone(m.pro), Against: slices.Clone(m.con), Listed: slices.Clone(m.listed)}
	o.Quote, o.Start, o.End = t.quote(m.start, m.end)
	return o
}

// supplier looks for vendors in the name of a supplier: its whole name first, else a vendor's distinctive word inside it.
func (s *subject) supplier(o purchases.Org, day *table.Date) {
	t := newText(o.Name)
	whole := func(found string) Match {
		m := Match{Channel: "supplier", Sense: purchase, Found: found}
		m.Quote, m.Start, m.End = t.quote(0, len(t.runes))
		m.Found = string([]rune(m.Quote)[m.Start:m.End])
		m.Against = append(m.Against, orgname.Hidden(o.Name)...)
		return m
	}
	named := map[string]bool{}
	if normal := orgname.Normal(o.Name); normal != "" {
		for _, e := range s.ix.names[normal] {
			if !during(e.From, e.To, day) || named[e.Vendor+e.Relation] || e.Relation == "family" && s.ix.itself(normal, e.Vendor) {
				continue
			}
			m := whole(o.Name)
			m.Vendor, m.Relation, m.Brand, m.Listed = e.Vendor, e.Relation, e.Name, []string{e.listed}
			m.Certainty = "possible name match"
			m.For = append(m.For, "the supplier's name is "+e.Name+", written without legal form and punctuation")
			country := s.ix.vendors[e.Vendor].Country
			switch {
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
			s.put(m)
		}
	}
	hits := s.ix.hits(t)
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Or(a.start-b.start, b.end-a.end) })
	for _, h := range hits {
		b := h.brand
		if named[b.Vendor] || h.glued || b.Relation != "brand" || b.Needs != "nothing" || b.Confidence != "high" || !during(b.From, b.To, day) || t.stranger(h) {
			continue
		}
		named[b.Vendor] = true
		m := whole(o.Name)
		m.Found = string(t.runes[h.start:h.end])
		m.Quote, m.Start, m.End = t.quote(h.start, h.end)
		m.Vendor, m.Relation, m.Brand, m.Listed, m.Certainty = b.Vendor, "brand", b.Brand.Brand, []string{b.listed}, "possible name match"
		m.For = append(m.For, "the supplier's name contains the word "+b.Brand.Brand)
		m.Against = append(m.Against, "the lists do not document the supplier as one of the vendor's companies; dealers and namesakes bear the word too")
		s.put(m)
	}
}

// itself says that a normal name is one of the vendor's own, so that a namesake in its family adds nothing.
func (ix *Index) itself(normal, vendor string) bool {
	return slices.ContainsFunc(ix.names[normal], func(e entry) bool { return e.Vendor == vendor && e.Relation == "same entity" })
}
