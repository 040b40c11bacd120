package stagetest

import (
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// TestMiscounted holds that a unit which is not accounted for is told with its document and what it wants.
func TestMiscounted(t *testing.T) {
	all := table.NewSet("", table.DefaultBudget, table.Ledger)
	t.Cleanup(all.Close)
	table.Ledger.Add(all, table.Entry{Digest: "d", Kind: "read", Count: 2})
	table.Ledger.Add(all, table.Entry{Digest: "d", Kind: "left_out", Offset: 7, Count: 1})
	wrong := miscounted(all, nil, map[string]string{"d": "list.csv"})
	if len(wrong) != 1 || !strings.HasPrefix(wrong[0], "list.csv sha256:d: 2 units read, but 1 in rows") || !strings.Contains(wrong[0], "wants table.PutReject") {
		t.Errorf("%q", wrong)
	}
}

// TestUnitsOfConflicts holds that an account which is not kept, since another one has its id, is accounted for as the conflict it leaves.
func TestUnitsOfConflicts(t *testing.T) {
	all := table.NewSet("", table.DefaultBudget)
	t.Cleanup(all.Close)
	table.Conflicts.Add(all, table.Conflict{Table: "models", Entity: "m", Columns: []string{"example"}, Kept: "{}", Other: "{}", Origins: []source.Origin{{Digest: "d", Offset: 7, Length: 1}}})
	if units := unitsOf(t, &pipeline.Format{}, all); len(units) != 1 || units[0].at.Offset != 7 || units[0].fate != "rows" {
		t.Errorf("%+v", units)
	}
}
