package ocds

import (
	"path/filepath"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/record"
)

// TestEarly holds what is read of the drafts of the standard. The package of testdata/early has a contract and its amendment,
// which dates no award; two awards of one notice; a year and a currency that are none; a natural person. In the records one
// only links, and another was compiled. That a draft is read as 1.0 is, TestEarlyIsCurrent holds.
func TestEarly(t *testing.T) {
	stagetest.RunFormat(t, Format, []string{"early"})
	stagetest.Planted(t, Format, "early", "plantata", "vignarola", "VGNPNT70A41F205X", "segreta")
}

// TestEarlyIsCurrent holds that a release in a draft leaves the rows that the same release leaves in 1.0.
func TestEarlyIsCurrent(t *testing.T) {
	early := `{"ocid":"ocds-zzzzzz-1","releaseID":"r1","releaseDate":"2020-01-01","releaseTag":"award","formation":{"method":"open"},"buyer":{"id":{"name":"Anytown Council"}},
"awards":[{"awardID":"a","awardDate":"2019-12-01","awardValue":{"amount":5,"currency":"CAD"},"suppliers":[{"id":{"name":"Sample Vision Ltd","scheme":"XX-REG","uid":"7"}}],"itemsAwarded":[{"classificationID":"1","classificationScheme":"GSIN","description":"masts"}]}],
"contracts":[{"contractID":"c","awardID":"a","signatureDate":"2019-12-09","contractValue":{"amount":"5","currency":"CAD"},"contractPeriod":{"endDate":"2020-12-31"}}]}`
	now := `{"ocid":"ocds-zzzzzz-1","id":"r1","date":"2020-01-01","tag":["award"],"tender":{"procurementMethod":"open"},"buyer":{"name":"Anytown Council"},
"awards":[{"id":"a","date":"2019-12-01","value":{"amount":5,"currency":"CAD"},"suppliers":[{"name":"Sample Vision Ltd","identifier":{"scheme":"XX-REG","id":"7"}}],"items":[{"classification":{"id":"1","scheme":"GSIN"},"description":"masts"}]}],
"contracts":[{"id":"c","awardID":"a","dateSigned":"2019-12-09","value":{"amount":"5","currency":"CAD"},"period":{"endDate":"2020-12-31"}}]}`
	a, b := run(t, []byte(early)), run(t, []byte(now))
	for _, tab := range Format.Writes {
		if got, want := withoutOrigins(t, tab, a.set), withoutOrigins(t, tab, b.set); got != want {
			t.Errorf("%s from a draft:\n%s\nfrom 1.0:\n%s", tab.Describe().Name, got, want)
		}
	}
	a.laws()
}

// TestEarlyRecord holds that of a real record in a draft every award has a buyer, a supplier, money and a day.
func TestEarlyRecord(t *testing.T) {
	text := decoded(t, filepath.Join(shared(t, "ocds/canada-buyandsell-bulk"), "demo_record.json"))
	o := run(t, text)
	o.laws()
	awards := rows(o, record.Awards)
	for _, a := range awards {
		if a.Buyer.Name == "" || len(a.Suppliers) != 1 || a.Amount == nil || a.Currency == "" || a.Date == nil {
			t.Errorf("award %s: %+v", a.Award, a)
		}
	}
	if n := len(rows(o, record.Contracts)); len(awards) != 7 || n != 7 {
		t.Errorf("%d awards and %d contracts, want 7", len(awards), n)
	}
}
