package table

import (
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
)

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
	file, err := t.open(r, size)
	if err != nil {
		return 0, err
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

// open opens a Parquet file that NewWriter wrote.
func (t *Table[R]) open(r io.ReaderAt, size int64) (*parquet.File, error) {
	file, err := parquet.OpenFile(r, size)
	if err != nil {
		return nil, err
	}
	if want, got := parquet.SchemaOf(new(R)).String(), file.Schema().String(); want != got {
		return nil, fmt.Errorf("the columns of %s are not those of this program: another version of it wrote them", t.Name)
	}
	return file, nil
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
	file, err := t.open(r, size)
	if err != nil {
		return err
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
