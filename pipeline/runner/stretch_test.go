package runner

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// cutAt makes stretches of so many bytes, and of each document a pack, until the test ends.
func cutAt(t *testing.T, n int64) {
	before, packed := stretchBytes, packBytes
	stretchBytes, packBytes = n, 0
	t.Cleanup(func() { stretchBytes, packBytes = before, packed })
}

// gzipped is a text compressed.
func gzipped(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, text)
	w.Close()
	return b.String()
}

// parts are texts of JSON Lines with all that a line can be.
func parts() map[string]string {
	var b strings.Builder
	b.WriteString("\ufeff\n")
	for i := range 60 {
		fmt.Fprintf(&b, `{"thing":"t%d","seq":%d,"text":"%d;"}`+"\r\n", i%17, i, i)
		switch i % 10 {
		case 3:
			b.WriteString("\n")
		case 5:
			b.WriteString(`{"thing":"t1","seq":1,"seq":2}` + "\n" + `{"seq":1}` + "\n" + `{"thing":` + "\n")
		case 7:
			fmt.Fprintf(&b, `{"thing":"long","seq":%d,"text":%q} {"thing":"beside","seq":1,"text":"x"}`+"\n", i, strings.Repeat("long ", 100))
		}
	}
	b.WriteString(`{"thing":"last","seq":1`)
	other := strings.ReplaceAll(b.String(), `"seq":3`, `"seq":4`)
	return map[string]string{"a/lines.jsonl": b.String(), "a/copy.jsonl": b.String(), "a/packed.jsonl": gzipped(other),
		"a/broken.jsonl": gzipped(other)[:300], "b/package.jsonl": gzipped("{\n\"thing\":\"t3\",\n\"seq\":4,\"more\":[" + strings.Repeat("{},\n", 500) + "{}]}\n"), "b/short.jsonl": `{"thing":"t1","seq":999}` + "\n",
		"b/one.jsonl": "{\n\"thing\":\"t2\",\n\"seq\":4\n}\n", "c/x.csv": "item,number,amount,day\napple,1,2.50,2020-01-01\n"}
}

// TestStretches holds that a text of JSON Lines leaves the same bytes however it is cut, by however many workers.
func TestStretches(t *testing.T) {
	in, whole := put(t, parts()), t.TempDir()
	cutAt(t, 1<<30)
	_, at := mustRun(t, toy, options(in, whole))
	want := tree(t, whole)
	for _, n := range []int64{1, 300, 2500} {
		stretchBytes = n
		for _, workers := range []int{1, 3} {
			out, o := t.TempDir(), options(in, "")
			o.Out, o.Workers = out, workers
			_, report := mustRun(t, toy, o)
			same(t, fmt.Sprintf("stretches of %d bytes, %d workers", n, workers), want, tree(t, out))
			if report.Run <= at.Run {
				t.Errorf("stretches of %d bytes: %d actions, %d at once", n, report.Run, at.Run)
			}
			_, again := mustRun(t, toy, o)
			if again.Run != 0 || again.Changed {
				t.Errorf("stretches of %d bytes: %d actions are done again", n, again.Run)
			}
		}
	}
	// Known from the file's stamp alone, without what was done: it is looked at again.
	stretchBytes = 100
	out := t.TempDir()
	mustRun(t, toy, options(in, out))
	if err := os.RemoveAll(filepath.Join(out, "actions")); err != nil {
		t.Fatal(err)
	}
	mustRun(t, toy, options(in, out))
	same(t, "without its actions", want, tree(t, out))
}

// TestSpoiltStretch holds that what ends the reading of a document in one stretch ends that of the document.
func TestSpoiltStretch(t *testing.T) {
	brittle := *thingFormat
	patient := false // with what it failed on before
	brittle.Read = func(doc *source.Document, out *table.Set) error {
		for v, err := range source.JSON(doc, "") {
			switch {
			case err != nil && patient:
				table.PutReject(out, brittle.Name, err, doc.Origin())
				continue
			case err != nil:
				panic("planted again")
			case strings.Contains(string(v.Raw), "panic"):
				panic("planted")
			case strings.Contains(string(v.Raw), "end"):
				return &source.Defect{Scope: source.WholeDocument, Origin: v.Origin, Reason: "thing.end", Message: "it ends here"}
			}
			drafts.Add(out, draft{Thing: string(v.Raw), Where: v.Origin})
		}
		return nil
	}
	p := pipeline.Pipeline{Formats: []*pipeline.Format{&brittle}, Stages: []*pipeline.Stage{}}
	line := func(word string) string { return fmt.Sprintf("{%q:1}\n", word) }
	text := ""
	for i := range 8 {
		text += line(fmt.Sprint("fine", i))
	}
	texts := map[string]string{
		"panic": text + line("panic") + text, "end": text + line("end") + text, "end, panic": text + line("end") + text + line("panic"),
		"panic, end": text + line("panic") + text + line("end") + line("panic"), "at once": line("end") + text, "last": text + line("panic"),
	}
	for name, text := range maps.Clone(texts) {
		texts[name+", packed"] = gzipped(text)
	}
	for name, text := range texts {
		in := put(t, map[string]string{"x.jsonl": text})
		for _, patient = range []bool{true, false} {
			trees := map[int64]map[string]string{}
			for _, n := range []int64{1 << 30, 1, 100} {
				cutAt(t, n)
				o := options(in, t.TempDir())
				for range 2 {
					mustRun(t, p, o)
					trees[n] = tree(t, o.Out)
					same(t, fmt.Sprintf("%s (%v), in stretches of %d", name, patient, n), trees[1<<30], trees[n])
				}
			}
		}
	}
}

// TestChangedStretch holds that nothing is kept of a text that changed while it was read in stretches, and that the next run reads
// it again.
func TestChangedStretch(t *testing.T) {
	lines := parts()["a/lines.jsonl"]
	other := strings.Replace(lines, `"seq":50`, `"seq":51`, 1)
	cutAt(t, 400)
	for _, pack := range []func(string) string{strings.Clone, gzipped} {
		in, out := put(t, map[string]string{"one.jsonl": pack(lines), "two.jsonl": pack(other)}), t.TempDir()
		files := &shiftingAt{FS: os.DirFS(in)}
		o := options(in, out)
		o.Workers, o.Roots = 1, []source.Root{{Prefix: "one.jsonl", FS: files, Path: "one.jsonl"}}
		_, report := mustRun(t, toy, o)
		if got := text(t, out, "rejects"); report.Documents["rejected"] != 1 || strings.Count(got, "\n") != 1 || !strings.Contains(got, `"reason":"changed"`) {
			t.Errorf("%v %s", report.Documents, got)
		}
		if got := text(t, out, "things") + text(t, out, "ledger"); got != "" {
			t.Errorf("something is kept: %s", got)
		}
		files.steady = true
		_, report = mustRun(t, toy, o)
		if report.Documents["incomplete"]+report.Documents["read"] != 1 || report.Read < 60 {
			t.Errorf("again: %v", report)
		}
	}
}

// shiftingAt is a folder in which a file is another one each time but the first.
type shiftingAt struct {
	fs.FS
	opens  int
	steady bool
}

func (s *shiftingAt) Open(name string) (fs.File, error) {
	if s.opens++; s.opens > 1 && !s.steady {
		name = "two.jsonl"
	}
	return s.FS.Open(name)
}

func (s *shiftingAt) Stat(name string) (fs.FileInfo, error) { return fs.Stat(s.FS, name) }

// TestUnpackedByMany holds that of one packed text several stretches are read at once, that a panic and a full disk on the way end
// the run and leave nothing behind, and that the next run goes on.
func TestUnpackedByMany(t *testing.T) {
	cutAt(t, 300)
	in, clean := put(t, map[string]string{"x.jsonl": gzipped(parts()["a/lines.jsonl"])}), t.TempDir()
	mustRun(t, toy, options(in, clean))
	var under atomic.Int32
	var meet sync.Once
	both := make(chan struct{})
	slow := *thingFormat
	slow.Read = func(doc *source.Document, out *table.Set) error {
		if under.Add(1) == 2 {
			meet.Do(func() { close(both) })
		}
		defer under.Add(-1)
		<-both // until two are here
		return thingFormat.Read(doc, out)
	}
	with := func(things *pipeline.Format) pipeline.Pipeline {
		p := toy
		p.Formats = slices.Clone(toy.Formats)
		p.Formats[slices.Index(p.Formats, thingFormat)] = things
		return p
	}
	o := options(in, t.TempDir())
	o.Workers = 2
	mustRun(t, with(&slow), o)
	want, got := tree(t, clean), tree(t, o.Out)
	same(t, "by two", want, got)
	if damage(t, filepath.Join(o.Out, "cache", "segments"), func(b []byte) []byte { return b[:len(b)-1] }) == 0 {
		t.Error("there are no segments")
	}
	if err := os.RemoveAll(filepath.Join(o.Out, "datasets")); err != nil {
		t.Fatal(err)
	}
	mustRun(t, toy, o)
	same(t, "what two left damaged", want, tree(t, o.Out))

	for stop := 1; stop < 6; stop++ {
		ctx, cancel := context.WithCancelCause(context.Background())
		full := errors.New("the disk is full")
		halted := *thingFormat
		var n atomic.Int32
		halted.Read = func(doc *source.Document, out *table.Set) error {
			if int(n.Add(1)) == stop {
				cancel(full)
			}
			return thingFormat.Read(doc, out)
		}
		o := options(in, t.TempDir())
		o.Workers = 3
		if _, _, err := Run(ctx, with(&halted), o); err != full {
			t.Errorf("stopped at stretch %d: %v", stop, err)
		}
		if left, _ := filepath.Glob(filepath.Join(o.Out, "tmp", "*")); len(left) > 0 {
			t.Errorf("stopped at stretch %d it leaves %v", stop, left)
		}
		mustRun(t, toy, o)
		same(t, "stopped and run again", want, tree(t, o.Out))
		if _, again := mustRun(t, toy, o); again.Run > 0 {
			t.Errorf("%d actions are done again", again.Run)
		}
	}
}
