package main

import (
	"archive/zip"
	"bytes"
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/testdata"
)

// inNames are personal values that stand in names of files and folders, and in nothing else.
var inNames = []string{"zorba", "ampelio", "ZRBMPL70E41Z999T", "7654321"}

// namedAfterPeople writes documents whose paths, on disk and in an archive, name persons who do not exist.
func namedAfterPeople(t *testing.T, dir string) {
	t.Helper()
	releases, err1 := fs.ReadFile(testdata.World, "world/ocds/releases.json")
	cameras, err2 := fs.ReadFile(testdata.World, "world/osm/cameras.geojson")
	if err := cmp.Or(err1, err2); err != nil {
		t.Fatal(err)
	}
	var archive bytes.Buffer
	z := zip.NewWriter(&archive)
	for _, member := range [][2]string{{"Maria Zorba/AmpelioMario.json", string(cameras)}, {"mario-zorba.json", `{"broken`}} {
		w, err := z.Create(member[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(member[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{
		"mario-zorba/releases_1-maria-ampelio-contract.json": string(releases),
		"anna-zorba/releases_1-maria-ampelio-contract.json":  string(releases), // copies that become one path
		"luca-zorba/releases_1-maria-ampelio-contract.json":  string(releases),
		"mario.zorba@example.org.zip":                        archive.String(),
		"cf_ZRBMPL70E41Z999T.csv":                            "what,no format\nreads,is\n",
		"tel-333-7654321.jsonl":                              `{"ocid":"ocds-x-1","id":"1","date":"2020-01-01T00:00:00Z","tag":["award"],"initiationType":"tender","initiationType":""}` + "\n",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestPlantedNames looks for the personal values in names of files in everything that is left or printed, and reads all again
// from the paths as they are shown.
func TestPlantedNames(t *testing.T) {
	in, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	namedAfterPeople(t, in)
	var said bytes.Buffer
	run := func(args ...string) {
		t.Helper()
		if code := perimeter(args, &said, &said); code != 0 {
			t.Errorf("%s: exit %d\n%s", args[0], code, said.String())
		}
	}
	run("run", in, "--out", out, "--max-rejects", "100")
	run("check", out)
	d, err := openData(out)
	if err != nil {
		t.Fatal(err)
	}
	documents, err := d.rows("documents", func(r row) bool { return !strings.HasPrefix(r.get("path"), listsPrefix) })
	if err != nil || len(documents) != 8 {
		t.Errorf("%d documents, want 8: %v", len(documents), err)
	}
	for _, table := range []string{"awards", "devices"} {
		rows, err := d.rows(table, func(row) bool { return true })
		if err != nil || len(rows) == 0 {
			t.Fatalf("%s: %d rows, %v", table, len(rows), err)
		}
		run("explain", rows[0].id, "--out", out, "--verify")
		run("explain", rows[0].id, "--out", out, "--inputs", in)
	}
	for _, want := range []string{"/[…]/releases_1-[…]-contract.json", "/[…].zip  bytes", "/[…]/[…].json#/features/0", "tel-[…]-[…].jsonl"} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("nothing printed has the path %s:\n%s", want, said.String())
		}
	}
	for _, p := range inNames {
		if strings.Contains(strings.ToLower(strings.ReplaceAll(said.String(), in, "")), strings.ToLower(p)) {
			t.Errorf("%q was printed", p)
		}
	}
	for _, table := range d.tables {
		err := d.set.RowsJSON(table.Describe().Name, func(line []byte) error {
			for _, p := range inNames {
				if bytes.Contains(bytes.ToLower(line), []byte(strings.ToLower(p))) {
					t.Errorf("a row of %s holds %q: %s", table.Describe().Name, p, line)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	err = filepath.WalkDir(out, func(name string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(name)
		for _, p := range inNames {
			if bytes.Contains(bytes.ToLower(b), []byte(strings.ToLower(p))) {
				t.Errorf("%s holds %q", name, p)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
