package record

import (
	"strings"
	"testing"
)

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
		for _, line := range functionLines() {
			if line.re.MatchString(s) && !anyFunction()(s) {
				t.Errorf("%q fits %s and is passed over", s, line.re)
			}
		}
	})
}
