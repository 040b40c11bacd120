package claim

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages/record"
)

const left = "[…]"

// maskedSpans is where MaskTraces finds people, known by their traces, and other personal values in a text.
func maskedSpans(text string, people [][]string) (spans [][2]int) {
	masked := record.MaskTraces(text, "", people...)
	if masked == text {
		return nil
	}
	pieces := strings.Split(masked, left)
	at := 0
	for i, piece := range pieces {
		next := at
		switch {
		case i == len(pieces)-1:
			next = len(text) - len(piece)
		case i > 0 || piece != "":
			j := strings.Index(text[at:], piece)
			if j < 0 {
				return [][2]int{{0, len(text)}}
			}
			next = at + j
		}
		if next < at || !strings.HasPrefix(text[next:], piece) {
			return [][2]int{{0, len(text)}}
		}
		if i > 0 && text[at:next] != left {
			spans = append(spans, [2]int{at, next})
		}
		at = next + len(piece)
	}
	return spans
}

// personal is where people's names stand in a text: those that Mask finds, and those that the article calls people.
func (n *names) personal(text string) [][2]int {
	spans := maskedSpans(text, n.traces)
	for _, name := range n.people {
		for at := 0; ; {
			i := strings.Index(text[at:], name)
			if i < 0 {
				break
			}
			spans = append(spans, [2]int{at + i, at + i + len(name)})
			at += i + len(name)
		}
	}
	if n.surnames != nil {
		for _, at := range n.surnames.FindAllStringIndex(text, -1) {
			spans = append(spans, [2]int{at[0], at[1]})
		}
	}
	slices.SortFunc(spans, func(a, b [2]int) int { return a[0] - b[0] })
	var joined [][2]int
	for _, s := range spans {
		if k := len(joined); k > 0 && s[0] <= joined[k-1][1] {
			joined[k-1][1] = max(joined[k-1][1], s[1])
		} else {
			joined = append(joined, s)
		}
	}
	return joined
}

// mask is a text without names of people.
func (n *names) mask(text string) string {
	var b strings.Builder
	at := 0
	for _, s := range n.personal(text) {
		b.WriteString(text[at:s[0]])
		b.WriteString(left)
		at = s[1]
	}
	b.WriteString(text[at:])
	return b.String()
}

// quote is stretches of one passage, with what stands where they are cut and where names stood left out.
func (n *names) quote(p source.Passage, stretches [][2]int) (quote string, ranges []source.Range) {
	var b strings.Builder
	for i, s := range stretches {
		if i > 0 {
			b.WriteString(" " + left + " ")
		}
		text, at := p.Text[s[0]:s[1]], 0
		for _, name := range append(n.personal(text), [2]int{len(text), len(text)}) {
			b.WriteString(text[at:name[0]])
			if name[0] > at {
				ranges = append(ranges, p.Ranges(s[0]+at, s[0]+name[0])...)
			}
			if name[0] < name[1] {
				b.WriteString(left)
			}
			at = name[1]
		}
	}
	return b.String(), ranges
}
