package record

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// named says whether only a space parts the title i from the word of a street, school … before it, which bears the name then.
func (r *reading) named(i int) bool {
	return i > 0 && r.words[i-1].is(place|saint) && strings.TrimSpace(r.between(i)) == ""
}

// titled finds names after a title, or after an office where a given name is among them.
func (r *reading) titled(spans []span) []span {
	for i, w := range r.words {
		if !w.is(title|office) || i > 0 && r.words[i-1].is(title) || i+1 == len(r.words) || r.named(i) {
			continue
		}
		at := i + 1
		abbreviated := strings.HasPrefix(r.text[w.to:], ".")
		for at < len(r.words) && (r.words[at].is(title) || qualifiers[r.words[at].folded] || r.words[at].n <= 3 && (r.words[at].folded == "SSA" || r.words[at].folded == "RA")) && gap(r.between(at)) {
			at++
		}
		if at == len(r.words) || !gap(r.between(at)) {
			continue
		}
		if end := r.lowerCase(at, abbreviated && w.is(title)); end > at {
			spans = append(spans, span{r.words[at].from, r.words[end-1].to})
			continue
		}
		end := r.nameFrom(at, r.bare, true)
		if end == at || r.company(at, end) {
			continue
		}
		first, last := at, -1
		for first < end-1 && (r.words[first].n == 1 || first > at && r.words[first].is(particle)) { // initials
			first++
		}
		for j := at; j < end; j++ {
			if r.words[j].is(given) {
				last = j
			}
		}
		switch {
		case last >= 0 && r.bare:
			limit := max(last+2, at+2)
			for limit < end && (r.words[limit-1].is(particle|stop) || r.words[limit-1].n == 1) { // a surname of several words
				limit++
			}
			end = min(end, limit)
		case last >= 0:
		case w.is(office):
			if end-at > 1 || r.between(at) != " " || !r.words[at].mayBeName(r.bare) || r.words[at].is(department) || adjective(r.words[at].folded) || !r.apart(end) {
				continue
			}
		case !r.words[first].mayBeName(r.bare):
			continue
		case r.bare && !abbreviated && w.n > 4 && end-at == 1 && plural(r.words[at]) && r.between(at) == " " && end < len(r.words) && r.words[end].is(stop): // it agrees with no title in the singular
		case r.bare && !abbreviated: // a title that is a word of the documents too: all of the element must be the name
			if r.between(at) != " " || prepositions[r.words[at].folded] {
				continue
			}
			if end-at < 2 && (w.n > 4 || !r.apart(i)) || !r.apart(end) {
				if !w.is(fullTitle) || w.n != 4 { // GEOM and DOTT are no words: the next one is a surname
					continue
				}
				end = first + 1
			}
		case !abbreviated && !w.is(fullTitle):
			continue
		case r.bare:
			end = min(end, first+2)
		}
		spans = append(spans, span{r.words[at].from, r.words[end-1].to})
	}
	return spans
}

// adjective says whether an Italian word has the ending of an adjective that says what an office is.
func adjective(folded string) bool {
	for _, end := range []string{"ALE", "ATO", "ATA", "ICO", "ICA", "IVO", "IVA", "ARIO", "ARIA", "ISTA", "ANO", "ANA", "ANTE", "ENTE", "ORE", "RICE"} {
		if strings.HasSuffix(folded, end) {
			return true
		}
	}
	return false
}

// plural says whether a word has an ending that Italian surnames have and a noun or adjective only in the plural.
func plural(w word) bool {
	for _, end := range []string{"INI", "ELLI", "ILLI", "ETTI", "OTTI", "UCCI", "ACCI", "OCCHI", "ONI", "ALDI"} {
		if strings.HasSuffix(w.folded, end) {
			return !strings.HasSuffix(w.folded, "ZIONI") && !strings.HasSuffix(w.folded, "SIONI") && !pluralNouns[w.folded]
		}
	}
	return false
}

// lowerCase is the index after a given name and a surname of which one has no capital, after a title with its full stop; at
// where there is none.
func (r *reading) lowerCase(at int, abbreviated bool) int {
	if !abbreviated || r.bare || !r.words[at].is(clearGiven) || !r.beside(at+1) || r.words[at].upper && r.words[at+1].upper || !r.words[at+1].mayBeName(true) {
		return at
	}
	return at + 2
}

// mourned finds the name of a dead person after the word of an obituary or a funeral: with a given name among its words, or,
// behind a word that a person alone follows, all of what stands there.
func (r *reading) mourned(spans []span) []span {
	for i, w := range r.words {
		if !w.is(obituary) {
			continue
		}
		at, personal := i+1, deceased[w.folded]
		for at < len(r.words) && r.words[at].is(obituary|kin|title) && strings.Trim(r.between(at), " .,:'’/-") == "" {
			personal = personal || deceased[r.words[at].folded]
			at++
		}
		if at == len(r.words) || strings.Trim(r.between(at), " .,:'’-") != "" {
			continue
		}
		end, names, clear := r.mournedName(at)
		if names < 2 || !clear && !(personal && r.apart(end) && !articles[r.words[at].folded]) || r.company(at, end) {
			continue
		}
		to := r.words[end-1].to
		if r.words[end-1].n == 1 { // an initial with its full stop
			to++
		}
		spans = append(spans, span{r.words[at].from, to})
	}
	return spans
}

// mournedName is the index after the name that begins at word at, how many words it has, and whether a given name is among
// them. A word behind a surname's particle is part of it, whatever else it may mean.
func (r *reading) mournedName(at int) (end, names int, clear bool) {
	for end = at; end < len(r.words) && names < 5 && (end == at || r.beside(end)) && (r.shown(r.words[end]) || widows[r.words[end].folded]); names++ {
		w := r.words[end]
		bound := w.is(particle) || w.folded == "DELL" || w.folded == "DALL" || names > 0 && widows[w.folded]
		switch {
		case w.n == 1 && names > 0 && strings.HasPrefix(r.text[w.to:], "."):
			return end + 1, names + 1, clear
		case bound && r.beside(end+1) && r.words[end+1].n > 2 && r.shown(r.words[end+1]) && !r.words[end+1].is(saint|trade|organisation):
			end += 2
		case w.n > 2 && !w.is(trade|organisation|companyForm|joining|stop|breaker|place|title):
			clear = clear || w.is(given)
			end++
		default:
			return end, names, clear
		}
	}
	return end, names, clear
}

// inCare finds the initials of somebody in care, or of several, after the word that says so.
func (r *reading) inCare(spans []span) []span {
	for i, w := range r.words {
		if !w.is(cared) {
			continue
		}
		at := i + 1
		for at < len(r.words) && at < i+5 && careFillers[r.words[at].folded] && r.words[at].n > 1 && len(r.between(at)) <= 3 {
			at++
		}
		if at == len(r.words) || strings.Trim(r.between(at), " .:(-–") != "" || len(r.between(at)) > 4 {
			continue
		}
		from := r.words[at].from
		to := initials(r.text, from)
		if to < 0 || !w.is(title) && abbreviation(r.text[from:to], r.text[to:]) {
			continue
		}
		for {
			next := to
			rest := r.text[to:]
			for _, and := range []string{", ", ",", " - ", "- ", "-", " E ", " e ", " ed "} {
				if strings.HasPrefix(rest, and) {
					next = initials(r.text, to+len(and))
					break
				}
			}
			if next <= to {
				break
			}
			to = next
		}
		spans = append(spans, span{from, to})
	}
	return spans
}

// abbreviation says whether what may be initials is the usual abbreviation of something else, by what follows.
func abbreviation(s, after string) bool {
	s = strings.NewReplacer(".", "", " ", "").Replace(s)
	after = strings.TrimPrefix(strings.TrimPrefix(after, " "), "n. ")
	return notInitials[s] || numbered[s] && after != "" && after[0] >= '0' && after[0] <= '9'
}

// initials is where the initials of one person that begin at from end: A.B., A. B. C., DC.A., A.B with a stop forgotten, or A B
// without any; -1 where there are none.
func initials(s string, from int) int {
	at, stops, parts := from, 0, 0
	name := false // a letter that is no word by itself
	for parts < 4 {
		n := 0
		for n < 3 && at < len(s) {
			c, size := utf8.DecodeRuneInString(s[at:])
			if !unicode.IsUpper(c) {
				break
			}
			name = name || !strings.ContainsRune("AEIO", c)
			at += size
			n++
		}
		if n == 0 || n > 2 {
			at = -1
			break
		}
		parts++
		if strings.HasPrefix(s[at:], ".") {
			stops++
			at++
		} else if n > 1 {
			return -1
		}
		next := strings.TrimPrefix(s[at:], " ")
		c, size := utf8.DecodeRuneInString(next)
		if !unicode.IsUpper(c) {
			break
		}
		second, more := utf8.DecodeRuneInString(next[size:])
		third, _ := utf8.DecodeRuneInString(next[min(len(next), size+more):])
		dotted := second == '.' || unicode.IsUpper(second) && third == '.'
		if !dotted && (stops > 0 && len(next) < len(s[at:]) || unicode.IsLetter(second)) {
			break
		}
		at = len(s) - len(next)
	}
	switch {
	case at < 0 || parts < 2:
		return -1
	case stops > 0 && stops < parts-1:
		return -1
	case stops == 0 && !name:
		return -1
	}
	if c, _ := utf8.DecodeRuneInString(s[at:]); stops < parts && (unicode.IsLetter(c) || unicode.IsDigit(c) || c == '.' || c == '\'' || c == '’') {
		return -1
	}
	return at
}
