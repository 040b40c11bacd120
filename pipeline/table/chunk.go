package table

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"hash/crc32"
	"math/bits"
	"slices"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/format"
)

const (
	pageBytes     = 256 << 10 * 98 / 100 // before compression, which is where the library would end a page of 256 KiB
	maxDictionary = 1 << 20              // bytes: the values of later pages are plain
)

// encoder is the library's but for its window: it takes 8 MiB for each page at once, which few pages fill.
var encoder, _ = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(1<<20), zstd.WithEncoderCRC(false), zstd.WithZeroFrames(true))

// chunk is one column of the row group that is being written. Values are encoded as they come, into the page under way; the pages
// before it wait, compressed, for the end of the row group.
type chunk struct {
	path     []string
	typ      parquet.Type
	shape    shape
	optional bool
	words    map[string]int32 // where values stand in the dictionary; nil where the column has none
	indexed  bool             // values go into it

	rows, values int // in the page under way; nulls and empty lists are no values
	before       int // rows in the pages before it
	meta         format.ColumnMetaData
	pages        format.OffsetIndex
	bounds       parquet.ColumnIndexer

	repetitions, definitions levels
	plain                    []byte  // values of the page under way,
	indexes                  []int32 // or where they stand in
	dictionary               []byte
	done                     []byte // the pages before
}

// levels are those of the page under way.
type levels struct {
	most   int     // 0 where the column has none
	counts []int64 // how many there are of 0, 1 … most, page after page
	page   []byte
	packed []byte
}

// pageRoom is memory for a page while it ends.
type pageRoom struct{ body, packed []byte }

var pageRooms = sync.Pool{New: func() any { return new(pageRoom) }}

func newChunk(schema *parquet.Schema, path []string, c *column) *chunk {
	leaf, _ := schema.Lookup(path...)
	k := &chunk{path: path, typ: leaf.Node.Type(), shape: c.shape, optional: c.optional}
	if c.shape == strings_ {
		k.shape = aString
	}
	if leaf.Node.Encoding() == &parquet.RLEDictionary {
		k.words = map[string]int32{}
	}
	k.bounds = k.typ.NewColumnIndexer(parquet.DefaultColumnIndexSizeLimit)
	k.repetitions.most, k.definitions.most = leaf.MaxRepetitionLevel, leaf.MaxDefinitionLevel
	k.reset()
	return k
}

// reset begins a row group.
func (c *chunk) reset() {
	c.meta = format.ColumnMetaData{Type: format.Type(c.typ.Kind()), PathInSchema: c.path, Codec: format.Zstd, Encoding: []format.Encoding{format.Plain}}
	if c.definitions.most > 0 {
		c.meta.Encoding = append(c.meta.Encoding, format.RLE)
	}
	if c.indexed = c.words != nil; c.indexed {
		c.meta.Encoding = append(c.meta.Encoding, format.RLEDictionary)
		clear(c.words)
	}
	c.before, c.pages = 0, format.OffsetIndex{}
	c.bounds.Reset()
	c.repetitions.counts, c.definitions.counts = nil, nil
	c.dictionary, c.done = c.dictionary[:0], c.done[:0]
	c.clear()
}

// clear begins a page.
func (c *chunk) clear() {
	c.rows, c.values = 0, 0
	c.repetitions.page, c.definitions.page, c.plain, c.indexes = c.repetitions.page[:0], c.definitions.page[:0], c.plain[:0], c.indexes[:0]
}

// take adds the value at the start of an encoded row, and gives what follows it. The value's level of definition is that of what
// holds it.
func (c *chunk) take(row []byte, repetition, definition int) []byte {
	present := true
	switch c.shape {
	case aString:
		var text string
		if text, row = prefixed(row); text == "" && c.optional {
			present = false
		} else {
			c.text(text)
		}
	case aBool:
		if c.values%8 == 0 {
			c.plain = append(c.plain, 0)
		}
		c.plain[len(c.plain)-1] |= row[0] << (c.values % 8)
		row = row[1:]
	case anInt64:
		var n int64
		n, row = whole(row)
		c.plain = binary.LittleEndian.AppendUint64(c.plain, uint64(n))
	case aDate:
		if present, row = row[0] == 1, row[1:]; present {
			var n int64
			n, row = whole(row)
			c.plain = binary.LittleEndian.AppendUint32(c.plain, uint32(n))
		}
	case aDecimal:
		if present, row = row[0] == 1, row[1:]; present {
			size := len(Decimal{})
			c.plain, row = append(c.plain, row[:size]...), row[size:]
		}
	}
	if present {
		c.values++
		if c.optional {
			definition++
		}
	}
	c.level(repetition, definition)
	return row
}

func (c *chunk) text(s string) {
	if !c.indexed {
		c.plain = appendPlain(c.plain, s)
		return
	}
	i, known := c.words[s]
	if !known {
		i = int32(len(c.words))
		c.words[strings.Clone(s)] = i
		c.dictionary = appendPlain(c.dictionary, s)
	}
	c.indexes = append(c.indexes, i)
}

func appendPlain(b []byte, text string) []byte {
	return append(binary.LittleEndian.AppendUint32(b, uint32(len(text))), text...)
}

// plainText is the first of plain texts, and what follows it.
func plainText(b []byte) (text, rest []byte) {
	n := 4 + binary.LittleEndian.Uint32(b)
	return b[4:n:n], b[n:]
}

// level notes the levels of a value, or of its absence.
func (c *chunk) level(repetition, definition int) {
	if repetition == 0 {
		c.rows++
	}
	if c.repetitions.most > 0 {
		c.repetitions.page = append(c.repetitions.page, byte(repetition))
	}
	if c.definitions.most > 0 {
		c.definitions.page = append(c.definitions.page, byte(definition))
	}
}

// full says that the page is to end: it is large enough, as the library counts, or its dictionary is.
func (c *chunk) full() bool {
	size := len(c.plain) + 4*len(c.indexes) + len(c.repetitions.page) + len(c.definitions.page)
	switch {
	case c.repetitions.most > 0:
		size += 8 * c.rows
	case c.definitions.most > 0:
		size += 4 * c.rows
	}
	return size >= pageBytes || c.indexed && len(c.dictionary) >= maxDictionary
}

// endPage puts the page to those before.
func (c *chunk) endPage() {
	if c.rows == 0 {
		return
	}
	entries := max(c.values, len(c.definitions.page))
	c.bound(entries - c.values)
	room := pageRooms.Get().(*pageRoom)
	defer pageRooms.Put(room)
	room.body = c.definitions.append(c.repetitions.append(room.body[:0]))
	encoding := format.Plain
	if c.indexed {
		encoding = format.RLEDictionary
		room.packed, _ = new(rle.DictionaryEncoding).EncodeInt32(room.packed[:0], c.indexes)
		room.body = append(room.body, room.packed...)
	} else {
		room.body = append(room.body, c.plain...)
		if c.shape == aString {
			c.meta.SizeStatistics.UnencodedByteArrayDataBytes += int64(len(c.plain) - 4*c.values)
		}
	}
	h := format.PageHeader{Type: format.DataPage}
	h.DataPageHeader.Set(format.DataPageHeader{NumValues: int32(entries), Encoding: encoding, DefinitionLevelEncoding: format.RLE, RepetitionLevelEncoding: format.RLE})
	at := len(c.done)
	c.pack(h, encoding, room)
	c.pages.PageLocations = append(c.pages.PageLocations, format.PageLocation{Offset: int64(at), CompressedPageSize: int32(len(c.done) - at), FirstRowIndex: int64(c.before)})
	c.meta.NumValues += int64(entries)
	c.before += c.rows
	c.indexed = c.indexed && len(c.dictionary) < maxDictionary
	c.clear()
}

// append appends the levels as a page has them, and counts them.
func (l *levels) append(b []byte) []byte {
	if l.most == 0 {
		return b
	}
	e := rle.Encoding{BitWidth: bits.Len(uint(l.most))}
	l.packed, _ = e.EncodeLevels(l.packed[:0], l.page)
	b = append(binary.LittleEndian.AppendUint32(b, uint32(len(l.packed))), l.packed...)
	of := len(l.counts)
	l.counts = append(l.counts, make([]int64, l.most+1)...)
	for _, level := range l.page {
		l.counts[of+int(level)]++
	}
	return b
}

// sums are the counts of all pages together.
func (l *levels) sums() []int64 {
	if l.most == 0 {
		return nil
	}
	sums := make([]int64, l.most+1)
	for i, n := range l.counts {
		sums[i%len(sums)] += n
	}
	return sums
}

// pack compresses a page and puts it to those before.
func (c *chunk) pack(h format.PageHeader, encoding format.Encoding, room *pageRoom) {
	room.packed = encoder.EncodeAll(room.body, room.packed[:0])
	h.UncompressedPageSize, h.CompressedPageSize, h.CRC = int32(len(room.body)), int32(len(room.packed)), int32(crc32.ChecksumIEEE(room.packed))
	head := compact(&h)
	c.done = append(append(c.done, head...), room.packed...)
	c.meta.TotalUncompressedSize += int64(len(head) + len(room.body))
	c.meta.TotalCompressedSize += int64(len(head) + len(room.packed))
	stats := c.meta.EncodingStats
	i := slices.IndexFunc(stats, func(s format.PageEncodingStats) bool { return s.PageType == h.Type && s.Encoding == encoding })
	if i < 0 {
		c.meta.EncodingStats = append(stats, format.PageEncodingStats{PageType: h.Type, Encoding: encoding, Count: 1})
	} else {
		stats[i].Count++
	}
}

// bound notes between which values those of the page lie.
func (c *chunk) bound(nulls int) {
	s := &c.meta.Statistics
	s.NullCount += int64(nulls)
	var least, greatest parquet.Value
	if c.shape == aDecimal { // of a page without values they are a zero, which the indexer does not put there itself
		least = parquet.FixedLenByteArrayValue(make([]byte, len(Decimal{})))
		greatest = least
	}
	if c.values > 0 {
		lo, hi := c.extremes()
		least, greatest = c.typ.Kind().Value(lo), c.typ.Kind().Value(hi)
		if s.MinValue == nil || c.compare(lo, s.MinValue) < 0 {
			s.MinValue = append([]byte{}, lo...)
		}
		if s.MaxValue == nil || c.compare(hi, s.MaxValue) > 0 {
			s.MaxValue = append([]byte{}, hi...)
		}
	}
	c.bounds.IndexPage(int64(c.values+nulls), int64(nulls), least, greatest)
}

// extremes are the least and the greatest value of the page.
func (c *chunk) extremes() (least, greatest []byte) {
	see := func(v []byte) {
		if least == nil || c.compare(v, least) < 0 {
			least = v
		}
		if greatest == nil || c.compare(v, greatest) > 0 {
			greatest = v
		}
	}
	var text []byte
	switch {
	case c.indexed:
		used := make([]bool, len(c.words))
		for _, i := range c.indexes {
			used[i] = true
		}
		rest := c.dictionary
		for _, is := range used {
			if text, rest = plainText(rest); is {
				see(text)
			}
		}
	case c.shape == aString:
		for rest := c.plain; len(rest) > 0; see(text) {
			text, rest = plainText(rest)
		}
	case c.shape == aBool:
		flags := []byte{0, 1}
		for i := range c.values {
			bit := c.plain[i/8] >> (i % 8) & 1
			see(flags[bit : bit+1])
		}
	default:
		for v := range slices.Chunk(c.plain, len(c.plain)/c.values) {
			see(v)
		}
	}
	return least, greatest
}

// compare orders plain values.
func (c *chunk) compare(a, b []byte) int {
	switch c.shape {
	case anInt64:
		return cmp.Compare(int64(binary.LittleEndian.Uint64(a)), int64(binary.LittleEndian.Uint64(b)))
	case aDate:
		return cmp.Compare(int32(binary.LittleEndian.Uint32(a)), int32(binary.LittleEndian.Uint32(b)))
	case aDecimal:
		if sign := cmp.Compare(int8(a[0])>>7, int8(b[0])>>7); sign != 0 {
			return sign
		}
	}
	return bytes.Compare(a, b)
}

// end writes the chunk, and begins that of the next row group. It gives what the footer says of it, the index of its pages, and
// where they are.
func (c *chunk) end(w *Writer) (column format.ColumnMetaData, index format.ColumnIndex, pages format.OffsetIndex) {
	defer c.reset()
	c.endPage()
	data := len(c.done)
	if c.words != nil {
		c.meta.DictionaryPageOffset = w.at
		h := format.PageHeader{Type: format.DictionaryPage}
		h.DictionaryPageHeader.Set(format.DictionaryPageHeader{NumValues: int32(len(c.words))})
		room := pageRooms.Get().(*pageRoom)
		room.body = append(room.body[:0], c.dictionary...)
		c.pack(h, format.Plain, room)
		pageRooms.Put(room)
		w.write(c.done[data:])
	}
	c.meta.DataPageOffset = w.at
	for i := range c.pages.PageLocations {
		c.pages.PageLocations[i].Offset += w.at
	}
	w.write(c.done[:data])
	index = c.bounds.ColumnIndex()
	if c.shape == aDecimal { // it takes them for positive
		index.BoundaryOrder = format.Unordered
	}
	index.RepetitionLevelHistogram, index.DefinitionLevelHistogram = c.repetitions.counts, c.definitions.counts
	c.meta.SizeStatistics.RepetitionLevelHistogram, c.meta.SizeStatistics.DefinitionLevelHistogram = c.repetitions.sums(), c.definitions.sums()
	return c.meta, index, c.pages
}
