// Package decisionuses says of each decision what it bears on, so that one that bears on nothing is seen.
package decisionuses

import (
	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/edges"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Use is a decision and what it bears on.
type Use struct {
	ID       string          `parquet:"id" doc:"content id: the decision"`
	Decision string          `parquet:"decision" doc:"id of the decision"`
	Matches  int64           `parquet:"matches" doc:"how many rows of matches it bears on"`
	Edges    int64           `parquet:"edges" doc:"how many rows of organisation_edges it bears on"`
	Used     bool            `parquet:"used" doc:"it bears on some row; one that does not names nobody in these inputs, or names them otherwise"`
	Origins  []source.Origin `parquet:"origins,list" doc:"the line"`
}

// Table holds one row a decision.
var Table = &table.Table[Use]{Name: "decision_uses", Grain: "one decision", Sort: []string{"used", "origins", "id"},
	Doc: "What each decision bears on. Decisions that bear on nothing are reported by the run."}

// Stage derives uses.
var Stage = &pipeline.Stage{
	Name: "decision_uses", Doc: "count what each decision bears on",
	Reads: []pipeline.Input{
		pipeline.By(record.Decisions, func(d record.Decision) string { return d.ID }),
		pipeline.By(matches.Table, func(m matches.Match) string { return m.Decision }),
		pipeline.By(edges.Table, func(e edges.Edge) string { return e.Decision }),
	},
	Writes: Table,
	Derive: derive,
}

func derive(in, out *table.Set) error {
	found, bearing := map[string]bool{}, map[string]bool{}
	for m := range matches.Table.In(in) {
		found[m.ID] = true
	}
	for e := range edges.Table.In(in) {
		bearing[e.ID] = true
	}
	use := Use{Matches: int64(len(found)), Edges: int64(len(bearing)), Used: len(found)+len(bearing) > 0}
	for d := range record.Decisions.In(in) {
		use.ID, use.Decision = source.ID("use", d.ID), d.ID
		use.Origins = source.Unite(use.Origins, d.Origins)
	}
	if use.ID != "" {
		Table.Add(out, use)
	}
	return nil
}
