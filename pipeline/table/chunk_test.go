package table

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/parquet-go/parquet-go"
	library "github.com/parquet-go/parquet-go/compress/zstd"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// plainRow has a column of every type but decimals.
type plainRow struct {
	ID      string          `parquet:"id" doc:"text"`
	Maybe   string          `parquet:"maybe,optional" doc:"text or null"`
	Few     string          `parquet:"few,optional,dict" doc:"text or null, in a dictionary"`
	None    string          `parquet:"none,optional,dict" doc:"null"`
	Yes     bool            `parquet:"yes" doc:"flag"`
	N       int64           `parquet:"n" doc:"number"`
	Day     *Date           `parquet:"day,date" doc:"day or null"`
	Texts   []string        `parquet:"texts,list" doc:"list of texts"`
	Origins []source.Origin `parquet:"origins,list" doc:"where"`
}

// sameEncoder makes the library compress as the Writer does.
type sameEncoder struct{ library.Codec }

func (*sameEncoder) Encode(dst, src []byte) ([]byte, error) {
	return encoder.EncodeAll(src, dst[:0]), nil
}

// TestLikeTheLibrary holds that the file is, byte for byte, what the library's own writer makes of the rows: several pages a column, two
// row groups.
func TestLikeTheLibrary(t *testing.T) {
	rows := &Table[plainRow]{Name: "rows", Doc: "Rows.", Grain: "one row", Sort: []string{"id"}}
	for _, n := range []int{0, 1, 3000, rowGroupRows + 5000} {
		var got, want bytes.Buffer
		w := rows.NewWriter(&got)
		schema := parquet.SchemaOf(new(plainRow))
		lib := parquet.NewGenericWriter[plainRow](&want, schema, parquet.DataPageVersion(1), parquet.DataPageStatistics(false), parquet.Compression(&sameEncoder{}),
			parquet.DefaultEncoding(&parquet.Plain), parquet.PageBufferSize(256<<10), parquet.CreatedBy("perimeter", "", ""), parquet.KeyValueMetadata("perimeter.table", "rows"))
		batch := make([][]parquet.Value, len(schema.Columns()))
		for i := range n {
			day := Date(i%700 - 300)
			r := plainRow{ID: fmt.Sprint(i * 7919 % 100003), Few: fmt.Sprint(i % 40), Yes: i%3 == 0, N: int64(i%1000-500) << 40}
			if i%5 > 0 {
				r.Maybe, r.Day, r.Texts = fmt.Sprint("text ", i%10), &day, []string{"", fmt.Sprint(i)}
			}
			for k := range i % 4 {
				r.Origins = append(r.Origins, source.Origin{Digest: "ab", Fragment: fmt.Sprintf("/%d/%d", i, k), Offset: int64(i), Length: int64(k)})
			}
			if err := w.Write(rows.Encode(&r)); err != nil {
				t.Fatal(err)
			}
			for _, v := range schema.Deconstruct(nil, &r) {
				batch[v.Column()] = append(batch[v.Column()], v)
			}
			if full := (i%rowGroupRows+1)%batchRows == 0; !full && i+1 < n {
				continue
			}
			for c, column := range lib.ColumnWriters() {
				if _, err := column.WriteRowValues(batch[c]); err != nil {
					t.Fatal(err)
				}
				batch[c] = batch[c][:0]
			}
			if (i+1)%rowGroupRows == 0 {
				if err := lib.Flush(); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if err := lib.Close(); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want.Bytes()) {
			t.Errorf("%d rows: the file has %d bytes, that of the library %d, and they are not the same", n, got.Len(), want.Len())
		}
	}
}

// sum has nothing but amounts.
type sum struct {
	Amount *Decimal `parquet:"amount,decimal(9:38)" doc:"amount or null"`
}

// TestBoundsOfDecimals holds that what a file says of the least and the greatest amount is true, of the row group and of each page: a
// reader that looks for larger ones reads no further. The library's own writer (v0.32.0) says other bounds, and its order is not theirs.
func TestBoundsOfDecimals(t *testing.T) {
	sums := &Table[sum]{Name: "sums", Doc: "Sums.", Grain: "one sum", Sort: []string{"amount"}}
	var b bytes.Buffer
	w := sums.NewWriter(&b)
	least, greatest := Decimal{}, Decimal{}
	for i := range rowGroupRows {
		if i < 52_000 || i%11 == 0 { // the first page has no amount
			if err := w.Write(sums.Encode(&sum{})); err != nil {
				t.Fatal(err)
			}
			continue
		}
		d, err := ParseDecimal(fmt.Sprintf("%d.%02d", (i*7919%200_003-70_000)*(1+i%9), i%100))
		if err != nil {
			t.Fatal(err)
		}
		if d.Cmp(least) < 0 {
			least = d
		}
		if d.Cmp(greatest) > 0 {
			greatest = d
		}
		if err := w.Write(sums.Encode(&sum{&d})); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	said := f.Metadata().RowGroups[0].Columns[0].MetaData.Statistics
	if Decimal(said.MinValue) != least || Decimal(said.MaxValue) != greatest {
		t.Errorf("the amounts are said to lie from %s to %s, and lie from %s to %s", Decimal(said.MinValue), Decimal(said.MaxValue), least, greatest)
	}
	index := f.ColumnIndexes()[0]
	if n := len(index.NullPages); index.BoundaryOrder != 0 || n < 3 || !index.NullPages[0] || index.NullPages[1] || len(index.MinValues) != n || len(index.MaxValues) != n {
		t.Fatalf("pages without an amount are %v; there are %d and %d bounds, whose order is %v", index.NullPages, len(index.MinValues), len(index.MaxValues), index.BoundaryOrder)
	}
	pages := f.RowGroups()[0].ColumnChunks()[0].Pages()
	defer pages.Close()
	for i := range index.MinValues {
		page, err := pages.ReadPage()
		if err != nil {
			t.Fatal(err)
		}
		values := make([]parquet.Value, page.NumValues())
		n, _ := page.Values().ReadValues(values)
		for _, v := range values[:n] {
			if v.IsNull() {
				continue
			}
			if index.NullPages[i] {
				t.Fatalf("page %d has an amount", i)
			}
			if d := Decimal(v.ByteArray()); d.Cmp(Decimal(index.MinValues[i])) < 0 || d.Cmp(Decimal(index.MaxValues[i])) > 0 {
				t.Fatalf("page %d: %s does not lie between %s and %s", i, d, Decimal(index.MinValues[i]), Decimal(index.MaxValues[i]))
			}
		}
		parquet.Release(page)
	}
}

// TestCloseAgain holds that a writer that is closed twice gives its memory back once: nothing is written, and the next writer is whole.
func TestCloseAgain(t *testing.T) {
	sums := &Table[sum]{Name: "sums", Doc: "Sums.", Grain: "one sum", Sort: []string{"amount"}}
	var want []byte
	for range 3 {
		var b bytes.Buffer
		w := sums.NewWriter(&b)
		if err := w.Write(sums.Encode(&sum{})); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			if want == nil {
				want = bytes.Clone(b.Bytes())
			}
			if !bytes.Equal(b.Bytes(), want) {
				t.Fatalf("the file has %d bytes, want %d", b.Len(), len(want))
			}
		}
	}
}
