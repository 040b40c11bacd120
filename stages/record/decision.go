package record

import (
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// Decision is what a person decided of two organisations, or of an organisation and a vendor. Who decided is not kept.
type Decision struct {
	ID        string          `parquet:"id" doc:"content id of all that the line says, but for who decided"`
	Left      string          `parquet:"left,optional" doc:"id of the one (an organisation, a purchase, process, device or claim), or SCHEME:IDENTIFIER; null where its name alone is meant"`
	LeftName  string          `parquet:"left_name,optional" doc:"its name, as the line gives it"`
	Right     string          `parquet:"right,optional" doc:"id of the other (an organisation, a vendor), or SCHEME:IDENTIFIER; null where its name alone is meant"`
	RightName string          `parquet:"right_name,optional" doc:"its name, as the line gives it"`
	Verdict   string          `parquet:"verdict,dict" doc:"same (one organisation), different (two), family, brand, rebrand (what the left is of the right), not (no relation)"`
	When      *table.Date     `parquet:"when,date" doc:"day of the decision"`
	Why       string          `parquet:"why" doc:"the reason, masked"`
	Origins   []source.Origin `parquet:"origins,list" doc:"the line"`
}

// Decisions holds one row a decision.
var Decisions = &table.Table[Decision]{Name: "decisions", Grain: "one decision of a person", Sort: []string{"when", "id"},
	Doc: "What the users of this dataset decided, in the file that --decisions names. Who decided stays in that file."}

// AddDecision writes a decision under the id of all that it says.
func AddDecision(out *table.Set, d Decision) {
	origins := d.Origins
	d.ID, d.Origins = "", nil
	d.ID, d.Origins = contentID("decision", d), origins
	Decisions.Add(out, d)
}
