package source

import (
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// capped reads a zip file anywhere, charges what it reads of the file as delivered, and while the directory is read gives no
// more than left bytes.
type capped struct {
	r    io.ReaderAt
	b    *budget // nil where the bytes were charged before
	left int64   // -1 for no limit
}

func (c *capped) ReadAt(p []byte, off int64) (int, error) {
	n, err := c.r.ReadAt(p, off)
	if c.b != nil {
		c.b.in += int64(n)
	}
	if c.left >= 0 {
		if c.left -= int64(n); c.left < 0 {
			return 0, refused("budget.entries", fmt.Sprintf("the directory of the archive is larger than %d MiB", MaxDirectory>>20))
		}
	}
	return n, err
}

// zip walks through a zip file, or finds that it is an office document. Nothing of it is opened before all that its
// directory says has been held against the budget.
func (w *walk) zip(p Part, in *bufio.Reader, whole fs.File, depth int) error {
	c, size, err := w.anywhere(in, whole, "zip.nested", "a zip file")
	if err != nil {
		return w.archive(p, func() error { return err })
	}
	z, err := w.openZip(c, size)
	if err != nil {
		return w.archive(p, func() error {
			if d := AsDefect(err, Origin{}); d.Reason == "zip.directory" {
				if err := w.salvage(p, c, size, depth); err != nil {
					return err
				}
			}
			return err
		})
	}
	parts := map[string]*zip.File{}
	for _, f := range z.File {
		parts[f.Name] = f
	}
	switch {
	case parts["[Content_Types].xml"] != nil && parts["xl/workbook.xml"] != nil:
		return w.archive(p, func() error { return w.workbook(p, parts) })
	case parts["[Content_Types].xml"] != nil, len(z.File) > 0 && z.File[0].Name == "mimetype":
		w.documents++
		return w.document(p, &Document{Digest: w.digest, Member: p.Member, Body: bytes.NewReader(nil)})
	}
	return w.archive(p, func() error { return w.zipEntries(p, z, depth) })
}

func (w *walk) openZip(c *capped, size int64) (*zip.Reader, error) {
	c.left = MaxDirectory
	z, err := zip.NewReader(c, size)
	c.left = -1
	var known *Defect
	switch {
	case errors.As(err, &known):
		return nil, known
	case err != nil && !errors.Is(err, zip.ErrInsecurePath): // names are looked at one by one
		return nil, &Defect{Scope: WholeDocument, Reason: "zip.directory", Message: "the directory at the end of the archive is missing or damaged",
			Kept: "the files from its beginning to the damage", Next: "fetch the file again and compare its size with the publisher's"}
	}
	if d := w.survey(z, size); d != nil {
		return nil, d
	}
	return z, nil
}

// anywhere gives what is to be read at any place: the file as delivered or, inside something else, a copy in memory.
func (w *walk) anywhere(in *bufio.Reader, whole fs.File, tooLarge, what string) (*capped, int64, error) {
	if at, ok := whole.(io.ReaderAt); ok {
		info, err := whole.Stat()
		if err != nil {
			return nil, 0, unreadable(err)
		}
		return &capped{r: at, b: &w.budget, left: -1}, info.Size(), nil
	}
	held, size, err := hold(in, tooLarge, what)
	if err != nil {
		return nil, 0, err
	}
	w.budget.ahead(size)
	return &capped{r: held, left: -1}, size, nil
}

// pieces is a file in memory, in pieces of one size, so that it need not be moved while it grows.
type pieces [][]byte

const heldPiece = 1 << 20

// hold reads all of in; more than MaxHeld is refused.
func hold(in io.Reader, tooLarge, what string) (h pieces, size int64, err error) {
	for {
		piece := make([]byte, heldPiece)
		n, err := io.ReadFull(in, piece)
		h, size = append(h, piece[:n]), size+int64(n)
		switch {
		case size > MaxHeld:
			return nil, 0, refused(tooLarge, fmt.Sprintf("%s larger than %d MiB lies inside something else, and cannot be read there", what, MaxHeld>>20))
		case err == io.EOF, err == io.ErrUnexpectedEOF:
			return h, size, nil
		case err != nil:
			return nil, 0, err
		}
	}
}

func (h pieces) ReadAt(p []byte, off int64) (n int, err error) {
	if off < 0 {
		return 0, fs.ErrInvalid
	}
	for n < len(p) {
		i := int(off / heldPiece)
		if i >= len(h) || int(off%heldPiece) >= len(h[i]) {
			return n, io.EOF
		}
		k := copy(p[n:], h[i][off%heldPiece:])
		n, off = n+k, off+int64(k)
	}
	return n, nil
}

// survey holds what the directory says against the budget, and finds entries that share bytes: so are bombs built.
func (w *walk) survey(z *zip.Reader, size int64) *Defect {
	type span struct{ from, to int64 }
	var spans []span
	sum := uint64(w.budget.out)
	for _, f := range z.File {
		if d := w.budget.named(1, len(f.Name)); d != nil {
			return d
		}
		sum += min(f.UncompressedSize64, MaxDecoded+1)
		if at, err := f.DataOffset(); err == nil && f.CompressedSize64 > 0 && f.CompressedSize64 <= uint64(size) {
			spans = append(spans, span{at, at + int64(f.CompressedSize64)})
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	for i := 1; i < len(spans); i++ {
		if spans[i].from < spans[i-1].to {
			return refused("zip.overlap", "entries of the archive lie over each other")
		}
	}
	if sum > MaxDecoded {
		return refused("budget.bytes", fmt.Sprintf("the archive says that it unpacks to more than %d GiB", MaxDecoded>>30))
	}
	if sum > FreeOutput && sum > MaxRatio*uint64(size) && sum > MaxRatio*uint64(w.budget.in) {
		return refused("budget.ratio", fmt.Sprintf("the archive says that it unpacks to more than %d times its size", MaxRatio))
	}
	return nil
}

func (w *walk) zipEntries(p Part, z *zip.Reader, depth int) error {
	names, buf := newNames(), bufio.NewReaderSize(nil, 16<<10)
	for _, f := range z.File {
		e, ok := w.label(p, names, f.Name, strings.HasSuffix(f.Name, "/") || f.Mode().IsDir(), f.Mode().IsRegular())
		if w.budget.err != nil {
			return w.budget.err
		}
		if !ok {
			continue
		}
		e.Bytes = int64(f.UncompressedSize64)
		r, err := w.openEntry(f)
		if err != nil {
			w.fails(e, err)
			continue
		}
		err = w.entry(e, r, buf, depth)
		r.Close()
		if err != nil {
			return err
		}
		if w.budget.err != nil {
			return w.budget.err
		}
	}
	return nil
}

// openEntry reads one entry, within the budget.
func (w *walk) openEntry(f *zip.File) (io.ReadCloser, error) {
	if f.Flags&1 != 0 {
		return nil, refused("zip.encrypted", "the entry is encrypted")
	}
	r, err := f.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		return nil, refused("zip.method", "the entry is compressed by a method that is not known here")
	}
	if err != nil {
		return nil, brokenLayer(isZip, err)
	}
	return struct {
		io.Reader
		io.Closer
	}{&spent{r: &layer{r: r, kind: isZip}, b: &w.budget}, r}, nil
}
