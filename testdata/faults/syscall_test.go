package faults

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// traced is strace and its arguments. Where it can, the kernel stops the program at no other calls than those asked for.
func traced(more ...string) []string { return append(slices.Clone(tracer()), more...) }

var tracer = sync.OnceValue(func() []string {
	with := []string{"strace", "-f", "-qq", "--seccomp-bpf"}
	if exec.Command(with[0], append(with[1:], "-e", "trace=renameat", "true")...).Run() == nil {
		return with
	}
	return with[:3]
})

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
			_, call, _ := strings.Cut(line, " ")
			call = strings.TrimSpace(call) // the number of a thread is padded
			// Ends of threads, signals, and what a thread was at that ended before strace could ask.
			if !strings.HasPrefix(call, "+++") && !strings.HasPrefix(call, "---") && !strings.HasPrefix(call, "????(") {
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
		text, err := os.ReadFile(trace)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(text), "\n")
		o := followed(out, lines, "")
		if o.renames < 10 || !o.committed {
			t.Fatalf("the trace was not understood: %d renames, committed %v", o.renames, o.committed)
		}
		for _, p := range o.problems {
			t.Error(p)
		}
		// The same trace without what puts one file, or one folder, on disk must not pass.
		missed := 0
		for path := range o.synced {
			file := strings.HasPrefix(filepath.Base(path), "object-") || strings.HasPrefix(filepath.Base(path), ".new-")
			if counts := o.final(path) || path == out || file && !strings.HasPrefix(path, out+"/actions/") && !strings.HasPrefix(path, out+"/cache/"); !counts {
				continue
			}
			missed++
			if len(followed(out, lines, path).problems) == 0 {
				t.Errorf("it is not missed that %s is not put on disk", path)
			}
		}
		if missed < 70 {
			t.Errorf("only %d files and folders are put on disk", missed)
		}
	}
}

// followed is the order of a trace, without what puts a path on disk.
func followed(out string, lines []string, without string) *order {
	o := &order{out: out, without: without, dirty: map[string]bool{}, changed: map[string]bool{}, synced: map[string]bool{}}
	for _, line := range lines {
		o.line(line)
	}
	o.end()
	return o
}

// order follows a trace.
type order struct {
	out       string
	dirty     map[string]bool // files written since they were last put on disk
	changed   map[string]bool // folders with names since they were last put on disk
	synced    map[string]bool // what was put on disk
	without   string          // what is not believed to have been
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
		if o.without != "" && o.settled(path) == o.without {
			return
		}
		o.synced[o.settled(path)] = true
		delete(o.dirty, path)
		delete(o.changed, path)
	case "mkdirat":
		o.changed[filepath.Dir(last(rest))] = true
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
	}
	o.changed[filepath.Dir(to)] = true // also in tmp, from where a folder is moved to where it counts
}

// settled is the path by which readers know a folder of a dataset, which is put on disk also before it has its name.
func (o *order) settled(path string) string {
	if rest, ok := strings.CutPrefix(path, o.out+"/tmp/run-"); ok {
		if _, below, ok := strings.Cut(rest, "/"); ok && (below == "dataset" || strings.HasPrefix(below, "dataset/")) && !strings.HasPrefix(filepath.Base(below), ".new-") {
			return o.out + "/datasets/NEW" + strings.TrimPrefix(below, "dataset")
		}
	}
	if rest, ok := strings.CutPrefix(path, o.out+"/datasets/"); ok {
		if _, below, _ := strings.Cut(rest, "/"); !strings.HasPrefix(filepath.Base(below), ".new-") {
			return strings.TrimSuffix(o.out+"/datasets/NEW/"+below, "/")
		}
	}
	return path
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
