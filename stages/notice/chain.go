package notice

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// A notice that changes another one waits in the group of that. Where it changes one that changes a third, as a second
// modification of a contract may, it belongs into the group of the third, and nothing in it says which that is. So what such
// notices change is told to all groups, in short.

// firstChanges is the year from which notices say in numbers and words of their own what they change.
const firstChanges = "2016"

// shortText is how much of a text goes to all groups, in runes.
const shortText = 240

// Change is a notice that changes another one, in short.
type Change struct {
	Number string        `parquet:"number" doc:"of the notice"`
	Target string        `parquet:"target" doc:"number of the notice that it changes"`
	When   string        `parquet:"when" doc:"day of publication"`
	Body   string        `parquet:"body" doc:"what it says of awards, as JSON"`
	Origin source.Origin `parquet:"origin" doc:"the document"`
}

// Changes declares the private table of notices that may change one that changes another.
func Changes(format string) *table.Table[Change] {
	return &table.Table[Change]{Name: format + "_changes", Draft: true, Grain: "one notice", Doc: "What notices change, in short, for the groups of others.",
		Sort: []string{"number", "when", "body", "origin"}}
}

// PutChange writes a notice that changes another one, if that may change a third.
func PutChange(t *table.Table[Change], out *table.Set, n Notice) {
	if len(n.Targets) == 0 || n.Targets[0] == n.Number {
		return
	}
	if _, year, _ := strings.Cut(n.Targets[0], "-"); year < firstChanges {
		return
	}
	short := Notice{Number: n.Number, Kind: n.Kind, Form: n.Form, Targets: n.Targets, Published: n.Published}
	for _, w := range n.Awards {
		w.Title, w.Text, w.Change, w.Items = cut(w.Title), cut(w.Text), cut(w.Change), nil
		short.Awards = append(short.Awards, w)
	}
	for _, f := range n.Fixes {
		if f.Of == OfAward {
			short.Fixes = append(short.Fixes, f)
		}
	}
	if len(short.Awards) == 0 && len(short.Fixes) == 0 {
		return
	}
	body, err := json.Marshal(short)
	if err != nil {
		panic(err)
	}
	t.Add(out, Change{Number: n.Number, Target: n.Targets[0], When: n.when(), Body: string(body), Origin: n.Origin})
}

func cut(text string) string {
	if r := []rune(text); len(r) > shortText {
		return string(r[:shortText]) + "…"
	}
	return text
}

// Chains are the notices that change one that changes another.
type Chains struct {
	target map[string]string   // of each notice that changes another one; "" where its documents differ
	of     map[string][]Change // by the notice that is changed in the end
}

// ChainsOf builds Chains.
func ChainsOf(t *table.Table[Change]) *pipeline.List[Chains] {
	return pipeline.Whole(func(rows *table.Set) (Chains, error) {
		c := Chains{target: map[string]string{}, of: map[string][]Change{}}
		for r := range t.In(rows) {
			if other, known := c.target[r.Number]; known && other != r.Target {
				r.Target = ""
			}
			if r.Number != "" {
				c.target[r.Number] = r.Target
			}
		}
		for r := range t.In(rows) {
			if end := c.end(r.Target); end != "" {
				c.of[end] = append(c.of[end], r)
			}
		}
		return c, nil
	}, t)
}

// end is the notice that is changed in the end by one that changes target; "" where that is target itself, or not to be told.
func (c Chains) end(target string) string {
	if c.target[target] == "" {
		return ""
	}
	for range 64 { // notices that change each other
		next := c.target[target]
		if next == "" {
			return target
		}
		target = next
	}
	return ""
}

// elsewhere says that a notice is settled in another group than that of its target.
func (c Chains) elsewhere(n *Notice) bool {
	return (n.Kind == Modification || n.Kind == Corrigendum) && len(n.Targets) > 0 && c.end(n.Targets[0]) != ""
}

// join adds to the notices of a group those that belong into it by way of others, in order of publication.
func (c Chains) join(read []*Notice, group string) ([]*Notice, error) {
	for _, r := range c.of[group] {
		n, err := Draft{Body: r.Body, Origin: r.Origin}.notice()
		if err != nil {
			return nil, err
		}
		at, _ := slices.BinarySearchFunc(read, r.When+"\xff", func(o *Notice, when string) int { return strings.Compare(o.when(), when) })
		read = slices.Insert(read, at, &n)
	}
	return read, nil
}

func (n *Notice) when() string {
	if n.Published == nil {
		return ""
	}
	return n.Published.String()
}
