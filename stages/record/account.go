package record

import (
	"encoding/json"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/pipeline/table"
)

// appendAward appends all that an award says, without its own id and its origins, as encoding/json writes it: ids rest on
// these bytes.
func appendAward(b []byte, a *Award) []byte {
	t := account{b: append(b, `{"ID":""`...)}
	t.text("Purchase", a.Purchase)
	t.text("Process", a.Process)
	t.text("Award", a.Award)
	t.text("Lot", a.Lot)
	t.name("Buyer")
	t.ref(a.Buyer)
	t.name("Suppliers")
	if a.Suppliers == nil {
		t.b = append(t.b, "null"...)
	} else {
		t.b = append(t.b, '[')
		for i, s := range a.Suppliers {
			if i > 0 {
				t.b = append(t.b, ',')
			}
			t.ref(s)
		}
		t.b = append(t.b, ']')
	}
	t.text("Title", a.Title)
	t.text("Text", a.Text)
	t.text("Status", a.Status)
	t.text("Method", a.Method)
	t.day("Date", a.Date)
	t.day("From", a.From)
	t.day("To", a.To)
	t.decimal("Amount", a.Amount)
	t.decimal("Paid", a.Paid)
	t.text("Currency", a.Currency)
	t.text("Basis", a.Basis)
	t.text("VAT", a.VAT)
	if a.Kind != "" {
		t.text("Kind", a.Kind)
	}
	if a.Ceiling != nil {
		t.decimal("Ceiling", a.Ceiling)
	}
	if a.Period != "" {
		t.text("Period", a.Period)
	}
	if a.Options != "" {
		t.text("Options", a.Options)
	}
	if a.Until != nil {
		t.day("Until", a.Until)
	}
	return append(t.b, `,"Origins":null}`...)
}

// account is a JSON object that is being written.
type account struct{ b []byte }

func (t *account) name(name string) {
	t.b = append(append(append(t.b, ',', '"'), name...), '"', ':')
}

func (t *account) text(name, s string) {
	t.name(name)
	t.quote(s)
}

// quote leaves to encoding/json what it writes in a way of its own.
func (t *account) quote(s string) {
	plain, ascii := true, true
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ', c == '"', c == '\\', c == '<', c == '>', c == '&', c == 0xe2: // in which line separators begin
			plain = false
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	if plain && (ascii || utf8.ValidString(s)) {
		t.b = append(append(append(t.b, '"'), s...), '"')
		return
	}
	q, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	t.b = append(t.b, q...)
}

func (t *account) ref(r Ref) {
	t.b = append(t.b, `{"Name":`...)
	t.quote(r.Name)
	t.text("Scheme", r.Scheme)
	t.text("Identifier", r.Identifier)
	t.text("Country", r.Country)
	t.text("Person", r.Person)
	t.text("Public", r.Public)
	t.b = append(t.b, '}')
}

func (t *account) day(name string, d *table.Date) {
	t.name(name)
	if d == nil {
		t.b = append(t.b, "null"...)
		return
	}
	t.quote(d.String())
}

func (t *account) decimal(name string, d *table.Decimal) {
	t.name(name)
	if d == nil {
		t.b = append(t.b, "null"...)
		return
	}
	t.quote(d.String())
}
