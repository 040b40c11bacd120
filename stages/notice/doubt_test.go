package notice

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// TestDoubtOfDays holds that a day later than the notice makes an award pending where somebody was chosen, and that a lot which
// nobody was awarded stays so.
func TestDoubtOfDays(t *testing.T) {
	day := func(s string) *table.Date {
		d, err := table.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return &d
	}
	chosen := []record.Ref{{Name: "Alpha Buses Ltd"}}
	n := Notice{Published: day("2024-03-01"), Awards: []Award{
		{ID: "1", Status: "selec-w", Suppliers: chosen, Decided: day("2024-09-01"), From: day("2024-10-01")},
		{ID: "2", Status: "clos-nw", Decided: day("2024-09-01"), From: day("2024-10-01")},
		{ID: "3", Status: "selec-w", Suppliers: chosen, Decided: day("2024-02-01"), From: day("2024-10-01")},
	}}
	var kept []string
	n.Doubt(func(_, reason, _, k string) { kept = append(kept, reason+": "+k) })
	for i, want := range []string{Pending, "clos-nw", "selec-w"} {
		if a := n.Awards[i]; a.Status != want || (a.Decided == nil) != (i < 2) {
			t.Errorf("award %s is %s, decided %v", a.ID, a.Status, a.Decided)
		}
	}
	if len(kept) != 2 || kept[1] != "later_than_notice: the award without this day" {
		t.Errorf("%q", kept)
	}
}
