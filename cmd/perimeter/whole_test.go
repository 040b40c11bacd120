package main

import (
	"bytes"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/perimeter-data/perimeter/pipeline/dataset"
	"github.com/perimeter-data/perimeter/stages"
)

var update = flag.Bool("update", false, "rewrite testdata/world.golden and the outputs in README.md")

// planted are the personal values of the sample, which no output may hold.
var planted = []string{"Fintizi", "FINTIZI", "Ermengarda", "ERMENGARDA", "FNTRNG70E41Z999H", "ermengarda.fintizi", "5550 1234", "X12345678", "9X9X9X9PAG99999"}

// sample runs the sample and returns what it printed.
func sample(t *testing.T, out string, args ...string) (stdout string) {
	t.Helper()
	var o, e bytes.Buffer
	if code := perimeter(append([]string{"run", "--sample", "--out", out}, args...), &o, &e); code != 0 {
		t.Fatalf("exit %d\n%s%s", code, o.String(), e.String())
	}
	return o.String()
}

// tree is every file of the dataset that counts, by name. The views name the folder and are left out.
func tree(t *testing.T, out string) map[string]string {
	t.Helper()
	d, err := dataset.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	err = filepath.WalkDir(d.Dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == "views.sql" {
			return err
		}
		b, err := os.ReadFile(name)
		rel, _ := filepath.Rel(d.Dir, name)
		files[rel] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func same(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	if !maps.Equal(got, want) {
		for name := range want {
			if got[name] != want[name] {
				t.Errorf("%s: %s differs", what, name)
			}
		}
		t.Fatalf("%s: %d files, want %d, the same ones", what, len(got), len(want))
	}
}

func TestSameBytes(t *testing.T) {
	clean := filepath.Join(t.TempDir(), "out")
	sample(t, clean)
	want := tree(t, clean)
	for _, workers := range []string{"1", "8"} {
		for _, memory := range []string{"1MiB", "1GiB"} {
			out := filepath.Join(t.TempDir(), "out")
			sample(t, out, "--workers", workers, "--memory", memory)
			same(t, workers+" workers, "+memory, tree(t, out), want)
		}
	}
}

// TestKilled kills the program at random moments and runs it again: at every moment the folder holds a whole dataset or
// none, and in the end the same bytes as a run that nobody disturbed.
func TestKilled(t *testing.T) {
	clean := filepath.Join(t.TempDir(), "out")
	begin := time.Now()
	if out, err := exec.Command("perimeter", "run", "--sample", "--out", clean).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	took := time.Since(begin)
	want := tree(t, clean)
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d, a run takes %v", seed, took)
	chance := rand.New(rand.NewPCG(seed, 1))
	out := filepath.Join(t.TempDir(), "out")
	killed := 0
	for i := range 12 {
		if i%4 == 0 {
			os.RemoveAll(out) // so that the first steps are interrupted too
		}
		run := exec.Command("perimeter", "run", "--sample", "--out", out)
		if err := run.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(chance.Int64N(int64(took))))
		if err := run.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if run.Wait() != nil {
			killed++
		}
		switch _, err := dataset.Open(out); {
		case err == nil:
			same(t, "after a kill", tree(t, out), want)
		case !strings.Contains(err.Error(), dataset.ErrNoDataset.Error()):
			t.Fatalf("after a kill: %v", err)
		}
	}
	if o, err := exec.Command("perimeter", "run", "--sample", "--out", out).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, o)
	}
	same(t, fmt.Sprintf("after %d kills", killed), tree(t, out), want)
}

// TestGolden compares every table of the sample, dumped from the files on disk by the library that did not write them.
func TestGolden(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	sample(t, out, "--as-of", "2020-06-30")
	d, err := dataset.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("..", "..", "testdata", "world.golden")
	if *update {
		if err := os.MkdirAll(golden, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	var names []string
	for _, table := range stages.Pipeline.Tables() {
		name := table.Describe().Name
		names = append(names, name+".jsonl")
		var text bytes.Buffer
		err := d.RowsJSON(name, func(line []byte) error {
			text.Write(bytes.TrimRight(line, "\n"))
			text.WriteByte('\n')
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range planted {
			if strings.Contains(text.String(), p) {
				t.Errorf("%s holds %q", name, p)
			}
		}
		file := filepath.Join(golden, name+".jsonl")
		if *update {
			if err := os.WriteFile(file, text.Bytes(), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // a new table has none yet
			t.Fatal(err)
		}
		if err != nil || text.String() != string(want) {
			t.Errorf("%s differs from its golden; go test ./cmd/perimeter -run TestGolden -update rewrites it\n%s", name, firstDifference(text.String(), string(want)))
		}
	}
	entries, err := os.ReadDir(golden)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains(names, e.Name()) {
			t.Errorf("world.golden/%s is of no table", e.Name())
		}
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			line := ""
			if i < len(w) {
				line = w[i]
			}
			return fmt.Sprintf("line %d\n got %s\nwant %s", i+1, g[i], line)
		}
	}
	return "lines are missing at the end"
}

// TestPlanted looks for the personal values of the sample in everything that a run leaves or prints.
func TestPlanted(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	printed := sample(t, out)
	d, err := openData(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range d.tables {
		name := table.Describe().Name
		var ids []string
		if err := d.each(name, func(r row) error {
			if r.id != "" && len(ids) < 4 {
				ids = append(ids, r.id)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		for _, id := range ids {
			var o, e bytes.Buffer
			if code := perimeter([]string{"explain", id, "--verify", "--out", out}, &o, &e); code != 0 {
				t.Errorf("explain %s of %s: exit %d\n%s", id, name, code, e.String())
			}
			printed += o.String() + e.String()
		}
	}
	for _, p := range planted {
		if strings.Contains(printed, p) {
			t.Errorf("%q was printed", p)
		}
	}
	for _, table := range d.tables { // whose files are packed: their bytes tell nothing
		name := table.Describe().Name
		err := d.set.RowsJSON(name, func(line []byte) error {
			for _, p := range planted {
				if bytes.Contains(line, []byte(p)) {
					t.Errorf("a row of %s holds %q", name, p)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	err = filepath.WalkDir(out, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.Name() == "cache" {
			return cmp.Or(err, fs.SkipDir) // the texts there are not masked yet: a draft waits for the names to mask in it
		}
		if !e.Type().IsRegular() {
			return nil
		}
		b, err := os.ReadFile(name)
		for _, p := range planted {
			if bytes.Contains(b, []byte(p)) {
				t.Errorf("%s holds %q", name, p)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
