package record

import (
	"strings"
	"testing"
	"unicode"
)

// TestFunctionsNeeded holds every line to texts that it needs, in which each letter folds as the expression folds it.
func TestFunctionsNeeded(t *testing.T) {
	for _, f := range functionLines() {
		if shortest(f.any) < 3 {
			t.Errorf("%s: %s needs %q: too little to be looked for first", f.name, f.re, f.any)
		}
		for _, text := range f.any {
			for _, r := range text {
				for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
					if lowered(string(other)) != string(r) {
						t.Errorf("%q folds to %q and not to %q, as %s takes it", other, lowered(string(other)), r, f.re)
					}
				}
			}
		}
	}
}

// FuzzFunctionMentions looks for words first and finds what the expressions alone find.
func FuzzFunctionMentions(f *testing.F) {
	for _, s := range []string{"Telecamere con riconoscimento facciale e lettura targhe", "FACE-RECOGNITION", "line cros\u017fing", "Body Temperature Mea\u017furement",
		"lic\u212aence plate reading", "ascolto \xffaudio", "people counting, conteggio persone", "behavior analysis; ANALISI COMPORTAMENTALE", "detecting any Uyghurs",
		"riconoscere un'etnia", "recognition functionality", "attraversamento di una linea", "tv"} {
		f.Add(s)
	}
	for line := range strings.Lines(functionsFile) { // texts near to what the lines fit
		f.Add(strings.NewReplacer("(?:", "", ")", "", "?", "", "|", " ").Replace(line))
	}
	f.Fuzz(func(t *testing.T, s string) {
		lower := lowered(s)
		for _, line := range functionLines() {
			if line.re.MatchString(s) && !line.mayFit(lower) {
				t.Errorf("%q fits %s and is passed over", s, line.re)
			}
			if line.re.MatchString(s) && !functionOpenings().in(lower) {
				t.Errorf("%q fits %s and has no opening", s, line.re)
			}
		}
	})
}
