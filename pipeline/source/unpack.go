package source

import (
	"bytes"
	"errors"
	"io"
	"iter"
)

// ErrWhole says that a document is to be read at once: it lies in the file as it stands, is short or no JSON Lines, or has a line
// that is longer than a stretch and a record together.
var ErrWhole = errors.New("the document is to be read at once")

// Room is where a stretch is put that was unpacked.
type Room interface {
	io.ReaderAt
	io.WriterAt
}

// Unpacked is a stretch of a text that is compressed, or of another encoding than UTF-8; places are those of the decoded text.
type Unpacked struct {
	Stretch
	Room   Room
	digest string
	head   []byte // of the whole text
	end    error  // why there is no more behind it; io.EOF inside the text, and at its end
}

// Document is the stretch as a document, for JSON alone, anew each time: as that of ReadStretch.
func (u *Unpacked) Document() *Document {
	text := io.NewSectionReader(u.Room, 0, u.To-u.From)
	return &Document{Digest: u.digest, Body: io.MultiReader(text, failing{u.end}), start: u.From, lines: true, before: u.Line, head: u.head}
}

// Unpack decompresses the text that the file is, which is JSON Lines, and gives its stretches one after the other, each of them in
// a room of its own, which is the caller's again when it needs the stretch no more. Where one is cut does not depend on how the text
// is compressed.
//
// The one error, if any, is ErrWhole, that of a room, or one of ReadSealed; what was given does not count then.
func (f File) Unpack(s Seal, stretch int64, room func() (Room, error)) iter.Seq2[*Unpacked, error] {
	return func(yield func(*Unpacked, error) bool) {
		err := f.ReadSealed(s, []string{""}, func(d *Document) error {
			return d.unpack(stretch, room, func(u *Unpacked) bool { return yield(u, nil) })
		})
		if err != nil && err != errStop {
			yield(nil, err)
		}
	}
}

func (d *Document) unpack(stretch int64, room func() (Room, error), yield func(*Unpacked) bool) error {
	if d.plain || d.sheet != nil {
		return ErrWhole
	}
	top := make([]byte, farAhead)
	n, err := io.ReadFull(d.Body, top)
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	top = top[:n]
	if err != nil && int64(n) <= stretch || !isLines(&Document{Body: bytes.NewReader(top), start: d.start}) {
		return ErrWhole
	}
	rest := d.Body
	if err != nil {
		rest, err = failing{err}, nil
	}
	head := bytes.Clone(top[:min(n, HeadSize)])
	c := cutter{stretch: stretch, from: d.start, at: d.start}
	text := io.MultiReader(bytes.NewReader(top), rest)
	var u *Unpacked
	for buf := make([]byte, largeWindow); err == nil; {
		n, err = text.Read(buf)
		for p := buf[:n]; len(p) > 0 || u == nil && err != nil && err != io.EOF; {
			if u == nil {
				to, failed := room()
				if failed != nil {
					return failed
				}
				u = &Unpacked{Stretch: Stretch{From: c.at, Line: c.lines}, Room: to, digest: d.Digest, head: head, end: io.EOF}
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
