// Package faults runs the program, as a whole process, into every fault that a machine can have: killed at each step of a
// commit, refused by the disk, out of memory, stopped by signals. What must hold after each of them is one thing: readers see
// the dataset of before or the new one, whole, and the next run ends with the same bytes as a run that nothing disturbed.
//
// The program is built without cgo, so that only its own system calls are seen and no loader's. What follows them step by step
// is there for Linux on amd64.
package faults

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/perimeter-data/perimeter/pipeline/dataset"
	"github.com/perimeter-data/perimeter/stages"
)

var program string // path of the static program

func TestMain(m *testing.M) {
	inMemory()
	dir, err := os.MkdirTemp("", "perimeter-faults-")
	if err != nil {
		panic(err)
	}
	program = filepath.Join(dir, "perimeter")
	code := 1
	if err := build(program, "."); err != nil {
		fmt.Println(err)
	} else {
		code = m.Run()
	}
	os.RemoveAll(dir)
	os.Exit(code)
}

// inMemory puts what the tests write into a file system in memory where there is room: no fault here takes from the system what it
// has not written to a disk yet, so that a disk would only be slower.
func inMemory() {
	var s syscall.Statfs_t
	if os.Getenv("TMPDIR") == "" && syscall.Statfs("/dev/shm", &s) == nil && uint64(s.Bavail)*uint64(s.Bsize) > 2<<30 {
		os.Setenv("TMPDIR", "/dev/shm")
	}
}

// build builds the program as it is released. dir is a folder of the module.
func build(to, dir string, flags ...string) error {
	args := append([]string{"build", "-trimpath", "-buildvcs=false", "-o", to}, flags...)
	c := exec.Command("go", append(args, "github.com/perimeter-data/perimeter/cmd/perimeter")...)
	c.Dir, c.Env = dir, append(os.Environ(), "CGO_ENABLED=0")
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}

// The two worlds: a notice, and the notice with another one beside it.
const (
	notice = `{"ocid":"ocds-f-1","id":"1","date":"2020-01-01T00:00:00Z","tag":["award"],"buyer":{"name":"Comune di Prova","id":"IT-CF-99999990015"},` +
		`"tender":{"id":"1","title":"Acquisto di licenze antivirus Kaspersky"},"awards":[{"id":"1","date":"2020-01-01","value":{"amount":100.50,"currency":"EUR"},` +
		`"suppliers":[{"name":"Sistemi Inventati S.r.l."}]}]}` + "\n"
	another = `{"ocid":"ocds-f-2","id":"1","date":"2021-02-03T00:00:00Z","tag":["award"],"buyer":{"name":"Provincia di Prova","id":"IT-CF-99999990023"},` +
		`"tender":{"id":"1","title":"Fornitura di telecamere Hikvision"},"awards":[{"id":"1","date":"2021-02-03","value":{"amount":2000,"currency":"EUR"},` +
		`"suppliers":[{"name":"Sistemi Inventati S.r.l."}]}]}` + "\n"
)

// world is the inputs, an output folder with the dataset of before, and what the next run must lead to.
type world struct {
	dir           string
	before, after string // ids of the datasets
	had, want     map[string]string
}

// newWorld runs over one notice and then, elsewhere and undisturbed, over both.
func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{dir: t.TempDir()}
	w.write(t, "in/a.jsonl", notice)
	settle()
	w.run(t, "old")
	w.before, w.had = head(t, filepath.Join(w.dir, "old")), tree(t, filepath.Join(w.dir, "old"))
	w.write(t, "in/b.jsonl", another)
	settle()
	w.run(t, "new")
	w.after = head(t, filepath.Join(w.dir, "new"))
	w.want = tree(t, filepath.Join(w.dir, "new"))
	if w.before == w.after || w.before == "" {
		t.Fatal("the worlds do not differ")
	}
	for _, out := range []string{"old", "new"} { // what has their bytes needs no other check
		w.whole(t, filepath.Join(w.dir, out), out)
	}
	return w
}

// settle waits until a run may believe what it notes of the files just written: an earlier one takes other steps.
func settle() { time.Sleep(3500 * time.Millisecond) }

func (w *world) write(t *testing.T, name, text string) {
	t.Helper()
	name = filepath.Join(w.dir, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// command is a run over the inputs of the world, with one worker, so that faults come in the same order.
func (w *world) command(out string, before ...string) *exec.Cmd {
	args := append(append([]string{}, before...), program, "run", filepath.Join(w.dir, "in"), "--out", out, "--workers", "1")
	c := exec.Command(args[0], args[1:]...)
	c.Env = append(os.Environ(), "GOMAXPROCS=1")
	return c
}

func (w *world) run(t *testing.T, out string) {
	t.Helper()
	if said, err := w.command(filepath.Join(w.dir, out)).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
}

// old is a copy of the output folder of before.
func (w *world) old(t *testing.T) string {
	t.Helper()
	return copied(t, filepath.Join(w.dir, "old"))
}

func copied(t *testing.T, from string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out")
	if said, err := exec.Command("cp", "-a", from, out).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	return out
}

// holds is what must hold after a fault: the dataset of before or the new one, whole; and then, after a run without a fault,
// the new one with the bytes that it has where nothing happened.
func (w *world) holds(t *testing.T, out, what string) {
	t.Helper()
	if files := tree(t, out); !equal(files, w.had) && !equal(files, w.want) {
		t.Errorf("%s: readers see neither dataset but %q", what, head(t, out))
		w.whole(t, out, what)
	}
	if to, err := os.Readlink(filepath.Join(out, "latest")); err == nil && (to != "datasets/"+w.before || w.had == nil) && to != "datasets/"+w.after {
		t.Errorf("%s: latest leads to %s", what, to)
	}
	if said, err := w.command(out).CombinedOutput(); err != nil {
		t.Errorf("%s: the next run: %v: %s", what, err, said)
		return
	}
	w.ends(t, out, what)
}

// ends is what must hold after a run that nothing disturbed.
func (w *world) ends(t *testing.T, out, what string) {
	t.Helper()
	w.ended(t, out, what)
	if left, _ := os.ReadDir(filepath.Join(out, "tmp")); len(left) > 0 {
		t.Errorf("%s: the next run left %s", what, left[0].Name())
	}
}

// ended is that readers see the new dataset.
func (w *world) ended(t *testing.T, out, what string) {
	t.Helper()
	if got := tree(t, out); !equal(got, w.want) {
		t.Errorf("%s: there are other files than those of the new dataset", what)
		w.whole(t, out, what)
	}
}

func (w *world) whole(t *testing.T, out, what string) {
	t.Helper()
	problems, _, err := dataset.Check(context.Background(), out, stages.Pipeline)
	if err != nil || len(problems) > 0 {
		t.Errorf("%s: %v, %v", what, err, problems)
	}
}

func head(t *testing.T, out string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(out, "HEAD"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(text))
}

// tree is the digest of each file of the dataset that counts; views.sql names the folder and is left out.
func tree(t *testing.T, out string) map[string]string {
	t.Helper()
	id := head(t, out)
	if id == "" {
		return nil
	}
	return treeOf(t, out, id)
}

// datasets are the ids of those in an output folder.
func datasets(t *testing.T, out string) (ids []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(out, "datasets"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		ids = append(ids, e.Name())
	}
	return ids
}

// treeOf is the digest of each file of one dataset.
func treeOf(t *testing.T, out, id string) map[string]string {
	t.Helper()
	found := map[string]string{}
	root := filepath.Join(out, "datasets", id)
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || entry.Name() == "views.sql" {
			return err
		}
		b, err := os.ReadFile(path)
		digest := sha256.Sum256(b)
		name, _ := filepath.Rel(root, path)
		found[name] = hex.EncodeToString(digest[:])
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return found
}

func equal(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for name := range a {
		if a[name] != b[name] {
			return false
		}
	}
	return true
}

// need skips, with a message, where the machine lacks a tool or does not allow what it is for.
func need(t *testing.T, command ...string) {
	t.Helper()
	if said, err := exec.Command(command[0], command[1:]...).CombinedOutput(); err != nil {
		t.Skipf("%s: %v %s: this machine cannot make these faults", strings.Join(command, " "), err, bytes.TrimSpace(said))
	}
}

// killer kills commands at moments drawn from a seed, within the time that one takes undisturbed. What that is changes with what else the
// machine does: it is taken for less after each that ended before it was to be killed, and for a little more after each that was.
type killer struct {
	random *rand.Rand
	whole  time.Duration
	killed int
}

func newKiller(seed uint64, whole time.Duration) *killer {
	return &killer{random: rand.New(rand.NewPCG(8, seed)), whole: whole}
}

// kill starts a command and kills it.
func (k *killer) kill(t *testing.T, c *exec.Cmd) {
	t.Helper()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Duration(k.random.Int64N(int64(k.whole))))
	c.Process.Kill()
	if c.Wait() != nil {
		k.killed++
		k.whole += k.whole / 32
	} else {
		k.whole -= k.whole / 8
	}
}

// code is the exit code of a command that was run; 137 for one that was killed.
func code(t *testing.T, err error) int {
	t.Helper()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case !errors.As(err, &exit):
		t.Fatal(err)
	case exit.ExitCode() == -1:
		return 137
	}
	return exit.ExitCode()
}
