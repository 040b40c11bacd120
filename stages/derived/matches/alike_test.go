package matches

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

// TestSound holds that a supplier whose name is in Latin letters is no vendor's for what the vendor's name sounds like in
// another script.
func TestSound(t *testing.T) {
	s := embeddedIndex(t)
	for _, name := range []string{"Technacy S.r.l.", "MW Technic sp. z o.o.", "Tecnica S.p.A.", "Dejong B.V.", "Hawaii Tours Ltd.", "Huawa Srl", "Zhongxin Ltd", "Daihua Oy"} {
		for _, m := range s.ofPurchase(purchases.Purchase{ID: "p", Buyer: purchases.Org{ID: "b"}, Suppliers: []purchases.Org{{ID: "s", Name: name, Country: "IT"}}}) {
			t.Errorf("%s: %s %s: for %q, against %q", name, m.Relation, m.Vendor, m.For, m.Against)
		}
	}
}

// TestFamilies holds that a vendor's rare word beside places, legal forms and words of many names makes a family, in any script,
// and that another rare word, another trade or a word in front does not. All but the vendors is invented.
func TestFamilies(t *testing.T) {
	s := embeddedIndex(t)
	for _, c := range []struct{ vendor, relation, names string }{
		{"uniview", "family", "Uniview Technologies Italy Srl, Uniview USA Inc., ООО Юнивью Рус, 浙江宇视系统技术有限公司"},
		{"dji", "family", "DJI Japan K.K., DJI Italia S.r.l."},
		{"tiandy", "family", "Tiandy Middle East FZE, Tiandy Vision Technology, ООО «Тианди Рус», 天津市天地伟业信息系统集成有限公司"},
		{"dahua", "family", "ООО «Дахуа Рус», Дахуа Текнолоджи Казахстан ТОО, Представительство Дахуа в России, شركة داهوا للتكنولوجيا الشرق الأوسط"},
		{"hikvision", "family", "شركة هيكفيجن للتكنولوجيا فرع دبي"},
		{"tiandy", "", "天地科技股份有限公司, Tiandi Technology, Tandy Leather Factory, 天地伟业置业有限公司"},
		{"dahua", "", "大华会计师事务所, 上海大华集团有限公司, Dahua Hotel Beijing, Dahua Textile, ООО Дахуа Текстиль, فندق داهوا"},
		{"huawei", "", "华威大学, Huawei Restaurant S.a.s., Huawei Tours Ltd., Hua Wei Trading"},
		{"hikvision", "", "Verdini Hikvision Store S.r.l."},
		{"dji", "", "D.J.I. Costruzioni Srl, DJ Italia Srl, DJI Immobiliare S.r.l., 大疆纺织有限公司"},
		{"uniview", "", "Uniview Windows Ltd, Uniview Hotel"},
	} {
		for name := range strings.SplitSeq(c.names, ", ") {
			found := ""
			for _, m := range s.ofPurchase(purchases.Purchase{ID: "p", Buyer: purchases.Org{ID: "b"}, Suppliers: []purchases.Org{{ID: "s", Name: name}}}) {
				if m.Vendor == c.vendor && m.Relation != "brand" {
					found = m.Relation
				}
			}
			if found != c.relation {
				t.Errorf("%s: %q of %s, want %q", name, found, c.vendor, c.relation)
			}
		}
	}
}

// TestStrangerProof holds that one vendor and one name more in the lists change no match of another vendor, and that what was
// asked before changes no answer.
func TestStrangerProof(t *testing.T) {
	names := strings.Split(`Hikvision Italia Srl, Dahua Technology, Uniview Esempio, Huawei Parabola Srl, Kaspersky Digital, 海康威视科技, 大华科技有限公司, ООО Хиквижн,
		Hangzhou Digital Technology Co, Esempio Parabola Srl, DJI Italia, Hikvison Digital, Tiandy Hotel`, ", ")
	all := func(s *search, name string) (out []string) {
		for _, m := range s.ofPurchase(purchases.Purchase{ID: "p", Title: "Acquisto " + name, Buyer: purchases.Org{ID: "b"}, Suppliers: []purchases.Org{{ID: "s", Name: name}}}) {
			if m.Vendor != "esempio" {
				out = append(out, fmt.Sprintf("%+v", m))
			}
		}
		return out
	}
	before := embeddedIndex(t)
	own := *before
	own.Index = before.Own().(*Index)
	for _, listed := range []string{"Hikvision", "Technology Italia", "Hangzhou Digital", "大华", "Esempio Parabola", "ZTE Digital Technology Co Ltd",
		"Hikvision Italia", "DJI Italia", "大华科技"} { // these are nearer to a name than the vendor's own
		after := indexWith(t, func(lists *table.Set) {
			record.Vendors.Add(lists, record.Vendor{ID: "esempio", Name: "Zz " + listed, Country: "CN"})
			record.VendorNames.Add(lists, record.VendorName{ID: "n", Vendor: "esempio", Name: listed, Relation: "same entity", Kind: "alias", Verified: "yes"})
		})
		found := 0
		for _, name := range names {
			a := all(before, name)
			if b := all(after, name); !slices.Equal(a, b) {
				t.Errorf("%q listed changes what %q matches: %q, %q", listed, name, a, b)
			}
			if b := all(&own, name); !slices.Equal(a, b) {
				t.Errorf("what was asked before changes what %q matches: %q, %q", name, a, b)
			}
			found += len(a)
		}
		if found < len(names)/2 {
			t.Errorf("%d matches: too few to mean anything", found)
		}
	}
}

// TestNear holds that a search of one's own, which is used again and again, finds what a new one finds, in whatever order names
// are asked for.
func TestNear(t *testing.T) {
	ix := embeddedIndex(t).Index
	own := ix.Own().(*Index)
	names := []string{"Hikvision Italy S.r.l.", "Hikvison", "Dahua Technology Italy", "DAHUA TECHNOLOGY ITALY", "Kaspersky Lab", "Prova S.r.l.", "海康威视", ""}
	for round := range 2 {
		for k := range names {
			n := orgname.Parse(names[(k+3*round)%len(names)])
			if got, want := own.roll.near(&n), ix.roll.near(&n); !slices.Equal(got, want) {
				t.Errorf("%q: %v, anew %v", n.Key, got, want)
			}
		}
	}
	if n := orgname.Parse("Hikvision Italy S.r.l."); len(own.roll.near(&n)) == 0 {
		t.Error("no vendor is near its own name")
	}
}
