package matches

import (
	_ "embed"
	"regexp"
	"strings"
	"testing"
)

//go:embed testdata/sentences.tsv
var sentences string

var dated = regexp.MustCompile(`\b\d{4}-\d\d-\d\d$`)

// TestSentences reads invented sentences of the kinds that real lots are made of: a vendor and the sense, or nothing.
func TestSentences(t *testing.T) {
	ix := embeddedIndex(t)
	strangers, found := 0, 0
	for line := range strings.Lines(sentences) {
		want, text, _ := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		d := dated.FindString(want) + dated.FindString(text)
		want = strings.TrimSpace(dated.ReplaceAllString(want, ""))
		matches := inTitle(ix, text, day(t, d))
		check(t, matches)
		var got []string
		for _, m := range matches {
			got = append(got, m.Vendor+" "+m.Sense)
		}
		if want == "" {
			strangers++
		} else {
			found++
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%s\n\tgot %q, want %q\n\t%+v", text, got, want, matches)
		}
	}
	if strangers < 60 || found+strangers < 120 {
		t.Errorf("%d found, %d strangers: too few to mean anything", found, strangers)
	}
}
