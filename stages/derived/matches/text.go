package matches

import (
	"slices"
	"strings"
	"unicode"

	"github.com/perimeter-data/perimeter/stages/orgname"
)

// word is a word of a text, folded, and where it stands.
type word struct {
	folded     string
	start, end int // code points of the text
	gap        gap // what stands before it
	part       bool
	odd        bool // lookalikes of several scripts, or characters that cannot be seen
}

// gap is the punctuation before a word.
type gap int

const (
	space  gap = iota
	comma      // a sign that parts members of a list: , + & /
	clause     // a sign that ends a clause: ; or the end of a sentence
)

// text is a text cut into words. Parts are words cut further, where small letters meet a capital or letters meet digits:
// KasperskyEndpoint is two parts, MAVIC2 too. Where no word has such a seam, the parts are the words.
type text struct {
	runes  []rune
	words  []word
	parts  []word
	folded strings.Builder // what the words' texts are parts of
	seams  bool
	digits bool
	cut    []word // room for parts
}

func newText(s string) *text {
	t := &text{}
	t.read(s)
	return t
}

// text is newText for a text of which nothing is asked once the next one is taken.
func (ix *Index) text(s string) *text {
	if ix.scratch == nil {
		return newText(s)
	}
	ix.scratch.read(s)
	return ix.scratch
}

// read takes another text, in the room of the last one.
func (t *text) read(s string) {
	t.runes = slices.Grow(t.runes[:0], len(s))
	for _, r := range s {
		t.runes = append(t.runes, r)
	}
	t.words = slices.Grow(t.words[:0], len(s)/6+1)
	t.folded = strings.Builder{}
	t.folded.Grow(len(s))
	t.seams, t.digits = false, false
	var before gap
	for i := 0; i < len(t.runes); {
		r := t.runes[i]
		if !wordRune(r) {
			before = max(before, t.gapOf(i))
			i++
			continue
		}
		end := i + 1
		for end < len(t.runes) && wordRune(t.runes[end]) && (dense(t.runes[end]) == dense(r) || breadthless(t.runes[end])) {
			end++
		}
		t.add(i, end, before)
		before, i = space, end
	}
	if t.seams {
		t.cut = t.parts
	} else {
		t.parts = t.words
	}
}

func wordRune(r rune) bool {
	if r < 0x80 {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || breadthless(r)
}

// breadthless says that a character belongs to the one before it, or cannot be seen.
func breadthless(r rune) bool { return unicode.IsMark(r) || r > 0x7f && orgname.Fold(r) == "" }

// dense says that a letter is of a script written without spaces: a word of another script beside it is a word of its own.
func dense(r rune) bool {
	return r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == 'ー'
}

func (t *text) gapOf(i int) gap {
	switch t.runes[i] {
	case ',', '+', '&', '/', '•':
		return comma
	case ';', '\u3002':
		return clause
	case '.', '!', '?':
		// A dot after a short word is an abbreviation's (N. 4, mod. X, art. 36): it ends a sentence after a longer one.
		long := len(t.words) > 0 && t.words[len(t.words)-1].end-t.words[len(t.words)-1].start > 4
		if long && t.words[len(t.words)-1].end == i && i+1 < len(t.runes) && unicode.IsSpace(t.runes[i+1]) {
			return clause
		}
	}
	return space
}

func (t *text) add(start, end int, before gap) {
	w := word{start: start, end: end, gap: before}
	raw := t.runes[start:end]
	w.folded = t.fold(raw)
	if w.folded == "" {
		return
	}
	if !plain(raw) {
		w.odd = orgname.Hidden(string(raw)) != nil || slices.Contains(raw, 'ı')
		if w.odd {
			w.folded = t.fold(unmask(raw))
		}
	}
	last := start
	for i, r := range raw {
		t.digits = t.digits || unicode.IsDigit(r)
		if i == 0 || !seam(raw, i) {
			continue
		}
		if !t.seams {
			t.parts = append(slices.Grow(t.cut[:0], cap(t.words)+1), t.words...)
			t.seams = true
		}
		t.parts = append(t.parts, word{folded: t.fold(t.runes[last : start+i]), start: last, end: start + i, gap: before, part: true, odd: w.odd})
		last, before = start+i, space
	}
	t.words = append(t.words, w)
	switch {
	case last > start:
		t.parts = append(t.parts, word{folded: t.fold(t.runes[last:end]), start: last, end: end, part: true, odd: w.odd})
	case t.seams:
		t.parts = append(t.parts, w)
	}
}

// seam says that a word can be cut before r[i].
func seam(r []rune, i int) bool {
	a, b := r[i-1], r[i]
	switch {
	case unicode.IsDigit(a) != unicode.IsDigit(b) && (unicode.IsLetter(a) || unicode.IsLetter(b)):
		return true
	case unicode.IsLower(a) && unicode.IsUpper(b):
		return true
	case unicode.IsUpper(a) && unicode.IsUpper(b):
		return i+1 < len(r) && unicode.IsLower(r[i+1]) // ZTENetView
	}
	return false
}

func fold(r []rune) string {
	var b strings.Builder
	b.Grow(len(r))
	return foldTo(&b, r)
}

func (t *text) fold(r []rune) string { return foldTo(&t.folded, r) }

// foldTo folds text behind what is folded already, and gives what it added.
func foldTo(b *strings.Builder, r []rune) string {
	from := b.Len()
	for _, c := range r {
		switch {
		case 'A' <= c && c <= 'Z':
			b.WriteByte(byte(c) + 'a' - 'A')
		case c < 0x80:
			b.WriteByte(byte(c))
		default:
			b.WriteString(orgname.Fold(c))
		}
	}
	return b.String()[from:]
}

// plain says that nothing in a word can be hidden or look like something else: all of it is Latin letters of Europe, without the
// Turkish ı, which no brand has, and the letters of clicks.
func plain(r []rune) bool {
	for _, c := range r {
		if c > 0x24f || c == 0xad || c == 'ı' || c >= 0x1c0 && c <= 0x1c3 {
			return false
		}
	}
	return true
}

// lookalike are letters that a reader takes for the Latin ones.
var lookalike = map[rune]rune{
	'а': 'a', 'А': 'A', 'в': 'b', 'В': 'B', 'е': 'e', 'Е': 'E', 'к': 'k', 'К': 'K', 'м': 'm', 'М': 'M', 'н': 'h', 'Н': 'H', 'о': 'o', 'О': 'O',
	'р': 'p', 'Р': 'P', 'с': 'c', 'С': 'C', 'т': 't', 'Т': 'T', 'у': 'y', 'У': 'Y', 'х': 'x', 'Х': 'X', 'і': 'i', 'І': 'I', 'ј': 'j', 'Ј': 'J', 'ѕ': 's', 'Ѕ': 'S', 'ԁ': 'd', 'һ': 'h',
	'ı': 'i', 'ǀ': 'l', 'ɑ': 'a', 'ɡ': 'g', 'ɩ': 'i', 'ɪ': 'i', 'ʟ': 'l', 'ʜ': 'h', 'ʀ': 'r', 'ɴ': 'n', 'ʙ': 'b', 'ʏ': 'y',
	'ᴀ': 'a', 'ᴄ': 'c', 'ᴅ': 'd', 'ᴇ': 'e', 'ᴊ': 'j', 'ᴋ': 'k', 'ᴍ': 'm', 'ᴏ': 'o', 'ᴘ': 'p', 'ᴛ': 't', 'ᴜ': 'u', 'ᴠ': 'v', 'ᴡ': 'w', 'ᴢ': 'z', 'ꜱ': 's',
	'ο': 'o', 'Ο': 'O', 'α': 'a', 'Α': 'A', 'ν': 'v', 'ρ': 'p', 'Ρ': 'P', 'τ': 't', 'Τ': 'T', 'ι': 'i', 'Ι': 'I', 'κ': 'k', 'Κ': 'K', 'Η': 'H', 'Ε': 'E', 'Ζ': 'Z', 'Υ': 'Y', 'υ': 'u', 'χ': 'x', 'Χ': 'X',
}

// unmask reads a word of mixed scripts as its reader would.
func unmask(r []rune) []rune {
	out := make([]rune, len(r))
	for i, c := range r {
		out[i] = c
		if l, ok := lookalike[c]; ok && strings.ContainsFunc(string(r), func(r rune) bool { return unicode.Is(unicode.Latin, r) }) {
			out[i] = l
		}
	}
	return out
}

// phraseOf is a name of the lists as words to look for.
func phraseOf(name string) []string {
	var out []string
	for _, w := range newText(name).words {
		out = append(out, w.folded)
	}
	return out
}

// stems are words, some of which stand for all words that begin with them (written with a star). Words in a script without
// spaces are looked for inside others.
type stems struct {
	whole  []string
	prefix []string
	han    []string
}

// stemsOf are the words of a context, and those with a minus in front of them.
func stemsOf(words []string) (context, unless stems) {
	for _, w := range words {
		if other, minus := strings.CutPrefix(w, "-"); minus {
			unless.put(other)
		} else {
			context.put(w)
		}
	}
	return context, unless
}

func (s *stems) put(word string) {
	if p, ok := strings.CutSuffix(word, "*"); ok {
		s.prefix = append(s.prefix, fold([]rune(p)))
	} else if han(word) {
		s.han = append(s.han, fold([]rune(word)))
	} else {
		s.whole = append(s.whole, fold([]rune(word)))
	}
}

func han(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

func (s stems) has(w string) bool {
	if slices.Contains(s.whole, w) {
		return true
	}
	for _, p := range s.prefix {
		if strings.HasPrefix(w, p) {
			return true
		}
	}
	for _, p := range s.han {
		if strings.Contains(w, p) {
			return true
		}
	}
	return false
}

// quoteMax is the longest quote, in code points.
const quoteMax = 300

// quote is the text around a place, whole words, at most quoteMax code points, and where the place is inside it.
func (t *text) quote(start, end int) (string, int64, int64) {
	lo, hi := 0, len(t.runes)
	if hi > quoteMax {
		end = min(end, start+quoteMax)
		lo = max(0, min(start-(quoteMax-(end-start))/2, hi-quoteMax))
		hi = lo + quoteMax
		for lo > 0 && lo < start && wordRune(t.runes[lo-1]) {
			lo++
		}
		for hi < len(t.runes) && hi > end && wordRune(t.runes[hi]) {
			hi--
		}
	}
	for lo < start && unicode.IsSpace(t.runes[lo]) {
		lo++
	}
	for hi > end && unicode.IsSpace(t.runes[hi-1]) {
		hi--
	}
	return string(t.runes[lo:hi]), int64(start - lo), int64(end - lo)
}
