package source

import (
	"slices"
	"testing"
)

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"run", "rnu", 1}, {"explain", "explane", 2}, {"kitten", "sitting", 3}, {"", "abc", 3}} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%s, %s) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestSimilar(t *testing.T) {
	for word, want := range map[string]string{"buyr": "buyer", "Suplier": "supplier", "zzz": ""} {
		if got := Similar(word, []string{"buyer", "supplier"}); got != want {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	if got := Nearest("hikvison", []string{"dahua", "hikvision", "hanwha"}); !slices.Equal(got, []string{"hikvision"}) {
		t.Errorf("nearest: %v", got)
	}
}
