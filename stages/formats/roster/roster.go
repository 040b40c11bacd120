// Package roster reads who is or was a member of an association: rosters (association, member, date of the roster) and
// tables of events (association, member, event, date, reason, source), as CSV, JSON arrays or JSON Lines, with English or
// Italian headings (terms).
//
// A roster says who was on it that day and no more. An event is kept in the table's own word beside what the word means: one
// that resigned is nowhere said to be expelled. A date of which only the month or year is given stays that. Contacts,
// addresses and whatever else such tables hold of people are not read; a member that is a natural person is counted and left out.
package roster

import (
	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Format reads rosters and tables of membership events.
var Format = &pipeline.Format{
	Name: name, Unit: unit,
	Doc:    "rosters of associations and tables of membership events (CSV, JSON)",
	Match:  func(_ string, head *source.Head) bool { return known(record.Headings(head)) },
	Writes: []table.Any{record.Memberships, record.MembershipEvents, record.Rosters},
	Read:   read,
}

const (
	name = "roster"
	unit = "row"
)

// known says whether columns of these names make a roster or a table of events.
func known(names []string) bool {
	c := record.Columns(terms, names)
	has := func(means string) bool { return c[means].Name != "" }
	return has(association) && has(member) && (has(event) || has(asOf) || has(date))
}
