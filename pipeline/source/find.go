package source

import (
	"io"
	"io/fs"
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
}

// Find lists the files below the roots, sorted by path, each path once. What cannot be read is a File all the same; its
// Hash fails. Only regular files are inputs.
func Find(roots []Root) ([]File, error) { panic("helper") }

// Hash reads the whole file once and returns its SHA-256 and the first HeadSize bytes of its decoded text (nil where it
// cannot be decoded; err then says why, and digest is still valid if the file could be read).
func (f File) Hash() (digest string, head []byte, err error) { panic("helper") }

// Open decodes the file: decompression, byte-order marks, UTF-16 to UTF-8, under one Budget for the whole chain. The file
// must still have this digest when it has been read to its end: Close says so.
func (f File) Open(digest string, groups []string) (*Document, io.Closer, error) { panic("helper") }
