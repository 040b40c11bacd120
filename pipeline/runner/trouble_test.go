package runner

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/dataset"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

func TestBugOfAStage(t *testing.T) {
	in, out := put(t, map[string]string{"x.csv": "item,number,amount,day\nbug,1,1,2020-01-01\n"}), t.TempDir()
	_, _, err := Run(context.Background(), toy, options(in, out))
	if err == nil || !strings.Contains(err.Error(), "stage totals") || !strings.Contains(err.Error(), `"bug"`) || !strings.Contains(err.Error(), "#row=2") || !strings.Contains(err.Error(), "planted") {
		t.Errorf("error: %v", err)
	}
	if _, err := dataset.Open(out); !errors.Is(err, dataset.ErrNoDataset) {
		t.Errorf("a failed run left a dataset: %v", err)
	}
}

func TestUndeclared(t *testing.T) {
	p := toy
	bad := *letterStage
	bad.Derive = func(in, out *table.Set) error {
		for range sales.In(in) {
		}
		return nil
	}
	p.Stages = []*pipeline.Stage{totalStage, &bad, auditStage}
	_, _, err := Run(context.Background(), p, options(small(t), t.TempDir()))
	if err == nil || !strings.Contains(err.Error(), "stage letters") || !strings.Contains(err.Error(), "not declared") || !strings.Contains(err.Error(), "sales") {
		t.Errorf("error: %v", err)
	}
}

// TestBugOfTheProgram holds that a panic that no format or stage makes is an error too, and not the end of the process.
func TestBugOfTheProgram(t *testing.T) {
	e := &engine{workers: 2, options: Options{Out: t.TempDir()}}
	_, err := e.do(context.Background(), []*action{{kind: "publish", name: "sales", run: func(context.Context, *record) error { panic("Rossi") }}})
	if err == nil || !strings.Contains(err.Error(), "publish sales") || !strings.Contains(err.Error(), "trouble_test.go:") || strings.Contains(err.Error(), "Rossi") {
		t.Errorf("error: %v", err)
	}
}

func TestNoInputs(t *testing.T) {
	out := t.TempDir()
	m, report := mustRun(t, toy, Options{Out: out, Program: "p"})
	if report.Read != 0 || len(m.Tables) != len(toy.Tables()) {
		t.Errorf("%+v", report)
	}
	for _, table := range m.Tables {
		if len(table.Files) != 1 || table.Rows != 0 {
			t.Errorf("%s: %d files, %d rows", table.Name, len(table.Files), table.Rows)
		}
	}
}

// TestDraftsAlone holds that the accounting of a format that publishes no row of its own is right too: what it rejects, declares a
// duplicate or leaves out was read.
func TestDraftsAlone(t *testing.T) {
	sketches := &table.Table[draft]{Name: "sketches", Doc: "Drafts.", Grain: "one part", Sort: []string{"thing", "seq"}, Draft: true}
	counted := &table.Table[mark]{Name: "counted", Doc: "Things.", Grain: "one thing", Sort: []string{"thing"}}
	p := pipeline.Pipeline{
		Formats: []*pipeline.Format{{Name: "sketch", Doc: "read sketches", Unit: "row", Match: isCSV, Writes: []table.Any{sketches},
			Read: func(doc *source.Document, out *table.Set) error {
				for row, err := range source.CSV(doc) {
					if err != nil {
						return err
					}
					switch thing := row.Get("thing"); thing {
					case "":
						for _, reason := range []string{"sketch.one", "sketch.two"} {
							table.PutReject(out, "sketch", &source.Defect{Scope: source.WholeRecord, Origin: row.Origin, Reason: reason, Message: "it names no thing"}, row.Origin)
						}
					case "again":
						table.PutDuplicate(out, "sketch", "row", row.Origin)
					case "nothing":
						table.PutLeftOut(out, "sketch", "row", row.Origin)
					default:
						sketches.Add(out, draft{Thing: thing})
					}
				}
				return nil
			}}},
		Stages: []*pipeline.Stage{{Name: "counted", Doc: "list", Writes: counted,
			Reads: []pipeline.Input{pipeline.By(sketches, func(d draft) string { return d.Thing })},
			Derive: func(in, out *table.Set) error {
				for d := range sketches.In(in) {
					counted.Add(out, mark{d.Thing})
				}
				return nil
			}}},
	}
	in, out := put(t, map[string]string{"a.csv": "thing,text\nfig,\n,a\nagain,\nnothing,\n,b\n", "b.csv": "thing,text\nplum,\n"}), t.TempDir()
	_, report := mustRun(t, p, options(in, out))
	if report.Read != 4 || report.WithRows != 0 || report.Rejected != 2 || report.Duplicates != 1 || report.LeftOut != 1 {
		t.Errorf("%+v", report)
	}
	if problems, _, err := dataset.Check(context.Background(), out, p); err != nil || len(problems) > 0 {
		t.Errorf("%v %v", err, problems)
	}
}

// TestCheck holds that a run's dataset is found whole, and that a flipped byte, a missing file and a changed manifest are not.
func TestCheck(t *testing.T) {
	in, out := put(t, world()), t.TempDir()
	m, _ := mustRun(t, toy, options(in, out))
	problems, stats, err := dataset.Check(context.Background(), out, toy)
	if err != nil || len(problems) > 0 || stats.Rows == 0 || stats.Units != m.Counts.Read {
		t.Fatalf("%v %v %+v", err, problems, stats)
	}
	dir := filepath.Join(out, "datasets", m.Dataset)
	file := filepath.Join(dir, filepath.FromSlash(m.Table("sales").Files[0].Path))
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	found := func(what string, words ...string) {
		t.Helper()
		problems, _, err := dataset.Check(context.Background(), out, toy)
		all := fmt.Sprint(problems)
		if err != nil || len(problems) == 0 {
			t.Errorf("%s: error %v, problems %v", what, err, problems)
		}
		for _, w := range words {
			if !strings.Contains(all, w) {
				t.Errorf("%s: no %q in %s", what, w, all)
			}
		}
	}
	os.Chmod(file, 0o644)
	flipped := slices.Clone(whole)
	flipped[len(flipped)/2] ^= 1
	write(t, file, string(flipped))
	found("flipped byte", "sales/part-00000", "SHA-256")
	write(t, file, string(whole[:len(whole)-1]))
	found("truncated", "bytes instead of")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	found("missing", "missing")
	if err := os.Mkdir(file, 0o755); err != nil {
		t.Fatal(err)
	}
	found("a folder in its place", "sales/part-00000", "it cannot be read: is a directory")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if os.Symlink("/proc/self/mem", file) == nil { // whose first bytes no disk gives
		found("a broken disk", "sales/part-00000", "it cannot be read: input/output error")
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	intact := func(what string) {
		t.Helper()
		if problems, _, err := dataset.Check(context.Background(), out, toy); err != nil || len(problems) > 0 {
			t.Errorf("%s: %v %v", what, err, problems)
		}
	}
	mustRun(t, toy, options(in, out))
	intact("a run after a file was lost")

	write(t, file+".flipped", string(flipped))
	if err := os.Rename(file+".flipped", file); err != nil {
		t.Fatal(err)
	}
	found("flipped again", "SHA-256")
	mustRun(t, toy, options(in, out))
	intact("a run after a file was replaced")

	// The same size, in the object itself: the folder's file is a link to it.
	os.Chmod(file, 0o644)
	write(t, file, string(flipped))
	found("written into", "SHA-256")
	mustRun(t, toy, options(in, out))
	intact("a run after an object was written into")

	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := dataset.Check(ctx, out, toy); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled check: %v", err)
	}
	if err := os.Remove(filepath.Join(out, "HEAD")); err != nil {
		t.Fatal(err)
	}
	if _, _, err := dataset.Check(context.Background(), out, toy); !errors.Is(err, dataset.ErrNoDataset) {
		t.Errorf("no HEAD: %v", err)
	}
	mustRun(t, toy, options(in, out))
	intact("a run after HEAD was lost")
	manifest := filepath.Join(dir, "manifest.json")
	text, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	write(t, manifest, strings.Replace(string(text), `"read"`, `"unread"`, 1))
	found("manifest", "manifest.json")
	write(t, manifest, strings.Replace(string(text), `"rows"`, `"Rows"`, 1))
	found("a name in the manifest", "manifest.json")
	write(t, manifest, string(text))

	stranger := filepath.Join(dir, "sales", "more.parquet")
	write(t, stranger, "x")
	write(t, filepath.Join(dir, "sales", ".new-1"), "x")
	write(t, file+".new", "x")
	found("a file that no run wrote", stranger)
	if err := os.Remove(stranger); err != nil {
		t.Fatal(err)
	}

	latest := filepath.Join(out, "latest")
	if err := os.Remove(latest); err != nil {
		t.Fatal(err)
	}
	problems, stats, err = dataset.Check(context.Background(), out, toy)
	if err != nil || len(problems) > 0 || len(stats.Notes) != 1 || !strings.Contains(stats.Notes[0], latest) {
		t.Errorf("without latest: %v, %v, %v", problems, stats.Notes, err)
	}
	mustRun(t, toy, options(in, out))
	if _, stats, err = dataset.Check(context.Background(), out, toy); err != nil || len(stats.Notes) > 0 {
		t.Errorf("with latest: %v, %v", stats.Notes, err)
	}
}
