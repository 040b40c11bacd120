package orgname

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold is one character without case, diacritics and compatibility form: É is e, ß is ss, Ｈ is h. A character that has no
// breadth of its own (a combining accent, a zero-width space, a direction mark) is "". Lookalikes of other scripts are not
// folded: a Cyrillic а is not a Latin a.
func Fold(r rune) string {
	if r < 0x80 {
		return string(unicode.ToLower(r))
	}
	if r < foldedTo {
		return folded()[r]
	}
	return foldAny(r)
}

// foldedTo is where the letters of Europe's alphabets end.
const foldedTo = 0x530

// folded is what each of them is folded to: texts are full of them, and to take one apart is slow.
var folded = sync.OnceValue(func() *[foldedTo]string {
	var all [foldedTo]string
	for r := rune(0x80); r < foldedTo; r++ {
		all[r] = foldAny(r)
	}
	return &all
})

func foldAny(r rune) string {
	if hidden(r) != "" {
		return ""
	}
	var b strings.Builder
	for _, d := range norm.NFKD.String(string(r)) {
		if d >= 0x300 && d <= 0x36f || d >= 0x64b && d <= 0x655 || d == 0x640 {
			continue
		}
		d = unicode.ToLower(unicode.ToUpper(d)) // by way of upper case, so that ς and σ are one
		if s, ok := plain[d]; ok {
			b.WriteString(s)
		} else {
			b.WriteRune(d)
		}
	}
	return b.String()
}
