package purchases

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// TestForceOfPending holds that what is only proposed is not running, whatever period it is proposed for.
func TestForceOfPending(t *testing.T) {
	from, to, asOf := table.Date(100), table.Date(300), table.Date(200)
	for status, want := range map[string]string{"pending": "unknown", "active": "yes", "unknown": "yes"} {
		p := Purchase{Status: status, From: &from, To: &to, PeriodKnown: "award"}
		p.force(&deal{award: &record.Award{Options: "yes"}}, &asOf)
		if p.InForce != want {
			t.Errorf("%s: in force is %s, known by %s; want %s", status, p.InForce, p.InForceBy, want)
		}
		if known := p.RenewalBy != nil; known == (status == "pending") {
			t.Errorf("%s: to be renewed: %v", status, known)
		}
	}
	p := Purchase{Status: "active", From: &from, To: &to, PeriodKnown: "contract"}
	until := table.Date(400)
	p.force(&deal{contracts: []record.Contract{{Status: "terminated", Until: &until}}}, &asOf)
	if p.InForceBy != "termination" || p.RenewalBy != nil {
		t.Errorf("terminated: %s, to be renewed: %v", p.InForceBy, p.RenewalBy != nil)
	}
}

// TestMoneyOfAnotherCurrency holds that an amount without a currency does not get that of another amount.
func TestMoneyOfAnotherCurrency(t *testing.T) {
	hundred, other := decimal(t, "100"), decimal(t, "5000")
	for _, c := range []struct {
		amount   *table.Decimal
		currency string
		differ   bool
	}{{hundred, "MDL", false}, {other, "", true}} {
		amount, currency, basis := hundred, "", "unknown"
		var paid *table.Decimal
		var d []difference
		mergeMoney(&d, &amount, &paid, &currency, &basis, c.amount, nil, "MDL", "stated")
		if currency != c.currency || *amount != *hundred || (len(d) > 0) != c.differ {
			t.Errorf("%s: %s %q, %d differences", c.amount, amount, currency, len(d))
		}
	}
}

func decimal(t *testing.T, text string) *table.Decimal {
	t.Helper()
	d, err := table.ParseDecimal(text)
	if err != nil {
		t.Fatal(err)
	}
	return &d
}
