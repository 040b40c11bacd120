package orgname

import (
	"slices"
	"strings"
	"sync"
)

// principal leaves out who only acts for the body that the name is of: State Board of Higher Education on behalf of Oregon State
// University is that university, Board of Regents of the University of Oregon is that one. A state that one of its organs
// represents is that organ; what the state is called then tells as little as what stands in brackets.
func (n *Name) principal() {
	cut, state := n.acting()
	if cut == 0 {
		if cut = n.governing(); cut == 0 {
			n.governed()
		}
	}
	for cut > 0 && cut < len(n.parts) && n.parts[cut].small {
		cut++
	}
	if cut == 0 || !slices.ContainsFunc(n.parts[cut:], func(p part) bool { return !p.small && !p.aside && p.symbol != "university" }) {
		return // nobody in particular: the Regents of the University
	}
	front, body := n.parts[:cut], n.parts[cut:]
	var agent []string
	for i := range front {
		agent = append(agent, front[i].text)
	}
	n.agent = strings.Join(agent, " ")
	if !state {
		n.parts = body
		return
	}
	again(front, body)
	for i := range body {
		// Whoever is at the head of an organ is that organ.
		body[i].small = body[i].small || oneOf(offices, body[i].text) || i+1 < len(body) && misspeltArticle(body[i].text)
	}
	n.parts = slices.Clone(body)
	if country := nation(front); country != "" {
		n.parts = append(n.parts, part{text: strings.ToLower(country), place: place{country: country, whole: true}, weight: 0.4, known: true, aside: true})
	}
}

// misspeltArticle says that a word is "of" or "the" but for a letter.
func misspeltArticle(word string) bool {
	return len(word) < 5 && (distance(word, "the", 1) <= 1 || distance(word, "of", 1) <= 1 && len(word) < 4)
}

// nation is the country of a state, whatever it is called; two slips are allowed in a name of two long words: United Sttaes.
func nation(state []part) string {
	for i := range state {
		if state[i].place.whole {
			return state[i].place.country
		}
	}
	for i := 0; i+1 < len(state); i++ {
		text := state[i].text + " " + state[i+1].text
		for _, name := range nations() {
			if len(name) >= 10 && distance(name, text, 2) <= 2 {
				return lexicon()[name].place.country
			}
		}
	}
	return ""
}

// nations are the names of countries of two words, in order.
var nations = sync.OnceValue(func() (all []string) {
	for name, e := range lexicon() {
		if e.place.whole && strings.Count(name, " ") == 1 {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return all
})

// again makes small what the body of a state says of the state a second time, a slip in each word allowed where it has two: The
// United States of America as represented by the United Sates Department of Energy.
func again(state, body []part) {
	var own []string
	for i := range state {
		if p := &state[i]; p.place.whole {
			own = append(own, strings.Fields(p.text)...)
		}
	}
	like := func(p *part) bool {
		return slices.ContainsFunc(own, func(w string) bool { return len(w) > 4 && distance(w, p.text, 1) <= 1 })
	}
	for i := range body {
		p := &body[i]
		switch {
		case p.place.whole && slices.ContainsFunc(state, func(q part) bool { return q.place == p.place }):
			p.small, p.place = true, place{}
		case i > 0 && like(p) && like(&body[i-1]):
			body[i-1].small, p.small = true, true
		}
	}
}

// represented is who speaks for a state: "represented by", in the languages that write it in names.
var represented = strings.Fields(`represented represente representee representado representada rappresentato rappresentata vertreten vertegenwoordigd reprezentowany`)

// states are words for a state as a body, where its own name does not stand there.
var states = set(`state states etat letat staat stato estado crown government skarb`)

// offices are words for an organ of a state and for who is at its head.
var offices = strings.Fields(`sec secy secretary director administrator minister ministre ministro dept department ministry ministere ministero ministerio bundesministerium`)

// oneOf says that a word is one of several, or one of the longer ones but for a slip or two.
func oneOf(several []string, word string) bool {
	return slices.ContainsFunc(several, func(s string) bool {
		if len(s) < 8 || word == "" {
			return s == word
		}
		d := distance(s, word, 2)
		return d <= 1 || d == 2 && s[0] == word[0]
	})
}

// acting is how many parts stand before the body for which they act, or before the organ that represents a state; 0 if none do.
func (n *Name) acting() (cut int, state bool) {
	said := false // a state is
	for i := range n.parts {
		switch p := &n.parts[i]; {
		case i == 0 || i+1 == len(n.parts) || p.aside:
		case p.text == "behalf", p.text == "through" && (n.parts[i-1].text == "&" || n.parts[i-1].text == "acting"):
			cut, state = i+1, false
		case said && oneOf(represented, p.text):
			cut, state = min(i+2, len(n.parts)-1), true // by, par, da, durch
		}
		said = said || n.parts[i].place.whole || states[n.parts[i].text]
	}
	return cut, state
}

// governors are those in whose name a university, a hospital or a foundation acts.
var governors = strings.Fields(`board boards regents trustees trustee governors curators visitors supervisors overseers council governing
	president fellows curator regent chancellor masters scholars provost rector warden`)

// governs are the governors of which one must stand there: a board or a council alone may be a body of its own.
var governs = set(`regents regent trustees trustee governors curators curator visitors supervisors overseers fellows scholars governing`)

// chiefs are those who alone stand for a university that the name names.
var chiefs = set(`president rector chancellor provost warden`)

// onlyGovernors says that a text names none but governors.
func onlyGovernors(text string) bool {
	return !slices.ContainsFunc(words(text), func(w string) bool { return !small[w] && !slices.Contains(governors, w) })
}

// governing is how many parts in front say only who governs the body behind them; 0 if none do.
func (n *Name) governing() int {
	found, chief, heads := false, false, 0
	for i := range n.parts {
		p := &n.parts[i]
		word := p.text
		switch {
		case p.small, i+1 < len(n.parts) && misspeltArticle(word) && (heads > 0 || i == 0 && slices.Contains(governors, n.parts[1].text)):
			continue
		case slices.Contains(governors, word):
		case heads > 0 || !p.known: // Board of Reagents, Trustess
			if k := slices.IndexFunc(governors, func(g string) bool {
				return (len(g) > 5 || len(g) == 5 && !p.known) && distance(g, word, 1) == 1
			}); k >= 0 {
				word = governors[k]
				break
			}
			fallthrough
		default:
			// Trustee Services is a company, whoever it serves.
			university := heads > 0 && university(n.parts[i:])
			if found && (n.parts[i-1].small || university) || university && chief && n.parts[i-1].small {
				return i
			}
			return 0
		}
		heads++
		found, chief = found || governs[word], chiefs[word]
	}
	return 0
}

// university says that parts name a university: the word ends them, or stands before "of". The University Club is none.
func university(parts []part) bool {
	at := slices.IndexFunc(parts, func(p part) bool { return p.symbol == "university" })
	return at >= 0 && !slices.ContainsFunc(parts[at+1:min(at+2, len(parts))], func(p part) bool { return !p.small && !p.aside && p.place.country == "" })
}

// governed leaves out who governs a university where that stands behind it: University of Missouri Board of Curators.
func (n *Name) governed() {
	from, found := len(n.parts), false
	for from > 0 && (n.parts[from-1].small || slices.Contains(governors, n.parts[from-1].text)) {
		from--
		found = found || governs[n.parts[from].text]
	}
	if !found || n.formal || !slices.ContainsFunc(n.parts[:from], func(p part) bool { return p.symbol == "university" }) {
		return
	}
	var agent []string
	for i := range n.parts[from:] {
		agent = append(agent, n.parts[from+i].text)
	}
	n.agent, n.parts = strings.Join(agent, " "), n.parts[:from]
}

// office makes an office or a department of a university tell as little as what stands in brackets: it is that university. So is the
// system of a university, the body that a state's university is in law.
func (n *Name) office() {
	university := false
	for i := range n.parts {
		p := &n.parts[i]
		if university && (p.symbol == "bureau" || p.symbol == "dept") && !n.parts[i-1].small && i+1 < len(n.parts) && n.parts[i+1].small {
			for k := range n.parts[i:] {
				n.parts[i+k].aside = true
			}
			return
		}
		if university && !p.aside && (p.symbol == "system" || n.parts[i-1].symbol == "university" && i+1 < len(n.parts) && misspeltArticle(p.text)) {
			p.small = true
		}
		university = university || p.symbol == "university"
	}
}

// university gives the place of which a name says that it is the state university (Oregon State University) or, in the countries
// where the two are two bodies, that the university bears its name (Washington University, York University), and that of which it
// says that it is the university (University of Oregon); both are "" for other names.
func (n *Name) university() (stateOf, of string) {
	for i := range n.parts {
		if p := &n.parts[i]; p.symbol != "university" || p.aside {
			continue
		}
		if i > 1 && n.parts[i-1].text == "state" {
			for k := i - 2; k >= 0; k-- {
				if n.parts[k].place.country != "" {
					return n.parts[k].text, ""
				}
			}
		}
		if i > 0 && n.parts[i-1].place.country != "" && bearers[n.parts[i-1].place.country] && !n.parts[i-1].place.whole && (i == 1 || i == 2 && n.parts[0].small) {
			stateOf = n.parts[i-1].text
		}
		for k := i + 1; k < len(n.parts) && !n.parts[k].aside; k++ {
			if q := &n.parts[k]; !q.small && q.place.country == "" {
				break
			} else if q.place.country != "" {
				return "", q.text
			}
		}
		return stateOf, ""
	}
	return "", ""
}

// bearers are the countries where Washington University and the University of Washington are two bodies.
var bearers = set(`US GB CA AU`)
