package table

import (
	"bytes"
	"cmp"
	"container/heap"
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
	sorted bool
	runs   []string
	busy   int // calls of Each under way: what they read from memory must stay there
	err    error
}

// span is a pair in memory: the first bytes of its key, and where in its block the key begins, the row, and what follows.
type span struct {
	first                  uint64
	block, start, mid, end uint32
}

// pairCost is what a pair costs beside its bytes.
const pairCost = 24

// Blocks are small while a sorter holds little, since a Set has a sorter for each table. What does not fit gets a block of its own.
const (
	firstBlock = 4 << 10
	lastBlock  = 1 << 20
)

// maxArena keeps every span within 32 bits.
const maxArena = 1 << 31

// NewSorter makes a sorter that holds about limit bytes in memory and spills to files in dir.
func NewSorter(dir string, limit int) *Sorter {
	return &Sorter{dir: dir, limit: min(max(limit, 64<<10), maxArena)}
}

// Size is the number of bytes now held in memory.
func (s *Sorter) Size() int { return s.bytes + len(s.pairs)*pairCost }

// Empty says that nothing was added.
func (s *Sorter) Empty() bool { return len(s.pairs) == 0 && len(s.runs) == 0 }

// Add takes copies. An error is kept and returned by every later call.
func (s *Sorter) Add(key, row []byte) error {
	if s.err != nil {
		return s.err
	}
	if s.busy > 0 {
		panic("rows are added to a table while its rows are being read")
	}
	if len(s.pairs) > 0 && s.Size()+len(key)+len(row)+pairCost > s.limit {
		if s.err = s.Spill(); s.err != nil {
			return s.err
		}
	}
	if len(key)+len(row) > maxArena/2 {
		s.err = fmt.Errorf("a row of %d bytes is too large", len(row))
		return s.err
	}
	n := s.room(len(key) + len(row))
	block := s.blocks[n]
	start := len(block)
	block = append(append(block, key...), row...)
	s.blocks[n] = block
	s.bytes += len(block) - start
	s.pairs = append(s.pairs, span{firstOf(key), uint32(n), uint32(start), uint32(start + len(key)), uint32(len(block))})
	s.sorted = false
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
	s.blocks = append(s.blocks, make([]byte, 0, max(size, n)))
	s.filled = len(s.blocks)
	return s.filled - 1
}

// clear forgets the pairs in memory and keeps the blocks.
func (s *Sorter) clear() {
	for i := range s.filled {
		s.blocks[i] = s.blocks[i][:0]
	}
	s.filled, s.bytes, s.pairs = 0, 0, s.pairs[:0]
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
func (s *Sorter) row(p span) []byte { return s.blocks[p.block][p.mid:p.end:p.end] }

func (s *Sorter) equal(a, b span) bool {
	return bytes.Equal(s.key(a), s.key(b)) && bytes.Equal(s.row(a), s.row(b))
}

func (s *Sorter) sort() {
	if s.sorted {
		return
	}
	slices.SortFunc(s.pairs, func(a, b span) int {
		if a.first != b.first {
			return cmp.Compare(a.first, b.first)
		}
		if c := bytes.Compare(s.key(a), s.key(b)); c != 0 {
			return c
		}
		return bytes.Compare(s.row(a), s.row(b))
	})
	s.sorted = true
}

// Spill writes what is in memory as a sorted run.
func (s *Sorter) Spill() error {
	if len(s.pairs) == 0 {
		return nil
	}
	s.sort()
	f, err := os.CreateTemp(s.dir, "spill-")
	if err != nil {
		return err
	}
	s.runs = append(s.runs, f.Name())
	w := NewRunWriter(f)
	for _, p := range s.pairs {
		if err = w.Add(s.key(p), s.row(p)); err != nil {
			break
		}
	}
	if err == nil {
		err = w.Close()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	s.clear()
	return nil
}

// Each calls f with every pair in order, each once, and stops at the first error. It may be called again.
func (s *Sorter) Each(f func(key, row []byte) error) error {
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
			if err := f(s.key(p), s.row(p)); err != nil {
				return err
			}
		}
		return nil
	}
	m := &Merge{}
	defer m.Close()
	if len(s.pairs) > 0 {
		m.add(&arenaCursor{s: s})
	}
	for _, name := range s.runs {
		if err := m.AddFile(name); err != nil {
			return err
		}
	}
	for m.Next() {
		if err := f(m.Key(), m.Row()); err != nil {
			return err
		}
	}
	return m.Err()
}

// Reset forgets everything, keeps the memory and removes the spills.
func (s *Sorter) Reset() {
	for _, name := range s.runs {
		os.Remove(name)
	}
	s.runs, s.err = nil, nil
	s.clear()
}

type cursor interface {
	Next() bool
	Key() []byte
	Row() []byte
	Err() error
	Close() error
}

type arenaCursor struct {
	s *Sorter
	i int
}

func (c *arenaCursor) Next() bool   { c.i++; return c.i <= len(c.s.pairs) }
func (c *arenaCursor) Key() []byte  { return c.s.key(c.s.pairs[c.i-1]) }
func (c *arenaCursor) Row() []byte  { return c.s.row(c.s.pairs[c.i-1]) }
func (c *arenaCursor) Err() error   { return nil }
func (c *arenaCursor) Close() error { return nil }

// Merge reads several runs as one, in order, equal pairs once.
type Merge struct {
	cursors  cursorHeap
	all      []cursor
	key, row []byte
	started  bool
	err      error
}

func (m *Merge) add(c cursor) {
	m.all = append(m.all, c)
	if c.Next() {
		m.cursors = append(m.cursors, c)
	} else if m.err == nil {
		m.err = c.Err()
	}
}

// AddFile adds a run file. All files are added before the first Next.
func (m *Merge) AddFile(name string) error {
	r, err := OpenRun(name)
	if err != nil {
		return err
	}
	m.add(r)
	return nil
}

// Next moves to the next pair. Key and Row are valid until the call after.
func (m *Merge) Next() bool {
	if !m.started {
		heap.Init(&m.cursors)
	}
	for m.err == nil && len(m.cursors) > 0 {
		c := m.cursors[0]
		fresh := !m.started || !bytes.Equal(c.Key(), m.key) || !bytes.Equal(c.Row(), m.row)
		if fresh {
			m.key, m.row = append(m.key[:0], c.Key()...), append(m.row[:0], c.Row()...)
		}
		m.started = true
		if c.Next() {
			heap.Fix(&m.cursors, 0)
		} else {
			m.err = c.Err()
			heap.Pop(&m.cursors)
		}
		if fresh && m.err == nil {
			return true
		}
	}
	return false
}

// Key is the key of the pair.
func (m *Merge) Key() []byte { return m.key }

// Row is the row of the pair.
func (m *Merge) Row() []byte { return m.row }

// Err is what ended the runs early, if anything did.
func (m *Merge) Err() error { return m.err }

// Close closes the files.
func (m *Merge) Close() error {
	var errs []error
	for _, c := range m.all {
		errs = append(errs, c.Close())
	}
	return errors.Join(errs...)
}

type cursorHeap []cursor

func (h cursorHeap) Len() int { return len(h) }
func (h cursorHeap) Less(i, j int) bool {
	if c := bytes.Compare(h[i].Key(), h[j].Key()); c != 0 {
		return c < 0
	}
	return bytes.Compare(h[i].Row(), h[j].Row()) < 0
}
func (h cursorHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *cursorHeap) Push(x any)   { *h = append(*h, x.(cursor)) }
func (h *cursorHeap) Pop() any {
	old := *h
	c := old[len(old)-1]
	*h = old[:len(old)-1]
	return c
}
