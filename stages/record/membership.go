package record

import (
	"encoding/json"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// Membership is a member as a roster of an association lists it.
type Membership struct {
	ID          string          `parquet:"id" doc:"content id of all that the row says"`
	Association Ref             `parquet:"association" doc:"the association, as named here"`
	Member      Ref             `parquet:"member" doc:"the member, as named here"`
	Former      string          `parquet:"former_name,optional" doc:"a former name that the roster gives beside the name; null if it gives none"`
	State       string          `parquet:"state,dict" doc:"member (the roster lists it), suspended or former (the roster lists it as such), unknown (a word for its state that is in no list here)"`
	Status      string          `parquet:"status,optional" doc:"the state in the roster's words, masked"`
	When        string          `parquet:"as_of_text,optional" doc:"date of the roster as far as it is given: day, month or year, as ISO 8601 writes them; null if it gives none"`
	AsOf        *table.Date     `parquet:"as_of,date" doc:"that day; null if only a month or year is known"`
	Source      string          `parquet:"source,optional" doc:"where the roster says it comes from, masked"`
	Origins     []source.Origin `parquet:"origins,list" doc:"every record that says this"`
}

// Memberships holds one row a member and roster.
var Memberships = &table.Table[Membership]{
	Name: "memberships", Grain: "one member on one association's roster of one date", Sort: []string{"origins", "id"},
	Doc: "Members of associations as rosters list them. Who is on no later roster is not thereby said to have left: see movements.",
}

// MembershipEvent is a change of a membership as a table of events tells it.
type MembershipEvent struct {
	ID          string          `parquet:"id" doc:"content id of all that the row says"`
	Association Ref             `parquet:"association" doc:"the association, as named here"`
	Member      Ref             `parquet:"member" doc:"the member, as named here"`
	Event       string          `parquet:"event,dict" doc:"joined, left, expelled, resigned, suspended, reactivated, renamed; unknown where the word is in no list here"`
	Word        string          `parquet:"event_text" doc:"the event in the table's word, masked"`
	NewName     string          `parquet:"new_name,optional" doc:"of a renamed member: the new name, as written"`
	When        string          `parquet:"date_text,optional" doc:"date of the event as far as it is given: day, month or year, as ISO 8601 writes them; null if it gives none"`
	Date        *table.Date     `parquet:"date,date" doc:"that day; null if only a month or year is known"`
	Reason      string          `parquet:"reason,optional" doc:"reason in the table's words, masked; null if it gives none"`
	Source      string          `parquet:"source,optional" doc:"where the table says it comes from, masked"`
	Origins     []source.Origin `parquet:"origins,list" doc:"every record that says this"`
}

// MembershipEvents holds one row an event.
var MembershipEvents = &table.Table[MembershipEvent]{
	Name: "membership_events", Grain: "one account of one change of one membership", Sort: []string{"origins", "id"},
	Doc: "Changes of memberships as tables of events tell them. Accounts that differ stay side by side: see movements.",
}

// Roster is the members of one association on one date, as one document lists them.
type Roster struct {
	ID          string          `parquet:"id" doc:"content id: association, date and rows in their order"`
	Association Ref             `parquet:"association" doc:"the association, as named here"`
	When        string          `parquet:"as_of_text,optional" doc:"date of the roster as far as it is given: day, month or year, as ISO 8601 writes them; null if it gives none"`
	AsOf        *table.Date     `parquet:"as_of,date" doc:"that day; null if only a month or year is known"`
	Members     int64           `parquet:"members" doc:"how many rows list a member on that date, natural persons, who have no row, included"`
	Broken      int64           `parquet:"broken" doc:"how many rows of the document could not be read; each may have been a member of this roster"`
	Origins     []source.Origin `parquet:"origins,list" doc:"the first of its rows that is kept"`
}

// Rosters holds one row a roster.
var Rosters = &table.Table[Roster]{
	Name: "rosters", Grain: "one association's members on one date, as one document lists them", Sort: []string{"origins", "id"},
	Doc: "Which rosters there are, and how whole they are: what a comparison of rosters may rest on.",
}

// AddMembership writes a membership under the id of all that it says.
func AddMembership(out *table.Set, m Membership) (id string) {
	origins := m.Origins
	m.Origins = nil
	m.ID, m.Origins = contentID("membership", m), origins
	Memberships.Add(out, m)
	return m.ID
}

// AddMembershipEvent writes an event under the id of all that it says.
func AddMembershipEvent(out *table.Set, e MembershipEvent) {
	origins := e.Origins
	e.Origins = nil
	e.ID, e.Origins = contentID("membership event", e), origins
	MembershipEvents.Add(out, e)
}

// contentID is the id of all that a row without id and origins says.
func contentID(kind string, row any) string {
	text, err := json.Marshal(row)
	if err != nil {
		panic(err)
	}
	return source.ID(kind, string(text))
}
