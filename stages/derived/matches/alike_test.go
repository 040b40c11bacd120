package matches

import (
	"slices"
	"testing"

	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/orgname"
)

// TestSound holds that a supplier whose name is in Latin letters is no vendor's for what the vendor's name sounds like in
// another script.
func TestSound(t *testing.T) {
	s := embeddedIndex(t)
	for _, name := range []string{"Technacy S.r.l.", "MW Technic sp. z o.o.", "Tecnica S.p.A.", "Dejong B.V.", "Hawaii Tours Ltd.", "Huawa Srl", "Zhongxin Ltd", "Daihua Oy"} {
		for _, m := range s.ofPurchase(purchases.Purchase{ID: "p", Buyer: purchases.Org{ID: "b"}, Suppliers: []purchases.Org{{ID: "s", Name: name, Country: "IT"}}}) {
			t.Errorf("%s: %s %s: for %q, against %q", name, m.Relation, m.Vendor, m.For, m.Against)
		}
	}
}

// TestNear holds that a search of one's own, which is used again and again, finds what a new one finds, in whatever order names
// are asked for.
func TestNear(t *testing.T) {
	ix := embeddedIndex(t).Index
	own := ix.Own().(*Index)
	names := []string{"Hikvision Italy S.r.l.", "Hikvison", "Dahua Technology Italy", "DAHUA TECHNOLOGY ITALY", "Kaspersky Lab", "Prova S.r.l.", "海康威视", ""}
	for round := range 2 {
		for k := range names {
			n := orgname.Parse(names[(k+3*round)%len(names)])
			if got, want := own.roll.near(&n), ix.roll.near(&n); !slices.Equal(got, want) {
				t.Errorf("%q: %v, anew %v", n.Key, got, want)
			}
		}
	}
	if n := orgname.Parse("Hikvision Italy S.r.l."); len(own.roll.near(&n)) == 0 {
		t.Error("no vendor is near its own name")
	}
}
