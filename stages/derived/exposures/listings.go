package exposures

import (
	"cmp"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// lists are the measures that name each vendor, by the vendor's id, in the order of their first days.
type lists map[string][]Listed

func buildListings(rows *table.Set) (lists, error) {
	measures := map[string]record.Measure{}
	for m := range record.Measures.In(rows) {
		measures[m.ID] = m
	}
	byVendor := lists{}
	for l := range record.Listings.In(rows) {
		m := measures[l.Measure]
		row := Listed{Measure: l.Measure, Title: cmp.Or(m.Title, l.Measure), Kind: m.Kind, Binds: m.Binds,
			From: l.From, To: l.To, DateKind: cmp.Or(l.DateKind, "unknown")}
		if l.From == nil {
			row.DateText = m.DateText
		}
		byVendor[l.Vendor] = append(byVendor[l.Vendor], row)
	}
	for _, all := range byVendor {
		slices.SortStableFunc(all, func(a, b Listed) int {
			return cmp.Or(compareDates(a.From, b.From), cmp.Compare(a.Measure, b.Measure))
		})
	}
	return byVendor, nil
}

// compareDates puts what is unknown last.
func compareDates(a, b *table.Date) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return cmp.Compare(*a, *b)
}

// beside sets a day beside the first days on which measures name the vendor. kind is what the day is: what was published on
// a day happened on that day or earlier, so that it may have come before a measure that is older than the publication.
func (l lists) beside(vendor string, day *table.Date, kind string) []Listed {
	all := slices.Clone(l[vendor])
	for i := range all {
		all[i].Order = order(day, all[i].From)
		if first, last := years(all[i].DateText); day != nil && first != "" {
			switch year := day.String()[:4]; {
			case year < first:
				all[i].Order = "before"
			case year > last:
				all[i].Order = "after"
			}
		}
		if kind == "release" && all[i].Order != "before" {
			all[i].Order = "unknown"
		}
	}
	return all
}

func order(day, from *table.Date) string {
	switch {
	case day == nil || from == nil:
		return "unknown"
	case *day < *from:
		return "before"
	case *day == *from:
		return "on"
	}
	return "after"
}

// years are the earliest and the latest year that a date in words names; both are "" if it names none.
func years(words string) (first, last string) {
	for _, w := range strings.FieldsFunc(words, func(r rune) bool { return r < '0' || r > '9' }) {
		if len(w) != 4 || w < "1900" || w >= "2200" {
			continue
		}
		if first == "" || w < first {
			first = w
		}
		last = max(last, w)
	}
	return first, last
}
