package source

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// walker goes through a text of JSON documents. It finds where values end by their brackets and quotes alone; that a
// record is valid is for jsontext to say, and a record that is not can so be passed over.
type walker struct {
	d        *Document
	t        *text
	patterns [][]string
	yield    func(Value, error) bool
	read     func(s *Strict, level int) int // how long a record is that is known at a glance to be strict
	strict   Strict
	check    *jsontext.Decoder
	lines    bool // each line is a JSON document: none goes on after the end of its line
	deep     bool // the value just passed over is nested deeper than MaxDepth
	long     bool // a string in it is longer than MaxString
}

// fault is why the walk cannot go on inside a JSON document.
type fault struct{ reason, message string }

func (f *fault) Error() string { return f.message }

var (
	errStop      = errors.New("the reader of the records wants no more")
	errTruncated = &fault{"json.truncated", "the text ends inside a JSON value"}
	errLineEnd   = &fault{"json.syntax", "the line ends inside a JSON value"}
)

const (
	nextFile  = "ask the publisher for a valid file, or mend it, and run again"
	keptUntil = "the records before this place"
)

func syntax(message string) error { return &fault{"json.syntax", message} }

func splitPointer(p string) []string {
	if p == "" {
		return nil
	}
	parts := strings.Split(strings.TrimPrefix(p, "/"), "/")
	for i, part := range parts {
		parts[i] = strings.ReplaceAll(strings.ReplaceAll(part, "~1", "/"), "~0", "~")
	}
	return parts
}

// documents walks one JSON document after the other.
func (w *walker) documents() {
	t := w.t
	in := w.d.from
	w.lines = w.d.lines || in == nil && w.d.to == nil && w.sniffLines()
	single, last := 0, int64(0) // documents on one line of their own so far, one after the other
	for first := w.d.before == 0 || in != nil; ; first = false {
		if in == nil && !w.space() {
			if d := t.broken(w.origin("", t.offset())); d != nil {
				w.yield(Value{}, d)
			}
			return
		}
		line, start, at := t.line(), t.offset(), ""
		if !first {
			at = fmt.Sprintf("line=%d", line)
		}
		var err error
		if in == nil {
			err = w.value(at, 0, w.patterns)
		} else {
			line, err, in = in.line, w.resume(in), nil
		}
		switch {
		case err == errStop:
			return
		case err != nil && !w.fail(err, at, start):
			return
		}
		switch {
		case t.line() != line:
			single = 0
		case line != last:
			single++
		}
		last = line
		w.lines = w.lines || single > 1
	}
}

// fail reports what ended the walk through a JSON document and says whether there is a next one to go on with.
func (w *walker) fail(err error, at string, start int64) bool {
	t := w.t
	var f *fault
	if !errors.As(err, &f) {
		panic(err)
	}
	if d := t.broken(w.origin(at, t.offset())); d != nil && f == errTruncated {
		w.yield(Value{}, d)
		return false
	}
	d := &Defect{Scope: WholeDocument, Origin: w.origin(at, t.offset()), Reason: f.reason, Message: f.message, Kept: keptUntil, Next: nextFile}
	if w.lines {
		t.skipTo('\n')
		d.Scope, d.Kept = WholeRecord, "the other lines"
		d.Origin.Offset, d.Origin.Length = start, t.offset()-start
		w.d.units++
	}
	return w.yield(Value{}, d) && w.lines
}

func (w *walker) origin(at string, offset int64) Origin {
	return Origin{Digest: w.d.Digest, Member: w.d.Member, Fragment: at, Offset: offset}
}

// end says that one of the patterns points at a value at level.
func end(live [][]string, level int) bool {
	return slices.ContainsFunc(live, func(p []string) bool { return len(p) == level })
}

// inMember are the patterns that match a member of an object at level, inElements those that match the elements of an array.
func inMember(live [][]string, level int, name string) (below [][]string) {
	for _, p := range live {
		if p[level] == name && name != "*" || p[level] == "{*}" {
			below = append(below, p)
		}
	}
	return below
}

func inElements(live [][]string, level int) (below [][]string) {
	for _, p := range live {
		if p[level] == "*" {
			below = append(below, p)
		}
	}
	return below
}

// value walks a value at level, of which the live patterns match the way down to it.
func (w *walker) value(at string, level int, live [][]string) error {
	if end(live, level) {
		return w.record(at, level)
	}
	switch w.t.buf[w.t.pos] {
	case '{':
		return w.object(at, level, live)
	case '[':
		return w.array(at, level, live)
	}
	return w.pass(level)
}

func (w *walker) object(at string, level int, live [][]string) error {
	t := w.t
	t.pos++
	c, err := w.next()
	if c == '}' {
		t.pos++
		return nil
	}
	return w.members(at, level, live, map[string]bool{}, c, err)
}

// members walks the rest of an object, from the name that begins with c; of what is in it these names were met.
func (w *walker) members(at string, level int, live [][]string, seen map[string]bool, c byte, err error) error {
	t := w.t
	for ; err == nil; c, err = w.next() {
		if c != '"' {
			return syntax("an object has something other than a name in double quotes where a name belongs")
		}
		name, err := w.name()
		if err != nil {
			return err
		}
		if c, err = w.next(); err != nil {
			return err
		}
		if c != ':' {
			return syntax("a name in an object has no colon after it")
		}
		t.pos++
		if _, err = w.next(); err != nil {
			return err
		}
		below := inMember(live, level, name)
		if below == nil {
			err = w.pass(level + 1)
		} else if seen[name] {
			return &fault{"json.duplicate_key", "the object around the records has one name twice"}
		} else {
			seen[name] = true
			err = w.value(at+"/"+escapePointer(name), level+1, below)
		}
		if err != nil {
			return err
		}
		if closed, err := w.memberEnds(); closed || err != nil {
			return err
		}
	}
	return err
}

// memberEnds goes on behind the value of a member of an object, and says whether that ends there.
func (w *walker) memberEnds() (closed bool, err error) {
	c, err := w.next()
	if err != nil {
		return false, err
	}
	w.t.pos++
	if c != ',' && c != '}' {
		return false, syntax("an object has no comma or closing brace after a value")
	}
	return c == '}', nil
}

func escapePointer(name string) string {
	return strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")
}

func (w *walker) array(at string, level int, live [][]string) error {
	t := w.t
	below := inElements(live, level)
	if below == nil {
		return w.pass(level)
	}
	t.pos++
	if c, _ := w.next(); c == ']' {
		t.pos++
		return nil
	}
	return w.elements(at, level, below, 0)
}

// elements walks the rest of an array, from the element with this index.
func (w *walker) elements(at string, level int, below [][]string, i int) error {
	_, err := w.next()
	for ; err == nil; i++ {
		if err := w.value(at+"/"+strconv.Itoa(i), level+1, below); err != nil {
			return err
		}
		if closed, err := w.elementEnds(); closed || err != nil {
			return err
		}
		if to := w.d.to; to != nil && w.t.offset() == to.offset {
			return errStop
		}
		_, err = w.next()
	}
	return err
}

// elementEnds goes on behind an element of an array, and says whether that ends there.
func (w *walker) elementEnds() (closed bool, err error) {
	c, err := w.next()
	if err != nil {
		return false, err
	}
	w.t.pos++
	if c != ',' && c != ']' {
		return false, syntax("an array has no comma or closing bracket after a value")
	}
	return c == ']', nil
}

// name reads a name in an object.
func (w *walker) name() (string, error) {
	t := w.t
	t.keep, t.over = t.pos, false
	defer func() { t.keep = -1 }()
	if err := w.quoted(); err != nil {
		return "", err
	}
	if t.over {
		return "", &fault{"json.too_large", "a name in an object is larger than a record may be"}
	}
	name, err := jsontext.AppendUnquote(nil, t.buf[t.keep:t.pos])
	if err != nil {
		return "", syntax("a name in an object is no valid string")
	}
	return string(name), nil
}

// record yields the value that begins here.
func (w *walker) record(at string, level int) error {
	t := w.t
	start := t.offset()
	w.strict.begin(t.buf[t.pos:t.end], w.lines)
	if n := w.read(&w.strict, level); n > 0 && n <= MaxRecord {
		raw := t.buf[t.pos : t.pos+n]
		t.pos += n
		w.d.units++
		o := w.origin(at, start)
		o.Length = int64(n)
		if !w.yield(Value{o, raw}, nil) {
			return errStop
		}
		return nil
	}
	t.keep, t.over, w.deep, w.long = t.pos, false, false, false
	err := w.pass(level)
	raw := []byte(nil)
	if !t.over {
		raw = t.buf[t.keep:t.pos]
	}
	t.keep = -1
	if err != nil && (w.lines || err != errTruncated || t.broken(Origin{}) != nil) {
		return err
	}
	o := w.origin(at, start)
	o.Length = t.offset() - start
	w.d.units++
	if err != nil {
		ok := w.yield(Value{}, &Defect{Scope: WholeRecord, Origin: o, Reason: "json.truncated",
			Message: "the text ends inside this record", Kept: keptUntil, Next: nextFile})
		if !ok || level == 0 {
			return errStop
		}
		return err
	}
	if f := w.verdict(raw); f != nil {
		if !w.yield(Value{}, &Defect{Scope: WholeRecord, Origin: o, Reason: f.reason, Message: f.message,
			Kept: "the other records", Next: nextFile}) {
			return errStop
		}
		return nil
	}
	if !w.yield(Value{o, raw}, nil) {
		return errStop
	}
	return nil
}

// verdict says what is wrong with a record, nil if nothing is.
func (w *walker) verdict(raw []byte) *fault {
	switch {
	case w.t.over || len(raw) > MaxRecord:
		return &fault{"json.too_large", fmt.Sprintf("the record is larger than %d MiB", MaxRecord>>20)}
	case w.long:
		return &fault{"json.too_large", fmt.Sprintf("the record has a string longer than %d MiB", MaxString>>20)}
	case w.deep:
		return &fault{"json.depth", fmt.Sprintf("the record has arrays and objects more than %d deep", MaxDepth)}
	}
	w.strict.begin(raw, w.lines)
	if n := w.read(&w.strict, 0); n > 0 && n == len(raw) {
		return nil
	}
	read := func(o ...jsontext.Options) error {
		w.check.Reset(bytes.NewBuffer(raw), o...)
		_, err := w.check.ReadValue()
		if err == nil && w.check.InputOffset() != int64(len(raw)) {
			err = syntax("something follows the value")
		}
		return err
	}
	switch err := read(); {
	case err == nil:
		return nil
	case errors.Is(err, jsontext.ErrDuplicateName):
		return &fault{"json.duplicate_key", "an object in the record has one name twice, so its value is not certain"}
	case read(jsontext.AllowInvalidUTF8(true)) == nil:
		return &fault{"json.utf8", "the record has text that is no valid Unicode"}
	}
	return &fault{"json.syntax", "the record is no valid JSON"}
}
