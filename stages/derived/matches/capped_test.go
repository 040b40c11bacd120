package matches

import (
	"fmt"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// TestCappedTold holds that a word which too many names of the lists share to be looked up by is told once in conflicts, under the
// first of these names, and that shorter lists tell nothing.
func TestCappedTold(t *testing.T) {
	const letters = "bcdfghklmnprstvz"
	add := func(n int) []table.Conflict {
		var all []record.VendorName
		ix := indexWith(t, func(lists *table.Set) {
			for i := range n {
				own := fmt.Sprintf("%ca%co%cu", letters[i%16], letters[i/16%16], letters[(i+5)%16])
				v := record.VendorName{ID: fmt.Sprintf("n%03d", i), Vendor: "esempio", Name: "Parabolex " + own, Relation: "same entity", Kind: "alias", Verified: "yes",
					Origins: []source.Origin{{Digest: strings.Repeat("1", 64)}}}
				all = append(all, v)
				record.VendorNames.Add(lists, v)
			}
		})
		out := table.NewSet("", table.DefaultBudget)
		defer out.Close()
		for _, n := range all {
			ix.tellCapped(n, out)
		}
		var told []table.Conflict
		for c := range table.Conflicts.In(out) {
			if strings.Contains(c.Other, "share a word (parabolex)") {
				told = append(told, c)
			}
		}
		return told
	}
	if told := add(100); len(told) > 0 {
		t.Errorf("of few names is told: %+v", told)
	}
	told := add(400)
	if len(told) != 1 {
		t.Fatalf("told %d times, want once: %+v", len(told), told)
	}
	c := told[0]
	if c.Table != "vendor_names" || c.Entity != "n000" || !strings.Contains(c.Kept, "Parabolex") || !strings.Contains(c.Other, "400 names of the lists") || len(c.Origins) != 1 {
		t.Errorf("told: %+v", c)
	}
}
