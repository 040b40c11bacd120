package source

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// Strict goes through the text of an object or array, and says of most strict JSON at a glance that it is: it never takes for valid
// what jsontext rejects, and what it does not know is not said to be wrong. A place is an offset in the text; 0, where the value
// itself begins, is none: there is no more, something is wrong, or it is written in a way that is seldom met.
type Strict struct {
	b     []byte
	names []span // of the objects that are open, the innermost last
	lines bool   // a line end inside a value ends it
	valid bool   // jsontext has checked the text, and what is seldom met is known too
}

// span is a name in an object, with its quotes. met has a bit for it and for each one before it in the object: a name whose bit
// is not there is new.
type span struct {
	from, to int
	met      uint64
}

// maxNames is how many names of one object are compared with each other.
const maxNames = 64

// Checked goes through the record of a Value, all of which is known.
func Checked(raw []byte) *Strict { return &Strict{b: raw, valid: true} }

// begin takes a text that is not checked.
func (s *Strict) begin(b []byte, lines bool) {
	s.b, s.names, s.lines, s.valid = b, s.names[:0], lines, false
}

// Text is what a Strict goes through. It may go on behind the value.
func (s *Strict) Text() []byte { return s.b }

// Length is how many bytes the object or array takes that the text begins with, at this depth; 0 where that is not known.
func (s *Strict) Length(level int) int {
	switch {
	case len(s.b) == 0:
		return 0
	case s.b[0] == '{':
		return s.object(0, level+1)
	case s.b[0] == '[':
		return s.array(0, level+1)
	}
	return 0
}

// Skip is the end of the value at i, level being the depth of what it stands in.
func (s *Strict) Skip(i, level int) int {
	switch {
	case i == 0:
		return 0
	case s.b[i] == '"':
		i, _ = s.Quoted(i)
		return i
	case s.b[i] == '{':
		return s.object(i, level+1)
	case s.b[i] == '[':
		return s.array(i, level+1)
	}
	return s.Scalar(i)
}

func (s *Strict) object(i, level int) int {
	names := s.Open()
	i, more := s.First(i, level, '}')
	for more {
		_, _, i = s.Name(i, names)
		i, more = s.Next(s.Skip(i, level), '}')
	}
	s.Close(names)
	return i
}

func (s *Strict) array(i, level int) int {
	i, more := s.First(i, level, ']')
	for more {
		i, more = s.Next(s.Skip(i, level), ']')
	}
	return i
}

// First is the place of the first name or element in the object or array at i, which is at this depth and ends with end, or that
// behind the end where there is none.
func (s *Strict) First(i, level int, end byte) (at int, more bool) {
	switch i = s.space(i + 1); {
	case i == len(s.b), level > MaxDepth:
		return 0, false
	case s.b[i] == end:
		return i + 1, false
	}
	return i, true
}

// Next is the place of the next name or element, i being the end of the last one, or that behind the end where there is none.
func (s *Strict) Next(i int, end byte) (at int, more bool) {
	if i < len(s.b) && s.b[i] <= ' ' {
		i = s.space(i)
	}
	switch {
	case i == len(s.b):
		return 0, false
	case s.b[i] == end:
		return i + 1, false
	case s.b[i] != ',':
		return 0, false
	}
	if i++; i < len(s.b) && s.b[i] <= ' ' {
		i = s.space(i)
	}
	if i == len(s.b) {
		return 0, false
	}
	return i, true
}

// Open begins the names of an object, for Name and Close.
func (s *Strict) Open() (names int) { return len(s.names) }

func (s *Strict) Close(names int) { s.names = s.names[:names] }

// Name is the name at i, with its quotes, and the place of its value. escaped says that there is a backslash in it.
func (s *Strict) Name(i, names int) (name []byte, escaped bool, at int) {
	if s.b[i] != '"' {
		return nil, false, 0
	}
	end, escaped := s.Quoted(i)
	if end == 0 || !s.valid && (escaped || !s.isNew(names, i, end)) {
		return nil, false, 0
	}
	name = s.b[i:end]
	if i = end; i < len(s.b) && s.b[i] != ':' {
		i = s.space(i)
	}
	if i == len(s.b) || s.b[i] != ':' {
		return nil, false, 0
	}
	if i++; i < len(s.b) && s.b[i] <= ' ' {
		i = s.space(i)
	}
	if i == len(s.b) {
		return nil, false, 0
	}
	return name, escaped, i
}

// isNew notes a name of the innermost object, and says whether it is new there.
func (s *Strict) isNew(names, from, to int) bool {
	name, met := s.b[from:to], uint64(0)
	if n := len(s.names); n > names {
		met = s.names[n-1].met
	}
	bit := uint64(1) << ((uint(len(name)) + 5*uint(name[1]) + 11*uint(name[len(name)-2])) % 64)
	if met&bit != 0 {
		for _, m := range s.names[names:] {
			if m.to-m.from == len(name) && bytes.Equal(s.b[m.from:m.to], name) {
				return false
			}
		}
	}
	s.names = append(s.names, span{from, to, met | bit})
	return len(s.names)-names <= maxNames
}

// space is the place of the next byte that is no white space, from i on; len(s.b) where there is none.
func (s *Strict) space(i int) int {
	for ; i < len(s.b); i++ {
		switch s.b[i] {
		case ' ', '\t', '\r':
		case '\n':
			if s.lines {
				return len(s.b)
			}
		default:
			return i
		}
	}
	return len(s.b)
}

const (
	everyByte = 0x0101010101010101
	highBits  = 0x8080808080808080
)

// Quoted is the end of the string at i, escaped says that there is a backslash in it. Eight bytes are looked at at once.
func (s *Strict) Quoted(i int) (end int, escaped bool) {
	b := s.b
	from := i
	for i++; ; {
		for i+8 <= len(b) {
			x := binary.LittleEndian.Uint64(b[i:])
			quotes, slashes := x^(everyByte*'"'), x^(everyByte*'\\')
			// The lowest of these bits is right; those above it may be carried.
			special := (x | (x - everyByte*' ') | ((quotes - everyByte) &^ quotes) | ((slashes - everyByte) &^ slashes)) & highBits
			if special != 0 {
				i += bits.TrailingZeros64(special) / 8
				break
			}
			i += 8
		}
		for i < len(b) && b[i] >= ' ' && b[i] != '"' && b[i] != '\\' && b[i] < utf8.RuneSelf {
			i++
		}
		switch {
		case i >= len(b):
			return 0, false
		case b[i] == '"':
			if i-from > MaxString && !s.valid {
				return 0, false
			}
			return i + 1, escaped
		case b[i] == '\\':
			escaped = true
			if i = s.escapeEnd(i); i == 0 {
				return 0, false
			}
		case b[i] < ' ':
			return 0, false
		}
		for i < len(b) && b[i] >= utf8.RuneSelf {
			r, size := utf8.DecodeRune(b[i:])
			if r == utf8.RuneError && size == 1 {
				return 0, false
			}
			i += size
		}
	}
}

// escapeEnd is the end of the escape at i. Surrogates are seldom met.
func (s *Strict) escapeEnd(i int) int {
	if i+1 >= len(s.b) {
		return 0
	}
	switch s.b[i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return i + 2
	case 'u':
	default:
		return 0
	}
	if i+6 > len(s.b) || (s.b[i+2] == 'd' || s.b[i+2] == 'D') && s.b[i+3] >= '8' && !s.valid {
		return 0
	}
	for _, c := range s.b[i+2 : i+6] {
		if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
			return 0
		}
	}
	return i + 6
}

// Scalar is the end of the number, true, false or null at i. One at the end of the text may go on.
func (s *Strict) Scalar(i int) int {
	switch s.b[i] {
	case 't':
		return s.literal(i, "true")
	case 'f':
		return s.literal(i, "false")
	case 'n':
		return s.literal(i, "null")
	}
	return s.number(i)
}

func (s *Strict) literal(i int, word string) int {
	if len(s.b)-i < len(word) || string(s.b[i:i+len(word)]) != word {
		return 0
	}
	return i + len(word)
}

func (s *Strict) number(i int) int {
	b := s.b
	digits := func() bool {
		from := i
		for i < len(b) && b[i] >= '0' && b[i] <= '9' {
			i++
		}
		return i > from
	}
	if b[i] == '-' {
		i++
	}
	if i < len(b) && b[i] == '0' {
		i++
	} else if !digits() {
		return 0
	}
	if i < len(b) && b[i] == '.' {
		if i++; !digits() {
			return 0
		}
	}
	if i < len(b) && (b[i] == 'e' || b[i] == 'E') {
		if i++; i < len(b) && (b[i] == '+' || b[i] == '-') {
			i++
		}
		if !digits() {
			return 0
		}
	}
	if i == len(b) {
		return 0
	}
	return i
}
