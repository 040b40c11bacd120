package table

import (
	"bytes"
	"errors"
)

// Cursor reads pairs in order.
type Cursor interface {
	Next() bool // move to the next pair, if there is one: else Err says why
	Key() []byte
	Row() []byte // valid, like Key, until the next Next
	Err() error
	Close() error
}

// Each calls f with what is left of a cursor, and stops at the first error.
func Each(c Cursor, f func(key, row []byte) error) error {
	for c.Next() {
		if err := f(c.Key(), c.Row()); err != nil {
			return err
		}
	}
	return c.Err()
}

// Merge reads several cursors as one, in order, equal pairs once.
type Merge struct {
	all      []Cursor
	heads    []head // a heap
	begun    bool
	key, row []byte
	err      error
}

// head is the pair at which a cursor stands.
type head struct {
	first    uint64 // of its key
	key, row []byte
	cursor   Cursor
}

func (h *head) less(o *head) bool {
	if h.first != o.first {
		return h.first < o.first
	}
	if c := bytes.Compare(h.key, o.key); c != 0 {
		return c < 0
	}
	return bytes.Compare(h.row, o.row) < 0
}

func (h *head) same(o *head) bool {
	return h.first == o.first && bytes.Equal(h.key, o.key) && bytes.Equal(h.row, o.row)
}

// NewMerge merges cursors that nothing was read of, and closes them with itself. None has a pair twice.
func NewMerge(all []Cursor) *Merge { return &Merge{all: all} }

// advance moves the cursor of the i-th head, and takes the head away where it ends.
func (m *Merge) advance(i int) {
	h := &m.heads[i]
	if h.cursor.Next() {
		h.key, h.row = h.cursor.Key(), h.cursor.Row()
		h.first = firstOf(h.key)
	} else {
		if err := h.cursor.Err(); err != nil {
			m.err = err
		}
		m.heads[i] = m.heads[len(m.heads)-1]
		m.heads = m.heads[:len(m.heads)-1]
	}
	m.sink(i)
}

func (m *Merge) sink(i int) {
	for {
		least := i
		for _, child := range [2]int{2*i + 1, 2*i + 2} {
			if child < len(m.heads) && m.heads[child].less(&m.heads[least]) {
				least = child
			}
		}
		if least == i {
			return
		}
		m.heads[i], m.heads[least] = m.heads[least], m.heads[i]
		i = least
	}
}

func (m *Merge) begin() {
	m.begun = true
	for _, c := range m.all {
		m.heads = append(m.heads, head{cursor: c})
	}
	for i := len(m.heads) - 1; i >= 0; i-- {
		m.advance(i)
	}
}

// Next moves to the next pair. Key and Row are valid until the call after.
func (m *Merge) Next() bool {
	if !m.begun {
		m.begin()
	} else if len(m.heads) > 0 {
		m.pass()
	}
	if m.err != nil || len(m.heads) == 0 {
		return false
	}
	m.key, m.row = m.heads[0].key, m.heads[0].row
	return true
}

// pass moves every cursor beyond the pair: what else stands at it is right below the top.
func (m *Merge) pass() {
	for child := 1; child <= 2 && m.err == nil; child++ {
		for child < len(m.heads) && m.heads[child].same(&m.heads[0]) && m.err == nil {
			m.advance(child)
		}
	}
	if m.err == nil {
		m.advance(0)
	}
}

// Key is the key of the pair.
func (m *Merge) Key() []byte { return m.key }

// Row is the row of the pair.
func (m *Merge) Row() []byte { return m.row }

// Err is what ended the cursors early, if anything did.
func (m *Merge) Err() error { return m.err }

// Close closes the cursors.
func (m *Merge) Close() error {
	var errs []error
	for _, c := range m.all {
		errs = append(errs, c.Close())
	}
	return errors.Join(errs...)
}

type arenaCursor struct {
	s *Sorter
	i int
}

func (c *arenaCursor) Next() bool {
	c.i++
	for c.i > 1 && c.i <= len(c.s.pairs) && c.s.equal(c.s.pairs[c.i-1], c.s.pairs[c.i-2]) {
		c.i++
	}
	return c.i <= len(c.s.pairs)
}

func (c *arenaCursor) Key() []byte  { return c.s.key(c.s.pairs[c.i-1]) }
func (c *arenaCursor) Row() []byte  { return c.s.row(c.s.pairs[c.i-1]) }
func (c *arenaCursor) Err() error   { return nil }
func (c *arenaCursor) Close() error { return nil }
