package record

import "strings"

// authored finds the two words of an author's name after a work and "di": of any name behind a film, with a given name
// or its initial behind other works.
func (r *reading) authored(spans []span) []span {
	if r.bare {
		return spans
	}
	for i, w := range r.words {
		if !w.is(work) {
			continue
		}
		for j := i + 1; j < len(r.words)-2 && j <= i+12; j++ {
			if s := r.between(j); strings.ContainsAny(s, ";:–") {
				break
			}
			a, b := r.words[j+1], r.words[j+2]
			if of := r.words[j]; of.folded != "DI" && of.folded != "BY" || of.upper || j > i+1 && w.folded != "FILM" && !closed(r.between(j)) {
				continue
			}
			initial := a.n == 1 && a.upper && a.folded != "S" && strings.HasPrefix(r.between(j+2), ".")
			if !initial && (!a.mayBeName(false) || a.all || w.folded != "FILM" && !a.is(given)) || !b.mayBeName(false) || b.all || r.between(j+1) != " " ||
				!r.beside(j+2) || !r.apart(j+3) && (r.words[j+3].upper || r.between(j+3) != " ") || r.company(j+1, j+3) {
				continue
			}
			spans = append(spans, span{a.from, b.to})
		}
	}
	return spans
}

// closed says whether a quotation or a bracket ends before a word.
func closed(between string) bool {
	for _, sign := range []string{"\" ", "' ", "’ ", "” ", "» ", ") "} {
		if strings.HasPrefix(between, sign) {
			return true
		}
	}
	return false
}

// grouped finds the surnames of people who bid together, where one of them is masked already and none is a company: each stands
// by itself before its part in the group, which the end of the text may cut.
func (r *reading) grouped(spans []span) []span {
	if !strings.Contains(r.text, masked+" (") || r.holds&companyForm != 0 {
		return spans
	}
	for i, w := range r.words {
		if !parts[w.folded] && (i+1 < len(r.words) || !strings.HasPrefix("MANDANTE", w.folded)) || i == 0 || r.between(i) != " (" || !r.words[i-1].mayBeName(r.bare) {
			continue
		}
		from := i - 1
		for from > 0 && !r.apart(from) && r.between(from) == " " && (r.words[from-1].is(particle) || r.words[from-1].mayBeName(r.bare)) {
			from--
		}
		if from > 0 && !r.apart(from) || i-from > 3 {
			continue
		}
		spans = append(spans, span{r.words[from].from, r.words[i-1].to})
	}
	return spans
}

// parts are what those who bid together may be.
var parts = set(`MANDANTE MANDATARIO MANDATARIA CAPOGRUPPO`)
