package main

import (
	"strings"
	"testing"
	"time"
)

// TestWidth holds that columns are counted as a terminal writes them, not by characters.
func TestWidth(t *testing.T) {
	for s, want := range map[string]int{
		"": 0, "Comune di Latina": 16, "海康威视": 8, "ﾊｲｸ": 3, "ＨＩＫ": 6, "한국": 4, "e\u0301": 1, "بلدية": 5, "\u2068بلدية\u2069": 5,
	} {
		if got := wide(s); got != want {
			t.Errorf("%q takes %d columns, want %d", s, got, want)
		}
	}
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"海康威视", 8, "海康威视"}, {"海康威视", 7, "海康威…"}, {"海康威视", 6, "海康…"}, {"abc", 3, "abc"}, {"abcd", 3, "ab…"},
		{"e\u0301" + strings.Repeat("\u0301", 9), 4, "e\u0301\u0301…"},
	} {
		if got := cut(c.in, c.n); got != c.want {
			t.Errorf("%q cut to %d columns is %q, want %q", c.in, c.n, got, c.want)
		}
	}
}

// TestColumns holds that what is written in wide letters, or from right to left, moves nothing beside it.
func TestColumns(t *testing.T) {
	var b strings.Builder
	print2d(&b, [][]string{{"body", "code"}, {"北京市公安局", "1"}, {"بلدية طرابلس", "2"}, {"Latina", "3"}}, boundless)
	if want := "body          code\n北京市公安局  1\n\u2068بلدية طرابلس\u2069  2\nLatina        3\n"; b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestWrap(t *testing.T) {
	for text, want := range map[string]string{
		"one two  three 12345678901234567890 four": "one two|three|123456789|012345678|90 four",
		"海康威视数字 技术 a":                              "海康威视|数字 技术|a",
	} {
		if got := strings.Join(wrap(text, 9), "|"); got != want {
			t.Errorf("wrap: %s, want %s", got, want)
		}
	}
}

// TestWrapNarrow holds that a character that is wider than the line has a line of its own.
func TestWrapNarrow(t *testing.T) {
	for _, n := range []int{-1, 0, 1} {
		lines := make(chan []string)
		go func() { lines <- wrap("海康 a", n) }()
		select {
		case got := <-lines:
			if s := strings.Join(got, "|"); s != "海|康|a" {
				t.Errorf("%d columns: %s", n, s)
			}
		case <-time.After(time.Second):
			t.Fatalf("%d columns: it does not end", n)
		}
	}
}
