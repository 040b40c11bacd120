package capabilities

import (
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/stages/derived/matches"
)

// TestBeside holds that a text gives a function to a vendor's thing only where the words between the two say so.
func TestBeside(t *testing.T) {
	for quote, want := range map[string]string{
		"Fornitura telecamere *Hikvision* con riconoscimento facciale":                                                     "face recognition",
		"Fornitura di telecamere *Hikvision* DS-2CD4 dotate di lettura targhe, conteggio persone e rilevamento intrusioni": "intrusion, people counting, plate recognition",
		"Acquisto telecamere lettura targhe *Hikvision*":                                                                   "plate recognition",
		"Acquisto software di riconoscimento facciale a marchio *Dahua*":                                                   "face recognition",
		"40 *Hikvision* cameras with line crossing detection":                                                              "line crossing",
		"Supply of *Dahua* cameras for licence plate recognition in the harbour":                                           "plate recognition",
		"Fornitura telecamere *Hikvision* senza riconoscimento facciale":                                                   "",
		"Fornitura telecamere *Hikvision* e software Alfa con riconoscimento facciale":                                     "",
		"Telecamere *Hikvision*, varchi Alfa con lettura targhe":                                                           "",
		"Telecamere *Hikvision*. Sistema con lettura targhe":                                                               "",
		"Sistema di lettura targhe e telecamere *Hikvision*":                                                               "",
		"Telecamere *Hikvision* oltre a un sistema per la lettura targhe":                                                  "",
		"Manutenzione telecamere *Hikvision* con lettura targhe":                                                           "",
		"Riconoscimento facciale: corso. Acquisto di telecamere *Hikvision*":                                               "",
		"Telecamere *Hikvision* compatibili, il riconoscimento facciale è di un altro":                                     "",
	} {
		before, rest, _ := strings.Cut(quote, "*")
		found, after, _ := strings.Cut(rest, "*")
		start := int64(len([]rune(before)))
		m := matches.Match{Kind: "purchase", Channel: "purchase text", Sense: "purchase", Quote: before + found + after, Start: start, End: start + int64(len([]rune(found)))}
		if got := strings.Join(beside(m), ", "); got != want {
			t.Errorf("%s: %q, want %q", quote, got, want)
		}
		m.Sense = "possession implied"
		if len(beside(m)) > 0 {
			t.Errorf("%s: an insurance buys no function", quote)
		}
	}
}
