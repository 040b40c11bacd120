// Package orgname knows the names of organisations. Normal is the form in which two spellings of one name are equal; Hidden
// says what in a name the eye does not see, Public what in it is the mark of a public body. Parse takes a name apart, and
// Compare says of two names what they say of the bodies that bear them, in one of three relations that are never one score:
//
//   - same: one body as far as names can tell. The words that tell it from others have their counterparts, and no place, number
//     or legal form of another country stands in one name alone.
//   - family: they share a word that few organisations bear, or one is the other with a place or words of many: a subsidiary, a
//     regional arm, a joint venture. A dealer or a namesake may bear the word too: it is a lead, and says so.
//   - different: nothing in the names joins them, however many common words they share.
//
// A name has no more than its letters: same is at most a strong name match, and a possible one where countries are not known,
// scripts differ or something speaks against it. Only a number in a register makes an identifier match. Every verdict comes with
// the reasons for and against it, as sentences.
//
// How much a word tells is read from tables inside the program, built by make tables from public registers: not from the
// names at hand, so that one name more changes nothing between two others.
package orgname

import (
	"crypto/sha256"
	"encoding/hex"
	"html"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normal is the form in which two spellings of one name are equal: compatibility forms, case, diacritics, punctuation and
// spaces made one, & for "and" between two words, legal forms at the ends removed. It is idempotent. It is "" where nothing
// is left, and "" never matches anything, itself included: the caller must see to that. A text longer than maxName
// stands for itself alone: its first words and a digest of all of it.
func Normal(name string) string {
	s := name
	if len(name) > maxName {
		digest := sha256.Sum256([]byte(name))
		return strings.TrimSpace(Normal(begin(name, 100)) + " " + hex.EncodeToString(digest[:16]))
	}
	// A removed form can bring another one to the end; each round shortens the text or ends the loop.
	for {
		t := normal(s)
		if t == s {
			return t
		}
		s = t
	}
}

// maxName is how many bytes of a name are read. What is longer names no organisation: it is a text in the wrong field.
const maxName = 4 << 10

// begin is the first bytes of a text, n or fewer.
func begin(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

func normal(name string) string {
	tokens := words(name)
	for i, t := range tokens {
		if i > 0 && i < len(tokens)-1 && connectors[t] && (len(t) > 1 || letters(tokens[i-1]) > 1) {
			tokens[i] = "&"
		}
	}
	tokens, _ = stripForms(tokens)
	return norm.NFC.String(strings.Join(joinInitials(tokens), " "))
}

// words are the folded words of a name. Letters each followed by a dot are one word (S.p.A., A.S.L.), and so are beginnings of
// words that dots join (CO.GE.AS.), whose end is no legal form then; & and + are words.
func words(name string) []string {
	if strings.Contains(name, "&") {
		name = html.UnescapeString(escapes.Replace(name))
	}
	name = joinDotted(partForm(name))
	if ascii(name) {
		return strings.Fields(string(fold([]byte(name))))
	}
	return strings.Fields(string(norm.NFC.Bytes(fold([]rune(norm.NFKC.String(name))))))
}

// fold writes a name folded, with spaces between its words.
func fold[T byte | rune](name []T) []byte {
	out := make([]byte, 0, len(name)+8)
	for i, c := range name {
		r := rune(c)
		if i > 0 && r >= 0x80 != (rune(name[i-1]) >= 0x80) && isDense(max(r, rune(name[i-1]))) {
			out = append(out, ' ') // JAPAN株式会社
		}
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			out = append(out, byte(r))
		case r >= 'A' && r <= 'Z':
			out = append(out, byte(r)+'a'-'A')
		case r == '&' || r == '+':
			out = append(out, " & "...)
		case r == '.' && initial(name, i):
		case (r == '\'' || r == '’' || r == 'ʼ' || r == '‘' || r == '`') && inside(name, i):
		case r >= 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || hidden(r) != ""):
			if spelt, ok := interchanged[r]; ok {
				r = spelt
			} else if isDense(r) {
				r = Simplified(r)
			}
			out = append(out, Fold(r)...)
		default:
			out = append(out, ' ')
		}
	}
	return out
}

// interchanged are Arabic letters that are written for each other, most of all at the end of a word, and the letters that Persian
// has for the Arabic ones.
var interchanged = map[rune]rune{'ى': 'ي', 'ی': 'ي', 'ة': 'ه', 'ک': 'ك'}

// Simplified is the character of mainland China for the one that Taiwan and Hong Kong write, r itself where they are one.
func Simplified(r rune) rune {
	if s, ok := simpler()[r]; ok {
		return s
	}
	return r
}

var simpler = sync.OnceValue(func() map[rune]rune {
	all := map[rune]rune{}
	for f := range rows(hanTable) {
		from, _ := utf8.DecodeRuneInString(f[0])
		all[from], _ = utf8.DecodeRuneInString(f[1])
	}
	return all
})

// escapes are those that are often written twice or in capitals.
var escapes = strings.NewReplacer("&amp;", "&", "&AMP;", "&")

// initial says that the dot at i stands after one letter that begins a word, and before another one that a dot or the end
// of the word follows.
func initial[T byte | rune](r []T, i int) bool {
	letter := func(k int) bool {
		return k >= 0 && k < len(r) && (unicode.IsLetter(rune(r[k])) || unicode.IsDigit(rune(r[k])))
	}
	return letter(i-1) && !letter(i-2) && letter(i+1) && !letter(i+2)
}

// inside says that the apostrophe at i stands inside a word (McDonald's, Qa'ida), not after an article that lost its vowel
// (dell'Interno, l'Aquila).
func inside[T byte | rune](r []T, i int) bool {
	if i == 0 || i+1 == len(r) || !unicode.IsLetter(rune(r[i-1])) || !unicode.IsLetter(rune(r[i+1])) {
		return false
	}
	start := i
	for start > 0 && unicode.IsLetter(rune(r[start-1])) {
		start--
	}
	var word []byte
	for _, c := range r[start:i] {
		word = append(word, string(unicode.ToLower(rune(c)))...)
	}
	return !elided[string(word)]
}

// elided are the words that an apostrophe parts from the next.
var elided = set("l d c j m n s t qu un dell all nell dall sull coll quell sant gl dev jusqu lorsqu")

func letters(s string) int { return utf8.RuneCountInString(s) }

// joinInitials writes letters that stand apart as one word: "A. B. C." is "ABC".
func joinInitials(tokens []string) []string {
	if !slices.ContainsFunc(tokens, lone) {
		return tokens
	}
	var out []string
	run := false
	for _, t := range tokens {
		single := lone(t)
		if single && run {
			out[len(out)-1] += t
		} else {
			out = append(out, t)
		}
		run = single
	}
	return out
}

// lone says that a word is one letter.
func lone(word string) bool {
	r, n := utf8.DecodeRuneInString(word)
	return n == len(word) && unicode.IsLetter(r)
}
