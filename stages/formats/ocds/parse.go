package ocds

import (
	"errors"
	"math/bits"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// parse reads JSON text into a tree, keeping what the shape allows. The text is valid, for a cursor checked it, or write wrote
// it: so what no shape names is passed over by its brackets and quotes alone. The texts of the tree are parts of raw, its objects of
// the room.
func parse(raw string, s *shape, in *room) (v any, err error) {
	p := parser{s: raw, room: in}
	v = p.value(s)
	if p.space(); !p.bad && p.i < len(raw) {
		p.bad = true
	}
	if p.bad {
		return nil, errInvalid
	}
	return v, nil
}

var errInvalid = errors.New("this is no valid JSON")

// parser stands at a place in a text. Once something is bad it has no more.
type parser struct {
	s    string
	i    int
	bad  bool
	body bool // of a draft: see appendBody
	room *room
}

// fail ends the text.
func (p *parser) fail() { p.bad, p.i = true, len(p.s) }

func (p *parser) space() {
	for p.i < len(p.s) && (p.s[p.i] == ' ' || p.s[p.i] == '\n' || p.s[p.i] == '\r' || p.s[p.i] == '\t') {
		p.i++
	}
}

// peek is the next byte that is no space, 0 at the end.
func (p *parser) peek() byte {
	p.space()
	if p.i == len(p.s) {
		return 0
	}
	return p.s[p.i]
}

// next passes over c, and says whether it was there.
func (p *parser) next(c byte) bool {
	if p.peek() != c {
		return false
	}
	p.i++
	return true
}

func (p *parser) value(s *shape) any {
	c := p.peek()
	switch {
	case s == nil, c == '{' && s.leaf():
		p.skip()
		return nil
	case c == '{':
		return p.object(s)
	case c == '[':
		return p.list(s)
	case c == '"':
		return p.room.text(p.text())
	}
	switch word := p.word(); word {
	case "null":
		return nil
	case "true":
		return true
	case "false":
		return false
	case "":
		p.fail()
		return nil
	default:
		return number(word)
	}
}

// word is a number, true, false or null.
func (p *parser) word() string {
	from := p.i
	for p.i < len(p.s) && !ends[p.s[p.i]] {
		p.i++
	}
	return p.s[from:p.i]
}

// ends are the bytes that no number, true, false or null has.
var ends = [256]bool{' ': true, '\n': true, '\r': true, '\t': true, ',': true, ':': true, ']': true, '}': true, '[': true, '{': true, '"': true}

const (
	everyByte = 0x0101010101010101
	highBits  = 0x8080808080808080
)

// quoted is a string with its quotes; escaped says that there is a backslash in it.
func (p *parser) quoted() (s string, escaped bool) {
	from := p.i
	i := from + 1
	for ; i+8 <= len(p.s); i += 8 { // eight bytes at once while there is nothing to see in them
		b := p.s[i : i+8]
		x := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 | uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		quotes, slashes := x^everyByte*'"', x^everyByte*'\\'
		// The lowest of these bits is right; those above it may be carried.
		if special := ((quotes-everyByte)&^quotes | (slashes-everyByte)&^slashes) & highBits; special != 0 {
			i += bits.TrailingZeros64(special) / 8
			break
		}
	}
	for ; i < len(p.s); i++ {
		switch p.s[i] {
		case '"':
			p.i = i + 1
			return p.s[from:p.i], escaped
		case '\\':
			escaped = true
			i++
		}
	}
	p.fail()
	return `""`, false
}

func (p *parser) text() string {
	s, escaped := p.quoted()
	if !escaped {
		return s[1 : len(s)-1]
	}
	b, err := jsontext.AppendUnquote(nil, s)
	if err != nil {
		p.fail()
	}
	return string(b)
}

// skip passes over a value.
func (p *parser) skip() {
	switch p.peek() {
	case '"':
		p.quoted()
		return
	case '{', '[':
	default:
		if p.word() == "" {
			p.fail()
		}
		return
	}
	for depth := 0; p.i < len(p.s); p.i++ {
		switch p.s[p.i] {
		case '"':
			p.quoted()
			p.i--
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				p.i++
				return
			}
		}
	}
	p.fail()
}

func (p *parser) object(s *shape) any {
	o := p.room.object()
	p.next('{')
	mended := false // a name had a stray space
	for more := !p.next('}'); more && !p.bad; more = p.more('}') {
		if p.body {
			p.field(o, s)
			continue
		}
		if p.peek() != '"' {
			p.fail()
			break
		}
		name := p.text()
		sub := s.in(name)
		if sub != nil {
		} else if trimmed := strings.TrimSpace(name); trimmed != name {
			// A stray space in a name is forgiven, except where the pointer of an origin would have to repeat it.
			if sub = s.in(trimmed); sub != nil && sub.mark {
				sub = nil
			}
			name, mended = trimmed, true
		}
		if !p.next(':') {
			p.fail()
			break
		}
		null := p.peek() == 'n'
		if v := p.value(sub); sub != nil && (v != nil || null) {
			if mended { // it may be there already
				o.fields.set(name, v)
			} else {
				p.room.add(o, len(s.fields), name, v)
			}
		}
	}
	return o
}

// field reads a member of an object in a body.
func (p *parser) field(o *object, s *shape) {
	i := int(p.peek()) - firstName
	if i < 0 || i >= len(s.numbered) || s.numbered[i] == nil {
		p.fail()
		return
	}
	p.i++
	p.room.add(o, len(s.fields), bodyNames[i], p.value(s.numbered[i]))
}

// list keeps an absent element for one that is of the wrong kind, so that the others keep their places.
func (p *parser) list(s *shape) any {
	p.next('[')
	if p.next(']') {
		return []any{}
	}
	from := len(p.room.listed)
	for more := true; more && !p.bad; more = p.more(']') {
		v := p.value(s)
		if _, isObject := v.(*object); !isObject && !s.leaf() && !s.any {
			v = nil
		}
		p.room.listed = append(p.room.listed, v)
	}
	return p.room.list(from)
}

// more passes over a comma, or the end.
func (p *parser) more(end byte) bool {
	switch {
	case p.next(','):
		return true
	case !p.next(end):
		p.fail()
	}
	return false
}
