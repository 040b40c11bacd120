package orgname

import (
	"slices"
	"testing"
)

// TestAnother holds what parts a slip of the pen from another word: the first of each pair of names is read as the second only where a
// hand or an ear makes the difference, or where no other word is near.
func TestAnother(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want Relation
	}{
		// surnames, towns and words of few letters
		{"Moretti Ceramiche S.r.l.", "Moretto Ceramiche S.r.l.", Different},
		{"Fabbri Antonio Elettrauto", "Fabbro Antonio Elettrauto", Different},
		{"Morelli Tende S.r.l.", "Morselli Tende S.r.l.", Different},
		{"Larsen Timber Ltd", "Larson Timber Ltd", Different},
		{"Comune di Montalto", "Comune di Montalbo", Different},
		{"Gemeinde Niederndorf", "Gemeinde Niederdorf", Different},
		{"National Grain Board", "National Drain Board", Different},
		{"ООО «Спектр Монтаж»", "ООО «Спектор Монтаж»", Different},
		{"Western Water Distribution", "Western Water Distributors", Different},

		// a hand
		{"Parabolix Enginereing Ltd", "Parabolix Engineering Ltd", Same},
		{"Parabolix Acessories Ltd", "Parabolix Accessories Ltd", Same},
		{"Praabolix Accessories Ltd", "Parabolix Accessories Ltd", Same},
		{"Parabollix Accessories Ltd", "Parabolix Accessories Ltd", Same},
		{"Paraboix Accessories Ltd", "Parabolix Accessories Ltd", Same}, // a coined word has no neighbours
		{"Moretti Ceramiche S.r.l.", "Moretti Ceramicche S.r.l.", Same},
		{"Ministero della Difesa", "Ministry of Defence", Same},

		// codes of places, denied words, fields
		{"Moretti S.r.l. (MI)", "Moretti S.r.l. (TO)", Different},
		{"Moretti S.r.l. (SA)", "Moretti S.r.l. (CO)", Different}, // provinces, though they look like legal forms
		{"Parabolix (UK) Ltd", "Parabolix (USA) Inc.", Family},
		{"Office of Education (Northern Ireland)", "Office of Education (Ireland)", Different},
		{"Autolinee Montesole S.p.A.", "Autolinee Valdolmo S.p.A.", Different}, // a trade, however rare the word
		{"Stadtwerke Provastadt GmbH", "Stadtwerke Musterburg GmbH", Different},
		{"Woven Parabolics Ltd", "Non Woven Parabolics Ltd", Different},
		{"Пензенский государственный университет", "Пензенский технологический университет", Different},
		{"Katholische Universität Provastadt", "Technische Universität Provastadt", Different},

		// of what kind a body is, and whose
		{"Parabolix Cameras, a Delaware corporation", "Parabolix Cameras", Same},
		{"Parabolix, a Division of Quadrivio Corporation", "Quadrivio Corporation", Family},
		{"Parabolix (divisione di Quadrivio S.p.A.)", "Quadrivio S.p.A.", Family},
		{"Parabolix, a Division of Quadrivio Corporation", "Tesseratto Corporation", Different},
		{"DaParabolix GmbH", "Daparabolix GmbH", Same},
		{"山西钢铁集团有限公司", "陕西钢铁集团有限公司", Different},
		{"上海第三人民医院", "上海市第三人民医院", Same},
		{"شركة الفجر للتجارة", "شركة الفجرس للتجارة", Different},
	} {
		a, b := &Body{Names: []Name{Parse(c.a)}}, &Body{Names: []Name{Parse(c.b)}}
		for _, v := range []Verdict{Bodies(a, b), Bodies(b, a)} {
			if v.Relation != c.want {
				t.Errorf("%q, %q: %s %.3f, want %s, for %q, against %q", c.a, c.b, v.Relation, v.Score, c.want, v.For, v.Against)
			}
		}
	}
	if a, b := Parse("DaHua"), Parse("Dahua"); a.Key != b.Key {
		t.Errorf("DaHua is %q, Dahua %q", a.Key, b.Key)
	}
	for i, words := range metWords() {
		if !slices.IsSorted(words) {
			t.Errorf("table %d is not in order", i)
		}
	}
	if n := len(bornes()); n < 50_000 {
		t.Errorf("%d surnames and towns", n)
	}
}
