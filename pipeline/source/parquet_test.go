package source

import (
	"bytes"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
)

type parquetGroup struct {
	Name string `parquet:"name"`
}

type parquetRow struct {
	ID     string       `parquet:"id"`
	Buyer  parquetGroup `parquet:"buyer"`
	Tags   []string     `parquet:"tags,list"`
	Amount int64        `parquet:"amount,decimal(2:18)"`
	Wide   [16]byte     `parquet:"wide,decimal(3:38)"`
	Day    int32        `parquet:"day,date"`
	At     time.Time    `parquet:"at,timestamp(millisecond)"`
	N      *uint64      `parquet:"n,optional"`
	Share  float64      `parquet:"share"`
	Open   bool         `parquet:"open"`
	Text   *string      `parquet:"text,optional"`
}

func parquetFile(t testing.TB, rows ...parquetRow) []byte {
	var b bytes.Buffer
	w := parquet.NewGenericWriter[parquetRow](&b, parquet.Compression(&parquet.Zstd))
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func parquetSample() []parquetRow {
	n, text := uint64(1<<63), "two\nlines, \"quoted\""
	minus := [16]byte{}
	for i := range minus {
		minus[i] = 0xff
	}
	return []parquetRow{
		{ID: "00017", Buyer: parquetGroup{"Comune; di Prova"}, Tags: []string{"a", "b"}, Amount: -123456, Wide: minus, Day: 18321, At: time.UnixMilli(-1), N: &n, Share: 0.1, Open: true, Text: &text},
		{ID: "2", Amount: 5, At: time.UnixMilli(1583020800000)},
	}
}

const parquetWant = `id,buyer.name,tags,amount,wide,day,at,n,share,open,text
00017,"Comune; di Prova","a; b",-1234.56,-0.001,2020-02-29,1969-12-31T23:59:59,9223372036854775808,0.1,true,"two
lines, ""quoted"""
2,,,0.05,0.000,1970-01-01,2020-03-01T00:00:00,,0,false,
`

// readParquet reads the only document of a file and holds its origins true.
func readParquet(t *testing.T, data []byte) (rows [][]string, defect error) {
	f := one(t, file(string(data)), "f")
	digest, err := f.Look(func(Part) {})
	if err != nil {
		t.Fatal(err)
	}
	var origins []Origin
	_, parts, err := look(f)
	if err != nil {
		t.Fatal(err)
	}
	var members []string
	for _, p := range parts {
		if p.Defect != nil {
			defect = p.Defect
		} else if !p.Archive {
			members = append(members, p.Member)
		}
	}
	err = f.Read(digest, members, func(d *Document) error {
		for r, err := range CSV(d) {
			if err != nil {
				defect = err
				continue
			}
			var values []string
			for _, c := range r.Columns() {
				values = append(values, r.Get(c))
			}
			rows = append(rows, values)
			origins = append(origins, r.Origin)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, o := range origins {
		b, err := f.Reread(o)
		if err != nil || !strings.HasPrefix(strings.Trim(string(b), `"`), rows[i][0]) {
			t.Errorf("%s: %q, %v", o, b, err)
		}
	}
	return rows, defect
}

func TestParquet(t *testing.T) {
	data := parquetFile(t, parquetSample()...)
	p, err := newParquet(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if _, err := text.ReadFrom(p); err != nil || text.String() != parquetWant {
		t.Errorf("%v\n got %s\nwant %s", err, text.String(), parquetWant)
	}
	for kind, data := range map[string][]byte{"bare": data, "gzip": []byte(wrappers["gzip"](string(data))), "zip": []byte(wrappers["zip"](string(data)))} {
		rows, defect := readParquet(t, data)
		if defect != nil || len(rows) != 2 || rows[0][0] != "00017" || rows[0][10] != "two\nlines, \"quoted\"" || rows[1][2] != "" {
			t.Errorf("%s: %v, %q", kind, defect, rows)
		}
	}
}

func TestParquetWithoutColumns(t *testing.T) {
	var b bytes.Buffer
	w := parquet.NewGenericWriter[struct {
		L []struct {
			M []string `parquet:"m"`
		} `parquet:"l"`
	}](&b)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, defect := readParquet(t, b.Bytes()); defect == nil || AsDefect(defect, Origin{}).Reason != "parquet.columns" {
		t.Errorf("%v", defect)
	}
}

// TestParquetTypes holds how times, UUIDs and numbers of 16 bits are written, and that what of a file does not come out is told behind
// its rows.
func TestParquetTypes(t *testing.T) {
	type names struct {
		All []string `parquet:"all"`
	}
	type row struct {
		Key  [16]byte      `parquet:"key,uuid"`
		At   int32         `parquet:"at,time(millisecond)"`
		Long int64         `parquet:"long,time(microsecond)"`
		Last int64         `parquet:"last,time(nanosecond)"`
		Bare []byte        `parquet:"bare"`
		List []names       `parquet:"lists"`
		Void []byte        `parquet:"void"`
		Late time.Duration `parquet:"late,time"`
	}
	data := writeParquet(t, []row{
		{[16]byte{0x12, 15: 0xff}, 45296_000, 45296_500_000, 1, nil, nil, nil, time.Hour},
		{[16]byte{}, 0, 0, 86399_999_999_999, []byte{0xff, 0}, []names{{[]string{"a"}}}, nil, 25 * time.Hour},
	})
	f := one(t, file(string(data)), "f")
	digest, err := f.Look(func(Part) {})
	if err != nil {
		t.Fatal(err)
	}
	var rows, told []string
	err = f.Read(digest, []string{""}, func(d *Document) error {
		for r, err := range CSV(d) {
			if err != nil {
				defect := AsDefect(err, Origin{})
				told = append(told, string(defect.Scope)+" "+defect.Field+" "+defect.Reason)
				continue
			}
			rows = append(rows, strings.Join(r.Values(), "|"))
		}
		return nil
	})
	if want := []string{"12000000-0000-0000-0000-0000000000ff|12:34:56|12:34:56.5|00:00:00.000000001|||01:00:00",
		"00000000-0000-0000-0000-000000000000|00:00:00|00:00:00|23:59:59.999999999|||"}; err != nil || !slices.Equal(rows, want) {
		t.Errorf("%q, %v", rows, err)
	}
	if want := []string{"field lists.all parquet.column", "field bare parquet.bytes", "field late parquet.bytes"}; !slices.Equal(told, want) {
		t.Errorf("told: %q", told)
	}
	for bits, want := range map[uint16]string{0x3c00: "1", 0xc000: "-2", 0x3555: "0.33325195", 0x0001: "0.000000059604645", 0x7bff: "65504", 0xfc00: "-Inf", 0x7e00: "NaN", 0: "0"} {
		if got := halfText(parquet.FixedLenByteArrayValue([]byte{byte(bits), byte(bits >> 8)})); got != want {
			t.Errorf("%04x: %s, want %s", bits, got, want)
		}
	}
}

// TestParquetLongHeader holds that the header of a page may repeat the least and the greatest of long values.
func TestParquetLongHeader(t *testing.T) {
	type row struct {
		Text string `parquet:"text"`
	}
	for _, n := range []int{100 << 10, MaxRow - 10} {
		long := strings.Repeat("a", n)
		data := writeParquet(t, []row{{long + "1"}, {long + "2"}}, parquet.DataPageStatistics(true), parquet.Compression(&parquet.Zstd))
		if got, err := parquetTextOf(data); err != nil || got != "text\n"+long+"1\n"+long+"2\n" {
			t.Errorf("%d bytes: %v, %d bytes", n, err, len(got))
		}
	}
}

// TestParquetDamaged cuts and flips: never a panic, and never another row without a word where the checksum speaks.
func TestParquetDamaged(t *testing.T) {
	data := parquetFile(t, parquetSample()...)
	whole, _ := readParquet(t, data)
	if _, defect := readParquet(t, data[:len(data)-9]); defect == nil || AsDefect(defect, Origin{}).Reason != "parquet.damaged" {
		t.Errorf("cut: %v", defect)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		bad := bytes.Clone(data)
		bad[4+r.IntN(len(bad)-8)] ^= 1 << r.IntN(8)
		readParquet(t, bad)
	}
	if len(whole) != 2 {
		t.Error(whole)
	}
}

// TestParquetLies makes files of a few bytes that say they hold gigabytes.
func TestParquetLies(t *testing.T) {
	footer := "PAR1" + "\xff\xff\xff\x7f" + "PAR1"
	list := "PAR1" + "\x29\xfc\xff\xff\xff\xff\x07\x00" + "\x08\x00\x00\x00" + "PAR1"
	for name, text := range map[string]string{"footer": footer, "list": list} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, defect := readParquet(t, []byte(text))
		runtime.ReadMemStats(&after)
		if n := (after.TotalAlloc - before.TotalAlloc) >> 20; n > 32 || defect == nil || AsDefect(defect, Origin{}).Reason != "parquet.damaged" {
			t.Errorf("%s: %d MiB, %v", name, n, defect)
		}
	}
}

// TestParquetMemory holds the memory that hostile files of other people take.
func TestParquetMemory(t *testing.T) {
	root := shared(t, "corpora")
	for _, folder := range []string{"parquet", "generated/parquet-crashers"} {
		files, err := Find([]Root{{Prefix: folder, FS: os.DirFS(root), Path: folder}})
		if err != nil || len(files) == 0 {
			t.Fatal(err)
		}
		for _, f := range files {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			readAll(t, f)
			runtime.ReadMemStats(&after)
			if n := (after.TotalAlloc - before.TotalAlloc) >> 20; n > 256 {
				t.Errorf("%s: %d MiB", f.Path, n)
			}
		}
	}
}

func FuzzParquet(f *testing.F) {
	f.Add(parquetFile(f, parquetSample()...))
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.HasPrefix(data, []byte("PAR1")) {
			readAll(t, one(t, file(string(data)), "f"))
		}
	})
}
