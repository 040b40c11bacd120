package record

import (
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// Reply is what became of a question that a user asked a vendor or a body.
type Reply struct {
	ID       string          `parquet:"id" doc:"content id of all that the line says"`
	Who      string          `parquet:"who" doc:"vendor or body that was asked, as written"`
	WhoID    string          `parquet:"who_id,optional" doc:"id of that vendor in vendors, or of that organisation, or SCHEME:IDENTIFIER; null where only its name is given"`
	Vendor   string          `parquet:"vendor,optional,dict" doc:"id of the vendor that the question is about; null if it is about none in particular"`
	About    string          `parquet:"about,optional" doc:"id of the row that the question is about, such as an exposure or a purchase; null if none is given"`
	Question string          `parquet:"question" doc:"what was asked, masked"`
	Asked    *table.Date     `parquet:"asked,date" doc:"day on which it was asked; null if not given"`
	Outcome  string          `parquet:"outcome,dict" doc:"answered, partly answered, refused (they said that they would not answer), no answer"`
	Answer   string          `parquet:"answer,optional" doc:"the answer, or what of it is quoted, masked; null where there is none"`
	Answered *table.Date     `parquet:"answered,date" doc:"day of the answer; null where there is none"`
	Role     string          `parquet:"role,optional,dict" doc:"in what role somebody answered, such as press office; null where nobody did. Names are not kept"`
	Document string          `parquet:"document,optional" doc:"which document holds the answer: its title, reference or SHA-256; null if none is given"`
	Source   string          `parquet:"source" doc:"where the line's author has it from, masked"`
	Origins  []source.Origin `parquet:"origins,list" doc:"the line"`
}

// Replies holds one row a question and what became of it.
var Replies = &table.Table[Reply]{Name: "replies", Grain: "one question to one vendor or body, and what became of it", Sort: []string{"who", "asked", "id"},
	Doc: "What vendors and bodies answered when somebody asked, in the tables of the users. That a question has no answer admits nothing."}

// AddReply writes a reply under the id of all that it says.
func AddReply(out *table.Set, r Reply) {
	origins := r.Origins
	r.ID, r.Origins = "", nil
	r.ID, r.Origins = contentID("reply", r), origins
	Replies.Add(out, r)
}
