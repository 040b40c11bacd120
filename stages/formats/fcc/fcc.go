// Package fcc reads the Covered List of the US Federal Communications Commission, as its web page has it in a table of two
// columns: equipment and services in prose, and the day on which they were included.
//
// A row lists whoever the words “produced by”, “provided by” or “supplied by” name. For some vendors the words limit the
// listing to uses such as public safety; the limit is kept beside the listing. A row about everything from a foreign country
// names no vendor, and lists none.
package fcc

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// Format reads the table.
var Format = &pipeline.Format{
	Name: name, Unit: unit,
	Doc: "the FCC's Covered List (CSV): vendors in prose, with the days of their inclusion",
	Match: func(_ string, head *source.Head) bool {
		header := head.Header()
		return slices.Contains(header, what) && slices.Contains(header, when)
	},
	Writes: record.ListTables,
	Read:   read,
}

const (
	name = "fcc"
	unit = "row"

	publisher = "US Federal Communications Commission"
	what      = "covered_equipment_or_services"
	when      = "date_of_inclusion_on_covered_list"
)

var (
	// vendor finds who is named, between what is covered and the words that limit or widen it.
	vendor = regexp.MustCompile(`^(.+?) (?:produced|provided|supplied|manufactured)(?: or (?:produced|provided|supplied|manufactured))?,?(?: directly or indirectly,?)? by (.+?)(?:,? (?:to the extent|including|subject to|or any of its|and any of its)\b.*)?$`)
	// family parts two names of which one is the other's.
	family = regexp.MustCompile(`^(.+?) and its (?:wholly-owned )?subsidiary (.+)$`)
	limit  = regexp.MustCompile(`\b(to the extent .+?|subject to .+?)(?:, including .*)?\.?$`)
	// anybody is said where no vendor is named.
	anybody = regexp.MustCompile(`(?i)\bforeign-produced\b|\bproduced in a foreign country\b`)
	day     = regexp.MustCompile(`[A-Z][a-z]+ [0-9]{1,2}, [0-9]{4}`)
)

func read(doc *source.Document, out *table.Set) error {
	table.PutAbout(out, name, unit, table.About{Publisher: publisher}, doc.Origin())
	for r, err := range source.CSV(doc) {
		if err != nil {
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		text := record.Clean(r.Get(what))
		if anybody.MatchString(text) {
			table.PutLeftOut(out, name, unit, r.Origin)
			continue
		}
		m := vendor.FindStringSubmatch(text)
		if m == nil {
			table.PutReject(out, name, &source.Defect{Scope: source.WholeRecord, Origin: r.Origin, Field: what, Reason: "fcc.vendor",
				Message: "the words name neither a vendor, in a way that is known, nor everything of a foreign country", Kept: "the other rows",
				Next: "read the row; if it names a vendor, list it by hand and report the words"}, r.Origin)
			continue
		}
		e := record.ListEntry{List: "us-fcc-covered-list", Title: "FCC Covered List", Publisher: publisher,
			Schema: "Company", Measure: m[1], DateKind: "unknown", Origins: []source.Origin{r.Origin}}
		if l := limit.FindStringSubmatch(text); l != nil {
			e.Purpose = l[1]
		}
		days := day.FindAllString(r.Get(when), -1)
		if len(days) > 0 {
			if from, ok := record.ParseDay(days[0], "January 2, 2006"); ok {
				e.From, e.DateKind = from, "effective"
			}
		}
		if len(days) != 1 {
			e.DateText = strings.Join(day.FindAllString(r.Get(when), -1), "; ")
		}
		if e.From == nil {
			table.PutReject(out, name, &source.Defect{Scope: source.OneField, Origin: r.Origin, Field: when, Reason: "fcc.date",
				Message: "there is no day in it", Kept: "the entry without a day", Next: "look at the row in the source"}, r.Origin)
		}
		names := []string{m[2]}
		if f := family.FindStringSubmatch(m[2]); f != nil {
			names = f[1:]
		}
		for i, n := range names {
			e.Name = endOf(n)
			if i > 0 {
				e.Parent = endOf(names[0])
			}
			record.AddListEntry(out, e, nil, nil)
		}
	}
	return nil
}

// endOf is a name without the end of the sentence, unless it is an abbreviation's.
func endOf(s string) string {
	s = strings.TrimSpace(strings.TrimSuffix(s, ","))
	for _, short := range []string{"Inc.", "Corp.", "Ltd.", "Co.", "L.P.", "S.A."} {
		if strings.HasSuffix(s, short) {
			return s
		}
	}
	return strings.TrimSuffix(s, ".")
}
