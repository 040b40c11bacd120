package policy

import (
	"slices"
	"strings"
	"testing"
)

// FuzzCompile holds that whatever stands for a condition is refused or decided, the same each time, and that one fact more known
// never makes what was decided unknown.
func FuzzCompile(f *testing.F) {
	for _, s := range []string{"vendor == 'zte'", "date >= '2022-04-26' && 'us-ndaa-889' in measures", "functions.exists(f, f.endsWith(': enabled'))", "vendor == 'zte' && unknown('x')",
		"!(in_force == 'yes') || grade in ['A']", "measures.all(m, measures.exists(n, n == m))", "((((((", "vendor.matches('(a+)+$')", "size(measures) > 1", "1/0 == 1", "'a' + vendor == vendor"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := Compile(s)
		if err != nil {
			if err.Error() == "" {
				t.Errorf("%q is refused without a word", s)
			}
			return
		}
		known := Facts{"vendor": "zte", "body_country": "IT", "date": "2022-05-01", "measures": []string{"us-ndaa-889", "it-acn"}, "grade": "B", "functions": []string{"face recognition: enabled"}}
		for _, facts := range []Facts{{}, known} {
			o, missing, err := c.Decide(facts)
			o2, missing2, err2 := c.Decide(facts)
			if o != o2 || !slices.Equal(missing, missing2) || (err == nil) != (err2 == nil) {
				t.Errorf("%q: %s %q %v, then %s %q %v", s, o, missing, err, o2, missing2, err2)
			}
			if err == nil && (o == Unknown) != (len(missing) > 0) {
				t.Errorf("%q: %s, and what is missing is %q", s, o, missing)
			}
			for _, m := range missing {
				if _, ok := facts[m]; ok || strings.TrimSpace(m) == "" && !strings.Contains(s, "unknown") {
					t.Errorf("%q misses %q, which is known", s, m)
				}
			}
		}
	})
}
