package legge190

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestFormat(t *testing.T) {
	stagetest.RunFormat(t, Format, []string{"body", "alone"})
}

// TestNoPersonalValue plants names, codes and numbers of people in the documents and looks for them in every row.
func TestNoPersonalValue(t *testing.T) {
	for _, folder := range []string{"body", "alone"} {
		all := stagetest.CheckFormat(t, Format, filepath.Join("testdata", folder))
		for _, tab := range append(slices.Clone(Format.Writes), table.Rejects, table.Ledger, table.Conflicts) {
			text, err := table.Dump(tab, all)
			if err != nil {
				t.Fatal(err)
			}
			for _, planted := range []string{"zappalante", "orfeo", "saltafossi", "quirino", "perlanera", "quaglia", "ermione", "ortensio", "verdi", "0577", "zpprfo", "sltqrn"} {
				if strings.Contains(strings.ToLower(text), planted) {
					t.Errorf("%s: a row of %s has %q", folder, tab.Describe().Name, planted)
				}
			}
		}
	}
}

func awardsOf(t *testing.T, folder string) map[string]record.Award {
	byText := map[string]record.Award{}
	for a := range record.Awards.In(stagetest.CheckFormat(t, Format, filepath.Join("testdata", folder))) {
		key := a.Title
		if a.Amount != nil {
			key += " " + a.Amount.String()
		}
		byText[key] = a
	}
	return byText
}

func TestJoin(t *testing.T) {
	awards := awardsOf(t, "body")
	one, two := awards["Acquisto licenze antivirus per gli uffici comunali & scuole 1200.50"], awards["Acquisto licenze antivirus per gli uffici comunali & scuole 300"]
	if one.ID == "" || two.ID == "" || one.ID == two.ID || one.Process != two.Process {
		t.Errorf("two lots of one code and text want two awards of one process: %+v, %+v", one, two)
	}
	if want := source.ID("award", record.ProcessID("", one.Buyer, "Z012345ABC", one.Title), "Z012345ABC"); one.ID != want {
		t.Errorf("the first lot of a code has the id %s, want %s, that of its OCDS form", one.ID, want)
	}
	if one.Paid == nil || one.Paid.Sign() != 0 || one.From.String() != "2019-01-29" || one.Currency != "EUR" || one.Basis != "inferred" || one.VAT != "net" {
		t.Errorf("%+v", one)
	}
	consortium := awards["Rifacimento di piazza Rosa Luxemburg, RTI Granditalia Costruzioni srl e Beltempo spa 80000"]
	if len(consortium.Suppliers) != 2 {
		t.Errorf("a consortium of two has the suppliers %+v", consortium.Suppliers)
	}
	for text, supplier := range map[string]string{"Due lotti con lo stesso nome locale A 10": "GAMMA SPA", "Due lotti con lo stesso nome locale B 20": "DELTA LLC"} {
		if a := awards[text]; len(a.Suppliers) != 1 || a.Suppliers[0].Name != supplier {
			t.Errorf("%s: %+v", text, a.Suppliers)
		}
	}
	person := awards["INCARICO ALL'ING. […] PER COLLAUDO DI VIA GIUSEPPE GARIBALDI, TEL. […], C.F. […] 1500"]
	if len(person.Suppliers) != 1 || person.Suppliers[0].Name != record.Person || person.Lot != "" || person.From != nil || person.To != nil {
		t.Errorf("%+v", person)
	}
	if alone := awardsOf(t, "alone"); len(alone) != 1 {
		t.Errorf("%+v", alone)
	}
}

// TestRealLists runs the format over published lists where they are at hand.
func TestRealLists(t *testing.T) {
	all := drive(t, sharedDir(t, "data/procurement/italy-appaltipop/csv"))
	lots, withCode, masked, rejected := 0, 0, 0, map[string]int{}
	for a := range record.Awards.In(all) {
		lots++
		if a.Lot != "" {
			withCode++
		}
		if strings.Contains(a.Title, "[…]") {
			masked++
		}
	}
	persons, parties := 0, 0
	for p := range record.Parties.In(all) {
		parties++
		if p.Party.Name == record.Person {
			persons++
		}
		if p.Role == "buyer" && p.Party.Identifier == "" {
			t.Errorf("a buyer was taken for a person: %+v", p)
		}
	}
	for r := range table.Rejects.In(all) {
		rejected[r.Scope+" "+r.Reason]++
	}
	t.Logf("%d lots, %d with a code, %d masked; %d parties, %d of them persons; rejects %v", lots, withCode, masked, parties, persons, rejected)
	if lots < 1000 || persons == 0 {
		t.Error("too few lots or persons for these files")
	}
	for c := range table.Conflicts.In(all) {
		t.Errorf("conflict: %s %s %v", c.Table, c.Entity, c.Columns)
	}
}

// drive runs the format over real files and holds it to the law of units.
func drive(t *testing.T, dir string) *table.Set {
	t.Helper()
	all, err := stagetest.Drive(pipeline.Pipeline{Formats: []*pipeline.Format{Format}}, os.DirFS(dir), nil)
	if err != nil {
		t.Fatal(err)
	}
	type place struct {
		digest string
		offset int64
	}
	units, read := map[place]bool{}, int64(0)
	for _, tab := range Format.Writes {
		if err := tab.Drain(all, func(r table.Row) error {
			for _, o := range tab.Origins(r.Value) {
				units[place{o.Digest, o.Offset}] = true
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	for r := range table.Rejects.In(all) {
		if r.Scope == string(source.WholeRecord) {
			units[place{r.Digest, r.Offset}] = true
		}
	}
	for e := range table.Ledger.In(all) {
		if e.Kind == "read" {
			read += e.Count
		}
	}
	if read != int64(len(units)) {
		t.Errorf("%d units were read, %d stand in rows or rejects", read, len(units))
	}
	return all
}

// sharedDir is a folder of test data that is not part of the repository.
func sharedDir(t *testing.T, path string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the package")
		}
	}
	dir = filepath.Join(dir, "..", "shared", filepath.FromSlash(path))
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no %s beside the repository", path)
	}
	return dir
}
