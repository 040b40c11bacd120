package faults

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// kills is how many runs are killed at random moments.
const kills = 200

// TestKilledAtRandom kills runs that last some hundred milliseconds at moments drawn from a seed.
func TestKilledAtRandom(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	out := w.old(t)
	began := time.Now()
	if err := w.command(out).Run(); err != nil {
		t.Fatal(err)
	}
	k := newKiller(2026, time.Since(began))
	for i := range kills {
		out := w.old(t)
		for range 1 + k.random.IntN(3) { // each kill is followed by up to two others, of the runs that would have mended it
			k.kill(t, w.command(out))
		}
		w.holds(t, out, fmt.Sprintf("kill %d", i))
		os.RemoveAll(out)
		if t.Failed() {
			return
		}
	}
	t.Logf("%d of the runs were killed before they ended", k.killed)
	if k.killed < kills/2 {
		t.Errorf("only %d runs were killed", k.killed)
	}
}

// TestBackfillKilled kills a backfill over three days, two at a time, at moments drawn from a seed, until one that goes on from there
// ends: each day then has the bytes that it has where nothing happened.
func TestBackfillKilled(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	days := []string{"2024-01-01", "2024-01-02", "2024-01-03"}
	for i, day := range days {
		w.write(t, "days/"+day+".jsonl", strings.Repeat(notice, i)+another)
	}
	backfill := func(out, jobs string) *exec.Cmd {
		return exec.Command(program, "backfill", "--from", days[0], "--to", days[2], "--out", out, "--jobs", jobs, "--", filepath.Join(w.dir, "days", "{date}.jsonl"), "--workers", "1")
	}
	calm := filepath.Join(t.TempDir(), "calm")
	began := time.Now()
	if said, err := backfill(calm, "1").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	k := newKiller(2027, time.Since(began))
	for range 8 {
		out := filepath.Join(t.TempDir(), "out")
		for range 3 {
			k.kill(t, backfill(out, "2"))
		}
		if said, err := backfill(out, "2").CombinedOutput(); err != nil {
			t.Fatalf("the next backfill: %v: %s", err, said)
		}
		for _, day := range days {
			if got, want := tree(t, filepath.Join(out, day)), tree(t, filepath.Join(calm, day)); len(want) < 10 || !equal(got, want) {
				t.Errorf("the dataset of %s has other files", day)
			}
		}
	}
	if k.killed < 8 {
		t.Errorf("only %d were killed", k.killed)
	}
}

// TestSignals holds that a run that is asked to stop does so, says so, and leaves what the next one goes on from.
func TestSignals(t *testing.T) {
	w := newWorld(t)
	for signal, want := range map[syscall.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143} {
		stoppedOnce := false
		for delay := 30 * time.Millisecond; delay < 8*time.Second && !stoppedOnce; delay = delay * 3 / 2 {
			out := w.old(t)
			var said bytes.Buffer
			c := w.command(out)
			c.Stderr = &said
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(delay)
			c.Process.Signal(signal)
			got := code(t, c.Wait())
			// 137 here is the end by the signal itself, before the program listens.
			if got != want && got != 0 && got != 137 {
				t.Errorf("%v after %v: exit %d: %s", signal, delay, got, said.String())
			}
			if got == want {
				stoppedOnce = true
				if !strings.Contains(said.String(), "run the same command again") {
					t.Errorf("it says %q", said.String())
				}
			}
			w.holds(t, out, fmt.Sprint(signal, " after ", delay))
			os.RemoveAll(out)
		}
		if !stoppedOnce {
			t.Errorf("no run was stopped by %v", signal)
		}
	}
}

// TestFullDisk runs on a small disk: it is told, nothing is lost, and with more space the run ends. A disk that fills in the
// middle of a write gives the short writes that strace cannot make.
func TestFullDisk(t *testing.T) {
	need(t, "unshare", "-rm", "sh", "-c", "mount -t tmpfs none /mnt")
	w := newWorld(t)
	disk := t.TempDir()
	used, err := exec.Command("du", "-sk", filepath.Join(w.dir, "new")).Output()
	if err != nil {
		t.Fatal(err)
	}
	var need int
	if _, err := fmt.Sscan(string(used), &need); err != nil {
		t.Fatal(err)
	}
	full := 0
	for _, percent := range []int{1, 10, 25, 40, 55, 70, 85, 95} {
		script := `set -u
mount -t tmpfs -o size=` + fmt.Sprint(need*percent/100) + `k none "$DISK" || exit 99
"$PROGRAM" run "$IN" --out "$DISK/out" --workers 1; first=$?
ls "$DISK/out/latest" >/dev/null 2>&1 && visible=yes || visible=no
mount -o remount,size=256m "$DISK" || exit 99
"$PROGRAM" run "$IN" --out "$DISK/out" --workers 1 >/dev/null 2>&1; second=$?
rm -rf "$COPY"; cp -a "$DISK/out" "$COPY"
echo "first=$first visible=$visible second=$second"`
		c := exec.Command("unshare", "-rm", "sh", "-c", script)
		copied := filepath.Join(t.TempDir(), "out")
		c.Env = append(os.Environ(), "DISK="+disk, "PROGRAM="+program, "IN="+filepath.Join(w.dir, "in"), "COPY="+copied)
		said, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		what := fmt.Sprintf("a disk with %d%% of the space", percent)
		switch {
		case strings.Contains(string(said), "first=12 visible=no second=0") && strings.Contains(string(said), "free space"):
			full++
		case !strings.Contains(string(said), "first=0 visible=yes second=0"): // du counts a file system's blocks, not this one's
			t.Errorf("%s: %s", what, said)
		}
		w.ends(t, copied, what)
	}
	if full < 4 {
		t.Errorf("the disk was full only %d times", full)
	}
}

// TestMemory runs in a group of processes that may have the documented least memory and not a page more.
func TestMemory(t *testing.T) {
	parent, limit, swap, peak := "/sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.memsw.limit_in_bytes", "memory.max_usage_in_bytes"
	const least = (96 + 64 + 8) << 20 // 96 MiB, 64 MiB for the worker, 2 KiB for each of the names in the lists
	swapped := fmt.Sprint(least)      // with the memory; in version 2 beside it
	if controllers, err := os.ReadFile("/sys/fs/cgroup/cgroup.controllers"); err == nil && slices.Contains(strings.Fields(string(controllers)), "memory") {
		parent, limit, swap, peak, swapped = "/sys/fs/cgroup", "memory.max", "memory.swap.max", "memory.peak", "0"
		tell(parent, "cgroup.subtree_control", "+memory") // if it fails, there is no file for the limit
	}
	group := filepath.Join(parent, fmt.Sprint("perimeter-faults-", os.Getpid()))
	if err := os.Mkdir(group, 0o755); err != nil {
		t.Skipf("%v: this machine gives no group of processes a memory of its own", err)
	}
	defer func() {
		if err := os.Remove(group); err != nil {
			t.Log(err)
		}
	}()
	if err := tell(group, limit, fmt.Sprint(least)); err != nil {
		t.Skipf("%v: this machine gives no group of processes a memory of its own", err)
	}
	if err := tell(group, swap, swapped); err != nil && !errors.Is(err, fs.ErrNotExist) { // where nothing is swapped, there is no such file
		t.Skipf("%v: this machine lets a group of processes take memory beside its own", err)
	}
	out := filepath.Join(t.TempDir(), "out")
	c := exec.Command("sh", "-c", `echo $$ > "$GROUP/cgroup.procs" || exit 99
exec "$PROGRAM" run --sample --workers 1 --memory 32MiB --out "$OUT"`)
	c.Env = append(os.Environ(), "GROUP="+group, "PROGRAM="+program, "OUT="+out)
	switch said, err := c.CombinedOutput(); code(t, err) {
	case 0:
	case 99:
		t.Skipf("%s: this machine lets no process into a group with a memory of its own", said)
	default:
		t.Fatalf("%v: %s", err, said)
	}
	most, _ := os.ReadFile(filepath.Join(group, peak)) // kernels before 5.19 do not tell in version 2
	t.Logf("at most %s of %d bytes", bytes.TrimSpace(most), least)
}

// tell writes to a file of a group of processes. A folder that has no such file is none.
func tell(group, file, text string) error {
	f, err := os.OpenFile(filepath.Join(group, file), os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

// TestTwoRuns starts two runs at once: one of them does the work, the other says who does.
func TestTwoRuns(t *testing.T) {
	w := newWorld(t)
	out := w.old(t)
	one, two := w.command(out), w.command(out)
	var saidOne, saidTwo bytes.Buffer
	one.Stderr, two.Stderr = &saidOne, &saidTwo
	if err := errors.Join(one.Start(), two.Start()); err != nil {
		t.Fatal(err)
	}
	codes := fmt.Sprint(code(t, one.Wait()), " ", code(t, two.Wait()))
	said := saidOne.String() + saidTwo.String()
	switch codes {
	case "0 11", "11 0":
		if !strings.Contains(said, "is held by process ") {
			t.Errorf("it says %q", said)
		}
	case "0 0": // one after the other
	default:
		t.Errorf("exit codes %s: %s", codes, said)
	}
	w.ends(t, out, "two runs")
}

// TestRunDuringCheck commits while checks of the old dataset are under way: each of them holds, of the old or the new one.
func TestRunDuringCheck(t *testing.T) {
	w := newWorld(t)
	out := w.old(t)
	check := exec.Command("sh", "-c", `for i in 1 2 3 4 5 6; do "$PROGRAM" check "$OUT" || exit; done`)
	check.Env = append(os.Environ(), "PROGRAM="+program, "OUT="+out)
	var said bytes.Buffer
	check.Stdout, check.Stderr = &said, &said
	if err := check.Start(); err != nil {
		t.Fatal(err)
	}
	if told, err := w.command(out).CombinedOutput(); err != nil {
		t.Errorf("the run: %v: %s", err, told)
	}
	if err := check.Wait(); err != nil || strings.Count(said.String(), "ok: ") != 6 {
		t.Errorf("the checks: %v: %s", err, said.String())
	}
	w.ends(t, out, "a run during checks")
}

// TestClock runs where files come from the future, and from before the epoch, and where they go back in time: what a run
// makes depends on their bytes. TestClockJumps moves the clock itself.
func TestClock(t *testing.T) {
	w := newWorld(t)
	out := w.old(t)
	for _, year := range []int{2100, 1970, 1901, 2026} {
		at := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
		if err := os.Chtimes(filepath.Join(w.dir, "in", "a.jsonl"), at, at); err != nil {
			t.Fatal(err)
		}
		if said, err := w.command(out).CombinedOutput(); err != nil {
			t.Fatalf("%d: %v: %s", year, err, said)
		}
		w.ends(t, out, fmt.Sprint("inputs of the year ", year))
	}
}

// TestSurroundings runs in other time zones and languages: what a run makes does not depend on them.
func TestSurroundings(t *testing.T) {
	w := newWorld(t)
	for _, env := range [][]string{{"TZ=Asia/Tokyo", "LC_ALL=tr_TR.UTF-8"}, {"TZ=America/St_Johns", "LC_ALL=C"}, {"TZ=Nowhere", "LC_ALL=de_DE@euro"}} {
		out := w.old(t)
		c := w.command(out)
		c.Env = append(c.Env, env...)
		if said, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v: %v: %s", env, err, said)
		}
		w.ends(t, out, fmt.Sprint(env))
	}
}

// TestInputs changes, cuts, replaces and removes an input while it is read. What comes of it is not known; that the program
// ends, with a whole dataset, and that the next run is right, is.
func TestInputs(t *testing.T) {
	for name, change := range map[string]func(path string) error{
		"appended": func(path string) error {
			f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			_, err = f.WriteString(another)
			return errors.Join(err, f.Close())
		},
		"cut": func(path string) error { return os.Truncate(path, 100) },
		"replaced": func(path string) error {
			return errors.Join(os.WriteFile(path+"~", []byte(another), 0o644), os.Rename(path+"~", path))
		},
		"removed": os.Remove,
	} {
		w := newWorld(t)
		big := filepath.Join(w.dir, "in", "big.jsonl")
		text := strings.Repeat(notice, 30000)
		for _, delay := range []time.Duration{10, 60, 150, 400} {
			out := w.old(t)
			if err := os.WriteFile(big, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			c := w.command(out)
			var said bytes.Buffer
			c.Stderr = &said
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(delay * time.Millisecond)
			if err := change(big); err != nil {
				t.Fatal(err)
			}
			what := fmt.Sprintf("%s after %d ms", name, delay)
			if got := code(t, c.Wait()); got != 0 && got != 1 && got != 3 {
				t.Errorf("%s: exit %d: %s", what, got, said.String())
			}
			w.whole(t, out, what)
			if err := os.Remove(big); err != nil && !errors.Is(err, os.ErrNotExist) {
				t.Fatal(err)
			}
			if told, err := w.command(out).CombinedOutput(); err != nil {
				t.Errorf("%s: the next run: %v: %s", what, err, told)
			}
			w.ends(t, out, what)
		}
	}
}

// TestReproducible builds the program from a copy of the module that lies elsewhere: the same bytes.
func TestReproducible(t *testing.T) {
	elsewhere := filepath.Join(t.TempDir(), "elsewhere")
	if said, err := exec.Command("sh", "-c", `mkdir "$0" && cp -a ../../go.mod ../../go.sum ../../cmd ../../pipeline ../../stages "$0" && mkdir "$0/testdata" && cp -a ../testdata.go ../world "$0/testdata"`, elsewhere).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	other := filepath.Join(t.TempDir(), "perimeter")
	if err := build(other, elsewhere); err != nil {
		t.Fatal(err)
	}
	a, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(other)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Errorf("two builds differ: %d and %d bytes", len(a), len(b))
	}
	if said, err := exec.Command("file", program).CombinedOutput(); err == nil && !strings.Contains(string(said), "statically linked") {
		t.Errorf("it is not static: %s", said)
	}
}
