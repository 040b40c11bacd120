package purchases

import (
	"math/big"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// money takes the award's value, else the sum of its contracts', and what was paid apart. A sum is known only if each of its
// parts is, in one currency. A value of 0 is none that is given, of an award and of a contract alike, and that of a framework
// agreement is a ceiling. What the contracts say was paid is a difference if the award says otherwise, and so are the values of
// contracts of which some are known and their sum is not. It gives back the lines by which the money is told, if it is.
func money(p *Purchase, d *deal) (differ []difference, lines []line) {
	if a := d.award; a != nil {
		p.Awarded, p.Paid, p.Ceiling = given(a.Amount), a.Paid, a.Ceiling
		if p.Awarded != nil || a.Paid != nil || a.Ceiling != nil {
			p.Currency, p.Basis, p.VAT, p.VATBasis = a.Currency, a.Basis, a.VAT, a.VATBasis
		}
	}
	if framework := d.award != nil && d.award.Kind == record.Framework; len(d.contracts) > 0 && !framework {
		currency, basis, one := currencyOf(d.contracts)
		if p.Awarded == nil && p.Paid == nil && p.Ceiling == nil {
			p.Currency, p.Basis = currency, basis
		}
		if p.Awarded == nil {
			if one && currency == p.Currency {
				p.Awarded = given(sum(d.contracts, func(c record.Contract) *table.Decimal { return given(c.Amount) }))
			}
			if p.Awarded == nil {
				differ = append(differ, unsummed(d.contracts)...)
			}
		}
		if one && currency == p.Currency {
			mergeValue(&differ, "paid", &p.Paid, sum(d.contracts, func(c record.Contract) *table.Decimal { return c.Paid }))
		}
	}
	if p.Kind == record.Framework { // terms cost nothing
		if p.Ceiling == nil {
			p.Ceiling = p.Awarded
		}
		p.Awarded = nil
	}
	if p.Kind == record.Concession && equal(p.Awarded, p.Ceiling) { // one record's turnover is another's value
		p.Awarded = nil
	}
	if p.Awarded == nil && p.Paid == nil && p.Ceiling == nil {
		p.Currency, p.Basis, p.VAT, p.VATBasis = "", "unknown", "unknown", "unknown"
	}
	for _, word := range []*string{&p.Basis, &p.VAT, &p.VATBasis} {
		if *word == "" {
			*word = "unknown"
		}
	}
	lines = linesOf(p, d.items)
	switch {
	case p.Awarded == nil && p.Paid == nil:
		p.Attribution = "unknown"
	case len(lines) == 1:
		p.Attribution = "line"
	case p.Lot != "":
		p.Attribution = "lot"
	default:
		p.Attribution = "contract"
	}
	return differ, lines
}

// unsummed are the values of contracts where some are known, and what they come to is not: one of them is not known or 0, or they
// are in several currencies.
func unsummed(contracts []record.Contract) []difference {
	var values []string
	known := false
	for _, c := range contracts {
		value := "unknown"
		if c.Amount != nil {
			value = strings.TrimSpace(c.Amount.String() + " " + c.Currency)
		}
		values = append(values, value)
		known = known || given(c.Amount) != nil
	}
	if !known {
		return nil
	}
	return []difference{{"awarded", nil, values}}
}

// given is the value of an award or a contract, nil where it is 0: nothing is bought for nothing.
func given(value *table.Decimal) *table.Decimal {
	if none(value) {
		return nil
	}
	return value
}

// currencyOf is the currency that the contracts have in common; one is false if they differ.
func currencyOf(contracts []record.Contract) (currency, basis string, one bool) {
	one = true
	first := true
	for _, c := range contracts {
		if c.Amount == nil && c.Paid == nil {
			continue
		}
		if first {
			currency, basis, first = c.Currency, c.Basis, false
		}
		one = one && c.Currency == currency
		if c.Basis != "stated" {
			basis = c.Basis
		}
	}
	return currency, basis, one
}

func sum(contracts []record.Contract, value func(record.Contract) *table.Decimal) *table.Decimal {
	var total table.Decimal
	for _, c := range contracts {
		v := value(c)
		if v == nil {
			return nil
		}
		var err error
		if total, err = total.Add(*v); err != nil {
			return nil
		}
	}
	return &total
}

func exact(d *table.Decimal) *big.Rat {
	r, ok := new(big.Rat).SetString(d.String())
	if !ok {
		panic("a decimal does not print as a number")
	}
	return r
}

// span is from the first day of the first contract to the last day of the last one, where all of them say so.
func span(contracts []record.Contract) (from, to *table.Date) {
	for i, c := range contracts {
		if i == 0 {
			from, to = c.From, c.To
			continue
		}
		if from != nil && (c.From == nil || *c.From < *from) {
			from = c.From
		}
		if to != nil && (c.To == nil || *c.To > *to) {
			to = c.To
		}
	}
	return from, to
}

// when finds the day of the purchase, and says what day that is. Of the day of a process it is known that the purchase did not
// come later only where a record was published on it: that of a call comes first.
func when(p *Purchase, d *deal, t call, in *table.Set) {
	p.DateKind = "unknown"
	for _, c := range d.contracts {
		if c.Signed != nil && (p.Date == nil || *c.Signed < *p.Date) {
			p.Date, p.DateKind = c.Signed, "signed"
		}
	}
	switch {
	case p.Date != nil:
	case d.award != nil && d.award.Date != nil:
		p.Date, p.DateKind = d.award.Date, "awarded"
	case p.From != nil && *p.From < endless:
		p.Date, p.DateKind = p.From, "period start"
	case t.process != nil && t.process.Date != nil:
		p.Date, p.DateKind = t.process.Date, "process"
		for r := range record.Publications.In(in) {
			if r.Day != nil && *r.Day == *p.Date {
				p.DateKind = "release"
			}
		}
		p.Origins = source.Unite(p.Origins, t.process.Origins)
	}
}

// awardWords are the words for the state of an award that mean the same wherever they stand: the codes of OCDS and eForms, and
// the elements of TED_EXPORT. A publisher's own words say nothing here.
var awardWords = map[string]string{
	"active": "active", "selec-w": "active", "AWARDED_CONTRACT": "active", "AWARDED_PRIZE": "active",
	"AWARD_OF_CONTRACT": "active", "AWARD_OF_CONTRACT_DEFENCE": "active", "AWARD_AND_CONTRACT_VALUE": "active",
	"cancelled": "cancelled", "unsuccessful": "cancelled", "clos-nw": "cancelled", "PROCUREMENT_UNSUCCESSFUL": "cancelled",
	"PROCUREMENT_DISCONTINUED": "cancelled", "NO_AWARDED_CONTRACT": "cancelled", "NO_AWARDED_PRIZE": "cancelled",
	"pending": "pending", "open-nw": "pending", "veat": "pending",
	"VOLUNTARY_EX_ANTE_TRANSPARENCY_NOTICE": "pending", "VOLUNTARY_EX_ANTE_TRANSPARENCY_NOTICE_DEFENCE": "pending",
}

// status reads what is said of award and contracts; called says that the record tells of no more than a call.
func status(d *deal, called bool) string {
	all := func(words ...string) bool {
		return len(d.contracts) > 0 && !slices.ContainsFunc(d.contracts, func(c record.Contract) bool { return !slices.Contains(words, c.Status) })
	}
	word := ""
	if d.award != nil {
		word = awardWords[d.award.Status]
	}
	switch {
	case word == "cancelled" || all("cancelled"):
		return "cancelled"
	case word == "active" || all("active", "terminated", "cancelled"):
		return "active"
	case word == "pending" && len(d.contracts) == 0, d.award == nil && all("pending"), word == "" && called:
		return "pending"
	}
	return "unknown"
}
