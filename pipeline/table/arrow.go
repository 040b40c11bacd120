package table

import (
	"fmt"
	"io"

	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/file"
)

// The second reader: what NewWriter wrote, as a library reads it that did not write it. `check` compares the two, and the
// goldens are dumped with this one. It puts rows together from the columns itself, for the library's own way of doing that
// (pqarrow) links a network stack.

// ReaderAtSeeker is an open file.
type ReaderAtSeeker interface {
	io.ReaderAt
	io.Seeker
}

// ReadArrow calls f with every row of a Parquet file as Table.JSON writes it: one line of JSON without its line end, valid
// until the next row. It survives a damaged file, whatever the library does; an error names the row group.
func ReadArrow(r ReaderAtSeeker, f func(line []byte) error) error {
	return withArrow(r, func(pf *file.Reader, fields []*field) error {
		var line []byte
		for group := range pf.NumRowGroups() {
			if err := arrowGroup(pf, fields, group, &line, f); err != nil {
				return fmt.Errorf("row group %d: %w", group, err)
			}
		}
		return nil
	})
}

// HeaderArrow is the columns of a Parquet file in the form of Table.Header.
func HeaderArrow(r ReaderAtSeeker) (names []string, err error) {
	err = withArrow(r, func(_ *file.Reader, fields []*field) error {
		headerArrow(&names, "", fields)
		return nil
	})
	return names, err
}

func withArrow(r ReaderAtSeeker, f func(pf *file.Reader, fields []*field) error) (err error) {
	defer damaged(&err)
	props := parquet.NewReaderProperties(nil)
	// Page by page: the length of a column that a damaged footer gives is not allocated.
	props.BufferedStreamEnabled = true
	// Without the struct the library would close what can be closed.
	pf, err := file.NewParquetReader(struct{ ReaderAtSeeker }{r}, file.WithReadProps(props))
	if err != nil {
		return err
	}
	defer pf.Close()
	fields, err := fieldsOf(pf.MetaData().Schema)
	if err != nil {
		return err
	}
	return f(pf, fields)
}

// damaged makes an error of a panic.
func damaged(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("damaged Parquet: %v", p)
	}
}

func arrowGroup(pf *file.Reader, fields []*field, group int, line *[]byte, f func([]byte) error) (err error) {
	defer damaged(&err)
	rg := pf.RowGroup(group)
	columns := leavesOf(nil, fields)
	for _, c := range columns {
		chunk, err := rg.Column(c.number)
		if err != nil {
			return err
		}
		defer chunk.Close()
		if err := c.open(chunk); err != nil {
			return err
		}
	}
	for range rg.NumRows() {
		b, err := appendFields((*line)[:0], fields, 0)
		if err != nil {
			return err
		}
		*line = b
		if err := f(b); err != nil {
			return err
		}
	}
	for _, c := range columns {
		more, err := c.more()
		if err != nil {
			return err
		}
		if more {
			return c.failed("has more values than there are rows", nil)
		}
	}
	return nil
}

func headerArrow(out *[]string, prefix string, fields []*field) {
	for _, f := range fields {
		if f.name == "" {
			continue // the texts of a list
		}
		*out = append(*out, prefix+f.name+" "+f.kind)
		headerArrow(out, prefix+f.name+".", f.fields)
	}
}
