package ocds

import (
	"testing"
	"time"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// The short ways of day and moment are held to the long ones, which say what they mean.

func longDay(s string) string {
	if len(s) < 10 || len(s) > 10 && s[10] != 'T' && s[10] != 't' && s[10] != ' ' && s[10] != 'Z' && s[10] != 'z' && s[10] != '+' && s[10] != '-' {
		return ""
	}
	d, err := table.ParseDate(s[:10])
	if err != nil || !record.ContractYears.Has(d) {
		return ""
	}
	return d.String()
}

func longMoment(s string) string {
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil && plausible(t.Year()) {
			return t.UTC().Format("2006-01-02T15:04:05.000000000Z")
		}
	}
	if d := longDay(s); d != "" {
		return d + "T00:00:00.000000000Z"
	}
	return ""
}

func FuzzMoment(f *testing.F) {
	for _, s := range []string{"", "2024-02-29", "2023-02-29", "2023-02-29T10:00:00Z", "2024-02-30T00:00:00Z", "2024-12-31T23:59:59Z", "2024-12-31T24:00:00Z",
		"2024-06-30T23:59:60Z", "1900-01-01T00:00:00Z", "1970-01-01", "1970-01-01T00:00:00Z", "1970-01-02", "9999-01-01", "0000-01-01", "2024-13-01", "2024-00-10", "2024-1-01T", "+024-01-01", "2024-01-01t10:00:00z",
		"2024-01-01T10:00:00+02:00", "2024-01-01 10:00:00", "2024-01-01T1:00:00ZZ", "2024-01-0١", "31/03/2017"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := ""
		if d := day(s); d != nil {
			got = d.String()
		}
		if want := longDay(s); got != want {
			t.Errorf("day(%q) is %q, not %q", s, got, want)
		}
		if got, want := moment(s), longMoment(s); got != want {
			t.Errorf("moment(%q) is %q, not %q", s, got, want)
		}
	})
}
