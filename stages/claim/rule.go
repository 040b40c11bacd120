package claim

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"github.com/perimeter-data/perimeter/stages/regexp"
)

//go:embed words.tsv
var wordsFile string

//go:embed rules.tsv
var rulesFile string

//go:embed attributions.tsv
var attributionsFile string

// rule is one line of rules.tsv or attributions.tsv.
type rule struct {
	name, lang, kind, predicate, modality string
	flags                                 map[string]bool
	begins                                bool // with what is the subject of the verb
	triggers                              []string
	re                                    func() *pattern // made when a text first needs it: most runs read no article
}

var (
	words        = loadWords()
	rules        = loadRules()
	attributions = loadAttributions()
)

// lines are the lines of a data file, by their columns.
func lines(file string) (all [][]string) {
	for line := range strings.Lines(file) {
		if line = strings.TrimRight(line, "\n"); line != "" && !strings.HasPrefix(line, "#") {
			all = append(all, strings.Split(line, "\t"))
		}
	}
	return all
}

func loadWords() map[string]string {
	m := map[string]string{}
	for _, l := range lines(wordsFile) {
		m[l[0]] = l[1]
	}
	return m
}

var macro = regexp.MustCompile(`\{[A-Z][A-Z0-9]+\}`)

// expand is a pattern with its words put in.
func expand(pattern string) string {
	for range 8 {
		pattern = macro.ReplaceAllStringFunc(pattern, func(m string) string {
			w, ok := words[m[1:len(m)-1]]
			if !ok {
				panic(fmt.Sprintf("no words %s", m))
			}
			return w
		})
	}
	return pattern
}

func loadRules() (all []rule) {
	for _, l := range lines(rulesFile) {
		r := rule{name: l[0], lang: l[0][:2], kind: l[1], predicate: l[2], modality: l[3], flags: map[string]bool{}, triggers: strings.Split(l[5], "|"),
			begins: strings.HasPrefix(l[6], "{SV}") || strings.HasPrefix(l[6], "{SUBJ}"), re: sync.OnceValue(func() *pattern { return newPattern(l[6]) })}
		for _, f := range strings.Split(l[4], ",") {
			r.flags[f] = true
		}
		all = append(all, r)
	}
	return all
}

func loadAttributions() (all []rule) {
	for _, l := range lines(attributionsFile) {
		all = append(all, rule{name: l[0], lang: l[0][:2], triggers: strings.Split(l[1], "|"), re: sync.OnceValue(func() *pattern { return newPattern(l[2]) })})
	}
	return all
}

// triggered says whether one of the rule's words stands in a sentence, given folded.
func (r rule) triggered(folded string) bool {
	for _, t := range r.triggers {
		if strings.Contains(folded, t) {
			return true
		}
	}
	return false
}

// match is a pattern found: where each of its groups stands.
type match struct {
	re *regexp.Regexp
	s  string
	at []int
}

func (m match) span(group string) (from, to int) {
	if i := m.re.SubexpIndex(group); i >= 0 && m.at[2*i] >= 0 {
		return m.at[2*i], m.at[2*i+1]
	}
	return -1, -1
}

func (m match) get(group string) string {
	from, to := m.span(group)
	if from < 0 {
		return ""
	}
	return strings.TrimSpace(m.s[from:to])
}

// all finds a rule's matches in a sentence, given as it is and folded.
func (r rule) all(s, folded string) (list []match) {
	if !r.triggered(folded) || !r.re().may(folded) {
		return nil
	}
	for _, at := range r.re().FindAllStringSubmatchIndex(s, 8) {
		list = append(list, match{r.re().Regexp, s, at})
	}
	return list
}
