package exposures

import (
	"cmp"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/derived/vendorlistings"
	"github.com/perimeter-data/perimeter/stages/record"
)

// lists are the measures that name vendors.
type lists struct {
	byVendor map[string][]Listed // in the order of their first days
	differ   map[string][]string // by vendor: what public lists say otherwise, in words

	measures map[string]record.Measure
	vendors  map[string]record.Vendor
}

// buildListings takes the program's own listings, and what public lists add to them. Where a public list says otherwise than
// the program's own, its word is shown and changes nothing.
func buildListings(rows *table.Set) (*lists, error) {
	measures := map[string]record.Measure{}
	for m := range record.Measures.In(rows) {
		measures[m.ID] = m
	}
	vendors, err := record.VendorsByID(rows)
	if err != nil {
		return nil, err
	}
	l := &lists{map[string][]Listed{}, map[string][]string{}, measures, vendors}
	for own := range record.Listings.In(rows) {
		m := measures[own.Measure]
		row := Listed{Measure: own.Measure, Title: cmp.Or(m.Title, own.Measure), Kind: m.Kind, Binds: m.Binds, Verified: cmp.Or(m.Verified, "unknown"),
			From: own.From, To: own.To, DateKind: cmp.Or(own.DateKind, "unknown"), Purpose: own.Purpose}
		if own.From == nil {
			row.DateText = m.DateText
		}
		l.byVendor[own.Vendor] = append(l.byVendor[own.Vendor], row)
	}
	added := map[[2]string]Listed{} // by vendor and list
	for p := range vendorlistings.Table.In(rows) {
		if p.Relation != "same entity" {
			continue
		}
		switch {
		case p.Agreement == "agrees" && p.Purpose != "":
			for i, own := range l.byVendor[p.Vendor] {
				if own.Measure == p.Measure && own.From != nil && *own.From == *p.From {
					l.byVendor[p.Vendor][i].Purpose = p.Purpose
				}
			}
		case p.Agreement == "differs":
			l.differ[p.Vendor] = record.Insert(l.differ[p.Vendor], "“"+p.Title+"”: "+p.Note)
		case p.Agreement == "adds" && !p.Removed:
			key := [2]string{p.Vendor, cmp.Or(p.Measure, p.List+" "+p.Title)}
			added[key] = earlier(added[key], ofPublic(p, measures[p.Measure]))
		}
	}
	for key, row := range added {
		l.byVendor[key[0]] = append(l.byVendor[key[0]], row)
	}
	for _, all := range l.byVendor {
		slices.SortStableFunc(all, func(a, b Listed) int {
			return cmp.Or(compareDates(a.From, b.From), cmp.Compare(a.Measure, b.Measure), cmp.Compare(a.Title, b.Title))
		})
	}
	return l, nil
}

// ofPublic is a listing that only a public list gives.
func ofPublic(p vendorlistings.VendorListing, m record.Measure) Listed {
	row := Listed{Measure: cmp.Or(p.Measure, p.List), Title: p.Title, Kind: cmp.Or(m.Kind, "list"),
		Binds: cmp.Or(m.Binds, "whom the list itself names; this dataset does not describe it"), From: p.From, To: p.To, DateKind: p.DateKind, Purpose: p.Purpose, Verified: cmp.Or(m.Verified, "unknown")}
	if p.From == nil {
		row.DateText = "the list gives no day"
	}
	return row
}

// earlier joins two listings by one list: from the first day, and open if either is.
func earlier(a, b Listed) Listed {
	if a.Measure == "" {
		return b
	}
	to := a.To
	if compareDates(b.To, to) > 0 {
		to = b.To
	}
	if compareDates(b.From, a.From) < 0 {
		a = b
	}
	a.To = to
	return a
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
// a day happened on that day or earlier, so that it may have come before a measure that is older than the publication; of a day
// of the process it is not known on which side of it the purchase came; and of a contract's first day no more is said than that
// the contract began then. Whatever the day is, what was over before a measure came before it: end is the last day of the contract.
func (l *lists) beside(vendor string, day *table.Date, kind string, end *table.Date, body purchases.Org) []Listed {
	all := slices.Clone(l.byVendor[vendor])
	for i := range all {
		all[i].Bound, all[i].BoundBy = Bound(l.measures[all[i].Measure], body)
		all[i].Order = order(day, all[i].From)
		if first, last := years(all[i].DateText); day != nil && first != "" {
			switch year := day.String()[:4]; {
			case year < first:
				all[i].Order = "before"
			case year > last:
				all[i].Order = "after"
			}
		}
		if kind == "process" || kind == "release" && all[i].Order != "before" {
			all[i].Order = "unknown"
		}
		if all[i].Order == "unknown" && day != nil && order(end, all[i].From) == "before" {
			all[i].Order = "before"
		}
		if kind == "period start" && all[i].Order != "unknown" {
			all[i].Order = began + all[i].Order
		}
	}
	return all
}

// began stands before the order of a contract's first day: when the contract was concluded is not known.
const began = "contract began "

// was is the order of the day itself, whatever it is the day of.
func (l Listed) was() string { return strings.TrimPrefix(l.Order, began) }

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
