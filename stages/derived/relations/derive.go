package relations

import (
	"fmt"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/observations"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

// rule is one way in which two claims of a subject stand to each other.
type rule struct {
	name, relation, wording string
	holds                   func(a, b *statement) bool
}

// statement is what claims that say the same have in common.
type statement struct {
	record.Claim        // the first of them, by id
	object       string // the other party, in the form in which its names are equal
}

const both = "They cannot both hold."

// rules are looked at in both directions; of those without direction the first claim by id comes first.
var rules = []rule{
	{"a reason was given", "contradicts", "One says that no reason was given, the other gives one. " + both,
		func(a, b *statement) bool {
			return a.Kind == "reason" && b.Kind == "reason" && a.Predicate == "none given" && b.Predicate == "given" &&
				a.Modality == "asserts" && b.Modality == "asserts" && agree(a.object, b.object)
		}},
	{"asserted and denied", "contradicts", "One asserts what the other denies. " + both,
		func(a, b *statement) bool {
			return a.Modality == "asserts" && b.Modality == "denies" && a.Kind == b.Kind && a.Predicate == b.Predicate && a.Kind != "aim" && a.Kind != "denial" &&
				a.Function == b.Function && same(a.object, b.object) && same(a.Place, b.Place) && agree(a.Thing, b.Thing) && !apart(a, b)
		}},
	{"expelled or resigned", "contradicts", "One says expelled, the other resigned. " + both,
		func(a, b *statement) bool {
			return a.Kind == "membership" && b.Kind == "membership" && a.Predicate == "expelled" && b.Predicate == "resigned" &&
				a.Modality == "asserts" && b.Modality == "asserts" && a.object != "" && a.object == b.object && !apart(a, b)
		}},
	{"counts apart", "contradicts", "They count the same things at the same place or body and do not agree. " + both,
		func(a, b *statement) bool {
			return a.Kind == b.Kind && a.Predicate == b.Predicate && a.Modality == "asserts" && b.Modality == "asserts" && a.ID < b.ID &&
				a.Place+a.object != "" && same(a.Place, b.Place) && same(a.object, b.object) && a.Thing != "" && same(a.Thing, b.Thing) && disjoint(a, b) && !apart(a, b)
		}},
	{"aim, not ability", "disputes", "It disputes what the function is for. It does not deny that the function is there.",
		func(a, b *statement) bool {
			return a.Kind == "aim" && a.Modality == "denies" && b.Kind == "function" && b.Predicate == "capable" && b.Modality != "denies" &&
				a.Function != "" && a.Function == b.Function
		}},
	{"denied without detail", "disputes", "It denies what was said, without saying which part.",
		func(a, b *statement) bool {
			return a.Kind == "denial" && a.Text == b.Text && b.Kind != "denial" && b.Modality != "denies" && b.Speaker.Affiliation == ""
		}},
}

// agree says that two values do not speak against each other: one is missing, or they are the same.
func agree(a, b string) bool { return a == "" || b == "" || same(a, b) }

func same(a, b string) bool { return record.TextKey(a) == record.TextKey(b) }

// apart says that the dates of two events have no day in common.
func apart(a, b *statement) bool {
	return a.First != nil && b.First != nil && a.DateOf == "event" && b.DateOf == "event" && (*a.Last < *b.First || *b.Last < *a.First)
}

// disjoint says that no number is in the bounds of both counts.
func disjoint(a, b *statement) bool {
	below := func(a, b *statement) bool { // all that a allows is less than all that b allows
		if a.To == nil || b.From == nil {
			return false
		}
		c := a.To.Cmp(*b.From)
		return c < 0 || c == 0 && (a.ToOpen || b.FromOpen)
	}
	return below(a, b) || below(b, a)
}

// derive sees the claims of one topic.
func derive(in, out *table.Set) error {
	groups := map[string]string{}
	for s := range observations.Table.In(in) {
		groups[s.Claim] = s.Group
	}
	known := map[string]record.Claim{}
	for c := range record.Claims.In(in) {
		if k, ok := known[c.ID]; ok {
			c.Origins = source.Unite(k.Origins, c.Origins)
		}
		known[c.ID] = c
	}
	var claims []record.Claim
	for _, c := range known {
		claims = append(claims, c)
	}
	slices.SortFunc(claims, func(a, b record.Claim) int { return strings.Compare(a.ID, b.ID) })
	names := aliases(claims)
	oneSource := func(a, b record.Claim) bool { // two sentences in a text's own voice are one source, though one of them be a copy
		return groups[a.ID] != "" && groups[a.ID] == groups[b.ID] || a.Text == b.Text && ownVoice(a) && ownVoice(b)
	}
	put := func(relation, rule, wording string, a, b record.Claim) {
		r := Relation{ID: source.ID("relation", relation, rule, a.ID, b.ID), Relation: relation, Claim: a.ID, Other: b.ID, Subject: a.Subject, Rule: rule,
			OneSource: oneSource(a, b), Wording: wording, Origins: source.Unite(a.Origins, b.Origins)}
		if r.OneSource && groups[a.ID] == groups[b.ID] {
			r.Group = groups[a.ID]
		}
		Table.Add(out, r)
	}
	firsts := map[string]*statement{}
	var statements []*statement
	for _, c := range claims {
		s := &statement{Claim: c, object: objectOf(c, names)}
		key := s.key()
		first := firsts[key]
		if first != nil && apart(first, s) { // the same on another occasion
			key += "\n" + c.First.String()
			first = firsts[key]
		}
		if first == nil {
			firsts[key] = s
			statements = append(statements, s)
			continue
		}
		wording := "Both say the same, and do not go back to one source."
		if oneSource(first.Claim, c) {
			wording = "Both say the same and go back to one source: it is said once."
		}
		put("repeats", "the same statement", wording, first.Claim, c)
	}
	for _, a := range statements {
		for _, b := range statements {
			for _, r := range rules {
				if a == b || !r.holds(a, b) {
					continue
				}
				if r.relation == "contradicts" && b.ID < a.ID {
					put(r.relation, r.name, r.wording, b.Claim, a.Claim)
				} else {
					put(r.relation, r.name, r.wording, a.Claim, b.Claim)
				}
			}
		}
	}
	answers(claims, put)
	return nil
}

// ownVoice says that a text itself says what a claim says.
func ownVoice(c record.Claim) bool { return c.Speaker == (record.Speaker{}) && len(c.Reporters) == 0 }

// key is the same for claims that say the same.
func (s *statement) key() string {
	count := ""
	if s.From != nil || s.To != nil {
		count = fmt.Sprint(s.From, s.FromOpen, s.To, s.ToOpen)
	}
	detail := s.Detail
	if s.Kind == "reason" {
		detail = ""
	}
	return strings.Join([]string{s.Kind, s.Predicate, s.Modality, s.object, s.Function, record.TextKey(s.Thing), record.TextKey(s.Place), count,
		record.TextKey(s.Over), record.TextKey(detail)}, "\n")
}

// aliases are the short forms that claims give with a name: "Security Industry Association (SIA)".
func aliases(claims []record.Claim) map[string]string {
	m := map[string]string{}
	for _, c := range claims {
		if name, short, ok := strings.Cut(strings.TrimSuffix(c.Object, ")"), " ("); ok {
			m[orgname.Normal(short)] = orgname.Normal(name)
		}
	}
	return m
}

// objectOf is the other party in the form in which its names are equal.
func objectOf(c record.Claim, names map[string]string) string {
	name, _, _ := strings.Cut(c.Object, " (")
	name = orgname.Normal(name)
	if c.Described() { // another text may describe another one so
		return source.ID("described", c.Text, name)
	}
	if full := names[name]; full != "" {
		return full
	}
	return name
}

// answers are what an organisation said in reply, and what it may answer of the same text: what stands before its first reply
// of what its things can do or what they are used for, and their use as far as whoever asked had reported it. To which of
// them it answers, a text seldom says, and the wording does not either.
func answers(claims []record.Claim, put func(relation, rule, wording string, a, b record.Claim)) {
	byText := map[string][]record.Claim{}
	first := map[string]int64{}
	for _, c := range claims {
		byText[c.Text] = append(byText[c.Text], c)
		if at, known := first[c.Text]; c.Reply && (!known || c.Ranges[0].From < at) {
			first[c.Text] = c.Ranges[0].From
		}
	}
	for _, c := range claims {
		if !c.Reply || c.Predicate == "capable" || orgname.Normal(c.Speaker.Affiliation) != orgname.Normal(c.Subject) {
			continue
		}
		for _, b := range byText[c.Text] {
			if b.Speaker.Affiliation != "" || b.Ranges[0].From >= first[c.Text] {
				continue
			}
			switch {
			case b.Kind == "use" && slices.ContainsFunc(b.Reporters, func(r string) bool { return slices.Contains(c.Reporters, r) }):
				put("responds", "reply to whoever reported it", "It was said in reply to whoever had reported the other; whether it answers this of all that they reported is not said.", c, b)
			case b.Predicate == "capable" || b.Kind == "use" && b.Detail != "":
				put("responds", "reply after the statement", "It is a reply that the text gives after the other statement; whether it was asked about it is not said.", c, b)
			}
		}
	}
}
