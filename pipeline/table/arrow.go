package table

import (
	"context"
	"fmt"
	"io"
	"math/big"
	"strconv"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
)

// The second reader: what NewWriter wrote, as a library reads it that did not write it. `check` compares the two, and the
// goldens are dumped with this one.

// ReaderAtSeeker is an open file.
type ReaderAtSeeker interface {
	io.ReaderAt
	io.Seeker
}

// ReadArrow calls f with every row of a Parquet file as Table.JSON writes it: one line of JSON without its line end, valid
// until the next row. It survives a damaged file, whatever the library does; an error names the row group.
func ReadArrow(r ReaderAtSeeker, f func(line []byte) error) error {
	return withArrow(r, func(fr *pqarrow.FileReader) error {
		all := make([]int, fr.ParquetReader().MetaData().Schema.NumColumns())
		for i := range all {
			all[i] = i
		}
		var line []byte
		for group := range fr.ParquetReader().NumRowGroups() {
			if err := arrowGroup(fr, all, group, &line, f); err != nil {
				return fmt.Errorf("row group %d: %w", group, err)
			}
		}
		return nil
	})
}

// HeaderArrow is the columns of a Parquet file in the form of Table.Header.
func HeaderArrow(r ReaderAtSeeker) (names []string, err error) {
	err = withArrow(r, func(fr *pqarrow.FileReader) error {
		schema, err := fr.Schema()
		if err != nil {
			return err
		}
		return headerArrow(&names, "", schema.Fields())
	})
	return names, err
}

func withArrow(r ReaderAtSeeker, f func(fr *pqarrow.FileReader) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("damaged Parquet: %v", p)
		}
	}()
	pf, err := file.NewParquetReader(struct{ ReaderAtSeeker }{r}) // what can be closed it would close
	if err != nil {
		return err
	}
	defer pf.Close()
	fr, err := pqarrow.NewFileReader(pf, pqarrow.ArrowReadProperties{BatchSize: 1024}, memory.DefaultAllocator)
	if err != nil {
		return err
	}
	return f(fr)
}

func arrowGroup(fr *pqarrow.FileReader, columns []int, group int, line *[]byte, f func([]byte) error) error {
	rr, err := fr.GetRecordReader(context.Background(), columns, []int{group})
	if err != nil {
		return err
	}
	defer rr.Release()
	for rr.Next() {
		rec := rr.RecordBatch()
		for i := range int(rec.NumRows()) {
			b := (*line)[:0]
			for c, field := range rec.Schema().Fields() {
				b = appendName(b, c, field.Name)
				if b, err = appendArrow(b, rec.Column(c), i); err != nil {
					return fmt.Errorf("column %s: %w", field.Name, err)
				}
			}
			*line = append(b, '}')
			if err := f(*line); err != nil {
				return err
			}
		}
	}
	if err := rr.Err(); err != nil && err != io.EOF {
		return err
	}
	return nil
}

func appendArrow(b []byte, col arrow.Array, i int) ([]byte, error) {
	if list, ok := col.(*array.List); ok {
		b = append(b, '[')
		if list.IsValid(i) {
			from, to := list.ValueOffsets(i)
			for j := from; j < to; j++ {
				if j > from {
					b = append(b, ',')
				}
				var err error
				if b, err = appendArrow(b, list.ListValues(), int(j)); err != nil {
					return nil, err
				}
			}
		}
		return append(b, ']'), nil
	}
	if col.IsNull(i) {
		return append(b, "null"...), nil
	}
	switch a := col.(type) {
	case *array.String:
		return appendText(b, a.Value(i)), nil
	case *array.Binary: // text that is itself JSON
		return appendText(b, string(a.Value(i))), nil
	case *array.Dictionary:
		return appendArrow(b, a.Dictionary(), a.GetValueIndex(i))
	case array.ExtensionArray:
		return appendArrow(b, a.Storage(), i)
	case *array.Boolean:
		return strconv.AppendBool(b, a.Value(i)), nil
	case *array.Int64:
		return strconv.AppendInt(b, a.Value(i), 10), nil
	case *array.Date32:
		return appendText(b, Date(a.Value(i)).String()), nil
	case *array.Decimal128:
		d, err := fromBig(new(big.Int).Set(a.Value(i).BigInt()))
		if err != nil {
			return nil, err
		}
		return appendText(b, d.fixed()), nil
	case *array.Struct:
		fields := a.DataType().(*arrow.StructType).Fields()
		for c, field := range fields {
			b = appendName(b, c, field.Name)
			var err error
			if b, err = appendArrow(b, a.Field(c), i); err != nil {
				return nil, err
			}
		}
		return append(b, '}'), nil
	}
	return nil, fmt.Errorf("has the unexpected type %v", col.DataType())
}

func headerArrow(out *[]string, prefix string, fields []arrow.Field) error {
	for _, f := range fields {
		kind, typ := "", f.Type
		if ext, ok := typ.(arrow.ExtensionType); ok {
			typ = ext.StorageType()
		}
		var inside []arrow.Field
		switch t := typ.(type) {
		case *arrow.StringType:
			kind = "string"
		case *arrow.BinaryType:
			kind = "json"
		case *arrow.BooleanType:
			kind = "bool"
		case *arrow.Int64Type:
			kind = "int64"
		case *arrow.Date32Type:
			kind = "date"
		case *arrow.Decimal128Type:
			kind = fmt.Sprintf("decimal(%d,%d)", t.Precision, t.Scale)
		case *arrow.StructType:
			kind, inside = "struct", t.Fields()
		case *arrow.ListType:
			kind = "list"
			if s, ok := t.Elem().(*arrow.StructType); ok {
				inside = s.Fields()
			}
		default:
			return fmt.Errorf("column %s has the unexpected type %v", prefix+f.Name, f.Type)
		}
		*out = append(*out, prefix+f.Name+" "+kind)
		if err := headerArrow(out, prefix+f.Name+".", inside); err != nil {
			return err
		}
	}
	return nil
}
