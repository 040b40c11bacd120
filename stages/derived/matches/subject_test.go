package matches

import (
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/exceptions"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/derived/things"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestSuppliers(t *testing.T) {
	ix := embeddedIndex(t)
	for _, c := range []struct {
		name, country, day string
		want               string // vendor, relation, certainty
	}{
		{"Huawei Technologies Co., Ltd.", "CN", "", "huawei, same entity, strong name match"},
		{"HUAWEI TECHNOLOGIES CO LTD", "", "", "huawei, same entity, possible name match"},
		{"Hangzhou Hikvision Digital Technology", "CN", "", "hikvision, same entity, strong name match"},
		{"Hikvision Italy S.r.l.", "IT", "", "hikvision, family, possible name match"},
		{"HIKVISION ITALY SRL", "", "", "hikvision, family, possible name match"},
		{"Hikvision Iberia S.L.", "ES", "", "hikvision, family, possible name match"},
		{"Rossi Hikvision Store S.r.l.", "IT", "", "hikvision, brand, possible name match"},
		{"Prama Hikvision India Pvt Ltd", "IN", "", "hikvision, family, possible name match"},
		{"Hangzhou Digital Technology Co Ltd", "CN", "", ""},
		{"Zhejiang Technology Co., Ltd.", "CN", "", ""},
		{"Zhejiang Dahua Tecnology Company Limited", "CN", "", "dahua, same entity, possible name match"},
		{"ООО «Хиквижн»", "RU", "", "hikvision, family, possible name match"},
		{"浙江大华", "CN", "", "dahua, same entity, strong name match"},
		{"Hyter S.r.l.", "IT", "", ""},
		{"AO Kaspersky Lab", "RU", "", "kaspersky, same entity, strong name match"},
		{"Kaspersky Lab Italia srl", "IT", "", "kaspersky, family, possible name match"},
		{"Dahua Technology USA Inc.", "US", "2023-12-31", "dahua, family, possible name match"},
		{"Dahua Technology USA Inc.", "US", "2024-02-01", "dahua, brand, possible name match"},
		{"华为技术有限公司", "CN", "", "huawei, same entity, strong name match"},
		{"Huаwei Technologies Co., Ltd.", "CN", "", "huawei, same entity, possible name match"}, // with a Cyrillic а, which is said against it
		{"Dahua S.p.A.", "IT", "", "dahua, family, possible name match"},
		{"Drone Emotions S.r.l.", "IT", "", ""},
		{"ABUS Italia S.r.l.", "IT", "", ""},
		{"Honeywell S.r.l.", "IT", "", ""},
		{"SZ DJI Technology Co., Ltd. (г. Шэньчжэнь, КНР)", "", "", "dji, same entity, possible name match"},
		{"Huawei Technologies Co., Ltd. - Shenzhen (Cina)", "CN", "", "huawei, same entity, strong name match"},
		{"Huawei Technologies Co., Ltd. (Milan, Italy)", "", "", "huawei, family, possible name match"},
		{"ZTE Zrt.", "HU", "", "zte, family, possible name match"},
		{"Hangzhou Huacheng Network Tecnology Co. Ltd", "CN", "", "dahua, family, possible name match"}, // a listed company of the group, spelled otherwise
		{"Lorex Tecnology Inc", "CA", "2020-01-01", "dahua, family, possible name match"},
		{"Lorex Tecnology Inc", "CA", "2024-01-01", ""}, // sold
		{"Huacheng Network Hotel S.r.l.", "IT", "", ""},
		{"Dahua Technology Japan合同会社", "JP", "", "dahua, family, possible name match"},
		{"DJI (Hong Kong) Co., Limited", "HK", "", "dji, family, possible name match"},
		{"Zhejiang Uniview System Technology Co., Ltd.", "CN", "", "uniview, family, possible name match"},
		{"Xi'an Dahua Intelligent Technology Co., Ltd.", "CN", "", "dahua, family, possible name match"},
		{"Dahua Milano Ristorante S.r.l.", "IT", "", ""}, // its own words say what it deals in
		{"Gruppo IB S.r.l.", "IT", "", ""},               // the same words in another language
		{"Hangzhou Example Co., Ltd.", "CN", "", ""},
		{"S.r.l.", "IT", "", ""},
		{record.Person, "", "", ""},
		{"", "", "", ""},
	} {
		p := purchases.Purchase{ID: "p", Title: "Affidamento", Date: day(t, c.day), Suppliers: []purchases.Org{{Name: c.name, Country: c.country}}}
		matches := ix.ofPurchase(p)
		check(t, matches)
		var got []string
		for _, m := range matches {
			if m.Channel != "supplier" {
				t.Errorf("%s: channel %s", c.name, m.Channel)
			}
			if m.Certainty != "strong name match" && len(m.Against) == 0 {
				t.Errorf("%s: nothing against a %s", c.name, m.Certainty)
			}
			got = append(got, m.Vendor+", "+m.Relation+", "+m.Certainty)
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s (%s, %s): %q, want %q", c.name, c.country, c.day, got, c.want)
		}
	}
}

// TestReasons holds that a name is quoted as written, the list's beside it, and that what is hidden in it is said once.
func TestReasons(t *testing.T) {
	ix := embeddedIndex(t)
	for _, c := range []struct{ name, pro, against string }{
		{"ezviz", "the supplier's name, ezviz, is EZVIZ Inc. on the list, but for capitals and the legal form", ""},
		{"HIKVISION ITALY SRL", "the supplier's name, HIKVISION ITALY SRL, is Hikvision Italy S.r.l. on the list, but for capitals", ""},
		{"浙江大华", "the supplier's name, 浙江大华, stands on the list", ""},
		{"浙江大華", "the supplier's name, 浙江大華, stands on the list", ""},
		{"HUAWEI", "the supplier's name, HUAWEI, is Huawei on the list, but for capitals", ""},
		{"Hіkvision Italia S.r.l.", "", "one word mixes Latin letters with Cyrillic (U+0456)"},
	} {
		matches := ix.ofPurchase(purchases.Purchase{ID: "p", Suppliers: []purchases.Org{{Name: c.name}}})
		check(t, matches)
		if len(matches) == 0 || c.pro != "" && !slices.Contains(matches[0].For, c.pro) || c.against != "" && !slices.Contains(matches[0].Against, c.against) {
			t.Errorf("%s: %+v", c.name, matches)
		}
	}
}

// TestOnTheList holds that the sentence on a name says what differs from the list's, and nothing else.
func TestOnTheList(t *testing.T) {
	for _, c := range []struct{ name, listed, want string }{
		{"Esempiovision S.r.l.", "Esempiovision S.r.l.", "stands on the list"},
		{"ESEMPIOVISION  SRL", "Esempiovision S.r.l.", "is Esempiovision S.r.l. on the list, but for capitals"},
		{"Esempiovision", "Esempiovision S.r.l.", "is Esempiovision S.r.l. on the list, but for the legal form"},
		{"Esempio-Vision S.r.l.", "Esempio Vision Ltd", "is Esempio Vision Ltd on the list, but for punctuation and the legal form"},
		{"Esempiò Vision", "Esempio Vision", "is Esempio Vision on the list, but for accents"},
		{"Ｅsempio Vision", "Esempio Vision", "is Esempio Vision on the list, but for full-width or other forms of letters"},
		{"Esempio and Vision", "Esempio & Vision", "is Esempio & Vision on the list, but for how a word or a letter is written"},
		{"海康威視", "海康威视", "is 海康威视 on the list, but for traditional characters"},
		{"例子視股份有限公司", "例子视", "is 例子视 on the list, but for traditional characters and the legal form"},
		{"例子视有限公司", "例子视", "is 例子视 on the list, but for the legal form"},
		{"例子 视", "例子视", "is 例子视 on the list, but for spaces"},
	} {
		if a, b := orgname.Normal(c.name), orgname.Normal(c.listed); a != b && c.name != "例子 视" {
			t.Errorf("%s is %s, and %s is %s", c.name, a, c.listed, b)
		}
		if got := onTheList(c.name, "", c.listed); got != c.want {
			t.Errorf("%s: %s; want %s", c.name, got, c.want)
		}
	}
	if got := onTheList("Esempiovision", "what names a branch or office", "Esempiovision"); got != "is Esempiovision on the list, but for what names a branch or office" {
		t.Error(got)
	}
}

func TestBuyerIsNeverMatched(t *testing.T) {
	ix := embeddedIndex(t)
	p := purchases.Purchase{ID: "p", Title: "Acquisto sedie", Buyer: purchases.Org{Name: "Huawei Technologies Co., Ltd.", Country: "CN"}}
	if got := ix.ofPurchase(p); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	p = purchases.Purchase{ID: "p", Title: "DJI drone", Buyer: purchases.Org{Name: "Dienst Justitiële Inrichtingen (DJI)", Country: "NL"}}
	if got := ix.ofPurchase(p); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

// TestCards holds that a network card's block is a channel of its own, weaker than any other, and adds nothing to a maker that
// is named.
func TestCards(t *testing.T) {
	ix := embeddedIndex(t)
	for _, c := range []struct{ maker, card, want string }{
		{"", "Hangzhou Hikvision Digital Technology Co.,Ltd.", "hikvision, network card, possible name match"},
		{"ABUS", "Hangzhou Hikvision Digital Technology Co.,Ltd.", "hikvision, network card, possible name match"},
		{"Hikvision", "Hangzhou Hikvision Digital Technology Co.,Ltd.", "hikvision, device tag, names the brand"},
		{"", "Zhejiang Uniview Technologies Co., Ltd.", "uniview, network card, possible name match"},
		{"", "zte corporation", "zte, network card, possible name match"},
		{"", "SZ DJI TECHNOLOGY CO.,LTD", "dji, network card, possible name match"},
		{"", "Prama Hikvision India Private Limited", "hikvision, network card, possible name match"},
		{"", "", ""},
	} {
		var got []string
		for _, m := range ix.ofDevice(record.Device{ID: "d", Source: "inventory", Maker: c.maker, Card: c.card}) {
			got = append(got, m.Vendor+", "+m.Channel+", "+m.Certainty)
			if m.Channel == "network card" && !slices.Contains(m.Against, "the register names who had the card made, not who made the device") {
				t.Errorf("%+v: %v", c, m.Against)
			}
		}
		if strings.Join(slices.Compact(got), "; ") != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

func TestDevices(t *testing.T) {
	ix := embeddedIndex(t)
	for _, c := range []struct{ maker, model, mention, tag, want string }{
		{"Hikvision", "", "", "manufacturer", "hikvision, Hikvision, names the brand"},
		{"HikVision", "DS-2CD2146G2-ISU", "", "manufacturer", "hikvision, Hikvision, names the model"},
		{"Dahua Technology", "", "", "manufacturer", "dahua, Dahua, names the brand"},
		{"Dahua", "SD49225XA-HNR", "", "brand", "dahua, Dahua, names the model"},
		{"ZTE NetView", "", "", "manufacturer", "zte, ZTE NetView, names the brand"},
		{"ZTE", "", "", "manufacturer", "zte, ZTE, names the brand"},
		{"DJI", "", "", "manufacturer", "dji, DJI, names the brand"},
		{"", "", "https://www.hikvision.com/en/", "contact:webcam", "hikvision, Hikvision, names the brand"},
		{"", "", "Dahua", "name", "dahua, Dahua, names the brand"},
		{"Axis;Hikvision", "", "", "manufacturer", "hikvision, Hikvision, names the brand"},
		{"Axis", "Q6010-E", "", "manufacturer", ""},
		{"ABUS", "", "", "manufacturer", ""},
		{"ABUS", "IPCA34512A", "", "manufacturer", "hikvision, ABUS, names the model"},
		{"Honeywell", "HC30W", "", "manufacturer", ""},
		{"Hytera", "PD605", "", "manufacturer", "hytera, Hytera, names the brand; hytera, PD605, names the brand"},
		{"Motorola", "PD605", "", "manufacturer", ""},
		{"Canon", "HP705", "", "manufacturer", ""},
		{"", "", "DJI", "name", ""},
		{"", "", "Rue de la Phantom 3", "name", ""},
	} {
		d := record.Device{ID: "d", Source: "volunteer tag", Maker: c.maker, Model: c.model, Mention: c.mention, Tag: c.tag}
		matches := ix.ofDevice(d)
		check(t, matches)
		var got []string
		for _, m := range matches {
			got = append(got, m.Vendor+", "+m.Brand+", "+m.Certainty)
			if m.Holder != "" {
				t.Errorf("holder %q, though nobody is stated to operate the device", m.Holder)
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// TestOneMatch: several mentions in one subject are one match a vendor and brand; an item's line is read under its title.
func TestOneMatch(t *testing.T) {
	ix := embeddedIndex(t)
	p := purchases.Purchase{ID: "p", Title: "Assicurazione drone", Texts: []string{"DJI Mavic 2 drone", "drone DJI"}}
	got := ix.ofPurchase(p)
	if len(got) != 1 || got[0].Sense != possession || got[0].Certainty != "names the model" {
		t.Errorf("%+v", got)
	}
	p = purchases.Purchase{ID: "p", Title: "Fornitura drone DJI e batterie per drone DJI"}
	if got = ix.ofPurchase(p); len(got) != 1 || got[0].Sense != purchase {
		t.Errorf("%+v", got)
	}
	p = purchases.Purchase{ID: "p", Title: "Sostituzione telecamere Hikvision con telecamere Dahua"}
	if got = ix.ofPurchase(p); len(got) != 2 || got[0].Sense != removal || got[1].Sense != purchase {
		t.Errorf("%+v", got)
	}
}

func TestQuoteOfLongText(t *testing.T) {
	ix := embeddedIndex(t)
	filler := strings.Repeat("parole àccentate qualsiasi ", 40)
	got := inTitle(ix, filler+"acquisto telecamere Hikvision "+filler, nil)
	check(t, got)
	if len(got) != 1 || !strings.Contains(got[0].Quote, "acquisto telecamere Hikvision") {
		t.Errorf("%+v", got)
	}
}

// TestDerive holds the stage to its channels: a process speaks only where no purchase follows from it.
func TestDerive(t *testing.T) {
	ix := embeddedIndex(t)
	in := table.NewSet("", table.DefaultBudget, purchases.Table, record.Processes, record.Items, things.Table, record.Claims, record.VendorNames)
	in.SetList(index, ix.Index)
	in.SetList(exceptions.List, ix.known)
	in.SetList(rulings, ix.rulings)
	o := []source.Origin{{Digest: strings.Repeat("1", 64), Fragment: "row=2", Length: 9}}
	record.Processes.Add(in, record.Process{ID: "x", Title: "Acquisto telecamere Hikvision", Origins: o})
	things.Table.Add(in, things.Thing{ID: "t", Account: "d", Held: things.Recorder, Device: record.Device{ID: "d", Maker: "Dahua", Tag: "manufacturer", Origins: o}, Origins: o})
	channels := func() string {
		out := table.NewSet("", table.DefaultBudget, Table)
		if err := derive(in, out); err != nil {
			t.Fatal(err)
		}
		var got []string
		for m := range Table.In(out) {
			got = append(got, m.Vendor+" "+m.Channel)
			if len(m.Origins) != 1 {
				t.Errorf("origins of %+v", m)
			}
			if inferred := "the body is that of the recorder that lists the device among its channels; the device itself names none"; (m.Kind == "device") != slices.Contains(m.Against, inferred) {
				t.Errorf("against: %q", m.Against)
			}
		}
		return strings.Join(got, ", ")
	}
	if got := channels(); got != "hikvision tender text, dahua device tag" && got != "dahua device tag, hikvision tender text" {
		t.Error(got)
	}
	purchases.Table.Add(in, purchases.Purchase{ID: "p", Process: "x", Title: "Acquisto telecamere Hikvision", Origins: o})
	if got := channels(); got != "hikvision purchase text, dahua device tag" && got != "dahua device tag, hikvision purchase text" {
		t.Error(got)
	}
}

// TestClaims finds the vendor whom a claim is about by the whole of its name: a word inside another name is not enough, and a
// claim that says nothing about technology is not asked.
func TestClaims(t *testing.T) {
	ix := embeddedIndex(t)
	claim := func(subject string) record.Claim {
		return record.Claim{ID: "c", Kind: "use", Predicate: "used", Subject: subject, Place: "Palazzo", Basis: "named"}
	}
	for subject, want := range map[string]string{
		"Hikvision": "hikvision", "Hangzhou Hikvision Digital Technology Co., Ltd.": "hikvision", "海康威视": "hikvision", "Dahua": "dahua",
		"Friends of Hikvision": "", "Hangzhou Digital Technology": "", "": "",
	} {
		got := ""
		for _, m := range ix.ofClaim(claim(subject)) {
			got += m.Vendor
			if m.Kind != "claim" || m.Channel != "claim" || m.Thing == "" || m.Holder != "" || len(m.Against) == 0 {
				t.Errorf("%+v", m)
			}
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", subject, got, want)
		}
	}
	left := claim("Hikvision")
	left.Kind = "membership"
	if got := ix.ofClaim(left); got != nil {
		t.Errorf("a claim about membership: %+v", got)
	}
	if by := ix.ofClaim(record.Claim{Kind: "function", Function: "line crossing", Subject: "Hikvision", Basis: "it"}); len(by) != 1 || len(by[0].Against) != 2 {
		t.Errorf("a subject known by a reference: %+v", by)
	}
}

func FuzzFind(f *testing.F) {
	ix := embeddedIndex(f)
	for line := range strings.Lines(sentences) {
		f.Add(line)
	}
	f.Add("Hik\u200bvision ＤＪＩ ﬃ\x00\xff Kaspersky\u0301")
	f.Fuzz(func(t *testing.T, s string) {
		check(t, inTitle(ix, s, nil))
		ix.ofPurchase(purchases.Purchase{Suppliers: []purchases.Org{{Name: s}}})
	})
}

func BenchmarkFind(b *testing.B) {
	ix := embeddedIndex(b)
	n := 0
	for b.Loop() {
		for line := range strings.Lines(sentences) {
			n += len(inTitle(ix, line, nil))
		}
	}
	b.SetBytes(int64(len(sentences)))
}
