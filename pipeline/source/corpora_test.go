package source

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Hostile files of every kind: no panic, no long wait, lawful units, and the digest holds.
func TestCorpora(t *testing.T) {
	root := shared(t, "corpora")
	for _, folder := range []string{"generated", "archive", "fuzz-seeds", "text", "warc", "csv"} {
		files, err := Find([]Root{{folder, os.DirFS(root), folder}})
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", folder, len(files), err)
		}
		start := time.Now()
		for _, f := range files {
			digest, head, err := f.Hash()
			if digest == "" {
				t.Errorf("%s: %v", f.Path, err)
				continue
			}
			TopKeys(head)
			Header(head)
			readAll(t, f, digest)
		}
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("%s took %v", folder, d)
		}
	}
}

// readAll reads a file with both cursors.
func readAll(t *testing.T, f File, digest string) {
	text := []byte(nil)
	if d, closer, err := f.Open(digest, nil); err == nil {
		text, _ = io.ReadAll(io.LimitReader(d.Body, 256<<20))
		text = append([]byte("\ufeff")[:d.start], text...)
		closer.Close()
	}
	for _, csv := range []bool{false, true} {
		start := time.Now()
		d, closer, err := f.Open(digest, nil)
		if err != nil {
			if known := err.(*Defect); known.Next == "" || known.Origin.Digest != digest {
				t.Errorf("%s: %+v", f.Path, known)
			}
			continue
		}
		var units []unit
		if csv {
			for row, err := range CSV(d) {
				units = append(units, unitOf(row.Origin, "", err))
			}
		} else {
			for v, err := range JSON(d, "", "/releases/*") {
				units = append(units, unitOf(v.Origin, string(v.Raw), err))
			}
		}
		lawful(t, text, units, d.Units(), !csv)
		if err := closer.Close(); err != nil {
			t.Errorf("%s: %v", f.Path, err)
		}
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%s took %v", f.Path, d)
		}
	}
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
		digest, _, err := f.Hash()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		d, closer, err := f.Open(digest, nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for v, err := range JSON(d) {
			got = append(got, unitOf(v.Origin, "{}", err).String())
		}
		if err := closer.Close(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if g := strings.TrimSpace(strings.Join(got, "/")); g != want {
			t.Errorf("%s: got %q, want %q", name, g, want)
		}
	}
}
