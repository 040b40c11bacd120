package claim

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// context is what was named so far, for references to go to.
type context struct {
	company   string // the company last spoken of
	passage   int    // where
	pair      []string
	assoc     string   // association last named, or described
	described bool     // it was described, not named
	functions []string // functions last listed or spoken of
	owner     owner    // whose they are
	called    string   // the one function that the text called a function
	call      string   // caller of the tender last spoken of
	maker     string   // the company whose technology that tender names
}

// owner is whose functions were spoken of.
type owner struct {
	company string // "" where the text does not say whose the things are
	basis   string
	thing   string // what has the functions, where no company is certain
	passage int
}

var (
	reOrdinal = regexp.MustCompile(`^(?i:the|la|il) (?:(first|prim[ao])|(second|second[ao]))\b`)
	reWhose   = regexp.MustCompile(` di \p{Lu}.*`) // it may be a person's
	reBoth    = regexp.MustCompile(`^(?i:both|entramb[ei]|le due)\b`)
	rePlural  = regexp.MustCompile(`^(?i:they)\b|^(?i:the (?:\w+ )?(?:companies|firms|manufacturers|vendors|makers))$`)
	reRef     = regexp.MustCompile(expand(`^(?:{REFEN}|{REFIT})$`))
	reAnd     = regexp.MustCompile(` (?:and|e|ed|&) `)
	reIt      = regexp.MustCompile(`^(?i:it|they)$`)
)

// refer is what a reference goes to; none if the text named nothing that it can mean.
func (c *context) refer(ref string) (names []string, basis string) {
	one := func(i int) []string {
		if len(c.pair) == 2 {
			return []string{c.pair[i]}
		}
		return nil
	}
	switch m := reOrdinal.FindStringSubmatch(ref); {
	case m != nil && m[1] != "":
		names = one(0)
	case m != nil:
		names = one(1)
	case reBoth.MatchString(ref), rePlural.MatchString(ref):
		if len(c.pair) == 2 || rePlural.MatchString(ref) {
			names = c.pair
		}
	case c.company != "":
		names = []string{c.company}
	}
	return names, reWhose.ReplaceAllString(ref, "")
}

// subjects are the organisations that a rule's subject names or refers to. None means that there is no certain one.
func (r *reader) subjects(s *sentence, m match, sure bool) (names []string, basis string) {
	from, to := m.span("subj")
	if from < 0 {
		return nil, ""
	}
	text := s.text[from:to]
	if app, end := m.span("app"); app >= 0 && end > app+1 { // "The first, Dahua, was …"
		name := strings.Trim(s.text[app:end], " ,")
		if reRef.MatchString(text) {
			if r.names.organisation(s.text, app+2, min(app+2+len(name), len(s.text)), name, true) && !strings.Contains(name, " ") || r.names.company[name] {
				return []string{name}, "named"
			}
		}
		if reRoleAfter.MatchString(s.text[app:end]) {
			return nil, ""
		}
	}
	if reRef.MatchString(text) {
		if reIt.MatchString(text) && r.context.passage != s.passage {
			return nil, ""
		}
		return r.context.refer(text)
	}
	at, several := from, reAnd.MatchString(text)
	all := list(text)
	for i, name := range all {
		j := strings.Index(s.text[at:], name)
		if j < 0 {
			return nil, ""
		}
		at += j
		ok := r.names.organisation(s.text, at, at+len(name), name, sure)
		at += len(name)
		switch {
		case ok && (several || i == len(all)-1):
			names = append(names, name)
		case ok, len(names) == 0 && !r.names.may(name):
		default: // one of an enumeration is no company: what is it a list of?
			return nil, ""
		}
	}
	return names, "named"
}

// spoken notes who was spoken of.
func (c *context) spoken(passage int, names []string) {
	if len(names) == 0 {
		return
	}
	c.company, c.passage = names[len(names)-1], passage
	if len(names) > 1 {
		c.pair = slices.Clone(names)
	}
}

var (
	reAssocRef   = regexp.MustCompile(`^(?i:(?:the|its|this|that) )?(?i:organi[sz]ation|association|group|body|federation|alliance|forum|associazione|organizzazione|federazione|board|consiglio(?: direttivo)?)$`)
	reAssocWord  = regexp.MustCompile(expand(`{HEADEN}|{HEADIT}`))
	reAssocDate  = regexp.MustCompile(expand(` (?:in|on|of) {MONTH}$`))
	reProper     = regexp.MustCompile(`\p{Lu}`)
	reAcronym    = regexp.MustCompile(`^[A-Z]{2,8}$|^[A-Z][a-z]{2}$`)
	reNotAssoc   = regexp.MustCompile(`(?i)\b(?:terror|criminal|armed|rock|music|parliamentary|working|focus|age|blood|ethnic|religious|chat|whatsapp|facebook|control|banking|volkswagen|pop)\b[^,]* group|\bnational guard|\bteam\b`)
	reKnownAssoc = regexp.MustCompile(expand(`((?:{CAP} ?|of |for |and |& |[a-z]+ ){0,8}(?i:association|federation|alliance|consortium|associazione|federazione|alleanza|consorzio)(?: [\p{L}]+){0,8}) \(([A-Z][A-Za-z]{1,10})\)`))
)

// association is the association that a rule's group names: its name, or the one last named where it is only referred to.
// The basis is "named", the reference, or record.Described. ok is false where it is none.
func (r *reader) association(raw string) (name, basis string, ok bool) {
	raw = strings.TrimSpace(raw)
	for _, article := range []string{"the ", "The ", "a ", "an ", "its ", "la ", "il ", "l'", "l’", "un'", "una "} {
		raw = strings.TrimPrefix(raw, article)
	}
	raw = reAssocDate.ReplaceAllString(raw, "")
	switch {
	case raw == "":
		return "", "", false
	case reAssocRef.MatchString(raw):
		basis = raw
		if r.context.described || r.context.assoc == "" {
			basis = record.Described + ": " + raw
		}
		return r.context.assoc, basis, r.context.assoc != "" || !strings.HasPrefix(strings.ToLower(raw), "group") && raw != "body" && raw != "forum"
	case reAcronym.MatchString(raw): // only one that the text explains: others are fairs, markets, states
		return raw, "named", r.acronyms[raw] || initials(r.context.assoc) == strings.ToUpper(raw)
	case reNotAssoc.MatchString(raw) || !reAssocWord.MatchString(raw):
		return "", "", false
	}
	if masked := r.names.mask(raw); masked != raw {
		return "", "", false
	}
	if basis = "named"; !reProper.MatchString(raw) {
		basis = record.Described
	}
	return record.Clean(raw), basis, true
}

// lastAssociation is the one last named, on the basis that the text spoke of it before.
func (r *reader) lastAssociation() (name, basis string) {
	switch name = r.context.assoc; {
	case name == "":
		return "", ""
	case r.context.described:
		return name, record.Described + ": spoken of before"
	}
	return name, "the association last named"
}

// initials are the first letters of the long words of a name: SIA of the Security Industry Association.
func initials(name string) string {
	var b strings.Builder
	for _, w := range strings.Fields(name) {
		if len(w) > 3 {
			b.WriteString(strings.ToUpper(w[:1]))
		}
	}
	return b.String()
}
