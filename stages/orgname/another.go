package orgname

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed tables/borne.tsv
var borneTable string

// bornes are surnames, and words of the names of towns, that are no words of organisations.
var bornes = sync.OnceValue(func() map[string]bool {
	all := make(map[string]bool, strings.Count(borneTable, "\n"))
	for w := range strings.Lines(borneTable) {
		all[strings.TrimSuffix(w, "\n")] = true
	}
	return all
})

// sever takes apart again what was taken for one word and is two but for a letter, so that each of them is a word that the other
// name has not.
func (x *alignment) sever() {
	kept, institutions := 0, x.kind() != ""
	for _, l := range x.links[:x.n] {
		p, q := &x.a.parts[l.a.first()], &x.b.parts[l.b.first()]
		if l.a.one() && l.b.one() && another(p, q, institutions) {
			x.severed, x.beheaded = true, x.beheaded || x.heads(l.a, l.b)
			x.usedA &^= l.a
			x.usedB &^= l.b
			continue
		}
		x.links[kept] = l
		kept++
	}
	if kept < x.n {
		x.n = kept
		x.remainders()
	}
}

// loose says that two words that are not written alike were taken for one.
func (x *alignment) loose() bool {
	for _, l := range x.links[:x.n] {
		if l.a.one() && l.b.one() && l.alike < 1 {
			return true
		}
	}
	return false
}

// another says that two words of one script that differ by little are two words. They are one where a hand slips (two letters changed
// about, one doubled, one for another of its sound), where one of them is met often and long and the other is met nowhere, and where
// no word that is met is as near to the one as the other is: coined words have no neighbours, surnames and towns have many. Of a
// surname, and in the names of institutions, where the word by which one is told from another is a place, only the hand is believed.
func another(p, q *part, institutions bool) bool {
	switch {
	case p.text == q.text || p.small || q.small || p.number || q.number || p.foreign != q.foreign:
		return false
	case doer(p.text, q.text) || doer(q.text, p.text), otherCode(p.text, q.text):
		return true
	case p.symbol != "" && p.symbol == q.symbol, p.place.country != "" && q.place.country != "", short(p, q) > 0, short(q, p) > 0, code(p.text), code(q.text):
		return false
	case dense(p.text) && dense(q.text): // one character for another is a slip where they sound alike: 第十二, 第十四
		return p.latin != q.latin && utf8.RuneCountInString(p.text) == utf8.RuneCountInString(q.text)
	case dense(p.text) || dense(q.text):
		return false
	case plural(p.text, q.text): // of a coined word, or one of few names, an s makes another one; that of a long one may be a slip
		n, w := min(len(p.text), len(q.text)), min(p.weight, q.weight)
		return w >= 0.75 && n < 8 || w >= 0.6 && n < 6
	case p.foreign && inflected(p, q) > 0, p.known && q.known && (misspelt(p, q) || kinOf(p.text, q.text) && min(p.weight, q.weight) < 0.6):
		return false
	case (p.known || bornes()[p.text]) && (q.known || bornes()[q.text]):
		return true
	}
	if q.known {
		p, q = q, p // so that p is the one that is known, if one is
	}
	common := p.known && (p.place.country == "" || p.place.whole) && (p.symbol != "" || p.weight < everyday || p.weight < 0.75 && !bornes()[p.text])
	letters := max(utf8.RuneCountInString(p.text), utf8.RuneCountInString(q.text))
	a, _ := utf8.DecodeRuneInString(p.text)
	b, _ := utf8.DecodeRuneInString(q.text)
	switch {
	case gendered(p.text, q.text):
		return p.symbol == ""
	case byHand(p, q, !institutions || common):
		return false
	case a != b, (institutions || bornes()[p.text]) && !common, letters < 6 || letters < 7 && common && p.symbol == "":
		return true
	case distance(p.text, q.text, 1) > 1:
		return !common || letters < 9
	case common && (letters >= 8 || letters == 7 && p.symbol != ""):
		return false
	}
	if v, w, ok := exchanged(p.text, q.text); ok && !adjacent(v, w) || !ok && !common && letters < 9 && farVowel(p.text, q.text) {
		return true
	}
	return crowded(p, q) || crowded(q, p)
}

func kinOf(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return kin(a, b) > 0
}

// plural says that one word is the other with an s.
func plural(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	stem, ies := strings.CutSuffix(b, "ies")
	return len(a) >= 4 && (b == a+"s" || b == a+"es" || ies && a == stem+"y")
}

// otherCode says that two words are one beginning that many words have, and behind it other codes: Tecnolab, Tecnolav.
func otherCode(a, b string) bool {
	return slices.ContainsFunc(firsts, func(first string) bool {
		x, ok := strings.CutPrefix(a, first)
		y, both := strings.CutPrefix(b, first)
		return ok && both && len(x) <= 3 && len(y) <= 3
	})
}

// doer says that one word is for who does what the other is for: distributors, distribution.
func doer(who, what string) bool {
	n := 0
	for n < len(who) && n < len(what) && who[n] == what[n] {
		n++
	}
	return n >= 5 && doers[who[n:]] && done[what[n:]]
}

var doers, done = set("or ors er ers"), set("ion ions ing ings ation ations ment")

// gendered says that two words differ by a vowel at the end: another gender or number, another surname, another town.
func gendered(a, b string) bool {
	n := len(a) - 1
	return len(a) == len(b) && a[:n] == b[:n] && vowel(a[n]) && vowel(b[n])
}

func vowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }

// byHand says that two words differ as a hand slips or, if it is asked too, as an ear hears. In a short word the ear hears another
// one: Alba, Alpa.
func byHand(p, q *part, ear bool) bool {
	x, y := []rune(p.text), []rune(q.text)
	if len(x) == len(y) {
		i := 0
		for i < len(x) && x[i] == y[i] {
			i++
		}
		if i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && string(x[i+2:]) == string(y[i+2:]) {
			return true
		}
		if v, w, ok := exchanged(p.text, q.text); ok {
			return ear && len(x) >= 6 && (voices[[2]rune{v, w}] || voices[[2]rune{w, v}])
		}
	}
	return once(x) == once(y) || ear && ascii(p.text) && sound(p.latin) == sound(q.latin)
}

// once is a word with each letter once where it is doubled.
func once(word []rune) string {
	var out []rune
	for i, r := range word {
		if i == 0 || word[i-1] != r {
			out = append(out, r)
		}
	}
	return string(out)
}

// crowded says that a word that is met nowhere is a letter away from one that is met, begins like it, and is neither the other word nor of
// its stem.
func crowded(p, other *part) bool {
	letters, size := "abcdefghijklmnopqrstuvwxyz", 1
	switch {
	case p.known || bornes()[p.text]:
		return false
	case cyrillic(p.text):
		letters, size = "абвгдежзиклмнопрстуфхцчшщъыьэюя", 2
	case !ascii(p.text):
		return false
	}
	near := func(w string) bool {
		return w != p.text && w != other.text && !kinOf(w, other.text) && !gendered(w, p.text)
	}
	// Words that begin with the same three letters stand together; of those that differ in the second or third there are few to try.
	begin := p.text[:min(3*size, len(p.text))]
	for _, all := range metWords() {
		from, _ := slices.BinarySearch(all, begin)
		for _, w := range all[from:] {
			if !strings.HasPrefix(w, begin) {
				break
			}
			if d := len(w) - len(p.text); d <= size && -d <= size && distance(w[len(begin):], p.text[len(begin):], 1) == 1 && near(w) {
				return true
			}
		}
	}
	var room [64]byte
	met := func(head, letter, tail string) bool {
		w := append(append(append(room[:0], head...), letter...), tail...)
		return (bornes()[string(w)] || lexicon()[string(w)].known) && near(string(w))
	}
	for at := size; at < len(begin); at += size {
		head, tail, rest := p.text[:at], p.text[at:], p.text[at+size:]
		if met(head, "", rest) {
			return true
		}
		for k := 0; k < len(letters); k += size {
			if met(head, letters[k:k+size], tail) || met(head, letters[k:k+size], rest) {
				return true
			}
		}
	}
	return false
}

// metWords are the words of the tables that are in order: surnames and towns, words of organisations, places.
var metWords = sync.OnceValue(func() (all [3][]string) {
	for i, table := range [...]string{borneTable, weightsTable, placesTable} {
		all[i] = make([]string, 0, strings.Count(table, "\n"))
		for line := range strings.Lines(table) {
			word, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
			all[i] = append(all[i], word)
		}
	}
	return all
})

// denied says that one name alone denies a word that both have, or has a part of a place of both: ferrous and non-ferrous metals, Ireland
// and Northern Ireland.
func (x *alignment) denied() bool {
	in := func(parts []part, used parts) bool {
		for i := range parts {
			if i+1 == len(parts) || used.has(i) || !used.has(i+1) {
				continue
			}
			if word := parts[i].text; denials[word] || quarters[word] && parts[i+1].place.country != "" {
				return true
			}
		}
		return false
	}
	return in(x.a.parts, x.usedA) || in(x.b.parts, x.usedB)
}

var denials = set("non not anti without senza sans ohne kein nicht sem sin не без غير")

var quarters = set(`north south east west northern southern eastern western northwestern northeastern southwestern southeastern new
	nord sud est ouest ovest sur este oeste norte sul oest nuova nuovo nueva nuevo nouvelle nova novo neu sued ost suedost
	северная северныи южная южныи восточная восточныи западная западныи новая новыи شمال جنوب شرق غرب`)
