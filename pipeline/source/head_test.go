package source

import (
	"slices"
	"testing"
)

// TestHead: what a head shows is found once, of JSON and XML no columns, however many commas they have.
func TestHead(t *testing.T) {
	for text, c := range map[string]struct {
		keys, header, row []string
		root              string
	}{
		"a,b\n1,2\n":          {header: []string{"a", "b"}, row: []string{"a", "b"}},
		`{"a":1,"b":[2]}`:     {keys: []string{"a", "b"}},
		`[{"a":1,"b":2},3]`:   {keys: []string{"*/a", "*/b"}},
		`[1,2]`:               {header: []string{"[1", "2]"}, row: []string{"[1", "2]"}},
		`<a b="c,d"/>`:        {root: "a"},
		"<!-- x,y -->":        {header: []string{"<!-- x", "y -->"}, row: []string{"<!-- x", "y -->"}},
		"\ufeff\n {\"a,b\":1": {keys: []string{"a,b"}},
		"":                    {},
	} {
		h := NewHead([]byte(text))
		for range 2 {
			_, root := h.XMLRoot()
			if !slices.Equal(h.TopKeys(), c.keys) || !slices.Equal(h.Header(), c.header) || !slices.Equal(h.FirstRow(), c.row) || root != c.root {
				t.Errorf("%q: keys %q, header %q, first row %q, root %q", text, h.TopKeys(), h.Header(), h.FirstRow(), root)
			}
			clear(h.Text) // it was found out before
		}
	}
}

// TestHeadPointers: the places of all JSON documents that the head shows, those of a cut one too.
func TestHeadPointers(t *testing.T) {
	h := NewHead([]byte(`{"a/b":[{"c":1},{"d":{"e~":2}}]}` + "\n" + `{"f":[[{"g":`))
	want := []string{"/a~1b", "/a~1b/*/c", "/a~1b/*/d", "/a~1b/*/d/e~0", "/f", "/f/*/*/g"}
	for range 2 {
		got := []string{}
		for p := range h.Pointers() {
			got = append(got, p)
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
		clear(h.Text)
	}
}
