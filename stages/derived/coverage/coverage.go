// Package coverage prints the denominator: what was read, what was not, and how much of it is known.
package coverage

import (
	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// Coverage is the accounting of one format.
type Coverage struct {
	Format     string `parquet:"format" doc:"the format, or 'unread' for documents that none reads"`
	Unit       string `parquet:"unit,optional" doc:"what is counted"`
	Documents  int64  `parquet:"documents" doc:"documents that the format read, copies not counted"`
	Read       int64  `parquet:"read" doc:"units read"`
	WithRows   int64  `parquet:"with_rows" doc:"units that stand in rows: read - rejected - duplicates"`
	Rejected   int64  `parquet:"rejected" doc:"units in rejects"`
	Duplicates int64  `parquet:"duplicates" doc:"units declared to repeat another"`
	Persons    int64  `parquet:"natural_persons" doc:"parties that are natural persons, whose names were not kept"`
}

// Table holds one row a format.
var Table = &table.Table[Coverage]{Name: "coverage", Grain: "one format", Sort: []string{"format"},
	Doc: "The denominator of every answer: units read, in rows, rejected and duplicate, by format."}

// Stage derives coverage.
var Stage = &pipeline.Stage{
	Name: "coverage", Doc: "sum the ledger by format",
	Reads:  []pipeline.Input{pipeline.By(table.Ledger, func(e table.Entry) string { return e.Format }), pipeline.By(table.Rejects, func(r table.Reject) string { return r.Format })},
	Writes: Table,
	Derive: derive,
}

func derive(in, out *table.Set) error { panic("helper") }
