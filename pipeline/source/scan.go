package source

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

const (
	plain = iota
	quote
	opening
	closing
	lineEnd
)

// kinds tells the bytes that matter outside strings from those that do not.
var kinds = [256]byte{'"': quote, '{': opening, '[': opening, '}': closing, ']': closing, '\n': lineEnd}

// space passes over white space and control characters between JSON documents; it reports whether anything follows.
func (w *walker) space() bool {
	t := w.t
	for {
		for ; t.pos < t.end; t.pos++ {
			if t.buf[t.pos] > ' ' {
				return true
			}
		}
		if !t.more() {
			return false
		}
	}
}

// next is the next byte inside a JSON document that is not white space; it is not consumed.
func (w *walker) next() (byte, error) {
	t := w.t
	for {
		for ; t.pos < t.end; t.pos++ {
			switch c := t.buf[t.pos]; c {
			case ' ', '\t', '\r':
			case '\n':
				if w.lines {
					return 0, errLineEnd
				}
			default:
				return c, nil
			}
		}
		if !t.more() {
			return 0, errTruncated
		}
	}
}

// pass goes from the first byte of a value at level to the byte after its last.
func (w *walker) pass(level int) error {
	t := w.t
	switch t.buf[t.pos] {
	case '"':
		return w.quoted()
	case '{', '[':
	default:
		return w.scalar()
	}
	depth := level
	for i := t.pos; ; {
		for i < t.end && kinds[t.buf[i]] == plain {
			i++
		}
		t.pos = i
		if i == t.end {
			if !t.more() {
				return errTruncated
			}
			i = t.pos
			continue
		}
		switch kinds[t.buf[i]] {
		case quote:
			if err := w.quoted(); err != nil {
				return err
			}
			i = t.pos
			continue
		case opening:
			depth++
			w.deep = w.deep || depth > MaxDepth
		case closing:
			depth--
			if depth == level {
				t.pos++
				return nil
			}
		case lineEnd:
			if w.lines {
				return errLineEnd
			}
		}
		i++
	}
}

// quoted passes over a string.
func (w *walker) quoted() error {
	t := w.t
	start := t.offset()
	t.pos++
	for i := t.pos; ; {
		for i < t.end && t.buf[i] != '"' && t.buf[i] != '\\' && t.buf[i] != '\n' {
			i++
		}
		t.pos = i
		if i == t.end || t.buf[i] == '\\' && i+1 == t.end {
			if !t.more() {
				t.pos = t.end
				return errTruncated
			}
			i = t.pos
			continue
		}
		switch t.buf[i] {
		case '"':
			t.pos++
			w.long = w.long || t.offset()-start > MaxString+2
			return nil
		case '\\':
			i++
			if t.buf[i] == '\n' && w.lines {
				return errLineEnd
			}
		case '\n':
			if w.lines {
				return errLineEnd
			}
		}
		i++
	}
}

// scalar passes over a number, true, false or null.
func (w *walker) scalar() error {
	t := w.t
	kept := t.keep
	if kept < 0 {
		t.keep, t.over = t.pos, false
		defer func() { t.keep = -1 }()
	}
	first := true
	for {
		for ; t.pos < t.end; t.pos++ {
			switch t.buf[t.pos] {
			case ' ', '\t', '\r', '\n', ',', ':', ']', '}', '[', '{', '"':
				if first {
					return syntax("a value is missing")
				}
				if kept < 0 && (t.over || !jsontext.Value(t.buf[t.keep:t.pos]).IsValid()) {
					return syntax("a value is no valid JSON")
				}
				return nil
			}
			first = false
		}
		if !t.more() {
			bad := kept < 0 && (t.over || !jsontext.Value(t.buf[t.keep:t.pos]).IsValid())
			if bad || t.broken(Origin{}) != nil {
				return errTruncated
			}
			return nil
		}
	}
}

// farAhead is how much of a text tells whether it is JSON Lines.
const farAhead = 1 << 20

// isLines says that a text is JSON Lines, as the walk takes it.
func isLines(d *Document) bool { return (&walker{t: newText(d)}).sniffLines() }

// sniffLines looks at the first three lines with something on them: the text is JSON Lines if two of them are a JSON
// object or array each. Where the lines are too long to look ahead, the walk finds out by itself.
func (w *walker) sniffLines() bool {
	const enough = 3
	filled := func(line []byte) bool { return len(bytes.TrimSpace(line)) > 0 }
	head := w.t.ahead(farAhead, func(window []byte) bool {
		n := 0
		for line := range bytes.Lines(window) {
			if filled(line) && line[len(line)-1] == '\n' {
				n++
			}
		}
		return n >= enough
	})
	seen, whole := 0, 0
	for line := range bytes.Lines(head) {
		if !filled(line) {
			continue
		}
		line = bytes.TrimSpace(line)
		if line[0] == '{' || line[0] == '[' {
			if jsontext.Value(line).IsValid(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)) {
				whole++
			}
		}
		if seen++; seen == enough {
			break
		}
	}
	return whole > 1
}
