package edges

import (
	"testing"

	"github.com/perimeter-data/perimeter/stages/record"
)

func TestTrusted(t *testing.T) {
	for _, c := range []struct{ scheme, identifier, wantScheme, want string }{
		{"IT-CF", "00999000011", "IT-CF", "00999000011"},
		{"it-vat", " IT00999000011", "IT-CF", "00999000011"},
		{"P.IVA", "009 990 000 11", "IT-CF", "00999000011"},
		{"IT-CF", "00999000012", "", ""},      // wrong check digit
		{"IT-CF", "999000011", "", ""},        // leading zeros lost
		{"IT-CF", "00000000000", "", ""},      // a placeholder with a right check digit
		{"IT-CF", "RSSMRA80A01H501U", "", ""}, // a person's
		{"", "00999000011", "", ""},           // nobody says whose number it is
		{"GB-COH", "00012345", "GB-COH", "00012345"},
		{"GB-COH", "N/A", "", ""},
		{"GB-COH", "none", "", ""},
		{"GB-COH", "0000000", "", ""},
		{"GB-COH", "123456789", "", ""},
		{"GB-COH", "12", "", ""},
		{"WIKIDATA", "q456", "WIKIDATA", "Q456"},
		{"WIKIDATA", "456", "", ""},
		{"WIKIDATA", "Q", "", ""},
	} {
		if scheme, id := Trusted(c.scheme, c.identifier); scheme != c.wantScheme || id != c.want {
			t.Errorf("%s %s: %s %s", c.scheme, c.identifier, scheme, id)
		}
	}
}

func TestIDMergesNoMoreThanItMay(t *testing.T) {
	ref := func(name, scheme, identifier, country string) record.Ref {
		return record.Ref{Name: name, Scheme: scheme, Identifier: identifier, Country: country, Person: "unknown", Public: "unknown"}
	}
	one := [][2]record.Ref{
		{ref("Comune di Valfiorita", "IT-CF", "00999000011", "IT"), ref("Settore Acquisti", "IT-VAT", "IT00999000011", "")},
		{ref("Città di Montechiaro", "", "", "IT"), ref("CITTA DI MONTECHIARO", "IT-CF", "00000000000", "IT")},
	}
	for _, p := range one {
		if a, b := ID(p[0]), ID(p[1]); a == "" || a != b {
			t.Errorf("%v and %v are two", p[0], p[1])
		}
	}
	two := [][2]record.Ref{
		{ref("Comune di Valfiorita", "IT-CF", "00999000011", "IT"), ref("Comune di Valfiorita", "IT-CF", "00999000029", "IT")},
		{ref("Comune di Valfiorita", "IT-CF", "00999000011", "IT"), ref("Comune di Valfiorita", "", "", "IT")},
		{ref("Acme", "", "", "IT"), ref("Acme", "", "", "FR")},
		{ref("Acme", "GB-COH", "00012345", "GB"), ref("Acme", "GB-CHC", "00012345", "GB")},
		{ref("Acme", "", "4711", "GB"), ref("Beta", "", "4711", "GB")},
	}
	for _, p := range two {
		if a, b := ID(p[0]), ID(p[1]); a == b {
			t.Errorf("%v and %v are one", p[0], p[1])
		}
	}
	for _, r := range []record.Ref{{}, ref("", "IT-CF", "00000000000", "IT"), ref("n.d.", "", "", "IT"), ref("Mairie", "", "", "FR"), ref("POLICE MUNICIPALE", "", "", ""), ref("-", "", "", ""),
		{Name: record.Person, Person: "yes", Country: "IT"}, {Name: "Kept By Mistake", Person: "likely"}} {
		if id := ID(r); id != "" {
			t.Errorf("%v is taken for one organisation", r)
		}
	}
}

// TestSpellingTellsFormsApart holds that namesakes without a number are one only under one kind of legal form.
func TestSpellingTellsFormsApart(t *testing.T) {
	for _, c := range []struct {
		a, b, country string
		one           bool
	}{
		{"Valfiorita Srl", "VALFIORITA S.R.L.", "IT", true},
		{"Valfiorita Srl", "Valfiorita SpA", "IT", false},
		{"Valfiorita Srl", "Valfiorita SaS", "IT", false},
		{"Valfiorita S.n.c.", "Valfiorita s.a.s.", "IT", true}, // both are partnerships
		{"Exemple SAS", "Exemple", "FR", true},
		{"Sample Inc", "Sample Inc Ltd", "GB", false},
		{"Sample Inc.", "SAMPLE INC", "US", true},
		{"Muster GmbH & Co. KG", "Muster GmbH", "DE", false},
		{"VA.FI. SRL", "VA.FI. SPA", "IT", false},
	} {
		a, b := Spelling(record.Ref{Name: c.a, Country: c.country}), Spelling(record.Ref{Name: c.b, Country: c.country})
		if (a == b) != c.one {
			t.Errorf("%s (%q) and %s (%q): want one %v", c.a, a, c.b, b, c.one)
		}
	}
}

// TestPublicBySellersName holds that the form of a name makes no public body of who only sells: a company may be named after a town.
func TestPublicBySellersName(t *testing.T) {
	for role, want := range map[string]string{"supplier": "unknown", "tenderer": "unknown", "payee": "unknown", "operator": "yes", "buyer": "yes", "": "yes"} {
		if got, basis := Public(role, record.Ref{Name: "Comune di Valfiorita", Country: "IT", Public: "unknown"}); got != want {
			t.Errorf("%q: %s (%s), want %s", role, got, basis, want)
		}
	}
	if got, _ := Public("supplier", record.Ref{Name: "Comune di Valfiorita", Public: "yes"}); got != "yes" {
		t.Errorf("a supplier of which the record says that it is public: %s", got)
	}
}
