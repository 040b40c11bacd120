package decision

import (
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/stages/record"
)

// FuzzRulings holds that what was decided of two names is found from either side, whatever they are, and that a name without a key
// joins nothing.
func FuzzRulings(f *testing.F) {
	f.Add("Alder Ltd", "Beech", "same")
	f.Add("a", "A S.r.l.", "different")
	f.Add("IT-VAT:IT00999000011", "IT-CF:00999000011", "not")
	f.Add("", "\x00=", "family")
	f.Fuzz(func(t *testing.T, left, right, verdict string) {
		for _, d := range []record.Decision{
			{ID: "1", LeftName: left, RightName: right, Verdict: verdict, Why: "a test"},
			{ID: "1", Left: left, Right: right, Verdict: verdict, Why: "a test"},
		} {
			r, err := New([]record.Decision{d})
			if err != nil {
				continue // a thing that is another one than itself
			}
			a, b := NameKey(left), NameKey(right)
			if d.Left != "" {
				a, b = IDKey(left), IDKey(right)
			}
			for _, k := range []Key{a, b} {
				r.Beside(k)
				r.One(k)
			}
			to, ok, err := r.Between([]Key{a}, b)
			back, too, other := r.Between([]Key{b}, a)
			if verdict == Same || verdict == Different {
				if ok != too || to.ID != back.ID || (err == nil) != (other == nil) {
					t.Errorf("%q, %q: %v and %v", left, right, ok, too)
				}
			}
			if _, _, joined := r.One(""); joined {
				t.Errorf("%q, %q: a name that says nothing is decided", left, right)
			}
			r.Inside(a, left, right)
			if w := Words(d) + Reason(d); strings.TrimSpace(w) == "" {
				t.Errorf("%q %q %q has no words", left, verdict, right)
			}
		}
	})
}
