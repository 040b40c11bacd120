package ocds

import (
	"slices"
	"strings"
	"unicode"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// What a draft says of a party that is a natural person, in place of its name and codes.
const (
	isPerson = "~person" // yes or likely, as in record.Ref
	traces   = "~traces" // record.Trace of its names, salted with the ocid, to find them in the texts of other releases
)

// orgID is an identifier as org-id.guide writes it: country, register, and the code in it. Some write a letter for the role before it.
var orgID = regexp.MustCompile(`^(?:[A-Z]-)?([A-Z]{2}-[A-Z0-9_]+)-(.+)$`)

// directory finds the party that a reference means.
type directory struct {
	parties []*object          // that have ids
	index   map[string]*object // of them, where they are many
	memo    *memo
	settled bool // no object changes between two looks
}

func directoryOf(release *object, m *memo) directory {
	d := directory{memo: m}
	for _, p := range release.objects("parties") {
		if p.text("id") != "" {
			d.parties = append(d.parties, p)
		}
	}
	if len(d.parties) > few {
		d.index = make(map[string]*object, len(d.parties))
		for _, p := range d.parties {
			if id := p.text("id"); d.index[id] == nil {
				d.index[id] = p
			}
		}
	}
	return d
}

// party is the first one with an id.
func (d directory) party(id string) *object {
	if d.index != nil {
		return d.index[id]
	}
	for _, p := range d.parties {
		if p.text("id") == id {
			return p
		}
	}
	return nil
}

// find is the party with the id of the reference; a party hidden as a person is found by its former id too.
func (d directory) find(ref *object) *object {
	id := ref.text("id")
	if id == "" {
		return nil
	}
	if p := d.party(id); p != nil || len(d.parties) == 0 {
		return p
	}
	return d.party(pseudonym(id))
}

// named is what a document says of an organisation, as record.NewRef takes it.
type named struct{ name, scheme, id, country, person string }

// ref is the organisation that o, a party or a reference to one, names.
func (d directory) ref(o *object) record.Ref { return d.meant(o).ref }

func (d directory) meant(o *object) *meant {
	if !d.settled || o == nil {
		return d.memo.ref(d.named(o))
	}
	if o.meant != nil {
		return o.meant
	}
	if p := d.find(o); p != nil && p != o && !adds(o, p) {
		o.meant = d.meant(p)
	} else {
		o.meant = d.memo.ref(d.named(o))
	}
	return o.meant
}

// adds says that a reference says something beside the id and the name of the party that it means.
func adds(o, p *object) bool {
	for _, m := range o.fields.all {
		switch m.name {
		case "id", "name":
			if text(m.value) != p.text(m.name) {
				return true
			}
		default:
			return true
		}
	}
	return false
}

func (d directory) named(o *object) named {
	var n named
	if o == nil {
		return n
	}
	places := []*object{o}
	if p := d.find(o); p != nil && p != o {
		places = append(places, p)
	}
	legal := ""
	for _, p := range places {
		n.name = either(n.name, p.text("name"))
		n.person = either(n.person, p.text(isPerson))
		n.country = either(n.country, countryCode(p.text("address", "countryName")))
		legal = either(legal, p.text("identifier", "legalName"))
		if code := p.text("identifier", "id"); n.id == "" && code != "" {
			n.scheme, n.id = p.text("identifier", "scheme"), code
		}
	}
	n.name = either(n.name, legal)
	// The id of a reference is the publisher's own affair, unless it is written as a register's.
	for _, id := range []string{n.id, o.text("id")} {
		if dash := strings.IndexByte(id, '-'); dash != 1 && dash != 2 {
			continue // most ids are no such thing
		}
		if m := orgID.FindStringSubmatch(id); m != nil && (n.id == "" || n.scheme == "" && (n.id == m[2] || n.id == m[0])) {
			n.scheme, n.id = m[1], m[2]
		}
	}
	if n.scheme != "" {
		n.id = strings.TrimPrefix(n.id, n.scheme+"-")
	}
	n.country = either(registerCountry(n.scheme), n.country)
	return n
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// hidePeople takes natural persons out of a release: their names and codes, and their names where they stand in texts. A
// personal code beside the name of a company goes too. It returns record.KnownPerson of those whom a code tells. Others may
// be known by name already.
func hidePeople(release *object, ocid, document string, others record.People, m *memo) (told []string) {
	d := directoryOf(release, m)
	type hidden struct {
		o      *object
		person string
		names  []string
	}
	var all []hidden
	var names []string
	buys := func(o *object) bool {
		return slices.Contains(release.objects("buyer"), o) || slices.Contains(release.objects("tender", "procuringEntity"), o)
	}
	eachOrganisation(release, func(o *object) {
		contact := record.Clean(o.text("contactPoint", "name"))
		o.fields.remove("contactPoint")
		if contact != "" && strings.EqualFold(contact, record.Clean(o.text("name"))) && record.PersonalForm(contact) && bids(o) && !buys(o) {
			o.fields.set(isPerson, "likely")
		}
	})
	amongPeople(release.objects("tender", "tenderers"), d)
	d.settled = true
	eachOrganisation(release, func(o *object) {
		n := d.meant(o)
		ref := n.ref
		if others.Know(document, ref) {
			ref.Person = "likely"
		}
		switch {
		case n.person != "" && o.text("name") == "": // hidden before
		case isNatural(ref):
			called := slices.DeleteFunc([]string{o.text("name"), o.text("identifier", "legalName")}, func(s string) bool { return s == "" })
			all = append(all, hidden{o, ref.Person, called})
			names = append(names, called...)
			for _, name := range called {
				if k := record.KnownPerson(document, ref, name); k != "" {
					told = append(told, k)
				}
			}
		case n.id != "" && ref.Identifier == "":
			all = append(all, hidden{o: o})
		}
	})
	eachOrganisation(release, func(o *object) { o.meant = nil }) // it changes now
	// First by form, then by name: where people stand in another file than the text, as in Legge 190, it cannot be done at
	// once, and one text must come out the same in both.
	eachText(release, func(s string) string {
		s = m.text(s)
		if len(names) > 0 {
			s = record.Mask(s, names...)
		}
		return s
	})
	hideInIDs(release, names)
	for _, h := range all {
		if id := h.o.text("id"); id != "" {
			h.o.fields.set("id", pseudonym(id))
		}
		h.o.fields.remove("identifier")
		if h.person == "" {
			continue
		}
		var known []any
		for _, n := range h.names {
			for _, word := range record.Trace(ocid, n) {
				known = append(known, word)
			}
			known = append(known, "")
		}
		h.o.fields.remove("name")
		h.o.fields.set(isPerson, h.person)
		h.o.fields.set(traces, known)
	}
	return told
}

// amongPeople tells bidders without a number whose names have the form of a person's, where two others are people and nobody is a
// company: what is called so that only people may bid for.
func amongPeople(bidders []*object, d directory) {
	if len(bidders) < 3 {
		return
	}
	var suspects []*object
	people := 0
	for _, o := range bidders {
		switch n := d.named(o); {
		case isNatural(d.memo.ref(n).ref):
			people++
		case n.id == "" && record.PersonalForm(n.name):
			suspects = append(suspects, o)
		default:
			return
		}
	}
	for _, o := range suspects {
		if people > 1 {
			o.fields.set(isPerson, "likely")
		}
	}
}

// hideKnown takes out of a release the people whom its document tells elsewhere.
func hideKnown(release *object, ocid, document string, all record.People, m *memo) {
	if len(all) == 0 {
		return
	}
	found := false
	d := directoryOf(release, m)
	eachOrganisation(release, func(o *object) { found = found || all.Know(document, d.ref(o)) })
	if found {
		hidePeople(release, ocid, document, all, m)
	}
}

// bids says whether a party does not stand on the buying side.
func bids(o *object) bool {
	for _, r := range texts(o.get("roles")) {
		switch r := strings.TrimSpace(r); r {
		case "buyer", "procuringEntity", "funder":
			return false
		}
	}
	return true
}

// hideInIDs replaces ids of awards and contracts that a publisher made of the name of a person.
func hideInIDs(release *object, names []string) {
	for _, at := range []string{"awards", "contracts"} {
		for _, o := range release.objects(at) {
			for _, field := range []string{"id", "awardID"} {
				id := o.text(field)
				words := wordsOfID(id)
				if len(words) > 1 && record.Mask(strings.Join(words, " "), names...) != strings.Join(words, " ") {
					o.fields.set(field, pseudonym(id))
				}
			}
		}
	}
}

// wordsOfID are the runs of letters in an id: codes and numbers are no names.
func wordsOfID(id string) []string {
	return strings.FieldsFunc(id, func(r rune) bool { return !unicode.IsLetter(r) })
}

func isNatural(r record.Ref) bool { return r.Person == "yes" || r.Person == "likely" }

// tracesIn are the traces of the people in a draft, one list a name.
func tracesIn(release *object) [][]string {
	var all [][]string
	eachOrganisation(release, func(o *object) {
		var one []string
		for _, e := range elements(o.fields.get(traces)) {
			if word, _ := asString(e); word != "" {
				one = append(one, word)
			} else if len(one) > 0 {
				all, one = append(all, one), nil
			}
		}
	})
	return all
}

// pseudonym stands for the id of a person, which may be a personal code.
func pseudonym(id string) string { return "person:" + source.ID("person", id) }

// eachOrganisation visits every party and every reference to one.
func eachOrganisation(release *object, visit func(*object)) {
	eachObject(release.get("parties"), visit)
	eachObject(release.get("buyer"), visit)
	eachObject(release.get("tender", "procuringEntity"), visit)
	eachObject(release.get("tender", "tenderers"), visit)
	for _, at := range []string{"awards", "contracts"} {
		eachObject(release.get(at), func(o *object) { eachObject(o.get("suppliers"), visit) })
	}
}

// eachObject visits the objects of a list, or the one that stands in its place.
func eachObject(v any, visit func(*object)) {
	if o, ok := v.(*object); ok {
		visit(o)
		return
	}
	for _, e := range elements(v) {
		if o, ok := e.(*object); ok {
			visit(o)
		}
	}
}

// eachText rewrites every text for people.
func eachText(release *object, rewrite func(string) string) {
	in := func(m *member) {
		if s, ok := asString(m.value); ok {
			if t := rewrite(s); t != s {
				m.value = t
			}
		}
	}
	item := func(o *object) {
		for i := range o.fields.all {
			switch m := &o.fields.all[i]; m.name {
			case "description":
				in(m)
			case "unit":
				if unit := asObject(m.value); unit != nil {
					if at := unit.fields.find("name"); at >= 0 {
						in(&unit.fields.all[at])
					}
				}
			}
		}
	}
	holder := func(o *object) {
		for i := range o.fields.all {
			switch m := &o.fields.all[i]; m.name {
			case "title", "description", "status", "procurementMethod", "procurementMethodDetails":
				in(m)
			case "items":
				eachObject(m.value, item)
			}
		}
	}
	for _, at := range []string{"tender", "awards", "contracts"} {
		eachObject(release.get(at), holder)
	}
}
