package ocds

import (
	"errors"
	"math/bits"
)

var errBody = errors.New("this is no body of a draft")

// readBody is the tree in a body. Its texts are parts of the body, its objects of the room.
func readBody(body string, in *room) (*object, error) {
	r := bodyReader{s: body, room: in}
	o, ok := r.value(draftRelease).(*object)
	if !ok || r.bad || r.i < len(r.s) {
		return nil, errBody
	}
	return o, nil
}

// bodyReader stands at a place in a body. Once something is bad it has no more.
type bodyReader struct {
	s    string
	i    int
	bad  bool
	room *room
}

// fail ends the body.
func (r *bodyReader) fail() { r.bad, r.i = true, len(r.s) }

// next passes over c, and says whether it was there.
func (r *bodyReader) next(c byte) bool {
	if r.i == len(r.s) || r.s[r.i] != c {
		return false
	}
	r.i++
	return true
}

// more passes over a comma, or the end.
func (r *bodyReader) more(end byte) bool {
	switch {
	case r.next(','):
		return true
	case !r.next(end):
		r.fail()
	}
	return false
}

func (r *bodyReader) value(s *shape) any {
	switch {
	case r.i == len(r.s):
	case r.s[r.i] == '{' && !s.leaf():
		return r.object(s)
	case r.s[r.i] == '[':
		return r.list(s)
	case r.s[r.i] == '"':
		return r.room.text(r.text())
	}
	switch word := r.word(); {
	case word == "null":
	case word == "true":
		return true
	case word == "false":
		return false
	case word != "" && (word[0] == '-' || word[0] >= '0' && word[0] <= '9'):
		return number{r.room.text(word)}
	default:
		r.fail()
	}
	return nil
}

func (r *bodyReader) object(s *shape) any {
	o := r.room.object()
	r.next('{')
	for more := !r.next('}'); more; more = r.more('}') {
		w := r.name()
		sub := s.of(w)
		if sub == nil {
			r.fail()
			break
		}
		r.room.add(o, len(s.fields), w, r.value(sub))
	}
	return o
}

// name is a name, nil where none stands.
func (r *bodyReader) name() *word {
	if r.i == len(r.s) || r.s[r.i] < firstName || int(r.s[r.i]-firstName) >= len(vocabulary) {
		return nil
	}
	r.i++
	return &vocabulary[r.s[r.i-1]-firstName]
}

func (r *bodyReader) list(s *shape) any {
	r.next('[')
	if r.next(']') {
		return noElements
	}
	from := len(r.room.listed)
	for more := true; more; more = r.more(']') {
		v := r.value(s)
		if _, isObject := v.(*object); !isObject && !s.leaf() {
			v = nil
		}
		r.room.listed = append(r.room.listed, v)
	}
	return r.room.list(from)
}

// word is a number, true, false or null.
func (r *bodyReader) word() string {
	from := r.i
	for r.i < len(r.s) && r.s[r.i] != ',' && r.s[r.i] != ']' && r.s[r.i] != '}' {
		r.i++
	}
	return r.s[from:r.i]
}

// text is a string without its quotes.
func (r *bodyReader) text() string {
	s, escaped := r.quoted()
	if !escaped {
		return s[1 : len(s)-1]
	}
	s, err := r.room.unquoted(s)
	if err != nil {
		r.fail()
	}
	return s
}

const (
	everyByte = 0x0101010101010101
	highBits  = 0x8080808080808080
)

// quoted is a string with its quotes; escaped says that there is a backslash in it.
func (r *bodyReader) quoted() (s string, escaped bool) {
	from := r.i
	i := from + 1
	for ; i+8 <= len(r.s); i += 8 { // eight bytes at once while there is nothing to see in them
		b := r.s[i : i+8]
		x := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 | uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		quotes, slashes := x^everyByte*'"', x^everyByte*'\\'
		// The lowest of these bits is right; those above it may be carried.
		if special := ((quotes-everyByte)&^quotes | (slashes-everyByte)&^slashes) & highBits; special != 0 {
			i += bits.TrailingZeros64(special) / 8
			break
		}
	}
	for ; i < len(r.s); i++ {
		switch r.s[i] {
		case '"':
			r.i = i + 1
			return r.s[from:r.i], escaped
		case '\\':
			escaped = true
			i++
		}
	}
	r.fail()
	return `""`, false
}
