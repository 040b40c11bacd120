package claim

import (
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

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
	tree, err := syntax.Parse(s, syntax.Perl)
	if err != nil {
		panic(err)
	}
	return &pattern{regexp.MustCompile(s), needsOf(tree)}
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

// minWord is the fewest bytes of a word worth looking for.
const minWord = 3

// needsOf are the words without which a pattern matches nothing: of each list one.
func needsOf(re *syntax.Regexp) (needs [][]string) {
	switch re.Op {
	case syntax.OpLiteral:
		if w := fold(string(re.Rune)); len(w) >= minWord {
			return [][]string{{w}}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return needsOf(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needsOf(re.Sub[0])
		}
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			needs = append(needs, needsOf(sub)...)
		}
	case syntax.OpAlternate:
		var any []string
		for _, sub := range re.Sub {
			of := needsOf(sub)
			if len(of) == 0 {
				return nil
			}
			any = append(any, slices.MaxFunc(of, func(a, b []string) int { return shortest(a) - shortest(b) })...)
		}
		slices.Sort(any)
		return [][]string{slices.Compact(any)}
	}
	return needs
}

func shortest(words []string) int {
	n := len(words[0])
	for _, w := range words {
		n = min(n, len(w))
	}
	return n
}

// fold is a text in which the letters that a pattern without regard to case takes for one are one.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf {
			return unicode.ToLower(r)
		}
		least := r
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			least = min(least, f)
		}
		return unicode.ToLower(least)
	}, s)
}
