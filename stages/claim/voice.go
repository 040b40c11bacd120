package claim

import (
	"strings"

	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// voice is who says what a sentence says.
type voice struct {
	record.Speaker
	reporters []string
	reply     bool
	from      int // the sentence that names the speaker
}

// listen finds who says sentence i. Inside a quotation, and after a colon, it is who spoke before.
func (r *reader) listen(i int, lang, folded string) {
	s := &r.sentences[i]
	v := voice{from: i}
	for _, rule := range attributions {
		if lang != "other" && rule.lang != lang {
			continue
		}
		for _, m := range rule.all(s.text, folded) {
			r.attribute(s, m, &v)
		}
	}
	if i > 0 && (s.inside || s.colon) && v.Speaker == (record.Speaker{}) {
		before := r.voice[i-1]
		if r.sentences[i-1].passage == s.passage && before.Speaker != (record.Speaker{}) {
			before.reporters = merge(before.reporters, v.reporters)
			v = before
		}
	}
	for j := i - 1; j >= 0 && v.Speaker != (record.Speaker{}) && r.sentences[j].passage == s.passage; j-- {
		if before := r.voice[j]; before.Speaker != (record.Speaker{}) { // who answered goes on answering
			v.reply = v.reply || before.reply && before.Speaker == v.Speaker
			break
		}
	}
	if v.reply && v.Speaker == (record.Speaker{}) {
		v.reply = false // nobody answered
	}
	r.voice[i] = v
}

// attribute reads one attribution.
func (r *reader) attribute(s *sentence, m match, v *voice) {
	if from, _ := m.span("reply"); from >= 0 {
		v.reply = true
	}
	if a := m.get("aff"); a != "" && v.Speaker == (record.Speaker{}) {
		role := m.get("role")
		if role2 := m.get("role2"); role2 != "" {
			role, a = role+"; "+role2, a+"; "+m.get("aff2")
		}
		if r.names.mask(a) == a {
			v.Speaker = record.Speaker{Role: role, Affiliation: a}
		}
	}
	if role := m.get("bare"); role != "" && v.Speaker == (record.Speaker{}) {
		v.Role = role
	}
	if from, to := m.span("who"); from >= 0 && v.Speaker == (record.Speaker{}) {
		who := s.text[from:to]
		plain := strings.TrimPrefix(strings.TrimPrefix(who, "The "), "La ")
		switch {
		case reRef.MatchString(who):
			if names, _ := r.context.refer(who); len(names) == 1 {
				v.Affiliation = names[0]
			}
		case r.names.company[plain] && r.names.organisation(s.text, from, to, plain, false):
			v.Affiliation = plain
			r.context.spoken(s.passage, []string{plain})
		case r.acronyms[who] || reAssocWord.MatchString(who) || reBodyWord.MatchString(who):
			v.Affiliation = who
		case strings.HasPrefix(m.re.String(), `[Aa]ccording`) || strings.HasPrefix(m.re.String(), `\b[Ss]econdo`):
			r.report(s, from, to, v)
		}
	}
	for _, group := range []string{"medium2", "medium"} {
		if from, to := m.span(group); from >= 0 {
			r.report(s, from, to, v)
		}
	}
}

// report notes through whom a text knows something.
func (r *reader) report(s *sentence, from, to int, v *voice) {
	name := strings.TrimSpace(s.text[from:to])
	first, _, several := strings.Cut(name, " ")
	if several && noNames[strings.ToLower(first)] && first != "The" && first != "Il" && first != "La" && !strings.HasPrefix(first, "a") {
		return
	}
	if !several && noNames[strings.ToLower(name)] || r.names.company[name] || r.names.surname[name] || r.names.mask(name) != name ||
		record.NewRef(name, "", "", "").Name == record.Person || reRoleAfter.MatchString(s.text[to:]) {
		return
	}
	v.reporters = merge(v.reporters, []string{name})
}

// reMedium finds names that a medium has and a person has not.
var reMedium = regexp.MustCompile(`(?i)^(?:the|il|la|lo|l['’]|le|el|der|die|das) |\b(?:post|times|herald|record|news|journal|guardian|magazine|today|gazette|tribune|telegraph|mail|press|agency|reuters|radio|tv|television|review|report|daily|weekly|observer|standard|chronicle|foglio|corriere|giornale|gazzetta|messaggero|stampa|repubblica|quotidiano|agenzia|rivista|eco|sole|fatto|avvenire|manifesto|mattino|group|institute|association|lab|watch|network|online|week|business|street|rights|force|union|holdings?|security|data)\b`)

func merge(a, b []string) []string {
	for _, s := range b {
		known := false
		for _, t := range a {
			known = known || t == s
		}
		if !known {
			a = append(a[:len(a):len(a)], s)
		}
	}
	return a
}
