package matches

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/stages/derived/purchases"
)

const (
	freshRight     = 574 // names that are read right; it may only rise
	freshStrangers = 0   // strangers that are called the vendor or its family; it may only fall
)

// TestFreshNames reads names of suppliers that were written when the rules stood, to see what classes of names they miss: offices,
// branches, spellings and legal forms of five languages, and strangers near in letters, sound or trade. Of each line: the vendor,
// what the supplier is of it, its name.
func TestFreshNames(t *testing.T) {
	ix := embeddedIndex(t)
	file, err := os.ReadFile(filepath.Join("testdata", "fresh.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	right, strangers := 0, 0
	for line := range strings.Lines(string(file)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		vendor, want, name := f[0], f[1], f[2]
		found := "stranger"
		for _, m := range ix.ofPurchase(purchases.Purchase{ID: "p", Buyer: purchases.Org{ID: "b", Name: "Comune di Esempio"}, Suppliers: []purchases.Org{{ID: "s", Name: name}}}) {
			switch {
			case m.Vendor != vendor:
			case m.Relation == "same entity":
				found = "same"
			case m.Relation == "family":
				found = "family"
			}
		}
		if found == want {
			right++
			continue
		}
		if want == "stranger" {
			strangers++
		}
		t.Logf("%s: %s, not %s: %s", vendor, found, want, name)
	}
	if right < freshRight || strangers > freshStrangers {
		t.Errorf("%d names read right, %d before; %d strangers called the vendor or its family, %d before", right, freshRight, strangers, freshStrangers)
	}
}
