// Package csl reads the Consolidated Screening List that the US International Trade Administration publishes from the lists
// of several departments: CSV in its old and its new layout, and JSON. Each entry says in its source which list it is from,
// and becomes an entry of that list.
//
// Only some of the lists say of an entry whether it is a natural person. On the others whatever may be one by its name is
// left out: on lists mostly of persons all that does not show to be an organisation. Titles, addresses, dates and places of
// birth and the papers of persons are not read; of remarks only to which organisation they say that an entry belongs or is linked.
package csl

import (
	"bytes"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// Format reads the list.
var Format = &pipeline.Format{
	Name: name, Unit: unit,
	Doc: "the US Consolidated Screening List (CSV in both layouts, JSON)",
	Match: func(_ string, head *source.Head) bool {
		header := head.Header()
		table := !slices.ContainsFunc(columns, func(c string) bool { return !slices.Contains(header, c) })
		keys := head.TopKeys()
		return table || slices.Contains(keys, "results") && bytes.Contains(head.Text, []byte(`"source_list_url"`)) && bytes.Contains(head.Text, []byte(`"source"`))
	},
	Writes: append(slices.Clone(record.ListTables), record.OwnershipEnds),
	Read:   read,
}

const (
	name = "csl"
	unit = "entry"
)

var columns = []string{"source", "entity_number", "type", "programs", "name", "federal_register_notice", "start_date", "end_date", "alt_names", "ids"}

// lists are the lists by the letters in brackets in their names, with a short name and how many persons are on them where
// the entries do not say so.
var lists = map[string]struct {
	list    string
	persons record.Persons
}{
	"EL":   {"us-bis-entity-list", record.SomePersons},
	"MEU":  {"us-bis-military-end-user-list", record.SomePersons},
	"UVL":  {"us-bis-unverified-list", record.SomePersons},
	"DPL":  {"us-bis-denied-persons", record.MostlyPersons},
	"ISN":  {"us-state-nonproliferation-sanctions", record.SomePersons},
	"DTC":  {"us-state-itar-debarred", record.MostlyPersons},
	"SDN":  {"us-ofac-sdn", record.SomePersons},
	"SSI":  {"us-ofac-ssi", record.SomePersons},
	"FSE":  {"us-ofac-fse", record.SomePersons},
	"PLC":  {"us-ofac-plc", record.MostlyPersons},
	"CAP":  {"us-ofac-capta", record.SomePersons},
	"MBS":  {"us-ofac-ns-mbs", record.SomePersons},
	"CMIC": {"us-ofac-ns-cmic", record.SomePersons},
}

// entry is what both forms of the list say of an entry, as far as it is read.
type entry struct {
	source, id, kind, name, notice, start, end, requirement, url, remarks string
	programs, names, countries                                            []string
	birth                                                                 bool // it has a day or a place of birth, or a citizenship
	identifiers                                                           []record.ListIdentifier
}

// thereof is what some entries say after the name.
var thereof = regexp.MustCompile(`(?i)[;,] and any successors?\b.*$`)

// put writes an entry, unless it is a person.
func (e *entry) put(o source.Origin, out *table.Set) {
	title, code := record.Clean(e.source), ""
	if i, j := strings.LastIndex(title, "("), strings.LastIndex(title, ")"); i >= 0 && i < j {
		code = title[i+1 : j]
	}
	list, publisher, _ := strings.Cut(title, " - ")
	e.name = thereof.ReplaceAllString(record.Clean(e.name), "")
	if e.name == "" || title == "" {
		table.PutReject(out, name, &source.Defect{Scope: source.WholeRecord, Origin: o, Field: "name", Reason: "csl.name",
			Message: "the entry has no name, or does not say from which list it is", Kept: "the other entries", Next: "look at the entry in the source"}, o)
		return
	}
	known, ok := lists[code]
	if !ok {
		known.list, known.persons = record.ListWord(list), record.SomePersons
	}
	schema := ""
	switch strings.ToLower(strings.TrimSpace(e.kind)) {
	case "individual", "person":
		schema = "Person"
	case "entity":
		schema = "Organization"
	case "vessel":
		schema = "Vessel"
	case "aircraft":
		schema = "Airplane"
	}
	if schema == "Person" || schema == "" && (e.birth || record.ListedPerson(e.name, known.persons)) {
		table.PutPerson(out, name, unit, o)
		table.PutLeftOut(out, name, unit, o)
		return
	}
	if schema == "" {
		schema = "LegalEntity"
	}
	row := record.ListEntry{List: known.list, Title: list, Publisher: publisher, Entry: e.id, Schema: schema, Name: e.name,
		Countries: e.countries, Programme: strings.Join(e.programs, "; "), Measure: record.Clean(e.requirement), Source: record.Clean(e.url),
		DateKind: "unknown", Origins: []source.Origin{o}}
	if row.Programme == "" {
		row.Programme = record.Clean(e.notice)
	}
	row.From, row.To = day(e.start, "start_date", o, out), day(e.end, "end_date", o, out)
	if row.From != nil {
		row.DateKind = "effective"
	}
	var names []record.ListName
	for _, n := range e.names {
		names = append(names, record.ListName{Kind: record.Alias, Name: strings.TrimPrefix(n, "and ")})
	}
	record.AddListEntry(out, row, names, e.identifiers)
	record.AddOwners(out, row, names, nil, nil, e.remarks)
}

func day(s, field string, o source.Origin, out *table.Set) *table.Date {
	d, ok := record.ParseDay(s, "2006-01-02", "1/2/2006")
	if !ok {
		table.PutReject(out, name, &source.Defect{Scope: source.OneField, Origin: o, Field: field, Reason: "csl.date",
			Message: "the date is no day of the calendar", Kept: "the entry without this date", Next: "look at the entry in the source"}, o)
	}
	return d
}
