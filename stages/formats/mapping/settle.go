package mapping

import (
	"slices"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// settle adds up the parts of one award, each once: a part that is told twice is one. What the award is for is what its first
// part says, by its day and then its name; it ends when the last one does. Parts in several currencies have no sum.
func (m *document) settle(in, out *table.Set) error {
	var parts []draft
	var others []draft
	var origins []source.Origin
	for d := range drafts.In(in) {
		origins = append(origins, d.Award.Origins...)
		if n := len(parts); n > 0 && parts[n-1].Part == d.Part {
			if !equal(parts[n-1].Award.Amount, d.Award.Amount) {
				others = append(others, d)
			}
			continue
		}
		parts = append(parts, d)
	}
	slices.SortStableFunc(parts, func(a, b draft) int { return first(a.Award) - first(b.Award) })
	a := parts[0].Award
	a.Origins = source.Unite(nil, origins)
	for _, p := range parts[1:] {
		b := p.Award
		if b.To != nil && (a.To == nil || *b.To > *a.To) {
			a.To = b.To
		}
		if (b.Amount != nil || b.Paid != nil) && b.Currency != a.Currency {
			m.putCurrency(out, p.Origin)
			a.Amount, a.Paid, a.Currency, a.Basis = nil, nil, "", "unknown"
			break
		}
		a.Amount, a.Paid = sum(a.Amount, b.Amount), sum(a.Paid, b.Paid)
	}
	if a.Amount != nil && a.Amount.Sign() < 0 { // what takes money back was read, and what gave it was not
		table.PutPartial(out, m.Name, m.unit(), parts[0].Origin, a.Amount, a.Currency)
		if a.Amount = nil; a.Paid == nil {
			a.Currency, a.Basis = "", "unknown"
		}
	}
	id := record.AddAward(out, a)
	for _, o := range others {
		table.Conflicts.Add(out, table.Conflict{Table: record.Awards.Name, Entity: id, Columns: []string{"amount"},
			Kept: amountOf(parts, o.Part), Other: amountText(o.Award.Amount), Origins: []source.Origin{o.Origin}})
	}
	return nil
}

func (m *document) putCurrency(out *table.Set, at source.Origin) {
	table.PutReject(out, m.Name, &source.Defect{Scope: source.OneField, Origin: at, Field: "currency", Reason: "mapping.currencies",
		Message: "the parts of one award are in several currencies, so that they have no sum", Kept: "the award without its amount",
		Next: "look at the parts by their origins"}, at)
}

func first(a record.Award) int {
	for _, d := range []*table.Date{a.Date, a.From} {
		if d != nil {
			return int(*d)
		}
	}
	return 1 << 30
}

func equal(a, b *table.Decimal) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }

func sum(a, b *table.Decimal) *table.Decimal {
	if a == nil || b == nil {
		if a == nil {
			return b
		}
		return a
	}
	total, err := a.Add(*b)
	if err != nil {
		return nil
	}
	return &total
}

func amountOf(parts []draft, name string) string {
	i := slices.IndexFunc(parts, func(d draft) bool { return d.Part == name })
	return amountText(parts[i].Award.Amount)
}

func amountText(d *table.Decimal) string {
	if d == nil {
		return `{"amount":null}`
	}
	return `{"amount":"` + d.String() + `"}`
}
