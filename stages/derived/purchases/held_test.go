package purchases

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// TestForceOnItsDays holds that a contract runs on its first and on its last day.
func TestForceOnItsDays(t *testing.T) {
	from, to := table.Date(100), table.Date(300)
	for day, want := range map[table.Date]string{99: "not yet", 100: "yes", 300: "yes", 301: "no"} {
		p := Purchase{Status: "active", From: &from, To: &to, PeriodKnown: "award"}
		p.force(&deal{award: &record.Award{}}, &day)
		if p.InForce != want {
			t.Errorf("%d: %s, want %s", day, p.InForce, want)
		}
	}
}

// TestEndedContracts holds that contracts of which each was terminated or cancelled no longer run, that one which is left does, and
// that a purchase whose contracts were all cancelled is.
func TestEndedContracts(t *testing.T) {
	from, to, asOf := table.Date(100), table.Date(300), table.Date(200)
	for _, c := range []struct {
		states       []string
		force, state string
	}{
		{[]string{"terminated", "cancelled"}, "no", "active"},
		{[]string{"terminated", "active"}, "yes", "active"},
		{[]string{"cancelled", "cancelled"}, "no", "cancelled"},
		{[]string{"cancelled", ""}, "yes", "unknown"},
	} {
		d := &deal{}
		for _, s := range c.states {
			d.contracts = append(d.contracts, record.Contract{Status: s})
		}
		p := Purchase{Status: status(d, false), From: &from, To: &to, PeriodKnown: "contract"}
		p.force(d, &asOf)
		if p.InForce != c.force || p.Status != c.state {
			t.Errorf("%q: in force %s, %s; want %s, %s", c.states, p.InForce, p.Status, c.force, c.state)
		}
	}
}

// TestDayOfProcess holds that the day of a process is one on which a record was published only where one was.
func TestDayOfProcess(t *testing.T) {
	day, other := table.Date(100), table.Date(101)
	for want, published := range map[string]*table.Date{"release": &day, "process": &other} {
		in := table.NewSet("", table.DefaultBudget, record.Publications)
		record.Publications.Add(in, record.Publication{ID: "p", Process: "x", Kind: "release", Day: published})
		var p Purchase
		when(&p, &deal{}, call{process: &record.Process{ID: "x", Date: &day}}, in)
		if p.DateKind != want || p.Date == nil || *p.Date != day {
			t.Errorf("%s: %s %v", want, p.DateKind, p.Date)
		}
	}
}

// TestNotOneAward holds that two accounts which name other suppliers or other buyers are not taken for one award by their code and
// amount, and that a reference without a number does not tell bodies apart.
func TestNotOneAward(t *testing.T) {
	hundred := decimal(t, "100")
	account := func(buyer, supplier string) *record.Award {
		return &record.Award{Lot: "Z000000001", Title: "Fornitura", Amount: hundred, Buyer: record.Ref{Name: "Comune", Scheme: "IT-CF", Identifier: buyer},
			Suppliers: []record.Ref{{Name: "Ditta", Scheme: "IT-CF", Identifier: supplier}}}
	}
	a := account("99999990015", "99999990023")
	for _, c := range []struct {
		what     string
		b        *record.Award
		all, lot bool
	}{
		{"the same", account("99999990015", "99999990023"), true, true},
		{"another supplier", account("99999990015", "99999990031"), false, true},
		{"another buyer", account("99999990049", "99999990023"), false, false},
		{"a buyer without a number", account("", "99999990023"), true, true},
	} {
		if alikeInAll(a, c.b) != c.all || ofLot(a, c.b) != c.lot {
			t.Errorf("%s: one in all %v, of one lot %v", c.what, alikeInAll(a, c.b), ofLot(a, c.b))
		}
	}
}

// TestLineOfAnotherCurrency holds that a line in another currency than its award's is no part of the award's money.
func TestLineOfAnotherCurrency(t *testing.T) {
	for currency, want := range map[string]bool{"EUR": true, "": true, "USD": false} {
		value, ok := costs(record.Item{Quantity: decimal(t, "3"), UnitAmount: decimal(t, "12.50"), Currency: currency}, "EUR")
		if ok != want || ok && value.String() != "37.5" && value.String() != "37.50" {
			t.Errorf("%q: %v, %s", currency, ok, value)
		}
	}
}
