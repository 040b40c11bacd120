package table

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// For tests and for people: rows as blocks of "column: value", and rows from JSON.

// Dump writes the rows that s holds of t, as they are published: a block a row, a line a column, blank lines between. Absent
// values and empty lists are left out. Texts are quoted as in JSON; an origin is its standard notation and @offset+length.
func Dump(t Any, s *Set) (string, error) {
	var b strings.Builder
	err := t.Drain(s, func(r Row) error {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		v := reflect.ValueOf(r.Value).Elem()
		cols, err := columnsOf(v.Type())
		if err != nil {
			return err
		}
		text(&b, "", cols, v)
		return nil
	})
	return b.String(), err
}

func text(b *strings.Builder, indent string, cols []column, v reflect.Value) {
	for _, c := range cols {
		f := v.Field(c.index)
		line := func(value string) { b.WriteString(strings.TrimRight(indent+c.Name+": "+value, " ") + "\n") }
		switch {
		case c.typ == typeDate, c.typ == typeDecimal:
			if !f.IsNil() {
				line(f.Interface().(fmt.Stringer).String())
			}
		case c.typ.Kind() == reflect.String:
			if !c.optional || f.Len() > 0 {
				line(quoted(f.String()))
			}
		case c.typ.Kind() == reflect.Bool:
			line(strconv.FormatBool(f.Bool()))
		case c.typ.Kind() == reflect.Int64:
			line(strconv.FormatInt(f.Int(), 10))
		case c.typ.Kind() == reflect.Struct:
			if !f.IsZero() {
				line("")
				text(b, indent+"  ", c.fields, f)
			}
		case f.Len() > 0:
			line("")
			for i := range f.Len() {
				switch e := f.Index(i).Interface().(type) {
				case string:
					fmt.Fprintf(b, "%s  - %s\n", indent, quoted(e))
				case source.Origin:
					fmt.Fprintf(b, "%s  - %s @%d+%d\n", indent, e, e.Offset, e.Length)
				default:
					fmt.Fprintf(b, "%s  -\n", indent)
					text(b, indent+"    ", c.fields, f.Index(i))
				}
			}
		}
	}
}

func quoted(s string) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		panic(err)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// AddJSON adds rows written as a JSON array of objects whose keys are the columns: days as YYYY-MM-DD, decimals as text,
// origins as digest#fragment@offset+length or digest#fragment. A key that is no column is an error.
func (t *Table[R]) AddJSON(s *Set, array []byte) error {
	t.must()
	dec := json.NewDecoder(bytes.NewReader(array))
	dec.UseNumber()
	var rows []map[string]any
	if err := dec.Decode(&rows); err != nil {
		return fmt.Errorf("table %s: %w", t.Name, err)
	}
	for i, row := range rows {
		var r R
		if err := fromJSON(t.cols, reflect.ValueOf(&r).Elem(), row); err != nil {
			return fmt.Errorf("table %s, row %d: %w", t.Name, i, err)
		}
		t.Add(s, r)
	}
	return nil
}

func fromJSON(cols []column, v reflect.Value, row map[string]any) error {
	for name, value := range row {
		i := slices.IndexFunc(cols, func(c column) bool { return c.Name == name })
		if i < 0 {
			return fmt.Errorf("%s is no column", name)
		}
		if value == nil {
			continue
		}
		if err := setJSON(cols[i], v.Field(cols[i].index), value); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func setJSON(c column, f reflect.Value, value any) error {
	switch value := value.(type) {
	case string:
		switch {
		case c.typ == typeDate:
			d, err := ParseDate(value)
			f.Set(reflect.ValueOf(&d))
			return err
		case c.typ == typeDecimal:
			d, err := ParseDecimal(value)
			f.Set(reflect.ValueOf(&d))
			return err
		case c.typ.Kind() == reflect.String:
			f.SetString(value)
			return nil
		case c.typ == reflect.TypeFor[source.Origin]():
			o, err := parseOrigin(value)
			f.Set(reflect.ValueOf(o))
			return err
		}
	case bool:
		if c.typ.Kind() == reflect.Bool {
			f.SetBool(value)
			return nil
		}
	case json.Number:
		if c.typ.Kind() == reflect.Int64 {
			n, err := value.Int64()
			f.SetInt(n)
			return err
		}
	case map[string]any:
		if c.typ.Kind() == reflect.Struct {
			return fromJSON(c.fields, f, value)
		}
	case []any:
		if c.typ.Kind() == reflect.Slice {
			list := reflect.MakeSlice(c.typ, len(value), len(value))
			for i, e := range value {
				if err := setJSON(column{typ: c.typ.Elem(), fields: c.fields}, list.Index(i), e); err != nil {
					return err
				}
			}
			f.Set(list)
			return nil
		}
	}
	return fmt.Errorf("a %T does not fit the column", value)
}

// parseOrigin reads digest[/member]#fragment[@offset+length], with or without sha256: in front.
func parseOrigin(s string) (o source.Origin, err error) {
	s = strings.TrimPrefix(s, "sha256:")
	if text, place, found := strings.Cut(s, "@"); found {
		if _, err := fmt.Sscanf(place, "%d+%d", &o.Offset, &o.Length); err != nil {
			return o, fmt.Errorf("want offset+length after @: %w", err)
		}
		s = text
	}
	s, o.Fragment, _ = strings.Cut(s, "#")
	o.Digest, o.Member, _ = strings.Cut(s, "/")
	o.Member = strings.NewReplacer("%23", "#", "%25", "%").Replace(o.Member)
	return o, nil
}
