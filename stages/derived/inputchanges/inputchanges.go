// Package inputchanges says which inputs came and went since the dataset that a run is compared with.
package inputchanges

import (
	"cmp"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Change is a file that is among the inputs of one of two datasets alone.
type Change struct {
	Digest string   `parquet:"digest" doc:"SHA-256 of the file"`
	What   string   `parquet:"what,dict" doc:"came (it was no input of the earlier dataset), went (it is no input of this one)"`
	Paths  []string `parquet:"paths,list" doc:"where it lies, or lay, sorted; the same path under both is a file that was replaced"`
	Format string   `parquet:"format,optional,dict" doc:"the format that read it, if one did"`
}

// Table holds one row a file.
var Table = &table.Table[Change]{Name: "input_changes", Grain: "one file, by its content, that is among the inputs of one of the two datasets alone", Sort: []string{"paths", "what", "digest"},
	Doc: "Which inputs came and went since the dataset that --against names; empty without it. A file that was renamed, with the same content, is not here."}

// Stage derives the changes of inputs.
var Stage = &pipeline.Stage{
	Name: "input_changes", Doc: "say which inputs came and went since the dataset that --against names",
	Reads: []pipeline.Input{
		pipeline.By(table.Documents, func(d table.DocumentRow) string {
			if d.Member != "" || d.Format == "earlier" {
				return ""
			}
			return d.Digest
		}),
		pipeline.By(record.EarlierInputs, func(i record.EarlierInput) string { return i.Digest }),
	},
	Only:   record.EarlierRuns,
	Writes: Table,
	Derive: derive,
}

// derive sees one content.
func derive(in, out *table.Set) error {
	now, then := Change{What: "came"}, Change{What: "went"}
	for d := range table.Documents.In(in) {
		now.Digest, now.Format = d.Digest, cmp.Or(now.Format, d.Format)
		now.Paths = append(now.Paths, d.Path)
	}
	for i := range record.EarlierInputs.In(in) {
		then.Digest, then.Format = i.Digest, cmp.Or(then.Format, i.Format)
		then.Paths = append(then.Paths, i.Path)
	}
	switch {
	case now.Digest == "":
		slices.Sort(then.Paths)
		Table.Add(out, then)
	case then.Digest == "":
		slices.Sort(now.Paths)
		Table.Add(out, now)
	}
	return nil
}
