package ftm

import (
	"cmp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// side is a property that points to one of the two sides of an ownership or a link.
type side struct{ property, kind string }

var (
	sides     = []side{{"owner", "owner"}, {"asset", "owned"}}
	linkSides = []side{{"object", "owner"}, {"subject", "owned"}}
)

// putLink leaves a draft with each of the two sides of a link of which no schema says what it is; its role is free text, which may
// name people, and is not read. Whoever directs, represents, employs or is related to somebody is no owner: such links are not read.
func putLink(out *table.Set, o source.Origin, e *entity) {
	link := ownership{Says: record.LinkedTo, Start: e.texts("startDate"), End: e.texts("endDate"), Source: e.first("sourceUrl")}
	putSides(out, o, e, link, linkSides, "the link does not point from one subject to one object")
}

// putOwnership leaves a draft with each of the two sides; an ownership that does not have one of each is put aside.
func putOwnership(out *table.Set, o source.Origin, e *entity) {
	link := ownership{Share: strings.Join(e.texts("percentage", "sharesValue"), "; "), Start: e.texts("startDate"), End: e.texts("endDate"), Source: e.first("sourceUrl")}
	if of := e.texts("percentage"); len(of) == 1 && strings.Trim(of[0], "0123456789.,") == "" {
		link.Share = of[0] + " %"
	}
	putSides(out, o, e, link, sides, "the ownership does not point to one owner and to one thing that is owned")
}

func putSides(out *table.Set, o source.Origin, e *entity, link ownership, sides []side, defect string) {
	var both []draft
	for _, s := range sides {
		ends := e.entities(s.property)
		if len(ends) != 1 {
			reject(out, o, "ftm.link", defect)
			return
		}
		both = append(both, sideOf(s.kind, o, &ends[0]))
	}
	link.Link = source.ID("ownership", link.Says, e.ID, both[0].Key, both[1].Key, link.Share, strings.Join(link.Start, ";"), strings.Join(link.End, ";"), link.Source)
	for _, d := range both {
		d.Ownership = link
		drafts.Add(out, d)
	}
}

// putParents leaves both sides of what an entity says of the companies that it belongs to: who a parent is, it does not say by what
// share, or since when.
func putParents(out *table.Set, o source.Origin, e *entity) {
	for _, parent := range e.entities("parent") {
		link := ownership{Link: source.ID("ownership", "parent", e.ID, key(parent.ID)), Source: e.first("sourceUrl")}
		for _, d := range []draft{sideOf("owner", o, &parent), sideOf("owned", o, e)} {
			d.Ownership = link
			drafts.Add(out, d)
		}
	}
}

// sideOf is a draft of one side of an ownership; a natural person leaves neither name nor id.
func sideOf(kind string, o source.Origin, e *entity) draft {
	d := draft{Key: key(e.ID), Kind: kind, ID: e.ID, Name: cmp.Or(record.Clean(e.Caption), e.first("name")), Origin: o}
	if e.Schema == "Person" || isPerson(e) {
		d.ID, d.Name = "", record.Person
	}
	return d
}

// entities are the values of a property that are ids of entities, or entities nested in it, each id once.
func (e *entity) entities(property string) (all []entity) {
	for _, v := range e.Properties[property] {
		var n entity
		if v.Kind() == '{' && json.Unmarshal(v, &n) == nil && n.ID != "" {
			all = append(all, n)
		}
	}
	for _, id := range e.texts(property) {
		if !slices.ContainsFunc(all, func(n entity) bool { return n.ID == id }) {
			all = append(all, entity{ID: id})
		}
	}
	return all
}

// own writes one side of an ownership, with the name that the documents give its entity. Who is a natural person in one of them
// has neither name nor id here; neither has who is in none, for it may be one.
func own(out *table.Set, d draft, entities []draft, person bool) {
	e := record.OwnershipEnd{Link: d.Ownership.Link, Side: d.Kind, Says: d.Ownership.Says, Entity: d.ID, Name: d.Name, Share: d.Ownership.Share,
		Source: d.Ownership.Source, Origins: []source.Origin{d.Origin}}
	for _, known := range entities {
		if e.Name == "" || known.Name < e.Name && d.Name == "" {
			e.Name = known.Name
		}
	}
	switch {
	case person || e.Name == record.Person:
		e.Entity, e.Name = "", record.Person
	case e.Name == "":
		e.Entity = ""
	}
	var words []string
	for _, side := range []struct {
		days []string
		day  **table.Date
	}{{d.Ownership.Start, &e.From}, {d.Ownership.End, &e.To}} {
		if len(side.days) == 1 {
			*side.day, _ = record.ParseDay(side.days[0], "2006-01-02")
		}
		if *side.day == nil {
			words = append(words, side.days...)
		}
	}
	e.When = strings.Join(words, "; ")
	record.AddOwnershipEnd(out, e)
}
