package runner

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLocked(t *testing.T) {
	in, out := small(t), t.TempDir()
	unlock, err := lock(out)
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = Run(context.Background(), toy, options(in, out))
	if !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), fmt.Sprint("process ", os.Getpid())) {
		t.Errorf("error: %v", err)
	}
	unlock()
	mustRun(t, toy, options(in, out))
}

// TestHolder holds that who writes its name into a lock a moment after taking it is named, and not who had it before.
func TestHolder(t *testing.T) {
	for left, want := range map[string]string{"": "process 2 on this machine", "process 1 on the machine before\n": "process 2 on this machine", strings.Repeat("process ", 99): "a process that did not say who it is"} {
		name, paused := filepath.Join(t.TempDir(), "lock"), 0
		write(t, name, left)
		got := holder(name, func() {
			if paused++; paused == 1 && len(left) < 100 {
				write(t, name, "process 2 on this machine\n")
			}
		})
		if got != want {
			t.Errorf("after %q: %s", left, got)
		}
	}
}

func TestForeignFolder(t *testing.T) {
	out := put(t, map[string]string{"thesis.doc": "x"})
	if _, _, err := Run(context.Background(), toy, options(small(t), out)); !errors.Is(err, ErrUsage) {
		t.Errorf("error: %v", err)
	}
	if names, _ := os.ReadDir(out); len(names) != 1 {
		t.Errorf("the folder was changed: %v", names)
	}
	// What others call so, too: a run would clear tmp, and gc what nothing needs.
	out = put(t, map[string]string{"datasets/a": "x", "objects/b": "x", "tmp/precious": "x"})
	_, _, err := Run(context.Background(), toy, options(small(t), out))
	_, failed := Collect(out, 1, false)
	if _, lost := os.Stat(filepath.Join(out, "tmp", "precious")); !errors.Is(err, ErrUsage) || !errors.Is(failed, ErrUsage) || lost != nil {
		t.Errorf("folders of such names: %v, %v, %v", err, failed, lost)
	}
}

// TestOutputFolder holds that a run takes its own folders for its own, and nobody else's: it empties their tmp.
func TestOutputFolder(t *testing.T) {
	in := small(t)
	for _, files := range []map[string]string{
		{"lock": "", "src/a.go": "x", "tmp/mine": "x"}, {"tmp/mine": "x"}, {"HEAD": "ref: refs/heads/main", "objects/ab": "x", "refs/x": "x"},
	} {
		out := put(t, files)
		if _, _, err := Run(context.Background(), toy, options(in, out)); !errors.Is(err, ErrUsage) {
			t.Errorf("%v: %v", files, err)
		}
		for name, want := range files {
			if got, err := os.ReadFile(filepath.Join(out, name)); err != nil || string(got) != want {
				t.Errorf("%s was changed: %q, %v", name, got, err)
			}
		}
	}
	out := t.TempDir()
	mustRun(t, toy, options(in, out))
	write(t, filepath.Join(out, "notes.txt"), "mine")
	mustRun(t, toy, options(in, out))
	if err := os.Remove(filepath.Join(out, "lock")); err != nil {
		t.Fatal(err)
	}
	mustRun(t, toy, options(in, out))
	for _, name := range []string{"latest", "history", "lock"} {
		path := filepath.Join(out, name)
		if err := errors.Join(os.Remove(path), os.Mkdir(path, 0o777)); err != nil {
			t.Fatal(err)
		}
		if _, _, err := Run(context.Background(), toy, options(in, out)); !errors.Is(err, ErrUsage) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s is a folder: %v", name, err)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		mustRun(t, toy, options(in, out))
	}
}

// TestFirstOfTheFolder holds that of several things in the output folder that no run makes the same is told each time.
func TestFirstOfTheFolder(t *testing.T) {
	in, out := small(t), t.TempDir()
	mustRun(t, toy, options(in, out))
	for _, name := range []string{"HEAD", "history", "latest", "lock"} {
		path := filepath.Join(out, name)
		if err := errors.Join(os.Remove(path), os.Mkdir(path, 0o777)); err != nil {
			t.Fatal(err)
		}
	}
	for range 20 {
		if _, _, err := Run(context.Background(), toy, options(in, out)); !errors.Is(err, ErrUsage) || !strings.Contains(err.Error(), filepath.Join(out, "HEAD")) {
			t.Fatal(err)
		}
	}
}
