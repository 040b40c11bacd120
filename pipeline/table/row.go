package table

import (
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// What the runner and `check` need of a table without knowing its row type.

// Raw calls f with the rows that s holds of the table as they were added, each once: entities are not merged yet. The key
// is the id of an entity, the table's order of any other row, or what Segment asked for.
func (t *Table[R]) Raw(s *Set, f func(key, encoded []byte) error) error {
	return s.sorter(t.Name).Each(f)
}

// Open decodes a row that a Set encoded. The Row holds the bytes it was given.
func (t *Table[R]) Open(encoded []byte) Row {
	r := new(R)
	t.must().decode(encoded, r)
	return Row{Key: t.orderOf(nil, encoded), Encoded: encoded, Value: r}
}

// View is the row, a *R, whose texts are parts of the bytes.
func (t *Table[R]) View(encoded []byte) any {
	r := new(R)
	t.must().decodeBy(viewing(encoded), r)
	return r
}

// Row encodes a row, as Open decodes it.
func (t *Table[R]) Row(r *R) Row { return t.Open(t.must().encode(nil, r)) }

// Encode encodes a row, a *R.
func (t *Table[R]) Encode(row any) []byte { return t.must().encode(nil, row.(*R)) }

// AddAny adds a row, a *R.
func (t *Table[R]) AddAny(s *Set, row any) { t.Add(s, *row.(*R)) }

// Empty says that s holds no row of the table.
func (t *Table[R]) Empty(s *Set) bool { return s.sorter(t.Name).Empty() }

// ID is the id of a row, a *R, of an entity; "" where the table has none.
func (t *Table[R]) ID(row any) string {
	if t.must().id == nil {
		return ""
	}
	return reflect.ValueOf(row).Elem().Field(t.id.index).String()
}

// Origins is where a row, a *R, was read: its column origins, or else the place that its columns digest, member, offset and
// fragment name, or else, in drafts, that of a column that is a place, or of the record in a column. It is nil where the row has none.
func (t *Table[R]) Origins(row any) []source.Origin {
	v := reflect.ValueOf(row).Elem()
	var o source.Origin
	found := false
	for _, c := range t.must().cols {
		f := v.Field(c.index)
		switch {
		case c.typ == reflect.TypeFor[[]source.Origin]():
			return slices.Clone(f.Interface().([]source.Origin))
		case c.Name == "digest" && c.typ.Kind() == reflect.String:
			o.Digest, found = f.String(), true
		case c.Name == "member" && c.typ.Kind() == reflect.String:
			o.Member = f.String()
		case c.Name == "fragment" && c.typ.Kind() == reflect.String:
			o.Fragment = f.String()
		case c.Name == "offset" && c.typ.Kind() == reflect.Int64:
			o.Offset = f.Int()
		}
	}
	if !found {
		return placeIn(t.must().cols, v)
	}
	return []source.Origin{o}
}

// placeIn is the first column, or column of a struct in one, that is an origin or a list of them.
func placeIn(cols []column, v reflect.Value) []source.Origin {
	for _, c := range cols {
		switch f := v.Field(c.index); {
		case c.typ == reflect.TypeFor[[]source.Origin]():
			return slices.Clone(f.Interface().([]source.Origin))
		case c.typ == reflect.TypeFor[source.Origin]():
			return []source.Origin{f.Interface().(source.Origin)}
		case c.typ.Kind() == reflect.Struct:
			if all := placeIn(c.fields, f); all != nil {
				return all
			}
		}
	}
	return nil
}

// Strings is the value of one column of a row, a *R, as text: nothing for null, one for each element of a list. A name such as
// "buyer.id" reaches into a struct, or into each of a list of them. It fails where there is no such column of text.
func (t *Table[R]) Strings(row any, name string) ([]string, error) {
	return stringsAt(t.must().cols, reflect.ValueOf(row).Elem(), name)
}

func stringsAt(cols []column, v reflect.Value, name string) ([]string, error) {
	for _, c := range cols {
		f := v.Field(c.index)
		switch {
		case c.Name == name && c.typ.Kind() == reflect.String:
			if f.String() == "" {
				return nil, nil
			}
			return []string{f.String()}, nil
		case c.Name == name && c.typ.Kind() == reflect.Slice && c.fields == nil:
			return slices.Clone(f.Interface().([]string)), nil
		case c.fields != nil && strings.HasPrefix(name, c.Name+"."):
			name = name[len(c.Name)+1:]
			if c.typ.Kind() == reflect.Struct {
				return stringsAt(c.fields, f, name)
			}
			var all []string
			for i := range f.Len() {
				some, err := stringsAt(c.fields, f.Index(i), name)
				if err != nil {
					return nil, err
				}
				all = append(all, some...)
			}
			return all, nil
		}
	}
	return nil, fmt.Errorf("no column of text is named %s", name)
}

// erased is what Any holds beyond the description, the writing and the reading of rows.
type erased interface {
	Raw(s *Set, f func(key, encoded []byte) error) error
	Open(encoded []byte) Row
	View(encoded []byte) any
	AddAny(s *Set, row any)
	Encode(row any) []byte
	Empty(s *Set) bool
	ID(row any) string
	Origins(row any) []source.Origin
	Strings(row any, column string) ([]string, error)
	// Read calls f with every row, a *R, of a Parquet file.
	Read(r io.ReaderAt, size int64, f func(row any) error) error
	// Select is Read for the rows of which one of the columns has a value that keep takes.
	Select(r io.ReaderAt, size int64, columns []string, keep func(value string) bool, f func(row any) error) error
	// Verify reads every page of a Parquet file and counts its rows.
	Verify(r io.ReaderAt, size int64) (rows int64, err error)
	// JSON appends a row, a *R, as one line of JSON.
	JSON(b []byte, row any) []byte
	// Header is the columns of the table as HeaderArrow gives them for its files.
	Header() []string
}
