package stagetest

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// Planted reads the folders of testdata, named with spaces between, and looks for personal values that stand in their
// documents: no row may hold one, whatever its case.
func Planted(t *testing.T, f *pipeline.Format, folders string, values ...string) {
	t.Helper()
	var documents []byte
	for folder := range strings.FieldsSeq(folders) {
		dir := filepath.Join("testdata", folder)
		files, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			documents = append(documents, bytes.ToLower(b)...)
		}
		Absent(t, f, CheckFormat(t, f, dir), values...)
	}
	for _, v := range values {
		if !bytes.Contains(documents, []byte(strings.ToLower(v))) {
			t.Errorf("%q is not planted in %s", v, folders)
		}
	}
}

// Absent looks for values in every row that the format wrote, the runner's own tables included: none may hold one, whatever
// its case.
func Absent(t *testing.T, f *pipeline.Format, all *table.Set, values ...string) {
	t.Helper()
	for _, tab := range append(slices.Clone(f.Writes), table.Rejects, table.Ledger, table.Conflicts) {
		text, err := table.Dump(tab, all)
		if err != nil {
			t.Fatal(err)
		}
		text = strings.ToLower(text)
		for _, v := range values {
			if strings.Contains(text, strings.ToLower(v)) {
				t.Errorf("a row of %s has %q", tab.Describe().Name, v)
			}
		}
	}
}
