package faults

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
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
	commit = slices.IndexFunc(steps, func(s step) bool { return s.name == "mkdir" && filepath.Base(s.path) == "dataset" })
	if commit < 0 || len(steps)-commit < 100 {
		t.Fatalf("%d steps, and the commit begins with %d", len(steps), commit)
	}
	return steps, commit
}

// ready is the folder of before where a run did all but the commit.
func (w *world) ready(t *testing.T) string {
	t.Helper()
	steps, commit := w.learn(t, w.old(t))
	out := w.old(t)
	if _, exit := follow(t, w.command(out), fault{at: commit, kill: true}); exit != 137 {
		t.Fatalf("exit %d, to be killed before step %d, %v", exit, commit, steps[commit])
	}
	return out
}

// TestKilledAtEachStep kills a run before each step of the commit, and so after each, and before some of what leads to it.
func TestKilledAtEachStep(t *testing.T) {
	t.Parallel()
	mayTrace(t)
	w := newWorld(t)
	ready := w.ready(t)
	empty := newWorld(t)
	empty.had = nil
	for _, c := range []struct {
		what  string
		world *world
		begin func(t *testing.T) string
		at    func(i, commit, n int) bool
	}{
		{"a commit over a dataset", w, func(t *testing.T) string { return copied(t, ready) }, func(i, commit, n int) bool { return i >= commit }},
		{"a run over a dataset", w, w.old, func(i, commit, n int) bool { return i < 8 || i < commit && i%8 == 0 }},
		{"a run from nothing", empty, func(t *testing.T) string { return filepath.Join(t.TempDir(), "out") },
			func(i, commit, n int) bool { return i < 8 || i >= n-16 || i%16 == 0 }},
	} {
		steps, commit := c.world.learn(t, c.begin(t))
		killed, early := map[string]int{}, 0
		for i, s := range steps {
			if !c.at(i, commit, len(steps)) || !s.done && i < len(steps)-1 { // what failed changed nothing: as if killed before the next
				continue
			}
			out := c.begin(t)
			did, exit := follow(t, c.world.command(out), fault{at: i, kill: true})
			what := fmt.Sprintf("%s, killed before step %d of %d, %v", c.what, i, len(steps), did[len(did)-1])
			switch {
			case exit == 137 && len(did) == i+1:
				killed[did[i].name]++
			case exit == 0 && i >= len(steps)-4 && early < 4: // a run may end some steps sooner than another: what is cached depends on the time
				early++
			default:
				t.Fatalf("%s: exit %d after %d steps; in another run step %d was %v", what, exit, len(did), i, s)
			}
			c.world.holds(t, out, what)
			os.RemoveAll(out)
			if t.Failed() {
				return
			}
		}
		t.Logf("%s: %d steps, the commit from %d on; killed before %v", c.what, len(steps), commit, killed)
	}
}

// TestRefusedAtEachStep lets steps fail as a full or a broken disk does, and writes be cut short.
func TestRefusedAtEachStep(t *testing.T) {
	t.Parallel()
	mayTrace(t)
	w := newWorld(t)
	ready := w.ready(t)
	came := map[string]int{}
	for _, begin := range []func(t *testing.T) string{w.old, func(t *testing.T) string { return copied(t, ready) }} {
		steps, commit := w.learn(t, begin(t))
		seen := map[string]int{} // steps by name
		for i, s := range steps {
			n := seen[s.name]
			seen[s.name]++
			for _, f := range refusals(i, n, commit, len(steps), s) {
				kind, hit := "", false
				for try := 0; !hit && try < 4; try++ { // on a machine with other work two steps may change places
					kind, hit = w.refused(t, begin(t), s, f)
				}
				if !hit {
					t.Errorf("step %d was to be %v, as in another run, and was not in four", f.at, s)
				}
				came[kind]++
				if t.Failed() {
					return
				}
			}
		}
	}
	t.Log(came)
	for _, kind := range []string{"no space left on device, exit 12", "input/output error, exit 1", "a short write, then no space left on device, exit 12", "a short write, then errno 0, exit 0"} {
		if came[kind] < 10 {
			t.Errorf("only %d of %s", came[kind], kind)
		}
	}
}

// refusals are the faults made of step i, the n-th of its name.
func refusals(i, n, commit, all int, s step) (faults []fault) {
	switch {
	case s.name == "unlink" || !s.done: // what cannot be removed is removed by the next run
		return nil
	case n < 2 || i >= all-12:
		faults = []fault{{at: i, errno: syscall.ENOSPC}, {at: i, errno: syscall.EIO}}
	case i >= commit && i%8 == 0 || i%32 == 0:
		faults = []fault{{at: i, errno: []syscall.Errno{syscall.ENOSPC, syscall.EIO}[i/8%2]}}
	}
	if s.name == "write" && n%4 == 0 {
		faults = append(faults, fault{at: i, short: true}, fault{at: i, short: true, errno: syscall.ENOSPC})
	}
	return faults
}

// refused makes a fault of a run and says what came of it; hit is false where another step came in the place of s.
func (w *world) refused(t *testing.T, out string, s step, f fault) (kind string, hit bool) {
	t.Helper()
	var said bytes.Buffer
	c := w.command(out)
	c.Stderr = &said
	did, exit := follow(t, c, f)
	if f.at >= len(did) || did[f.at].name != s.name {
		os.RemoveAll(out)
		return "", false
	}
	kind = fmt.Sprintf("%v, exit %d", f.errno, exit)
	if f.short {
		kind = "a short write, then " + kind
	}
	what := fmt.Sprintf("%s at step %d, %v", kind, f.at, s)
	want := map[syscall.Errno]string{0: "0 ", syscall.EIO: "0 1 ", syscall.ENOSPC: "0 12 "}[f.errno]
	if !strings.Contains(want, fmt.Sprint(exit, " ")) {
		t.Errorf("%s: %s", what, said.String())
	}
	w.holds(t, out, what)
	os.RemoveAll(out)
	return kind, true
}

// TestCollectKilled kills gc before its steps: readers see the dataset that counts, the one that goes is whole or gone, and the next
// gc ends the same.
func TestCollectKilled(t *testing.T) {
	t.Parallel()
	mayTrace(t)
	w := newWorld(t)
	two := w.old(t)
	if said, err := w.command(two).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	gc := func(out string) *exec.Cmd {
		c := exec.Command(program, "gc", out, "--keep", "1")
		c.Env = append(os.Environ(), "GOMAXPROCS=1")
		return c
	}
	out := copied(t, two)
	steps, exit := follow(t, gc(out), fault{at: -1})
	if left := datasets(t, out); exit != 0 || len(left) != 1 || left[0] != w.after {
		t.Fatalf("exit %d, and the datasets %v", exit, left)
	}
	w.ends(t, out, "gc")
	killed := 0
	for i, s := range steps {
		if !s.done || s.name == "unlink" && i > 8 && i < len(steps)-4 && i%8 != 0 {
			continue
		}
		out := copied(t, two)
		did, exit := follow(t, gc(out), fault{at: i, kill: true})
		if exit != 137 {
			t.Fatalf("exit %d, to be killed before step %d, %v", exit, i, s)
		}
		killed++
		what := fmt.Sprintf("gc, killed before step %d, %v", i, did[len(did)-1])
		w.ended(t, out, what)
		if slices.Contains(datasets(t, out), w.before) && !equal(treeOf(t, out, w.before), w.had) {
			t.Errorf("%s: the dataset of before is there in part", what)
		}
		if said, err := gc(out).CombinedOutput(); err != nil {
			t.Errorf("%s: the next gc: %v: %s", what, err, said)
		}
		if left := datasets(t, out); len(left) != 1 || left[0] != w.after {
			t.Errorf("%s: the next gc left %v", what, left)
		}
		w.holds(t, out, what)
		os.RemoveAll(out)
		if t.Failed() {
			return
		}
	}
	t.Logf("%d steps, killed before %d", len(steps), killed)
}
