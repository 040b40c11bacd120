package matches

import (
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/decision"
	"github.com/perimeter-data/perimeter/stages/derived/edges"
	"github.com/perimeter-data/perimeter/stages/derived/exceptions"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/record"
)

// TestDecisions holds that what people decided goes before what names say, is said, and is the only thing that it changes.
func TestDecisions(t *testing.T) {
	ix := embeddedIndex(t).Index
	number := record.Ref{Name: "Alder S.r.l.", Scheme: "IT-CF", Identifier: "00999000011", Country: "IT", Person: "no", Public: "no"}
	for _, c := range []struct {
		decision record.Decision
		ref      record.Ref
		title    string
		want     string // vendor, relation, certainty, channel
	}{
		{record.Decision{LeftName: "DAHUA SPA", Right: "dahua", Verdict: "not"}, record.Ref{Name: "Dahua S.p.A.", Country: "IT"}, "", "dahua none decided by a person supplier"},
		{record.Decision{LeftName: "DAHUA IBERIA", RightName: "Dahua", Verdict: "family"}, record.Ref{Name: "Dahua Iberia S.L.", Country: "ES"}, "", "dahua family decided by a person supplier"},
		{record.Decision{LeftName: "DAHUA SPA", Right: "dahua", Verdict: "different"}, record.Ref{Name: "Dahua S.p.A.", Country: "IT"}, "", "dahua family possible name match supplier"},
		{record.Decision{LeftName: "Dahua Iberia", Right: "dahua", Verdict: "different"}, record.Ref{Name: "Dahua Iberia S.L.", Country: "ES"}, "", "dahua family possible name match supplier"},
		{record.Decision{LeftName: "Zhejiang Dahua Technology", Right: "dahua", Verdict: "different"}, record.Ref{Name: "Zhejiang Dahua Technology Co., Ltd.", Country: "CN"}, "", "dahua none decided by a person supplier"},
		{record.Decision{LeftName: "DAHUA SPA", Right: "dahua", Verdict: "same"}, record.Ref{Name: "Dahua S.p.A.", Country: "IT"}, "", "dahua same entity decided by a person supplier"},
		{record.Decision{Left: "IT-CF:00999000011", Right: "hikvision", Verdict: "family"}, number, "", "hikvision family decided by a person supplier"},
		{record.Decision{Left: edges.ID(number), Right: "hikvision", Verdict: "rebrand"}, number, "", "hikvision rebrand decided by a person supplier"},
		{record.Decision{LeftName: "Alder", Right: "hikvision", Verdict: "brand"}, number, "", "hikvision brand decided by a person supplier"},
		{record.Decision{LeftName: "Alder", Right: "hikvision", Verdict: "not"}, number, "", ""},
		{record.Decision{LeftName: "Birch", Right: "hikvision", Verdict: "family"}, number, "", ""},
		{record.Decision{Left: "p", Right: "dji", Verdict: "not"}, number, "Drone DJI Mavic", "dji none decided by a person purchase text"},
		{record.Decision{Left: "another", Right: "dji", Verdict: "not"}, number, "Drone DJI Mavic", "dji brand names the model purchase text"},
	} {
		c.decision.ID, c.decision.Why = "e1", "a test"
		s := deciding(t, ix, c.decision)
		got := s.ofPurchase(purchases.Purchase{ID: "p", Title: c.title, Suppliers: []purchases.Org{purchases.OrgOf(c.ref, exceptions.Exceptions{})}})
		var words []string
		for _, m := range got {
			words = append(words, strings.Join([]string{m.Vendor, m.Relation, m.Certainty, m.Channel}, " "))
			reason := decision.Reason(c.decision)
			if m.Certainty == decision.Certainty && (m.Decision != "e1" || !slices.Contains(append(m.For, m.Against...), reason)) {
				t.Errorf("%s: the decision is not said: %+v", reason, m)
			}
		}
		if strings.Join(words, "; ") != c.want || s.err != nil {
			t.Errorf("%s: %q, want %q (%v)", decision.Words(c.decision), words, c.want, s.err)
		}
	}
}

// TestNumbers holds that a number that the lists give a vendor is asked before the name, that a name which disagrees with it takes
// its certainty away, as does another vendor of the same number, and that a number with a wrong check digit is none.
func TestNumbers(t *testing.T) {
	s := embeddedIndex(t)
	s.numbered["CN-USCC:91110000A71CDNUD24"] = []numbered{{"hikvision", "same entity", "Hangzhou Hikvision Digital Technology Co., Ltd.", "on a public list (a list)", "l"}}
	twice := indexWith(t, func(lists *table.Set) {
		record.Vendors.Add(lists, record.Vendor{ID: "esempio", Name: "Esempio", Legal: "Esempio Ltd", Scheme: "CN-USCC", Identifier: "91330000727215176K", Source: "a source"})
	})
	beside := indexWith(t, func(lists *table.Set) {
		record.Vendors.Add(lists, record.Vendor{ID: "esempio", Name: "Esempio", Legal: "Esempio Ltd", Scheme: "CN-USCC", Identifier: "91110000A71CDNUD24", Source: "a source"})
	})
	wrong := indexWith(t, func(lists *table.Set) {
		record.Vendors.Add(lists, record.Vendor{ID: "esempio", Name: "Esempio", Legal: "Esempio Ltd", Scheme: "CN-USCC", Identifier: "911100008JWPGYAMYC", Source: "a source"})
	})
	for _, c := range []struct {
		s                  *search
		name, scheme, code string
		want, pro, against string
	}{
		{s, "Hikvision Digital", "CN-USCC", "91110000A71CDNUD24", "hikvision same entity identifier match", "on a public list (a list)", ""},
		{s, "Chairs and Tables Ltd", "CN-USCC", "91110000A71CDNUD24", "hikvision same entity possible name match", "", "disagrees"},
		{s, "Chairs and Tables Ltd", "CN-USCC", "911100008JWPGYAMYC", "", "", ""},
		{s, "Dahua Technology", "CN-USCC", "91330000727215176K", "dahua same entity identifier match", "in the list of vendors (source: Public Law 115-232", ""},
		{s, "浙江大华", "CN-USCC", " 9133 0000 7272 15176k ", "dahua same entity identifier match", "as generally given", ""},
		{s, "", "CN-USCC", "91330000727215176K", "dahua same entity identifier match", "91330000727215176K is that of", ""},
		{s, "Some Trading Name Ltd", "CN-USCC", "91330000727215176K", "dahua same entity possible name match", "in the list of vendors", "disagrees"},
		{s, "Some Trading Name Ltd", "CN-USCC", "91330000727215176L", "", "", ""},
		{s, "Some Trading Name Ltd", "IT-CF", "91330000727215176K", "", "", ""},
		{s, "Some Trading Name Ltd", "", "91330000727215176K", "", "", ""},
		{s, "Some Trading Name Ltd", "CN-USCC", "000000000000000000", "", "", ""},
		{s, "Some Trading Name Ltd", "CN-USCC", "", "", "", ""},
		{s, "Kaspersky", "RU-OGRN", "1027739867473", "kaspersky same entity identifier match", "1027739867473", ""},
		{twice, "Dahua Technology", "CN-USCC", "91330000727215176K", "dahua same entity possible name match; esempio same entity possible name match", "", "the lists give it to several vendors"},
		{beside, "Dahua Technology", "CN-USCC", "91330000727215176K", "dahua same entity identifier match", "", ""},
		{wrong, "Chairs and Tables Ltd", "CN-USCC", "911100008JWPGYAMYC", "", "", ""},
	} {
		var got []string
		ref := record.Ref{Name: c.name, Scheme: c.scheme, Identifier: c.code, Country: "CN", Person: "no", Public: "no"}
		matches := c.s.ofPurchase(purchases.Purchase{ID: "p", Suppliers: []purchases.Org{purchases.OrgOf(ref, exceptions.Exceptions{})}})
		check(t, matches)
		for _, m := range matches {
			got = append(got, strings.Join([]string{m.Vendor, m.Relation, m.Certainty}, " "))
			if pro, against := strings.Join(m.For, "; "), strings.Join(m.Against, "; "); !strings.Contains(pro, c.pro) || !strings.Contains(against, c.against) || c.against == "" && against != "" {
				t.Errorf("%s %s: for %q, against %q", c.name, c.code, pro, against)
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s %s: %q, want %q", c.name, c.code, got, c.want)
		}
	}
}
