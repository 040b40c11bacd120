package runner

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// cutAt makes stretches of so many bytes until the test ends.
func cutAt(t *testing.T, n int64) {
	before := stretchBytes
	stretchBytes = n
	t.Cleanup(func() { stretchBytes = before })
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
	return map[string]string{"a/lines.jsonl": b.String(), "a/copy.jsonl": b.String(), "b/short.jsonl": `{"thing":"t1","seq":999}` + "\n",
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
	for name, text := range map[string]string{
		"panic": text + line("panic") + text, "end": text + line("end") + text, "end, panic": text + line("end") + text + line("panic"),
		"panic, end": text + line("panic") + text + line("end") + line("panic"), "at once": line("end") + text, "last": text + line("panic"),
	} {
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
	in, out := put(t, map[string]string{"one.jsonl": lines, "two.jsonl": other}), t.TempDir()
	cutAt(t, 400)
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
