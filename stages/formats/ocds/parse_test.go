package ocds

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// strictParse is parse as a decoder of all JSON does it, which checks what it reads.
func strictParse(raw []byte, s *shape) (any, error) {
	d := jsontext.NewDecoder(bytes.NewReader(raw), jsontext.AllowDuplicateNames(true))
	return strictRead(d, s)
}

func strictRead(d *jsontext.Decoder, s *shape) (any, error) {
	kind := d.PeekKind()
	switch {
	case s == nil:
		return nil, d.SkipValue()
	case kind == '{' && s.leaf():
		return nil, d.SkipValue()
	case kind == '{':
		return strictObject(d, s)
	case kind == '[':
		return strictList(d, s)
	}
	tok, err := d.ReadToken()
	if err != nil {
		return nil, err
	}
	switch kind {
	case '"':
		return new(room).text(tok.String()), nil
	case '0':
		return number{new(room).text(tok.String())}, nil
	case 't', 'f':
		return tok.Bool(), nil
	}
	return nil, nil
}

func strictObject(d *jsontext.Decoder, s *shape) (any, error) {
	if _, err := d.ReadToken(); err != nil {
		return nil, err
	}
	o := newObject()
	for d.PeekKind() == '"' {
		tok, err := d.ReadToken()
		if err != nil {
			return nil, err
		}
		name := tok.String()
		sub := s.in(name)
		if trimmed := strings.TrimSpace(name); trimmed != name && sub == nil {
			// A stray space in a name is forgiven, except where the pointer of an origin would have to repeat it.
			if sub = s.in(trimmed); sub != nil && sub.mark {
				sub = nil
			}
			name = trimmed
		}
		kind := d.PeekKind()
		v, err := strictRead(d, sub)
		if err != nil {
			return nil, err
		}
		if sub != nil && (v != nil || kind == 'n') {
			o.fields.set(name, v)
		}
	}
	_, err := d.ReadToken()
	return o, err
}

// readList keeps an absent element for one that is of the wrong kind, so that the others keep their places.
func strictList(d *jsontext.Decoder, s *shape) (any, error) {
	if _, err := d.ReadToken(); err != nil {
		return nil, err
	}
	all := []any{}
	for k := d.PeekKind(); k != ']'; k = d.PeekKind() {
		if k == jsontext.KindInvalid {
			_, err := d.ReadToken()
			return nil, err
		}
		v, err := strictRead(d, s)
		if err != nil {
			return nil, err
		}
		if _, isObject := v.(*object); !isObject && !s.leaf() && !s.any {
			v = nil
		}
		all = append(all, v)
	}
	_, err := d.ReadToken()
	return all, err
}

// used is room that all trees had before.
var used room

// sameTree holds that parse reads of valid JSON what a strict decoder reads, whatever was read before it, and that it survives all
// other text.
func sameTree(t *testing.T, raw []byte, place string) {
	t.Helper()
	raw = bytes.TrimSpace(raw)
	for _, s := range []*shape{envelope, draftRelease, {any: true}} {
		used.clear()
		got := parse(raw, s, &used)
		if !jsontext.Value(raw).IsValid() {
			continue
		}
		want, err := strictParse(raw, s)
		if raw[0] != '{' && raw[0] != '[' {
			want = nil
		}
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: parse reads another tree than the strict decoder, which says %v", place, err)
		}
	}
	looked(t, raw, place)
	if jsontext.Value(raw).IsValid() {
		sameBody(t, raw, place)
	}
}

// looked holds that records that are read while they are checked are the ones that a cursor finds, that just as much is said to be
// wrong, and that their trees are those of a strict decoder.
func looked(t *testing.T, text []byte, place string) {
	t.Helper()
	for _, pattern := range []string{"", "/*", "/releases/*"} {
		var want, got []string
		said := func(v source.Value, err error) string { return fmt.Sprintf("%v %s %v", v.Origin, v.Raw, err) }
		for v, err := range source.JSON(&source.Document{Body: bytes.NewReader(text)}, pattern) {
			want = append(want, said(v, err))
		}
		u := units{memo: new(memo)}
		for v, err := range source.JSONRead(&source.Document{Body: bytes.NewReader(text)}, u.look, pattern) {
			got = append(got, said(v, err))
			if err != nil || u.tree == nil {
				continue
			}
			if tree, err := strictParse(v.Raw, envelope); err != nil || !reflect.DeepEqual(u.tree, tree) {
				t.Errorf("%s: a record is read otherwise while it is checked", place)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q are read, and the cursor finds %q", place, got, want)
		}
	}
}

// TestLook reads most records while they are checked.
func TestLook(t *testing.T) {
	for text, known := range map[string]bool{
		`{"ocid":"a","x":[1,{"y":[]}],"tender":{"items":[{"id":1}]}}`: true, `[{"ocid":"a"}]`: true, `{}`: true, `{"ocid":"\u00e9\""}`: true,
		`{"ocid":"a","tender":{"title":"\ud83d\ude00"}}`: false, `{"\u006fcid":"a"}`: false, `7`: false,
		`{"ocid":"a","ocid":"b"}`: false, `{"x":{"a":1,"a":2}}`: false, `{"tender":{"title":"a","title":"b"}}`: false,
		`{"ocid":01}`: false, `{"ocid":"a",}`: false, `{"x":[1,]}`: false, `{"tag":[1,]}`: false, `{"ocid":nul}`: false, "{\"ocid\":\"\xff\"}": false, "{\"x\":\"\x01\"}": false,
	} {
		looked(t, []byte(text), text)
		u := units{memo: new(memo)}
		for range source.JSONRead(&source.Document{Body: strings.NewReader(text)}, u.look) {
			if u.tree != nil != known {
				t.Errorf("%s: it is known at a glance: %v", text, !known)
			}
		}
	}
}

func TestParse(t *testing.T) {
	for _, text := range []string{
		`{}`, `[]`, ` { } `, `[ ]`, `null`, `-0.10e+5`, `"a\u0020\"\\\ud83d\ude00é"`, `{"ocid":null,"tender":[],"awards":{},"parties":[null,1,[{"id":"x"}],{"id":7}]}`,
		`{" ocid ":"a","ocid\t":"b","x":{"y":["}",{"]":"\\"}]},"tag":["a",{"b":1},["c"]]}`, `{"buyer":"x","tender":{"items":[{"quantity":1.50,"unit":{"value":{"amount":1e400}}}]}}`,
		`{"awards":[{"value":{"amount":"1","currency":[1,2]}}],"\u006fcid":"escaped"}`,
	} {
		if !jsontext.Value(text).IsValid() {
			t.Fatalf("%s is no example of valid JSON", text)
		}
		sameTree(t, []byte(text), text)
	}
	for _, text := range []string{``, `{`, `[1`, `"a`, `"\`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`, `[,`, `]`, `{1:2}`, `{"ocid" "x"}`, `[1 2]`} {
		if tree := parse([]byte(text), envelope, new(room)); tree != nil {
			t.Errorf("parse reads %v of %q", tree, text)
		}
		sameTree(t, []byte(text), text)
	}
}

// TestParseCorpora reads every JSON record of the testdata, and of the shared collection where it is there, both ways.
func TestParseCorpora(t *testing.T) {
	records := 0
	for _, root := range []string{"testdata", "../../../testdata/world", "../../../../shared/corpora", "../../../../shared/data/procurement"} {
		if _, err := os.Stat(root); err != nil {
			t.Logf("%s is not there: its records are not read", root)
			continue
		}
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.Contains(name, ".json") {
				return err
			}
			text, err := os.ReadFile(name)
			if err != nil || len(text) > 4<<20 {
				return err
			}
			for _, pattern := range []string{"", "/releases/*"} {
				for v, err := range source.JSON(&source.Document{Body: bytes.NewReader(text)}, pattern) {
					if err == nil && len(v.Raw) < 256<<10 {
						records++
						sameTree(t, v.Raw, name+" "+v.Origin.Fragment)
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d records", records)
	if records < 20 { // those of this repository
		t.Errorf("only %d records were compared", records)
	}
}

// TestRoom holds that what a room gives is empty and nobody else's, whatever was done with it before, and that a large tree leaves
// it small.
func TestRoom(t *testing.T) {
	var b blocks[int]
	for round := range 3 {
		var all [][]int
		for i := range 40 * maxBlocks {
			n := []int{1, 0, 7, blockSize, 100, blockSize + 1}[(i+round)%6]
			piece := b.take(n)
			if len(piece) != n || cap(piece) != n {
				t.Fatalf("a piece of %d has %d with room for %d", n, len(piece), cap(piece))
			}
			for k := range piece {
				if piece[k] != 0 {
					t.Fatalf("a piece of round %d holds %d", round, piece[k])
				}
				piece[k] = i + 1
			}
			all = append(all, piece)
		}
		for i, piece := range all {
			for _, v := range piece {
				if v != i+1 {
					t.Fatalf("piece %d was given to piece %d too", i, v-1)
				}
			}
		}
		if b.clear(); len(b.all) > maxBlocks {
			t.Errorf("%d blocks are kept, and %d is the most", len(b.all), maxBlocks)
		}
	}
}

// TestRoomOfTexts holds that texts with escapes stay what they are while others come, and that long ones leave a room small.
func TestRoomOfTexts(t *testing.T) {
	var r room
	var got, want []string
	for i := range 2000 {
		text := strings.Repeat("é", i) + "\""
		s, err := r.unquoted(jsonQuoted(text))
		if err != nil {
			t.Fatal(err)
		}
		got, want = append(got, s), append(want, text)
	}
	if !slices.Equal(got, want) {
		t.Error("a text is not what it was")
	}
	r.unquoted(jsonQuoted(strings.Repeat("\n", 8*maxBytes)))
	if r.clear(); cap(r.bytes) > 2*maxBytes {
		t.Errorf("room for %d bytes of texts is kept", cap(r.bytes))
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"ocid":"a","tender":{"items":[{"id":1}]}}`))
	f.Add([]byte(`{"a":"\ud800"}`))
	f.Fuzz(func(t *testing.T, raw []byte) { sameTree(t, raw, "the text") })
}
