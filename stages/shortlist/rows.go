package shortlist

import "github.com/perimeter-data/perimeter/stages/orgname"

// row is a name as a first look sees it: its words and their weights. It is of one size, a line of a processor's cache; a name of
// more words goes on in another row.
type row struct {
	next  int32  // 0 for none
	total uint16 // what its words weigh together, in units
	words [7]cell
}

// cell is a word of a row; all 0 is none.
type cell struct {
	id      int32
	weight  uint8 // in units
	letter  uint8 // of the bits of letterOf, which one
	country bool
}

// mark is a number for a word; a few words share one.
type mark uint16

// No word, and more words than marks stand side by side; marks is how many marks there are.
const (
	noWord mark = iota
	more
	marks = 1 << 13
)

func markOf(word int32) mark {
	return more + 1 + mark(uint64(uint32(word)*0x9e3779b1)*uint64(marks-more-1)>>32)
}

// letterOf is a bit for the two letters that a word begins with; a few pairs share one.
func letterOf(w *orgname.Word) uint8 {
	switch {
	case w.Other:
		return anyLetter
	case len(w.Latin) < 2:
		return 0
	}
	return 1 + uint8((uint(w.Latin[0])*26+uint(w.Latin[1]))%29)
}

// anyLetter is for a word in another script, which may be read in many ways.
const anyLetter = 31

// write makes the rows and the marks of a name.
func (b *builder) write(rank int32, words []held, total uint16) {
	at, k, n := rank, 0, 0
	b.rows[at].total = total
	for i := range words {
		w := &words[i]
		if w.again {
			continue
		}
		if k == len(row{}.words) {
			b.rows[at].next = int32(len(b.rows))
			at, k = int32(len(b.rows)), 0
			b.rows = append(b.rows, row{})
		}
		b.rows[at].words[k] = cell{w.id, w.weight, letterOf(&w.Word), w.Place}
		k++
		if of := &b.marks[rank]; n < len(of) {
			of[n] = markOf(w.id)
		} else {
			of[len(of)-1] = more
		}
		n++
	}
}
