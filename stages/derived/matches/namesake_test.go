package matches

import (
	_ "embed"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/stages/derived/purchases"
)

//go:embed testdata/namesakes.tsv
var namesakes string

// TestNamesakes reads invented names and texts of other trades, in which a brand's word is the name of a hotel, a bank or a school, and
// texts in which such bodies buy what the vendor makes: which vendor is named, none, or with a question mark perhaps.
func TestNamesakes(t *testing.T) {
	ix := embeddedIndex(t)
	none, some := 0, 0
	for line := range strings.Lines(namesakes) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		want, kind, words := f[0], f[1], f[2]
		matches := ix.ofPurchase(asCase(kind, words))
		check(t, matches)
		got := ""
		for _, m := range matches {
			sure := kind == "name" || m.Certainty != "possible name match"
			if got = m.Vendor; !sure {
				got += "?"
				if !strings.Contains(strings.Join(m.Against, "; "), "a word of another trade") {
					t.Errorf("%s: it is not said why it may be another body's name: %q", words, m.Against)
				}
			}
			if got == want {
				break
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", words, got, want)
		}
		if want == "" {
			none++
		} else {
			some++
		}
	}
	if none < 140 || some < 80 {
		t.Errorf("%d of no vendor, %d of one: too few to mean anything", none, some)
	}
}

// TestBeside holds that a number which says too little alone is a vendor's beside a brand that is one there: not beside a word that
// needs its trade and has it not, nor beside the name of another body.
func TestBeside(t *testing.T) {
	ix := embeddedIndex(t)
	for _, c := range []struct{ supplier, title, want string }{
		{"", "Dahua NVR4104-4K", "dahua"},
		{"Dahua Technology Italy S.r.l.", "Registratore NVR4104-4K", "dahua"},
		{"", "UNV IPC3611SR3", "uniview"},
		{"", "Telecamere UNV per il parco: modello IPC3611SR3", "uniview"},
		{"", "UNV catalogue: IPC3611SR3", ""},
		{"UNV Consulting S.r.l.", "Registratore NVR301-04S3-P4", ""},
		{"CloudEngine GmbH", "Firewall USG6000-X", ""},
		{"Smartax Consulting Ltd", "AP1050DN", ""},
		{"IdeaHub S.r.l.", "Inverter SUN2000-10K", ""},
		{"Espace 7950 SARL", "Routeur AR1220", ""},
		{"", "ZTE Zrt. football team, ZXD10", ""},
		{"", "Darkfighter libro; DS-I450L", ""},
		{"Hotel Dahua S.r.l.", "Registratore NVR4104-4K", ""},
	} {
		p := purchases.Purchase{ID: "p", Title: c.title, Buyer: purchases.Org{ID: "b", Name: "Comune di Esempio"}}
		if c.supplier != "" {
			p.Suppliers = []purchases.Org{{ID: "s", Name: c.supplier}}
		}
		got := ""
		for _, m := range ix.ofPurchase(p) {
			if m.Channel == "purchase text" {
				got = m.Vendor
			}
		}
		if got != c.want {
			t.Errorf("%s, %s: %q, want %q", c.supplier, c.title, got, c.want)
		}
	}
}
