package table

import (
	"encoding/json"
	"reflect"
	"strconv"
)

// JSON appends a row, a *R, as one line of JSON in the order of its columns: text, numbers and lists as such, a date as its
// ISO 8601 day, a decimal as a string with all its nine places, null for what is absent. ReadArrow writes the same line from
// the file, so that the two readers can be compared byte by byte.
func (t *Table[R]) JSON(b []byte, row any) []byte {
	return appendStruct(b, t.must().cols, reflect.ValueOf(row).Elem())
}

func appendStruct(b []byte, cols []column, v reflect.Value) []byte {
	for i, c := range cols {
		b = appendName(b, i, c.Name)
		f := v.Field(c.index)
		switch {
		case c.typ == typeDate && f.IsNil(), c.typ == typeDecimal && f.IsNil():
			b = append(b, "null"...)
		case c.typ == typeDate:
			b = appendText(b, Date(f.Elem().Int()).String())
		case c.typ == typeDecimal:
			b = appendText(b, f.Interface().(*Decimal).fixed())
		case c.typ.Kind() == reflect.String:
			if c.optional && f.String() == "" {
				b = append(b, "null"...)
			} else {
				b = appendText(b, f.String())
			}
		case c.typ.Kind() == reflect.Bool:
			b = strconv.AppendBool(b, f.Bool())
		case c.typ.Kind() == reflect.Int64:
			b = strconv.AppendInt(b, f.Int(), 10)
		case c.typ.Kind() == reflect.Struct:
			b = appendStruct(b, c.fields, f)
		default:
			b = append(b, '[')
			for j := range f.Len() {
				if j > 0 {
					b = append(b, ',')
				}
				if c.fields == nil {
					b = appendText(b, f.Index(j).String())
				} else {
					b = appendStruct(b, c.fields, f.Index(j))
				}
			}
			b = append(b, ']')
		}
	}
	return append(b, '}')
}

func appendName(b []byte, i int, name string) []byte {
	if i == 0 {
		b = append(b, '{')
	} else {
		b = append(b, ',')
	}
	return append(appendText(b, name), ':')
}

func appendText(b []byte, s string) []byte {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string always has a JSON text
	}
	return append(b, text...)
}

// Header is the columns, nested ones by their path, with their types as the Parquet file has them.
func (t *Table[R]) Header() []string {
	var names []string
	header(&names, "", t.must().cols)
	return names
}

func header(out *[]string, prefix string, cols []column) {
	for _, c := range cols {
		kind := ""
		switch {
		case c.typ == typeDate:
			kind = "date"
		case c.typ == typeDecimal:
			kind = "decimal(38," + strconv.Itoa(Scale) + ")"
		case c.json:
			kind = "json"
		case c.typ.Kind() == reflect.String:
			kind = "string"
		case c.typ.Kind() == reflect.Bool:
			kind = "bool"
		case c.typ.Kind() == reflect.Int64:
			kind = "int64"
		case c.typ.Kind() == reflect.Struct:
			kind = "struct"
		default:
			kind = "list"
		}
		*out = append(*out, prefix+c.Name+" "+kind)
		header(out, prefix+c.Name+".", c.fields)
	}
}
