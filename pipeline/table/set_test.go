package table_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

type thing struct {
	ID      string          `parquet:"id" doc:"content"`
	Name    string          `parquet:"name,optional" doc:"name"`
	Size    int64           `parquet:"size" doc:"size"`
	Origins []source.Origin `parquet:"origins,list" doc:"where"`
}

var things = &table.Table[thing]{Name: "things", Doc: "Things.", Grain: "one thing", Sort: []string{"size", "name"}}

// drain is what a Set publishes of some tables, a line a row.
func drain(t testing.TB, s *table.Set, tables ...table.Any) string {
	t.Helper()
	var b strings.Builder
	for _, tab := range tables {
		if err := tab.Drain(s, func(r table.Row) error { b.Write(append(tab.JSON(nil, r.Value), '\n')); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func at(n int64) []source.Origin { return []source.Origin{{Digest: "d", Offset: n, Length: 1}} }

func TestEntities(t *testing.T) {
	s := table.NewSet(t.TempDir(), table.DefaultBudget, things)
	things.Add(s, thing{"b", "two", 2, at(9)}, thing{"a", "one", 3, at(5)}, thing{"a", "one", 3, at(1)}, thing{"a", "one", 3, at(5)},
		thing{"a", "uno", 3, at(7)}, thing{"a", "one", 4, at(8)})
	const want = `{"id":"b","name":"two","size":2,"origins":[{"digest":"d","member":null,"fragment":"","offset":9,"length":1}]}
{"id":"a","name":"one","size":3,"origins":[{"digest":"d","member":null,"fragment":"","offset":1,"length":1},{"digest":"d","member":null,"fragment":"","offset":5,"length":1}]}
{"table":"things","entity":"a","columns":["name"],"kept":"{\"name\":\"one\"}","other":"{\"name\":\"uno\"}","origins":[{"digest":"d","member":null,"fragment":"","offset":7,"length":1}]}
{"table":"things","entity":"a","columns":["size"],"kept":"{\"size\":3}","other":"{\"size\":4}","origins":[{"digest":"d","member":null,"fragment":"","offset":8,"length":1}]}
`
	if got := drain(t, s, things, table.Conflicts); got != want {
		t.Errorf("got\n%s", got)
	}
}

// TestSeen: what Seen yields is what In does, and stays until the Set is emptied; of rows that were spilled it stays as In's does.
func TestSeen(t *testing.T) {
	for _, n := range []int{1, 7, 4000} {
		s := table.NewSet(t.TempDir(), 64<<10, things)
		for i := range n {
			things.Add(s, thing{fmt.Sprint(i), strings.Repeat("name ", i%5), int64(i), at(int64(i))})
		}
		want := slices.Collect(things.In(s))
		got := slices.Collect(things.Seen(s))
		if len(want) != n || s.Err() != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("of %d rows %d are yielded, and Seen gives others than In (%v)", n, len(want), s.Err())
		}
		s.Close()
	}
}

// TestManyAccounts merges the accounts of one thing in a time that grows as they do: a table may have one row a hundred
// thousand times.
func TestManyAccounts(t *testing.T) {
	s := table.NewSet(t.TempDir(), table.DefaultBudget, things)
	const n = 100_000
	for i := range int64(n) {
		things.Add(s, thing{"a", "one", 3, at(i * 7 % n)})
	}
	start := time.Now()
	rows := 0
	if err := things.Drain(s, func(r table.Row) error { rows += len(r.Value.(*thing).Origins); return nil }); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); rows != n || took > 30*time.Second {
		t.Errorf("%d origins, want %d, in %v", rows, n, took)
	}
}

// TestOrderOfAdding holds that what a Set publishes depends on neither the order nor the number of Adds, nor on its budget.
func TestOrderOfAdding(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) thing {
			return thing{rapid.StringMatching("[a-d]").Draw(t, "id"), rapid.StringMatching("[x-z]?").Draw(t, "name"),
				rapid.Int64Range(0, 2).Draw(t, "size"), at(rapid.Int64Range(0, 3).Draw(t, "offset"))}
		}), 0, 30).Draw(rt, "rows")
		publish := func(rows []thing, budget int) string {
			s := table.NewSet(dir, budget, things)
			defer s.Close()
			things.Add(s, rows...)
			return drain(t, s, things, table.Conflicts)
		}
		want := publish(rows, table.DefaultBudget)
		other := append(slices.Clone(rows), rows...)
		rand.New(rand.NewPCG(1, rapid.Uint64().Draw(rt, "seed"))).Shuffle(len(other), func(i, j int) { other[i], other[j] = other[j], other[i] })
		if got := publish(other, 1); got != want {
			rt.Fatalf("got\n%s\nwant\n%s", got, want)
		}
	})
}

// TestConflictsBeyondBudget has more conflicts than the budget holds: they are found while the rows are being read.
func TestConflictsBeyondBudget(t *testing.T) {
	publish := func(budget int) string {
		s := table.NewSet(t.TempDir(), budget, things)
		defer s.Close()
		for i := range 4000 {
			things.Add(s, thing{fmt.Sprint(i), strings.Repeat("n", i%50), int64(i), at(1)}, thing{fmt.Sprint(i), "other", int64(i), at(2)})
		}
		return drain(t, s, things, table.Conflicts)
	}
	want := publish(table.DefaultBudget)
	if n := strings.Count(want, "\n"); n != 8000 {
		t.Fatalf("%d rows, want 8000", n)
	}
	for _, budget := range []int{1 << 10, 100 << 10, 400 << 10, 800 << 10} {
		if publish(budget) != want {
			t.Errorf("a budget of %d gives other rows", budget)
		}
	}
}

func panics(t *testing.T, want string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		if p := recover(); p == nil || !strings.Contains(fmt.Sprint(p), want) {
			t.Errorf("panic %v, want one that says %q", p, want)
		}
	}()
	f()
}

func TestUndeclared(t *testing.T) {
	s := table.NewSet(t.TempDir(), 0, things)
	panics(t, "everies", func() { everies.Add(s, every{}) })
	panics(t, "AsOf", func() { s.AsOf() })
	panics(t, "no such list", func() { s.ListOf("x") })
	things.Add(s, thing{ID: "a"})
	panics(t, "being read", func() {
		for range things.In(s) {
			things.Add(s, thing{ID: "b"})
		}
	})
}

// TestSpillFails holds that a Set whose spill failed says so, and is not believed.
func TestSpillFails(t *testing.T) {
	s := table.NewSet(t.TempDir()+"/missing", 1, things)
	for i := range 10_000 {
		things.Add(s, thing{ID: fmt.Sprint(i)})
	}
	if s.Err() == nil {
		t.Error("no error of a spill into a folder that is not there")
	}
}
