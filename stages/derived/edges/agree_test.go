package edges

import (
	"testing"

	"github.com/perimeter-data/perimeter/stages/orgname"
)

// TestAgree holds what is a disagreement between names under one number, in invented names of the kinds that lists are full of.
func TestAgree(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Cedro Tributi S.p.A.", "CEDRO TRIBUTI SPA", true},
		{"S.G.M. Srl", "Servizi Generali Manutenzioni", true},
		{"CLP", "Società Cooperativa Lavoratori Pontevecchio", true},
		{"Elettro Linea Srl", "ELETTROLINEA SNC", true},
		{"I.LA.CO. Srl", "ILACO SRL", true},
		{"Tomidda Srl", "TODIMDA SRL", true},
		{"Cooperativa sociale Lirekò", "LIRECO' SOC. COOP.", true},
		{"Alder Costruzioni Srl, via del Bosco 3 - Pontevecchio", "ALDER COSTRUZIONI", true},
		{"S.r.l.", "Alder Costruzioni Srl", true}, // says nothing
		{"Alder Costruzioni Srl", "Birch Costruzioni Srl", false},
		{"Servizi Generali Srl", "Servizi Sociali Srl", false},
		{"Comune di Pontevecchio", "Ghies Srl", false},
		{"Associazione culturale Olmo", "Associazione culturale Quercia", false},
		{"ABC", "ABD", false},
		{"Acqua Srl", "Aqua Srl", false},
	} {
		if Agree(c.a, c.b) != c.want || Agree(c.b, c.a) != c.want {
			t.Errorf("%q and %q: want %v", c.a, c.b, c.want)
		}
	}
}

// TestSpelledOtherwise holds that under one number a name in another script is the same, and that no ordinary word makes it so.
func TestSpelledOtherwise(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Esempiovision Ltd", "Эсемпиовижн", true},
		{"Pontevecchio Telekom", "Понтевеккио Телеком", true},
		{"Alder Costruzioni Srl", "Birch Costruzioni Srl", false},
		{"Servizi Generali Srl", "Servizi Sociali Srl", false},
		{"Alder Kft", "Алдер Центр Безопасности", false},
		{"S.r.l.", "S.p.A.", false},
	} {
		if spelledOtherwise(c.a, c.b) != c.want || spelledOtherwise(c.b, c.a) != c.want {
			x, y := orgname.Parse(c.a), orgname.Parse(c.b)
			s, r := orgname.Judge(&x, &y)
			t.Errorf("%q and %q: want %v: %v %s", c.a, c.b, c.want, s, r)
		}
	}
}
