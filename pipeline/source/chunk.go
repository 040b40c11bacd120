package source

import (
	"bufio"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"math/bits"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// The pages of a Parquet file are read here, and not by the library. Its reader takes its memory from a pool that it shares with
// what writes our own tables: where a page holds less than it says, it goes on in what another file left there, so that what a
// damaged file gave was a matter of chance, and somebody else's.

// What the pages of a Parquet file may take.
const (
	MaxPage   = 64 << 20          // bytes of a page, compressed and not
	MaxPages  = 128 << 20         // bytes of the pages and dictionaries, not compressed, that are held at once: one of each column
	maxHeader = 4*MaxRow + 64<<10 // bytes of the header of a page, which may repeat its least and its greatest value, in two ways
	chunkRead = 4 << 10           // bytes that are read ahead of a column
)

// errPage says that a page is damaged, or of a kind that is not read.
var errPage = errors.New("damaged page")

// chunk is a column of a row group, from which one entry comes after the other: a value, or that there is none.
type chunk struct {
	r          *bufio.Reader
	rest       int64 // bytes behind what r gave
	codec      format.CompressionCodec
	kind       parquet.Kind
	length     int // of values of a fixed length
	repeated   bool
	top        uint32 // definition level of a value
	dictionary *dictionary
	pages      *pages
	own        int64 // bytes of the page

	left        int // entries of the page
	repetitions *runs
	definitions *runs
	values      values // nil where the page cannot have any

	begun  bool // there was an entry
	begins bool // the entry begins a row
	filled bool // and is a value
	ahead  bool // its levels were read, and it was not given
}

func newChunk(r io.ReaderAt, meta *format.ColumnMetaData, leaf parquet.LeafColumn, size int64, p *pages) (*chunk, error) {
	from := meta.DataPageOffset
	if d := meta.DictionaryPageOffset; d > 0 && (d < from || from == 0) { // which is 0 where there is no page of data
		from = d
	}
	length := meta.TotalCompressedSize
	kind := leaf.Node.Type().Kind()
	if from < 0 || from > size || length < 0 || length > size-from || parquet.Kind(meta.Type) != kind {
		return nil, errPage
	}
	if err := p.spend(length); err != nil { // chunks may lie in each other
		return nil, err
	}
	c := &chunk{r: bufio.NewReaderSize(io.NewSectionReader(r, from, length), chunkRead), rest: length, codec: meta.Codec, kind: kind, pages: p,
		repeated: leaf.MaxRepetitionLevel > 0, top: uint32(leaf.MaxDefinitionLevel)}
	if kind == parquet.FixedLenByteArray {
		c.length = leaf.Node.Type().Length()
	}
	return c, p.hold(chunkRead)
}

// next is the next entry, null where it is no value, and whether it is the last of its row.
func (c *chunk) next() (v parquet.Value, last bool, err error) {
	if !c.ahead {
		if err := c.entry(); err != nil {
			return v, false, errors.Join(errPage, err)
		}
	}
	c.ahead = false
	if c.filled {
		ok := c.values != nil
		if ok {
			v, ok = c.values.next()
		}
		if !ok {
			return v, false, errPage
		}
	}
	if !c.repeated {
		return v, true, nil
	}
	if err = c.entry(); err == io.EOF {
		return v, true, nil
	}
	c.ahead = err == nil
	return v, c.begins, err
}

// end says that no entry is left.
func (c *chunk) end() error {
	if c.ahead {
		return errPage
	}
	if err := c.entry(); err != io.EOF {
		return errors.Join(errPage, err)
	}
	return nil
}

// entry reads the levels of the next entry; io.EOF if there is none.
func (c *chunk) entry() error {
	for c.left == 0 {
		if err := c.page(); err != nil {
			return err
		}
	}
	c.left--
	c.filled = true
	if c.repeated {
		n, ok := c.repetitions.next()
		if c.begins = n == 0; !ok || n > 1 || !c.begins && !c.begun {
			return errPage
		}
	}
	c.begun = true
	if c.top > 0 {
		n, ok := c.definitions.next()
		if c.filled = n == c.top; !ok || n > c.top {
			return errPage
		}
	}
	return nil
}

// pageHeader is what stands before a page; what it does not say is -1.
type pageHeader struct {
	kind, unpacked, packed, entries, encoding, repetitions, definitions int64

	sum        uint32
	summed     bool
	compressed bool
}

// header reads the header of the next page; io.EOF if there is none.
func (c *chunk) header() (h pageHeader, err error) {
	for size := 512; ; size = min(8*size, maxHeader) {
		if more := size - c.r.Size(); more > 0 {
			if err := c.pages.hold(int64(more)); err != nil {
				return h, err
			}
			c.r = bufio.NewReaderSize(c.r, size)
		}
		b, err := c.r.Peek(size)
		if len(b) == 0 && err == io.EOF {
			return h, io.EOF
		}
		h = pageHeader{-1, -1, -1, -1, -1, -1, -1, 0, false, true}
		t := &thrift{b: b}
		t.structure(0, 0, h.field)
		if !t.bad {
			c.r.Discard(t.pos)
			c.rest -= int64(t.pos)
			break
		}
		if err != nil || size == maxHeader {
			return h, errPage
		}
	}
	if h.packed < 0 || h.packed > min(MaxPage, c.rest) || h.unpacked < 0 || h.unpacked > MaxPage {
		return h, errPage
	}
	return h, nil
}

// field takes one field of the header, or of the header for its kind of page, which lies in the field that is called outer.
func (h *pageHeader) field(outer, id, value int64) {
	switch {
	case outer == 0 && id == 1:
		h.kind = value
	case outer == 0 && id == 2:
		h.unpacked = value
	case outer == 0 && id == 3:
		h.packed = value
	case outer == 0 && id == 4:
		h.sum, h.summed = uint32(value), true
	case outer != 0 && id == 1:
		h.entries = value
	case (outer == 5 || outer == 7) && id == 2, outer == 8 && id == 4:
		h.encoding = value
	case outer == 5 && id == 3, outer == 8 && id == 5: // how they are encoded, and in the second version how long they are
		h.definitions = value
	case outer == 5 && id == 4, outer == 8 && id == 6:
		h.repetitions = value
	case outer == 8 && id == 7:
		h.compressed = value == 1
	}
}

// page reads up to the next page of data; io.EOF if there is none.
func (c *chunk) page() error {
	c.pages.room += c.own
	c.own, c.values = 0, nil
	for {
		h, err := c.header()
		if err != nil {
			return err
		}
		body := make([]byte, h.packed)
		if _, err := io.ReadFull(c.r, body); err != nil || h.summed && crc32.ChecksumIEEE(body) != h.sum {
			return errPage
		}
		c.rest -= h.packed
		switch format.PageType(h.kind) {
		case format.DictionaryPage:
			if c.dictionary != nil {
				continue
			}
			if err := c.readDictionary(h, body); err != nil {
				return err
			}
		case format.DataPage:
			return c.first(h, body)
		case format.DataPageV2:
			return c.second(h, body)
		default:
			return errPage
		}
	}
}

func (c *chunk) readDictionary(h pageHeader, body []byte) error {
	if e := format.Encoding(h.encoding); e != format.Plain && e != format.PlainDictionary {
		return errPage
	}
	data, err := c.pages.unpack(c.codec, body, h.unpacked)
	if err != nil {
		return err
	}
	d, ok := newDictionary(plains{data, c.kind, c.length}, h.entries)
	if !ok {
		return errPage
	}
	c.dictionary = d
	return c.pages.hold(d.size())
}

// first is a page of data of the first version: all of it is compressed, and the levels say how long they are.
func (c *chunk) first(h pageHeader, body []byte) error {
	data, err := c.pages.unpack(c.codec, body, h.unpacked)
	if err != nil {
		return err
	}
	c.repetitions, c.definitions, c.own = nil, nil, int64(len(data))
	if c.repeated {
		if c.repetitions, data, err = longLevels(h.repetitions, 1, data); err != nil {
			return err
		}
	}
	if c.top > 0 {
		if c.definitions, data, err = longLevels(h.definitions, c.top, data); err != nil {
			return err
		}
	}
	return c.begin(h, data)
}

func longLevels(encoding int64, top uint32, data []byte) (*runs, []byte, error) {
	if format.Encoding(encoding) != format.RLE || len(data) < 4 || uint64(binary.LittleEndian.Uint32(data)) > uint64(len(data)-4) {
		return nil, nil, errPage
	}
	n := 4 + int(binary.LittleEndian.Uint32(data))
	return &runs{b: data[4:n], width: bits.Len32(top)}, data[n:], nil
}

// second is a page of data of the second version: the header says how long the levels are, and they are not compressed.
func (c *chunk) second(h pageHeader, body []byte) error {
	if h.repetitions < 0 || h.definitions < 0 || h.repetitions > h.packed-h.definitions || h.repetitions > h.unpacked-h.definitions {
		return errPage
	}
	levels, data := h.repetitions+h.definitions, body[h.repetitions+h.definitions:]
	c.repetitions = &runs{b: body[:h.repetitions], width: 1}
	c.definitions = &runs{b: body[h.repetitions:levels], width: bits.Len32(c.top)}
	var err error
	c.own = int64(len(body)) // of which the levels are a part
	if h.compressed && len(data) > 0 && c.codec != format.Uncompressed {
		data, err = c.pages.unpack(c.codec, data, h.unpacked-levels)
		c.own += int64(len(data))
	}
	if err != nil {
		return err
	}
	return c.begin(h, data)
}

// begin begins with the entries of a page whose values these bytes are, and charges all that is held of it.
func (c *chunk) begin(h pageHeader, data []byte) error {
	if h.entries < 0 || h.entries > 1<<31-1 {
		return errPage
	}
	c.left = int(h.entries)
	c.values = c.valuesOf(format.Encoding(h.encoding), data)
	return c.pages.hold(c.own)
}
