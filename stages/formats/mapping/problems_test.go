package mapping

import (
	"strings"
	"testing"
)

const good = `name: xx-test
doc: a test
reads: table
requires: [a, b]
award:
  id: a
  title: b
`

// TestProblems holds what is said of wrong mappings, and where.
func TestProblems(t *testing.T) {
	if _, err := New("m.yaml", []byte(good)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ what, text, want string }{
		{"not YAML", "name: [a\n", "m.yaml:"},
		{"empty", "", "m.yaml:1:1: want one mapping in the file"},
		{"two", good + "---\n" + good, "m.yaml:1:1: want one mapping in the file, found 2"},
		{"a text", "hello", "m.yaml:1:1: the mapping: want keys below it: name, doc"},
		{"unknown key", good + "suplier: x\n", `m.yaml:8:1: unknown key "suplier"`},
		{"unknown key below", good + "  suplier: x\n", `m.yaml:8:3: unknown key "suplier": did you mean "supplier"?`},
		{"unknown key of a value", good + "  lot: {from: c, mtch: x}\n", `m.yaml:8:18: unknown key "mtch": did you mean "match"?`},
		{"key twice", good + "  id: c\n", "m.yaml:8:"},
		{"alias", "name: &n xx-test\n" + good[14:], "anchors, aliases and tags are not read"},
		{"tag", strings.Replace(good, "doc: a test", "doc: !!str a", 1), "m.yaml:2:6: anchors, aliases and tags"},
		{"name", strings.Replace(good, "xx-test", "XX Test", 1), "m.yaml:1:1: name: want a word of small letters"},
		{"no doc", strings.Replace(good, "doc: a test\n", "", 1), "doc: want a sentence"},
		{"reads", strings.Replace(good, "table", "csv", 1), `m.yaml:3:1: reads: want table (CSV, a sheet of a workbook, Parquet) or json (JSON, JSON Lines), not "csv"`},
		{"requires", strings.Replace(good, "requires: [a, b]\n", "", 1), "requires: want the columns by which"},
		{"empty list", strings.Replace(good, "[a, b]", "[]", 1), "m.yaml:4:11: requires: the list is empty"},
		{"pointer in a table", strings.Replace(good, "id: a", "id: /a", 1), `m.yaml:6:7: "/a": want the name of a column; pointers are for reads: json`},
		{"column in json", strings.Replace(strings.Replace(good, "table", "json", 1), "[a, b]", "[/a]", 1), `m.yaml:6:7: "a": want a JSON Pointer, which begins with /; a constant is {value: a}`},
		{"pointer that a table requires", strings.Replace(good, "[a, b]", "[a, /b]", 1), `m.yaml:4:1: "/b": want the name of a column`},
		{"records of a table", good + "records: /x\n", "m.yaml:8:1: records: a table has its rows"},
		{"carry of json", strings.Replace(strings.Replace(strings.Replace(good, "table", "json", 1), "[a, b]", "[/a]", 1), "id: a\n  title: b", "id: /a", 1) + "carry: [/a]\n", "carry: a record of JSON has none above it"},
		{"each of a table", good + "  each: /x\n", "each: a row of a table has no elements"},
		{"country", good + "country: uk\n", `m.yaml:8:1: country: want two capital letters (ISO 3166-1), such as GB, not "uk"`},
		{"decimal", good + "numbers: {decimal: x}\n", `m.yaml:8:10: decimal: want . or , not "x"`},
		{"thousands", good + "numbers: {thousands: .}\n", `thousands: "." cannot stand between groups`},
		{"layout", good + "dates: [DD.MM.YY]\n", `m.yaml:8:1: dates: "DD.MM.YY": want YYYY, MM or M, DD or D`},
		{"half a layout", good + "dates: [MM/YYYY]\n", `dates: "MM/YYYY": want year, month and day once each`},
		{"from and value", good + "  lot: {from: c, value: d}\n", "m.yaml:8:8: from and value exclude each other"},
		{"neither", good + "  lot: {match: d}\n", "want from (a column) or value (a constant)"},
		{"expression", good + "  lot: {from: c, match: \"(\"}\n", "match: this is no regular expression (RE2)"},
		{"two groups", good + "  lot: {from: c, match: \"(a)(b)\"}\n", "match: want one group in parentheses, found 2"},
		{"no currency", good + "  amount: c\n", "currency: an amount without a currency says nothing"},
		{"currency", good + "  amount: c\n  currency: {value: euro}\n", `currency: want a code of ISO 4217, such as EUR, not "euro"`},
		{"vat", good + "  vat: {value: yes}\n", `vat: want net, gross or unknown, not "yes"`},
		{"part", strings.Replace(good, "  id: a\n", "  part: a\n", 1), "part: parts belong to an award that id names"},
		{"unmarked", good + "  supplier: {name: c, unmarked: people}\n", `unmarked: want person, not "people"`},
		{"nameless", good + "  supplier: {id: c}\n", "name: an organisation wants a name"},
		{"condition", good + "  when: [{field: c}]\n", "want is, not or given"},
		{"condition without field", good + "  when: [{is: c}]\n", "field: want the column to look at"},
		{"given", good + "  when: [{field: c, given: perhaps}]\n", `given: want yes or no, not "perhaps"`},
		{"buyers", good + "process: {buyer: {name: c, split: \",\"}}\n", "buyer: one body buys"},
		{"register", good + "process: {register: c}\n", "register: want a constant"},
		{"nothing read", good[:strings.Index(good, "award")], "nothing is read: give award or process some of its keys"},
		{"a list where a text is", strings.Replace(good, "doc: a test", "doc: [a]", 1), "m.yaml:2:6: doc: want a text"},
	} {
		_, err := New("m.yaml", []byte(c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s:\n got %v\nwant %s", c.what, err, c.want)
		}
	}
}

// TestAllProblems tells everything at once, in the order of the lines.
func TestAllProblems(t *testing.T) {
	_, err := New("m.yaml", []byte(strings.Replace(good, "reads: table", "raeds: table", 1)+"  colour: x\n"))
	if lines := strings.Split(err.Error(), "\n"); len(lines) != 2 || !strings.HasPrefix(lines[0], `m.yaml:3:1: unknown key "raeds": did you mean "reads"?`) || !strings.HasPrefix(lines[1], "m.yaml:8:3: ") {
		t.Errorf("%q", lines)
	}
}

func TestConfig(t *testing.T) {
	a, _ := New("m.yaml", []byte(good))
	b, _ := New("other.yaml", []byte(good))
	c, _ := New("m.yaml", []byte(good+"# another\n"))
	if a.Config == "" || a.Config != b.Config || a.Config == c.Config {
		t.Error("the digest is that of the mapping's bytes, whatever the file is called")
	}
}

func TestLayout(t *testing.T) {
	for _, c := range []struct{ layout, text, want string }{
		{"YYYY-MM-DD", "2020-02-29", "2020-02-29"}, {"YYYY-MM-DD", "2021-02-29", ""}, {"YYYY-MM-DD", "2020-02-29T00:00", ""},
		{"YYYY-MM-DD*", "2020-02-29T00:00", "2020-02-29"}, {"YYYY-MM-DD*", "2020-02-299", ""}, {"D.M.YYYY", "3.4.2020", "2020-04-03"},
		{"D.M.YYYY", "03.04.2020", "2020-04-03"}, {"YYYYMMDD", "20200403", "2020-04-03"}, {"YYYY-MM-DD", "0214-12-31", ""}, {"YYYY-MM-DD", "9999-12-31", ""},
	} {
		l, problem := newLayout(c.layout)
		d, ok := l.parse(c.text)
		got := ""
		if ok {
			got = d.String()
		}
		if problem != "" || got != c.want {
			t.Errorf("%s by %s: %q, want %q", c.text, c.layout, got, c.want)
		}
	}
}

func TestNumber(t *testing.T) {
	comma, point := numbers{Decimal: ",", Thousands: []string{" ", ".", "\u00a0"}}, numbers{Decimal: "."}
	for _, c := range []struct {
		n    numbers
		text string
		want string
	}{
		{comma, "2 617 398,84", "2617398.84"}, {comma, "1.000", "1000"}, {comma, "1.0", "none"}, {comma, "-1.234,5", "-1234.50"}, {comma, "1,234.5", "none"},
		{comma, "1 234", "1234"}, {comma, "12 34", "none"}, {comma, "12", "12"}, {comma, "", "none"}, {comma, "1,2,3", "none"},
		{point, "1.5", "1.50"}, {point, "1,5", "none"}, {point, "2.379938e+06", "2379938"}, {point, "−7", "-7"}, {point, "12 €", "none"}, {point, "--1", "none"},
	} {
		m := &document{Numbers: c.n}
		d, ok := m.number(c.text, false)
		got := "none"
		if ok {
			got = d.String()
		}
		if got != c.want {
			t.Errorf("%q with %q: %s, want %s", c.text, c.n.Decimal, got, c.want)
		}
	}
	if d, ok := (&document{Numbers: comma}).number("1.5", true); !ok || d.String() != "1.50" {
		t.Error("a number of JSON is written in one way only")
	}
}
