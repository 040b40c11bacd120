package faults

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// The system calls by which a run changes what lies on the disk.
var steps = []string{"renameat", "fsync", "linkat", "symlinkat", "unlinkat", "mkdirat", "fchmod", "utimensat", "write", "openat"}

// traced is strace and its arguments. Where it can, the kernel stops the program at no other calls than those asked for.
func traced(more ...string) []string { return append(slices.Clone(tracer()), more...) }

var tracer = sync.OnceValue(func() []string {
	with := []string{"strace", "-f", "-qq", "--seccomp-bpf"}
	if exec.Command(with[0], append(with[1:], "-e", "trace=renameat", "true")...).Run() == nil {
		return with
	}
	return with[:3]
})

// points are the numbers at which a fault is made of n calls: each of the first and the last, where a run begins and
// commits, and in between every so many.
func points(n, every int) (out []int) {
	for i := 1; i <= n; i++ {
		if i <= 6 || i > n-12 || i%every == 0 {
			out = append(out, i)
		}
	}
	return out
}

// calls counts the calls of a whole run by the thread that makes most of them: strace counts for each thread.
func (w *world) calls(t *testing.T) map[string]int {
	t.Helper()
	trace := filepath.Join(t.TempDir(), "trace")
	out := w.old(t)
	if said, err := w.command(out, traced("-s", "0", "-o", trace, "-e", "trace="+strings.Join(steps, ","))...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	w.ends(t, out, "a traced run")
	text, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	byThread, most := map[string]int{}, map[string]int{}
	for line := range strings.Lines(string(text)) {
		thread, call, ok := strings.Cut(line, " ")
		name, _, called := strings.Cut(strings.TrimSpace(call), "(")
		if !ok || !called {
			continue
		}
		byThread[thread+name]++
		most[name] = max(most[name], byThread[thread+name])
	}
	return most
}

// TestKilledAtEachStep kills a run at the n-th rename, fsync, link, …, for the n that points gives.
func TestKilledAtEachStep(t *testing.T) {
	t.Parallel()
	need(t, "strace", "-qq", "-e", "inject=renameat:signal=KILL:when=1", "true")
	w := newWorld(t)
	killed := 0
	for name, n := range w.calls(t) {
		every := map[string]int{"write": 40, "openat": 40, "unlinkat": 40}[name]
		if every == 0 {
			every = 11
		}
		for _, i := range points(n, every) {
			what := fmt.Sprintf("killed at %s %d of %d", name, i, n)
			out := w.old(t)
			c := w.command(out, traced("-o", "/dev/null", "-e", "trace="+name, "-e", fmt.Sprintf("inject=%s:signal=KILL:when=%d", name, i))...)
			if code(t, c.Run()) != 0 { // threads take turns: a count may not be reached
				killed++
			}
			w.holds(t, out, what)
			os.RemoveAll(out)
			if t.Failed() {
				return
			}
		}
	}
	t.Logf("killed at %d places", killed)
	if killed < 100 {
		t.Errorf("only %d runs were killed", killed)
	}
}

// TestRefusedAtEachStep lets the n-th call fail as a full, a broken or a forbidding disk does.
func TestRefusedAtEachStep(t *testing.T) {
	t.Parallel()
	need(t, "strace", "-qq", "-e", "inject=renameat:error=EIO:when=1", "true")
	w := newWorld(t)
	failed := map[string]int{}
	for name, n := range w.calls(t) {
		if name == "unlinkat" {
			continue // what cannot be removed is removed by the next run
		}
		for _, errno := range []string{"ENOSPC", "EIO"} {
			for _, i := range points(n, 60) {
				if i > 3 && i < n-4 && i%60 != 0 {
					continue
				}
				what := fmt.Sprintf("%s at %s %d of %d", errno, name, i, n)
				out := w.old(t)
				var said bytes.Buffer
				c := w.command(out, traced("-o", "/dev/null", "-e", "trace="+name, "-e", fmt.Sprintf("inject=%s:error=%s:when=%d", name, errno, i))...)
				c.Stderr = &said
				got := code(t, c.Run())
				want := "0 1 "
				if errno == "ENOSPC" {
					want = "0 1 12 " // 1 where it was not the output folder that refused
				}
				if strings.Contains(said.String(), "netpollBreak") || name == "openat" && i <= 3 {
					got = 1 // the write, or the file, was one of Go's own runtime and no disk's
				}
				if !strings.Contains(want, fmt.Sprint(got, " ")) {
					t.Errorf("%s: exit %d: %s", what, got, said.String())
				}
				failed[fmt.Sprint(errno, " exit ", got)]++
				w.holds(t, out, what)
				os.RemoveAll(out)
				if t.Failed() {
					return
				}
			}
		}
	}
	t.Log(failed)
	if failed["ENOSPC exit 12"] < 10 || failed["EIO exit 1"] < 10 {
		t.Errorf("too few runs failed: %v", failed)
	}
}

// TestNoNetwork holds that no verb asks the system for anything of the network.
func TestNoNetwork(t *testing.T) {
	need(t, "strace", "-qq", "-e", "trace=%network", "true")
	w := newWorld(t)
	out := w.old(t)
	for _, args := range [][]string{{"run", filepath.Join(w.dir, "in"), "--out", out}, {"check", out}, {"explain", "--first", "--verify", "--out", out}, {"tables"}} {
		trace := filepath.Join(t.TempDir(), "trace")
		command := append(traced("-o", trace, "-e", "trace=%network", program), args...)
		c := exec.Command(command[0], command[1:]...)
		if said, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v: %s", args[0], err, said)
		}
		calls, err := os.ReadFile(trace)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(calls)) {
			if _, call, _ := strings.Cut(line, " "); !strings.HasPrefix(call, "+++") && !strings.HasPrefix(call, "---") { // ends of threads, and signals
				t.Errorf("%s: %s", args[0], line)
			}
		}
	}
}

// TestOrderOnDisk holds, over a trace of a run, what no kill can show, for a kill leaves the page cache: whatever HEAD leads
// to was put on disk before HEAD, and HEAD before the run says that it committed. The caches are free: each piece of them
// bears its digest, and what a power cut took is made anew.
func TestOrderOnDisk(t *testing.T) {
	need(t, "strace", "-qq", "true")
	w := newWorld(t)
	for _, out := range []string{w.old(t), filepath.Join(t.TempDir(), "fresh")} {
		trace := filepath.Join(t.TempDir(), "trace")
		c := w.command(out, traced("-y", "-s", "0", "-o", trace, "-e", "trace=write,pwrite64,fsync,fdatasync,renameat,renameat2,linkat,symlinkat,mkdirat")...)
		if said, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		f, err := os.Open(trace)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		o := &order{out: out, dirty: map[string]bool{}, changed: map[string]bool{}}
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			o.line(lines.Text())
		}
		o.end()
		if o.renames < 10 || !o.committed {
			t.Fatalf("the trace was not understood: %d renames, committed %v", o.renames, o.committed)
		}
		for _, p := range o.problems {
			t.Error(p)
		}
	}
}

// order follows a trace.
type order struct {
	out       string
	dirty     map[string]bool // files written since they were last put on disk
	changed   map[string]bool // folders with names since they were last put on disk
	renames   int
	committed bool
	problems  []string
	pending   map[string]string // by thread: a call that another interrupted in the trace
}

func (o *order) line(line string) {
	thread, call, ok := strings.Cut(line, " ")
	if !ok {
		return
	}
	call = strings.TrimSpace(call)
	if o.pending == nil {
		o.pending = map[string]string{}
	}
	if begun, ok := strings.CutSuffix(call, "<unfinished ...>"); ok {
		o.pending[thread] = begun
		return
	}
	if _, rest, ok := strings.Cut(call, " resumed>"); ok && strings.HasPrefix(call, "<... ") {
		call = o.pending[thread] + rest
		delete(o.pending, thread)
	}
	name, rest, ok := strings.Cut(call, "(")
	if !ok || strings.Contains(call, ") = -1 ") {
		return
	}
	switch name {
	case "write", "pwrite64":
		o.dirty[between(rest)] = true
	case "fsync", "fdatasync":
		path := between(rest)
		delete(o.dirty, path)
		delete(o.changed, path)
	case "mkdirat":
		if to := last(rest); o.final(to) {
			o.changed[filepath.Dir(to)] = true
		}
	case "linkat", "symlinkat", "renameat", "renameat2":
		o.named(name, rest)
	}
}

// final says that HEAD may lead to the path.
func (o *order) final(path string) bool {
	rest, ok := strings.CutPrefix(path, o.out+"/")
	if !ok {
		return false
	}
	top, _, _ := strings.Cut(rest, "/")
	return top == "objects" || top == "datasets" || top == "HEAD" || top == "latest" || top == "history"
}

func (o *order) named(name, rest string) {
	quoted := strings.Split(rest, `"`)
	if len(quoted) < 4 {
		return
	}
	from, to := quoted[1], quoted[3]
	o.renames++
	if strings.HasPrefix(name, "rename") {
		for _, set := range []map[string]bool{o.dirty, o.changed} {
			for path := range set { // what is below a folder moves with it
				if path == from || strings.HasPrefix(path, from+"/") {
					delete(set, path)
					set[to+strings.TrimPrefix(path, from)] = true
				}
			}
		}
	}
	if to == o.out+"/HEAD" {
		for _, set := range []map[string]bool{o.dirty, o.changed} {
			for path := range set {
				if o.final(path) || path == o.out {
					o.problems = append(o.problems, "HEAD was renamed before "+path+" was on disk")
				}
			}
		}
		o.committed = true
	}
	if o.final(to) {
		if o.dirty[to] {
			o.problems = append(o.problems, to+" got its name before its bytes were on disk")
		}
		o.changed[filepath.Dir(to)] = true
	}
}

// end holds what must hold when the program says that it committed.
func (o *order) end() {
	for path := range o.changed {
		if path == o.out || o.final(path) {
			o.problems = append(o.problems, "at the end the names in "+path+" were not on disk")
		}
	}
}

// between is the path that strace gives of a descriptor: 7</path>.
func between(s string) string {
	_, s, _ = strings.Cut(s, "<")
	s, _, _ = strings.Cut(s, ">")
	return s
}

// last is the last text in quotes.
func last(s string) string {
	if parts := strings.Split(s, `"`); len(parts) >= 2 {
		return parts[len(parts)-2]
	}
	return ""
}
