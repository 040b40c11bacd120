package record

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// Harmless says at one look that Mask changes nothing in a text: none of its words begins a search, and nothing in it is a
// sign of a code. Most texts are. False is no answer.
func Harmless(s string) bool {
	if before, ends := strings.CutSuffix(s, "."); ends {
		if r, _ := utf8.DecodeLastRuneInString(before); unicode.IsUpper(r) || unicode.Is(unicode.Mn, r) { // an initial may end it
			return false
		}
	}
	var seen signs
	digits, made := false, false
	for from := 0; from < len(s); {
		if of := wordBytes[s[from]]; of&wordByte == 0 {
			if of&codeByte != 0 {
				return false
			}
			from++
			continue
		}
		to, sum := from, uint32(0)
		for ; to < len(s) && wordBytes[s[to]]&letterByte != 0; to++ {
			sum = sumOf(sum, s[to]&^0x20)
		}
		letters, holds := to, byte(0)
		for ; to < len(s) && wordBytes[s[to]]&wordByte != 0; to++ {
			holds |= wordBytes[s[to]]
		}
		switch {
		case holds&(letterByte|wideByte) != 0: // more than a word and a number
			if tells(s[from:to], &made) {
				return false
			}
		case letters > from && tellsWord(s[from:letters], sum, &made):
			return false
		}
		digits = digits || holds&digitByte != 0
		seen.look(s, from, letters, to)
		from = to
	}
	return !digits || !seen.any()
}

// telling are the words that begin a search for a name.
const telling = title | office | clearGiven | standing | obituary | cared | contact | work

// tellingWords has a bit for the sum of each word that is telling.
var tellingWords = func() *[1 << 10]uint64 {
	all := new([1 << 10]uint64)
	for w, k := range vocabulary {
		if k&telling != 0 {
			var sum uint32
			for i := range len(w) {
				sum = sumOf(sum, w[i])
			}
			all[sum>>16%uint32(len(all))] |= 1 << (sum >> 26)
		}
	}
	return all
}()

func sumOf(sum uint32, c byte) uint32 { return (sum ^ uint32(c)) * 0x01000193 }

// inWords are the letters below foldedTo and what goes on a word, as appendWords takes them; wordFirst those that begin one.
var inWords, wordFirst = func() (in, first [foldedTo]bool) {
	for r := range rune(foldedTo) {
		first[r] = isLetter(r)
		in[r] = first[r] || r >= utf8.RuneSelf && unicode.Is(unicode.Mn, r) || r == 'ʼ'
	}
	return in, first
}()

// tells says whether letters and digits in a row have a telling word, or one that it takes more than a look to know. made is
// that there was a work, whose author would come behind "di" or "by".
func tells(s string, made *bool) bool {
	var room [maxTold + utf8.UTFMax]byte
	for i := 0; i < len(s); {
		word := room[:0]
		var sum uint32
		for i < len(s) && len(word) < maxTold {
			r, size := rune(s[i]), 1
			if r >= utf8.RuneSelf {
				if r, size = utf8.DecodeRuneInString(s[i:]); r >= foldedTo {
					if r < 0x2010 || r > 0x2069 && r != '€' { // neither dash nor quotation mark
						return true
					}
					break
				}
			}
			if !inWords[r] || len(word) == 0 && !wordFirst[r] {
				break
			}
			i += size
			if r < utf8.RuneSelf {
				c := byte(r) &^ 0x20
				word, sum = append(word, c), sumOf(sum, c)
				continue
			}
			for _, c := range []byte(folded[r-utf8.RuneSelf]) {
				word, sum = append(word, c), sumOf(sum, c)
			}
		}
		if len(word) == 0 {
			_, size := utf8.DecodeRuneInString(s[i:])
			i += size
			continue
		}
		if tellsWord(source.View(word), sum, made) {
			return true
		}
	}
	return false
}

// maxTold is how long a word may be that a look tells.
const maxTold = 60

// tellsWord is tells of one word, folded or of the letters of ASCII, which has that sum.
func tellsWord(word string, sum uint32, made *bool) bool {
	if len(word) >= maxTold || *made && len(word) == 2 && (strings.EqualFold(word, "DI") || strings.EqualFold(word, "BY")) {
		return true
	}
	if tellingWords[sum>>16%uint32(len(tellingWords))]&(1<<(sum>>26)) == 0 && !maybeTwoGiven(word) {
		return false
	}
	var room [maxTold]byte
	upper, ascii := upperASCII(room[:0], word)
	if ascii {
		word = source.View(upper)
	}
	k := kindOf(word) & telling
	*made = *made || k == work
	return k&^work != 0
}

// maybeTwoGiven says whether a word begins as the one does that two given names make: see kindOf.
func maybeTwoGiven(word string) bool {
	if len(word) < 8 {
		return false
	}
	switch string([]byte{word[0] &^ 0x20, word[1] &^ 0x20}) {
	case "MA", "PI", "GI", "AN":
		return true
	}
	return false
}
