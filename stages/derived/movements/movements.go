// Package movements says who came into an association, who went and how, by whose account: events as tables tell them, what texts
// say that somebody claims, and what two rosters of different days show. Accounts that cannot both hold stand side by side, each
// marked.
package movements

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/edges"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Movement is one account of one change of one membership.
type Movement struct {
	ID                    string          `parquet:"id" doc:"content id: association, member and all that the account says"`
	Association           string          `parquet:"association" doc:"id of the association: from its identifier, else its country and normal name"`
	AssociationName       string          `parquet:"association_name" doc:"its name as written in this account"`
	AssociationScheme     string          `parquet:"association_scheme,optional,dict" doc:"register of its official code"`
	AssociationIdentifier string          `parquet:"association_identifier,optional" doc:"official code in that register, as this account gives it; null where it gives none"`
	Member                string          `parquet:"member" doc:"id of the member within the association: accounts under one identifier, one name, or names documented as one member's, share it"`
	MemberName            string          `parquet:"member_name" doc:"its name as written in this account"`
	MemberScheme          string          `parquet:"member_scheme,optional,dict" doc:"register of its official code"`
	MemberIdentifier      string          `parquet:"member_identifier,optional" doc:"official code in that register, as this account gives it; null where it gives none"`
	NewName               string          `parquet:"new_name,optional" doc:"of a change of name: the new name"`
	Vendor                string          `parquet:"vendor,optional,dict" doc:"id of the flagged vendor of which the lists give this name; null if of none. No registered number was compared"`
	VendorName            string          `parquet:"vendor_name,optional" doc:"name of the vendor"`
	VendorScheme          string          `parquet:"vendor_scheme,optional,dict" doc:"register of the vendor's official code"`
	VendorIdentifier      string          `parquet:"vendor_identifier,optional" doc:"official code of its parent company in that register; null where vendors has none"`
	Relation              string          `parquet:"relation,optional,dict" doc:"what the name is to the vendor: same entity, family"`
	Change                string          `parquet:"change,dict" doc:"as somebody states it: joined, left, expelled, resigned, suspended, reactivated, renamed, unknown. As two rosters show it: new on the roster, not on the roster, listed as suspended, listed as member again, listed as former, renamed. Not to be on a later roster is never called more than that"`
	Basis                 string          `parquet:"basis,dict" doc:"event table, claim (a text's), or rosters compared"`
	Modality              string          `parquet:"modality,optional,dict" doc:"of what somebody tells: asserts, denies, supposes; null for what rosters show"`
	When                  string          `parquet:"date_text,optional" doc:"date of the event, or of the later roster, as far as it is given (ISO 8601: day, month or year)"`
	Date                  *table.Date     `parquet:"date,date" doc:"that day; null if only a month or year is known"`
	Before                string          `parquet:"earlier_roster,optional" doc:"date of the roster with which the later one was compared; null for an event"`
	Word                  string          `parquet:"event_text,optional" doc:"the event in the table's own word"`
	Stated                string          `parquet:"date_stated,optional" doc:"of a claim: its date in the words of the text, such as last month; no year or month is supplied to it"`
	Quote                 string          `parquet:"quote,optional" doc:"of a claim: the sentence it is read from, with names of people left out"`
	Reason                string          `parquet:"reason,optional" doc:"reason that the account gives, masked; of a change of name that rosters show: on what two names are taken for one member's"`
	Source                string          `parquet:"source,optional" doc:"source that the account gives, masked; of a claim: who speaks, and through whom the text knows it"`
	Conflict              string          `parquet:"conflict,dict" doc:"none; accounts differ (another account of this membership cannot hold together with this one); accounts may differ (they hold together only if something is so that nobody says)"`
	Conflicts             []string        `parquet:"conflicts,list" doc:"what the others say, in words"`
	With                  []string        `parquet:"conflict_with,list" doc:"their ids in this table, or of memberships"`
	Wording               string          `parquet:"wording" doc:"what may be said, in English"`
	Against               []string        `parquet:"reasons_against,list" doc:"what speaks against it, or is not known"`
	Origins               []source.Origin `parquet:"origins,list" doc:"the records that say this"`
}

// Table holds one row an account.
var Table = &table.Table[Movement]{
	Name: "movements", Grain: "one account of one change of one membership of one association", Sort: []string{"association_name", "member_name", "date_text", "id"},
	Doc: "Who joined an association, left it, was suspended, …, each by its own account, and what two rosters of different days show. A member that a later roster does not list is 'not on the roster' of that day: why, a roster does not say.",
}

// Stage derives movements.
var Stage = &pipeline.Stage{
	Name: "movements", Doc: "compare rosters of associations, and set them beside the events that tables and texts tell",
	Reads: []pipeline.Input{
		pipeline.By(record.Memberships, func(m record.Membership) string { return associationID(m.Association) }),
		pipeline.By(record.MembershipEvents, func(e record.MembershipEvent) string { return associationID(e.Association) }),
		pipeline.By(record.Claims, func(c record.Claim) string {
			if !told[c.Predicate] || c.Kind != "membership" || c.Modality == "should" || c.Subject == "" || c.Described() {
				return ""
			}
			return associationID(record.NewRef(c.Object, "", "", ""))
		}),
		pipeline.By(record.Rosters, func(r record.Roster) string { return associationID(r.Association) }),
		vendors,
	},
	Writes: Table,
	Derive: derive,
}

// told are the changes of which texts are asked.
var told = map[string]bool{"joined": true, "left": true, "expelled": true, "resigned": true, "suspended": true, "reactivated": true}

var vendors = pipeline.Whole(buildVendors, record.Vendors, record.VendorNames)

// associationID is the id of an association. An abbreviation that follows the name in brackets and is made of its initials
// makes no other association of it.
func associationID(r record.Ref) string {
	r.Name = withoutInitials(r.Name)
	return edges.ID(r)
}

// withoutInitials is a name without the abbreviation of it that follows in brackets.
func withoutInitials(name string) string {
	at := strings.LastIndex(name, " (")
	if at < 0 || !strings.HasSuffix(name, ")") {
		return name
	}
	var all, long strings.Builder // initials of every word, and of those in capitals or of more than three letters
	for _, w := range strings.FieldsFunc(name[:at], func(r rune) bool { return !unicode.IsLetter(r) }) {
		first, _ := utf8.DecodeRuneInString(w)
		all.WriteRune(first)
		if unicode.IsUpper(first) || utf8.RuneCountInString(w) > 3 {
			long.WriteRune(first)
		}
	}
	short := strings.ReplaceAll(name[at+2:len(name)-1], ".", "")
	if strings.EqualFold(short, all.String()) || strings.EqualFold(short, long.String()) {
		return name[:at]
	}
	return name
}
