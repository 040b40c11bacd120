package record

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind says what a word may be; a word may be several things.
type kind uint32

const (
	title kind = 1 << iota
	fullTitle
	office
	given
	clearGiven
	standing
	stop
	place
	placeEnd
	saint
	breaker
	particle
	trade
	organisation
	companyForm
	joining
	common
	introducer
	contact
	cared
	obituary
	kin
	elided
	publisher
	enumerated
	department
	work
)

// vocabulary is what the words of all lists are: each word of a text is looked up once.
var vocabulary = func() map[string]kind {
	all := map[string]kind{}
	for k, words := range map[kind]map[string]bool{title: titles, fullTitle: fullTitles, office: offices, given: givenNames, clearGiven: clearNames,
		standing: standingNames, stop: stopWords, place: placeWords, placeEnd: placeEnds, saint: saints, breaker: breakers, particle: particles, trade: tradeWords,
		organisation: organisationWords, companyForm: companyForms, joining: connective, common: ordinary, introducer: introducers, contact: contacts,
		cared: caredFor, obituary: obituaries, kin: kinWords, elided: elidedSurnames, publisher: publishers, enumerated: enumerations,
		department: departments, work: works} {
		for w := range words {
			all[w] |= k
		}
	}
	return all
}()

// kindOf looks a word up. Two given names written as one, as Italians bear them, are a given name too.
func kindOf(folded string) kind {
	k, known := vocabulary[folded]
	if known || len(folded) < 8 {
		return k
	}
	for _, first := range []string{"MARIA", "PIER", "GIAN", "ANNA"} {
		if rest, ok := strings.CutPrefix(folded, first); ok && clearNames[rest] {
			return given | clearGiven
		}
	}
	return 0
}

// word is a run of letters in a text.
type word struct {
	from, to int
	folded   string
	kind     kind
	n        int  // letters
	upper    bool // begins with a capital letter
	all      bool // has no lower-case letter
}

func (w word) is(k kind) bool { return w.kind&k != 0 }

func split(s string) []word { return appendWords(make([]word, 0, len(s)/6+1), s) }

// appendWords appends the words of a text.
func appendWords(words []word, s string) []word {
	upper := upperOf(s)
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if !isLetter(r) {
			i += size
			continue
		}
		w := word{from: i, upper: unicode.IsUpper(r), all: true}
		ascii := true
		for i < len(s) {
			if r = rune(s[i]); r < utf8.RuneSelf {
				if !isLetter(r) {
					break
				}
				w.all = w.all && r < 'a'
				w.n++
				i++
				continue
			}
			ascii = false
			r, size = utf8.DecodeRuneInString(s[i:])
			if !isLetter(r) && !unicode.Is(unicode.Mn, r) && r != 'ʼ' {
				break
			}
			w.all = w.all && !unicode.IsLower(r)
			w.n++
			i += size
		}
		if w.to = i; ascii {
			w.folded = upper[w.from:w.to]
		} else {
			w.folded = fold(s[w.from:w.to])
		}
		w.kind = kindOf(w.folded)
		words = append(words, w)
	}
	return words
}

// upperOf is a text with the small letters of ASCII in capitals: its words share it.
func upperOf(s string) string {
	for i := range len(s) {
		if s[i] >= 'a' && s[i] <= 'z' {
			var b strings.Builder
			b.Grow(len(s))
			b.WriteString(s[:i])
			for ; i < len(s); i++ {
				c := s[i]
				if c >= 'a' && c <= 'z' {
					c -= 'a' - 'A'
				}
				b.WriteByte(c)
			}
			return b.String()
		}
	}
	return s
}

func isLetter(r rune) bool {
	return r|0x20 >= 'a' && r|0x20 <= 'z' || r >= utf8.RuneSelf && unicode.IsLetter(r)
}

// mayBeName says whether a word in a text may be part of a personal name.
func (w word) mayBeName(bare bool) bool {
	return w.n >= 3 && (bare || w.upper) && !w.is(trade|organisation|joining|stop|title|place|companyForm|common|obituary) && !isHan(w.folded)
}

func isHan(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return first >= utf8.RuneSelf && unicode.Is(unicode.Han, first)
}

// caseless says whether a text is written so that capitals tell nothing: in capitals, or without any.
func caseless(words []word) bool {
	long, upper, lower := 0, 0, 0
	for i := range words {
		w := &words[i]
		if w.n < 3 {
			continue
		}
		long++
		if w.all {
			upper++
		}
		if !w.upper {
			lower++
		}
	}
	return upper*10 >= long*7 || lower == long
}
