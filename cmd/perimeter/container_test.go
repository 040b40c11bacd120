package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/perimeter-data/perimeter/pipeline/dataset"
	"github.com/perimeter-data/perimeter/stages"
	"github.com/perimeter-data/perimeter/testdata"
)

// packed writes the sample into a folder, in one way of packing it.
func packed(t *testing.T, dir, how string) {
	t.Helper()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	put := func(name string, b []byte) {
		t.Helper()
		name = filepath.Join(dir, filepath.FromSlash(name))
		check(os.MkdirAll(filepath.Dir(name), 0o777))
		check(os.WriteFile(name, b, 0o666))
	}
	var z, tape bytes.Buffer
	zw, tw := zip.NewWriter(&z), tar.NewWriter(&tape)
	world, err := fs.Sub(testdata.World, "world")
	check(err)
	check(fs.WalkDir(world, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := fs.ReadFile(world, name)
		check(err)
		switch how {
		case "raw":
			put(name, b)
		case "gzip":
			var g bytes.Buffer
			gw := gzip.NewWriter(&g)
			gw.Write(b)
			check(gw.Close())
			put(name, g.Bytes())
		case "zip":
			w, err := zw.Create(name)
			check(err)
			w.Write(b)
		case "tar.zst":
			check(tw.WriteHeader(&tar.Header{Name: "top/" + name, Mode: 0o644, Size: int64(len(b)), Typeflag: tar.TypeReg}))
			tw.Write(b)
		}
		return nil
	}))
	check(zw.Close())
	check(tw.Close())
	switch how {
	case "zip":
		put("all", z.Bytes())
	case "tar.zst":
		enc, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
		check(err)
		put("all", enc.EncodeAll(tape.Bytes(), nil))
	}
}

// withoutPlaces is every table of a dataset but those that are about files, as JSON lines without origins, sorted.
func withoutPlaces(t *testing.T, out string) string {
	t.Helper()
	d, err := dataset.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, table := range stages.Pipeline.Tables() {
		name := table.Describe().Name
		if name == "documents" || name == "rejects" || name == "ledger" {
			continue
		}
		err := d.RowsJSON(name, func(line []byte) error {
			var row any
			dec := json.NewDecoder(bytes.NewReader(line))
			dec.UseNumber()
			if err := dec.Decode(&row); err != nil {
				return err
			}
			forget(row)
			b, err := json.Marshal(row)
			lines = append(lines, name+" "+string(b))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func forget(v any) {
	switch v := v.(type) {
	case map[string]any:
		delete(v, "origins")
		delete(v, "origin")
		for _, e := range v {
			forget(e)
		}
	case []any:
		for _, e := range v {
			forget(e)
		}
	}
}

// TestPacked holds that it does not matter how documents are packed: raw, compressed, in a zip, in a compressed tar, the rows
// are the same but for their origins. What is packed can be read again and checked all the same.
func TestPacked(t *testing.T) {
	want := ""
	for _, how := range []string{"raw", "gzip", "zip", "tar.zst"} {
		t.Run(how, func(t *testing.T) {
			dir, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
			packed(t, dir, how)
			var o, e bytes.Buffer
			if code := perimeter([]string{"run", dir, "--out", out, "--as-of", "2020-06-30"}, &o, &e); code != 0 {
				t.Fatalf("exit %d\n%s%s", code, o.String(), e.String())
			}
			got := withoutPlaces(t, out)
			if want == "" {
				want = got
			}
			if got != want {
				t.Error(firstDifference(got, want))
			}
			for _, args := range [][]string{{"check", out}, {"explain", "--first", "--verify", "--out", out}} {
				o.Reset()
				if code := perimeter(args, &o, &e); code != 0 {
					t.Errorf("%q: exit %d\n%s%s", args, code, o.String(), e.String())
				}
			}
			if how == "tar.zst" && !strings.Contains(o.String(), "/top/") {
				t.Errorf("no member in what explain says:\n%s", o.String())
			}
			again := tree(t, out)
			if code := perimeter([]string{"run", dir, "--out", out, "--as-of", "2020-06-30"}, io.Discard, &e); code != 0 {
				t.Errorf("exit %d\n%s", code, e.String())
			}
			same(t, "run again", tree(t, out), again)
		})
	}
}
