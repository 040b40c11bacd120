package shortlist

import (
	"cmp"
	"math"
	"slices"

	"github.com/perimeter-data/perimeter/stages/orgname"
)

// gather collects the names that share a key with the one looked up and may be worth a full comparison.
func (s *Search) gather() {
	ix := s.ix
	all := uint32(0)
	for i := range s.likes[1:] {
		l := &s.likes[i+1]
		w := &ix.words[l.id]
		most := l.weight + l.sure*uint32(w.top)
		of := &s.shares[markOf(l.id)]
		*of, all = max(*of, uint16(most)), all+most
		if w.from < w.to {
			s.seen += ix.postings[w.from].total // as in rank
		}
	}
	s.shares[more] = uint16(min(all, math.MaxUint16))
	for i := range s.likes[1:] {
		l := &s.likes[i+1]
		w := &ix.words[l.id]
		s.list(ix.postings[w.from:w.to], math.MaxUint32)
		if w.capped {
			for _, name := range ix.blocks.find(key(byOnly, l.id, 0)) {
				s.touch(name)
			}
		}
	}
	s.besides()
	s.loose()
}

// list gathers those of some names whose rough score may reach the least. They share at most so much; where that is known, the
// lightest stand first.
func (s *Search) list(names []posting, most uint32) {
	least, mine, limit, of := s.least(), s.both(0), float32(most), &s.shares
	for len(names) > 0 {
		p := &names[0]
		names = names[1:]
		both := mine + certain*uint32(p.total)
		needs := least * (float32(both) + doubt*unit*certain)
		if limit < needs {
			return
		}
		w := &p.words // written out: this is where most of the time goes
		shared := uint32(of[w[0]%marks]) + uint32(of[w[1]%marks]) + uint32(of[w[2]%marks]) + uint32(of[w[3]%marks]) + uint32(of[w[4]%marks]) +
			uint32(of[w[5]%marks]) + uint32(of[w[6]%marks]) + uint32(of[w[7]%marks]) + uint32(of[w[8]%marks])
		if float32(min(shared, both)) >= needs {
			s.touch(p.name)
		}
	}
}

// loose gathers the names that share first letters, or words written as one.
func (s *Search) loose() {
	ix := s.ix
	for _, name := range ix.blocks.find(text(byJoined, s.name.Joined(), "")) {
		t := s.touch(name)
		t.extra = whole
	}
	// A name that first letters stand for has no other word to be matched.
	spelled := s.limit > 1 || s.best < mostSpelled
	if in := s.name.Initials(); in != "" && spelled {
		for _, name := range ix.blocks.find(text(byInitials, in, "")) {
			s.touch(name)
		}
	}
	for k := range s.words {
		w := &s.words[k]
		if w.ordinary() {
			continue
		}
		if len(w.Latin) >= leastGlue {
			for _, name := range ix.blocks.find(text(byGlue, w.Latin, "")) {
				t := s.touch(name)
				t.extra = max(t.extra, glued*(uint32(w.weight)+min(uint32(ix.rows[name].total), 2*unit)))
			}
		}
		if n := len(w.Latin); spelled && n >= 3 && n <= 7 {
			for _, name := range ix.blocks.find(text(byInitials, w.Latin, "")) {
				t := s.touch(name)
				t.extra = max(t.extra, initial*(uint32(w.weight)+uint32(ix.rows[name].total)))
			}
		}
	}
}

// touch is the place of a name among those that share a key.
func (s *Search) touch(name int32) *touched {
	at := s.slot[name]
	if at == 0 {
		at = int32(len(s.touched))
		s.slot[name] = at
		s.touched = append(s.touched, touched{name: name})
	}
	return &s.touched[at]
}

// least is the rough score from which a name is worth a full comparison.
func (s *Search) least() float32 {
	if s.limit > 1 {
		return float32(s.floor) - behind
	}
	return s.best - ahead
}

// unfiled is the most that names share, of the name and of theirs, which share nothing but words by which they may not be found.
func (s *Search) unfiled() (left, right uint32) {
	for k := range s.words {
		var l, r uint32
		for _, at := range s.words[k].likes {
			like := &s.likes[at]
			if v := &s.ix.words[like.id]; v.most > 0 {
				l, r = max(l, like.weight), max(r, like.sure*uint32(v.most))
			}
		}
		left, right = left+l, right+r
	}
	return left, right
}

// pairs adds the names that have two of the words, which many have. Other names that may reach the least are gathered before:
// these share no more than words by which they may not be found, and those whose words weigh too much for that stand behind.
func (s *Search) pairs() {
	left, right := s.unfiled()
	least := s.least()
	if float32(left+right) < least*(float32(certain*s.total+right)+doubt*unit*certain) {
		return
	}
	s.keys = s.keys[:0]
	for k := range s.words {
		for j := range k {
			s.pair(&s.words[k], &s.words[j])
		}
	}
	s.lists = s.lists[:0]
	for _, key := range s.ix.pairs.known(s.keys) {
		if from, to := s.ix.pairs.where(key); to > 0 {
			s.lists = append(s.lists, s.ix.halves[from:to])
			s.seen += s.ix.halves[from].total
		}
	}
	for _, names := range s.lists {
		s.list(names, left+right)
	}
}

// pair adds the keys that names have who have both words.
func (s *Search) pair(w, v *query) {
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
				s.keys = append(s.keys, key(byPair, min(id, other), max(id, other)))
			}
		}
	}
}

// candidate is the bits of a rough score and, in the lower half, those of the rank of a name turned round: the greater, the
// better, and of equal ones the earlier.
type candidate uint64

func newCandidate(rough float32, name int32) candidate {
	return candidate(math.Float32bits(rough))<<32 | candidate(^uint32(name))
}

func (c candidate) rough() float32 { return math.Float32frombits(uint32(c >> 32)) }
func (c candidate) name() int32    { return int32(^uint32(c)) }

// rank compares those gathered since it was last asked in full that are worth it, the best by rough score first.
func (s *Search) rank() {
	least := s.least()
	s.some = s.some[:0]
	for some := range slices.Chunk(s.touched[s.ranked:], fetched) {
		for i := range some { // so that a processor waits for all rows at once and not for one after the other
			s.seen += s.ix.rows[some[i].name].total
		}
		for i := range some {
			if rough := s.rough(&some[i]); rough >= least {
				s.some = append(s.some, newCandidate(max(rough, 0), some[i].name))
			}
		}
	}
	s.ranked = len(s.touched)
	if s.limit > 1 {
		for _, c := range s.some {
			s.compare(c.name())
		}
		return
	}
	top := topmost(s.some)
	for _, c := range top {
		s.seen += uint16(s.ix.names[s.ix.ranked[c.name()]].Len())
	}
	for _, c := range top {
		if c.rough() < s.least() {
			return
		}
		s.compare(c.name())
	}
}

func (s *Search) compare(rank int32) {
	if score := orgname.Score(s.name, &s.ix.names[s.ix.ranked[rank]]); score >= s.floor && score > 0 {
		s.found = append(s.found, Found{int(rank), score})
		s.best = max(s.best, float32(score))
	}
}

// topmost puts the best candidates in front, in order, and gives as many as may be compared.
func topmost(all []candidate) []candidate {
	top := all[:min(len(all), compared)]
	slices.SortFunc(top, func(a, b candidate) int { return cmp.Compare(b, a) })
	for _, c := range all[len(top):] {
		if c <= top[compared-1] {
			continue
		}
		k := compared - 1
		for ; k > 0 && top[k-1] < c; k-- {
			top[k] = top[k-1]
		}
		top[k] = c
	}
	return top
}
