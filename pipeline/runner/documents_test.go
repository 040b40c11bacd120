package runner

import (
	"fmt"
	"slices"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// TestLicences holds that licences reach the document that states them, whatever the order and however its parts were read.
func TestLicences(t *testing.T) {
	var records []*record
	for part := range 3 {
		out := table.NewSet("", table.DefaultBudget, table.Ledger, table.Rejects)
		for i := range 30 {
			words := fmt.Sprintf("licence %02d", (i*7+part)%30)
			table.PutLicence(out, "page", "text", words, source.Origin{Digest: "a", Offset: int64(i)})
		}
		table.PutLicence(out, "page", "text", "another", source.Origin{Digest: "a", Member: "m"})
		r := &record{}
		if err := r.count(out); err != nil {
			t.Fatal(err)
		}
		records = append(records, r)
		out.Close()
	}
	docs := map[string]*tally{}
	count(docs, records)
	slices.Reverse(records)
	again := map[string]*tally{}
	count(again, records)
	got := docs[docKey("a", "")].Licences
	if len(got) != maxLicences || got[0] != "licence 00" || got[19] != "licence 19" || !slices.Equal(got, again[docKey("a", "")].Licences) {
		t.Errorf("%q", got)
	}
	if got := docs[docKey("a", "m")].Licences; !slices.Equal(got, []string{"another"}) {
		t.Errorf("%q", got)
	}
}
