package dataset

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/table"
)

// committed is an output folder with one dataset, and where its manifest and its one object lie.
func committed(t *testing.T) (s Store, manifest, object string) {
	t.Helper()
	s = Store{Out: t.TempDir()}
	if err := s.Init(); err != nil {
		t.Fatal(err)
	}
	set := table.NewSet(t.TempDir(), table.DefaultBudget)
	defer set.Close()
	table.Ledger.Add(set, table.Entry{Digest: "d", Format: "f", Unit: "row", Kind: "read", Count: 1})
	tmp := filepath.Join(s.Out, "tmp")
	file, err := s.Put(tmp, table.Ledger, func(w *table.Writer) error {
		return table.Ledger.Drain(set, func(r table.Row) error { return w.Write(r.Encoded) })
	})
	if err != nil {
		t.Fatal(err)
	}
	m := &Manifest{Tables: []Table{{Name: "ledger", Grain: "a count", Rows: file.Rows, Files: []File{file}}}}
	if changed, _, err := s.Commit(tmp, m, nil); err != nil || !changed {
		t.Fatal(changed, err)
	}
	return s, filepath.Join(s.Out, "datasets", m.Dataset, manifestName), s.Object(file)
}

// TestChangedManifest holds that nobody believes a manifest that was changed, least of all who removes what it does not name.
func TestChangedManifest(t *testing.T) {
	for name, c := range map[string]struct {
		change func(text string) string
		opens  bool
	}{
		"another object": {func(s string) string {
			return strings.Replace(s, `"sha256": "`, `"sha256": "`+strings.Repeat("0", 64)+`", "x": "`, 1)
		}, true},
		"no object":          {func(s string) string { return strings.Replace(s, `"sha256": "`, `"sha256": "", "x": "`, 1) }, false},
		"a path that climbs": {func(s string) string { return strings.Replace(s, `"ledger/part`, `"../../../ledger/part`, 1) }, false},
		"a whole path":       {func(s string) string { return strings.Replace(s, `"ledger/part`, `"/ledger/part`, 1) }, false},
		"no JSON":            {func(s string) string { return s[:len(s)/2] }, false},
	} {
		s, manifest, object := committed(t)
		before, err := os.ReadFile(manifest)
		if err != nil {
			t.Fatal(err)
		}
		after := c.change(string(before))
		if err := os.WriteFile(manifest, []byte(after), 0o644); err != nil || after == string(before) {
			t.Fatal(name, err)
		}
		if _, err := Open(s.Out); c.opens != (err == nil) || err != nil && !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: opened: %v", name, err)
		}
		if _, err := s.Collect(filepath.Join(s.Out, "tmp"), 1, false); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: collected: %v", name, err)
		}
		if _, err := os.Stat(object); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestNoFolder holds that a file, and what lies below one, is no dataset.
func TestNoFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{file, filepath.Join(file, "below"), file + "not"} {
		if _, err := Open(dir); !errors.Is(err, ErrNoDataset) {
			t.Errorf("%s: %v", dir, err)
		}
	}
}
