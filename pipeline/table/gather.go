package table

import (
	"bytes"
	"reflect"
	"slices"
	"unsafe"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// Drain merges entities and puts rows into the table's order.
func (t *Table[R]) Drain(s *Set, f func(Row) error) error {
	t.must()
	emit := func(key, encoded []byte) error {
		r := new(R)
		t.decode(encoded, r)
		return f(Row{Key: key, Encoded: encoded, Value: r})
	}
	if t.id == nil {
		return s.sorter(t.Name).Each(emit)
	}
	ordered := NewSorter(s.dir, s.budget/2)
	defer ordered.Close()
	if err := t.Gather(s.sorter(t.Name).Each, s, ordered); err != nil {
		return err
	}
	return ordered.Each(emit)
}

// Gather decodes only the rows of entities of which there are several accounts.
func (t *Table[R]) Gather(pairs Pairs, conflicts *Set, into *Sorter) error {
	t.must()
	if t.id == nil {
		return pairs(into.Add)
	}
	e := entity[R]{t: t, conflicts: conflicts, into: into}
	err := pairs(func(key, encoded []byte) error {
		if e.open && bytes.Equal(key, e.id) {
			e.meet(encoded)
			return nil
		}
		if err := e.close(); err != nil {
			return err
		}
		e.id, e.row, e.open = append(e.id[:0], key...), append(e.row[:0], encoded...), true
		return nil
	})
	if err != nil {
		return err
	}
	return e.close()
}

// entity is the accounts of one id, the first of which stays.
type entity[R any] struct {
	t         *Table[R]
	conflicts *Set
	into      *Sorter
	id        []byte
	row       []byte // the first account, encoded
	order     []byte
	open      bool

	several bool            // what follows is there
	first   R               // the first account
	bare    []byte          // the same, encoded without its origins
	origins []source.Origin // of other accounts that agree
}

// meet takes another account.
func (e *entity[R]) meet(encoded []byte) {
	t := e.t
	if !e.several {
		e.several, e.first, e.origins = true, *new(R), e.origins[:0]
		t.decode(e.row, &e.first)
		e.bare = t.bare(e.bare[:0], e.first)
	}
	var other R
	t.decode(encoded, &other)
	if slices.Equal(t.bare(nil, other), e.bare) {
		e.origins = append(e.origins, *t.originsOf(&other)...)
	} else if t.Name != Conflicts.Name {
		Conflicts.Add(e.conflicts, conflictOf(t.Name, t.cols, t.id.index, reflect.ValueOf(&e.first).Elem(), reflect.ValueOf(&other).Elem()))
	}
}

// bare is a row encoded without its origins.
func (t *Table[R]) bare(b []byte, r R) []byte {
	*t.originsOf(&r) = nil
	return t.encode(b, &r)
}

func (e *entity[R]) close() error {
	if !e.open {
		return nil
	}
	t := e.t
	if e.several && len(e.origins) > 0 {
		o := t.originsOf(&e.first)
		*o = source.Unite(*o, e.origins)
		e.row = t.encode(e.row[:0], &e.first)
	}
	e.open, e.several = false, false
	e.order = t.orderOf(e.order[:0], e.row)
	return e.into.Add(e.order, e.row)
}

func (t *Table[R]) idOf(r *R) string { return *at[string](unsafe.Pointer(r), t.id.offset) }

func (t *Table[R]) originsOf(r *R) *[]source.Origin {
	return at[[]source.Origin](unsafe.Pointer(r), t.origins.offset)
}
