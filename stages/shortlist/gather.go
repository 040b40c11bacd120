package shortlist

import (
	"cmp"
	"math"
	"slices"

	"github.com/perimeter-data/perimeter/stages/orgname"
)

// gather collects the names that share a key with the one looked up and may be worth a full comparison. Of a name that shares
// several words the shortest list decides: in longer ones what it shares by the words of those before is left out.
func (s *Search) gather() {
	ix := s.ix
	s.shares, s.lists = s.shares[:0], s.lists[:0]
	for k := range s.words {
		s.shares = append(s.shares, s.share(&s.words[k], top))
	}
	for at := range s.likes[1:] {
		l := &s.likes[at+1]
		w := &ix.words[l.id]
		if w.to > w.from {
			s.lists = append(s.lists, int32(at+1))
		}
		if w.capped {
			for _, name := range ix.blocks.find(key(byOnly, l.id, 0)) {
				s.touch(name)
			}
		}
	}
	slices.SortFunc(s.lists, func(a, b int32) int { return cmp.Compare(s.filed(a), s.filed(b)) })
	for _, at := range s.lists {
		s.list(at)
	}
	s.loose()
}

// filed is how many names are filed under a word that may be one of the name's.
func (s *Search) filed(at int32) int32 {
	w := &s.ix.words[s.likes[at].id]
	return w.to - w.from
}

// top is the greatest weight of a word in a name that no list read so far has, most the same where no list will have it.
func top(l *like, w *word) uint8 {
	if l.read {
		return w.most
	}
	return w.top
}

func most(_ *like, w *word) uint8 { return w.most }

// share is what names may share by a word of the one looked up, in which those that it may be weigh as much as is given.
func (s *Search) share(w *query, weight func(*like, *word) uint8) (u share) {
	for _, at := range w.likes {
		l := &s.likes[at]
		if v := weight(l, &s.ix.words[l.id]); v > 0 {
			u.has = u.has.with(l.id)
			u.left, u.right = max(u.left, l.weight), max(u.right, l.sure*uint32(v))
		}
	}
	return u
}

// list gathers the names filed under a word that may be one of the name's.
func (s *Search) list(at int32) {
	l := &s.likes[at]
	w := &s.ix.words[l.id]
	l.read = true
	first := share{left: l.weight, right: l.sure * uint32(w.top)}
	s.rest = s.rest[:0]
	for k := range s.words {
		v := &s.words[k]
		own := slices.Contains(v.likes, at)
		if own {
			s.shares[k] = s.share(v, top)
		}
		if u := s.shares[k]; u.right > 0 {
			if own && l.of&v.bit != 0 {
				u.left = 0
			}
			s.rest = append(s.rest, u)
		}
	}
	least := s.least()
	if !s.may(first, s.rest, least) {
		return
	}
	names := s.ix.postings[w.from:w.to]
	for i := range names {
		p := &names[i]
		if s.worth(p.total, l.weight+l.sure*uint32(p.weight)+met(s.rest, p.has), least) {
			s.touch(p.name)
		}
	}
}

// may says that the rough score of a name which shares something and no more than all of the rest may reach the least.
func (s *Search) may(u share, rest []share, least float32) bool {
	for i := range rest {
		u.left, u.right = u.left+rest[i].left, u.right+rest[i].right
	}
	return float32(u.left+u.right) >= least*(float32(certain*s.total+u.right)+doubt*unit*certain)
}

// met is what a name of an outline may share.
func met(by []share, has outline) (sum uint32) {
	for i := range by {
		if u := &by[i]; u.has.meets(has) {
			sum += u.left + u.right
		}
	}
	return sum
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

// worth says that the rough score of a name which shares so much and whose words weigh so much together may reach the least.
func (s *Search) worth(total uint16, shared uint32, least float32) bool {
	both := s.both(total)
	return float32(min(shared, both)) >= least*(float32(both)+doubt*unit*certain)
}

// least is the rough score from which a name is worth a full comparison.
func (s *Search) least() float32 {
	if s.limit > 1 {
		return float32(s.floor) - behind
	}
	return s.best - ahead
}

// pair is two words of the name, and where in halves the names stand that have both.
type pair struct {
	k, j     int
	from, to int // in spans
	names    int32
	capped   bool
}

// pairs adds the names that share no more than words of many names, two of them at least. As with gather, of a name that has
// several pairs the shortest list decides.
func (s *Search) pairs() {
	s.unseen = s.unseen[:0]
	for k := range s.words {
		s.unseen = append(s.unseen, s.share(&s.words[k], most))
	}
	least := s.least()
	if !s.may(share{}, s.unseen, least) {
		return
	}
	s.pairings, s.spans = s.pairings[:0], s.spans[:0]
	for k := range s.words {
		for j := range k {
			s.pair(k, j)
		}
	}
	slices.SortFunc(s.pairings, func(a, b pair) int { return cmp.Compare(a.names, b.names) })
	for i := range s.pairings {
		p := &s.pairings[i]
		both := share{left: s.unseen[p.k].left + s.unseen[p.j].left, right: s.unseen[p.k].right + s.unseen[p.j].right}
		s.rest = s.rest[:0]
		for m := range s.words {
			if u := &s.unseen[m]; m != p.k && m != p.j && u.right > 0 && s.words[p.k].beside&s.words[p.j].beside&s.words[m].bit != 0 {
				s.rest = append(s.rest, *u)
			}
		}
		if s.may(both, s.rest, least) {
			for _, span := range s.spans[p.from:p.to] {
				for i := span[0]; i < span[1]; i++ {
					if h := &s.ix.halves[i]; s.worth(h.total, both.left+both.right+met(s.rest, h.has), least) {
						s.touch(h.name)
					}
				}
			}
		}
		if !p.capped {
			s.words[p.k].beside &^= s.words[p.j].bit
			s.words[p.j].beside &^= s.words[p.k].bit
		}
	}
}

// pair finds the lists of names that have two words. Where there are none, nor names with both that no list has, neither
// stands beside the other.
func (s *Search) pair(k, j int) {
	ix, w, v := s.ix, &s.words[k], &s.words[j]
	looked := w.Weight < common || v.Weight < common
	p := pair{k: k, j: j, from: len(s.spans), capped: !looked || s.apart(w) || s.apart(v)}
	if looked {
		for _, at := range w.likes {
			id := s.likes[at].id
			if !ix.words[id].paired {
				continue
			}
			for _, at := range v.likes {
				other := s.likes[at].id
				if !ix.words[other].paired {
					continue
				}
				if from, to := ix.pairs.where(key(byPair, min(id, other), max(id, other))); to > from {
					s.spans = append(s.spans, [2]int32{from, to})
					p.names += to - from
				} else if to > 0 {
					p.capped = true
				}
			}
		}
	}
	p.to = len(s.spans)
	if p.names > 0 || p.capped {
		w.beside |= v.bit
		v.beside |= w.bit
	}
	if p.names > 0 {
		s.pairings = append(s.pairings, p)
	}
}

// apart says that a name may have the word that is filed neither under it nor under all of its pairs.
func (s *Search) apart(w *query) bool {
	return slices.ContainsFunc(w.likes, func(at int32) bool { return s.ix.words[s.likes[at].id].apart })
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
	for _, c := range topmost(s.some) {
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
