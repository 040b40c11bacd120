package table_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
	"pgregory.net/rapid"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// every has a column of every type.
type every struct {
	ID      string          `parquet:"id" doc:"text"`
	Maybe   string          `parquet:"maybe,optional" doc:"text or null"`
	Few     string          `parquet:"few,optional,dict" doc:"text or null, in a dictionary"`
	Yes     bool            `parquet:"yes" doc:"flag"`
	N       int64           `parquet:"n" doc:"number"`
	Day     *table.Date     `parquet:"day,date" doc:"day or null"`
	Money   *table.Decimal  `parquet:"money,decimal(9:38)" doc:"amount or null"`
	JSON    string          `parquet:"json,json" doc:"text that is JSON"`
	Inner   inner           `parquet:"inner" doc:"struct"`
	Texts   []string        `parquet:"texts,list" doc:"list of texts"`
	Inners  []inner         `parquet:"inners,list" doc:"list of structs"`
	Origins []source.Origin `parquet:"origins,list" doc:"where"`
}

type inner struct {
	Maybe string         `parquet:"maybe,optional" doc:"text or null"`
	Few   string         `parquet:"few,optional,dict" doc:"text or null"`
	Day   *table.Date    `parquet:"day,date" doc:"day or null"`
	Money *table.Decimal `parquet:"money,decimal(9:38)" doc:"amount or null"`
}

var everies = &table.Table[every]{Name: "everies", Doc: "Everything.", Grain: "one row", Sort: []string{"n", "id"}}

func decimal(t testing.TB, s string) *table.Decimal {
	t.Helper()
	d, err := table.ParseDecimal(s)
	if err != nil {
		t.Fatal(err)
	}
	return &d
}

// file writes rows as Parquet.
func file(t testing.TB, tab table.Any, rows ...any) *bytes.Reader {
	t.Helper()
	var b bytes.Buffer
	w := tab.NewWriter(&b)
	for _, r := range rows {
		if err := w.Write(tab.Encode(r)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return bytes.NewReader(b.Bytes())
}

// bothRead holds that both readers read from the file the rows that went into it.
func bothRead(t testing.TB, tab table.Any, rows ...any) {
	t.Helper()
	f := file(t, tab, rows...)
	var want []string
	for _, r := range rows {
		want = append(want, string(tab.JSON(nil, r)))
	}
	i := 0
	err := tab.Read(f, f.Size(), func(row any) error {
		if got := string(tab.JSON(nil, row)); i >= len(want) || got != want[i] {
			t.Fatalf("row %d: the first reader reads\n%s\nwant\n%s", i, got, want[min(i, len(want)-1)])
		}
		i++
		return nil
	})
	if err != nil || i != len(want) {
		t.Fatalf("the first reader reads %d rows of %d: %v", i, len(want), err)
	}
	i = 0
	err = table.ReadArrow(f, func(line []byte) error {
		if i >= len(want) || string(line) != want[i] {
			t.Fatalf("row %d: the second reader reads\n%s\nwant\n%s", i, line, want[min(i, len(want)-1)])
		}
		i++
		return nil
	})
	if err != nil || i != len(want) {
		t.Fatalf("the second reader reads %d rows of %d: %v", i, len(want), err)
	}
	header, err := table.HeaderArrow(f)
	if err != nil || strings.Join(header, "; ") != strings.Join(tab.Header(), "; ") {
		t.Fatalf("header %v, want %v: %v", header, tab.Header(), err)
	}
}

func TestEveryType(t *testing.T) {
	day := table.Date(-3)
	full := every{ID: "007", Maybe: "é\u0000 \"x\" </script>", Few: "few", Yes: true, N: -1 << 63, Day: &day,
		Money: decimal(t, "-12345678901234567890123456789.000000001"), JSON: `{"a":1}`, Inner: inner{"a", "b", &day, decimal(t, "0.10")},
		Texts: []string{"", "b"}, Inners: []inner{{}, {"x", "", nil, decimal(t, "1e28")}},
		Origins: []source.Origin{{Digest: "ab", Fragment: "/0", Offset: 1 << 40, Length: 3}, {Digest: "ab", Member: "m"}}}
	bothRead(t, everies, &every{}, &full, &every{JSON: "null"})
	bothRead(t, everies)
	const want = `{"id":"007","maybe":"é\u0000 \"x\" \u003c/script\u003e","few":"few","yes":true,"n":-9223372036854775808,"day":"1969-12-29","money":"-12345678901234567890123456789.000000001","json":"{\"a\":1}",`
	if got := string(everies.JSON(nil, &full)); !strings.HasPrefix(got, want) {
		t.Errorf("JSON: %s", got)
	}
	set := table.NewSet(t.TempDir(), table.DefaultBudget, everies)
	everies.Add(set, full)
	for got := range everies.In(set) {
		if a, b := string(everies.JSON(nil, &got)), string(everies.JSON(nil, &full)); a != b {
			t.Errorf("the row encoding gave\n%s\nwant\n%s", a, b)
		}
	}
}

// TestNullsBothReaders holds what TestNulls does for structs and lists too: parquet-go 0.32 took nulls for empty text that
// followed n nulls and n values within 64 rows, or within one list.
func TestNullsBothReaders(t *testing.T) {
	for n := 1; n < 32; n++ {
		var rows []any
		r := &every{}
		for i := range 64 {
			text := ""
			if i >= n && i < 2*n {
				text = "x"
			}
			rows = append(rows, &every{Maybe: text, Few: text, Inner: inner{Maybe: text, Few: text}})
			r.Inners = append(r.Inners, inner{Maybe: text, Few: text})
		}
		bothRead(t, everies, append(rows, r)...)
	}
}

func anyInner(t *rapid.T) inner {
	return inner{Maybe: rapid.SampledFrom([]string{"", "a"}).Draw(t, "maybe"), Few: rapid.SampledFrom([]string{"", "a"}).Draw(t, "few"),
		Day: anyDay(t), Money: anyMoney(t)}
}

func anyDay(t *rapid.T) *table.Date {
	if rapid.Bool().Draw(t, "no day") {
		return nil
	}
	d := table.Date(rapid.IntRange(-700000, 2900000).Draw(t, "day"))
	return &d
}

func anyMoney(t *rapid.T) *table.Decimal {
	if rapid.Bool().Draw(t, "no money") {
		return nil
	}
	d, err := table.ParseDecimal(fmt.Sprintf("%d.%09d", rapid.Int64().Draw(t, "units"), rapid.IntRange(0, 999999999).Draw(t, "nanos")))
	if err != nil {
		t.Fatal(err)
	}
	return &d
}

func anyEvery(t *rapid.T) every {
	return every{ID: rapid.StringMatching("[a-c]{0,2}").Draw(t, "id"), Maybe: rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "maybe"),
		Few: rapid.SampledFrom([]string{"", "a"}).Draw(t, "few"), Yes: rapid.Bool().Draw(t, "yes"), N: rapid.Int64Range(-2, 2).Draw(t, "n"),
		Day: anyDay(t), Money: anyMoney(t), JSON: rapid.String().Draw(t, "json"), Inner: anyInner(t),
		Texts:  rapid.SliceOfN(rapid.SampledFrom([]string{"", "a"}), 0, 3).Draw(t, "texts"),
		Inners: rapid.SliceOfN(rapid.Custom(anyInner), 0, 4).Draw(t, "inners")}
}

func TestAnyRows(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var rows []any
		for _, r := range rapid.SliceOfN(rapid.Custom(anyEvery), 0, 20).Draw(rt, "rows") {
			rows = append(rows, &r)
		}
		bothRead(t, everies, rows...)
	})
}

// TestRowGroups holds that a file of several row groups is read in order by both readers.
func TestRowGroups(t *testing.T) {
	var rows []any
	for i := range 70_000 {
		rows = append(rows, &table.DocumentRow{Path: fmt.Sprint(i), Format: []string{"", "a", "b"}[i*i%7%3]})
	}
	bothRead(t, table.Documents, rows...)
}

// TestLargeDictionary holds that values that are not few after all leave the dictionary, and are read from both sides of that.
func TestLargeDictionary(t *testing.T) {
	var rows []any
	for i := range 3000 {
		rows = append(rows, &every{Few: strings.Repeat(fmt.Sprint(i), 200)})
	}
	bothRead(t, everies, append(rows, rows[:10]...)...)
	f := file(t, everies, rows...)
	p, err := parquet.OpenFile(f, f.Size())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range p.Metadata().RowGroups[0].Columns[2].MetaData.EncodingStats {
		if s.PageType == format.DataPage && s.Encoding == format.Plain {
			return
		}
	}
	t.Error("the dictionary holds all")
}

// TestLongLists holds that lists are put together across the batches and the pages of their columns, in and out of others.
func TestLongLists(t *testing.T) {
	type item struct {
		Name  string   `parquet:"name,optional" doc:"text or null"`
		Words []string `parquet:"words,list" doc:"list of texts"`
		Parts []inner  `parquet:"parts,list" doc:"list of structs"`
	}
	type order struct {
		Items []item `parquet:"items,list" doc:"list of structs that hold lists"`
		Last  struct {
			Words []string `parquet:"words,list" doc:"list of texts"`
		} `parquet:"last" doc:"struct that holds a list"`
	}
	orders := &table.Table[order]{Name: "orders", Doc: "Orders.", Grain: "one order"}
	var rows []any
	for i := range 40 {
		r := &order{}
		for j := range (i * 37 % 11) * (i * 37 % 11) * 30 {
			it := item{Name: strings.Repeat("n", j%3)}
			for k := range (i + j) % 4 {
				it.Words = append(it.Words, strings.Repeat("word", k*10))
				it.Parts = append(it.Parts, inner{Maybe: strings.Repeat("m", k)})
			}
			r.Items = append(r.Items, it)
			r.Last.Words = append(r.Last.Words, fmt.Sprint(j))
		}
		rows = append(rows, r)
	}
	bothRead(t, orders, rows...)
}

func TestDamagedParquet(t *testing.T) {
	f := file(t, everies, &every{ID: "a", Maybe: "b"})
	whole := make([]byte, f.Size())
	if _, err := f.ReadAt(whole, 0); err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(whole); i += 7 {
		for _, damaged := range [][]byte{whole[:i], append(append(bytes.Clone(whole[:i]), whole[i]^0x41), whole[i+1:]...)} {
			r := bytes.NewReader(damaged)
			// Neither may panic or hang; that the bytes are others is for the SHA-256 to say.
			_ = everies.Read(r, r.Size(), func(any) error { return nil })
			_, _ = everies.Verify(r, r.Size())
			_ = table.ReadArrow(r, func([]byte) error { return nil })
		}
	}
	r := file(t, everies, &every{ID: "a"})
	if err := table.Ledger.Read(r, r.Size(), func(any) error { return nil }); err == nil || !strings.Contains(err.Error(), "columns") {
		t.Errorf("a file of another table: %v", err)
	}
	if _, err := table.Ledger.Verify(r, r.Size()); err == nil || !strings.Contains(err.Error(), "columns") {
		t.Errorf("a file of another table: %v", err)
	}
	if rows, err := everies.Verify(r, r.Size()); rows != 1 || err != nil {
		t.Errorf("a whole file has %d rows, %v", rows, err)
	}
}

func TestSameBytesOfAFile(t *testing.T) {
	var rows []any
	for i := range 3000 {
		rows = append(rows, &every{ID: fmt.Sprint(i), Few: fmt.Sprint(i % 3), Money: decimal(t, fmt.Sprint(i))})
	}
	a, b := file(t, everies, rows...), file(t, everies, rows...)
	x, y := make([]byte, a.Size()), make([]byte, b.Size())
	a.ReadAt(x, 0)
	b.ReadAt(y, 0)
	if !bytes.Equal(x, y) {
		t.Error("the same rows gave other bytes")
	}
}

// TestParseDecimal holds that plain numbers, which are read by themselves, are read like those with an exponent.
func TestParseDecimal(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := rapid.StringMatching(`-?[0-9]{0,11}(\.[0-9]{0,10})?`).Draw(rt, "number")
		got, err := table.ParseDecimal(s)
		want, wantErr := table.ParseDecimal(s + "e0")
		if got != want || (err == nil) != (wantErr == nil) {
			rt.Fatalf("%q is %v (%v), with an exponent %v (%v)", s, got, err, want, wantErr)
		}
	})
}

// TestSelect holds that looking rows up by a column finds those that reading all of them would, few or many, over row groups, in
// columns of structs and with nulls.
func TestSelect(t *testing.T) {
	var rows []any
	for i := range 66_000 {
		r := &every{ID: fmt.Sprint(i), Maybe: []string{"", "a", "b"}[i%3], Texts: []string{fmt.Sprint(i)}}
		if i%1000 == 7 {
			r.Inner.Maybe = fmt.Sprint("x", i%7)
		}
		rows = append(rows, r)
	}
	read := file(t, everies, rows...)
	for _, c := range []struct {
		columns []string
		keep    func(string) bool
		take    func(r *every) bool
	}{
		{[]string{"id"}, func(v string) bool { return v == "65999" }, func(r *every) bool { return r.ID == "65999" }},
		{[]string{"id"}, func(v string) bool { return strings.HasSuffix(v, "999") }, func(r *every) bool { return strings.HasSuffix(r.ID, "999") }},
		{[]string{"inner.maybe"}, func(v string) bool { return v == "x3" }, func(r *every) bool { return r.Inner.Maybe == "x3" }},
		{[]string{"maybe"}, func(v string) bool { return v == "" }, func(r *every) bool { return r.Maybe == "" }},
		{[]string{"id", "inner.maybe"}, func(v string) bool { return v == "12" || v == "x1" }, func(r *every) bool { return r.ID == "12" || r.Inner.Maybe == "x1" }},
		{[]string{"id"}, func(string) bool { return false }, func(*every) bool { return false }},
	} {
		var want, got []string
		for _, r := range rows {
			if c.take(r.(*every)) {
				want = append(want, string(everies.JSON(nil, r)))
			}
		}
		if err := everies.Select(read, read.Size(), c.columns, c.keep, func(row any) error {
			got = append(got, string(everies.JSON(nil, row)))
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %d rows, want %d", c.columns, len(got), len(want))
		}
	}
	if err := everies.Select(read, read.Size(), []string{"nothing"}, func(string) bool { return true }, func(any) error { return nil }); err == nil {
		t.Error("a column that is not there")
	}
}
