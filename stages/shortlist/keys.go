package shortlist

import (
	"cmp"
	"strings"

	"github.com/perimeter-data/perimeter/stages/orgname"
)

// The kinds of keys.
const (
	byWord     = iota // a word that few names have
	byPair            // two common words
	byOnly            // the only word of a name, where too many names have it
	byJoined          // the name without spaces
	byInitials        // first letters
	byGlue            // two words written as one
	bySlip            // what is left of a word without one letter
	byBones           // consonants of a Latin word
	byOther           // consonants of a word in another script
)

var kinds = [...]string{byWord: "a word", byPair: "two words", byOnly: "the only word", byJoined: "the whole name without spaces",
	byInitials: "first letters", byGlue: "two words written as one"}

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

// cap lists a block as left out.
func (b *builder) cap(key uint64, ranks []int32) bool {
	b.capped = append(b.capped, b.describe(key, ranks))
	return false
}

// describe says what the names of a block share. Words of one key may be written in several ways.
func (b *builder) describe(block uint64, ranks []int32) Block {
	out := Block{Names: len(ranks), First: maxNames}
	for _, rank := range ranks {
		n := &b.names[b.ranked[rank]]
		out.First = min(out.First, int(b.ranked[rank]))
		b.held = appendHeld(b.held[:0], n, b.known)
		b.shared = keys(b.shared[:0], n, b.held)
		for _, k := range b.shared {
			if words := strings.TrimSpace(k.first + " " + k.second); k.key == block && (out.Words == "" || words < out.Words) {
				out.Kind, out.Words = kinds[k.kind], words
			}
		}
	}
	return out
}

// describeWords lists words, in the order of their numbers, that too many names have.
func (b *builder) describeWords(full []int32) {
	if len(full) == 0 {
		return
	}
	at := map[int32]int{}
	for _, id := range full {
		at[id] = len(b.capped)
		b.capped = append(b.capped, Block{Kind: kinds[byWord], First: maxNames})
	}
	for i := range b.filings {
		f := &b.filings[i]
		if !f.found || !b.words[f.word].capped {
			continue
		}
		c, number := &b.capped[at[f.word]], b.ranked[f.name]
		c.Names, c.First = c.Names+1, min(c.First, int(number))
		n := &b.names[number]
		for k := range n.Len() {
			if w, ok := n.Word(k); ok && (c.Words == "" || w.Latin < c.Words) && b.vocab[w.Key] == f.word {
				c.Words = w.Latin
			}
		}
	}
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

// shortSlip is the least number of letters of a word that is looked for with a slip in it: in shorter ones a slip makes another
// word.
const shortSlip = 5

// slipsOf adds what is left of a word without one letter, and the word itself.
func slipsOf(slips []entry, latin string, id int32) []entry {
	if len(latin) < shortSlip {
		return slips
	}
	slips = append(slips, entry{text(bySlip, latin, ""), id})
	for k := range latin {
		e := entry{text(bySlip, latin[:k], latin[k+1:]), id}
		if slips[len(slips)-1] != e { // of a double letter either may be left out
			slips = append(slips, e)
		}
	}
	return slips
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
