// Package bis reads the Denied Persons List of the US Bureau of Industry and Security, as it is published with tabs between
// the columns. Most of its entries are natural persons and nothing says which: only names that show by their own words to be
// an organisation's are kept. Streets, towns and postal codes are not read.
package bis

import (
	"slices"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Format reads the list.
var Format = &pipeline.Format{
	Name: name, Unit: unit,
	Doc: "the Denied Persons List of the US Bureau of Industry and Security (text with tabs); organisations alone",
	Match: func(_ string, head *source.Head) bool {
		header := head.Header()
		return !slices.ContainsFunc(columns, func(c string) bool { return !slices.Contains(header, c) })
	},
	Writes: record.ListTables,
	Read:   read,
}

const (
	name = "bis"
	unit = "row"

	publisher = "US Bureau of Industry and Security"
)

var columns = []string{"Name", "Country", "Effective_Date", "Expiration_Date", "Standard_Order", "FR_Citation"}

func read(doc *source.Document, out *table.Set) error {
	table.PutAbout(out, name, unit, table.About{Publisher: publisher}, doc.Origin())
	for r, err := range source.CSV(doc) {
		if err != nil {
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		n := record.Clean(r.Get("Name"))
		switch {
		case n == "":
			table.PutReject(out, name, &source.Defect{Scope: source.WholeRecord, Origin: r.Origin, Field: "Name", Reason: "bis.name",
				Message: "the row has no name", Kept: "the other rows", Next: "look at the row in the source"}, r.Origin)
			continue
		case record.ListedPerson(n, record.MostlyPersons):
			table.PutPerson(out, name, unit, r.Origin)
			table.PutLeftOut(out, name, unit, r.Origin)
			continue
		}
		e := record.ListEntry{List: "us-bis-denied-persons", Title: "Denied Persons List", Publisher: publisher,
			Schema: "LegalEntity", Name: n, Programme: record.Clean(r.Get("FR_Citation")), Measure: "denial of export privileges",
			From: day(r, "Effective_Date", out), To: day(r, "Expiration_Date", out), DateKind: "unknown", Origins: []source.Origin{r.Origin}}
		if e.From != nil {
			e.DateKind = "effective"
		}
		if c := record.Clean(r.Get("Country")); c != "" {
			e.Countries = []string{c}
		}
		record.AddListEntry(out, e, nil, nil)
	}
	return nil
}

func day(r source.Row, column string, out *table.Set) *table.Date {
	d, ok := record.ParseDay(r.Get(column), "1/2/2006")
	if !ok {
		table.PutReject(out, name, &source.Defect{Scope: source.OneField, Origin: r.Origin, Field: column, Reason: "bis.date",
			Message: "the date is no day of the calendar as this list writes it (month/day/year)", Kept: "the entry without this date",
			Next: "look at the row in the source"}, r.Origin)
	}
	return d
}
