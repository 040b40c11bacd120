package table

import (
	"encoding/binary"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"unsafe"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// A row is encoded once, when it is added, and decoded once for each reader: field after field, strings and lists with their length
// before them, numbers as varints, a byte 0 or 1 before a date or a decimal, which may be absent. The encoding is canonical, so equal
// rows are equal bytes.
//
// This is done some ten times for each row of a run, so fields are reached by their offset in the struct: compile has made
// sure of their types.

// column is one field of a row, or of a struct inside one.
type column struct {
	Name, Doc string
	index     int
	offset    uintptr
	typ       reflect.Type
	shape     shape
	optional  bool
	leaves    int      // columns of a Parquet file that it is
	json      bool     // text that is itself JSON
	fields    []column // of a struct, or of the structs of a list
}

// shape is what the codec does with a column.
type shape byte

const (
	aString shape = iota
	aBool
	anInt64
	aDate
	aDecimal
	aStruct
	strings_ // a list of texts
	origins_ // a list of origins
	structs_ // any other list
)

var (
	typeOrigins = reflect.TypeFor[[]source.Origin]()
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
		c := column{Name: tag[0], Doc: f.Tag.Get("doc"), index: i, offset: f.Offset, typ: f.Type, leaves: 1}
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
		case elem == typeDate:
			c.optional, c.shape = true, aDate
		case elem == typeDecimal:
			c.optional, c.shape = true, aDecimal
		case elem.Kind() == reflect.String:
			c.shape = aString
		case elem.Kind() == reflect.Bool:
			c.shape = aBool
		case elem.Kind() == reflect.Int64:
			c.shape = anInt64
		case elem.Kind() == reflect.Slice && elem.Elem().Kind() == reflect.String:
			c.shape = strings_
		case elem.Kind() == reflect.Struct, elem.Kind() == reflect.Slice && elem.Elem().Kind() == reflect.Struct:
			c.shape = aStruct
			if elem.Kind() == reflect.Slice {
				c.shape = structs_
				if elem == typeOrigins {
					c.shape = origins_
				}
				elem = elem.Elem()
			}
			sub, err := columnsOf(elem)
			if err != nil {
				return nil, err
			}
			c.fields, c.leaves = sub, 0
			for _, field := range sub {
				c.leaves += field.leaves
			}
		default:
			return nil, fmt.Errorf("%v.%s: a column cannot be a %v", t, f.Name, f.Type)
		}
		if c.optional && c.shape != aString && c.shape != aDate && c.shape != aDecimal {
			return nil, fmt.Errorf("%v.%s: only a text, a date or a decimal may be optional", t, f.Name)
		}
		cols = append(cols, c)
	}
	return cols, nil
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// at is the field of the struct at p that has this offset.
func at[F any](p unsafe.Pointer, offset uintptr) *F { return (*F)(unsafe.Add(p, offset)) }

// anySlice is a slice of whatever elements.
type anySlice struct {
	first  unsafe.Pointer
	len, _ int
}

func encode(b []byte, cols []column, p unsafe.Pointer) []byte {
	for i := range cols {
		switch c := &cols[i]; c.shape {
		case aString:
			b = appendString(b, *at[string](p, c.offset))
		case aBool:
			b = appendBool(b, *at[bool](p, c.offset))
		case anInt64:
			b = binary.AppendVarint(b, *at[int64](p, c.offset))
		case aDate:
			d := *at[*Date](p, c.offset)
			if b = appendBool(b, d != nil); d != nil {
				b = binary.AppendVarint(b, int64(*d))
			}
		case aDecimal:
			d := *at[*Decimal](p, c.offset)
			if b = appendBool(b, d != nil); d != nil {
				b = append(b, d[:]...)
			}
		case aStruct:
			b = encode(b, c.fields, unsafe.Add(p, c.offset))
		case strings_:
			list := *at[[]string](p, c.offset)
			b = binary.AppendUvarint(b, uint64(len(list)))
			for _, s := range list {
				b = appendString(b, s)
			}
		default:
			list, size := *at[anySlice](p, c.offset), c.typ.Elem().Size()
			b = binary.AppendUvarint(b, uint64(list.len))
			for k := range list.len {
				b = encode(b, c.fields, unsafe.Add(list.first, uintptr(k)*size))
			}
		}
	}
	return b
}

func appendBool(b []byte, yes bool) []byte {
	if yes {
		return append(b, 1)
	}
	return append(b, 0)
}

// errCodec is a bug or a damaged spill: the rows were encoded by this very program.
var errCodec = fmt.Errorf("row encoding is damaged")

// decoder takes a row apart. The texts of a small row are parts of one copy of it; each text of a larger one is its own, so
// that whoever keeps an id does not keep all the row.
type decoder struct {
	b    []byte
	text string // the same, of a small row
}

// smallRow is how many bytes a row has at most whose texts share one copy.
const smallRow = 4 << 10

// viewing is a decoder whose texts are parts of b itself.
func viewing(b []byte) decoder { return decoder{b, source.View(b)} }

func newDecoder(b []byte) decoder {
	if len(b) > smallRow {
		return decoder{b: b}
	}
	return decoder{b, string(b)}
}

func (d *decoder) take(n uint64) (b []byte, text string) {
	if uint64(len(d.b)) < n {
		panic(errCodec)
	}
	b, d.b = d.b[:n], d.b[n:]
	if d.text != "" {
		text, d.text = d.text[:n], d.text[n:]
	}
	return b, text
}

func (d *decoder) string() string {
	b, s := d.take(d.uvarint())
	if s == "" {
		return string(b)
	}
	return s
}

func (d *decoder) bool() bool {
	b, _ := d.take(1)
	return b[0] == 1
}

func (d *decoder) uvarint() uint64 {
	v, n := binary.Uvarint(d.b)
	if n <= 0 {
		panic(errCodec)
	}
	d.take(uint64(n))
	return v
}

func (d *decoder) varint() int64 {
	v, n := binary.Varint(d.b)
	if n <= 0 {
		panic(errCodec)
	}
	d.take(uint64(n))
	return v
}

// length is that of a list, each of whose elements takes a byte at least.
func (d *decoder) length() int {
	n := d.uvarint()
	if n > uint64(len(d.b)) {
		panic(errCodec)
	}
	return int(n)
}

// decode fills the struct at p, which is zero.
func (d *decoder) decode(cols []column, p unsafe.Pointer) {
	for i := range cols {
		switch c := &cols[i]; c.shape {
		case aString:
			*at[string](p, c.offset) = d.string()
		case aBool:
			*at[bool](p, c.offset) = d.bool()
		case anInt64:
			*at[int64](p, c.offset) = d.varint()
		case aDate:
			if d.bool() {
				date := Date(d.varint())
				*at[*Date](p, c.offset) = &date
			}
		case aDecimal:
			if d.bool() {
				b, _ := d.take(uint64(len(Decimal{})))
				dec := Decimal(b)
				*at[*Decimal](p, c.offset) = &dec
			}
		case aStruct:
			d.decode(c.fields, unsafe.Add(p, c.offset))
		case strings_:
			if n := d.length(); n > 0 {
				list := make([]string, n)
				for k := range list {
					list[k] = d.string()
				}
				*at[[]string](p, c.offset) = list
			}
		case origins_:
			if n := d.length(); n > 0 {
				list := make([]source.Origin, n)
				for k := range list {
					d.decode(c.fields, unsafe.Pointer(&list[k]))
				}
				*at[[]source.Origin](p, c.offset) = list
			}
		default:
			if n := d.length(); n > 0 {
				list := reflect.MakeSlice(c.typ, n, n)
				for k := range n {
					d.decode(c.fields, list.Index(k).Addr().UnsafePointer())
				}
				reflect.NewAt(c.typ, unsafe.Add(p, c.offset)).Elem().Set(list)
			}
		}
	}
}
