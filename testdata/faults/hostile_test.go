package faults

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/perimeter-data/perimeter/pipeline/dataset"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// corpora are hostile files, where they are at hand.
var corpora = filepath.Join("..", "..", "..", "shared", "corpora")

// cost is what a run took, and what it said.
type cost struct {
	code     int
	peak     int64 // bytes
	time     time.Duration
	rejects  []table.Reject
	statuses map[string]int // documents by status
}

// reasons are those of the rejects.
func (c cost) reasons() map[string]int {
	all := map[string]int{}
	for _, r := range c.rejects {
		all[r.Reason]++
	}
	return all
}

// spend runs the program over inputs and says what that took.
func spend(t *testing.T, inputs string, args ...string) (c cost) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out")
	run := exec.Command(program, append([]string{"run", inputs, "--out", out}, args...)...)
	var said bytes.Buffer
	run.Stdout, run.Stderr = &said, &said
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error)
	go func() { ended <- run.Wait() }()
	var err error
	for running := true; running; {
		select {
		case err = <-ended:
			running = false
		case <-time.After(2 * time.Millisecond):
			c.peak = max(c.peak, peakMemory(run.Process.Pid))
		}
	}
	c.code, c.time = code(t, err), run.ProcessState.UserTime()+run.ProcessState.SystemTime()
	if c.code != 0 && c.code != 3 {
		t.Fatalf("%s: exit %d\n%s", inputs, c.code, said.Bytes())
	}
	if bytes.ContainsFunc(said.Bytes(), func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r >= 0x80 && r < 0xa0 }) {
		t.Errorf("%s: it writes control characters: %q", inputs, said.Bytes())
	}
	d, err := dataset.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	c.rejects = rowsOf[table.Reject](t, d, "rejects")
	c.statuses = map[string]int{}
	for _, row := range rowsOf[table.DocumentRow](t, d, "documents") {
		c.statuses[row.Status]++
	}
	return c
}

// peakMemory is the most memory that a process has held so far, 0 where the system does not say. What a parent is told at the
// end is more, for a process begins with the memory of its parent.
func peakMemory(pid int) int64 {
	status, _ := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "status"))
	_, peak, _ := strings.Cut(string(status), "VmHWM:")
	peak, _, _ = strings.Cut(peak, "kB")
	kib, _ := strconv.ParseInt(strings.TrimSpace(peak), 10, 64)
	return kib << 10
}

// rowsOf are the rows of a table without those columns whose name is not that of the field but for case and _.
func rowsOf[T any](t *testing.T, d *dataset.Dataset, name string) (rows []T) {
	t.Helper()
	err := d.RowsJSON(name, func(line []byte) error {
		var row T
		err := json.Unmarshal(line, &row)
		rows = append(rows, row)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestBombs holds that a run over a bomb takes at most two seconds of the processor and 64 MiB more than one over nothing, those
// that no format knows and those that one does. Bombs that begin as a package of OCDS releases, or are releases line by line, are
// opened, and refused, also where so much that packs badly stands before them that by the size of the file alone they would pass.
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
	empty := spend(t, put("nothing.json", []byte("{}")))
	t.Logf("nothing: %v, %d MiB", empty.time, empty.peak>>20)
	spaces := append([]byte(`{"uri":"x","version":"1.1","releases":[{"ocid":"ocds-1","id":"1","date":"2020-01-01T00:00:00Z","tag":["tender"]},`), bytes.Repeat([]byte(" "), 300<<20)...)
	bombs := map[string]string{
		put("spaces.json.gz", packed(1, spaces)):    "budget.ratio",
		put("spaces.json.gz.gz", packed(2, spaces)): "budget.ratio",
		put("endless.gz", packed(40, []byte("1"))):  "budget.layers",
	}
	spaces = nil
	line := strings.TrimSpace(notice)
	line = line[:len(line)-1] + `,"x":"` + strings.Repeat(" ", 1<<20) + "\"}\n"
	bombs[put("lines.jsonl.gz", packed(1, []byte(strings.Repeat(line, 300))))] = "budget.ratio"
	bombs[put("late.jsonl.gz", packed(1, []byte(strings.Join(noisy(64), "")+strings.Repeat(line, 300))))] = "budget.ratio"
	for page, text := range pages() {
		bombs[put(page+".html", []byte(text))] = map[string]string{"hints": "text.too_long", "passages": "text.too_long"}[page]
	}
	filepath.WalkDir(filepath.Join(corpora, "generated"), func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			bombs[name] = map[string]string{"bomb-256MiB.json.gz": "budget.ratio", "bomb-nested.gz.gz": "budget.ratio", "bomb-overlap-4GiB.zip": "zip.overlap"}[e.Name()]
		}
		return nil // where they are not at hand, there are those made here
	})
	for name, want := range bombs {
		c := spend(t, name)
		reasons := c.reasons()
		if want != "" && (c.code != 3 || c.statuses["rejected"]+c.statuses["incomplete"] != 1 || reasons[want] == 0) {
			t.Errorf("%s: exit %d, documents %v, rejects %v, want %s", name, c.code, c.statuses, reasons, want)
		}
		for _, r := range c.rejects {
			if r.Digest == "" || r.Scope == "" || r.Message == "" || r.Next == "" {
				t.Errorf("%s: no place, message or advice: %+v", name, r)
			}
		}
		if reasons["panic"] > 0 || c.time > empty.time+2*time.Second || c.peak > empty.peak+slack {
			t.Errorf("%s: %v and %d MiB more than nothing; rejects %v", name, c.time-empty.time, (c.peak-empty.peak)>>20, reasons)
		}
		t.Logf("%-26s %6s %4d MiB %v %v", filepath.Base(name), (c.time - empty.time).Round(time.Millisecond), (c.peak-empty.peak)>>20, c.statuses, reasons)
	}
}

// noisy are notices of 32 KiB each that pack to no less than half of that.
func noisy(n int) (lines []string) {
	random := rand.New(rand.NewPCG(8, 2030))
	word := make([]byte, 32<<10)
	for range n {
		for i := range word {
			word[i] = "0123456789abcdef"[random.IntN(16)]
		}
		line := strings.TrimSpace(notice)
		lines = append(lines, line[:len(line)-1]+`,"x":"`+string(word)+"\"}\n")
	}
	return lines
}

// pages are as large as a page may be, or full of what stands around its words. Each says that it is an article, so that it is read.
func pages() map[string]string {
	const begins = `<!DOCTYPE html><html lang="en"><head><title>Dahua is out of the trade body</title><meta property="og:type" content="article"></head><body><article>` +
		`<p>The manufacturer Dahua has left the Security Industry Association, as first reported by The Record.</p>`
	full := func(before, again string) string {
		return begins + before + strings.Repeat(again, (source.MaxText-len(begins)-len(before))/len(again))
	}
	nested := strings.Repeat("<b>", 250)
	return map[string]string{
		"hints":    begins + strings.Repeat(`<div class="`+strings.Repeat("words ", 50)+`">`, 200) + strings.Repeat("<p>x</p>", 16000),
		"passages": begins + strings.Repeat("<p>x</p>", 17000),
		"inline":   full(nested, "<i></i>"),
		"blocks":   full(nested, "<p></p>"),
		"ends":     full(nested, "</i>"),
		"breaks":   full("", "<br>"),
		"spaces":   full("<p>", " "),
		"signs":    full("<p>", "&nbsp;"),
		"values":   full("<p ", "a=1 "),
		"comments": full("", "<!--"),
	}
}

// TestCorpora runs over each family of hostile files, as they are and each in a container, and over all at once with two
// workers: nothing panics, every reject says where, why and what to do, and no run takes more memory than its workers are said
// to take at most.
func TestCorpora(t *testing.T) {
	if _, err := os.Stat(corpora); err != nil {
		t.Skip("there are no corpora beside the repository")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "nothing.json"), []byte("{}"), 0o666); err != nil {
		t.Fatal(err)
	}
	empty := spend(t, filepath.Join(dir, "nothing.json"), "--workers", "1")
	hold := func(what, inputs string, workers int) {
		c := spend(t, inputs, "--workers", strconv.Itoa(workers))
		for _, r := range c.rejects {
			if r.Reason == "panic" || r.Digest == "" || r.Scope == "" || r.Message == "" || r.Next == "" {
				t.Errorf("%s: a panic, or no place, message or advice: %+v", what, r)
			}
		}
		if c.peak > int64(96+64*workers)<<20 {
			t.Errorf("%s: %d MiB with %d workers", what, c.peak>>20, workers)
		}
		t.Logf("%-20s %4d MiB and %6s more than nothing; documents %v", what, (c.peak-empty.peak)>>20, (c.time - empty.time).Round(time.Millisecond), c.statuses)
	}
	t.Logf("%-20s %4d MiB and %6s", "nothing", empty.peak>>20, empty.time.Round(time.Millisecond))
	families, err := os.ReadDir(corpora)
	if err != nil {
		t.Fatal(err)
	}
	for _, family := range families {
		if !family.IsDir() {
			continue
		}
		name := family.Name()
		hold(name, filepath.Join(corpora, name), 1)
		boxed := filepath.Join(dir, name)
		box(t, filepath.Join(corpora, name), boxed)
		hold(name+" packed", boxed, 1)
	}
	hold("all", corpora, 2)
}

// box writes the files below a folder into another, each in a container by itself, the kinds of containers in turn.
func box(t *testing.T, from, to string) {
	t.Helper()
	files, err := stagetest.Load(os.DirFS(from), ".")
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range slices.Sorted(maps.Keys(files)) {
		for _, f := range stagetest.Pack(fstest.MapFS{path.Base(name): files[name]}, stagetest.Packings[i%len(stagetest.Packings)]) {
			file := filepath.Join(to, fmt.Sprint(i))
			if err := errors.Join(os.MkdirAll(to, 0o777), os.WriteFile(file, f.Data, 0o666)); err != nil {
				t.Fatal(err)
			}
		}
	}
}
