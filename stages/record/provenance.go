package record

import (
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// Provenance is what the users of a file say of it, in a table that lies beside it.
type Provenance struct {
	ID         string          `parquet:"id" doc:"content id of all that the row says"`
	File       string          `parquet:"file" doc:"SHA-256 of the file that it is about, whether it was among the inputs or not"`
	From       string          `parquet:"fetched_from,optional" doc:"address or place that it was fetched from, masked"`
	Publisher  string          `parquet:"publisher,optional" doc:"who published it; null for a natural person"`
	Published  *table.Date     `parquet:"published,date" doc:"day on which it was published"`
	Retrieved  *table.Date     `parquet:"retrieved,date" doc:"day on which it was fetched"`
	Language   string          `parquet:"language,optional,dict" doc:"its language, an ISO 639-1 code"`
	Translated string          `parquet:"translated,optional,dict" doc:"is it a translation: yes, no"`
	CopyOf     string          `parquet:"copy_of,optional" doc:"what it is a copy of, masked"`
	Licence    string          `parquet:"licence,optional" doc:"licence that it is under, masked"`
	Origins    []source.Origin `parquet:"origins,list" doc:"the row that says so"`
}

// Provenances holds one row a statement.
var Provenances = &table.Table[Provenance]{Name: "provenance", Grain: "what one row of a table of provenance says of one file", Sort: []string{"file", "id"},
	Doc: "What users say of files: from where and when they have them, who published them, under which licence. The table documents has it beside what the files say themselves."}

// AddProvenance writes a row under the id of all that it says.
func AddProvenance(out *table.Set, p Provenance) {
	origins := p.Origins
	p.ID, p.Origins = "", nil
	p.ID, p.Origins = contentID("provenance", p), origins
	Provenances.Add(out, p)
}
