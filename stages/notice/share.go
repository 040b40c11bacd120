package notice

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Share finds values that are not one award's. Where several suppliers share a lot, as in a framework, some buyers write the
// value of the lot into each award; some write that of the whole procurement into each lot. The notice's own total gives
// them away.
//
// Where the awards come to more than that total, and counting the same value in one lot once comes closer to it, such awards
// become one award to all of their suppliers, for that value together. After that, a value that stands in several awards, and
// comes to the total even without one of them, is no award's. Both are reported by defect.
func (n *Notice) Share(defect func(field, reason, message, kept string)) {
	if n.Total == nil || n.Total.Sign() <= 0 || n.Kind == Modification {
		return
	}
	together := func(awards []Award) (sum table.Decimal, over bool) {
		for _, a := range awards {
			if a.Amount == nil || a.Currency != n.Currency {
				continue
			}
			var err error
			if sum, err = sum.Add(*a.Amount); err != nil {
				return sum, false
			}
		}
		return sum, sum.Cmp(*n.Total) > 0
	}
	sum, over := together(n.Awards)
	if !over {
		return
	}
	shared := share(n.Awards, n.Currency)
	once, _ := together(shared)
	both, err := sum.Add(once)
	twice, err2 := n.Total.Add(*n.Total)
	if err == nil && err2 == nil && len(shared) < len(n.Awards) && both.Cmp(twice) > 0 {
		n.Awards = shared
		defect("the values of the awards", "repeated_value", "several awards of one lot have the same value, and all awards together are more than the total of the notice",
			"one award to all of their suppliers, who have the value together")
	}
	for _, a := range n.Awards {
		var same []Award
		for _, b := range n.Awards {
			if sameValue(a, b, n.Currency) {
				same = append(same, b)
			}
		}
		if len(same) < 2 {
			continue
		}
		if others, _ := together(same[1:]); others.Cmp(*n.Total) < 0 {
			continue
		}
		for j := range n.Awards {
			if b := &n.Awards[j]; sameValue(a, *b, n.Currency) {
				b.withoutAmount()
			}
		}
		defect("the values of the awards", "repeated_value", "several awards have the same value, which comes to the total of the notice even without one of them",
			"the awards without a value")
	}
}

func sameValue(a, b Award, currency string) bool {
	return a.Amount != nil && b.Amount != nil && *a.Amount == *b.Amount && a.Currency == currency && b.Currency == currency
}

// share makes one award of those of one lot that have the same value in this currency.
func share(awards []Award, currency string) []Award {
	var all []Award
	for _, a := range awards {
		i := slices.IndexFunc(all, func(b Award) bool {
			return lotOf(b) == lotOf(a) && sameValue(a, b, currency)
		})
		if i < 0 {
			a.Suppliers, a.Contracts = slices.Clone(a.Suppliers), slices.Clone(a.Contracts)
			all = append(all, a)
			continue
		}
		for _, r := range a.Suppliers {
			if r.Name == record.Person || !slices.Contains(all[i].Suppliers, r) {
				all[i].Suppliers = append(all[i].Suppliers, r)
			}
		}
		all[i].Contracts = append(all[i].Contracts, a.Contracts...)
		if a.Title != all[i].Title {
			all[i].Text = Join(all[i].Text, a.Title)
		}
	}
	return all
}

// lotOf is the part of an award's place that names its lot.
func lotOf(a Award) string {
	lot, _, _ := strings.Cut(a.Place, "/")
	return lot
}
