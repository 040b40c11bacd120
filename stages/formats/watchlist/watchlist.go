// Package watchlist reads any list of organisations that somebody put into a CSV of documented columns:
//
//	list            short name of the list, the same in every row of it; required
//	name            name of what is listed; required
//	title           the list in words
//	publisher       who publishes the list
//	id              the publisher's id of the entry
//	schema          Company, Organization, PublicBody, LegalEntity, Vessel, Airplane; Person leaves the row out
//	aliases, weak_aliases, previous_names    other names, with ; between them
//	identifiers     numbers as register:number (XI-LEI:5493…), with ; between them
//	countries       codes of two letters, with ; between them
//	programme       law or programme
//	measure         what the listing does
//	purpose         words that limit the listing to some use or goods
//	parent          the parent organisation
//	from, to        first and last day, as YYYY-MM-DD
//	date_kind       what the first day is: effective, announced, signed, reported, listed
//	source          where that is said
//
// The columns come in any order; those that are not required may be missing; one that is not named here makes the file no
// list. Without a schema, a row whose name has the form of a person's is left out.
package watchlist

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Format reads one file, known by its header.
var Format = &pipeline.Format{
	Name: name, Unit: unit,
	Doc: "any list of organisations as CSV with the columns list and name, and others that are documented (go doc ./stages/formats/watchlist)",
	Match: func(_ string, head *source.Head) bool {
		header := head.Header()
		return slices.Contains(header, "list") && slices.Contains(header, "name") &&
			!slices.ContainsFunc(header, func(c string) bool { return !slices.Contains(columns, c) })
	},
	Writes: record.ListTables,
	Read:   read,
}

const (
	name = "watchlist"
	unit = "row"
)

var (
	columns = []string{"list", "name", "title", "publisher", "id", "schema", "aliases", "weak_aliases", "previous_names", "identifiers", "countries",
		"programme", "measure", "purpose", "parent", "from", "to", "date_kind", "source"}
	schemata  = []string{"", "Company", "Organization", "PublicBody", "LegalEntity", "Vessel", "Airplane", "Person"}
	dateKinds = []string{"", "effective", "announced", "signed", "reported", "listed"}
)

func read(doc *source.Document, out *table.Set) error {
	for r, err := range source.CSV(doc) {
		if err != nil {
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		text := func(column string) string { return record.Clean(r.Get(column)) }
		e := record.ListEntry{List: record.ListWord(text("list")), Title: text("title"), Publisher: text("publisher"), Entry: text("id"),
			Schema: text("schema"), Name: text("name"), Programme: text("programme"), Measure: text("measure"), Purpose: text("purpose"),
			Parent: text("parent"), DateKind: text("date_kind"), Source: text("source"), Origins: []source.Origin{r.Origin}}
		bad := func(column, reason, message string) {
			table.PutReject(out, name, &source.Defect{Scope: source.WholeRecord, Origin: r.Origin, Field: column, Reason: reason, Message: message,
				Kept: "the other rows", Next: "correct the row and run again"}, r.Origin)
		}
		from, fromOK := record.ParseDay(text("from"), "2006-01-02")
		to, toOK := record.ParseDay(text("to"), "2006-01-02")
		person := e.Schema == "Person" || (e.Schema == "" || e.Schema == "LegalEntity") && record.ListedPerson(e.Name, record.SomePersons)
		switch {
		case e.List == "":
			bad("list", "watchlist.missing", "the row names no list")
		case e.Name == "":
			bad("name", "watchlist.missing", "the row has no name")
		case !slices.Contains(schemata, e.Schema):
			bad("schema", "watchlist.word", "the value is none of:"+strings.Join(schemata, " "))
		case !slices.Contains(dateKinds, e.DateKind):
			bad("date_kind", "watchlist.word", "the value is none of:"+strings.Join(dateKinds, " "))
		case !fromOK:
			bad("from", "watchlist.date", "a day is written YYYY-MM-DD; leave it empty where only a month or year is known")
		case !toOK:
			bad("to", "watchlist.date", "a day is written YYYY-MM-DD; leave it empty where only a month or year is known")
		case from != nil && to != nil && *to < *from:
			bad("to", "watchlist.period", "the last day comes before the first")
		case person:
			table.PutPerson(out, name, unit, r.Origin)
			table.PutLeftOut(out, name, unit, r.Origin)
		default:
			e.From, e.To = from, to
			put(out, r, e)
		}
	}
	return nil
}

func put(out *table.Set, r source.Row, e record.ListEntry) {
	if e.Title == "" {
		e.Title = e.List
	}
	if e.Schema == "" {
		e.Schema = "LegalEntity"
	}
	switch {
	case e.From == nil:
		e.DateKind = "unknown"
	case e.DateKind == "":
		e.DateKind = "listed"
	}
	for _, c := range record.SplitList(r.Get("countries"), ";") {
		e.Countries = append(e.Countries, strings.ToUpper(c))
	}
	var names []record.ListName
	for _, k := range []struct{ column, kind string }{{"aliases", record.Alias}, {"previous_names", record.PreviousName}, {"weak_aliases", record.WeakAlias}} {
		for _, n := range record.SplitList(r.Get(k.column), ";") {
			names = append(names, record.ListName{Kind: k.kind, Name: n})
		}
	}
	var identifiers []record.ListIdentifier
	for _, v := range record.SplitList(r.Get("identifiers"), ";") {
		scheme, number, found := strings.Cut(v, ":")
		if !found {
			scheme, number = "unknown", v
		}
		identifiers = append(identifiers, record.ListIdentifier{Scheme: scheme, Identifier: number})
	}
	record.AddListEntry(out, e, names, identifiers)
}
