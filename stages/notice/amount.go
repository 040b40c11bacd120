package notice

import (
	"strings"

	money "golang.org/x/text/currency"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// A corrigendum writes amounts in its own way: 1 234 567,89 EUR; €1,234,567.89; 100.000.

// figure is the one number in a text; what is around it has no digit.
var figure = regexp.MustCompile(`^[^0-9]*([0-9](?:[0-9 .,'\x{a0}\x{202f}\x{2019}]*[0-9])?)[^0-9]*$`)

var spacing = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "'", "", "\u2019", "")

// marked are the ways to write a number, by the mark before its decimals.
var marked = map[string]*regexp.Regexp{
	"":  regexp.MustCompile(`^([0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3})+)()$`),
	".": regexp.MustCompile(`^([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)\.([0-9]+)$`),
	",": regexp.MustCompile(`^([0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+),([0-9]+)$`),
}

// readings are the amounts that a text may mean, by the mark before the decimals: 100.000 may be one hundred or a hundred
// thousand. There are none where the text holds no number, or several.
func readings(s string) map[string]table.Decimal {
	all := map[string]table.Decimal{}
	m := figure.FindStringSubmatch(s)
	if m == nil {
		return all
	}
	for mark, form := range marked {
		parts := form.FindStringSubmatch(spacing.Replace(m[1]))
		if parts == nil {
			continue
		}
		n := strings.NewReplacer(".", "", ",", "").Replace(parts[1])
		if parts[2] != "" {
			n += "." + parts[2]
		}
		if d, err := table.ParseDecimal(n); err == nil {
			all[mark] = d
		}
	}
	return all
}

var threeLetters = regexp.MustCompile(`\b[A-Z]{3}\b`)

// amount is the value that the fix gives an award of this value and currency; ok is false where the fix is not about it, or
// does not say clearly what it is to be.
func (f Fix) amount(was table.Decimal, currency string) (now table.Decimal, ok bool) {
	for _, code := range threeLetters.FindAllString(f.Old+" "+f.New, -1) {
		if _, err := money.ParseISO(code); err == nil && code != currency {
			return now, false
		}
	}
	read := false
	for mark, d := range readings(f.Old) {
		if d != was {
			continue
		}
		then, clear := f.written(mark)
		if !clear || read && then != now { // 0.000 may be nothing in two ways
			return now, false
		}
		now, read = then, true
	}
	return now, read
}

// written is what is to be read, where the mark was before the decimals in the place of what was.
func (f Fix) written(mark string) (now table.Decimal, clear bool) {
	all := readings(f.New)
	if now, clear = all[mark]; !clear && mark != "" { // the other mark is then before thousands
		now, clear = all[""]
	}
	if len(all) > 1 {
		return now, clear && (mark != "" || strings.ContainsAny(f.Old, ".,"))
	}
	for _, now = range all {
		return now, true
	}
	return now, false
}
