package exposures

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/decision"
	"github.com/perimeter-data/perimeter/stages/derived/calls"
	"github.com/perimeter-data/perimeter/stages/derived/deployments"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/derived/organisations"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/record"
)

// banned must stand in no wording: they say what no record here can show.
var banned = []string{"confirm", "illegal", "violat", "guilty", "banned supplier", "spy", "spies", "risk score", "proves", "proof", "clean", "unlawful", "breach", "delivered", "installed", "{", "}", "%!"}

// bannedIT are the same in Italian.
var bannedIT = []string{"conferma", "illegal", "viola", "colpevol", "vietat", "spia ", "spie ", "dimostra", "consegnat", "installat", "rischio", "{", "}", "%!"}

// Every relation, channel, sense, certainty and status has a sentence that says what it must and nothing banned.
func TestEveryWording(t *testing.T) {
	value := table.Decimal{15: 1}
	day := table.Date(18000)
	statuses := []string{"active", "pending", "unknown"}
	relations := []string{"same entity", "family", "brand", "rebrand", "a relation of tomorrow"}
	channels := []string{"supplier", "purchase text", "tender text", "device tag", "a channel of tomorrow"}
	n := 0
	for _, relation := range relations {
		for _, channel := range channels {
			for _, sense := range append([]string{"a sense of tomorrow", ""}, senses...) {
				for _, certainty := range certainties {
					for _, status := range statuses {
						for _, body := range []string{"Comune di Valfiorita", ""} {
							l := &lead{body: &organisations.Organisation{ID: "b", Name: body, Scheme: "IT-CF", Identifier: "00999000011", Basis: "identifier"}}
							l.matches = []matches.Match{{ID: "m", Vendor: "v", Name: "Vendor", Brand: "Brand", Sense: sense, Certainty: certainty, Found: "BRAND x", Quote: "bought BRAND x"}}
							switch channel {
							case "tender text":
								l.call = &calls.Call{ID: "c", Title: "call"}
							case "device tag":
								l.deployment = &deployments.Deployment{ID: "d", Wording: "A tag names Vendor as maker of 1 device operated by X."}
							default:
								l.purchase = &purchases.Purchase{ID: "p", Status: status, Awarded: &value, Date: &day, DateKind: "awarded"}
							}
							l.fill(group{"v", relation, channel, "s"}, &lists{byVendor: map[string][]Listed{"v": {{Measure: "m", Title: "A list", From: &day}}}})
							text := wording(l, english)
							n++
							for i, other := range []string{text, wording(l, italian)} {
								for _, word := range [][]string{banned, bannedIT}[i] {
									if strings.Contains(strings.ToLower(other), word) {
										t.Errorf("%q is in: %s", word, other)
									}
								}
								if !strings.HasSuffix(other, ".") || strings.Contains(other, "..") || strings.Contains(other, "  ") || strings.Contains(other, "%!") ||
									!strings.Contains(other, []string{english.closing, italian.closing}[i]) || !strings.Contains(other, "Vendor") {
									t.Errorf("badly made: %s", other)
								}
							}
							for _, word := range banned {
								if strings.Contains(strings.ToLower(text), word) {
									t.Errorf("%q is in: %s", word, text)
								}
							}
							if !strings.HasSuffix(text, ".") || strings.Contains(text, "..") || strings.Contains(text, "  ") || !strings.Contains(text, english.closing) {
								t.Errorf("badly made: %s", text)
							}
							if !strings.Contains(text, "Vendor") {
								t.Errorf("does not name the vendor: %s", text)
							}
							if l.purchase != nil && status == "pending" {
								for i, words := range [][]string{{" awarded ", "about to", "not yet decided", "may have been"}, {" ha aggiudicato ", "sta per ", "non ancora decis", "può essere stat"}} {
									for _, w := range words {
										if other := wording(l, []*tongue{english, italian}[i]); strings.Contains(other, w) {
											t.Errorf("a pending award is told as made, or as to come: %s", other)
										}
									}
								}
							}
						}
					}
				}
			}
		}
	}
	if n != 5*5*7*len(certainties)*3*2 {
		t.Errorf("%d wordings", n)
	}
}

func TestGoldensSayNothingBanned(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no goldens", err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(b)) {
			text, is := strings.CutPrefix(line, "wording: ")
			for _, word := range banned {
				if is && strings.Contains(strings.ToLower(text), word) {
					t.Errorf("%s: %q is in %s", f, word, text)
				}
			}
		}
	}
}

func TestGrouped(t *testing.T) {
	for in, want := range map[string]string{"0": "0", "12": "12", "999": "999", "1000": "1,000", "-1234567.80": "-1,234,567.80", "19000.005": "19,000.005", "100": "100"} {
		d, err := table.ParseDecimal(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := english.grouped(d); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func TestYears(t *testing.T) {
	for in, want := range map[string][2]string{"": {}, "each addition has its own date": {}, "September 2022, after the rule of 2021-09-08": {"2021", "2022"},
		"order no. 4336": {}, "20210603": {}} {
		if first, last := years(in); first != want[0] || last != want[1] {
			t.Errorf("%q: %q to %q, want %q", in, first, last, want)
		}
	}
}

// A day in words leaves the order open within the years it names, and nowhere else.
func TestDayInWords(t *testing.T) {
	l := &lists{byVendor: map[string][]Listed{"v": {{Measure: "m", DateText: "April or May 2021"}}}}
	for in, want := range map[string]string{"2020-12-31": "before", "2021-01-01": "unknown", "2021-12-31": "unknown", "2022-01-01": "after"} {
		day, err := table.ParseDate(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := l.beside("v", &day, "signed", nil, purchases.Org{Country: "IT"})[0].Order; got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// The day of publication is the last possible day of a purchase, so that it can only show that the purchase came before; and that
// a contract began on a day does not say when it was concluded.
func TestPublicationShowsNoAfter(t *testing.T) {
	day, older, newer := table.Date(100), table.Date(50), table.Date(150)
	l := &lists{byVendor: map[string][]Listed{"v": {{Measure: "old", From: &older}, {Measure: "new", From: &newer}}}}
	for kind, want := range map[string][2]string{"release": {"unknown", "before"}, "signed": {"after", "before"}, "process": {"unknown", "unknown"},
		"period start": {"contract began after", "contract began before"}} {
		got := l.beside("v", &day, kind, nil, purchases.Org{Country: "IT"})
		if got[0].Order != want[0] || got[1].Order != want[1] {
			t.Errorf("%s: %s and %s", kind, got[0].Order, got[1].Order)
		}
	}
	if l.byVendor["v"][0].Order != "" {
		t.Error("the list itself was changed, so that the next body would see it")
	}
}

// A contract that was over before a measure came before it, whatever day of it is known; a day that is unknown stays so.
func TestWhatWasOver(t *testing.T) {
	day, end, older, newer := table.Date(100), table.Date(120), table.Date(50), table.Date(150)
	l := &lists{byVendor: map[string][]Listed{"v": {{Measure: "old", From: &older}, {Measure: "new", From: &newer}}}}
	for kind, want := range map[string]string{"release": "before", "process": "before", "signed": "before", "period start": "contract began before"} {
		if got := l.beside("v", &day, kind, &end, purchases.Org{Country: "IT"}); got[1].Order != want || got[0].Order == "before" {
			t.Errorf("%s: %s and %s", kind, got[0].Order, got[1].Order)
		}
	}
	if got := l.beside("v", nil, "unknown", &end, purchases.Org{Country: "IT"}); got[1].Order != "unknown" {
		t.Errorf("no day: %s", got[1].Order)
	}
}

// What a person decided of a supplier is said of no name, and where several are awarded together none is named for all.
func TestSuppliersAsDecided(t *testing.T) {
	value := table.Decimal{15: 1}
	for _, relation := range []string{"same entity", "family", "brand", "rebrand"} {
		l := &lead{body: &organisations.Organisation{ID: "b", Name: "Comune di Valfiorita"}}
		l.purchase = &purchases.Purchase{ID: "p", Awarded: &value, Suppliers: []purchases.Org{{ID: "s", Name: "Uno S.p.A."}, {ID: "u", Name: "Due S.r.l."}}}
		l.matches = []matches.Match{{ID: "m", Vendor: "v", Name: "Vendor", Brand: "Uno S.p.A.", Sense: "purchase", Certainty: decision.Certainty, Found: "Uno S.p.A.", Quote: "Uno S.p.A."}}
		l.fill(group{"v", relation, "supplier", "p"}, &lists{})
		for in, words := range map[*tongue][3]string{
			english: {"which the user's decisions take for ", "resembles", "together, are Uno S.p.A.; Due S.r.l."},
			italian: {"che le decisioni dell'utente considerano ", "somiglia", "insieme, sono Uno S.p.A.; Due S.r.l."},
		} {
			got := wording(l, in)
			if !strings.Contains(got, words[0]) || strings.Contains(got, words[1]) || !strings.Contains(got, words[2]) || strings.Contains(got, "no source in this dataset") {
				t.Errorf("%s: %s", relation, got)
			}
		}
	}
}

// The first day of a contract need not be that of the purchase, so that a sentence sets the one beside the measures, not the other.
func TestFirstDayIsNoPurchase(t *testing.T) {
	day, older := table.Date(18000), table.Date(17000)
	listed := &lists{byVendor: map[string][]Listed{"v": {{Measure: "m", Title: "A list", From: &older}}}}
	for kind, want := range map[string][2]string{
		"period start": {"The first day of this contract (2019-04-14; on which day it was concluded is not known here) came", "Il primo giorno di questo contratto (2019-04-14; in quale giorno sia stato concluso, qui non è noto) cade"},
		"signed":       {"This purchase (2019-04-14) came", "Questo acquisto (2019-04-14) cade"},
	} {
		l := &lead{body: &organisations.Organisation{ID: "b", Name: "Comune di Valfiorita"}}
		l.purchase = &purchases.Purchase{ID: "p", Date: &day, DateKind: kind}
		l.matches = []matches.Match{{ID: "m", Vendor: "v", Name: "Vendor", Sense: "purchase", Certainty: "names the brand", Found: "Vendor"}}
		l.fill(group{"v", "brand", "purchase text", "p"}, listed)
		for i, text := range []string{wording(l, english), wording(l, italian)} {
			if !strings.Contains(text, want[i]) {
				t.Errorf("%s: no %q in %s", kind, want[i], text)
			}
		}
	}
}

// What is not yet decided is no purchase, and nobody holds anything by it; what the text says that the body has, it has all the same.
func TestPendingHoldsNothing(t *testing.T) {
	day := table.Date(18000)
	for _, c := range []struct{ status, sense, effect, about string }{
		{"pending", "purchase", "unclear", "this call or decision"},
		{"pending", "possession stated", "holds", "this call or decision"},
		{"active", "purchase", "holds", "this purchase"},
	} {
		l := &lead{body: &organisations.Organisation{ID: "b", Name: "Comune di Valfiorita"}}
		l.purchase = &purchases.Purchase{ID: "p", Status: c.status, Date: &day, DateKind: "release", Suppliers: []purchases.Org{{ID: "s", Name: "S", Identifier: "1"}}}
		l.matches = []matches.Match{{ID: "m", Vendor: "v", Name: "Vendor", Sense: c.sense, Certainty: "names the brand", Found: "Vendor"}}
		l.fill(group{"v", "brand", "purchase text", "p"}, &lists{byVendor: map[string][]Listed{"v": {{Measure: "m", Title: "A list", From: &day}}}})
		if l.Effect != c.effect {
			t.Errorf("%s, %s: %s, want %s", c.status, c.sense, l.Effect, c.effect)
		}
		if text := strings.ToLower(wording(l, english)); !strings.Contains(text, c.about+" (") || strings.Contains(text, "purchase may") != (c.status != "pending") || strings.Contains(text, "no award made") != (c.status == "pending") {
			t.Errorf("%s, %s: %s", c.status, c.sense, text)
		}
		if len(l.Suppliers) != 1 || l.Suppliers[0].Identifier != "1" {
			t.Errorf("the suppliers are %v", l.Suppliers)
		}
	}
}

// A decision of the user's is no weaker than the name that it was taken about.
func TestDecidedLinks(t *testing.T) {
	l := &lead{body: &organisations.Organisation{ID: "b", Name: "Comune di Valfiorita", Basis: "decision"}}
	l.purchase = &purchases.Purchase{ID: "p"}
	l.matches = []matches.Match{{ID: "m", Vendor: "v", Name: "Vendor", Certainty: decision.Certainty}}
	l.fill(group{"v", "same entity", "supplier", "p"}, &lists{})
	if l.Links.Vendor != decision.Certainty || l.Links.Buyer != decision.Certainty || l.Certainty != decision.Certainty {
		t.Errorf("%+v", l.Links)
	}
}

// What is only like a vendor's name is not said to name the vendor.
func TestAlikeIsNotNamed(t *testing.T) {
	for certainty, want := range map[string][2]string{
		"possible name match": {"whose text names what resembles the name of Kaspersky (“Kasperskz”).", "il cui testo nomina ciò che somiglia al nome di Kaspersky (“Kasperskz”)."},
		"names the brand":     {"whose text names Kaspersky (“Kasperskz”).", "il cui testo nomina Kaspersky (“Kasperskz”)."},
	} {
		l := &lead{body: &organisations.Organisation{ID: "b", Name: "Comune di Valfiorita"}}
		l.purchase = &purchases.Purchase{ID: "p"}
		l.matches = []matches.Match{{ID: "m", Vendor: "v", Name: "Kaspersky", Sense: "purchase", Certainty: certainty, Found: "Kasperskz"}}
		l.fill(group{"v", "brand", "purchase text", "p"}, &lists{})
		for i, text := range []string{wording(l, english), wording(l, italian)} {
			if !strings.Contains(text, want[i]) {
				t.Errorf("%s: no %q in %s", certainty, want[i], text)
			}
		}
	}
}

// What is told in a translation is told as that, in both languages, and of no other text.
func TestTranslationIsTold(t *testing.T) {
	for _, c := range []struct {
		texts  map[string]string
		en, it string
	}{
		{map[string]string{"a": ""}, "", ""},
		{map[string]string{"a": unsaid}, " The text that says so is a translation, by its own words.", " Il testo che lo dice è una traduzione, secondo le sue stesse parole."},
		{map[string]string{"a": "zh"}, " The text that says so is a translation, by its own words; translated from: Chinese.", " Il testo che lo dice è una traduzione, secondo le sue stesse parole; lingua di partenza: cinese."},
		{map[string]string{"a": "ru", "b": "xx"}, " The texts that say so are translations, by their own words; translated from: Russian, xx.", " I testi che lo dicono sono traduzioni, secondo le loro stesse parole; lingua di partenza: russo, xx."},
		{map[string]string{"a": "", "b": "it"}, " Some of the texts that say so are translations, by their own words; translated from: Italian.", " Alcuni dei testi che lo dicono sono traduzioni, secondo le loro stesse parole; lingua di partenza: italiano."},
	} {
		if en, it := translatedSentence(&lead{texts: c.texts}, english), translatedSentence(&lead{texts: c.texts}, italian); en != c.en || it != c.it {
			t.Errorf("%v: %q, %q", c.texts, en, it)
		}
	}
}

// TestConcession holds that the turnover of a concession is never told as what a body awarded or pays.
func TestConcession(t *testing.T) {
	turnover, err := table.ParseDecimal("1000")
	if err != nil {
		t.Fatal(err)
	}
	p := &purchases.Purchase{Kind: record.Concession, Ceiling: &turnover, Currency: "EUR"}
	for _, in := range []*tongue{english, italian} {
		said := frameworkSentence(p, in) + " " + moneySentence(p, "purchase", in)
		if !strings.Contains(said, in.concession) || !strings.Contains(said, "EUR 1") || strings.Contains(said, in.value) || strings.Contains(said, fmt.Sprintf(in.ceiling, "EUR "+in.grouped(turnover))) {
			t.Error(said)
		}
	}
}

// TestCompanyThatBuys holds that of a buyer with a company's name an exposure says that it need not be a public body.
func TestCompanyThatBuys(t *testing.T) {
	day := table.Date(100)
	for name, company := range map[string]bool{"Comune di Altroluogo": false, "Altroluogo Energia S.p.A.": true} {
		l := &lead{body: &organisations.Organisation{Name: name, PublicBasis: "buyer in a public procurement record"}, subject: subject{purchase: &purchases.Purchase{ID: "p", Date: &day, DateKind: "signed"}}}
		l.matches = []matches.Match{{ID: "m", Vendor: "v", Name: "Vendor", Sense: "purchase", Certainty: "names the brand", Found: "Vendor"}}
		l.fill(group{"v", "same entity", "purchase text", "s"}, &lists{})
		if told := slices.ContainsFunc(l.Against, func(s string) bool { return strings.HasPrefix(s, "the body's name is a company's") }); told != company {
			t.Errorf("%s: %v", name, l.Against)
		}
	}
}
