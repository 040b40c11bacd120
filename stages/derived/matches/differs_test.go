package matches

import "testing"

// TestCoreOfBadText holds that a name whose last byte is no character has a core that is a part of it.
func TestCoreOfBadText(t *testing.T) {
	for _, name := range []string{"\xff", "\xff\xfe", "Acme\xff", "Acme \xff", "\xffAcme S.p.A.\xff"} {
		if got := core(name); len(got) > len(name) {
			t.Errorf("%q has the core %q", name, got)
		}
	}
}
