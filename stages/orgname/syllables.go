package orgname

import (
	"slices"
	"unicode/utf8"
)

// vague are meanings of words that companies of all trades are called by, and that tell nothing of what a company makes.
var vague = set(`grp holding global intl trade industry enterprise business service sale invest investment dev project supply co electronics`)

// syllables says that all names of a are a word of two Chinese syllables that a name of b has for its first in two characters, and
// beside it nothing but towns and vague words. Many bear such a word: Dahua Trading is a namesake as soon as an arm.
func syllables(a, b *Body) bool {
	return !slices.ContainsFunc(a.Names, func(n Name) bool {
		word := n.alone()
		return word == nil || !slices.ContainsFunc(b.Names, func(m Name) bool {
			first := m.head()
			return first != nil && dense(first.text) && utf8.RuneCountInString(first.text) == 2 && first.latin == word.latin
		})
	})
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
