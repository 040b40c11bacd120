package claim

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// reader goes through a text sentence by sentence.
type reader struct {
	*article
	acronyms  map[string]bool
	context   context
	found     []found
	sites     []record.Site
	sentences []sentence
	voice     []voice // of each sentence
}

// found is a claim on its way to its row.
type found struct {
	row      record.Claim
	passage  int
	sentence int
	weak     bool // wants another sentence that says the same in plain words
}

func newReader(a *article) *reader {
	r := &reader{article: a, acronyms: map[string]bool{}}
	var last []sentence // of titles: what they say is compared with the text
	titles := map[string]bool{}
	for i, p := range a.passages {
		if a.roles[i] == roleTitle && !titles[p.Text] {
			titles[p.Text] = true
			last = append(last, sentences(i, p.Text)...)
		}
		if a.roles[i] != roleBody {
			continue
		}
		r.sentences = append(r.sentences, sentences(i, p.Text)...)
		if strings.Contains(p.Text, " (") { // without it, it matches nothing
			for _, m := range reKnownAssoc.FindAllStringSubmatch(p.Text, -1) {
				r.acronyms[m[2]] = true
			}
		}
	}
	r.sentences = append(r.sentences, last...)
	if reAssocWord.MatchString(a.text.Publisher) { // a notice of an association speaks of itself
		r.context.assoc = a.text.Publisher
	}
	r.voice = make([]voice, len(r.sentences))
	return r
}

// sentenceKey is the same for copies of a sentence, whatever their punctuation.
func sentenceKey(s string) string { return source.ID("sentence", record.TextKey(s)) }

func (r *reader) read() {
	for i := range r.sentences {
		s := &r.sentences[i]
		lang := sentenceLanguage(s.text, r.text.Language)
		folded := regexp.Fold(s.text)
		r.listen(i, lang, folded)
		if reHollow.MatchString(s.text) || reUntrue.MatchString(s.text) {
			continue
		}
		before, title := len(r.found), r.roles[s.passage] == roleTitle
		for _, late := range []bool{false, true} { // what needs the sentence's subject comes last
			for _, rule := range rules {
				if rule.flags["title"] != title || lang != "other" && rule.lang != lang || (rule.flags["sentence"] || rule.flags["last"] || rule.flags["unsaid"]) != late {
					continue
				}
				for _, m := range rule.all(s.text, folded) {
					r.apply(i, lang, rule, m, r.found[before:])
				}
			}
		}
		if !title {
			r.site(i, folded)
		}
	}
	r.settle()
}

func sentenceLanguage(s, text string) string {
	en, it := smallWords(s)
	switch {
	case en > it:
		return "en"
	case it > en:
		return "it"
	}
	return text
}

// apply makes the claims of one match.
func (r *reader) apply(i int, lang string, rule rule, m match, here []found) {
	s := &r.sentences[i]
	if rule.flags["speaker"] && r.voice[i].Speaker == (record.Speaker{}) {
		return
	}
	c := record.Claim{Text: r.text.ID, Publisher: r.text.Publisher, Published: r.text.Day, Kind: rule.kind, Predicate: rule.predicate, Rule: rule.name}
	c.Modality = rule.modality
	if c.Modality == "auto" {
		c.Modality = modality(m)
	}
	if c.Modality == "asserts" && reHearsay.MatchString(s.text) {
		c.Modality = "supposes"
	}
	subjects, basis, ok := r.about(i, rule, m, here, &c)
	if !ok {
		return
	}
	weak := rule.flags["confirm"]
	if rule.kind == "membership" {
		if from, to := m.span("assoc"); from >= 0 {
			if rePart.MatchString(s.text[to:]) {
				return // a meeting of it, its board
			}
			name, basis, ok := r.association(m.get("assoc"))
			if !ok {
				return
			}
			c.Object, c.ObjectBasis, weak = name, basis, false
			r.context.assoc, r.context.described = name, strings.HasPrefix(basis, record.Described)
		} else if rule.flags["context"] {
			c.Object, c.ObjectBasis = r.lastAssociation()
			if c.Object == "" && !rule.flags["confirm"] {
				return
			}
		}
		for _, n := range subjects { // an association is no member of itself
			if n == c.Object {
				return
			}
		}
	}
	for _, group := range []struct {
		name string
		to   *string
	}{{"thing", &c.Thing}, {"place", &c.Place}, {"place2", &c.Place}, {"body", &c.Object}, {"owner", &c.Object}, {"customer", &c.Object}, {"caller", &c.Object}, {"detail", &c.Detail}} {
		if v := m.get(group.name); v != "" {
			if group.name == "thing" && notThing(v) {
				return
			}
			if group.to == &c.Place || group.name == "body" {
				v = reArticle.ReplaceAllString(v, "")
			}
			if *group.to = r.names.mask(record.Clean(mended(v))); group.name == "owner" && !ownerLike(v) || group.name == "caller" && !r.caller(s, m) {
				return
			}
		}
	}
	if reNowhere.MatchString(c.Place) {
		return
	}
	if rule.kind == "supply" && c.Object == "" && reRecipient.MatchString(c.Place) { // who is supplied is no place
		c.Object, c.Place = c.Place, ""
	}
	count(lang, m, &c)
	r.complete(rule, m, &c)
	if rule.kind == "reason" {
		c.Object, c.ObjectBasis = r.lastAssociation() // of whose membership it is the reason
	}
	functions := []string{""}
	if from, _ := m.span("func"); from >= 0 {
		if functions = r.functions(m.get("func")); len(functions) == 0 {
			return
		}
	} else if rule.kind == "aim" {
		functions = aims(c.Detail)
	}
	if rule.flags["purpose"] && !hasFunction(here) || rule.flags["beside"] && !slices.ContainsFunc(here, func(f found) bool { return f.row.Kind == rule.kind }) {
		return
	}
	for _, name := range subjects {
		for _, f := range functions {
			d := c
			d.Subject, d.Basis, d.Function = name, basis, f
			r.add(i, d, weak)
		}
	}
	r.after(s, rule, subjects, basis, functions, &c)
}

var reArticle = regexp.MustCompile(`^(?:[Tt]he |[Ii]l |[Ll]a |[Ll]o |[Ii] |[Ll]e |[Gg]li |[Ll]['’])`)

// notThing says whether a phrase is no bare name of a thing: there is a verb or another clause in it.
func notThing(s string) bool {
	words := strings.Fields(s)
	for i, w := range words {
		if verbs[w] || i > 0 && i < 6 && (w == "the" || w == "its") && words[i-1] != "by" && words[i-1] != "through" && words[i-1] != "under" {
			return true
		}
	}
	return false
}

var verbs = wordSet(`that which who whose has have had is are was were been be said says say denied denies deny claims claimed claim told not never no and or to it they if when
	stopped refused without against about che ha hanno è sono era erano detto nega non mai quando`)

func hasFunction(here []found) bool {
	return slices.ContainsFunc(here, func(f found) bool { return f.row.Kind == "function" || f.row.Predicate == "created" })
}

var reStray = regexp.MustCompile(`\. (\p{Ll})`)

// mended is a phrase without a full stop that machine translation left inside it.
func mended(s string) string { return reStray.ReplaceAllString(s, " $1") }

var reOwner = regexp.MustCompile(`(?i)^(?:it|they|he|she|who|which|and)\b`)

func ownerLike(s string) bool {
	r := record.NewRef(s, "", "", "")
	return !reOwner.MatchString(s) && r.Name != record.Person && record.Mask(s) == s
}

// count reads the count of a match. One that stands beside the place of a use is of all that the place names together.
func count(lang string, m match, c *record.Claim) {
	raw, unit := m.get("qty"), c.Thing
	if q := m.get("qty2"); q != "" {
		raw, unit = q, m.get("unit")
		c.Over = c.Place
	}
	if b, ok := boundsOf(raw, lang); raw != "" && ok {
		c.Quantity = strings.TrimSpace(raw + " " + unit)
		c.From, c.FromOpen, c.To, c.ToOpen = b.from, b.fromOpen, b.to, b.toOpen
	}
}

var (
	reCallYear  = regexp.MustCompile(`\b(?:19|20)\d{2}\b`)
	reCaller    = regexp.MustCompile(expand(`(?:of|by|di|della|del|dell['’]) ?(?P<n>{ORG})$`))
	reHollowBox = regexp.MustCompile(`(?i)^(?:use|people|others|years|life|example|instance|fun|sale|free)$`)
)

// complete fills in what only some kinds have: the year and the caller of a tender, the share of an owner.
func (r *reader) complete(rule rule, m match, c *record.Claim) {
	if reHollowBox.MatchString(c.Place) {
		c.Place = ""
	}
	if rule.flags["call"] {
		if y := reCallYear.FindString(c.Detail); y != "" {
			c.Date, c.DateOf = y, "call"
		}
		if n := reCaller.FindStringSubmatch(c.Detail); n != nil {
			c.Object = r.names.mask(n[1])
		}
	}
	if s := m.get("share"); s != "" {
		c.Detail = s
	}
}

// after notes what later sentences may refer to.
func (r *reader) after(s *sentence, rule rule, subjects []string, basis string, functions []string, c *record.Claim) {
	if functions[0] != "" && (rule.kind == "function" || rule.kind == "aim") && !rule.flags["funcs"] {
		r.context.functions, r.context.owner = functions, owner{passage: s.passage, basis: basis, thing: c.Thing}
		if who := subjects[0]; who != "" {
			r.context.owner = owner{passage: s.passage, company: who, basis: "the function was spoken of before, as one of " + who}
		}
		if functions[0] == "recognition" {
			r.context.called = functions[0]
		} else if rule.predicate == "equipped" {
			r.context.called = ""
		}
	}
	if subjects[0] == "" {
		return
	}
	r.context.spoken(s.passage, subjects)
	if rule.flags["call"] && c.Object != "" {
		r.context.call, r.context.maker = c.Object, subjects[0]
	}
}

// add completes a claim: who says it, when, and in which words.
func (r *reader) add(i int, c record.Claim, weak bool) {
	s, v := &r.sentences[i], r.voice[i]
	for _, f := range slices.Backward(r.found) { // one sentence says a thing once, the fuller account first
		if f.sentence != i {
			break
		}
		if f.row.Kind == c.Kind && f.row.Predicate == c.Predicate && f.row.Subject == c.Subject && f.row.Function == c.Function &&
			(f.row.Place == c.Place || c.Kind == "membership") && f.row.Detail == c.Detail {
			return
		}
	}
	c.Speaker, c.Reporters, c.Reply = v.Speaker, v.reporters, v.reply
	if c.Modality == "supposes" && c.Kind == "function" && c.Predicate == "removed" && v.Speaker.Affiliation != "" {
		c.Modality = "asserts" // the conditional of hearsay: it is the speaker who says so
	}
	if c.Date == "" {
		c.Date, c.DateOf = s.date, s.of
	}
	if c.Date != "" {
		if from, to, ok := spanOf(c.Date); ok {
			c.First, c.Last = from, to
		} else if r.text.Day != nil {
			if from, to, ok := relative(c.Date, *r.text.Day); ok {
				c.First, c.Last = from, to
			}
		}
	}
	stretches := [][2]int{{s.from, s.to}}
	if v.from != i {
		if t := r.sentences[v.from]; v.from == i-1 {
			stretches[0][0] = t.from
		} else {
			stretches = [][2]int{{t.from, t.to}, stretches[0]}
		}
	}
	p := r.passages[s.passage]
	c.Quote, c.Ranges = r.names.quote(p, stretches)
	if len(c.Ranges) == 0 {
		return
	}
	c.Sentence = sentenceKey(s.text)
	c.Origins = []source.Origin{r.origin(s.passage, fragment(c.Ranges))}
	r.found = append(r.found, found{row: c, passage: s.passage, sentence: i, weak: weak})
}

// settle drops what no plain sentence confirms, names the associations that the text describes, and gives ids.
func (r *reader) settle() {
	said := func(f found) string { return f.row.Predicate + " " + f.row.Subject }
	plain := map[string]record.Claim{} // what sentences say in plain words of a subject, and of which association
	for _, f := range r.found {
		if k := said(f); !f.weak && f.row.Kind == "membership" && f.row.Modality != "denies" && plain[k].Object == "" {
			plain[k] = f.row
		}
	}
	dropped, object := map[int]bool{}, map[int]record.Claim{} // by sentence
	var kept []found
	for _, f := range r.found {
		if f.weak {
			in := plain[said(f)]
			if f.row.Object == "" {
				f.row.Object, f.row.ObjectBasis, object[f.sentence] = in.Object, in.ObjectBasis, in
			}
			if in.Object == "" {
				dropped[f.sentence] = true
				continue
			}
		}
		kept = append(kept, f)
	}
	r.found = nil
	names := described(kept)
	for _, f := range kept {
		if f.row.Kind == "reason" {
			if dropped[f.sentence] {
				continue
			}
			if in := object[f.sentence]; f.row.Object == "" {
				f.row.Object, f.row.ObjectBasis = in.Object, in.ObjectBasis
			}
		}
		if name := names[f.row.Object]; name != "" && f.row.Described() {
			f.row.ObjectBasis = "described as “" + f.row.Object + "”; the text says the same of this one by name"
			f.row.Object = name
		}
		if r.roles[f.passage] == roleTitle && !r.again(&f.row) {
			continue
		}
		f.row.ID = key(f.row)
		r.found = append(r.found, f)
	}
}

// described are the names of associations that a text describes: where it says of one member the same change, in the same
// way, of a described association and of one by name, they are one. Where it does so of two by name, neither is meant for certain.
func described(list []found) map[string]string {
	said := func(c record.Claim) string { return c.Kind + "\n" + c.Predicate + "\n" + c.Modality + "\n" + c.Subject }
	named := map[string]string{}
	unsure := map[string]bool{}
	for _, f := range list {
		if k := said(f.row); f.row.Kind == "membership" && f.row.Object != "" && !f.row.Described() {
			unsure[k] = unsure[k] || named[k] != "" && named[k] != f.row.Object
			named[k] = f.row.Object
		}
	}
	names := map[string]string{}
	for _, f := range list {
		k, description := said(f.row), f.row.Object
		if f.row.Kind != "membership" || f.row.ObjectBasis != record.Described || f.weak || named[k] == "" {
			continue
		}
		if known, ok := names[description]; unsure[k] || ok && known != named[k] {
			names[description] = ""
		} else {
			names[description] = named[k]
		}
	}
	return names
}
