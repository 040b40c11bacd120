package runner

import (
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// A small pipeline with one of everything: an entity that several documents tell, one that they tell differently, siblings,
// a format with drafts, a list, a stage that reads a stage, one that reads the accounting, the as-of date.

type sale struct {
	ID      string          `parquet:"id" doc:"content id: item and number"`
	Item    string          `parquet:"item,dict" doc:"what"`
	Amount  *table.Decimal  `parquet:"amount,decimal(9:38)" doc:"how much"`
	Day     *table.Date     `parquet:"day,date" doc:"when"`
	Folders []string        `parquet:"folders,list" doc:"sets of siblings"`
	Origins []source.Origin `parquet:"origins,list" doc:"where"`
}

var sales = &table.Table[sale]{Name: "sales", Doc: "Sales.", Grain: "one sale", Sort: []string{"origins", "id"}}

func isCSV(name string, _ *source.Head) bool { return path.Ext(name) == ".csv" }

var saleFormat = &pipeline.Format{
	Name: "sale", Doc: "read sales", Unit: "row", Siblings: isCSV, Writes: []table.Any{sales},
	Match: isCSV,
	Read: func(doc *source.Document, out *table.Set) error {
		for row, err := range source.CSV(doc) {
			if err != nil {
				table.PutReject(out, "sale", err, doc.Origin())
				continue
			}
			switch row.Get("item") {
			case "boom":
				panic("secret: " + row.Get("number"))
			case "again":
				table.PutDuplicate(out, "sale", "row", row.Origin)
				continue
			}
			s := sale{ID: source.ID("sale", row.Get("item"), row.Get("number")), Item: row.Get("item"),
				Folders: doc.Groups, Origins: []source.Origin{row.Origin}}
			if d, err := table.ParseDecimal(row.Get("amount")); err == nil {
				s.Amount = &d
			} else {
				table.PutReject(out, "sale", &source.Defect{Scope: source.WholeRecord, Origin: row.Origin, Field: "amount",
					Reason: "sale.amount", Message: "the amount is no number"}, row.Origin)
				continue
			}
			if d, err := table.ParseDate(row.Get("day")); err == nil {
				s.Day = &d
			}
			sales.Add(out, s)
		}
		return nil
	},
}

type draft struct {
	Thing string        `parquet:"thing" doc:"which"`
	Seq   int64         `parquet:"seq" doc:"order"`
	Text  string        `parquet:"text" doc:"words"`
	Where source.Origin `parquet:"where" doc:"where"`
}

var drafts = &table.Table[draft]{Name: "drafts", Doc: "Drafts.", Grain: "one part", Sort: []string{"thing", "seq"}, Draft: true}

// What a thing must know of the others: a list built from drafts.
type mark struct {
	Thing string `parquet:"thing" doc:"which"`
}

var (
	marks    = &table.Table[mark]{Name: "marks", Doc: "Marks.", Grain: "one part", Sort: []string{"thing"}, Draft: true}
	allMarks = pipeline.Whole(func(lists *table.Set) (int64, error) {
		n := int64(0)
		for range marks.In(lists) {
			n++
		}
		return n, nil
	}, marks)
)

type thing struct {
	ID      string          `parquet:"id" doc:"its name"`
	Text    string          `parquet:"text,optional" doc:"all parts"`
	Big     bool            `parquet:"big" doc:"has many parts"`
	Parts   int64           `parquet:"parts" doc:"how many parts all things have together"`
	Origins []source.Origin `parquet:"origins,list" doc:"where"`
}

var things = &table.Table[thing]{Name: "things", Doc: "Things.", Grain: "one thing", Sort: []string{"id"}}

var thingFormat = &pipeline.Format{
	Name: "thing", Doc: "read parts of things", Unit: "part", Lines: true, Writes: []table.Any{things},
	Match: func(name string, _ *source.Head) bool { return path.Ext(name) == ".jsonl" },
	Read: func(doc *source.Document, out *table.Set) error {
		for v, err := range source.JSON(doc, "") {
			if err != nil {
				table.PutReject(out, "thing", err, doc.Origin())
				continue
			}
			var d draft
			if err := json.Unmarshal(v.Raw, &d); err != nil || d.Thing == "" {
				table.PutReject(out, "thing", &source.Defect{Scope: source.WholeRecord, Origin: v.Origin, Reason: "thing.shape",
					Message: "it names no thing"}, v.Origin)
				continue
			}
			d.Where = v.Origin
			drafts.Add(out, d)
			marks.Add(out, mark{d.Thing})
		}
		return nil
	},
	Settle: &pipeline.Settle{
		Drafts: pipeline.By(drafts, func(d draft) string { return d.Thing }),
		Lists:  []pipeline.Builder{allMarks},
		Derive: func(in, out *table.Set) error {
			var t thing
			n := 0
			for d := range drafts.In(in) {
				if t.ID != "" && t.ID != d.Thing {
					return fmt.Errorf("two keys in one call: %s and %s", t.ID, d.Thing)
				}
				t.ID, n = d.Thing, n+1
				t.Text += d.Text
				t.Origins = append(t.Origins, d.Where)
			}
			t.Big, t.Parts = n > 3, allMarks.In(in)
			things.Add(out, t)
			return nil
		},
	},
}

type total struct {
	Item  string         `parquet:"item" doc:"what"`
	Sum   *table.Decimal `parquet:"sum,decimal(9:38)" doc:"of all its sales"`
	Sales int64          `parquet:"sales" doc:"how many"`
	Text  string         `parquet:"text,optional" doc:"of the thing of that name"`
	Known int64          `parquet:"known" doc:"how many things there are"`
	Past  bool           `parquet:"past" doc:"all sales lie before the as-of date"`
}

var (
	totals   = &table.Table[total]{Name: "totals", Doc: "Totals.", Grain: "one item", Sort: []string{"item"}}
	allKnown = pipeline.Whole(func(lists *table.Set) (int64, error) {
		n := int64(0)
		for range things.In(lists) {
			n++
		}
		return n, nil
	}, things)
)

var totalStage = &pipeline.Stage{
	Name: "totals", Doc: "add up", Writes: totals, AsOf: true,
	Reads: []pipeline.Input{
		pipeline.By(sales, func(s sale) string { return s.Item }),
		pipeline.By(things, func(t thing) string { return t.ID }),
		allKnown,
	},
	Derive: func(in, out *table.Set) error {
		t := total{Past: in.AsOf() != nil, Known: allKnown.In(in)}
		for s := range sales.In(in) {
			if s.Item == "bug" {
				return fmt.Errorf("planted")
			}
			t.Item, t.Sales = s.Item, t.Sales+1
			if t.Sum == nil {
				t.Sum = new(table.Decimal)
			}
			sum, err := t.Sum.Add(*s.Amount)
			if err != nil {
				return err
			}
			*t.Sum = sum
			t.Past = t.Past && s.Day != nil && *s.Day < *in.AsOf()
		}
		for x := range things.In(in) {
			t.Item, t.Text = x.ID, x.Text
		}
		totals.Add(out, t)
		return nil
	},
}

type letter struct {
	Letter string   `parquet:"letter" doc:"the first one"`
	Items  []string `parquet:"items,list" doc:"that begin with it"`
}

var letters = &table.Table[letter]{Name: "letters", Doc: "Letters.", Grain: "one letter", Sort: []string{"letter"}}

var letterStage = &pipeline.Stage{
	Name: "letters", Doc: "group by letter", Writes: letters,
	Reads: []pipeline.Input{pipeline.By(totals, func(t total) string { return t.Item[:1] })},
	Derive: func(in, out *table.Set) error {
		var l letter
		for t := range totals.In(in) {
			l.Letter = t.Item[:1]
			l.Items = append(l.Items, t.Item)
		}
		letters.Add(out, l)
		return nil
	},
}

type audit struct {
	Format  string `parquet:"format" doc:"the format"`
	Read    int64  `parquet:"read" doc:"units"`
	Rejects int64  `parquet:"rejects" doc:"rows"`
}

var audits = &table.Table[audit]{Name: "audits", Doc: "Audit.", Grain: "one format", Sort: []string{"format"}}

var auditStage = &pipeline.Stage{
	Name: "audits", Doc: "sum the ledger", Writes: audits,
	Reads: []pipeline.Input{
		pipeline.By(table.Ledger, func(e table.Entry) string { return e.Format }),
		pipeline.By(table.Rejects, func(r table.Reject) string { return r.Format }),
	},
	Derive: func(in, out *table.Set) error {
		var a audit
		for e := range table.Ledger.In(in) {
			a.Format = e.Format
			if e.Kind == "read" {
				a.Read += e.Count
			}
		}
		for r := range table.Rejects.In(in) {
			a.Format, a.Rejects = r.Format, a.Rejects+1
		}
		audits.Add(out, a)
		return nil
	},
}

var toy = pipeline.Pipeline{
	Formats: []*pipeline.Format{saleFormat, thingFormat},
	Stages:  []*pipeline.Stage{totalStage, letterStage, auditStage},
}

// world is some inputs for it: files by path.
func world() map[string]string {
	files := map[string]string{
		"a/one.csv":   "item,number,amount,day\napple,1,2.50,2020-01-01\npear,1,10,2020-01-02\nagain,1,10,2020-01-02\n",
		"a/two.csv":   "item,number,amount,day\napple,1,2.50,2020-01-01\napple,2,x,2020-01-01\npear,1,11,2020-01-02\n",
		"b/three.csv": "item;number;amount;day\nplum;1;0.000000001;\nplum;2;1;2020;too many\n",
		"b/copy.csv":  "item;number;amount;day\nplum;1;0.000000001;\nplum;2;1;2020;too many\n",
		"b/boom.csv":  "item,number,amount,day\nfine,1,1,2020-01-01\nboom,1,1,2020-01-01\n",
		"b/note.txt":  "nothing",
		"c/x.jsonl":   `{"thing":"apple","seq":2,"text":"b"}` + "\n" + `{"thing":"fig","seq":1,"text":"c"}` + "\n" + `{"seq":1}` + "\n",
		"c/y.jsonl":   `{"thing":"apple","seq":1,"text":"a"}` + "\n" + `{"thing":"kiwi","seq":1,"text":"c","text":"d"}` + "\n",
	}
	for i := range 6 { // enough for several packs where packs are small
		var c, j strings.Builder
		c.WriteString("item,number,amount,day\n")
		for k := range 300 {
			fmt.Fprintf(&c, "item%03d,%d,%d.%02d,20%02d-05-06\n", k%97, i*k%50, k, i, 10+i)
			fmt.Fprintf(&j, `{"thing":"item%03d","seq":%d,"text":"%d,%d;"}`+"\n", k%101, k, i, k)
		}
		files[fmt.Sprintf("many/%d.csv", i)] = c.String()
		files[fmt.Sprintf("many/%d.jsonl", i)] = j.String()
	}
	return files
}
