package claim

import "testing"

func TestTranslatedFrom(t *testing.T) {
	for passage, want := range map[string]string{
		"Translated from Italian by a machine.":              "it",
		"Machine translation from the original German":       "de",
		"Articolo tradotto dall'inglese":                     "en",
		"Traduzione dal cinese a cura della redazione":       "zh",
		"Translated from a text that nobody has seen":        "",
		"Traduzione automatica":                              "",
		"The devices were moved from Italian police offices": "",
	} {
		if got := translatedFrom(passage); got != want {
			t.Errorf("%q: %q, want %q", passage, got, want)
		}
	}
}
