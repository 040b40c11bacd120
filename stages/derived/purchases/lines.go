package purchases

import (
	"cmp"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// line is a line with what it costs.
type line struct {
	item  record.Item
	value table.Decimal
}

// linesOf are the lines that carry the money of a purchase: each says what it costs, and together they come to exactly the value
// awarded. It is nil where they do not, or where a part of that was paid: nobody says which lines a part is of. Where the award
// and its contract have lines, those of the contract count, which is what was signed.
func linesOf(p *Purchase, items []record.Item) []line {
	if p.Awarded == nil || p.Paid != nil && p.Paid.Sign() != 0 && *p.Paid != *p.Awarded && len(items) > 1 {
		return nil
	}
	for _, level := range []string{"contract", "award"} {
		var lines []line
		var total table.Decimal
		whole := true
		for _, i := range items {
			if i.Level != level {
				continue
			}
			value, ok := costs(i, p.Currency)
			sum, err := total.Add(value)
			if whole = ok && err == nil; !whole {
				break
			}
			total = sum
			lines = append(lines, line{i, value})
		}
		if whole && len(lines) > 0 && total == *p.Awarded {
			return lines
		}
	}
	return nil
}

// costs is quantity times unit value, where both are told and the product has no more digits than a decimal column.
func costs(i record.Item, currency string) (value table.Decimal, ok bool) {
	if i.UnitAmount == nil || i.Quantity == nil || i.Currency != "" && i.Currency != currency {
		return value, false
	}
	value, err := i.UnitAmount.Mul(*i.Quantity)
	return value, err == nil
}

// split makes a row of each line. The id of a line is that of the purchase and all that the line says, so that two lines that
// say the same are told apart by their place among such lines alone.
func split(p Purchase, lines []line) []Purchase {
	if len(lines) < 2 {
		return []Purchase{p}
	}
	slices.SortFunc(lines, func(a, b line) int {
		return cmp.Or(cmp.Compare(a.item.Item, b.item.Item), cmp.Compare(a.item.ID, b.item.ID))
	})
	whole := p
	rows := make([]Purchase, 0, len(lines))
	for _, l := range lines {
		row := whole
		row.ID = source.ID("purchase line", whole.ID, l.item.ID)
		row.Line, row.Attribution, row.Awarded = l.item.Text, "line", &l.value
		if whole.Paid != nil && whole.Paid.Sign() != 0 { // all of it was paid
			row.Paid = &l.value
		}
		row.Converted = whole.Converted.of(&row)
		rows = append(rows, row)
	}
	return rows
}

// Deals puts the lines of each award together again: one row a deal, with the texts of its lines among its texts. The rows may
// come in any order.
func Deals(rows []Purchase) []Purchase {
	order := make([]*Purchase, len(rows)) // a row is some 800 bytes, too many to be moved about
	for i := range rows {
		order[i] = &rows[i]
	}
	slices.SortStableFunc(order, func(a, b *Purchase) int { return cmp.Or(cmp.Compare(a.Deal, b.Deal), cmp.Compare(a.ID, b.ID)) })
	deals := make([]Purchase, 0, len(rows))
	for _, row := range order {
		p, n := *row, len(deals)
		if n == 0 || deals[n-1].Deal != p.Deal {
			p.ID = p.Deal
			p.Texts = slices.Clone(p.Texts)
			if p.Line != "" {
				p.Texts = append(p.Texts, p.Line)
			}
			deals = append(deals, p)
			continue
		}
		d := &deals[n-1]
		if p.Line != "" && !slices.Contains(d.Texts, p.Line) {
			d.Texts = append(d.Texts, p.Line)
		}
		d.Awarded, d.Paid = add(d.Awarded, p.Awarded), add(d.Paid, p.Paid)
		d.Attribution = "contract"
		if d.Lot != "" {
			d.Attribution = "lot"
		}
	}
	for i := range deals {
		deals[i].Line = ""
	}
	return deals
}

func add(a, b *table.Decimal) *table.Decimal {
	if a == nil || b == nil {
		return nil
	}
	sum, err := a.Add(*b)
	if err != nil {
		return nil
	}
	return &sum
}
