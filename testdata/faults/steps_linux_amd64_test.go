package faults

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// mayTrace skips, with a message, where the machine lets no process follow another.
func mayTrace(t *testing.T) {
	t.Helper()
	c := exec.Command("true")
	c.SysProcAttr = &syscall.SysProcAttr{Ptrace: true}
	if err := c.Start(); err != nil {
		t.Skipf("%v: this machine lets no process follow another", err)
	}
	c.Process.Kill()
	c.Wait()
}

// learn gives the steps of a run that nothing disturbs, and the first step of its commit.
func (w *world) learn(t *testing.T, out string) (steps []step, commit int) {
	t.Helper()
	steps, exit := follow(t, w.command(out), fault{at: -1})
	if exit != 0 {
		t.Fatalf("a run that is followed: exit %d", exit)
	}
	w.ends(t, out, "a run that is followed")
	commit = -1
	for i, s := range steps {
		if commit < 0 && s.name == "mkdir" && filepath.Base(s.path) == "dataset" {
			commit = i
		}
	}
	if commit < 0 || len(steps)-commit < 100 {
		t.Fatalf("%d steps, and the commit begins with %d", len(steps), commit)
	}
	return steps, commit
}

// TestKilledAtEachStep kills a run before each step of the commit, and so after each, and before some of what leads to it: over
// the dataset of before, and where there was none.
func TestKilledAtEachStep(t *testing.T) {
	t.Parallel()
	mayTrace(t)
	for what, begin := range map[string]func(*testing.T, *world) string{
		"over a dataset": func(t *testing.T, w *world) string { return w.old(t) },
		"from nothing": func(t *testing.T, w *world) string {
			w.had = nil
			return filepath.Join(t.TempDir(), "out")
		},
	} {
		w := newWorld(t)
		steps, commit := w.learn(t, begin(t, w))
		killed := map[string]int{}
		for i, s := range steps {
			last := i == len(steps)-1
			switch {
			case w.had == nil && i >= 8 && i < len(steps)-16 && i%16 != 0: // the same commit
				continue
			case i < commit && i >= 8 && i%8 != 0:
				continue
			case i >= commit && !s.done && !last: // it changed nothing: as if killed before the next
				continue
			}
			out := begin(t, w)
			did, exit := follow(t, w.command(out), fault{at: i, kill: true})
			if exit != 137 || len(did) != i+1 {
				t.Fatalf("%s: exit %d after %d steps, to be killed before step %d (%v) of %d", what, exit, len(did), i, s, len(steps))
			}
			killed[did[i].name]++
			w.holds(t, out, fmt.Sprintf("%s, killed before step %d, %v", what, i, did[i]))
			os.RemoveAll(out)
			if t.Failed() {
				return
			}
		}
		t.Logf("%s: %d steps, the commit from %d on; killed before %v", what, len(steps), commit, killed)
	}
}

// TestRefusedAtEachStep lets steps fail as a full or a broken disk does, and writes be cut short.
func TestRefusedAtEachStep(t *testing.T) {
	t.Parallel()
	mayTrace(t)
	w := newWorld(t)
	steps, commit := w.learn(t, w.old(t))
	came := map[string]int{}
	seen := map[string]int{} // steps by name
	for i, s := range steps {
		n := seen[s.name]
		seen[s.name]++
		if s.name == "unlink" || !s.done { // what cannot be removed is removed by the next run
			continue
		}
		var faults []fault
		switch {
		case n < 2 || i >= len(steps)-12:
			faults = []fault{{at: i, errno: syscall.ENOSPC}, {at: i, errno: syscall.EIO}}
		case i >= commit && i%4 == 0 || i%24 == 0:
			faults = []fault{{at: i, errno: []syscall.Errno{syscall.ENOSPC, syscall.EIO}[i/8%2]}}
		}
		if s.name == "write" && n%4 == 0 {
			faults = append(faults, fault{at: i, short: true}, fault{at: i, short: true, errno: syscall.ENOSPC})
		}
		for _, f := range faults {
			what := fmt.Sprintf("errno %d (%v), short %v, at step %d, %v", f.errno, f.errno, f.short, i, s)
			out := w.old(t)
			var said bytes.Buffer
			c := w.command(out)
			c.Stderr = &said
			_, exit := follow(t, c, f)
			want := map[syscall.Errno]string{0: "0 ", syscall.EIO: "0 1 ", syscall.ENOSPC: "0 1 12 "}[f.errno]
			if inOut := strings.HasPrefix(s.path, out); f.errno == syscall.ENOSPC && inOut && exit == 1 {
				t.Errorf("%s: it does not say that the output folder is full: %s", what, said.String())
			}
			if !strings.Contains(want, fmt.Sprint(exit, " ")) {
				t.Errorf("%s: exit %d: %s", what, exit, said.String())
			}
			kind := fmt.Sprint(f.errno.Error(), " exit ", exit)
			if f.short {
				kind = "short write, then " + kind
			}
			came[kind]++
			w.holds(t, out, what)
			os.RemoveAll(out)
			if t.Failed() {
				return
			}
		}
	}
	t.Log(came)
	for _, kind := range []string{"no space left on device exit 12", "input/output error exit 1"} {
		if came[kind] < 20 {
			t.Errorf("only %d of %s", came[kind], kind)
		}
	}
}
