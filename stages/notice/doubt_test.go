package notice

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// TestDoubtOfDays holds that a day later than the notice makes an award pending where somebody was chosen and no other day says that
// something was concluded, and that a lot which nobody was awarded stays so. What is pending has no contract.
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
		{ID: "4", Status: "AWARDED_CONTRACT", Suppliers: chosen, Contracts: []Contract{{Number: "7", Signed: day("2024-09-01")}}, From: day("2024-10-01")},
		{ID: "5", Status: "AWARDED_CONTRACT", Suppliers: chosen, Contracts: []Contract{{Number: "7", Signed: day("2024-09-01")}, {Number: "8", Signed: day("2024-02-01")}}, From: day("2024-10-01")},
	}}
	var kept []string
	n.Doubt(func(_, reason, _, k string) { kept = append(kept, reason+": "+k) })
	for i, want := range []struct {
		status    string
		decided   bool
		contracts int
	}{{Pending, false, 0}, {"clos-nw", false, 0}, {"selec-w", true, 0}, {Pending, false, 0}, {"AWARDED_CONTRACT", false, 2}} {
		if a := n.Awards[i]; a.Status != want.status || (a.Decided != nil) != want.decided || len(a.Contracts) != want.contracts {
			t.Errorf("award %s is %s, decided %v, with %d contracts", a.ID, a.Status, a.Decided, len(a.Contracts))
		}
	}
	if len(kept) != 4 || kept[1] != "later_than_notice: the award without this day" || kept[2] != "later_than_notice: the award as pending, without this day and without a contract" {
		t.Errorf("%q", kept)
	}
	n = Notice{Kind: Intent, Published: n.Published, Awards: []Award{{ID: "1", Status: "veat", Suppliers: chosen, Decided: day("2024-09-01"), From: day("2024-10-01")}}}
	n.Doubt(func(_, _, _, _ string) {})
	if a := n.Awards[0]; a.Status != "veat" || a.Decided != nil {
		t.Errorf("an intent is %s, decided %v", a.Status, a.Decided)
	}
}
