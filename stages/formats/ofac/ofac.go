// Package ofac reads the lists of the US Office of Foreign Assets Control in their old form without headers: the main file
// (sdn.csv or cons_prim.csv) and, of the same folder, the files of other names (alt), addresses (add) and remarks that were
// too long (comments), joined on the number of the entry. What stands for nothing is “-0- ”; a file may end with a mark of DOS.
//
// Individuals are left out with all that the other files say of them. Of addresses only the country is read, of remarks only names
// that the list calls weak, registered numbers of organisations, ships and aircraft, and to which organisation they link an entry.
// The files do not say whether they are the list of specially designated nationals or the consolidated list of all the others, and
// give no days.
package ofac

import (
	"bytes"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Format reads the files of one folder together.
var Format = &pipeline.Format{
	Name: name, Unit: unit,
	Doc:      "lists of the US Office of Foreign Assets Control: SDN and consolidated, with alternate names, addresses and comments of the same folder (CSV without header)",
	Match:    match,
	Siblings: match,
	Writes:   append(slices.Clone(record.ListTables), record.OwnershipEnds),
	Read:     read,
	Settle: &pipeline.Settle{
		Drafts: pipeline.By(drafts, func(d draft) string { return d.Key }),
		Derive: settle,
	},
}

func match(_ string, head *source.Head) bool { return kindOf(head) != "" }

const (
	name = "ofac"
	unit = "row"

	publisher = "US Office of Foreign Assets Control"
)

// columns of the files, by kind.
var columns = map[string][]string{
	"entry":   {"number", "name", "type", "programme", "title", "call sign", "vessel type", "tonnage", "gross tonnage", "flag", "owner", "remarks"},
	"name":    {"number", "id", "type", "name", "remarks"},
	"address": {"number", "id", "street", "city", "country", "remarks"},
	"comment": {"number", "remarks"},
}

// types are the kinds of entries, as FollowTheMoney calls them.
var types = map[string]string{"": "Organization", "entity": "Organization", "individual": "Person", "vessel": "Vessel", "aircraft": "Airplane"}

// kindOf says which of the files begins like this; "" for any other text. The files have no header, so it looks at values.
func kindOf(head *source.Head) string {
	row := head.FirstRow()
	if len(row) < 2 || !isNumber(row[0]) {
		return ""
	}
	nothing := slices.ContainsFunc(row, func(s string) bool { return strings.TrimSpace(s) == null })
	switch len(row) {
	case 12:
		if _, known := types[strings.ToLower(value(row[2]))]; known && nothing {
			return "entry"
		}
	case 5:
		if isNumber(row[1]) && slices.Contains([]string{"aka", "fka", "nka"}, strings.ToLower(value(row[2]))) {
			return "name"
		}
	case 6:
		if isNumber(row[1]) && nothing {
			return "address"
		}
	case 2:
		for _, words := range []string{"Linked To:", "a.k.a. '", "alt. ", "Identification Number ", "Registration Number ", "Secondary sanctions risk", "Tax ID No. "} {
			if bytes.Contains(head.Text, []byte(words)) {
				return "comment"
			}
		}
	}
	return ""
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

const null = "-0-"

// value is a value, "" where the list has none.
func value(s string) string {
	if s = record.Clean(s); s == null || s == "-0" { // the last value of a file may be cut
		return ""
	}
	return s
}

// draft is a row of one of the files, waiting for the others of its entry.
type draft struct {
	Key       string        `parquet:"key" doc:"content id of the folder's set and number of the entry"`
	Kind      string        `parquet:"kind" doc:"entry, name, address or comment"`
	Number    string        `parquet:"number" doc:"number of the entry"`
	Schema    string        `parquet:"schema,optional" doc:"of an entry: what is listed"`
	Name      string        `parquet:"name,optional" doc:"the name, or the other name; of an individual's entry nothing"`
	NameKind  string        `parquet:"name_kind,optional" doc:"of another name: alias or previous name"`
	Programme string        `parquet:"programme,optional" doc:"of an entry: the programmes"`
	Country   string        `parquet:"country,optional" doc:"of an address: the country in words"`
	Remarks   string        `parquet:"remarks,optional" doc:"of an entry that is no individual's, and of a comment: the remarks"`
	Origin    source.Origin `parquet:"origin" doc:"the row"`
}

var drafts = &table.Table[draft]{Name: "ofac_drafts", Draft: true, Grain: "one row of one file in one folder",
	Doc: "Rows of OFAC's files before they are joined.", Sort: []string{"key", "kind", "origin"}}
