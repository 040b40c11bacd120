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
// each a line of one text with broken lines between them, leave the same whether the text is read at once or in stretches, and so
// does each of the documents that can be divided. It returns how many lines these are.
func Apart(t *testing.T, f *pipeline.Format, fsys fs.FS) (lines int) {
	t.Helper()
	var text bytes.Buffer
	cut := false
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		document, err := fs.ReadFile(fsys, name)
		if err != nil || !f.Match(name, source.NewHead(document[:min(len(document), source.HeadSize)])) {
			return err
		}
		cut = divided(t, f, name, document) || cut
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
	if err != nil || lines < 2 || !cut {
		t.Fatal(lines, cut, err)
	}
	file := inMemory(t, text.Bytes())
	var want map[string]string
	for _, stretch := range []int64{1 << 30, 1, int64(text.Len() / 5), int64(text.Len() / 2)} {
		seal, err := file.Seal(stretch, nil, func(source.Part) {})
		if err != nil || len(seal.Stretches) == 0 != (want == nil) {
			t.Fatal(stretch, len(seal.Stretches), err)
		}
		got := apart(t, f, func(read func(*source.Document) error) error {
			for i := range seal.Stretches {
				if err := file.ReadStretch(seal, i, read); err != nil {
					return err
				}
			}
			if len(seal.Stretches) == 0 {
				return file.ReadSealed(seal, []string{""}, read)
			}
			return nil
		})
		if want == nil {
			want = got
		} else if !equal(want, got) {
			t.Errorf("in stretches of %d bytes:\n%s", stretch, diff(want, got))
		}
	}
	return lines
}

// divided holds a format to making the same of a document that is divided, and says whether that can be.
func divided(t *testing.T, f *pipeline.Format, name string, document []byte) (cut bool) {
	t.Helper()
	file := inMemory(t, document)
	seal, err := file.Seal(0, nil, func(source.Part) {})
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]string
	for _, stretch := range []int64{1, int64(len(document) / 3)} {
		got := apart(t, f, func(read func(*source.Document) error) error {
			for u, err := range file.Unpack(seal, stretch, func() (source.Room, error) { return new(shelf), nil }) {
				if err == nil {
					err = u.Read(read)
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
		if got == nil {
			continue
		}
		if want == nil {
			want = apart(t, f, func(read func(*source.Document) error) error { return file.ReadSealed(seal, []string{""}, read) })
		}
		if !equal(want, got) {
			t.Errorf("%s in stretches of %d bytes:\n%s", name, stretch, diff(want, got))
		}
		cut = true
	}
	return cut
}

// shelf is a room in memory.
type shelf struct{ text []byte }

func (s *shelf) WriteAt(p []byte, at int64) (int, error) {
	s.text = append(s.text[:at], p...)
	return len(p), nil
}

func (s *shelf) ReadAt(p []byte, at int64) (int, error) { return bytes.NewReader(s.text).ReadAt(p, at) }

func inMemory(t *testing.T, text []byte) source.File {
	t.Helper()
	files, err := source.Find([]source.Root{{FS: fstest.MapFS{"x.jsonl": {Data: text}}, Path: "."}})
	if err != nil {
		t.Fatal(err)
	}
	return files[0]
}

// apart is what a format makes of the documents that each gives, which are one together, by table. It is nil where that is ErrWhole.
func apart(t *testing.T, f *pipeline.Format, each func(read func(*source.Document) error) error) map[string]string {
	t.Helper()
	all := table.NewSet("", table.DefaultBudget, f.Writes...)
	defer all.Close()
	err := settled(f, all, func(out *table.Set) error {
		digest, units := "", int64(0)
		err := each(func(d *source.Document) error {
			readOne(f, d, out)
			digest, units = d.Digest, units+d.Units()
			return nil
		})
		table.Ledger.Add(out, unitsRead(f, digest, "", units))
		return err
	})
	if err == source.ErrWhole {
		return nil
	}
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
