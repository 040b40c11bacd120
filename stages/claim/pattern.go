package claim

import (
	"slices"
	"strings"
	"sync"

	"github.com/perimeter-data/perimeter/stages/regexp"
)

// pattern is a regular expression with the words without which it matches nothing: to look for them first is many times
// quicker than to try it.
type pattern struct {
	*regexp.Regexp
	needs [][]string // a match has one of each, folded
}

// newPattern compiles a pattern, its words put in.
func newPattern(s string) *pattern {
	s = expand(s)
	return &pattern{regexp.MustCompile(s), regexp.Needs(s)}
}

// patterns are made when a text first needs them: most runs read no article.
func patterns(all ...string) func() []*pattern {
	return sync.OnceValue(func() (list []*pattern) {
		for _, s := range all {
			list = append(list, newPattern(s))
		}
		return list
	})
}

// may says whether the pattern can match in a text, given folded.
func (p *pattern) may(text string) bool {
	for _, words := range p.needs {
		if !slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) }) {
			return false
		}
	}
	return true
}
