package notice

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/table"
)

func TestCorrectedAmount(t *testing.T) {
	for _, c := range []struct{ was, old, new, want string }{
		{"11000", "11 000 EUR", "12 000,50 EUR", "12000.50"},
		{"1234567.89", "1 234 567,89 EUR", "1.234.567,98 €", "1234567.98"},
		{"1234567.89", "EUR 1,234,567.89", "1,234,568", "1234568"},
		{"1000", "1.000", "2.000", "2000"},      // as the old one is read
		{"1000.5", "1.000,50", "2.000", "2000"}, // a comma is before decimals, so that a point is not
		{"1", "1.000", "2.000", "2"},
		{"100000", "100000", "100.000", ""}, // a hundred, or a hundred thousand
		{"100000", "100000", "90000", "90000"},
		{"100", "100 EUR", "90 USD", ""},
		{"100", "100 VAT excluded", "90 VAT excluded", "90"},
		{"100", "100 EUR for lot 1", "90 EUR", ""},
		{"100", "200 EUR", "90 EUR", ""},
		{"100", "100 EUR", "", ""},
		{"100", "", "90 EUR", ""},
		{"100", "100", "1,2,3", ""},
		{"0", "0.000", "1.234", ""}, // thousands or decimals, both were nothing
		{"0", "0,00", "1,5", "1.50"},
		{"0", "0.000", "12", "12"},
	} {
		was, err := table.ParseDecimal(c.was)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if now, ok := (Fix{Old: c.old, New: c.new}).amount(was, "EUR"); ok {
			got = now.String()
		}
		if got != c.want {
			t.Errorf("%s: %q is to be read %q: %q, want %q", c.was, c.old, c.new, got, c.want)
		}
	}
}
