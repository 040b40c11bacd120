package table

import (
	"encoding/binary"
	"fmt"
	"reflect"
	"strings"
	"sync"
)

// A row is encoded once, when it is added, and decoded once for each reader: field after field, strings and lists
// with their length before them, numbers as varints, a byte 0 or 1 before what may be absent. The encoding is canonical, so equal rows are equal bytes.

// column is one field of a row, or of a struct inside one.
type column struct {
	Name, Doc string
	index     int
	typ       reflect.Type
	optional  bool
	json      bool     // text that is itself JSON
	fields    []column // of a struct, or of the structs of a list
}

var (
	typeDate    = reflect.TypeFor[*Date]()
	typeDecimal = reflect.TypeFor[*Decimal]()
	plans       sync.Map // reflect.Type → []column or error
)

func columnsOf(t reflect.Type) ([]column, error) {
	if v, ok := plans.Load(t); ok {
		if err, bad := v.(error); bad {
			return nil, err
		}
		return v.([]column), nil
	}
	cols, err := compile(t)
	if err != nil {
		plans.Store(t, err)
		return nil, err
	}
	plans.Store(t, cols)
	return cols, nil
}

func compile(t reflect.Type) ([]column, error) {
	if t.Kind() != reflect.Struct {
		return nil, fmt.Errorf("%v: a row must be a struct", t)
	}
	var cols []column
	for i := range t.NumField() {
		f := t.Field(i)
		tag := strings.Split(f.Tag.Get("parquet"), ",")
		c := column{Name: tag[0], Doc: f.Tag.Get("doc"), index: i, typ: f.Type}
		for _, opt := range tag[1:] {
			c.optional = c.optional || opt == "optional"
			c.json = c.json || opt == "json"
		}
		if !f.IsExported() || f.Anonymous || c.Name == "" || c.Name == "-" {
			return nil, fmt.Errorf("%v.%s: want an exported, named field with a parquet tag", t, f.Name)
		}
		if c.Doc == "" {
			return nil, fmt.Errorf("%v.%s: the column %s has no doc tag", t, f.Name, c.Name)
		}
		switch elem := f.Type; {
		case elem == typeDate, elem == typeDecimal:
			c.optional = true
		case elem.Kind() == reflect.String, elem.Kind() == reflect.Bool, elem.Kind() == reflect.Int64:
		case elem.Kind() == reflect.Slice && elem.Elem().Kind() == reflect.String:
		case elem.Kind() == reflect.Struct, elem.Kind() == reflect.Slice && elem.Elem().Kind() == reflect.Struct:
			if elem.Kind() == reflect.Slice {
				elem = elem.Elem()
			}
			sub, err := columnsOf(elem)
			if err != nil {
				return nil, err
			}
			c.fields = sub
		default:
			return nil, fmt.Errorf("%v.%s: a column cannot be a %v", t, f.Name, f.Type)
		}
		cols = append(cols, c)
	}
	return cols, nil
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func encode(b []byte, cols []column, v reflect.Value) []byte {
	for _, c := range cols {
		f := v.Field(c.index)
		switch {
		case c.typ == typeDate:
			if f.IsNil() {
				b = append(b, 0)
			} else {
				b = binary.AppendVarint(append(b, 1), f.Elem().Int())
			}
		case c.typ == typeDecimal:
			if f.IsNil() {
				b = append(b, 0)
			} else {
				d := f.Interface().(*Decimal)
				b = append(append(b, 1), d[:]...)
			}
		case c.typ.Kind() == reflect.String:
			b = appendString(b, f.String())
		case c.typ.Kind() == reflect.Bool:
			if f.Bool() {
				b = append(b, 1)
			} else {
				b = append(b, 0)
			}
		case c.typ.Kind() == reflect.Int64:
			b = binary.AppendVarint(b, f.Int())
		case c.typ.Kind() == reflect.Struct:
			b = encode(b, c.fields, f)
		default:
			n := f.Len()
			b = binary.AppendUvarint(b, uint64(n))
			for i := range n {
				if c.fields == nil {
					b = appendString(b, f.Index(i).String())
				} else {
					b = encode(b, c.fields, f.Index(i))
				}
			}
		}
	}
	return b
}

// errCodec is a bug or a damaged spill: the rows were encoded by this very program.
var errCodec = fmt.Errorf("row encoding is damaged")

type decoder struct{ b []byte }

func (d *decoder) take(n uint64) []byte {
	if uint64(len(d.b)) < n {
		panic(errCodec)
	}
	s := d.b[:n]
	d.b = d.b[n:]
	return s
}

func (d *decoder) uvarint() uint64 {
	v, n := binary.Uvarint(d.b)
	if n <= 0 {
		panic(errCodec)
	}
	d.b = d.b[n:]
	return v
}

func (d *decoder) varint() int64 {
	v, n := binary.Varint(d.b)
	if n <= 0 {
		panic(errCodec)
	}
	d.b = d.b[n:]
	return v
}

func (d *decoder) decode(cols []column, v reflect.Value) {
	for _, c := range cols {
		f := v.Field(c.index)
		switch {
		case c.typ == typeDate:
			if d.take(1)[0] == 1 {
				date := Date(d.varint())
				f.Set(reflect.ValueOf(&date))
			}
		case c.typ == typeDecimal:
			if d.take(1)[0] == 1 {
				dec := Decimal(d.take(16))
				f.Set(reflect.ValueOf(&dec))
			}
		case c.typ.Kind() == reflect.String:
			f.SetString(string(d.take(d.uvarint())))
		case c.typ.Kind() == reflect.Bool:
			f.SetBool(d.take(1)[0] == 1)
		case c.typ.Kind() == reflect.Int64:
			f.SetInt(d.varint())
		case c.typ.Kind() == reflect.Struct:
			d.decode(c.fields, f)
		default:
			n := d.uvarint()
			if n == 0 {
				continue
			}
			if n > uint64(len(d.b)) {
				panic(errCodec)
			}
			list := reflect.MakeSlice(c.typ, int(n), int(n))
			for i := range int(n) {
				if c.fields == nil {
					list.Index(i).SetString(string(d.take(d.uvarint())))
				} else {
					d.decode(c.fields, list.Index(i))
				}
			}
			f.Set(list)
		}
	}
}

// AppendKey appends s so that byte order of keys is the order of their parts: no part is a prefix of the next one.
func AppendKey(b []byte, s string) []byte {
	for i := range len(s) {
		if s[i] == 0 {
			b = append(b, 0, 0xff)
		} else {
			b = append(b, s[i])
		}
	}
	return append(b, 0, 1)
}

// orderKey appends a column's value so that byte order is value order, absent first.
func orderKey(b []byte, c column, v reflect.Value) []byte {
	f := v.Field(c.index)
	integer := func(n int64) []byte { return binary.BigEndian.AppendUint64(b, uint64(n)^1<<63) }
	switch {
	case c.typ == typeDate:
		if f.IsNil() {
			return append(b, 0)
		}
		b = append(b, 1)
		return integer(f.Elem().Int())
	case c.typ == typeDecimal:
		if f.IsNil() {
			return append(b, 0)
		}
		d := *f.Interface().(*Decimal)
		d[0] ^= 0x80
		return append(append(b, 1), d[:]...)
	case c.typ.Kind() == reflect.String:
		return AppendKey(b, f.String())
	case c.typ.Kind() == reflect.Bool:
		if f.Bool() {
			return append(b, 1)
		}
		return append(b, 0)
	case c.typ.Kind() == reflect.Int64:
		return integer(f.Int())
	case c.typ.Kind() == reflect.Struct:
		for _, sub := range c.fields {
			b = orderKey(b, sub, f)
		}
		return b
	default: // a list is ordered by its first element, absent first
		if f.Len() == 0 {
			return append(b, 0)
		}
		b = append(b, 1)
		if c.fields == nil {
			return AppendKey(b, f.Index(0).String())
		}
		for _, sub := range c.fields {
			b = orderKey(b, sub, f.Index(0))
		}
		return b
	}
}
