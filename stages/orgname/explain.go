package orgname

import (
	"fmt"
	"strings"
)

func (v *Verdict) explain(x *alignment) {
	a, b := x.a, x.b
	switch {
	case a.Key == b.Key:
		v.For = append(v.For, "the names are the same without legal form and punctuation: "+strings.TrimSpace(a.Key))
	case spelt(a, b):
		v.For = append(v.For, "the names are the same in Latin letters and without spaces: "+a.joined)
	default:
		for _, l := range x.links[:x.n] {
			left, right := texts(a, l.a), texts(b, l.b)
			if left != right {
				v.For = append(v.For, fmt.Sprintf("%s is read as %s", left, right))
			}
		}
		v.rest(a, x.usedA)
		v.rest(b, x.usedB)
	}
	switch shared := x.shared(); {
	case a.Key == b.Key:
	case len(shared) > 0:
		v.For = append(v.For, "both bear the rare word "+strings.Join(shared, ", "))
	case v.Relation == Family:
		v.For = append(v.For, "one name is the other with a place or common words")
	}
	if x.abroad() {
		v.Against = append(v.Against, "the legal forms are of different countries")
	}
	if x.numbers > 0 {
		v.Against = append(v.Against, "the numbers in the names are not the same")
	}
	if x.conflict {
		v.Against = append(v.Against, "the names bear different places")
	}
	for _, n := range []*Name{a, b} {
		if n.agent != "" {
			v.Against = append(v.Against, "left out as who acts for the body: "+n.agent)
		}
	}
	switch {
	case x.owned():
		v.For = append(v.For, "one says that it is a division or subsidiary of the other")
	case x.denied():
		v.Against = append(v.Against, "one denies a word of the other")
	case x.coded():
		v.Against = append(v.Against, "the codes of places in brackets differ")
	}
	if x.severed {
		v.Against = append(v.Against, "words that differ by little are two words")
	}
	if x.universities() {
		v.Against = append(v.Against, "the one is the university of the place, the other its state university")
	}
	if x.turned() {
		v.Against = append(v.Against, "the universities bear one name, written another way round: in some places two bodies do")
	}
	if x.otherField() {
		v.Against = append(v.Against, "one has the word of a field that the other has not")
	}
	if v.Relation == Different && x.institutions() && len(x.shared()) > 0 {
		v.Against = append(v.Against, "institutions of one kind bear such words in common")
	}
	if differ(a.kinds, b.kinds) {
		v.Against = append(v.Against, fmt.Sprintf("the legal forms differ (%s, %s)", strings.Join(a.kinds, " "), strings.Join(b.kinds, " ")))
	}
	if x.cross {
		v.Against = append(v.Against, "they are written in different scripts, and were compared by their sound")
	}
	v.Against = append(append(v.Against, a.Hidden...), b.Hidden...)
}

func (v *Verdict) rest(n *Name, used parts) {
	for i := range n.parts {
		if p := &n.parts[i]; !used.has(i) && !p.small {
			v.Against = append(v.Against, "only one name has "+p.text)
		}
	}
}

func texts(n *Name, which parts) string {
	var out []string
	for ; which != 0; which &= which - 1 {
		out = append(out, n.parts[which.first()].text)
	}
	return strings.Join(out, " ")
}
