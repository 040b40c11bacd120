package shortlist

import (
	"cmp"
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
)

// Search looks names up in an index. It keeps its memory from one name to the next; it is for one goroutine.
type Search struct {
	ix         *Index
	like       []float32 // of each word of the index, how surely it is one of the name's
	liked      []int32   // where like is not zero
	seen       []bool    // of each indexed name
	candidates []candidate
	words      []query
}

type candidate struct {
	name  int32
	rough float32
}

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
	return &Search{ix: ix, like: make([]float32, len(ix.spelled)), seen: make([]bool, len(ix.names))}
}

// Best are at most limit names of a score of at least floor, the best first; equal ones in the order of the index.
func (s *Search) Best(n *orgname.Name, limit int, floor float64) []Found {
	if n.Key == "" {
		return nil
	}
	s.gather(n)
	s.rank(n, limit, float32(floor))
	var out []Found
	best := 0.0
	for i, c := range s.candidates {
		if limit == 1 && i >= 3 && float64(c.rough)+ahead < best {
			break
		}
		if score := orgname.Score(n, &s.ix.names[c.name]); score >= floor && score > 0 {
			out = append(out, Found{int(c.name), score})
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

// gather collects the candidates of a name.
func (s *Search) gather(n *orgname.Name) {
	ix := s.ix
	for _, id := range s.liked {
		s.like[id] = 0
	}
	s.liked, s.words = s.liked[:0], s.words[:0]
	for _, c := range s.candidates {
		s.seen[c.name] = false
	}
	s.candidates = s.candidates[:0]
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
	s.add(text(byJoined, n.Joined()), 1)
	if in := n.Initials(); in != "" {
		s.add(text(byInitials, in), 0.6)
		if id, ok := ix.vocab[in]; ok {
			s.add(key(byWord, id, 0), 0.6)
			s.add(key(byOnly, id, 0), 0.6)
		}
	}
	for k := range s.words {
		w := &s.words[k]
		for _, id := range w.ids {
			s.add(key(byWord, id, 0), 0)
			s.add(key(byOnly, id, 0), 0)
			for _, v := range s.words[:k] {
				if v.Weight < common || w.Weight < common {
					for _, other := range v.ids {
						s.add(key(byPair, min(id, other), max(id, other)), 0)
					}
				}
			}
		}
		if n := len(w.Latin); n >= 3 && n <= 7 {
			s.add(text(byInitials, w.Latin), 0.6)
		}
		if len(w.Latin) >= 5 {
			s.add(text(byGlue, w.Latin), 0.6)
		}
		if w.Weight >= 0.5 && (w.Other || ix.other) {
			if bones := w.Bones(); bones != 0 {
				s.add(sounds(byOther, bones), 0.6)
				if w.Other {
					s.add(sounds(byBones, bones), 0.6)
				}
			}
		}
		if k > 0 {
			if id, ok := ix.vocab[s.words[k-1].Latin+w.Latin]; ok {
				s.add(key(byWord, id, 0), 0.6)
				s.add(key(byOnly, id, 0), 0.6)
			}
		}
	}
}

// spell finds the words of the index that a word may be: itself, and unless it is a word of many names, those that one
// letter makes of it.
func (s *Search) spell(w *query) {
	ix := s.ix
	put := func(id int32, like float32) {
		if s.like[id] == 0 {
			s.liked = append(s.liked, id)
		}
		s.like[id] = max(s.like[id], like)
		w.ids = append(w.ids, id)
	}
	id, ok := ix.vocab[w.Key]
	if ok {
		put(id, 1)
	}
	if len(w.Latin) < 4 || w.Known && w.Weight < common {
		return
	}
	try := func(k uint64) {
		if !ix.maybe.has(k) {
			return
		}
		for _, v := range ix.slips[k] {
			if !(ok && v == id) && !slices.Contains(w.ids, v) && len(w.ids) < 12 {
				put(v, 0.8)
			}
		}
	}
	try(text(bySlip, w.Latin))
	for k := range w.Latin {
		try(text(bySlip, w.Latin[:k], w.Latin[k+1:]))
	}
}

// add makes candidates of a block, of a rough score of at least the one given.
func (s *Search) add(block uint64, rough float32) {
	if !s.ix.maybe.has(block) {
		return
	}
	for _, name := range s.ix.blocks[block] {
		if !s.seen[name] {
			s.seen[name] = true
			s.candidates = append(s.candidates, candidate{name, rough})
		}
	}
}

// rank leaves the candidates that are worth a full comparison, the best by rough score first. Where only one is asked for,
// those far behind the best are not; else the others decide nothing about a candidate.
func (s *Search) rank(n *orgname.Name, limit int, floor float32) {
	best := float32(0)
	total := float32(n.Weight())
	placed := slices.ContainsFunc(s.words, func(w query) bool { return w.Place })
	for i := range s.candidates {
		c := &s.candidates[i]
		matched, elsewhere := float32(0), false
		for _, h := range s.ix.held[s.ix.start[c.name]:s.ix.start[c.name+1]] {
			matched += h.weight * s.like[h.word]
			elsewhere = elsewhere || placed && s.ix.place[h.word] && s.like[h.word] == 0
		}
		if elsewhere {
			matched *= 0.7
		}
		c.rough = max(c.rough, 2*matched/(total+s.ix.totals[c.name]))
		best = max(best, c.rough)
	}
	least, most := floor-behind, len(s.candidates)
	if limit == 1 {
		least, most = max(least, best-behind), compared
	}
	keep := s.candidates[:0]
	for _, c := range s.candidates {
		if c.rough >= least {
			keep = append(keep, c)
		} else {
			s.seen[c.name] = false
		}
	}
	slices.SortFunc(keep, func(a, b candidate) int { return cmp.Or(cmp.Compare(b.rough, a.rough), cmp.Compare(a.name, b.name)) })
	most = min(most, len(keep))
	for _, c := range keep[most:] {
		s.seen[c.name] = false
	}
	s.candidates = keep[:most]
}
