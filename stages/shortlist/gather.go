package shortlist

import (
	"math"
	"slices"

	"github.com/perimeter-data/perimeter/stages/orgname"
)

// gather collects the candidates of a name, and compares the best ones in full.
func (s *Search) gather() {
	s.add(s.ix.blocks.find(text(byJoined, s.name.Joined(), "")), 1)
	s.gatherLoose()
	s.lead()
	s.left, s.right = 0, 0
	for k := range s.words {
		l, r := s.weigh(&s.words[k])
		s.left, s.right = s.left+l, s.right+r
	}
	for _, k := range s.order {
		w := &s.words[k]
		if s.hopeless(s.right) {
			return
		}
		whole := true
		for _, at := range w.likes {
			v := &s.ix.words[s.likes[at].id]
			s.add(v.alone, 0)
			s.add(v.only, 0)
			whole = whole && v.whole
		}
		if whole {
			l, r := s.weigh(w)
			s.left, s.right = s.left-l, s.right-r
		}
		s.lead()
	}
	for k := range s.words {
		for _, v := range s.words[:k] {
			if s.hopeless(s.right) {
				return
			}
			s.pairs(&s.words[k], &v)
		}
	}
}

// pairs adds the names that have both words, which many have.
func (s *Search) pairs(w, v *query) {
	if v.Weight >= common && w.Weight >= common {
		return
	}
	for _, at := range w.likes {
		id := s.likes[at].id
		if !s.ix.words[id].paired {
			continue
		}
		for _, at := range v.likes {
			if other := s.likes[at].id; s.ix.words[other].paired {
				s.add(s.ix.blocks.find(key(byPair, min(id, other), max(id, other))), 0)
			}
		}
	}
}

// weigh is the most that a word of the name can add to what is matched, in units: of the name, and of a candidate.
func (s *Search) weigh(w *query) (left, right float32) {
	for _, at := range w.likes {
		l := &s.likes[at]
		sure := float32(l.sure) / certain
		left, right = max(left, sure*float32(w.weight)), right+sure*s.ix.words[l.id].most*unit
	}
	return left, right
}

// hopeless says that a candidate of a weight in units is thought to stay behind the best, since no more than what is left can be
// matched.
func (s *Search) hopeless(weight float32) bool {
	return s.limit == 1 && s.left+min(s.right, weight) < (s.best-ahead)*(float32(s.total)+weight+doubt*unit)
}

// gatherLoose adds the names that share first letters, a sound, or words written apart in one of the two.
func (s *Search) gatherLoose() {
	ix := s.ix
	word := func(latin string) {
		if id, ok := ix.vocab[latin]; ok {
			s.add(ix.words[id].alone, loose)
			s.add(ix.words[id].only, loose)
		}
	}
	if in := s.name.Initials(); in != "" {
		s.add(ix.blocks.find(text(byInitials, in, "")), loose)
		word(in)
	}
	for k := range s.words {
		w := &s.words[k]
		if n := len(w.Latin); n >= 3 && n <= 7 {
			s.add(ix.blocks.find(text(byInitials, w.Latin, "")), loose)
		}
		if len(w.Latin) >= 5 {
			s.add(ix.blocks.find(text(byGlue, w.Latin, "")), loose)
		}
		if w.Weight >= 0.5 && (w.Other || ix.other) {
			if bones := w.Bones(); bones != 0 {
				s.add(ix.blocks.find(sounds(byOther, bones)), loose)
				if w.Other {
					s.add(ix.blocks.find(sounds(byBones, bones)), loose)
				}
			}
		}
		if k > 0 {
			word(s.words[k-1].Latin + w.Latin)
		}
	}
}

// add makes candidates of names, of a rough score of at least the one given, unless all that can be matched leaves a name of
// its weight behind the best. All rows are touched before any is read, so that memory is waited for once.
func (s *Search) add(names []int32, least float32) {
	from := len(s.names)
	for _, name := range names {
		if w, bit := &s.seen[name>>6], uint64(1)<<(name&63); *w&bit == 0 && !(least == 0 && s.hopeless(float32(s.ix.rows[name].total))) {
			*w |= bit
			s.names = append(s.names, name)
		}
	}
	for _, name := range s.names[from:] {
		r := &s.ix.rows[name]
		rough := s.rough(r)
		if s.placed && rough >= s.best-ahead && s.elsewhere(r) {
			rough *= 0.7
		}
		s.candidates = append(s.candidates, newCandidate(max(least, rough), name))
	}
}

func (c candidate) rough() float32 { return math.Float32frombits(uint32(c >> 32)) }
func (c candidate) name() int32    { return int32(^uint32(c)) }

// query is a word of the name looked up, and the words of the index that it may be.
type query struct {
	orgname.Word
	bit    uint32
	weight uint32 // in units
	likes  []uint16
}

// begins says that a word of the name whose bit is not set begins with one of the letters.
func (s *Search) begins(of, letters uint32) bool {
	for i, l := range s.letters {
		if of>>i&1 == 0 && (l == anyLetter || letters&l != 0) {
			return true
		}
	}
	return false
}

// elsewhere says that a name has a country that is none of the one looked up.
func (s *Search) elsewhere(r *row) bool {
	return slices.ContainsFunc(r.words[:], func(c cell) bool { return s.ix.words[c.id()].country && s.like[c.id()] == 0 })
}

// lead compares the best candidate so far if it may be better than those compared, where only one is asked for: what stays
// behind it need not be looked up.
func (s *Search) lead() {
	if s.limit > 1 || len(s.candidates) == 0 {
		return
	}
	at := 0
	for i, c := range s.candidates {
		if c > s.candidates[at] {
			at = i
		}
	}
	if c := s.candidates[at]; c.rough() > s.best {
		s.compare(c)
		s.candidates[at] = s.candidates[len(s.candidates)-1]
		s.candidates = s.candidates[:len(s.candidates)-1]
	}
}
