package purchases

import (
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// TestSpan says from when to when several contracts run: a day that one of them does not give is not known of all, in whatever
// order they come.
func TestSpan(t *testing.T) {
	day := func(s string) *table.Date {
		if s == "?" {
			return nil
		}
		d, err := table.ParseDate("2020-01-" + s)
		if err != nil {
			t.Fatal(err)
		}
		return &d
	}
	text := func(d *table.Date) string {
		if d == nil {
			return "?"
		}
		return strings.TrimPrefix(d.String(), "2020-01-")
	}
	for contracts, want := range map[string]string{
		"01-10":             "01-10",
		"01-10 05-20":       "01-20",
		"05-20 01-10":       "01-20",
		"?-? 05-20":         "?-?",
		"05-20 ?-?":         "?-?",
		"01-? 05-20":        "01-?",
		"?-10 05-20":        "?-20",
		"05-20 ?-10 01-15":  "?-20",
		"05-10 01-? 03-20":  "01-?",
		"?-10 05-20 01-15":  "?-20",
		"02-05 02-05 02-05": "02-05",
	} {
		var all []record.Contract
		for _, c := range strings.Fields(contracts) {
			from, to, _ := strings.Cut(c, "-")
			all = append(all, record.Contract{From: day(from), To: day(to)})
		}
		from, to := span(all)
		if got := text(from) + "-" + text(to); got != want {
			t.Errorf("%s: %s, want %s", contracts, got, want)
		}
	}
}
