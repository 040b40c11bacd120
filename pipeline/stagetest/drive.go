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
	all := table.NewSet("", table.DefaultBudget, p.Tables()...)
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

// doc is one file that a format reads.
type doc struct {
	source.File
	digest string
	groups []string
}

// matching finds the files that a format reads, the same bytes once, and groups siblings.
func matching(f *pipeline.Format, files []source.File) ([]doc, error) {
	byDigest := map[string]*doc{}
	folders := map[string]map[string]bool{} // digests by folder
	for _, file := range files {
		digest, head, err := file.Hash()
		if err != nil {
			return nil, err
		}
		if !f.Match(path.Base(file.Path), head) {
			continue
		}
		if byDigest[digest] == nil {
			byDigest[digest] = &doc{File: file, digest: digest}
		}
		dir := path.Dir(file.Path)
		if folders[dir] == nil {
			folders[dir] = map[string]bool{}
		}
		folders[dir][digest] = true
	}
	if f.Siblings {
		for _, digests := range folders {
			set := slices.Sorted(maps.Keys(digests))
			for _, d := range set {
				byDigest[d].groups = append(byDigest[d].groups, source.ID(set...))
			}
		}
	}
	var docs []doc
	for _, digest := range slices.Sorted(maps.Keys(byDigest)) {
		d := byDigest[digest]
		slices.Sort(d.groups)
		d.groups = slices.Compact(d.groups)
		docs = append(docs, *d)
	}
	return docs, nil
}

// readAll reads a format's documents into all, and settles what they leave to be settled.
func readAll(f *pipeline.Format, docs []doc, all *table.Set) error {
	var drafts table.Any
	// Conflicts come last: draining a table of entities may add to them.
	writes := append(slices.Clone(f.Writes), table.Rejects, table.Ledger, table.Conflicts)
	held := writes
	settled := table.NewSet("", budget, writes...)
	defer settled.Close()
	if f.Settle != nil {
		drafts = f.Settle.Drafts.Tables()[0]
		held = append(slices.Clone(writes), drafts)
	}
	kept := table.NewSet("", table.DefaultBudget, held...)
	defer kept.Close()
	for _, d := range docs {
		out := table.NewSet("", budget, held...)
		document, closer, err := d.Open(d.digest, d.groups)
		if err != nil {
			return err
		}
		if err := f.Read(document, out); err != nil {
			table.PutReject(out, f.Name, err, document.Origin())
		}
		if err := closer.Close(); err != nil {
			table.PutReject(out, f.Name, err, document.Origin())
		}
		table.Ledger.Add(out, table.Entry{Digest: d.digest, Format: f.Name, Unit: f.Unit, Kind: "read", Count: document.Units()})
		for _, t := range writes {
			if err := drain(t, out, all); err != nil {
				return err
			}
		}
		if drafts != nil {
			if err := drain(drafts, out, kept); err != nil {
				return err
			}
		}
		out.Close()
	}
	if f.Settle == nil {
		return nil
	}
	err := eachKey([]pipeline.Input{f.Settle.Drafts}, kept, func(_ string, in *table.Set) error {
		return f.Settle.Derive(in, settled)
	})
	if err != nil {
		return fmt.Errorf("format %s: %w", f.Name, err)
	}
	for _, t := range writes {
		if err := drain(t, settled, all); err != nil {
			return err
		}
	}
	return nil
}

// drain adds to another set what one set publishes of t.
func drain(t table.Any, from, to *table.Set) error {
	return t.Drain(from, func(r table.Row) error {
		t.AddAny(to, r.Value)
		return nil
	})
}

// Derive runs a stage over all keys of its inputs, each in the order of keys.
func Derive(s *pipeline.Stage, inputs *table.Set, asOf *table.Date) (*table.Set, error) {
	out := table.NewSet("", budget, s.Writes)
	lists := map[any]any{}
	for _, in := range s.Reads {
		b, ok := in.(pipeline.Builder)
		if !ok {
			continue
		}
		whole := table.NewSet("", table.DefaultBudget, b.Tables()...)
		for _, t := range b.Tables() {
			if err := drain(t, inputs, whole); err != nil {
				return nil, err
			}
		}
		built, err := b.Build(whole)
		if err != nil {
			return nil, fmt.Errorf("stage %s: %w", s.Name, err)
		}
		lists[in] = built
	}
	err := eachKey(s.Reads, inputs, func(key string, in *table.Set) error {
		for k, v := range lists {
			in.SetList(k, v)
		}
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
