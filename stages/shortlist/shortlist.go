// Package shortlist finds, among many names, the few that a given name may be compared with. What it looks up is decided by
// the words of the two names and the table of words in orgname: a name added to the list takes no other name from an answer,
// unless it fills a block, which Capped counts.
package shortlist

import (
	"slices"

	"github.com/perimeter-data/perimeter/stages/orgname"
)

const (
	// common is the weight under which a word alone is no reason to compare two names; two such words together are.
	common = 0.62
	// maxBlock is how many names may share a key, and maxPair how many may share two common words. A fuller block is left out
	// of the look-up.
	maxBlock, maxPair = 1000, 200
)

// Index is an inverted index of names. It does not change once built, and may be read by many at once, each with its own
// Search.
type Index struct {
	names   []orgname.Name
	held    []held  // words of the names, in their order
	start   []int32 // of each name, its first word in held; one more than there are names
	totals  []float32
	vocab   map[string]int32 // number of a word, by its key
	place   []bool           // whether it is a country, by number
	spelled []string         // words in Latin letters, by number; "" if not looked up by its letters
	slips   map[uint64][]int32
	blocks  map[uint64][]int32
	maybe   filter // keys of slips and blocks
	capped  int
	other   bool // a word is written in a script that is not Latin
}

// held is a word of an indexed name.
type held struct {
	word   int32
	weight float32
}

// The kinds of keys.
const (
	byWord     = iota // a word that few names have
	byPair            // two common words
	byOnly            // the only word of a name
	byJoined          // the name without spaces
	byInitials        // first letters
	byBones           // consonants of a Latin word
	byOther           // consonants of a word in another script
	byGlue            // two words written as one
	bySlip            // what is left of a word without one letter
)

// New indexes names; one that names nothing is never found.
func New(names []orgname.Name) *Index {
	ix := &Index{names: names, vocab: map[string]int32{}, slips: map[uint64][]int32{}, blocks: map[uint64][]int32{}}
	var keys []uint64
	for i := range names {
		n := &names[i]
		ix.start = append(ix.start, int32(len(ix.held)))
		ix.totals = append(ix.totals, float32(n.Weight()))
		if n.Key == "" {
			continue
		}
		keys = ix.keys(keys[:0], n)
		slices.Sort(keys)
		for _, k := range slices.Compact(keys) {
			ix.blocks[k] = append(ix.blocks[k], int32(i))
		}
	}
	ix.start = append(ix.start, int32(len(ix.held)))
	for k, b := range ix.blocks {
		if len(b) > maxBlock || k%2 == 1 && len(b) > maxPair {
			ix.capped++
			delete(ix.blocks, k)
		}
	}
	ix.maybe = newFilter(len(ix.blocks) + len(ix.slips))
	for k := range ix.blocks {
		ix.maybe.put(k)
	}
	for k := range ix.slips {
		ix.maybe.put(k)
	}
	return ix
}

// filter says of a key that is not there, mostly, that it is not: a set of bits, small enough for a processor's cache.
type filter []uint64

func newFilter(keys int) filter {
	n := 1024
	for n*4 < keys {
		n *= 2
	}
	return make(filter, n)
}

func (f filter) put(k uint64) { k = mix(k); f[k>>6&uint64(len(f)-1)] |= 1 << (k & 63) }

func (f filter) has(k uint64) bool {
	k = mix(k)
	return f[k>>6&uint64(len(f)-1)]&(1<<(k&63)) != 0
}

func mix(k uint64) uint64 { return (k ^ k>>32) * 0x9e3779b97f4a7c15 >> 20 }

// Capped is how many blocks are left out because more than maxBlock names share their key.
func (ix *Index) Capped() int { return ix.capped }

// keys adds a name's words to the index and gives the keys of its blocks.
func (ix *Index) keys(keys []uint64, n *orgname.Name) []uint64 {
	first := len(ix.held)
	var before orgname.Word
	for i := range n.Len() {
		w, ok := n.Word(i)
		if !ok {
			continue
		}
		id := ix.number(w)
		if !slices.ContainsFunc(ix.held[first:], func(h held) bool { return h.word == id }) {
			ix.held = append(ix.held, held{id, float32(w.Weight)})
		}
		if w.Weight >= common {
			keys = append(keys, key(byWord, id, 0))
		}
		if bones := w.Bones(); w.Weight >= 0.5 && bones != 0 {
			kind := byBones
			if w.Other {
				kind = byOther
				ix.other = true
			}
			keys = append(keys, sounds(kind, bones))
		}
		if before.Latin != "" && len(before.Latin)+len(w.Latin) >= 5 {
			keys = append(keys, text(byGlue, before.Latin, w.Latin))
		}
		before = w
	}
	words := ix.held[first:]
	for i, v := range words[:min(len(words), 8)] {
		for _, w := range words[i+1 : min(len(words), 8)] {
			if v.weight < common && w.weight < common {
				keys = append(keys, key(byPair, min(v.word, w.word), max(v.word, w.word)))
			}
		}
	}
	// The word that tells most of a name is a key however common it is.
	if len(words) > 0 {
		most := words[0]
		for _, w := range words {
			if w.weight > most.weight {
				most = w
			}
		}
		if most.weight < common {
			keys = append(keys, key(byWord, most.word, 0))
		}
	}
	if len(words) == 1 {
		keys = append(keys, key(byOnly, words[0].word, 0))
	}
	keys = append(keys, text(byJoined, n.Joined()))
	if s := n.Initials(); s != "" {
		keys = append(keys, text(byInitials, s))
	}
	return keys
}

// number is the number of a word, a new one if it is new.
func (ix *Index) number(w orgname.Word) int32 {
	id, ok := ix.vocab[w.Key]
	if ok {
		return id
	}
	id = int32(len(ix.spelled))
	ix.vocab[w.Key] = id
	ix.spelled = append(ix.spelled, w.Latin)
	ix.place = append(ix.place, w.Place)
	if len(w.Latin) >= 4 {
		ix.slips[text(bySlip, w.Latin)] = append(ix.slips[text(bySlip, w.Latin)], id)
		for k := range w.Latin {
			s := text(bySlip, w.Latin[:k], w.Latin[k+1:])
			if b := ix.slips[s]; len(b) == 0 || b[len(b)-1] != id {
				ix.slips[s] = append(b, id)
			}
		}
	}
	return id
}

// key is FNV-1a of a kind and two numbers. The last bit says whether it is of a pair.
func key(kind int, a, b int32) uint64 {
	h := offset ^ uint64(kind)
	for _, v := range [2]int32{a, b} {
		for range 4 {
			h = (h*prime ^ uint64(v&0xff)) * prime
			v >>= 8
		}
	}
	if kind == byPair {
		return h | 1
	}
	return h &^ 1
}

// sounds is the key of a word's consonants.
func sounds(kind int, b orgname.Bones) uint64 { return key(kind, int32(b>>32), int32(b)) }

// text is FNV-1a of a kind and texts, one after the other.
func text(kind int, texts ...string) uint64 {
	h := (offset ^ uint64(kind)) * prime
	for _, s := range texts {
		for i := range len(s) {
			h = (h ^ uint64(s[i])) * prime
		}
	}
	return h &^ 1
}

const (
	offset uint64 = 14695981039346656037
	prime  uint64 = 1099511628211
)
