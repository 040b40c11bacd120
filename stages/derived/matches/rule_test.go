package matches

import (
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/stages/decision"
	"github.com/perimeter-data/perimeter/stages/derived/edges"
	"github.com/perimeter-data/perimeter/stages/derived/exceptions"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/derived/vendorlistings"
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

// TestNumbers holds that a number on a public list is asked before the name, that a name which disagrees with it takes its
// certainty away, and that a number with a wrong check digit is none.
func TestNumbers(t *testing.T) {
	s := embeddedIndex(t)
	s.numbered["CN-USCC:91110000A71CDNUD24"] = []vendorlistings.VendorListing{{Vendor: "hikvision", Relation: "same entity", NamedAs: "Hangzhou Hikvision Digital Technology Co., Ltd.", Title: "a list"}}
	ref := func(name, code string) record.Ref {
		return record.Ref{Name: name, Scheme: "CN-USCC", Identifier: code, Country: "CN", Person: "no", Public: "no"}
	}
	for _, c := range []struct{ name, code, want string }{
		{"Hikvision Digital", "91110000A71CDNUD24", "hikvision same entity identifier match"},
		{"Chairs and Tables Ltd", "91110000A71CDNUD24", "hikvision same entity possible name match"},
		{"Chairs and Tables Ltd", "911100008JWPGYAMYC", ""},
	} {
		got := ""
		for _, m := range s.ofPurchase(purchases.Purchase{ID: "p", Suppliers: []purchases.Org{purchases.OrgOf(ref(c.name, c.code), exceptions.Exceptions{})}}) {
			got += strings.Join([]string{m.Vendor, m.Relation, m.Certainty}, " ")
		}
		if got != c.want {
			t.Errorf("%s %s: %q, want %q", c.name, c.code, got, c.want)
		}
	}
}
