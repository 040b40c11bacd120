package record

import (
	"iter"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// Kinds of awards.
const (
	Framework  = "framework"
	CallOff    = "call-off"
	Concession = "concession"
)

// PeriodBasis is what a period rests on after a later record gave other days for it: extension where it put the last day off,
// modification where it changed the days otherwise, and what it was before where it changed nothing.
func PeriodBasis(was string, from, to, newFrom, newTo *table.Date) string {
	switch {
	case newTo != nil && to != nil && *newTo > *to:
		return "extension"
	case newTo != nil && (to == nil || *newTo != *to), newFrom != nil && (from == nil || *newFrom != *from):
		return "modification"
	}
	return was
}

// Link is what a record says of another contracting process or contract, by its number.
type Link struct {
	ID       string          `parquet:"id" doc:"content id: process, award, relation and number"`
	Process  string          `parquet:"process" doc:"id of the contracting process whose record says so"`
	Award    string          `parquet:"award,optional" doc:"publisher's id of the award or contract that it is about; null where it is about all of the process"`
	Relation string          `parquet:"relation,dict" doc:"what the other is to this one: framework (this one is bought under it), renewed (this one renews it), replaced (this one takes its place), parent (this one is a part of it)"`
	Scheme   string          `parquet:"scheme,dict" doc:"whose number it is: ocid, US-PIID, OJ (Official Journal of the European Union) or notice id, CIG, or as the document names it"`
	Number   string          `parquet:"number" doc:"the number as written"`
	Target   string          `parquet:"target" doc:"id that the process of this number has in processes, if it was read"`
	Field    string          `parquet:"field,dict" doc:"where the record says so"`
	Origins  []source.Origin `parquet:"origins,list" doc:"every record that says this"`
}

// Links holds one row a link.
var Links = &table.Table[Link]{
	Name: "process_links", Grain: "one number of another process or contract in one record", Sort: []string{"process", "relation", "number", "id"},
	Doc: "Which contracting processes stand under, renew or replace which others, by the numbers that records give. The other one need not be among the inputs.",
}

// AddLink writes a link under the id of all that it says.
func AddLink(out *table.Set, l Link) {
	l.ID = source.ID("link", l.Process, l.Award, l.Relation, l.Scheme, l.Number, l.Field)
	Links.Add(out, l)
}

// Publication is the day on which records of a process were published.
type Publication struct {
	ID      string          `parquet:"id" doc:"content id: process, day, and what was published"`
	Process string          `parquet:"process" doc:"id of the contracting process"`
	Kind    string          `parquet:"kind,dict" doc:"what was published: release, notice, correction, modification, action, list"`
	Day     *table.Date     `parquet:"day,date" doc:"day of publication as the document gives it"`
	Origins []source.Origin `parquet:"origins,list" doc:"the records that were published then"`
}

// Publications holds one row a process and day.
var Publications = &table.Table[Publication]{
	Name: "publications", Grain: "one day on which records of one contracting process were published", Sort: []string{"process", "day", "kind", "id"},
	Doc: "What was published when: a fact was not known from a record before the record was out.",
}

// AddPublication writes a publication; one without a day is none.
func AddPublication(out *table.Set, process, kind string, day *table.Date, origins ...source.Origin) {
	if day == nil || len(origins) == 0 {
		return
	}
	Publications.Add(out, Publication{ID: source.ID("publication", process, kind, day.String()), Process: process, Kind: kind, Day: day, Origins: origins})
}

// Published are the earliest and the newest day on which one of the records was published; nil where none gives its day.
func Published(all iter.Seq[Publication], records []source.Origin) (first, last *table.Date) {
	type place struct {
		digest, member string
		offset, length int64
	}
	at := map[place]bool{}
	for _, o := range records {
		at[place{o.Digest, o.Member, o.Offset, o.Length}] = true
	}
	for p := range all {
		if p.Day == nil || !slices.ContainsFunc(p.Origins, func(o source.Origin) bool { return at[place{o.Digest, o.Member, o.Offset, o.Length}] }) {
			continue
		}
		if first == nil || *p.Day < *first {
			first = p.Day
		}
		if last == nil || *p.Day > *last {
			last = p.Day
		}
	}
	return first, last
}
