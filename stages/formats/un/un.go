// Package un reads the consolidated list of the United Nations Security Council as XML: its entities. Individuals are
// counted and leave nothing else; of addresses only the countries are read, and of comments only which organisation they say owns or
// leads an entity.
package un

import (
	"regexp"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Format reads the list.
var Format = &pipeline.Format{
	Name: name, Unit: unit,
	Doc: "the consolidated list of the UN Security Council (XML): entities",
	Match: func(_ string, head *source.Head) bool {
		_, root := head.XMLRoot()
		return root == "CONSOLIDATED_LIST"
	},
	Writes: append(slices.Clone(record.ListTables), record.OwnershipEnds),
	Read:   read,
}

const (
	name = "un"
	unit = "entry"

	publisher = "United Nations Security Council"
)

// generated finds the day on which the list was made.
var generated = regexp.MustCompile(`<CONSOLIDATED_LIST[^>]*\sdateGenerated="([0-9]{4}-[0-9]{2}-[0-9]{2})`)

func read(doc *source.Document, out *table.Set) error {
	about := table.About{Publisher: publisher}
	if m := generated.FindSubmatch(doc.Head()); m != nil {
		if day, err := table.ParseDate(string(m[1])); err == nil {
			about.Published = &day
		}
	}
	table.PutAbout(out, name, unit, about, doc.Origin())
	for e, err := range source.XML(doc, "/CONSOLIDATED_LIST/ENTITIES/ENTITY", "/CONSOLIDATED_LIST/INDIVIDUALS/INDIVIDUAL") {
		switch {
		case err != nil:
			table.PutReject(out, name, err, doc.Origin())
		case e.Name == "INDIVIDUAL":
			table.PutPerson(out, name, unit, e.Origin)
			table.PutLeftOut(out, name, unit, e.Origin)
		default:
			put(out, e)
		}
	}
	return nil
}

func put(out *table.Set, e source.Element) {
	row := record.ListEntry{List: "un-sc", Title: "UN Security Council Consolidated List", Publisher: publisher,
		Entry: record.Clean(e.Get("REFERENCE_NUMBER")), Schema: "Organization", Name: record.Clean(e.Get("FIRST_NAME")),
		Programme: record.Clean(e.Get("UN_LIST_TYPE")), DateKind: "unknown", Origins: []source.Origin{e.Origin}}
	if row.Entry == "" {
		row.Entry = record.Clean(e.Get("DATAID"))
	}
	if row.Name == "" {
		table.PutReject(out, name, &source.Defect{Scope: source.WholeRecord, Origin: e.Origin, Field: "FIRST_NAME", Reason: "un.name",
			Message: "the entity has no name", Kept: "the other entries", Next: "look at the entry in the source"}, e.Origin)
		return
	}
	listed, _, _ := strings.Cut(record.Clean(e.Get("LISTED_ON")), "T")
	from, ok := record.ParseDay(listed, "2006-01-02")
	if !ok {
		table.PutReject(out, name, &source.Defect{Scope: source.OneField, Origin: e.Origin, Field: "LISTED_ON", Reason: "un.date",
			Message: "the date is no day of the calendar", Kept: "the entry without it", Next: "look at the entry in the source"}, e.Origin)
	}
	if row.From = from; from != nil {
		row.DateKind = "listed"
	}
	names := []record.ListName{{Kind: record.Alias, Name: e.Get("NAME_ORIGINAL_SCRIPT")}}
	for _, a := range e.All("ENTITY_ALIAS") {
		kind := record.Alias
		switch quality := strings.ToLower(record.Clean(a.Get("QUALITY"))); {
		case strings.HasPrefix(quality, "f"): // f.k.a.
			kind = record.PreviousName
		case quality == "low":
			kind = record.WeakAlias
		}
		names = append(names, record.ListName{Kind: kind, Name: a.Get("ALIAS_NAME")})
	}
	for _, a := range e.All("ENTITY_ADDRESS") {
		if c := record.Clean(a.Get("COUNTRY")); c != "" {
			row.Countries = append(row.Countries, c)
		}
	}
	record.AddListEntry(out, row, names, nil)
	record.AddOwners(out, row, names, nil, nil, e.Get("COMMENTS1"))
}
