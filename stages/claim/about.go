package claim

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// about is what a match is about, by the rule's flags.
func (r *reader) about(i int, rule rule, m match, here []found, c *record.Claim) (subjects []string, basis string, ok bool) {
	s := &r.sentences[i]
	switch {
	case rule.flags["title"]:
		phrase := m.get("unnamed")
		return []string{""}, r.names.mask(phrase), r.unnamed(phrase)
	case rule.flags["rule"]:
		return []string{""}, "none: a rule of buying, which speaks of no seller", true
	case rule.flags["nosubject"]:
		return []string{""}, "", true
	case rule.flags["unsaid"]:
		return []string{""}, "not said", !slices.ContainsFunc(here, func(f found) bool { return f.row.Kind == rule.kind })
	case rule.flags["last"]:
		return []string{r.context.company}, "the company last named", r.context.company != "" && r.context.passage == s.passage
	case rule.flags["sentence"]:
		return r.sentenceSubject(i, rule, m, here)
	case rule.flags["things"]:
		return r.owners(m)
	case rule.flags["funcs"]:
		return r.functionOwner(i, c)
	}
	if from, to := m.span("subj"); rule.begins && from > 0 && !strings.Contains(s.text[from:to], ", ") && reInside.MatchString(s.text[:from]) {
		return nil, "", false
	}
	sure := rule.flags["self"] || rule.kind == "membership" && reSectorObject.MatchString(m.get("assoc"))
	if rule.kind == "aim" {
		if from, _ := m.span("subj"); from < 0 {
			own := m.get("subjthing")
			head := reMadeBy.ReplaceAllString(own, "") // whoever made it may be a person
			if name, found := nameIn(own); found && r.names.may(name) {
				return []string{name}, "named", true
			}
			if a := r.voice[i].Speaker.Affiliation; a != "" && r.voice[i].Speaker.Role == "" {
				return []string{a}, head, true
			}
			return []string{r.context.company}, head, r.context.company != "" && r.context.passage == s.passage
		}
	}
	if from, _ := m.span("subj"); from >= 0 && reSaidIt.MatchString(s.text[from:m.at[1]]) { // whoever says that it did may be a person who speaks for it
		sure = false
	}
	subjects, basis = r.subjects(s, m, sure)
	return subjects, basis, len(subjects) > 0
}

// caller says whether the one through whom others must buy is an organisation, and not a person who buys for one.
func (r *reader) caller(s *sentence, m match) bool {
	from, to := m.span("caller")
	name := s.text[from:to]
	return r.names.organisation(s.text, from, to, name, true) || strings.Contains(name, " ") && ownerLike(name) && !reRoleAfter.MatchString(s.text[to:])
}

// reInside finds that what follows is only a part of a subject: "two engineers of …" did something, not the firm.
var reInside = regexp.MustCompile(`(?i)(?:\b(?:of|by|for|from|at|with|to|di|del|della|dei|delle|da|dal|dalla|per|con)(?: (?:the|la|il))? |\b(?:dell|dall|all)['’])$`)

var reSaidIt = regexp.MustCompile(`(?i)\b(?:said|says|announced|announces|confirmed|confirms|stated|states|told|insist(?:s|ed))\b[^,.;:]{0,60}? (?:it|its)\b|\bha (?:annunciato|dichiarato|confermato|detto)\b`)

var reMadeBy = regexp.MustCompile(` (?:(?:created|developed|built) by|(?:creata|sviluppata|realizzata) dal?l?a?|di) .*`)

var reByName = regexp.MustCompile(expand(`(?:by|da|dalla|di) (?P<n>{ORG})$`))

func nameIn(s string) (string, bool) {
	if m := reByName.FindStringSubmatch(s); m != nil {
		return m[1], true
	}
	return "", false
}

// sentenceSubject is the organisation that the rest of the sentence is about, or for a reason the sentence before.
func (r *reader) sentenceSubject(i int, rule rule, m match, here []found) ([]string, string, bool) {
	var names []string
	for _, f := range here {
		if f.row.Subject != "" && !slices.Contains(names, f.row.Subject) && (rule.kind != "reason" || f.row.Kind == "membership") {
			names = append(names, f.row.Subject)
		}
	}
	if len(names) > 0 {
		return names, "subject of the sentence", true
	}
	s := &r.sentences[i]
	if rule.kind == "reason" {
		for j := len(r.found) - 1; j >= 0 && r.found[j].sentence >= i-1; j-- {
			if f := r.found[j]; f.row.Kind == "membership" && f.passage == s.passage {
				return []string{f.row.Subject}, "subject of the sentence before", true
			}
		}
		return nil, "", false
	}
	for _, at := range reOrg.FindAllStringIndex(s.text[:m.at[0]+len(m.get("thing"))], -1) {
		for _, name := range list(s.text[at[0]:at[1]]) {
			if r.names.company[name] && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names, "named", len(names) == 1
}

var reOrg = regexp.MustCompile(expand(`{ORGS}`))

// owners is whose things are meant: a company named with them. Of things that were bought under a tender it is not said whose
// they are, even where the text names the technology to which the tender refers.
func (r *reader) owners(m match) ([]string, string, bool) {
	thing := m.get("thing")
	for _, name := range list(thing) {
		for _, n := range reOrg.FindAllString(name, -1) {
			if r.names.company[n] && r.names.may(n) {
				return []string{n}, "named", true
			}
		}
	}
	if c := r.context; c.maker != "" && c.call != "" && strings.Contains(thing, c.call) {
		return []string{""}, "not said; before, the text says that " + c.maker + "'s is the reference technology of a call of " + c.call, true
	}
	return nil, "", false
}

// functionOwner is whose function is spoken of: by name in the sentence, or of the functions last spoken of in its passage.
func (r *reader) functionOwner(i int, c *record.Claim) ([]string, string, bool) {
	s := &r.sentences[i]
	for _, at := range reOrg.FindAllStringIndex(s.text, -1) {
		for _, name := range list(s.text[at[0]:at[1]]) {
			if r.names.company[name] && r.names.may(name) {
				return []string{name}, "named", true
			}
		}
	}
	o := r.context.owner
	if len(r.context.functions) == 0 || o.passage != s.passage {
		return nil, "", false
	}
	if o.company == "" {
		c.Thing = o.thing
	}
	return []string{o.company}, o.basis, true
}

var (
	reFuncRef = regexp.MustCompile(`(?:^|\b)(?i:functions that|these functions|the functions|functions|funzioni che|funzioni|queste funzioni|le funzioni)\b`)
	reThis    = regexp.MustCompile(`^(?i:this|that|the|la|questa|tale|il) ?(?i:function(?:ality)?|feature|funzione|funzionalità)$`)
)

// functions are those that a group names or refers to.
func (r *reader) functions(raw string) []string {
	if names := record.FunctionsIn(raw); len(names) > 0 {
		return names
	}
	switch {
	case reFuncRef.MatchString(raw):
		return r.context.functions
	case reThis.MatchString(raw) && r.context.called != "":
		return []string{r.context.called}
	case reThis.MatchString(raw) && len(r.context.functions) == 1:
		return r.context.functions
	}
	return nil
}

var reEthnic = regexp.MustCompile(`(?i)ethnic|minorit|uyghur|uighur|uigur|etni|minoran`)

// aims is the function whose aim is spoken of, as far as its target tells.
func aims(detail string) []string {
	if reEthnic.MatchString(detail) {
		return []string{"ethnic identification"}
	}
	return []string{""}
}
