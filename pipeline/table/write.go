package table

import (
	"encoding/binary"
	"io"
	"sync"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

const (
	rowGroupRows = 64 << 10  // a row group is what a reader holds at once
	batchRows    = 256       // and
	batchBytes   = 128 << 10 // are after how much pages may end
)

// Writer writes rows of one table as one Parquet file: plain or dictionary strings and data page v1, which every reader
// takes, zstd pages and page CRCs. It takes rows apart as they were encoded, without making values of them. The bytes are those that the
// library's own writer (v0.32.0) gives in half as much time again, but for the bounds of decimals, which that one gets wrong: a reader that
// believes them finds no rows.
type Writer struct {
	Rows    int64
	cols    []column
	chunks  []*chunk
	group   int                       // rows in the row group
	batch   struct{ rows, bytes int } // since pages ended
	footer  *format.FileMetaData
	indexes []format.ColumnIndex // of all chunks of all row groups,
	pages   []format.OffsetIndex // and where their pages are
	w       io.Writer
	at      int64 // bytes written
	err     error // of w
	spare   *sync.Pool
}

// NewWriter writes a Parquet file of t to w.
func (t *Table[R]) NewWriter(w io.Writer) *Writer {
	t.must()
	schema := parquet.SchemaOf(new(R))
	empty := parquet.NewGenericWriter[R](io.Discard, schema, parquet.CreatedBy("perimeter", "", ""), parquet.KeyValueMetadata("perimeter.table", t.Name))
	empty.Close()
	out := &Writer{cols: t.cols, w: w, footer: empty.File().Metadata(), spare: &t.spare}
	if chunks, ok := t.spare.Get().([]*chunk); ok {
		out.chunks = chunks
	} else {
		out.addChunks(schema, schema.Columns(), t.cols)
	}
	out.write([]byte(magic))
	return out
}

func (w *Writer) addChunks(schema *parquet.Schema, leaves [][]string, cols []column) {
	for i := range cols {
		if c := &cols[i]; c.fields != nil {
			w.addChunks(schema, leaves, c.fields)
		} else {
			w.chunks = append(w.chunks, newChunk(schema, leaves[len(w.chunks)], c))
		}
	}
}

// Write adds a row as it was encoded.
func (w *Writer) Write(encoded []byte) error {
	if w.batch.rows == batchRows || w.batch.rows > 0 && w.batch.bytes+len(encoded) > batchBytes {
		w.endPages()
	}
	chunks, rest := w.chunks, encoded
	for i := range w.cols {
		chunks, rest = put(chunks, rest, &w.cols[i], 0, 0, 1)
	}
	if len(chunks)+len(rest) > 0 {
		panic(errCodec)
	}
	w.batch.rows++
	w.batch.bytes += len(encoded)
	w.Rows++
	if w.group++; w.group == rowGroupRows {
		w.endGroup()
	}
	return w.err
}

// endPages ends the pages that are large enough.
func (w *Writer) endPages() {
	w.batch.rows, w.batch.bytes = 0, 0
	for _, c := range w.chunks {
		if c.full() {
			c.endPage()
		}
	}
}

// put adds a column, which is encoded at the start of row, to the first chunks. A list in it is the depth-th.
func put(chunks []*chunk, row []byte, c *column, repetition, definition, depth int) ([]*chunk, []byte) {
	switch c.shape {
	case aStruct:
		for i := range c.fields {
			chunks, row = put(chunks, row, &c.fields[i], repetition, definition, depth)
		}
		return chunks, row
	case strings_, origins_, structs_:
	default:
		return chunks[1:], chunks[0].take(row, repetition, definition)
	}
	n, row := counted(row)
	inside := chunks[:c.leaves]
	if n == 0 {
		for _, of := range inside {
			of.level(repetition, definition)
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
	return chunks[c.leaves:], row
}

// endGroup writes the row group.
func (w *Writer) endGroup() {
	w.endPages()
	g := format.RowGroup{NumRows: int64(w.group), FileOffset: w.at, Ordinal: int16(len(w.footer.RowGroups)), SortingColumns: []format.SortingColumn{}}
	for _, c := range w.chunks {
		column, index, pages := c.end(w)
		g.TotalByteSize += column.TotalUncompressedSize
		g.TotalCompressedSize += column.TotalCompressedSize
		g.Columns = append(g.Columns, format.ColumnChunk{MetaData: column})
		w.indexes, w.pages = append(w.indexes, index), append(w.pages, pages)
	}
	w.footer.RowGroups = append(w.footer.RowGroups, g)
	w.footer.NumRows += g.NumRows
	w.group = 0
}

func (w *Writer) write(b []byte) {
	if w.err == nil {
		_, w.err = w.w.Write(b)
		w.at += int64(len(b))
	}
}

// piece writes a piece of the metadata, and says where.
func (w *Writer) piece(of any) (at int64, length int32) {
	at = w.at
	w.write(compact(of))
	return at, int32(w.at - at)
}

// compact is a piece of the metadata as files have it.
func compact(of any) []byte {
	b, err := thrift.Marshal(new(thrift.CompactProtocol), of)
	if err != nil {
		panic(err) // it has a type of the library, which a buffer takes
	}
	return b
}

const magic = "PAR1"

// Close writes the footer. It does not close the writer below. A second Close does nothing.
func (w *Writer) Close() error {
	if w.chunks == nil {
		return w.err
	}
	if w.group > 0 {
		w.endGroup()
	}
	var columns []*format.ColumnChunk
	for _, g := range w.footer.RowGroups {
		for i := range g.Columns {
			columns = append(columns, &g.Columns[i])
		}
	}
	for i, c := range columns {
		c.ColumnIndexOffset, c.ColumnIndexLength = w.piece(&w.indexes[i])
	}
	for i, c := range columns {
		c.OffsetIndexOffset, c.OffsetIndexLength = w.piece(&w.pages[i])
	}
	_, length := w.piece(w.footer)
	w.write(append(binary.LittleEndian.AppendUint32(nil, uint32(length)), magic...))
	w.spare.Put(w.chunks)
	w.chunks = nil
	return w.err
}
