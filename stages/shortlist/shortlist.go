// Package shortlist finds, among many names, the few that a given name may be compared with. What it looks up is decided by
// the words of the two names and the table of words in orgname: a name added to the list takes no other name from an answer,
// unless it fills a block, which Capped lists.
package shortlist

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/perimeter-data/perimeter/stages/orgname"
)

const (
	// common is the weight under which a word alone is no reason to compare two names; two such words together are.
	common = 0.62
	// maxBlock is how many names may share a key, and maxPair how many may share two common words. A fuller block is left out
	// of the look-up.
	maxBlock, maxPair = 300, 200
)

// Index is an inverted index of names. It does not change once built, and may be read by many at once, each with its own
// Search.
type Index struct {
	names   []orgname.Name
	rows    []row  // of each name by its number, then those in which long names go on
	words   []word // by number
	vocab   map[string]int32
	spelled map[string]bool // words in Latin letters whose slips are known
	blocks  blocks          // numbers of names, by their keys
	slips   blocks          // numbers of words, by what is left of them without one letter
	capped  []Block
	other   bool // a word is written in a script that is not Latin
}

// row is a name as a first look sees it: the weights of its words added up, and the words. It is of one size and half a line of a
// processor's cache, so that many are seen quickly; a name of more words goes on in another row.
type row struct {
	total uint32
	next  int32 // 0 for none
	words [6]cell
}

// cell is a word of a row: its number, what it begins with (five bits) and its weight (six bits). 0 is none.
type cell uint32

// unit is a weight of 1 in a row.
const unit = 63

func newCell(h held) cell {
	return cell(h.id)<<11 | cell(bits.TrailingZeros32(h.letter))<<6 | cell(h.weight*unit+0.5)
}

func (c cell) id() uint32     { return uint32(c >> 11) }
func (c cell) letter() uint32 { return 1 << (c >> 6 & 31) }
func (c cell) weight() uint32 { return uint32(c & 63) }

// letterOf is a bit for the two letters that a word begins with; a few pairs share one.
func letterOf(w *orgname.Word) uint32 {
	switch {
	case w.Other:
		return anyLetter
	case len(w.Latin) < 2:
		return 1
	}
	return 2 << ((uint(w.Latin[0])*26 + uint(w.Latin[1])) % 29)
}

// anyLetter is for a word in another script, which may be read in many ways.
const anyLetter = 1 << 31

// word is a word of the index. The first one is none: it fills rows.
type word struct {
	alone, only []int32 // the names that it is a key of: because few have it or it tells most of them, and because they have no other
	whole       bool    // every name that has it stands in alone
	paired      bool    // it is half of a key
	country     bool
	most        float32 // the greatest weight it has in a name
	names       int
}

// held is a word of a name.
type held struct {
	id     int32
	weight float32
	latin  string
	letter uint32
}

// shared is a key of a name and what it was made of.
type shared struct {
	key           uint64
	kind          int
	first, second string
}

// New indexes names; one that names nothing is never found.
func New(names []orgname.Name) *Index {
	ix := &Index{names: names, rows: make([]row, len(names)), words: make([]word, 1), vocab: map[string]int32{}, spelled: map[string]bool{}}
	var filed, slips []entry
	var words []held
	var keys []shared
	for i := range names {
		n := &names[i]
		if n.Key == "" {
			continue
		}
		slips = ix.number(n, slips)
		words = ix.held(words[:0], n)
		from := len(filed)
		keys = ix.keys(keys[:0], n, words)
		for _, k := range keys {
			if e := (entry{k.key, int32(i)}); !slices.Contains(filed[from:], e) {
				filed = append(filed, e)
			}
		}
		for _, w := range words {
			v := &ix.words[w.id]
			v.names, v.most = v.names+1, max(v.most, w.weight)
		}
		ix.write(i, words)
	}
	ix.blocks = file(filed, func(key uint64, names []int32) bool {
		if len(names) <= maxBlock && (key&1 == 0 || len(names) <= maxPair) {
			return true
		}
		ix.capped = append(ix.capped, ix.describe(key, names))
		return false
	})
	slices.SortFunc(ix.capped, Block.compare)
	ix.slips = file(slips, func(uint64, []int32) bool { return true })
	for id := range ix.words {
		w := &ix.words[id]
		w.alone, w.only = ix.blocks.find(key(byWord, int32(id), 0)), ix.blocks.find(key(byOnly, int32(id), 0))
		w.whole = len(w.alone) == w.names
	}
	return ix
}

// write makes the rows of a name.
func (ix *Index) write(name int, words []held) {
	at, total := name, uint32(0)
	for i, w := range words {
		k := i % len(row{}.words)
		if i > 0 && k == 0 {
			ix.rows[at].next = int32(len(ix.rows))
			at = len(ix.rows)
			ix.rows = append(ix.rows, row{})
		}
		ix.rows[at].words[k] = newCell(w)
		total += ix.rows[at].words[k].weight()
	}
	ix.rows[name].total = total
}

// number gives numbers to the words of a name that are new to the index, and adds their slips.
func (ix *Index) number(n *orgname.Name, slips []entry) []entry {
	for i := range n.Len() {
		w, ok := n.Word(i)
		if !ok {
			continue
		}
		ix.other = ix.other || w.Other
		id, known := ix.vocab[w.Key]
		if !known {
			id = int32(len(ix.words))
			ix.vocab[w.Key] = id
			ix.words = append(ix.words, word{country: w.Place})
		}
		if !known || w.Latin != w.Key && !ix.spelled[w.Latin] {
			ix.spelled[w.Latin] = true
			slips = slipsOf(slips, w.Latin, id)
		}
	}
	return slips
}

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

// shortSlip is the least number of letters of a word that is looked for with a slip in it.
const shortSlip = 4

// held adds the words of a name, each once.
func (ix *Index) held(words []held, n *orgname.Name) []held {
	for i := range n.Len() {
		if w, ok := n.Word(i); ok {
			if id := ix.vocab[w.Key]; !slices.ContainsFunc(words, func(h held) bool { return h.id == id }) {
				words = append(words, held{id, float32(w.Weight), w.Latin, letterOf(&w)})
			}
		}
	}
	return words
}

// keys adds the keys of a name, some more than once.
func (ix *Index) keys(keys []shared, n *orgname.Name, words []held) []shared {
	put := func(key uint64, kind int, first, second string) {
		keys = append(keys, shared{key, kind, first, second})
	}
	before := ""
	for i := range n.Len() {
		w, ok := n.Word(i)
		if !ok {
			continue
		}
		if w.Weight >= common {
			put(key(byWord, ix.vocab[w.Key], 0), byWord, w.Latin, "")
		}
		if bones := w.Bones(); w.Weight >= 0.5 && bones != 0 {
			kind := byBones
			if w.Other {
				kind = byOther
			}
			put(sounds(kind, bones), kind, w.Latin, "")
		}
		if before != "" && len(before)+len(w.Latin) >= 5 {
			put(text(byGlue, before, w.Latin), byGlue, before, w.Latin)
		}
		before = w.Latin
	}
	for i, v := range words[:min(len(words), 8)] {
		for _, w := range words[i+1 : min(len(words), 8)] {
			if v.weight < common && w.weight < common {
				ix.words[v.id].paired, ix.words[w.id].paired = true, true
				put(key(byPair, min(v.id, w.id), max(v.id, w.id)), byPair, v.latin, w.latin)
			}
		}
	}
	// The word that tells most of a name is a key however common it is.
	if len(words) > 0 {
		most := slices.MaxFunc(words, func(a, b held) int { return cmp.Compare(a.weight, b.weight) })
		if most.weight < common {
			put(key(byWord, most.id, 0), byWord, most.latin, "")
		}
	}
	if len(words) == 1 {
		put(key(byOnly, words[0].id, 0), byOnly, words[0].latin, "")
	}
	put(text(byJoined, n.Joined(), ""), byJoined, n.Joined(), "")
	if s := n.Initials(); s != "" {
		put(text(byInitials, s, ""), byInitials, s, "")
	}
	return keys
}
