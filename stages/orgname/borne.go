package orgname

import (
	"slices"
	"unicode/utf8"
)

// vague are meanings of words that companies of all trades are called by, and that tell nothing of what a company makes.
var vague = set(`grp holding global intl trade industry enterprise business service sale invest investment dev project supply co electronics`)

// Borne says that a name is a word that many bear, beside it nothing but towns and vague words, and that it is one of others' too: a
// word of two Chinese syllables, which another name has for its first in two characters. Dahua Trading is a namesake as soon as an arm.
func (n *Name) Borne(others []Name) bool {
	word := n.alone()
	if word == nil {
		return false
	}
	return slices.ContainsFunc(others, func(m Name) bool {
		first := m.head()
		return first != nil && dense(first.text) && utf8.RuneCountInString(first.text) == 2 && sound(first.latin) == sound(word.latin)
	})
}

// borne says that all names of a are such names.
func borne(a, b *Body) bool {
	for i := range a.Names {
		if !a.Names[i].Borne(b.Names) {
			return false
		}
	}
	return true
}

// head is the first word that is no town; nil if there is none.
func (n *Name) head() *part {
	for i := range n.parts {
		if p := &n.parts[i]; !p.small && p.place.country == "" {
			return p
		}
	}
	return nil
}

// alone is the first word of a name that has one or several vague words beside it, and towns, but nothing else; nil for other names.
func (n *Name) alone() *part {
	first, more := n.head(), false
	for i := range n.parts {
		p := &n.parts[i]
		switch {
		case p == first, p.small, p.place.country != "" && !p.place.whole:
		case vague[p.symbol]:
			more = true
		default:
			return nil
		}
	}
	if !more {
		return nil
	}
	return first
}
