package mapping

import (
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// TestRealFiles runs the shipped mappings over published files where they are at hand.
func TestRealFiles(t *testing.T) {
	for _, c := range []struct {
		name, dir           string
		read, awards, calls int64
		rejects             int    // kinds of them
		hit                 string // part of a title that is known to be there
	}{
		{"gb-lancashire", "uk-contracts-finder-lancashire", 962, 626, 336, 0, ""},
		{"mx-compranet", "mexico-compranet-csv", 1594, 1591, 0, 1, ""},
		{"md-etender-contracts", "moldova-etender-csv", 15373, 13261, 0, 0, "KasperskyEndpointSecurity"},
		{"md-etender-tenders", "moldova-etender-csv", 11541, 0, 11541, 0, ""},
	} {
		all := stagetest.DriveFormat(t, shippedFormat(t, c.name), stagetest.Shared(t, "data/procurement/"+c.dir))
		awards, negative, hits := int64(0), 0, 0
		for a := range record.Awards.In(all) {
			awards++
			if a.Amount != nil && a.Amount.Sign() < 0 {
				negative++
			}
			if c.hit != "" && strings.Contains(a.Title, c.hit) {
				hits++
			}
		}
		kinds, rejects := map[string]int64{}, map[string]int{}
		for e := range table.Ledger.In(all) {
			kinds[e.Kind] += e.Count
		}
		for r := range table.Rejects.In(all) {
			rejects[r.Scope+" "+r.Reason+" "+r.Field]++
		}
		t.Logf("%s: %d awards, %v, rejects %v", c.name, awards, kinds, rejects)
		if kinds["read"] != c.read || awards != c.awards || kinds["no_purchase"] != c.calls || len(rejects) != c.rejects || negative > 0 || c.hit != "" && hits == 0 {
			t.Errorf("%s: %d negative amounts, %d known hits; want %+v", c.name, negative, hits, c)
		}
	}
}
