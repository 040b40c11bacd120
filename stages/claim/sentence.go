package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/stages/regexp"
)

// sentence is a stretch of a passage that ends as sentences do, or at a colon.
type sentence struct {
	passage  int
	from, to int // bytes of the passage's text
	text     string
	inside   bool   // begins inside a quotation that was opened before
	colon    bool   // follows a colon
	date, of string // stated in it
}

var abbreviations = wordSet(`mr mrs ms dr prof inc ltd co corp no vs e.g i.e u.s u.k st gen sen rep gov dott sig avv ing arch art artt n nr pag p sec cit ecc s.p.a s.r.l spa`)

// sentences parts the text of a passage. A stop before a small letter ends nothing: machine translation leaves such stops.
func sentences(passage int, s string) []sentence {
	var all []sentence
	start, colon := 0, false
	quote, inside := false, false
	cut := func(end, next int, byColon bool) {
		text := strings.TrimSpace(s[start:end])
		if text != "" {
			lead := len(s[start:end]) - len(strings.TrimLeft(s[start:end], " "))
			date, of := statedDate(text)
			all = append(all, sentence{passage, start + lead, start + lead + len(text), text, inside, colon, date, of})
		}
		start, colon, inside = next, byColon, quote
	}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		end := i + size
		switch r {
		case '“', '«':
			quote = true
		case '”', '»':
			quote = false
		case '"':
			quote = !quote
		case '.', '!', '?', '…':
			for end < len(s) {
				c, n := utf8.DecodeRuneInString(s[end:])
				if !strings.ContainsRune(`"”»’')]`, c) {
					break
				}
				if c == '”' || c == '»' {
					quote = false
				} else if c == '"' {
					quote = !quote
				}
				end += n
			}
			if ends(s, i, end, r) {
				cut(end, end, false)
			}
		case ':', ';':
			if end < len(s) && s[end] == ' ' {
				cut(i, end, r == ':')
			}
		}
		i = end
	}
	cut(len(s), len(s), false)
	return all
}

func ends(s string, stop, end int, r rune) bool {
	rest := strings.TrimLeft(s[end:], " ")
	if rest == "" {
		return true
	}
	if len(rest) == len(s)-end {
		return false // no space after it
	}
	next, _ := utf8.DecodeRuneInString(rest)
	if unicode.IsLower(next) {
		return false
	}
	if r != '.' {
		return true
	}
	word := s[strings.LastIndexAny(s[:stop], " (\"“")+1 : stop]
	return !abbreviations[strings.ToLower(word)] && !(utf8.RuneCountInString(word) == 1 && unicode.IsUpper([]rune(word)[0]))
}

// reHollow finds questions and conditions, which state nothing, and what is planned or asked for.
var reHollow = regexp.MustCompile(`\?["”»)]*$|(?:^|, |[“"] ?)(?:(?:[Ii]f|[Uu]nless|[Ww]hether|[Ss]e|[Qq]ualora|[Nn]el caso|[Ii]n case) \p{L}|[Hh]ad (?:it|he|she|they|we|you|I|there|the|an?|this|these|that|those|its|their|any|\p{Lu}[\p{L}\d]*) )|\b(?:whether|qualora)\b`)
