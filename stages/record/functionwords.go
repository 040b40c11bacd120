package record

import (
	_ "embed"
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
}

var functionLines = sync.OnceValue(func() (all []functionWords) {
	for line := range strings.Lines(functionsFile) {
		if name, words, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t"); ok && !strings.HasPrefix(line, "#") {
			all = append(all, functionWords{name, regexp.MustCompile(`(?i)\b(?:` + words + `)`)})
		}
	}
	return all
})

// anyFunction says quickly that no line fits a text, as it is with most.
var anyFunction = sync.OnceValue(func() func(string) bool {
	var all []*regexp.Regexp
	for _, f := range functionLines() {
		all = append(all, f.re)
	}
	return regexp.Any(all...)
})

// FunctionMentions are the functions of devices that a text names, in the order of the text. Where two lines of
// functions.tsv fit the same words, the earlier wins.
func FunctionMentions(s string) (all []FunctionMention) {
	if !anyFunction()(s) {
		return nil
	}
	for _, f := range functionLines() {
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
