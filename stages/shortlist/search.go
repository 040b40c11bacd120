package shortlist

import (
	"cmp"
	"math"
	"slices"

	"github.com/perimeter-data/perimeter/stages/orgname"
)

const (
	// behind is how far behind the best a candidate's rough score may be and still be compared in full.
	behind = 0.35
	// ahead is how much more than its rough score a candidate is thought to reach.
	ahead = 0.1
	// compared is how many candidates are compared in full, the best by their rough score.
	compared = 32
	// spellings is how many words of the index a word may be.
	spellings = 12
	// loose is the least rough score of a candidate that shares a key that is no word: first letters, a sound, words glued.
	loose = 0.6
)

// Search looks names up in an index. It keeps its memory from one name to the next; it is for one goroutine.
type Search struct {
	ix         *Index
	like       []float32 // of each word of the index, how surely it is one of the name's
	liked      []int32   // where like is not zero
	seen       []uint64  // a bit for each cell of the index where a row begins
	rows       []int32   // rows of the candidates: those of the same letters, then the loose ones, then those that share words
	candidates []candidate
	words      []query
}

// candidate is the bits of a rough score and, in the lower half, those of the beginning of a row turned round: the greater, the
// better, and of equal ones the earlier in the index.
type candidate uint64

func newCandidate(rough float32, row int32) candidate {
	return candidate(math.Float32bits(rough))<<32 | candidate(^uint32(row))
}

func (c candidate) rough() float32 { return math.Float32frombits(uint32(c >> 32)) }
func (c candidate) row() int32     { return int32(^uint32(c)) }

// query is a word of the name looked up, and the words of the index that it may be.
type query struct {
	orgname.Word
	ids []int32
}

// Found is an indexed name and its score with the name looked up.
type Found struct {
	Name  int // number of the name in the index
	Score float64
}

// Search is a new search of the index.
func (ix *Index) Search() *Search {
	return &Search{ix: ix, like: make([]float32, len(ix.words)+1), seen: make([]uint64, len(ix.rows)/64+1)}
}

// Best are at most limit names of a score of at least floor, the best first; equal ones in the order of the index.
func (s *Search) Best(n *orgname.Name, limit int, floor float64) []Found {
	if n.Key == "" {
		return nil
	}
	s.read(n)
	s.gather(n)
	s.rank(limit, float32(floor))
	var out []Found
	best := 0.0
	for i, c := range s.candidates {
		if limit == 1 && i >= 3 && float64(c.rough())+ahead < best {
			break
		}
		name := s.ix.rows[c.row()].id
		if score := orgname.Score(n, &s.ix.names[name]); score >= floor && score > 0 {
			out = append(out, Found{int(name), score})
			best = max(best, score)
		}
	}
	return first(out, limit)
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
	for _, id := range s.liked {
		s.like[id] = 0
	}
	for _, row := range s.rows {
		s.seen[row>>6] = 0
	}
	s.liked, s.words, s.rows, s.candidates = s.liked[:0], s.words[:0], s.rows[:0], s.candidates[:0]
	for i := range n.Len() {
		w, ok := n.Word(i)
		if !ok {
			continue
		}
		k := len(s.words)
		if k < cap(s.words) {
			s.words = s.words[:k+1]
			s.words[k] = query{w, s.words[k].ids[:0]}
		} else {
			s.words = append(s.words, query{Word: w})
		}
		s.spell(&s.words[k])
	}
}

// spell finds the words of the index that a word may be: itself, and unless it is a word of many names, those that one
// letter makes of it.
func (s *Search) spell(w *query) {
	put := func(id int32, like float32) {
		if s.like[id] == 0 {
			s.liked = append(s.liked, id)
		}
		s.like[id] = max(s.like[id], like)
		w.ids = append(w.ids, id)
	}
	id, ok := s.ix.vocab[w.Key]
	if ok {
		put(id, 1)
	}
	if len(w.Latin) < shortSlip || w.Known && w.Weight < common {
		return
	}
	try := func(k uint64) {
		for _, v := range s.ix.slips.find(k) {
			if !(ok && v == id) && !slices.Contains(w.ids, v) && len(w.ids) < spellings {
				put(v, 0.8)
			}
		}
	}
	try(text(bySlip, w.Latin, ""))
	for k := range w.Latin {
		try(text(bySlip, w.Latin[:k], w.Latin[k+1:]))
	}
}

// gather collects the candidates of a name: first those that share a key which is worth a rough score by itself.
func (s *Search) gather(n *orgname.Name) {
	s.add(s.ix.blocks.find(text(byJoined, n.Joined(), "")))
	whole := len(s.rows)
	s.gatherLoose(n)
	likely := len(s.rows)
	for k := range s.words {
		w := &s.words[k]
		for _, id := range w.ids {
			s.add(s.ix.words[id].alone)
			s.add(s.ix.words[id].only)
			if !s.ix.words[id].paired {
				continue
			}
			for _, v := range s.words[:k] {
				if v.Weight >= common && w.Weight >= common {
					continue
				}
				for _, other := range v.ids {
					if s.ix.words[other].paired {
						s.add(s.ix.blocks.find(key(byPair, min(id, other), max(id, other))))
					}
				}
			}
		}
	}
	placed := slices.ContainsFunc(s.words, func(w query) bool { return w.Place })
	total := float32(n.Weight())
	for i, row := range s.rows {
		rough := s.rough(row, total, placed)
		switch {
		case i < whole:
			rough = max(rough, 1)
		case i < likely:
			rough = max(rough, loose)
		}
		s.candidates = append(s.candidates, newCandidate(rough, row))
	}
}

// gatherLoose adds the names that share first letters, a sound, or words written apart in one of the two.
func (s *Search) gatherLoose(n *orgname.Name) {
	ix := s.ix
	word := func(latin string) {
		if id, ok := ix.vocab[latin]; ok {
			s.add(ix.words[id].alone)
			s.add(ix.words[id].only)
		}
	}
	if in := n.Initials(); in != "" {
		s.add(ix.blocks.find(text(byInitials, in, "")))
		word(in)
	}
	for k := range s.words {
		w := &s.words[k]
		if n := len(w.Latin); n >= 3 && n <= 7 {
			s.add(ix.blocks.find(text(byInitials, w.Latin, "")))
		}
		if len(w.Latin) >= 5 {
			s.add(ix.blocks.find(text(byGlue, w.Latin, "")))
		}
		if w.Weight >= 0.5 && (w.Other || ix.other) {
			if bones := w.Bones(); bones != 0 {
				s.add(ix.blocks.find(sounds(byOther, bones)))
				if w.Other {
					s.add(ix.blocks.find(sounds(byBones, bones)))
				}
			}
		}
		if k > 0 {
			word(s.words[k-1].Latin + w.Latin)
		}
	}
}

// add makes candidates of the names whose rows begin there.
func (s *Search) add(rows []int32) {
	for _, row := range rows {
		if w, bit := &s.seen[row>>6], uint64(1)<<(row&63); *w&bit == 0 {
			*w |= bit
			s.rows = append(s.rows, row)
		}
	}
}

// rough is what part of the words of both names, by weight, have a counterpart; less if both have countries and the candidate's
// is another.
func (s *Search) rough(row int32, total float32, placed bool) float32 {
	cells := s.ix.rows[row:]
	matched, elsewhere := float32(0), false
	for _, c := range cells[1:] {
		like := s.like[c.id&number]
		matched += c.weight * like
		elsewhere = elsewhere || placed && c.id&country != 0 && like == 0
		if c.id < 0 {
			break
		}
	}
	if elsewhere {
		matched *= 0.7
	}
	return 2 * matched / (total + cells[0].weight)
}

// rank leaves the candidates that are worth a full comparison, the best by rough score first. Where only one is asked for,
// those far behind the best are not; else the others decide nothing about a candidate.
func (s *Search) rank(limit int, floor float32) {
	if len(s.candidates) == 0 {
		return
	}
	least, keep := floor-behind, s.candidates[:0]
	if limit == 1 {
		least = max(least, slices.Max(s.candidates).rough()-behind)
	}
	for _, c := range s.candidates {
		if c.rough() >= least {
			keep = append(keep, c)
		}
	}
	if limit == 1 && len(keep) > compared {
		keep = topmost(keep)
	} else {
		slices.SortFunc(keep, func(a, b candidate) int { return cmp.Compare(b, a) })
	}
	s.candidates = keep
}

// topmost puts the best candidates in front, in order.
func topmost(all []candidate) []candidate {
	top := all[:compared]
	slices.SortFunc(top, func(a, b candidate) int { return cmp.Compare(b, a) })
	for _, c := range all[compared:] {
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
