package record

import (
	"strings"
	"unicode/utf8"
)

// reading is a text with its words, in which names of people are sought that no record gives.
type reading struct {
	text  string
	words []word
	bare  bool // capitals tell nothing
	holds kind // what the words are, together
}

func readingOf(text string) *reading {
	r := &reading{text: text, words: appendWords(make([]word, 0, len(text)/6+2), text)}
	for i := range r.words {
		r.holds |= r.words[i].kind
	}
	r.bare = caseless(r.words)
	return r
}

// names finds the names of people. A text without a word that tells one costs no more than the look at its words.
func (r *reading) names() []span {
	var spans []span
	if r.holds&(title|office) != 0 {
		spans = r.titled(spans)
	}
	if r.holds&clearGiven != 0 {
		spans = r.paired(spans)
	}
	if r.holds&standing != 0 {
		spans = r.alone(spans)
	}
	if r.holds&obituary != 0 {
		spans = r.mourned(spans)
	}
	if r.holds&cared != 0 {
		spans = r.inCare(spans)
	}
	if r.holds&contact != 0 {
		spans = r.contacted(spans)
	}
	if r.holds&work != 0 {
		spans = r.authored(spans)
	}
	spans = r.grouped(spans)
	spans = r.abbreviated(spans)
	if strings.Contains(r.text, masked) {
		spans = r.listed(spans)
	}
	return spans
}

// between is what stands between word i-1 and word i, or before the first and after the last word.
func (r *reading) between(i int) string {
	from, to := 0, len(r.text)
	if i > 0 {
		from = r.words[i-1].to
	}
	if i < len(r.words) {
		to = r.words[i].from
	}
	return r.text[from:to]
}

// beside says whether word i goes on the name that word i-1 is part of.
func (r *reading) beside(i int) bool {
	return i > 0 && i < len(r.words) && beside(r.between(i), r.words[i-1])
}

// apart says whether word i begins an element of the text, or the text ends before it.
func (r *reading) apart(i int) bool {
	if i <= 0 || i >= len(r.words) {
		return true
	}
	s := r.between(i)
	return strings.ContainsAny(s, ",;:()[]–—\"“”«»/|") || strings.Contains(s, ". ") && r.words[i-1].n > 1 || strings.Contains(s, " -") || strings.Contains(s, "- ")
}

// shown says whether the capitals of a word, where they tell something, allow a name.
func (r *reading) shown(w word) bool { return r.bare || w.upper }

// company says whether the words that follow word at-1 make a name a company's: a legal form, words of a trade and a legal
// form, or "& C."; or that it is a publisher's.
func (r *reading) company(from, at int) bool {
	if at < len(r.words) && r.words[at].is(publisher) && r.beside(at) || from > 0 && r.words[from-1].is(publisher) && r.beside(from) {
		return true
	}
	rest := strings.TrimSpace(r.text[r.words[at-1].to:])
	if rest == "" {
		return false
	}
	if strings.HasPrefix(rest, "& ") || len(rest) >= 4 && strings.EqualFold(rest[:4], "E C.") {
		return true
	}
	if len(rest) > 60 {
		rest = strings.ToValidUTF8(rest[:60], "")
	}
	if i := strings.IndexAny(rest, ",;:-–()\""); i >= 0 {
		rest = rest[:i]
	}
	for i, w := range nameWords(rest) {
		switch {
		case companyForms[w], i == 0 && at == len(r.words)-1 && lastForms[w]:
			return true
		case !tradeWords[w] || i > 3:
			return false
		}
	}
	return false
}

// afterPlace says whether a word of streets, schools, theatres … stands at most reach words before word i, and nothing
// between them that introduces somebody else.
func (r *reading) afterPlace(i, reach int) bool {
	if i > 0 && r.words[i-1].is(saint) {
		return true
	}
	for j := i - 1; j >= 0 && j >= i-reach; j-- {
		if s := r.between(j + 1); strings.ContainsAny(s, ";:()!?") || strings.HasPrefix(s, "” ") || strings.HasPrefix(s, "» ") || r.words[j].is(breaker) || s == ". " && r.sentence(j) {
			return false
		}
		if j == i-2 && r.words[j].folded == "CASA" && r.words[i-1].folded == "DI" { // where somebody lives; a house in honour of one has no "di"
			return false
		}
		if r.words[j].is(place) {
			return true
		}
	}
	return false
}

// sentence says whether word i is no abbreviation, which in Italian ends in a consonant, so that a full stop behind it ends a
// sentence.
func (r *reading) sentence(i int) bool {
	w := r.words[i]
	return w.n > 3 && strings.ContainsAny(w.folded[len(w.folded)-1:], "AEIO")
}

// nameFrom is the index after the last word of the personal name that begins at word i: at most four words side by side,
// surname particles among them. After a title, what follows a given name is a surname, whatever else the word may mean.
func (r *reading) nameFrom(i int, bare, titled bool) int {
	end, n, surname := i, 0, false
	for j := i; j < len(r.words) && n < 4; j++ {
		w := r.words[j]
		if j > i && !r.beside(j) {
			break
		}
		shown := bare || w.upper
		switch {
		case w.is(given) && shown:
			n, end = n+1, j+1
		case w.mayBeName(bare), titled && n == 1 && w.n >= 3 && r.words[j-1].is(given) && shown && !w.is(stop):
			n, end, surname = n+1, j+1, true
		case n > 0 && !surname && r.surnameAt(j, bare, titled):
			n, end, surname = n+1, j+2, true
			j++
		case n >= 2 && !w.upper && (w.folded == "DI" || w.folded == "DA" || w.folded == "DAL"): // of a town
			return end
		case w.is(particle) && w.n <= 5, w.n == 1 && w.upper && (strings.HasPrefix(r.text[w.to:], ".") || apostrophe(r.between(j+1))):
		default:
			return end
		}
	}
	return end
}

func apostrophe(s string) bool { return s == "'" || s == "’" || s == "`" || s == "' " || s == "´" }

// surnameAt says whether the particle at word i and the next word are a surname that is made of words of other use:
// Dell'Anno, Della Rocca. Behind a given name alone, and not where a year follows ("dell'anno 2020").
func (r *reading) surnameAt(i int, bare, titled bool) bool {
	if i+1 >= len(r.words) || !r.shown(r.words[i]) && !bare {
		return false
	}
	w, next := r.words[i], r.words[i+1]
	switch w.folded {
	case "DELL", "DALL":
		if !apostrophe(r.between(i+1)) || next.n < 3 || !bare && !next.upper {
			return false
		}
		year := strings.TrimLeft(r.between(i+2), " ")
		return next.is(elided) && (year == "" || year[0] < '0' || year[0] > '9') || titled && next.mayBeName(bare)
	case "DELLA", "DALLA", "DEL", "DAL", "DE", "DA":
		return r.between(i+1) == " " && next.n >= 3 && next.is(place) && next.upper && (titled || !bare && w.upper)
	}
	return false
}

// back is where a name begins whose given name is word i: at the surname before it, which may have a particle.
func (r *reading) back(i int) int {
	if !r.beside(i) {
		return i
	}
	p := r.words[i-1]
	switch {
	case p.is(elided) && i > 1 && (r.words[i-2].folded == "DELL" || r.words[i-2].folded == "DALL") && apostrophe(r.between(i-1)):
		return i - 2
	case p.mayBeName(r.bare):
		return i - 1
	case p.folded == "D" && apostrophe(r.between(i)) && i > 1 && r.words[i-2].mayBeName(r.bare) && !r.words[i-2].is(introducer) && r.between(i-1) == " ":
		return i - 2 // a surname such as D'Angelo
	}
	return i
}

// paired finds a clear given name beside a word that may be a surname.
func (r *reading) paired(spans []span) []span {
	for i, w := range r.words {
		if !w.is(clearGiven) || !r.shown(w) || w.n < 3 || verb(r.text[w.from:w.to], r.between(i+1)) || i > 0 && w.folded == "MARCO" && frames[r.words[i-1].folded] || r.afterPlace(i, 6) {
			continue
		}
		from, end := i, r.nameFrom(i, r.bare, false)
		if r.bare {
			end = min(end, i+3)
		}
		if b := r.back(i); b < i && (!r.bare || end == i+1 || r.words[i+1].is(given)) {
			from = b
			if i+1 < len(r.words) && !r.words[i+1].upper { // "… of a town"
				end = i + 1
			}
		}
		if r.bare && from == i && end < len(r.words) && r.words[i+1].folded == "DI" && r.twiceOf(i) {
			from, end = i-2, i+1
		}
		if end-from < 2 || r.company(from, end) || end < len(r.words) && r.words[end].is(placeEnd) {
			continue
		}
		spans = append(spans, span{r.words[from].from, r.words[end-1].to})
	}
	return spans
}

// twiceOf says whether a surname with its particle stands before word i and "di" before both: "di Di Name".
func (r *reading) twiceOf(i int) bool {
	return i > 2 && r.words[i-1].mayBeName(r.bare) && r.words[i-2].folded == "DI" && r.words[i-3].folded == "DI" && r.between(i) == " " && r.between(i-1) == " " && r.between(i-2) == " "
}

// alone finds a given name that is a word too (Franco), where it and one surname are all of an element of the text.
func (r *reading) alone(spans []span) []span {
	heads := func(i int, of bool) bool { // something that a name may follow ends before word i
		return r.apart(i) || r.words[i-1].is(breaker) && r.between(i) == " " || of && (r.words[i-1].folded == "DI" || r.words[i-1].folded == "E") && r.between(i) == " "
	}
	ends := func(i int) bool {
		return r.apart(i) || r.words[i].is(stop) && r.between(i) == " " && (!r.words[i].is(particle) || r.bare || !r.words[i].upper)
	}
	for i, w := range r.words {
		if !w.is(standing) || !r.shown(w) {
			continue
		}
		from, end := i, i+1
		switch {
		case r.beside(i) && ends(i+1) && r.words[i-1].mayBeName(r.bare) && !r.words[i-1].is(given):
			from--
			for from > 0 && r.words[from-1].is(particle) && r.words[from-1].n <= 5 && r.words[from-1].upper && r.beside(from) && !r.words[from-1].is(breaker) {
				from--
			}
			if !heads(from, false) {
				continue
			}
		case r.beside(i+1) && r.words[i+1].mayBeName(r.bare) && !r.words[i+1].is(given) && ends(i+2) && heads(i, true):
			end++
		default:
			continue
		}
		if r.afterPlace(from, 6) || r.company(from, end) || end < len(r.words) && r.words[end].is(placeEnd) {
			continue
		}
		spans = append(spans, span{r.words[from].from, r.words[end-1].to})
	}
	return spans
}

// listed finds a name between two masked ones, and a given name that shares the surname of the masked one behind it.
func (r *reading) listed(spans []span) []span {
	for i := 0; i < len(r.words); i++ {
		w := r.words[i]
		if w.is(clearGiven) && r.shown(w) && i+1 < len(r.words) && ands[r.words[i+1].folded] && r.between(i+1) == " " &&
			strings.HasPrefix(r.text[r.words[i+1].to:], " "+masked) && !r.afterPlace(i, 6) {
			spans = append(spans, span{w.from, w.to})
			continue
		}
		before := strings.TrimRight(r.between(i), " ")
		switch {
		case strings.HasSuffix(before, masked+","):
		case i > 0 && ands[r.words[i-1].folded] && r.between(i) == " " && strings.HasSuffix(strings.TrimRight(r.between(i-1), " "), masked):
		default:
			continue
		}
		end := i
		for end < len(r.words) && end < i+3 && r.words[end].mayBeName(r.bare) && (end == i || r.between(end) == " ") {
			end++
		}
		if end-i < 2 {
			continue
		}
		after := strings.TrimLeft(r.between(end), " ")
		if after == "" && end < len(r.words) && ands[r.words[end].folded] {
			after = "," + strings.TrimLeft(r.between(end+1), " ")
		}
		if strings.HasPrefix(strings.ReplaceAll(after, " ", ""), ","+masked) {
			spans = append(spans, span{w.from, r.words[end-1].to})
		}
	}
	return spans
}

// contacted finds the two words of a name that "contact" introduces, where a way to reach it follows.
func (r *reading) contacted(spans []span) []span {
	if r.bare {
		return spans
	}
	for i := 1; i+1 < len(r.words); i++ {
		a, b := r.words[i], r.words[i+1]
		if !r.words[i-1].is(contact) || !a.mayBeName(false) || !b.mayBeName(false) || a.all || b.all || formless[a.folded] || formless[b.folded] ||
			r.between(i) != " " && r.between(i) != ": " || r.between(i+1) != " " {
			continue
		}
		rest := strings.TrimLeft(r.text[b.to:], " ,:(-")
		if role := strings.HasPrefix(r.text[b.to:], ", "); role && len(rest) > 0 { // what the person is, then the way
			if at := strings.Index(rest[:min(len(rest), 60)], " on"); at > 0 && !strings.ContainsAny(rest[:at], ".;") {
				rest = rest[at+1:]
			}
		}
		for _, way := range []string{"on ", "on0", "at ", "at: ", "by ", "via ", "email", "e-mail", "tel", "phone", masked} {
			if len(rest) >= len(way) && strings.EqualFold(rest[:len(way)], way) {
				spans = append(spans, span{a.from, b.to})
				break
			}
		}
	}
	return spans
}

// abbreviated finds a surname and the initial of a given name that are the last element of a text.
func (r *reading) abbreviated(spans []span) []span {
	n := len(r.words)
	if r.bare || n < 3 || r.words[n-1].n != 1 || !r.words[n-1].upper || r.text[r.words[n-1].to:] != "." || r.between(n-1) != " " || !r.words[n-2].mayBeName(false) ||
		r.words[n-2].all || r.words[n-2].is(enumerated) {
		return spans
	}
	from := n - 2
	if r.words[from-1].is(particle) && r.words[from-1].upper && r.between(from) == " " && from > 1 {
		from--
	}
	if before := strings.TrimRight(r.between(from), " "); strings.HasSuffix(before, "-") || strings.HasSuffix(before, "–") {
		spans = append(spans, span{r.words[from].from, r.words[n-1].to + 1})
	}
	return spans
}

// verb says whether a word with its accent, or the apostrophe in its place, is Italian "will be", not the given name that
// folding makes of it.
func verb(s, after string) bool {
	if apostrophe(after) {
		s = strings.ReplaceAll(strings.ToLower(s), "sara", "sarà")
	}
	return utf8.RuneCountInString(s) == 4 && strings.EqualFold(s, "sarà")
}
