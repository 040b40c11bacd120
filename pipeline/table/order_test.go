package table

import (
	"bytes"
	"encoding/binary"
	"testing"
	"unsafe"

	"pgregory.net/rapid"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// TestOrderOf holds that a row has one order, whether it is asked as a struct or as it was encoded.
func TestOrderOf(t *testing.T) {
	type inside struct {
		Text string `parquet:"text,optional" doc:"text"`
		Day  *Date  `parquet:"day,date" doc:"day"`
	}
	type row struct {
		Skipped []string        `parquet:"skipped,list" doc:"no part of the order"`
		Text    string          `parquet:"text" doc:"text"`
		Yes     bool            `parquet:"yes" doc:"yes or no"`
		N       int64           `parquet:"n" doc:"number"`
		Day     *Date           `parquet:"day,date" doc:"day"`
		Money   *Decimal        `parquet:"money,decimal(9:38)" doc:"money"`
		Inside  inside          `parquet:"inside" doc:"struct"`
		Words   []string        `parquet:"words,list" doc:"texts"`
		Insides []inside        `parquet:"insides,list" doc:"structs"`
		Origins []source.Origin `parquet:"origins,list" doc:"origins"`
		Last    string          `parquet:"last" doc:"no part of the order"`
	}
	sort := []string{"insides", "n", "text", "words", "money", "inside", "yes", "day", "origins"}
	tables := []*Table[row]{{Name: "rows", Doc: "rows", Grain: "row", Sort: sort}, {Name: "drafts", Doc: "drafts", Grain: "draft", Sort: sort, Draft: true}}
	text := rapid.OneOf(rapid.StringOfN(rapid.RuneFrom([]rune{0, 1, 'a', 'é'}), 0, 4, -1), rapid.StringMatching("a{250}[ab]{0,12}"))
	day := rapid.Ptr(rapid.Map(rapid.Int32(), func(n int32) Date { return Date(n) }), true)
	some := rapid.Custom(func(t *rapid.T) inside { return inside{text.Draw(t, "text"), day.Draw(t, "day")} })
	origin := rapid.Custom(func(t *rapid.T) source.Origin {
		return source.Origin{Digest: text.Draw(t, "digest"), Offset: rapid.Int64().Draw(t, "offset")}
	})
	decimal := rapid.Custom(func(t *rapid.T) Decimal {
		return Decimal(rapid.SliceOfN(rapid.Byte(), len(Decimal{}), len(Decimal{})).Draw(t, "decimal"))
	})
	rapid.Check(t, func(t *rapid.T) {
		r := row{rapid.SliceOfN(text, 0, 2).Draw(t, "skipped"), text.Draw(t, "text"), rapid.Bool().Draw(t, "yes"), rapid.Int64().Draw(t, "n"), day.Draw(t, "day"),
			rapid.Ptr(decimal, true).Draw(t, "money"), some.Draw(t, "inside"), rapid.SliceOfN(text, 0, 2).Draw(t, "words"),
			rapid.SliceOfN(some, 0, 2).Draw(t, "insides"), rapid.SliceOfN(origin, 0, 2).Draw(t, "origins"), text.Draw(t, "last")}
		for _, tab := range tables {
			tab.must()
			if got, want := tab.orderOf(nil, tab.encode(nil, &r)), orderAsStruct(tab, &r); !bytes.Equal(got, want) {
				t.Fatalf("%s: as encoded\n%q, as a struct\n%q", tab.Name, got, want)
			}
		}
	})
}

// orderAsStruct is the order of a row from its fields.
func orderAsStruct[R any](t *Table[R], r *R) (b []byte) {
	for i := range t.order {
		if c := &t.order[i]; t.Draft && c.shape == aString {
			b = appendDraftKey(b, *at[string](unsafe.Pointer(r), c.offset))
		} else {
			b = orderKey(b, c, unsafe.Pointer(r))
		}
	}
	return b
}

// orderKey appends a column's value so that byte order is value order, absent first.
func orderKey(b []byte, c *column, p unsafe.Pointer) []byte {
	integer := func(n int64) []byte { return binary.BigEndian.AppendUint64(b, uint64(n)^1<<63) }
	fields := func(p unsafe.Pointer) []byte {
		for i := range c.fields {
			b = orderKey(b, &c.fields[i], p)
		}
		return b
	}
	switch c.shape {
	case aDate:
		d := *at[*Date](p, c.offset)
		if b = appendBool(b, d != nil); d != nil {
			b = integer(int64(*d))
		}
		return b
	case aDecimal:
		d := *at[*Decimal](p, c.offset)
		if b = appendBool(b, d != nil); d != nil {
			signed := *d
			signed[0] ^= 0x80
			b = append(b, signed[:]...)
		}
		return b
	case aString:
		return AppendKey(b, *at[string](p, c.offset))
	case aBool:
		return appendBool(b, *at[bool](p, c.offset))
	case anInt64:
		return integer(*at[int64](p, c.offset))
	case aStruct:
		return fields(unsafe.Add(p, c.offset))
	}
	// A list is ordered by its first element, absent first.
	list := *at[anySlice](p, c.offset)
	if b = appendBool(b, list.len > 0); list.len == 0 {
		return b
	}
	if c.shape == strings_ {
		return AppendKey(b, *(*string)(list.first))
	}
	return fields(list.first)
}
