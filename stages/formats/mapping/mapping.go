// Package mapping reads tables and JSON by what a document of configuration says: which column or pointer is the buyer, the
// supplier, the amount, the day. A user adds a national source by writing such a document, a mapping, and no Go.
//
// A mapping is strict. An unknown key, a date or a number that reads in two ways, a currency that nobody states: all are
// refused, with line and column, before anything is read. What a mapping does not name is never read, so personal fields stay
// unread. Parties go through the same rules as everywhere: a natural person has no name here.
//
// Each mapping is a format of its own, called by its name. Its bytes are part of the ids of its actions: another mapping reads
// its documents anew, and no others.
package mapping

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

//go:embed shipped/*.yaml
var shipped embed.FS

// Shipped are the mappings inside the program, in the order of their names. Each is a working example.
func Shipped() []*pipeline.Format {
	files, err := fs.Glob(shipped, "shipped/*.yaml")
	if err != nil {
		panic(err)
	}
	var formats []*pipeline.Format
	for _, file := range files {
		text, err := shipped.ReadFile(file)
		if err != nil {
			panic(err)
		}
		f, err := New(file, text)
		if err != nil {
			panic(err)
		}
		formats = append(formats, f)
	}
	return formats
}

// New makes a format of a mapping. File is what errors call it. The error is of the type Problems.
func New(file string, text []byte) (*pipeline.Format, error) {
	d := &decoder{file: file}
	m := d.parse(text)
	if m != nil && len(d.problems) == 0 {
		m.check(d)
	}
	if len(d.problems) > 0 {
		slices.SortStableFunc(d.problems, func(a, b Problem) int {
			if a.Line != b.Line {
				return a.Line - b.Line
			}
			return a.Column - b.Column
		})
		return nil, d.problems
	}
	return m.format(text), nil
}

func (m *document) format(text []byte) *pipeline.Format {
	sum := sha256.Sum256(text)
	f := &pipeline.Format{
		Name: m.Name, Doc: m.Doc, Unit: m.unit(), Config: hex.EncodeToString(sum[:]),
		Match:  func(_ string, head *source.Head) bool { return m.matches(head) },
		Writes: []table.Any{record.Processes, record.Awards, record.Contracts, record.Items, record.Parties},
		Read:   m.read,
	}
	if m.Award.Part.given() {
		f.Settle = &pipeline.Settle{Drafts: pipeline.By(drafts, func(d draft) string { return d.Key }), Derive: m.settle}
	}
	return f
}

func (m *document) unit() string {
	if m.Reads == "json" {
		return "record"
	}
	return "row"
}

// draft is one part of an award, waiting for the others.
type draft struct {
	Key    string        `parquet:"key" doc:"content id of the award"`
	Part   string        `parquet:"part" doc:"name of the part"`
	Award  record.Award  `parquet:"award" doc:"what this part says of the award, without id"`
	Origin source.Origin `parquet:"origin" doc:"the record"`
}

var drafts = &table.Table[draft]{Name: "mapping_drafts", Draft: true, Grain: "one account of one part of one award",
	Doc: "Parts of awards before they are added up.", Sort: []string{"key", "part", "origin"}}
