package watch

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/policy"
	"github.com/perimeter-data/perimeter/stages/record"
)

func FuzzFormat(f *testing.F) { stagetest.FuzzFormat(f, Format, "lists") }

func set() *table.Set { return table.NewSet("", table.DefaultBudget, Format.Writes...) }

func readText(t *testing.T, out *table.Set, text []byte) *source.Document {
	t.Helper()
	if !Format.Match("list.csv", source.NewHead(text)) {
		t.Fatal("the format does not know the list")
	}
	doc := &source.Document{Digest: strings.Repeat("0", 64), Body: bytes.NewReader(text)}
	if err := Format.Read(doc, out); err != nil {
		t.Fatal(err)
	}
	return doc
}

func embedded(t *testing.T) *table.Set {
	t.Helper()
	out := set()
	files, err := Lists.ReadDir("lists")
	if err != nil || len(files) != len(lists) {
		t.Fatalf("%d lists, %v", len(files), err)
	}
	for _, f := range files {
		text, err := Lists.ReadFile("lists/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		doc := readText(t, out, text)
		if want := int64(bytes.Count(text, []byte("\n"))) - 1; doc.Units() != want {
			t.Errorf("%s: %d rows, want %d", f.Name(), doc.Units(), want)
		}
	}
	for r := range table.Rejects.In(out) {
		t.Errorf("reject: %s %s: %s (%s)", r.Fragment, r.Reason, r.Message, r.Field)
	}
	return out
}

// TestLists holds the embedded lists together: what one row cannot know of another.
func TestLists(t *testing.T) {
	out := embedded(t)
	vendors, measures, brands := map[string]bool{}, map[string]record.Measure{}, map[string]bool{}
	for v := range record.Vendors.In(out) {
		vendors[v.ID] = true
	}
	known := func(what, vendor string) {
		if !vendors[vendor] {
			t.Errorf("%s: no vendor %s", what, vendor)
		}
	}
	ids := map[string]string{}
	once := func(id, what string) {
		if ids[id] != "" {
			t.Errorf("%s and %s are one row", ids[id], what)
		}
		ids[id] = what
	}
	for n := range record.VendorNames.In(out) {
		known("name "+n.Name, n.Vendor)
		once(n.ID, n.Name)
	}
	for b := range record.Brands.In(out) {
		known("brand "+b.Brand, b.Vendor)
		once(b.ID, b.Brand)
		brands[b.Vendor+b.Brand] = true
	}
	for m := range record.Models.In(out) {
		known("model "+m.Example, m.Vendor)
		once(m.ID, m.Example)
		if m.Brand != "" && !brands[m.Vendor+m.Brand] {
			t.Errorf("model %s: no brand %s of %s", m.Example, m.Brand, m.Vendor)
		}
	}
	for m := range record.Measures.In(out) {
		measures[m.ID] = m
	}
	for w := range record.Watchlists.In(out) {
		once(w.ID+" watchlist", w.ID)
		if _, known := measures[w.Measure]; w.Measure != "" && !known {
			t.Errorf("watchlist %s: no measure %s", w.ID, w.Measure)
		}
	}
	listed, used := map[string]bool{}, map[string]bool{}
	for l := range record.Listings.In(out) {
		known("listing of "+l.Measure, l.Vendor)
		once(l.ID, l.Measure+" "+l.Vendor)
		m, ok := measures[l.Measure]
		if !ok || !m.Names {
			t.Errorf("listing of %s by %s: no such measure, or it names no vendor", l.Vendor, l.Measure)
		}
		listed[l.Vendor], used[l.Measure] = true, true
	}
	for v := range vendors {
		if !listed[v] {
			t.Errorf("vendor %s: nothing names it", v)
		}
	}
	for id, m := range measures {
		if m.Names != used[id] {
			t.Errorf("measure %s: names_vendors is %v, listings: %v", id, m.Names, used[id])
		}
	}
}

// TestFacts holds dates that a journalist would quote.
func TestFacts(t *testing.T) {
	out := embedded(t)
	day := func(d *table.Date) string {
		if d == nil {
			return ""
		}
		return d.String()
	}
	got := map[string]bool{}
	for l := range record.Listings.In(out) {
		limited := slices.Contains([]string{"hytera", "hikvision", "dahua"}, l.Vendor) && (strings.HasPrefix(l.Measure, "us-ndaa-889") || l.Measure == "us-fcc-covered-list")
		if limited != (l.Purpose != "") {
			t.Errorf("%s names %s for the purposes %q", l.Measure, l.Vendor, l.Purpose)
		}
		got[l.Measure+" "+l.Vendor+" "+day(l.From)+" "+day(l.To)+" "+l.DateKind] = true
	}
	for _, want := range []string{
		"us-ndaa-889 hikvision 2018-08-13  signed",
		"us-fcc-covered-list kaspersky 2022-03-25  effective",
		"us-bis-entity-list hikvision 2019-10-09  effective",
		"us-bis-entity-list uniview 2024-12-10  announced",
		"us-dod-1260h dji 2022-10-05  announced",
		"us-dod-1260h megvii 2024-01-31 2025-01-07 announced",
		"ep-thermal-2021 hikvision   reported",
		"it-acn-2022 kaspersky 2022-04-21 2025-11-22 signed",
		"us-dhs-bod-17-01 kaspersky 2017-09-13  announced",
		"us-ndaa-2018-1634 kaspersky 2018-10-01  effective",
		"us-bis-entity-list dji 2020-12-18  effective",
		"us-bis-entity-list megvii 2019-10-09  effective",
	} {
		if !got[want] {
			t.Errorf("no listing %q", want)
		}
	}
	for n := range record.VendorNames.In(out) {
		if n.Verified == "yes" && strings.Contains(n.Source, "not checked") {
			t.Errorf("%s: verified, and its source says that something was not checked", n.Name)
		}
	}
	for m := range record.Measures.In(out) {
		switch m.ID {
		case "uk-wms-2022", "it-dpcm-2025":
			if m.Names {
				t.Errorf("%s names no vendor", m.ID)
			}
		case "it-acn-2022":
			if m.Verified != "no" {
				t.Errorf("%s: its primary text was not read", m.ID)
			}
		}
	}
}

// TestPolicies holds what the rules decide, and what they leave open: of whom a law speaks to, for what, and until when.
func TestPolicies(t *testing.T) {
	rules := map[string]*policy.Condition{}
	for r := range record.Policies.In(embedded(t)) {
		c, err := policy.Compile(r.Condition)
		if err != nil {
			t.Fatal(err)
		}
		rules[r.Policy+" "+r.Rule] = c
		if r.Measure != "" && !strings.Contains(r.Condition, "bound == 'yes'") {
			t.Errorf("%s %s rests on a measure and does not ask whether it speaks to the body", r.Policy, r.Rule)
		}
	}
	company := func(facts policy.Facts) policy.Facts { // Italian, and perhaps no public administration
		delete(facts, "bound")
		facts["body_country"] = "IT"
		return facts
	}
	american := func(vendor, bound string) policy.Facts { // whom the law speaks to is told by exposures.Bound
		facts := policy.Facts{"vendor": vendor, "sense": "purchase", "date": "2020-01-01"}
		if bound != "" {
			facts["bound"] = bound
		}
		return facts
	}
	italian := func(date, asOf string) policy.Facts {
		return policy.Facts{"bound": "yes", "vendor": "kaspersky", "sense": "purchase", "in_force": "yes", "date": date, "as_of": asOf}
	}
	for _, c := range []struct {
		rule  string
		facts policy.Facts
		want  policy.Outcome
	}{
		{"us-ndaa-889 a1a-purchase", american("zte", "yes"), policy.Inside},
		{"us-ndaa-889 a1a-purchase", american("zte", ""), policy.Unknown},
		{"us-ndaa-889 a1a-purchase", american("zte", "no"), policy.Outside}, // of another country
		{"us-ndaa-889 a1a-purchase", american("dahua", "yes"), policy.Unknown},
		{"us-ndaa-889 a1a-purchase", american("kaspersky", "yes"), policy.Outside},
		{"it-acn-4336 purchase", italian("2022-04-10", "2026-06-01"), policy.Outside},
		{"it-acn-4336 purchase", italian("2024-04-10", "2026-06-01"), policy.Inside},
		{"it-acn-4336 purchase", italian("2026-04-10", "2026-06-01"), policy.Unknown},
		{"it-acn-4336 purchase", company(italian("2024-04-10", "2026-06-01")), policy.Unknown},
		{"it-acn-4336 in-force", company(italian("2020-04-10", "2024-06-01")), policy.Unknown},
		{"it-acn-4336 in-force", italian("2020-04-10", "2024-06-01"), policy.Inside},
		{"it-acn-4336 in-force", italian("2020-04-10", "2026-06-01"), policy.Unknown},
	} {
		if got, missing, err := rules[c.rule].Decide(c.facts); got != c.want || err != nil {
			t.Errorf("%s of %v: %s (%v, %v), want %s", c.rule, c.facts, got, missing, err, c.want)
		}
	}
}

// TestBrandsVerified holds that a brand is verified where a list says so and not else, and that a brand of which the source says
// neither whose it is nor who makes the goods is not documented with high confidence.
func TestBrandsVerified(t *testing.T) {
	const header = "vendor,brand,relation,scope,confidence,own_goods,needs,context,from,to,source,verified\n"
	all := set()
	readText(t, all, []byte(header+"v,One,rebrand,all,high,no,nothing,,,,the register says so,yes\nv,Two,rebrand,all,high,no,nothing,,,,a user's note,\n"))
	got := map[string]string{}
	for b := range record.Brands.In(all) {
		got[b.Brand] = b.Verified
	}
	if len(got) != 2 || got["One"] != "yes" || got["Two"] != "no" {
		t.Error(got)
	}
	for b := range record.Brands.In(embedded(t)) {
		if b.Relation == "rebrand" && b.Confidence == "high" && strings.Contains(b.Source, "says neither") {
			t.Errorf("%s: high confidence, and its source does not say it", b.Brand)
		}
		if b.Verified != "yes" && b.Verified != "no" {
			t.Errorf("%s: verified is %q", b.Brand, b.Verified)
		}
	}
}

const rulesHeader = "policy,rule,title,scope,condition,from,to,verified,source\n"

// TestHeaderOfRules holds that a policy whose columns are wrong is read as a policy and told what is wrong, and not left unread.
func TestHeaderOfRules(t *testing.T) {
	for header, want := range map[string]string{
		"policy,rule,title,scope,condition,to,verified\np,r,T,s,true,,yes\n":                         "the columns are not those of a policy; it lacks from, source",
		"policy,rule,title,scope,condition,from,to,verified,source,Note\np,r,T,s,true,,,yes,x,y\n":   "the columns are not those of a policy; there is no such column as Note",
		"Policy,Rule,title,scope,Condition,from,to,verified,source\np,r,T,s,true,,,yes,x\n":          "the columns are not those of a policy; it lacks policy, rule, condition; there is no such column as Policy, Rule, Condition",
		"policy;rule;title;measure;scope;condition;from;to;verified;source\np;r;T;;s;true;;;yes;x\n": "",
	} {
		if !Format.Match("rules.csv", source.NewHead([]byte(header))) {
			t.Errorf("%q is not read", header)
		}
		out := set()
		readText(t, out, []byte(header))
		got := ""
		for r := range table.Rejects.In(out) {
			got = r.Message
			if !strings.Contains(r.Next, strings.Join(ruleColumns, ",")) {
				t.Errorf("%q: next: %s", header, r.Next)
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", header, got, want)
		}
	}
	if Format.Match("list.csv", source.NewHead([]byte("vendor,name\n"))) {
		t.Error("a list of anything is read")
	}
}

// TestCarried holds that the program's own policy may be read beside it, as long as it says the same.
func TestCarried(t *testing.T) {
	own, err := Lists.ReadFile("lists/policies.csv")
	if err != nil {
		t.Fatal(err)
	}
	out := set()
	readText(t, out, own)
	for r := range table.Rejects.In(out) {
		t.Errorf("%s: %s", r.Reason, r.Message)
	}
	if len(carried()) == 0 {
		t.Error("the program carries no rule")
	}
}

// TestBoundIsAsked holds that no rule of the program's takes a country for whom its measure speaks to.
func TestBoundIsAsked(t *testing.T) {
	for r := range record.Policies.In(embedded(t)) {
		c, err := policy.Compile(r.Condition)
		if err != nil {
			t.Fatal(err)
		}
		facts := policy.Facts{}
		for _, f := range policy.Vocabulary {
			if !f.List {
				facts[f.Name] = "x"
			}
		}
		facts["bound"] = "no"
		if got, _, err := c.Decide(facts); got != policy.Outside || err != nil || strings.Contains(r.Condition, "body_country") {
			t.Errorf("%s, %s: whom its measure does not speak to is %s (%v)", r.Policy, r.Rule, got, err)
		}
	}
}

func TestRejects(t *testing.T) {
	for _, c := range []struct{ name, text, reason string }{
		{"no such day", "measure,vendor,named_as,from,to,date_kind,source\nm,v,V,2022-09,,reported,s\n", "watch.date"},
		{"ends before it begins", "vendor,name,relation,kind,from,to,source\nv,V,family,alias,2022-02-02,2022-02-01,s\n", "watch.period"},
		{"capital in an id", "measure,vendor,named_as,from,to,date_kind,source\nm,V,V,,,reported,s\n", "watch.id"},
		{"no source", "measure,vendor,named_as,from,to,date_kind,source\nm,v,V,,,reported,\n", "watch.missing"},
		{"broken pattern", "vendor,brand,pattern,example,alone,source\nv,,AB[,AB1,yes,s\n", "watch.pattern"},
		{"pattern of any word", "vendor,brand,pattern,example,alone,source\nv,,[A-Z0-9]+,AB1,yes,s\n", "watch.pattern"},
		{"example of another", "vendor,brand,pattern,example,alone,source\nv,,AB[0-9]{3},AB1,yes,s\n", "watch.example"},
		{"own goods without model", "vendor,brand,relation,scope,confidence,own_goods,needs,context,from,to,source\nv,B,rebrand,all,high,yes,nothing,,,,s\n", "watch.needs"},
		{"context of other makers alone", "vendor,brand,relation,scope,confidence,own_goods,needs,context,from,to,source\nv,B,brand,all,high,no,context,-other -makers,,,s\n", "watch.context"},
		{"context without words", "vendor,brand,relation,scope,confidence,own_goods,needs,context,from,to,source\nv,B,brand,all,high,no,context,,,,s\n", "watch.context"},
		{"unknown relation", "vendor,name,relation,kind,from,to,source\nv,V,cousin,alias,,,s\n", "watch.word"},
		{"floor in words", "list,measure,floor,sentinels,source\nl,,many,,s\n", "watch.number"},
		{"country in words", "vendor,name,legal_name,country,makes,source\nv,V,V Ltd,China,things,s\n", "watch.country"},
		{"condition about nothing there is", rulesHeader + "p,r,T,s,vender == 'zte',,,yes,x\n", "watch.condition"},
		{"rule of the program's", rulesHeader + "us-ndaa-889,a1a-purchase,T,s,vendor == 'zte',,,yes,x\n", "watch.carried"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := set()
			readText(t, out, []byte(c.text))
			var reasons []string
			for r := range table.Rejects.In(out) {
				reasons = append(reasons, r.Reason)
				if r.Scope != "record" || r.Length == 0 {
					t.Errorf("scope %s, length %d", r.Scope, r.Length)
				}
			}
			if len(reasons) != 1 || reasons[0] != c.reason {
				t.Errorf("rejects %v, want %s", reasons, c.reason)
			}
		})
	}
}

func TestMatchOnlyLists(t *testing.T) {
	for _, head := range []string{"", "vendor,name\n", "cig,codiceFiscale\n", "{}", "vendor,name,legal_name,country,makes\n", "vendor,name,legal_name,country,makes,source,extra\n"} {
		if Format.Match("vendors.csv", source.NewHead([]byte(head))) {
			t.Errorf("took %q for a list", head)
		}
	}
}
