package runner

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/table"
)

// TestManySegments holds that more segments than are read at once are one order, each pair once, in every shard.
func TestManySegments(t *testing.T) {
	out := t.TempDir()
	e := &engine{options: Options{Out: out}, tmp: filepath.Join(out, "tmp")}
	if err := os.Mkdir(e.tmp, 0o755); err != nil {
		t.Fatal(err)
	}
	keyOf := func(n int) []byte {
		key := binary.BigEndian.AppendUint32(make([]byte, table.HashSize), uint32(n))
		table.HashKey(key)
		return key
	}
	const many = 2*maxOpen + 50
	var segments []segment
	for i := range many {
		sorter := table.NewSorter(e.tmp, 0)
		for _, n := range []int{i, i / 2, many - i} {
			if err := sorter.Add(keyOf(n), []byte("row")); err != nil {
				t.Fatal(err)
			}
		}
		seg, err := e.putSegment(sorter.Each)
		if err != nil {
			t.Fatal(err)
		}
		sorter.Close()
		segments = append(segments, seg)
	}
	seen, last := map[string]bool{}, ""
	for _, s := range []shard{{0, 100}, {100, 256}} {
		err := e.merged(t.Context(), segments, s, func(key, _ []byte) error {
			if string(key) <= last || int(key[0]) < s.lo || int(key[0]) >= s.hi {
				t.Fatalf("%x comes after %x in %v", key, last, s)
			}
			last = string(key)
			seen[last] = true
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for n := range many + 1 {
		if !seen[string(keyOf(n))] {
			t.Fatalf("%d is missing", n)
		}
	}
	if left, _ := os.ReadDir(e.tmp); len(left) > 0 {
		t.Errorf("%d files were left", len(left))
	}
}
