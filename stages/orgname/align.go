package orgname

import (
	"math/bits"
	"slices"
	"strings"
)

// maxParts is how many parts of a name are compared; what a longer name has more is left out.
const maxParts = 32

// parts of a name, one bit each.
type parts uint32

func (p parts) has(i int) bool { return p&(1<<i) != 0 }
func (p parts) first() int     { return bits.TrailingZeros32(uint32(p)) }
func (p parts) one() bool      { return p&(p-1) == 0 }

// link is one part or several of each name, and how surely they are one, from 0 to 1.
type link struct {
	a, b  parts
	alike float64
}

// alignment is which parts of two names are one, and what is left of each.
type alignment struct {
	a, b          *Name
	usedA, usedB  parts
	links         [maxParts]link
	n             int     // how many links there are
	matched       float64 // weights with a counterpart, of both names, added up
	total         float64 // weights of both names, added up
	restA, restB  float64 // the greatest weight of each name without one
	numbers       int     // 0: the numbers are the same or there are none; 1: one name has more; 2: they differ
	cross         bool    // a counterpart is in another script
	conflict      bool    // both names have places that the other has not
	arm           bool    // one name has a place that the other has not: a country, or a town behind another word, unless the legal form is of that country. A town in front is a seat
	nation        bool    // that place is a country
	headless      bool    // the first word of a name, one that tells something, has no counterpart
	swapped       bool    // both names have words that the other has not
	severed       bool    // words that a letter makes two were taken apart again
	beheaded      bool    // the first of both names, places left out, among them
	other, beside bool    // as neighbours gives them
	more          float64 // the greatest weight of such a word of either name, a seat in front left out; of a number that one alone has
}

// align finds the counterparts: equal words first, then words written as one, then words that are alike, then initials.
// It is called with the names in one order (Score), so that it is symmetric.
func (x *alignment) align(a, b *Name) {
	x.a, x.b, x.total = a, b, a.total+b.total
	left, right := a.parts, b.parts
	for i := range left {
		for j := range right {
			if left[i].letters == right[j].letters && !x.usedA.has(i) && !x.usedB.has(j) && left[i].text == right[j].text {
				x.put(1<<i, 1<<j, 1)
			}
		}
	}
	if len(left) != bits.OnesCount32(uint32(x.usedA)) && len(right) != bits.OnesCount32(uint32(x.usedB)) {
		x.rest()
	}
	most := func(parts []part, used parts) (m float64) {
		for i := range parts {
			if !used.has(i) {
				m = max(m, parts[i].weight)
			}
		}
		return m
	}
	x.restA, x.restB = max(x.restA, most(left, x.usedA)), max(x.restB, most(right, x.usedB))
	x.remainders()
}

// remainders says what is left of the names where their counterparts are known.
func (x *alignment) remainders() {
	left, right := x.a.parts, x.b.parts
	x.compareNumbers()
	x.comparePlaces()
	x.headless = headless(left, x.usedA) || headless(right, x.usedB)
	inA, inB := content(left, x.usedA), content(right, x.usedB)
	x.swapped, x.more = inA && inB, max(weightiest(left, x.usedA), weightiest(right, x.usedB))
	if x.numbers == 1 {
		x.more = max(x.more, 0.5)
	}
}

// rest finds counterparts for the words that are not equal to any.
func (x *alignment) rest() {
	a, b := x.a.parts, x.b.parts
	for i := 0; i+1 < len(a); i++ {
		for j := range b {
			if !x.usedA.has(i) && !x.usedA.has(i+1) && !x.usedB.has(j) && glued(&a[i], &a[i+1], &b[j]) {
				x.put(3<<i, 1<<j, 0.97)
			}
		}
	}
	for j := 0; j+1 < len(b); j++ {
		for i := range a {
			if !x.usedB.has(j) && !x.usedB.has(j+1) && !x.usedA.has(i) && glued(&b[j], &b[j+1], &a[i]) {
				x.put(1<<i, 3<<j, 0.97)
			}
		}
	}
	var near [maxParts]link // words that are alike, the best pairs first
	n := 0
	for i := range a {
		for j := range b {
			if x.usedA.has(i) || x.usedB.has(j) {
				continue
			}
			s := alike(&a[i], &b[j])
			if s == 0 {
				continue
			}
			worth := func(l link) float64 { return l.alike * (a[l.a.first()].weight + b[l.b.first()].weight) }
			l := link{1 << i, 1 << j, s}
			if n == maxParts {
				n--
			}
			k := n
			for ; k > 0 && worth(near[k-1]) < worth(l); k-- {
				near[k] = near[k-1]
			}
			near[k] = l
			n++
		}
	}
	for _, l := range near[:n] {
		if x.usedA&l.a == 0 && x.usedB&l.b == 0 {
			x.put(l.a, l.b, l.alike)
		}
	}
	if i, js := spelled(a, b, x.usedA, x.usedB); js != 0 {
		x.put(1<<i, js, 0.75)
	}
	if j, is := spelled(b, a, x.usedB, x.usedA); is != 0 {
		x.put(is, 1<<j, 0.75)
	}
}

// put makes a link.
func (x *alignment) put(a, b parts, alike float64) {
	if x.n == maxParts {
		return
	}
	x.links[x.n] = link{a, b, alike}
	x.n++
	x.usedA |= a
	x.usedB |= b
	if p, q := &x.a.parts[a.first()], &x.b.parts[b.first()]; a.one() && b.one() && alike < 0.95 && (p.known || q.known) && misspelt(p, q) {
		// A slip in a known word tells what the word tells.
		w := min(p.weight, q.weight)
		x.total -= p.weight + q.weight - 2*w
		x.matched += 2 * alike * w
		x.restA, x.restB = max(x.restA, (1-alike)*w), max(x.restB, (1-alike)*w)
		x.cross = x.cross || p.foreign != q.foreign
		return
	}
	for m := a; m != 0; m &= m - 1 {
		p := &x.a.parts[m.first()]
		x.matched += alike * p.weight
		x.restA = max(x.restA, (1-alike)*p.weight)
		x.cross = x.cross || p.foreign != x.b.parts[b.first()].foreign
	}
	for m := b; m != 0; m &= m - 1 {
		p := &x.b.parts[m.first()]
		x.matched += alike * p.weight
		x.restB = max(x.restB, (1-alike)*p.weight)
	}
}

// glued says that two parts are one part written apart.
func glued(l, r, whole *part) bool {
	if dense(l.text) && dense(whole.text) { // characters of one sound are not one
		return l.text+r.text == whole.text
	}
	w := whole.latin
	if len(w) >= 4 && len(l.latin)+len(r.latin) == len(w) && strings.HasPrefix(w, l.latin) && strings.HasSuffix(w, r.latin) {
		return true
	}
	return l.foreign && r.foreign && !whole.foreign && !l.known && !r.known && lengths(l.latin+r.latin, w) && skeleton(w).len() >= 4 && skeleton(l.latin+r.latin) == skeleton(w) &&
		voiced(&part{text: l.text + r.text, latin: l.latin + r.latin}, whole)
}

// spelled finds a part of a that is the first letters of all the words of b that have no counterpart, three or more.
func spelled(a, b []part, usedA, usedB parts) (int, parts) {
	free := 0
	for j := range b {
		if !usedB.has(j) && b[j].latin != "" {
			free++
		}
	}
	if free < 3 {
		return 0, 0
	}
	for i := range a {
		w := a[i].latin
		if usedA.has(i) || len(w) < 3 || len(w) > free || a[i].number {
			continue
		}
		var js parts
		with, without := 0, 0 // how many letters of w are read so far, with and without small words; -1 if another one came
		read := func(k int, c byte) int {
			if k >= 0 && k < len(w) && w[k] == c {
				return k + 1
			}
			return -1
		}
		for j := range b {
			if usedB.has(j) || b[j].latin == "" {
				continue
			}
			js |= 1 << j
			with = read(with, b[j].latin[0])
			if !b[j].small {
				without = read(without, b[j].latin[0])
			}
		}
		if with == len(w) || without == len(w) {
			return i, js
		}
	}
	return 0, 0
}

func (x *alignment) compareNumbers() {
	only := func(parts []part, used parts) bool {
		for i := range parts {
			if parts[i].number && !used.has(i) {
				return true
			}
		}
		return false
	}
	inA, inB := only(x.a.parts, x.usedA), only(x.b.parts, x.usedB)
	switch {
	case inA && inB:
		x.numbers = 2
	case inA || inB:
		x.numbers = 1
	}
}

func (x *alignment) comparePlaces() {
	rest := func(parts []part, used parts, home []string) (found, arm bool) {
		for i := range parts {
			if p := &parts[i]; p.place.country != "" && !used.has(i) {
				away := (p.place.whole || i > 0) && !slices.Contains(home, p.place.country)
				if i > 0 && p.place.whole && parts[i-1].place.country == p.place.country && used.has(i-1) {
					continue // of Jerusalem, Israel
				}
				found, arm = true, arm || away
				x.nation = x.nation || away && p.place.whole
			}
		}
		return found, arm
	}
	inA, armA := rest(x.a.parts, x.usedA, x.b.homes)
	inB, armB := rest(x.b.parts, x.usedB, x.a.homes)
	x.conflict, x.arm = inA && inB, armA || armB
	// A seat is often left out.
	if inA != inB && !x.arm {
		for _, side := range [2]struct {
			parts []part
			used  parts
		}{{x.a.parts, x.usedA}, {x.b.parts, x.usedB}} {
			if p := &side.parts[0]; p.place.country != "" && !side.used.has(0) {
				x.total -= 0.6 * p.weight
			}
		}
	}
}

// headless says that the first word that is no place tells something and has no counterpart.
func headless(parts []part, used parts) bool {
	for i := range parts {
		if p := &parts[i]; !p.small && p.place.country == "" {
			return p.weight >= 0.5 && !used.has(i)
		}
	}
	return false
}

// content says that a word without counterpart is more than an article, a qualifier or a number.
func content(parts []part, used parts) bool {
	for i := range parts {
		if p := &parts[i]; !used.has(i) && !p.small && !p.aside && !p.number && p.weight >= 0.1 {
			return true
		}
	}
	return false
}

// weightiest is the greatest weight of a word without counterpart that is more than an article, a qualifier, a number or a seat
// in front; 0 if there is none.
func weightiest(parts []part, used parts) (most float64) {
	for i := range parts {
		if p := &parts[i]; !used.has(i) && !p.small && !p.aside && !p.number && (i > 0 || p.place.country == "") && p.weight >= 0.1 {
			most = max(most, p.weight)
		}
	}
	return most
}
