package table_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/perimeter-data/perimeter/pipeline/table"
)

type pair struct{ key, row string }

func comparePairs(a, b pair) int {
	if c := bytes.Compare([]byte(a.key), []byte(b.key)); c != 0 {
		return c
	}
	return bytes.Compare([]byte(a.row), []byte(b.row))
}

// TestSorter holds that shuffle, spill and merge are sort: whatever the order and wherever it spills, each pair once.
func TestSorter(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.OneOf(rapid.StringMatching("[ab]{0,2}"), rapid.StringOfN(rapid.RuneFrom([]rune{0, 1, 0xff, 'a'}), 0, 3, -1))
		pairs := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) pair { return pair{text.Draw(t, "key"), text.Draw(t, "row")} }), 0, 60).Draw(rt, "pairs")
		s := table.NewSorter(dir, 0)
		defer s.Reset()
		for _, p := range pairs {
			if err := s.Add([]byte(p.key), []byte(p.row)); err != nil {
				rt.Fatal(err)
			}
			if rapid.IntRange(0, 9).Draw(rt, "spill") == 0 {
				if err := s.Spill(); err != nil {
					rt.Fatal(err)
				}
			}
		}
		slices.SortFunc(pairs, comparePairs)
		pairs = slices.Compact(pairs)
		for range 2 { // it may be asked twice
			var got []pair
			if err := s.Each(func(key, row []byte) error { got = append(got, pair{string(key), string(row)}); return nil }); err != nil {
				rt.Fatal(err)
			}
			if !slices.Equal(got, pairs) {
				rt.Fatalf("got %q, want %q", got, pairs)
			}
		}
	})
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("%d spills were left", len(left))
	}
}

// TestManyPairs holds the same of more pairs than are compared with one another, which begin alike or differ early, and which go on
// after they were read.
func TestManyPairs(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, lead := range []string{"", "alike/"} {
		s := table.NewSorter(t.TempDir(), 1<<20)
		var pairs []pair
		for range 3 {
			for range 2000 {
				key := make([]byte, random.IntN(12))
				for i := range key {
					key[i] = "\x00\x01ab\x7f\x80\xff"[random.IntN(7)]
				}
				p := pair{lead + string(key), string('a' + rune(random.IntN(3)))}
				pairs = append(pairs, p)
				if err := s.Add([]byte(p.key), []byte(p.row)); err != nil {
					t.Fatal(err)
				}
			}
			slices.SortFunc(pairs, comparePairs)
			last := pairs[len(pairs)-1]
			pairs = slices.Compact(pairs)
			var got []pair
			if err := s.Each(func(key, row []byte) error { got = append(got, pair{string(key), string(row)}); return nil }); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, pairs) {
				t.Fatalf("%d pairs that begin with %q are not those that were added, in order", len(got), lead)
			}
			if err := s.Add([]byte(last.key), []byte(last.row)); err != nil {
				t.Fatal(err)
			}
		}
		s.Close()
	}
}

// TestAppendKey holds that the order of composed keys is the order of their parts, and that no part runs into the next one.
func TestAppendKey(t *testing.T) {
	text := rapid.StringOfN(rapid.RuneFrom([]rune{0, 1, 2, 0xfe, 0xff, 'a'}), 0, 4, -1)
	rapid.Check(t, func(rt *rapid.T) {
		a, b := [2]string{text.Draw(rt, "a0"), text.Draw(rt, "a1")}, [2]string{text.Draw(rt, "b0"), text.Draw(rt, "b1")}
		compose := func(p [2]string) []byte { return table.AppendKey(table.AppendKey(nil, p[0]), p[1]) }
		if got, want := bytes.Compare(compose(a), compose(b)), slices.Compare(a[:], b[:]); got != want {
			rt.Fatalf("%q and %q compare as %d, their keys as %d", a, b, want, got)
		}
	})
}

func TestDamagedRun(t *testing.T) {
	name := filepath.Join(t.TempDir(), "run")
	var whole bytes.Buffer
	w := table.NewRunWriter(&whole)
	for i := range 20_000 {
		if err := w.Add([]byte{byte(i >> 8), byte(i)}, bytes.Repeat([]byte{'x'}, i%20)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Cut(); err != nil {
		t.Fatal(err)
	}
	read := func(text []byte) (n int, err error) {
		if err := os.WriteFile(name, text, 0o644); err != nil {
			t.Fatal(err)
		}
		r, err := table.OpenRun(name)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		for r.Next() {
			n++
		}
		return n, r.Err()
	}
	if n, err := read(whole.Bytes()); n != 20_000 || err != nil {
		t.Fatalf("%d rows, %v", n, err)
	}
	for i := 0; i < whole.Len(); i += 997 {
		flipped := bytes.Clone(whole.Bytes())
		flipped[i] ^= 0x10
		if _, err := read(flipped); !errors.Is(err, table.ErrRun) {
			t.Fatalf("byte %d changed: %v", i, err)
		}
	}
	if _, err := read(whole.Bytes()[:whole.Len()-1]); !errors.Is(err, table.ErrRun) {
		t.Errorf("cut short: %v", err)
	}
}

// TestManyRuns holds that more runs than are read at once are still one order.
func TestManyRuns(t *testing.T) {
	dir := t.TempDir()
	s := table.NewSorter(dir, 0)
	const runs = 300
	for i := range runs {
		for _, n := range []int{i, i / 2, runs - i} {
			if err := s.Add([]byte{byte(n >> 8), byte(n)}, []byte("row")); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Spill(); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		next := 0
		err := s.Each(func(key, _ []byte) error {
			if n := int(key[0])<<8 | int(key[1]); n != next {
				t.Fatalf("%d comes where %d should", n, next)
			}
			next++
			return nil
		})
		if err != nil || next != runs+1 {
			t.Fatalf("%d pairs of %d, %v", next, runs+1, err)
		}
	}
	s.Close()
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("%d spills were left", len(left))
	}
}

// TestRefer orders the rows of another sorter by other keys: what comes out is what copies of them would give, spilled or not.
func TestRefer(t *testing.T) {
	rows := table.NewSorter(t.TempDir(), 1<<20)
	defer rows.Close()
	for i := range 2000 {
		if err := rows.Add([]byte{byte(i * 7 % 2000 >> 8), byte(i * 7 % 2000)}, []byte(fmt.Sprintf("row %d of some length", i))); err != nil {
			t.Fatal(err)
		}
	}
	var want []string
	for _, limit := range []int{1 << 20, 0} {
		for _, refer := range []bool{false, true} {
			dir := t.TempDir()
			s := table.NewReferrer(dir, limit, rows)
			n := 0
			err := rows.EachAt(func(at int, key, row []byte) error {
				if n++; n%5 == 0 { // a row of its own
					return s.Add(key, append([]byte("own "), row...))
				}
				other := append([]byte{row[5]}, bytes.Repeat(key, 40)...)
				if refer {
					return s.Refer(other, row, at)
				}
				return s.Add(other, row)
			})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			if err := s.Each(func(key, row []byte) error {
				got = append(got, string(key)+" "+string(row))
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			if want == nil {
				want = got
			}
			if !slices.Equal(got, want) || len(got) != 2000 {
				t.Errorf("limit %d, refer %v: %d pairs", limit, refer, len(got))
			}
			if spilt, err := os.ReadDir(dir); err != nil || (len(spilt) > 0) != (limit == 0) {
				t.Errorf("limit %d: %d spills, %v", limit, len(spilt), err)
			}
			s.Close()
		}
	}
}
