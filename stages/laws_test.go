package stages

import (
	"fmt"
	"maps"
	"os"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/chains"
	"github.com/perimeter-data/perimeter/stages/derived/evidence"
	"github.com/perimeter-data/perimeter/stages/derived/exposurepurchases"
	"github.com/perimeter-data/perimeter/stages/derived/exposures"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/record"
)

// answers are the tables that people come for.
var answers = []table.Any{purchases.Table, exposures.Table, exposurepurchases.Table, evidence.Table, chains.Table}

// answer runs everything over the files and gives back the rows of the answer as text, by table, and the set itself.
func answer(t *testing.T, files fstest.MapFS) (map[string]string, *table.Set) {
	t.Helper()
	set, err := stagetest.Drive(Pipeline, files, nil)
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for _, a := range answers {
		if rows[a.Describe().Name], err = table.Dump(a, set); err != nil {
			t.Fatal(err)
		}
	}
	return rows, set
}

// world is the sample with the lists that are inside the program.
func world(t *testing.T) fstest.MapFS {
	files := fstest.MapFS{}
	folder(t, files, "../testdata/world")
	folder(t, files, "formats/watch/lists")
	return files
}

// blocks are the rows of a table's text.
func blocks(text string) (all []string) {
	for b := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		if b != "" {
			all = append(all, b)
		}
	}
	return all
}

// TestLaws holds the answer to its laws over the sample. Order-free: under other names, in other folders, it is the same.
// Copy-proof: so it is where every folder is there twice. Stranger-proof: what is said of others' purchases and devices takes
// nothing away and changes no row.
func TestLaws(t *testing.T) {
	files := world(t)
	want, set := answer(t, files)
	for name, text := range want {
		if text == "" {
			t.Errorf("the sample has no row of %s", name)
		}
	}
	money(t, set)

	other := fstest.MapFS{}
	names := slices.Sorted(maps.Keys(files))
	for i, name := range names { // folders in the opposite order; files of one folder stay together
		for ; i > 0 && path.Dir(names[i-1]) == path.Dir(name); i-- {
		}
		other[fmt.Sprintf("%03d/%s", len(names)-i, path.Base(name))] = files[name]
	}
	if got, _ := answer(t, other); !maps.Equal(got, want) {
		differ(t, "in another order", got, want)
	}

	twice := fstest.MapFS{}
	for name, f := range files {
		twice[name], twice["again/"+name] = f, f
	}
	if got, _ := answer(t, twice); !maps.Equal(got, want) {
		differ(t, "with every folder twice", got, want)
	}

	strangers := maps.Clone(files)
	strangers["stranger.json"] = &fstest.MapFile{Data: []byte(`{"releases": [{"ocid": "ocds-str999-1", "id": "1", "date": "2021-03-04T00:00:00Z", "tag": ["award"],
		"buyer": {"id": "IT-CF-99999990098", "name": "Comune di Straniero Inventato"}, "parties": [{"id": "IT-CF-99999990098", "name": "Comune di Straniero Inventato",
		"identifier": {"scheme": "IT-CF", "id": "99999990098"}, "roles": ["buyer"]}], "awards": [{"id": "1", "title": "Fornitura di telecamere Hikvision",
		"value": {"amount": 999, "currency": "EUR"}, "suppliers": [{"name": "Fornitore Straniero S.r.l."}]}]}]}`)}
	got, _ := answer(t, strangers)
	for name, text := range want {
		have := blocks(got[name])
		for _, row := range blocks(text) {
			if !slices.Contains(have, row) {
				t.Errorf("a stranger changes a row of %s:\n%s", name, row)
			}
		}
		if name == "exposures" && len(have) != len(blocks(text))+1 {
			t.Errorf("with the stranger's there are %d exposures, and %d without", len(have), len(blocks(text)))
		}
	}
}

func differ(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	for name, text := range want {
		rows := blocks(got[name])
		for _, row := range blocks(text) {
			if !slices.Contains(rows, row) {
				t.Errorf("%s, %s has not the row\n%s", what, name, row)
				return
			}
		}
		if len(rows) != len(blocks(text)) {
			t.Errorf("%s, %s has %d rows, not %d", what, name, len(rows), len(blocks(text)))
		}
	}
}

// money holds purchases to the law that no money is counted twice: per currency and kind of value, any grouping sums each
// purchase once; what exposures lead to is never more than that; exposures have no money of their own.
func money(t *testing.T, set *table.Set) {
	t.Helper()
	for f := range reflect.TypeFor[exposures.Exposure]().Fields() {
		if f.Type == reflect.TypeFor[*table.Decimal]() {
			t.Errorf("exposures have the money %s", f.Name)
		}
	}
	rows := map[string]purchases.Purchase{}
	deals := map[string][]purchases.Purchase{}
	for p := range purchases.Table.In(set) {
		if _, twice := rows[p.ID]; twice {
			t.Errorf("the purchase %s stands twice", p.ID)
		}
		rows[p.ID] = p
		deals[p.Deal] = append(deals[p.Deal], p)
		if p.Kind == "framework" && p.Awarded != nil {
			t.Errorf("a framework was awarded money: %s", p.Title)
		}
	}
	if len(rows) < 20 {
		t.Fatalf("only %d purchases to sum", len(rows))
	}
	kinds := map[string]func(purchases.Purchase) *table.Decimal{
		"awarded": func(p purchases.Purchase) *table.Decimal { return p.Awarded },
		"paid":    func(p purchases.Purchase) *table.Decimal { return p.Paid },
	}
	groupings := map[string]func(purchases.Purchase) string{
		"all":      func(purchases.Purchase) string { return "" },
		"buyer":    func(p purchases.Purchase) string { return p.Buyer.ID },
		"method":   func(p purchases.Purchase) string { return p.Method },
		"deal":     func(p purchases.Purchase) string { return p.Deal },
		"value of": func(p purchases.Purchase) string { return p.Attribution },
		"month":    func(p purchases.Purchase) string { return fmt.Sprint(p.Date) },
	}
	for kind, value := range kinds {
		total := sumBy(t, rows, value, groupings["all"])
		for by, key := range groupings {
			sums := map[string]table.Decimal{}
			for group, s := range sumBy(t, rows, value, key) {
				currency, _, _ := strings.Cut(group, "\x00")
				sums[currency+"\x00"] = plus(t, sums[currency+"\x00"], s)
			}
			if !maps.Equal(sums, total) {
				t.Errorf("%s by %s: %v, and in all %v", kind, by, sums, total)
			}
		}
		linked := map[string]purchases.Purchase{}
		byVendor := map[string]map[string]purchases.Purchase{}
		for l := range exposurepurchases.Table.In(set) {
			p, known := rows[l.Purchase]
			if !known {
				t.Errorf("a link to a purchase that is not there: %s", l.Purchase)
			}
			linked[p.ID] = p
			if byVendor[l.Vendor] == nil {
				byVendor[l.Vendor] = map[string]purchases.Purchase{}
			}
			byVendor[l.Vendor][p.ID] = p
		}
		for vendor, bought := range byVendor {
			for currency, s := range sumBy(t, bought, value, groupings["all"]) {
				if of := total[currency]; s.Cmp(of) > 0 {
					t.Errorf("%s for %s: %s, more than all purchases, %s", kind, vendor, s, of)
				}
			}
		}
		for currency, s := range sumBy(t, linked, value, groupings["all"]) {
			if of := total[currency]; s.Cmp(of) > 0 {
				t.Errorf("%s of what exposures lead to: %s, more than all purchases, %s", kind, s, of)
			}
		}
	}
	for _, d := range purchases.Deals(slices.Collect(maps.Values(rows))) { // lines come to what their deal is worth
		if len(deals[d.Deal]) < 2 {
			continue
		}
		said := false
		for a := range record.Awards.In(set) {
			said = said || a.Process == d.Process && a.Amount != nil && d.Awarded != nil && *a.Amount == *d.Awarded
		}
		for c := range record.Contracts.In(set) {
			said = said || c.Process == d.Process && c.Amount != nil && d.Awarded != nil && *c.Amount == *d.Awarded
		}
		if !said {
			t.Errorf("the lines of %s come to %v, which is the value of no award or contract", d.Title, d.Awarded)
		}
	}
}

func sumBy(t *testing.T, rows map[string]purchases.Purchase, value func(purchases.Purchase) *table.Decimal, key func(purchases.Purchase) string) map[string]table.Decimal {
	t.Helper()
	sums := map[string]table.Decimal{}
	for _, p := range rows {
		if v := value(p); v != nil {
			group := p.Currency + "\x00" + key(p)
			sums[group] = plus(t, sums[group], *v)
		}
	}
	return sums
}

func plus(t *testing.T, a, b table.Decimal) table.Decimal {
	t.Helper()
	s, err := a.Add(b)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestLawsOfRealData holds real lists of lots, in two shapes, to the same laws: with copies, under other names, and among
// strangers their purchases come to the same.
func TestLawsOfRealData(t *testing.T) {
	dir := stagetest.Shared(t, "data/procurement/italy-appaltipop")
	files := fstest.MapFS{}
	folder(t, files, "formats/watch/lists")
	folder(t, files, dir+"/csv/00097020598")
	folder(t, files, dir+"/csv/00124600685")
	text, err := os.ReadFile(dir + "/ocds/IT-CF-00097020598.json")
	if err != nil {
		t.Fatal(err)
	}
	files["ocds.json"] = &fstest.MapFile{Data: text}
	want, set := answer(t, files)
	money(t, set)
	twice := fstest.MapFS{}
	for name, f := range files {
		twice["z/"+name], twice["again/"+name] = f, f
	}
	if got, _ := answer(t, twice); !maps.Equal(got, want) {
		differ(t, "twice and under other names", got, want)
	}
	strangers := maps.Clone(files)
	folder(t, strangers, dir+"/csv/00137020871")
	got, set := answer(t, strangers)
	money(t, set)
	for _, name := range []string{"purchases", "exposures", "exposure_purchases", "evidence"} {
		have := map[string]bool{}
		for _, row := range blocks(got[name]) {
			have[row] = true
		}
		for _, row := range blocks(want[name]) {
			if !have[row] {
				t.Fatalf("a stranger changes a row of %s:\n%s", name, row)
			}
		}
	}
}
