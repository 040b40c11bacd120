package ocds

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// A node is nil, a bool, a string, a number, a []any of nodes, a *list or an *object.

// number is a JSON number in its source text: no digit is lost.
type number string

// object is a JSON object, and the places it was read from.
type object struct {
	fields map[string]any
	from   []source.Origin
}

func newObject() *object { return &object{fields: map[string]any{}} }

// get is the node at a path of names, nil if there is none. Where an object is due and a list stands, its first object is meant.
func (o *object) get(path ...string) any {
	var v any = o
	for _, name := range path {
		at := asObject(v)
		if at == nil {
			return nil
		}
		v = at.fields[name]
	}
	return v
}

// child is the object at a path, nil if there is none.
func (o *object) child(path ...string) *object { return asObject(o.get(path...)) }

// text is the string or number at a path without surrounding spaces, "" if there is none.
func (o *object) text(path ...string) string { return text(o.get(path...)) }

// objects are the objects of the list at a path.
func (o *object) objects(path ...string) []*object {
	var all []*object
	for _, v := range elements(o.get(path...)) {
		if e, ok := v.(*object); ok {
			all = append(all, e)
		}
	}
	return all
}

func asObject(v any) *object {
	if o, ok := v.(*object); ok {
		return o
	}
	for _, e := range elements(v) {
		if o, ok := e.(*object); ok {
			return o
		}
	}
	return nil
}

// elements are what a list holds; an object or a scalar where a list is due is a list of one.
func elements(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	case *list:
		return v.items
	}
	return []any{v}
}

func text(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case number:
		return string(v)
	}
	return ""
}

// texts are the strings of a list of strings, or of a string alone, without surrounding spaces.
func texts(v any) []string {
	var all []string
	for _, e := range elements(v) {
		if s := text(e); s != "" {
			all = append(all, s)
		}
	}
	return all
}

// parse reads JSON text into a tree, keeping what the shape allows. The text is valid: a cursor checked it.
func parse(raw []byte, s *shape) (any, error) {
	d := jsontext.NewDecoder(bytes.NewReader(raw), jsontext.AllowDuplicateNames(true))
	return read(d, s)
}

func read(d *jsontext.Decoder, s *shape) (any, error) {
	kind := d.PeekKind()
	switch {
	case s == nil:
		return nil, d.SkipValue()
	case kind == '{' && s.leaf():
		return nil, d.SkipValue()
	case kind == '{':
		return readObject(d, s)
	case kind == '[':
		return readList(d, s)
	}
	tok, err := d.ReadToken()
	if err != nil {
		return nil, err
	}
	switch kind {
	case '"':
		return tok.String(), nil
	case '0':
		return number(tok.String()), nil
	case 't', 'f':
		return tok.Bool(), nil
	}
	return nil, nil
}

func readObject(d *jsontext.Decoder, s *shape) (any, error) {
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
		v, err := read(d, sub)
		if err != nil {
			return nil, err
		}
		if sub != nil && (v != nil || kind == 'n') {
			o.fields[name] = v
		}
	}
	_, err := d.ReadToken()
	return o, err
}

// readList keeps an absent element for one that is of the wrong kind, so that the others keep their places.
func readList(d *jsontext.Decoder, s *shape) (any, error) {
	if _, err := d.ReadToken(); err != nil {
		return nil, err
	}
	all := []any{}
	for k := d.PeekKind(); k != ']'; k = d.PeekKind() {
		if k == jsontext.KindInvalid {
			_, err := d.ReadToken()
			return nil, err
		}
		v, err := read(d, s)
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
	case string:
		b, _ = jsontext.AppendQuote(b, v)
		return b
	case number:
		return append(b, v...)
	case *object:
		b = append(b, '{')
		for i, name := range slices.Sorted(maps.Keys(v.fields)) {
			if i > 0 {
				b = append(b, ',')
			}
			b, _ = jsontext.AppendQuote(b, name)
			b = write(append(b, ':'), v.fields[name])
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
