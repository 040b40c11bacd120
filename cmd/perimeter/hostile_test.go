package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/perimeter-data/perimeter/pipeline/dataset"
)

// corpora are hostile files, where they are at hand.
var corpora = filepath.Join("..", "..", "..", "shared", "corpora")

// measured is the program, which says at its end, in the file that the variable MEASURE names, what it took of memory and
// processor.
func measured() {
	code := perimeter(os.Args[1:], os.Stdout, os.Stderr)
	status, _ := os.ReadFile("/proc/self/status")
	_, peak, _ := strings.Cut(string(status), "VmHWM:")
	peak, _, _ = strings.Cut(peak, "kB")
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	os.WriteFile(os.Getenv("MEASURE"), fmt.Appendf(nil, "%s %d", strings.TrimSpace(peak), u.Utime.Nano()+u.Stime.Nano()), 0o666)
	os.Exit(code)
}

// cost is what a run took.
type cost struct {
	code int
	peak int64 // bytes
	time time.Duration
}

// runMeasured runs the program over inputs and returns what it took, and the reasons of its rejects.
func runMeasured(t *testing.T, inputs string, args ...string) (c cost, reasons map[string]int) {
	t.Helper()
	dir := t.TempDir()
	out, measure := filepath.Join(dir, "out"), filepath.Join(dir, "measure")
	run := exec.Command("perimeter-measured", append([]string{"run", inputs, "--out", out}, args...)...)
	run.Env = append(os.Environ(), "MEASURE="+measure)
	said, err := run.CombinedOutput()
	c.code = run.ProcessState.ExitCode()
	if c.code != 0 && c.code != exitRejects {
		t.Fatalf("%s: exit %d, %v\n%s", inputs, c.code, err, said)
	}
	if bytes.ContainsFunc(said, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r >= 0x80 && r < 0xa0 }) {
		t.Errorf("%s: it writes control characters: %q", inputs, said)
	}
	b, err := os.ReadFile(measure)
	if err != nil {
		t.Fatal(err)
	}
	kib, nano, _ := strings.Cut(string(b), " ")
	peak, _ := strconv.ParseInt(kib, 10, 64)
	took, _ := strconv.ParseInt(nano, 10, 64)
	c.peak, c.time = peak<<10, time.Duration(took)
	d, err := dataset.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	reasons = map[string]int{}
	err = d.RowsJSON("rejects", func(line []byte) error {
		_, reason, _ := bytes.Cut(line, []byte(`"reason":"`))
		reason, _, _ = bytes.Cut(reason, []byte(`"`))
		reasons[string(reason)]++
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return c, reasons
}

// TestBombs holds that a run over a bomb takes at most two seconds of the processor and 64 MiB more than one over nothing, those
// that no format knows and those that one does. Bombs that begin as a package of OCDS releases are opened, and refused.
func TestBombs(t *testing.T) {
	const slack = 64 << 20
	dir := t.TempDir()
	put := func(name string, data []byte) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
		return name
	}
	packed := func(layers int, data []byte) []byte {
		for range layers {
			var b bytes.Buffer
			w := gzip.NewWriter(&b)
			w.Write(data)
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			data = b.Bytes()
		}
		return data
	}
	empty, _ := runMeasured(t, put("nothing.json", []byte("{}")))
	t.Logf("nothing: %v, %d MiB", empty.time, empty.peak>>20)
	spaces := append([]byte(`{"uri":"x","version":"1.1","releases":[{"ocid":"ocds-1","id":"1","date":"2020-01-01T00:00:00Z","tag":["tender"]},`), bytes.Repeat([]byte(" "), 300<<20)...)
	bombs := map[string]string{
		put("spaces.json.gz", packed(1, spaces)):    "budget.ratio",
		put("spaces.json.gz.gz", packed(2, spaces)): "budget.ratio",
		put("endless.gz", packed(40, []byte("1"))):  "budget.layers",
	}
	spaces = nil
	filepath.WalkDir(filepath.Join(corpora, "generated"), func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			bombs[name] = map[string]string{"bomb-overlap-4GiB.zip": "zip.overlap"}[e.Name()]
		}
		return nil // where they are not at hand, there are those made here
	})
	for name, want := range bombs {
		c, reasons := runMeasured(t, name)
		if want != "" && reasons[want] == 0 {
			t.Errorf("%s: rejects %v, want %s", name, reasons, want)
		}
		if reasons["panic"] > 0 || c.time > empty.time+2*time.Second || c.peak > empty.peak+slack {
			t.Errorf("%s: %v and %d MiB more than nothing; rejects %v", name, c.time-empty.time, (c.peak-empty.peak)>>20, reasons)
		}
		t.Logf("%s: %v, %d MiB, %v", filepath.Base(name), c.time, c.peak>>20, reasons)
	}
}

// TestCorpora runs over every hostile file at once: nothing panics, and two workers keep to the memory that they are said to
// take at most.
func TestCorpora(t *testing.T) {
	if _, err := os.Stat(corpora); err != nil {
		t.Skip("there are no corpora beside the repository")
	}
	c, reasons := runMeasured(t, corpora, "--workers", "2")
	if reasons["panic"] > 0 || c.peak > (96+2*64)<<20 {
		t.Errorf("%d panics, %d MiB", reasons["panic"], c.peak>>20)
	}
	t.Logf("%v, %d MiB, %v", c.time, c.peak>>20, reasons)
}
