// Package shortlist finds, among many names, the few that a given name may be compared with. What it looks up is decided by
// the words of the two names and the table of words in orgname: a name added to the list takes no other name from an answer,
// unless it fills a block, which Capped lists.
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
	names  []orgname.Name
	rows   []cell // of each name a head, then its words, each word once
	words  []word // by number
	vocab  map[string]int32
	blocks blocks // where rows begin, by the keys of their names
	slips  blocks // numbers of words, by what is left of them without one letter
	capped []Block
	other  bool // a word is written in a script that is not Latin
}

// cell is a word of a name and its weight, or the head of a row: the name's number and the weight of all its words.
type cell struct {
	id     int32
	weight float32
}

// The marks beside the number of a word in a row.
const (
	end     = -1 << 31 // no word follows
	country = 1 << 30
	number  = 1<<30 - 1
)

// word says which rows a word is the key of: because few names have it or it tells most of them, and because it is their only
// one; and whether it is half of a pair.
type word struct {
	alone, only []int32
	paired      bool
}

// New indexes names; one that names nothing is never found.
func New(names []orgname.Name) *Index {
	ix := &Index{names: names, vocab: map[string]int32{}}
	var filed, slips []entry
	for i := range names {
		n := &names[i]
		if n.Key == "" {
			continue
		}
		row := int32(len(ix.rows))
		ix.rows = append(ix.rows, cell{int32(i), float32(n.Weight())})
		slips = ix.write(n, row, slips)
		from := len(filed)
		ix.keys(n, row, func(key uint64, _ int, _, _ string) {
			for _, e := range filed[from:] {
				if e.key == key {
					return
				}
			}
			filed = append(filed, entry{key, row})
		})
	}
	ix.blocks = file(filed, func(key uint64, rows []int32) bool {
		if len(rows) <= maxBlock && (key&1 == 0 || len(rows) <= maxPair) {
			return true
		}
		ix.capped = append(ix.capped, ix.describe(key, rows))
		return false
	})
	slices.SortFunc(ix.capped, Block.compare)
	ix.slips = file(slips, func(uint64, []int32) bool { return true })
	for id := range ix.words {
		w := &ix.words[id]
		w.alone, w.only = ix.blocks.find(key(byWord, int32(id), 0)), ix.blocks.find(key(byOnly, int32(id), 0))
	}
	return ix
}

// write adds the words of a name to its row, and those that are new to the index, with their slips.
func (ix *Index) write(n *orgname.Name, row int32, slips []entry) []entry {
	for i := range n.Len() {
		w, ok := n.Word(i)
		if !ok {
			continue
		}
		id, known := ix.vocab[w.Key]
		if !known {
			id = int32(len(ix.words))
			ix.vocab[w.Key] = id
			ix.words = append(ix.words, word{})
			slips = slipsOf(slips, w.Latin, id)
		}
		if slices.ContainsFunc(ix.rows[row+1:], func(c cell) bool { return c.id&number == id }) {
			continue
		}
		if w.Place {
			id |= country
		}
		ix.rows = append(ix.rows, cell{id, float32(w.Weight)})
	}
	if int(row) == len(ix.rows)-1 { // articles alone
		ix.rows = append(ix.rows, cell{})
	}
	ix.rows[len(ix.rows)-1].id |= end
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

// keys gives the keys of a name, each with its kind and the one or two texts that it was made of; some more than once.
func (ix *Index) keys(n *orgname.Name, row int32, put func(key uint64, kind int, a, b string)) {
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
				ix.other = true
			}
			put(sounds(kind, bones), kind, w.Latin, "")
		}
		if before != "" && len(before)+len(w.Latin) >= 5 {
			put(text(byGlue, before, w.Latin), byGlue, before, w.Latin)
		}
		before = w.Latin
	}
	words := ix.row(row)
	for i, v := range words[:min(len(words), 8)] {
		for _, w := range words[i+1 : min(len(words), 8)] {
			if v.weight < common && w.weight < common {
				a, b := v.id&number, w.id&number
				ix.words[a].paired, ix.words[b].paired = true, true
				put(key(byPair, min(a, b), max(a, b)), byPair, ix.spelled(n, a), ix.spelled(n, b))
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
		if id := most.id & number; most.weight < common {
			put(key(byWord, id, 0), byWord, ix.spelled(n, id), "")
		}
	}
	if len(words) == 1 {
		put(key(byOnly, words[0].id&number, 0), byOnly, ix.spelled(n, words[0].id&number), "")
	}
	put(text(byJoined, n.Joined(), ""), byJoined, n.Joined(), "")
	if s := n.Initials(); s != "" {
		put(text(byInitials, s, ""), byInitials, s, "")
	}
}

// row is the words of the row that begins there.
func (ix *Index) row(at int32) []cell {
	to := at + 1
	for ix.rows[to].id >= 0 {
		to++
	}
	if ix.rows[at+1].weight == 0 {
		return nil
	}
	return ix.rows[at+1 : to+1]
}

// spelled is the word of the name that has the number.
func (ix *Index) spelled(n *orgname.Name, id int32) string {
	for i := range n.Len() {
		if w, ok := n.Word(i); ok && ix.vocab[w.Key] == id {
			return w.Latin
		}
	}
	return ""
}
