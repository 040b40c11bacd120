package orgname

import (
	"slices"
	"strings"
)

// Relation is what two names say of the bodies that bear them.
type Relation string

const (
	Same      Relation = "same"      // one body, as far as names can tell
	Family    Relation = "family"    // they share a rare word: a subsidiary, a regional arm, a joint venture, or a namesake
	Different Relation = "different" // nothing in the names joins them
)

// doubt is added to the weights of two names: few words that are alike prove less than many.
const doubt = 0.2

// SameFrom is the score from which two names are called one body's.
const SameFrom = 0.78

// everyday is the weight below which a word is one of everyday language, which alone joins no names: positive.
const everyday = 0.56

// Verdict is what a comparison found.
type Verdict struct {
	Score        float64 // from 0 to 1, symmetric
	Relation     Relation
	Strange      bool     // one of the names has another rare word, or begins with another word: more than an arm of one body
	For, Against []string // sentences for people

	other, beside bool // the rare word of one name is that of the other but for a consonant; its key is beside the right one
	across        bool // a word has its counterpart in another script
	trade         bool // a word without counterpart tells a trade
	apart         bool // one word is all that they have in common, and stands in two in one of them
}

// Score says how surely two names are one body's, from 0 to 1. It depends on the two names and the tables of this package
// alone, and does not change if they are given the other way round.
func Score(a, b *Name) float64 {
	if a.Key == "" || b.Key == "" {
		return 0
	}
	if a.Key > b.Key {
		a, b = b, a
	}
	var x alignment
	x.align(a, b)
	return score(&x, a, b)
}

func score(x *alignment, a, b *Name) float64 {
	s := 1.0
	switch {
	case spelt(a, b):
	case a.core == b.core:
		s = 0.99
	default:
		s = x.matched / (x.total + doubt)
		s *= 1 - 0.5*min(x.restA, x.restB)
		if x.headless {
			s *= 0.9
		}
		switch x.numbers {
		case 1:
			s *= 0.88
		case 2:
			s *= 0.7
		}
		switch {
		case x.conflict, x.universities():
			s *= 0.5
		case x.nation && (a.formal || b.formal): // a public body leaves its country out, a company's arm does not
			s *= 0.65
		case x.arm:
			s *= 0.9
		case x.swapped:
			s *= 0.95
		}
		s = max(s, x.slipped(), x.shortened())
		if a.formal && b.formal && x.more > 0 { // of two names in full that have little in common, one word or number more is another company's
			s *= 1 - min(0.5, 3*x.more/x.matched)
		}
	}
	switch {
	case x.abroad():
		s *= 0.8
	case differ(a.kinds, b.kinds):
		s *= 0.88
	}
	if len(a.Hidden)+len(b.Hidden) > 0 || a.agent != b.agent {
		s *= 0.99
	}
	return s
}

// spelt says that two names are the same words, or the same letters but for spaces and the script. Characters of one sound are not
// the same where both names are written in them: 华为, 华伟.
func spelt(a, b *Name) bool {
	if a.Key == b.Key || a.joined != b.joined {
		return a.Key == b.Key
	}
	return !dense(a.Key) || !dense(b.Key) || strings.ReplaceAll(a.Key, " ", "") == strings.ReplaceAll(b.Key, " ", "")
}

// Compare is Score with its relation and its reasons.
func Compare(a, b *Name) Verdict {
	if a.Key == "" || b.Key == "" {
		return Verdict{Relation: Different, Against: []string{"a name has no word that names anything"}}
	}
	if a.Key > b.Key {
		a, b = b, a
	}
	var x alignment
	v := Verdict{}
	v.Score, v.Relation = x.judge(a, b)
	v.Strange = remain(a.parts, x.usedA) || remain(b.parts, x.usedB) || x.headless && (strange(a.parts, x.usedA) || strange(b.parts, x.usedB))
	v.other, v.beside = x.other, x.beside
	v.trade = tells(a.parts, x.usedA) || tells(b.parts, x.usedB)
	v.across, v.apart = x.cross, x.apart()
	v.explain(&x)
	return v
}

// Judge is Compare without its reasons.
func Judge(a, b *Name) (float64, Relation) {
	if a.Key == "" || b.Key == "" {
		return 0, Different
	}
	if a.Key > b.Key {
		a, b = b, a
	}
	var x alignment
	return x.judge(a, b)
}

// judge aligns two names in order.
func (x *alignment) judge(a, b *Name) (s float64, r Relation) {
	x.align(a, b)
	s = score(x, a, b)
	x.other, x.beside = x.neighbours()
	switch {
	case x.other && !x.beside, x.neighbouring(), x.numbered(), x.authority():
		return s, Different
	case x.owned():
		return s, Family
	}
	kin := func() bool {
		return !x.counterparts() && !x.institutions() && !x.coded() && !x.beheaded && (x.contained() || len(x.shared()) > 0)
	}
	if s < SameFrom && !kin() || x.denied() {
		return s, Different
	}
	if x.loose() {
		x.sever()
	}
	if s >= SameFrom && !x.severed && x.numbers < 2 && !x.conflict && !x.universities() && !x.turned() && !x.otherField() && !x.coded() && x.sure() {
		if x.told() && (x.arm || x.abroad() || x.converted()) {
			return s, Family
		}
		if x.told() || x.plain() {
			return s, Same
		}
	}
	if s < SameFrom && !x.severed || kin() {
		return s, Family
	}
	return s, Different
}

// owned says that one name is of a division or subsidiary of the body that the other is of, as it says.
func (x *alignment) owned() bool {
	a, b := x.a, x.b
	return a.parent != "" && a.parent == b.core && a.core != b.core || b.parent != "" && b.parent == a.core && a.core != b.core
}

// told says that a rare word has a counterpart.
func (x *alignment) told() bool {
	for _, l := range x.links[:x.n] {
		if x.a.parts[l.a.first()].telling() || x.b.parts[l.b.first()].telling() || !l.a.one() || !l.b.one() {
			return true
		}
	}
	return false
}

// plain says that names of ordinary words have the same words in the same order. Zhejiang University is not the University of
// Technology of the place.
func (x *alignment) plain() bool {
	if spelt(x.a, x.b) {
		return true
	}
	var at [maxParts]int
	for _, l := range x.links[:x.n] {
		if x.translated(l) {
			return false // a company's words are its name, whatever they mean
		}
		at[l.a.first()] = l.b.first() + 1
	}
	last := 0
	for i := range x.a.parts {
		p := &x.a.parts[i]
		switch {
		case p.place.country != "":
		case at[i] == 0 && !p.small && !p.aside, at[i] > 0 && at[i] <= last && !p.small:
			return false
		case at[i] > last:
			last = at[i]
		}
	}
	for j := range x.b.parts {
		if p := &x.b.parts[j]; !x.usedB.has(j) && !p.small && !p.aside {
			return false
		}
	}
	return !x.arm && !x.abroad() && !x.converted()
}

// universities says that one name is of the university of a place, the other of its state university.
func (x *alignment) universities() bool {
	a, b := x.a, x.b
	return a.stateOf != "" && a.stateOf == b.of || b.stateOf != "" && b.stateOf == a.of
}

// translated says that a name of a company has a word for what the other calls by a word of another language.
func (x *alignment) translated(l link) bool {
	p, q := &x.a.parts[l.a.first()], &x.b.parts[l.b.first()]
	return (x.a.formal || x.b.formal) && p.symbol != "" && p.text != q.text && !p.foreign && !q.foreign &&
		inflected(p, q) == 0 && !strings.HasPrefix(p.text, q.text) && !strings.HasPrefix(q.text, p.text)
}

// converted says that the legal forms are of one country and of different kinds.
func (x *alignment) converted() bool {
	return len(x.a.homes) > 0 && len(x.b.homes) > 0 && !x.abroad() && differ(x.a.kinds, x.b.kinds)
}

// abroad says that the legal forms are of different countries: an arm of a company is not the company.
func (x *alignment) abroad() bool {
	return len(x.a.homes) > 0 && len(x.b.homes) > 0 && !slices.ContainsFunc(x.a.homes, func(c string) bool { return slices.Contains(x.b.homes, c) })
}

// sure says that no short telling word was taken for another by a slip alone: Hyter is not surely Hytera.
func (x *alignment) sure() bool {
	exact, doubt := false, false
	for _, l := range x.links[:x.n] {
		p, q := &x.a.parts[l.a.first()], &x.b.parts[l.b.first()]
		switch {
		case p.weight < 0.5:
		case l.alike >= 0.93:
			exact = true
		case p.foreign == q.foreign && l.a.one() && l.b.one() && (letters(p.text) < 7 || letters(q.text) < 7):
			doubt = true
		}
	}
	return exact || !doubt
}
