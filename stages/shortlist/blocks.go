package shortlist

import (
	"cmp"
	"math/bits"
	"slices"
)

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

// only makes blocks of which each has one thing give that thing as where it stands.
func (b blocks) only() blocks {
	for i := range b.slots {
		if s := &b.slots[i]; s.to > 0 {
			s.from = b.filed[s.from]
		}
	}
	b.filed = nil
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
	from, to := b.where(key)
	return b.filed[from:to]
}

// known are those of some keys under which something may be filed, in their place.
func (b *blocks) known(keys []uint64) []uint64 {
	n := 0
	for _, k := range keys {
		h := mix(k)
		keys[n] = k
		n += int(b.maybe[h>>6&uint64(len(b.maybe)-1)] >> (h & 63) & 1)
	}
	return keys[:n]
}

// where is where in filed it stands.
func (b *blocks) where(key uint64) (from, to int32) {
	h := mix(key)
	if b.maybe[h>>6&uint64(len(b.maybe)-1)]&(1<<(h&63)) == 0 {
		return 0, 0
	}
	for at := h & uint64(len(b.slots)-1); b.slots[at].to > 0; at = (at + 1) & uint64(len(b.slots)-1) {
		if s := &b.slots[at]; s.key == key {
			return s.from, s.to
		}
	}
	return 0, 0
}

func mix(k uint64) uint64 { return (k ^ k>>32) * 0x9e3779b97f4a7c15 >> 20 }
