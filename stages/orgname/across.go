package orgname

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// across compares a word in Latin letters with one in another script. A hand slips inside one script: between two, only the ways in
// which the one is written in the other count.
func across(p, q *part) float64 {
	if q.foreign {
		p, q = q, p
	}
	if hanOnly(p.text) {
		return hanSpelt(p, q)
	}
	if len(p.latin) < 3 || len(q.latin) < 3 {
		return same(p.latin == q.latin, 0.9)
	}
	if p.latin == q.latin {
		return 0.95
	}
	if declined(p, q) {
		return 0.93
	}
	if code(q.text) {
		return 0
	}
	if s := heardAs(p, q); s > 0 {
		return s
	}
	for _, ch := range [...]string{"ch", "k", "kh"} {
		read := *q
		if read.latin = hard(q.latin, ch); read.latin == q.latin {
			continue
		}
		if s := heardAs(p, &read); s > 0 {
			return s
		}
	}
	return 0
}

// hard is a word with a spelling of its own for each sound of the c and the w of Europe's languages; ch is what that one of Italian, of
// Greek words or of English is written with.
func hard(latin, ch string) string {
	if !strings.ContainsAny(latin, "cw") {
		return latin
	}
	var b strings.Builder
	for i := 0; i < len(latin); i++ {
		next := byte(0)
		if i+1 < len(latin) {
			next = latin[i+1]
		}
		switch c := latin[i]; {
		case c == 'w':
			b.WriteByte('v')
		case c != 'c':
			b.WriteByte(c)
		case next == 'h':
			b.WriteString(ch)
			i++
		case next == 'e' || next == 'i' || next == 'y':
			b.WriteByte('s')
		default:
			b.WriteByte('k')
		}
	}
	return b.String()
}

// heardAs says how surely a word of another script has the sounds of one in Latin letters.
func heardAs(p, q *part) float64 {
	bones, other := skeleton(p.latin), skeleton(q.latin)
	if bones.first() != other.first() {
		return 0
	}
	a, b := sound(p.latin), sound(q.latin)
	switch {
	case a == b:
		return 0.95
	case (bones.len() >= 4 || bones.len() == 3 && abjad(p.text)) && bones == other && lengths(a, b) && voiced(p, q):
		return 0.92
	}
	return 0
}

// declined says that a word of another script is the Latin one as its language bends it: in Cyrillic an adjective of it, or
// one of its cases; in Arabic behind a word that is written as one with it ("and", "in", "for").
func declined(p, q *part) bool {
	latin := strings.TrimRight(q.latin, "aeiouy")
	switch r, _ := utf8.DecodeRuneInString(p.text); {
	case unicode.Is(unicode.Cyrillic, r) && len(latin) >= 3 && strings.HasPrefix(p.latin, latin):
		for _, ending := range endings {
			if stem, ok := strings.CutSuffix(p.text, ending); ok && len(stem) >= 8 {
				if s := romanise(stem); s == q.latin || s == strings.TrimSuffix(q.latin, "s") || len(stem) >= 14 && s == latin { // its own ending left out too: Касперского of Kaspersky
					return true
				}
			}
		}
	case (r == 'و' || r == 'ب' || r == 'ل') && len(p.text) >= 12:
		bones := skeleton(p.latin[1:])
		return bones.len() >= 4 && bones == skeleton(q.latin)
	}
	return false
}

func cyrillic(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.Is(unicode.Cyrillic, r)
}

// bent says that what ends two words in Cyrillic letters are endings of one noun or of one adjective: Советска is of Советск, not of
// Советский.
func bent(a, b string) bool {
	noun := func(end string) bool { return end == "" || nounEndings[end] }
	return noun(a) && noun(b) || adjectiveEndings[a] && adjectiveEndings[b] || strings.HasPrefix(a, "ск") && slices.Contains(endings, a) && noun(b) ||
		strings.HasPrefix(b, "ск") && slices.Contains(endings, b) && noun(a)
}

var (
	nounEndings      = set("ами ями ов ев ои еи ом ем ам ям ах ях а у ы и е ю я ь о і")
	adjectiveEndings = set("ого его ому ему ыми ими ои еи ых их ая ую ое ыи ии ые ие ом ем ым им скои ского скому скими ским ская скую ское скии ские ских")
)

func arabicWord(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.Is(unicode.Arabic, r)
}

// suffixed are what ends an Arabic word that is another one bent: feminine, plural, an adjective of it. A word with the same consonants
// is one too, whatever letters stand for them.
var suffixed = map[string]bool{"": true, "ه": true, "ا": true, "ي": true, "يه": true, "ات": true, "ين": true, "ون": true, "ان": true, "يات": true, "يون": true}

// endings of Russian adjectives of places and names, and of cases, the longer first; folded, so that й is и.
var endings = strings.Fields(`скои ского скому скими ским ская скую ское скии ские ских ами ями ого его ому ему ыми ими ов ев ои еи ых их ая ую ое ыи ии ые ие ом ем ам ям ах ях а у ы и е ю я`)

// abjad says that a word is of a script that leaves most vowels out.
func abjad(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return arabicWord(word) || unicode.Is(unicode.Hebrew, r)
}
