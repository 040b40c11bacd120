package matches

import (
	"fmt"
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

// TestNear holds that what a roll remembers changes no answer, however often and in whatever order names are asked for, and also
// when it begins anew.
func TestNear(t *testing.T) {
	ix := embeddedIndex(t).Index
	own := ix.Own().(*Index)
	near := func(r *roll, written string) []string {
		n := orgname.Parse(written)
		return r.near(written, &n)
	}
	names := []string{"Hikvision Italy S.r.l.", "Hikvison", "Dahua Technology Italy", "DAHUA TECHNOLOGY ITALY", "Kaspersky Lab", "Prova S.r.l.", ""}
	for range 2 {
		for _, name := range names {
			if got, want := near(&own.roll, name), near(&ix.roll, name); !slices.Equal(got, want) {
				t.Errorf("%q: remembered %v, anew %v", name, got, want)
			}
		}
		for i := 0; len(own.roll.asked) < remembered; i++ {
			own.roll.asked[fmt.Sprint(i)] = nil
		}
	}
	if near(&own.roll, "Another S.r.l."); len(own.roll.asked) != 1 {
		t.Errorf("%d names are remembered, not one: the memory has no end", len(own.roll.asked))
	}
	if len(near(&ix.roll, "Hikvision Italy S.r.l.")) == 0 {
		t.Error("no vendor is near its own name")
	}
	if ix.roll.asked != nil {
		t.Error("an index that many share remembers")
	}
}
