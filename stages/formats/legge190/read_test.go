package legge190

import (
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// TestKnownPeople holds that a name beside a personal tax code is a person's in every row of the folder, before it and after
// it, and that a firm that shares one word with it, or a partnership, is none.
func TestKnownPeople(t *testing.T) {
	const header = "cig,codiceFiscale,ragioneSociale,ruolo,identificativoFiscaleEstero,"
	out := table.NewSet("", table.DefaultBudget, drafts, record.Awards, record.Parties, record.Publications)
	defer out.Close()
	for digest, text := range map[string]string{
		"a": header + "aggrgrno,lottoID\nZ000000001,01234567897,IMPRESA VUREKLI PACIFICO,,,,a\nZ000000004,01234567897,PACIFICO FORNITURE,,,,d\n" +
			"Z000000005,01234567897,VUREKLI PACIFICO & C. SNC,,,,e",
		"b": header + "partrgrno,lottoID\nZ000000003,01234567897,PACIFICO VUREKLI,,,,c\nZ000000002,VRKPCF70A01H501X,VUREKLI PACIFICO,,,,b",
	} {
		if err := read(&source.Document{Digest: digest, Groups: []string{"g"}, Body: strings.NewReader(text)}, out); err != nil {
			t.Fatal(err)
		}
	}
	if err := settle(out, out); err != nil {
		t.Fatal(err)
	}
	var names []string
	for p := range record.Parties.In(out) {
		names = append(names, p.Party.Name)
		if p.Party.Name == record.Person && p.Party.Identifier != "" {
			t.Errorf("%+v", p)
		}
	}
	text := strings.Join(names, "; ")
	if strings.Count(text, record.Person) != 3 || !strings.Contains(text, "PACIFICO FORNITURE") || !strings.Contains(text, "VUREKLI PACIFICO & C. SNC") {
		t.Errorf("parties: %s", text)
	}
	people := 0
	for e := range table.Ledger.In(out) {
		if e.Kind == "natural_person" {
			people++
		}
	}
	if people != 3 {
		t.Errorf("%d natural persons in the ledger, want 3", people)
	}
}

// TestPublisherOfLots holds that the publisher of a workbook is the buyer of each lot that does not say who buys, and nobody
// else, also where a lottoID stands for lots that a code does not tell apart.
func TestPublisherOfLots(t *testing.T) {
	out := table.NewSet("", table.DefaultBudget, drafts, record.Awards, record.Parties, record.Publications)
	defer out.Close()
	for member, text := range map[string]string{
		"xl/worksheets/sheet1.xml": "chiave,valore\ncodiceFiscaleStrutturaProponente,00000000018\ndenominazioneStrutturaProponente,COMUNE DI PROVAVILLA\n",
		"xl/worksheets/sheet2.xml": "cig,lottoID,oggetto,importoAggiudicazione,strutturaProponente:codiceFiscaleProp\n" +
			"Z000000001,a,Toner,10,\nZ000000001,a,Carta,20,\nZ000000002,b,Sedie,30,\n",
	} {
		if err := read(&source.Document{Digest: "x", Member: member, Groups: []string{"g"}, Body: strings.NewReader(text)}, out); err != nil {
			t.Fatal(err)
		}
	}
	if err := settle(out, out); err != nil {
		t.Fatal(err)
	}
	for p := range record.Parties.In(out) {
		if p.Role != "buyer" || p.Party.Name != "COMUNE DI PROVAVILLA" || len(p.Origins) != 2 {
			t.Errorf("%s %+v %v", p.Role, p.Party, p.Origins)
		}
	}
	for a := range record.Awards.In(out) {
		if a.Buyer.Name != "COMUNE DI PROVAVILLA" {
			t.Errorf("%+v", a)
		}
	}
}

// TestYears holds that a lot keeps no day of the years before the contracts that the law of 2012 has published.
func TestYears(t *testing.T) {
	for day, want := range map[string]bool{"1989-12-31": false, "1970-01-01": false, "01/01/1990": true, "2012-06-01": true, "2101-01-01": false} {
		out := table.NewSet("", table.DefaultBudget, drafts, record.Awards, record.Parties, record.Publications)
		text := "cig,oggetto,importoAggiudicazione,strutturaProponente:codiceFiscaleProp,tempiCompletamento:dataInizio,lottoID\n" +
			"Z000000001,Toner,10,00000000018," + day + ",a\n"
		if err := read(&source.Document{Digest: "x", Groups: []string{"g"}, Body: strings.NewReader(text)}, out); err != nil {
			t.Fatal(err)
		}
		lots, rejects := 0, 0
		for d := range drafts.In(out) {
			if lots++; d.From != nil != want {
				t.Errorf("%s is kept: %v", day, !want)
			}
		}
		for r := range table.Rejects.In(out) {
			if rejects++; r.Reason != "legge190.date" || r.Message != "the date is no day between 1990 and 2100" {
				t.Errorf("%s: %s %s", day, r.Reason, r.Message)
			}
		}
		if lots != 1 || rejects == 0 != want {
			t.Errorf("%s: %d lots, %d rejects", day, lots, rejects)
		}
		out.Close()
	}
}
