package matches

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/stages/orgname"
)

// phrase is how many words behind a brand may belong to its noun phrase.
const phrase = 4

// namesake looks beside a hit for a word of another trade that makes a name of the two: a hotel, a bank, a school that bears the
// brand's word. Where a word for the vendor's goods, or for buying them, stands nearer, the brand is the vendor's.
func (ix *Index) namesake(t *text, h *hit) {
	if rest := t.glued(h); rest != "" {
		h.trade = ix.tradeIn(h, rest)
		return
	}
	if ix.inFront(t, h) || ix.behind(t, h) || h.trade != "" && ix.modelBeside(t, h) {
		h.trade = ""
	}
}

// inFront looks at the word in front of a hit; bound says that it binds the brand to goods.
func (ix *Index) inFront(t *text, h *hit) (bound bool) {
	i := h.first - 1
	for i >= 0 && t.joined(i) && naming[t.parts[i].folded] {
		i--
	}
	if i < 0 || !t.joined(i) || dense(t.runes[t.parts[i].start]) { // such scripts write what bears a name behind it
		return false
	}
	if c, _ := t.classAt(i); c != unclassified && c != function && c != other || ix.sells(h, t.parts[i].folded) {
		return true
	}
	if i > 0 && t.joined(i-1) && linking(t.word(i)) {
		i--
	}
	if ix.otherTrade(h, t.word(i)) {
		h.trade = t.word(i)
	}
	return false
}

// behind looks at the words of its noun phrase that follow a hit. Behind a word of another trade the vendor's own goods alone bind.
func (ix *Index) behind(t *text, h *hit) (bound bool) {
	for i := h.last + 1; i < len(t.parts) && i <= h.last+phrase && t.joined(i-1); i++ {
		c, _ := classOf(t.parts, i)
		switch near := i == h.last+1 || i == h.last+2 && linking(t.word(i-1)); {
		case c == function && !digits(t.parts[i].folded):
			return false
		case ix.sells(h, t.parts[i].folded), h.trade == "" && (c == thing || c == accessory):
			return true
		case h.trade == "" && near && ix.otherTrade(h, t.word(i)):
			h.trade = t.word(i)
		}
	}
	return false
}

// glued is what follows a hit in a script without spaces, in the same word or the next one.
func (t *text) glued(h *hit) string {
	w := t.parts[h.last]
	if w.end == h.end && h.last+1 < len(t.parts) && t.joined(h.last) {
		w = t.parts[h.last+1]
	}
	if from := max(h.end, w.start); from < w.end && dense(t.runes[from]) {
		return string(t.runes[from:w.end])
	}
	return ""
}

// tradeIn is the word of another trade at the beginning of what follows a hit in a script without spaces, "" for none. Goods behind
// it bind a brand that stands for nothing else.
func (ix *Index) tradeIn(h *hit, rest string) string {
	r := []rune(rest)
	for n := 2; n <= min(len(r), 4); n++ {
		word := string(r[:n])
		switch {
		case ix.sells(h, word):
			return ""
		case !ix.otherTrade(h, word):
		case h.brand.Needs == "nothing" && ix.sells(h, string(r[n:min(len(r), n+2*phrase)])):
			return ""
		default:
			return word
		}
	}
	return ""
}

// joined says that nothing but spaces, a hyphen or quotation marks stands between a part and the one behind it.
func (t *text) joined(i int) bool {
	a, b := t.parts[i], t.parts[i+1]
	between := t.runes[min(a.end, b.start):b.start]
	return b.gap == space && (len(between) == 1 && between[0] == '-' || !slices.ContainsFunc(between, func(r rune) bool {
		return !unicode.IsSpace(r) && !unicode.In(r, unicode.Pi, unicode.Pf) && !strings.ContainsRune(`"'„`, r)
	}))
}

// sells says that a word is one of those for what the vendor sells, by the contexts of its brands, or begins another of its brands.
func (ix *Index) sells(h *hit, word string) bool {
	long := han(word) || utf8.RuneCountInString(word) > 3
	return slices.ContainsFunc(ix.own[h.brand.Vendor], func(b *brand) bool {
		return b != h.brand && b.phrase[0] == word || long && b.context.has(word)
	})
}

// goodsNear says that a word near a hit is one for a kind of thing, for its support, or for what the vendor sells.
func (ix *Index) goodsNear(t *text, h *hit) bool {
	for i := max(0, h.first-nearby); i < len(t.parts) && i <= h.last+nearby; i++ {
		w := t.parts[i]
		before, behind := t.runes[w.start:max(w.start, min(w.end, h.start))], t.runes[min(w.end, max(w.start, h.end)):w.end]
		if ix.sells(h, fold(before)) || ix.sells(h, fold(behind)) {
			return true
		}
	}
	return t.goods(h) != ""
}

// ofBodies are words, as keys, by which bodies of any trade are called.
var ofBodies = []string{"agency", "plant"}

// linking says that a word may stand inside a name between the word for a trade and that by which the body is known: a place, or a
// word by which companies are called.
func linking(word string) bool {
	n := orgname.Parse(word)
	if n.Len() != 1 {
		return false
	}
	w, ok := n.Word(0)
	return ok && (w.In != "" || slices.Contains(ofGroups, w.Key) || slices.Contains(asForms, w.Key) || slices.Contains(ofBodies, w.Key))
}

// otherTrade says that a word tells a trade that no name of the vendor's tells, and names none of its goods.
func (ix *Index) otherTrade(h *hit, word string) bool {
	n := orgname.Parse(word)
	return len(n.Trades()) > 0 && n.OtherTrade(ix.roll.of(h.brand.Vendor)) && !ix.sells(h, fold([]rune(word)))
}

// modelBeside says that a number of a form that is documented as the vendor's stands right beside a hit.
func (ix *Index) modelBeside(t *text, h *hit) bool {
	return slices.ContainsFunc(t.candidates(), func(c word) bool {
		first, last := t.span(c.start, c.end)
		return (last == h.first-1 && t.joined(last) || first == h.last+1 && t.joined(h.last)) && slices.ContainsFunc(ix.models[c.folded[0]], func(m *model) bool {
			return m.Vendor == h.brand.Vendor && m.re.MatchString(c.folded)
		})
	})
}
