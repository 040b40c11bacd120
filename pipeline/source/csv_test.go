package source

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

func TestCSV(t *testing.T) {
	long := strings.Repeat("x", MaxRow+10)
	cases := []struct {
		name, text string
		want       []string
	}{
		{"plain", "a,b\n1,2\r\n3,4", []string{"row=2 1¦2", "row=3 3¦4"}},
		{"semicolon", "a;b,c;d\n1;2,5;3\n", []string{"row=2 1¦2,5¦3"}},
		{"tab", "a\tb\n1, 2\t\n", []string{"row=2 1, 2¦"}},
		{"bar", "\"a\"|\"b\"\n1|2\n", []string{"row=2 1¦2"}},
		{"separators inside a quoted name", "\"a;;;;\",b\n1,2\n", []string{"row=2 1¦2"}},
		{"one column", "a\n1\n\"2\"\n", []string{"row=2 1", "row=3 2"}},
		{"quotes", "a,b\n\"1,\"\"x\"\"\",\"\"\n\"\"\"\",\" 2\"\n", []string{`row=2 1,"x"¦`, `row=3 "¦ 2`}},
		{"quote inside a plain value", "a,b\nx \"y\" z,\n", []string{`row=2 x "y" z¦`}},
		{"line ends in quotes", "a,b\n\"1\r\n\n2\",3\n4,5\n", []string{"row=2 1\r\n\n2¦3", "row=3 4¦5"}},
		{"carriage returns alone", "a,b\r1,2\r3,4\r", []string{"row=2 1¦2", "row=3 3¦4"}},
		{"empty lines", "\na,b\n\n1,2\n\r\n\n3,4\n\n", []string{"row=4 1¦2", "row=7 3¦4"}},
		{"byte-order mark", "\ufeffa,b\n1,2\n", []string{"row=2 1¦2"}},
		{"ragged", "a,b\n1\n1,2\n1,2,3\n", []string{"record csv.ragged row=2", "row=3 1¦2", "record csv.ragged row=4"}},
		{"after a quote", "a,b\n\"1\"x,2\n3,4\n", []string{"record csv.quote row=2", "row=3 3¦4"}},
		{"open quote at the end", "a,b\n\"1,2\n3,4\n5,6\n", []string{"record csv.quote row=2", "row=3 3¦4", "row=4 5¦6"}},
		{"open quote that another closes", "a,b,c\n1,\"2,3\n4,5,6\n7,8,9\n10,11\",12\n", []string{"record csv.quote row=2",
			"row=3 4¦5¦6", "row=4 7¦8¦9", "row=5 10¦11\"¦12"}},
		{"open quote that closes raggedly", "a,b\n\"1,2\n3,4\n5,6\",7,8\n9,10\n",
			[]string{"record csv.quote row=2", "row=3 3¦4", "record csv.ragged row=4", "row=5 9¦10"}},
		{"bytes", "a,b\n\xe9,2\n3,4\n", []string{"record csv.utf8 row=2", "row=3 3¦4"}},
		{"too long", "a,b\n" + long + ",1\n3,4\n", []string{"record csv.too_large row=2", "row=3 3¦4"}},
		{"one name twice", "a,b,a\n1,2,3\n", []string{"row=2 1¦2¦3"}},
		{"empty names", "a,,\n1,2,3\n", []string{"row=2 1¦2¦3"}},
		{"header in another encoding", "\xe9,b\n1,2\n", []string{"document csv.utf8 row=1"}},
		{"zero bytes", "a\x00,b\x00\n1,2\n", []string{"document csv.header row=1"}},
		{"end mark of DOS", "a,b\n1,2\n\x1a", []string{"row=2 1¦2"}},
		{"header alone", "a,b", nil},
		{"empty", "", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			units, n := readCSV(strings.NewReader(c.text))
			want(t, units, c.want...)
			lawful(t, []byte(c.text), units, n, false)
			slow, _ := readCSV(iotest.OneByteReader(strings.NewReader(c.text)))
			if list(slow) != list(units) {
				t.Errorf("read byte by byte:\n%s", list(slow))
			}
		})
	}
}

func TestRow(t *testing.T) {
	text := "\ufeff\"id\"; name ;\n1;\"a;\"\"b\"\"\";\n"
	for row, err := range CSV(&Document{Body: strings.NewReader(text)}) {
		if err != nil {
			t.Fatal(err)
		}
		if row.Get("id") != "1" || row.Get("name") != `a;"b"` || row.Get("none") != "" {
			t.Errorf("%+v", row)
		}
		if !slices.Equal(row.Columns(), []string{"id", "name", ""}) {
			t.Errorf("columns %q", row.Columns())
		}
		if o := row.Origin; text[o.Offset:o.Offset+o.Length] != `1;"a;""b""";` {
			t.Errorf("origin names %q", text[o.Offset:o.Offset+o.Length])
		}
	}
}

func TestCSVWithoutHeader(t *testing.T) {
	text := "7,\"A, B\",-0- \n8\n\n9,\"C\",-0- \n\x1a"
	var got []string
	for r, err := range CSVWithout(&Document{Body: strings.NewReader(text)}, "id", "name", "kind") {
		if err != nil {
			got = append(got, AsDefect(err, Origin{}).Reason)
			continue
		}
		got = append(got, r.Origin.Fragment+" "+r.Get("id")+"¦"+r.Get("name")+"¦"+r.Get("kind")+"¦"+r.Get("other")+text[r.Origin.Offset:r.Origin.Offset+1])
	}
	if want := []string{"row=1 7¦A, B¦-0- ¦7", "csv.ragged", "row=4 9¦C¦-0- ¦9"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if first := NewHead([]byte(text)).FirstRow(); !slices.Equal(first, []string{"7", "A, B", "-0- "}) {
		t.Errorf("the first row is %q", first)
	}
	if first := NewHead(nil).FirstRow(); first != nil {
		t.Errorf("the first row of nothing is %q", first)
	}
}

func TestHeader(t *testing.T) {
	for text, want := range map[string][]string{
		"\ufeffcig;oggetto\n1;2": {"cig", "oggetto"},
		"a,\"b\nc\"\n":           {"a", "b\nc"},
		"a,b":                    {"a", "b"},
		"":                       nil,
	} {
		if got := NewHead([]byte(text)).Header(); !slices.Equal(got, want) {
			t.Errorf("Header(%q) = %q, want %q", text, got, want)
		}
	}
}

// csv-spectrum gives each of its files as JSON too. It trims nothing and keeps line ends inside quotes.
func TestCSVSpectrum(t *testing.T) {
	dir := shared(t, "corpora/csv/csv-spectrum")
	files, err := filepath.Glob(filepath.Join(dir, "csvs", "*.csv"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".csv")
		expected, err := os.ReadFile(filepath.Join(dir, "json", name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		var rows []map[string]string
		if expected[0] == '{' {
			continue // made from other values than the CSV has
		}
		if err := json.Unmarshal(expected, &rows); err != nil {
			t.Fatal(err)
		}
		i := 0
		for row, err := range CSV(&Document{Body: bytes.NewReader(text)}) {
			if err != nil {
				t.Errorf("%s: %v", name, err)
				break
			}
			for column, value := range rows[i] {
				if got := row.Get(column); strings.ReplaceAll(got, "\r\n", "\n") != strings.ReplaceAll(value, "\r\n", "\n") {
					t.Errorf("%s row %d: %s is %q, want %q", name, i, column, got, value)
				}
			}
			i++
		}
		if i != len(rows) {
			t.Errorf("%s: %d rows of %d", name, i, len(rows))
		}
	}
}

// A text made to cost much must not.
func TestCSVCost(t *testing.T) {
	for name, line := range map[string]string{
		"open quotes":   "x,\"y\n",
		"pairs":         "x,\"\"\"y\n",
		"pairs, closed": "x,\"\"\"\n",
		"five":          "\"\"\"\"\"\n",
		"garbage":       "\"\"x,\"\n",
		"bare":          "\"\n",
	} {
		start := processorTime()
		readCSV(strings.NewReader("a,b\n\"" + strings.Repeat(line, 1<<20/len(line))))
		if d := processorTime() - start; d > 5*time.Second {
			t.Errorf("%s: %v", name, d)
		}
	}
	start := processorTime()
	readCSV(strings.NewReader("a,b\n" + strings.Repeat("x,\""+strings.Repeat("\"\"\n", MaxLines-1)+"\"\n", 1000)))
	if d := processorTime() - start; d > 5*time.Second {
		t.Errorf("long rows: %v", d)
	}
}

// An open quote in a large file costs its line and no other.
func TestOpenQuote(t *testing.T) {
	var b strings.Builder
	b.WriteString("id,name,town\n")
	for i := range 20000 {
		if i == 7 {
			b.WriteString("7,\"Open,Here\n")
		} else {
			fmt.Fprintf(&b, "%d,Name,Town\n", i)
		}
	}
	units, n := readCSV(strings.NewReader(b.String()))
	lawful(t, []byte(b.String()), units, n, false)
	bad := 0
	for _, u := range units {
		if u.defect != nil {
			bad++
		}
	}
	if len(units) != 20000 || bad != 1 {
		t.Errorf("%d units, %d bad", len(units), bad)
	}
}

// Where the text breaks off inside a row, none of its lines is taken for a row.
func TestCSVBreaksOff(t *testing.T) {
	gone := iotest.ErrReader(&Defect{Scope: WholeDocument, Reason: "gzip.truncated", Message: "m", Next: "n"})
	for text, rows := range map[string][]string{
		"a,b\n1,2\n3,\"x\n4,5\n": {"row=2 1¦2", "document gzip.truncated row=3"},
		"a,b\n1,2\n3,\"x\n4,5":   {"row=2 1¦2", "document gzip.truncated row=3"},
		"a,b\n1,2\n3,4":          {"row=2 1¦2", "document gzip.truncated row=3"},
		"a,b\n1,2\n3,\"4\"":      {"row=2 1¦2", "document gzip.truncated row=3"},
		"a,b\n1,2\n":             {"row=2 1¦2", "document gzip.truncated row=2"},
		"a,":                     {"document gzip.truncated row=1"},
		"":                       {"document gzip.truncated row=0"},
	} {
		units, n := readCSV(io.MultiReader(strings.NewReader(text), gone))
		want(t, units, rows...)
		lawful(t, []byte(text), units, n, false)
	}
}
