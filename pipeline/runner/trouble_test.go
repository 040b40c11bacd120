package runner

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

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

func TestLocked(t *testing.T) {
	in, out := small(t), t.TempDir()
	unlock, err := lock(out)
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = Run(context.Background(), toy, options(in, out))
	if !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), fmt.Sprint("process ", os.Getpid())) {
		t.Errorf("error: %v", err)
	}
	unlock()
	mustRun(t, toy, options(in, out))
}

// TestHolder holds that who writes its name into a lock a moment after taking it is named, and not who had it before.
func TestHolder(t *testing.T) {
	for left, want := range map[string]string{"": "process 2 on this machine", "process 1 on the machine before\n": "process 2 on this machine", strings.Repeat("process ", 99): "a process that did not say who it is"} {
		name, paused := filepath.Join(t.TempDir(), "lock"), 0
		write(t, name, left)
		got := holder(name, func() {
			if paused++; paused == 1 && len(left) < 100 {
				write(t, name, "process 2 on this machine\n")
			}
		})
		if got != want {
			t.Errorf("after %q: %s", left, got)
		}
	}
}

func TestForeignFolder(t *testing.T) {
	out := put(t, map[string]string{"thesis.doc": "x"})
	if _, _, err := Run(context.Background(), toy, options(small(t), out)); !errors.Is(err, ErrUsage) {
		t.Errorf("error: %v", err)
	}
	if names, _ := os.ReadDir(out); len(names) != 1 {
		t.Errorf("the folder was changed: %v", names)
	}
	// What others call so, too: a run would clear tmp, and gc what nothing needs.
	out = put(t, map[string]string{"datasets/a": "x", "objects/b": "x", "tmp/precious": "x"})
	_, _, err := Run(context.Background(), toy, options(small(t), out))
	_, failed := Collect(out, 1, false)
	if _, lost := os.Stat(filepath.Join(out, "tmp", "precious")); !errors.Is(err, ErrUsage) || !errors.Is(failed, ErrUsage) || lost != nil {
		t.Errorf("folders of such names: %v, %v, %v", err, failed, lost)
	}
}

// TestOutputFolder holds that a run takes its own folders for its own, and nobody else's: it empties their tmp.
func TestOutputFolder(t *testing.T) {
	in := small(t)
	for _, files := range []map[string]string{
		{"lock": "", "src/a.go": "x", "tmp/mine": "x"}, {"tmp/mine": "x"}, {"HEAD": "ref: refs/heads/main", "objects/ab": "x", "refs/x": "x"},
	} {
		out := put(t, files)
		if _, _, err := Run(context.Background(), toy, options(in, out)); !errors.Is(err, ErrUsage) {
			t.Errorf("%v: %v", files, err)
		}
		for name, want := range files {
			if got, err := os.ReadFile(filepath.Join(out, name)); err != nil || string(got) != want {
				t.Errorf("%s was changed: %q, %v", name, got, err)
			}
		}
	}
	out := t.TempDir()
	mustRun(t, toy, options(in, out))
	write(t, filepath.Join(out, "notes.txt"), "mine")
	mustRun(t, toy, options(in, out))
	if err := os.Remove(filepath.Join(out, "lock")); err != nil {
		t.Fatal(err)
	}
	mustRun(t, toy, options(in, out))
	for _, name := range []string{"latest", "history", "lock"} {
		path := filepath.Join(out, name)
		if err := errors.Join(os.Remove(path), os.Mkdir(path, 0o777)); err != nil {
			t.Fatal(err)
		}
		if _, _, err := Run(context.Background(), toy, options(in, out)); !errors.Is(err, ErrUsage) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s is a folder: %v", name, err)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		mustRun(t, toy, options(in, out))
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

// shifting is a folder whose files are other ones when they are opened for the second time.
type shifting struct {
	fs.FS
	mu    sync.Mutex
	opens map[string]int
	from  int
}

func (s *shifting) Open(name string) (fs.File, error) {
	s.mu.Lock()
	s.opens[name]++
	n := s.opens[name]
	s.mu.Unlock()
	if strings.HasSuffix(name, "one.csv") && n >= s.from {
		return s.FS.Open(strings.Replace(name, "one", "two", 1))
	}
	return s.FS.Open(name)
}

func (s *shifting) Stat(name string) (fs.FileInfo, error) { return fs.Stat(s.FS, name) }

// TestChangedUnderTheRun holds that nothing is kept of a document that is not the one that was hashed, and that the next run
// reads it again.
func TestChangedUnderTheRun(t *testing.T) {
	in, out := put(t, map[string]string{"one.csv": "item,number,amount,day\nold,1,1,2020-01-01\n", "two.csv": "item,number,amount,day\nnew,1,1,2020-01-01\n"}), t.TempDir()
	o := options(in, out)
	o.Roots[0].FS = &shifting{FS: os.DirFS(in), opens: map[string]int{}, from: 2}
	_, report := mustRun(t, toy, o)
	if got := text(t, out, "rejects"); report.Documents["rejected"] != 1 || !strings.Contains(got, `"reason":"changed"`) {
		t.Errorf("%v %s", report.Documents, got)
	}
	if got := text(t, out, "sales"); strings.Count(got, "\n") != 1 || strings.Contains(got, `"old"`) {
		t.Errorf("sales: %s", got)
	}
	_, report = mustRun(t, toy, options(in, out))
	if got := text(t, out, "sales"); report.Documents["read"] != 2 || strings.Count(got, "\n") != 2 {
		t.Errorf("again: %v %s", report.Documents, got)
	}
}

// TestRewritten holds that a file that was written again at once, with the same size, is not taken for the old one.
func TestRewritten(t *testing.T) {
	in, out := put(t, map[string]string{"one.csv": "item,number,amount,day\napple,1,1,2020-01-01\n"}), t.TempDir()
	for i := range 5 {
		write(t, filepath.Join(in, "one.csv"), fmt.Sprintf("item,number,amount,day\nitem%d,1,1,2020-01-01\n", i))
		mustRun(t, toy, options(in, out))
		if got := text(t, out, "sales"); !strings.Contains(got, fmt.Sprintf(`"item%d"`, i)) {
			t.Errorf("run %d: %s", i, got)
		}
	}
}

// TestStatCache holds that a file that stands as it did is not hashed again, and that Rebuild hashes it all the same.
func TestStatCache(t *testing.T) {
	in, out := small(t), t.TempDir()
	o := options(in, out)
	want, _ := mustRun(t, toy, o)
	files, err := source.Find(o.Roots)
	if err != nil {
		t.Fatal(err)
	}
	e := &engine{pipeline: toy, options: o}
	cached := stats{e.configuration(), map[string]stat{}}
	for _, f := range files {
		if f.Stamp() == "" {
			t.Skip("no stamps here")
		}
		cached.Files[f.Key()] = stat{Stamp: f.Stamp(), Digest: strings.Repeat("0", 64), Parts: []part{{Bytes: f.Size}}}
	}
	lie := func() {
		text, err := json.Marshal(cached)
		if err != nil {
			t.Fatal(err)
		}
		if err := (&engine{tmp: t.TempDir()}).keepFile(statsPath(out), text); err != nil {
			t.Fatal(err)
		}
	}
	lie()
	if _, report := mustRun(t, toy, o); report.Documents["read"] != 0 {
		t.Errorf("the cache is not believed: %v", report.Documents)
	}
	lie()
	o.Rebuild = true
	if got, _ := mustRun(t, toy, o); got.Dataset != want.Dataset {
		t.Error("Rebuild believes the cache")
	}
}

// TestKnownByBytes holds that a file of which the file system says nothing, as of those inside the program, is hashed by each run, and
// looked into by the first alone; other bytes under its name are looked into.
func TestKnownByBytes(t *testing.T) {
	var asked atomic.Int64
	counting := *saleFormat
	counting.Match = func(name string, head *source.Head) bool { asked.Add(1); return isCSV(name, head) }
	p := pipeline.Pipeline{Formats: []*pipeline.Format{&counting}, Stages: []*pipeline.Stage{auditStage}}
	o := options("", t.TempDir())
	ask := func(text string) (*Report, int64) {
		asked.Store(0)
		o.Roots = []source.Root{{FS: fstest.MapFS{"one.csv": {Data: []byte(text)}}, Path: "."}}
		_, report := mustRun(t, p, o)
		return report, asked.Load()
	}
	const one = "item,number,amount,day\napple,1,1,2020-01-01\n"
	if _, n := ask(one); n != 1 {
		t.Errorf("the first run asks %d times", n)
	}
	if report, n := ask(one); n != 0 || report.Changed || report.Read != 1 {
		t.Errorf("the second run asks %d times: %+v", n, report)
	}
	if report, n := ask(one + "pear,1,2,2020-01-01\n"); n != 1 || report.Read != 2 {
		t.Errorf("a run over other bytes asks %d times: %+v", n, report)
	}
}

// TestCopiedAnew holds that a file with new times and the same bytes is not looked into again, and one with other bytes of the same
// length is.
func TestCopiedAnew(t *testing.T) {
	var asked atomic.Int64
	counting := *saleFormat
	counting.Match = func(name string, head *source.Head) bool { asked.Add(1); return isCSV(name, head) }
	p := pipeline.Pipeline{Formats: []*pipeline.Format{&counting}, Stages: []*pipeline.Stage{auditStage}}
	in, out := t.TempDir(), t.TempDir()
	name := filepath.Join(in, "one.csv")
	ask := func(text string) (*Report, int64) {
		asked.Store(0)
		write(t, name+"~", text)
		if err := os.Rename(name+"~", name); err != nil {
			t.Fatal(err)
		}
		_, report := mustRun(t, p, options(in, out))
		return report, asked.Load()
	}
	const one, other = "item,number,amount,day\napple,1,1,2020-01-01\n", "item,number,amount,day\napple,1,2,2020-01-01\n"
	if _, n := ask(one); n != 1 {
		t.Errorf("the first run asks %d times", n)
	}
	if report, n := ask(one); n != 0 || report.Changed {
		t.Errorf("a copy is asked about %d times: %+v", n, report)
	}
	if report, n := ask(other); n != 1 || !report.Changed {
		t.Errorf("other bytes are asked about %d times: %+v", n, report)
	}
}

// TestCopiedFolder holds that an output folder whose files have other times, as a copy has, is believed where its bytes are right.
func TestCopiedFolder(t *testing.T) {
	in, out := small(t), t.TempDir()
	mustRun(t, toy, options(in, out))
	want := tree(t, out)
	var objects []string
	for range 2 {
		var err error
		if objects, err = filepath.Glob(filepath.Join(out, "objects", "*", "*")); err != nil || len(objects) < 5 {
			t.Fatal(objects, err)
		}
		for _, name := range objects {
			if err := os.Chtimes(name, time.Now(), time.Now()); err != nil {
				t.Fatal(err)
			}
		}
		if _, report := mustRun(t, toy, options(in, out)); report.Run > 0 || report.Changed || len(report.Damaged) > 0 {
			t.Errorf("%+v", report)
		}
		same(t, "copied", want, tree(t, out))
	}
	if err := errors.Join(os.Chmod(objects[0], 0o644), os.Truncate(objects[0], 0)); err != nil {
		t.Fatal(err)
	}
	if _, report := mustRun(t, toy, options(in, out)); len(report.Damaged) != 1 {
		t.Errorf("damaged: %+v", report)
	}
	same(t, "damaged", want, tree(t, out))
}

// TestMoved holds that the views name the folder where the dataset now lies, and that nothing else changes.
func TestMoved(t *testing.T) {
	in, base := small(t), t.TempDir()
	m, _ := mustRun(t, toy, options(in, filepath.Join(base, "here")))
	if err := os.Rename(filepath.Join(base, "here"), filepath.Join(base, "it's there")); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(base, "it's there")
	_, report := mustRun(t, toy, options(in, out))
	if report.Changed || report.Run > 0 {
		t.Errorf("%+v", report)
	}
	views, err := os.ReadFile(filepath.Join(out, "latest", "views.sql"))
	want := " as '" + filepath.ToSlash(filepath.Join(base, "it''s there", "datasets", m.Dataset)) + "/' || name;\n"
	if err != nil || strings.Count(string(views), want) != 1 {
		t.Errorf("%v: no %s in\n%s", err, want, views)
	}
}
