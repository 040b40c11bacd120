package exposures

import (
	"testing"

	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/record"
)

// A measure speaks to a body where its jurisdiction and addressees and the body's own country, register and name decide it;
// having bought by the rules of public procurement decides nothing, and neither does a name of another country's form.
func TestBound(t *testing.T) {
	comune := purchases.Org{Name: "Comune di Altroluogo", Scheme: "IT-CF", Identifier: "99999990080", Country: "IT"}
	company := purchases.Org{Name: "Acque Inventate S.p.A.", Scheme: "IT-CF", Identifier: "99999990098", Country: "IT"}
	nameless := purchases.Org{Scheme: "IT-CF", Identifier: "99999990056", Country: "IT"}
	agency := purchases.Org{Name: "Example Service", Scheme: "US-SUBTIER", Identifier: "9910", Country: "US"}
	city := purchases.Org{Name: "City of Exampleville", Country: "US"}
	claimed := purchases.Org{Name: "Ministero della Cultura"}
	all := record.Measure{Country: "IT", Addressees: "public administrations"}
	federal := record.Measure{Country: "US", Addressees: "federal agencies"}
	exporters := record.Measure{Country: "US", Addressees: "none"}
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
		{"section 889 and a town of the country", federal, city, "unknown"},
		{"section 889 and a town of another country", federal, comune, "no"},
		{"export control and a body of the country", exporters, agency, "no"},
		{"export control and a body of which no country is known", exporters, claimed, "no"},
		{"a measure of the EU's and a town in it", record.Measure{Country: "EU", Addressees: "one body"}, comune, "unknown"},
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
		{[]Listed{no, open}, english.binds},
		{[]Listed{yes}, " As far as this dataset knows, of these measures there speaks to bodies like this one: “Circular” (no primary text read: check before quoting)."},
		{[]Listed{yes, no}, " As far as this dataset knows, of these measures there speaks to bodies like this one: “Circular” (no primary text read: check before quoting)." + english.bindsOthers},
	} {
		if got := bindsSentence(c.named, english); got != c.want {
			t.Errorf("%v: %q, want %q", c.named, got, c.want)
		}
	}
}
