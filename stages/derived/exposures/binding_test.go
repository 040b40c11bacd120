package exposures

import (
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/derived/organisations"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/record"
)

// A measure speaks to a body where its jurisdiction and addressees and the body's own country, register and name decide it;
// having bought by the rules of public procurement decides nothing, and neither does a name of another country's form.
func TestBound(t *testing.T) {
	comune := purchases.Org{Name: "Comune di Altroluogo", Scheme: "IT-CF", Identifier: "99999990080", Country: "IT"}
	company := purchases.Org{Name: "Acque Inventate S.p.A.", Scheme: "IT-CF", Identifier: "99999990098", Country: "IT"}
	nameless := purchases.Org{Scheme: "IT-CF", Identifier: "99999990056", Country: "IT"}
	agency := purchases.Org{Name: "Example Service", Scheme: "US-SUBTIER", Identifier: "1499", Country: "US"}
	court := purchases.Org{Name: "Example Court", Scheme: "US-SUBTIER", Identifier: "1099", Country: "US"}
	library := purchases.Org{Name: "Example Library", Scheme: "US-SUBTIER", Identifier: "0399", Country: "US"}
	city := purchases.Org{Name: "City of Exampleville", Country: "US"}
	claimed := purchases.Org{Name: "Ministero della Cultura"}
	all := record.Measure{Country: "IT", Addressees: "public administrations"}
	federal := record.Measure{Country: "US", Addressees: "federal agencies"}
	exporters := record.Measure{Country: "US", Addressees: "none"}
	one := record.Measure{Country: "EU", Binds: "the European Parliament's own buildings", Addressees: "one body"}
	department := record.Measure{Country: "US", Binds: "US Department of Defense", Addressees: "one body"}
	for _, c := range []struct {
		what string
		m    record.Measure
		body purchases.Org
		want string
	}{
		{"a circular and a town", all, comune, "yes"},
		{"a circular and a company that buys by the rules", all, company, "unknown"},
		{"a circular and a body of which only the code is known", all, nameless, "unknown"},
		{"a circular and an agency of another country", all, agency, "no"},
		{"a circular and a ministry that a text names without a country", all, claimed, "unknown"},
		{"section 889 and a federal agency", federal, agency, "yes"},
		{"section 889 and a court", federal, court, "unknown"},
		{"section 889 and a body of the legislature", federal, library, "unknown"},
		{"a ban that was only signed", record.Measure{Country: "US", Kind: "ban", DateKind: "signed", Addressees: "federal agencies"}, agency, "unknown"},
		{"a circular that was signed", record.Measure{Country: "IT", Kind: "recommendation", DateKind: "signed", Addressees: "public administrations"}, comune, "yes"},
		{"section 889 and a town of the country", federal, city, "unknown"},
		{"section 889 and a town of another country", federal, comune, "no"},
		{"export control and a body of the country", exporters, agency, "no"},
		{"export control and a body of which no country is known", exporters, claimed, "no"},
		{"one body of the EU and a town in it", one, comune, "no"},
		{"one body of the EU and a company in it", one, company, "unknown"},
		{"one body of the EU and a body of which only the code is known", one, nameless, "unknown"},
		{"one body of the EU and itself", one, purchases.Org{Name: "European Parliament", Country: "LU"}, "unknown"},
		{"one body of the EU and its office in a country", one, purchases.Org{Name: "Ministero inventato per il Parlamento europeo", Country: "IT"}, "unknown"},
		{"a measure of the EU's for all and a town in it", record.Measure{Country: "EU", Addressees: "government departments"}, comune, "unknown"},
		{"the Department of Defense and an agency of another one", department, agency, "no"},
		{"the Department of Defense and one of its services", department, purchases.Org{Name: "Example Corps", Scheme: "US-SUBTIER", Identifier: "1799", Country: "US"}, "unknown"},
		{"the Department of Defense and a court", department, court, "unknown"},
		{"the Department of Defense and a city", department, city, "unknown"},
		{"a department that the code does not tell and an agency", record.Measure{Country: "US", Binds: "a department", Addressees: "one body"}, agency, "unknown"},
		{"a measure of the EU's and an agency outside", record.Measure{Country: "EU", Addressees: "one body"}, agency, "no"},
		{"departments, and an agency", record.Measure{Country: "US", Addressees: "government departments"}, agency, "unknown"},
		{"a public list that no measure describes", record.Measure{}, comune, "unknown"},
		{"a user's measure that says nothing of whom", record.Measure{Country: "IT", Addressees: "unknown"}, comune, "unknown"},
	} {
		if got, basis := Bound(c.m, c.body); got != c.want || basis == "" {
			t.Errorf("%s: %s (%s), want %s", c.what, got, basis, c.want)
		}
	}
}

// What is addressed to the body is said with its measure's name, and that no primary text was read; what is not, is said too.
func TestWordingOfBound(t *testing.T) {
	yes, no, open := Listed{Title: "Circular", Bound: "yes", Verified: "no"}, Listed{Title: "Act", Bound: "no"}, Listed{Title: "List", Bound: "unknown"}
	for _, c := range []struct {
		named []Listed
		want  string
	}{
		{nil, ""},
		{[]Listed{no, no}, english.bindsNone},
		{[]Listed{no, open}, " Whether “List” speaks to this body is not known here." + english.bindsOther},
		{[]Listed{{Measure: "a", Bound: "no"}, {Measure: "b", Bound: "no"}, open}, " Whether “List” speaks to this body is not known here." + english.bindsOthers},
		{[]Listed{open, open}, " Whether “List” speaks to this body is not known here."},
		{[]Listed{open, {Title: "Order", Bound: "unknown"}}, " Whether “List” and “Order” speak to this body is not known here."},
		{[]Listed{yes}, " As far as this dataset knows, one of these measures speaks to bodies like this one: “Circular” (no primary text read: check before quoting)."},
		{[]Listed{yes, no}, " As far as this dataset knows, one of these measures speaks to bodies like this one: “Circular” (no primary text read: check before quoting)." + english.bindsOther},
		{[]Listed{yes, open}, " As far as this dataset knows, one of these measures speaks to bodies like this one: “Circular” (no primary text read: check before quoting). Whether “List” speaks to this body is not known here."},
	} {
		if got := bindsSentence(&Exposure{Body: purchases.Org{Country: "IT"}}, c.named, english); got != c.want {
			t.Errorf("%v: %q, want %q", c.named, got, c.want)
		}
	}
	if got := bindsSentence(&Exposure{}, []Listed{no, open}, english); got != english.bindsNowhere {
		t.Errorf("of a body without a country: %q", got)
	}
}

// What is said of all measures is said of those, too, that name the vendor only later, or no longer do; in both languages.
func TestBoundOfOtherDays(t *testing.T) {
	day, older, past, newer := table.Date(100), table.Date(50), table.Date(60), table.Date(150)
	act := Listed{Measure: "act", Title: "Act", From: &older, Order: "after", Bound: "no"}
	for _, c := range []struct {
		what   string
		listed Listed
		en, it string
	}{
		{"later", Listed{Measure: "c", Title: "Circular", From: &newer, Order: "before", Bound: "yes", Verified: "yes"}, "“Circular” (which did not name V yet on that day).", "“Circular” (che quel giorno non nominava ancora V)."},
		{"ended", Listed{Measure: "c", Title: "Circular", From: &older, To: &past, Order: "after", Bound: "yes", Verified: "yes"}, "“Circular” (which is reported to name V no longer on that day).", "“Circular” (che quel giorno non risulta più nominare V)."},
		{"later and open", Listed{Measure: "c", Title: "Circular", From: &newer, Order: "before", Bound: "unknown"}, "Whether “Circular” speaks to this body", "Se “Circular” si rivolga a questo ente"},
	} {
		e := &Exposure{Deal: "d", Body: purchases.Org{Country: "IT"}, VendorName: "V", Date: &day, DateKind: "signed", Listings: []Listed{act, c.listed}}
		for want, in := range map[string]*tongue{c.en: english, c.it: italian} {
			if got := listingSentence(e, nil, in); !strings.Contains(got, want) || strings.Contains(got, in.bindsNone) {
				t.Errorf("%s: %s", c.what, got)
			}
		}
	}
}

// A framework agreement is nowhere called a purchase.
func TestFrameworkIsNoPurchase(t *testing.T) {
	day := table.Date(100)
	for _, kind := range []string{"signed", "process"} {
		l := &lead{body: &organisations.Organisation{Name: "Comune di Altroluogo"}, subject: subject{purchase: &purchases.Purchase{ID: "p", Kind: record.Framework, Date: &day, DateKind: kind}}}
		l.matches = []matches.Match{{ID: "m", Vendor: "v", Name: "Vendor", Sense: "purchase", Certainty: "names the brand", Found: "Vendor"}}
		l.fill(group{"v", "same entity", "purchase text", "s"}, &lists{byVendor: map[string][]Listed{"v": {{Measure: "m", Title: "A list", From: &day}}}})
		for in, words := range map[*tongue][]string{english: {"this purchase", "the purchase"}, italian: {"acquisto ("}} {
			for _, w := range words {
				if got := wording(l, in); strings.Contains(strings.ToLower(got), w) {
					t.Errorf("%q is in: %s", w, got)
				}
			}
		}
	}
}
