package source

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"github.com/klauspost/compress/gzip"
)

var utf8BOM = []byte("\ufeff")

// decode undoes compression and encoding: what it returns reads UTF-8 without a byte-order mark, and start is the offset
// of its first byte. It looks at the bytes alone, never at a name. A UTF-8 byte-order mark counts in offsets (start is
// then 3); UTF-16 needs its byte-order mark, and offsets in it are those of the UTF-8 text made from it.
func decode(raw io.Reader) (r io.Reader, start int64, err error) {
	b := &budget{}
	in := bufio.NewReaderSize(counted{raw, b}, 64<<10)
	for layer := 0; ; layer++ {
		head, err := in.Peek(3)
		if err != nil && err != io.EOF {
			return nil, 0, err
		}
		if !isGzip(head) {
			break
		}
		if layer == MaxLayers {
			return nil, 0, refused("budget.layers", "the file is compressed more times over than is read")
		}
		in = bufio.NewReaderSize(&spent{r: &members{in: in}, b: b}, 64<<10)
	}
	head, _ := in.Peek(3)
	switch {
	case bytes.HasPrefix(head, utf8BOM):
		in.Discard(len(utf8BOM))
		return in, int64(len(utf8BOM)), nil
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		in.Discard(2)
		return &utf16Reader{in: in, low: 0, high: 1}, 0, nil
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		in.Discard(2)
		return &utf16Reader{in: in, low: 1, high: 0}, 0, nil
	}
	return in, 0, nil
}

func isGzip(head []byte) bool { return bytes.HasPrefix(head, []byte{0x1f, 0x8b, 8}) }

// members reads a gzip file member after member. Zeros after the last one are padding, anything else is a defect.
type members struct {
	in  *bufio.Reader
	z   *gzip.Reader
	err error
}

func (m *members) Read(p []byte) (int, error) {
	for m.err == nil {
		if m.z == nil {
			if m.z, m.err = gzip.NewReader(m.in); m.err != nil {
				break
			}
			m.z.Multistream(false)
		}
		n, err := m.z.Read(p)
		if err != io.EOF {
			m.err = err
		} else if m.err = m.next(); m.err == nil {
			m.err = m.z.Reset(m.in)
			m.z.Multistream(false)
		}
		if n > 0 {
			return n, nil
		}
	}
	return 0, gzipDefect(m.err)
}

// next finds the next member: io.EOF if there is none.
func (m *members) next() error {
	for {
		head, err := m.in.Peek(3)
		switch {
		case isGzip(head):
			return nil
		case len(head) == 0:
			return err
		case head[0] != 0:
			return errGarbage
		}
		m.in.Discard(1)
	}
}

var errGarbage = errors.New("garbage after a gzip member")

func gzipDefect(err error) error {
	d := &Defect{Scope: WholeDocument, Kept: keptUntil, Next: "fetch the file again and compare its size with the publisher's"}
	var known *Defect
	switch {
	case err == io.EOF, errors.As(err, &known):
		return err
	case errors.Is(err, io.ErrUnexpectedEOF):
		d.Reason, d.Message = "gzip.truncated", "the compressed file ends too early"
	case errors.Is(err, errGarbage):
		d.Reason, d.Message = "gzip.garbage", "the compressed file has something after its end that is not compressed"
	case errors.Is(err, gzip.ErrChecksum):
		d.Reason, d.Message = "gzip.checksum", "the compressed file has another checksum than it says"
		d.Kept = "the records before this place, which may be damaged"
	default:
		d.Reason, d.Message = "gzip.corrupt", "the compressed file is damaged"
	}
	return d
}

// utf16Reader makes UTF-8 of UTF-16. Half a surrogate pair, or half a code unit at the end, becomes bytes that are no
// UTF-8, so that the record they stand in is rejected rather than altered.
type utf16Reader struct {
	in        *bufio.Reader
	low, high int // which byte of a pair is which
	out       []byte
	rest      []byte
	err       error
}

func (u *utf16Reader) Read(p []byte) (int, error) {
	for len(u.rest) == 0 && u.err == nil {
		u.fill()
	}
	n := copy(p, u.rest)
	u.rest = u.rest[n:]
	if n == 0 && len(p) > 0 {
		return 0, u.err
	}
	return n, nil
}

func (u *utf16Reader) fill() {
	u.out = u.out[:0]
	unit := func(b []byte) rune { return rune(b[u.high])<<8 | rune(b[u.low]) }
	for len(u.out) < 4096 {
		b, err := u.in.Peek(4)
		if len(b) < 2 {
			if len(b) == 1 {
				u.in.Discard(1)
				u.out = append(u.out, 0xff)
			}
			u.err = err
			break
		}
		r := unit(b)
		size := 2
		switch {
		case r>>10 == 0xd800>>10 && len(b) == 4 && unit(b[2:])>>10 == 0xdc00>>10:
			r = 0x10000 + (r-0xd800)<<10 + (unit(b[2:]) - 0xdc00)
			size = 4
			fallthrough
		case r>>11 != 0xd800>>11:
			u.out = utf8.AppendRune(u.out, r)
		default:
			u.out = append(u.out, 0xff)
		}
		u.in.Discard(size)
	}
	u.rest = u.out
}
