package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// TestExplainMoved holds that a file is found again by its bytes alone: under another name, beside one of its old name and size that is
// another, and not where it is no more.
func TestExplainMoved(t *testing.T) {
	dir := t.TempDir()
	in, moved, out := filepath.Join(dir, "in"), filepath.Join(dir, "moved"), filepath.Join(dir, "out")
	text := "Camera makers\n\nAccording to the Herald, the camera maker Lunacam has left the Security Industry\nAssociation, said the director of Lunacam.\n" +
		"Lunacam supplied 12 scanners to the port of Tramonto, the Herald reported. The\ninvestigation found that nobody had asked, the newspaper said, and the\n" +
		"members of the association have decided nothing so far.\n"
	write := func(folder, name, content string) {
		t.Helper()
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(in, "a.txt", text)
	explain := func(args ...string) (int, string) {
		var o, e bytes.Buffer
		code := perimeter(args, &o, &e)
		return code, o.String() + e.String()
	}
	if code, said := explain("run", in, "--out", out); code != 0 {
		t.Fatalf("exit %d\n%s", code, said)
	}
	d, err := openData(out)
	if err != nil {
		t.Fatal(err)
	}
	id := ""
	if err := d.each("claims", func(r row) error {
		id = r.id
		return errEnough
	}); err != nil || id == "" {
		t.Fatalf("no claim: %v", err)
	}
	if code, said := explain("explain", id, "--out", out, "--inputs", in); code != 0 || strings.Contains(said, "found by its size") {
		t.Errorf("where it was: exit %d\n%s", code, said)
	}
	write(moved, "a.txt", strings.Replace(text, "Herald", "Bugle?", 1))
	code, said := explain("explain", id, "--out", out, "--inputs", moved)
	if code != exitDamage || !strings.Contains(said, "FAILED: no file below "+moved+" has this SHA-256") {
		t.Errorf("another file of that name and size: exit %d\n%s", code, said)
	}
	write(filepath.Join(moved, "b"), "z.bin", text)
	code, said = explain("explain", id, "--out", out, "--inputs", moved)
	if code != 0 || !strings.Contains(said, "found by its size and SHA-256, as "+filepath.ToSlash(moved)+"/b/z.bin") {
		t.Errorf("moved: exit %d\n%s", code, said)
	}
}

// unopened is a folder in which no file can be opened.
type unopened struct{ fstest.MapFS }

func (unopened) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
}

// TestRereadFailed holds that a file, or a folder, that cannot be read is told of, and does not pass for one that is not there.
func TestRereadFailed(t *testing.T) {
	files, err := source.Find([]source.Root{{Prefix: "moved", FS: unopened{fstest.MapFS{"b.txt": {Data: []byte("12345")}}}, Path: "b.txt"}})
	if err != nil {
		t.Fatal(err)
	}
	digest := strings.Repeat("0", 64)
	documents := []row{{table: "documents", cells: []cell{{"path", "in/a.txt"}, {"bytes", "5"}}}}
	for _, below := range []func() ([]source.File, error){
		func() ([]source.File, error) { return files, nil },
		func() ([]source.File, error) { return nil, fs.ErrPermission },
	} {
		_, _, _, err := reread(digest, nil, documents, "moved", below)
		if err == nil || !strings.Contains(err.Error(), "no file below moved has this SHA-256, as far as they can be read: ") || !strings.Contains(err.Error(), "permission") {
			t.Errorf("error: %v", err)
		}
	}
}

func TestAlike(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"x/b/c.csv", "y/b/c.csv", 2}, {"/x/c.csv", "/x/c.csv", 2}, {"c.csv", "a/c.csv", 1}, {"a/b", "a/c", 0}, {"", "a", 0}} {
		if got := alike(c.a, c.b); got != c.want {
			t.Errorf("%s and %s: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
