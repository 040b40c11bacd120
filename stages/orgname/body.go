package orgname

import (
	"slices"
	"strings"
)

// Body is an organisation as records or a list know it: all its names, and the countries that they say it is in.
type Body struct {
	Names       []Name
	Countries   []string // ISO 3166-1 alpha-2
	Identifiers []string // each its register, a colon and the number
}

// Bodies compares two organisations by all their names. The relation is the closest that any two names have; a word that
// another name of the same body has counts against nothing; a name in Latin letters is compared with those in Latin letters where
// the other body has any, one in Han characters with those in Han characters and one in Arabic letters with those in Arabic
// letters, since what a name in another script sounds like resembles the names of many; a legal form that the other's country does not
// know makes an arm of what would be the same. The score is the best of any two names, drawn half the way to the mean of the best of
// each name of the body that has fewer.
func Bodies(a, b *Body) Verdict {
	best, score := Verdict{Relation: Different, Score: -1}, 0.0
	other := false // a consonant makes another word of a name's rare one
	if len(a.Names) > len(b.Names) {
		a, b = b, a
	}
	sum, near := 0.0, make([]float64, len(a.Names)+len(b.Names)) // of each name, the best score
	for i := range near {
		near[i] = -1 // compared with none
	}
	latinA, latinB := slices.ContainsFunc(a.Names, latin), slices.ContainsFunc(b.Names, latin)
	hanA, hanB := slices.ContainsFunc(a.Names, han), slices.ContainsFunc(b.Names, han)
	arabicA, arabicB := slices.ContainsFunc(a.Names, arabic), slices.ContainsFunc(b.Names, arabic)
	for i := range a.Names {
		for j := range b.Names {
			if l, r := a.Names[i].Latin(), b.Names[j].Latin(); l && !r && latinB || r && !l && latinA {
				continue
			}
			if l, r := han(a.Names[i]), han(b.Names[j]); l && !r && hanB || r && !l && hanA {
				continue
			}
			if l, r := arabic(a.Names[i]), arabic(b.Names[j]); l && !r && arabicB || r && !l && arabicA {
				continue
			}
			v := Compare(&a.Names[i], &b.Names[j])
			if v.Relation == Family && within(&a.Names[i], &b.Names[j], a, b) {
				v.Relation = Same
				v.For = append(v.For, "what only one name has stands in another name of the same body")
			}
			other = other || v.other
			score, near[i], near[len(a.Names)+j] = max(score, v.Score), max(near[i], v.Score), max(near[len(a.Names)+j], v.Score)
			if by := v.Relation.rank() - best.Relation.rank(); by > 0 || by == 0 && v.Score > best.Score {
				best = v
			}
		}
	}
	if len(a.Names) < len(b.Names) {
		near = near[:len(a.Names)]
	}
	slices.Sort(near) // so that the sum is the same from both sides
	near = slices.DeleteFunc(near, func(s float64) bool { return s < 0 })
	for _, s := range near {
		sum += s
	}
	// One name in common among many that are not is less than all names in common.
	best.Score = score
	if len(a.Names) > 1 && len(near) > 0 {
		best.Score = (score + sum/float64(len(near))) / 2
	}
	if (best.Relation == Family || best.Relation == Same && best.trade) && (otherTrade(a, b) || otherTrade(b, a)) {
		best.Relation = Different
		best.Against = append(best.Against, "one has the word of a trade that the other has not: a namesake")
	}
	if best.Relation == Family && (borne(a, b) || borne(b, a)) {
		best.Relation = Different
		best.Against = append(best.Against, "many bear the word, and nothing else in the name tells whose it is")
	}
	far := abroad(a, b) || abroad(b, a)
	switch {
	case best.beside && far || best.across && other:
		best.Relation = Different
		best.Against = append(best.Against, "a letter is another")
	case best.apart && far:
		best.Relation = Different
		best.Against = append(best.Against, "what is one word in one name is two in the other, and the legal form is of another country")
	}
	best.facts(a, b)
	if best.Relation != Same {
		return best
	}
	if far {
		best.Relation = Family
		best.Against = append(best.Against, "the legal form is of another country")
	}
	return best
}

// otherTrade says that each name of a body has the word of a trade that no name of the other has. An institution may have an office
// for any.
func otherTrade(a, b *Body) bool {
	for i := range a.Names {
		kind := a.Names[i].institution("")
		if kind != "" && slices.ContainsFunc(b.Names, func(n Name) bool { return n.institution(kind) != "" }) || !a.Names[i].OtherTrade(b.Names) {
			return false
		}
	}
	return true
}

func latin(n Name) bool { return n.Latin() }

// han says that all words of the name are written in Han characters or Kana.
func han(n Name) bool {
	return len(n.parts) > 0 && !slices.ContainsFunc(n.parts, func(p part) bool { return !dense(p.text) })
}

// arabic says that all words of the name are written in Arabic letters.
func arabic(n Name) bool {
	return len(n.parts) > 0 && !slices.ContainsFunc(n.parts, func(p part) bool {
		return !arabicWord(p.text)
	})
}

// facts weighs what is known of two bodies beside their names: a number in common makes them one, other numbers of the same
// registers or other countries make it less likely. What is not known says nothing.
func (v *Verdict) facts(a, b *Body) {
	if v.Score == 0 {
		return
	}
	same, other := numbers(a.Identifiers, b.Identifiers)
	switch {
	case same != "":
		v.Score, v.Relation = max(v.Score, 0.99), Same
		v.For = append(v.For, "they have one number: "+same)
		return
	case other != "":
		v.Score *= 0.5
		v.Against = append(v.Against, "their numbers differ in the register "+other)
	}
	if len(a.Countries) > 0 && len(b.Countries) > 0 && !slices.ContainsFunc(a.Countries, func(c string) bool { return slices.Contains(b.Countries, c) }) {
		v.Score *= 0.6
		v.Against = append(v.Against, "their countries differ")
	}
}

// numbers are an identifier that both lists have, and a register of which both have numbers and none in common.
func numbers(a, b []string) (same, other string) {
	for _, x := range a {
		register, _, _ := strings.Cut(x, ":")
		for _, y := range b {
			switch {
			case x == y:
				return x, ""
			case strings.HasPrefix(y, register+":"):
				other = register
			}
		}
	}
	return "", other
}

func (r Relation) rank() int {
	switch r {
	case Same:
		return 2
	case Family:
		return 1
	}
	return 0
}

// within says that two names share a rare word, and that each word of either without a counterpart stands in another name
// of the other body.
func within(m, n *Name, a, b *Body) bool {
	if m.Key == "" || n.Key == "" || len(a.Names)+len(b.Names) < 3 {
		return false
	}
	if m.Key > n.Key {
		m, n, a, b = n, m, b, a
	}
	var x alignment
	x.align(m, n)
	if x.numbers == 2 || len(x.shared()) == 0 || x.abroad() || x.converted() {
		return false
	}
	return covered(m.parts, x.usedA, b) && covered(n.parts, x.usedB, a) || covered(m.parts, x.usedA, b) && len(a.Names) == 1 ||
		covered(n.parts, x.usedB, a) && len(b.Names) == 1
}

// covered says that every word without a counterpart stands in a name of the body.
func covered(parts []part, used parts, body *Body) bool {
	for i := range parts {
		p := &parts[i]
		if used.has(i) || p.small || p.symbol == "co" {
			continue
		}
		if p.number || !slices.ContainsFunc(body.Names, func(n Name) bool {
			return slices.ContainsFunc(n.parts, func(q part) bool { return p.text == q.text || !q.number && alike(p, &q) >= 0.9 })
		}) {
			return false
		}
	}
	return true
}

// abroad says that a has a legal form that no country of b knows.
func abroad(a, b *Body) bool {
	homes := homesOf(a)
	if len(homes) == 0 {
		return false
	}
	countries := slices.Clone(b.Countries)
	for i := range b.Names {
		countries = append(countries, b.Names[i].seat()...)
	}
	if len(countries) == 0 {
		countries = homesOf(b)
	}
	return len(countries) > 0 && !slices.ContainsFunc(countries, func(c string) bool { return slices.Contains(homes, c) })
}

// homesOf are the countries of the first legal form among a body's names that not all countries know.
func homesOf(b *Body) []string {
	for i := range b.Names {
		if len(b.Names[i].homes) > 0 {
			return b.Names[i].homes
		}
	}
	return nil
}

// seat is the country of the place in front of the name, if there is one.
func (n *Name) seat() []string {
	if len(n.parts) > 1 && len(n.parts[0].place.country) == 2 && n.parts[0].place.country >= "A" && n.parts[0].place.country < "[" {
		return []string{n.parts[0].place.country}
	}
	return nil
}
