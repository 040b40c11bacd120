package stagetest

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
)

// What is taken of the corpora as seeds: so much that a fuzzer has gone through them within a second.
const (
	seedBytes  = 4 << 10
	seedsEach  = 24 // of a folder
	ownSeedMax = 64 << 10
)

// FuzzFormat reads whatever comes as a file with the format, matched or not, and holds it to the laws of Hostile.
func FuzzFormat(f *testing.F, format *pipeline.Format, folders ...string) {
	Seeds(f, format, folders...)
	f.Fuzz(func(t *testing.T, text []byte) {
		files := fstest.MapFS{"x": {Data: text}}
		found, err := source.Find([]source.Root{{FS: files, Path: "."}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := matching(format, found); err != nil { // as little as Read may Match panic
			t.Fatal(err)
		}
		NewHostile(t, files).Read(t, format)
	})
}

// Seeds gives a fuzzer the files of these folders and, where they are at hand, hostile files of the syntaxes that the format
// reads.
func Seeds(f *testing.F, format *pipeline.Format, folders ...string) {
	f.Helper()
	n := 0
	for _, folder := range folders {
		n += addSeeds(f, folder, ownSeedMax, 1000)
	}
	if n == 0 && len(folders) > 0 {
		f.Fatalf("no seeds in %q", folders)
	}
	corpora, err := besideRepository("corpora")
	if err != nil {
		f.Logf("the seeds are those of the package alone: %v", err)
		return
	}
	addSeeds(f, filepath.Join(corpora, "generated"), seedBytes, seedsEach)
	for syntax, folders := range Corpora {
		if syntax == "" || !Reads(f, format, syntax) { // containers are fuzzed for themselves
			continue
		}
		for _, folder := range folders {
			addSeeds(f, filepath.Join(corpora, filepath.FromSlash(folder)), seedBytes, seedsEach)
		}
	}
}

// Corpora are the folders of the corpora by the syntax of their texts, "" being any.
var Corpora = map[string][]string{
	"":     {"archive", "generated", "fuzz-seeds/gzip", "fuzz-seeds/flate"},
	"json": {"json", "fuzz-seeds/json"},
	"csv":  {"csv", "text", "parquet"},
	"xml":  {"xml", "fuzz-seeds/xml"},
	"text": {"text", "html", "fuzz-seeds/html", "fuzz-seeds/url"},
	"warc": {"warc", "fuzz-seeds/url"},
}

// addSeeds adds files of at most so many bytes, at most so many of them, from all over the folder, and says how many.
func addSeeds(f *testing.F, folder string, bytes int64, most int) int {
	var names []string
	err := filepath.WalkDir(folder, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if info, err := e.Info(); err == nil && info.Size() <= bytes {
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		f.Fatal(err)
	}
	step := max(1, len(names)/most)
	added := 0
	for i := 0; i < len(names) && added < most; i += step {
		b, err := os.ReadFile(names[i])
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
		added++
	}
	return added
}
