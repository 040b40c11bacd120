package record

import (
	"encoding/json"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/pipeline/table"
)

// appendAward appends all that an award says, without its own id and its origins, as encoding/json writes it: ids rest on
// these bytes.
func appendAward(b []byte, a *Award) []byte {
	t := account(append(b, `{"ID":""`...))
	t = t.text("Purchase", a.Purchase)
	t = t.text("Process", a.Process)
	t = t.text("Award", a.Award)
	t = t.text("Lot", a.Lot)
	t = t.name("Buyer")
	t = t.ref(a.Buyer)
	t = t.name("Suppliers")
	if a.Suppliers == nil {
		t = append(t, "null"...)
	} else {
		t = append(t, '[')
		for i, s := range a.Suppliers {
			if i > 0 {
				t = append(t, ',')
			}
			t = t.ref(s)
		}
		t = append(t, ']')
	}
	t = t.text("Title", a.Title)
	t = t.text("Text", a.Text)
	t = t.text("Status", a.Status)
	t = t.text("Method", a.Method)
	t = t.day("Date", a.Date)
	t = t.day("From", a.From)
	t = t.day("To", a.To)
	t = t.decimal("Amount", a.Amount)
	t = t.decimal("Paid", a.Paid)
	t = t.text("Currency", a.Currency)
	t = t.text("Basis", a.Basis)
	t = t.text("VAT", a.VAT)
	if a.Kind != "" {
		t = t.text("Kind", a.Kind)
	}
	if a.Ceiling != nil {
		t = t.decimal("Ceiling", a.Ceiling)
	}
	if a.Period != "" {
		t = t.text("Period", a.Period)
	}
	if a.Options != "" {
		t = t.text("Options", a.Options)
	}
	if a.Until != nil {
		t = t.day("Until", a.Until)
	}
	return append(t, `,"Origins":null}`...)
}

// account is a JSON object that is being written: every call gives it back with more in it, so that it may stay where it was made.
type account []byte

func (t account) name(name string) account {
	return append(append(append(t, ',', '"'), name...), '"', ':')
}

func (t account) text(name, s string) account { return t.name(name).quote(s) }

const (
	special = 1 << iota // encoding/json does not write it as it is, or it may begin a separator of lines, which it does not either
	wide                // it is part of a longer character
)

// quoting says of a byte what quote must know.
var quoting = func() (all [256]byte) {
	for c := range all {
		switch {
		case c < ' ', c == '"', c == '\\', c == '<', c == '>', c == '&', c == 0xe2:
			all[c] = special
		case c >= utf8.RuneSelf:
			all[c] = wide
		}
	}
	return all
}()

// quote leaves to encoding/json what it writes in a way of its own.
func (t account) quote(s string) account {
	var holds byte
	for i := range len(s) {
		holds |= quoting[s[i]]
	}
	if holds&special == 0 && (holds&wide == 0 || utf8.ValidString(s)) {
		return append(append(append(t, '"'), s...), '"')
	}
	q, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return append(t, q...)
}

func (t account) ref(r Ref) account {
	t = append(t, `{"Name":`...).quote(r.Name)
	t = t.text("Scheme", r.Scheme)
	t = t.text("Identifier", r.Identifier)
	t = t.text("Country", r.Country)
	t = t.text("Person", r.Person)
	t = t.text("Public", r.Public)
	return append(t, '}')
}

func (t account) day(name string, d *table.Date) account {
	if t = t.name(name); d == nil {
		return append(t, "null"...)
	}
	return t.quote(d.String())
}

func (t account) decimal(name string, d *table.Decimal) account {
	if t = t.name(name); d == nil {
		return append(t, "null"...)
	}
	return t.quote(d.String())
}
