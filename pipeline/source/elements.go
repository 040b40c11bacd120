package source

import (
	"errors"
	"fmt"
	"strings"
)

// elements goes through an XML text. It finds where elements end by their tags alone; that a record is well-formed is for
// encoding/xml to say, and a record that is not can so be passed over.
type elements struct {
	d        *Document
	t        *text
	patterns [][]string
	yield    func(Element, error) bool
	names    map[string]string
	tag      int64 // offset of the tag that is being read; -1 if none is
	record   int64 // offset of the record that is being read and kept; -1 if none is
	inside   bool  // a record is being read, kept or not
	bad      bool  // something in it is certainly not well-formed
}

func broken(message string) error { return &fault{"xml.syntax", message} }

func (w *elements) origin(at string, offset int64) Origin {
	return Origin{Digest: w.d.Digest, Member: w.d.Member, Fragment: at, Offset: offset}
}

func (w *elements) document() {
	err := w.root()
	if err == nil || err == errStop {
		return
	}
	var f *fault
	if !errors.As(err, &f) {
		panic(err)
	}
	if d := w.t.broken(w.origin("", w.t.offset())); d != nil && f == errNoMarkup {
		w.yield(Element{}, d)
		return
	}
	w.yield(Element{}, &Defect{Scope: WholeDocument, Origin: w.origin("", w.t.offset()), Reason: f.reason, Message: f.message,
		Kept: keptUntil, Next: nextFile})
}

// root reads the one element of a document and what may stand around it.
func (w *elements) root() error {
	for seen := false; ; {
		m, err := w.next(true)
		switch {
		case err == errNoMarkup && w.tag < 0 && w.t.broken(Origin{}) == nil:
			if !seen {
				return broken("there is no element")
			}
			return nil
		case err != nil:
			return err
		case m.kind == '/' || seen:
			return broken("something follows the root element")
		}
		seen = true
		if err := w.element(m, "", map[string]int{}, 1, w.patterns, nil); err != nil {
			return err
		}
	}
}

// element reads the element that m begins; level is that of its name in the patterns.
func (w *elements) element(m markup, at string, counts map[string]int, level int, live [][]string, scope map[string]string) error {
	local := local(m.name)
	counts[local]++
	at = fmt.Sprintf("%s/%s[%d]", at, local, counts[local])
	var below [][]string
	for _, p := range live {
		if len(p) >= level && (p[level-1] == local || p[level-1] == "*") {
			if len(p) == level {
				return w.unit(m, at, scope)
			}
			below = append(below, p)
		}
	}
	if m.kind == '0' {
		return nil
	}
	if below == nil {
		return w.pass()
	}
	scope = scoped(scope, m.raw)
	name, inner := m.name, map[string]int{}
	for {
		m, err := w.next(false)
		if err != nil {
			return err
		}
		if m.kind == '/' {
			if m.name != name {
				return broken("an element ends that did not begin")
			}
			return nil
		}
		if err := w.element(m, at, inner, level+1, below, scope); err != nil {
			return err
		}
	}
}

// pass goes behind the end of an element that nobody wants.
func (w *elements) pass() error {
	for depth := 1; depth > 0; {
		m, err := w.next(false)
		if err != nil {
			return err
		}
		switch m.kind {
		case '<':
			depth++
		case '/':
			depth--
		}
	}
	return nil
}

// unit yields the element that m begins.
func (w *elements) unit(m markup, at string, scope map[string]string) error {
	t := w.t
	w.record, w.inside, w.bad = m.offset, true, false
	err, deep := w.end(m)
	kept := w.record >= 0
	w.record, w.inside = -1, false
	if err != nil && (err != errNoMarkup || t.broken(Origin{}) != nil) {
		return err
	}
	o := w.origin(at, m.offset)
	o.Length = t.offset() - o.Offset
	w.d.units++
	var node *Node
	var f *fault
	switch raw := []byte(nil); {
	case err != nil:
		f = &fault{"xml.truncated", "the text ends inside this element"}
	case !kept || o.Length > MaxRecord:
		f = &fault{"xml.too_large", fmt.Sprintf("the element is larger than %d MiB", MaxRecord>>20)}
	case deep:
		f = &fault{"xml.depth", fmt.Sprintf("the record has elements more than %d deep", MaxDepth)}
	default:
		raw = t.buf[m.offset-t.base : t.pos]
		node, f = parse(raw, scope)
		if f == nil && w.bad {
			f = &fault{"xml.syntax", "the element is not well-formed"}
		}
	}
	if f == nil {
		if !w.yield(Element{o, node}, nil) {
			return errStop
		}
		return nil
	}
	if !w.yield(Element{}, &Defect{Scope: WholeRecord, Origin: o, Reason: f.reason, Message: f.message, Kept: "the other records", Next: nextFile}) || err != nil {
		return errStop
	}
	return nil
}

// end goes behind the end of the record that m begins. Where tags in it do not match, the next end tag of its name that no
// start tag of that name in it accounts for is taken for its end, so that one bad record does not cost the others.
func (w *elements) end(m markup) (err error, deep bool) {
	if m.kind == '0' {
		return nil, false
	}
	open := []string{m.name}
	own, depth := 1, 1
	for {
		in, err := w.next(false)
		if err != nil {
			return err, deep
		}
		switch {
		case in.kind == '<':
			if in.name == m.name {
				own++
			}
			if depth++; depth <= MaxDepth {
				open = append(open, in.name)
			}
			deep = deep || depth > MaxDepth
		case in.kind == '/':
			if depth <= MaxDepth && open[depth-1] != in.name {
				w.bad = true
			}
			if in.name == m.name {
				if own--; own == 0 {
					w.bad = w.bad || depth != 1
					return nil, deep
				}
			}
			if depth > 1 {
				depth--
				open = open[:min(depth, len(open))]
			}
		}
	}
}

func local(name string) string { return name[strings.LastIndexByte(name, ':')+1:] }
