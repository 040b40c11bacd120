package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// TestBackfillArguments holds that of what is not there inputs alone are left out: the value of a flag stays behind its flag.
func TestBackfillArguments(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"2024-01-01.csv", "lists"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	in := func(name string) string { return filepath.Join(dir, name) }
	there, missing := in("{date}.csv"), in("none-{date}.csv")
	day := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	p := period{"2024-01-01", day, day}
	for _, c := range []struct {
		given, want []string
		runs        bool
	}{
		{[]string{there, in("lists")}, []string{in("2024-01-01.csv"), in("lists")}, true},
		{[]string{there, missing}, []string{in("2024-01-01.csv")}, true},
		{[]string{missing, in("lists")}, []string{in("lists")}, false},
		{[]string{"--against", missing, there}, []string{"--against", in("none-2024-01-01.csv"), in("2024-01-01.csv")}, true},
		{[]string{in("lists"), "--as-of", "{date}"}, []string{in("lists"), "--as-of", "2024-01-01"}, true},
		{[]string{"--rebuild", missing}, []string{"--rebuild"}, false},
		{[]string{"--against=" + missing, there}, []string{"--against=" + in("none-2024-01-01.csv"), in("2024-01-01.csv")}, true},
	} {
		if _, got, runs := p.arguments(c.given, runVerb().Flags()); !slices.Equal(got, c.want) || runs != c.runs {
			t.Errorf("%q: %q, %v", c.given, got, runs)
		}
	}
}
