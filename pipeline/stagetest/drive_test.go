package stagetest_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

type word struct {
	ID      string          `parquet:"id" doc:"d"`
	Word    string          `parquet:"word" doc:"d"`
	Origins []source.Origin `parquet:"origins,list" doc:"d"`
}

type count struct {
	Word string `parquet:"word" doc:"d"`
	N    int64  `parquet:"n" doc:"d"`
	Of   int64  `parquet:"of" doc:"d"`
	Day  string `parquet:"day" doc:"d"`
}

var (
	words  = &table.Table[word]{Name: "words", Doc: "d", Grain: "d", Sort: []string{"id"}}
	drafts = &table.Table[word]{Name: "word_drafts", Doc: "d", Grain: "d", Draft: true}
	counts = &table.Table[count]{Name: "counts", Doc: "d", Grain: "d", Sort: []string{"word"}}
)

func isCSV(name string, _ *source.Head) bool { return strings.HasSuffix(name, ".csv") }

// lines reads a file of words, one a line, whose drafts are settled word by word.
var lines = &pipeline.Format{
	Name: "lines", Doc: "d", Unit: "row", Siblings: isCSV,
	Match:  isCSV,
	Writes: []table.Any{words},
	Read: func(doc *source.Document, out *table.Set) error {
		for row, err := range source.CSV(doc) {
			if err != nil {
				table.PutReject(out, "lines", err, doc.Origin())
				continue
			}
			drafts.Add(out, word{ID: source.ID(append([]string{row.Get("word")}, doc.Groups...)...), Word: row.Get("word"), Origins: []source.Origin{row.Origin}})
		}
		return nil
	},
	Settle: &pipeline.Settle{
		Drafts: pipeline.By(drafts, func(w word) string { return w.Word }),
		Derive: func(in, out *table.Set) error {
			for d := range drafts.In(in) {
				words.Add(out, d)
			}
			return nil
		},
	},
}

var total = pipeline.Whole(func(lists *table.Set) (n int64, err error) {
	for range words.In(lists) {
		n++
	}
	return n, nil
}, words)

var counting = &pipeline.Stage{
	Name: "counts", Doc: "d", AsOf: true,
	Reads:  []pipeline.Input{pipeline.By(words, func(w word) string { return w.Word }), total},
	Writes: counts,
	Derive: func(in, out *table.Set) error {
		c := count{Of: total.In(in), Day: in.AsOf().String()}
		for w := range words.In(in) {
			c.Word = w.Word
			c.N += int64(len(w.Origins))
		}
		counts.Add(out, c)
		return nil
	},
}

func TestDrive(t *testing.T) {
	day, _ := table.ParseDate("2020-02-29")
	fsys := fstest.MapFS{
		"a/one.csv":   {Data: []byte("word,n\nalpha,1\nbeta,2\n")},
		"a/two.csv":   {Data: []byte("word,n\nalpha,3\n")},
		"b/one.csv":   {Data: []byte("word,n\nalpha,1\nbeta,2\n")}, // the same bytes: one document in two folders
		"b/notes.txt": {Data: []byte("nothing")},
	}
	all, err := stagetest.Drive(pipeline.Pipeline{Formats: []*pipeline.Format{lines}, Stages: []*pipeline.Stage{counting}}, fsys, &day)
	if err != nil {
		t.Fatal(err)
	}
	got, err := table.Dump(counts, all)
	if err != nil {
		t.Fatal(err)
	}
	// The word of one document is one, in however many folders that document lies.
	want := "word: \"alpha\"\nn: 2\nof: 3\nday: \"2020-02-29\"\n\nword: \"beta\"\nn: 1\nof: 3\nday: \"2020-02-29\"\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	read := int64(0)
	for e := range table.Ledger.In(all) {
		read += e.Count
	}
	if read != 3 {
		t.Errorf("%d units read", read)
	}
}
