package source

import (
	"archive/tar"
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"unicode"
)

// walk goes through a file and all that is inside it.
type walk struct {
	digest    string
	wants     func(member string) bool        // whether to open it: it is looked for, or something in it is; nil for everything
	shown     func(name string) string        // see Root
	document  func(p Part, d *Document) error // told of each document; an error ends the walk
	found     func(Part)                      // told of what is no document
	budget    budget
	documents int
	looked    int64 // bytes that overdraws has read
}

// file walks through the file as delivered.
func (w *walk) file(r raw) error {
	in := bufio.NewReaderSize(counted{r, &w.budget}, 64<<10)
	return w.stream(Part{Bytes: -1}, in, r.file, 0)
}

// stream walks through what in reads. whole is the same as a file, where it is one. The error is one of a callback.
func (w *walk) stream(p Part, in *bufio.Reader, whole fs.File, depth int) error {
	for ; ; depth++ {
		head, err := in.Peek(peekSize)
		if len(head) == 0 && err != io.EOF {
			return w.fails(p, err)
		}
		kind := containerOf(head)
		if kind == "" {
			p.plain = whole != nil
			return w.text(p, in, nil)
		}
		if depth == MaxLayers {
			return w.fails(p, refused("budget.layers", "compressions and archives lie inside each other more times than is read"))
		}
		switch kind {
		case isTar:
			return w.archive(p, func() error { return w.tar(p, in, depth+1) })
		case isParquet:
			return w.parquet(p, in, whole)
		case isZip:
			return w.zip(p, in, whole, depth+1)
		}
		r, done := decompress(kind, in)
		defer done()
		p.compressed = true
		in, whole = bufio.NewReaderSize(&spent{r: r, b: &w.budget}, 64<<10), nil
	}
}

// fails tells of a document that cannot be read at all.
func (w *walk) fails(p Part, err error) error {
	d := *AsDefect(err, Origin{})
	d.Origin, d.Kept = Origin{Member: p.Member}, ""
	p.Defect = &d
	w.found(p)
	return nil
}

// text is a document.
func (w *walk) text(p Part, in *bufio.Reader, s *sheet) error {
	body, start, name, err := decode(in)
	if err != nil {
		return w.fails(p, err)
	}
	p.Encoding = name
	w.documents++
	return w.document(p, &Document{Digest: w.digest, Member: p.Member, Body: body, start: start, sheet: s, plain: p.plain && name == "UTF-8", lost: p.lost})
}

// overdraws reads on in a text that nobody will read, and says whether that overdraws the budget. What lies behind it in an
// archive is read all the same.
func (w *walk) overdraws(text io.Reader) *Defect {
	out, earlier := w.budget.out, w.budget.err
	n, _ := io.CopyN(io.Discard, text, MaxLooked-w.looked) // other damage harms nobody
	w.looked += n
	d := w.budget.err
	w.budget.out, w.budget.err = out, earlier
	return d
}

// stopped is an error of a callback on its way up.
type stopped struct{ error }

// archive tells of an archive when all in it has been told of. inside returns what is wrong with the archive, or stopped.
func (w *walk) archive(p Part, inside func() error) error {
	before := w.documents
	err := inside()
	var s stopped
	if errors.As(err, &s) {
		return s.error
	}
	p.Archive, p.Members = true, w.documents-before
	if err != nil {
		d := *AsDefect(err, Origin{})
		d.Origin = Origin{Member: p.Member}
		if p.Members == 0 {
			d.Kept = ""
		}
		p.Defect = &d
	}
	w.found(p)
	return nil
}

// entry walks through one entry of an archive.
func (w *walk) entry(p Part, r io.Reader, buf *bufio.Reader, depth int) error {
	buf.Reset(r)
	if err := w.stream(p, buf, nil, depth); err != nil {
		return stopped{err}
	}
	return nil
}

func (w *walk) tar(p Part, in *bufio.Reader, depth int) error {
	r := tar.NewReader(in)
	names, buf := newNames(), bufio.NewReaderSize(nil, 16<<10)
	for {
		h, err := r.Next()
		if err == io.EOF {
			_, err = io.Copy(io.Discard, in) // a checksum may follow
			return err
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			return brokenTar(err)
		}
		if d := w.budget.named(1, len(h.Name)); d != nil {
			return d
		}
		regular := h.Typeflag == tar.TypeReg || h.Typeflag == tar.TypeCont
		for key := range h.PAXRecords {
			regular = regular && !strings.HasPrefix(key, "GNU.sparse.")
		}
		e, ok := w.label(p, names, h.Name, h.Typeflag == tar.TypeDir, regular)
		if w.budget.err != nil {
			return w.budget.err
		}
		if !ok {
			continue
		}
		e.Bytes = h.Size
		if err := w.entry(e, &layer{r: r, kind: isTar}, buf, depth); err != nil {
			return err
		}
		if w.budget.err != nil {
			return w.budget.err
		}
	}
}

// label is the part that an entry of an archive is. ok is false where there is nothing to open: for a folder, for what a
// name that begins with a dot hides, as Find does, for what is not wanted, and for what is refused, which is told.
func (w *walk) label(archive Part, names *names, name string, folder, regular bool) (p Part, ok bool) {
	if folder {
		return p, false
	}
	clean, reason, message := names.add(name, &w.budget)
	label := names.label(clean, w.shown)
	if reason == "archive.name" {
		label = ShownPath(clean, w.shown)
	}
	p = Part{Member: strings.TrimPrefix(archive.Member+"/"+label, "/"), Name: path.Base(clean), Bytes: -1}
	if reason == "" && !regular {
		reason, message = "archive.special", "the entry is a link, a device or another thing that is no file"
	}
	switch {
	case reason != "":
		p.Defect = &Defect{Scope: WholeDocument, Origin: Origin{Member: p.Member}, Reason: reason, Message: message,
			Next: "if you trust the file, unpack it yourself and give the files inside instead"}
		w.found(p)
		return p, false
	case hidden(clean), w.wants != nil && !w.wants(p.Member):
		return p, false
	}
	return p, true
}

func hidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.Contains(name, "/.")
}

// names are those of the files in one archive. They are labels and never paths on a disk, but one name must mean one thing.
type names struct {
	files, folders map[string]bool
	labels         map[string]string // of folders, and of files that are not shown by their names
	taken          map[string]bool   // labels that are not the names they stand for
}

func newNames() *names {
	return &names{map[string]bool{}, map[string]bool{}, map[string]string{}, map[string]bool{}}
}

// label is how a file or folder of the archive is called in origins: its path with each name as it is shown. One label means one
// path: where another has it already, a number follows, by the order in the archive.
func (n *names) label(p string, shown func(string) string) string {
	if shown == nil {
		return p
	}
	if l, known := n.labels[p]; known {
		return l
	}
	first := shown(path.Base(p))
	switch dir := path.Dir(p); {
	case dir == "/": // a name that is not read
		first = "/" + strings.TrimPrefix(first, "/")
	case dir != ".":
		first = n.label(dir, shown) + "/" + first
	}
	l := first
	for i := 2; n.taken[l] || l != p && (n.files[l] || n.folders[l]); i++ {
		l = fmt.Sprintf("%s~%d", first, i)
	}
	if l != p {
		n.taken[l] = true
	}
	if l != p || n.folders[p] {
		n.labels[p] = l
	}
	return l
}

const maxName = 4096

// shown is a name that is not read, for people.
func shown(name string) string {
	var b strings.Builder
	for _, r := range validPath(name[:min(len(name), maxName)]) {
		if unicode.IsControl(r) {
			fmt.Fprintf(&b, `\x%02x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// add takes the name of a file. Where it must not be read it says why; clean can be shown all the same.
func (n *names) add(name string, b *budget) (clean, reason, message string) {
	clean = strings.TrimPrefix(path.Clean("/"+validPath(name)), "/")
	bad := func(r rune) bool { return unicode.IsControl(r) || r == '\\' }
	switch {
	case len(name) > maxName, name == "", strings.HasPrefix(name, "/"), strings.ContainsFunc(name, bad),
		strings.HasPrefix(name, "../"), strings.Contains(name, "/../"), strings.HasSuffix(name, "/.."), name == "..", clean == "":
		return shown(name), "archive.name", "the name of the entry leads out of the archive, is empty or too long, or has a backslash or control characters"
	case n.files[clean] || n.folders[clean]:
		return clean, "archive.duplicate", "the archive has this name twice; the first is read"
	}
	n.files[clean] = true
	for dir := path.Dir(clean); dir != "."; dir = path.Dir(dir) {
		if n.files[dir] {
			return clean, "archive.duplicate", "the archive has this name for a file and for a folder; the file is read"
		}
		if n.folders[dir] {
			break
		}
		n.folders[dir] = true
		if b.named(1, 0) != nil {
			break
		}
	}
	return clean, "", ""
}
