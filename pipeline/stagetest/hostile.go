package stagetest

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"runtime/debug"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// hostileTime is how much processor time the reading of one document may take.
const hostileTime = 5 * time.Second

// Hostile is documents that formats read whether they match them or not.
type Hostile struct {
	docs  []doc
	names map[string]string // paths by digest
}

// NewHostile finds the documents among files.
func NewHostile(t *testing.T, fsys fs.FS) *Hostile {
	t.Helper()
	files, err := source.Find([]source.Root{{FS: fsys, Path: "."}})
	if err != nil {
		t.Fatal(err)
	}
	h := &Hostile{names: map[string]string{}}
	docs, folders := map[string]*doc{}, map[string]map[string]bool{}
	for _, file := range files {
		var members []string
		digest, err := file.Look(func(p source.Part) {
			if p.Defect == nil && !p.Archive {
				members = append(members, p.Member)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		h.names[digest] = file.Path
		for _, member := range members {
			k, dir := key(digest, member), path.Dir(path.Join(file.Path, member))
			docs[k] = &doc{File: file, digest: digest, member: member}
			if folders[dir] == nil {
				folders[dir] = map[string]bool{}
			}
			folders[dir][k] = true
		}
	}
	h.docs = grouped(docs, folders)
	return h
}

// Read reads every document with the format: nothing may panic or take long, units read are units in rows, rejected,
// duplicate and left out, every row has an origin inside a document, and every reject says where, why and what to do.
func (h *Hostile) Read(t *testing.T, f *pipeline.Format) {
	t.Helper()
	ends := map[string]int64{}
	guarded := *f
	guarded.Read = func(doc *source.Document, out *table.Set) error {
		at := path.Join(h.names[doc.Digest], doc.Member)
		defer func() {
			if p := recover(); p != nil {
				t.Errorf("%s: a panic: %v\n%s", at, p, debug.Stack())
			}
		}()
		text := &counting{r: doc.Body, n: int64(len("\ufeff"))}
		doc.Body = text
		start := Spent()
		err := f.Read(doc, out)
		if took := Spent() - start; took > hostileTime {
			t.Errorf("%s: reading it took %v", at, took)
		}
		ends[key(doc.Digest, doc.Member)] = text.n
		return err
	}
	all := table.NewSet("", budget, f.Writes...)
	defer all.Close()
	if err := readAll(&guarded, h.docs, all); err != nil {
		t.Fatal(err)
	}
	units := unitsOf(t, f, all)
	count(t, all, units, h.names)
	for _, u := range units {
		if end, known := ends[key(u.at.Digest, u.at.Member)]; !known || u.at.Offset < 0 || u.at.Length < 0 || u.at.Offset+u.at.Length > end {
			t.Errorf("%s: %s, bytes %d+%d, is no place in it", h.names[u.at.Digest], u.at, u.at.Offset, u.at.Length)
		}
	}
	for r := range table.Rejects.In(all) {
		if why := unlocated(r, ends); why != "" {
			t.Errorf("%s: %s: %+v", h.names[r.Digest], why, r)
		}
	}
}

// broken are texts that are broken in the way of one syntax.
var broken = map[string]string{"json": `[{"a":`, "csv": "a,b\n\xff,1\n", "xml": "<a><b", "text": "\xff", "warc": "WARC/1.0\n"}

// Reads says whether the format reads texts of a syntax of Corpora. It does if it says of a broken one that it is a broken one
// of those; one that says so of none, because it looks before it reads, may read any.
func Reads(t testing.TB, f *pipeline.Format, syntax string) bool {
	t.Helper()
	any := true
	for other, text := range broken {
		files, err := source.Find([]source.Root{{FS: fstest.MapFS{"x": {Data: []byte(text)}}, Path: "."}})
		if err != nil {
			t.Fatal(err)
		}
		digest, err := files[0].Digest()
		if err != nil {
			t.Fatal(err)
		}
		all := table.NewSet("", budget, f.Writes...)
		defer all.Close()
		if err := readAll(f, []doc{{File: files[0], digest: digest}}, all); err != nil {
			t.Fatal(err)
		}
		for r := range table.Rejects.In(all) {
			if strings.HasPrefix(r.Reason, other+".") {
				if other == syntax {
					return true
				}
				any = false
			}
		}
	}
	return any || syntax == ""
}

// unlocated says what a reject lacks: a place in a document, or words.
func unlocated(r table.Reject, ends map[string]int64) string {
	end, known := ends[key(r.Digest, r.Member)]
	switch {
	case !known:
		return "no document that was read"
	case r.Offset < 0 || r.Length < 0 || r.Offset+r.Length > end:
		return fmt.Sprintf("no place in a text of %d bytes", end)
	case r.Scope == string(source.WholeRecord) && r.Length == 0 && end > int64(len("\ufeff")):
		return "a record without bytes"
	case r.Scope == string(source.OneField) && r.Field == "":
		return "a field without a name"
	case r.Scope != string(source.WholeDocument) && r.Scope != string(source.WholeRecord) && r.Scope != string(source.OneField):
		return "an unknown scope"
	case r.Reason == "" || r.Message == "" || r.Next == "":
		return "no reason, message or advice"
	}
	return ""
}

// counting counts what is read.
type counting struct {
	r io.Reader
	n int64
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}
