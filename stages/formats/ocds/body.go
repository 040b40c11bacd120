package ocds

import (
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// A body is the tree of a release as a draft keeps it: JSON without spaces, its names in order, each with its colon written as
// one byte. What the shape does not name is not in it. Equal trees are equal bodies, and bodies sort as the JSON would.

// firstName is the byte of the first name; like the quotation mark that it stands for, each comes before a closing brace.
const firstName = '"' + 1

// appendBody appends the body of a node of this shape.
func appendBody(b []byte, v any, s *shape) []byte {
	switch v := v.(type) {
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
		if !s.leaf() {
			return appendObject(b, v, s)
		}
	case []any:
		return appendList(b, v, s)
	case *list:
		return appendList(b, v.items, s)
	}
	return append(b, "null"...)
}

func appendObject(b []byte, o *object, s *shape) []byte {
	var room [few]member
	all := room[:0]
	for _, m := range o.fields.all {
		if s.of(m.word) == nil {
			continue
		}
		at := len(all)
		for all = append(all, m); at > 0 && all[at-1].number > m.number; at-- {
			all[at] = all[at-1]
		}
		all[at] = m
	}
	b = append(b, '{')
	for i, m := range all {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendBody(append(b, firstName+byte(m.number)), m.value, s.of(m.word))
	}
	return append(b, '}')
}

func appendList(b []byte, v []any, s *shape) []byte {
	b = append(b, '[')
	for i, e := range v {
		if i > 0 {
			b = append(b, ',')
		}
		if _, isObject := e.(*object); !isObject && !s.leaf() {
			e = nil
		}
		b = appendBody(b, e, s)
	}
	return append(b, ']')
}

const (
	special = 1 << iota // it does not stand for itself in a string
	wide                // it is part of a longer character
)

// quoting says of a byte what quote must know.
var quoting = func() (all [256]byte) {
	for c := range all {
		switch {
		case c >= utf8.RuneSelf:
			all[c] = wide
		case c < ' ' || c == 0x7f || c == '"' || c == '\\':
			all[c] = special
		}
	}
	return all
}()

// quote appends a string as JSON.
func quote(b []byte, s string) []byte {
	var holds byte
	for i := range len(s) {
		holds |= quoting[s[i]]
	}
	if holds&special != 0 || holds&wide != 0 && !utf8.ValidString(s) {
		b, _ = jsontext.AppendQuote(b, s)
		return b
	}
	b = append(append(b, '"'), s...)
	return append(b, '"')
}
