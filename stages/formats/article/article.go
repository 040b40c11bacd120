// Package article reads articles and notices, as plain text, Markdown or HTML, for what they claim of organisations.
//
// A unit is a passage: each has a row in passages with its role, so that a reader sees what was searched and what was not.
// Authors are not read. How claims are read is the matter of stages/claim.
package article

import (
	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/claim"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Format reads articles. What is no article (notes, manuals, licences, tables) is left unread.
var Format = &pipeline.Format{
	Name: name, Unit: "passage",
	Doc:    "articles and notices in English or Italian, as text, Markdown or HTML",
	Match:  func(_ string, head *source.Head) bool { return claim.IsArticle(head.Text) },
	Writes: []table.Any{record.Texts, record.Passages, record.Claims, record.Sites},
	Read:   read,
}

const name = "article"

func read(doc *source.Document, out *table.Set) error {
	head := doc.Head()
	cursor := source.Text(doc)
	if claim.IsHTML(head) {
		cursor = source.HTML(doc)
	}
	var list []source.Passage
	for p, err := range cursor {
		if err != nil {
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		list = append(list, p)
	}
	claim.Write(out, claim.Head{Format: name}, list)
	return nil
}
