package legge190

import (
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// TestKnownPeople holds that a name beside a personal tax code is a person's in every row of the document, before it and after
// it, and that a firm that shares one word with it is none.
func TestKnownPeople(t *testing.T) {
	text := strings.Join([]string{
		"cig,codiceFiscale,ragioneSociale,ruolo,identificativoFiscaleEstero,aggrgrno,lottoID",
		"Z000000001,01234567897,IMPRESA VUREKLI PACIFICO,,,,a",
		"Z000000002,VRKPCF70A01H501X,VUREKLI PACIFICO,,,,b",
		"Z000000003,01234567897,PACIFICO VUREKLI,,,,c",
		"Z000000004,01234567897,PACIFICO FORNITURE,,,,d",
	}, "\n")
	out := table.NewSet("", table.DefaultBudget, drafts)
	defer out.Close()
	if err := read(&source.Document{Digest: "d", Groups: []string{"g"}, Body: strings.NewReader(text)}, out); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for d := range drafts.In(out) {
		got[d.CIG] = d.Party.Name
		if d.Party.Name == "natural person" && (d.Party.Identifier != "" || len(d.Trace) == 0) {
			t.Errorf("%s: %+v", d.CIG, d)
		}
	}
	for cig, want := range map[string]string{"Z000000001": "natural person", "Z000000002": "natural person", "Z000000003": "natural person",
		"Z000000004": "PACIFICO FORNITURE"} {
		if got[cig] != want {
			t.Errorf("%s: %q, want %q", cig, got[cig], want)
		}
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
