package source

import (
	"strings"
	"testing"
)

func TestKeyed(t *testing.T) {
	doc := func(key string) *Document { return &Document{Key: []byte(key)} }
	one, two := doc(strings.Repeat("k", MinKey)), doc(strings.Repeat("q", MinKey))
	const number = "XK-4711 ab"
	if got := doc("").Keyed("serial", number); got != "" {
		t.Errorf("without a key a number leaves %q", got)
	}
	if got := doc("too short").Keyed("serial", number); got != "" {
		t.Errorf("under a short key a number leaves %q", got)
	}
	a := one.Keyed("serial", number)
	if len(a) != 26 || strings.Contains(a, "4711") {
		t.Errorf("%q", a)
	}
	if one.Keyed("serial", "xk 4711-AB") != a {
		t.Error("two spellings of one number are two")
	}
	if two.Keyed("serial", number) == a || one.Keyed("mac", number) == a || one.Keyed("serial", number+"1") == a {
		t.Error("another key, kind or number gives the same hash")
	}
	for _, s := range []string{"", "12345", "00:00:00:00:00:00", "ff-ff-ff-ff-ff-ff", "XK-220000000"} {
		if got := one.Keyed("serial", s); got != "" {
			t.Errorf("%q tells no devices apart, and leaves %q", s, got)
		}
	}
	if KeyPrint(one.Key) == KeyPrint(two.Key) || KeyPrint(nil) != "" || strings.Contains(KeyPrint(one.Key), "kkk") {
		t.Error("the print of a key")
	}
}
