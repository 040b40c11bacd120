package record

import (
	"cmp"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// Cell is a column of a row as text; of a list, its values with "; " between them. The columns of a struct are name.field.
type Cell struct {
	Name string `parquet:"name,dict" doc:"the column"`
	Text string `parquet:"text" doc:"its value"`
}

// Earlier is a row of the dataset that a run is compared with.
type Earlier struct {
	Table   string          `parquet:"table,dict" doc:"the table"`
	Key     string          `parquet:"key" doc:"what it is about, as SubjectOf has it"`
	Row     string          `parquet:"row" doc:"its id"`
	Digests []string        `parquet:"digests,list" doc:"SHA-256 of the files in which it was read, sorted"`
	Cells   []Cell          `parquet:"cells,list" doc:"every other column that the dataset has, also where it is null, by name"`
	Origins []source.Origin `parquet:"origins,list" doc:"the row in the earlier dataset"`
}

// EarlierRows are the rows of the tables that are compared.
var EarlierRows = &table.Table[Earlier]{Name: "earlier_rows", Draft: true, Grain: "one row of one table of the earlier dataset", Sort: []string{"table", "key", "row"},
	Doc: "The dataset that --against names, as far as it is compared."}

// EarlierInput is a file that the earlier dataset was made from.
type EarlierInput struct {
	Digest string `parquet:"digest" doc:"SHA-256 of the file"`
	Path   string `parquet:"path" doc:"its path then"`
	Format string `parquet:"format,optional" doc:"the format that read it, if one did"`
}

// EarlierInputs are the inputs of the earlier dataset.
var EarlierInputs = &table.Table[EarlierInput]{Name: "earlier_inputs", Draft: true, Grain: "one path among the inputs of the earlier dataset", Sort: []string{"digest", "path"},
	Doc: "The inputs of the dataset that --against names."}

// EarlierRun is what differs between how the two datasets were made, beside their inputs.
type EarlierRun struct {
	Differs []string `parquet:"differs,list" doc:"program, as-of day, decisions, mappings, hash key"`
	Gone    []string `parquet:"gone,list" doc:"ids of public lists that were accepted to be no longer among the inputs"`
}

// EarlierRuns has one row where a run was given an earlier dataset, and none where it was not.
var EarlierRuns = &table.Table[EarlierRun]{Name: "earlier_runs", Draft: true, Grain: "the earlier dataset", Sort: []string{"differs"},
	Doc: "That there is an earlier dataset, and how it was made."}

// SubjectOf says what a row is about, so that two rows of two datasets can be told to be about the same though one of them has
// another id: the body of an exposure was identified since, the line of a purchase has another text. get is a column as text.
func SubjectOf(name string, get func(column string) string) string {
	subject := ""
	switch name {
	case "exposures":
		for _, column := range []string{"deal", "deployment", "report", "id"} {
			if subject = get(column); subject != "" {
				break
			}
		}
		return source.ID("subject", name, get("vendor"), get("relation"), get("channel"), subject)
	case "findings":
		return source.ID("subject", name, get("policy"), get("rule"), get("vendor"), cmp.Or(get("body.id"), get("body.name"), get("exposure")))
	case "deployments":
		return source.ID("subject", name, cmp.Or(get("holder"), get("holder_name")), get("vendor"), get("relation"), get("brand"), get("source"), get("site"), get("report"))
	case "devices":
		return source.ID("subject", name, get("id"))
	case "purchases":
		return source.ID("subject", name, get("deal"))
	case "vendor_listings":
		return source.ID("subject", name, get("vendor"), get("list"))
	case "listings":
		return source.ID("subject", name, get("vendor"), get("measure"))
	}
	return ""
}
