package orgname

import (
	"math/bits"
	"testing"

	"pgregory.net/rapid"
)

// TestFar holds that words which are far apart and begin with different letters are alike in no way that words of one script can
// be, so that alike need not ask; and what far says of a slip.
func TestFar(t *testing.T) {
	words := rapid.StringMatching(`[a-p]{1,14}[0-9]{0,2}`)
	rapid.Check(t, func(t *rapid.T) {
		var ps [2]part
		for i := range ps {
			w := words.Draw(t, "word")
			known := rapid.Bool().Draw(t, "known")
			ps[i] = part{text: w, latin: w, letters: letterSet(w), weight: rapid.Float64Range(0.05, 1).Draw(t, "weight"), known: known}
		}
		p, q := &ps[0], &ps[1]
		if len(p.text) > len(q.text) {
			p, q = q, p
		}
		if !p.far(q) {
			return
		}
		if d := distance(p.text, q.text, 3); d <= 3 {
			t.Fatalf("%s and %s are far, and %d letters parts them (%d in one alone)", p.text, q.text, d, bits.OnesCount32(p.letters^q.letters))
		}
		if p.text[0] == q.text[0] {
			return
		}
		for way, s := range map[string]float64{"inflected": inflected(p, q), "slip": slip(p, q), "short": short(p, q), "kin": kin(p.text, q.text)} {
			if s > 0 {
				t.Fatalf("%s and %s are far, and %s says %v", p.text, q.text, way, s)
			}
		}
	})
}
