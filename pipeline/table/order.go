package table

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"
	"unsafe"
)

// Keys are bytes whose order is the order of what they were made from.

// AppendKey appends s so that byte order of keys is the order of their parts: no part is a prefix of the next one.
func AppendKey(b []byte, s string) []byte {
	if strings.IndexByte(s, 0) < 0 {
		return append(append(b, s...), 0, 1)
	}
	for i := range len(s) {
		if s[i] == 0 {
			b = append(b, 0, 0xff)
		} else {
			b = append(b, s[i])
		}
	}
	return append(b, 0, 1)
}

// longText is how much of a text a draft is ordered by.
const longText = 256

// appendDraftKey is AppendKey for what nobody reads in order: behind its first bytes a longer text has its digest for the rest,
// so that a document is not carried along twice.
func appendDraftKey(b []byte, s string) []byte {
	if len(s) <= longText {
		return AppendKey(b, s)
	}
	b = AppendKey(b, s[:longText])
	b[len(b)-1] = 2
	digest := sha256.Sum256(unsafe.Slice(unsafe.StringData(s), len(s))) // which does not keep it, so no copy is needed
	return append(b, digest[:16]...)
}

// HashSize is how many bytes of a key HashKey fills.
const HashSize = 8

// HashKey puts into the first HashSize bytes of b the first ones of the SHA-256 of the others.
func HashKey(b []byte) {
	digest := sha256.Sum256(b[HashSize:])
	copy(b, digest[:HashSize])
}

// orderOf appends the order of a row that was encoded: byte order is value order, absent first, and a list is ordered by its first
// element.
func (t *Table[R]) orderOf(b, encoded []byte) []byte {
	var at [64]int
	starts := append(at[:0], 0)
	rest := encoded
	for i := range t.last {
		rest = skip(rest, &t.cols[i])
		starts = append(starts, len(encoded)-len(rest))
	}
	for i := range t.order {
		c := &t.order[i]
		if t.Draft && c.shape == aString {
			text, _ := prefixed(encoded[starts[c.index]:])
			b = appendDraftKey(b, text)
			continue
		}
		b, _ = orderEncoded(b, encoded[starts[c.index]:], c)
	}
	return b
}

// prefixed is a text behind its length, as long as the row is there.
func prefixed(b []byte) (s string, rest []byte) {
	n, b := counted(b)
	switch {
	case n > uint64(len(b)):
		panic(errCodec)
	case n == 0:
		return "", b
	}
	return unsafe.String(&b[0], int(n)), b[n:]
}

// counted is a length, of a text or a list, and what follows it.
func counted(b []byte) (n uint64, rest []byte) {
	if len(b) > 0 && b[0] < 0x80 { // as nearly all are
		return uint64(b[0]), b[1:]
	}
	n, k := binary.Uvarint(b)
	if k <= 0 {
		panic(errCodec)
	}
	return n, b[k:]
}

// whole is a whole number, and what follows it.
func whole(b []byte) (n int64, rest []byte) {
	n, k := binary.Varint(b)
	if k <= 0 {
		panic(errCodec)
	}
	return n, b[k:]
}

// orderEncoded appends the order of a column that is encoded at the start of row.
func orderEncoded(b, row []byte, c *column) (_, rest []byte) {
	present := true
	if c.shape == aDate || c.shape == aDecimal {
		present = row[0] == 1
		b, row = appendBool(b, present), row[1:]
	}
	switch c.shape {
	case aDate, anInt64:
		if !present {
			return b, row
		}
		n, rest := whole(row)
		return binary.BigEndian.AppendUint64(b, uint64(n)^1<<63), rest
	case aDecimal:
		if !present {
			return b, row
		}
		size := len(Decimal{})
		b = append(append(b, row[0]^0x80), row[1:size]...)
		return b, row[size:]
	case aString:
		text, rest := prefixed(row)
		return AppendKey(b, text), rest
	case aBool:
		return append(b, row[0]), row[1:]
	case aStruct:
		for i := range c.fields {
			b, row = orderEncoded(b, row, &c.fields[i])
		}
		return b, row
	}
	rest = skip(row, c)
	n, row := counted(row)
	if b = appendBool(b, n > 0); n == 0 {
		return b, rest
	}
	if c.shape == strings_ {
		text, _ := prefixed(row)
		return AppendKey(b, text), rest
	}
	for i := range c.fields {
		b, row = orderEncoded(b, row, &c.fields[i])
	}
	return b, rest
}

// skip is what follows a column.
func skip(row []byte, c *column) []byte {
	switch c.shape {
	case aString:
		_, row = prefixed(row)
		return row
	case aBool:
		return row[1:]
	case anInt64:
		_, row = whole(row)
		return row
	case aDate:
		if row[0] == 0 {
			return row[1:]
		}
		_, row = whole(row[1:])
		return row
	case aDecimal:
		return row[1+int(row[0])*len(Decimal{}):]
	case aStruct:
		return skipAll(row, c.fields)
	}
	n, row := counted(row)
	for range n {
		if c.shape == strings_ {
			_, row = prefixed(row)
		} else {
			row = skipAll(row, c.fields)
		}
	}
	return row
}

func skipAll(row []byte, fields []column) []byte {
	for i := range fields {
		row = skip(row, &fields[i])
	}
	return row
}
