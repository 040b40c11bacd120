package table

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"slices"
)

// Sorter orders (key, row) pairs by key, then row, within a budget of bytes: what does not fit is spilled to runs in a
// folder and merged when it is read. Equal pairs become one. The result does not depend on the budget.
type Sorter struct {
	dir    string // where spills go
	limit  int
	blocks [][]byte // the pairs, one after the other; a block is filled and never moved
	filled int      // blocks in use
	bytes  int      // in them
	pairs  []span
	sorted bool // they are in order
	common int  // bytes that all their keys begin with
	stale  int  // so many of them do not know what follows those
	runs   []string
	of     *Sorter // whose rows are referred to
	busy   int     // calls of Each under way: what they read from memory must stay there
	err    error
}

// span is a pair in memory: the first bytes of its key behind what all keys begin with, as a number, and where in its block the key
// begins, the row, and what follows. Keys of one sorter often begin alike, with the digest of a document say.
type span struct {
	first                  uint64
	block, start, mid, end uint32
}

// referred is the bit of an end that stands beside the number of a pair, whose row it is, of another sorter: no block is that long.
const referred = 1 << 31

// pairCost is what a pair costs beside its bytes.
const pairCost = 24

// Blocks are small while a sorter holds little, since a Set has a sorter for each table. What does not fit gets a block of its own.
const (
	firstBlock = 4 << 10
	lastBlock  = 1 << 20
)

const (
	maxArena = 1 << 31                // keeps every span within 32 bits
	maxPair  = maxBlock - 2*blockSize // so that the block of a run that it ends is no longer than readers take
)

// NewSorter makes a sorter that holds about limit bytes in memory and spills to files in dir.
func NewSorter(dir string, limit int) *Sorter {
	return &Sorter{dir: dir, limit: min(max(limit, 64<<10), maxArena), sorted: true}
}

// Size is the number of bytes now held in memory.
func (s *Sorter) Size() int { return s.bytes + len(s.pairs)*pairCost }

// Empty says that nothing was added.
func (s *Sorter) Empty() bool { return len(s.pairs) == 0 && len(s.runs) == 0 }

// NewReferrer makes a sorter that holds rows of another one: see Refer.
func NewReferrer(dir string, limit int, of *Sorter) *Sorter {
	s := NewSorter(dir, limit)
	s.of = of
	return s
}

// Add takes copies. An error is kept and returned by every later call.
func (s *Sorter) Add(key, row []byte) error { return s.add(key, row, -1) }

// Refer is Add of the row of the other sorter that its EachAt gave at this place. That sorter stays as it is until this one is closed.
func (s *Sorter) Refer(key, row []byte, at int) error { return s.add(key, row, at) }

func (s *Sorter) add(key, row []byte, at int) error {
	if s.err != nil {
		return s.err
	}
	if s.busy > 0 {
		panic("rows are added to a table while its rows are being read")
	}
	held := len(key) + len(row)
	if at >= 0 {
		held = len(key)
	}
	if len(s.pairs) > 0 && s.Size()+held+pairCost > s.limit {
		if s.err = s.Spill(); s.err != nil {
			return s.err
		}
	}
	if len(key)+len(row) > maxPair {
		s.err = fmt.Errorf("a row of %d bytes is too large", len(row))
		return s.err
	}
	if n := len(s.pairs); s.sorted && n > 0 {
		c := bytes.Compare(s.key(s.pairs[n-1]), key)
		s.sorted = c < 0 || c == 0 && bytes.Compare(s.row(s.pairs[n-1]), row) <= 0
	}
	if common := s.commonWith(key); common != s.common {
		s.common, s.stale = common, len(s.pairs)
	}
	n := s.room(held)
	block := s.blocks[n]
	start := len(block)
	block = append(block, key...)
	end := uint32(at) | referred
	if at < 0 {
		block = append(block, row...)
		end = uint32(len(block))
	}
	s.blocks[n] = block
	s.bytes += held
	s.pairs = append(s.pairs, span{firstOf(key[s.common:]), uint32(n), uint32(start), uint32(start + len(key)), end})
	return nil
}

// room is a block with room for n bytes.
func (s *Sorter) room(n int) int {
	size := firstBlock
	for i := max(s.filled-1, 0); i < len(s.blocks); i++ {
		s.filled = i + 1
		if cap(s.blocks[i])-len(s.blocks[i]) >= n {
			return i
		}
		size = min(2*cap(s.blocks[i]), lastBlock)
	}
	if size == lastBlock && n <= lastBlock {
		s.blocks = append(s.blocks, spare.take())
	} else {
		s.blocks = append(s.blocks, make([]byte, 0, max(size, n)))
	}
	s.filled = len(s.blocks)
	return s.filled - 1
}

// clear forgets the pairs in memory and keeps the blocks.
func (s *Sorter) clear() {
	for i := range s.filled {
		s.blocks[i] = s.blocks[i][:0]
	}
	s.filled, s.bytes, s.pairs, s.sorted, s.stale = 0, 0, s.pairs[:0], true, 0
}

// firstOf is the first bytes of a key as a number that sorts like them.
func firstOf(key []byte) uint64 {
	if len(key) >= 8 {
		return binary.BigEndian.Uint64(key)
	}
	var b [8]byte
	copy(b[:], key)
	return binary.BigEndian.Uint64(b[:])
}

func (s *Sorter) key(p span) []byte { return s.blocks[p.block][p.start:p.mid:p.mid] }

func (s *Sorter) row(p span) []byte {
	if p.end&referred != 0 {
		return s.of.row(s.of.pairs[p.end&^referred])
	}
	return s.blocks[p.block][p.mid:p.end:p.end]
}

func (s *Sorter) equal(a, b span) bool {
	return a.first == b.first && bytes.Equal(s.key(a), s.key(b)) && bytes.Equal(s.row(a), s.row(b))
}

// commonWith is how many bytes all keys begin with, and this one.
func (s *Sorter) commonWith(key []byte) int {
	if len(s.pairs) == 0 {
		return len(key)
	}
	lead := s.key(s.pairs[0])[:s.common]
	if bytes.HasPrefix(key, lead) {
		return len(lead)
	}
	n := 0
	for n < len(key) && key[n] == lead[n] {
		n++
	}
	return n
}

// sort compares numbers where it can.
func (s *Sorter) sort() {
	for i := range s.stale {
		s.pairs[i].first = firstOf(s.key(s.pairs[i])[s.common:])
	}
	s.stale = 0
	if !s.sorted {
		s.order(s.pairs, 56)
		s.sorted = true
	}
}

// fewPairs are ordered by comparing them.
const fewPairs = 48

// order puts pairs in order that differ in no bit of their numbers above the byte at shift: it deals them out by that byte, in
// place, and goes on with each heap.
func (s *Sorter) order(pairs []span, shift int) {
	if len(pairs) < fewPairs || shift < 0 {
		slices.SortFunc(pairs, func(a, b span) int {
			if a.first != b.first {
				return cmp.Compare(a.first, b.first)
			}
			if c := bytes.Compare(s.key(a)[s.common:], s.key(b)[s.common:]); c != 0 {
				return c
			}
			return bytes.Compare(s.row(a), s.row(b))
		})
		return
	}
	var next, end [256]int
	for i := range pairs {
		end[byte(pairs[i].first>>shift)]++
	}
	at := 0
	for b, n := range end {
		next[b] = at
		at += n
		end[b] = at
	}
	start := 0
	for b := range end {
		for i := next[b]; i < end[b]; i = next[b] {
			if to := byte(pairs[i].first >> shift); int(to) != b {
				pairs[i], pairs[next[to]] = pairs[next[to]], pairs[i]
				next[to]++
			} else {
				next[b]++
			}
		}
		if end[b]-start > 1 {
			s.order(pairs[start:end[b]], shift-8)
		}
		start = end[b]
	}
}

// Spill writes what is in memory as a sorted run.
func (s *Sorter) Spill() error {
	if len(s.pairs) == 0 {
		return nil
	}
	s.sort()
	err := s.spill(func(w *RunWriter) error {
		for i, p := range s.pairs {
			if i > 0 && s.equal(p, s.pairs[i-1]) {
				continue
			}
			if err := w.Add(s.key(p), s.row(p)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	s.clear()
	return nil
}

func (s *Sorter) spill(fill func(w *RunWriter) error) error {
	f, err := os.CreateTemp(s.dir, "spill-")
	if err != nil {
		return err
	}
	s.runs = append(s.runs, f.Name())
	w := NewRunWriter(f)
	if err = fill(w); err == nil {
		err = w.Cut()
	}
	return errors.Join(err, f.Close())
}

// maxFan is how many runs are read at once: each takes the memory of a block or two.
const maxFan = 128

// AddRuns adds what is in order already, and closes it.
func (s *Sorter) AddRuns(all []Cursor) error {
	m := NewMerge(all)
	defer m.Close()
	if s.err != nil {
		return s.err
	}
	s.err = s.spill(func(w *RunWriter) error { return Each(m, w.Add) })
	return s.err
}

// gather makes the runs few enough to be read at once.
func (s *Sorter) gather() error {
	for len(s.runs) > maxFan {
		few := slices.Clone(s.runs[:maxFan])
		all, err := openRuns(few)
		if err != nil {
			return err
		}
		if err := s.AddRuns(all); err != nil {
			return err
		}
		s.runs = slices.Delete(s.runs, 0, len(few))
		for _, name := range few {
			os.Remove(name)
		}
	}
	return nil
}

func openRuns(names []string) (all []Cursor, err error) {
	for _, name := range names {
		r, err := OpenRun(name)
		if err != nil {
			for _, c := range all {
				c.Close()
			}
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

// Each calls f with every pair in order, each once, and stops at the first error. It may be called again.
func (s *Sorter) Each(f func(key, row []byte) error) error {
	return s.EachAt(func(_ int, key, row []byte) error { return f(key, row) })
}

// EachAt is Each; at is the place of the pair as Refer wants it, -1 where the row is not in memory.
func (s *Sorter) EachAt(f func(at int, key, row []byte) error) error {
	if s.err != nil {
		return s.err
	}
	s.sort()
	s.busy++
	defer func() { s.busy-- }()
	if len(s.runs) == 0 {
		for i, p := range s.pairs {
			if i > 0 && s.equal(p, s.pairs[i-1]) {
				continue
			}
			if err := f(i, s.key(p), s.row(p)); err != nil {
				return err
			}
		}
		return nil
	}
	c, err := s.Cursor()
	if err != nil {
		return err
	}
	defer c.Close()
	return Each(c, func(key, row []byte) error { return f(-1, key, row) })
}

// Cursor reads what Each gives. Nothing is added meanwhile.
func (s *Sorter) Cursor() (Cursor, error) {
	if s.err == nil {
		s.err = s.gather()
	}
	if s.err != nil {
		return nil, s.err
	}
	s.sort()
	all, err := openRuns(s.runs)
	if err != nil {
		return nil, err
	}
	return NewMerge(append(all, &arenaCursor{s: s})), nil
}

// Reset forgets everything, keeps the memory and removes the spills.
func (s *Sorter) Reset() {
	for _, name := range s.runs {
		os.Remove(name)
	}
	s.runs, s.err = nil, nil
	s.clear()
}

// Close is Reset, and gives the memory to other sorters.
func (s *Sorter) Close() {
	s.Reset()
	for _, block := range s.blocks {
		if cap(block) == lastBlock {
			spare.give(block)
		}
	}
	s.blocks = nil
}
