package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/runner"
	"github.com/perimeter-data/perimeter/pipeline/source"
)

// TestMappingActions holds that another mapping reads its own documents again and no others: a comment more is one more read,
// whose equal output stops everything that would follow.
func TestMappingActions(t *testing.T) {
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return file
	}
	mapping := "name: xx-a\ndoc: a\nreads: table\nrequires: [A, B]\nprocess: {buyer: {name: B}}\naward: {id: A, title: B}\n"
	if err := os.MkdirAll(filepath.Join(dir, "in"), 0o777); err != nil {
		t.Fatal(err)
	}
	write("in/a.csv", "A,B\n1,Comune di Prova\n")
	write("in/b.csv", "C,D\n2,Comune di Prova\n")
	other := write("b.yaml", "name: xx-b\ndoc: b\nreads: table\nrequires: [C, D]\nprocess: {buyer: {name: D}}\naward: {id: C, title: D}\n")
	run := func(text string) *runner.Report {
		t.Helper()
		p, err := withMappings([]string{write("a.yaml", text), other})
		if err != nil {
			t.Fatal(err)
		}
		_, report, err := runner.Run(t.Context(), p, runner.Options{Out: out, Workers: 1, Memory: 1 << 20, Program: "test",
			Roots: []source.Root{{Prefix: "in", FS: os.DirFS(dir), Path: "in"}}})
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	first := run(mapping)
	if first.Read != 2 || first.Documents["read"] != 2 {
		t.Fatalf("%+v", first)
	}
	if r := run(mapping); r.Run != 0 || r.Changed {
		t.Errorf("nothing changed, and %d actions ran", r.Run)
	}
	if r := run(mapping + "# a comment\n"); r.Run != 1 || r.Reused != first.Run-1 {
		t.Errorf("%d actions ran and %d were reused; want the one that reads with this mapping, of %d", r.Run, r.Reused, first.Run)
	}
	if r := run(mapping[:len(mapping)-len("requires: [A, B]\nprocess: {buyer: {name: B}}\naward: {id: A, title: B}\n")] +
		"requires: [A, X]\nprocess: {buyer: {name: B}}\naward: {id: A, title: B}\n"); r.Documents["unread"] != 1 || r.Documents["read"] != 1 {
		t.Errorf("with another mapping the documents are looked at again: %+v", r.Documents)
	}
}
