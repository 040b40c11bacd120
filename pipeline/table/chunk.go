package table

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// chunk is one column of the file in a row group.
type chunk struct {
	shape                    shape
	optional, dict           bool
	repetitions, definitions uint8 // the highest level of each

	// of the page
	repeated, defined []uint8
	plain             []byte // values, plainly encoded
	bits              int    // of them, where they are bools
	indexes           []uint32
	entries, nulls    int64

	index  map[string]uint32 // of the dictionary
	words  []byte            // the same, plainly encoded
	pages  []byte            // compressed, with their headers
	bounds bounds
	sum    struct{ entries, nulls, bytes int64 } // of pages; bytes before compression
}

// bounds are the least and the greatest value of a chunk.
type bounds struct {
	any, long   bool // long: a text is longer than what is told, so nothing is
	least, most []byte
	low, high   int64
}

// longBound is the longest text that bounds tell.
const longBound = 64

var encoders = sync.Pool{New: func() any {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(pageBytes), zstd.WithZeroFrames(true), zstd.WithEncoderCRC(false))
	if err != nil {
		panic(err)
	}
	return e
}}

func (c *chunk) level(repetition, definition uint8) {
	c.entries++
	if c.repetitions > 0 {
		c.repeated = append(c.repeated, repetition)
	}
	if c.definitions > 0 {
		c.defined = append(c.defined, definition)
	}
	if definition < c.definitions {
		c.nulls++
	}
}

// take adds the value at the start of an encoded row, and gives what follows it. The value's level of definition is that of what
// holds it.
func (c *chunk) take(row []byte, repetition, definition uint8) []byte {
	switch c.shape {
	case aString:
		text, rest := prefixed(row)
		if c.optional {
			if text == "" {
				c.level(repetition, definition)
				return rest
			}
			definition++
		}
		c.level(repetition, definition)
		c.text(text)
		return rest
	case aBool:
		if c.optional {
			if row[0] == 0 {
				c.level(repetition, definition)
				return row[1:]
			}
			definition++
		}
		c.level(repetition, definition)
		if c.bits%8 == 0 {
			c.plain = append(c.plain, 0)
		}
		c.plain[len(c.plain)-1] |= row[0] << (c.bits % 8)
		c.bits++
		return row[1:]
	case anInt64:
		n, k := binary.Varint(row)
		if k <= 0 {
			panic(errCodec)
		}
		if c.optional {
			if n == 0 {
				c.level(repetition, definition)
				return row[k:]
			}
			definition++
		}
		c.level(repetition, definition)
		c.plain = binary.LittleEndian.AppendUint64(c.plain, uint64(n))
		c.bounds.integer(n)
		return row[k:]
	}
	present := row[0] == 1
	row = row[1:]
	if !present {
		c.level(repetition, definition)
		return row
	}
	c.level(repetition, definition+1)
	if c.shape == aDate {
		n, k := binary.Varint(row)
		if k <= 0 {
			panic(errCodec)
		}
		c.plain = binary.LittleEndian.AppendUint32(c.plain, uint32(n))
		c.bounds.integer(n)
		return row[k:]
	}
	size := len(Decimal{})
	c.plain = append(c.plain, row[:size]...)
	c.bounds.decimal(row[:size])
	return row[size:]
}

func (c *chunk) text(text string) {
	if !c.dict {
		c.plain = appendPlain(c.plain, text)
		c.bounds.text(text)
		return
	}
	at, known := c.index[text]
	if !known {
		at = uint32(len(c.index))
		c.index[strings.Clone(text)] = at
		c.words = appendPlain(c.words, text)
		c.bounds.text(text)
	}
	c.indexes = append(c.indexes, at)
}

func appendPlain(b []byte, text string) []byte {
	return append(binary.LittleEndian.AppendUint32(b, uint32(len(text))), text...)
}

func (b *bounds) text(text string) {
	if len(text) > longBound {
		b.long = true
	}
	if b.long {
		return
	}
	if !b.any || text < string(b.least) {
		b.least = append(b.least[:0], text...)
	}
	if !b.any || text > string(b.most) {
		b.most = append(b.most[:0], text...)
	}
	b.any = true
}

func (b *bounds) integer(n int64) {
	if !b.any {
		b.low, b.high = n, n
	}
	b.low, b.high, b.any = min(b.low, n), max(b.high, n), true
}

func (b *bounds) decimal(d []byte) {
	if !b.any || compareDecimals(d, b.least) < 0 {
		b.least = append(b.least[:0], d...)
	}
	if !b.any || compareDecimals(d, b.most) > 0 {
		b.most = append(b.most[:0], d...)
	}
	b.any = true
}

// of gives the bounds as a file has them.
func (b *bounds) of(s shape) (least, most []byte) {
	switch {
	case !b.any || b.long:
		return nil, nil
	case s == anInt64:
		return binary.LittleEndian.AppendUint64(nil, uint64(b.low)), binary.LittleEndian.AppendUint64(nil, uint64(b.high))
	case s == aDate:
		return binary.LittleEndian.AppendUint32(nil, uint32(b.low)), binary.LittleEndian.AppendUint32(nil, uint32(b.high))
	}
	return bytes.Clone(b.least), bytes.Clone(b.most)
}

// compareDecimals compares them as signed numbers.
func compareDecimals(a, b []byte) int {
	if a[0] != b[0] {
		return int(int8(a[0])) - int(int8(b[0]))
	}
	return bytes.Compare(a[1:], b[1:])
}

// full says that the page is as large as a page gets.
func (c *chunk) full() bool { return len(c.plain)+4*len(c.indexes) >= pageBytes }

// end ends the page, with a row.
func (c *chunk) end(p *packer) {
	if c.entries == 0 {
		return
	}
	b := p.page[:0]
	b = appendSized(b, c.repeated, c.repetitions)
	b = appendSized(b, c.defined, c.definitions)
	encoding := format.Plain
	if c.dict {
		encoding = format.RLEDictionary
		width := widthOf(max(len(c.index)-1, 1))
		b = appendLevels(append(b, byte(width)), c.indexes, width)
	} else {
		b = append(b, c.plain...)
	}
	p.page = b
	c.append(p, format.PageHeader{Type: format.DataPage, DataPageHeader: thrift.New(format.DataPageHeader{
		NumValues: int32(c.entries), Encoding: encoding, DefinitionLevelEncoding: format.RLE, RepetitionLevelEncoding: format.RLE,
		Statistics: format.Statistics{NullCount: c.nulls}})})
	c.sum.entries += c.entries
	c.sum.nulls += c.nulls
	c.repeated, c.defined, c.plain, c.indexes = c.repeated[:0], c.defined[:0], c.plain[:0], c.indexes[:0]
	c.entries, c.nulls, c.bits = 0, 0, 0
}

// appendSized appends levels behind their size, and nothing where there is one level.
func appendSized(b []byte, levels []uint8, most uint8) []byte {
	if most == 0 {
		return b
	}
	at := len(b)
	b = appendLevels(append(b, 0, 0, 0, 0), levels, widthOf(int(most)))
	binary.LittleEndian.PutUint32(b[at:], uint32(len(b)-at-4))
	return b
}

// append appends the packer's page behind its header.
func (c *chunk) append(p *packer, h format.PageHeader) {
	c.pages, c.sum.bytes = p.append(c.pages, c.sum.bytes, h)
}

// flush writes the chunk, dictionary first, and says what the footer tells of it. Then the chunk is empty.
func (c *chunk) flush(p *packer, w *counter, path []string) format.ColumnChunk {
	c.end(p)
	m := format.ColumnMetaData{Type: physical(c.shape), PathInSchema: path, Codec: format.Zstd,
		Encoding: []format.Encoding{format.Plain, format.RLE}, NumValues: c.sum.entries}
	if c.dict {
		m.Encoding = []format.Encoding{format.Plain, format.RLE, format.RLEDictionary}
		p.page = append(p.page[:0], c.words...)
		var words []byte
		words, c.sum.bytes = p.append(nil, c.sum.bytes, format.PageHeader{Type: format.DictionaryPage,
			DictionaryPageHeader: thrift.New(format.DictionaryPageHeader{NumValues: int32(len(c.index)), Encoding: format.Plain})})
		m.DictionaryPageOffset = w.n
		m.TotalCompressedSize += int64(len(words))
		w.write(words)
	}
	m.DataPageOffset = w.n
	m.TotalCompressedSize += int64(len(c.pages))
	w.write(c.pages)
	m.TotalUncompressedSize = c.sum.bytes
	m.Statistics.NullCount = c.sum.nulls
	m.Statistics.MinValue, m.Statistics.MaxValue = c.bounds.of(c.shape)
	c.pages, c.words, c.bounds = c.pages[:0], c.words[:0], bounds{least: c.bounds.least[:0], most: c.bounds.most[:0]}
	clear(c.index)
	c.sum.entries, c.sum.nulls, c.sum.bytes = 0, 0, 0
	return format.ColumnChunk{MetaData: m}
}

func physical(s shape) format.Type {
	switch s {
	case aBool:
		return format.Boolean
	case anInt64:
		return format.Int64
	case aDate:
		return format.Int32
	case aDecimal:
		return format.FixedLenByteArray
	}
	return format.ByteArray
}

// packer compresses pages, one at a time.
type packer struct {
	page, packed []byte
	encoder      *zstd.Encoder
	err          error
}

// append appends the page behind its header to b, and counts its bytes before compression.
func (p *packer) append(b []byte, bytes int64, h format.PageHeader) ([]byte, int64) {
	p.packed = p.encoder.EncodeAll(p.page, p.packed[:0])
	h.UncompressedPageSize, h.CompressedPageSize, h.CRC = int32(len(p.page)), int32(len(p.packed)), int32(crc32.ChecksumIEEE(p.packed))
	head, err := thrift.Marshal(new(thrift.CompactProtocol), &h)
	if err != nil {
		p.err = err
	}
	return append(append(b, head...), p.packed...), bytes + int64(len(head)+len(p.page))
}
