package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/dataset"
	"github.com/perimeter-data/perimeter/pipeline/runner"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages"
	"github.com/perimeter-data/perimeter/stages/formats/decisions"
	"github.com/perimeter-data/perimeter/stages/formats/earlier"
	"github.com/perimeter-data/perimeter/stages/record"
)

// againstPrefix is what the paths of the texts begin with that say how the earlier dataset was made.
const againstPrefix = "perimeter:against"

// againstDir is the folder that --against means: one that is named, or a dataset of the output folder by its id.
func againstDir(against, out string) string {
	if _, err := os.Stat(against); err != nil && filepath.Base(against) == against {
		if dir := filepath.Join(out, "datasets", against); exists(dir) {
			return dir
		}
	}
	return against
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// beside checks the lists of a run beside those of the earlier dataset, and makes the run one that says what is new since.
func (g *guard) beside(ctx context.Context, p pipeline.Pipeline, o *runner.Options) (with pipeline.Pipeline, done func(), err error) {
	done = func() {}
	dir, err := os.MkdirTemp("", "perimeter-lists-")
	if err != nil {
		return p, done, err
	}
	done = func() { os.RemoveAll(dir) }
	if o.Against, err = g.check(ctx, p, *o, dir); err != nil {
		return p, done, err
	}
	o.Known = dir
	asOf := day{o.AsOf}
	with, more, closeEarlier, err := withEarlier(p, g.before, asOf.String(), source.KeyPrint(o.Key), g.gone(), dir)
	if err != nil {
		return p, done, err
	}
	o.Roots = append(o.Roots, more...)
	return with, func() { closeEarlier(); os.RemoveAll(dir) }, nil
}

// withEarlier makes the pipeline compare with an earlier dataset, and gives the places to read it from: its tables by their
// content, wherever the dataset lies, so that beside equal tables a run finds nothing new; and two texts that it writes to dir.
func withEarlier(p pipeline.Pipeline, before *data, asOf, key string, gone []string, dir string) (pipeline.Pipeline, []source.Root, func(), error) {
	d := earlier.Dataset{Files: map[string]string{}, Differs: differs(p, before.set.Manifest, asOf, key), Gone: gone}
	var roots []source.Root
	opened := map[string]*os.Root{}
	closeAll := func() {
		for _, o := range opened {
			o.Close()
		}
	}
	for _, name := range earlier.Tables() {
		t := before.set.Manifest.Table(name)
		if t == nil {
			continue
		}
		for _, f := range t.Files {
			d.Files[f.SHA256] = name
			file := filepath.Join(before.set.Dir, "..", "..", "objects", f.SHA256[:2], f.SHA256+".parquet")
			if !exists(file) {
				file = filepath.Join(before.set.Dir, filepath.FromSlash(f.Path))
			}
			folder := filepath.Dir(file)
			if opened[folder] == nil {
				root, err := os.OpenRoot(folder)
				if err != nil {
					closeAll()
					return p, nil, nil, damaged(err, before.set.Dir)
				}
				opened[folder] = root
			}
			roots = append(roots, source.Root{Prefix: filepath.ToSlash(file), FS: opened[folder].FS(), Path: filepath.Base(file)})
		}
	}
	var err error
	if d.Inputs, err = inputsOf(before); err != nil {
		closeAll()
		return p, nil, nil, err
	}
	inputs, run := d.Documents()
	for _, text := range []struct {
		name string
		text []byte
	}{{earlier.InputsName, inputs}, {earlier.RunName, run}} {
		if err := os.WriteFile(filepath.Join(dir, text.name), text.text, 0o600); err != nil {
			closeAll()
			return p, nil, nil, err
		}
		roots = append(roots, source.Root{Prefix: againstPrefix + "/" + text.name, FS: os.DirFS(dir), Path: text.name})
	}
	p.Formats = slices.Clone(p.Formats)
	p.Formats[slices.Index(p.Formats, earlier.Format)] = earlier.New(d)
	return p, roots, closeAll, nil
}

// inputsOf lists the files that a dataset of any version of the program was made from, but for the dataset that it was itself
// compared with.
func inputsOf(before *data) (all []record.EarlierInput, err error) {
	err = before.set.RowsJSON("documents", func(line []byte) error {
		var doc struct{ Digest, Path, Member, Format string }
		if err := json.Unmarshal(line, &doc); err != nil {
			return err
		}
		if doc.Member == "" && doc.Digest != "" && doc.Format != earlier.Format.Name {
			all = append(all, record.EarlierInput{Digest: doc.Digest, Path: source.ShownPath(doc.Path, stages.Pipeline.Shown), Format: doc.Format})
		}
		return nil
	})
	if err != nil {
		return nil, damaged(err, before.set.Dir)
	}
	return all, nil
}

// differs says in what, beside their inputs, two datasets were made differently.
func differs(p pipeline.Pipeline, before *dataset.Manifest, asOf, key string) (all []string) {
	put := func(what string, differs bool) {
		if differs && !slices.Contains(all, what) {
			all = append(all, what)
		}
	}
	put("program", before.Perimeter != version())
	put("as-of day", before.AsOf != asOf)
	put("hash key", before.Key != key)
	then, now := map[string]string{}, map[string]string{}
	for _, c := range before.Configured {
		then[c.Format] = c.SHA256
	}
	for _, f := range p.Formats {
		if f.Config != "" {
			now[f.Name] = f.Config
		}
	}
	for _, configs := range []map[string]string{then, now} {
		for name := range configs {
			switch {
			case name == earlier.Format.Name || then[name] == now[name]:
			case name == decisions.Format.Name:
				put("decisions", true)
			default:
				put("mappings", true)
			}
		}
	}
	slices.Sort(all)
	return all
}
