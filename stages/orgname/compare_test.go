package orgname

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestJudge(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want Relation
	}{
		{"Prova Sistemi S.r.l.", "PROVA SISTEMI SRL", Same},
		{"Zhejiang Esempiovision Tecnology Co Ltd", "Zhejiang Esempiovision Technology Co., Ltd.", Same},
		{"Esempiovision Technology", "Hangzhou Esempiovision Technology Co., Ltd.", Same}, // the town in front is a seat
		{"Хиквижн", "Hikvision", Same},
		{"هيكفيجن", "Hikvision", Same},
		{"하이크비전", "Hikvision", Same},
		{"ハイクビジョン", "Hikvision", Same},
		{"ファーウェイ", "Huawei", Same},
		{"カスペルスキー", "Kaspersky", Same},
		{"パナソニック株式会社", "Panasonic", Same}, // the small tsu is no syllable
		{"היקוויז'ן", "Hikvision", Same},
		{"קספרסקי", "Kaspersky", Same},
		{"אלביט", "Elbit", Same},
		{"カシオ", "Kaspersky", Different},
		{"טבע", "Tiandy", Different},
		{"浙江大华", "Zhejiang Dahua", Same},
		{"Hik Vision", "Hikvision", Same},
		{"Ministero della Difesa", "Ministry of Defence", Same},
		{"Hikvision Italy S.r.l.", "Hangzhou Hikvision Digital Technology Co., Ltd.", Family},
		{"Dahua Technology Italy Srl", "Zhejiang Dahua Technology Co., Ltd.", Family},
		{"Prama Hikvision India Pvt Ltd", "Hikvision", Family},
		{"Kaspersky Labs GmbH", "AO Kaspersky Lab", Family}, // forms of two countries
		{"Leonardo Global Solutions S.p.A.", "Leonardo S.p.A.", Family},
		{"شركة هانغتشو للتكنولوجيا", "Hangzhou Technology", Same},     // Arabic writes ng and ch with two letters
		{"Politecnico di Modena", "Politecnico di Trento", Different}, // one kind of body in two towns
		{"London Borough of Barnet", "London Borough of Brent", Different},
		{"Esempiofiore Lighting GmbH", "Esempiofiore Farms LLC", Different},    // each has a word of its own trade
		{"ASL Roma 1", "ASL Roma 2", Different},                                // a short word and other numbers
		{"Esempiovision Modena S.r.l.", "Esempiovision Trento S.r.l.", Family}, // arms bear their towns without a preposition
		{"Hangzhou Digital Technology Co Ltd", "Hangzhou Hikvision Digital Technology Co., Ltd.", Different},
		{"Zhejiang Technology Co., Ltd.", "Zhejiang Dahua Technology Co., Ltd.", Different},
		{"杭州数字技术有限公司", "杭州海康威视数字技术股份有限公司", Different},
		{"Hyter S.r.l.", "Hytera", Different}, // one letter of six
		{"浙江工业大学", "浙江大学", Different},
		{"ZTE Zentrum für Tierernährung e.V.", "ZTE Corporation", Different}, // three letters stand for many things
		{"Banca di Prova", "Banca di Esempio", Different},
		{"Brigata 44", "Brigata 45", Different},
		{"Лаборатория Касперского", "Kaspersky Lab", Same},      // a case
		{"Представительство Хиквижна", "Hikvision", Family},     // a branch
		{"بهيكفيجن", "Hikvision", Same},                         // "in" is written as one with the name
		{"Esempiovision Hotel S.r.l.", "Esempiovision", Family}, // a coined word: matches asks for the trade
		{"Leonardo Hotels GmbH", "Leonardo S.p.A.", Different},
		{"University of Calif", "University of California", Same}, // a long cut of a place is a short form
		{"Instituto Federal do Pará", "Instituto Federal do Paraná", Different},
		{"Cooperativa Alba Verde", "Cooperativa Alpa Verde", Different}, // in a short word an ear hears another
		{"Cooperativa Bergabella", "Cooperativa Bergapella", Same},
		{"Hunan Nonferrous Metals Co., Ltd.", "Hubei Nonferrous Metals Co., Ltd.", Different},
		{"Hunan Esempiovision Co., Ltd.", "Hubei Esempiovision Co., Ltd.", Family}, // no table knows the word
		{"Prova Volksbau Spa", "Prova Volkswagen Spa", Different},                  // rare words are no kin
		{"Esempiovision Fund V", "Esempiovision Fund VI", Family},                  // numbers
		{"Esempiovision Fund V", "Esempiovision Fund 5", Same},
		{"Esempiovision joynt stock company", "Esempiovision JSC", Same}, // a slip in the legal form
		{"Tandy Leather Factory", "Tiandy Technologies", Different},
		{"S.r.l.", "S.r.l.", Different},
		{"", "", Different},
	} {
		a, b := Parse(c.a), Parse(c.b)
		if v := Compare(&a, &b); v.Relation != c.want {
			t.Errorf("%s, %s: %s (%.3f, for %q, against %q), want %s", c.a, c.b, v.Relation, v.Score, v.For, v.Against, c.want)
		}
	}
}

// TestRomanise holds how scripts whose letters depend on each other are written in Latin ones.
func TestRomanise(t *testing.T) {
	for word, want := range map[string]string{
		"ハイクビジョン": "haikubiziyon", "パナソニック": "panasoniku", "ソニー": "soni", "とよた": "toyota", "ファーウェイ": "huauei",
		"קספרסקי": "ksprsky", "טלדור": "tldor", "היקוויזן": "hykvyzn", "דאהואה": "dahoah", "하이크비전": "haikeubijeon",
		"كاسبرسكي": "ksbrsky", "البنك": "bnk", "Хиквижн": "khikvizhn", "大华": "dahua",
	} {
		if got := romanise(words(word)[0]); got != want {
			t.Errorf("%s: %s, want %s", word, got, want)
		}
	}
}

// TestTownsByTwoNames holds that a town by the name that its country has for it is the one of the same name in English, and no other.
func TestTownsByTwoNames(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Università di Torino", "University of Turin", true},
		{"Comune di Milano", "Municipality of Milan", true},
		{"Stadt Wien", "City of Vienna", true},
		{"Università di Torino", "University of Genoa", false},
		{"Comune di Milano", "Municipality of Rome", false},
		{"Hotel Roma", "Hotel Milano", false},
		{"Esempio Torino S.r.l.", "Esempio Milan S.r.l.", false},
	} {
		a, b := Parse(c.a), Parse(c.b)
		if v := Compare(&a, &b); (v.Relation == Same) != c.same {
			t.Errorf("%s, %s: %s, for %q, against %q", c.a, c.b, v.Relation, v.For, v.Against)
		}
	}
}

// TestPlacesRomanised holds that places that the table gives a name in Latin letters are read by it, inside a word too.
func TestPlacesRomanised(t *testing.T) {
	n := 0
	for f := range rows(placesTable) {
		if len(f) < 3 || ascii(f[0]) {
			continue
		}
		n++
		if got := romanise("новый" + f[0]); got != "novyi"+f[2] {
			t.Errorf("%s: %s, want %s", f[0], got, f[2])
		}
	}
	if n == 0 {
		t.Error("the table gives no place a name in Latin letters")
	}
}

// TestBodies holds that all names of a body speak together.
func TestBodies(t *testing.T) {
	vendor := &Body{Countries: []string{"CN"}}
	for _, n := range []string{"Zhejiang Esempiovision Technology Co., Ltd.", "Esempiovision", "例子视"} {
		vendor.Names = append(vendor.Names, Parse(n))
	}
	for _, c := range []struct {
		name string
		want Relation
	}{
		{"Esempiovision Technology", Same},
		{"Zhejiang Esempiovision", Same},
		{"浙江例子视技术有限公司", Same}, // its town and trade stand in the other names
		{"Esempiovision S.r.l.", Family},
		{"ООО Эсемпиовижн", Family},
		{"Esempiovision Robotics", Family},
		{"Zhejiang Technology Co., Ltd.", Different},
	} {
		if v := Bodies(&Body{Names: []Name{Parse(c.name)}}, vendor); v.Relation != c.want {
			t.Errorf("%s: %s (%.3f, for %q, against %q), want %s", c.name, v.Relation, v.Score, v.For, v.Against, c.want)
		}
	}
	// What Han characters sound like is the name of many: they are compared with Han characters where the other body has any.
	sounds := &Body{Names: []Name{Parse("Tiandy Technologies"), Parse("天地伟业技术")}}
	for name, want := range map[string]Relation{"天地科技": Different, "天地伟业科技": Same, "Tiandy": Same} {
		if v := Bodies(&Body{Names: []Name{Parse(name)}}, sounds); v.Relation != want {
			t.Errorf("%s: %s (%.3f, for %q, against %q), want %s", name, v.Relation, v.Score, v.For, v.Against, want)
		}
	}
	a := &Body{Names: []Name{Parse("Prova")}, Identifiers: []string{"LEI:1"}}
	b := &Body{Names: []Name{Parse("Prova")}, Identifiers: []string{"LEI:2"}}
	if v := Bodies(a, b); v.Score > 0.6 || len(v.Against) == 0 {
		t.Errorf("two numbers of one register: %.3f, against %q", v.Score, v.Against)
	}
	b.Identifiers = nil
	if v := Bodies(a, b); v.Score < 1 {
		t.Errorf("a number that is not known speaks against: %.3f", v.Score)
	}
}

// TestInFull holds that of two names with legal forms that have little in common one word or number more tells two bodies, and
// that where they have much in common it is one word among many; a seat in front is none.
func TestInFull(t *testing.T) {
	score := func(x, y string) float64 {
		a, b := Parse(x), Parse(y)
		return Score(&a, &b)
	}
	base := score("Esempiovision Solutions Ltd", "Esempiovision Solutions Ltd")
	for _, other := range []string{"Esempiovision Litigation Solutions Ltd", "Esempiovision Solutions II Ltd"} {
		if got := score("Esempiovision Solutions Ltd", other); got > 0.6*base {
			t.Errorf("%s: %.3f", other, got)
		}
		if in, out := score("Esempiovision Solutions Ltd", other), score("Esempiovision Solutions", other); in >= out {
			t.Errorf("%s: %.3f with both legal forms, %.3f with one", other, in, out)
		}
	}
	if got := score("Esempiovision Parabola Quadrivio Tesseratto Ltd", "Passo Esempiovision Parabola Quadrivio Tesseratto Ltd"); got < 0.6 {
		t.Errorf("one word among many: %.3f", got)
	}
	if got := score("Hangzhou Esempiovision Technology Co., Ltd.", "Esempiovision Technology Co., Ltd."); got < 0.6 {
		t.Errorf("a seat: %.3f", got)
	}
}

// words of names for the properties: rare and common ones, places, numbers, other scripts.
var someWords = rapid.SampledFrom(strings.Fields(`Hikvision Dahua Hangzhou Zhejiang Technology Digital Co Ltd S.r.l. GmbH AG ООО Хиквижн Газпром Prova Esempio Esempoi Sistemi
	Italia Italy Deutschland 海康威视 技术 有限公司 شركة هيكفيجن University of the and & ZTE 2 II 3 Bank Bankk (Italy) - Group-IB hik vision international business machines IBM`))

var someNames = rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(someWords, 0, 7).Draw(t, "words"), " ") })

func TestScoreIsSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { symmetric(t, someNames.Draw(t, "x"), someNames.Draw(t, "y")) })
}

func FuzzScoreIsSymmetric(f *testing.F) {
	for _, names := range [][2]string{
		{"Hikvision Technologies Ltd", "Hikvision Technologie"}, {"Università degli Studi di Milano", "University of Milan"},
		{"浙江大华技术股份有限公司", "Zhejiang Dahua Technology Co., Ltd."}, {"ООО «Хиквижн»", "Hikvision LLC"},
		{"Esempio Institute Ltd", "Esempio Institut GmbH"}, {"0", "US 0 0"}, {"Esempio Gruppo Srl", "Esempio Grupp"},
	} {
		f.Add(names[0], names[1])
	}
	f.Fuzz(func(t *testing.T, x, y string) { symmetric(t, x, y) })
}

// symmetric holds that two names are judged alike either way round, and by each function alike.
func symmetric(t interface{ Fatalf(string, ...any) }, x, y string) {
	a, b := Parse(x), Parse(y)
	if Score(&a, &b) != Score(&b, &a) {
		t.Fatalf("%q, %q: %v and %v", x, y, Score(&a, &b), Score(&b, &a))
	}
	v, w := Compare(&a, &b), Compare(&b, &a)
	s, r := Judge(&a, &b)
	if v.Relation != w.Relation || v.Score != w.Score || s != v.Score || r != v.Relation || s != Score(&a, &b) {
		t.Fatalf("%q, %q: %+v and %+v, judged %v %s", x, y, v, w, s, r)
	}
	if v.Score < 0 || v.Score > 1 {
		t.Fatalf("%q, %q: %v", x, y, v.Score)
	}
	if self := Score(&a, &a); a.Key != "" && self < 0.98 || a.Key == "" && self != 0 {
		t.Fatalf("%q with itself: %v", x, self)
	}
	p, q := &Body{Names: []Name{a, b}}, &Body{Names: []Name{b, Parse(x + " " + y)}, Countries: []string{"IT", y}, Identifiers: []string{"LEI:" + x}}
	if v, w := Bodies(p, q), Bodies(q, p); v.Score != w.Score || v.Relation != w.Relation {
		t.Fatalf("bodies of %q, %q: %+v and %+v", x, y, v, w)
	}
}

// TestHiddenNeverRaises holds that a hidden character and a lookalike make no score higher.
func TestHiddenNeverRaises(t *testing.T) {
	plain, other := Parse("Hikvision"), Parse("Hikvision Italy")
	for _, hidden := range []string{"Hik\u200bvision", "Hikvіsion"} {
		h := Parse(hidden)
		if len(h.Hidden) == 0 {
			t.Errorf("%q hides nothing", hidden)
		}
		if Score(&h, &plain) >= 1 || Score(&h, &other) >= Score(&plain, &other) {
			t.Errorf("%q: %v and %v", hidden, Score(&h, &plain), Score(&h, &other))
		}
	}
}

// TestTables holds that the tables are folded as names are, or their words would never be met.
func TestTables(t *testing.T) {
	for name, table := range map[string]string{"forms": formsTable, "synonyms": synonymsTable, "places": placesTable, "weights": weightsTable} {
		n, wrong := 0, 0
		for f := range rows(table) {
			n++
			if strings.Join(words(f[0]), " ") != f[0] {
				wrong++
			}
		}
		if n < 1000 || wrong > n/100 {
			t.Errorf("%s: %d of %d rows are not folded", name, wrong, n)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		Parse("Hangzhou Hikvision Digital Technology Co., Ltd.")
	}
}

func BenchmarkScore(b *testing.B) {
	x, y := Parse("Hangzhou Hikvision Digital Technology Co., Ltd."), Parse("Hikvision Digital Tecnology Italy S.r.l.")
	for b.Loop() {
		Score(&x, &y)
	}
}
