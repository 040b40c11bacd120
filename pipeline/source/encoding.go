package source

import (
	"bufio"
	"bytes"
	"io"
	"regexp"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/transform"
)

var utf8BOM = []byte("\ufeff")

// declaration is the XML declaration, which must be the first thing in a text.
var declaration = regexp.MustCompile(`^<\?xml[ \t\r\n][^>]*?encoding[ \t\r\n]*=[ \t\r\n]*["']([A-Za-z][A-Za-z0-9._-]{0,40})["']`)

// decode makes UTF-8 without a byte-order mark of a text, and start is the offset of its first byte: a UTF-8 byte-order mark
// counts in offsets (start is then 3), and offsets in a text of another encoding are those of the UTF-8 text made from it.
//
// What says how a text is encoded is, in this order: its byte-order mark; its first character, where that is ASCII in 16
// bits, as RFC 4627 and XML have it; its XML declaration. A text that says nothing is read as UTF-8, and what is none is
// rejected by the cursors. Nothing is guessed.
func decode(in *bufio.Reader) (r io.Reader, start int64, name string, err error) {
	head, _ := in.Peek(peekSize)
	wide := func(low int) (io.Reader, int64, string, error) {
		return &utf16Reader{in: in, low: low, high: 1 - low}, 0, []string{"UTF-16LE", "UTF-16BE"}[low], nil
	}
	switch {
	case bytes.HasPrefix(head, utf8BOM):
		in.Discard(len(utf8BOM))
		return in, int64(len(utf8BOM)), "UTF-8", nil
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		in.Discard(2)
		return wide(0)
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		in.Discard(2)
		return wide(1)
	case len(head) > 3 && bytes.IndexByte([]byte("<[{"), head[0]) >= 0 && head[1] == 0 && head[2] != 0:
		return wide(0)
	case len(head) > 3 && head[0] == 0 && bytes.IndexByte([]byte("<[{"), head[1]) >= 0 && head[2] == 0:
		return wide(1)
	}
	declared := declaration.FindSubmatch(head)
	if declared == nil {
		return in, 0, "UTF-8", nil
	}
	e, err := htmlindex.Get(string(declared[1]))
	if err == nil {
		name, err = htmlindex.Name(e)
	}
	switch {
	case err != nil, name == "replacement", name == "x-user-defined":
		return nil, 0, "", &Defect{Scope: WholeDocument, Reason: "encoding.unknown",
			Message: "the text declares an encoding that is not known", Next: "convert the file to UTF-8, for instance with iconv, and run again"}
	case name == "utf-8", name == "utf-16be", name == "utf-16le": // in 16 bits the declaration could not have been read
		return in, 0, "UTF-8", nil
	}
	return &legacyReader{r: transform.NewReader(in, e.NewDecoder())}, 0, name, nil
}

// legacyReader is what a decoder makes of a text that is not Unicode, with a byte that is no UTF-8 where the decoder knew
// none, so that the record is rejected rather than altered.
type legacyReader struct {
	r    io.Reader
	buf  [4096]byte
	rest []byte // decoded, not read yet
	held int    // bytes of a sign that is cut at the end of buf, at its beginning
	err  error
}

var unknownSign = []byte(string(utf8.RuneError))

func (l *legacyReader) Read(p []byte) (int, error) {
	for len(l.rest) == 0 && l.err == nil {
		n, err := l.r.Read(l.buf[l.held:])
		n += l.held
		l.held, l.err = 0, err
		if err == nil {
			for k := 1; k < 3 && k <= n; k++ {
				if bytes.Equal(l.buf[n-k:n], unknownSign[:k]) {
					l.held = k
				}
			}
		}
		l.rest = bytes.ReplaceAll(l.buf[:n-l.held], unknownSign, []byte{0xff})
		copy(l.buf[:], unknownSign[:l.held])
	}
	n := copy(p, l.rest)
	l.rest = l.rest[n:]
	if n == 0 && len(p) > 0 {
		return 0, l.err
	}
	return n, nil
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
