// Package opensanctions reads the tables of lists that OpenSanctions publishes and keeps by hand, as CSV: the simplified
// table of its collections, hand lists in its own columns, the US Department of Defense's list under section 1260H with one
// row for each year's list, and the annexes of European Union regulations.
//
// Of a row only names, identifiers, dates, countries and the words of the measure are read, and of reasons and notes which
// organisation they say owns or leads the one of the row; addresses and whatever else could tell of a person are not. A row about a
// person is counted and leaves nothing else.
package opensanctions

import (
	"slices"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Format reads one table of a list, known by its header.
var Format = &pipeline.Format{
	Name: name, Unit: unit,
	Doc:    "tables of lists as OpenSanctions publishes and keeps them (CSV): simplified table, hand lists, section 1260H, annexes of EU regulations",
	Match:  func(_ string, head *source.Head) bool { return layoutOf(head.Header()) != nil },
	Writes: append(slices.Clone(record.ListTables), record.OwnershipEnds),
	Read:   read,
}

const (
	name = "opensanctions"
	unit = "row"
)

// layout is one kind of table: the columns by which it is known, and how a row of it is read.
type layout struct {
	columns []string
	read    func(r *row) []entry
}

var layouts = []layout{
	{[]string{"id", "schema", "name", "aliases", "birth_date", "countries", "identifiers", "dataset", "first_seen", "last_seen"}, simple},
	{[]string{"schema", "name", "aliases", "topics", "program", "authority", "start-date", "end-date", "country"}, hand},
	{[]string{"Type", "Name", "Alias", "Country", "Topics", "Program", "Date", "End date"}, sheet},
	{[]string{"Name", "Clean Name", "Alias", "Previous Name", "Parent Name", "Start date", "End date"}, dod},
	{[]string{"celex", "recordId", "programKey", "annex", "measure", "startDate", "schema", "name", "alias", "weakAlias", "previousName"}, annex},
}

func layoutOf(header []string) *layout {
	for i := range layouts {
		if !slices.ContainsFunc(layouts[i].columns, func(c string) bool { return !slices.Contains(header, c) }) {
			return &layouts[i]
		}
	}
	return nil
}

func read(doc *source.Document, out *table.Set) error {
	for r, err := range source.CSV(doc) {
		if err != nil {
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		l := layoutOf(r.Columns())
		if l == nil {
			table.PutReject(out, name, &source.Defect{Scope: source.WholeRecord, Origin: r.Origin, Reason: "opensanctions.header", Message: "the columns are not those of a list",
				Kept: "nothing", Next: "report it: this is a bug"}, r.Origin)
			continue
		}
		w := &row{row: r, out: out}
		entries := l.read(w)
		switch {
		case w.person:
			table.PutPerson(out, name, unit, r.Origin)
			table.PutLeftOut(out, name, unit, r.Origin)
		case w.defect != nil:
			table.PutReject(out, name, w.defect, r.Origin)
		default:
			for _, e := range entries {
				e.Origins = []source.Origin{r.Origin}
				record.AddListEntry(out, e.ListEntry, e.names, e.identifiers)
				record.AddOwners(out, e.ListEntry, e.names, e.known, nil, e.texts...)
			}
		}
	}
	return nil
}
