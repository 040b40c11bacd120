package table

import (
	"fmt"
	"strconv"

	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/file"
)

const leafBatch = 1024 // entries read at once

// leaf reads one column of a Parquet file entry by entry. An entry is a value, a null, or an empty list around it: its
// repetition level says how many of the lists around it go on with it, its definition level how much of it there is.
type leaf struct {
	number   int // of the column in the file
	path     string
	kind     string // as in Header
	depth    int16  // the lists around it
	optional bool

	read        func() (entries int64, values int, err error) // into the next three
	definitions []int16
	repetitions []int16
	value       func(b []byte, i int) ([]byte, error) // appends the i-th value of those read
	entries     int                                   // read
	at          int                                   // the next entry
	next        int                                   // the next value
}

// open starts to read the column in a row group.
func (l *leaf) open(chunk file.ColumnChunkReader) error {
	l.definitions, l.repetitions = make([]int16, leafBatch), make([]int16, leafBatch)
	l.entries, l.at, l.next = 0, 0, 0
	text := func(b []byte, v parquet.ByteArray) ([]byte, error) { return appendText(b, string(v)), nil }
	switch c := chunk.(type) {
	case *file.ByteArrayColumnChunkReader:
		openLeaf(l, c.ReadBatchInPage, text)
	case *file.BooleanColumnChunkReader:
		openLeaf(l, c.ReadBatchInPage, func(b []byte, v bool) ([]byte, error) { return strconv.AppendBool(b, v), nil })
	case *file.Int64ColumnChunkReader:
		openLeaf(l, c.ReadBatchInPage, func(b []byte, v int64) ([]byte, error) { return strconv.AppendInt(b, v, 10), nil })
	case *file.Int32ColumnChunkReader:
		openLeaf(l, c.ReadBatchInPage, func(b []byte, v int32) ([]byte, error) { return appendText(b, Date(v).String()), nil })
	case *file.FixedLenByteArrayColumnChunkReader:
		openLeaf(l, c.ReadBatchInPage, func(b []byte, v parquet.FixedLenByteArray) ([]byte, error) {
			d, err := fromBig(Decimal(v).big())
			if err != nil {
				return nil, err
			}
			return appendText(b, d.fixed()), nil
		})
	default:
		return l.failed("has an unexpected type", nil)
	}
	return nil
}

func openLeaf[V any](l *leaf, read func(int64, []V, []int16, []int16) (int64, int, error), text func([]byte, V) ([]byte, error)) {
	values := make([]V, leafBatch)
	l.read = func() (int64, int, error) { return read(leafBatch, values, l.definitions, l.repetitions) }
	l.value = func(b []byte, i int) ([]byte, error) { return text(b, values[i]) }
}

// more says whether there is another entry, and reads it.
func (l *leaf) more() (bool, error) {
	if l.at < l.entries {
		return true, nil
	}
	entries, values, err := l.read()
	if err != nil {
		return false, l.failed("cannot be read", err)
	}
	l.entries, l.at, l.next = int(entries), 0, 0
	want := 0
	for _, d := range l.definitions[:entries] {
		if d == l.full() {
			want++
		}
	}
	if values != want {
		return false, l.failed("has another number of values than it says", nil)
	}
	return entries > 0, nil
}

// peek reads the next entry, which must be there.
func (l *leaf) peek() error {
	more, err := l.more()
	if err == nil && !more {
		err = l.failed("has fewer values than there are rows", nil)
	}
	return err
}

func (l *leaf) definition() int16 { return l.definitions[l.at] }
func (l *leaf) repetition() int16 { return l.repetitions[l.at] }

// full is the definition level of a value.
func (l *leaf) full() int16 {
	if l.optional {
		return l.depth + 1
	}
	return l.depth
}

// append appends the next value, or null, which must begin at the repetition level.
func (l *leaf) append(b []byte, repetition int16) ([]byte, error) {
	if err := l.peek(); err != nil {
		return nil, err
	}
	if l.definition() < l.full() {
		return append(b, "null"...), l.skip(repetition, l.depth)
	}
	if l.repetition() != repetition {
		return nil, l.failed("has a list of another length than the columns beside it", nil)
	}
	b, err := l.value(b, l.next)
	if err != nil {
		return nil, l.failed("cannot be read", err)
	}
	l.at++
	l.next++
	return b, nil
}

// skip passes over an entry without a value, which must have these levels.
func (l *leaf) skip(repetition, definition int16) error {
	if err := l.peek(); err != nil {
		return err
	}
	if l.repetition() != repetition || l.definition() != definition {
		return l.failed("has a list of another length than the columns beside it", nil)
	}
	l.at++
	return nil
}

func (l *leaf) failed(what string, err error) error {
	if err != nil {
		return fmt.Errorf("column %s %s: %w", l.path, what, err)
	}
	return fmt.Errorf("column %s %s", l.path, what)
}
