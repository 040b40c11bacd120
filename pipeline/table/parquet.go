package table

import (
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

const (
	writeBatch   = 1024      // fixed, for the bytes must not depend on how rows came
	rowGroupRows = 64 << 10  // a row group is what a reader holds at once
	pageBytes    = 256 << 10 // before encoding
)

// Writer writes rows of one table as one Parquet file: plain or dictionary strings and data page v1, which every reader
// takes, zstd pages and page CRCs.
type Writer struct {
	Rows  int64
	write func(row any) error
	close func() error
}

// Write adds a row, a *R.
func (w *Writer) Write(row any) error { w.Rows++; return w.write(row) }

// Close writes the footer. It does not close the writer below.
func (w *Writer) Close() error { return w.close() }

// NewWriter writes a Parquet file of t to w. Rows are taken apart one by one: the library's faster path for whole batches
// (v0.32.0) writes some nulls of optional columns as empty values, depending on where in the batch they stand.
func (t *Table[R]) NewWriter(w io.Writer) *Writer {
	t.must()
	schema := parquet.SchemaOf(new(R))
	pw := parquet.NewGenericWriter[R](w, schema,
		parquet.DataPageVersion(1),
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedFastest}),
		parquet.DefaultEncoding(&parquet.Plain),
		parquet.MaxRowsPerRowGroup(rowGroupRows),
		parquet.PageBufferSize(pageBytes),
		parquet.CreatedBy("perimeter", "", ""),
		parquet.KeyValueMetadata("perimeter.table", t.Name))
	batch := make([]parquet.Row, 0, writeBatch)
	flush := func() error {
		n, err := pw.WriteRows(batch)
		if err == nil && n != len(batch) {
			err = fmt.Errorf("wrote %d of %d rows", n, len(batch))
		}
		for i := range batch {
			clear(batch[i])
		}
		batch = batch[:0]
		return err
	}
	return &Writer{
		write: func(row any) error {
			batch = batch[:len(batch)+1]
			last := &batch[len(batch)-1]
			*last = schema.Deconstruct((*last)[:0], row)
			if len(batch) == writeBatch {
				return flush()
			}
			return nil
		},
		close: func() error {
			if err := flush(); err != nil {
				return err
			}
			return pw.Close()
		},
	}
}

// Verify reads every page of a Parquet file that NewWriter wrote, with its checksum, and counts its rows in every column. It is
// Read without putting rows together.
func (t *Table[R]) Verify(r io.ReaderAt, size int64) (rows int64, err error) {
	t.must()
	group := 0
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("damaged Parquet in row group %d: %v", group, p)
		}
	}()
	file, err := parquet.OpenFile(r, size)
	if err != nil {
		return 0, err
	}
	if want, got := parquet.SchemaOf(new(R)).String(), file.Schema().String(); want != got {
		return 0, fmt.Errorf("the columns of %s are not those of this program", t.Name)
	}
	for _, g := range file.RowGroups() {
		for _, column := range g.ColumnChunks() {
			n, err := rowsOf(column)
			if err == nil && n != g.NumRows() {
				err = fmt.Errorf("a column has %d rows of %d", n, g.NumRows())
			}
			if err != nil {
				return 0, fmt.Errorf("row group %d: %w", group, err)
			}
		}
		rows += g.NumRows()
		group++
	}
	return rows, nil
}

// rowsOf reads the pages of a column and counts their rows.
func rowsOf(column parquet.ColumnChunk) (rows int64, err error) {
	pages := column.Pages()
	defer pages.Close()
	for {
		page, err := pages.ReadPage()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return rows, err
		}
		rows += page.NumRows()
		parquet.Release(page)
	}
}

// Read calls f with every row, a *R, of a Parquet file that NewWriter wrote. It survives a damaged file, whatever the library does.
func (t *Table[R]) Read(r io.ReaderAt, size int64, f func(row any) error) (err error) {
	t.must()
	rows := 0
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("damaged Parquet in row group %d: %v", rows/rowGroupRows, p)
		}
	}()
	file, err := parquet.OpenFile(r, size)
	if err != nil {
		return err
	}
	if want, got := parquet.SchemaOf(new(R)).String(), file.Schema().String(); want != got {
		return fmt.Errorf("the columns of %s are not those of this program", t.Name)
	}
	reader := parquet.NewGenericReader[R](file)
	defer reader.Close()
	batch := make([]R, 256)
	for {
		clear(batch)
		n, err := reader.Read(batch)
		for i := range n {
			row := batch[i]
			rows++
			if err := f(&row); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("row group %d: %w", rows/rowGroupRows, err)
		}
	}
}
