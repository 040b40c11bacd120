package ocds

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// write appends the node as JSON, its names in order: equal trees are equal texts.
func write(b []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...)
	case bool:
		if v {
			return append(b, "true"...)
		}
		return append(b, "false"...)
	case *string:
		return quote(b, *v)
	case string:
		return quote(b, v)
	case number:
		return append(b, *v.text...)
	case *object:
		all := slices.Clone(v.fields.all)
		slices.SortFunc(all, func(a, b member) int { return strings.Compare(a.name, b.name) })
		b = append(b, '{')
		for i, m := range all {
			if i > 0 {
				b = append(b, ',')
			}
			b = write(append(quote(b, m.name), ':'), m.value)
		}
		return append(b, '}')
	}
	b = append(b, '[')
	for i, e := range elements(v) {
		if i > 0 {
			b = append(b, ',')
		}
		b = write(b, e)
	}
	return append(b, ']')
}

// sameBody holds that a body says what JSON of the tree with its names sorted would, read by the shape of drafts, and that
// one release is taken over as merging it into nothing would.
func sameBody(t *testing.T, raw []byte, place string) {
	t.Helper()
	o, ok := parse(raw, publishedRelease, new(room)).(*object)
	if !ok {
		return
	}
	if got, want := string(quote(nil, place)), jsonQuoted(place); got != want {
		t.Errorf("%q is quoted as %s", place, got)
	}
	want := parse(write(nil, o), draftRelease, new(room)).(*object)
	body := string(appendBody(nil, o, draftRelease))
	got, err := readBody(body, new(room))
	if err != nil {
		t.Errorf("%s: %v", place, err)
	} else if !reflect.DeepEqual(plainTree(got), plainTree(want)) {
		t.Errorf("%s: the body has another tree", place)
	}
	merged := newObject()
	merge(merged, located(got), draftRelease)
	other, _ := readBody(body, new(room))
	adopt(located(other), draftRelease)
	if !reflect.DeepEqual(places(merged), places(other)) || string(write(nil, merged)) != string(write(nil, other)) {
		t.Errorf("%s: what is taken over is not what is merged", place)
	}
}

func jsonQuoted(s string) string {
	b, _ := jsontext.AppendQuote([]byte(nil), s)
	return string(b)
}

func plainTree(o *object) string { return string(write(nil, o)) }

func located(o *object) *object {
	locate(o, draftRelease, source.Origin{Digest: "d"}, new(room))
	return o
}

// places are where the objects of a tree were read, in the order of write.
func places(v any) (all []source.Origin) {
	if o, ok := v.(*object); ok {
		all = append(all, o.from...)
		members := slices.Clone(o.fields.all)
		slices.SortFunc(members, func(a, b member) int { return strings.Compare(a.name, b.name) })
		for _, m := range members {
			all = append(all, places(m.value)...)
		}
		return all
	}
	for _, e := range elements(v) {
		if _, scalar := e.(string); !scalar {
			if _, ok := e.(*object); ok {
				all = append(all, places(e)...)
			}
		}
	}
	return all
}

func TestBody(t *testing.T) {
	if last := firstName + len(vocabulary); last > '}' {
		t.Errorf("there are %d names, and no bytes for the last ones", len(vocabulary))
	}
	long := strings.Repeat("é", 200)
	for _, text := range []string{`{}`, `{"ocid":"a","id":7,"tag":["x",null,1.50],"date":null}`, `{"tender":{"title":"` + long + `","items":[{"id":"1","quantity":1e400},{},null,[1]]},"buyer":[]}`,
		`{"awards":{"id":"1"},"parties":[{"contactPoint":{"name":"x"},"roles":"buyer"}],"tender":[{"id":"1"},{"procuringEntity":{"contactPoint":{"name":"gone"}}}]}`,
		`{"awards":[{"id":"1","title":"a"},{"id":"1","title":null,"status":"b"},{"id":1,"items":[]},{"value":{}}],"contracts":[{"suppliers":[{"name":"a"}]},{"suppliers":[{"id":"a"}]}]}`} {
		sameBody(t, []byte(text), text)
	}
	tree := parse([]byte(`{"tender":[{"id":"1"},{"procuringEntity":{"contactPoint":{"name":"gone"}}}]}`), publishedRelease, new(room))
	if body := string(appendBody(nil, tree, draftRelease)); strings.Contains(body, "gone") {
		t.Error("a draft has a contact in it")
	}
	whole := string(appendBody(nil, tree, draftRelease))
	for n := range whole {
		if _, err := readBody(whole[:n], new(room)); err == nil {
			t.Errorf("%d bytes of %d are read as a whole body", n, len(whole))
		}
	}
	if _, err := readBody(whole+"x", new(room)); err == nil {
		t.Error("something follows a body")
	}
}

func FuzzBody(f *testing.F) {
	f.Add(string(appendBody(nil, obj("ocid", "a", "tag", []any{"b", nil, true}, "tender", obj("id", number{new(room).text("7")})), draftRelease)))
	f.Fuzz(func(t *testing.T, body string) { readBody(body, new(room)) })
}

// TestVocabulary numbers the names of drafts before the others: two releases of one day and id are in the order of their bodies, which
// no name that is read elsewhere is to change.
func TestVocabulary(t *testing.T) {
	names := map[string]bool{}
	seen := map[*shape]bool{}
	var walk func(s *shape)
	walk = func(s *shape) {
		seen[s] = true
		for name, sub := range s.fields {
			if names[name] = true; !seen[sub] {
				walk(sub)
			}
		}
	}
	walk(draftRelease)
	for i, w := range vocabulary {
		if (i < len(names)) != names[w.name] || w.number != i || i > 0 && i != len(names) && vocabulary[i-1].name >= w.name {
			t.Errorf("%d: %s", i, w.name)
		}
	}
}
