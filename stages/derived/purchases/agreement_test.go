package purchases

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// TestKindInWords holds which words say that an award is a framework agreement, or was bought under one.
func TestKindInWords(t *testing.T) {
	for _, c := range []struct {
		method, title string
		suppliers     int
		want          string
	}{
		{"", "Framework Agreement for the supply of cameras", 1, record.Framework},
		{"", "Tender for: Framework Agreement for lifts", 1, record.Framework},
		{"", "LPS ACS Framework Agreement for lessons", 1, record.Framework},
		{"", "Supply of minor works (Framework Agreement)", 7, record.Framework},
		{"", "Minor works, Lot 1A Framework Agreement", 1, record.Framework},
		{"", "Repairs and Planned Works Framework", 30, record.Framework},
		{"", "Repairs and Planned Works Framework", 1, "unknown"},
		{"", "City Centre Masterplan and Investment Framework", 1, "unknown"},
		{"", "Study on the framework agreement of 1999 with neighbours", 1, "unknown"},
		{"", "Further Competition under Lot 2 of the North Framework Agreement", 3, record.CallOff},
		{"", "Signs - Conducted under ESPO Framework Agreement 344", 1, record.CallOff},
		{"", "Call- Off Contract from Framework DN1", 1, record.CallOff},
		{"Call-off from a framework agreement", "Cameras", 1, record.CallOff},
		{"Other - Direct Award from a Framework Contract", "Cameras", 1, record.CallOff},
		{"Call-off from a dynamic purchasing system", "Cameras", 1, "unknown"},
		{"", "Cameras bought through a framework agreement", 3, "unknown"},
		{"", "Dynamic Purchasing System for buses", 19, "unknown"},
		{"01-PROCEDURA APERTA", "ACCORDO QUADRO con unico operatore per la manutenzione stradale", 1, record.Framework},
		{"01-PROCEDURA APERTA", "“Accordo Quadro per la fornitura di telecamere”", 0, record.Framework},
		{"23-AFFIDAMENTO DIRETTO", "Accordo quadro alloggi: incarico di coordinatore della sicurezza", 1, "unknown"},
		{"23-AFFIDAMENTO DIRETTO", "ACCORDO QUADRO IMMOBILI - CONTRATTO APPLICATIVO N. 5", 1, "unknown"},
		{"23-AFFIDAMENTO DIRETTO", "Collaudatore nell'ambito dell'Accordo Quadro muri", 1, "unknown"},
		{"26-AFFIDAMENTO DIRETTO IN ADESIONE AD ACCORDO QUADRO/CONVENZIONE", "Carburante", 1, record.CallOff},
		{"AFFIDAMENTO DIRETTO", "Lavori mediante adesione ad accordo quadro Invitalia", 1, record.CallOff},
		{"", "ADESIONE ALLA CONVENZIONE CONSIP carburanti", 1, record.CallOff},
		{"", "Proroga fino alla conclusione delle procedure di adesione alla nuova convenzione Consip", 1, "unknown"},
		{"", "Quota di adesione alla convenzione fra comuni", 1, "unknown"},
		{"", "Acord-cadru pe o perioadă de 12 luni", 1, record.Framework},
		{"", "Rahmenvereinbarung Beschaffung Busse", 1, record.Framework},
		{"", "Accordo quadrotto", 1, "unknown"},
	} {
		if got := kindInWords(c.method, c.title, c.suppliers, false); got != c.want {
			t.Errorf("%q, %q, %d suppliers: %s, want %s", c.method, c.title, c.suppliers, got, c.want)
		}
	}
	if got := kindInWords("", "Accordo quadro per la stampa", 1, true); got != "unknown" {
		t.Errorf("what was paid under it was bought: %s", got)
	}
}

// TestMoneyOfAgreement holds that the value of a framework agreement is a ceiling, also where only words tell what it is, and that
// a day from 2099 on, which programs write where they know none, is no day of a purchase.
func TestMoneyOfAgreement(t *testing.T) {
	hundred, far := decimal(t, "100"), endless
	d := &deal{award: &record.Award{Title: "Framework Agreement for cameras", Amount: hundred, Currency: "GBP", Basis: "stated", From: &far}}
	in := table.NewSet("", table.DefaultBudget, record.Links, record.Publications)
	p := Purchase{Kind: "unknown", Title: d.award.Title, From: &far}
	p.framework(d, in)
	if _, lines := money(&p, d); p.Kind != record.Framework || p.Awarded != nil || p.Ceiling == nil || *p.Ceiling != *hundred || p.Currency != "GBP" || len(lines) > 0 {
		t.Errorf("%s: awarded %v, ceiling %v %s", p.Kind, p.Awarded, p.Ceiling, p.Currency)
	}
	if when(&p, d, call{}, in); p.Date != nil || p.DateKind != "unknown" {
		t.Errorf("the day is %s (%s)", p.Date, p.DateKind)
	}
}

// TestMoneyOfConcession holds that the turnover expected of a concession is no price, and keeps its currency beside contracts that
// tell no money.
func TestMoneyOfConcession(t *testing.T) {
	hundred := decimal(t, "100")
	d := &deal{award: &record.Award{Kind: record.Concession, Ceiling: hundred, Currency: "EUR", Basis: "stated"}, contracts: []record.Contract{{Contract: "K1"}}}
	p := Purchase{Kind: record.Concession}
	if money(&p, d); p.Awarded != nil || p.Ceiling == nil || p.Currency != "EUR" || p.Attribution != "unknown" {
		t.Errorf("awarded %v, ceiling %v %q, %s", p.Awarded, p.Ceiling, p.Currency, p.Attribution)
	}
}

// TestAwardedAsNothing holds that an award of 0 says nothing of money, and does not hide what its contracts say; nor does a contract
// of 0, so that a sum of which it is a part is not known.
func TestAwardedAsNothing(t *testing.T) {
	nothing, hundred := decimal(t, "0"), decimal(t, "100")
	euro := func(amounts ...*table.Decimal) (all []record.Contract) {
		for _, a := range amounts {
			all = append(all, record.Contract{Amount: a, Currency: "EUR", Basis: "stated"})
		}
		return all
	}
	for what, c := range map[string]struct {
		award     record.Award
		contracts []record.Contract
		awarded   string
	}{
		"a contract with a value":    {record.Award{Amount: nothing, Currency: "USD", Basis: "inferred"}, euro(hundred), "100 EUR stated"},
		"a contract of 0":            {record.Award{Amount: nothing, Currency: "EUR", Basis: "stated"}, euro(nothing), "none  unknown"},
		"an award with a value":      {record.Award{Amount: hundred, Currency: "USD", Basis: "inferred"}, euro(nothing), "100 USD inferred"},
		"contracts with values":      {record.Award{}, euro(hundred, hundred), "200 EUR stated"},
		"one contract of 0":          {record.Award{}, euro(hundred, nothing), "none  unknown"},
		"one contract without value": {record.Award{}, euro(nil, hundred), "none  unknown"},
	} {
		var p Purchase
		money(&p, &deal{award: &c.award, contracts: c.contracts})
		got := "none"
		if p.Awarded != nil {
			got = p.Awarded.String()
		}
		if got += " " + p.Currency + " " + p.Basis; got != c.awarded {
			t.Errorf("%s: %s, want %s", what, got, c.awarded)
		}
	}
}
