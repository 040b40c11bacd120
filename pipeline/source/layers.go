package source

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"compress/bzip2"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/therootcompany/xz"
)

// container is what something is, told by its first bytes alone. "" is a text, or what a format may make of it.
type container string

const (
	isGzip  container = "gzip"
	isZstd  container = "zstd"
	isBzip2 container = "bzip2"
	isXz    container = "xz"
	isZip   container = "zip"
	isTar   container = "tar"

	isParquet container = "parquet"
)

// peekSize is how many bytes tell a container: one block of a tar file.
const peekSize = 512

func containerOf(head []byte) container {
	has := func(at int, magic string) bool { return len(head) >= at && bytes.HasPrefix(head[at:], []byte(magic)) }
	switch {
	case has(0, "\x1f\x8b\x08"):
		return isGzip
	case has(0, "\x28\xb5\x2f\xfd"), len(head) >= 4 && head[0]&0xf0 == 0x50 && has(1, "\x2a\x4d\x18"):
		return isZstd
	case has(0, "BZh") && (has(4, "\x31\x41\x59\x26\x53\x59") || has(4, "\x17\x72\x45\x38\x50\x90")):
		return isBzip2
	case has(0, "\xfd7zXZ\x00"):
		return isXz
	case has(0, "PK\x03\x04"), has(0, "PK\x05\x06"):
		return isZip
	case has(0, "PAR1"):
		return isParquet
	case tarHeader(head):
		return isTar
	}
	return ""
}

// tarHeader says that a block is the header of a tar file: the sum of its bytes stands in it.
func tarHeader(b []byte) bool {
	if len(b) < peekSize || b[0] == 0 {
		return false
	}
	want, err := strconv.ParseInt(strings.Trim(string(b[148:156]), " \x00"), 8, 64)
	sum := int64(8 * ' ')
	for i, c := range b[:peekSize] {
		if i < 148 || i >= 156 {
			sum += int64(c)
		}
	}
	return err == nil && sum == want
}

// decompress undoes one compression. What it returns keeps its error.
func decompress(kind container, in *bufio.Reader) (r io.Reader, done func()) {
	done = func() {}
	switch kind {
	case isGzip:
		r = &members{in: in}
	case isZstd:
		// One goroutine, ours, and the window of zstd's own default for strangers.
		z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(64<<20))
		if err != nil {
			return failing{brokenLayer(kind, err)}, done
		}
		r, done = z, z.Close
	case isBzip2:
		r = bzip2.NewReader(in)
	case isXz:
		z, err := xz.NewReader(in, 64<<20) // the dictionary of xz -9
		if err != nil {
			return failing{brokenLayer(kind, err)}, done
		}
		r = z
	}
	return &layer{r: r, kind: kind}, done
}

// layer words the errors of a decoder.
type layer struct {
	r    io.Reader
	kind container
	err  error
}

func (l *layer) Read(p []byte) (int, error) {
	if l.err != nil {
		return 0, l.err
	}
	n, err := l.r.Read(p)
	l.err = brokenLayer(l.kind, err)
	return n, l.err
}

// failing is a reader that only fails.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

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
	return 0, m.err
}

// next finds the next member: io.EOF if there is none.
func (m *members) next() error {
	for {
		head, err := m.in.Peek(3)
		switch {
		case containerOf(head) == isGzip:
			return nil
		case len(head) == 0:
			return err
		case head[0] != 0:
			return errGarbage
		}
		m.in.Discard(1)
	}
}

var errGarbage = errors.New("garbage after the end")

// brokenLayer is an error of a decoder in words; io.EOF, and what lies deeper, stay what they are.
func brokenLayer(kind container, err error) error {
	var known *Defect
	if err == nil || err == io.EOF || errors.As(err, &known) {
		return err
	}
	d := &Defect{Scope: WholeDocument, Kept: keptUntil, Next: "fetch the file again and compare its size with the publisher's"}
	word := ""
	var structural bzip2.StructuralError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, xz.ErrBuf):
		word, d.Message = "truncated", "the file ends too early"
	case errors.Is(err, errGarbage), errors.Is(err, zstd.ErrMagicMismatch), errors.Is(err, xz.ErrFormat),
		errors.As(err, &structural) && structural == "bad magic value in continuation file":
		word, d.Message = "garbage", "something that is not compressed follows the end of the compressed file"
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, zip.ErrChecksum), errors.Is(err, zstd.ErrCRCMismatch),
		errors.As(err, &structural) && strings.Contains(string(structural), "checksum mismatch"):
		word, d.Message = "checksum", "the file has another checksum than it says"
		d.Kept = "the records before this place, which may be damaged"
	case errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded), errors.Is(err, xz.ErrMemlimit):
		return refused("budget.memory", "decompressing the file takes more memory than is given to one file")
	case errors.Is(err, zstd.ErrUnknownDictionary), errors.Is(err, xz.ErrOptions), errors.Is(err, xz.ErrUnsupportedCheck):
		word, d.Message = "unknown", "the file was compressed with an option that is not known here, such as a dictionary"
		d.Next = refused("", "").Next
	default:
		word, d.Message = "corrupt", "the file is damaged"
	}
	d.Reason = string(kind) + "." + word
	return d
}

// brokenTar is an error of a tar file in words.
func brokenTar(err error) *Defect {
	d := &Defect{Scope: WholeDocument, Kept: "the files before this place", Next: "fetch the file again and compare its size with the publisher's",
		Reason: "tar.corrupt", Message: "the archive is damaged"}
	var known *Defect
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, io.ErrUnexpectedEOF):
		d.Reason, d.Message = "tar.truncated", "the archive ends too early"
	case errors.Is(err, tar.ErrFieldTooLong):
		d.Reason, d.Message = "tar.header", "a header in the archive is larger than 1 MiB"
	}
	return d
}
