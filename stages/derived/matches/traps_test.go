package matches

import (
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/stages/derived/purchases"
)

// TestTraps holds what was seen in procurement texts of many countries: letters of a vendor's name inside other words, other
// things of the same name, words that somebody glued together, and product lines without their maker.
func TestTraps(t *testing.T) {
	ix := embeddedIndex(t)
	for text, want := range map[string]string{
		"Dostawa aplikatorów do brachyterapii":           "",
		"Lodging for a delegation from Changzhou":        "",
		"Ertüchtigung wie in den letzten Jahren":         "",
		"Közétkeztetési szolgáltatás":                    "",
		"Taglio di aree boschive e boschiva pulizia":     "",
		"Onderhoud te 's-Hertogenbosch":                  "",
		"Taxis for pupils, praxis of the district":       "",
		"Beveiliging voor DJI, zie www.dji.nl":           "",
		"Mission of experts to Djibouti (DJI)":           "",
		"«Dji Es Em Stvoudia» LLC: printing":             "",
		"Renewal of KasperskyEndpoint for 20 seats":      "kaspersky",
		"Installation of Hikvision CCTVrnwith recorders": "hikvision",
		"Acquisto drone MAVIC2 per la polizia locale":    "dji",
		"Acquisto drone Phantom 3 per rilievi":           "dji",
		"Telecamere Hik Vision per il parcheggio":        "hikvision",
		"Upgrade of ZTE NetView cameras":                 "zte",
	} {
		got := inTitle(ix, text, nil)
		check(t, got)
		var vendors []string
		for _, m := range got {
			vendors = append(vendors, m.Vendor)
		}
		slices.Sort(vendors)
		if s := strings.Join(slices.Compact(vendors), " "); s != want {
			t.Errorf("%q: %q, want %q", text, s, want)
		}
	}
}

// TestMentionIsNoPurchase holds that a text that names a brand for what a body has, or insures, buys none of it.
func TestMentionIsNoPurchase(t *testing.T) {
	ix := embeddedIndex(t)
	for text, want := range map[string]string{
		"Acquisto caricabatterie per telefoni Huawei in dotazione": "possession",
		"Polizza assicurativa per drone DJI Inspire":               "possession",
		"Acquisto licenze Kaspersky":                               "purchase",
	} {
		for _, m := range ix.ofPurchase(purchases.Purchase{ID: "p", Title: text, Buyer: purchases.Org{ID: "b", Name: "Comune di Esempio"}}) {
			if !strings.HasPrefix(m.Sense, want) {
				t.Errorf("%q: sense %q, want %s", text, m.Sense, want)
			}
		}
	}
}
