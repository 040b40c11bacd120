package vendorlistings

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/identifier"
	"github.com/perimeter-data/perimeter/stages/record"
)

// known is what the program's own lists say.
type known struct {
	vendors  map[string]record.Vendor
	names    map[string][]record.VendorName // by key
	measures map[string]string              // by list
	listings map[[2]string][]record.Listing // by measure and vendor, in order
	titles   map[string]string              // of measures
}

func build(rows *table.Set) (*known, error) {
	byID, err := record.VendorsByID(rows)
	if err != nil {
		return nil, err
	}
	k := &known{byID, map[string][]record.VendorName{}, map[string]string{}, map[[2]string][]record.Listing{}, map[string]string{}}
	for n := range record.VendorNames.In(rows) {
		key := record.TextKey(n.Name)
		k.names[key] = append(k.names[key], n)
	}
	for m := range record.Measures.In(rows) {
		k.titles[m.ID] = m.Title
	}
	for w := range record.Watchlists.In(rows) {
		if _, known := k.titles[w.Measure]; known {
			k.measures[w.ID] = w.Measure
		}
	}
	for l := range record.Listings.In(rows) {
		key := [2]string{l.Measure, l.Vendor}
		k.listings[key] = append(k.listings[key], l)
	}
	return k, nil
}

// derive sees one entry with its names. Of several names that fit, one of the vendor itself counts before one of its family,
// and the main name before others.
func derive(in, out *table.Set) error {
	k := vendors.In(in)
	for e := range record.ListEntries.In(in) {
		best := map[string]VendorListing{}
		for _, main := range []bool{true, false} {
			for n := range record.ListNames.In(in) {
				if (n.Kind == record.MainName) != main || n.Kind == record.WeakAlias {
					continue
				}
				for _, v := range k.names[n.Key] {
					if !k.fits(e, n, v) {
						continue
					}
					if old, found := best[v.Vendor]; !found || old.Relation == "family" && v.Relation != "family" {
						best[v.Vendor] = VendorListing{Vendor: v.Vendor, Relation: v.Relation, Found: n.Name}
					}
				}
			}
		}
		var numbers []string
		for i := range record.ListIdentifiers.In(in) {
			if n := identifier.Read(i.Scheme, i.Identifier); n.Doubt == "" {
				numbers = append(numbers, n.Scheme+":"+n.Code)
			}
		}
		slices.Sort(numbers)
		numbers = slices.Compact(numbers)
		for vendor, l := range best {
			v := k.vendors[vendor]
			l.VendorName, l.VendorScheme, l.VendorIdentifier = v.Name, v.Scheme, v.Identifier
			l.Identifiers = numbers
			l.ID = source.ID("vendor listing", vendor, e.ID)
			l.Entry, l.List, l.Title, l.NamedAs, l.Purpose, l.Removed, l.Origins = e.ID, e.List, e.Title, e.Name, e.Purpose, e.Removed, e.Origins
			l.From, l.To, l.DateKind = e.From, e.To, e.DateKind
			l.Measure = k.measures[e.List]
			if l.Measure != "" {
				l.Title = k.titles[l.Measure]
			}
			l.Agreement, l.Note = k.beside(l)
			Table.Add(out, l)
		}
	}
	return nil
}

// fits says whether a name of an entry that is written like a name of a vendor is that vendor's. A name of one word may be
// anybody's: then the main name of the entry must hold the word too, or the country must agree. Where the relation is known
// to have ended before the listing began, there is none.
func (k *known) fits(e record.ListEntry, n record.ListName, v record.VendorName) bool {
	if v.To != nil && e.From != nil && *e.From > *v.To {
		return false
	}
	if strings.ContainsAny(n.Name, " -") || n.Script != "Latin" {
		return true
	}
	words := strings.FieldsFunc(strings.ToLower(e.Name), func(r rune) bool { return strings.ContainsRune(" ,.()-/", r) })
	return len(words) > 1 && slices.Contains(words, strings.ToLower(n.Name)) || k.vendors[v.Vendor].Country != "" && slices.Contains(e.Countries, k.vendors[v.Vendor].Country)
}

// beside sets an entry beside the program's own listings of the vendor by the same measure.
func (k *known) beside(l VendorListing) (agreement, note string) {
	own := k.listings[[2]string{l.Measure, l.Vendor}]
	if l.Measure == "" || len(own) == 0 {
		return "adds", ""
	}
	if l.From == nil {
		return "undated", ""
	}
	var first *record.Listing
	for i := range own {
		o := &own[i]
		switch {
		case o.From == nil:
			continue
		case *o.From == *l.From && (l.To == nil || o.To != nil && *o.To == *l.To):
			return "agrees", ""
		case *o.From == *l.From && l.Relation != "family":
			return "differs", fmt.Sprintf("the public list has %s as the last day; the program's own list has %s", l.To, cmp.Or(text(o.To), "none"))
		}
		if first == nil || *o.From < *first.From {
			first = o
		}
	}
	switch {
	case first == nil, l.Relation == "family": // what the own lists have may be of another company
		return "adds", ""
	case *first.From < *l.From && first.To != nil && *first.To < *l.From:
		return "differs", fmt.Sprintf("the public list names it from %s; the program's own list has it taken off on %s", l.From, first.To)
	case *first.From < *l.From:
		return "again", ""
	}
	return "differs", fmt.Sprintf("the public list has %s as the first day; the program's own list has %s", l.From, first.From)
}

func text(d *table.Date) string {
	if d == nil {
		return ""
	}
	return d.String()
}
