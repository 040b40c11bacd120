package deployments

import (
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// TestClaimedInBoth holds that the Italian wording of a claim says no less, and nothing else, than the English one: by whom a
// thing is used, to whom it is supplied, and its date; the words of the text, which may be of another language, are quoted.
func TestClaimedInBoth(t *testing.T) {
	for _, c := range []struct {
		claim  record.Claim
		en, it string
	}{
		{record.Claim{Kind: "use", Predicate: "used", Object: "the Ministry", Date: "May", DateOf: "report"}, ", by “the Ministry” (its date: “May”, that of the report).", ", da parte di “the Ministry” (la sua data: “May”, quella del resoconto)."},
		{record.Claim{Kind: "supply", Predicate: "supplied", Object: "the Ministry"}, ", for “the Ministry”.", ", per “the Ministry”."},
		{record.Claim{Kind: "supply", Predicate: "supplied", Thing: "cameras", Object: "the Ministry", Speaker: record.Speaker{Role: "deputy", Affiliation: "Party"}},
			"A text reports as the words of deputy (Party) that V supplied “cameras”", "Un testo riporta come parole di deputy (Party) che V ha fornito: “cameras”"},
	} {
		d := &Deployment{Vendor: "v", VendorName: "V", Relation: "same entity"}
		if en := claimed(d, c.claim, english); !strings.Contains(en, c.en) {
			t.Errorf("%q lacks %q", en, c.en)
		}
		if it := claimed(d, c.claim, italian); !strings.Contains(it, c.it) {
			t.Errorf("%q lacks %q", it, c.it)
		}
	}
}

// Only a map has tags, and only what watches a place sees anything there.
func TestWordsOfTheirSource(t *testing.T) {
	day := table.Date(100)
	for kind, tagged := range map[string]bool{"volunteer tag": true, "inventory": false, "configuration": false, "scan": false} {
		g := &member{Deployment: Deployment{VendorName: "V", Relation: "same entity", Source: kind, Devices: 2, Seen: &day, Origins: []source.Origin{{}}}, found: []string{"V"}}
		for in, words := range map[*tongue][2]string{english: {"tag", "there"}, italian: {"etichett", "sul posto"}} {
			got := wording(g, in)
			if tag := strings.Contains(strings.ToLower(got), words[0]); tag != tagged {
				t.Errorf("%s: %s", kind, got)
			}
			if kind == "configuration" && strings.Contains(got, words[1]) {
				t.Errorf("%s: %s", kind, got)
			}
		}
	}
}

// What is only like a vendor's name is not said to name the vendor.
func TestAlikeIsNotNamed(t *testing.T) {
	g := &member{Deployment: Deployment{VendorName: "Hikvision", Relation: "same entity", Source: "inventory", Devices: 2, Origins: []source.Origin{{}}}, found: []string{"Hikvison"}, maker: true, alike: true}
	for in, want := range map[*tongue]string{
		english: "An inventory names what resembles the name of Hikvision as maker of 2 devices (written “Hikvison”)",
		italian: "Un inventario nomina ciò che somiglia al nome di Hikvision come produttore di 2 dispositivi (scritto “Hikvison”)",
	} {
		if got := wording(g, in); !strings.HasPrefix(got, want) {
			t.Errorf("%s does not begin with %s", got, want)
		}
	}
	g.card = true
	if got := wording(g, english); strings.Contains(got, "resembles") {
		t.Errorf("a registered block is no likeness: %s", got)
	}
}
