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
	ahead = 0.1
	// compared is how many candidates are compared in full at most, where only the best is asked for.
	compared = 32
	// spellings is how many words of the index a word may be.
	spellings = 12
	// certain is how surely a word is itself, slipped how surely it is another from which one letter parts it.
	certain, slipped = 10, 8
	// loose is the least rough score of a candidate that shares a key that is no word: first letters, a sound, words glued.
	loose = 0.6
	// doubt is what orgname adds to the weights of two names.
	doubt = 0.15
	// rested is how much the greatest weight that neither name finds in the other takes off there, and swapped what is left for
	// that both have such words.
	rested, swapped = 0.5, 0.9
)

// Search looks names up in an index. It keeps its memory from one name to the next; it is for one goroutine.
type Search struct {
	ix         *Index
	like       []uint16 // of each word of the index, its place in likes; 0 if it is none of the name's
	likes      []like
	seen       []uint64 // a bit for each name of the index
	names      []int32  // of the candidates
	candidates []candidate
	words      []query
	order      []int    // the words of the name, the weightiest first
	weights    []uint32 // their weights in that order, and 0
	letters    []uint32 // and what they begin with
	total      uint32   // their weights added up
	placed     bool     // it has a country

	// What can still be matched of the name and of a candidate that no block has shown, in units: the words whose blocks are not
	// yet looked up, or that have none.
	left, right float32

	// The best one so far, and what is asked for.
	name  *orgname.Name
	found []Found
	best  float32
	limit int
	floor float64
}

// like is a word of the index that may be one of the name's. The first is none, for words that are not.
type like struct {
	id     int32
	of     uint32 // the bit of the name's word
	sure   uint32 // from 0 to certain
	unlike uint32 // all bits for the first, else 0
	weight uint32 // of the name's word in units, times sure
}

// candidate is the bits of a rough score and, in the lower half, those of the number of a name turned round: the greater, the
// better, and of equal ones the earlier in the index.
type candidate uint64

func newCandidate(rough float32, name int32) candidate {
	return candidate(math.Float32bits(rough))<<32 | candidate(^uint32(name))
}

// Found is an indexed name and its score with the name looked up.
type Found struct {
	Name  int // number of the name in the index
	Score float64
}

// Search is a new search of the index.
func (ix *Index) Search() *Search {
	return &Search{ix: ix, like: make([]uint16, len(ix.words)), likes: []like{{unlike: math.MaxUint32}}, seen: make([]uint64, len(ix.names)/64+1)}
}

// Best are at most limit names of a score of at least floor, the best first; equal ones in the order of the index. Where only
// one is asked for, candidates that are thought to stay behind the best so far are not compared; else no candidate decides
// about another.
func (s *Search) Best(n *orgname.Name, limit int, floor float64) []Found {
	if n.Key == "" || limit < 1 {
		return nil
	}
	s.read(n)
	s.limit, s.floor, s.best, s.found = limit, floor, 0, nil
	s.gather()
	s.rank()
	return first(s.found, limit)
}

// All is Best by comparing with every name: slow, and what Best is measured by.
func (s *Search) All(n *orgname.Name, limit int, floor float64) []Found {
	var out []Found
	for i := range s.ix.names {
		if score := orgname.Score(n, &s.ix.names[i]); score >= floor && score > 0 {
			out = append(out, Found{i, score})
		}
	}
	return first(out, limit)
}

func first(found []Found, limit int) []Found {
	slices.SortFunc(found, func(a, b Found) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Name, b.Name)) })
	return found[:min(limit, len(found))]
}

// read forgets the last name and finds the words of the index that the words of this one may be.
func (s *Search) read(n *orgname.Name) {
	for _, l := range s.likes {
		s.like[l.id] = 0
	}
	for _, name := range s.names {
		s.seen[name>>6] = 0
	}
	s.likes, s.words, s.order, s.names, s.candidates = s.likes[:1], s.words[:0], s.order[:0], s.names[:0], s.candidates[:0]
	s.name, s.total, s.placed = n, 0, false
	for i := range n.Len() {
		w, ok := n.Word(i)
		if !ok || slices.ContainsFunc(s.words, func(q query) bool { return q.Key == w.Key }) {
			continue
		}
		k, weight := len(s.words), uint32(w.Weight*unit+0.5)
		if k < cap(s.words) {
			s.words = s.words[:k+1]
			s.words[k] = query{Word: w, weight: weight, likes: s.words[k].likes[:0]}
		} else {
			s.words = append(s.words, query{Word: w, weight: weight})
		}
		s.placed, s.total = s.placed || w.Place, s.total+weight
		s.order = append(s.order, k)
	}
	slices.SortStableFunc(s.order, func(a, b int) int { return cmp.Compare(s.words[b].weight, s.words[a].weight) })
	s.weights, s.letters = s.weights[:0], s.letters[:0]
	for i, k := range s.order {
		s.weights = append(s.weights, s.words[k].weight)
		s.letters = append(s.letters, letterOf(&s.words[k].Word))
		s.words[k].bit = 1 << i
	}
	s.weights = append(s.weights, 0)
	for k := range s.words {
		s.spell(&s.words[k])
	}
}

// spell finds the words of the index that a word may be: itself, and unless it is a word of many names, those that one
// letter makes of it.
func (s *Search) spell(w *query) {
	put := func(id int32, sure uint32) {
		at := s.like[id]
		if at == 0 {
			at = uint16(len(s.likes))
			s.like[id] = at
			s.likes = append(s.likes, like{id: id})
		}
		if l := &s.likes[at]; sure > l.sure {
			*l = like{id: id, of: w.bit, sure: sure, weight: sure * w.weight}
		}
		w.likes = append(w.likes, at)
	}
	id, ok := s.ix.vocab[w.Key]
	if ok {
		put(id, certain)
	}
	if len(w.Latin) < shortSlip || w.Known && w.Weight < common {
		return
	}
	try := func(k uint64) {
		for _, v := range s.ix.slips.find(k) {
			if !(ok && v == id) && len(w.likes) < spellings && !slices.Contains(w.likes, s.like[v]) {
				put(v, slipped)
			}
		}
	}
	try(text(bySlip, w.Latin, ""))
	for k := range w.Latin {
		try(text(bySlip, w.Latin[:k], w.Latin[k+1:]))
	}
}

// rough is the score without what only a full comparison tells: what stands first, numbers, legal forms, words that are alike in
// other ways than by one letter. Where words without counterpart begin with one letter, they may yet be alike.
func (s *Search) rough(r *row) float32 {
	total := s.total + r.total
	var matched, rest, of, letters uint32
	for {
		for _, c := range &r.words {
			l, weight := &s.likes[s.like[c.id()]], c.weight()
			rest = max(rest, l.unlike&weight)
			letters |= l.unlike & c.letter()
			matched += l.sure * weight
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
	rest = min(rest, s.weights[bits.TrailingZeros32(^of)])
	rough := float32(matched) / (float32(total*certain) + doubt*unit*certain)
	switch {
	case rest == 0, letters&anyLetter != 0, s.begins(of, letters):
		return rough
	}
	return rough * (1 - float32(rest)*rested/unit) * swapped
}

func (s *Search) compare(c candidate) {
	name := c.name()
	if score := orgname.Score(s.name, &s.ix.names[name]); score >= s.floor && score > 0 {
		s.found = append(s.found, Found{int(name), score})
		s.best = max(s.best, float32(score))
	}
}

// rank compares the candidates that are worth it in full, the best by rough score first.
func (s *Search) rank() {
	least, keep := float32(s.floor)-behind, s.candidates[:0]
	if s.limit == 1 {
		least = s.best - ahead
	}
	for _, c := range s.candidates {
		if c.rough() >= least {
			keep = append(keep, c)
		}
	}
	if s.limit > 1 {
		for _, c := range keep {
			s.compare(c)
		}
		return
	}
	for _, c := range topmost(keep) {
		if c.rough()+ahead < s.best {
			return
		}
		s.compare(c)
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
