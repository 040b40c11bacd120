package roster

import (
	"cmp"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/claim"
	"github.com/perimeter-data/perimeter/stages/record"
)

// maxRosters is how many rosters (association and date) one document may hold.
const maxRosters = 20_000

func read(doc *source.Document, out *table.Set) error {
	r := reader{out: out, rosters: map[string]*record.Roster{}}
	for row, err := range record.Rows(doc, name) {
		if err != nil {
			r.broken++
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		if r.columns == nil || !slices.Equal(r.names, row.Names) {
			r.names, r.columns = row.Names, record.Columns(terms, row.Names)
		}
		r.Row = row
		r.put()
		if len(r.rosters) > maxRosters {
			return &source.Defect{Scope: source.WholeDocument, Origin: row.Origin, Reason: "roster.too_many",
				Message: "the document holds more rosters than are read of one", Kept: "the members listed before this place", Next: "divide the document by association"}
		}
	}
	for _, roster := range r.rosters {
		if roster.Broken = r.broken; roster.Origins != nil { // else it lists nothing but people
			record.Rosters.Add(out, *roster)
		}
	}
	return nil
}

type reader struct {
	record.Row
	out     *table.Set
	names   []string
	columns map[string]record.Column
	rosters map[string]*record.Roster // by association and date
	broken  int64
}

// text is what a column holds; "" where there is none.
func (r *reader) text(means string) string {
	c, ok := r.columns[means]
	if !ok {
		return ""
	}
	return record.Clean(r.Get(c.Name))
}

// masked is a free text without the names of people: the contact of the row, and whoever the text itself calls by an office.
func (r *reader) masked(means string) string {
	s := r.text(means)
	return record.Mask(s, append(claim.People(s), r.text(contact))...)
}

func (r *reader) defect(scope source.Scope, means, reason, message, kept string) {
	if scope == source.WholeRecord {
		r.broken++
	}
	table.PutReject(r.out, name, &source.Defect{Scope: scope, Origin: r.Origin, Field: cmp.Or(r.columns[means].Name, means), Reason: reason,
		Message: message, Kept: kept, Next: "correct the value at its source"}, r.Origin)
}

// put writes what the row says: an event where it names one, else a member on a roster.
func (r *reader) put() {
	group := record.NewRef(r.text(association), "", "", "")
	who := r.member()
	switch {
	case group.Name == "" || group.Name == record.Person:
		r.defect(source.WholeRecord, association, "roster.association", "the row names no association", "the other rows")
		return
	case who.Name == "":
		r.defect(source.WholeRecord, member, "roster.member", "the row names no member", "the other rows")
		return
	}
	word := r.masked(event)
	_, dated := r.columns[asOf]
	if _, both := r.columns[event]; both && word == "" && !dated {
		r.defect(source.WholeRecord, event, "roster.event", "the row of a table of events names no event", "the other rows")
		return
	}
	if who.Name == record.Person {
		if word == "" {
			r.roster(group, r.when(asOf, date)).Members++
		}
		table.PutLeftOut(r.out, name, unit, r.Origin)
		return
	}
	if word != "" {
		e := record.MembershipEvent{Association: group, Member: who, Event: cmp.Or(events[record.Heading(r.text(event))], "unknown"), Word: word,
			When: r.when(date, asOf), Reason: r.masked(reason), Source: r.masked(origin), Origins: []source.Origin{r.Origin}}
		e.Date = record.DayOf(e.When)
		if renamed := record.NewRef(r.text(newName), "", "", ""); e.Event == "renamed" && renamed.Name != record.Person {
			e.NewName = renamed.Name
		}
		record.AddMembershipEvent(r.out, e)
		return
	}
	m := record.Membership{Association: group, Member: who, State: "member", Status: r.masked(status), When: r.when(asOf, date), Source: r.masked(origin),
		Origins: []source.Origin{r.Origin}}
	m.AsOf = record.DayOf(m.When)
	if m.Status != "" {
		m.State = cmp.Or(states[record.Heading(r.text(status))], "unknown")
	}
	if before := record.NewRef(r.text(former), "", "", ""); before.Name != record.Person {
		m.Former = before.Name
	}
	roster := r.roster(group, m.When)
	roster.ID = source.ID(roster.ID, record.AddMembership(r.out, m))
	if roster.Origins == nil {
		roster.Origins = m.Origins
	}
	if m.State != "former" {
		roster.Members++
	}
}

// roster is the one to which a row belongs.
func (r *reader) roster(group record.Ref, when string) *record.Roster {
	key := source.ID("roster", group.Name, when)
	if r.rosters[key] == nil {
		r.rosters[key] = &record.Roster{ID: key, Association: group, When: when, AsOf: record.DayOf(when)}
	}
	return r.rosters[key]
}

// member is who the row is about. A number that the association itself gives is no public register's.
func (r *reader) member() record.Ref {
	kind, id := r.text(scheme), r.text(identifier)
	for _, c := range []struct{ means, scheme string }{{fiscalCode, "IT-CF"}, {vatNumber, "IT-VAT"}, {lei, "XI-LEI"}} {
		if s := r.text(c.means); id == "" && s != "" {
			kind, id = c.scheme, s
		}
	}
	if id != "" && kind == "" {
		kind = r.columns[identifier].Name
	}
	ref := record.NewRef(r.text(member), kind, id, iso(r.text(country)))
	if no := r.text(number); no != "" && ref.Identifier == "" && ref.Name != record.Person && ref.Name != "" {
		ref.Scheme, ref.Identifier = number, record.Mask(no)
	}
	return ref
}

// iso is a country's code of two letters; a name of a country is left out.
func iso(s string) string {
	if len(s) != 2 {
		return ""
	}
	return s
}

// when is the date under the first of two headings that gives one. A date that cannot be read, or can be read in two ways,
// is put aside, and the row kept.
func (r *reader) when(first, second string) string {
	means := first
	if r.text(first) == "" {
		means = second
	}
	s := r.text(means)
	if s == "" {
		return ""
	}
	w := record.When(s, r.columns[means].Italian)
	if w == "" {
		r.defect(source.OneField, means, "roster.date", "the date is no day, month or year "+record.AnyYears.String()+", or can be read in two ways",
			"the row without this date")
	}
	return w
}
