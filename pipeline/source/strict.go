package source

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// strict knows most strict JSON at a glance. What it does not know is for jsontext to judge: it never accepts what that
// rejects, and what it passes over is not said to be wrong.
type strict struct {
	names []span // of the objects that are open, the innermost last
	lines bool   // a line end inside a value ends it
}

// span is a name in an object.
type span struct{ from, to int }

// maxNames is how many names of one object are compared with each other.
const maxNames = 64

// length is how many bytes the object or array takes that b begins with, at this depth; 0 where that is not known: where it
// goes on behind b, is something else, is wrong, or is written in a way that is seldom met.
func (s *strict) length(b []byte, level int) int {
	if len(b) == 0 || b[0] != '{' && b[0] != '[' {
		return 0
	}
	s.names = s.names[:0]
	return s.value(b, 0, level)
}

// space is the place of the next byte that is no white space; len(b) where there is none.
func (s *strict) space(b []byte, i int) int {
	for ; i < len(b); i++ {
		switch b[i] {
		case ' ', '\t', '\r':
		case '\n':
			if s.lines {
				return len(b)
			}
		default:
			return i
		}
	}
	return i
}

// value is the end of the value at i; 0 where it is not known, as of all that is called from here.
func (s *strict) value(b []byte, i, level int) int {
	if i >= len(b) {
		return 0
	}
	switch b[i] {
	case '"':
		i, _ = quotedEnd(b, i)
		return i
	case '{':
		return s.object(b, i, level+1)
	case '[':
		return s.array(b, i, level+1)
	case 't':
		return literal(b, i, "true")
	case 'f':
		return literal(b, i, "false")
	case 'n':
		return literal(b, i, "null")
	}
	return numberEnd(b, i)
}

func (s *strict) array(b []byte, i, level int) int {
	if level > MaxDepth {
		return 0
	}
	if i = s.space(b, i+1); i < len(b) && b[i] == ']' {
		return i + 1
	}
	for {
		if i = s.value(b, i, level); i == 0 {
			return 0
		}
		if i < len(b) && b[i] != ',' && b[i] != ']' {
			i = s.space(b, i)
		}
		switch {
		case i >= len(b):
			return 0
		case b[i] == ']':
			return i + 1
		case b[i] != ',':
			return 0
		}
		i = s.space(b, i+1)
	}
}

func (s *strict) object(b []byte, i, level int) int {
	if level > MaxDepth {
		return 0
	}
	if i = s.space(b, i+1); i < len(b) && b[i] == '}' {
		return i + 1
	}
	mine := len(s.names)
	for i < len(b) && b[i] == '"' {
		end, escaped := quotedEnd(b, i)
		if end == 0 || escaped || !s.name(b, mine, span{i + 1, end - 1}) {
			return 0
		}
		if i = end; i < len(b) && b[i] != ':' {
			i = s.space(b, i)
		}
		if i >= len(b) || b[i] != ':' {
			return 0
		}
		if i = s.value(b, s.space(b, i+1), level); i == 0 {
			return 0
		}
		if i < len(b) && b[i] != ',' && b[i] != '}' {
			i = s.space(b, i)
		}
		switch {
		case i >= len(b):
			return 0
		case b[i] == '}':
			s.names = s.names[:mine]
			return i + 1
		case b[i] != ',':
			return 0
		}
		i = s.space(b, i+1)
	}
	return 0
}

// name notes a name of the innermost object, whose names begin at mine, and says whether it is new.
func (s *strict) name(b []byte, mine int, n span) bool {
	if len(s.names)-mine >= maxNames {
		return false
	}
	name := b[n.from:n.to]
	for _, m := range s.names[mine:] {
		if m.to-m.from == len(name) && bytes.Equal(b[m.from:m.to], name) {
			return false
		}
	}
	s.names = append(s.names, n)
	return true
}

const (
	everyByte = 0x0101010101010101
	highBits  = 0x8080808080808080
)

// quotedEnd is the end of the string at i, escaped says that there is a backslash in it. Eight bytes are looked at at once.
func quotedEnd(b []byte, i int) (end int, escaped bool) {
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
			if i-from > MaxString {
				return 0, false
			}
			return i + 1, escaped
		case b[i] == '\\':
			escaped = true
			if i = escapeEnd(b, i); i == 0 {
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

// escapeEnd is the end of the escape at i. Surrogates are not known.
func escapeEnd(b []byte, i int) int {
	if i+1 >= len(b) {
		return 0
	}
	switch b[i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return i + 2
	case 'u':
	default:
		return 0
	}
	if i+6 > len(b) || (b[i+2] == 'd' || b[i+2] == 'D') && b[i+3] >= '8' {
		return 0
	}
	for _, c := range b[i+2 : i+6] {
		if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
			return 0
		}
	}
	return i + 6
}

func literal(b []byte, i int, word string) int {
	if len(b)-i < len(word) || string(b[i:i+len(word)]) != word {
		return 0
	}
	return i + len(word)
}

// numberEnd is the end of the number at i. One at the end of b may go on.
func numberEnd(b []byte, i int) int {
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
