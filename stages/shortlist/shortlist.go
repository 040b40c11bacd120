// Package shortlist finds, among many names, the few that a given name may be compared with. What it looks up is decided by
// the words of the two names and the table of words in orgname: a name added to the list takes no other name from an answer,
// unless it fills a block, which Capped lists.
//
// A name is looked up in three steps. Of the names filed under its words, or under words a slip away, those are gathered that may
// be good enough by what they weigh and by marks of their words, and all that have the same words but one (rests). These are seen
// word by word (rows), and the best of them are compared in full.
package shortlist

import (
	"cmp"
	"math"
	"slices"

	"github.com/perimeter-data/perimeter/stages/orgname"
)

const (
	// common is the weight under which a word alone is no reason to compare two names; two such words together are.
	common = 0.62
	// maxBlock is how many names may share a key, and maxPair how many may share two common words. A fuller block is left out
	// of the look-up.
	maxBlock, maxPair = 300, 200
	// maxNames is how many names, and how many words, an index holds at most.
	maxNames = math.MaxInt32
)

// Index is an inverted index of names. It does not change once built, and may be read by many at once, each with its own
// Search. Inside it names have ranks, in the order of their words: what is looked up depends on no other order.
type Index struct {
	names    []orgname.Name // as given
	ranked   []int32        // their numbers, by rank
	rows     []row          // of each name by rank, then those in which long names go on
	words    []word         // by number; the first one is none
	vocab    blocks         // numbers of words, in the slots themselves
	near     []int32        // numbers of the words akin to a word, word by word
	postings []posting      // of all words, word by word
	pairs    blocks         // where names stand in halves, by two common words
	halves   []posting      // the lightest first
	blocks   blocks         // ranks of names, by keys that are no words
	slips    blocks         // numbers of words, by what is left of them without one letter
	sounds   blocks         // numbers of words, by their consonants
	stems    blocks         // numbers of words, by their short forms
	rests    blocks         // where names stand in remnants, by all their words or all but one
	remnants []remnant
	capped   []Block
	other    bool // a word is written in a script that is not Latin
}

// word is a word of the index.
type word struct {
	from, to int32 // its postings: of names that may be found by it
	near     int32 // where the words akin to it end
	top      uint8 // the greatest weight it has in any name, in units
	most     uint8 // the same of the names that may not be found by it; 0 if there is none
	capped   bool  // too many names have it: none may be found by it
	paired   bool  // it is half of a key
	short    bool  // it may be the short form of another
	plain    bool  // it is written in Latin letters as its key, and the words akin to it are known
}

// posting is a name filed under a word: its rank, and what bounds its score before its row is read.
type posting struct {
	words [9]mark
	total uint16 // what its words weigh together, in units
	name  int32
}

// unit is a weight of 1. Weights are small whole numbers inside an index.
const unit = 63

// held is a word of a name.
type held struct {
	orgname.Word
	id     int32 // 0 if the index lacks it
	weight uint8 // in units, of all that are the same added up
	again  bool  // it stands further to the front, too
}

// ordinary says that it is a word of many names, in which a slip is no other's word.
func (h *held) ordinary() bool { return h.Known && h.Weight < common }

// appendHeld adds the words of a name in order, with the numbers that id gives.
func appendHeld(words []held, n *orgname.Name, id func(*orgname.Word) int32) []held {
	for i := range n.Len() {
		w, ok := n.Word(i)
		if !ok {
			continue
		}
		k := named(words, w.Key)
		words = append(words, held{Word: w, weight: uint8(w.Weight*unit + 0.5)})
		h := &words[len(words)-1]
		if k < 0 {
			h.id = id(&h.Word)
			continue
		}
		h.id, h.again = words[k].id, true
		words[k].weight, words[k].Weight = uint8(min(int(words[k].weight)+int(h.weight), math.MaxUint8)), max(words[k].Weight, h.Weight)
	}
	return words
}

// named is where a key stands among words, -1 if nowhere.
func named(words []held, key string) int {
	for k := range words {
		if words[k].Key == key {
			return k
		}
	}
	return -1
}

// known is the number of a word, 0 if the index lacks it. That two words have one hash makes a candidate more, no more.
func (ix *Index) known(w *orgname.Word) int32 { return ix.spelled(w.Key, "") }

// spelled is the number of the word that two texts make.
func (ix *Index) spelled(a, b string) int32 {
	id, _ := ix.vocab.where(text(byWord, a, b))
	return id
}

// New indexes names; one that names nothing is never found. It panics if there are more of them, or of their words, than an index
// holds: 2,147,483,647.
func New(names []orgname.Name) *Index {
	if len(names) > maxNames {
		panic("shortlist: more names than an index holds")
	}
	b := builder{Index: &Index{names: names, words: make([]word, 1)}, plain: make([]held, 1), numbers: map[string]int32{}, ways: map[spelling]bool{}}
	b.rank()
	b.rows, b.marks = make([]row, len(b.ranked)), make([][9]mark, len(b.ranked))
	for rank := range b.ranked {
		b.add(int32(rank))
	}
	b.post()
	b.blocks = file(b.filed, func(key uint64, names []int32) bool { return len(names) <= maxBlock || b.cap(key, names) })
	b.pairs = file(b.paired, func(key uint64, names []int32) bool { return len(names) <= maxPair || b.cap(key, names) })
	b.halves = make([]posting, len(b.pairs.filed))
	for i, name := range b.pairs.filed {
		b.halves[i] = posting{b.marks[name], b.rows[name].total, name}
	}
	b.pairs.filed = nil
	for _, p := range b.pairs.slots {
		slices.SortStableFunc(b.halves[p.from:p.to], func(x, y posting) int { return cmp.Compare(x.total, y.total) })
	}
	b.remain()
	slices.SortFunc(b.capped, Block.compare)
	all := func(uint64, []int32) bool { return true }
	b.vocab, b.slips, b.sounds, b.stems = file(b.keyed, all).only(), file(b.slipped, all), file(b.spoken, all), file(b.stemmed, all)
	b.neighbours()
	return b.Index
}

// builder is an index that is being built.
type builder struct {
	*Index
	numbers map[string]int32  // of words, by key
	ways    map[spelling]bool // how words are written
	plain   []held            // of each word written as its key in Latin letters, as it weighs most; of others nothing
	keyed   []entry           // numbers of words
	held    []held
	shared  []shared
	filed   []entry // ranks of names
	paired  []entry // ranks of names
	slipped []entry // numbers of words
	spoken  []entry // numbers of words
	stemmed []entry // numbers of words
	rested  []entry // places in remnants
	filings []filing
	marks   [][9]mark // of names, by rank
}

// spelling is a way to write a word.
type spelling struct {
	id    int32
	latin string
	other bool
}

// filing is a word of a name; found says that the name may be found by it.
type filing struct {
	word, name int32
	weight     uint8
	found      bool
}

// rank orders the names that name something by their words.
func (b *builder) rank() {
	type start struct {
		first uint64 // eight letters
		at    int32
	}
	starts := make([]start, 0, len(b.names))
	for i := range b.names {
		if k := b.names[i].Key; k != "" {
			s := start{at: int32(i)}
			for j := range 8 {
				s.first <<= 8
				if j < len(k) {
					s.first |= uint64(k[j])
				}
			}
			starts = append(starts, s)
		}
	}
	slices.SortFunc(starts, func(x, y start) int {
		if x.first != y.first {
			return cmp.Compare(x.first, y.first)
		}
		return cmp.Or(cmp.Compare(b.names[x.at].Key, b.names[y.at].Key), cmp.Compare(x.at, y.at))
	})
	b.ranked = make([]int32, len(starts))
	for rank, s := range starts {
		b.ranked[rank] = s.at
	}
}

// add files a name under its keys.
func (b *builder) add(rank int32) {
	n := &b.names[b.ranked[rank]]
	words := b.read(rank)
	total, most := uint32(0), 0
	for i := range words {
		w := &words[i]
		b.spell(w)
		if p := &b.plain[w.id]; w.Key == w.Latin && !w.Other && w.Weight > p.Weight {
			*p = *w
		}
		if w.again {
			continue
		}
		total += uint32(w.weight)
		if w.Weight > words[most].Weight {
			most = i
		}
	}
	for i := range words {
		w := &words[i]
		if w.again {
			continue
		}
		// The word that tells most of a name is a key however common it is.
		b.filings = append(b.filings, filing{w.id, rank, w.weight, w.Weight >= common || i == most})
	}
	b.shared = keys(b.shared[:0], n, words)
	from := len(b.filed)
	for _, k := range b.shared {
		switch e := (entry{k.key, rank}); {
		case k.kind == byPair:
			b.paired = append(b.paired, e)
			b.words[k.ids[0]].paired, b.words[k.ids[1]].paired = true, true
		case !slices.Contains(b.filed[from:], e):
			b.filed = append(b.filed, e)
		}
	}
	b.leave(rank, words)
	b.write(rank, words, uint16(total))
}

// number gives a number to a word.
func (b *builder) number(w *orgname.Word) int32 {
	id, ok := b.numbers[w.Key]
	if !ok {
		if len(b.words) == maxNames {
			panic("shortlist: more words than an index holds")
		}
		id = int32(len(b.words))
		b.numbers[w.Key] = id
		b.words, b.keyed = append(b.words, word{}), append(b.keyed, entry{text(byWord, w.Key, ""), id})
		b.plain = append(b.plain, held{})
	}
	return id
}

// spell files a word under what is left of it without one letter, and under its consonants.
func (b *builder) spell(w *held) {
	how := spelling{w.id, w.Latin, w.Other}
	if b.ways[how] {
		return
	}
	b.ways[how] = true
	b.other = b.other || w.Other
	for k := range slipsOf(w.Latin) {
		b.slipped = append(b.slipped, entry{k, w.id})
	}
	b.words[w.id].short = b.words[w.id].short || w.short()
	if w.long() {
		for stem := range stems(w.Latin) {
			b.stemmed = append(b.stemmed, entry{text(byStem, stem, ""), w.id})
		}
	}
	if bones := w.Bones(); bones != 0 {
		b.spoken = append(b.spoken, entry{sounds(w.Other, bones), w.id})
	}
}

// neighbours finds for each word those akin to it.
func (b *builder) neighbours() {
	for id := range b.plain {
		from := len(b.near)
		if w := &b.plain[id]; w.id > 0 {
			b.words[id].plain = true
			b.akin(w, func(ids []int32) {
				for _, v := range ids {
					if v != w.id && !slices.Contains(b.near[from:], v) {
						b.near = append(b.near, v)
					}
				}
			})
		}
		b.words[id].near = int32(len(b.near))
	}
}

// akin gives the words that a word may be beside itself, some more than once: those that a slip parts from it, unless it is a word
// of many names; its short forms, or what it is short for; those of its sound in another script.
func (ix *Index) akin(w *held, give func(ids []int32)) {
	if !w.ordinary() {
		for k := range slipsOf(w.Latin) {
			give(ix.slips.find(k))
		}
	}
	if w.short() {
		give(ix.stems.find(text(byStem, w.Latin, "")))
	}
	if w.long() {
		for stem := range stems(w.Latin) {
			if id := ix.spelled(stem, ""); ix.words[id].short {
				give([]int32{id})
			}
		}
	}
	if bones := w.Bones(); bones != 0 && w.Weight >= 0.5 && (w.Other || ix.other) {
		give(ix.sounds.find(sounds(true, bones)))
		if w.Other {
			give(ix.sounds.find(sounds(false, bones)))
		}
	}
}

// post makes the postings of the words that not too many have.
func (b *builder) post() {
	for i := range b.filings {
		if f := &b.filings[i]; f.found {
			b.words[f.word].to++
		}
	}
	full := map[int32]int32{} // how many names have the words that too many have
	at := int32(0)
	for id := range b.words {
		w := &b.words[id]
		n := w.to
		if n > maxBlock {
			full[int32(id)] = n
			w.capped, n = true, 0
		}
		w.from, w.to = at, at
		at += n
	}
	for i := range b.filings {
		f := &b.filings[i]
		w := &b.words[f.word]
		w.top = max(w.top, f.weight)
		if w.capped || !f.found {
			w.most = max(w.most, f.weight)
		}
		if n := full[f.word]; n > 0 && f.found {
			b.capped = append(b.capped, b.describe(f.word, f.name, n))
			delete(full, f.word)
		}
	}
	b.postings = make([]posting, at)
	for i := range b.filings {
		f := &b.filings[i]
		if w := &b.words[f.word]; f.found && !w.capped {
			b.postings[w.to] = posting{b.marks[f.name], b.rows[f.name].total, f.name}
			w.to++
		}
	}
}
