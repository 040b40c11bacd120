package matches

import (
	_ "embed"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/stages/derived/purchases"
)

//go:embed testdata/models.tsv
var modelNumbers string

// TestModels reads numbers that stand alone: of flagged vendors, as public lists of devices give them, and after an empty
// vendor those of other makers and of things of other kinds, and those that say too little without a name beside them.
func TestModels(t *testing.T) {
	ix := embeddedIndex(t)
	vendors := map[string]int{}
	for line := range strings.Lines(modelNumbers) {
		want, number, _ := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		vendors[want]++
		got := ""
		for _, m := range inTitle(ix, "Acquisto n. 2 "+number+" per gli uffici", nil) {
			got += m.Vendor
		}
		if got != want {
			t.Errorf("%s: %q, want %q", number, got, want)
		}
	}
	if len(vendors) < 8 || vendors[""] < 90 {
		t.Errorf("%v: too few to mean anything", vendors)
	}
}

// TestModelsApart holds that no number is of the form of two vendors, whatever may stand beside it.
func TestModelsApart(t *testing.T) {
	ix := embeddedIndex(t)
	var all []string
	for line := range strings.Lines(modelNumbers) {
		_, number, _ := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		all = append(all, strings.ToUpper(number))
	}
	models := ix.models[255] // a byte for which no form is left out
	for _, m := range models {
		all = append(all, m.Example)
	}
	if len(models) < 50 {
		t.Errorf("%d forms: too few to mean anything", len(models))
	}
	for _, number := range all {
		var vendors []string
		for _, m := range models {
			if m.re.MatchString(number) {
				vendors = append(vendors, m.Vendor)
			}
		}
		slices.Sort(vendors)
		if vendors = slices.Compact(vendors); len(vendors) > 1 {
			t.Errorf("%s is of the forms of %v", number, vendors)
		}
	}
}

// TestLinesAreNoSuppliers holds that a word which is the name of a vendor's line of goods, and one that firms take too, makes no
// supplier of that name the vendor's.
func TestLinesAreNoSuppliers(t *testing.T) {
	ix := embeddedIndex(t)
	for _, name := range []string{"IdeaHub S.r.l.", "Smartax Consulting Ltd", "CloudEngine GmbH", "NetEngine Ltd", "Mediapad S.r.l.", "Ronin S.r.l.",
		"Fusionsolar Impianti S.r.l.", "Osmo Italia S.r.l.", "FlightHub Travel Inc", "Mini 3 Pro S.a.s.", "Ecolife S.p.A.", "XSpider Ltd", "Espace 7950 SARL",
		"eSpace U1910 GmbH"} {
		p := purchases.Purchase{ID: "p", Title: "Servizi", Buyer: purchases.Org{ID: "b", Name: "Comune di Esempio"}, Suppliers: []purchases.Org{{ID: "s", Name: name}}}
		if got := ix.ofPurchase(p); len(got) > 0 {
			t.Errorf("%s: %s, %s", name, got[0].Vendor, got[0].Relation)
		}
	}
}
