package orgname

import (
	"cmp"
	"math"
	"math/bits"
	"strings"
	"unicode/utf8"
)

// abbreviated is how surely a word of one meaning is the other shortened, or the other with an s.
const abbreviated = 0.98

// alike says how surely two parts that are not written alike are one word, from 0 to 1: a word of one meaning in two
// languages, a slip of the pen, a short form, the same sound in another script.
func alike(p, q *part) float64 {
	if p.number || q.number {
		return same(p.number && q.number && p.text == q.text, 1)
	}
	if p.place.country != "" && q.place.country != "" {
		return placed(p, q)
	}
	if p.symbol != "" && p.symbol == q.symbol {
		if strings.HasPrefix(p.text, q.text) || strings.HasPrefix(q.text, p.text) {
			return abbreviated
		}
		return 0.93
	}
	if p.foreign != q.foreign {
		return across(p, q)
	}
	if p.far(q) && p.text[0] != q.text[0] {
		return 0 // what follows asks for a slip at most, or for words that begin alike
	}
	if len(p.text) > len(q.text) {
		p, q = q, p
	}
	if p.small || q.small {
		return 0
	}
	if s := inflected(p, q); s > 0 {
		return s
	}
	if s := slip(p, q); s > 0 {
		return s
	}
	if s := short(p, q); s > 0 {
		return s
	}
	if s := kin(p.text, q.text); s > 0 && min(p.weight, q.weight) < 0.6 { // two rare words are two names
		return s
	}
	const digits = "0123456789"
	if !numbered(p.text) && !numbered(q.text) {
		return 0 // they are not equal, or they would not be compared
	}
	letters := strings.TrimRight(p.text, digits)
	return same(len(letters) >= 3 && letters == strings.TrimRight(q.text, digits), 0.6)
}

// numbered says that a word ends with a digit.
func numbered(word string) bool { return word[len(word)-1]-'0' < 10 }

// kin says that two words have a stem in common: ministry and minister, secretary and secretariat.
func kin(short, long string) float64 {
	n := 0
	for n < len(short) && short[n] == long[n] {
		n++
	}
	return same(n >= 5 && 5*n >= 3*len(long), 0.6)
}

func same(yes bool, alike float64) float64 {
	if yes {
		return alike
	}
	return 0
}

// placed compares two places: a country by its name in any language, a town by its own name or another, in another script or in full.
func placed(p, q *part) float64 {
	if p.place.country != q.place.country {
		return 0
	}
	if p.place.whole && q.place.whole || p.town() == q.town() {
		return 0.97
	}
	if p.foreign != q.foreign {
		if q.foreign {
			p, q = q, p
		}
		return max(across(p, q), same(!hanOnly(p.text) && skeleton(p.latin).len() >= 2 && skeleton(p.latin) == skeleton(q.latin) && voiced(p, q), 0.9))
	}
	return same(strings.HasPrefix(q.text, p.text+" ") || strings.HasPrefix(p.text, q.text+" "), 0.9)
}

// town is the name by which lists have a town.
func (p *part) town() string { return cmp.Or(p.place.called, p.text) }

// lengths says that one word is not twice as long as the other.
func lengths(a, b string) bool { return 2*min(len(a), len(b)) >= max(len(a), len(b)) }

// inflected says that two words differ by an ending only: technology and technologies, système and systèmes. Rare words
// are names and take an s at most: Zhongxin is not Zhongxing.
func inflected(p, q *part) float64 {
	short, long, n := p.text, q.text, 0
	if len(short) > len(long) {
		short, long = long, short
	}
	for n < len(short) && short[n] == long[n] {
		n++
	}
	if n < len(short) && !utf8.RuneStart(short[n]) {
		n-- // into a letter of which the first byte is the same
	}
	a, b := short[n:], long[n:]
	if n >= 4 && (a == "" && (b == "s" || b == "es") || a == "y" && b == "ies") || n >= 6 && a == "" && len(b) <= 2 && min(p.weight, q.weight) < 0.75 && (!arabicWord(short) || suffixed[b]) {
		return 0.93
	}
	// Other scripts take two bytes a letter and longer endings: касперский, касперского.
	if (n >= 12 || n >= 10 && a == "") && n%2 == 0 && !ascii(short) && !dense(short) && len(a) <= 6 && len(b) <= 6 && (!cyrillic(short) || bent(a, b)) && (!arabicWord(short) || suffixed[a] && suffixed[b] || skeleton(p.latin) == skeleton(q.latin)) {
		return 0.93
	}
	return 0
}

// misspelt says that one of two words may be the other misspelt: it is in no table, or it is rare there and the other common.
// Two words that both are known are two words, however little they differ.
func misspelt(p, q *part) bool {
	return !p.known || !q.known || math.Abs(p.weight-q.weight) >= 0.4
}

// slip says that two words of one script differ by a slip: one or two letters in a long word.
func slip(p, q *part) float64 {
	if p.far(q) {
		return 0
	}
	n := utf8.RuneCountInString(q.text)
	if n < 4 || len(q.text)-len(p.text) > 3 && p.letters != 0 {
		return 0
	}
	most := 1
	switch {
	case n >= 12:
		most = 3
	case n >= 7:
		most = 2
	}
	d := distance(p.text, q.text, most)
	if d > most || code(p.text) || code(q.text) {
		return 0
	}
	s := 0.0
	switch {
	case d == 1 && n >= 8:
		s = 0.92
	case d == 1 && n >= 6:
		s = 0.87
	case d == 1 && n == 5:
		s = 0.8
	case d == 1:
		s = 0.5
	case d == 2 && n >= 10:
		s = 0.85
	case d == 2 && n >= 7:
		s = 0.7
	case d == 3 && n >= 12:
		s = 0.7
	default:
		return 0
	}
	switch {
	case !misspelt(p, q):
		s = max(s*0.5, kin(p.text, q.text))
	case p.letters != 0 && sound(p.latin) == sound(q.latin):
		s = max(s, 0.89)
	case p.text[0] != q.text[0]: // who misspells a word mostly begins it right
		s *= 0.85
	}
	return s
}

// far says that more than three letters are put in, left out or changed between two words: each adds at most two letters to those
// that only one of them has.
func (p *part) far(q *part) bool { return bits.OnesCount32(p.letters^q.letters) > 6 }

// code says that a word is none that can be misspelt: it has digits, or no vowel.
func code(word string) bool {
	return strings.ContainsAny(word, "0123456789") || ascii(word) && !strings.ContainsAny(word, "aeiouy")
}

// short says that one word is a short form of the other: tech, univ, mfg. The long one must be a word of many names. Who shortens the
// name of a place saves more than two letters; Para is not Parana.
func short(p, q *part) float64 {
	if len(p.text) < 3 || len(p.text) >= len(q.text) || p.text[0] != q.text[0] || !q.known || q.weight > 0.7 {
		return 0
	}
	if q.place.country != "" && p.known && len(q.text)-len(p.text) <= 2 {
		return 0
	}
	if strings.HasPrefix(q.text, p.text) {
		return 0.8
	}
	if len(p.text) > 5 || strings.ContainsAny(p.text[1:], "aeiou") {
		return 0
	}
	k := 0
	for i := 0; i < len(q.text) && k < len(p.text); i++ {
		if q.text[i] == p.text[k] {
			k++
		}
	}
	return same(k == len(p.text), 0.7)
}

// distance is the number of letters to put in, take out, change or swap with the next one to make b of a; most+1 if more
// than most.
func distance(a, b string, most int) int {
	if !ascii(a) || !ascii(b) {
		return runesDistance([]rune(a), []rune(b), most)
	}
	return bytesDistance(a, b, most)
}

func bytesDistance(a, b string, most int) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > most || len(b) > 63 {
		return most + 1
	}
	var rows [3][64]uint8
	before, prev, cur := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		prev[j] = uint8(j)
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = uint8(i)
		least := cur[0]
		for j := 1; j <= len(b); j++ {
			c := prev[j-1]
			if a[i-1] != b[j-1] {
				c = min(c, prev[j], cur[j-1]) + 1
				if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
					c = min(c, before[j-2]+1)
				}
			}
			cur[j] = c
			least = min(least, c)
		}
		if int(least) > most {
			return most + 1
		}
		before, prev, cur = prev, cur, before
	}
	return min(int(prev[len(b)]), most+1)
}

func runesDistance(a, b []rune, most int) int {
	if d := len(a) - len(b); d > most || -d > most || len(b) > 63 {
		return most + 1
	}
	before, prev, cur := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			c := prev[j-1]
			if a[i-1] != b[j-1] {
				c = min(c, prev[j], cur[j-1]) + 1
				if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
					c = min(c, before[j-2]+1)
				}
			}
			cur[j] = c
		}
		before, prev, cur = prev, cur, before
	}
	return min(prev[len(b)], most+1)
}
