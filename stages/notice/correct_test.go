package notice

import (
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/table"
)

// TestCorrectedDays says which days of an award a replacement may be about: of an award all, of the object only when the
// contract runs, of anything else none.
func TestCorrectedDays(t *testing.T) {
	on := func(s string) *table.Date {
		d, err := table.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return &d
	}
	names := []string{"from", "to", "decided", "signed"}
	for _, c := range []struct{ of, day, want string }{
		{OfAward, "2020-01-01", "from"},
		{OfAward, "2020-01-02", "to"},
		{OfAward, "2020-01-03", "decided"},
		{OfAward, "2020-01-04", "signed"},
		{OfAward, "2020-01-05", ""},
		{OfObject, "2020-01-01", "from"},
		{OfObject, "2020-01-02", "to"},
		{OfObject, "2020-01-03", ""},
		{OfObject, "2020-01-04", ""},
		{"", "2020-01-01", ""},
	} {
		w := Award{From: on("2020-01-01"), To: on("2020-01-02"), Decided: on("2020-01-03"), Contracts: []Contract{{Signed: on("2020-01-04")}}}
		var fit []string
		for _, d := range (Fix{Of: c.of, OldDay: on(c.day), NewDay: on("2021-01-01")}).days(&w) {
			for i, day := range []**table.Date{&w.From, &w.To, &w.Decided, &w.Contracts[0].Signed} {
				if d == day {
					fit = append(fit, names[i])
				}
			}
		}
		if got := strings.Join(fit, " "); got != c.want {
			t.Errorf("of %q, %s may be %q, want %q", c.of, c.day, got, c.want)
		}
	}
}
