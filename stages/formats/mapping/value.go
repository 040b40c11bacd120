package mapping

import (
	"fmt"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// layout is how a day is written: YYYY, MM or M, DD or D, other characters as they are; * at the end stands for anything that
// does not begin with a digit, such as a time.
type layout struct {
	text  string
	form  *regexp.Regexp
	parts []byte // y, m, d in the order in which they stand
}

func newLayout(text string) (l layout, problem string) {
	l.text = text
	var form strings.Builder
	form.WriteString("^")
	rest, open := strings.CutSuffix(text, "*")
	for rest != "" {
		token := rest[:1]
		for _, t := range []string{"YYYY", "MM", "DD", "M", "D"} {
			if strings.HasPrefix(rest, t) {
				token = t
				break
			}
		}
		rest = rest[len(token):]
		switch token {
		case "YYYY":
			form.WriteString(`([0-9]{4})`)
			l.parts = append(l.parts, 'y')
		case "MM":
			form.WriteString(`([0-9]{2})`)
			l.parts = append(l.parts, 'm')
		case "DD":
			form.WriteString(`([0-9]{2})`)
			l.parts = append(l.parts, 'd')
		case "M":
			form.WriteString(`([0-9]{1,2})`)
			l.parts = append(l.parts, 'm')
		case "D":
			form.WriteString(`([0-9]{1,2})`)
			l.parts = append(l.parts, 'd')
		case "Y", "y", "m", "d":
			return l, "want YYYY, MM or M, DD or D"
		default:
			form.WriteString(regexp.QuoteMeta(token))
		}
	}
	if open {
		form.WriteString(`(?:[^0-9].*)?`)
	}
	sorted := slices.Clone(l.parts)
	slices.Sort(sorted)
	if string(sorted) != "dmy" {
		return l, "want year, month and day once each"
	}
	l.form = regexp.MustCompile(form.String() + "$")
	return l, ""
}

// parse is the day, where the layout fits.
func (l layout) parse(s string) (d table.Date, ok bool) {
	found := l.form.FindStringSubmatch(s)
	if found == nil {
		return 0, false
	}
	var year, month, day string
	for i, p := range l.parts {
		switch p {
		case 'y':
			year = found[i+1]
		case 'm':
			month = found[i+1]
		case 'd':
			day = found[i+1]
		}
	}
	d, err := table.ParseDate(fmt.Sprintf("%s-%02s-%02s", year, month, day))
	return d, err == nil && record.ContractYears.Has(d)
}

// day is the day that s is by the layouts; reason is "" or why it is none.
func (m *document) day(s string) (d *table.Date, reason, message string) {
	for _, l := range m.layouts {
		got, ok := l.parse(s)
		switch {
		case !ok:
		case d != nil && *d != got:
			return nil, "mapping.ambiguous_date", "the date is one day by one layout of the mapping and another by another"
		default:
			d = &got
		}
	}
	if d == nil {
		return nil, "mapping.date", "the date is no day " + record.ContractYears.String() + " by any layout of the mapping"
	}
	return d, "", ""
}

// number reads an amount as the mapping says that numbers are written; plain says that it is a number of JSON, which is
// written in one way only. A sign may stand before it; whatever else stands beside it makes it none.
func (m *document) number(s string, plain bool) (table.Decimal, bool) {
	n := m.Numbers
	if plain {
		n = numbers{Decimal: "."}
	}
	whole, fraction, hasFraction := strings.Cut(s, n.Decimal)
	sign := ""
	for written, meant := range map[string]string{"+": "", "-": "-", "−": "-"} {
		if after, ok := strings.CutPrefix(whole, written); ok {
			whole, sign = after, meant
			break
		}
	}
	if strings.Trim(whole, "+-−") != whole {
		return table.Decimal{}, false
	}
	for _, t := range n.Thousands {
		if groups := strings.Split(whole, t); len(groups) > 1 {
			if len(groups[0]) < 1 || len(groups[0]) > 3 || slices.ContainsFunc(groups[1:], func(g string) bool { return len(g) != 3 }) {
				return table.Decimal{}, false
			}
			whole = strings.Join(groups, "")
		}
	}
	if n.Decimal == "," && strings.Contains(whole+fraction, ".") { // a point that the mapping does not explain
		return table.Decimal{}, false
	}
	if hasFraction {
		whole += "." + fraction
	}
	d, err := table.ParseDecimal(sign + whole)
	return d, err == nil
}

// of is the value in an element, "" if there is none; number says that it is a number of JSON.
func (m *document) of(v value, e element) (s string, number bool) {
	if v.Value != "" {
		return v.Value, false
	}
	for _, name := range v.From {
		s, number = e.get(name)
		if s = strings.TrimSpace(s); m.none(v, s) {
			continue
		}
		if v.match != nil {
			found := v.match.FindStringSubmatch(s)
			if found == nil {
				continue
			}
			if s = strings.TrimSpace(found[len(found)-1]); m.none(v, s) {
				continue
			}
		}
		if word, ok := v.Words[s]; ok {
			s = word
		}
		return s, number
	}
	return "", false
}

// none says that a value says that there is none.
func (m *document) none(v value, s string) bool {
	equal := func(n string) bool { return strings.EqualFold(n, s) }
	return s == "" || slices.ContainsFunc(m.Nothing, equal) || slices.ContainsFunc(v.Nothing, equal)
}

// holds says that all conditions hold of an element.
func (m *document) holds(all []condition, e element) bool {
	for _, c := range all {
		s, _ := m.of(c.Field, e)
		equal := func(n string) bool { return strings.EqualFold(n, s) }
		if c.Is != nil && !slices.ContainsFunc(c.Is, equal) || slices.ContainsFunc(c.Not, equal) ||
			c.Given == "yes" && s == "" || c.Given == "no" && s != "" {
			return false
		}
	}
	return true
}
