package table

import (
	"bytes"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// TestNulls writes runs of absent values of every length at every place of a batch: an absent value must never come back as
// an empty one.
func TestNulls(t *testing.T) {
	type row struct {
		N     int64    `parquet:"n" doc:"number of the row"`
		Word  string   `parquet:"word,optional,dict" doc:"absent or a word"`
		Plain string   `parquet:"plain,optional" doc:"absent or a word"`
		Day   *Date    `parquet:"day,date" doc:"absent or a day"`
		Money *Decimal `parquet:"money,decimal(9:38)" doc:"absent or zero"`
	}
	tab := &Table[row]{Name: "rows", Doc: "rows", Grain: "row"}
	var file bytes.Buffer
	w := tab.NewWriter(&file)
	var want []bool
	for absent := 1; absent <= 40; absent++ {
		for present := 1; present <= 40; present++ {
			for i := range absent + present {
				r := row{N: int64(len(want))}
				if i >= absent {
					r.Word, r.Plain, r.Day, r.Money = "w", "p", new(Date), new(Decimal)
				}
				want = append(want, i >= absent)
				if err := w.Write(tab.Encode(&r)); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := parquet.OpenFile(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, group := range f.RowGroups() {
		rows := group.Rows()
		buf := make([]parquet.Row, 100)
		for {
			k, err := rows.ReadRows(buf)
			for _, r := range buf[:k] {
				for _, v := range r[1:] {
					if v.IsNull() == want[n] {
						t.Fatalf("row %d, column %d: null is %v", n, v.Column(), v.IsNull())
					}
				}
				n++
			}
			if err != nil {
				break
			}
		}
		rows.Close()
	}
	if n != len(want) {
		t.Fatalf("read %d rows of %d", n, len(want))
	}
}
