package record

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Harmless says at one look that Mask changes nothing in a text: none of its words begins a search, and nothing in it is a
// sign of a code. Most texts are. False is no answer.
func Harmless(s string) bool {
	if before, ends := strings.CutSuffix(s, "."); ends {
		if r, _ := utf8.DecodeLastRuneInString(before); unicode.IsUpper(r) || unicode.Is(unicode.Mn, r) { // an initial may end it
			return false
		}
	}
	var holds byte
	for i := range len(s) {
		holds |= wordBytes[s[i]]
	}
	return holds&codeByte == 0 && !tells(s) && (holds&digitByte == 0 || signsOf(s) == signs{})
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

// tells says whether a text has a telling word, or one that it takes more than a look to know.
func tells(s string) bool {
	var room [64]byte
	made := false // there was a work, whose author would come behind "di" or "by"
	for i := 0; i < len(s); {
		word := room[:0]
		var sum uint32
		for i < len(s) && len(word) < len(room)-utf8.UTFMax {
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
		if len(word) >= len(room)-utf8.UTFMax || made && len(word) == 2 && (string(word) == "DI" || string(word) == "BY") {
			return true
		}
		var k kind
		if tellingWords[sum>>16%uint32(len(tellingWords))]&(1<<(sum>>26)) != 0 ||
			len(word) >= 8 && (word[0] == 'M' || word[0] == 'P' || word[0] == 'G' || word[0] == 'A') { // it may be two given names
			k = kindOf(string(word)) & telling
		}
		if k&^work != 0 {
			return true
		}
		made = made || k != 0
	}
	return false
}
