// Package coverage has the denominator: what was read, what was not, and how much of it is known.
package coverage

import (
	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// Coverage is the accounting of one format.
type Coverage struct {
	Format     string `parquet:"format" doc:"the format"`
	Unit       string `parquet:"unit,optional" doc:"what is counted"`
	Documents  int64  `parquet:"documents" doc:"documents that the format read, copies not counted"`
	Broken     int64  `parquet:"documents_broken" doc:"documents that could not be read, or not to their end"`
	Read       int64  `parquet:"read" doc:"units read"`
	WithRows   int64  `parquet:"with_rows" doc:"units that stand in rows: read - rejected - duplicates - left_out"`
	Rejected   int64  `parquet:"rejected" doc:"units in rejects"`
	Duplicates int64  `parquet:"duplicates" doc:"units declared to repeat another"`
	LeftOut    int64  `parquet:"left_out" doc:"units that by rule leave no row, such as natural persons on lists"`
	NoPurchase int64  `parquet:"no_purchase" doc:"units with rows that tell of no purchase, such as grants and calls"`
	Merged     int64  `parquet:"merged_away" doc:"awards and contracts whose amounts were dropped where releases were compiled, for two had one id, or no order; the amounts stand in ledger"`
	Persons    int64  `parquet:"natural_persons" doc:"parties that are natural persons, whose names were not kept"`
}

// Table holds one row a format.
var Table = &table.Table[Coverage]{Name: "coverage", Grain: "one format", Sort: []string{"format"},
	Doc: "The denominator of every answer: units read, in rows, rejected, duplicate and left out, by format."}

// Stage derives coverage.
var Stage = &pipeline.Stage{
	Name: "coverage", Doc: "sum the ledger by format",
	Reads:  []pipeline.Input{pipeline.By(table.Ledger, func(e table.Entry) string { return e.Format }), pipeline.By(table.Rejects, func(r table.Reject) string { return r.Format })},
	Writes: Table,
	Derive: derive,
}

// derive sees the entries of one format.
func derive(in, out *table.Set) error {
	var c Coverage
	documents, broken := map[[2]string]bool{}, map[[2]string]bool{}
	for e := range table.Ledger.In(in) {
		c.Format = e.Format
		switch e.Kind {
		case "read":
			documents[[2]string{e.Digest, e.Member}] = true
			c.Read += e.Count
			c.Unit = max(c.Unit, e.Unit)
		case "duplicate":
			c.Duplicates += e.Count
		case "left_out":
			c.LeftOut += e.Count
		case "no_purchase":
			c.NoPurchase += e.Count
		case "merged_away", "order_unknown":
			c.Merged += e.Count
		case "natural_person":
			c.Persons += e.Count
		}
	}
	for r := range table.Rejects.In(in) {
		c.Format = r.Format
		switch r.Scope {
		case string(source.WholeRecord):
			c.Rejected++
		case string(source.WholeDocument):
			broken[[2]string{r.Digest, r.Member}] = true
		}
	}
	if c.Format == "" {
		return nil
	}
	c.Documents, c.Broken = int64(len(documents)), int64(len(broken))
	c.WithRows = c.Read - c.Rejected - c.Duplicates - c.LeftOut
	Table.Add(out, c)
	return nil
}
