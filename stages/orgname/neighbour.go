package orgname

import (
	"slices"
	"strings"
)

// neighbours says that a rare word of one name is that of the other but for a consonant, that no other rare word is in both, and
// whether all such keys are side by side: Kasperov, Kaskerov. A vowel is often written otherwise, a letter is left out or doubled by
// a slip; another consonant makes another word, as towns and surnames show. One whose key is beside the right one may be a slip too.
// The voiced and the voiceless consonant of one place are written for each other where a name is taken from another language. A vowel far
// from the right one on the keyboard is as doubtful as a consonant beside it.
func (x *alignment) neighbours() (other, beside bool) {
	for _, l := range x.links[:x.n] {
		p, q := &x.a.parts[l.a.first()], &x.b.parts[l.b.first()]
		switch {
		case !p.telling() || !q.telling():
		case l.alike >= 0.93 || p.foreign != q.foreign || !l.a.one() || !l.b.one():
			return false, false
		default:
			near, differ := consonant(p.text, q.text)
			if !differ && turnedVowel(p.text, q.text) {
				near, differ = true, true
			}
			if differ {
				beside = near && (beside || !other)
				other = true
			}
		}
	}
	return other, beside
}

// apart says that the names have one word in common, which one of them writes as two, and that neither bears a country: another body of two
// words as soon as the same.
func (x *alignment) apart() bool {
	country := func(p part) bool { return p.place.whole }
	return x.n == 1 && x.links[0].a.one() != x.links[0].b.one() && !slices.ContainsFunc(x.a.parts, country) && !slices.ContainsFunc(x.b.parts, country)
}

// consonant says that two words differ by one letter that is a consonant in both, and another than its voice makes it; and whether the
// two keys are side by side.
func consonant(a, b string) (beside, other bool) {
	v, w, ok := exchanged(a, b)
	if !ok || voices[[2]rune{v, w}] || voices[[2]rune{w, v}] {
		return false, false
	}
	return adjacent(v, w), true
}

// turnedVowel says that two words differ by one vowel, whose keys are not side by side.
func turnedVowel(a, b string) bool {
	v, w := changed(a, b)
	return v != 0 && ascii(a) && ascii(b) && vowel(byte(v)) && vowel(byte(w)) && !adjacent(v, w) && sound(a) != sound(b)
}

// farVowel says that two words differ by one vowel that neither a hand nor an ear takes for the other.
func farVowel(a, b string) bool {
	v, w := changed(a, b)
	return turnedVowel(a, b) && !confused[string([]rune{v, w})] && !confused[string([]rune{w, v})]
}

// confused are vowels that are heard for each other.
var confused = set("ae ei ou")

// exchanged are the consonants in one place by which alone two words differ, if they do.
func exchanged(a, b string) (v, w rune, ok bool) {
	v, w = changed(a, b)
	return v, w, strings.ContainsRune(consonants, v) && strings.ContainsRune(consonants, w)
}

// changed are the letters in the one place in which two words of one length differ; 0 and 0 where that is not all.
func changed(a, b string) (v, w rune) {
	x, y := []rune(a), []rune(b)
	if len(x) != len(y) {
		return 0, 0
	}
	for i := range x {
		switch {
		case x[i] == y[i]:
		case v != 0:
			return 0, 0
		default:
			v, w = x[i], y[i]
		}
	}
	return v, w
}

const consonants = "bcdfghjklmnpqrstvwxzбвгджзклмнпрстфхцчшщ"

// voices are consonants of one place, with the voice and without, and those that one letter stands for in some languages.
var voices = map[[2]rune]bool{{'b', 'p'}: true, {'d', 't'}: true, {'g', 'k'}: true, {'v', 'f'}: true, {'z', 's'}: true, {'c', 'k'}: true, {'q', 'k'}: true, {'v', 'w'}: true,
	{'б', 'п'}: true, {'д', 'т'}: true, {'г', 'к'}: true, {'в', 'ф'}: true, {'з', 'с'}: true, {'ж', 'ш'}: true, {'х', 'г'}: true, {'х', 'к'}: true}

// keyboards are the rows of keys on which names are written, folded.
var keyboards = [...][3]string{{"qwertyuiop", "asdfghjkl", "zxcvbnm"}, {"йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"}}

// adjacent says that two letters stand side by side on a keyboard, in a row or across two.
func adjacent(a, b rune) bool {
	for _, k := range keyboards {
		ra, ca := key(k, a)
		rb, cb := key(k, b)
		if ra < 0 || rb < 0 {
			continue
		}
		if ra > rb {
			ra, ca, rb, cb = rb, cb, ra, ca
		}
		switch d := cb - ca; rb - ra {
		case 0:
			return d == 1 || d == -1
		case 1:
			return d == 0 || d == -1
		}
	}
	return false
}

// key is where a letter stands on a keyboard; -1 where it does not.
func key(rows [3]string, letter rune) (row, column int) {
	for row, keys := range rows {
		for column, k := range []rune(keys) {
			if k == letter {
				return row, column
			}
		}
	}
	return -1, 0
}
