package shortlist

import (
	"cmp"
	"math"
	"slices"

	"github.com/perimeter-data/perimeter/stages/orgname"
)

// gather collects the names that share a key with the one looked up, and what they share.
func (s *Search) gather() {
	ix := s.ix
	for i := range s.likes[1:] {
		l := s.likes[i+1]
		w := &ix.words[l.id]
		filed := ix.postings[w.from:w.to]
		for k := range filed {
			p := &filed[k]
			s.touch(p.name, p.outline).matched += l.weight + l.sure*uint32(p.weight)
		}
		if w.capped {
			for _, name := range ix.blocks.find(key(byOnly, l.id, 0)) {
				s.reach(name)
			}
		}
	}
	s.loose()
	s.unseen = s.unseen[:0]
	for k := range s.words {
		s.hide(&s.words[k])
	}
	s.lead()
	if !s.hopeless() {
		s.pairs()
	}
}

// loose gathers the names that share first letters, or words written as one.
func (s *Search) loose() {
	ix := s.ix
	for _, name := range ix.blocks.find(text(byJoined, s.name.Joined(), "")) {
		t := s.reach(name)
		t.extra = s.both(t.outline)
	}
	// A name that first letters stand for has no other word to be matched.
	spelled := s.limit > 1 || s.best < mostSpelled
	if in := s.name.Initials(); in != "" && spelled {
		for _, name := range ix.blocks.find(text(byInitials, in, "")) {
			s.reach(name)
		}
	}
	for k := range s.words {
		w := &s.words[k]
		if w.ordinary() {
			continue
		}
		if len(w.Latin) >= leastGlue {
			for _, name := range ix.blocks.find(text(byGlue, w.Latin, "")) {
				t := s.reach(name)
				t.extra = max(t.extra, glued*(uint32(w.weight)+min(uint32(t.total), 2*unit)))
			}
		}
		if n := len(w.Latin); spelled && n >= 3 && n <= 7 {
			for _, name := range ix.blocks.find(text(byInitials, w.Latin, "")) {
				t := s.reach(name)
				t.extra = max(t.extra, initial*(uint32(w.weight)+uint32(t.total)))
			}
		}
	}
}

// touch is the place of a name among those that share a key.
func (s *Search) touch(name int32, o outline) *touched {
	at := s.slot[name]
	if at == 0 {
		at = int32(len(s.touched))
		s.slot[name] = at
		s.touched = append(s.touched, touched{outline: o, name: name})
	}
	return &s.touched[at]
}

// reach is touch for a name of which nothing but its rank is at hand.
func (s *Search) reach(name int32) *touched { return s.touch(name, s.ix.rows[name].outline) }

// hide notes what names may share by a word beyond the postings.
func (s *Search) hide(w *query) {
	var u unseen
	for _, at := range w.likes {
		l := &s.likes[at]
		if v := &s.ix.words[l.id]; v.most > 0 {
			u.bits |= bit(l.id)
			u.left, u.right = max(u.left, l.weight), u.right+l.sure*uint32(v.most)
		}
	}
	u.most = u.left + u.right
	if u.bits != 0 {
		s.unseen = append(s.unseen, u)
	}
}

// worth says that the rough score of a name which shares something by the words looked up may reach the least.
func (s *Search) worth(o outline, shared uint32, least float32) bool {
	for i := range s.unseen {
		if u := &s.unseen[i]; o.others&u.bits != 0 {
			shared += u.most
		}
	}
	both := s.both(o)
	return float32(min(shared, both)) >= least*(float32(both)+doubt*unit*certain)
}

// least is the rough score from which a name is worth a full comparison.
func (s *Search) least() float32 {
	if s.limit > 1 {
		return float32(s.floor) - behind
	}
	return s.best - ahead
}

// hopeless says that names which share nothing but common words are not worth it.
func (s *Search) hopeless() bool {
	var left, right uint32
	for _, u := range s.unseen {
		left, right = left+u.left, right+u.right
	}
	return float32(left+right) < s.least()*(float32(certain*s.total+right)+doubt*unit*certain)
}

// lead compares the name that shares the most, where only the best is asked for: what stays behind it need not be looked at.
func (s *Search) lead() {
	if s.limit > 1 {
		return
	}
	lead, most := 0, float32(0)
	for i := range s.touched[1:] {
		t := &s.touched[i+1]
		if shared := float32(min(t.matched+t.extra, s.both(t.outline))) / s.whole(t.outline); shared > most || shared == most && lead > 0 && t.name < s.touched[lead].name {
			lead, most = i+1, shared
		}
	}
	if lead > 0 && s.rough(&s.touched[lead]) >= s.least() {
		s.led = int32(lead)
		s.compare(s.touched[lead].name)
	}
}

// pairs adds the names that have two of the words, which many have.
func (s *Search) pairs() {
	s.keys = s.keys[:0]
	for k := range s.words {
		for j := range k {
			s.pair(&s.words[k], &s.words[j])
		}
	}
	ix, least := s.ix, s.least()
	for _, key := range ix.pairs.known(s.keys) {
		from, to := ix.pairs.where(key)
		for i := from; i < to; i++ {
			p := &ix.halves[i]
			if s.worth(p.outline, 0, least) && s.slot[p.name] == 0 {
				s.touch(p.name, p.outline)
			}
		}
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

// rank compares the names that are worth it in full, the best by rough score first.
func (s *Search) rank() {
	least := s.least()
	s.worthy = s.worthy[:0]
	for i := range s.touched[1:] {
		if t := &s.touched[i+1]; int32(i+1) != s.led && s.worth(t.outline, t.matched+t.extra, least) {
			s.worthy = append(s.worthy, int32(i+1))
		}
	}
	for some := range slices.Chunk(s.worthy, fetched) {
		s.fetch(some)
		for _, i := range some {
			t := &s.touched[i]
			if rough := s.rough(t); rough >= least {
				s.some = append(s.some, newCandidate(max(rough, 0), t.name))
			}
		}
	}
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

// fetch reads the rows of some names, so that a processor waits for all of them at once and not for one after the other.
func (s *Search) fetch(some []int32) {
	for _, i := range some {
		s.seen += s.ix.rows[s.touched[i].name].total
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
