package orgname

import (
	"strings"
	"unicode/utf8"
)

// Seat parts a company's name, up to its legal form, from the place that stands behind it in brackets or behind a dash, and gives the
// country of that place (ISO 3166-1 alpha-2). ok is false where something else stands there, no legal form stands before it, or its words
// are places of several countries.
func Seat(name string) (company, country string, ok bool) {
	company, aside, _ := brackets(name)
	company = strings.TrimRight(company, " ")
	if _, forms := stripForms(words(company)); aside == "" || len(forms) == 0 || !strings.HasPrefix(name, company) {
		return name, "", false // or it stands inside: an arm
	}
	where := Parse(aside)
	for i := range where.parts {
		p := &where.parts[i]
		switch {
		case p.small || p.place.country == "" && utf8.RuneCountInString(p.text) == 1: // г., a town
		case p.place.country == "", country != "" && country != p.place.country:
			return name, "", false
		default:
			country = p.place.country
		}
	}
	return company, country, country != ""
}
