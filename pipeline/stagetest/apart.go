package stagetest

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// Apart holds a format that reads lines apart to it: the JSON documents of fsys that it matches, and what stands in their lists,
// each a line of one text with broken lines between them, leave the same whether the text is read at once or in stretches. It
// returns how many lines these are.
func Apart(t *testing.T, f *pipeline.Format, fsys fs.FS) (lines int) {
	t.Helper()
	var text bytes.Buffer
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		document, err := fs.ReadFile(fsys, name)
		if err != nil || !f.Match(name, source.NewHead(document[:min(len(document), source.HeadSize)])) {
			return err
		}
		var lists map[string][]json.RawMessage
		put := func(document []byte) {
			before := text.Len()
			if json.Compact(&text, document) != nil {
				text.Truncate(before)
				return
			}
			text.WriteByte('\n')
			if lines++; lines%3 == 0 {
				text.WriteString("{\"a\":\n\n[]\r\n")
			}
		}
		put(document)
		json.Unmarshal(document, &lists) // which leaves what is no list
		for _, name := range slices.Sorted(maps.Keys(lists)) {
			for _, inner := range lists[name] {
				put(inner)
			}
		}
		return nil
	})
	if err != nil || lines < 2 {
		t.Fatal(lines, err)
	}
	files, err := source.Find([]source.Root{{FS: fstest.MapFS{"x.jsonl": {Data: text.Bytes()}}, Path: "."}})
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]string
	for _, stretch := range []int64{1 << 30, 1, int64(text.Len() / 5), int64(text.Len() / 2)} {
		seal, err := files[0].Seal(stretch, func(source.Part) {})
		if err != nil || len(seal.Stretches) == 0 != (want == nil) {
			t.Fatal(stretch, len(seal.Stretches), err)
		}
		got := apart(t, f, files[0], seal)
		if want == nil {
			want = got
		} else if !equal(want, got) {
			t.Errorf("in stretches of %d bytes:\n%s", stretch, diff(want, got))
		}
	}
	return lines
}

// apart is what a format makes of a file in its stretches, or as a whole where it has none, by table.
func apart(t *testing.T, f *pipeline.Format, file source.File, seal source.Seal) map[string]string {
	t.Helper()
	all := table.NewSet("", table.DefaultBudget, f.Writes...)
	defer all.Close()
	err := settled(f, all, func(out *table.Set) error {
		units := int64(0)
		read := func(d *source.Document) error {
			readOne(f, d, out)
			units += d.Units()
			return nil
		}
		for i := range seal.Stretches {
			if err := file.ReadStretch(seal, i, read); err != nil {
				return err
			}
		}
		if len(seal.Stretches) == 0 {
			if err := file.ReadSealed(seal, []string{""}, read); err != nil {
				return err
			}
		}
		table.Ledger.Add(out, unitsRead(f, seal.Digest, "", units))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for _, tab := range append(append([]table.Any{}, f.Writes...), table.Rejects, table.Ledger, table.Conflicts) {
		text, err := table.Dump(tab, all)
		if err != nil {
			t.Fatal(err)
		}
		rows[tab.Describe().Name] = text
	}
	return rows
}
