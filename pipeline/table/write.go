package table

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

const (
	rowGroupRows = 64 << 10  // a row group is what a reader holds at once
	pageBytes    = 256 << 10 // before compression
	pageRows     = 64        // a page has a multiple of so many
)

const magic = "PAR1"

// Writer writes rows of one table as one Parquet file: plain or dictionary strings and data page v1, which every reader
// takes, zstd pages and page CRCs. It takes rows apart as they were encoded, column by column, without making structs of them.
type Writer struct {
	Rows    int64
	cols    []column
	chunks  []*chunk
	out     *counter
	packer  packer
	footer  format.FileMetaData
	paths   [][]string
	inGroup int64
}

// counter counts what is written, and keeps the first error.
type counter struct {
	w   io.Writer
	n   int64
	err error
}

func (w *counter) write(b []byte) {
	if w.err == nil {
		_, w.err = w.w.Write(b)
	}
	w.n += int64(len(b))
}

// NewWriter writes a Parquet file of t to w.
func (t *Table[R]) NewWriter(w io.Writer) *Writer {
	t.must()
	out := &Writer{cols: t.cols, out: &counter{w: w}, footer: t.footer()}
	out.chunks, out.paths = chunksOf(nil, nil, t.cols, nil, 0, 0)
	out.packer.encoder = encoders.Get().(*zstd.Encoder)
	out.out.write([]byte(magic))
	return out
}

// footer is that of a file without rows, as the library that reads files writes it: so the schema is the library's.
func (t *Table[R]) footer() format.FileMetaData {
	t.empty.once.Do(func() {
		var b bytes.Buffer
		w := parquet.NewGenericWriter[R](&b, parquet.SchemaOf(new(R)), parquet.CreatedBy("perimeter", "", ""),
			parquet.KeyValueMetadata("perimeter.table", t.Name))
		err := w.Close()
		var f *parquet.File
		if err == nil {
			f, err = parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
		}
		if err != nil {
			panic(fmt.Errorf("table %s cannot be written as Parquet: %w", t.Name, err))
		}
		t.empty.footer = *f.Metadata()
		t.empty.footer.RowGroups = nil
	})
	return t.empty.footer
}

// chunksOf are the columns of a file, and their paths there, in the order of the encoding.
func chunksOf(all []*chunk, paths [][]string, cols []column, path []string, repetitions, definitions uint8) ([]*chunk, [][]string) {
	for i := range cols {
		c := &cols[i]
		here := append(path[:len(path):len(path)], c.Name)
		switch c.shape {
		case aStruct:
			all, paths = chunksOf(all, paths, c.fields, here, repetitions, definitions)
			continue
		case strings_:
			all = append(all, &chunk{shape: aString, repetitions: repetitions + 1, definitions: definitions + 1})
			paths = append(paths, append(here, "list", "element"))
			continue
		case origins_, structs_:
			all, paths = chunksOf(all, paths, c.fields, append(here, "list", "element"), repetitions+1, definitions+1)
			continue
		}
		out := &chunk{shape: c.shape, optional: c.optional, dict: c.dict, repetitions: repetitions, definitions: definitions}
		if c.optional {
			out.definitions++
		}
		if c.dict {
			out.index = map[string]uint32{}
		}
		all, paths = append(all, out), append(paths, here)
	}
	return all, paths
}

// Write adds a row as it was encoded.
func (w *Writer) Write(encoded []byte) error {
	chunks, rest := w.chunks, encoded
	for i := range w.cols {
		chunks, rest = put(chunks, rest, &w.cols[i], 0, 0, 1)
	}
	if len(chunks)+len(rest) > 0 {
		panic(errCodec)
	}
	w.Rows++
	if w.inGroup++; w.inGroup%pageRows == 0 {
		for _, c := range w.chunks {
			if c.full() {
				c.end(&w.packer)
			}
		}
	}
	if w.inGroup == rowGroupRows {
		w.group()
	}
	return w.out.err
}

// put adds a column, which is encoded at the start of row, to the first chunks. A list in it is the depth-th.
func put(chunks []*chunk, row []byte, c *column, repetition, definition, depth uint8) ([]*chunk, []byte) {
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
	n, k := binary.Uvarint(row)
	if k <= 0 {
		panic(errCodec)
	}
	row = row[k:]
	inside := chunks[:c.leaves]
	if n == 0 {
		for _, leaf := range inside {
			leaf.level(repetition, definition)
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

// group ends a row group.
func (w *Writer) group() {
	g := format.RowGroup{NumRows: w.inGroup, FileOffset: w.out.n, Ordinal: int16(len(w.footer.RowGroups))}
	for i, c := range w.chunks {
		column := c.flush(&w.packer, w.out, w.paths[i])
		g.TotalByteSize += column.MetaData.TotalUncompressedSize
		g.TotalCompressedSize += column.MetaData.TotalCompressedSize
		g.Columns = append(g.Columns, column)
	}
	w.footer.RowGroups = append(w.footer.RowGroups, g)
	w.footer.NumRows += w.inGroup
	w.inGroup = 0
}

// Close writes the footer. It does not close the writer below.
func (w *Writer) Close() error {
	if w.inGroup > 0 {
		w.group()
	}
	encoders.Put(w.packer.encoder)
	footer, err := thrift.Marshal(new(thrift.CompactProtocol), &w.footer)
	if err != nil {
		return err
	}
	w.out.write(footer)
	w.out.write(append(binary.LittleEndian.AppendUint32(nil, uint32(len(footer))), magic...))
	if w.out.err != nil {
		return w.out.err
	}
	return w.packer.err
}
