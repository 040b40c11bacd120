package orgname

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
)

func TestNormal(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"Prova Sistemi S.r.l.", "prova sistemi"},
		{"PROVA SISTEMI SRL", "prova sistemi"},
		{"Prova Sistemi S. R. L.", "prova sistemi"},
		{"Prova Sistemi società a responsabilità limitata", "prova sistemi"},
		{"A. ROSSINI & C. S.p.A.", "a rossini & c"},
		{"A.ROSSINI E C SPA", "a rossini & c"},
		{"A. Rossini &amp; C. S.P.A.", "a rossini & c"},
		{"Schmidt und Söhne GmbH & Co. KG", "schmidt & sohne"},
		{"Groß AG", "gross"},
		{"AO Kaspersky Lab", "kaspersky lab"},
		{"АО «Пример»", "пример"},
		{"ООО Пример", "пример"},
		{"Huawei Technologies Co., Ltd.", "huawei technologies"},
		{"ＨＵＡＷＥＩ technologies", "huawei technologies"},
		{"杭州某某数字技术股份有限公司", "杭州某某数字技术"},
		{"C.E.I. Srl", "cei"},
		{"C E I", "cei"},
		{"CO.GE.AS. SRL", "cogeas"},
		{"CO.GE.AS.S.R.L.", "cogeas"},
		{"CO.GE. S.A.S.", "coge"},
		{"CO.GE.SRL", "coge"},
		{"SEP.AG.", "sepag"},
		{"ED.IL.SA. Srl", "edilsa"},
		{"Prova Co.Ltd.", "prova"},
		{"PRO.SRL", "pro"},
		{"A.S.L.NA 1", "asl na 1"},
		{"Hik\u200bvision", "hikvision"},
		{"CITTA' DI PESCARA", "citta di pescara"},
		{"Société Exemple, S.A.S.", "societe exemple"},
		{"Przykład Sp. z o.o.", "przyklad"},
		{"Příklad s.r.o.", "priklad"},
		{"Exemplo, Lda.", "exemplo"},
		{"SAS Institute", "sas institute"},
		{"Drone.it", "drone it"},
		{"ProvaSPA", "prova"},
		{"ProvaLab", "provalab"},
		{"S.r.l.", ""},
		{"  - ", ""},
		{"", ""},
	} {
		if got := Normal(c.name); got != c.want {
			t.Errorf("Normal(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}

func TestNormalKeepsApart(t *testing.T) {
	for _, c := range [][2]string{
		{"Hikvision", "Hikvіsion"}, // the second with a Cyrillic і
		{"Dahua Technology", "Dahua Technology Italy"},
		{"ZTE", "ZTF"},
		{"Alfa Beta", "Alfa & Beta"},
		{"Hytera Communications Corporation", "Hytera Communications Trading"},
		{"SIA Italia", "Italia Sia Group"},
		{"CO.GE.AS. SRL", "CO.GE.CA. SRL"},
		{"CO.GE.AS. SRL", "CO.GE. SRL"},
		{"SEP.AG.", "SEP.CO."},
		{"ED.IL.SA. SRL", "ED.IL.AS. SRL"},
	} {
		if Normal(c[0]) == Normal(c[1]) {
			t.Errorf("%q and %q are one: %q", c[0], c[1], Normal(c[0]))
		}
	}
}

func TestHidden(t *testing.T) {
	for _, c := range []struct {
		name string
		want int
	}{
		{"Hikvision Italy S.r.l.", 0},
		{"华为 Huawei", 0},
		{"Лаборатория Касперского (Kaspersky)", 0},
		{"Hikvіsion", 1},
		{"Da\u200bhua", 1},
		{"\u202eauhaD\u202c", 2},
		{"Zφte", 1},
		{"Dahuǀa", 1},
		{"Hıkvision", 1},
		{"ɡlaxwell", 1},
		{"Yapı Kredi Bankası A.Ş.", 0},
		{"Łódź Škoda Öl Ørsted", 0},
	} {
		if got := Hidden(c.name); len(got) != c.want {
			t.Errorf("Hidden(%q) = %q, want %d", c.name, got, c.want)
		}
	}
}

func TestPublic(t *testing.T) {
	yes := []string{"Comune di Esempio", "COMUNE DI ESEMPIO - U.O. ACQUISTI", "CITTA' DI ESEMPIO", "Citta di Esempio",
		"Regione Toscana", "Provincia di Prova", "Ville d'Exemple", "Mairie du 3e", "Commune de Genthod", "Stadt Musterstadt", "Gemeinde Muster",
		"City of Example", "Example City Council", "Essex County Council", "Ayuntamiento de Ejemplo", "Gobierno de Ejemplo", "Ministero della Prova",
		"Ministry of Examples", "ASL 3 Prova", "Préfecture de police", "Préfecture", "Police", "Polizia Locale di Prova", "Dienst Justitiële Inrichtingen", "Primăria Exemplu",
		"Gmina Przykład", "Göteborgs stad", "Δήμος Παραδείγματος", "Metropolitan Police Service", "Gemeente Voorbeeld"}
	no := []string{"", "Esempio Comune di", "Pro Loco Comune di Esempio", "Circolo dipendenti del Comune di Esempio", "Stadt Apotheke", "Stadtwerke Muster GmbH",
		"Stadtsparkasse Muster", "City of Example Holdings PLC", "City Parking", "Città di Esempio Calcio", "Provincia dei Frati Minori", "Hôtel Métropole",
		"Gemeindebank", "Hikvision Italy S.r.l.", "Cinéma Ville de Lumière SAS", "Department of Physics, Example University", "Università Privata Esempio", "Reale Mutua Assicurazioni",
		"Istituto Comprensivo Paritario Esempio", "Carabinieri in congedo", "Azienda Ospedaliera Casa di Cura Privata", "Città del Sole", "Federal Security Police",
		"Police Mutuelle Assurance", "Carrefour", "SNCF Parking", "Hotel Stadt Muster", "Drone Service srl", "Ville Matiche S.p.A.", "Polizei Sportverein"}
	for _, n := range yes {
		if ok, basis := Public(n, ""); !ok || basis == "" {
			t.Errorf("Public(%q) = %v, %q", n, ok, basis)
		}
	}
	for _, n := range no {
		if ok, basis := Public(n, ""); ok {
			t.Errorf("Public(%q): %s", n, basis)
		}
	}
}

// TestPublicByCountry holds that the words of a public body's name are those of its country, where that is known.
func TestPublicByCountry(t *testing.T) {
	for _, c := range []struct {
		name, country string
		want          bool
	}{
		{"Comune di Esempio", "IT", true},
		{"Comune di Esempio", "", true},
		{"Comune di Esempio", "US", false},
		{"Gemeinde Muster", "IT", true}, // South Tyrol
		{"Stadt Muster", "FR", false},
		{"Commune d'Exemple", "SN", true},
		{"Example Police Department", "US", true},
		{"Example Police Department", "IT", false},
		{"Ministry of Examples", "RO", true}, // as records translate it
		{"Göteborgs stad", "SE", true},
		{"Göteborgs stad", "IT", false},
	} {
		if yes, basis := Public(c.name, c.country); yes != c.want {
			t.Errorf("Public(%q, %q) = %v, %q", c.name, c.country, yes, basis)
		}
	}
}

func FuzzNormal(f *testing.F) {
	for _, s := range []string{"S.r.l.", "a e b", "C. E. I. spa & co", "ооо ooo", "x & e srl", "有限公司有限公司", "ǰ\u030c.", "İı", "a.b.c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := Normal(s)
		if again := Normal(n); again != n {
			t.Errorf("Normal(%q) = %q, and its normal form is %q", s, n, again)
		}
		if utf8.ValidString(s) && (!utf8.ValidString(n) || strings.TrimSpace(n) != n) {
			t.Errorf("Normal(%q) = %q", s, n)
		}
		for _, r := range s {
			once := Fold(r)
			again := ""
			for _, r := range once {
				again += Fold(r)
			}
			if again != once {
				t.Errorf("Fold(%q) = %q, and that %q", r, once, again)
			}
		}
		for _, country := range []string{"", "IT", "CN"} {
			if yes, basis := Public(s, country); yes != (basis != "") {
				t.Errorf("Public(%q, %q) = %v, %q", s, country, yes, basis)
			}
		}
		if company, unit, ok := Branch(s); ok && (company == "" || unit == "" || !strings.Contains(s, company) || !strings.Contains(s, unit)) {
			t.Errorf("Branch(%q) = %q, %q", s, company, unit)
		}
		takenApart(t, s)
		stagetest.Steady(t, s, func(s string) {
			a := Parse(s)
			Normal(s)
			Public(s, "")
			Branch(s)
			Hidden(s)
			Compare(&a, &a)
		})
	})
}

// takenApart asks a name for all its parts.
func takenApart(t *testing.T, s string) {
	n := Parse(s)
	stagetest.Visible(t, "the key of a name", n.Key)
	if n.Weight() < 0 || n.Key == "" && n.Len() > 0 && n.Weight() > 0 {
		t.Errorf("%q weighs %v", s, n.Weight())
	}
	for i := range n.Len() {
		if w, ok := n.Word(i); ok && (w.Key == "" || w.Weight < 0 || w.Weight > 1) {
			t.Errorf("%q: part %d is %+v", s, i, w)
		} else if ok {
			w.Bones()
		}
	}
	n.Distinctive()
	n.Initials()
	n.Joined()
	n.Latin()
}

// TestLong holds that a text in place of a name costs little, and that two such texts are two names.
func TestLong(t *testing.T) {
	Parse("the tables are read")
	for _, s := range []string{"a", "a ", "a.b.", "ab.cd.", "дом ", "有限公司", "Prova Srl ", "a'b", "é", "(a", "srl ", "& ", "A"} {
		long := strings.Repeat(s, 1<<20/len(s))
		began := stagetest.Spent()
		Parse(long)
		Public(long, "")
		Hidden(long)
		n := Normal(long)
		if took := stagetest.Spent() - began; took > 2*time.Second { // some milliseconds; it was minutes
			t.Errorf("%q: %v", s, took)
		}
		if n == "" || len(n) > 2*maxName || Normal(n) != n || n == Normal(long+"x") {
			t.Errorf("%q: %d bytes", s, len(n))
		}
	}
}
