package runner

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// apart gives every document a pack and every few packs a home until the test ends, however little there is, unless more than
// the given part of the keys is shared. Twenty keys are compared at once.
func apart(t *testing.T, part int) {
	bytes, pack, shared, keys := homeBytes, packBytes, sharedPart, maxKeys
	homeBytes, packBytes, sharedPart, maxKeys = 0, 1, part, 20
	t.Cleanup(func() { homeBytes, packBytes, sharedPart, maxKeys = bytes, pack, shared, keys })
}

// towns is a world in which most keys are told in one document, some in two or in many, alike or not.
func towns() map[string]string {
	files := world()
	for i := range 12 {
		files[fmt.Sprintf("towns/%d/x.csv", i)] = fmt.Sprintf("item,number,amount,day\napple,%d,2,2020-01-01\npear,%d,%d,2020-01-01\nfig,1,3,2020-01-01\nplum,%d,x,\n",
			i, i/2, 1+i%3, i)
		files[fmt.Sprintf("towns/%d.jsonl", i)] = fmt.Sprintf(`{"thing":"alone%d","seq":1,"text":"a"}`+"\n"+`{"thing":"two%d","seq":%d,"text":"b"}`+"\n"+`{"thing":"all","seq":%d,"text":"c"}`+"\n",
			i, i/2, i, i)
	}
	return files
}

// lines are the rows of all tables, whatever their files and order.
func lines(t *testing.T, out string) map[string]string {
	t.Helper()
	rows := map[string]string{}
	for _, table := range toy.Tables() {
		name := table.Describe().Name
		all := strings.Split(text(t, out, name), "\n")
		slices.Sort(all)
		rows[name] = strings.Join(all, "\n")
	}
	return rows
}

// objects are the files of a table.
func objects(tree map[string]string, table string) map[string]bool {
	all := map[string]bool{}
	for name, digest := range tree {
		if strings.HasPrefix(name, table+"/") {
			all[digest] = true
		}
	}
	return all
}

// TestHomes holds that working on keys where they were read changes no row and no sum, and gives the same bytes whatever the
// workers and the memory.
func TestHomes(t *testing.T) {
	in, whole := put(t, towns()), t.TempDir()
	_, want := mustRun(t, toy, options(in, whole))
	rows := lines(t, whole)
	for _, part := range []int{1, 1 << 30} { // of the shared keys: never too many, always
		apart(t, part)
		var first map[string]string
		for _, workers := range []int{1, 8} {
			o := options(in, t.TempDir())
			o.Workers, o.Memory = workers, int64(workers-1)<<30
			_, got := mustRun(t, toy, o)
			if got := lines(t, o.Out); !maps.Equal(rows, got) {
				t.Errorf("%d: other rows:\n%v\n%v", part, rows, got)
			}
			if got.Read != want.Read || got.WithRows != want.WithRows || got.Rejected != want.Rejected || got.Duplicates != want.Duplicates {
				t.Errorf("%d: %+v, and %+v", part, got, want)
			}
			if first == nil {
				first = tree(t, o.Out)
			}
			same(t, fmt.Sprintf("%d, %d workers", part, workers), first, tree(t, o.Out))
			if n := len(objects(first, "things")); (n > 6) != (part == 1) {
				t.Errorf("%d: things lie in %d files", part, n)
			}
		}
	}
}

// TestIncrementalHomes holds that after documents changed, came, or went, the dataset is the one of a run from scratch, and most
// files are those that were there.
func TestIncrementalHomes(t *testing.T) {
	apart(t, 1)
	in, out := put(t, towns()), t.TempDir()
	mustRun(t, toy, options(in, out))
	for what, step := range []map[string]string{
		{"towns/7.jsonl": `{"thing":"alone7","seq":1,"text":"changed"}` + "\n", "towns/7/x.csv": "item,number,amount,day\napple,7,5,2020-01-01\n"},
		{"towns/new.jsonl": `{"thing":"alone8","seq":1,"text":"not alone any more"}` + "\n", "towns/new/x.csv": "item,number,amount,day\napple,9,2,2020-01-01\napple,10,3,2020-01-01\n"},
		{"towns/new.jsonl": "", "towns/11/x.csv": ""},
	} {
		before := tree(t, out)
		for name, text := range step {
			if name = filepath.Join(in, name); text != "" {
				write(t, name, text)
			} else if err := os.Remove(name); err != nil {
				t.Fatal(err)
			}
		}
		mustRun(t, toy, options(in, out))
		after, scratch := tree(t, out), t.TempDir()
		mustRun(t, toy, options(in, scratch))
		same(t, fmt.Sprint("step ", what), tree(t, scratch), after)
		for _, table := range []string{"sales", "things"} {
			had, fresh := objects(before, table), 0
			for digest := range objects(after, table) {
				if !had[digest] {
					fresh++
				}
			}
			if fresh == 0 || fresh > 4 || len(had) < 8 {
				t.Errorf("step %d: %d files of %s are new beside %d", what, fresh, table, len(had))
			}
		}
	}
}

// TestHomesKept holds that what is shared by homes survives gc, and that damage to it or to a list of keys is found and made good.
func TestHomesKept(t *testing.T) {
	apart(t, 1)
	in, out := put(t, towns()), t.TempDir()
	mustRun(t, toy, options(in, out))
	want := tree(t, out)
	if found, err := Collect(out, 1, false); err != nil || found.Pieces != 0 {
		t.Fatalf("gc took %+v, %v", found, err)
	}
	if _, again := mustRun(t, toy, options(in, out)); again.Run != 0 || again.Changed {
		t.Errorf("after gc: %+v", again)
	}
	for _, rebuild := range []bool{false, true} {
		damage(t, filepath.Join(out, "cache", "segments"), func(b []byte) []byte { b[len(b)-1] ^= 0x10; return b })
		o := options(in, out)
		o.Rebuild = rebuild
		_, mended := mustRun(t, toy, o)
		if len(mended.Damaged) == 0 {
			t.Errorf("rebuild %v: no damage was told: %+v", rebuild, mended)
		}
		same(t, fmt.Sprint("rebuild ", rebuild), want, tree(t, out))
	}
}

// TestSortHashes: numbers of all sizes come in order, equal ones too.
func TestSortHashes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 300 {
		all := make([]uint64, n)
		for i := range all {
			all[i] = r.Uint64() >> (8 * r.IntN(8))
		}
		want := slices.Sorted(slices.Values(all))
		if sortHashes(all); !slices.Equal(all, want) {
			t.Fatalf("%d numbers: %x, want %x", n, all, want)
		}
	}
}

func BenchmarkSortHashes(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	fresh := make([]uint64, maxKeys)
	for i := range fresh {
		fresh[i] = r.Uint64()
	}
	all := make([]uint64, len(fresh))
	for b.Loop() {
		copy(all, fresh)
		sortHashes(all)
	}
}
