package mapping

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func shippedFormat(t testing.TB, name string) *pipeline.Format {
	for _, f := range Shipped() {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("no mapping %s is shipped", name)
	return nil
}

// others are the shipped mappings but one.
func others(name string) []*pipeline.Format {
	return slices.DeleteFunc(Shipped(), func(f *pipeline.Format) bool { return f.Name == name })
}

func own(t testing.TB) *pipeline.Format {
	text, err := os.ReadFile("testdata/own.yaml")
	if err != nil {
		t.Fatal(err)
	}
	f, err := New("own.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFormats(t *testing.T) {
	for folder, name := range map[string]string{"lancashire": "gb-lancashire", "compranet": "mx-compranet", "prozorro": "ua-prozorro"} {
		stagetest.RunFormat(t, shippedFormat(t, name), []string{folder}, others(name)...)
	}
	stagetest.RunFormat(t, own(t), []string{"own"}, others("")...)
}

// TestMoldova reads the two files by the two mappings that know them.
func TestMoldova(t *testing.T) {
	contracts := stagetest.CheckFormat(t, shippedFormat(t, "md-etender-contracts"), "testdata/moldova", others("md-etender-contracts")...)
	tenders := stagetest.CheckFormat(t, shippedFormat(t, "md-etender-tenders"), "testdata/moldova", others("md-etender-tenders")...)
	processes := map[string]record.Process{}
	for p := range record.Processes.In(tenders) {
		processes[p.ID] = p
	}
	got := map[string]record.Award{}
	for a := range record.Awards.In(contracts) {
		got[a.Award] = a
	}
	a := got["14/00634/001"]
	if len(got) != 4 || money(a.Amount) != "2290437.50" || a.Currency != "MDL" || a.Basis != "inferred" || len(a.Origins) != 2 {
		t.Errorf("contract and agreement come to %s %s, from %d records; %d awards", money(a.Amount), a.Currency, len(a.Origins), len(got))
	}
	if a.Title != "Licente LynxEye Security" || a.From.String() != "2014-05-15" || a.To.String() != "2015-06-30" || a.Status != "Înregistrat(ă)" {
		t.Errorf("%+v", a)
	}
	if p := processes[a.Process]; p.Buyer.Identifier != "1009601000289" || p.Buyer.Scheme != "MD-IDNO" {
		t.Errorf("the tender's file says that %+v buys", p.Buyer)
	}
	if a := got["14/00024/001"]; a.Amount != nil || a.Suppliers[0].Name != "PIAŢA CENTRALĂ О.M." {
		t.Errorf("an agreement without its contract: %+v", a)
	}
	for _, award := range []string{"14/00023/001", "14/00025/001"} {
		if s := got[award].Suppliers; len(s) != 1 || s[0].Name != record.Person {
			t.Errorf("%s: %+v", award, s)
		}
	}
	want(t, contracts, "ledger", "natural_person", 2)
	want(t, contracts, "ledger", "partial", 1)
	want(t, contracts, "rejects", "mapping.empty", 1)
	want(t, contracts, "rejects", "mapping.date", 1)
	want(t, tenders, "ledger", "no_purchase", 2)
	want(t, tenders, "ledger", "natural_person", 0) // an authority's code with the form of a person's
	planted(t, contracts, "verdescu", "nelu")
}

func money(d *table.Decimal) string {
	if d == nil {
		return "none"
	}
	return d.String()
}

// want counts entries of the ledger of a kind, or rejects of a reason.
func want(t *testing.T, all *table.Set, where, word string, n int64) {
	t.Helper()
	got := int64(0)
	if where == "ledger" {
		for e := range table.Ledger.In(all) {
			if e.Kind == word {
				got += e.Count
			}
		}
	} else {
		for r := range table.Rejects.In(all) {
			if r.Reason == word {
				got++
			}
		}
	}
	if got != n {
		t.Errorf("%s: %d of %s, want %d", where, got, word, n)
	}
}

func planted(t *testing.T, all *table.Set, words ...string) {
	t.Helper()
	for _, tab := range append(slices.Clone(Shipped()[0].Writes), table.Rejects, table.Ledger, table.Conflicts) {
		text, err := table.Dump(tab, all)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range words {
			if strings.Contains(strings.ToLower(text), w) {
				t.Errorf("a row of %s has %q", tab.Describe().Name, w)
			}
		}
	}
}

func awards(t *testing.T, f *pipeline.Format, folder string) (*table.Set, map[string]record.Award) {
	all := stagetest.CheckFormat(t, f, filepath.Join("testdata", folder))
	got := map[string]record.Award{}
	for a := range record.Awards.In(all) {
		got[a.Award] = a
	}
	return all, got
}

func TestLancashire(t *testing.T) {
	all, got := awards(t, shippedFormat(t, "gb-lancashire"), "lancashire")
	a := got["n-1"]
	if money(a.Amount) != "12500.50" || a.Currency != "GBP" || a.Basis != "inferred" || a.Date.String() != "2024-01-31" || a.Title != "Cameras for the 'bus' station" {
		t.Errorf("%+v", a)
	}
	if len(a.Suppliers) != 3 || a.Suppliers[0].Name != "Grounds, Gardens & Trees Ltd" || a.Suppliers[1].Name != "Lynxeye UK Limited" || a.Suppliers[2].Name != record.Person {
		t.Errorf("a comma with a space after it is part of a name: %+v", a.Suppliers)
	}
	if a := got["n-2"]; a.Amount != nil || len(a.Suppliers) != 0 || a.Currency != "" {
		t.Errorf("nobody and nothing: %+v", a)
	}
	if len(got) != 2 {
		t.Errorf("a call is no award: %v", got)
	}
	want(t, all, "ledger", "no_purchase", 1)
	want(t, all, "rejects", "json.duplicate_key", 1)
	planted(t, all, "planted", "zappalante", "orfeo", "0143", "la1 1aa")
}

func TestCompranet(t *testing.T) {
	all, got := awards(t, shippedFormat(t, "mx-compranet"), "compranet")
	if a := got["500"]; money(a.Amount) != "5216380.89" || a.Currency != "MXN" || a.Basis != "stated" || a.Date.String() != "2013-12-30" || a.Suppliers[0].Person != "no" {
		t.Errorf("%+v", a)
	}
	if a := got["501"]; a.Amount != nil || a.Date != nil || a.Process != got["500"].Process {
		t.Errorf("an open contract without a date, of the same procedure: %+v", a)
	}
	if a := got["502"]; a.Currency != "USD" || a.From != nil || a.Date != nil || a.Suppliers[0].Name != record.Person || a.Title != "CURSO IMPARTIDO POR […]" {
		t.Errorf("%+v", a)
	}
	if a := got["503"]; money(a.Amount) != "43683.40" || a.Currency != "" || a.Basis != "unknown" || a.Suppliers[0].Name != "GRUPO PINTOR" {
		t.Errorf("a currency that is none: %+v", a)
	}
	if a := got["504"]; len(a.Suppliers) != 0 || len(a.Origins) != 2 {
		t.Errorf("two rows that say the same: %+v", a)
	}
	if a := got["505"]; a.Amount != nil {
		t.Errorf("a comma that the mapping does not explain: %+v", a)
	}
	want(t, all, "rejects", "mapping.date", 2) // 30 February, and a text
	want(t, all, "rejects", "mapping.currency", 1)
	want(t, all, "rejects", "mapping.amount", 1)
	planted(t, all, "planted", "xochitl", "quirinal", "perlanera")
}

func TestProzorro(t *testing.T) {
	all, got := awards(t, shippedFormat(t, "ua-prozorro"), "prozorro")
	a := got["a2"]
	if len(got) != 1 || money(a.Amount) != "50000.10" || a.VAT != "gross" || a.Date.String() != "2021-01-20" || a.Suppliers[0].Name != record.Person || a.Buyer.Name != "МІСЬКА РАДА ЗРАЗКА" {
		t.Errorf("%+v", got)
	}
	for c := range record.Contracts.In(all) {
		if c.Contract != "UA-2021-01-01-000001-a-a1" || c.Award != "a2" || money(c.Amount) != "50000.10" || c.Signed.String() != "2021-02-01" {
			t.Errorf("%+v", c)
		}
	}
	for i := range record.Items.In(all) {
		if i.Scheme != "ДК021" || i.Classification != "32323500-8" || money(i.Quantity) != "4" || i.Owner != "a2" {
			t.Errorf("%+v", i)
		}
	}
	want(t, all, "ledger", "no_purchase", 1)
	planted(t, all, "planted", "марія", "іванівна", "maria", "1234567")
}

func TestOwn(t *testing.T) {
	all, got := awards(t, own(t), "own")
	if a := got["K-1"]; money(a.Amount) != "2617398.84" || a.Date.String() != "2020-04-03" || a.VAT != "net" || a.Buyer.Identifier != "00000001" || a.Suppliers[0].Identifier != "00000002" {
		t.Errorf("%+v", a)
	}
	if a := got["K-2"]; money(a.Amount) != "1000" || a.Date.String() != "2020-04-25" || a.VAT != "gross" {
		t.Errorf("%+v", a)
	}
	if a := got["K-3"]; a.Amount != nil || a.Date != nil {
		t.Errorf("3 April or 4 March, 1.0 or 10: %+v", a)
	}
	if _, is := got["K-4"]; is {
		t.Error("what was cancelled is no award")
	}
	want(t, all, "rejects", "mapping.ambiguous_date", 1)
	want(t, all, "rejects", "mapping.amount", 1)
	want(t, all, "ledger", "left_out", 1) // the header, which has one name twice
	planted(t, all, "ján", "vzorový")
}

// TestColumn says once which column of the mapping a document lacks.
func TestColumn(t *testing.T) {
	dir := t.TempDir()
	text := "Kód;Dodávateľ;Sumas;Suma;Stav\nK-1;ALFA s.r.o.;1;2;platné\nK-2;ALFA s.r.o.;1;3;platné\n"
	if err := os.WriteFile(filepath.Join(dir, "x.csv"), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	all := stagetest.CheckFormat(t, own(t), dir)
	missing := map[string]string{}
	for r := range table.Rejects.In(all) {
		if r.Reason == "mapping.column" {
			missing[r.Field] = r.Message
		}
	}
	if len(missing) != 8 || !strings.Contains(missing["IČO (2)"], "no column “IČO (2)”") {
		t.Errorf("%q", missing)
	}
}

func FuzzRead(f *testing.F) {
	formats := append(Shipped(), own(f))
	one := &pipeline.Format{}
	*one = *formats[0]
	one.Match = func(name string, head *source.Head) bool {
		return slices.ContainsFunc(formats, func(g *pipeline.Format) bool { return g.Match(name, head) })
	}
	stagetest.FuzzFormat(f, one, "testdata/lancashire", "testdata/compranet", "testdata/moldova", "testdata/prozorro", "testdata/own")
}

func FuzzNew(f *testing.F) {
	for _, pattern := range []string{"shipped/*.yaml", "testdata/*.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		format, err := New("x.yaml", text)
		if (format == nil) != (err != nil) {
			t.Fatal("a format or an error, and not both")
		}
		if err != nil && len(err.(Problems)) == 0 {
			t.Fatal("an error that says nothing")
		}
	})
}

// TestCompranetSuppliers holds which names are kept where no code stands beside them: a legal form makes an organisation of a name
// that has a person's in it; a word of a trade, a body or a state makes one of a name that may be a person's; what has neither
// is a natural person, likely.
func TestCompranetSuppliers(t *testing.T) {
	names := map[string]string{
		"LUCIA PERLANERA QUIRINAL":             "likely",
		"ESCUELA PERLANERA DE OFICIOS AC":      "",
		"LUCIA PERLANERA, S.C.":                "",
		"METACONSULTAS S. C.":                  "",
		"LUCIA PERLANERA CONSTRUCCIONES":       "likely", // a word of a trade beside a person's name is a sole trader's
		"PROCURA E INTEGRACION PERLANERA":      "",
		"LAVADEROS PERLANERA DE CHIAPAS":       "",
		"VIGILANCIA PERLANERA, S.A. DE C.V.":   "",
		"C. LUCIA PERLANERA QUIRINAL Y/O CAFE": "likely",
	}
	text := "DEPENDENCIA,NOMBRE_DE_LA_UC,NUMERO_EXPEDIENTE,CODIGO_CONTRATO,TITULO_CONTRATO,IMPORTE_CONTRATO,MONEDA,PROVEEDOR_CONTRATISTA\n"
	for _, name := range slices.Sorted(maps.Keys(names)) {
		text += "Secretaría de Muestras,Compras,1," + strconv.Itoa(len(text)) + ",PAPEL,10,MXN,\"" + name + "\"\n"
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "c.csv"), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	kept, likely := map[string]bool{}, 0
	for a := range record.Awards.In(stagetest.CheckFormat(t, shippedFormat(t, "mx-compranet"), dir)) {
		s := a.Suppliers[0]
		if kept[s.Name] = true; s.Name == record.Person && s.Person == "likely" {
			likely++
		}
	}
	for name, person := range names {
		if kept[name] != (person == "") {
			t.Errorf("%s: kept %v", name, kept[name])
		}
	}
	if likely != 3 {
		t.Errorf("%d are likely natural persons, want 3", likely)
	}
}

// TestPricesInWords reads an amount with its currency as Slovakia's register of contracts writes it.
func TestPricesInWords(t *testing.T) {
	f, err := New("crz.yaml", []byte(`name: sk-crz
doc: contracts of Slovakia's register
reads: table
requires: [contract_number, buyer, ico_buyer, supplier, ico_supplier, price_raw]
country: SK
numbers: {decimal: ",", thousands: [" ", "\u00a0"]}
process: {buyer: {name: buyer, id: ico_buyer, scheme: {value: SK-ICO}}}
award:
  id: contract_number
  supplier: {name: supplier, id: ico_supplier, scheme: {value: SK-ICO}}
  amount: {from: price_raw, match: "^(.*) €$"}
  currency: {from: price_raw, match: "(€)$", words: {€: EUR}}
  date: date_concluded
`))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "crz.csv"), []byte("contract_number,buyer,ico_buyer,supplier,ico_supplier,date_concluded,price_raw\n"+
		"1,Mesto Vzorkovce,00300001,LYNXEYE s.r.o.,31300002,2019-03-01,\"2 617 398,84 €\"\n2,Mesto Vzorkovce,00300001,LYNXEYE s.r.o.,31300002,2019-03-02,dohodou\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for a := range record.Awards.In(stagetest.CheckFormat(t, f, dir)) {
		got[a.Award] = money(a.Amount) + " " + a.Currency + " " + a.Suppliers[0].Identifier
	}
	if got["1"] != "2617398.84 EUR 31300002" || got["2"] != "none  31300002" {
		t.Errorf("%v", got)
	}
}
