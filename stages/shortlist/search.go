package shortlist

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"github.com/perimeter-data/perimeter/stages/orgname"
)

const (
	// behind is how far under the floor a candidate's rough score may be and still be compared in full.
	behind = 0.45
	// ahead is how much more than its rough score a candidate is thought to reach, where only the best is asked for.
	ahead = 0.06
	// compared is how many candidates are compared in full at most, where only the best is asked for.
	compared = 64
	// fetched is how many rows are read at once.
	fetched = 32
	// How surely a word is itself, another that is written together with its neighbour, another from which one letter parts it or
	// that sounds like it in another script, and first letters of a name; in tenths.
	certain, glued, slipped, initial = 10, 9, 8, 7
	// mostSpelled is more than orgname gives to first letters and the name that they stand for.
	mostSpelled = 0.76
	// doubt is what orgname adds to the weights of two names, less a little.
	doubt = 0.15
	// nearly is the least rough score of a name that has the same words but for a slip in one.
	nearly = 0.9
	// rested is how much the greatest weight that neither name finds in the other takes off there, and swapped what is left for
	// that both have such words.
	rested, swapped = 0.5, 0.9
)

// Search looks names up in an index. It keeps its memory from one name to the next; it is for one goroutine.
type Search struct {
	ix      *Index
	like    []int32 // of each word of the index, its place in likes; 0 if it is none of the name's
	likes   []like
	slot    []int32 // of each name by rank, its place in touched; 0 if it is not touched
	touched []touched
	ranked  int // how many of touched are ranked
	some    []candidate
	held    []held
	words   []query
	order   []int    // the words of the name, the weightiest first
	weights []uint32 // their weights in that order, and 0
	letters []uint8  // and what they begin with
	total   uint32   // their weights added up
	placed  bool     // it has a country

	shares [marks]uint16 // what names may share by a word of a mark, of both, in tenths of units
	keys   []uint64      // of pairs of words
	lists  [][]posting   // of names that have them
	seen   uint16        // of no meaning: what is read ahead, all at once, must go somewhere

	// The best one so far, and what is asked for.
	name  *orgname.Name
	found []Found // by rank
	best  float32
	limit int
	floor float64
}

// query is a word of the name looked up, and the words of the index that it may be.
type query struct {
	held
	bit   uint32
	likes []int32
}

// like is a word of the index that may be one of the name's. The first is none, for words that are not.
type like struct {
	id     int32
	of     uint32 // the bit of the name's word; several where they are one in the index
	sure   uint32 // from 0 to certain
	weight uint32 // of the name's word in units, times sure
}

// touched is a name that shares a key.
type touched struct {
	name   int32  // rank
	extra  uint32 // what it shares by keys that are no words, in tenths of units
	beside bool   // it has the same words but for a slip in one
}

// whole is what a name shares that is the one looked up without spaces.
const whole = math.MaxUint32

// Found is an indexed name and its score with the name looked up.
type Found struct {
	Name  int // number of the name in the index
	Score float64
}

// Search is a new search of the index.
func (ix *Index) Search() *Search {
	return &Search{ix: ix, like: make([]int32, len(ix.words)), likes: make([]like, 1), slot: make([]int32, len(ix.ranked)), touched: make([]touched, 1), ranked: 1}
}

// Best are at most limit names of a score of at least floor, the best first; equal ones in the order of their words. Where only
// one is asked for, candidates that are thought to stay behind the best so far are not compared; else no candidate decides
// about another.
func (s *Search) Best(n *orgname.Name, limit int, floor float64) []Found {
	if n.Key == "" || limit < 1 {
		return nil
	}
	s.limit, s.floor, s.best, s.found = limit, floor, float32(floor), nil
	s.read(n)
	s.gather()
	s.rank()
	s.pairs()
	s.rank()
	s.forget()
	return s.first(limit)
}

// All is Best by comparing with every name: slow, and what Best is measured by.
func (s *Search) All(n *orgname.Name, limit int, floor float64) []Found {
	s.found = nil
	for rank, number := range s.ix.ranked {
		if score := orgname.Score(n, &s.ix.names[number]); score >= floor && score > 0 {
			s.found = append(s.found, Found{rank, score})
		}
	}
	return s.first(limit)
}

// first are the best names found, by number.
func (s *Search) first(limit int) []Found {
	slices.SortFunc(s.found, func(a, b Found) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Name, b.Name)) })
	best := s.found[:min(limit, len(s.found))]
	for i := range best {
		best[i].Name = int(s.ix.ranked[best[i].Name])
	}
	return best
}

// read finds the words of the index that the words of a name may be.
func (s *Search) read(n *orgname.Name) {
	s.name, s.total, s.placed = n, 0, false
	s.held = appendHeld(s.held[:0], n, s.ix.known)
	s.words, s.order = s.words[:0], s.order[:0]
	for i := range s.held {
		w := &s.held[i]
		if w.again {
			continue
		}
		k := len(s.words)
		if k < cap(s.words) {
			s.words = s.words[:k+1]
			s.words[k] = query{held: *w, likes: s.words[k].likes[:0]}
		} else {
			s.words = append(s.words, query{held: *w})
		}
		s.placed, s.total = s.placed || w.Place, s.total+uint32(w.weight)
		s.order = append(s.order, k)
	}
	slices.SortStableFunc(s.order, func(a, b int) int { return cmp.Compare(s.words[b].weight, s.words[a].weight) })
	s.weights, s.letters = s.weights[:0], s.letters[:0]
	for i, k := range s.order {
		w := &s.words[k]
		w.bit = 1 << i
		s.weights = append(s.weights, uint32(w.weight))
		s.letters = append(s.letters, letterOf(&w.Word))
	}
	s.weights = append(s.weights, 0)
	for k := range s.words {
		s.seen += uint16(s.ix.words[s.words[k].id].near)
	}
	for k := range s.words {
		s.spell(&s.words[k])
	}
	s.join()
}

// forget makes room for the next name.
func (s *Search) forget() {
	for _, l := range s.likes {
		s.like[l.id] = 0
		s.shares[markOf(l.id)] = 0
	}
	for _, t := range s.touched[1:] {
		s.slot[t.name] = 0
	}
	s.likes, s.touched, s.ranked = s.likes[:1], s.touched[:1], 1
}

// put makes a word of the index one that words of the name may be, whose bits and weights added up are given.
func (s *Search) put(w *query, id int32, of, weight, sure uint32) {
	at := s.like[id]
	if at == 0 {
		at = int32(len(s.likes))
		s.like[id] = at
		s.likes = append(s.likes, like{id: id})
	}
	if l := &s.likes[at]; sure > l.sure {
		*l = like{id: id, of: of, sure: sure, weight: sure * weight}
	}
	w.likes = append(w.likes, at)
}

// spell finds the words of the index that a word may be: itself, and those akin to it.
func (s *Search) spell(w *query) {
	weight := uint32(w.weight)
	if w.id > 0 {
		s.put(w, w.id, w.bit, weight, certain)
	}
	like := func(ids []int32) {
		for _, id := range ids {
			if !slices.Contains(w.likes, s.like[id]) {
				s.put(w, id, w.bit, weight, slipped)
			}
		}
	}
	if w.id > 0 && s.ix.words[w.id].plain && w.Key == w.Latin && !w.Other {
		like(s.ix.near[s.ix.words[w.id-1].near:s.ix.words[w.id].near])
		return
	}
	s.ix.akin(&w.held, like)
}

// join finds the words of the index that are two words of the name written as one, or its first letters.
func (s *Search) join() {
	for k := range s.words {
		if k == 0 {
			continue
		}
		v, w := &s.words[k-1], &s.words[k]
		if id := s.ix.spelled(v.Latin, w.Latin); id > 0 && len(v.Latin)+len(w.Latin) >= leastGlue {
			s.put(w, id, v.bit|w.bit, uint32(v.weight)+uint32(w.weight), glued)
		}
	}
	if in := s.name.Initials(); in != "" {
		if id := s.ix.spelled(in, ""); id > 0 {
			s.put(&s.words[0], id, 1<<len(s.words)-1, s.total, initial)
		}
	}
}

// rough is the score without what only a full comparison tells: what stands first, numbers, legal forms, words that are alike in
// other ways than by one letter. Where words without counterpart begin with one letter, they may yet be alike.
func (s *Search) rough(t *touched) float32 {
	r := &s.ix.rows[t.name]
	if t.extra == whole {
		return 1
	}
	both := s.both(r.total)
	var matched, rest, of, letters uint32
	elsewhere := false
	for {
		for i := range r.words {
			c := &r.words[i]
			if c.id == 0 {
				break
			}
			at := s.like[c.id]
			if at == 0 {
				rest = max(rest, uint32(c.weight))
				letters |= 1 << c.letter
				elsewhere = elsewhere || c.country
				continue
			}
			l := &s.likes[at]
			matched += l.sure * uint32(c.weight)
			if of&l.of == 0 {
				of |= l.of
				matched += l.weight
			}
		}
		if r.next == 0 {
			break
		}
		r = &s.ix.rows[r.next]
	}
	rest = min(rest, s.weights[min(bits.TrailingZeros32(^of), len(s.words))])
	rough := float32(min(matched+t.extra, both)) / (float32(both) + doubt*unit*certain)
	if rest > 0 && t.extra == 0 && !s.begins(of, letters) {
		rough *= (1 - float32(rest)*rested/unit) * swapped
	}
	if s.placed && elsewhere {
		rough *= 0.7
	}
	if t.beside {
		return max(rough, nearly)
	}
	return rough
}

// both is the most that a name whose words weigh so much together can match, in tenths of units.
func (s *Search) both(total uint16) uint32 { return certain * (s.total + uint32(total)) }

// begins says that a word of the name whose bit is not set begins with one of the letters.
func (s *Search) begins(of, letters uint32) bool {
	for i, l := range s.letters {
		if of>>i&1 == 0 && (l == anyLetter || letters>>l&1 != 0 || letters>>anyLetter != 0) {
			return true
		}
	}
	return false
}
