package orgname

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Name is an organisation's name taken apart to be compared. What every comparison reads stands in front.
type Name struct {
	Key         string // its words; "" names nothing and is like nothing
	parts       []part
	total       float64  // the weights of the parts, added up
	joined      string   // the parts in Latin letters, without spaces
	core        string   // the words without articles, prepositions and words for "and"; Key if there are no others
	homes       []string // the countries that alone know its legal form; nil if it has none or one that is known everywhere
	kinds       []string // of its legal forms, where told
	formal      bool     // it has a legal form
	Hidden      []string // as Hidden gives it
	agent       string   // who acts for the body, in words left out of all the others; "" for nobody
	first       string   // first letters of its words, small words left out; "" unless there are three or more
	stateOf, of string   // as university gives them
	seated      bool     // the last word stands behind a legal form that few countries know: the town of its seat
	institutes  []string // the words for institutions among its words
	parent      string   // the core of the body whose division or subsidiary it says it is
	formTrade   string   // the trade that its legal form tells: an agricultural cooperative
}

// Latin says that all words of the name are written in Latin letters.
func (n *Name) Latin() bool {
	return !slices.ContainsFunc(n.parts, func(p part) bool { return p.foreign })
}

var small = set(`the of and for in on at to a an de del della dello dei degli delle di da do dos das des du la le les el los las il lo gli e y et en und der die das den dem
	dell all nell dall sull von zu fur van het een voor i w z na og av af för och p & al l d و של и та в для при по на`)

// numerals are numbers written otherwise than in digits.
var numerals = map[string]string{"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12", "xiii": "13", "xiv": "14", "xv": "15",
	"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10",
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10"}

// ordinals are endings behind digits.
var ordinals = set("st nd rd th я ая и ыи ои е ое")

// ending are letters that are numbers at the end of a name of several words: Fund V, Girasole I.
var ending = map[string]string{"i": "1", "v": "5", "x": "10"}

// Parse takes a name apart; of a text longer than maxName, the beginning.
func Parse(name string) Name {
	name = begin(name, maxName)
	n := Name{Hidden: Hidden(name)}
	name = partSmall(name)
	open, aside, legal := brackets(name)
	n.take(open, false)
	switch {
	case aside == "":
	case twoCapitals(aside): // of a province or a state, though it looks like a legal form
		n.add(strings.ToLower(strings.TrimSpace(aside)), true)
	default:
		n.take(aside, true)
	}
	n.joinPlaces()
	if aside != "" {
		n.parent = parent(aside)
	}
	for i := range n.parts {
		if p := &n.parts[i]; legal && p.aside {
			p.place = place{} // of the law under which it stands: no arm of that place
		}
	}
	n.principal()
	n.office()
	n.finish()
	return n
}

// partSmall parts an article or a preposition in small letters from the capital that it is glued to, and the English article: ofTexas,
// TheUniversity. DaHua, DeLonghi and LaVision are one word each.
func partSmall(name string) string {
	start := 0 // of the word
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case c == ' ':
			start = i + 1
		case c >= 'A' && c <= 'Z' && i-start > 1 && i-start < 5 && name[i-1] >= 'a' && name[i-1] <= 'z' && (small[name[start:i]] || name[start:i] == "The"):
			return name[:i] + " " + partSmall(name[i:])
		}
	}
	return name
}

// take adds the words of a text to the name.
func (n *Name) take(text string, aside bool) {
	tails, words := tails(text), joinInitials(n.strip(words(text)))
	n.parts = slices.Grow(n.parts, len(words))
	for i, w := range words {
		if small[w] && strings.Contains(text, ".") && initialled(text, w) {
			n.parts = append(n.parts, part{text: w, weight: unknown(w), aside: aside}) // E.T. is no word for "and"
			continue
		}
		n.add(w, aside || n.seated && i+1 == len(words))
		if last := len(n.parts) - 1; last > 0 && slices.Contains(tails, w) {
			n.parts[last].tail = true
		}
	}
}

// initialled says that a word stands in a text as capital letters with dots between them.
func initialled(text, word string) bool {
	return len(word) > 1 && ascii(word) && strings.Contains(text, strings.ToUpper(strings.Join(strings.Split(word, ""), ".")))
}

// strip takes the legal forms off and remembers their kinds.
func (n *Name) strip(tokens []string) []string {
	rest, found := stripForms(respelt(tokens))
	for len(found) > 0 { // Compnay, Limited
		left, more := stripForms(respelt(rest), found...)
		if len(more) == len(found) {
			break
		}
		rest, found = left, more
	}
	if last := len(rest) - 1; len(found) == 0 && last > 1 { // Esempio S.r.l. Romania, Primer d.o.o. Beograd
		place := lexicon()[rest[last]].place.country != ""
		if body, form := stripForms(rest[:last]); len(form) > 0 && last-len(body) == 1 && letters(rest[last-1]) > 2 && (place || form[0].national()) {
			n.seated = !place
			rest, found = append(slices.Clone(body), rest[last]), form
		}
	}
	n.formal = n.formal || len(found) > 0
	for _, f := range found {
		n.formTrade = cmp.Or(n.formTrade, f.trade)
		if f.kind != "" && !slices.Contains(n.kinds, f.kind) {
			n.kinds = append(n.kinds, f.kind)
		}
		if len(n.homes) == 0 {
			n.homes = f.countries
		}
	}
	return rest
}

func (n *Name) add(word string, aside bool) {
	if dense(word) {
		for _, w := range segment(word) {
			n.put(w, aside)
		}
		return
	}
	n.put(word, aside)
}

func (n *Name) put(word string, aside bool) {
	if connectors[word] && len(word) > 1 {
		word = "&"
	}
	e := look(word)
	if !e.known && word[0] == 'u' && len(word) > 7 && distance(word, "university", 2) <= 2 {
		word = "university" // what is read in a name depends on it
		e = look(word)
	}
	p := part{text: word, aside: aside, small: e.small, symbol: e.symbol, place: e.place, weight: e.weight, known: e.known, opens: e.opens}
	switch {
	case e.number != "":
		p.number, p.text = true, e.number
	case word[0] <= '9' && strings.Trim(word, "0123456789") == "":
		p.number, p.text, p.known = true, strings.TrimLeft(word, "0"), true
	case strings.HasPrefix(word, "第"):
		if value, n := hanOrdinal([]rune(word)); n == utf8.RuneCountInString(word) && n > 0 {
			p.number, p.text, p.known = true, strconv.Itoa(value), true
		}
	case word[0] <= '9' && ordinals[strings.TrimLeft(word, "0123456789")]: // 27th
		p.number, p.text, p.known = true, strings.TrimLeft(strings.TrimRight(word, "abcdefghijklmnopqrstuvwxyzªºаяйиые"), "0"), true
	case word[0] >= utf8.RuneSelf && !e.known:
		p.symbol = meaning(word)
	}
	n.parts = append(n.parts, p)
}

// meaning is the symbol of an Arabic word without the article or preposition before it.
func meaning(word string) string {
	for _, article := range []string{"ال", "لل", "وال", "و"} {
		if rest, ok := strings.CutPrefix(word, article); ok && len(rest) > 4 {
			return lexicon()[rest].symbol
		}
	}
	return ""
}

// segment cuts a word of a script without spaces at the places and the words of organisations that it contains.
func segment(word string) []string {
	runes := []rune(word)
	var out []string
	start := 0
	flush := func(end int) {
		if end > start {
			out = append(out, string(runes[start:end]))
		}
	}
	for i := 0; i < len(runes); {
		if _, n := hanOrdinal(runes[i:]); n > 0 {
			flush(i)
			out = append(out, string(runes[i:i+n]))
			i += n
			start = i
			continue
		}
		n := 0
		for k := min(6, len(runes)-i); k >= 2; k-- {
			if e, ok := lexicon()[string(runes[i:i+k])]; ok && (e.symbol != "" || e.place.country != "") {
				n = k
				break
			}
		}
		if n == 0 {
			i++
			continue
		}
		flush(i)
		w := string(runes[i : i+n])
		if town, ok := strings.CutSuffix(w, "市"); ok && lexicon()[town].place.country != "" {
			w = town
		}
		out = append(out, w)
		i += n
		if i < len(runes) && (runes[i] == '市' || runes[i] == '省') && lexicon()[w].place.country != "" {
			i++
		}
		start = i
	}
	flush(len(runes))
	return out
}

// hanOrdinal is the number with which a text in Han characters begins, behind the character for "number", and how many characters both
// take; 0 and 0 for other texts.
func hanOrdinal(text []rune) (value, n int) {
	if len(text) < 2 || text[0] != '第' {
		return 0, 0
	}
	digit := 0
	for n = 1; n < len(text) && n < 6; n++ {
		d := slices.Index(hanDigits, text[n])
		switch {
		case text[n] == '十':
			value, digit = value+10*max(digit, 1), 0
		case text[n] == '百':
			value, digit = value+100*max(digit, 1), 0
		case d >= 0:
			digit = 10*digit + d
		default:
			if n == 1 {
				return 0, 0
			}
			return value + digit, n
		}
	}
	return value + digit, n
}

var hanDigits = []rune("〇一二三四五六七八九")

// joinPlaces makes one part of words that are one place: Hong Kong, United States of America.
func (n *Name) joinPlaces() {
	n.joinSyllables()
	for i := 0; i < len(n.parts); i++ {
		if !n.parts[i].opens {
			continue
		}
		text := n.parts[i].text
		for k := i + 1; k < min(i+4, len(n.parts)); k++ {
			text += " " + n.parts[k].text
			if e := lexicon()[text]; e.place.country != "" {
				n.parts[i] = part{text: text, place: e.place, weight: e.weight, known: true, opens: true, aside: n.parts[i].aside}
				n.parts = slices.Delete(n.parts, i+1, k+1)
				k = i
			}
		}
	}
}

// joinSyllables makes one part of the two words in front where they are the syllables of one Chinese place: Zhe Jiang.
func (n *Name) joinSyllables() {
	if len(n.parts) < 3 {
		return
	}
	p, q := &n.parts[0], &n.parts[1]
	if p.place.country != "" || q.place.country != "" || p.aside || q.aside || len(p.text) > 6 || len(q.text) > 6 || !ascii(p.text) || !ascii(q.text) {
		return
	}
	if e := lexicon()[p.text+q.text]; e.place.country == "CN" && !e.place.whole {
		n.parts[0] = part{text: p.text + q.text, place: e.place, weight: e.weight, known: true, opens: e.opens}
		n.parts = slices.Delete(n.parts, 1, 2)
	}
}

func (n *Name) finish() {
	n.parts = n.parts[:min(len(n.parts), maxParts)]
	if k := len(n.parts) - 1; k > 0 && n.formal && n.parts[k].small && len(n.parts[k].text) == 2 {
		n.parts[k].small = false // before a legal form stands no preposition: Edil In S.r.l.
	}
	if p := n.last(); p != nil && ending[p.text] != "" {
		*p = part{text: ending[p.text], number: true, known: true}
	}
	// The texts of a name stand side by side: whoever compares it with others reads them from few lines of memory.
	var ends [maxParts]int
	var first [maxParts]byte
	texts, initials, small := make([]byte, 0, n.room()), 0, false
	for i := range n.parts {
		texts = append(append(texts, n.parts[i].text...), ' ')
		ends[i], small = len(texts)-1, small || n.parts[i].small
	}
	key := len(texts)
	for i := range n.parts {
		p := &n.parts[i]
		p.latin = p.text
		if ascii(p.text) {
			p.letters = letterSet(p.text)
		} else {
			p.foreign, p.latin = true, romanise(p.text)
		}
		p.weigh()
		n.total += p.weight
		if kind := p.institution(); kind != "" {
			n.institutes = append(n.institutes, kind)
		}
		if small && !p.small {
			texts = append(append(texts, p.text...), ' ')
		}
		if !p.small && p.latin != "" && !p.aside {
			first[initials] = p.latin[0]
			initials++
		}
	}
	core := len(texts)
	for i := range n.parts {
		for _, c := range []byte(n.parts[i].latin) {
			if c != ' ' {
				texts = append(texts, c)
			}
		}
	}
	all := string(texts)
	n.Key, n.core, n.joined = all[:key], all[key:core], all[core:]
	from := 0
	for i := range n.parts {
		p := &n.parts[i]
		p.text = all[from:ends[i]]
		if !p.foreign {
			p.latin = p.text
		}
		from = ends[i] + 1
	}
	if n.core == "" {
		n.core = n.Key
	}
	if initials >= 3 {
		n.first = string(first[:initials])
	}
	n.stateOf, n.of = n.university()
}

// room is how many bytes the texts of a name take, as a rule.
func (n *Name) room() (bytes int) {
	for i := range n.parts {
		bytes += 3*len(n.parts[i].text) + 2
	}
	return bytes
}

// last is the last part that does not stand in brackets, nil where none of three letters stands before it.
func (n *Name) last() *part {
	for i := len(n.parts) - 1; i > 0; i-- {
		if !n.parts[i].aside && letters(n.parts[0].text) > 2 {
			return &n.parts[i]
		}
	}
	return nil
}
