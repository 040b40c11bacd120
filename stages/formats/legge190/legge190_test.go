package legge190

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestFormat(t *testing.T) {
	stagetest.RunFormat(t, Format, []string{"body", "alone", "xml", "flat", "napo", "xlsx"})
}

// TestNoPersonalValue plants names, codes and numbers of people in the documents and looks for them in every row.
func TestNoPersonalValue(t *testing.T) {
	stagetest.Planted(t, Format, "body alone xml flat napo xlsx", "zappalante", "orfeo", "saltafossi", "quirino", "perlanera", "quaglia", "ermione", "ortensio", "verdi", "pirulazzi", "example.org", "0577", "zpprfo", "sltqrn")
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
	if one.Purchase == "" || two.Purchase == "" || one.Purchase == two.Purchase || one.Process != two.Process {
		t.Errorf("two lots of one code and text want two awards of one process: %+v, %+v", one, two)
	}
	if want := record.ProcessID("", "Z012345ABC"); one.Process != want {
		t.Errorf("process %s, want %s, as in other shapes", one.Process, want)
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

// TestLotWithoutCode names a lot without a code by its buyer, text and amount, as other shapes of the list do; two such lots
// of one list are two purchases.
func TestLotWithoutCode(t *testing.T) {
	amount, err := table.ParseDecimal("12.50")
	if err != nil {
		t.Fatal(err)
	}
	buyer := record.NewRef("Comune di Provavilla", "IT-CF", "00000000018", "IT")
	for cig, process := range map[string]string{
		"0000000000": record.LotID(buyer, "TONER", &amount), "": record.LotID(buyer, "TONER", &amount), "8137302AO8": record.LotID(buyer, "TONER", &amount),
		"8137302A08": record.ProcessID("", "8137302A08"),
	} {
		all := table.NewSet(t.TempDir(), 1<<20, record.Awards, record.Parties, record.Publications)
		for before := range int64(2) {
			write(all, draft{CIG: cig, Before: before, Party: buyer, Text: "Toner", Amount: &amount}, nil, []source.Origin{{}})
		}
		purchases := map[string]bool{}
		for a := range record.Awards.In(all) {
			purchases[a.Purchase] = true
			if a.Process != process {
				t.Errorf("%q: process %s, want %s", cig, a.Process, process)
			}
		}
		if len(purchases) != 2 {
			t.Errorf("%q: %d purchases, want 2", cig, len(purchases))
		}
		all.Close()
	}
}

// TestMatch tells lists from what has the same words in it.
func TestMatch(t *testing.T) {
	for text, want := range map[string]bool{
		`<?xml version="1.0"?><p:pubblicazione xmlns:p="legge190_1_0"><metadata><entePubblicatore>x`:     true,
		`<pubblicazione><data><lotto><cig/><strutturaProponente>`:                                        true,
		`<indici><metadata><entePubblicatore>x</entePubblicatore></metadata><indice>`:                    false, // names other files
		`<pubblicazione><libro>Sulla strada</libro></pubblicazione>`:                                     false,
		`<xsd:schema><xsd:element name="pubblicazione"/><xsd:element name="entePubblicatore"/>`:          false,
		`{"ocds:releases/0/id":"1","appaltipop:releases/0/buyers":[],"ocds:releases/0/tender/title":""}`: true,
		`{"ocid":"1","tender":{"title":"ocds:releases/0/id"}}`:                                           false,
		"cig,cf_proponente,proponente,oggetto,cf_aggiudicatario,aggiudicatario,importo\n":                true,
		"cup,cig,oggetto_gara,ente,aggiudicatario\n":                                                     false,
	} {
		if got := Format.Match("", source.NewHead([]byte(text))); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func FuzzFormat(f *testing.F) {
	stagetest.FuzzFormat(f, Format, "testdata/xml", "testdata/flat", "testdata/body", "testdata/napo")
}

// FuzzXLSX changes the first two sheets of a workbook: the lots, and who took part.
func FuzzXLSX(f *testing.F) {
	const lots, parties = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
	z, err := zip.OpenReader("testdata/xlsx/elenco.xlsx")
	if err != nil {
		f.Fatal(err)
	}
	defer z.Close()
	workbook, err := stagetest.Load(z, ".")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(workbook[lots].Data, workbook[parties].Data)
	f.Add(bytes.ReplaceAll(workbook[lots].Data, []byte("<v>"), []byte("<v>9")), workbook[lots].Data)
	for _, code := range []string{"", " ", "1"} { // who publishes the list has no code, or a bad one
		f.Add(workbook[lots].Data, bytes.Replace(workbook[parties].Data, []byte("00000000019"), []byte(code), 1))
	}
	f.Fuzz(func(t *testing.T, first, second []byte) {
		changed := maps.Clone(workbook)
		changed[lots], changed[parties] = &fstest.MapFile{Data: first}, &fstest.MapFile{Data: second}
		stagetest.NewHostile(t, stagetest.Pack(changed, "zip")).Read(t, Format)
	})
}

// TestRealLists runs the format over published lists where they are at hand.
func TestRealLists(t *testing.T) {
	dir := stagetest.Shared(t, "data/procurement/italy-appaltipop/csv")
	all := stagetest.DriveFormat(t, Format, dir)
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
	if lots != 28465 {
		t.Error("each of the 28465 lots is one award")
	}
	lookForNames(t, dir, all)
}

// lookForNames looks in the texts of lots for the names of the natural persons among their parties: two words of a name
// side by side.
func lookForNames(t *testing.T, dir string, all *table.Set) {
	titles := strings.Fields("ING ARCH GEOM DOTT AVV PROF GEOL SSA STUDIO TECNICO DITTA")
	words := func(s string) []string {
		return slices.DeleteFunc(strings.FieldsFunc(strings.ToUpper(s), func(r rune) bool { return !unicode.IsLetter(r) }),
			func(w string) bool { return len(w) < 3 || slices.Contains(titles, w) })
	}
	type lot struct{ digest, row string }
	people := map[lot][][]string{}
	files, err := filepath.Glob(filepath.Join(dir, "*", "lotti.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		digest, rows := publishedRows(t, file)
		names := map[string][][]string{}
		for _, sibling := range []string{"aggiudicatari.csv", "partecipanti.csv"} {
			if _, err := os.Stat(filepath.Join(filepath.Dir(file), sibling)); err != nil {
				continue
			}
			_, parties := publishedRows(t, filepath.Join(filepath.Dir(file), sibling))
			for _, p := range parties {
				if n := words(p["ragioneSociale"]); len(p["codiceFiscale"]) == 16 && !strings.Contains(p["codiceFiscale"], " ") && (len(n) == 2 || len(n) == 3) {
					names[p["lottoID"]] = append(names[p["lottoID"]], n)
				}
			}
		}
		for i, r := range rows {
			people[lot{digest, fmt.Sprint("row=", i+2)}] = names[r["lottoID"]]
		}
	}
	checked := 0
	for a := range record.Awards.In(all) {
		text := words(a.Title)
		for _, o := range a.Origins {
			for _, name := range people[lot{o.Digest, o.Fragment}] {
				checked++
				for i := 1; i < len(text); i++ {
					if text[i] != text[i-1] && slices.Contains(name, text[i]) && slices.Contains(name, text[i-1]) {
						t.Errorf("%s: two words of a person's name stand side by side", o)
					}
				}
			}
		}
	}
	t.Logf("%d people of lots looked for", checked)
	if checked < 100 {
		t.Error("too few for these files")
	}
}

func publishedRows(t *testing.T, file string) (digest string, rows []map[string]string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	all, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, values := range all[1:] {
		row := map[string]string{}
		for i, v := range values {
			row[all[0][i]] = v
		}
		rows = append(rows, row)
	}
	return fmt.Sprintf("%x", sha256.Sum256(b)), rows
}
