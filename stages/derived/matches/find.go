package matches

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/pipeline/table"
)

// mention is a vendor named in a text.
type mention struct {
	vendor, relation, brand string
	start, end              int // code points of the text
	first, last             int // parts of the text, the last one included
	certainty               string
	pro, con, listed        []string
	besides                 [][2]int // first and last parts of the other mentions in the text
}

// nearby is how many words away the context of an ambiguous brand may stand.
const nearby = 8

// find is every mention in t, in order, none inside another. A brand whose relation did not hold on the day is no mention.
// tag says that t is the value of a tag for makers, or of the model beside it, so that no other context is needed where the maker is the
// vendor. around are texts that stand beside this one, such as the names of the parties, or the maker.
func (ix *Index) find(t *text, day *table.Date, tag bool, around ...string) []mention {
	hits := ix.hits(t)
	var out []mention
	for _, h := range hits {
		b := h.brand
		if b.Needs == "model" || !during(b.From, b.To, day) || t.stranger(h) || elsewhere(b.phrase, t, around) {
			continue
		}
		m := mention{vendor: b.Vendor, relation: b.Relation, brand: b.Brand.Brand, start: h.start, end: h.end, first: h.first, last: h.last,
			certainty: "names the brand", listed: []string{b.listed}}
		m.pro = append(m.pro, fmt.Sprintf("it names %s", b.Brand.Brand))
		if t.context(&h, b.unless) != "" && !ix.standing(t, hits, around, func(_ *text, h hit) bool { return h.names(b.Vendor) && h.brand.Needs == "nothing" }) {
			continue // another maker's
		}
		if b.Needs == "context" {
			if w := t.context(&h, b.context); w != "" {
				m.pro = append(m.pro, fmt.Sprintf("beside it stands a word of the trade (%s)", w))
			} else if tag && ix.standing(t, nil, around, func(_ *text, h hit) bool { return h.names(b.Vendor) }) {
				m.pro = append(m.pro, "it stands in a tag for makers")
			} else {
				continue
			}
		}
		m.doubt(b, day)
		if h.trade != "" && !tag {
			if !ix.goodsNear(t, &h) {
				continue
			}
			m.certainty = "possible name match"
			m.con = append(m.con, fmt.Sprintf("beside it stands a word of another trade (%s): the two may be the name of another body", h.trade))
		}
		if h.slip {
			w := t.goods(&h)
			if w == "" && !tag {
				continue
			}
			m.certainty = "possible name match"
			m.pro = []string{fmt.Sprintf("%q is a letter away from %s", string(t.runes[h.start:h.end]), b.Brand.Brand)}
			if w != "" {
				m.pro = append(m.pro, fmt.Sprintf("beside it stands a word for what is bought (%s)", w))
			}
			m.con = append(m.con, "as written it is not the brand: it may be a slip of the pen, or another word or name")
		}
		if h.glued {
			m.con = append(m.con, "as written it is part of a longer word")
		}
		if h.odd {
			m.certainty = "possible name match"
			m.con = append(m.con, "as written it holds hidden characters, letters of several scripts or letters that look like others")
		}
		out = append(out, m)
	}
	out = append(out, ix.numbers(t, hits, day, tag, around)...)
	out = settle(out)
	for i := range out {
		for k, o := range out {
			if k != i {
				out[i].besides = append(out[i].besides, [2]int{o.first, o.last})
			}
		}
	}
	return out
}

// doubt adds what is not known, or speaks against, the relation of a brand.
func (m *mention) doubt(b *brand, day *table.Date) {
	if b.Relation == "rebrand" && b.Confidence != "high" {
		m.con = append(m.con, fmt.Sprintf("that %s goods are made by the vendor is documented with %s confidence", b.Brand.Brand, b.Confidence))
	}
	if b.Scope == "some lines" {
		m.con = append(m.con, fmt.Sprintf("only some lines of %s are made by the vendor", b.Brand.Brand))
	}
	if day == nil && (b.From != nil || b.To != nil) {
		m.con = append(m.con, "the relation held for some time only, and the day of the record is not known")
	}
}

// hit is a place where the words of a brand stand, whatever else they need.
type hit struct {
	brand       *brand
	start, end  int
	first, last int
	glued, odd  bool
	slip        bool   // a letter away from the brand
	trade       string // the word of another trade beside it, which makes a name of the two; "" for none
}

// hits looks for brands among the words and then among the parts of words.
func (ix *Index) hits(t *text) []hit {
	var out []hit
	scan := func(words []word) {
		for i, w := range words {
			for _, b := range ix.first[w.folded] {
				if h, ok := at(words, i, b); ok && !slices.ContainsFunc(out, func(o hit) bool { return o.brand == b && o.start <= h.start && h.end <= o.end }) {
					out = append(out, h)
				}
			}
		}
	}
	scan(t.words)
	if t.seams {
		scan(t.parts)
	}
	for _, w := range t.words {
		long := ix.long[w.folded[0]]
		for _, b := range long {
			if rest, ok := strings.CutPrefix(w.folded, b.phrase[0]); ok && rest != "" && glue(rest) && !covered(out, w) {
				// As many code points as the brand has: folding keeps their number in the scripts that brands are written in.
				end := min(w.end, w.start+len([]rune(b.phrase[0])))
				out = append(out, hit{brand: b, start: w.start, end: end, glued: true, odd: w.odd})
			}
		}
		for _, b := range long {
			if slip(w.folded, b.phrase[0]) && !covered(out, w) {
				out = append(out, hit{brand: b, start: w.start, end: w.end, slip: true, odd: w.odd})
			}
		}
		if !ix.mayHan(w.folded) {
			continue
		}
		for _, b := range ix.han {
			if i := strings.Index(w.folded, b.phrase[0]); i >= 0 {
				from := w.start + len([]rune(w.folded[:i]))
				out = append(out, hit{brand: b, start: from, end: min(w.end, from+len([]rune(b.phrase[0]))), odd: w.odd})
			}
		}
	}
	for i := range out {
		out[i].first, out[i].last = t.span(out[i].start, out[i].end)
		ix.namesake(t, &out[i])
	}
	return out
}

// mayHan says that a byte stands in the word with which a brand in a script without spaces begins.
func (ix *Index) mayHan(word string) bool {
	for i := range len(word) {
		if ix.hanFirst[word[i]] {
			return true
		}
	}
	return false
}

// slipBrand is the least number of letters of a brand that is found with a slip of the pen in it.
const slipBrand = 8

// slip says that a word is a brand but for one letter: another one, one too many, one missing, or two changed about. The first
// letter is right, and the word is not the brand with an ending.
func slip(word, brand string) bool {
	if len(brand) < slipBrand || word == "" || word[0] != brand[0] || len(word) > len(brand)+utf8.UTFMax || len(brand) > len(word)+utf8.UTFMax {
		return false
	}
	w, b := []rune(word), []rune(brand)
	if len(b) < slipBrand || len(w) < len(b)-1 || len(w) > len(b)+1 || word == brand || w[0] != b[0] || strings.HasPrefix(word, brand) {
		return false
	}
	i := 0
	for i < len(w) && i < len(b) && w[i] == b[i] {
		i++
	}
	x, y := w[i:], b[i:]
	switch {
	case len(x) > len(y):
		return string(x[1:]) == string(y)
	case len(x) < len(y):
		return string(x) == string(y[1:])
	case string(x[1:]) == string(y[1:]):
		return true
	}
	return len(x) > 1 && x[0] == y[1] && x[1] == y[0] && string(x[2:]) == string(y[2:])
}

// goods is a word near the hit for a kind of thing or for its support, as written; "" if none stands there.
func (t *text) goods(h *hit) string {
	for i := max(0, h.first-nearby); i < len(t.parts) && i <= h.last+nearby; i++ {
		if c, _ := classOf(t.parts, i); (i < h.first || i > h.last) && (c == thing || c == support) && len(t.parts[i].folded) > 2 {
			return t.word(i)
		}
	}
	return ""
}

// glue says that what follows a brand in one word is a word of its own (KASPERSKYENDPOINT): the kind of thing it is, or the
// rn that is left of a line break where a publisher has lost its backslashes.
func glue(rest string) bool {
	return classes[rest] == thing || classes[rest] == support || strings.ReplaceAll(rest, "rn", "") == ""
}

func covered(hits []hit, w word) bool {
	return slices.ContainsFunc(hits, func(h hit) bool { return h.start < w.end && w.start < h.end })
}

// at says whether the words of b stand at words[i], no clause ending between them.
func at(words []word, i int, b *brand) (hit, bool) {
	if i+len(b.phrase) > len(words) {
		return hit{}, false
	}
	h := hit{brand: b, start: words[i].start, end: words[i+len(b.phrase)-1].end}
	for k, p := range b.phrase {
		w := words[i+k]
		if w.folded != p || k > 0 && w.gap != space {
			return hit{}, false
		}
		h.odd = h.odd || w.odd
		h.glued = h.glued || w.part && len(b.phrase) == 1 && !unicode.IsDigit(rune(nextByte(words, i+k)))
	}
	return h, true
}

// nextByte is the first byte of the part that follows words[i] inside the same word; '0' where none follows, since a number
// after a name is no doubt.
func nextByte(words []word, i int) byte {
	if i+1 < len(words) && words[i+1].start == words[i].end && words[i+1].folded != "" {
		return words[i+1].folded[0]
	}
	return '0'
}

// span is the parts of t between two code points.
func (t *text) span(start, end int) (first, last int) {
	first = slices.IndexFunc(t.parts, func(w word) bool { return w.end > start })
	last = first
	for last+1 < len(t.parts) && t.parts[last+1].start < end {
		last++
	}
	return first, last
}

// context is a word near the hit that the brand's context has, as written; "" if none stands there.
func (t *text) context(h *hit, words stems) string {
	for _, list := range [][]word{t.parts, t.words} {
		for _, w := range list {
			outside := w.end <= h.start || w.start >= h.end
			if outside && words.has(w.folded) && t.near(h, w) {
				return string(t.runes[w.start:w.end])
			}
			if !outside {
				for _, c := range words.han {
					if strings.Contains(w.folded, c) {
						return c
					}
				}
			}
		}
	}
	return ""
}

func (t *text) near(h *hit, w word) bool {
	first, last := t.span(w.start, w.end)
	return last >= h.first-nearby && first <= h.last+nearby
}

// settle orders mentions, drops those inside others, and makes one of a maker's name and its product line side by side.
func settle(all []mention) []mention {
	slices.SortStableFunc(all, func(a, b mention) int { return cmp.Or(a.start-b.start, b.end-a.end) })
	var out []mention
	for _, m := range all {
		if len(out) > 0 {
			last := &out[len(out)-1]
			if m.start < last.end {
				if m.vendor == last.vendor && m.relation == last.relation {
					continue
				}
				if m.end <= last.end && m.end-m.start < last.end-last.start {
					continue
				}
			}
			if m.vendor == last.vendor && m.relation == last.relation && m.first == last.last+1 && m.certainty != "possible name match" && m.start-last.end <= 2 {
				last.end, last.last = m.end, m.last
				last.certainty = "names the model"
				last.pro, last.listed = union(last.pro, m.pro), union(last.listed, m.listed)
				last.con = union(last.con, m.con)
				continue
			}
		}
		out = append(out, m)
	}
	return out
}

func union(a, b []string) []string {
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(a, s)
		}
	}
	return a
}
