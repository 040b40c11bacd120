package runner

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/dataset"
)

// files is everything below an output folder by its path, without what changes from run to run.
func files(t *testing.T, out string) map[string]int64 {
	t.Helper()
	found := map[string]int64{}
	err := filepath.WalkDir(out, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() || entry.Name() == "lock" {
			return err
		}
		info, err := entry.Info()
		name, _ := filepath.Rel(out, path)
		found[name] = info.Size()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestCollect holds that the last datasets stay whole, that what is collected is what a run that never knew it lacks, and
// that the next run reuses what stayed.
func TestCollect(t *testing.T) {
	in, out := small(t), t.TempDir()
	if _, err := Collect(filepath.Join(out, "none"), 1, false); !errors.Is(err, ErrUsage) {
		t.Errorf("no folder: %v", err)
	}
	if _, err := Collect(in, 1, false); !errors.Is(err, ErrUsage) {
		t.Errorf("a folder of something else: %v", err)
	}
	var ids []string
	for i := range 4 {
		write(t, filepath.Join(in, "x.csv"), fmt.Sprintf("item,number,amount,day\nx%d,1,%d,2020-01-01\n", i, i))
		m, _ := mustRun(t, toy, options(in, out))
		ids = append(ids, m.Dataset)
	}
	// The first one counts again: it is the latest now, and not the oldest.
	write(t, filepath.Join(in, "x.csv"), "item,number,amount,day\nx0,1,0,2020-01-01\n")
	mustRun(t, toy, options(in, out))
	write(t, filepath.Join(out, "tmp", "run-dead", "object-1"), "left by a run that was killed")

	before := files(t, out)
	dry, err := Collect(out, 2, true)
	if err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(before, files(t, out)) {
		t.Error("a dry run removed something")
	}
	did, err := Collect(out, 2, false)
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(*dry) != fmt.Sprint(*did) || len(did.Datasets) != 2 || did.Objects == 0 || did.Pieces == 0 || did.Bytes == 0 {
		t.Errorf("dry %v, did %v", *dry, *did)
	}
	for i, id := range ids {
		_, err := os.Stat(filepath.Join(out, "datasets", id))
		if kept := i == 0 || i == 3; kept != (err == nil) {
			t.Errorf("dataset %d: %v", i, err)
		} else if kept {
			problems, _, err := dataset.Check(t.Context(), filepath.Join(out, "datasets", id), toy)
			if err != nil || len(problems) > 0 {
				t.Errorf("dataset %d: %v, %v", i, problems, err)
			}
		}
	}
	after := files(t, out)
	if again, err := Collect(out, 2, false); err != nil || len(again.Datasets)+again.Objects+again.Pieces != 0 || !maps.Equal(after, files(t, out)) {
		t.Errorf("again: %v, %v", again, err)
	}
	if _, r := mustRun(t, toy, options(in, out)); r.Run != 0 || r.Changed {
		t.Errorf("after it: %d actions run, changed %v", r.Run, r.Changed)
	}

	// With one dataset kept, the folder holds what a run from scratch makes, and nothing else.
	if _, err := Collect(out, 1, false); err != nil {
		t.Fatal(err)
	}
	fresh := t.TempDir()
	mustRun(t, toy, options(in, fresh))
	want, got := files(t, fresh), files(t, out)
	for _, name := range []string{"history", filepath.Join("cache", "stat.json")} { // of what came to count; of when files were last written
		delete(want, name)
		delete(got, name)
	}
	for name := range want {
		if strings.HasSuffix(name, "views.sql") { // names the folder
			want[name], got[name] = 0, 0
		}
	}
	if !maps.Equal(want, got) {
		for name := range want {
			if _, ok := got[name]; !ok {
				t.Errorf("%s is missing", name)
			}
		}
		for name, n := range got {
			if want[name] != n {
				t.Errorf("%s: %d bytes, want %d", name, n, want[name])
			}
		}
	}
}

// TestCollectLocked holds that a run under way is not disturbed.
func TestCollectLocked(t *testing.T) {
	in, out := small(t), t.TempDir()
	mustRun(t, toy, options(in, out))
	unlock, err := lock(out)
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	if _, err := Collect(out, 1, false); !errors.Is(err, ErrLocked) {
		t.Errorf("error: %v", err)
	}
}

// TestRebuild changes one byte of each file that a run keeps, without a trace in its size and time, and holds that --rebuild
// makes it anew, to the same bytes.
func TestRebuild(t *testing.T) {
	in, out := small(t), t.TempDir()
	mustRun(t, toy, options(in, out))
	want := tree(t, out)
	changed := 0
	for _, folder := range []string{"objects", "cache/segments"} {
		err := filepath.WalkDir(filepath.Join(out, filepath.FromSlash(folder)), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || !entry.Type().IsRegular() {
				return err
			}
			info, err := entry.Info()
			if err != nil {
				return err
			}
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			b[len(b)/2] ^= 0x40
			changed++
			return errors.Join(os.Chmod(path, 0o644), os.WriteFile(path, b, 0o644), os.Chmod(path, info.Mode()), os.Chtimes(path, info.ModTime(), info.ModTime()))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	problems, _, err := dataset.Check(t.Context(), out, toy)
	if err != nil || len(problems) == 0 || !strings.Contains(problems[0].Next, "--rebuild") {
		t.Fatalf("%d files were changed: %v, %v", changed, problems, err)
	}
	o := options(in, out)
	o.Rebuild = true
	if _, r := mustRun(t, toy, o); r.Changed {
		t.Error("it is another dataset now")
	}
	if got := tree(t, out); !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if problems, _, err := dataset.Check(t.Context(), out, toy); err != nil || len(problems) > 0 {
		t.Errorf("after it: %v, %v", problems, err)
	}
	if _, r := mustRun(t, toy, o); r.Run != 0 {
		t.Errorf("%d actions were run again", r.Run)
	}
}
