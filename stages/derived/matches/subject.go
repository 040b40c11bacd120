package matches

import (
	"fmt"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/decision"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/record"
)

// subject is that in which vendors are looked for, and what was found in it: one match a vendor, relation, channel and brand.
type subject struct {
	ix      *search
	id      string
	kind    string
	holder  string
	thing   string // of a device
	origins []source.Origin
	found   []Match
}

// put adds a match as decisions have it, or makes one of it and an earlier one: the words of the first, the better certainty,
// the stronger sense. Keys are those by which decisions may speak of what was found, beside the subject itself.
func (s *subject) put(m Match, keys ...decision.Key) {
	s.ix.rule(&m, append(keys, decision.Key(s.id)))
	i := slices.IndexFunc(s.found, func(o Match) bool {
		return o.Vendor == m.Vendor && o.Relation == m.Relation && o.Channel == m.Channel && o.Brand == m.Brand
	})
	if i < 0 {
		m.Subject, m.Kind, m.Thing, m.Holder, m.Origins, m.Name = s.id, s.kind, s.thing, s.holder, s.origins, s.ix.name(m.Vendor)
		m.Scheme, m.Identifier = s.ix.vendors[m.Vendor].Scheme, s.ix.vendors[m.Vendor].Identifier
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
var certainties = []string{decision.Certainty, "identifier match", "strong name match", "names the model", "names the brand", "possible name match"}

func (ix *search) ofPurchase(p purchases.Purchase) []Match {
	s := &subject{ix: ix, id: p.ID, kind: "purchase", holder: p.Buyer.ID, origins: p.Origins}
	around := []string{p.Buyer.Name}
	for _, o := range p.Suppliers {
		if o.Name == record.Person || o.Name == "" && o.Identifier == "" {
			continue
		}
		s.supplier(o, p.Date)
		around = append(around, o.Name)
	}
	s.texts("purchase text", p.Date, around, append([]string{p.Title}, p.Texts...))
	return s.found
}

// ofProcess looks into the tender and its lines; awarded says that the process has purchases of its own.
func (ix *search) ofProcess(p record.Process, lines []string, awarded bool) []Match {
	s := &subject{ix: ix, id: p.ID, kind: "process", holder: ix.known.ID(p.Buyer), origins: p.Origins}
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

func (ix *search) ofDevice(d record.Device) []Match {
	s := &subject{ix: ix, id: d.ID, kind: "device", thing: d.Thing, holder: ix.known.ID(d.Operator), origins: d.Origins}
	maker := d.Maker != ""
	value, tagged := d.Mention, ""
	if maker {
		value = d.Maker
	}
	if d.Tag != "" {
		tagged = fmt.Sprintf("it stands in the tag %s", d.Tag)
	}
	for _, v := range []struct {
		text string
		tag  bool
		pro  string
		con  string // where no maker is named
	}{{value, maker, tagged, "the tag is not one for makers"}, {d.Model, maker, "it stands where the model is written", "no maker is named beside the model"}} {
		t := newText(v.text)
		for _, m := range ix.find(t, d.Seen, v.tag, value) {
			o := match(t, m, "device tag")
			o.Sense = possessionStated
			if v.pro != "" {
				o.For = append(o.For, v.pro)
			}
			if !maker {
				o.Against = append(o.Against, v.con)
			}
			if d.Source != "" {
				o.Against = append(o.Against, "source: "+d.Source)
			}
			s.put(o)
		}
	}
	s.card(d)
	return s.found
}

// card looks for a vendor in the registered name of a network card's block of addresses, unless the device names that vendor.
func (s *subject) card(d record.Device) {
	named := slices.Clone(s.found)
	t := newText(d.Card)
	for _, m := range s.ix.find(t, d.Seen, true, d.Card) {
		if slices.ContainsFunc(named, func(n Match) bool { return n.Vendor == m.vendor }) {
			continue
		}
		o := match(t, m, "network card")
		o.Sense, o.Certainty = unclear, "possible name match"
		o.For = []string{"the block of addresses of its network card is registered to " + d.Card}
		o.Against = []string{"the register names who had the card made, not who made the device", "source: " + d.Source}
		if d.Maker != "" {
			o.Against = append(o.Against, "the maker written is "+d.Maker)
		}
		s.put(o)
	}
}

// texts looks for vendors in what is said about a purchase or call; the first text is its title. A text in which no word
// governs a mention, such as the line of an item, is read under the head of the title.
func (s *subject) texts(channel string, day *table.Date, around, texts []string) {
	var title *text
	beside := append(slices.Clone(around), texts...)
	for i, raw := range texts {
		t := s.ix.text(raw)
		for _, m := range s.ix.find(t, day, false, beside...) {
			v := t.judge(m)
			if i > 0 && !v.decided {
				if title == nil {
					title = newText(texts[0])
				}
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
