package changes

import (
	"cmp"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/deployments"
	"github.com/perimeter-data/perimeter/stages/derived/exposures"
	"github.com/perimeter-data/perimeter/stages/derived/findings"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/derived/vendorlistings"
	"github.com/perimeter-data/perimeter/stages/record"
)

// derive sees what both datasets have about one subject.
func derive(in, out *table.Set) error {
	c := circumstances.In(in)
	if !c.known {
		return nil
	}
	then, now := map[string]*version{}, map[string]*version{}
	for e := range record.EarlierRows.In(in) {
		then[e.Row] = earlier(e)
	}
	for _, gather := range []func(*table.Set, map[string]*version) error{rows(exposures.Table), rows(findings.Table), rows(deployments.Table), rows(record.Devices), rows(purchases.Table), rows(vendorlistings.Table), rows(record.Listings)} {
		if err := gather(in, now); err != nil {
			return err
		}
	}
	s := &both{cause: c, namedThen: named(then), namedNow: named(now)}
	var gone, fresh []*version
	for id, v := range then {
		if now[id] == nil {
			gone = append(gone, v)
		} else if row, differs := s.change(v, now[id]); differs {
			Table.Add(out, row)
		}
	}
	for id, v := range now {
		if then[id] == nil {
			fresh = append(fresh, v)
		}
	}
	if len(gone) == 1 && len(fresh) == 1 {
		if row, differs := s.change(gone[0], fresh[0]); differs {
			Table.Add(out, row)
		}
		return nil
	}
	for _, v := range gone {
		row, _ := s.change(v, nil)
		Table.Add(out, row)
	}
	for _, v := range fresh {
		row, _ := s.change(nil, v)
		Table.Add(out, row)
	}
	return nil
}

// whose are the columns that say whose a row is, by table; those of lists are nobody's.
var whose = map[string]struct{ id, name, scheme, code string }{
	"exposures":   {"body.id", "body.name", "body.scheme", "body.identifier"},
	"findings":    {"body.id", "body.name", "body.scheme", "body.identifier"},
	"purchases":   {"buyer.id", "buyer.name", "buyer.scheme", "buyer.identifier"},
	"deployments": {"holder", "holder_name", "holder_scheme", "holder_identifier"},
	"devices":     {"", "operator.name", "operator.scheme", "operator.identifier"},
}

// rows gathers the rows of a table by their ids.
func rows[R any](t *table.Table[R]) func(in *table.Set, all map[string]*version) error {
	return func(in *table.Set, all map[string]*version) error {
		for r := range t.In(in) {
			v, err := current(t, t.JSON(nil, &r), t.Origins(&r))
			if err != nil {
				return err
			}
			all[v.id] = v
		}
		return nil
	}
}

// both is all that the two datasets have about one subject. A list names the vendor as long as one entry of it does.
type both struct {
	*cause
	namedThen, namedNow bool
}

// named says that an entry among them is not ended.
func named(all map[string]*version) bool {
	for _, v := range all {
		if !v.ended() {
			return true
		}
	}
	return false
}

// ended says that a listing has a last day, or a word that it was removed.
func (v *version) ended() bool { return v.get("to") != "" || v.get("removed") == "true" }

// change sets a row beside its earlier version; one of them may be nil. It does not differ where the two say the same.
func (c *both) change(then, now *version) (row Change, differs bool) {
	row.Columns = compare(then, now)
	if then != nil && now != nil && row.Columns == nil {
		return row, false
	}
	of := cmp.Or(now, then)
	row.Table, row.Row, row.Earlier = of.table, now.get("id"), then.get("id")
	row.Vendor, row.Deal = of.get("vendor"), of.get("deal")
	row.List = cmp.Or(of.get("list"), of.get("measure"))
	v := c.vendors[row.Vendor]
	row.VendorName, row.VendorScheme, row.VendorIdentifier = v.Name, v.Scheme, v.Identifier
	names := whose[of.table]
	row.BodyScheme, row.BodyIdentifier = of.get(names.scheme), of.get(names.code)
	row.Body, row.BodyName = of.get(names.id), record.Mask(of.get(names.name))
	row.Kind = c.kindOf(of.table, then, now)
	row.Came, row.Went = c.paths(c.came, now), c.paths(c.went, then)
	row.Why = c.why(row, then, now)
	row.Sources = sourcesDiffer(row.Why)
	if slices.Contains(row.Why, notRead) && row.Kind == "delisted" {
		row.Kind = "gone"
	}
	row.Wording = wording(row)
	for _, v := range []*version{now, then} {
		if v != nil {
			row.Origins = append(row.Origins, v.origins...)
		}
	}
	parts := []string{"change", row.Table, row.Row, row.Earlier}
	for _, column := range row.Columns {
		parts = append(parts, column.Column, column.Before, column.After)
	}
	row.ID = source.ID(parts...)
	return row, true
}

// kindOf says what became of a row. That a list names the vendor now, or no longer does, is said only where no other entry of
// that list named it before, or names it still.
func (c *both) kindOf(name string, then, now *version) string {
	list := name == "listings" || name == "vendor_listings"
	was, is := then != nil && !then.ended(), now != nil && !now.ended()
	switch {
	case list && is && !was && !c.namedThen:
		return "newly listed"
	case list && was && !is && !c.namedNow:
		return "delisted"
	case then == nil:
		return "new"
	case now == nil:
		return "gone"
	}
	return "amended"
}

// paths are those of the documents of a row that came, or went, sorted.
func (c *cause) paths(changed map[string][]string, v *version) (all []string) {
	if v != nil {
		for _, digest := range v.digests {
			all = append(all, changed[digest]...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// kinds are the sentences of what became of a row.
var kinds = map[string]string{
	"new":          "The earlier dataset did not have this row",
	"gone":         "The earlier dataset had this row and this one has not, which does not say that anything ended",
	"amended":      "The earlier dataset had this row with other values",
	"newly listed": "A list names the vendor here and did not in the earlier dataset",
	"delisted":     "A list that named the vendor in the earlier dataset does not name it now, or says until when it did",
}

func wording(row Change) string {
	var parts []string
	for _, w := range row.Why {
		parts = append(parts, reasons[w])
	}
	text := kinds[row.Kind] + ": " + strings.Join(parts, "; ")
	if len(parts) > 1 {
		text += ". Which of these is the reason cannot be told"
	}
	return text + "."
}
