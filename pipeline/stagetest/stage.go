package stagetest

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

var update = flag.Bool("update", false, "rewrite the goldens of this package")

// world is one testdata/*.txtar: the rows of the stage's inputs as JSON, by table.
type world struct {
	name  string
	file  string
	text  *txtar.Archive
	rows  map[string][]json.RawMessage
	asOf  *table.Date
	lists map[string]bool // tables that are read whole
}

// Run holds the stage to testdata/*.txtar. Each is a world: a section in/<table>.json for each input that has rows, and a
// section want/<table> for what comes out, which -update rewrites; "as-of: YYYY-MM-DD" in the comment gives that date.
//
// The same must come out when the rows come in any other order, when each comes twice, when the rows of all the other worlds
// are among them, and when the stage has run before.
func Run(t *testing.T, s *pipeline.Stage) {
	t.Helper()
	if err := s.Writes.Validate(); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no testdata/*.txtar (%v)", err)
	}
	var worlds []*world
	for _, f := range files {
		worlds = append(worlds, load(t, s, f))
	}
	for _, w := range worlds {
		t.Run(w.name, func(t *testing.T) {
			got := derive(t, s, w.asOf, w.rows, nil)
			w.compare(t, got)
			for seed := range uint64(3) {
				r := rand.New(rand.NewPCG(seed, 7))
				if again := derive(t, s, w.asOf, w.rows, r); !equal(got, again) {
					t.Fatalf("other rows come out when the same rows come in another order:\n%s", diff(got, again))
				}
			}
			doubled := map[string][]json.RawMessage{}
			for name, rows := range w.rows {
				doubled[name] = append(slices.Clone(rows), rows...)
			}
			if again := derive(t, s, w.asOf, doubled, nil); !equal(got, again) {
				t.Fatalf("other rows come out when each row comes twice:\n%s", diff(got, again))
			}
			for _, other := range worlds {
				if other != w {
					w.withStrangers(t, s, other, got)
				}
			}
		})
	}
}

func load(t *testing.T, s *pipeline.Stage, file string) *world {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{name: strings.TrimSuffix(filepath.Base(file), ".txtar"), file: file, text: archive,
		rows: map[string][]json.RawMessage{}, lists: map[string]bool{}}
	for line := range strings.Lines(string(archive.Comment)) {
		if day, ok := strings.CutPrefix(line, "as-of:"); ok {
			d, err := table.ParseDate(strings.TrimSpace(day))
			if err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			w.asOf = &d
		}
	}
	for _, in := range s.Reads {
		for _, tab := range in.Tables() {
			w.lists[tab.Describe().Name] = !in.Keyed()
		}
	}
	for _, f := range archive.Files {
		name, ok := strings.CutPrefix(f.Name, "in/")
		if !ok {
			continue
		}
		name = strings.TrimSuffix(name, ".json")
		if _, read := w.lists[name]; !read {
			t.Fatalf("%s: the stage does not read %s", file, name)
		}
		var rows []json.RawMessage
		if err := json.Unmarshal(f.Data, &rows); err != nil {
			t.Fatalf("%s: %s: %v", file, f.Name, err)
		}
		w.rows[name] = rows
	}
	return w
}

// jsonAdder is a table that takes rows as JSON.
type jsonAdder interface {
	AddJSON(s *table.Set, array []byte) error
}

// derive runs the stage over rows, in the order given or in an order of r's, and gives back the text of each table.
func derive(t *testing.T, s *pipeline.Stage, asOf *table.Date, rows map[string][]json.RawMessage, r *rand.Rand) map[string]string {
	t.Helper()
	var tables []table.Any
	for _, in := range s.Reads {
		tables = append(tables, in.Tables()...)
	}
	inputs := table.NewSet(t.TempDir(), budget, tables...)
	defer inputs.Close()
	seen := map[string]bool{}
	for _, tab := range tables {
		name := tab.Describe().Name
		if seen[name] {
			continue
		}
		seen[name] = true
		list := slices.Clone(rows[name])
		if r != nil {
			r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		}
		for _, row := range list {
			if err := tab.(jsonAdder).AddJSON(inputs, append(append([]byte("["), row...), ']')); err != nil {
				t.Fatal(err)
			}
		}
	}
	out, err := Derive(s, inputs, asOf)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	got := map[string]string{}
	for _, tab := range []table.Any{s.Writes, table.Rejects, table.Ledger, table.Conflicts} {
		if tab != s.Writes && seen[tab.Describe().Name] {
			continue
		}
		text, err := table.Dump(tab, out)
		if err != nil {
			t.Fatal(err)
		}
		if text != "" || tab == s.Writes {
			got[tab.Describe().Name] = text
		}
	}
	return got
}

// withStrangers adds the other world's keyed rows: everything that comes out of this world alone must still come out.
func (w *world) withStrangers(t *testing.T, s *pipeline.Stage, other *world, alone map[string]string) {
	t.Helper()
	if !sameDay(w.asOf, other.asOf) {
		return
	}
	rows := map[string][]json.RawMessage{}
	for name, own := range w.rows {
		rows[name] = slices.Clone(own)
	}
	for name, more := range other.rows {
		if !w.lists[name] {
			rows[name] = append(rows[name], more...)
		}
	}
	together := derive(t, s, w.asOf, rows, nil)
	for name, text := range alone {
		have := map[string]bool{}
		for block := range strings.SplitSeq(together[name], "\n\n") {
			have[strings.TrimSpace(block)] = true
		}
		for block := range strings.SplitSeq(text, "\n\n") {
			if b := strings.TrimSpace(block); b != "" && !have[b] {
				t.Fatalf("a row of %s changes when the rows of %s are there too (give worlds different keys):\n%s", name, other.name, b)
			}
		}
	}
}

func sameDay(a, b *table.Date) bool { return a == b || a != nil && b != nil && *a == *b }

// compare holds what came out against the sections want/, or rewrites them.
func (w *world) compare(t *testing.T, got map[string]string) {
	t.Helper()
	want := map[string]string{}
	var kept []txtar.File
	for _, f := range w.text.Files {
		if name, ok := strings.CutPrefix(f.Name, "want/"); ok {
			want[name] = string(bytes.TrimLeft(f.Data, "\n"))
		} else {
			kept = append(kept, f)
		}
	}
	if equal(want, got) {
		return
	}
	if !*update {
		t.Fatalf("%s: not what is wanted (-update rewrites it):\n%s", w.file, diff(want, got))
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		kept = append(kept, txtar.File{Name: "want/" + name, Data: []byte(got[name])})
	}
	w.text.Files = kept
	if err := os.WriteFile(w.file, txtar.Format(w.text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func equal(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for k, v := range a {
		if w, ok := b[k]; !ok || strings.TrimSpace(v) != strings.TrimSpace(w) {
			return false
		}
	}
	return true
}

// diff shows the lines that only one side has, with the first lines of each table's block for orientation.
func diff(want, got map[string]string) string {
	var b strings.Builder
	for _, name := range slices.Compact(slices.Sorted(slices.Values(slices.AppendSeq(slices.Collect(maps.Keys(want)), maps.Keys(got))))) {
		w, g := strings.Split(strings.TrimSpace(want[name]), "\n"), strings.Split(strings.TrimSpace(got[name]), "\n")
		i := 0
		for i < len(w) && i < len(g) && w[i] == g[i] {
			i++
		}
		if i == len(w) && i == len(g) {
			continue
		}
		b.WriteString(name + ", from line " + strconv.Itoa(i+1) + ":\n")
		for _, side := range []struct {
			mark  string
			lines []string
		}{{"- ", w}, {"+ ", g}} {
			for _, line := range side.lines[i:min(i+25, len(side.lines))] {
				b.WriteString(side.mark + line + "\n")
			}
		}
	}
	return b.String()
}
