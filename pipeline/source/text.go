package source

import (
	"bytes"
	"io"
)

// text is a window on the text of a document: what a cursor looks at without copying it.
type text struct {
	r     io.Reader
	buf   []byte
	pos   int   // the next byte
	end   int   // the end of what is read
	keep  int   // the first byte that must stay in the window; -1 if there is none before pos
	limit int   // most bytes to keep, 0 for no limit
	over  bool  // more than limit was asked for, and what was to be kept is gone
	base  int64 // offset of buf[0] in the document
	lines int64 // line ends before buf[count]
	count int
	err   error // why there is no more; io.EOF at the end
}

const (
	window      = 32 << 10
	largeWindow = 256 << 10 // of what is longer
)

func newText(d *Document) *text {
	t := &text{r: d.Body, keep: -1, base: d.start, lines: d.before, buf: make([]byte, window)}
	if d.start == 0 {
		head := t.ahead(len(utf8BOM), func([]byte) bool { return false })
		if bytes.HasPrefix(head, utf8BOM) {
			t.pos = len(utf8BOM)
		}
	}
	return t
}

// offset is the place of pos in the document.
func (t *text) offset() int64 { return t.base + int64(t.pos) }

// line is the number of the line of pos, from 1.
func (t *text) line() int64 {
	if t.pos > t.count {
		t.lines += int64(bytes.Count(t.buf[t.count:t.pos], []byte{'\n'}))
		t.count = t.pos
	}
	return t.lines + 1
}

// more reads on. It reports whether there are new bytes at what was end; positions in the window may have moved.
func (t *text) more() bool {
	if t.err != nil {
		return false
	}
	if t.keep >= 0 && t.limit > 0 && t.pos-t.keep > t.limit {
		t.keep, t.over = -1, true
	}
	from := t.pos
	if t.keep >= 0 {
		from = t.keep
	}
	if from == t.end || t.end == len(t.buf) {
		t.discard(from)
	}
	switch {
	case t.end == len(t.buf):
		t.buf = append(t.buf, make([]byte, len(t.buf))...)
	case t.base > 0 && len(t.buf) < largeWindow:
		t.buf = append(t.buf, make([]byte, largeWindow-len(t.buf))...)
	}
	for range 100 {
		n, err := t.r.Read(t.buf[t.end:])
		t.end += n
		t.err = err
		if n > 0 || err != nil {
			return n > 0
		}
	}
	t.err = io.ErrNoProgress
	return false
}

// discard lets go of the first n bytes of the window.
func (t *text) discard(n int) {
	if n > t.count {
		t.lines += int64(bytes.Count(t.buf[t.count:n], []byte{'\n'}))
		t.count = n
	}
	copy(t.buf, t.buf[n:t.end])
	t.end -= n
	t.pos -= n
	t.count -= n
	t.base += int64(n)
	if t.keep >= 0 {
		t.keep -= n
	}
}

// ahead reads until enough holds for what follows pos, or n bytes of it are read. It returns at most n bytes, and pos stays
// where it is. What is returned depends on how the reader delivers; what enough looks for must not.
func (t *text) ahead(n int, enough func(window []byte) bool) []byte {
	t.keep = t.pos
	for t.end-t.keep < n && !enough(t.buf[t.keep:t.end]) {
		t.pos = t.end
		if !t.more() {
			break
		}
	}
	t.pos, t.keep = t.keep, -1
	return t.buf[t.pos:min(t.end, t.pos+n)]
}

// skipTo goes to the next byte c, or to the end; it reports whether there is one.
func (t *text) skipTo(c byte) bool {
	for {
		if i := bytes.IndexByte(t.buf[t.pos:t.end], c); i >= 0 {
			t.pos += i
			return true
		}
		t.pos = t.end
		if !t.more() {
			return false
		}
	}
}

// broken is why the text could not be read to its end, nil if it could.
func (t *text) broken(at Origin) *Defect {
	if t.err == nil || t.err == io.EOF {
		return nil
	}
	d := *AsDefect(t.err, at)
	d.Origin = at
	return &d
}
