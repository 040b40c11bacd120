package runner

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// diary is a list that remembers how many sales it was built from.
type diary struct {
	sales  int
	recall func([]byte)
}

func (d *diary) Own() any           { return &diary{d.sales, d.recall} }
func (d *diary) Recall(kept []byte) { d.recall(kept) }
func (d *diary) Remember() []byte   { return []byte{byte('0' + d.sales)} }

type page struct {
	ID      string          `parquet:"id" doc:"its name"`
	Origins []source.Origin `parquet:"origins,list" doc:"where"`
}

// TestMemory holds that what a list remembers is there when its shard is done again, and is believed neither where it is damaged nor
// where a run rebuilds, nor by another program.
func TestMemory(t *testing.T) {
	var got []byte
	pages := &table.Table[page]{Name: "pages", Doc: "Pages.", Grain: "one page", Sort: []string{"id"}}
	list := pipeline.Whole(func(lists *table.Set) (*diary, error) {
		d := &diary{recall: func(kept []byte) { got = kept }}
		for range sales.In(lists) {
			d.sales++
		}
		return d, nil
	}, sales)
	stage := &pipeline.Stage{Name: "pages", Doc: "write pages", Writes: pages, Reads: []pipeline.Input{pipeline.By(sales, func(s sale) string { return "all" }), list},
		Derive: func(in, out *table.Set) error {
			list.In(in)
			pages.Add(out, page{ID: "p"})
			return nil
		}}
	p := pipeline.Pipeline{Formats: []*pipeline.Format{saleFormat}, Stages: []*pipeline.Stage{stage}}
	in, out := put(t, map[string]string{"one.csv": ""}), t.TempDir()
	text := "item,number,amount,day\n"
	run := func(change func(*Options), want string) {
		t.Helper()
		text += "apple," + string(rune('0'+len(text)%10)) + ",1,2020-01-01\n"
		write(t, filepath.Join(in, "one.csv"), text)
		got = nil
		o := options(in, out)
		if change != nil {
			change(&o)
		}
		mustRun(t, p, o)
		if string(got) != want {
			t.Errorf("it recalls %q, want %q", got, want)
		}
	}
	run(nil, "")
	run(nil, "1")
	run(nil, "2")
	run(func(o *Options) { o.Rebuild = true }, "")
	run(nil, "4")
	run(func(o *Options) { o.Program = "another" }, "")
	files, err := filepath.Glob(filepath.Join(out, "cache", "memory", "*"))
	if err != nil || len(files) != 2 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		kept, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		kept[len(kept)-1]++
		if err := os.WriteFile(name, kept, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run(nil, "")

	// What only programs remembered that no kept dataset is of goes, and what is kept serves on.
	if _, err := Collect(out, 1, false); err != nil {
		t.Fatal(err)
	}
	if files, err = filepath.Glob(filepath.Join(out, "cache", "memory", "*")); err != nil || len(files) != 1 {
		t.Errorf("after gc there are %d memories of one program: %v", len(files), err)
	}
	run(nil, "7")
	if n := memories(t, out); n == 0 {
		t.Error("no action names what it remembers")
	}
}

// TestMemoryMoves holds that an action that is done again where homes have come before its own is the same action, and what it
// remembers lies under the same name.
func TestMemoryMoves(t *testing.T) {
	apart(t, 1)
	pages := &table.Table[page]{Name: "pages", Doc: "Pages.", Grain: "one page", Sort: []string{"id"}}
	list := pipeline.Whole(func(*table.Set) (*diary, error) { return &diary{recall: func([]byte) {}}, nil }, things)
	stage := &pipeline.Stage{Name: "pages", Doc: "write pages", Writes: pages, Reads: []pipeline.Input{pipeline.By(sales, func(s sale) string { return s.ID }), list},
		Derive: func(in, out *table.Set) error {
			for s := range sales.In(in) {
				list.In(in)
				pages.Add(out, page{ID: s.ID})
			}
			return nil
		}}
	p := pipeline.Pipeline{Formats: toy.Formats, Stages: []*pipeline.Stage{stage}}
	files := towns()
	in, out := put(t, files), t.TempDir()
	mustRun(t, p, options(in, out))
	for i := range 40 {
		write(t, filepath.Join(in, fmt.Sprintf("more/%d.csv", i)), fmt.Sprintf("item,number,amount,day\nkiwi,%d,2,2020-01-01\n", i))
	}
	if err := os.RemoveAll(filepath.Join(out, "cache", "segments")); err != nil {
		t.Fatal(err)
	}
	mustRun(t, p, options(in, out))
	scratch := t.TempDir()
	mustRun(t, p, options(in, scratch))
	same(t, "after the cache was lost", tree(t, scratch), tree(t, out))
}
