package source

import (
	"encoding/binary"
	"math"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"
)

// values are the values of a page, one after the other; ok is false where the page does not hold the next, or holds it wrong.
type values interface {
	next() (v parquet.Value, ok bool)
}

// valuesOf reads the values that these bytes are; nil where they cannot be any.
func (c *chunk) valuesOf(encoding format.Encoding, data []byte) values {
	text := c.kind == parquet.ByteArray || c.kind == parquet.FixedLenByteArray
	whole := c.kind == parquet.Int32 || c.kind == parquet.Int64
	switch {
	case encoding == format.Plain && c.kind == parquet.Boolean:
		return &flags{packed{data, 0}}
	case encoding == format.Plain:
		return &plains{data, c.kind, c.length}
	case (encoding == format.PlainDictionary || encoding == format.RLEDictionary) && c.dictionary != nil && len(data) > 0 && data[0] <= 32:
		return &indices{runs{b: data[1:], width: int(data[0])}, c.dictionary}
	case encoding == format.RLE && c.kind == parquet.Boolean:
		if r, _, err := longLevels(int64(format.RLE), 1, data); err == nil {
			return &truths{*r}
		}
	case encoding == format.DeltaBinaryPacked && whole:
		if d, _, ok := newDeltas(data); ok {
			return &wholes{d, c.kind}
		}
	case encoding == format.DeltaLengthByteArray && c.kind == parquet.ByteArray:
		if l, ok := newLengths(data); ok {
			return l
		}
	case encoding == format.DeltaByteArray && text:
		prefixes, n, ok := newDeltas(data)
		if !ok {
			return nil
		}
		if l, ok := newLengths(data[n:]); ok {
			return &prefixed{prefixes, l, nil, c.kind, c.length}
		}
	case encoding == format.ByteStreamSplit && c.fixed() > 0 && c.fixed() <= len(data):
		return &split{data, c.kind, 0, make([]byte, c.fixed())}
	}
	return nil
}

func (c *chunk) fixed() int { return plains{nil, c.kind, c.length}.fixed() }

// packed are numbers of some bits each, the lowest first.
type packed struct {
	b  []byte
	at int // bit of the first byte
}

func (r *packed) take(width int) (n uint64, ok bool) {
	for got := 0; got < width; {
		if len(r.b) == 0 {
			return 0, false
		}
		k := min(8-r.at, width-got)
		n |= uint64(r.b[0]) >> r.at & (1<<k - 1) << got
		got += k
		if r.at += k; r.at == 8 {
			r.b, r.at = r.b[1:], 0
		}
	}
	return n, true
}

// runs are numbers as runs of one number and stretches of packed bits.
type runs struct {
	b        []byte
	width    int // bits of a number
	left     int // numbers in the run or the stretch
	isPacked bool
	value    uint32
	bits     packed
}

func (r *runs) next() (uint32, bool) {
	if r.width == 0 {
		return 0, true
	}
	for r.left == 0 {
		h, size := binary.Uvarint(r.b)
		if size <= 0 || h>>1 > math.MaxInt32 {
			return 0, false
		}
		r.b = r.b[size:]
		r.left, r.isPacked = int(h>>1), h&1 == 1
		size = (r.width + 7) / 8
		if r.isPacked {
			size = min(r.left*r.width, len(r.b)) // some end before the last number is filled up
			r.bits = packed{r.b[:size], 0}
			r.left *= 8
		} else {
			if size > len(r.b) {
				return 0, false
			}
			n, _ := (&packed{r.b, 0}).take(8 * size)
			r.value = uint32(n)
		}
		r.b = r.b[size:]
	}
	r.left--
	if r.isPacked {
		n, ok := r.bits.take(r.width)
		return uint32(n), ok
	}
	return r.value, true
}

// plains are values as they are.
type plains struct {
	b      []byte
	kind   parquet.Kind
	length int
}

// fixed is how long each value is, 0 where each says so itself.
func (p plains) fixed() int {
	switch p.kind {
	case parquet.Int32, parquet.Float:
		return 4
	case parquet.Int64, parquet.Double:
		return 8
	case parquet.Int96:
		return 12
	case parquet.FixedLenByteArray:
		return p.length
	}
	return 0
}

func (p *plains) next() (v parquet.Value, ok bool) {
	b, ok := p.raw()
	if !ok {
		return v, false
	}
	return valueOf(p.kind, b), true
}

// raw are the bytes of the next value.
func (p *plains) raw() (b []byte, ok bool) {
	n := p.fixed()
	switch {
	case p.kind == parquet.ByteArray && len(p.b) >= 4:
		n64 := uint64(binary.LittleEndian.Uint32(p.b))
		p.b = p.b[4:]
		if n64 > uint64(len(p.b)) {
			return nil, false
		}
		n = int(n64)
	case n <= 0 || n > len(p.b):
		return nil, false
	}
	b, p.b = p.b[:n:n], p.b[n:]
	return b, true
}

// valueOf makes a value of its bytes, which are as many as it takes.
func valueOf(kind parquet.Kind, b []byte) parquet.Value {
	switch kind {
	case parquet.Int32:
		return parquet.Int32Value(int32(binary.LittleEndian.Uint32(b)))
	case parquet.Int64:
		return parquet.Int64Value(int64(binary.LittleEndian.Uint64(b)))
	case parquet.Int96:
		return parquet.Int96Value(deprecated.Int96{binary.LittleEndian.Uint32(b), binary.LittleEndian.Uint32(b[4:]), binary.LittleEndian.Uint32(b[8:])})
	case parquet.Float:
		return parquet.FloatValue(math.Float32frombits(binary.LittleEndian.Uint32(b)))
	case parquet.Double:
		return parquet.DoubleValue(math.Float64frombits(binary.LittleEndian.Uint64(b)))
	case parquet.FixedLenByteArray:
		return parquet.FixedLenByteArrayValue(b)
	}
	return parquet.ByteArrayValue(b)
}

// flags are truth values of one bit, truths those in runs.
type flags struct{ bits packed }

func (f *flags) next() (parquet.Value, bool) {
	n, ok := f.bits.take(1)
	return parquet.BooleanValue(n == 1), ok
}

type truths struct{ runs runs }

func (t *truths) next() (parquet.Value, bool) {
	n, ok := t.runs.next()
	return parquet.BooleanValue(n == 1), ok
}

// dictionary is the values that the pages of a column refer to.
type dictionary struct {
	plains
	ends []uint32 // in b, of values that say themselves how long they are
	n    int
}

// newDictionary takes n values.
func newDictionary(p plains, n int64) (*dictionary, bool) {
	d := &dictionary{plains: p}
	if size := int64(p.fixed()); size > 0 {
		d.n = int(n)
		return d, n >= 0 && n <= int64(len(p.b))/size
	}
	for rest := (plains{p.b, p.kind, 0}); int64(d.n) < n; d.n++ {
		if _, ok := rest.raw(); !ok {
			return nil, false
		}
		d.ends = append(d.ends, uint32(len(p.b)-len(rest.b)))
	}
	return d, n >= 0
}

func (d *dictionary) size() int64 { return int64(len(d.b) + 4*cap(d.ends)) }

func (d *dictionary) value(i uint32) (v parquet.Value, ok bool) {
	if int64(i) >= int64(d.n) {
		return v, false
	}
	if size := d.fixed(); size > 0 {
		return valueOf(d.kind, d.b[int(i)*size:][:size:size]), true
	}
	from := uint32(4)
	if i > 0 {
		from += d.ends[i-1]
	}
	return valueOf(d.kind, d.b[from:d.ends[i]:d.ends[i]]), true
}

// indices are values by their places in a dictionary.
type indices struct {
	runs runs
	of   *dictionary
}

func (x *indices) next() (v parquet.Value, ok bool) {
	i, ok := x.runs.next()
	if !ok {
		return v, false
	}
	return x.of.value(i)
}

// split are values whose first bytes stand together, then their second bytes and so on.
type split struct {
	b    []byte
	kind parquet.Kind
	at   int
	one  []byte // the bytes of a value
}

func (s *split) next() (v parquet.Value, ok bool) {
	n := len(s.b) / len(s.one)
	if s.at >= n || len(s.b)%len(s.one) != 0 {
		return v, false
	}
	for i := range s.one {
		s.one[i] = s.b[i*n+s.at]
	}
	s.at++
	return valueOf(s.kind, s.one), true
}
