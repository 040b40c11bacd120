package shortlist

import (
	"math/bits"
	"strings"
)

// remnant is a name filed under all its words, or under all but one, in any order: so a slip in a word that many names have, or
// in one of few letters, leads to the name that is else the same.
type remnant struct {
	letters letters // of the word left out; 0 if none is
	name    int32   // rank
}

// letters is a set of Latin letters; other bytes share a few bits.
type letters uint32

func lettersOf(w *held) (set letters) {
	if w == nil {
		return 0
	}
	for i := range len(w.Latin) {
		if c := w.Latin[i] - 'a'; c < 26 {
			set |= 1 << c
		} else {
			set |= 1 << (26 + c%6)
		}
	}
	return set
}

// article is how many letters a misspelt article or preposition has at most. Written right it is no word.
const article = 4

// near says that one slip may part the words left out of two names.
func (l letters) near(m letters) bool {
	n := bits.OnesCount32(uint32(l ^ m))
	return n <= 2 || n <= article && (l == 0 || m == 0)
}

// rests gives the keys of the words of a name of two words or more: of all, and of all but each that has no digits. A key that has
// a word which the index lacks leads nowhere and is not given.
func rests(words []held, give func(key uint64, without *held)) {
	all, n, lacking := uint64(0), 0, 0
	for i := range words {
		w := &words[i]
		if w.again {
			continue
		}
		all += share(w.id)
		n++
		if w.id == 0 {
			lacking++
		}
	}
	if n < 2 || lacking > 1 {
		return
	}
	if lacking == 0 {
		give(all, nil)
	}
	for i := range words {
		if w := &words[i]; !w.again && (lacking == 0 || w.id == 0) && !numbered(w.Latin) {
			give(all-share(w.id), w)
		}
	}
}

// numbered says that a word has digits: with others it is another word.
func numbered(latin string) bool {
	for i := range len(latin) {
		if latin[i]-'0' < 10 {
			return true
		}
	}
	return false
}

// share is what a word adds to the key of several.
func share(id int32) uint64 {
	h := (uint64(id) + offset) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>29) * 0x94d049bb133111eb
	return h ^ h>>32
}

// leave files a name under its words but one.
func (b *builder) leave(rank int32, words []held) {
	rests(words, func(key uint64, without *held) {
		b.rested = append(b.rested, entry{key, int32(len(b.remnants))})
		b.remnants = append(b.remnants, remnant{lettersOf(without), rank})
	})
}

// remain makes blocks of the remnants.
func (b *builder) remain() {
	b.rests = file(b.rested, func(key uint64, at []int32) bool { return len(at) <= maxBlock || b.capRest(key, at) })
	remnants := make([]remnant, len(b.rests.filed))
	for i, at := range b.rests.filed {
		remnants[i] = b.remnants[at]
	}
	b.rests.filed, b.remnants = nil, remnants
}

// capRest lists a block of remnants as left out.
func (b *builder) capRest(key uint64, at []int32) bool {
	first := b.remnants[at[0]].name
	out := Block{Kind: kinds[byRest], Names: len(at), First: int(b.ranked[first])}
	words := b.read(first)
	rests(words, func(k uint64, without *held) {
		if k != key || out.Words != "" {
			return
		}
		var texts []string
		for i := range words {
			if w := &words[i]; !w.again && w != without {
				texts = append(texts, w.Latin)
			}
		}
		out.Words = strings.Join(texts, " ")
	})
	b.capped = append(b.capped, out)
	return false
}

// besides gathers the names that have the same words but for a slip in one.
func (s *Search) besides() {
	rests(s.held, func(key uint64, without *held) {
		from, to := s.ix.rests.where(key)
		if from == to {
			return
		}
		mine := lettersOf(without)
		for _, r := range s.ix.remnants[from:to] {
			if r.letters.near(mine) {
				s.touch(r.name).beside = true
			}
		}
	})
}
