package table

import (
	"encoding/binary"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
	library "github.com/parquet-go/parquet-go/compress/zstd"
)

const (
	rowGroupRows = 64 << 10  // a row group is what a reader holds at once
	pageBytes    = 256 << 10 // before compression
	batchRows    = 256       // and
	batchBytes   = 128 << 10 // are what goes to the library at once: pages end with a batch
)

// compression is the library's, but for its encoders: they hold 8 MiB each for a window that no page fills, and it loses them to the
// garbage collector.
var compression = &codec{}

type codec struct{ library.Codec }

const windowBytes = 1 << 20 // pages are smaller, but for those of a few long texts

var encoder, _ = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(windowBytes), zstd.WithEncoderCRC(false), zstd.WithZeroFrames(true))

func (*codec) Encode(dst, src []byte) ([]byte, error) { return encoder.EncodeAll(src, dst[:0]), nil }

// Writer writes rows of one table as one Parquet file: plain or dictionary strings and data page v1, which every reader
// takes, zstd pages and page CRCs. It takes rows apart as they were encoded, column by column, without making structs of them.
//
// Bounds are told of every column: for one that is told to skip them the library (v0.32.0) writes empty bounds into the index of
// pages, and a reader that believes them finds no rows.
type Writer struct {
	Rows   int64
	cols   []column
	leaves []*leafWriter
	file   output
	batch  []byte   // the rows that the values of the leaves point into
	rests  [][]byte // of the rows in the batch, what was not taken apart yet
	group  int      // rows in the row group
}

type output interface {
	ColumnWriters() []*parquet.ColumnWriter
	Flush() error
	Close() error
}

// leafWriter is one column of the file.
type leafWriter struct {
	shape    shape
	optional bool
	number   int
	values   []parquet.Value // of the batch
}

// NewWriter writes a Parquet file of t to w.
func (t *Table[R]) NewWriter(w io.Writer) *Writer {
	t.must()
	out := &Writer{cols: t.cols, batch: make([]byte, 0, batchBytes)}
	out.file = parquet.NewGenericWriter[R](w, parquet.SchemaOf(new(R)),
		parquet.DataPageVersion(1),
		parquet.DataPageStatistics(false),
		parquet.Compression(compression),
		parquet.DefaultEncoding(&parquet.Plain),
		parquet.PageBufferSize(pageBytes),
		parquet.CreatedBy("perimeter", "", ""),
		parquet.KeyValueMetadata("perimeter.table", t.Name))
	out.leaves = leavesFor(nil, t.cols)
	return out
}

// leavesFor are the columns of a file, in the order of the encoding, which is the file's.
func leavesFor(all []*leafWriter, cols []column) []*leafWriter {
	for i := range cols {
		switch c := &cols[i]; c.shape {
		case aStruct, origins_, structs_:
			all = leavesFor(all, c.fields)
		case strings_:
			all = append(all, &leafWriter{shape: aString, number: len(all)})
		default:
			all = append(all, &leafWriter{shape: c.shape, optional: c.optional, number: len(all)})
		}
	}
	return all
}

// Write adds a row as it was encoded.
func (w *Writer) Write(encoded []byte) error {
	if len(w.rests) == batchRows || len(w.rests) > 0 && len(w.batch)+len(encoded) > batchBytes {
		if err := w.flush(); err != nil {
			return err
		}
	}
	from := len(w.batch)
	w.batch = append(w.batch, encoded...)
	w.rests = append(w.rests, w.batch[from:])
	w.Rows++
	if w.group++; w.group == rowGroupRows {
		w.group = 0
		if err := w.flush(); err != nil {
			return err
		}
		return w.file.Flush()
	}
	return nil
}

// flush takes the batch apart, one column of all its rows after the other, and gives it to the library.
func (w *Writer) flush() error {
	leaves := w.leaves
	for i := range w.cols {
		leaves = putAll(leaves, w.rests, &w.cols[i])
	}
	for _, rest := range w.rests {
		if len(leaves)+len(rest) > 0 {
			panic(errCodec)
		}
	}
	for i, column := range w.file.ColumnWriters() {
		n, err := column.WriteRowValues(w.leaves[i].values)
		if err == nil && n != len(w.rests) {
			err = fmt.Errorf("wrote %d of %d rows of a column", n, len(w.rests))
		}
		if err != nil {
			return err
		}
		w.leaves[i].values = w.leaves[i].values[:0]
	}
	w.batch, w.rests = w.batch[:0], w.rests[:0]
	return nil
}

// Close writes the footer. It does not close the writer below.
func (w *Writer) Close() error {
	if len(w.rests) > 0 {
		if err := w.flush(); err != nil {
			return err
		}
	}
	return w.file.Close()
}

// putAll adds a column, which is encoded at the start of each row, to the first leaves.
func putAll(leaves []*leafWriter, rows [][]byte, c *column) []*leafWriter {
	switch c.shape {
	case aStruct:
		for i := range c.fields {
			leaves = putAll(leaves, rows, &c.fields[i])
		}
		return leaves
	case aString:
		leaves[0].takeTexts(rows)
	default:
		for i, row := range rows {
			_, rows[i] = put(leaves, row, c, 0, 0, 1)
		}
	}
	return leaves[c.leaves:]
}

// put adds a column, which is encoded at the start of row, to the first leaves. A list in it is the depth-th.
func put(leaves []*leafWriter, row []byte, c *column, repetition, definition, depth int) ([]*leafWriter, []byte) {
	switch c.shape {
	case aStruct:
		for i := range c.fields {
			leaves, row = put(leaves, row, &c.fields[i], repetition, definition, depth)
		}
		return leaves, row
	case strings_, origins_, structs_:
	default:
		return leaves[1:], leaves[0].take(row, repetition, definition)
	}
	n, k := binary.Uvarint(row)
	if k <= 0 {
		panic(errCodec)
	}
	row = row[k:]
	inside := leaves[:c.leaves]
	if n == 0 {
		for _, leaf := range inside {
			leaf.add(parquet.Value{}, repetition, definition)
		}
	}
	for range n {
		if c.shape == strings_ {
			row = inside[0].take(row, repetition, definition+1)
		} else {
			at := inside
			for i := range c.fields {
				at, row = put(at, row, &c.fields[i], repetition, definition+1, depth+1)
			}
		}
		repetition = depth
	}
	return leaves[c.leaves:], row
}

func (l *leafWriter) add(v parquet.Value, repetition, definition int) {
	l.values = append(l.values, v.Level(repetition, definition, l.number))
}

// takeTexts is take for the texts of all rows.
func (l *leafWriter) takeTexts(rows [][]byte) {
	for i, row := range rows {
		n, k := binary.Uvarint(row)
		if k <= 0 || uint64(len(row)-k) < n {
			panic(errCodec)
		}
		end := k + int(n)
		rows[i] = row[end:]
		switch {
		case !l.optional:
			l.values = append(l.values, parquet.ByteArrayValue(row[k:end:end]))
		case n > 0:
			l.values = append(l.values, parquet.ByteArrayValue(row[k:end:end]).Level(0, 1, l.number))
		default:
			l.values = append(l.values, parquet.Value{})
		}
	}
}

// take adds the value at the start of an encoded row, and gives what follows it. The value's level of definition is that of what
// holds it.
func (l *leafWriter) take(row []byte, repetition, definition int) []byte {
	var v parquet.Value
	present := true
	switch l.shape {
	case aString:
		n, k := binary.Uvarint(row)
		if k <= 0 || uint64(len(row)-k) < n {
			panic(errCodec)
		}
		end := k + int(n)
		v, present, row = parquet.ByteArrayValue(row[k:end:end]), n > 0, row[end:]
	case aBool:
		v, row = parquet.BooleanValue(row[0] == 1), row[1:]
	case anInt64:
		n, k := binary.Varint(row)
		if k <= 0 {
			panic(errCodec)
		}
		v, row = parquet.Int64Value(n), row[k:]
	default:
		present, row = row[0] == 1, row[1:]
		if !present {
			break
		}
		if l.shape == aDate {
			n, k := binary.Varint(row)
			if k <= 0 {
				panic(errCodec)
			}
			v, row = parquet.Int32Value(int32(n)), row[k:]
		} else {
			size := len(Decimal{})
			v, row = parquet.FixedLenByteArrayValue(row[:size:size]), row[size:]
		}
	}
	switch {
	case !l.optional:
	case present:
		definition++
	default:
		v = parquet.Value{}
	}
	if repetition+definition == 0 { // as a value is without being told
		l.values = append(l.values, v)
		return row
	}
	l.add(v, repetition, definition)
	return row
}
