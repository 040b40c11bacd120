package record

import (
	"strings"
	"testing"
)

func TestSameText(t *testing.T) {
	long := strings.Repeat("manutenzione delle strade e dei marciapiedi ", 4)
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Toner, per  stampanti", "TONER PER STAMPANTI", true},
		{"Toner per stampanti", "Toner per fotocopiatrici", false},
		{"Perizia di […] sul ponte", "Perizia di Orfeo Zappalante sul ponte", true},
		{"Perizia di […] sul ponte", "Perizia di […] Zappalante sul ponte", true},
		{"Perizia di […] sul ponte", "Perizia di Orfeo Zappalante sulla diga", false},
		{"Perizia di […] sul ponte", "Collaudo di Orfeo Zappalante sul ponte", false},
		{"[…] ponte", "Perizia […]", true}, // they do not contradict each other
		{"ponte […] ponte", "ponte", false},
		{"Rilievo delle strade con […]", "Rilievo delle strade", false},
		{long + "del centro", long + "del cent", true},
		{"strada", "strada e ponte", false},
		{"", "", true},
	} {
		if SameText(c.a, c.b) != c.want || SameText(c.b, c.a) != c.want {
			t.Errorf("%q and %q: want %v", c.a, c.b, c.want)
		}
	}
}
