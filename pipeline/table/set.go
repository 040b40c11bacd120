package table

import (
	"errors"
	"os"
	"reflect"
	"sync"
)

// Misuse is what a Set panics with where it is asked for what was not declared. It holds no data.
type Misuse string

// Set holds rows by table, within a budget of bytes: when it is full, Add spills sorted runs to files and then returns.
// A Set is used by one goroutine.
type Set struct {
	dir     string
	budget  int
	size    int
	sorters []*held
	lists   map[any]any
	memos   map[reflect.Type]any
	asOf    *Date
	hasDate bool
	err     error
	keyBuf  []byte
	rowBuf  []byte
}

// held is the rows of one table.
type held struct {
	*Sorter
	table   string
	segment bool // their keys are those of a segment
	lead    Lead
}

// Lead appends to b the key of a row, a *R, in a segment up to the table's order; false leaves the row out.
type Lead func(b []byte, row any) (_ []byte, asked bool)

// DefaultBudget suits tests and small inputs.
const DefaultBudget = 64 << 20

// NewSet makes a Set that may hold these tables, spilling to dir (the system's place for temporary files if empty) beyond
// budget bytes. The tables rejects, ledger and conflicts are always among them.
func NewSet(dir string, budget int, tables ...Any) *Set {
	if dir == "" {
		dir = os.TempDir()
	}
	s := &Set{dir: dir, budget: budget, lists: map[any]any{}}
	for _, t := range append([]Any{Rejects, Ledger, Conflicts}, tables...) {
		if name := t.Describe().Name; s.find(name) == nil {
			s.sorters = append(s.sorters, &held{Sorter: NewSorter(dir, budget), table: name})
		}
	}
	return s
}

// find is quicker than a map: a Set has few tables, and is asked for one with every row.
func (s *Set) find(table string) *held {
	for _, so := range s.sorters {
		if so.table == table {
			return so
		}
	}
	return nil
}

// Segment makes Raw give the rows of a table in the order of a segment, under HashKey of their keys or, if it is not nil, lead
// and the table's order; In is then not the table's order.
func (s *Set) Segment(table string, lead Lead) {
	so := s.sorter(table)
	so.segment, so.lead = true, lead
}

func (s *Set) sorter(table string) *held {
	so := s.find(table)
	if so == nil {
		panic(Misuse("this set may not hold the table " + table + ": it is not declared among what is read or written"))
	}
	return so
}

func (s *Set) add(so *held, key, row []byte) {
	if s.err != nil {
		return
	}
	before := so.Size()
	s.err = so.Add(key, row)
	s.size += so.Size() - before
	for s.err == nil && s.size > s.budget {
		var largest *held
		for _, o := range s.sorters {
			if o.busy == 0 && o.Size() > 0 && (largest == nil || o.Size() > largest.Size()) {
				largest = o
			}
		}
		if largest == nil {
			return
		}
		s.size -= largest.Size()
		s.err = largest.Spill()
		s.size += largest.Size()
	}
}

var errStop = errors.New("stop")

func (s *Set) each(so *held, yield func(key, row []byte) bool) {
	if s.err != nil {
		return
	}
	err := so.Each(func(key, row []byte) error {
		if !yield(key, row) {
			return errStop
		}
		return nil
	})
	if err != nil && err != errStop {
		s.err = err
	}
}

// Err is the first error of a spill, if any: whoever called a stage asks for it before believing the rows.
func (s *Set) Err() error { return s.err }

// Reset empties the Set and keeps its memory, its lists and its date.
func (s *Set) Reset() {
	for _, so := range s.sorters {
		so.Reset()
	}
	s.size, s.err = 0, nil
}

// Close removes the Set's spills and gives its memory to other Sets, its memos too.
func (s *Set) Close() {
	for _, so := range s.sorters {
		so.Close()
	}
	s.size, s.err = 0, nil
	if s.memos != nil {
		spareMemos.Put(s.memos)
		s.memos = nil
	}
}

// SetList gives the Set what a *pipeline.List, the key, built.
func (s *Set) SetList(key, value any) { s.lists[key] = value }

// ListOf is what SetList gave under the key. It panics where it gave nothing.
func (s *Set) ListOf(key any) any {
	v, ok := s.lists[key]
	if !ok {
		panic(Misuse("this set carries no such list: the stage does not declare it among its Reads"))
	}
	return v
}

// spareMemos are the memos of closed Sets: names and words of one shard stand in the next one too.
var spareMemos sync.Pool

// Memo is a T that the Set carries from key to key, and from document to document, for answers that are worth remembering;
// it is zero, or what a closed Set left. Memory is bounded by whoever fills it, and no row may depend on what it holds.
func Memo[T any](s *Set) *T {
	typ := reflect.TypeFor[T]()
	if s.memos == nil {
		if left, ok := spareMemos.Get().(map[reflect.Type]any); ok {
			s.memos = left
		} else {
			s.memos = map[reflect.Type]any{}
		}
	}
	if s.memos[typ] == nil {
		s.memos[typ] = new(T)
	}
	return s.memos[typ].(*T)
}

// SetAsOf gives the Set the date of the question, nil if the user named none.
func (s *Set) SetAsOf(d *Date) { s.asOf, s.hasDate = d, true }

// AsOf is the date for which "in force" is answered; nil if the user named none. It panics where the stage does not
// declare that it depends on it.
func (s *Set) AsOf() *Date {
	if !s.hasDate {
		panic(Misuse("this stage reads the as-of date without declaring AsOf"))
	}
	return s.asOf
}
