package shortlist

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/stages/orgname"
)

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

var kinds = [...]string{byWord: "a word", byPair: "two words", byOnly: "the only word", byJoined: "the whole name without spaces",
	byInitials: "first letters", byBones: "the consonants of a word", byOther: "the consonants of a word", byGlue: "two words written as one"}

// Block is a block that is not looked up, because too many names have its key: two of them are only compared if they share
// another key.
type Block struct {
	Kind  string // what the names share
	Words string // as one of them has it, in Latin letters
	Names int    // how many they are
	First int    // the number of the first of them
}

func (b Block) compare(c Block) int {
	return cmp.Or(cmp.Compare(c.Names, b.Names), cmp.Compare(b.Kind, c.Kind), cmp.Compare(b.Words, c.Words))
}

// Capped are the blocks left out of the look-up, the fullest first. They depend on the list alone.
func (ix *Index) Capped() []Block { return ix.capped }

// describe says what the names of a block share. Words of one key may be written in several ways.
func (ix *Index) describe(block uint64, names []int32) Block {
	b := Block{Names: len(names), First: int(names[0])}
	for _, name := range names {
		n := &ix.names[name]
		for _, k := range ix.keys(nil, n, ix.held(nil, n)) {
			if words := strings.TrimSpace(k.first + " " + k.second); k.key == block && (b.Words == "" || words < b.Words) {
				b.Kind, b.Words = kinds[k.kind], words
			}
		}
	}
	return b
}

// entry is something filed under a key.
type entry struct {
	key uint64
	at  int32
}

// blocks are the things filed under each key, in order: a hash table with open addresses, which does not change.
type blocks struct {
	filed []int32
	slots []slot // a power of two of them, an eighth or more free
	maybe []uint64
}

type slot struct {
	key      uint64
	from, to int32 // in filed; both are 0 in a free slot
}

// file makes blocks of entries, of those that keep says.
func file(all []entry, keep func(key uint64, filed []int32) bool) (b blocks) {
	all = ordered(all)
	b.filed = make([]int32, len(all))
	keys := 0
	for i, e := range all {
		b.filed[i] = e.at
		if i == 0 || e.key != all[i-1].key {
			keys++
		}
	}
	size := 1 << max(6, bits.Len(uint(keys+keys/4)))
	b.slots, b.maybe = make([]slot, size), make([]uint64, size/8)
	for i := 0; i < len(all); {
		from, key := i, all[i].key
		for i < len(all) && all[i].key == key {
			i++
		}
		if !keep(key, b.filed[from:i]) {
			continue
		}
		h := mix(key)
		b.maybe[h>>6&uint64(len(b.maybe)-1)] |= 1 << (h & 63)
		at := h & uint64(size-1)
		for b.slots[at].to > 0 {
			at = (at + 1) & uint64(size-1)
		}
		b.slots[at] = slot{key, int32(from), int32(i)}
	}
	return b
}

// ordered is entries by key and number: cast into about as many parts as there are entries by the first bits of their keys, and
// sorted part by part.
func ordered(all []entry) []entry {
	shift := 64 - max(1, bits.Len(uint(len(all)))-2)
	from := make([]int, 1<<(64-shift)+1)
	for _, e := range all {
		from[e.key>>shift+1]++
	}
	for i := range from[1:] {
		from[i+1] += from[i]
	}
	out, next := make([]entry, len(all)), slices.Clone(from)
	for _, e := range all {
		out[next[e.key>>shift]] = e
		next[e.key>>shift]++
	}
	for i, at := range from[1:] {
		slices.SortFunc(out[from[i]:at], func(a, b entry) int {
			if a.key != b.key {
				return cmp.Compare(a.key, b.key)
			}
			return cmp.Compare(a.at, b.at)
		})
	}
	return out
}

// find is what is filed under a key. Most keys that are asked for are not there: a few bits, small enough for a processor's
// cache, say so.
func (b *blocks) find(key uint64) []int32 {
	h := mix(key)
	if b.maybe[h>>6&uint64(len(b.maybe)-1)]&(1<<(h&63)) == 0 {
		return nil
	}
	for at := h & uint64(len(b.slots)-1); b.slots[at].to > 0; at = (at + 1) & uint64(len(b.slots)-1) {
		if s := &b.slots[at]; s.key == key {
			return b.filed[s.from:s.to]
		}
	}
	return nil
}

func mix(k uint64) uint64 { return (k ^ k>>32) * 0x9e3779b97f4a7c15 >> 20 }

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

// text is FNV-1a of a kind and of two texts, one after the other.
func text(kind int, a, b string) uint64 {
	h := (offset ^ uint64(kind)) * prime
	for i := range len(a) {
		h = (h ^ uint64(a[i])) * prime
	}
	for i := range len(b) {
		h = (h ^ uint64(b[i])) * prime
	}
	return h &^ 1
}

const (
	offset uint64 = 14695981039346656037
	prime  uint64 = 1099511628211
)
