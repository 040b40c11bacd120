package source

import (
	"io"
	"maps"
)

// seam is a place behind the comma between two elements of an array, where a text is cut that is one long JSON document: the array
// is the document, or a member of the object that the document is.
type seam struct {
	offset int64
	line   int64           // on which the document begins
	object bool            // it is an object
	name   string          // of the member
	seen   map[string]bool // names of the members up to that
	index  int             // of the element behind the comma
}

// between says that what the patterns point at lies on one side of the seam or the other, and that its array is walked through.
func (s *seam) between(patterns [][]string) bool {
	if s == nil {
		return true
	}
	level := 0
	if s.object && !end(patterns, 0) {
		patterns, level = inMember(patterns, 0, s.name), 1
	}
	return !end(patterns, level) && inElements(patterns, level) != nil
}

// resume walks on from a seam to the end of the JSON document.
func (w *walker) resume(s *seam) error {
	if !s.object {
		return w.elements("", 0, inElements(w.patterns, 0), s.index)
	}
	seen := map[string]bool{}
	for name := range s.seen {
		seen[name] = inMember(w.patterns, 0, name) != nil
	}
	if err := w.elements("/"+escapePointer(s.name), 1, inElements(inMember(w.patterns, 0, s.name), 1), s.index); err != nil {
		return err
	}
	if closed, err := w.memberEnds(); closed || err != nil {
		return err
	}
	c, err := w.next()
	return w.members("", 0, w.patterns, seen, c, err)
}

// maxMembers is how many members of an object are told apart: behind them it is not cut.
const maxMembers = 1000

// divider walks through a JSON document to find where it may be cut. That it is valid is for those to say who read it.
type divider struct {
	*walker
	*filler
	stretch int64
	at      seam
}

// divide gives the stretches of a text whose first JSON document is an object or an array. What is behind where it can no more be
// cut is in the last of them.
func (d *Document) divide(f *filler, stretch int64) error {
	f.from = d.start
	t := newText(&Document{Body: f, start: d.start})
	t.limit = MaxRecord
	v := &divider{&walker{d: &Document{}, t: t}, f, stretch, seam{}}
	if v.space() {
		v.at.line = t.line()
		v.at.object = t.buf[t.pos] == '{'
		if v.at.object {
			v.inObject()
		} else {
			v.inArray(0)
		}
	}
	for t.pos = t.end; t.more(); t.pos = t.end {
	}
	switch {
	case f.failed != nil:
		return f.failed
	case f.u == nil:
		return nil
	}
	f.u.end = t.err
	return f.give(f.from+f.written, nil, nil)
}

// inObject passes through an object until nothing in it is to be cut.
func (v *divider) inObject() {
	t := v.t
	t.pos++
	v.at.seen = map[string]bool{}
	for {
		if c, err := v.next(); err != nil || c != '"' {
			return
		}
		name, err := v.name()
		if err != nil || len(v.at.seen) == maxMembers || len(name) > window {
			return
		}
		v.at.seen[name], v.at.name = true, name
		if c, err := v.next(); err != nil || c != ':' {
			return
		}
		t.pos++
		c, err := v.next()
		if err != nil {
			return
		}
		if c == '[' {
			if !v.inArray(1) {
				return
			}
		} else if v.pass(1) != nil {
			return
		}
		if closed, err := v.memberEnds(); closed || err != nil {
			return
		}
	}
}

// inArray passes through an array and cuts it. It says whether that has an end.
func (v *divider) inArray(level int) bool {
	t := v.t
	t.pos++
	if c, err := v.next(); err != nil || c == ']' {
		t.pos++
		return err == nil
	}
	for v.at.index = 1; ; v.at.index++ {
		if _, err := v.next(); err != nil || v.pass(level+1) != nil {
			return false
		}
		closed, err := v.elementEnds()
		if closed || err != nil {
			return err == nil
		}
		if t.offset()-v.from >= v.stretch {
			cut := v.at
			cut.offset, cut.seen = t.offset(), maps.Clone(v.at.seen)
			if v.failed = v.give(cut.offset, &cut, t.buf[t.pos:t.end]); v.failed != nil {
				return false
			}
			v.u.Line = t.line() - 1
		}
	}
}

// filler reads a text and puts what it reads into rooms.
type filler struct {
	text    io.Reader
	u       *Unpacked // under way
	from    int64     // where that begins
	written int64     // bytes in its room
	limit   int64     // of those
	open    func() (*Unpacked, error)
	yield   func(*Unpacked) bool
	failed  error
}

func (f *filler) Read(p []byte) (int, error) {
	if f.failed != nil {
		return 0, f.failed
	}
	n, err := f.text.Read(p)
	if n > 0 || err != nil && err != io.EOF {
		if f.failed = f.put(p[:n]); f.failed != nil {
			return 0, f.failed
		}
	}
	return n, err
}

func (f *filler) put(p []byte) error {
	if f.u == nil {
		var err error
		if f.u, err = f.open(); err != nil {
			return err
		}
		f.u.From, f.written = f.from, 0
	}
	if _, err := f.u.Room.WriteAt(p, f.written); err != nil {
		return err
	}
	if f.written += int64(len(p)); f.written > f.limit {
		return ErrWhole
	}
	return nil
}

// give gives the stretch under way up to an offset, and begins the next one with what was read of it.
func (f *filler) give(to int64, at *seam, next []byte) error {
	u := f.u
	u.To, u.to, f.u, f.from = to, at, nil, to
	if !f.yield(u) {
		return errStop
	}
	if at == nil {
		return nil
	}
	err := f.put(next)
	if f.u != nil {
		f.u.begins = at
	}
	return err
}
