package source

import (
	"bytes"
	"fmt"
	"regexp"
	"unicode/utf8"
)

// markup is a tag. Comments, CDATA and processing instructions are passed over.
type markup struct {
	kind   byte // '<' for a start tag, '/' for an end tag, '0' for an empty element
	name   string
	offset int64
	raw    []byte // of a start tag: what is between its < and >; valid until the next one
}

var (
	errNoMarkup = &fault{"xml.truncated", "the text ends inside an element"}
	errTag      = &fault{"xml.too_large", fmt.Sprintf("a tag is larger than %d MiB", MaxTag>>20)}
)

// next is the next tag; it is consumed. top says that only space may stand before it.
func (w *elements) next(top bool) (markup, error) {
	t := w.t
	for {
		w.tag = -1
		i := bytes.IndexByte(t.buf[t.pos:t.end], '<')
		between := t.buf[t.pos:t.end]
		if i >= 0 {
			between = between[:i]
		}
		if top && len(bytes.TrimSpace(between)) > 0 {
			return markup{}, broken("there is text outside of the root element")
		}
		if i < 0 {
			t.pos = t.end
			if !w.more() {
				return markup{}, errNoMarkup
			}
			continue
		}
		t.pos += i
		w.tag = t.offset()
		if !w.need(2) {
			return markup{}, errNoMarkup
		}
		switch c := t.buf[t.pos+1]; {
		case c == '!' || c == '?':
			if err := w.special(c); err != nil {
				return markup{}, err
			}
		case c == '/' || nameByte(c):
			return w.readTag()
		case w.inside:
			w.bad = true
			t.pos++
		default:
			return markup{}, broken("there is a < that begins no tag")
		}
	}
}

func nameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':' || c >= utf8.RuneSelf
}

// A document type that is a name and no more defines nothing, so that it is passed over; nmap writes one.
const maxDoctype = 256

var bareDoctype = regexp.MustCompile(`^<!DOCTYPE[ \t\r\n]+[A-Za-z_:][A-Za-z0-9_:.-]*[ \t\r\n]*>`)

// special passes over a comment, CDATA or a processing instruction.
func (w *elements) special(c byte) error {
	t := w.t
	end := "?>"
	if c == '!' {
		w.need(len("<![CDATA["))
		head := t.buf[t.pos:t.end]
		switch {
		case bytes.HasPrefix(head, []byte("<!--")):
			end = "-->"
			t.pos += 4
		case bytes.HasPrefix(head, []byte("<![CDATA[")):
			end = "]]>"
			t.pos += 9
		case bytes.HasPrefix(head, []byte("<!DOCTYPE")):
			w.need(maxDoctype)
			if m := bareDoctype.Find(t.buf[t.pos:min(t.end, t.pos+maxDoctype)]); m != nil && !w.inside {
				t.pos += len(m)
				w.tag = -1
				return nil
			}
			return &fault{"xml.doctype", "the document declares a document type, which may define what its text means and is not read"}
		default:
			return broken("there is a declaration that is none")
		}
	} else {
		t.pos += 2
	}
	w.tag = -1
	for {
		if i := bytes.Index(t.buf[t.pos:t.end], []byte(end)); i >= 0 {
			t.pos += i + len(end)
			return nil
		}
		t.pos = max(t.pos, t.end-len(end)+1)
		if !w.more() {
			t.pos = t.end
			return errNoMarkup
		}
	}
}

// readTag reads the tag at pos to its end.
func (w *elements) readTag() (markup, error) {
	t := w.t
	var quote byte
	for i := t.pos + 1; ; i++ {
		if i == t.end {
			t.pos = t.end
			if t.offset()-w.tag > MaxTag {
				return markup{}, errTag
			}
			if !w.more() {
				return markup{}, errNoMarkup
			}
			i = t.pos
		}
		switch c := t.buf[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '<':
			return w.openTag(i)
		case c == '>':
			t.pos = i + 1
			return w.tagOf(t.buf[w.tag-t.base+1 : i]), nil
		}
	}
}

// openTag is what a < inside a tag, at i, means: the record is broken, or the document is.
func (w *elements) openTag(i int) (markup, error) {
	if !w.inside {
		return markup{}, broken("a tag is not closed")
	}
	w.bad = true
	w.t.pos = i
	return w.next(false)
}

func (w *elements) tagOf(raw []byte) markup {
	m := markup{kind: '<', offset: w.tag, raw: raw}
	switch {
	case raw[0] == '/':
		m.kind, raw = '/', raw[1:]
	case raw[len(raw)-1] == '/':
		m.kind, raw = '0', raw[:len(raw)-1]
	}
	if i := bytes.IndexAny(raw, " \t\r\n"); i >= 0 {
		raw = raw[:i]
	}
	name, known := w.names[string(raw)]
	if !known {
		name = string(raw)
		if len(w.names) < 10000 {
			w.names[name] = name
		}
	}
	m.name = name
	w.tag = -1
	return m
}

// more reads on and keeps what is still needed: the record, unless it is too large already, and the tag.
func (w *elements) more() bool {
	t := w.t
	if w.record >= 0 && t.offset()-w.record > MaxRecord {
		w.record = -1
	}
	t.keep = -1
	switch {
	case w.record >= 0:
		t.keep = int(w.record - t.base)
	case w.tag >= 0:
		t.keep = int(w.tag - t.base)
	}
	return t.more()
}

// need reads on until n bytes from pos are there.
func (w *elements) need(n int) bool {
	for w.t.end-w.t.pos < n {
		if !w.more() {
			return false
		}
	}
	return true
}
