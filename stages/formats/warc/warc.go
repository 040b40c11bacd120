// Package warc reads web archives (WARC and ARC) for what the texts in them claim of organisations.
//
// A unit is a record that holds a text: a reply with HTML or plain text. Requests, pictures and the like are passed over. The
// characters of a quote's ranges are those of the reply's decoded text.
package warc

import (
	"bytes"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/claim"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Format reads web archives.
var Format = &pipeline.Format{
	Name: name, Unit: "text in the archive",
	Doc: "web archives, WARC 0.17 to 1.1 and ARC, for the articles in them",
	Match: func(_ string, head *source.Head) bool {
		return bytes.HasPrefix(head.Text, []byte("WARC/1.")) || bytes.HasPrefix(head.Text, []byte("WARC/0.")) || bytes.HasPrefix(head.Text, []byte("filedesc://"))
	},
	Writes: []table.Any{record.Texts, record.Passages, record.Claims, record.Sites},
	Read:   read,
}

const name = "warc"

func read(doc *source.Document, out *table.Set) error {
	for c, err := range source.WARC(doc) {
		if err != nil {
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		list := c.Passages()
		for _, d := range c.Defects {
			table.PutReject(out, name, d, c.Origin)
		}
		claim.Write(out, claim.Head{Format: name, Retrieved: c.Date, URL: c.URI, At: c.Origin}, list)
	}
	return nil
}
