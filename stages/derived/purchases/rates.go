package purchases

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// maxRateAge is how many days before a purchase a rate may be of: tables have no rates for Sundays, and some only one a month.
const maxRateAge = 31

// exchange is the user's table of rates: by currency, in the order of days.
type exchange struct {
	to    string
	rates map[string][]record.Rate
}

var rates = pipeline.Whole(func(rows *table.Set) (*exchange, error) {
	x := &exchange{rates: map[string][]record.Rate{}}
	targets := map[string]bool{}
	for r := range record.Rates.In(rows) {
		x.to = r.To
		targets[r.To] = true
		x.rates[r.Currency] = append(x.rates[r.Currency], r)
	}
	if len(targets) > 1 { // two tables convert to two currencies: nobody says which of them is wanted
		return &exchange{}, nil
	}
	for _, all := range x.rates {
		slices.SortFunc(all, func(a, b record.Rate) int { return cmp.Compare(*a.Date, *b.Date) })
	}
	return x, nil
}, record.Rates)

// convert is the money of a purchase at the rate of its day.
func (x *exchange) convert(p *Purchase) Converted {
	if x.to == "" || p.Currency == "" || p.Date == nil || p.Awarded == nil && p.Paid == nil {
		return Converted{}
	}
	one, _ := table.ParseDecimal("1")
	c := Converted{Currency: x.to, Rate: &one, Date: p.Date}
	if p.Currency != x.to {
		all := x.rates[p.Currency]
		i, found := slices.BinarySearchFunc(all, *p.Date, func(r record.Rate, day table.Date) int { return cmp.Compare(*r.Date, day) })
		if !found {
			i--
		}
		if i < 0 || *p.Date-*all[i].Date > maxRateAge {
			return Converted{}
		}
		c.Rate, c.Date = all[i].Rate, all[i].Date
	}
	return c.of(p)
}

// of is the money of the purchase at the rate of c.
func (c Converted) of(p *Purchase) Converted {
	if c.Rate == nil {
		return Converted{}
	}
	c.Awarded, c.Paid = times(p.Awarded, c.Rate), times(p.Paid, c.Rate)
	return c
}

// times is a product rounded to hundredths, half away from zero; nil where it has more digits than a decimal column.
func times(a, rate *table.Decimal) *table.Decimal {
	if a == nil {
		return nil
	}
	d, err := table.ParseDecimal(new(big.Rat).Mul(exact(a), exact(rate)).FloatString(2))
	if err != nil {
		return nil
	}
	return &d
}
