package orgname

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// voiced says that the letters which a script writes are those of the word in Latin letters, where the bones of both are the same. A vowel
// may be left out by either, in an alphabet of Europe one and not the first; another one makes another word, and so does there a
// consonant that other scripts lack. Scripts that write a vowel behind every consonant say little.
func voiced(foreign, latin *part) bool {
	r, _ := utf8.DecodeRuneInString(foreign.text)
	said, out := heard, 0
	switch {
	case len(foreign.latin)+len(latin.latin) > 128:
		return false // no word of a name
	case abjad(foreign.text):
		said, out = heardAbjad, len(latin.latin)
	case unicode.In(r, unicode.Katakana, unicode.Hiragana, unicode.Hangul):
		return true
	case plainly(foreign.latin) != plainly(latin.latin):
		return false
	default:
		out = 1
	}
	a, b := between(foreign.latin), between(strings.TrimSuffix(latin.latin, "e"))
	for i := range min(len(a), len(b)) {
		switch {
		case out > 1 && i == 0, a[i] == b[i], b[i] == "" && i == len(b)-1: // what a case ends with
		case a[i] == "" || b[i] == "":
			if out--; out < 0 || i == 0 {
				return false
			}
		case !strings.ContainsFunc(a[i], func(v rune) bool { return strings.ContainsAny(b[i]+digraphs(b[i]), said[v]) }):
			return false
		}
	}
	return true
}

// plainly are the consonants of a word that alphabets of Europe keep apart, letters once.
func plainly(latin string) string {
	latin = strings.NewReplacer("ph", "f", "th", "t").Replace(latin)
	return single(strings.Map(func(r rune) rune {
		if strings.ContainsRune("bpfvdtmnrl", r) {
			return r
		}
		return -1
	}, latin))
}

// heard are the vowels that Latin letters have for one of an alphabet of Europe: a sound of English is written as it is heard.
var heard = map[rune]string{'a': "au", 'e': "ea", 'i': "iy", 'o': "o", 'u': "uow", 'y': "yi", 'j': "iyj", 'w': "uow"}

// heardAbjad are those for a long vowel of Arabic or Hebrew, which write no other.
var heardAbjad = map[rune]string{'a': "a", 'e': "ea", 'i': "iye", 'o': "uow", 'u': "uow", 'y': "iye", 'j': "iyj", 'w': "uow"}

// digraphs are the vowels as which English reads several letters.
func digraphs(vowels string) (more string) {
	for pair, sound := range map[string]string{"ee": "i", "ea": "i", "ie": "i", "ei": "i", "oo": "u", "ew": "u", "au": "o", "aw": "o", "ai": "e", "ay": "e", "ey": "e"} {
		if strings.Contains(vowels, pair) {
			more += sound
		}
	}
	return more
}

// between are the vowels before each bone of a word in Latin letters, and behind the last one.
func between(latin string) []string {
	out, from := []string{""}, Bones(0)
	for i := 1; i <= len(latin); i++ {
		switch b := skeleton(latin[:i]); {
		case b != from && b.len() > len(out)-1:
			out, from = append(out, ""), b
		case b == from && strings.IndexByte("aeiouyjw", latin[i-1]) >= 0:
			out[len(out)-1] += latin[i-1 : i]
		default:
			from = b
		}
	}
	return out
}
