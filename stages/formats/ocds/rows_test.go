package ocds

import (
	"fmt"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestNumbers(t *testing.T) {
	for text, want := range map[string]string{
		`"2176"`: "2176", `" 12.50 "`: "12.50", `-245`: "-245", `0`: "0", `1e3`: "1000", `"-"`: "null", `""`: "null", `null`: "null",
		`"1,234.50"`: "null", `79228162514264337593543950335.0`: "79228162514264337593543950335", `1e400`: "null", `{}`: "null", `0.12345678901`: "null",
	} {
		o := run(t, []byte(release(`"awards":[{"id":"1","value":{"amount":`+text+`,"currency":"CAD"}}]`)))
		o.laws()
		if got := decimal(one(t, rows(o, record.Awards)).Amount); got != want {
			t.Errorf("%s is read as %s, want %s", text, got, want)
		}
		defects := len(rows(o, table.Rejects))
		if wantDefect := text == `"1,234.50"` || text == `1e400` || text == `0.12345678901`; wantDefect != (defects == 1) {
			t.Errorf("%s: %d defects", text, defects)
		}
	}
}

func TestDays(t *testing.T) {
	for text, want := range map[string]string{
		"2014-03-25": "2014-03-25", "2017-10-10T10:40:04.698627": "2017-10-10", "2019-05-29+02:00T09:30:00Z": "2019-05-29",
		"2014-04-15 14:00 Eastern Daylight Time (EDT)": "2014-04-15", "2020-12-31T23:59:59-05:00": "2020-12-31",
		"31/03/2017": "null", "Pendiente": "null", "2019-02-30": "null", "0001-01-01T00:00:00Z": "null", "2014-03-251": "null", "": "null",
	} {
		if got := date(day(text)); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
	if a, b := moment("2020-01-02T23:30:00-02:00"), moment("2020-01-03T01:00:00Z"); a <= b {
		t.Errorf("%s is not after %s", a, b)
	}
	if moment("2017-10-10T10:40:04.698627") <= moment("2017-10-10") {
		t.Error("a day is not before its hours")
	}
}

func TestReferences(t *testing.T) {
	o := run(t, []byte(release(`
		"parties":[{"id":"p1","name":"Acme Ltd","identifier":{"scheme":"GB-COH","id":"01234567"},"address":{"countryName":"United Kingdom"},"roles":"supplier"}],
		"tender":{"procuringEntity":{"name":"Anytown Council","identifier":{"scheme":"XX-REG","id":7}}},
		"awards":[{"id":"1","suppliers":[{"id":"p1"},{"name":"Loose Wires GmbH","address":{"countryName":"DE"}},{"id":"dangling"}],
			"value":{"amount":1}}],
		"contracts":[{"id":1,"suppliers":[{"id":"p1","name":"Acme (trading name) Ltd"}]}]`)))
	o.laws()
	p := one(t, rows(o, record.Processes))
	if p.Buyer.Name != "Anytown Council" || p.Buyer.Identifier != "7" || p.Buyer.Scheme != "XX-REG" || p.Buyer.Country != "" {
		t.Errorf("buyer %+v", p.Buyer)
	}
	a := one(t, rows(o, record.Awards))
	if len(a.Suppliers) != 2 || a.Suppliers[0].Name != "Acme Ltd" || a.Suppliers[0].Identifier != "01234567" || a.Suppliers[0].Country != "GB" ||
		a.Suppliers[1].Name != "Loose Wires GmbH" || a.Suppliers[1].Country != "DE" {
		t.Errorf("suppliers %+v", a.Suppliers)
	}
	if a.Currency != "" || a.Basis != "unknown" {
		t.Errorf("an unknown currency is %q, %s", a.Currency, a.Basis)
	}
	if s := one(t, one(t, rows(o, record.Contracts)).Sellers); s.Name != "Acme (trading name) Ltd" || s.Identifier != "01234567" {
		t.Errorf("seller %+v", s)
	}
}

// TestLocalNumbers keeps the process 7 of one publisher from that of another.
func TestLocalNumbers(t *testing.T) {
	of := func(buyer string) []byte {
		return []byte(`{"ocid":"7","id":"1","date":"2020-01-01","buyer":{"name":"` + buyer + `"},"awards":[{"id":"1","title":"` + buyer + `"}]}`)
	}
	o := run(t, of("Airport Authority"), of("Institute of Access"))
	o.laws()
	if len(rows(o, record.Processes)) != 2 || len(rows(o, record.Awards)) != 2 {
		t.Error("two publishers' numbers were taken for one process")
	}
}

// TestNamesFromOtherReleases masks a name in the text of a release that does not say whose it is.
func TestNamesFromOtherReleases(t *testing.T) {
	text := release(`"tender":{"title":"Offerta Zzyzxo Qwertini per impianti"}`) + "\n" +
		`{"ocid":"ocds-zzzzzz-1","id":"r2","date":"2020-03-01","awards":[{"id":"1","suppliers":[{"name":"QWERTINI ZZYZXO","id":"IT-CF-QWRZZY80A01H501U"}]}]}`
	o := run(t, []byte(text))
	o.laws()
	if p := one(t, rows(o, record.Processes)); strings.Contains(p.Title, "Qwertini") || !strings.Contains(p.Title, "impianti") {
		t.Errorf("title %q", p.Title)
	}
}

// TestPeopleOfOtherProcesses hides a trader who has a personal code in one process of a document and a VAT number in
// another, there and in the texts; a school that is called like one, and the same name in another document, stay.
func TestPeopleOfOtherProcesses(t *testing.T) {
	process := func(n, supplier string) string {
		return `{"ocid":"ocds-zzzzzz-` + n + `","id":"r","date":"2020-01-01","tender":{"title":"lavori"},"awards":[{"id":"1","title":"lavori di Verdizzo Lucerna","suppliers":[{` + supplier + `}]}]}`
	}
	vat := process("2", `"name":"IMPRESA LUCERNA VERDIZZO","id":"IT-VAT-00000000018"`)
	doc := "[" + vat + "," + process("1", `"name":"VERDIZZO LUCERNA","id":"IT-CF-VRDLCR80A01H501U"`) + "," +
		process("3", `"name":"ISTITUTO LUCERNA VERDIZZO","id":"IT-VAT-00000000026"`) + "]"
	o := run(t, []byte(doc))
	o.laws()
	for _, a := range rows(o, record.Awards) {
		school := strings.HasSuffix(a.Origins[0].Fragment, "/2") || strings.Contains(a.Origins[0].Fragment, "/2/")
		s := one(t, a.Suppliers)
		if hidden := s.Name == record.Person && s.Identifier == "" && !strings.Contains(a.Title, "Lucerna"); hidden == school {
			t.Errorf("%s: supplier %+v of %q", a.Origins[0].Fragment, s, a.Title)
		}
	}
	if s := one(t, one(t, rows(run(t, []byte(vat)), record.Awards)).Suppliers); s.Name == record.Person {
		t.Error("a name that no code tells in its document is hidden")
	}
}

// TestMoneyLostInMerging counts what goes under where two awards of a release have one id, and where two releases have no
// order; what a later release corrects is not lost.
func TestMoneyLostInMerging(t *testing.T) {
	award := func(amount string) string { return `{"id":"a","value":{"amount":` + amount + `,"currency":"EUR"}}` }
	r := func(id, date, awards string) string {
		return `{"ocid":"ocds-zzzzzz-1","id":"` + id + `","date":"` + date + `","awards":[` + awards + `]}`
	}
	for text, want := range map[string]string{
		r("1", "2020-01-01", award("10.50")+","+award("7")):                            "merged_away 10.50 EUR 1",
		r("1", "2020-01-01", award("10.50")+","+award("10.50")):                        "",
		r("1", "2020-01-01", award("10.50")) + "\n" + r("1", "2020-01-01", award("7")): "order_unknown 10.50 EUR 1",
		r("1", "2020-01-01", award("10.50")) + "\n" + r("2", "2020-01-02", award("7")): "",
		r("1", "", award("10.50")) + "\n" + r("2", "", award("11")):                    "order_unknown 10.50 EUR 1",
	} {
		o := run(t, []byte(text))
		o.laws()
		got := ""
		for _, e := range rows(o, table.Ledger) {
			if e.Amount != nil {
				got += fmt.Sprintf("%s %s %s %d", e.Kind, e.Amount, e.Currency, e.Count)
			}
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

// TestTenderPeriod takes the period that stands with the tender for the only award's.
func TestTenderPeriod(t *testing.T) {
	period := `"tender":{"contractPeriod":{"startDate":"2019-07-03T09:30:00Z","endDate":"2019-07-11T09:30:00Z"}},"awards":[{"id":"1"}`
	o := run(t, []byte(release(period+`]`)))
	o.laws()
	if a := one(t, rows(o, record.Awards)); date(a.From) != "2019-07-03" || date(a.To) != "2019-07-11" {
		t.Errorf("period %s to %s", date(a.From), date(a.To))
	}
	o = run(t, []byte(release(`"tender":{"contractPeriod":{"startDate":"soon"}},"awards":[{"id":"1"}]`)))
	o.laws()
	if r := one(t, rows(o, table.Rejects)); r.Field != "/contractPeriod/startDate" || r.Scope != string(source.OneField) {
		t.Errorf("%+v", r)
	}
	for _, a := range rows(run(t, []byte(release(period+`,{"id":"2"}]`))), record.Awards) {
		if a.From != nil || a.To != nil {
			t.Errorf("one of two awards has the period %s to %s", date(a.From), date(a.To))
		}
	}
}

// TestBuyersCodeOnPerson keeps a buyer whose code the publisher wrote beside a natural person too.
func TestBuyersCodeOnPerson(t *testing.T) {
	o := run(t, []byte(release(`"buyer":{"id":"IT-CF-00000000018","name":"COMUNE DI PROVAVILLA"},
		"parties":[{"id":"IT-CF-00000000018","name":"ROSSI MARIO","roles":["supplier"]}],
		"awards":[{"id":"Z1A2B3C4D5","suppliers":[{"id":"IT-CF-00000000018","name":"ROSSI MARIO"}]}]`)))
	a := one(t, rows(o, record.Awards))
	if a.Buyer.Name != "COMUNE DI PROVAVILLA" || a.Buyer.Identifier != "00000000018" || a.Lot != "Z1A2B3C4D5" {
		t.Errorf("buyer %+v of lot %q", a.Buyer, a.Lot)
	}
	if s := one(t, a.Suppliers); s.Name != record.Person || s.Identifier != "" {
		t.Errorf("supplier %+v", s)
	}
}

// TestLotWithoutCode names a lot without a code by its buyer, text and amount, as other shapes of the list do.
func TestLotWithoutCode(t *testing.T) {
	amount, err := table.ParseDecimal("12.50")
	if err != nil {
		t.Fatal(err)
	}
	for id, isLot := range map[string]bool{"00000000018-IDM12": true, "8137302AO8": true, "0000000000": true, "1": false, "": false} {
		a := one(t, rows(run(t, []byte(release(`"buyer":{"id":"IT-CF-00000000018","name":"COMUNE DI PROVAVILLA"},"tender":{"title":"Toner"},
			"awards":[{"id":"`+id+`","value":{"amount":12.50}}]`))), record.Awards))
		process := record.ProcessID("ocds-zzzzzz-1", "")
		if isLot {
			process = record.LotID(a.Buyer, "TONER", &amount)
		}
		if a.Process != process || a.Lot != "" {
			t.Errorf("%q: process %s, lot %q; want %s", id, a.Process, a.Lot, process)
		}
	}
}
