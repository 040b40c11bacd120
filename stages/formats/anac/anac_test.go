package anac

import (
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

var folders = []string{"gare", "catalogue", "tables", "modes"}

func TestFormat(t *testing.T) { stagetest.RunFormat(t, Format, folders) }

func TestNoPersonalValue(t *testing.T) {
	stagetest.Planted(t, Format, "gare catalogue tables", "zappalante", "orfeo", "saltafossi", "quirino", "zpprfo", "0577", "****")
}

func TestAwards(t *testing.T) {
	awards := map[string]record.Award{}
	for a := range record.Awards.In(stagetest.CheckFormat(t, Format, "testdata/gare")) {
		awards[a.Lot] = a
	}
	if a := awards["Z4A0000001"]; len(a.Suppliers) != 2 || a.Amount.String() != "180000.50" || len(a.Origins) != 3 {
		t.Errorf("two winners and two project codes are one award: %+v", a)
	}
	for _, lot := range []string{"Z4A0000002", "Z4A0000003"} {
		if a := awards[lot]; len(a.Suppliers) != 1 || a.Suppliers[0].Name != record.Person {
			t.Errorf("%s was won by a natural person: %+v", lot, a.Suppliers)
		}
	}
	if a, found := awards["Z4A0000005"]; found {
		t.Errorf("a call is no award: %+v", a)
	}
	if a := awards["Z4A0000006"]; a.Buyer != (record.Ref{}) || a.Amount != nil {
		t.Errorf("the column ente is no buyer: %+v", a)
	}
}

// TestTables joins the authority's separate tables: awards of one value with two numbers are two; a lot that nobody bid for is no
// purchase; who takes part is no supplier.
func TestTables(t *testing.T) {
	all := stagetest.CheckFormat(t, Format, "testdata/tables")
	got := map[string][]record.Award{}
	for a := range record.Awards.In(all) {
		got[a.Lot] = append(got[a.Lot], a)
	}
	if of := got["Z4C0000001"]; len(of) != 2 || of[0].Purchase == of[1].Purchase {
		t.Errorf("two awards of one value: %+v", of)
	}
	for _, a := range got["Z4C0000001"] {
		want := 1
		if a.Date.String() == "2022-06-01" {
			want = 2
		}
		if len(a.Suppliers) != want || a.Amount.String() != "41234.50" || a.Buyer.Identifier != "00000000019" || !strings.Contains(a.Title, "Hikvision") || a.Status != "AGGIUDICATA" {
			t.Errorf("%+v", a)
		}
	}
	if len(got["Z4C0000002"]) != 0 {
		t.Errorf("nobody was awarded: %+v", got["Z4C0000002"])
	}
	if a := got["Z4C0000003"]; len(a) != 1 || len(a[0].Suppliers) != 0 || a[0].Title != "" {
		t.Errorf("an award without winner and call: %+v", a)
	}
	if a := got["Z4C0000004"]; len(a) != 1 || a[0].Amount != nil || len(a[0].Suppliers) != 1 {
		t.Errorf("a winner without an award: %+v", a)
	}
}

// TestModes reads what the catalogue says of how a lot is carried out: the value of a framework or of a concession is a ceiling, and
// a lot bought under a framework names it.
func TestModes(t *testing.T) {
	all := stagetest.CheckFormat(t, Format, "testdata/modes")
	got := map[string]string{}
	for a := range record.Awards.In(all) {
		got[a.Lot] = a.Kind + " " + amount(a.Amount) + " " + amount(a.Ceiling)
	}
	for lot, want := range map[string]string{"Z4D0000001": "framework - 80000", "Z4D0000002": "call-off 8500 -", "Z4D0000003": "concession - 280000", "Z4D0000004": " 300 -"} {
		if got[lot] != want {
			t.Errorf("%s: %q, want %q", lot, got[lot], want)
		}
	}
	links := 0
	for l := range record.Links.In(all) {
		links++
		if l.Process != record.ProcessID("", "Z4D0000002") || l.Number != "Z4D0000001" || l.Target != record.ProcessID("", "Z4D0000001") || l.Relation != record.Framework {
			t.Errorf("%+v", l)
		}
	}
	if links != 1 {
		t.Errorf("%d links", links)
	}
}

func amount(d *table.Decimal) string {
	if d == nil {
		return "-"
	}
	return d.String()
}

func TestMatch(t *testing.T) {
	for text, want := range map[string]bool{
		"cup,cig,oggetto_gara,data_pubblicazione_gara,tipo_scelta_contraente,importo_aggiudicazione\n": true,
		"CIG;OGGETTO_LOTTO;IMPORTO_LOTTO;CF_AMMINISTRAZIONE_APPALTANTE\n":                              true,
		"cup,cig,url_cig\n": false, // which project has which lot
		"cig;importo_aggiudicazione;data_aggiudicazione_definitiva;id_aggiudicazione\n":         true,
		"cig;ruolo;codice_fiscale;denominazione;tipo_soggetto;id_aggiudicazione\n":              true,
		"cig,ruolo,codice_fiscale,denominazione,tipo_soggetto\n":                                true,
		"cig,codiceFiscale,ragioneSociale,ruolo,identificativoFiscaleEstero,aggrgrno,lottoID\n": false,
		`{"cig":"x","oggetto_gara":"y","importo_lotto":1,"cf_amministrazione_appaltante":"z"}`:  true,
		`{"cig":"x"}`: false,
	} {
		if got := Format.Match("", source.NewHead([]byte(text))); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func TestRealTenders(t *testing.T) {
	all := stagetest.DriveFormat(t, Format, stagetest.Shared(t, "data/procurement/italy-anac-gare"))
	processes, awards, people, calls := 0, 0, 0, 0
	for range record.Processes.In(all) {
		processes++
	}
	var sum table.Decimal
	for a := range record.Awards.In(all) {
		awards++
		for _, s := range a.Suppliers {
			if s.Name == record.Person {
				people++
			}
		}
		if a.Amount != nil {
			var err error
			if sum, err = sum.Add(*a.Amount); err != nil {
				t.Fatal(err)
			}
		}
	}
	for e := range table.Ledger.In(all) {
		if e.Kind == "no_purchase" {
			calls++
		}
	}
	t.Logf("%d lots, %d awards of %s, %d winners are people, %d rows are calls", processes, awards, sum, people, calls)
	if processes != 7326 {
		t.Errorf("%d lots, want 7326", processes)
	}
}

func FuzzFormat(f *testing.F) {
	stagetest.FuzzFormat(f, Format, "testdata/gare", "testdata/catalogue", "testdata/tables", "testdata/modes")
}
