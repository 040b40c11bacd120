package orgname

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// part is a word of a name, or several words that are one place.
type part struct {
	letters uint32 // which Latin letters text has, a bit for each; 0 if it is not Latin
	number  bool
	foreign bool    // written in a script that is not Latin
	small   bool    // an article, a preposition, a word for "and"
	aside   bool    // in brackets
	weight  float64 // from 0 to 1
	text    string
	place   place  // zero if it is none
	symbol  string // what it means in any language; "" if not known
	latin   string // text in Latin letters
	known   bool   // it stands in a table
	opens   bool   // names of places begin with it
	tail    bool   // tied by a hyphen to the word before it
}

// letterSet is which Latin letters a word has.
func letterSet(word string) (set uint32) {
	for i := range len(word) {
		if c := word[i] - 'a'; c < 26 {
			set |= 1 << c
		}
	}
	return set
}

// weigh says how much the part tells: less if it is a place or stands in brackets, little if it is a small word.
func (p *part) weigh() {
	if !p.known {
		p.weight = min(p.weight, look(p.latin).weight, look(borrowed(p.latin)).weight)
	}
	if p.symbol != "" && !p.known {
		p.weight = min(p.weight, 0.5)
	}
	switch {
	case p.small:
		p.weight = 0.05
	case p.number:
		p.weight = 0.5
	case p.place.whole:
		p.weight = min(p.weight, 0.4)
	case p.place.country != "":
		p.weight = min(p.weight, 0.6)
	}
	if utf8.RuneCountInString(p.text) == 1 && !p.number && !dense(p.text) {
		p.weight = min(p.weight, 0.4)
	}
	switch {
	case p.aside && p.place.country != "":
		p.weight /= 2
	case p.aside:
		p.weight /= 4
	}
	if p.tail {
		p.weight *= 0.4
	}
	p.weight = max(p.weight, 0.05)
}

// borrowed is how most languages of Europe spell a word that Russian took from them and writes with a z between vowels: positiv.
func borrowed(latin string) string {
	const vowels = "aeiou"
	for i := 1; i+1 < len(latin); i++ {
		if latin[i] == 'z' && strings.IndexByte(vowels, latin[i-1]) >= 0 && strings.IndexByte(vowels, latin[i+1]) >= 0 {
			return latin[:i] + "s" + latin[i+1:]
		}
	}
	return latin
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Distinctive are the words by which the name may be told from the names of others, as folded.
func (n Name) Distinctive() []string {
	var out []string
	for i := range n.parts {
		if n.parts[i].telling() {
			out = append(out, n.parts[i].text)
		}
	}
	return out
}

// telling says that the part alone points to one organisation or its family: a rare word, not a place, a number or a short
// word.
func (p *part) telling() bool {
	if dense(p.text) && strings.ContainsAny(p.text[len(p.text)-3:], "区區县縣市州省") {
		return false // a district
	}
	return (p.weight >= 0.75 || p.weight >= 0.6 && len(p.latin) == 3 && !p.known) && !p.number && p.place.country == "" && p.symbol == "" && (len(p.latin) >= 3 || p.foreign && len(p.text) >= 6) && !unicode.IsDigit(rune(p.latin[0]))
}

// brief says that the part is too short to point to one family where other rare words stand beside it.
func (p *part) brief() bool {
	if dense(p.text) {
		return utf8.RuneCountInString(p.text) < 3
	}
	return len(p.latin) < 5
}

// Word is a part of a name as an index sees it.
type Word struct {
	Key     string  // equal for words that are one: its meaning in any language where known, else its Latin letters
	Latin   string  // in Latin letters
	Weight  float64 // from 0 to 1
	Other   bool    // written in a script that is not Latin
	Place   bool    // a country
	In      string  // of a place, the country it is or is in (ISO 3166-1 alpha-2); "" for any other word
	Known   bool    // stands in the tables: not a slip of the pen
	Telling bool    // alone points to one organisation or its family
}

// Word is the i-th part of the name; ok is false for an article or a preposition, and for what has no sound.
func (n *Name) Word(i int) (w Word, ok bool) {
	p := &n.parts[i]
	w = Word{Key: p.latin, Latin: p.latin, Weight: p.weight, Other: p.foreign, Place: p.place.whole, In: p.place.country,
		Known: p.symbol != "" || p.known, Telling: p.telling()}
	switch {
	case p.place.whole:
		w.Key = p.place.country
	case p.place.called != "":
		w.Key = p.place.called
	case p.symbol != "":
		w.Key = p.symbol
	}
	return w, !p.small && p.latin != ""
}

// Bones are the consonants of the word, 0 if they are fewer than three.
func (w *Word) Bones() Bones {
	if b := skeleton(w.Latin); b.len() >= 3 {
		return b
	}
	return 0
}

// Han says that all words of the name are written in Han characters or Kana.
func (n *Name) Han() bool { return han(*n) }

// Len is the number of the name's parts.
func (n *Name) Len() int { return len(n.parts) }

// Weight is the weights of the name's words, added up.
func (n *Name) Weight() float64 { return n.total }

// Joined is the name in Latin letters without spaces.
func (n *Name) Joined() string { return n.joined }

// Initials are the first letters of its words, "" if there are fewer than three.
func (n *Name) Initials() string { return n.first }
