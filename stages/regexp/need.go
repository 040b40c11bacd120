package regexp

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// minWord is the fewest bytes of a word worth looking for.
const minWord = 3

// Needs are the words, folded, without which an expression matches nothing: of each list one. To look for them first is many times
// quicker than to try it. It panics where the expression is none.
func Needs(expr string) [][]string { return needsOf(parse(expr)) }

func parse(expr string) *syntax.Regexp {
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		panic(err)
	}
	return tree
}

func needsOf(re *syntax.Regexp) (needs [][]string) {
	switch re.Op {
	case syntax.OpLiteral:
		if w := Fold(string(re.Rune)); len(w) >= minWord {
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
			of := best(needsOf(sub))
			if of == nil {
				return nil
			}
			any = append(any, of...)
		}
		slices.Sort(any)
		return [][]string{slices.Compact(any)}
	}
	return needs
}

// best is the list whose shortest word is longest, nil of none.
func best(needs [][]string) []string {
	if len(needs) == 0 {
		return nil
	}
	return slices.MaxFunc(needs, func(a, b []string) int { return shortest(a) - shortest(b) })
}

func shortest(words []string) int {
	n := len(words[0])
	for _, w := range words {
		n = min(n, len(w))
	}
	return n
}

// Fold is a text in which the letters that an expression without regard to case takes for one are one.
func Fold(s string) string {
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

// words are looked for in a text by their first three bytes, five bits of each, which are those of capitals too: most texts have none
// of them, which one pass shows.
type words struct {
	some [1 << 15 / 64]uint64 // a bit for each three
	of   map[uint16][]string
}

// wordsOf are those of which a text that fits has one; nil where that cannot be said. Of letters that are no ASCII none is looked for.
func wordsOf(expr string) *words {
	tree := parse(expr)
	if anchored(tree) {
		return nil
	}
	var usable [][]string
	for _, list := range needsOf(tree) {
		var parts []string
		for _, w := range list {
			parts = append(parts, plain(w))
		}
		if shortest(parts) >= minWord {
			usable = append(usable, parts)
		}
	}
	w := &words{of: map[uint16][]string{}}
	for _, s := range best(usable) {
		w.add(s)
	}
	if len(w.of) == 0 {
		return nil
	}
	return w
}

// plain is the longest part of a word that is ASCII.
func plain(word string) (longest string) {
	for part := range strings.FieldsFuncSeq(word, func(r rune) bool { return r >= utf8.RuneSelf }) {
		if len(part) > len(longest) {
			longest = part
		}
	}
	return longest
}

// anchored says that an expression looks at the beginning of a text alone: it is quicker to try it at once.
func anchored(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpBeginText:
		return true
	case syntax.OpCapture, syntax.OpConcat:
		return anchored(re.Sub[0])
	case syntax.OpAlternate:
		return !slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return !anchored(sub) })
	}
	return false
}

func (w *words) add(s string) {
	at := three(s)
	w.some[at/64] |= 1 << (at % 64)
	w.of[at] = append(w.of[at], s)
}

func three(s string) uint16 { return uint16(s[0]&31)<<10 | uint16(s[1]&31)<<5 | uint16(s[2]&31) }

// in says that one of the words may stand in a text.
func (w *words) in(s string) bool {
	for i := range len(s) - 2 {
		at := three(s[i:])
		if w.some[at/64]&(1<<(at%64)) != 0 && slices.ContainsFunc(w.of[at], func(word string) bool { return begins(s[i:], word) }) {
			return true
		}
	}
	return strings.Contains(s, "\u017f") || strings.Contains(s, "\u212a") // which fold to an s and a k
}

// begins says that a text begins with a folded word of ASCII.
func begins(s, word string) bool {
	if len(s) < len(word) {
		return false
	}
	for i := range len(word) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != word[i] {
			return false
		}
	}
	return true
}

// Any gives a quick test of texts: false says that none of the expressions fits, true that one may. It panics where one of them needs
// no words.
func Any(all ...*Regexp) func(s string) bool {
	any := &words{of: map[uint16][]string{}}
	for _, re := range all {
		of := re.get().words
		if of == nil {
			panic(re.expr + " needs no words")
		}
		for _, list := range of.of {
			for _, w := range list {
				any.add(w)
			}
		}
	}
	return any.in
}
