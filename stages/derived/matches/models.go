package matches

import (
	"slices"
	"strings"
	"unicode"

	"github.com/perimeter-data/perimeter/pipeline/table"
)

// numbers are the model numbers in t that are documented as a vendor's.
func (ix *Index) numbers(t *text, hits []hit, day *table.Date, tag bool, around []string) []mention {
	var out []mention
	for _, c := range t.candidates() {
		for _, m := range ix.models[c.folded[0]] {
			if !m.re.MatchString(c.folded) {
				continue
			}
			n := mention{vendor: m.Vendor, relation: "brand", brand: ix.name(m.Vendor), start: c.start, end: c.end, certainty: "names the model", listed: []string{m.listed}}
			n.first, n.last = t.span(c.start, c.end)
			if !m.Alone && !ix.beside(m, t, n, hits, tag, around) {
				continue
			}
			n.pro = append(n.pro, "the number has a form documented as the vendor's")
			if m.Brand != "" {
				n.relation, n.brand = "rebrand", m.Brand
				b := ix.rebrand(m)
				if b != nil && !during(b.From, b.To, day) {
					continue
				}
				if b != nil {
					n.doubt(b, day)
					n.listed = append(n.listed, b.listed)
				}
			}
			out = append(out, n)
			break
		}
	}
	return out
}

// beside says whether the brand that a model number needs stands in the text or around it: the one under which it is sold,
// or any of the vendor's own.
func (ix *Index) beside(m *model, t *text, n mention, hits []hit, tag bool, around []string) bool {
	return ix.standing(t, hits, around, func(u *text, h hit) bool {
		if m.Brand != "" {
			return h.brand.Vendor == m.Vendor && h.brand.Brand.Brand == m.Brand
		}
		return h.names(m.Vendor) && (h.brand.Needs == "nothing" || tag || u.context(&h, h.brand.context) != "" || u == t && h.last+1 == n.first)
	})
}

// standing says whether a hit of some kind stands in the text or around it.
func (ix *Index) standing(t *text, hits []hit, around []string, kind func(*text, hit) bool) bool {
	return slices.ContainsFunc(hits, func(h hit) bool { return kind(t, h) }) || slices.ContainsFunc(around, func(a string) bool {
		u := newText(a)
		return slices.ContainsFunc(ix.hits(u), func(h hit) bool { return kind(u, h) })
	})
}

// names says that a hit is a vendor's own brand as written, and no part of the name of another body.
func (h hit) names(vendor string) bool {
	return !h.slip && h.trade == "" && h.brand.Vendor == vendor && h.brand.Relation == "brand"
}

func (ix *Index) rebrand(m *model) *brand {
	if len(m.phrase) == 0 {
		return nil
	}
	for _, b := range ix.first[m.phrase[0]] {
		if b.Vendor == m.Vendor && b.Brand.Brand == m.Brand {
			return b
		}
	}
	return nil
}

// candidates are the words of t that may be model numbers, in upper case: letters, digits and what joins them, a digit among them.
func (t *text) candidates() []word {
	if !t.digits {
		return nil
	}
	var out []word
	letter := func(r rune) bool { return wordRune(r) && !dense(r) }
	joint := func(r rune) bool { return strings.ContainsRune("-‐‑–/()", r) }
	for i := 0; i < len(t.runes); {
		if !letter(t.runes[i]) {
			i++
			continue
		}
		end, digit := i, false
		for end < len(t.runes) && (letter(t.runes[end]) || joint(t.runes[end])) {
			digit = digit || unicode.IsDigit(t.runes[end])
			end++
		}
		stop := end
		for stop > i && !letter(t.runes[stop-1]) && (t.runes[stop-1] != ')' || !slices.Contains(t.runes[i:stop], '(')) {
			stop--
		}
		if digit {
			s := strings.Map(func(r rune) rune {
				if r == '‐' || r == '‑' || r == '–' {
					return '-'
				}
				return r
			}, fold(t.runes[i:stop]))
			out = append(out, word{folded: strings.ToUpper(s), start: i, end: stop})
		}
		i = end
	}
	return out
}
