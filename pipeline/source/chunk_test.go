package source

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"
)

// encoded has a column of each kind in each encoding, with and without nulls, and lists.
type encoded struct {
	Bool    bool     `parquet:"bool"`
	Int     int32    `parquet:"int"`
	IntD    int32    `parquet:"int_delta,delta"`
	IntX    *int32   `parquet:"int_dict,dict,optional"`
	Long    int64    `parquet:"long"`
	LongD   int64    `parquet:"long_delta,delta,optional"`
	LongX   int64    `parquet:"long_dict,dict"`
	Float   float32  `parquet:"float"`
	FloatS  float32  `parquet:"float_split,split"`
	Double  *float64 `parquet:"double,optional"`
	DoubleS float64  `parquet:"double_split,split,optional"`
	DoubleX float64  `parquet:"double_dict,dict"`
	Text    string   `parquet:"text"`
	TextD   string   `parquet:"text_delta,delta,optional"`
	TextX   *string  `parquet:"text_dict,dict,optional"`
	Prefix  []byte   `parquet:"prefix,delta"`
	Wide    [5]byte  `parquet:"wide"`
	WideX   [5]byte  `parquet:"wide_dict,dict"`
	List    []string `parquet:"list,list"`
	ListX   []int64  `parquet:"list_dict,list,dict"`
	None    *string  `parquet:"none,optional"`
	One     string   `parquet:"one,dict"`
}

func someOf[T any](r *rand.Rand, v T) *T {
	if r.IntN(3) == 0 {
		return nil
	}
	return &v
}

func encodedRows(r *rand.Rand, n int) (rows []encoded) {
	word := func() string { return strings.Repeat("comune ", r.IntN(3)) + fmt.Sprint(r.IntN(40)) }
	for range n {
		e := encoded{Bool: r.IntN(3) == 0, Int: int32(r.Uint32()), IntD: int32(r.Uint32()) >> r.IntN(31), IntX: someOf(r, int32(r.IntN(9))),
			Long: int64(r.Uint64()), LongD: int64(r.Uint64()) >> r.IntN(63) * int64(r.IntN(2)), LongX: int64(r.IntN(300)),
			Float: r.Float32(), FloatS: r.Float32(), Double: someOf(r, r.Float64()), DoubleS: r.Float64() * float64(r.IntN(2)), DoubleX: float64(r.IntN(3)),
			Text: word(), TextD: strings.Repeat(word(), r.IntN(2)), TextX: someOf(r, word()), Prefix: []byte(word()), One: "x"}
		copy(e.Wide[:], fmt.Sprintf("%05d", r.IntN(99999)))
		copy(e.WideX[:], fmt.Sprintf("%05d", r.IntN(9)))
		for range r.IntN(4) {
			e.List = append(e.List, word())
			e.ListX = append(e.ListX, int64(r.IntN(20)))
		}
		rows = append(rows, e)
	}
	return rows
}

func writeParquet[T any](t testing.TB, rows []T, options ...parquet.WriterOption) []byte {
	var b bytes.Buffer
	w := parquet.NewGenericWriter[T](&b, options...)
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// libraryText is the text of a valid file as the library reads it.
func libraryText(t testing.TB, data []byte) string {
	p, err := newParquet(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range f.RowGroups() {
		rows := g.Rows()
		for batch := make([]parquet.Row, 7); ; {
			n, err := rows.ReadRows(batch)
			for _, row := range batch[:n] {
				for i, c := range p.columns {
					for _, v := range row {
						if v.Column() != c.number || v.IsNull() {
							continue
						}
						if len(p.cells[i]) > 0 {
							p.cells[i] = append(p.cells[i], listComma...)
						}
						p.cells[i] = append(p.cells[i], c.text(v)...)
					}
				}
				p.line()
			}
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		rows.Close()
	}
	return p.out.String()
}

func parquetTextOf(data []byte) (string, error) {
	p, err := newParquet(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(p)
	return string(text), err
}

var codecs = map[string]compress.Codec{"none": &parquet.Uncompressed, "snappy": &parquet.Snappy, "gzip": &parquet.Gzip, "brotli": &parquet.Brotli,
	"lz4": &parquet.Lz4Raw, "zstd": &parquet.Zstd}

// TestParquetEncodings reads every kind of column in every encoding, compression and version of pages as the library does.
func TestParquetEncodings(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for name, codec := range codecs {
		for version := 1; version <= 2; version++ {
			for _, n := range []int{0, 1, 500} {
				data := writeParquet(t, encodedRows(r, n), parquet.Compression(codec), parquet.DataPageVersion(version),
					parquet.PageBufferSize(900), parquet.MaxRowsPerRowGroup(300))
				want := libraryText(t, data)
				if got, err := parquetTextOf(data); got != want || err != nil || strings.Count(want, "\n") != n+1 {
					t.Errorf("%s, version %d, %d rows: %v\n got %.2000s\nwant %.2000s", name, version, n, err, got, want)
				}
			}
		}
	}
}

// dirty leaves other bytes in the memory that the library uses again.
func dirty(t testing.TB, fill byte) {
	type row struct{ A, B, C, D, E, F, G, H int64 }
	n := int64(fill) * 0x0101010101010101
	rows := slices.Repeat([]row{{n, n, n, n, n, n, n, n}}, 500)
	r := parquet.NewGenericReader[row](bytes.NewReader(writeParquet(t, rows)))
	if n, err := r.Read(rows); n != len(rows) || err != nil && err != io.EOF {
		t.Fatal(n, err)
	}
	r.Close()
}

// alike holds what files give to be the same whatever was read before them.
func alike(t *testing.T, files map[string][]byte) {
	t.Helper()
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // which would empty the library's pool
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	first := map[string]string{}
	for _, fill := range []byte("\x00az") {
		for _, name := range slices.Sorted(maps.Keys(files)) {
			dirty(t, fill)
			text, err := parquetTextOf(files[name])
			got := fmt.Sprintf("%s%v", text, err)
			if want, known := first[name]; !known {
				first[name] = got
			} else if got != want {
				t.Errorf("%s: got %.300q, before %.300q", name, got, want)
			}
		}
	}
}

// TestParquetDamagedAlike flips bits of what a page says of itself: where it holds less, nothing comes in its place.
func TestParquetDamagedAlike(t *testing.T) {
	type row struct {
		Wide [4]byte `parquet:"wide"`
	}
	files := map[string][]byte{}
	for version := 1; version <= 2; version++ {
		data := writeParquet(t, []row{{[4]byte{'a', 'b', 'c', 'd'}}, {[4]byte{'e', 'f', 'g', 'h'}}}, parquet.DataPageVersion(version), parquet.Compression(&parquet.Uncompressed))
		for i := 4; i < bytes.Index(data, []byte("abcdefgh")); i++ {
			for bit := range 8 {
				bad := bytes.Clone(data)
				bad[i] ^= 1 << bit
				files[fmt.Sprintf("version %d, bit %d of byte %d", version, bit, i)] = bad
			}
		}
	}
	alike(t, files)
}

// TestParquetCorporaAlike is TestParquetDamagedAlike of other people's files.
func TestParquetCorporaAlike(t *testing.T) {
	files := map[string][]byte{}
	for _, pattern := range []string{"generated/parquet-crashers/*", "parquet/*/*.parquet"} {
		paths, err := filepath.Glob(filepath.Join(shared(t, "corpora"), pattern))
		if err != nil || len(paths) == 0 {
			t.Fatal(paths, err)
		}
		for _, path := range paths {
			if files[path], err = os.ReadFile(path); err != nil {
				t.Fatal(err)
			}
		}
	}
	alike(t, files)
}

// TestParquetBounds reads files that take much more than they are.
func TestParquetBounds(t *testing.T) {
	refusal := func(p *parquetText) string {
		_, err := io.Copy(io.Discard, p)
		if err == nil {
			return ""
		}
		return AsDefect(err, Origin{}).Reason
	}
	open := func(data []byte) *parquetText {
		p, err := newParquet(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	type silent struct {
		L []*string `parquet:"l,list"`
	}
	type binary struct {
		B []byte `parquet:"b"`
	}
	type binaryX struct {
		B []byte `parquet:"b,dict"`
	}
	for what, data := range map[string][]byte{
		"elements without a text": writeParquet(t, []silent{{make([]*string, 2*FreeOutput)}}, parquet.Compression(&parquet.Zstd)),
		"values without a text":   writeParquet(t, slices.Repeat([]binaryX{{[]byte(randomText(100<<10) + "\x00")}}, 300), parquet.DataPageStatistics(false), parquet.SkipPageBounds("b")),
		"pages without a text":    writeParquet(t, []binary{{make([]byte, 4<<20)}}, parquet.Compression(&parquet.Zstd), parquet.DataPageStatistics(false), parquet.SkipPageBounds("b")),
	} {
		if got := refusal(open(data)); got != "budget.ratio" {
			t.Errorf("%s: %d bytes: %q", what, len(data), got)
		}
	}
	p := open(writeParquet(t, encodedRows(rand.New(rand.NewPCG(7, 8)), 100)))
	if got := refusal(p); got != "" {
		t.Error(got)
	}
	if text := decimalText(parquet.ByteArray, 2)(parquet.ByteArrayValue(make([]byte, 33))); text != "" {
		t.Errorf("a decimal of 33 bytes is %s", text)
	}
	held := MaxPages - p.pages.room
	if held <= 22*chunkRead || held > 64<<10+22*chunkRead {
		t.Errorf("%d bytes are held", held)
	}
	if err := p.pages.hold(p.pages.room); err != nil {
		t.Error(err)
	}
	if err := p.pages.hold(1); err == nil || AsDefect(err, Origin{}).Reason != "budget.memory" {
		t.Error(err)
	}
}

// TestParquetHeld holds that the levels of a page are charged too, and what they are a part of.
func TestParquetHeld(t *testing.T) {
	levels := bytes.Repeat([]byte{2, 1}, 1000) // one entry each
	long := append(binary.LittleEndian.AppendUint32(nil, uint32(len(levels))), levels...)
	for what, c := range map[string]struct {
		read func(c *chunk) error
		want int
	}{
		"first": {func(c *chunk) error { return c.first(pageHeader{entries: 1000, definitions: int64(format.RLE)}, long) }, len(long)},
		"second": {func(c *chunk) error {
			return c.second(pageHeader{entries: 1000, packed: 2000, unpacked: 2000, definitions: 2000}, levels)
		}, len(levels)},
	} {
		p := newPages(1 << 20)
		if err := c.read(&chunk{top: 1, kind: parquet.ByteArray, pages: p}); err != nil || MaxPages-p.room != int64(c.want) {
			t.Errorf("%s: %v, %d bytes are held, want %d", what, err, MaxPages-p.room, c.want)
		}
	}
}

// TestParquetChunksInEachOther refuses a file of which every column is said to be the whole file.
func TestParquetChunksInEachOther(t *testing.T) {
	type row struct{ A int64 }
	data := writeParquet(t, slices.Repeat([]row{{7}}, 4<<10), parquet.Compression(&parquet.Uncompressed))
	p, err := newParquet(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for p.pages.left = MaxRatio * p.size; err == nil; {
		err = p.open(p.groups[0])
	}
	if AsDefect(err, Origin{}).Reason != "budget.ratio" {
		t.Error(err)
	}
}

// emptyGroup is a file of three row groups, of one row, none and one, as Arrow writes it: the second has a dictionary and no page of data.
const emptyGroup = "UEFSMRUEFQoVDkwVAhUAEgAABRABAAAAYRUAFRIVFiwVAhUQFQYVBhwAAAAJIAIAAAACAQECABUEFQAVAkwVABUAEgAAABUEFQoVDkwVAhUAEgAABRABAAAAYhUAFRIVFiwVAhUQFQYVBhwAAAAJIAIAAAACAQECABUEGSw1ABgGc2NoZW1hFQIAFQwlAhgBdyUATBwAAAAWBBk8GRwmABwVDBk1AAYQGRgBdxUCFgIWXhZmJjImCCksFQQVABUCABUAFRAVAgA8FgIZBhkmAAIAAAAWXhYCJggWZgAZHCYAHBUMGSUABhkYAXcVAhYAFhwWHiYAJm4pHBUEFQAVAgAAABYcFgAmbhYeABkcJgAcFQwZNQAGEBkYAXcVAhYCFl4WZia2ASaMASksFQQVABUCABUAFRAVAgA8FgIZBhkmAAIAAAAWXhYCJowBFmYAKCBwYXJxdWV0LWNwcC1hcnJvdyB2ZXJzaW9uIDI2LjAuMRkcHAAAAP8AAABQQVIx"

func TestParquetEmptyGroup(t *testing.T) {
	if got, err := parquetTextOf([]byte(fromBase64(emptyGroup))); got != "w\na\nb\n" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}

// TestParquetSplitWide reads nothing where one value is said to be longer than the page, and makes no room for it.
func TestParquetSplitWide(t *testing.T) {
	c := &chunk{kind: parquet.FixedLenByteArray, length: 1<<31 - 1}
	if v := c.valuesOf(format.ByteStreamSplit, []byte("short")); v != nil {
		t.Error("a value of 2 GiB in 5 bytes")
	}
}

// TestParquetTorn cuts what is compressed short, in each compression, and says that it is longer.
func TestParquetTorn(t *testing.T) {
	data := []byte(strings.Repeat("comune di prova ", 100))
	for name, codec := range codecs {
		packed, err := codec.Encode(nil, data)
		if err != nil {
			t.Fatal(err)
		}
		c := &chunk{codec: codec.CompressionCodec(), pages: newPages(MaxPage)}
		if out, err := c.pages.unpack(c.codec, packed, int64(len(data))); err != nil || !bytes.Equal(out, data) {
			t.Errorf("%s: %v", name, err)
		}
		if name == "none" {
			continue
		}
		for n := range packed {
			if _, err := c.pages.unpack(c.codec, packed[:n], int64(len(data))); err == nil {
				t.Errorf("%s: %d of %d bytes are read", name, n, len(packed))
			}
		}
		for _, size := range []int64{0, int64(len(data)) - 1, int64(len(data)) + 1, MaxPage} {
			if _, err := c.pages.unpack(c.codec, packed, size); err == nil {
				t.Errorf("%s: %d bytes are said to be %d", name, len(data), size)
			}
		}
	}
}

// TestParquetOldMoments reads moments as Spark writes them if it is not told otherwise.
func TestParquetOldMoments(t *testing.T) {
	type row struct {
		At  deprecated.Int96  `parquet:"at"`
		Opt *deprecated.Int96 `parquet:"opt,optional,dict"`
	}
	at := func(day uint32, nanos uint64) deprecated.Int96 {
		return deprecated.Int96{uint32(nanos), uint32(nanos >> 32), day}
	}
	last := at(2440587, 86399_999_999_999)
	data := writeParquet(t, []row{{at(2440588, 0), nil}, {at(2458850, 45296_000_000_000), &last}})
	if got, err := parquetTextOf(data); got != "at,opt\n1970-01-01T00:00:00,\n2020-01-01T12:34:56,1969-12-31T23:59:59\n" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}
