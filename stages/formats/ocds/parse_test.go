package ocds

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
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
		return number(tok.String()), nil
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
	for _, s := range []*shape{envelope, draftRelease, {any: true}, plain(), nil} {
		used.clear()
		got, err := parse(string(raw), s, &used)
		if !jsontext.Value(raw).IsValid() {
			continue
		}
		want, strictErr := strictParse(raw, s)
		if err != nil || strictErr != nil {
			t.Errorf("%s: parse says %v of valid JSON, the strict decoder %v", place, err, strictErr)
		} else if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: parse reads another tree than the strict decoder", place)
		}
	}
	if jsontext.Value(raw).IsValid() {
		sameBody(t, raw, place)
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
	for _, text := range []string{``, `{`, `[1`, `"a`, `"\`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`, `[,`, `]`, `{1:2}`, `{"ocid":"x"}}`, `{"ocid" "x"}`, `[1 2]`} {
		if _, err := parse(text, envelope, new(room)); err == nil {
			t.Errorf("parse has no error for %q", text)
		}
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

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"ocid":"a","tender":{"items":[{"id":1}]}}`))
	f.Add([]byte(`{"a":"\ud800"}`))
	f.Fuzz(func(t *testing.T, raw []byte) { sameTree(t, raw, "the text") })
}
