package runner

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/dataset"
)

// TestRepairsAreTold holds that a run says what it found damaged and what it did again for it, and a run after it nothing.
func TestRepairsAreTold(t *testing.T) {
	in := small(t)
	for folder, change := range map[string]func([]byte) []byte{
		"objects":        func(b []byte) []byte { return b[:len(b)-1] },
		"cache/segments": func(b []byte) []byte { return b[:len(b)-1] },
		"actions":        func(b []byte) []byte { return b[:len(b)-1] },
	} {
		out := t.TempDir()
		mustRun(t, toy, options(in, out))
		want := tree(t, out)
		damage(t, filepath.Join(out, filepath.FromSlash(folder)), change)
		_, report := mustRun(t, toy, options(in, out))
		if len(report.Damaged) == 0 || !strings.HasPrefix(report.Damaged[0], folder+"/") || len(report.Remade) == 0 || !strings.Contains(report.Remade[0], " ") {
			t.Errorf("%s: told are %q and %q", folder, report.Damaged, report.Remade)
		}
		same(t, folder, want, tree(t, out))
		if _, report = mustRun(t, toy, options(in, out)); report.Damaged != nil || report.Remade != nil {
			t.Errorf("%s, a run later: told are %q and %q", folder, report.Damaged, report.Remade)
		}
	}
}

// TestFileForFolder holds that a file where a folder belongs is told of before anything is done.
func TestFileForFolder(t *testing.T) {
	in := small(t)
	for _, name := range folders {
		out := t.TempDir()
		mustRun(t, toy, options(in, out))
		file := filepath.Join(out, filepath.FromSlash(name))
		if err := errors.Join(os.RemoveAll(file), os.WriteFile(file, nil, 0o644)); err != nil {
			t.Fatal(err)
		}
		if _, _, err := Run(t.Context(), toy, options(in, out)); !errors.Is(err, ErrUsage) || !strings.Contains(err.Error(), file+" is a file") {
			t.Errorf("%s: %v", name, err)
		}
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		mustRun(t, toy, options(in, out))
	}
}

// TestBesideTheManifest holds that a check sees damage to the views and to the history, that a run mends both, and that a folder that
// was moved is none.
func TestBesideTheManifest(t *testing.T) {
	in, out := small(t), filepath.Join(t.TempDir(), "it's here")
	mustRun(t, toy, options(in, out))
	problems := func() []dataset.Problem {
		t.Helper()
		found, _, err := dataset.Check(t.Context(), out, toy)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	for name, changes := range map[string][]func(string) string{
		"latest/views.sql": {
			func(s string) string { return s[:len(s)/2] },
			func(s string) string { return "" },
			func(s string) string { return strings.Replace(s, "select", "delete", 1) },
			func(s string) string { return strings.Replace(s, "part-00000-", "part-00001-", 1) },
		},
		"history": {
			func(s string) string { return "" },
			func(s string) string { return s[1:] },
			func(s string) string { return s + s },
			func(s string) string { return "a b\n" + s },
			func(s string) string { return "../..\n" + s },
		},
	} {
		file := filepath.Join(out, filepath.FromSlash(name))
		for i, change := range changes {
			b, err := os.ReadFile(file)
			if err = errors.Join(err, os.WriteFile(file, []byte(change(string(b))), 0o644)); err != nil {
				t.Fatal(err)
			}
			if found := problems(); len(found) != 1 || !strings.HasSuffix(found[0].Path, filepath.Base(name)) || found[0].Next == "" {
				t.Errorf("%s, change %d: %v", name, i, found)
			}
			mustRun(t, toy, options(in, out))
			if found := problems(); len(found) != 0 {
				t.Errorf("%s, change %d, after a run: %v", name, i, found)
			}
		}
	}
	moved := filepath.Join(t.TempDir(), "there")
	if err := os.Rename(out, moved); err != nil {
		t.Fatal(err)
	}
	out = moved
	if found := problems(); len(found) != 0 {
		t.Errorf("moved: %v", found)
	}
	other := toy
	other.Views += "-- a question that another version of the program has\n"
	found, stats, err := dataset.Check(t.Context(), out, other)
	if err != nil || len(found) != 0 || len(stats.Notes) != 2 || !strings.Contains(stats.Notes[0], "another version") || !strings.Contains(stats.Notes[1], "another folder") {
		t.Errorf("another version: %v %v %v", err, found, stats.Notes)
	}
}

// memories are how many actions name something that they remember, each of which must be there.
func memories(t *testing.T, out string) (n int) {
	t.Helper()
	damage(t, filepath.Join(out, "actions"), func(b []byte) []byte {
		if _, name, found := strings.Cut(string(b), `"memory":"`); found {
			n++
			if _, err := os.Stat(filepath.Join(out, "cache", "memory", name[:64])); err != nil {
				t.Error(err)
			}
		}
		return b
	})
	return n
}

// TestNoMemory holds that actions that remember nothing name no memory.
func TestNoMemory(t *testing.T) {
	in, out := small(t), t.TempDir()
	mustRun(t, toy, options(in, out))
	if n := memories(t, out); n != 0 {
		t.Errorf("%d actions name a memory", n)
	}
}

// TestCollectLost holds that what HEAD names and is not there is damage, and that a run brings it back.
func TestCollectLost(t *testing.T) {
	in, out := small(t), t.TempDir()
	m, _ := mustRun(t, toy, options(in, out))
	if err := os.RemoveAll(filepath.Join(out, "datasets", m.Dataset)); err != nil {
		t.Fatal(err)
	}
	if _, err := Collect(out, 1, false); !errors.Is(err, dataset.ErrDamaged) || !strings.Contains(err.Error(), m.Dataset) {
		t.Errorf("lost: %v", err)
	}
	mustRun(t, toy, options(in, out))
	if _, err := Collect(out, 1, false); err != nil {
		t.Errorf("after a run: %v", err)
	}
}

// TestCollectUnknown holds that where the history is lost nothing is taken for old: gc removes nothing, a run writes down what lies
// there, and then gc keeps as many as it is told to.
func TestCollectUnknown(t *testing.T) {
	for _, lose := range []func(string) error{os.Remove, func(name string) error { return os.WriteFile(name, []byte("x\n"), 0o644) }, func(name string) error { return os.Truncate(name, 20) }} {
		in, out := small(t), t.TempDir()
		first, _ := mustRun(t, toy, options(in, out))
		write(t, filepath.Join(in, "x.csv"), "item,number,amount,day\nx,1,1,2020-01-01\n")
		mustRun(t, toy, options(in, out))
		if err := lose(filepath.Join(out, "history")); err != nil {
			t.Fatal(err)
		}
		if _, err := Collect(out, 1, false); !errors.Is(err, dataset.ErrDamaged) || !strings.Contains(err.Error(), "history") {
			t.Errorf("lost: %v", err)
		}
		mustRun(t, toy, options(in, out))
		for keep := 2; keep > 0; keep-- {
			if _, err := Collect(out, keep, false); err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(filepath.Join(out, "datasets", first.Dataset)); (err == nil) != (keep == 2) {
				t.Errorf("%d kept: %v", keep, err)
			}
		}
	}
}

// TestCollectOlder holds that an older dataset whose manifest is lost is told of as one that no run brings back, and that gc goes on
// where it is not to be kept.
func TestCollectOlder(t *testing.T) {
	in, out := small(t), t.TempDir()
	first, _ := mustRun(t, toy, options(in, out))
	write(t, filepath.Join(in, "x.csv"), "item,number,amount,day\nx,1,1,2020-01-01\n")
	mustRun(t, toy, options(in, out))
	manifest := filepath.Join(out, "datasets", first.Dataset, "manifest.json")
	for _, lose := range []func() error{func() error { return os.WriteFile(manifest, []byte("x"), 0o644) }, func() error { return os.Remove(manifest) }} {
		if err := lose(); err != nil {
			t.Fatal(err)
		}
		if _, err := Collect(out, 2, false); !errors.Is(err, dataset.ErrOlder) || !strings.Contains(err.Error(), first.Dataset) {
			t.Errorf("an older one: %v", err)
		}
	}
	if found, err := Collect(out, 1, false); err != nil || len(found.Datasets) != 1 {
		t.Errorf("without it: %v, %v", found, err)
	}
}
