package pipeline_test

import (
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

type row struct {
	ID string `parquet:"id" doc:"an id"`
}

type bare struct {
	ID string `parquet:"id"`
}

func tab(name string) *table.Table[row] {
	return &table.Table[row]{Name: name, Doc: "rows", Grain: "one row", Sort: []string{"id"}}
}

func TestValidate(t *testing.T) {
	read := func(*source.Document, *table.Set) error { return nil }
	derive := func(in, out *table.Set) error { return nil }
	match := func(string, *source.Head) bool { return true }
	key := func(r row) string { return r.ID }
	raw, made := tab("raw"), tab("made")
	format := func(w ...table.Any) *pipeline.Format {
		return &pipeline.Format{Name: "f", Doc: "reads", Unit: "line", Match: match, Writes: w, Read: read}
	}
	stage := func(name string, w table.Any, in ...pipeline.Input) *pipeline.Stage {
		return &pipeline.Stage{Name: name, Doc: "makes", Reads: in, Writes: w, Derive: derive}
	}
	drafts, others := tab("drafts"), tab("others")
	drafts.Draft, others.Draft = true, true
	settled := func(w ...table.Any) *pipeline.Format {
		f := format(w...)
		f.Settle = &pipeline.Settle{Drafts: pipeline.By(drafts, key), Derive: derive}
		return f
	}
	list := pipeline.Whole(func(*table.Set) (int, error) { return 0, nil }, raw)

	for _, c := range []struct {
		name string
		p    pipeline.Pipeline
		want string // part of the error, "" for none
	}{
		{"good", pipeline.Pipeline{Formats: []*pipeline.Format{format(raw)}, Stages: []*pipeline.Stage{stage("s", made, pipeline.By(raw, key), list)}}, ""},
		{"no doc", pipeline.Pipeline{Formats: []*pipeline.Format{{Name: "f"}}}, "no Doc"},
		{"no read", pipeline.Pipeline{Formats: []*pipeline.Format{{Name: "f", Doc: "d"}}}, "no Match"},
		{"undocumented column", pipeline.Pipeline{Formats: []*pipeline.Format{format(&table.Table[bare]{Name: "x", Doc: "d", Grain: "g"})}}, "no doc tag"},
		{"unknown sort", pipeline.Pipeline{Formats: []*pipeline.Format{format(&table.Table[row]{Name: "x", Doc: "d", Grain: "g", Sort: []string{"nope"}})}}, "no column"},
		{"two of a name", pipeline.Pipeline{Formats: []*pipeline.Format{format(raw), format(raw)}}, "two formats"},
		{"reads what nobody writes", pipeline.Pipeline{Stages: []*pipeline.Stage{stage("s", made, pipeline.By(raw, key))}}, "no earlier stage writes"},
		{"a cycle reads later than it writes", pipeline.Pipeline{Formats: []*pipeline.Format{format(raw)}, Stages: []*pipeline.Stage{
			stage("a", made, pipeline.By(tab("later"), key)), stage("b", tab("later"), pipeline.By(made, key))}}, "no earlier stage writes"},
		{"two writers", pipeline.Pipeline{Formats: []*pipeline.Format{format(raw)}, Stages: []*pipeline.Stage{
			stage("a", made, pipeline.By(raw, key)), stage("b", made, pipeline.By(raw, key))}}, "writes made"},
		{"lists only", pipeline.Pipeline{Formats: []*pipeline.Format{format(raw)}, Stages: []*pipeline.Stage{stage("a", made, list)}}, "no keyed input"},
		{"settled", pipeline.Pipeline{Formats: []*pipeline.Format{settled(raw)}}, ""},
		{"settled, and drafts for stages", pipeline.Pipeline{Formats: []*pipeline.Format{settled(raw, others)}}, "has a Settle and writes others"},
		{"settled, and its own drafts for stages", pipeline.Pipeline{Formats: []*pipeline.Format{settled(raw, drafts)}}, "has a Settle and writes drafts"},
		{"the runner's table", pipeline.Pipeline{Formats: []*pipeline.Format{format(tab("ledger"))}}, "the runner"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.p.Validate()
			switch {
			case c.want == "" && err != nil:
				t.Fatal(err)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Fatalf("got %v, want an error with %q", err, c.want)
			}
		})
	}
}

func TestTables(t *testing.T) {
	raw, draft := tab("raw"), tab("drafts")
	draft.Draft = true
	p := pipeline.Pipeline{Formats: []*pipeline.Format{{Writes: []table.Any{raw, draft}}, {Writes: []table.Any{raw}}}}
	var names []string
	for _, x := range p.Tables() {
		names = append(names, x.Describe().Name)
	}
	if got, want := strings.Join(names, " "), "raw documents rejects ledger conflicts"; got != want {
		t.Fatalf("got %s, want %s", got, want)
	}
}
