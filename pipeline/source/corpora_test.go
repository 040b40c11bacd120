package source

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// Hostile files of every kind, as they are and inside of each container: no panic, no long wait, lawful units, and the
// digest holds.
func TestCorpora(t *testing.T) {
	root := shared(t, "corpora")
	for _, folder := range []string{"generated", "archive", "fuzz-seeds", "text", "warc", "csv", "parquet"} {
		files, err := Find([]Root{{Prefix: folder, FS: os.DirFS(root), Path: folder}})
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", folder, len(files), err)
		}
		start := processorTime()
		for i, f := range files {
			readAll(t, f)
			if f.Size > 1<<20 {
				continue
			}
			data, err := fs.ReadFile(f.fsys, f.name)
			if err != nil {
				t.Fatal(err)
			}
			kinds := slices.Sorted(maps.Keys(wrappers))
			kind := kinds[i%len(kinds)] // each of them somewhere
			wrapped := one(t, file(wrappers[kind](string(data))), "f")
			wrapped.Path = f.Path + " in " + kind
			readAll(t, wrapped)
		}
		if d := processorTime() - start; d > 60*time.Second {
			t.Errorf("%s took %v", folder, d)
		}
	}
}

// readAll reads all documents of a file with every cursor, and holds them to their laws.
func readAll(t *testing.T, f File) {
	t.Helper()
	if failed := t.Failed(); !failed {
		defer func() {
			if t.Failed() {
				t.Logf("it was %s", f.Path)
			}
		}()
	}
	digest, parts, err := look(f)
	if err != nil {
		t.Errorf("%s: %v", f.Path, err)
		return
	}
	var members []string
	for _, p := range parts {
		if p.Defect != nil {
			if Reasons[p.Defect.Reason] == "" || p.Defect.Message == "" || p.Defect.Next == "" || p.Defect.Origin.Member != p.Member {
				t.Errorf("%s: a defect without reason, message, advice or place: %+v", f.Path, p.Defect)
			}
			continue
		}
		if !p.Archive {
			members = append(members, p.Member)
			p.Head.TopKeys()
			p.Head.Header()
			p.Head.XMLRoot()
		}
	}
	texts, ends := map[string][]byte{}, map[string]string{}
	each := func(read func(d *Document)) {
		start, n := processorTime(), 0
		err := f.Read(digest, members, func(d *Document) error {
			n++
			read(d)
			return nil
		})
		if err != nil || n != len(members) {
			t.Errorf("%s: %d of %d documents, %v", f.Path, n, len(members), err)
		}
		if d := processorTime() - start; d > 5*time.Second {
			t.Errorf("%s took %v", f.Path, d)
		}
	}
	for again := range 2 {
		each(func(d *Document) {
			text, err := io.ReadAll(io.LimitReader(d.Body, 256<<20))
			text = append([]byte("\ufeff")[:d.start], text...)
			end := fmt.Sprint(err)
			if again > 0 && (end != ends[d.Member] || !bytes.Equal(text, texts[d.Member])) {
				t.Errorf("%s, %q: %d bytes and %s, and at first %d and %s", f.Path, d.Member, len(text), end, len(texts[d.Member]), ends[d.Member])
			}
			texts[d.Member], ends[d.Member] = text, end
		})
	}
	each(func(d *Document) {
		var units []unit
		for v, err := range JSON(d, "", "/releases/*") {
			units = append(units, unitOf(v.Origin, string(v.Raw), err))
		}
		lawful(t, texts[d.Member], units, d.Units(), true)
	})
	each(func(d *Document) {
		var units []unit
		for row, err := range CSV(d) {
			units = append(units, unitOf(row.Origin, "", err))
		}
		lawful(t, texts[d.Member], units, d.Units(), false)
	})
	each(func(d *Document) {
		var units []unit
		for e, err := range XML(d, "/*") {
			units = append(units, unitOf(e.Origin, "", err))
		}
		lawful(t, texts[d.Member], units, d.Units(), false)
	})
}

// What the files that were made for this program must give.
func TestGenerated(t *testing.T) {
	root := shared(t, "corpora/generated")
	for name, want := range map[string]string{
		"bomb-256MiB.json.gz":        "document budget.ratio",
		"concatenated.json":          "{}/line=1 {}/line=2 {}",
		"deep-100k.json":             "record json.depth",
		"dup-keys.ocds.json":         "record json.duplicate_key",
		"multimember.ndjson.gz":      "{}/line=2 {}",
		"not-gzip.json.gz":           "{}",
		"trailing-garbage.ndjson.gz": "{}/line=2 {}/document gzip.garbage",
		"truncated.ndjson":           "{}/line=2 {}/record json.truncated line=3",
		"truncated.ndjson.gz":        "{}/line=2 {}/document gzip.truncated",
		"utf16le-bom.csv":            "record json.syntax /document json.syntax line=1",
	} {
		f := one(t, os.DirFS(filepath.Join(root)), name)
		digest, err := f.Digest()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		err = readFile(f, digest, func(d *Document) {
			for v, err := range JSON(d) {
				got = append(got, unitOf(v.Origin, "{}", err).String())
			}
		})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if g := strings.TrimSpace(strings.Join(got, "/")); g != want {
			t.Errorf("%s: got %q, want %q", name, g, want)
		}
	}
}
