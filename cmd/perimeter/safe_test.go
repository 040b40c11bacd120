package main

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSafe(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Comune di Latina", "Comune di Latina"},
		{"Città «Esempio» №5 – 海康威视 Хиквижн", "Città «Esempio» №5 – 海康威视 Хиквижн"},
		{"\x1b]0;owned\aName", `\u{1b}]0;owned\u{7}Name`},
		{"\x1b[2Jclean", `\u{1b}[2Jclean`},
		{"one\r\ntwo\tthree", `one\u{d}\u{a}two\u{9}three`},
		{"a\u202enoisiv", `a\u{202e}noisiv`},
		{"a\u2066b\u2069", `a\u{2066}b\u{2069}`},
		{"Hik\u200bvi\u00adsion\u2060", `Hik\u{200b}vi\u{ad}sion\u{2060}`},
		{"x\ufe0fy\U000e0041", `x\u{fe0f}y\u{e0041}`},
		{"nul\x00del\x7fc1\u0085", `nul\u{0}del\u{7f}c1\u{85}`},
		{"bad\xff\xfeutf8", `bad\u{ff}\u{fe}utf8`},
		{"line\u2028sep", `line\u{2028}sep`},
	} {
		if got := safe(c.in); got != c.want {
			t.Errorf("safe(%q) = %s, want %s", c.in, got, c.want)
		}
	}
	long := safe(strings.Repeat("è", 500))
	if n := utf8.RuneCountInString(long); n != cutAt || !strings.HasSuffix(long, "…") {
		t.Errorf("a long datum has %d characters, want %d ending in …", n, cutAt)
	}
}

func FuzzSafe(f *testing.F) {
	for _, s := range []string{"a", "\x1b[31m", "\u202e", "\xff", "ë́", "\ufeff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := safe(s)
		if !utf8.ValidString(got) {
			t.Errorf("safe(%q) is no UTF-8", s)
		}
		for _, r := range got {
			if hidden(r) {
				t.Errorf("safe(%q) lets %U through", s, r)
			}
		}
		if utf8.RuneCountInString(got) > cutAt {
			t.Errorf("safe(%q) is too long", s)
		}
	})
}

func TestArgument(t *testing.T) {
	long := strings.Repeat("long/", 40)
	for path, want := range map[string]string{
		"out": "out", "../a-b_c.d/1": "../a-b_c.d/1", "/srv/città": "/srv/città", long: long,
		"my out": "'my out'", "it's": `'it'\''s'`, "a;b": "'a;b'", "~x": "'~x'", "$HOME": "'$HOME'", "a\nb": `a\u{a}b`,
	} {
		if got := argument(path); got != want {
			t.Errorf("%q: got %s, want %s", path, got, want)
		}
	}
}
