package ftm

import (
	"cmp"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// settle sees all that is said of one id.
func settle(in, out *table.Set) error {
	var entities, sanctions, numbers, removals, persons, owns []draft
	for d := range drafts.In(in) {
		switch d.Kind {
		case "entity":
			entities = append(entities, d)
		case "sanction":
			sanctions = append(sanctions, d)
		case "identification":
			numbers = append(numbers, d)
		case "removal":
			removals = append(removals, d)
		case "owner", "owned":
			owns = append(owns, d)
		default:
			persons = append(persons, d)
		}
	}
	for _, d := range owns {
		own(out, d, entities, len(persons) > 0)
	}
	leaveOut := func(d draft) { // an entity that says whose it is has left that
		if !slices.ContainsFunc(owns, func(o draft) bool { return o.Kind == "owned" && o.Origin == d.Origin }) {
			table.PutLeftOut(out, name, unit, d.Origin)
		}
	}
	said := slices.Concat(sanctions, numbers)
	if len(persons) > 0 || len(entities) == 0 {
		for _, d := range slices.Concat(persons, entities, removals) {
			leaveOut(d)
		}
		for _, d := range said {
			if len(persons) > 0 {
				table.PutLeftOut(out, name, unit, d.Origin)
			} else {
				reject(out, d.Origin, "ftm.alone", "no document has the entity that this one points to, so that it may be a person")
			}
		}
		return nil
	}
	written := false
	for _, e := range entities {
		if write(out, e, entities, sanctions, numbers, removals) {
			written = true
		} else {
			leaveOut(e)
		}
	}
	for _, d := range slices.Concat(numbers, removals) {
		if !written {
			table.PutLeftOut(out, name, unit, d.Origin)
		}
	}
	return nil
}

// write writes an entry for each sanction of an entity, or one where its own words put it on a list, and says whether it did.
// The sanctions are those of its document, and of documents that do not have the entity itself, as deltas may.
func write(out *table.Set, d draft, entities, said, numbers, removals []draft) bool {
	e := record.ListEntry{Entry: d.ID, Schema: d.Schema, Name: d.Name, Countries: d.Countries, Source: d.Source}
	origins := []source.Origin{d.Origin}
	var names []record.ListName
	for _, n := range d.Names {
		names = append(names, record.ListName{Kind: n.Kind, Name: n.Text})
	}
	var identifiers []record.ListIdentifier
	for _, n := range d.Identifiers {
		identifiers = append(identifiers, record.ListIdentifier{Scheme: n.Kind, Identifier: n.Text})
	}
	for _, other := range numbers {
		origins = append(origins, other.Origin)
		for _, n := range other.Identifiers {
			identifiers = append(identifiers, record.ListIdentifier{Scheme: n.Kind, Identifier: n.Text, Origins: []source.Origin{other.Origin}})
		}
	}
	for _, r := range removals {
		later := d.Origin.Digest == r.Origin.Digest && d.Origin.Member == r.Origin.Member && d.Origin.Offset > r.Origin.Offset
		e.Removed = e.Removed || !later // added again by the same delta
		origins = append(origins, r.Origin)
	}
	put := func(s sanction, origins []source.Origin) {
		e := e
		e.Countries = slices.Clone(e.Countries)
		e.List, e.Title = listOf(s, d)
		e.Publisher, e.Programme, e.Measure, e.Source = s.Authority, s.Programme, s.Measure, cmp.Or(s.Source, e.Source)
		e.From, e.To, e.DateText = days(s.Start, s.End)
		e.DateKind = "unknown"
		if e.From != nil {
			e.DateKind = "listed"
		}
		slices.SortFunc(origins, source.Origin.Compare)
		e.Origins = origins
		record.AddListEntry(out, e, names, identifiers)
	}
	n := 0
	for _, s := range d.Sanctions {
		put(s, origins)
		n++
	}
	for _, other := range said {
		same := func(e draft) bool {
			return e.Origin.Digest == other.Origin.Digest && e.Origin.Member == other.Origin.Member
		}
		if !same(d) && slices.ContainsFunc(entities, same) {
			continue
		}
		for _, s := range other.Sanctions {
			put(s, append(slices.Clone(origins), other.Origin))
			n++
		}
	}
	if n == 0 && d.OnList {
		put(sanction{}, origins)
		n++
	}
	return n > 0
}

// listOf is the list of a sanction: that of its own line, else of its entity, else what it calls itself.
func listOf(s sanction, d draft) (list, title string) {
	for _, all := range [][]string{s.Datasets, d.Datasets} {
		if len(all) > 0 {
			return record.ListAmong(all)
		}
	}
	return record.ListAmong([]string{cmp.Or(s.Programme, s.Authority, "unknown")})
}

// days are the first and the last day, and the words where they are more than two days or no days.
func days(start, end []string) (from, to *table.Date, words string) {
	whole := true
	parse := func(texts []string, later bool) (best *table.Date) {
		for _, s := range texts {
			d, err := table.ParseDate(s[:min(len(s), len("2006-01-02"))])
			if err != nil {
				whole = false
				continue
			}
			if best == nil || later == (d > *best) {
				best = &d
			}
		}
		return best
	}
	from, to = parse(start, false), parse(end, true)
	if !whole || len(start) > 1 || len(end) > 1 {
		words = strings.Join(slices.Concat(start, end), "; ")
	}
	return from, to, words
}
