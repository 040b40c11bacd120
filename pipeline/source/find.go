package source

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Root is where inputs are looked for: a file, or a folder with all that is in it.
type Root struct {
	Prefix string // what the paths of its files begin with, as the user gave it
	FS     fs.FS
	Path   string // inside FS
}

// File is one input file.
type File struct {
	Path string // Prefix and the path below it, with /
	Size int64
	fsys fs.FS
	name string
}

// Find lists the files below the roots, sorted by path, each path once. What cannot be read is a File all the same; its
// Hash fails. Only regular files are inputs, and links to them; names that begin with a dot are left out, unless a root
// names one itself. A root that is not there is an error.
func Find(roots []Root) ([]File, error) {
	var files []File
	for _, root := range roots {
		top := path.Clean(root.Path)
		name := path.Clean(root.Prefix)
		if root.Prefix == "" {
			name = path.Base(top)
		}
		info, err := fs.Stat(root.FS, top)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, reasonOf(err))
		}
		if !info.IsDir() {
			files = append(files, File{name, info.Size(), root.FS, top})
			continue
		}
		err = fs.WalkDir(root.FS, top, func(p string, e fs.DirEntry, err error) error {
			hidden := p != top && strings.HasPrefix(path.Base(p), ".")
			switch {
			case hidden && e.IsDir():
				return fs.SkipDir
			case hidden, err == nil && e.IsDir():
				return nil
			}
			info, statErr := fs.Stat(root.FS, p)
			f := File{fsys: root.FS, name: p}
			if statErr == nil {
				if err == nil && info.IsDir() {
					return nil // a link to a folder
				}
				f.Size = info.Size()
			}
			below := strings.TrimPrefix(p, top+"/")
			if p == top {
				below = ""
			}
			f.Path = path.Join(root.Prefix, below)
			files = append(files, f)
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, reasonOf(err))
		}
	}
	slices.SortStableFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return slices.CompactFunc(files, func(a, b File) bool { return a.Path == b.Path }), nil
}

// reasonOf is an error without the path inside the file system, which the user does not know.
func reasonOf(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// open opens a regular file. Anything else is not opened at all: a pipe would wait for ever.
func (f File) open() (fs.File, error) {
	if !fs.ValidPath(f.name) {
		return nil, &Defect{Scope: WholeDocument, Reason: "unreadable", Message: "the file cannot be read: its name is no valid UTF-8",
			Next: "rename the file, and run again"}
	}
	info, err := fs.Stat(f.fsys, f.name)
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("it is no regular file")
	}
	var file fs.File
	if err == nil {
		file, err = f.fsys.Open(f.name)
	}
	if err != nil {
		return nil, unreadable(err)
	}
	return file, nil
}

func unreadable(err error) *Defect {
	return &Defect{Scope: WholeDocument, Reason: "unreadable", Message: "the file cannot be read: " + reasonOf(err).Error(),
		Kept: keptUntil, Next: "check the file and its permissions, and run again"}
}

// raw is the file as delivered, hashed as it is read.
type raw struct {
	file fs.File
	sum  hash.Hash
}

func (r raw) Read(p []byte) (int, error) {
	n, err := r.file.Read(p)
	r.sum.Write(p[:n])
	if err != nil && err != io.EOF {
		err = unreadable(err)
	}
	return n, err
}

// digest reads what is left of the file.
func (r raw) digest() (string, error) {
	if _, err := io.Copy(io.Discard, struct{ io.Reader }{r}); err != nil {
		return "", err
	}
	return hex.EncodeToString(r.sum.Sum(nil)), nil
}

// Hash reads the whole file once and returns its SHA-256 and the first HeadSize bytes of its decoded text (nil where it
// cannot be decoded; err then says why, and digest is still valid if the file could be read). Every error is a *Defect.
func (f File) Hash() (digest string, head []byte, err error) {
	file, err := f.open()
	if err != nil {
		return "", nil, err
	}
	defer file.Close()
	r := raw{file, sha256.New()}
	text, _, err := decode(r)
	if err == nil {
		head = make([]byte, HeadSize)
		var n int
		n, err = io.ReadFull(text, head)
		head = head[:n]
		if n > 0 || err == io.EOF {
			err = nil // a defect further on is for Open to report
		}
	}
	if err != nil {
		head = nil
	}
	digest, readErr := r.digest()
	if readErr != nil {
		return "", nil, readErr
	}
	if err != nil {
		d := *AsDefect(err, Origin{})
		d.Origin = Origin{Digest: digest}
		return digest, nil, &d
	}
	return digest, head, nil
}

// Open decodes the file: decompression, byte-order marks, UTF-16 to UTF-8, under one budget for the whole chain. The file
// must still have this digest when it has been read to its end: Close reads the rest and says so, with a *Defect of the
// reason "changed". What is wrong with the file further on comes as a *Defect from the cursors.
func (f File) Open(digest string, groups []string) (*Document, io.Closer, error) {
	file, err := f.open()
	if err != nil {
		return nil, nil, at(err, digest)
	}
	r := raw{file, sha256.New()}
	text, start, err := decode(r)
	if err != nil {
		file.Close()
		return nil, nil, at(err, digest)
	}
	return &Document{Digest: digest, Groups: groups, Body: text, start: start}, checker{r, digest}, nil
}

func at(err error, digest string) error {
	d := *AsDefect(err, Origin{})
	d.Origin = Origin{Digest: digest}
	return &d
}

type checker struct {
	raw
	want string
}

func (c checker) Close() error {
	got, err := c.digest()
	if closeErr := c.file.Close(); err == nil && closeErr != nil {
		err = unreadable(closeErr)
	}
	if err == nil && got != c.want {
		err = &Defect{Scope: WholeDocument, Reason: "changed", Message: "the file changed while it was read",
			Next: "run again when nothing writes to it"}
	}
	if err != nil {
		return at(err, c.want)
	}
	return nil
}

// Reread returns the bytes of the record at o, once the whole file has shown that it still has o's digest.
func (f File) Reread(o Origin) ([]byte, error) {
	if o.Member != "" || o.Offset < 0 || o.Length < 0 || o.Length > MaxRecord {
		return nil, fmt.Errorf("%s: this is no place in a file", o)
	}
	d, closer, err := f.Open(o.Digest, nil)
	if err != nil {
		return nil, err
	}
	record := make([]byte, o.Length)
	_, err = io.CopyN(io.Discard, d.Body, max(0, o.Offset-d.start))
	if err == nil {
		_, err = io.ReadFull(d.Body, record)
	}
	if changed := closer.Close(); changed != nil {
		return nil, changed
	}
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return nil, fmt.Errorf("%s: the text ends before this place", o)
	}
	if err != nil {
		return nil, at(err, o.Digest)
	}
	return record, nil
}
