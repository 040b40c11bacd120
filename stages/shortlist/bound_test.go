package shortlist

import (
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/stages/orgname"
	"pgregory.net/rapid"
)

// longNames have up to a word more than twice what marks hold, some of them twice.
var longNames = rapid.Custom(func(t *rapid.T) string {
	w := rapid.SampledFrom(slices.Concat(rare[:12], many, places, ends, strings.Fields("Tech Univ Хиквижн 2 3 (Bank) of")))
	return strings.Join(rapid.SliceOfN(w, 1, 19).Draw(t, "words"), " ")
})

// TestBound holds that no name is refused by its marks or its weight that would be compared once its row is read: the names of
// every list that is looked up, taken whole, give no other answer.
func TestBound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := names(rapid.SliceOfN(rapid.OneOf(longNames, someNames), 1, 30).Draw(t, "list")...)
		asked := orgname.Parse(rapid.OneOf(longNames, someNames).Draw(t, "asked"))
		if asked.Key == "" {
			return
		}
		for _, limit := range []int{1, len(list) + 1} {
			for _, floor := range []float64{0.5, orgname.SameFrom, 0.95} {
				s := New(list).Search()
				s.name, s.limit, s.floor, s.best = &asked, limit, floor, float32(floor)
				s.read(&asked)
				least := s.least()
				s.gather()
				s.pairs()
				gathered := slices.Clone(s.touched)
				for _, l := range s.likes[1:] {
					w := &s.ix.words[l.id]
					s.all(s.ix.postings[w.from:w.to])
				}
				for k := range s.words {
					for j := range k {
						s.keys = s.keys[:0]
						s.pair(&s.words[k], &s.words[j])
						for _, key := range s.keys {
							from, to := s.ix.pairs.where(key)
							s.all(s.ix.halves[from:to])
						}
					}
				}
				for i := range s.touched[len(gathered):] {
					if c := &s.touched[len(gathered)+i]; s.rough(c) >= least {
						t.Fatalf("%q is refused for %q: rough score %v, least %v", list[s.ix.ranked[c.name]].Key, asked.Key, s.rough(c), least)
					}
				}
			}
		}
	})
}

// all gathers all names of a list.
func (s *Search) all(names []posting) {
	for i := range names {
		s.touch(names[i].name)
	}
}
