package main

import (
	"slices"
	"strings"
	"testing"
)

// TestBought holds the columns of the answer that purchases fill: what is called a purchase, and what its price is.
func TestBought(t *testing.T) {
	of := func(cells ...string) (r row) {
		for i := 0; i < len(cells); i += 2 {
			r.cells = append(r.cells, cell{cells[i], cells[i+1]})
		}
		return r
	}
	line := func(awarded, paid, currency string) row {
		r := of("currency", currency)
		for _, c := range []cell{{"awarded", awarded}, {"paid", paid}} {
			if c.text != "" {
				r.cells = append(r.cells, c)
			}
		}
		return r
	}
	for want, bought := range map[string][]row{
		"-":                             nil,
		"1.5 / 0 EUR":                   {line("1.5", "0", "EUR")},
		"2.25 / unknown EUR":            {line("1.5", "0", "EUR"), line("0.75", "", "EUR")},
		"unknown / 3 EUR":               {line("", "1", "EUR"), line("0.75", "2", "EUR")},
		"in several currencies":         {line("1.5", "0", "EUR"), line("1", "0", "USD")},
		"unknown / unknown":             {line("", "", "")},
		"99999999999999999999.10 / 0 X": {line("99999999999999999999", "0", "X"), line("0.1", "0", "X")},
	} {
		if got := money(bought); got != want {
			t.Errorf("money is %q, want %q", got, want)
		}
	}
	framework, pending, lot := []row{of("kind", "framework")}, []row{of("kind", "unknown", "status", "pending")}, []row{of("kind", "unknown")}
	for _, c := range []struct {
		sense         string
		about, bought []row
		want          string
	}{
		{"purchase", lot, lot, "purchase"},
		{"purchase", framework, nil, "framework"},
		{"purchase", pending, nil, "award not decided"},
		{"removal", lot, nil, "removal"},
		{"operation", nil, nil, "operation"},
	} {
		if got := sense(of("sense", c.sense), c.about, c.bought); got != c.want {
			t.Errorf("%s is called %q, want %q", c.sense, got, c.want)
		}
	}
}

// TestNarrow holds the answer to the width of a terminal: what is spare goes, in its order, and is named; a file gets all of it.
func TestNarrow(t *testing.T) {
	header := strings.Split("body,code,vendor,relation,what,date,first listing,awarded / paid,in force,grade,id", ",")
	for room, want := range map[int]string{
		boundless: "body  code  vendor  relation  what  date  first listing  awarded / paid  in force  grade  id\n",
		92:        "body  code  vendor  relation  what  date  first listing  awarded / paid  in force  grade  id\n",
		91:        "body  code  vendor  relation  what  date  awarded / paid  in force  grade  id\nNot shown, for the width of this terminal: first listing\n",
		76:        "body  code  vendor  what  date  awarded / paid  in force  grade  id\nNot shown, for the width of this terminal: first listing, relation\n",
		10:        "body  what  date  id\nNot shown, for the width of this terminal: first listing, relation, in force, code, awarded / paid, grade, vendor\n",
	} {
		var b strings.Builder
		print2d(&b, [][]string{slices.Clone(header)}, room)
		if b.String() != want {
			t.Errorf("in %d columns:\n%s\nwant\n%s", room, b.String(), want)
		}
	}
	var b strings.Builder
	print2d(&b, [][]string{{"body", "id"}, {"a\x1b[2J\u202e", "x"}}, boundless)
	if want := "body                id\na\\u{1b}[2J\\u{202e}  x\n"; b.String() != want {
		t.Errorf("hidden characters are printed as %q, want %q", b.String(), want)
	}
}
