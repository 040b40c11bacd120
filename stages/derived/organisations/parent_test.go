package organisations

import "testing"

// TestAgrees holds when two organisations that records name as the parent of one body are no conflict.
func TestAgrees(t *testing.T) {
	of := func(scheme, code, name string) *parent {
		return &parent{scheme: scheme, code: code, names: map[string]int64{name: 1}}
	}
	for _, c := range []struct {
		a, b *parent
		want bool
	}{
		{of("US-CGAC", "099", "Department of Samples"), of("US-SUBTIER", "9900", "SAMPLES, DEPARTMENT OF"), true},
		{of("US-CGAC", "099", "Department of Samples"), of("US-SUBTIER", "9900", "DEPT OF SAMPLES"), true},
		{of("US-SUBTIER", "9900", "Department of Samples"), of("", "", "Department of Samples"), true},
		{of("US-SUBTIER", "9900", "Department of Samples"), of("US-SUBTIER", "9800", "Department of Samples"), false},
		{of("US-CGAC", "099", "Department of Samples"), of("US-SUBTIER", "9900", "Department of Patterns"), false},
		{of("US-CGAC", "099", ""), of("US-SUBTIER", "9900", ""), false}, // no name says that they are one
	} {
		if c.a.agrees(c.b) != c.want || c.b.agrees(c.a) != c.want {
			t.Errorf("%v and %v: want %v", *c.a, *c.b, c.want)
		}
	}
}
