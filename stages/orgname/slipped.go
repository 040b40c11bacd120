package orgname

import (
	"iter"
	"slices"
)

// slipped is how near two names of twelve letters and more are that are the same words in the same order but for a letter in one
// word: General Elecrtic; 0 for others. The word must be an article or a preposition, a known one of six letters, or one of eight
// that neither name has from a table, or one of five beside another rare word; in a name of sixteen letters four are enough for an
// ordinary word, and prove a little less.
func (x *alignment) slipped() float64 {
	if min(len(x.a.joined), len(x.b.joined)) < 12 {
		return 0
	}
	words := len(x.a.parts)
	at, p, q := x.onlyOther(false)
	if p == nil {
		at, p, q = x.onlyOther(true)
		words = large(x.a.parts)
	}
	if p == nil {
		return 0
	}
	if q.known {
		p, q = q, p // so that p is the word that is known, if one is
	}
	n := max(len(p.text), len(q.text))
	switch {
	case p.letters == 0 || q.letters == 0 || code(p.text) && !p.small || distance(p.text, q.text, 1) > 1:
		return 0
	case (p.small || q.small) && n < 5 && min(len(p.text), len(q.text)) > 1 && min(p.weight, q.weight) <= 0.05:
		return 0.95
	case q.known || code(q.text):
		return 0
	case n >= 5 && rareBut(x.a.parts, at), n >= 6 && p.known && words > 3, n >= 8 && !p.known:
		return 0.94
	case n >= 6 && p.known: // names of a few ordinary words have namesakes that differ by little
		return 0.89
	case n >= 4 && p.known && p.weight < 0.6 && min(len(x.a.joined), len(x.b.joined)) >= 16:
		return 0.92
	}
	return 0
}

// shortened is how near two names are that are the same words in the same order, some of them shortened or with an s: Univ. of
// Prova; 0 for others.
func (x *alignment) shortened() float64 {
	n := 0
	for i, j := range together(x.a.parts, x.b.parts, true) {
		if i < 0 || j < 0 {
			return 0
		}
		p, q := &x.a.parts[i], &x.b.parts[j]
		if p.text != q.text && (p.symbol == "" || p.place.country != "" || q.place.country != "" || alike(p, q) != abbreviated) || p.number != q.number {
			return 0
		}
		n++
	}
	if n < 2 {
		return 0
	}
	return 0.97
}

// onlyOther is where alone two names differ, small words left out or not, and the two parts; nil if they differ nowhere or
// elsewhere too.
func (x *alignment) onlyOther(content bool) (at int, p, q *part) {
	for i, j := range together(x.a.parts, x.b.parts, content) {
		switch {
		case i < 0 || j < 0:
			return 0, nil, nil
		case x.a.parts[i].text == x.b.parts[j].text && x.a.parts[i].number == x.b.parts[j].number:
		case p != nil:
			return 0, nil, nil
		default:
			at, p, q = i, &x.a.parts[i], &x.b.parts[j]
		}
	}
	return at, p, q
}

// together walks two lists of parts in step, small words left out or not; -1 stands for the end of the shorter list.
func together(a, b []part, content bool) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		next := func(parts []part, i int) int {
			for i++; i < len(parts); i++ {
				if !content || !parts[i].small {
					return i
				}
			}
			return -1
		}
		for i, j := next(a, -1), next(b, -1); i >= 0 || j >= 0; i, j = next(a, i), next(b, j) {
			if !yield(i, j) || i < 0 || j < 0 {
				return
			}
		}
	}
}

// large is how many parts are no small words.
func large(all []part) (n int) {
	for i := range all {
		if !all[i].small {
			n++
		}
	}
	return n
}

// rareBut says that a part but one is telling.
func rareBut(parts []part, at int) bool {
	for i := range parts {
		if i != at && parts[i].telling() {
			return true
		}
	}
	return false
}

// differ says that both have legal forms of known kinds and share none.
func differ(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && !slices.ContainsFunc(a, func(k string) bool { return slices.Contains(b, k) })
}
