package faults

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// jumping is a file beside those of the standard library's time: where the environment gives a seed, each reading of the clock lies up
// to forty years before or behind the last, and leaves a byte in the file that the process got for that.
const jumping = `package time

import (
	"sync/atomic"
	"syscall"
)

var asked atomic.Uint64

func jump() int64 {
	seed, ok := syscall.Getenv("FAULTS_CLOCK")
	if !ok {
		return 0
	}
	h := asked.Add(1)
	for _, c := range []byte(seed) {
		h = (h ^ uint64(c)) * 0x9e3779b97f4a7c15
		h ^= h >> 29
	}
	syscall.Write(3, []byte{'.'})
	return int64(h%(80*365*86400)) - 40*365*86400
}
`

// jumpingProgram builds the program with a clock that jumps: time.Now itself is another one, for the libraries too.
func jumpingProgram(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	src := filepath.Join(strings.TrimSpace(string(root)), "src", "time")
	text, err := os.ReadFile(filepath.Join(src, "time.go"))
	if err != nil {
		t.Fatal(err)
	}
	const reading = "\tsec, nsec, mono := runtimeNow()\n"
	if strings.Count(string(text), reading) != 1 {
		t.Skip("this Go reads the clock in another way: its time.Now cannot be replaced as this test does")
	}
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {
		filepath.Join(src, "time.go"): filepath.Join(dir, "time.go"), filepath.Join(src, "jump.go"): filepath.Join(dir, "jump.go"),
	}})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"time.go": strings.Replace(string(text), reading, reading+"\tsec += jump()\n", 1), "jump.go": jumping, "overlay.json": string(overlay)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	to := filepath.Join(dir, "perimeter")
	if err := build(to, ".", "-overlay", filepath.Join(dir, "overlay.json")); err != nil {
		if strings.Contains(err.Error(), "GOMODCACHE") {
			t.Skip("this Go lies among the modules, where no file may be replaced")
		}
		t.Fatal(err)
	}
	return to
}

// TestClockJumps runs with a clock that jumps years forwards and backwards between any two readings, kills the run, and lets others go
// on from there, each with other jumps: the bytes are those of a run with a clock that goes as it should.
func TestClockJumps(t *testing.T) {
	t.Parallel()
	moved := jumpingProgram(t)
	w := newWorld(t)
	readings := filepath.Join(t.TempDir(), "readings")
	command := func(out, seed string) *exec.Cmd {
		c := w.command(out)
		c.Path, c.Args[0] = moved, moved
		c.Env = append(c.Env, "FAULTS_CLOCK="+seed)
		f, err := os.OpenFile(readings, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		c.ExtraFiles = []*os.File{f}
		return c
	}
	out := w.old(t)
	began := time.Now()
	if said, err := command(out, "first").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	k := newKiller(2028, time.Since(began))
	w.ends(t, out, "a jumping clock")
	if info, err := os.Stat(readings); err != nil || info.Size() == 0 {
		t.Fatalf("the run did not read the clock that jumps: %v", err)
	}
	for i := range 12 {
		out := w.old(t)
		for n := range 2 {
			k.kill(t, command(out, fmt.Sprint("killed ", i, n)))
		}
		what := fmt.Sprint("jumps and kills, ", i)
		one, two := command(out, fmt.Sprint("one ", i)), command(out, fmt.Sprint("two ", i))
		if err := errors.Join(one.Start(), two.Start()); err != nil {
			t.Fatal(err)
		}
		if codes := fmt.Sprint(code(t, one.Wait()), " ", code(t, two.Wait())); codes != "0 11" && codes != "11 0" && codes != "0 0" {
			t.Errorf("%s: two runs at once end with %s", what, codes)
		}
		w.ends(t, out, what)
		w.holds(t, out, what+", then a clock that goes as it should")
		os.RemoveAll(out)
	}
	if k.killed < 6 {
		t.Errorf("only %d runs were killed", k.killed)
	}
}
