package runner

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
)

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
