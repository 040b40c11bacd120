package matches

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/decision"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/derived/vendorlistings"
	"github.com/perimeter-data/perimeter/stages/formats/watch"
	"github.com/perimeter-data/perimeter/stages/record"
)

// embeddedIndex is the index of the lists that the program carries, and of more lists.
func embeddedIndex(t testing.TB, more ...string) *search {
	return indexWith(t, func(lists *table.Set) {
		for _, text := range more {
			if err := watch.Format.Read(&source.Document{Digest: strings.Repeat("1", 64), Body: strings.NewReader(text)}, lists); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// indexWith is the index of the lists that the program carries and of what more stands in them.
func indexWith(t testing.TB, more func(lists *table.Set)) *search {
	t.Helper()
	set := table.NewSet("", table.DefaultBudget, append(slices.Clone(watch.Format.Writes), vendorlistings.Table)...)
	files, err := watch.Lists.ReadDir("lists")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		b, err := watch.Lists.ReadFile("lists/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		if err := watch.Format.Read(&source.Document{Digest: strings.Repeat("0", 64), Member: f.Name(), Body: bytes.NewReader(b)}, set); err != nil {
			t.Fatal(err)
		}
	}
	more(set)
	ix, err := buildIndex(set)
	if err != nil {
		t.Fatal(err)
	}
	return deciding(t, ix)
}

// deciding is a search with an index and with decisions.
func deciding(t testing.TB, ix *Index, all ...record.Decision) *search {
	t.Helper()
	r, err := decision.New(all)
	if err != nil {
		t.Fatal(err)
	}
	return &search{Index: ix, rulings: r}
}

func day(t testing.TB, s string) *table.Date {
	t.Helper()
	if s == "" {
		return nil
	}
	d, err := table.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return &d
}

// inTitle is what is found in the title of a purchase.
func inTitle(ix *search, title string, d *table.Date) []Match {
	return ix.ofPurchase(purchases.Purchase{ID: "p", Title: title, Date: d, Buyer: purchases.Org{ID: "b", Name: "Comune di Esempio"}})
}

func check(t *testing.T, got []Match) {
	t.Helper()
	for _, m := range got {
		r := []rune(m.Quote)
		if len(r) > quoteMax || m.Start < 0 || m.End > int64(len(r)) || m.Start >= m.End || string(r[m.Start:m.End]) != m.Found {
			t.Errorf("%q is not at %d:%d of the quote %q", m.Found, m.Start, m.End, m.Quote)
		}
		if m.ID == "" || m.Name == "" || len(m.For) == 0 || len(m.Listed) == 0 || m.Sense == "" || m.Certainty == "" {
			t.Errorf("incomplete: %+v", m)
		}
		for _, reasons := range [][]string{m.For, m.Against} {
			if said := slices.Sorted(slices.Values(reasons)); len(slices.Compact(said)) != len(reasons) {
				t.Errorf("a reason is given twice: %q", reasons)
			}
		}
	}
}
