package stagetest

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// DriveFormat runs the format over a folder of real files, for which there are no goldens, and holds it to the law of units.
func DriveFormat(t *testing.T, f *pipeline.Format, dir string) *table.Set {
	t.Helper()
	all, err := Drive(pipeline.Pipeline{Formats: []*pipeline.Format{f}}, os.DirFS(dir), nil)
	if err != nil {
		t.Fatal(err)
	}
	type place struct {
		document string
		offset   int64
	}
	units, read := map[place]bool{}, int64(0)
	for _, tab := range f.Writes {
		if err := tab.Drain(all, func(r table.Row) error {
			for _, o := range tab.Origins(r.Value) {
				units[place{key(o.Digest, o.Member), o.Offset}] = true
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	for r := range table.Rejects.In(all) {
		if r.Scope == string(source.WholeRecord) {
			units[place{key(r.Digest, r.Member), r.Offset}] = true
		}
	}
	for e := range table.Ledger.In(all) {
		switch e.Kind {
		case "read":
			read += e.Count
		case "duplicate", "left_out":
			units[place{key(e.Digest, e.Member), e.Offset}] = true
		}
	}
	if read != int64(len(units)) {
		t.Errorf("%d units were read, %d stand in rows, rejects or the ledger", read, len(units))
	}
	return all
}

// Shared is a folder of test data that lies beside the repository; the test is skipped where it does not.
func Shared(t testing.TB, path string) string {
	t.Helper()
	dir, err := besideRepository(path)
	if err != nil {
		t.Skip(err)
	}
	return dir
}

func besideRepository(path string) (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("no go.mod above the package")
		}
	}
	dir = filepath.Join(dir, "..", "shared", filepath.FromSlash(path))
	if _, err := os.Stat(dir); err != nil {
		return "", fmt.Errorf("no %s beside the repository", path)
	}
	return dir, nil
}
