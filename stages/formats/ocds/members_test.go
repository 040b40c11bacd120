package ocds

import (
	"maps"
	"testing"

	"pgregory.net/rapid"
)

// TestMembers holds that members are a map, whether they are few or many.
func TestMembers(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var got members
		want := map[string]any{}
		name := rapid.StringMatching("[a-f]{0,2}")
		for range rapid.IntRange(0, 120).Draw(rt, "steps") {
			n := name.Draw(rt, "name")
			if rapid.IntRange(0, 3).Draw(rt, "remove") == 0 {
				got.remove(n)
				delete(want, n)
			} else {
				v := rapid.Int().Draw(rt, "value")
				got.set(n, v)
				want[n] = v
			}
			if got.get(n) != want[n] || got.has(n) != (want[n] != nil) {
				rt.Fatalf("%q is %v, want %v", n, got.get(n), want[n])
			}
		}
		all := map[string]any{}
		for _, m := range got.all {
			all[m.name] = m.value
		}
		if len(got.all) != len(all) || !maps.Equal(all, want) {
			rt.Fatalf("%v, want %v", got.all, want)
		}
	})
}
