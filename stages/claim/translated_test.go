package claim

import (
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages/record"
)

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

// TestTranslatedByMachine holds that the tag of a page's language tells a translation by a machine.
func TestTranslatedByMachine(t *testing.T) {
	for tag, want := range map[string]string{"en-x-mtfrom-it": "it", " en-GB-x-mtfrom-de ": "de", "en": "", "en-GB": "", "it-x-private": "", "": ""} {
		if got := byMachine(tag); got != want {
			t.Errorf("%q is from %q, want %q", tag, got, want)
		}
	}
	page := func(tag string) record.Text {
		body := `<html lang="` + tag + `"><head><title>Cameras of Lynxeye</title></head><body><article><p>The ministry uses cameras of Lynxeye.</p></article></body></html>`
		var list []source.Passage
		for p, err := range source.HTML(&source.Document{Digest: "d", Body: strings.NewReader(body)}) {
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, p)
		}
		return newArticle(Head{Format: "article"}, list).text
	}
	if x := page("en-x-mtfrom-it"); x.Translated != "yes" || x.From != "it" || x.Language != "en" {
		t.Errorf("a page that a machine translated: %+v", x)
	}
	if x := page("en"); x.Translated != "unknown" {
		t.Errorf("a page that says nothing of it: %+v", x)
	}
}
