package record

import (
	_ "embed"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"

	"github.com/perimeter-data/perimeter/stages/regexp"
)

//go:embed functions.tsv
var functionsFile string

// FunctionMention is a function of devices that a text names: its name, and where the words stand (bytes).
type FunctionMention struct {
	Name     string
	From, To int
}

type functionWords struct {
	name string
	re   *regexp.Regexp
	any  []string // one of these is in every text that fits, lowered
}

var functionLines = sync.OnceValue(func() (all []functionWords) {
	for line := range strings.Lines(functionsFile) {
		if name, words, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t"); ok && !strings.HasPrefix(line, "#") {
			expr := `(?i)\b(?:` + words + `)`
			parsed, err := syntax.Parse(expr, syntax.Perl)
			if err != nil {
				panic(err)
			}
			all = append(all, functionWords{name, regexp.MustCompile(expr), needed(parsed)})
		}
	}
	return all
})

// lowered is a text in lower case, as (?i) takes it: ſ is an s.
func lowered(s string) string { return strings.ReplaceAll(strings.ToLower(s), "ſ", "s") }

// needed are lowered texts, one of which is in whatever the expression fits; none where that cannot be said. Of several sets it is
// the one whose shortest text is longest.
func needed(re *syntax.Regexp) (best []string) {
	switch re.Op {
	case syntax.OpLiteral:
		return []string{lowered(string(re.Rune))}
	case syntax.OpCapture, syntax.OpPlus:
		return needed(re.Sub[0])
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			one := needed(sub)
			if one == nil {
				return nil
			}
			best = append(best, one...)
		}
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			if one := needed(sub); shortest(one) > shortest(best) {
				best = one
			}
		}
	}
	return best
}

func shortest(all []string) int {
	if len(all) == 0 {
		return 0
	}
	return len(slices.MinFunc(all, func(a, b string) int { return len(a) - len(b) }))
}

// mayFit says whether the text may name the function. It is much cheaper than the expression.
func (f *functionWords) mayFit(lower string) bool {
	return f.any == nil || slices.ContainsFunc(f.any, func(s string) bool { return strings.Contains(lower, s) })
}

// openings are the texts that the lines need, by their first three bytes, five bits of each: most texts have none, which one pass
// shows.
type openings struct {
	some  [1 << 15 / 64]uint64 // a bit for each
	texts map[uint][]string
}

var functionOpenings = sync.OnceValue(func() *openings {
	all := &openings{texts: map[uint][]string{}}
	for _, f := range functionLines() {
		if shortest(f.any) < 3 {
			panic("functions.tsv: what " + f.re.String() + " needs is too short to be looked for")
		}
		for _, text := range f.any {
			at := opening(text)
			all.some[at/64] |= 1 << (at % 64)
			all.texts[at] = append(all.texts[at], text)
		}
	}
	return all
})

func opening(s string) uint { return uint(s[0]&31)<<10 | uint(s[1]&31)<<5 | uint(s[2]&31) }

// in says that one of the texts stands in another.
func (o *openings) in(lower string) bool {
	for i := range len(lower) - 2 {
		at := opening(lower[i:])
		if o.some[at/64]&(1<<(at%64)) != 0 && slices.ContainsFunc(o.texts[at], func(text string) bool { return strings.HasPrefix(lower[i:], text) }) {
			return true
		}
	}
	return false
}

// FunctionMentions are the functions of devices that a text names, in the order of the text. Where two lines of
// functions.tsv fit the same words, the earlier wins.
func FunctionMentions(s string) (all []FunctionMention) {
	lower := lowered(s)
	if !functionOpenings().in(lower) {
		return nil
	}
	for _, f := range functionLines() {
		if !f.mayFit(lower) {
			continue
		}
		for _, at := range f.re.FindAllStringIndex(s, -1) {
			if !slices.ContainsFunc(all, func(m FunctionMention) bool { return at[0] < m.To && m.From < at[1] }) {
				all = append(all, FunctionMention{f.name, at[0], at[1]})
			}
		}
	}
	slices.SortFunc(all, func(a, b FunctionMention) int { return a.From - b.From })
	return all
}

// FunctionsIn are the functions of devices that a text names, each once, in the order of the text.
func FunctionsIn(s string) (names []string) {
	for _, m := range FunctionMentions(s) {
		if !slices.Contains(names, m.Name) {
			names = append(names, m.Name)
		}
	}
	return names
}
