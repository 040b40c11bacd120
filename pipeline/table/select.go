package table

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// maxSought is how many rows of a file are looked up one by one; from there on reading it from end to end is quicker.
const maxSought = 64

// Select calls f with those rows, each a *R, of a Parquet file that NewWriter wrote of which one of the columns has a value that keep
// takes. The columns are texts, no lists, named as in body.id; a null is "". It reads them, and of the others no more than it must.
func (t *Table[R]) Select(r io.ReaderAt, size int64, columns []string, keep func(value string) bool, f func(row any) error) (err error) {
	t.must()
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("damaged Parquet: %v", p)
		}
	}()
	file, err := t.open(r, size)
	if err != nil {
		return err
	}
	var rows []int64
	for _, column := range columns {
		leaf, ok := file.Schema().Lookup(strings.Split(column, ".")...)
		if !ok {
			return fmt.Errorf("%s has no column %s", t.Name, column)
		}
		first := int64(0)
		for _, g := range file.RowGroups() {
			if rows, err = taken(rows, g.ColumnChunks()[leaf.ColumnIndex], first, keep); err != nil {
				return err
			}
			first += g.NumRows()
		}
	}
	slices.Sort(rows)
	rows = slices.Compact(rows)
	if len(rows) > maxSought {
		at := int64(-1)
		return t.Read(r, size, func(row any) error {
			at++
			if _, found := slices.BinarySearch(rows, at); !found {
				return nil
			}
			return f(row)
		})
	}
	reader := parquet.NewGenericReader[R](file)
	defer reader.Close()
	for _, i := range rows {
		if err := reader.SeekToRow(i); err != nil {
			return err
		}
		row := make([]R, 1)
		if n, err := reader.Read(row); n != 1 {
			return fmt.Errorf("row %d cannot be read: %v", i, err)
		}
		if err := f(&row[0]); err != nil {
			return err
		}
	}
	return nil
}

// taken adds to rows those of a column's chunk, of which the first is row first of the file, whose value keep takes.
func taken(rows []int64, column parquet.ColumnChunk, first int64, keep func(string) bool) ([]int64, error) {
	pages := column.Pages()
	defer pages.Close()
	values := make([]parquet.Value, 1024)
	for {
		page, err := pages.ReadPage()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		for reader := page.Values(); ; {
			n, err := reader.ReadValues(values)
			for _, v := range values[:n] {
				text := ""
				if !v.IsNull() {
					text = string(v.ByteArray())
				}
				if keep(text) {
					rows = append(rows, first)
				}
				first++
			}
			if err == io.EOF {
				break
			}
			if err != nil {
				parquet.Release(page)
				return nil, err
			}
		}
		parquet.Release(page)
	}
}
