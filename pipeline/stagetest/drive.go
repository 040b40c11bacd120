// Package stagetest runs formats and stages in memory, one thing after the other, and holds them to their laws.
//
// It is a runner without files, goroutines or reuse: what it gives is what the runner must publish.
package stagetest

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// budget makes sets spill early, so that a stage that depends on the order of its rows is seen.
const budget = 1 << 20

// Drive runs the pipeline over the files of fsys and returns a Set of all its tables. asOf may be nil.
func Drive(p pipeline.Pipeline, fsys fs.FS, asOf *table.Date) (*table.Set, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	all := table.NewSet("", table.DefaultBudget, append(p.Tables(), p.Drafts()...)...)
	files, err := source.Find([]source.Root{{FS: fsys, Path: "."}})
	if err != nil {
		return nil, err
	}
	for _, f := range p.Formats {
		docs, err := matching(f, files)
		if err != nil {
			return nil, err
		}
		if err := readAll(f, docs, all); err != nil {
			return nil, err
		}
	}
	done := map[string]bool{}
	for len(done) < len(p.Stages) {
		before := len(done)
		for _, s := range p.Stages {
			if done[s.Name] || !ready(p, s, done) {
				continue
			}
			out, err := Derive(s, all, asOf)
			if err != nil {
				return nil, err
			}
			for _, t := range []table.Any{s.Writes, table.Conflicts} {
				if err := drain(t, out, all); err != nil {
					return nil, err
				}
			}
			out.Close()
			done[s.Name] = true
		}
		if len(done) == before {
			return nil, fmt.Errorf("the stages read each other in a circle")
		}
	}
	return all, nil
}

// ready says that every stage whose table s reads has run.
func ready(p pipeline.Pipeline, s *pipeline.Stage, done map[string]bool) bool {
	for _, in := range s.Reads {
		for _, t := range in.Tables() {
			for _, other := range p.Stages {
				if other.Writes == t && !done[other.Name] {
					return false
				}
			}
		}
	}
	return true
}

// doc is one document that a format reads.
type doc struct {
	source.File
	digest, member string
	groups         []string
}

// key tells documents apart, whatever file has them.
func key(digest, member string) string { return strings.TrimSuffix(digest+"/"+member, "/") }

// matching finds the documents that a format reads, the same file once, and groups siblings.
func matching(f *pipeline.Format, files []source.File) ([]doc, error) {
	docs := map[string]*doc{}
	folders := map[string]map[string]bool{} // documents by folder
	for _, file := range files {
		var members []string
		sibling := map[string]bool{}
		digest, err := file.Look(func(p source.Part) {
			if name := nameOf(file, p); p.Defect == nil && !p.Archive && f.Match(name, p.Head) {
				members = append(members, p.Member)
				sibling[p.Member] = f.Siblings != nil && f.Siblings(name, p.Head)
			}
		})
		if err != nil {
			return nil, err
		}
		for _, member := range members {
			k := key(digest, member)
			if docs[k] == nil {
				docs[k] = &doc{File: file, digest: digest, member: member}
			}
			if !sibling[member] {
				continue
			}
			dir := path.Dir(path.Join(file.Path, member))
			if folders[dir] == nil {
				folders[dir] = map[string]bool{}
			}
			folders[dir][k] = true
		}
	}
	return grouped(docs, folders), nil
}

// grouped names for each document the sets of those of its folders, and puts the documents in order.
func grouped(docs map[string]*doc, folders map[string]map[string]bool) (all []doc) {
	for _, keys := range folders {
		set := slices.Sorted(maps.Keys(keys))
		for _, k := range set {
			docs[k].groups = append(docs[k].groups, source.ID(set...))
		}
	}
	for _, k := range slices.Sorted(maps.Keys(docs)) {
		d := docs[k]
		slices.Sort(d.groups)
		d.groups = slices.Compact(d.groups)
		all = append(all, *d)
	}
	return all
}

// nameOf is what Match is told of a document.
func nameOf(f source.File, p source.Part) string {
	if p.Member == "" {
		return path.Base(f.Path)
	}
	return p.Name
}

// readAll reads a format's documents into all, and settles what they leave to be settled.
func readAll(f *pipeline.Format, docs []doc, all *table.Set) error {
	return settled(f, all, func(out *table.Set) error {
		for _, d := range docs {
			err := d.Read(d.digest, []string{d.member}, func(document *source.Document) error {
				document.Groups = d.groups
				readOne(f, document, out)
				table.Ledger.Add(out, unitsRead(f, d.digest, d.member, document.Units()))
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func readOne(f *pipeline.Format, document *source.Document, out *table.Set) {
	if err := f.Read(document, out); err != nil {
		table.PutReject(out, f.Name, err, document.Origin())
	}
}

func unitsRead(f *pipeline.Format, digest, member string, units int64) table.Entry {
	return table.Entry{Digest: digest, Member: member, Format: f.Name, Unit: f.Unit, Kind: "read", Count: units}
}

// settled has read put rows into a Set, settles them, and adds what comes out to all.
func settled(f *pipeline.Format, all *table.Set, read func(out *table.Set) error) error {
	// Conflicts come last: draining a table of entities may add to them.
	writes := append(slices.Clone(f.Writes), table.Rejects, table.Ledger, table.Conflicts)
	held := writes
	if f.Settle != nil {
		held = append(slices.Clone(writes), f.Settle.Tables()...)
	}
	out := table.NewSet("", budget, held...)
	defer out.Close()
	if err := read(out); err != nil {
		return err
	}
	if f.Settle != nil {
		lists, err := listsOf(f.Settle.Inputs(), out)
		if err == nil {
			err = eachKey([]pipeline.Input{f.Settle.Drafts}, out, func(_ string, in *table.Set) error {
				setLists(in, lists)
				return f.Settle.Derive(in, out)
			})
		}
		if err != nil {
			return fmt.Errorf("format %s: %w", f.Name, err)
		}
	}
	for _, t := range writes {
		if err := drain(t, out, all); err != nil {
			return err
		}
	}
	return out.Err()
}

// drain adds to another set what one set publishes of t.
func drain(t table.Any, from, to *table.Set) error {
	return t.Drain(from, func(r table.Row) error {
		t.AddAny(to, r.Value)
		return nil
	})
}

// listsOf builds the lists among the inputs.
func listsOf(reads []pipeline.Input, rows *table.Set) (map[any]any, error) {
	lists := map[any]any{}
	for _, in := range reads {
		b, ok := in.(pipeline.Builder)
		if !ok {
			continue
		}
		whole := table.NewSet("", table.DefaultBudget, b.Tables()...)
		for _, t := range b.Tables() {
			err := t.Drain(rows, func(r table.Row) error {
				if r, asked := b.Narrow(t, r); asked {
					t.AddAny(whole, r.Value)
				}
				return nil
			})
			if err != nil {
				return nil, err
			}
		}
		built, err := b.Build(whole)
		if err != nil {
			return nil, fmt.Errorf("the list of %s: %w", b.Tables()[0].Describe().Name, err)
		}
		lists[in] = built
	}
	return lists, nil
}

func setLists(in *table.Set, lists map[any]any) {
	for k, v := range lists {
		in.SetList(k, v)
	}
}

// Derive runs a stage over all keys of its inputs, each in the order of keys.
func Derive(s *pipeline.Stage, inputs *table.Set, asOf *table.Date) (*table.Set, error) {
	out := table.NewSet("", budget, s.Writes)
	lists, err := listsOf(s.Reads, inputs)
	if err != nil {
		return nil, fmt.Errorf("stage %s: %w", s.Name, err)
	}
	err = eachKey(s.Reads, inputs, func(key string, in *table.Set) error {
		setLists(in, lists)
		if s.AsOf {
			in.SetAsOf(asOf)
		}
		if err := s.Derive(in, out); err != nil {
			return fmt.Errorf("stage %s, key %s: %w", s.Name, key, err)
		}
		return in.Err()
	})
	return out, err
}

// eachKey calls f with the rows of each key that a keyed input has, as they were added: entities are not merged.
func eachKey(inputs []pipeline.Input, rows *table.Set, f func(key string, in *table.Set) error) error {
	type held struct {
		t   table.Any
		row any
	}
	byKey := map[string][]held{}
	var tables []table.Any
	for _, in := range inputs {
		if !in.Keyed() {
			continue
		}
		for _, t := range in.Tables() {
			tables = append(tables, t)
			err := t.Raw(rows, func(_, encoded []byte) error {
				r := t.Open(encoded)
				if key := in.Key(r.Value); key != "" {
					byKey[key] = append(byKey[key], held{t, r.Value})
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(byKey)) {
		in := table.NewSet("", budget, tables...)
		for _, h := range byKey[key] {
			h.t.AddAny(in, h.row)
		}
		err := f(key, in)
		in.Close()
		if err != nil {
			return err
		}
	}
	return nil
}
