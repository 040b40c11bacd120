package matches

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/stages/orgname"
)

// What the open sets of labelled cases reached; the first of each may only rise, the others only fall.
var reached = map[string]map[string]struct{ right, strangers, families int }{
	"third": {
		"run":   {426, 0, 1},  // names as those of suppliers
		"pairs": {552, 0, 31}, // names compared with the other side, and with all names of its own that the lists have of a vendor
	},
	"fourth": {
		"run":   {159, 1, 1},
		"pairs": {185, 1, 13},
	},
	"fifth": {
		"run":   {12, 0, 0},
		"pairs": {110, 0, 1},
	},
	"fifth-leave": {
		"run":   {13, 0, 0},
		"pairs": {112, 0, 1},
	},
	"seventh": { // texts too
		"run":   {59, 0, 4},
		"pairs": {96, 0, 15},
	},
	"seventh-leave": {
		"run":   {64, 0, 5},
		"pairs": {89, 0, 20},
	},
	"eighth": { // texts too
		"run":   {57, 0, 0},
		"pairs": {133, 0, 27},
	},
	"eighth-leave": {
		"run":   {32, 0, 1},
		"pairs": {131, 0, 29},
	},
	"sixth": {
		"pairs": {110, 0, 2},
	},
}

// leftAlone are the halves of which errors are counted and not printed.
var leftAlone = map[string]bool{"seventh-leave": true, "eighth-leave": true}

// TestOpenSets reads the sets of testdata/labelled but the halves of the first. A stranger that bears a vendor's word is right
// as long as it is called neither the vendor nor of its family.
func TestOpenSets(t *testing.T) {
	for set := range reached {
		t.Run(set, func(t *testing.T) { openSet(t, set) })
	}
}

func openSet(t *testing.T, set string) {
	ix := embeddedIndex(t)
	file, err := os.ReadFile(filepath.Join("..", "..", "..", "testdata", "labelled", set+".tsv"))
	if err != nil {
		t.Fatal(err)
	}
	type counts struct{ cases, right, strangers, families int }
	got := map[string]*counts{"run": {}, "pairs": {}}
	for line := range strings.Lines(string(file)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		id, entity, kind, want, left, right := f[0], f[1], f[2], f[4], f[5], f[6]
		if id == "case" {
			continue
		}
		said := map[string]string{}
		other := &orgname.Body{Names: []orgname.Name{orgname.Parse(right)}}
		if _, flagged := ix.vendors[entity]; flagged {
			said["run"] = relationTo(ix.ofPurchase(asCase(kind, left)), entity)
			for i, e := range ix.roll.entries {
				if e.Vendor == entity && e.Name != right {
					other.Names = append(other.Names, ix.roll.names[i])
				}
			}
		}
		if kind == "name" {
			said["pairs"] = string(orgname.Bodies(&orgname.Body{Names: []orgname.Name{orgname.Parse(left)}}, other).Relation)
		}
		for part, relation := range said {
			c, near := got[part], relation == "same" || relation == "family"
			c.cases++
			switch {
			case want == relation, want == "stranger" && !near && (kind == "name" || relation == "stranger"):
				c.right++
				continue
			case want == "stranger":
				c.strangers++
			case want == "family" && !near:
				c.families++
			}
			if !leftAlone[set] {
				t.Logf("%s, %s: %s, not %s: %s | %s", part, id, relation, want, left, right)
			}
		}
	}
	for part, c := range got {
		t.Logf("%s: %d of %d read right; %d strangers called same or family; %d of a family called neither", part, c.right, c.cases, c.strangers, c.families)
		if before := reached[set][part]; c.right < before.right || c.strangers > before.strangers || c.families > before.families {
			t.Errorf("%s: %+v, before %+v", part, *c, before)
		}
	}
}
