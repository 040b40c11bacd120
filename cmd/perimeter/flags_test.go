package main

import (
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/dataset"
)

func TestSize(t *testing.T) {
	for text, want := range map[string]size{"256MiB": 256 << 20, "1GiB": 1 << 30, "300MB": 300e6, "1024": 1024, "7 KiB": 7 << 10} {
		var s size
		if err := s.Set(text); err != nil || s != want {
			t.Errorf("%s = %d, %v; want %d", text, s, err, want)
		}
	}
	for _, text := range []string{"", "0", "-1MiB", "ten", "1.5GiB", "99999999999GiB", "MiB"} {
		var s size
		if s.Set(text) == nil {
			t.Errorf("%q was taken for %d bytes", text, s)
		}
	}
	if s := size(256 << 20); s.String() != "256MiB" {
		t.Errorf("256 MiB prints as %s", s.String())
	}
}

func TestCeiling(t *testing.T) {
	for _, c := range []struct {
		text           string
		rejected, read int64
		want           bool
	}{
		{"0.5%", 5, 1000, false}, {"0.5%", 6, 1000, true}, {"0.5%", 1, 199, true}, {"0.5%", 1, 200, false},
		{"0", 0, 0, false}, {"0", 1, 1_000_000, true}, {"0%", 1, 10, true}, {"100%", 10, 10, false}, {"3", 3, 3, false}, {"3", 4, 1_000_000, true},
	} {
		var l ceiling
		if err := l.Set(c.text); err != nil {
			t.Fatal(err)
		}
		if got := l.exceeded(c.rejected, c.read); got != c.want {
			t.Errorf("%d of %d rejected, limit %s: exceeded %v, want %v", c.rejected, c.read, c.text, got, c.want)
		}
	}
	for _, text := range []string{"", "%", "-1", "0.5", "1/2", "1e3", "x%"} {
		var l ceiling
		if l.Set(text) == nil {
			t.Errorf("%q was taken for a limit", text)
		}
	}
}

// TestOverLimit holds that a share is one of units and, apart from that, one of the documents that a format reads.
func TestOverLimit(t *testing.T) {
	for _, c := range []struct {
		text                  string
		read, bad, units, off int64
		want                  bool
	}{
		{"0.5%", 1785, 1, 108956, 6, false}, {"0.5%", 0, 1, 0, 0, true}, {"0.5%", 99, 1, 108956, 0, true}, {"0.5%", 1000, 0, 100, 1, true},
		{"1", 0, 1, 1, 1, false}, {"1", 1000, 2, 1000, 0, true}, {"1", 1000, 0, 1000, 2, true}, {"100%", 0, 3, 7, 7, false},
		{"0", 1000, 1, 1000, 0, true}, {"0", 0, 0, 0, 0, false},
	} {
		var l ceiling
		if err := l.Set(c.text); err != nil {
			t.Fatal(err)
		}
		n := dataset.Counts{Read: c.units, Rejected: c.off, Documents: map[string]int64{"read": c.read, "incomplete": c.bad, "unread": 5000, "copy": 3}}
		if got := overLimit(n, &l); (got != nil) != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

func TestHint(t *testing.T) {
	names := []string{"sample", "as-of", "workers", "memory", "max-rejects", "out"}
	for word, want := range map[string]string{"smaple": "sample", "asof": "as-of", "worker": "workers", "max-reject": "max-rejects",
		"memroy": "memory", "watchlist": "", "x": ""} {
		got := hint("--", word, names)
		if want != "" {
			want = " Did you mean --" + want + "?"
		}
		if got != want {
			t.Errorf("%s: hint %q, want %q", word, got, want)
		}
	}
}

// TestExamples holds that every verb that takes arguments shows one way to call it.
func TestExamples(t *testing.T) {
	for _, v := range verbs() {
		if strings.Contains(v.Use, " ") && !strings.Contains(v.Example, "  perimeter "+v.Name()+" ") {
			t.Errorf("perimeter %s --help has no example", v.Name())
		}
	}
}
