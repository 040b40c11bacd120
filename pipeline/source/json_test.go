package source

import (
	"bytes"
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

func TestJSON(t *testing.T) {
	deep := strings.Repeat("[", MaxDepth+1) + strings.Repeat("]", MaxDepth+1)
	cases := []struct {
		name, text string
		patterns   []string
		want       []string
	}{
		{"package", ` {"a":[1,{"b":"]"}], "releases" : [ {"x":1} , 2,"\"" ] ,"z":{}} `, []string{"/releases/*"},
			[]string{`/releases/0 {"x":1}`, `/releases/1 2`, `/releases/2 "\""`}},
		{"array of packages", `[{"releases":[1]},{"records":[2]},{"releases":[3,4]},5]`, []string{"/*/releases/*", "/*/records/*"},
			[]string{`/0/releases/0 1`, `/1/records/0 2`, `/2/releases/0 3`, `/2/releases/1 4`}},
		{"outer before inner", `{"a":{"b":1}}`, []string{"/a/b", "/a"}, []string{`/a {"b":1}`}},
		{"no pattern", `{"a":1}`, nil, []string{` {"a":1}`}},
		{"star in braces is a name", `{"data":{"a":1,"b/c":{"d":2},"*":[1]},"more":[{"a":1}]}`, []string{"/data/{*}", "/more/{*}"}, []string{`/data/a 1`, `/data/b~1c {"d":2}`, `/data/* [1]`}},
		{"star is an index", `{"releases":{"a":1},"*":[1]}`, []string{"/releases/*", "/*"}, nil},
		{"escapes", `{"a/b~":[1],"r\u0065l":[2]}`, []string{"/a~1b~0/*", "/rel/*"}, []string{`/a~1b~0/0 1`, `/rel/0 2`}},
		{"concatenated", `{"a":1}{"a":2}` + "\n\n" + `{"a":3}`, nil, []string{` {"a":1}`, `line=1 {"a":2}`, `line=3 {"a":3}`}},
		{"lines", "{\"r\":[1]}\n{\"r\":[2,3]}\r\n", []string{"/r/*"}, []string{`/r/0 1`, `line=2/r/0 2`, `line=2/r/1 3`}},
		{"pretty documents", "{\n\"a\":1\n}\n{\n\"a\":2\n}\n", nil, []string{" {\n\"a\":1\n}", "line=4 {\n\"a\":2\n}"}},
		{"broken line", "{\"a\":1}\n{\"a\":\n{\"a\":3}\n{\"a\":\"4}\n{\"a\":5}\n", nil,
			[]string{` {"a":1}`, `record json.syntax line=2`, `line=3 {"a":3}`, `record json.syntax line=4`, `line=5 {"a":5}`}},
		{"first line broken", "{\"a\"\n{\"a\":2}\n{\"a\":3}\n", nil,
			[]string{`record json.syntax `, `line=2 {"a":2}`, `line=3 {"a":3}`}},
		{"line broken around its records", "{\"r\":[1]}\n{\"r\":[2,]}\n{\"r\":[3]}", []string{"/r/*"},
			[]string{`/r/0 1`, `line=2/r/0 2`, `record json.syntax line=2`, `line=3/r/0 3`}},
		{"last line cut", "{\"a\":1}\n{\"a\":2}\n{\"a\":", nil, []string{` {"a":1}`, `line=2 {"a":2}`, `record json.truncated line=3`}},
		{"array on lines is no JSON Lines", "[\n{\"a\":1}\n,{\"a\":2}\n]", []string{"/*"}, []string{`/0 {"a":1}`, `/1 {"a":2}`}},
		{"bad records", `[{"a":1,"a":2},{"a":tru},{"a":"` + "\xff" + `"},{"a":"\ud800"},` + deep + `,01,{"a":[1}},{"ok":1}]`, []string{"/*"},
			[]string{`record json.duplicate_key /0`, `record json.syntax /1`, `record json.utf8 /2`, `record json.utf8 /3`,
				`record json.depth /4`, `record json.syntax /5`, `record json.syntax /6`, `/7 {"ok":1}`}},
		{"cut in a record", `{"releases":[{"a":1},{"a":`, []string{"/releases/*"},
			[]string{`/releases/0 {"a":1}`, `record json.truncated /releases/1`, `document json.truncated `}},
		{"cut between records", `{"releases":[{"a":1},`, []string{"/releases/*"}, []string{`/releases/0 {"a":1}`, `document json.truncated `}},
		{"broken around records", `{"releases":[{"a":1} {"a":2}]}`, []string{"/releases/*"}, []string{`/releases/0 {"a":1}`, `document json.syntax `}},
		{"one name twice around records", `{"releases":[1],"releases":[2]}`, []string{"/releases/*"},
			[]string{`/releases/0 1`, `document json.duplicate_key `}},
		{"trailing comma around records", `{"releases":[1],}`, []string{"/releases/*"}, []string{`/releases/0 1`, `document json.syntax `}},
		{"not JSON around records", `{"version":one,"releases":[1]}`, []string{"/releases/*"}, []string{`document json.syntax `}},
		{"no JSON", "id,name\n1,a\n", []string{"/releases/*"}, []string{`document json.syntax `}},
		{"empty", " \n", nil, nil},
		{"control characters between documents", "\x10{\"r\":[1]}\n\x1e{\"r\":[2]}\n\x00", []string{"/r/*"}, []string{`/r/0 1`, `line=2/r/0 2`}},
		{"control characters in a document", "{\"r\":\x10[1]}", []string{"/r/*"}, []string{`document json.syntax `}},
		{"byte-order mark", "\ufeff[1]", []string{"/*"}, []string{`/0 1`}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			units, n := readJSON(strings.NewReader(c.text), c.patterns...)
			want(t, units, c.want...)
			lawful(t, []byte(c.text), units, n, true)
			slow, _ := readJSON(iotest.OneByteReader(strings.NewReader(c.text)), c.patterns...)
			if list(slow) != list(units) {
				t.Errorf("read byte by byte:\n%s", list(slow))
			}
		})
	}
}

func TestJSONStops(t *testing.T) {
	for stop := range 4 {
		n := 0
		for range JSON(&Document{Body: strings.NewReader(`[1,{"a":1,"a":1},01,`)}, "/*") {
			if n++; n > stop {
				break
			}
		}
		if n != min(stop+1, 4) {
			t.Errorf("%d records after a break at %d", n, stop)
		}
	}
}

// Records larger than the window, at every alignment to its end, are the same records.
func TestJSONWindow(t *testing.T) {
	for _, size := range []int{window - 40, window - 1, window, window + 1, 3 * window} {
		for shift := range 8 {
			text := `{"p":"` + strings.Repeat("x", shift) + `","r":[{"a":"` + strings.Repeat(`\"`, size/2) + `"},{"b":1}]}`
			units, n := readJSON(strings.NewReader(text), "/r/*")
			lawful(t, []byte(text), units, n, true)
			if len(units) != 2 || units[1].text != `{"b":1}` {
				t.Fatalf("size %d, shift %d: %d records", size, shift, len(units))
			}
		}
	}
}

func TestJSONLimits(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 200 MB")
	}
	part := strings.Repeat("a", 1<<20)
	giant := func(n int, sep string) io.Reader {
		readers := []io.Reader{strings.NewReader(`[1,["`)}
		for range n {
			readers = append(readers, strings.NewReader(part), strings.NewReader(sep))
		}
		return io.MultiReader(append(readers, strings.NewReader(`"],{"ok":1}]`))...)
	}
	units, _ := readJSON(giant(MaxRecord>>20+1, `","`), "/*")
	want(t, units, `/0 1`, `record json.too_large /1`, `/2 {"ok":1}`)
	units, _ = readJSON(giant(MaxString>>20, ``), "/*")
	if len(units) != 3 || units[1].defect != nil {
		t.Errorf("a string of exactly the limit is refused: %s", list(units[1:]))
	}
	units, _ = readJSON(giant(MaxString>>20, `b`), "/*")
	want(t, units, `/0 1`, `record json.too_large /1`, `/2 {"ok":1}`)
}

func TestTopKeys(t *testing.T) {
	for text, want := range map[string][]string{
		`{"uri":"u","releases":[{"a":1},{"b`:    {"uri", "releases"},
		"\ufeff [ {\"ocid\":1,\"a\":{}},{\"z\"": {"*/ocid", "*/a"},
		"\x10{\"ocid\":1}":                      {"ocid"},
		`[1]`:                                   nil,
		`{"a`:                                   nil,
		"id,name\n":                             nil,
		``:                                      nil,
		"{\"a\":\"\xff\",\"a\":1}\n{\"b\":2}":   {"a", "a"},
	} {
		if got := NewHead([]byte(text)).TopKeys(); !slices.Equal(got, want) {
			t.Errorf("TopKeys(%q) = %q, want %q", text, got, want)
		}
	}
}

// The public suite of JSON parsers: what must be accepted is, what must not be never counts as one valid document.
func TestJSONTestSuite(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shared(t, "corpora/json/jsontestsuite"), "parsing", "*.json"))
	if err != nil || len(files) < 300 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		units, n := readJSON(bytes.NewReader(text))
		lawful(t, text, units, n, true)
		valid := len(units) == 1 && units[0].defect == nil
		name := filepath.Base(file)
		switch {
		case strings.HasPrefix(name, "y_") && strings.Contains(name, "duplicated_key"):
			if !strings.HasPrefix(list(units), "record json.duplicate_key") {
				t.Errorf("%s: %s", name, list(units))
			}
		case strings.HasPrefix(name, "y_") && !valid:
			t.Errorf("%s: %s", name, list(units))
		case strings.HasPrefix(name, "n_") && valid:
			t.Errorf("%s was accepted", name)
		}
		slow, _ := readJSON(iotest.OneByteReader(bytes.NewReader(text)))
		if list(slow) != list(units) && len(text) < 1<<16 {
			t.Errorf("%s byte by byte: %s, not %s", name, list(slow), list(units))
		}
	}
}

// A text made to cost much must not.
func TestJSONCost(t *testing.T) {
	for name, text := range map[string]string{
		"escapes":     `["` + strings.Repeat(`\"`, 2<<20) + `"]`,
		"open braces": strings.Repeat("[", 4<<20),
		"open lines":  "{}\n{}\n" + strings.Repeat("{\"\n", 1<<18),
		"values":      strings.Repeat("{}", 1<<20),
		"keys":        `{` + strings.Repeat(`"a":1,`, 1<<20) + `"b":1}`,
	} {
		start := processorTime()
		readJSON(strings.NewReader(text), "/x", "/*/y")
		if d := processorTime() - start; d > 5*time.Second {
			t.Errorf("%s: %v", name, d)
		}
	}
}

func TestPointersAreUnique(t *testing.T) {
	var b strings.Builder
	for i := range 50 {
		fmt.Fprintf(&b, `{"r":[{"i":%d},{"i":%d}]}`+"\n", i, i)
	}
	units, _ := readJSON(strings.NewReader(b.String()), "/r/*")
	seen := map[string]bool{}
	for _, u := range units {
		if seen[u.origin.Fragment] {
			t.Errorf("%s twice", u.origin.Fragment)
		}
		seen[u.origin.Fragment] = true
	}
	if len(seen) != 100 {
		t.Errorf("%d records", len(seen))
	}
}
