package findings

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/exposures"
	"github.com/perimeter-data/perimeter/stages/derived/vendorlistings"
	"github.com/perimeter-data/perimeter/stages/policy"
	"github.com/perimeter-data/perimeter/stages/record"
)

// rule is a rule that can be decided.
type rule struct {
	record.Rule
	condition *policy.Condition
	strange   map[string]string // ids that it asks about and that no list of the dataset has: in words, with the same in Italian
}

// book is all the rules, where vendors are at home, and the measures that rules rest on.
type book struct {
	rules    []rule
	country  map[string]string // by vendor
	measures map[string]record.Measure
}

func build(rows *table.Set) (*book, error) {
	b := &book{country: map[string]string{}, measures: map[string]record.Measure{}}
	for m := range record.Measures.In(rows) {
		b.measures[m.ID] = m
	}
	for v := range record.Vendors.In(rows) {
		b.country[v.ID] = v.Country
	}
	known := map[string][]string{"vendor": slices.Sorted(maps.Keys(b.country)), "measures": slices.Sorted(maps.Keys(b.measures))}
	for l := range record.Watchlists.In(rows) {
		known["measures"] = record.Insert(known["measures"], l.ID)
	}
	for l := range vendorlistings.Table.In(rows) {
		known["measures"] = record.Insert(known["measures"], l.List)
	}
	for r := range record.Policies.In(rows) {
		c, err := policy.Compile(r.Condition)
		if err != nil {
			return nil, err
		}
		b.rules = append(b.rules, rule{r, c, strange(c, known)})
	}
	slices.SortFunc(b.rules, func(x, y rule) int { return cmp.Compare(x.ID, y.ID) })
	return b, nil
}

// strange are the ids of vendors and measures that a condition asks about and that no list has: a misspelt one would leave
// everything outside, or inside where it is denied.
func strange(c *policy.Condition, known map[string][]string) map[string]string {
	all := map[string]string{}
	for _, l := range c.Literals {
		if ids, closed := known[l.Fact]; closed && !slices.Contains(ids, l.Text) {
			what := fmt.Sprintf("%s “%s” (%s)", l.Fact, l.Text, l.At)
			en, it := what+", an id that no list of this dataset has", what+", un codice che nessuna lista di questi dati contiene"
			if near := strings.Join(source.Nearest(l.Text, ids), ", "); near != "" {
				en, it = en+" (nearest: "+near+")", it+" (il più vicino: "+near+")"
			}
			all[en] = it
		}
	}
	return all
}

func derive(in, out *table.Set) error {
	b := rules.In(in)
	for e := range exposures.Table.In(in) {
		facts := b.facts(e, in.AsOf())
		for _, r := range b.rules {
			bound, basis := "unknown", ""
			if m, known := b.measures[r.Measure]; known {
				bound, basis = exposures.Bound(m, e.Body)
			} else if r.Measure != "" {
				basis = "the rule rests on the measure " + r.Measure + ", which no list of this dataset describes"
			}
			delete(facts, "bound")
			if bound != "unknown" {
				facts["bound"] = bound
			}
			outcome, missing, err := r.decide(facts, e)
			if err != nil {
				outcome, missing = policy.Unknown, []string{"the condition cannot be decided: " + err.Error()}
			}
			f := Finding{ID: source.ID("finding", r.ID, e.ID), Policy: r.Policy, Rule: r.Rule.Rule, Title: r.Title, Exposure: e.ID, Body: e.Body,
				Vendor: e.Vendor, VendorName: e.VendorName, VendorScheme: e.VendorScheme, VendorIdentifier: e.VendorIdentifier, Outcome: string(outcome), Missing: missing, From: r.From, To: r.To, Verified: r.Verified,
				Measure: r.Measure, Bound: bound, BoundBy: basis, Origins: append(slices.Clone(e.Origins), r.Origins...)}
			f.Wording, f.WordingIT = word(f, e, r)
			Table.Add(out, f)
		}
	}
	return nil
}

// decide holds the rule against the facts. The day of an exposure is none of its purchase's where it is that of a publication, which
// tells of the purchase later, the first one of the contract, which is concluded earlier as a rule but not always, or one of the
// process. The rule is then decided without a day; but what was published before the rule held came before it. What is no purchase, as a
// call, has the day on which it was told. A rule that asks about what no list has decides nothing.
func (r *rule) decide(facts policy.Facts, e exposures.Exposure) (policy.Outcome, []string, error) {
	if len(r.strange) > 0 {
		return policy.Unknown, slices.Sorted(maps.Keys(r.strange)), nil
	}
	if e.Deal == "" {
		return r.condition.Decide(facts)
	}
	switch e.DateKind {
	case "release":
		if r.From != nil && e.Date != nil && *e.Date < *r.From {
			break
		}
		fallthrough
	case "process", "period start":
		facts = maps.Clone(facts)
		delete(facts, "date")
	}
	return r.condition.Decide(facts)
}

// facts is what is known of an exposure. What a table calls unknown, or leaves empty, is not known here.
func (b *book) facts(e exposures.Exposure, asOf *table.Date) policy.Facts {
	facts := policy.Facts{}
	put := func(name, value string) {
		if value != "" && value != "unknown" && value != "unclear" {
			facts[name] = value
		}
	}
	put("body_country", e.Body.Country)
	put("body_register", e.Body.Scheme)
	put("body_code", e.Body.Identifier)
	put("body_name", e.Body.Name)
	put("vendor", e.Vendor)
	put("vendor_country", b.country[e.Vendor])
	put("relation", e.Relation)
	put("channel", e.Channel)
	put("sense", e.Sense)
	put("grade", e.Grade)
	put("certainty", e.Certainty)
	put("in_force", e.InForce)
	put("device_status", e.DeviceStatus)
	if e.Date != nil {
		put("date", e.Date.String())
	}
	if asOf != nil {
		put("as_of", asOf.String())
	}
	if len(e.Functions) > 0 {
		facts["functions"] = e.Functions
	}
	measures := []string{}
	for _, l := range e.Listings {
		measures = append(measures, l.Measure)
	}
	facts["measures"] = measures
	return facts
}

// unknowns are what is not known, in words, where the name of a fact would not say it.
var unknowns, unknownsIT = map[string]string{
	"bound": "whether its measure speaks to the body", "date": "the day of the purchase or observation", "in_force": "whether the contract is in force",
}, map[string]string{
	"bound": "se la sua misura si rivolga all'ente", "date": "il giorno dell'acquisto o dell'osservazione", "in_force": "se il contratto sia in vigore",
}

// named lists what is not known.
func named(missing []string, words ...map[string]string) string {
	all := slices.Clone(missing)
	for i, m := range all {
		for _, w := range words {
			all[i] = cmp.Or(w[m], all[i])
		}
	}
	return strings.Join(all, "; ")
}

// days are the first and the last day of the rule, where they are known.
func days(f Finding, from, to string) (s string) {
	if f.From != nil {
		s = from + f.From.String() + "."
	}
	if f.To != nil {
		s += to + f.To.String() + "."
	}
	return s
}

// dayOf is what is not known of the day of a purchase, where another day of it is.
func dayOf(e exposures.Exposure) (en, it map[string]string) {
	if e.Deal == "" || e.Date == nil {
		return nil, nil
	}
	what := map[string][2]string{
		"period start": {"the day on which the contract that began on %s was concluded", "il giorno in cui è stato concluso il contratto cominciato il %s"},
		"release":      {"the day of the purchase, of which a record was published on %s", "il giorno dell'acquisto, di cui un documento è stato pubblicato il %s"},
		"process":      {"the day of the purchase, whose process has the day %s", "il giorno dell'acquisto, la cui procedura ha il giorno %s"},
	}[e.DateKind]
	if what[0] == "" {
		return nil, nil
	}
	return map[string]string{"date": fmt.Sprintf(what[0], e.Date)}, map[string]string{"date": fmt.Sprintf(what[1], e.Date)}
}

// bodyOf names the body, or the code that is all that is known of it.
func bodyOf(e exposures.Exposure) (en, it string) {
	if e.Body.Name != "" {
		return e.Body.Name, e.Body.Name
	}
	code := e.Body.Identifier + " (" + e.Body.Scheme + ")"
	return "The public body with the code " + code, "L'ente pubblico con il codice " + code
}

// word says what a finding lets be said, in English and in Italian, and of whom.
func word(f Finding, e exposures.Exposure, r rule) (en, it string) {
	title := "“" + f.Title + "” (" + f.Policy + ", " + f.Rule + ")"
	en, it = bodyOf(e)
	en, it = en+" and "+e.VendorName+": the records ", it+" e "+e.VendorName+": i documenti "
	switch policy.Outcome(f.Outcome) {
	case policy.Inside:
		en += "meet the condition of the rule " + title + "."
		it += "soddisfano la condizione della regola " + title + "."
	case policy.Outside:
		en += "do not meet the condition of the rule " + title + "."
		it += "non soddisfano la condizione della regola " + title + "."
	default:
		day, giorno := dayOf(e)
		en += "do not decide the rule " + title + "; not known: " + named(f.Missing, unknowns, day) + "."
		it += "non permettono di decidere la regola " + title + "; non è noto: " + named(f.Missing, unknownsIT, r.strange, giorno) + "."
	}
	en += " Scope of the rule: " + r.Scope + "."
	it += " Ambito della regola (nella lingua della fonte): " + r.Scope + "."
	if f.From != nil || f.To != nil {
		en += days(f, " First day of the rule: ", " Last day of the rule: ") + " Which day is set beside these, the condition of the rule says (table policies)."
		it += days(f, " Primo giorno della regola: ", " Ultimo giorno della regola: ") + " Quale giorno vi si confronti, lo dice la condizione della regola (tabella policies)."
	}
	switch {
	case f.Outcome == string(policy.Outside): // then nothing hangs on whom the measure speaks to
	case f.Bound == "yes":
		en += " The rule's measure speaks to bodies like this one."
		it += " La misura su cui poggia la regola si rivolge a enti come questo."
	case f.Bound == "no":
		en += " The rule's measure does not speak to this body."
		it += " La misura su cui poggia la regola non si rivolge a questo ente."
	}
	if f.Verified != "yes" {
		en += " No primary text of the rule was read: check it before quoting."
		it += " Nessun testo primario della regola è stato letto: verificarlo prima di citarlo."
	}
	en += " This is not a finding of wrongdoing."
	it += " Questo non è l'accertamento di un illecito."
	return en, it
}
