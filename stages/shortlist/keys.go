package shortlist

import (
	"cmp"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/stages/orgname"
)

// The kinds of keys.
const (
	byWord     = iota // a word
	byPair            // two common words
	byOnly            // the only word of a name, where too many names have it
	byJoined          // the name without spaces
	byInitials        // first letters
	byGlue            // two words written as one
	bySlip            // what is left of a word without one letter
	byStem            // first letters of a word
	byBones           // consonants of a Latin word
	byOther           // consonants of a word in another script
	byRest            // all words of a name but one
)

var kinds = [...]string{byWord: "a word", byPair: "two words", byOnly: "the only word", byJoined: "the whole name without spaces",
	byInitials: "first letters", byGlue: "two words written as one", byRest: "all words but one"}

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

// describe is the block of a word that is too full, as the first of its names has it. A word may be written in several ways.
func (b *builder) describe(word, rank, names int32) Block {
	out := Block{Kind: kinds[byWord], Names: int(names), First: int(b.ranked[rank])}
	for _, w := range b.read(rank) {
		if w.id == word {
			out.Words = w.Latin
		}
	}
	return out
}

// cap lists a block of another key as left out.
func (b *builder) cap(key uint64, ranks []int32) bool {
	out := Block{Names: len(ranks), First: int(b.ranked[ranks[0]])}
	for _, k := range keys(b.shared[:0], &b.names[out.First], b.read(ranks[0])) {
		if k.key == key {
			out.Kind, out.Words = kinds[k.kind], strings.TrimSpace(k.first+" "+k.second)
		}
	}
	b.capped = append(b.capped, out)
	return false
}

// read is the words of a name.
func (b *builder) read(rank int32) []held {
	b.held = appendHeld(b.held[:0], &b.names[b.ranked[rank]], b.number)
	return b.held
}

// shared is a key of a name and what it was made of.
type shared struct {
	key           uint64
	kind          int
	first, second string
	ids           [2]int32 // of a pair
}

// keys adds the keys of a name that are no single word, some more than once.
func keys(keys []shared, n *orgname.Name, words []held) []shared {
	var distinct []*held
	for i := range words {
		if w := &words[i]; !w.again {
			distinct = append(distinct, w)
		}
		if i == 0 {
			continue
		}
		if v, w := &words[i-1], &words[i]; len(v.Latin)+len(w.Latin) >= leastGlue {
			keys = append(keys, shared{key: text(byGlue, v.Latin, w.Latin), kind: byGlue, first: v.Latin, second: w.Latin})
		}
	}
	if len(distinct) == 1 {
		keys = append(keys, shared{key: key(byOnly, distinct[0].id, 0), kind: byOnly, first: distinct[0].Latin})
	}
	distinct = distinct[:min(len(distinct), 8)]
	for i, v := range distinct {
		if v.Weight >= common {
			continue
		}
		for _, w := range distinct[i+1:] {
			if w.Weight < common {
				a, b := min(v.id, w.id), max(v.id, w.id)
				keys = append(keys, shared{key(byPair, a, b), byPair, v.Latin, w.Latin, [2]int32{a, b}})
			}
		}
	}
	keys = append(keys, shared{key: text(byJoined, n.Joined(), ""), kind: byJoined, first: n.Joined()})
	if s := n.Initials(); s != "" {
		keys = append(keys, shared{key: text(byInitials, s, ""), kind: byInitials, first: s})
	}
	return keys
}

// leastGlue is the least number of letters of two words that are looked for written as one.
const leastGlue = 5

// shortSlip is the least number of letters of the longer of two words that a slip parts: of shorter ones it makes other words.
const shortSlip = 5

// slipsOf are the keys of a word and of what is left of it without one letter.
func slipsOf(latin string) iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		if len(latin) < shortSlip-1 || !yield(text(bySlip, latin, "")) || len(latin) < shortSlip {
			return
		}
		front := start(bySlip)
		for k := range len(latin) {
			if utf8.RuneStart(latin[k]) && (k == 0 || latin[k] != latin[k-1]) { // of a double letter either may be left out
				if !yield(hash(front, latin[k+1:]) &^ 1) {
					return
				}
			}
			front = hash(front, latin[k:k+1])
		}
	}
}

// leastShort and mostShort are the numbers of letters that a short form of a word may have.
const leastShort, mostShort = 3, 6

// long says that a word of many names may be written short, by its first letters.
func (h *held) long() bool {
	return h.Known && !h.Other && h.Weight <= 0.7 && len(h.Latin) > leastShort
}

// short says that it may be such a short form. Of three letters only what is no word itself is one.
func (h *held) short() bool {
	n := len(h.Latin)
	return !h.Other && n <= mostShort && (n > leastShort || n == leastShort && !h.Known)
}

// stems are the short forms of a word.
func stems(latin string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for n := leastShort; n <= min(mostShort, len(latin)-1) && yield(latin[:n]); n++ {
		}
	}
}

// sounds is the key of a word's consonants.
func sounds(other bool, b orgname.Bones) uint64 {
	if other {
		return key(byOther, int32(b>>32), int32(b))
	}
	return key(byBones, int32(b>>32), int32(b))
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

// text is FNV-1a of a kind and of two texts, one after the other.
func text(kind int, a, b string) uint64 { return hash(hash(start(kind), a), b) &^ 1 }

func start(kind int) uint64 { return (offset ^ uint64(kind)) * prime }

func hash(h uint64, text string) uint64 {
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * prime
	}
	return h
}

const (
	offset uint64 = 14695981039346656037
	prime  uint64 = 1099511628211
)
