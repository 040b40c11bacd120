package notice

import (
	"slices"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Pending is the status of an award of which the notice gives a day in the future for its conclusion.
const Pending = "pending"

// Doubt takes out what a form wants filled in and nobody can know or mean: the day of a contract that is later than the notice
// itself, and a value of one unit of the currency or less, which buyers write where they give none. Each is reported by defect. Where
// somebody was chosen, the contract would begin only then and no earlier day of a decision or a signature is left, nothing was concluded
// yet: the award is Pending and has no contract, as that of an Intent, which says so in words of its own. That nobody was chosen is
// decided whatever the day.
func (n *Notice) Doubt(defect func(field, reason, message, kept string)) {
	if nominal(n.Total) {
		n.Total, n.Currency = nil, ""
	}
	for i := range n.Awards {
		a := &n.Awards[i]
		if nominal(a.Amount) {
			a.withoutAmount()
			defect("AWARD["+a.ID+"]", "nominal_value", "the value of an award is one unit of its currency or less, which buyers write where they give none", "the award without a value")
		}
		if n.Published == nil {
			continue
		}
		later := n.takeLater(&a.Decided)
		for j := range a.Contracts {
			later = n.takeLater(&a.Contracts[j].Signed) || later
		}
		if !later {
			continue
		}
		kept := "the award without this day"
		if len(a.Suppliers) > 0 && a.From != nil && *a.From > *n.Published && !a.concluded() {
			a.Contracts, kept = nil, "the award without this day and without a contract"
			if n.Kind != Intent {
				a.Status, kept = Pending, "the award as pending, without this day and without a contract"
			}
		}
		defect("AWARD["+a.ID+"]", "later_than_notice", "the day of a contract or award is later than the notice that tells of it", kept)
	}
}

// concluded says that a day is known on which it was decided or its contract signed.
func (a *Award) concluded() bool {
	return a.Decided != nil || slices.ContainsFunc(a.Contracts, func(c Contract) bool { return c.Signed != nil })
}

// takeLater takes a day out that is later than the notice, and says whether it was.
func (n *Notice) takeLater(day **table.Date) bool {
	if *day == nil || **day <= *n.Published {
		return false
	}
	*day = nil
	return true
}

var one = func() table.Decimal {
	d, err := table.ParseDecimal("1")
	if err != nil {
		panic(err)
	}
	return d
}()

func nominal(d *table.Decimal) bool { return d != nil && d.Sign() >= 0 && d.Cmp(one) <= 0 }

func (a *Award) withoutAmount() {
	a.Amount, a.VAT, a.VATBasis = nil, "unknown", ""
	if a.Paid == nil {
		a.Currency = ""
	}
}

// Currency is the ISO 4217 code of a value; what is none is reported by defect.
func Currency(code, field string, defect func(field, reason, message, kept string)) string {
	currency := record.Currency(code)
	if currency == "" && code != "" {
		defect(field, "currency", "the currency is no code of ISO 4217", "the value without a currency")
	}
	return currency
}
