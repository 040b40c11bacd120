// Package table declares tables and holds their rows.
//
// A table is declared once: its row is a struct whose tags give the columns and their documentation, and everything else
// (the encoding of a row in memory and in a spill, the Parquet schema, the text of `perimeter tables`) follows from it. A
// Set holds rows by table; it is the argument and the result of every stage. Sets are sets: a row added twice is one row,
// and In yields rows in an order that does not depend on how they came.
//
// A row type with the columns "id" and "origins" is an entity: its id names content, not a place. Rows of one id that differ
// in their origins alone become one row with all of them; rows of one id that differ otherwise are never overwritten: the
// first in order stays and the others go to the table conflicts.
package table

import (
	"fmt"
	"io"
	"iter"
	"reflect"
	"slices"
	"strings"
	"sync"
	"unsafe"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// Table declares a table whose rows are Rs.
type Table[R any] struct {
	Name  string   // snake_case plural, as users see it
	Doc   string   // one paragraph: what the table is for
	Grain string   // what one row is: "one award of one contracting process"
	Sort  []string // columns that order the published rows; ties are broken by the whole row
	Draft bool     // never published: the private drafts of a format's Settle

	once    sync.Once
	err     error
	cols    []column
	order   []column
	id      *column
	origins *column
	last    int       // of the columns that give the order
	spare   sync.Pool // chunks that a Writer was done with

	described   sync.Once
	description Description
}

// Any is a table of whatever row type.
type Any interface {
	Describe() Description
	Validate() error
	// Drain calls f with the rows that s holds of the table, as they are published: entities merged, in order.
	Drain(s *Set, f func(Row) error) error
	// Gather puts rows that came as Raw gives them into the table's order, entities merged. What does not agree goes to conflicts.
	Gather(pairs Pairs, conflicts *Set, into *Sorter) error
	// NewWriter writes rows, as they were encoded, as one Parquet file.
	NewWriter(w io.Writer) *Writer
	// Load adds a row that another Set encoded.
	Load(s *Set, key, encoded []byte)
	erased
}

// Pairs calls f with keys and rows, in order, each once.
type Pairs func(f func(key, encoded []byte) error) error

// Row is a row on its way out of a Set. Its byte slices are valid during the call that got them.
type Row struct {
	Key     []byte // the table's order
	Encoded []byte
	Value   any // *R
}

// Description is what users are told of a table.
type Description struct {
	Name, Doc, Grain string
	Sort             []string
	Draft            bool
	Columns          []Column
}

// Column is what users are told of a column. The fields of a struct, or of a list of structs, follow it as "name.field".
type Column struct {
	Name, Type, Doc string
	Nullable        bool
}

func (t *Table[R]) compile() error {
	t.once.Do(func() {
		t.cols, t.err = columnsOf(reflect.TypeFor[R]())
		if t.err != nil {
			return
		}
		byName := map[string]*column{}
		for i := range t.cols {
			if byName[t.cols[i].Name] != nil {
				t.err = fmt.Errorf("table %s: two columns named %s", t.Name, t.cols[i].Name)
				return
			}
			byName[t.cols[i].Name] = &t.cols[i]
		}
		for _, name := range t.Sort {
			if byName[name] == nil {
				t.err = fmt.Errorf("table %s: sorts by %s, which is no column", t.Name, name)
				return
			}
			t.order = append(t.order, *byName[name])
			t.last = max(t.last, byName[name].index)
		}
		if id, o := byName["id"], byName["origins"]; id != nil && o != nil &&
			id.shape == aString && o.shape == origins_ {
			t.id, t.origins = id, o
		}
	})
	return t.err
}

func (t *Table[R]) must() *Table[R] {
	if err := t.compile(); err != nil {
		panic(err)
	}
	return t
}

// Validate refuses a table that a reader could not understand: no name, no documentation of the table or of a column.
func (t *Table[R]) Validate() error {
	if t.Name == "" || t.Name != strings.ToLower(t.Name) {
		return fmt.Errorf("table %q: want a lower-case name", t.Name)
	}
	if t.Doc == "" || t.Grain == "" {
		return fmt.Errorf("table %s: has no Doc or no Grain", t.Name)
	}
	return t.compile()
}

// Describe is asked often, so it answers once. The answer is not the caller's to change.
func (t *Table[R]) Describe() Description {
	t.must()
	t.described.Do(t.describe)
	return t.description
}

func (t *Table[R]) describe() {
	d := &t.description
	*d = Description{Name: t.Name, Doc: t.Doc, Grain: t.Grain, Sort: t.Sort, Draft: t.Draft}
	describe(&d.Columns, "", t.cols)
}

func describe(out *[]Column, prefix string, cols []column) {
	for _, c := range cols {
		typ := ""
		switch {
		case c.typ == typeDate:
			typ = "date"
		case c.typ == typeDecimal:
			typ = fmt.Sprintf("decimal(38,%d)", Scale)
		case c.typ.Kind() == reflect.Slice && c.fields == nil:
			typ = "list<string>"
		case c.typ.Kind() == reflect.Slice:
			typ = "list<struct>"
		case c.typ.Kind() == reflect.Int64:
			typ = "int64"
		default:
			typ = c.typ.Kind().String()
		}
		*out = append(*out, Column{Name: prefix + c.Name, Type: typ, Doc: c.Doc, Nullable: c.optional})
		describe(out, prefix+c.Name+".", c.fields)
	}
}

func (t *Table[R]) encode(b []byte, r *R) []byte { return encode(b, t.cols, unsafe.Pointer(r)) }

// decode fills r, which is zero.
func (t *Table[R]) decode(b []byte, r *R) { t.decodeBy(newDecoder(b), r) }

func (t *Table[R]) decodeBy(d decoder, r *R) {
	d.decode(t.cols, unsafe.Pointer(r))
	if len(d.b) != 0 {
		panic(errCodec)
	}
}

// Add puts rows into s. It encodes them at once; the caller may reuse what they point to. It panics if s may not hold t.
func (t *Table[R]) Add(s *Set, rows ...R) {
	t.must()
	sorter := s.sorter(t.Name)
	for i := range rows {
		r := &rows[i]
		if t.id != nil {
			o := t.originsOf(r)
			if !slices.IsSortedFunc(*o, source.Origin.Compare) {
				*o = slices.Clone(*o)
				slices.SortFunc(*o, source.Origin.Compare)
			}
			*o = slices.Compact(*o)
		}
		s.rowBuf = t.encode(s.rowBuf[:0], r)
		if t.setKey(s, sorter, r) {
			s.add(sorter, s.keyBuf, s.rowBuf)
		}
	}
}

// setKey is the key of a row that was encoded to rowBuf in a Set: the id of an entity, the table's order of any other row, or what a
// segment wants. asked is false where the segment leaves the row out.
func (t *Table[R]) setKey(s *Set, so *held, r *R) (asked bool) {
	key := s.keyBuf[:0]
	if so.segment {
		key = append(key, make([]byte, HashSize)...)
	}
	switch {
	case so.lead != nil:
		own := *r // what is handed to anyone takes a piece of memory, which only drafts are to cost
		if key, asked = so.lead(key, &own); !asked {
			return false
		}
		s.keyBuf = t.orderOf(key, s.rowBuf)
		return true
	case t.id != nil:
		key = AppendKey(key, t.idOf(r))
	default:
		key = t.orderOf(key, s.rowBuf)
	}
	if so.segment {
		HashKey(key)
	}
	s.keyBuf = key
	return true
}

// Load adds a row that another Set encoded, under the table's order.
func (t *Table[R]) Load(s *Set, key, encoded []byte) { s.add(s.sorter(t.Name), key, encoded) }

// In yields the rows of t in s, in order. A row's pointers and slices are the caller's.
func (t *Table[R]) In(s *Set) iter.Seq[R] { return t.rows(s, false) }

// Seen is In for who keeps no text of a row beyond the next Reset of s without copying it (strings.Clone): as long as s holds all
// rows in memory, the texts are parts of what it holds.
func (t *Table[R]) Seen(s *Set) iter.Seq[R] { return t.rows(s, len(s.sorter(t.Name).runs) == 0) }

func (t *Table[R]) rows(s *Set, seen bool) iter.Seq[R] {
	t.must()
	sorter := s.sorter(t.Name)
	return func(yield func(R) bool) {
		s.each(sorter, func(_, encoded []byte) bool {
			var r R
			if seen {
				t.decodeBy(viewing(encoded), &r)
			} else {
				t.decode(encoded, &r)
			}
			return yield(r)
		})
	}
}
