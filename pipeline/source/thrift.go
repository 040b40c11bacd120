package source

import (
	"encoding/binary"
	"io"
)

// What the metadata of a Parquet file may take. The library makes room for what a file says that it holds before it looks
// whether that is there, so what it says is held against these first.
const (
	MaxFooter = 8 << 20 // bytes of the metadata at the end of the file
	maxItems  = 1 << 18 // elements of all lists in it: schema, row groups and their columns
)

// thrift goes through a structure in Thrift's compact protocol without making room for anything.
type thrift struct {
	b     []byte
	pos   int
	items int  // elements of lists so far
	bad   bool // it is no such structure, or ends too early
}

func (t *thrift) byte() byte {
	if t.pos >= len(t.b) {
		t.bad = true
		return 0
	}
	t.pos++
	return t.b[t.pos-1]
}

func (t *thrift) varint() uint64 {
	n, size := binary.Uvarint(t.b[min(t.pos, len(t.b)):])
	if size <= 0 {
		t.bad = true
		return 0
	}
	t.pos += size
	return n
}

func (t *thrift) skip(n uint64) {
	if n > uint64(len(t.b)-t.pos) {
		t.bad = true
		return
	}
	t.pos += int(n)
}

// structure passes over a structure. field, if given, is told of its whole numbers and truth values by their ids, and of those in
// the structures in it: outer is the id that such a one has, 0 where the field is in none.
func (t *thrift) structure(depth int, outer int64, field func(outer, id, value int64)) {
	id := int64(0)
	for !t.bad {
		h := t.byte()
		kind := h & 0x0f
		if kind == 0 || depth > 64 {
			t.bad = t.bad || depth > 64
			return
		}
		if delta := int64(h >> 4); delta != 0 {
			id += delta
		} else {
			id = zigzag(t.varint())
		}
		switch {
		case field == nil || t.bad:
			t.value(kind, depth)
		case kind == 1, kind == 2:
			field(outer, id, int64(2-kind))
		case kind >= 4 && kind <= 6:
			if v := zigzag(t.varint()); !t.bad {
				field(outer, id, v)
			}
		case kind == 12 && depth == 0:
			t.structure(1, id, field)
		default:
			t.value(kind, depth)
		}
	}
}

func zigzag(n uint64) int64 { return int64(n>>1) ^ -int64(n&1) }

func (t *thrift) value(kind byte, depth int) {
	switch kind {
	case 1, 2: // a truth value is its kind
	case 3:
		t.skip(1)
	case 4, 5, 6:
		t.varint()
	case 7:
		t.skip(8)
	case 8:
		t.skip(t.varint())
	case 9, 10:
		h := t.byte()
		n := uint64(h >> 4)
		if n == 15 {
			n = t.varint()
		}
		t.elements(n, depth, h&0x0f)
	case 11:
		if n := t.varint(); n > 0 {
			h := t.byte()
			t.elements(n, depth, h>>4, h&0x0f)
		}
	case 12:
		t.structure(depth+1, 0, nil)
	case 13:
		t.skip(16)
	default:
		t.bad = true
	}
}

func (t *thrift) elements(n uint64, depth int, kinds ...byte) {
	if n > maxItems || t.items+int(n) > maxItems {
		t.bad = true
		return
	}
	t.items += int(n)
	for range n {
		for _, kind := range kinds {
			if kind == 1 || kind == 2 {
				t.skip(1)
			} else {
				t.value(kind, depth+1)
			}
			if t.bad {
				return
			}
		}
	}
}

// honestFooter says that the metadata at the end of a Parquet file is whole, and no larger than it may be.
func honestFooter(r io.ReaderAt, size int64) bool {
	var end [8]byte
	if size < 12 {
		return false
	}
	if _, err := r.ReadAt(end[:], size-8); err != nil && err != io.EOF {
		return false
	}
	n := int64(binary.LittleEndian.Uint32(end[:]))
	if string(end[4:]) != "PAR1" || n > MaxFooter || n > size-12 {
		return false
	}
	t := &thrift{b: make([]byte, n)}
	if _, err := r.ReadAt(t.b, size-8-n); err != nil && err != io.EOF {
		return false
	}
	t.structure(0, 0, nil)
	return !t.bad
}
