package record

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// signs says which patterns are worth trying on a text: each costs more than one look at all of its words.
type signs struct {
	fiscal, rfc, id, account, phone, mobile, trunk bool

	triples int // words of three letters in a row, as some write a tax code
}

func signsOf(s string) (seen signs) {
	seen.rfc = strings.Contains(s, "&") // the only sign in one that is no part of a word
	for from := 0; from < len(s); {
		to := from
		for to < len(s) && wordBytes[s[to]]&letterByte != 0 {
			to++
		}
		letters := to
		for to < len(s) && wordBytes[s[to]]&wordByte != 0 {
			to++
		}
		if to == from {
			from++
			continue
		}
		seen.look(s, from, letters, to)
		from = to
	}
	return seen
}

// any says that there are signs.
func (seen *signs) any() bool {
	return seen.fiscal || seen.rfc || seen.id || seen.account || seen.phone || seen.mobile || seen.trunk
}

// look looks at the letters and digits from..to of a text, which begin with the letters of ASCII up to letters.
func (seen *signs) look(s string, from, letters, to int) {
	run, n := s[from:to], letters-from
	if n < len(run) && run[n] >= utf8.RuneSelf {
		n = len(run) - len(strings.TrimLeftFunc(run, unicode.IsLetter))
	}
	switch {
	case n == len(run) && n == 3:
		seen.triples++
	case seen.triples > 1 && len(run) == 5 && run[0] <= '9':
		seen.fiscal = true
	default:
		seen.triples = 0
	}
	if n > 2 && signBytes[run[0]]&firstOfWord != 0 && signBytes[run[1]]&secondOfWord != 0 && signBytes[run[2]]&thirdOfWord != 0 {
		seen.word(run[:n])
	}
	seen.fiscal = seen.fiscal || len(run) == 16 && n >= 6 && run[0] < utf8.RuneSelf && run[n-1] < utf8.RuneSelf
	if n == len(run) {
		return
	}
	seen.rfc = seen.rfc || n >= 4 && n < len(run) && len(run) >= 13 && strings.ContainsAny(run, "0123456789")
	seen.account = seen.account || n == 2 && len(run) >= 4
	seen.mobile = seen.mobile || run[0] == '3' && (len(run) >= 9 || len(run) == 3 && to+1 < len(s) && s[to+1] >= '0' && s[to+1] <= '9')
	seen.trunk = seen.trunk || run[0] == '0' && len(run) >= 3
}

// word looks at a word that may stand before a code or a number.
func (seen *signs) word(s string) {
	var room [16]byte
	word, ascii := upperASCII(room[:0], s)
	if !ascii {
		word = append(word[:0], fold(s)...)
	}
	k := signWords[string(word)]
	seen.id, seen.phone = seen.id || k == idWord, seen.phone || k == phoneWord
}

const (
	idWord = 1 + iota
	phoneWord
)

// signWords stand before a code or a telephone number.
var signWords = func() map[string]byte {
	all := map[string]byte{}
	for w := range set(`DNI NIE CURP CPF CNP EGN PESEL РНОКПП ІПН ИНН`) {
		all[w] = idWord
	}
	for w := range set(`TEL TELEFONO TELEFON TELEPHONE PHONE MOBILE MOBIL CELL CELLULARE CEL FAX ТЕЛ ТЕЛЕФОН`) {
		all[w] = phoneWord
	}
	return all
}()

const (
	firstOfWord = 1 << iota
	secondOfWord
	thirdOfWord
)

// signBytes says of a byte whether one of signWords has it as its first, second or third, in whatever case.
var signBytes = func() (all [256]byte) {
	for w := range signWords {
		for i, place := range []byte{firstOfWord, secondOfWord, thirdOfWord} {
			all[w[i]] |= place
			all[w[i]|0x20] |= place
		}
	}
	for c := utf8.RuneSelf; c < len(all); c++ { // a letter that is folded to any
		all[c] = firstOfWord | secondOfWord | thirdOfWord
	}
	return all
}()

const (
	wordByte = 1 << iota
	letterByte
	digitByte
	codeByte // a code may have it, or a mask
	wideByte // it is part of a longer character
)

// wordBytes says of a byte whether it is one of words, and what else.
var wordBytes = func() (all [256]byte) {
	for c := range all {
		if isWordByte(byte(c)) {
			all[c] = wordByte
		}
		if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
			all[c] |= letterByte
		}
		if c >= '0' && c <= '9' {
			all[c] |= digitByte
		}
		if strings.ContainsRune("@+&[", rune(c)) {
			all[c] |= codeByte
		}
		if c >= utf8.RuneSelf {
			all[c] |= wideByte
		}
	}
	return all
}()

// upperASCII appends s in capitals; ascii is false where it has other letters than those of ASCII, and then it is not whole.
func upperASCII(b []byte, s string) (upper []byte, ascii bool) {
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= utf8.RuneSelf:
			return b, false
		case c >= 'a' && c <= 'z':
			c -= 'a' - 'A'
		}
		b = append(b, c)
	}
	return b, true
}
