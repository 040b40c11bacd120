package runner

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// TestSaid holds that what a document says of itself reaches its row, whatever the order and however its parts were read; of
// many licences the first, and of days the first and the last.
func TestSaid(t *testing.T) {
	day := func(s string) *table.Date {
		d, err := table.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return &d
	}
	var records []*record
	for part := range 3 {
		out := table.NewSet("", table.DefaultBudget, table.Ledger, table.Rejects)
		for i := range 30 {
			n := (i*7 + part) % 30
			table.PutAbout(out, "page", "text", table.About{Licence: fmt.Sprintf("licence %02d", n), Published: day(fmt.Sprintf("2021-03-%02d", n+1)),
				Publisher: "The Post", Language: "en"}, source.Origin{Digest: "a", Offset: int64(i)})
		}
		table.PutAbout(out, "page", "text", table.About{Translated: "yes", From: "it", CopyOf: "The Record"}, source.Origin{Digest: "a", Member: "m"})
		table.PutAbout(out, "page", "text", table.About{Translated: "no", Retrieved: day("2022-01-01")}, source.Origin{Digest: "a", Offset: 99})
		table.PutAbout(out, "page", "text", table.About{}, source.Origin{Digest: "b"})
		r := &record{}
		if err := r.count(out); err != nil {
			t.Fatal(err)
		}
		records = append(records, r)
		out.Close()
	}
	docs, again := map[string]*tally{}, map[string]*tally{}
	count(docs, records)
	slices.Reverse(records)
	count(again, records)
	if !reflect.DeepEqual(docs, again) {
		t.Error("the order of the parts tells")
	}
	row := func(key string) (d table.DocumentRow) {
		d.Translated = "unknown"
		if docs[key] != nil {
			d.Said(docs[key].Said)
		}
		return d
	}
	a, m, b := row("a"), row(docKey("a", "m")), row("b")
	if len(a.Licences) != maxSaid || a.Licences[0] != "licence 00" || a.Licences[18] != "licence 18" || a.Licences[19] != "licence 29" {
		t.Errorf("%q", a.Licences)
	}
	if *a.Published != *day("2021-03-01") || *a.PublishedTo != *day("2021-03-30") || *a.Retrieved != *day("2022-01-01") || *a.RetrievedTo != *a.Retrieved {
		t.Error(a.Published, a.PublishedTo, a.Retrieved, a.RetrievedTo)
	}
	if !slices.Equal(a.Publishers, []string{"The Post"}) || !slices.Equal(a.Languages, []string{"en"}) || a.Translated != "no" || a.CopyOf != nil {
		t.Errorf("%+v", a)
	}
	if m.Translated != "yes" || !slices.Equal(m.From, []string{"it"}) || !slices.Equal(m.CopyOf, []string{"The Record"}) || m.Published != nil {
		t.Errorf("%+v", m)
	}
	if !reflect.DeepEqual(b, table.DocumentRow{Translated: "unknown"}) {
		t.Errorf("%+v", b)
	}
}
