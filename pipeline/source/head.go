package source

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// HeadSize is how much of a document's decoded text a format may look at to recognise it.
const HeadSize = 64 << 10

// Head is the beginning of a document's text, and what it shows. All formats ask the same one: what it shows is found out once,
// when it is first asked for, and must not be changed. It is for one goroutine, and valid until the text behind it is read on.
type Head struct {
	Text []byte // at most HeadSize bytes; of a sheet its first rows as CSV

	keys, header, row once[[]string]
	pointers          once[map[string]bool]
	root              once[xml.Name]
}

// NewHead is the head of a text that begins with these bytes.
func NewHead(text []byte) *Head { return &Head{Text: text} }

// once is what was found out, if it was.
type once[T any] struct {
	known bool
	value T
}

func (o *once[T]) get(find func([]byte) T, text []byte) T {
	if !o.known {
		o.known, o.value = true, find(text)
	}
	return o.value
}

// TopKeys is the names of the first JSON value of the text, as far as the head shows them: of an object its keys, of an array
// the keys of its first element, each with */ before it. Nil means that there are none.
func (h *Head) TopKeys() []string { return h.keys.get(topKeys, h.Text) }

// Header is the column names of a CSV text or of a sheet, as far as the head shows them; of a text that is no CSV it is whatever
// the first line gives, and nil where that is JSON or XML.
func (h *Head) Header() []string {
	if h.nested() {
		return nil
	}
	return h.header.get(headerOf, h.Text)
}

// FirstRow is the values of the first row of a CSV text without a header, as far as the head shows it; else it is as Header.
func (h *Head) FirstRow() []string {
	if h.nested() {
		return nil
	}
	return h.row.get(firstRow, h.Text)
}

// nested says that the text is JSON or XML with something in it, which is no row of a table however many commas it has.
func (h *Head) nested() bool {
	_, root := h.XMLRoot()
	return root != "" || h.TopKeys() != nil
}

// XMLRoot is the namespace and the local name of the root element of the text; "" where the head shows none.
func (h *Head) XMLRoot() (space, name string) {
	root := h.root.get(rootOf, h.Text)
	return root.Space, root.Local
}

// Pointers are the places of the JSON documents in the text, as far as the head shows them: JSON Pointers with * for every element
// of an array.
func (h *Head) Pointers() map[string]bool { return h.pointers.get(pointersIn, h.Text) }

func topKeys(head []byte) []string {
	head = bytes.TrimLeftFunc(bytes.TrimPrefix(head, utf8BOM), func(r rune) bool { return r <= ' ' })
	if len(head) == 0 || head[0] != '{' && head[0] != '[' {
		return nil
	}
	dec := jsontext.NewDecoder(bytes.NewReader(head), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	var keys []string
	prefix := ""
	tok, err := dec.ReadToken()
	if err == nil && tok.Kind() == jsontext.KindBeginArray {
		prefix = "*/"
		tok, err = dec.ReadToken()
	}
	if err != nil || tok.Kind() != jsontext.KindBeginObject {
		return nil
	}
	for {
		name, err := dec.ReadToken()
		if err != nil || name.Kind() != jsontext.KindString {
			return keys
		}
		keys = append(keys, prefix+name.String())
		if dec.SkipValue() != nil {
			return keys
		}
	}
}

func headerOf(head []byte) []string {
	c := &rows{d: &Document{}, t: newText(&Document{Body: bytes.NewReader(head)})}
	c.sniff()
	h, _, f := c.header()
	if f != nil {
		return nil
	}
	return h.names
}

func firstRow(head []byte) []string {
	c := &rows{d: &Document{}, t: newText(&Document{Body: bytes.NewReader(head)})}
	c.sniff()
	values, _, f := c.row()
	if f != nil {
		return nil
	}
	return values
}

func rootOf(head []byte) xml.Name {
	head = bytes.TrimPrefix(head, utf8BOM)
	if text := bytes.TrimSpace(head); len(text) == 0 || text[0] != '<' && text[0] != '&' { // a space may be written as a reference
		return xml.Name{}
	}
	dec := xml.NewDecoder(bytes.NewReader(head))
	dec.Strict = false
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // decoded already
	for {
		tok, err := dec.Token()
		if err != nil {
			return xml.Name{}
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			return tok.Name
		case xml.CharData:
			if len(bytes.TrimSpace(tok)) > 0 {
				return xml.Name{}
			}
		}
	}
}

func pointersIn(head []byte) map[string]bool {
	d := jsontext.NewDecoder(bytes.NewReader(bytes.TrimPrefix(head, utf8BOM)), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	var top met
	for top.read(d, 0) {
	}
	seen := map[string]bool{}
	top.list("", seen)
	return seen
}

// met is what was met at a place of JSON documents: one place is mostly met many times.
type met struct {
	names    map[string]*met
	elements *met // of arrays
}

// read reads on in a value, up to the depth at which nothing is asked for.
func (m *met) read(d *jsontext.Decoder, depth int) bool {
	tok, err := d.ReadToken()
	if err != nil || depth > 64 {
		return false
	}
	switch tok.Kind() {
	case '{':
		for d.PeekKind() == '"' {
			name, err := d.ReadToken()
			if err != nil {
				return false
			}
			if !m.member(name.String()).read(d, depth+1) {
				return false
			}
		}
		_, err = d.ReadToken()
	case '[':
		if m.elements == nil {
			m.elements = &met{}
		}
		for k := d.PeekKind(); k != ']' && k != 0; k = d.PeekKind() {
			if !m.elements.read(d, depth+1) {
				return false
			}
		}
		_, err = d.ReadToken()
	}
	return err == nil
}

func (m *met) member(name string) *met {
	inner := m.names[name]
	if inner == nil {
		if m.names == nil {
			m.names = map[string]*met{}
		}
		inner = &met{}
		m.names[name] = inner
	}
	return inner
}

// list adds the pointers to all members below, and at is the one to here.
func (m *met) list(at string, seen map[string]bool) {
	for name, inner := range m.names {
		pointer := at + "/" + strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")
		seen[pointer] = true
		inner.list(pointer, seen)
	}
	if m.elements != nil {
		m.elements.list(at+"/*", seen)
	}
}
