package source

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash"
	"hash/crc32"
	"io"
	"slices"
	"strings"
)

// A zip file has its directory at its end, so that one that was not fetched to its end has none. What lies before the damage is
// read all the same, as of every other container: the entries one after the other from the beginning, each by the header
// before it, until one does not begin where the last ended, cannot be read to its end, or does not say where that is. The
// archive is told as damaged in any case, for nobody knows what else was in it.

// localHeader is what stands before an entry.
type localHeader struct {
	name                 string
	encrypted, described bool // described: checksum and sizes follow the entry
	method               uint16
	sum, packed, size    uint32
}

const (
	localSize  = 30
	unknown32  = 1<<32 - 1
	descriptor = "PK\x07\x08"
)

// readLocal reads the header of the next entry; ok is false where there is none.
func readLocal(in *bufio.Reader) (h localHeader, ok bool) {
	var b [localSize]byte
	if _, err := io.ReadFull(in, b[:]); err != nil || string(b[:4]) != "PK\x03\x04" {
		return h, false
	}
	le := binary.LittleEndian
	flags, extra := le.Uint16(b[6:]), int64(le.Uint16(b[28:]))
	h = localHeader{encrypted: flags&1 != 0, described: flags&8 != 0, method: le.Uint16(b[8:]),
		sum: le.Uint32(b[14:]), packed: le.Uint32(b[18:]), size: le.Uint32(b[22:])}
	name := make([]byte, le.Uint16(b[26:]))
	if _, err := io.ReadFull(in, name); err != nil {
		return h, false
	}
	h.name = string(name)
	_, err := io.CopyN(io.Discard, in, extra)
	return h, err == nil
}

// salvage walks through the entries of a zip file without a directory. The error is that of a callback, or of the budget.
func (w *walk) salvage(p Part, at io.ReaderAt, size int64, depth int) error {
	in := bufio.NewReaderSize(io.NewSectionReader(at, 0, size), 64<<10)
	names, buf := newNames(), bufio.NewReaderSize(nil, 16<<10)
	for first := true; ; first = false {
		h, ok := readLocal(in)
		if !ok || first && ofOffice(h.name) {
			return nil
		}
		if d := w.budget.named(1, len(h.name)); d != nil {
			return d
		}
		e, wanted := w.label(p, names, h.name, strings.HasSuffix(h.name, "/"), true)
		if w.budget.err != nil {
			return w.budget.err
		}
		body := newSalvaged(in, h)
		switch {
		case !wanted:
		case h.encrypted:
			w.fails(e, refused("zip.encrypted", "the entry is encrypted"))
		case body == nil && h.method != zip.Store:
			w.fails(e, refused("zip.method", "the entry is compressed by a method that is not known here"))
		}
		if body == nil {
			return nil
		}
		r := &spent{r: &layer{r: body, kind: isZip}, b: &w.budget}
		if wanted && !h.encrypted {
			if !h.described {
				e.Bytes = int64(h.size)
			}
			if err := w.entry(e, r, buf, depth); err != nil {
				return err
			}
		}
		_, err := io.Copy(io.Discard, r) // the next entry begins behind this one
		switch {
		case w.budget.err != nil:
			return w.budget.err
		case err != nil && !body.whole:
			return nil
		}
	}
}

// ofOffice says that an entry is a part of an office document, which is read whole or not at all.
func ofOffice(name string) bool {
	return slices.Contains([]string{"[Content_Types].xml", "mimetype", "_rels/.rels"}, name) ||
		slices.ContainsFunc([]string{"xl/", "word/", "ppt/", "docProps/"}, func(folder string) bool { return strings.HasPrefix(name, folder) })
}

// salvaged reads an entry and holds it against its checksum.
type salvaged struct {
	r     io.Reader
	in    *bufio.Reader
	sum   hash.Hash32
	h     localHeader
	whole bool // its end was reached, whatever its checksum
}

// newSalvaged is nil for an entry that does not show where it ends.
func newSalvaged(in *bufio.Reader, h localHeader) *salvaged {
	s := &salvaged{in: in, sum: crc32.NewIEEE(), h: h}
	switch {
	case h.method == zip.Deflate && !h.encrypted:
		s.r = flate.NewReader(in) // reads no byte behind its end
	case !h.described && h.packed != unknown32:
		s.r = &exactly{in, int64(h.packed)}
	default:
		return nil
	}
	if h.method != zip.Deflate && h.method != zip.Store {
		return nil
	}
	return s
}

func (s *salvaged) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	s.sum.Write(p[:n])
	if err != io.EOF || s.whole {
		return n, err
	}
	sum := s.h.sum
	if s.h.described {
		if sum, err = s.described(); err != nil {
			return n, err
		}
	}
	s.whole = true
	if sum != s.sum.Sum32() && !s.h.encrypted {
		return n, zip.ErrChecksum
	}
	return n, io.EOF
}

// described reads what follows an entry: a checksum and two sizes of four bytes, or of eight where no header follows those.
func (s *salvaged) described() (sum uint32, err error) {
	if head, _ := s.in.Peek(4); string(head) == descriptor {
		s.in.Discard(4)
	}
	b, err := s.in.Peek(12)
	if err != nil {
		return 0, io.ErrUnexpectedEOF
	}
	sum = binary.LittleEndian.Uint32(b)
	n := 12
	if far, _ := s.in.Peek(22); len(far) == 22 && !bytes.HasPrefix(far[12:], []byte("PK")) && bytes.HasPrefix(far[20:], []byte("PK")) {
		n = 20
	}
	s.in.Discard(n)
	return sum, nil
}

// exactly reads n bytes; that there are fewer is an error.
type exactly struct {
	r io.Reader
	n int64
}

func (e *exactly) Read(p []byte) (int, error) {
	if e.n == 0 {
		return 0, io.EOF
	}
	n, err := e.r.Read(p[:min(int64(len(p)), e.n)])
	if e.n -= int64(n); err == io.EOF && e.n > 0 {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}
