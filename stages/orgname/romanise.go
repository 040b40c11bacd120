package orgname

import (
	"math/bits"
	"strings"
	"sync"

	"github.com/mozillazg/go-unidecode"
)

// romanise writes a folded word in Latin letters, without spaces. Of Chinese characters it gives the sounds of Mandarin, of
// Arabic and Hebrew mostly consonants: enough to find a name and to make it a possible one, never to be sure of it.
func romanise(word string) string {
	for _, article := range articles {
		if rest, ok := strings.CutPrefix(word, article); ok && len(rest) > 4 {
			word = rest
			break
		}
	}
	if rest, ok := strings.CutSuffix(word, "ه"); ok && len(rest) > 4 {
		word = rest // mostly the ending of a feminine word, which is not heard
	}
	var b strings.Builder
	word = letterwise().Replace(word)
	if dense(word) {
		word = inNames(word)
	}
	for _, r := range unidecode.Unidecode(word) {
		switch {
		case r >= 'A' && r <= 'Z':
			b.WriteByte(byte(r) + 'a' - 'A')
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteByte(byte(r))
		}
	}
	return b.String()
}

// articles are the Arabic one, and the prepositions and the word for "and" that are written as one word with it.
var articles = []string{"ال", "وال", "بال", "لل", "فال", "كال"}

// letterwise are letters that are read by those beside them: the small tsu of Kana doubles the next consonant; inside a Hebrew
// word vav is a vowel, and doubled it is v; Arabic writes ch and ng of foreign names with two letters, Greek b and g; what Greek letters
// sound like is that of ISO 843. Before them come the places that the table gives a name in Latin letters.
var letterwise = sync.OnceValue(func() *strings.Replacer {
	var all []string
	for f := range rows(placesTable) {
		if len(f) > 2 && !ascii(f[0]) {
			all = append(all, f[0], f[2])
		}
	}
	return strings.NewReplacer(append(all, "ッ", "", "っ", "", "וו", "v", "ו", "o", "تش", "ch", "نغ", "ng", "ου", "ou", "μπ", "b", "γκ", "g", "γγ", "ng", "υ", "y", "η", "i")...)
})

// spoken are spellings of one sound in the ways to write other scripts in Latin letters, the longer first.
var spoken = strings.NewReplacer("shch", "s", "sch", "s", "tsch", "c", "zh", "s", "kh", "h", "ch", "c", "sh", "s", "ts", "c", "tz", "c", "th", "t", "ph", "f", "gh", "g",
	"ck", "k", "x", "ks", "qu", "ku", "q", "k", "yu", "u", "ya", "a", "iu", "u", "ia", "a", "ee", "i", "oo", "u", "ou", "u", "w", "u", "y", "i", "j", "i")

// sound is a word in Latin letters with one spelling for each sound that transliterations write differently, letters once.
func sound(latin string) string {
	return single(spoken.Replace(latin))
}

// groups are consonants that scripts confuse with each other: Arabic has neither p nor v, Japanese and Korean no v, l or r. A
// vowel is in none.
var groups = [26]byte{'b' - 'a': 1, 'p' - 'a': 1, 'v' - 'a': 1, 'f' - 'a': 1, 'k' - 'a': 2, 'g' - 'a': 2, 'q' - 'a': 2, 'c' - 'a': 2, 'x' - 'a': 2,
	's' - 'a': 3, 'z' - 'a': 3, 'j' - 'a': 3, 'd' - 'a': 4, 't' - 'a': 4, 'm' - 'a': 5, 'n' - 'a': 6, 'r' - 'a': 7, 'l' - 'a': 7, 'h' - 'a': 8}

// Bones are the consonants of a word in Latin letters, four bits each, the first sixteen of them; runs of one group count once.
type Bones uint64

// skeleton is the bones of a word, one for sounds that are written with two letters.
func skeleton(latin string) (b Bones) {
	last := byte(0)
	put := func(g byte) {
		if g != last && b>>60 == 0 {
			b, last = b<<4|Bones(g), g
		}
	}
	for i := 0; i < len(latin); i++ {
		c := latin[i]
		if c < 'a' || c > 'z' || groups[c-'a'] == 0 {
			continue
		}
		g := groups[c-'a']
		if i+1 < len(latin) && latin[i+1] == 'h' {
			switch c {
			case 'z', 's', 'c':
				g = 3
			case 'k':
				g = 8
			}
			if strings.IndexByte("zsckptgd", c) >= 0 {
				i++
			}
		} else if c == 't' && i+1 < len(latin) && latin[i+1] == 's' {
			g = 3
			i++
		}
		put(g)
		if c == 'x' {
			put(3)
		}
	}
	return b
}

// len is how many consonants there are.
func (b Bones) len() int { return (bits.Len64(uint64(b)) + 3) / 4 }

// first is the first consonant, 0 if there is none.
func (b Bones) first() Bones { return b >> (4 * max(0, b.len()-1)) }

// single writes runs of one letter as one.
func single(s string) string {
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		if i == 0 || s[i] != s[i-1] {
			out = append(out, s[i])
		}
	}
	return string(out)
}
