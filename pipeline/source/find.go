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
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Root is where inputs are looked for: a file, or a folder with all that is in it.
type Root struct {
	Prefix string // what the paths of its files begin with, as the user gave it
	FS     fs.FS
	Path   string // inside FS

	// Shown is what one name in a path, of a folder or a file, on disk or in an archive, is called for all who see it; nil: as it
	// is. It gives a name without a / and is not changed by itself.
	Shown func(name string) string
}

// File is one input file.
type File struct {
	Path string // Prefix and the path below it, with /, each name as it is shown; two files may have one
	Size int64

	stamp string
	fsys  fs.FS
	name  string
	given string // Path as it is
	shown func(string) string
}

// Name is the last element of the file's own path, for formats to know it by, and not to be shown.
func (f File) Name() string { return path.Base(f.given) }

// Key tells files apart by their paths, and Folder their folders, without saying what they are.
func (f File) Key() string    { return ID("path", f.given) }
func (f File) Folder() string { return ID("path", path.Dir(f.given)) }

// file is the one that is called given in full and name in the root's FS.
func (r Root) file(given, name string) File {
	given = validPath(given)
	return File{Path: ShownPath(given, r.Shown), fsys: r.FS, name: name, given: given, shown: r.Shown}
}

// ShownPath is a path with each of its names as it is shown.
func ShownPath(p string, shown func(string) string) string {
	if shown == nil {
		return p
	}
	names := strings.Split(p, "/")
	for i, name := range names {
		names[i] = shown(name)
	}
	return strings.Join(names, "/")
}

// Find lists the files below the roots, sorted by path, each path once. What cannot be read is a File all the same; its
// Hash fails. Only regular files are inputs, and links to them; names that begin with a dot are left out, unless a root
// names one itself. A root that is not there is an error.
func Find(roots []Root) ([]File, error) {
	var files []File
	for _, root := range roots {
		err := find(root, func(f File) error {
			files = append(files, f)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(files, func(a, b File) int { return strings.Compare(a.given, b.given) })
	return slices.CompactFunc(files, func(a, b File) bool { return a.given == b.given }), nil
}

// errFound ends a search.
var errFound = errors.New("found")

// Any says whether Find would find a file below the root.
func Any(root Root) (bool, error) {
	err := find(root, func(File) error { return errFound })
	if err == errFound {
		return true, nil
	}
	return false, err
}

// find calls found with the files below a root, until that returns errFound.
func find(root Root, found func(File) error) error {
	top := path.Clean(root.Path)
	name := path.Clean(root.Prefix)
	if root.Prefix == "" {
		name = path.Base(top)
	}
	info, err := fs.Stat(root.FS, top)
	if err != nil {
		return fmt.Errorf("%s: %w", name, reasonOf(err))
	}
	if !info.IsDir() {
		f := root.file(name, top)
		f.Size, f.stamp = info.Size(), stampOf(info)
		return found(f)
	}
	err = fs.WalkDir(root.FS, top, func(p string, e fs.DirEntry, err error) error {
		hidden := p != top && strings.HasPrefix(path.Base(p), ".")
		switch {
		case hidden && e.IsDir():
			return fs.SkipDir
		case hidden, err == nil && e.IsDir():
			return nil
		}
		info, statErr := stat(root.FS, p, e)
		below := strings.TrimPrefix(p, top+"/")
		if p == top {
			below = ""
		}
		f := root.file(path.Join(root.Prefix, below), p)
		if statErr == nil {
			if err == nil && info.IsDir() {
				return nil // a link to a folder
			}
			f.Size, f.stamp = info.Size(), stampOf(info)
		}
		return found(f)
	})
	if err != nil && err != errFound {
		return fmt.Errorf("%s: %w", name, reasonOf(err))
	}
	return err
}

// stat is what a name in a folder stands for. A link is followed by the file system, which does not let it lead out of the
// root; of anything else the folder knows, at the price of one call instead of one for each folder above.
func stat(fsys fs.FS, name string, e fs.DirEntry) (fs.FileInfo, error) {
	if e != nil && e.Type()&fs.ModeSymlink == 0 {
		return e.Info()
	}
	return fs.Stat(fsys, name)
}

// reasonOf is an error without the path inside the file system, which the user does not know.
func reasonOf(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// Stamp says how the file stood when it was found: size, times, inode. While it stays the same, so does the digest. It is ""
// where the file system gives no such thing, as for what is inside the program.
func (f File) Stamp() string { return f.stamp }

// Settled says that a file with this stamp was last changed well before now, so that a later change must give it another stamp:
// the clock of a file system may be as coarse as two seconds.
func Settled(stamp string, now time.Time) bool {
	fields := strings.Fields(stamp)
	if len(fields) < 3 {
		return false
	}
	changed, err := strconv.ParseInt(fields[2], 10, 64)
	return err == nil && now.Sub(time.Unix(0, changed)) > 3*time.Second
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

// Digest is the SHA-256 of the file.
func (f File) Digest() (string, error) {
	file, err := f.open()
	if err != nil {
		return "", err
	}
	defer file.Close()
	return raw{file: file, r: file, sum: sha256.New()}.digest()
}

// raw is the file as delivered, or a stretch of it, hashed as it is read.
type raw struct {
	file  fs.File
	r     io.Reader // of it
	sum   hash.Hash // may be nil
	seams *seams    // may be nil
}

func (r raw) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	if r.sum != nil {
		r.sum.Write(p[:n])
	}
	if r.seams != nil {
		r.seams.Write(p[:n])
	}
	if err != nil && err != io.EOF {
		err = unreadable(err)
	}
	return n, err
}

// drain reads what is left, which most often is nothing.
func (r raw) drain() error {
	if _, err := r.Read(make([]byte, 512)); err == io.EOF {
		return nil
	} else if err != nil {
		return err
	}
	_, err := io.CopyBuffer(struct{ io.Writer }{io.Discard}, struct{ io.Reader }{r}, make([]byte, 64<<10))
	return err
}

// digest reads what is left of the file.
func (r raw) digest() (string, error) {
	if err := r.drain(); err != nil {
		return "", err
	}
	return hex.EncodeToString(r.sum.Sum(nil)), nil
}

// same says that the bytes that were read are those that were sealed.
func (r raw) same(s Seal) bool {
	if r.seams != nil {
		return r.seams.done().equal(s.proof)
	}
	return hex.EncodeToString(r.sum.Sum(nil)) == s.Digest
}

// validPath is a path as UTF-8. Bytes that are none are written as \xNN, so that two names stay two.
func validPath(path string) string {
	if utf8.ValidString(path) {
		return path
	}
	var b strings.Builder
	for i, r := range path {
		if _, size := utf8.DecodeRuneInString(path[i:]); r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&b, `\x%02x`, path[i])
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
