package runner

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/dataset"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// put writes files below a new folder.
func put(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		write(t, filepath.Join(dir, name), text)
	}
	return dir
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func options(in, out string) Options {
	return Options{Roots: []source.Root{{Prefix: "in", FS: os.DirFS(in), Path: "."}}, Out: out, Workers: 2, Memory: 64 << 20,
		Program: "test", Version: "v0"}
}

func mustRun(t *testing.T, p pipeline.Pipeline, o Options) (*dataset.Manifest, *Report) {
	t.Helper()
	m, r, err := Run(context.Background(), p, o)
	if err != nil {
		t.Fatal(err)
	}
	return m, r
}

// tree is every file of the dataset that counts, by its path in it, as a digest; views.sql names the machine's folder and is
// left out.
func tree(t *testing.T, out string) map[string]string {
	t.Helper()
	d, err := dataset.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	dir := d.Dir
	files := map[string]string{"dataset": filepath.Base(dir)}
	err = filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "views.sql" {
			return err
		}
		text, err := os.ReadFile(p)
		rel, _ := filepath.Rel(dir, p)
		files[rel] = fmt.Sprintf("%x", sha256.Sum256(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func same(t *testing.T, what string, want, got map[string]string) {
	t.Helper()
	if !maps.Equal(want, got) {
		t.Errorf("%s: another dataset:\n%v\n%v", what, want, got)
	}
}

// text is a table as the second reader reads it.
func text(t *testing.T, out, name string) string {
	t.Helper()
	d, err := dataset.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	err = d.RowsJSON(name, func(line []byte) error { b.Write(append(line, '\n')); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func small(t *testing.T) string {
	files := world()
	maps.DeleteFunc(files, func(name, _ string) bool { return strings.HasPrefix(name, "many/") })
	return put(t, files)
}

func TestRows(t *testing.T) {
	in, out := small(t), t.TempDir()
	_, report := mustRun(t, toy, options(in, out))
	day, _ := table.ParseDate("2020-01-02")
	o := options(in, out)
	o.AsOf = &day
	_, dated := mustRun(t, toy, o)
	if !dated.Changed || dated.Dataset == report.Dataset {
		t.Error("the as-of date changes nothing")
	}
	const want = `{"item":"apple","sum":"2.500000000","sales":1,"text":"ab","known":2,"past":true}
{"item":"fig","sum":null,"sales":0,"text":"c","known":2,"past":true}
{"item":"fine","sum":"1.000000000","sales":1,"text":null,"known":2,"past":true}
{"item":"pear","sum":"10.000000000","sales":1,"text":null,"known":2,"past":false}
{"item":"plum","sum":"0.000000001","sales":1,"text":null,"known":2,"past":false}
`
	if got := text(t, out, "totals"); got != want {
		t.Errorf("totals:\n%s", got)
	}
	if got := text(t, out, "letters"); got != `{"letter":"a","items":["apple"]}`+"\n"+`{"letter":"f","items":["fig","fine"]}`+"\n"+`{"letter":"p","items":["pear","plum"]}`+"\n" {
		t.Errorf("letters:\n%s", got)
	}
	if got := text(t, out, "audits"); got != `{"format":"sale","read":10,"rejects":3}`+"\n"+`{"format":"thing","read":5,"rejects":2}`+"\n" {
		t.Errorf("audits:\n%s", got)
	}
	if got := text(t, out, "conflicts"); strings.Count(got, "\n") != 1 || !strings.Contains(got, `"table":"sales"`) {
		t.Errorf("conflicts:\n%s", got)
	}
	if got := text(t, out, "rejects"); !strings.Contains(got, `"reason":"panic"`) || strings.Contains(got, "secret") || strings.Contains(got, "fine") {
		t.Errorf("rejects:\n%s", got)
	}
	if got := text(t, out, "sales"); strings.Contains(got, `"item":"boom"`) || strings.Count(got, "\n") != 4 {
		t.Errorf("sales:\n%s", got)
	}
	wantDocs := map[string]int64{"read": 6, "copy": 1, "unread": 1}
	if !maps.Equal(report.Documents, wantDocs) {
		t.Errorf("documents: %v", report.Documents)
	}
	if report.Read != 15 || report.Rejected != 5 || report.Duplicates != 1 || report.WithRows != 9 {
		t.Errorf("report: %+v", report)
	}
}

func TestSameBytes(t *testing.T) {
	in := put(t, world())
	var want map[string]string
	for _, workers := range []int{1, 2, 8} {
		for _, memory := range []int64{1, 1 << 30} {
			out := t.TempDir()
			o := options(in, out)
			o.Workers, o.Memory = workers, memory
			mustRun(t, toy, o)
			if got := tree(t, out); want == nil {
				want = got
			} else {
				same(t, fmt.Sprintf("%d workers, %d bytes", workers, memory), want, got)
			}
		}
	}
}

func TestAgain(t *testing.T) {
	in, out := put(t, world()), t.TempDir()
	_, first := mustRun(t, toy, options(in, out))
	if first.Reused != 0 || first.Run == 0 || !first.Changed {
		t.Errorf("first: %+v", first)
	}
	want := tree(t, out)
	_, again := mustRun(t, toy, options(in, out))
	if again.Run != 0 || again.Reused != first.Run || again.Changed || again.Dataset != first.Dataset {
		t.Errorf("again: %+v, first %+v", again, first)
	}
	same(t, "again", want, tree(t, out))

	// A file with another name changes documents alone, and the manifest that lists it.
	if err := os.Rename(filepath.Join(in, "c/x.jsonl"), filepath.Join(in, "c/z.jsonl")); err != nil {
		t.Fatal(err)
	}
	_, renamed := mustRun(t, toy, options(in, out))
	if renamed.Run != 1 || !renamed.Changed {
		t.Errorf("renamed: %+v", renamed)
	}
	for name, digest := range tree(t, out) {
		if want[name] != digest && name != "dataset" && name != "manifest.json" && !strings.HasPrefix(name, "documents/") {
			t.Errorf("renaming a file changed %s", name)
		}
	}
	if err := os.Rename(filepath.Join(in, "c/z.jsonl"), filepath.Join(in, "c/x.jsonl")); err != nil {
		t.Fatal(err)
	}

	// Without its cache, its actions, its objects: the same bytes.
	for _, name := range []string{"cache", "actions", "objects", "datasets"} {
		if err := os.RemoveAll(filepath.Join(out, name)); err != nil {
			t.Fatal(err)
		}
		mustRun(t, toy, options(in, out))
		same(t, "without "+name, want, tree(t, out))
	}
}

// TestEarlyCutoff holds that a change that changes no row stops what would follow.
func TestEarlyCutoff(t *testing.T) {
	in, out := small(t), t.TempDir()
	_, first := mustRun(t, toy, options(in, out))
	write(t, filepath.Join(in, "c/y.jsonl"), strings.ReplaceAll(world()["c/y.jsonl"], `"thing":"kiwi"`, `"thing":"kaki"`))
	_, report := mustRun(t, toy, options(in, out))
	// The sales are untouched; the origins of things are not, so what reads them runs again.
	if report.Run >= first.Run || report.Reused < 2 {
		t.Errorf("ran %d, reused %d of %d", report.Run, report.Reused, first.Run)
	}
}

func TestDamagedCache(t *testing.T) {
	in, out := put(t, world()), t.TempDir()
	mustRun(t, toy, options(in, out))
	want := tree(t, out)
	if err := os.RemoveAll(filepath.Join(out, "actions")); err != nil {
		t.Fatal(err)
	}
	mustRun(t, toy, options(in, out))
	// Bytes flip in every segment, and only the last actions have to be done again: those read what is damaged.
	err := filepath.WalkDir(filepath.Join(out, "cache", "segments"), func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(p)
		b[len(b)/2] ^= 0x40
		return errors.Join(err, os.WriteFile(p, b, 0o644))
	})
	if err != nil {
		t.Fatal(err)
	}
	day, _ := table.ParseDate("2020-01-02")
	o := options(in, out)
	o.AsOf = &day
	mustRun(t, toy, o)
	clean := t.TempDir()
	o.Out = clean
	mustRun(t, toy, o)
	same(t, "damaged cache", tree(t, clean), tree(t, out))
	mustRun(t, toy, options(in, out))
	same(t, "without a date again", want, tree(t, out))
}

// TestStopped stops runs at many places, and lets the next one finish.
func TestStopped(t *testing.T) {
	in, clean := put(t, world()), t.TempDir()
	mustRun(t, toy, options(in, clean))
	want := tree(t, clean)
	out := t.TempDir()
	for n := 1; ; n++ {
		ctx, cancel := context.WithCancel(context.Background())
		o := options(in, out)
		left := n
		o.Progress = func(string) {
			if left--; left == 0 {
				cancel()
			}
		}
		_, _, err := Run(ctx, toy, o)
		cancel()
		if err == nil {
			if n < 5 {
				t.Errorf("only %d places to stop at", n)
			}
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if _, err := dataset.Open(out); !errors.Is(err, dataset.ErrNoDataset) {
			t.Errorf("a stopped run left a dataset: %v", err)
		}
		if n > 1000 {
			t.Fatal("it never ends")
		}
	}
	same(t, "stopped many times", want, tree(t, out))
}

// TestPacks holds that one more document touches one pack.
func TestPacks(t *testing.T) {
	var docs []*input
	for i := range 400 {
		docs = append(docs, &input{bytes: 1 << 20, digest: fmt.Sprintf("%x", sha256.Sum256(fmt.Append(nil, i)))})
	}
	name := func(docs []*input) map[string]bool {
		slices.SortFunc(docs, func(a, b *input) int { return strings.Compare(a.digest, b.digest) })
		names := map[string]bool{}
		n := 0
		for _, p := range packs(docs) {
			s := ""
			size := int64(0)
			for _, d := range p {
				s += d.digest
				size += d.bytes
			}
			if size > packBytes {
				t.Errorf("a pack of %d bytes", size)
			}
			names[s] = true
			n += len(p)
		}
		if n != len(docs) {
			t.Errorf("%d of %d documents are in packs", n, len(docs))
		}
		return names
	}
	before, after := name(slices.Clone(docs[1:])), name(slices.Clone(docs))
	changed := 0
	for p := range after {
		if !before[p] {
			changed++
		}
	}
	if changed < 1 || changed > 2 {
		t.Errorf("one more document changed %d packs of %d", changed, len(after))
	}
}
