package source

import (
	"bytes"
	"errors"
	"io"
	"iter"
)

// ErrWhole says that a document is to be read at once: it is short, no JSON, or cannot be cut into stretches that are not much
// longer than a record may be.
var ErrWhole = errors.New("the document is to be read at once")

// Room is where a stretch is put that was unpacked.
type Room interface {
	io.ReaderAt
	io.WriterAt
}

// Unpacked is a stretch of a text that was read to its place; places are those of the decoded text.
type Unpacked struct {
	Stretch
	Room       Room
	digest     string
	lines      bool
	head       []byte // of the whole text
	begins, to *seam  // inside a JSON document
	end        error  // why there is no more behind it; io.EOF inside the text, and at its end
}

// Read gives read the stretch as a document, for JSON alone, as ReadStretch does. If what is asked of it cannot be read apart the
// error is ErrWhole, and what was read does not count.
func (u *Unpacked) Read(read func(*Document) error) error {
	text := io.NewSectionReader(u.Room, 0, u.To-u.From)
	d := &Document{Digest: u.digest, Body: io.MultiReader(text, failing{u.end}), start: u.From, lines: u.lines, before: u.Line, head: u.head, from: u.begins, to: u.to}
	if err := read(d); err != nil {
		return err
	}
	if !d.apart {
		return ErrWhole
	}
	return nil
}

// Unpack reads the text that the file is, compressed or not, and gives its stretches one after the other, each in a room of its own,
// which is the caller's again when it needs the stretch no more. In JSON Lines a stretch ends with a line; a long JSON document is cut
// between the elements of an array that it has, or is. JSON Lines that are not compressed are for ReadStretch.
//
// The one error, if any, is ErrWhole, that of a room, or one of ReadSealed; what was given does not count then.
func (f File) Unpack(s Seal, stretch int64, room func() (Room, error)) iter.Seq2[*Unpacked, error] {
	return func(yield func(*Unpacked, error) bool) {
		err := f.ReadSealed(s, []string{""}, func(d *Document) error {
			if d.plain && f.Size <= stretch || f.Size <= stretch/wellCompressed {
				return ErrWhole
			}
			return d.unpack(stretch, room, func(u *Unpacked) bool { return yield(u, nil) })
		})
		if err != nil && err != errStop {
			yield(nil, err)
		}
	}
}

// wellCompressed is how many times shorter a text gets at best: a file that is so much shorter than a stretch is taken for short.
const wellCompressed = 16

func (d *Document) unpack(stretch int64, room func() (Room, error), yield func(*Unpacked) bool) error {
	top := make([]byte, farAhead)
	n, err := io.ReadFull(d.Body, top)
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	top = top[:n]
	lines := isLines(&Document{Body: bytes.NewReader(top), start: d.start})
	nested := bytes.TrimLeft(top, " \t\r\n")
	if err != nil && int64(n) <= stretch || d.plain && lines || !lines && (len(nested) == 0 || nested[0] != '{' && nested[0] != '[') {
		return ErrWhole
	}
	rest := d.Body
	if err != nil {
		rest, err = failing{err}, nil
	}
	head := bytes.Clone(top[:min(n, HeadSize)])
	text := io.MultiReader(bytes.NewReader(top), rest)
	open := func() (*Unpacked, error) {
		to, err := room()
		return &Unpacked{Room: to, digest: d.Digest, lines: lines, head: head, end: io.EOF}, err
	}
	if !lines {
		return d.divide(&filler{text: text, open: open, yield: yield, limit: stretch + MaxRecord}, stretch)
	}
	c := cutter{stretch: stretch, from: d.start, at: d.start}
	var u *Unpacked
	for buf := make([]byte, largeWindow); err == nil; {
		n, err = text.Read(buf)
		for p := buf[:n]; len(p) > 0 || u == nil && err != nil && err != io.EOF; {
			if u == nil {
				var failed error
				if u, failed = open(); failed != nil {
					return failed
				}
				u.From, u.Line = c.at, c.lines
			}
			end, seam := c.next(p)
			if _, failed := u.Room.WriteAt(p[:end], c.at-u.From); failed != nil {
				return failed
			}
			c.pass(p[:end], seam)
			u.To, p = c.at, p[end:]
			if seam {
				if !yield(u) {
					return errStop
				}
				u = nil
			} else if u.To-u.From > stretch+MaxRecord {
				return ErrWhole
			}
		}
	}
	if u != nil {
		if u.end = err; !yield(u) {
			return errStop
		}
	}
	return nil
}
