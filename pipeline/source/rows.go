package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// rows goes through a CSV text.
type rows struct {
	d       *Document
	t       *text
	comma   byte
	eol     byte
	n       int64 // rows begun
	columns int   // 0 before the header is known
	cuts    []cut
}

// cut is a value in the bytes of a row.
type cut struct {
	from, to int
	doubled  bool // it has doubled quotes
}

var (
	errNoRow = &fault{}
	errOpen  = &fault{"csv.quote", "a quote is opened and not closed"}
)

func (c *rows) origin() Origin {
	return Origin{Digest: c.d.Digest, Member: c.d.Member, Fragment: fmt.Sprintf("row=%d", c.n), Offset: c.t.offset()}
}

// sniff finds out how lines end and what separates columns.
func (c *rows) sniff() {
	head := c.t.ahead(HeadSize, func(window []byte) bool { return len(firstLine(window, '\n')) < len(window) })
	c.eol = '\n'
	line := firstLine(head, '\n')
	if len(line) == len(head) && bytes.IndexByte(head, '\r') >= 0 {
		c.eol = '\r'
		line = firstLine(head, '\r')
	}
	counts, open := [256]int{}, false
	for _, b := range line {
		if b == '"' {
			open = !open
		}
		if !open {
			counts[b]++
		}
	}
	c.comma = ','
	for _, b := range []byte(";\t|") {
		if counts[b] > counts[c.comma] {
			c.comma = b
		}
	}
}

// firstLine is the text up to the end of the first line with something on it, an end that is not inside quotes.
func firstLine(text []byte, eol byte) []byte {
	open, filled := false, false
	for i, b := range text {
		switch {
		case b == '"':
			open, filled = !open, true
		case b == eol && !open && filled:
			return text[:i]
		case b != '\n' && b != '\r':
			filled = true
		}
	}
	return text
}

// dosEnd is the mark with which DOS ended a text.
const dosEnd = 0x1a

// named makes a header of names that the document does not hold.
func named(columns []string) *header {
	h := &header{columns, map[string]int{}}
	for i, name := range columns {
		h.index[name] = i
	}
	return h
}

// header reads the first row.
func (c *rows) header() (*header, Origin, *fault) {
	names, o, f := c.row()
	if f != nil {
		return nil, o, f
	}
	h, f := newHeader(names)
	c.columns = len(names)
	return h, o, f
}

// newHeader makes a header of the first row. The names lose the spaces around them; an empty one names nothing. A name that
// comes again gets its number, as spreadsheets and data frames have it: amount, amount (2).
func newHeader(names []string) (*header, *fault) {
	h := &header{names, map[string]int{}}
	for i, name := range names {
		names[i] = strings.TrimSpace(name)
		if strings.IndexByte(name, 0) >= 0 {
			return nil, &fault{"csv.header", "the header has zero bytes, as UTF-16 without a byte-order mark would"}
		}
	}
	taken, last := map[string]bool{}, map[string]int{}
	for _, name := range names {
		taken[name] = true
	}
	for i, name := range names {
		if name == "" {
			continue
		}
		n := last[name] + 1
		for n > 1 && taken[names[i]] {
			names[i] = fmt.Sprintf("%s (%d)", name, n)
			n++
		}
		last[name] = max(n-1, 1)
		h.index[names[i]] = i
	}
	return h, nil
}

// line reads on to the end of the line and moves pos behind its line end. length is that of all that is kept, without the
// line end. Where the row would pass MaxRow it is too long, and pos is somewhere in the line.
func (c *rows) line() (length int, tooLong bool) {
	t := c.t
	for {
		i := bytes.IndexByte(t.buf[t.pos:t.end], c.eol)
		if i < 0 {
			t.pos = t.end
			length = t.end - t.keep
			if length <= MaxRow && t.more() {
				continue
			}
			return length, length > MaxRow
		}
		length = t.pos + i - t.keep
		if length > MaxRow {
			return length, true
		}
		t.pos += i + 1
		if c.eol == '\n' && length > 0 && t.buf[t.keep+length-1] == '\r' {
			length--
		}
		return length, false
	}
}

// row reads the next row that is not empty. The fault is errNoRow at the end, also where the text breaks off in a row.
func (c *rows) row() ([]string, Origin, *fault) {
	t := c.t
	defer func() { t.keep = -1 }()
	for {
		t.keep = -1
		if t.pos == t.end && !t.more() {
			return nil, c.origin(), errNoRow
		}
		c.n++
		o := c.origin()
		t.keep = t.pos
		length, tooLong := c.line()
		if tooLong {
			t.keep = -1
			found := t.skipTo(c.eol)
			o.Length = t.offset() - o.Offset
			if found {
				t.pos++
			}
			return nil, o, &fault{"csv.too_large", fmt.Sprintf("the row is larger than %d MiB", MaxRow>>20)}
		}
		if length == 0 || length == 1 && t.buf[t.keep] == dosEnd {
			continue
		}
		first, after := length, t.pos-t.keep
		length, f := c.split(length)
		if (t.keep+length == t.end || t.pos == t.end && f == errOpen) && t.broken(o) != nil {
			t.pos = t.keep
			return nil, o, errNoRow
		}
		if f != nil && f.reason == "csv.quote" {
			length, t.pos = first, t.keep+after
		}
		o.Length = int64(length)
		if f != nil {
			return nil, o, f
		}
		values, f := c.values(t.buf[t.keep : t.keep+length])
		return values, o, f
	}
}

// split cuts what is kept, a line of this length, into values, and reads more lines while a quote is open. It returns the
// length of the row.
func (c *rows) split(length int) (int, *fault) {
	t := c.t
	c.cuts = c.cuts[:0]
	value, open := cut{}, false // the value being read, and whether it is inside quotes
	i, start := 0, 0            // the next byte, and the first one of the line
	inside, whole := 0, 0       // lines entirely inside quotes, and those among them that look like rows
	for lines := 1; ; lines++ {
		b := t.buf[t.keep : t.keep+length]
		for {
			if !open {
				if i < len(b) && b[i] == '"' {
					i++
					value, open = cut{from: i}, true
					continue
				}
				j := bytes.IndexByte(b[i:], c.comma)
				if j < 0 {
					c.cuts = append(c.cuts, cut{from: i, to: len(b)})
					break
				}
				c.cuts = append(c.cuts, cut{from: i, to: i + j})
				i += j + 1
				continue
			}
			j := bytes.IndexByte(b[i:], '"')
			if j < 0 {
				i = len(b)
				break
			}
			i += j + 1
			if i < len(b) && b[i] == '"' {
				i++
				value.doubled = true
				continue
			}
			value.to, open = i-1, false
			c.cuts = append(c.cuts, value)
			if i == len(b) {
				break
			}
			if b[i] != c.comma {
				return length, &fault{"csv.quote", "a quoted value has something between its closing quote and the next separator"}
			}
			i++
		}
		if !open {
			break
		}
		if lines > 1 {
			inside++
			if bytes.Count(b[start:], []byte{c.comma}) == c.columns-1 {
				whole++
			}
		}
		start = t.pos - t.keep
		tooLong := lines == MaxLines || t.pos == t.end && !t.more()
		if !tooLong {
			length, tooLong = c.line()
		}
		if tooLong {
			return length, errOpen
		}
	}
	switch {
	case c.columns == 0 || len(c.cuts) == c.columns && (inside == 0 || whole < inside || c.columns < 3):
		return length, nil
	case start > 0:
		return length, &fault{"csv.quote", "a quoted value takes in whole rows: a quote is opened and not closed"}
	}
	return length, &fault{"csv.ragged", "the row has another number of values than the header"}
}

// values is the values of a row that has been split.
func (c *rows) values(row []byte) ([]string, *fault) {
	if !utf8.Valid(row) {
		return nil, &fault{"csv.utf8", "the row has text that is no valid UTF-8"}
	}
	s := string(row)
	values := make([]string, len(c.cuts))
	for i, k := range c.cuts {
		values[i] = s[k.from:k.to]
		if k.doubled {
			values[i] = strings.ReplaceAll(values[i], `""`, `"`)
		}
	}
	return values, nil
}
