package ocds

import (
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// parser reads JSON text into a tree, keeping what a shape allows. What no shape names is passed over. The texts of the tree are parts
// of what is read, its objects of the room.
type parser struct {
	json *source.Strict
	text string // all that json goes through
	room *room
}

// parse reads the object or array that a cursor checked; nil is any other value.
func parse(raw []byte, s *shape, in *room) any {
	p := parser{source.Checked(raw), source.View(raw), in}
	if v, end := p.whole(s, 0); end > 0 {
		return v
	}
	return nil
}

// whole reads the object or array that the text begins with, at this depth. end is 0 where there is none, or json does not know it.
func (p parser) whole(s *shape, level int) (v any, end int) {
	switch {
	case p.text == "":
		return nil, 0
	case p.text[0] == '{':
		return p.object(0, level+1, s)
	case p.text[0] == '[':
		return p.list(0, level+1, s)
	}
	return nil, 0
}

// value reads the value at i; end is 0 where json does not know it, here and below.
func (p parser) value(i, level int, s *shape) (v any, end int) {
	switch {
	case i == 0, s == nil, p.text[i] == '{' && s.leaf():
		return nil, p.json.Skip(i, level)
	case p.text[i] == '{':
		return p.object(i, level+1, s)
	case p.text[i] == '[':
		return p.list(i, level+1, s)
	case p.text[i] == '"':
		end, escaped := p.json.Quoted(i)
		if end == 0 {
			return nil, 0
		}
		return p.room.text(p.unquoted(p.text[i:end], escaped)), end
	}
	if end = p.json.Scalar(i); end == 0 {
		return nil, 0
	}
	switch word := p.text[i:end]; word {
	case "null":
		return nil, end
	case "true":
		return true, end
	case "false":
		return false, end
	default:
		return number{p.room.text(word)}, end
	}
}

func (p parser) unquoted(s string, escaped bool) string {
	if !escaped {
		return s[1 : len(s)-1]
	}
	s, _ = p.room.unquoted(s)
	return s
}

func (p parser) object(i, level int, s *shape) (v any, end int) {
	o := p.room.object()
	mended := false // a name had a stray space
	names := p.json.Open()
	i, more := p.json.First(i, level, '}')
	for more {
		quoted, escaped, at := p.json.Name(i, names)
		if at == 0 {
			return nil, 0
		}
		name := p.unquoted(source.View(quoted), escaped)
		w := known(name)
		sub := s.of(w)
		if sub != nil {
		} else if trimmed := strings.TrimSpace(name); len(trimmed) < len(name) {
			// A stray space in a name is forgiven, except where the pointer of an origin would have to repeat it.
			if sub = s.of(known(trimmed)); sub != nil && sub.mark {
				sub = nil
			}
			name, mended = trimmed, true
		}
		v, end := p.value(at, level, sub)
		if sub != nil && (v != nil || p.text[at] == 'n') {
			if mended || w == nil { // it may be there already
				o.fields.set(name, v)
			} else {
				p.room.add(o, len(s.fields), w, v)
			}
		}
		i, more = p.json.Next(end, '}')
	}
	p.json.Close(names)
	return o, i
}

// list keeps an absent element for one that is of the wrong kind, so that the others keep their places.
func (p parser) list(i, level int, s *shape) (v any, end int) {
	from := len(p.room.listed)
	i, more := p.json.First(i, level, ']')
	for more {
		v, end := p.value(i, level, s)
		if _, isObject := v.(*object); !isObject && !s.leaf() && !s.any {
			v = nil
		}
		p.room.listed = append(p.room.listed, v)
		i, more = p.json.Next(end, ']')
	}
	if len(p.room.listed) == from {
		return noElements, i
	}
	return p.room.list(from), i
}
