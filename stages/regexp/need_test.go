package regexp

import (
	"regexp"
	"strings"
	"testing"
)

// expressions are of all kinds that the program has.
var expressions = []string{
	`(?i)\bframework\b`, `(?i)call[- ]*off|competition|via`, `(?i)^\W*(?:accord[oi] quadro|accords?[- ]cadres?)(?:\PL|$)|\bframework agreements?\W*$`,
	`(?i)ένωση|κοινοπραξία|обединение`, `(?i)\br\.?t\.?[ip]\b`, `(?i)adesione (?:ad?|al) (?:[^\s,]+ ){0,3}?(?:accord[oi] quadro|convenzion[ei])`,
	`Kiss(?:es)?`, `(?i)kiss`, `(?i)\bde (?:la )?clé\b`, `(?:abc){2,}`, `(?:abc){0,2}d`, `(?i)pubblica|privata|ß`, `^only here`, `a*`, `(?i)strasse|straße`,
}

// FuzzNeeds compares with the library: words looked for first change nothing.
func FuzzNeeds(f *testing.F) {
	for _, s := range []string{"A Framework for all", "CALL -OFF", "call", "Accordi Quadro", "ΈΝΩΣΗ", "r.t.i. Rossi", "in adesione al primo accordo quadro", "Ki\u017fs", "\u212aiss", "KISSES",
		"DE LA CLÉ", "abcabc", "abcd", "PUBBLICA \xff", "only here", "STRASSE", "stra\u017fse", "frame\u200bwork", "vi", "fram", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, expr := range expressions {
			of, ours := regexp.MustCompile(expr), MustCompile(expr)
			if got, want := ours.MatchString(s), of.MatchString(s); got != want {
				t.Errorf("%s in %q: %v, and the library says %v", expr, s, got, want)
			}
			if got, want := ours.ReplaceAllString(s, "-"), of.ReplaceAllString(s, "-"); got != want {
				t.Errorf("%s in %q: %q, and the library gives %q", expr, s, got, want)
			}
			if got, want := len(ours.FindAllStringIndex(s, -1)), len(of.FindAllStringIndex(s, -1)); got != want {
				t.Errorf("%s in %q: found %d times, and by the library %d", expr, s, got, want)
			}
			folded := Fold(s)
			for _, list := range Needs(expr) {
				if of.MatchString(s) && !holds(folded, list) {
					t.Errorf("%s matches %q, which has none of %q", expr, s, list)
				}
			}
		}
	})
}

func holds(text string, any []string) bool {
	for _, w := range any {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// TestNeeds shows that most expressions with words need them, which is what is gained.
func TestNeeds(t *testing.T) {
	for expr, needs := range map[string]bool{`(?i)\bframework\b`: true, `(?i)call[- ]*off|via`: true, `(?i)\br\.?t\.?[ip]\b`: false, `^only here`: false, `(?i)ένωση`: false, `(?:abc)+`: true} {
		if got := MustCompile(expr).get().words != nil; got != needs {
			t.Errorf("%s: words are looked for first: %v", expr, got)
		}
	}
	if Any(MustCompile("abc"), MustCompile("(?i)xyz"))("nothing of that") {
		t.Error("a text without words may fit")
	}
}
