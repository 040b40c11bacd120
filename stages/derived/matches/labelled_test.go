package matches

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/stages/derived/purchases"
)

// rightToLook is how many cases of the half to look at are read right. It may only rise.
const rightToLook = 229

// TestLabelled reads the labelled cases of testdata/labelled as a run does: a name as that of a supplier, a text as what is
// bought. No stranger may be called the vendor or its family; those of the half that is left alone are counted, and
// make bench-match fails on them: a test that stops on a case nobody is to read would have it read. Other errors of the half to
// look at are logged. With PERIMETER_LABELLED it writes a line a case to that file, id and relation found, for testdata/peers.
func TestLabelled(t *testing.T) {
	ix := embeddedIndex(t)
	var out strings.Builder
	right, wrong, strangers := 0, 0, map[string]int{}
	for _, half := range []string{"look", "leave", "eighth", "eighth-leave"} {
		file, err := os.ReadFile(filepath.Join("..", "..", "..", "testdata", "labelled", half+".tsv"))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(file)) {
			f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			id, entity, kind, relation, left := f[0], f[1], f[2], f[4], f[5]
			if _, flagged := ix.vendors[entity]; !flagged {
				continue // the heading, and organisations that no list has
			}
			matches := ix.ofPurchase(asCase(kind, left))
			if !leftAlone[half] {
				check(t, matches) // it prints what it finds wrong
			} else if slices.ContainsFunc(matches, func(m Match) bool { return len(m.For) == 0 }) {
				t.Error("a match of the half to leave alone has nothing that speaks for it")
			}
			found := relationTo(matches, entity)
			out.WriteString(id + "\t" + found + "\n")
			if relation == "stranger" && (found == "same" || found == "family") {
				strangers[half]++
			}
			if half != "look" {
				continue
			}
			if found == relation {
				right++
			} else {
				wrong++
				t.Logf("%s: %s, not %s: %s", id, found, relation, left)
			}
		}
	}
	for half, n := range strangers {
		if t.Logf("%d strangers of %s are called the vendor or its family", n, half); !leftAlone[half] {
			t.Fail()
		}
	}
	if right+wrong < 200 {
		t.Errorf("%d cases: too few to mean anything", right+wrong)
	}
	if right < rightToLook {
		t.Errorf("%d right in the half to look at, %d before", right, rightToLook)
	}
	t.Logf("%d right, %d wrong in the half to look at", right, wrong)
	if name := os.Getenv("PERIMETER_LABELLED"); name != "" {
		if err := os.WriteFile(name, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// asCase is a purchase from the supplier, or of what the text says.
func asCase(kind, left string) purchases.Purchase {
	p := purchases.Purchase{ID: "p", Buyer: purchases.Org{ID: "b", Name: "Comune di Esempio"}}
	if kind == "text" {
		p.Title = left
	} else {
		p.Suppliers = []purchases.Org{{ID: "s", Name: left}}
	}
	return p
}

// relationTo is the relation of the first match with a vendor, in the words of the labelled cases.
func relationTo(matches []Match, vendor string) string {
	for _, m := range matches {
		switch {
		case m.Vendor != vendor:
		case m.Relation == "same entity":
			return "same"
		default:
			return m.Relation
		}
	}
	return "stranger"
}
