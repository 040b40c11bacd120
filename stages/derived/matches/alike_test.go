package matches

import (
	"testing"

	"github.com/perimeter-data/perimeter/stages/derived/purchases"
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
