package orgname

import (
	"cmp"
	_ "embed"
	"math"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// The tables are written by tables/build.py, which says from what. They are folded as names are.
var (
	//go:embed tables/forms.tsv
	formsTable string
	//go:embed tables/synonyms.tsv
	synonymsTable string
	//go:embed tables/places.tsv
	placesTable string
	//go:embed tables/weights.tsv
	weightsTable string
	//go:embed tables/han.tsv
	hanTable string
)

// form is a legal form: its kind in any country (LLC, JSC, LP, COOP, …; "" if not told), whether it also stands in front, and
// the countries that alone know it (nil for forms that translations use for any other), and the trade that it tells.
type form struct {
	kind      string
	front     bool
	countries []string
	trade     string
}

// place is a country or a town: its ISO 3166-1 code, and whether it is the country itself.
type place struct {
	country string
	whole   bool
	called  string // of a town by the name that its country has for it, that of other lists: turin of torino
}

// entry is what the tables say of a word, or of several words that are one place.
type entry struct {
	weight float64 // how much it tells one organisation from another, from 0 to 1
	symbol string  // what it means in any language: technologies is tech, as технологии; "" if not known
	number string  // what it counts; "" for a word that is no number
	place  place
	known  bool // it stands in a table: it is no slip of the pen
	small  bool // an article, a preposition, a word for "and"
	opens  bool // the name of a place of several words begins with it
}

var (
	forms      = map[string]form{}
	formsLast  = map[string]bool{} // the last words of forms
	formsFirst = map[string]bool{} // the first words of forms that stand in front

	formsLong = map[string][][]string{} // legal forms of three words and more, by the last one

	formsOfOne = map[string][]string{} // legal forms of one word of seven letters and more, by their first two and by their last two

	formsOfTwo = map[string][][2]string{} // legal forms of two words of six letters and more, by each of the two

	hanForms []string // legal forms written without spaces, the longest first
)

func init() {
	for f := range rows(formsTable) {
		words := strings.Fields(f[0])
		trade := ""
		for _, w := range words {
			trade = cmp.Or(trade, tradeOf(w, ""))
		}
		forms[f[0]] = form{f[1], f[2] != "", strings.Fields(f[3]), trade}
		last := words[len(words)-1]
		formsLast[last] = true
		if len(words) > 2 {
			formsLong[last] = append(formsLong[last], words)
		}
		if f[2] != "" {
			formsFirst[words[0]] = true
		}
		if len(words) == 1 && len(last) >= 7 && ascii(last) {
			formsOfOne[last[:2]] = append(formsOfOne[last[:2]], last)
			end := "-" + last[len(last)-2:]
			formsOfOne[end] = append(formsOfOne[end], last)
		}
		if len(words) == 2 && len(words[0]) >= 6 && len(last) >= 6 && ascii(f[0]) {
			two := [2]string{words[0], last}
			formsOfTwo[words[0]], formsOfTwo[last] = append(formsOfTwo[words[0]], two), append(formsOfTwo[last], two)
		}
		if dense(f[0]) {
			hanForms = append(hanForms, f[0])
		}
	}
	longestFirst(hanForms)
}

// lexicon is made when a name is first taken apart: most commands, and runs of which nothing changed, compare none.
var lexicon = sync.OnceValue(func() map[string]entry {
	lexicon := map[string]entry{}
	counts, ordinary := map[string]int{}, map[string]float64{}
	names := 0
	for f := range rows(weightsTable) {
		n, _ := strconv.Atoi(f[1])
		if f[0] == "" {
			names = n
			continue
		}
		counts[f[0]] = n
		if len(f) > 2 {
			ordinary[f[0]], _ = strconv.ParseFloat(f[2], 64)
		}
	}
	rarity := func(count int) float64 { return 1 - math.Log1p(float64(count))/math.Log1p(float64(names)) }
	meant := map[string]int{} // the counts of the words of one symbol, added up
	for f := range rows(synonymsTable) {
		meant[f[1]] += counts[f[0]]
	}
	weigh := func(word, symbol string) float64 {
		w := unknown(word)
		if n := counts[word]; n > 0 {
			w = rarity(n)
		}
		if symbol != "" {
			w = min(w, rarity(meant[symbol]))
		}
		if z := ordinary[word]; z > 0 {
			w = min(w, 1.15-z/8)
		}
		return w
	}
	for w := range counts {
		lexicon[w] = entry{weight: weigh(w, ""), known: true}
	}
	for f := range rows(synonymsTable) {
		lexicon[f[0]] = entry{weight: weigh(f[0], f[1]), symbol: f[1], known: true}
	}
	for f := range rows(placesTable) {
		e, ok := lexicon[f[0]]
		if !ok {
			e.weight = weigh(f[0], "")
		}
		country, town := strings.CutSuffix(f[1], "*")
		e.place, e.known = place{country: country, whole: !town}, true
		if len(f) > 2 && ascii(f[0]) {
			e.place.called = f[2]
		}
		lexicon[f[0]] = e
		if first, _, several := strings.Cut(f[0], " "); several {
			e, ok := lexicon[first]
			if !ok {
				e.weight = weigh(first, "")
			}
			e.opens = true
			lexicon[first] = e
		}
	}
	for w := range small {
		e := lexicon[w]
		e.small, e.known = true, true
		lexicon[w] = e
	}
	for w, n := range numerals {
		e := lexicon[w]
		e.number, e.known = n, true
		lexicon[w] = e
	}
	return lexicon
})

// rows are the fields of the lines of a table.
func rows(table string) func(func([]string) bool) {
	return func(yield func([]string) bool) {
		for l := range strings.Lines(table) {
			if !yield(strings.Split(strings.TrimSuffix(l, "\n"), "\t")) {
				return
			}
		}
	}
}

// look is what the tables say of a word; of one that they lack, what its length says.
func look(word string) entry {
	e, ok := lexicon()[word]
	if !ok {
		e.weight = unknown(word)
	}
	return e
}

// unknown is the weight of a word that stands in no table. It tells the less the shorter it is: there are only so many codes
// of three letters.
func unknown(word string) float64 {
	if n := utf8.RuneCountInString(word); n < 6 && !dense(word) {
		return []float64{0, 0.3, 0.4, 0.6, 0.8, 0.92}[n]
	}
	return 1
}

// dense says that a word is of a script written without spaces.
func dense(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isDense(r)
}

func isDense(r rune) bool {
	return r >= 0x3040 && r <= 0x30ff || r >= 0x3400 && r <= 0x9fff || r >= 0xf900 && r <= 0xfaff
}
