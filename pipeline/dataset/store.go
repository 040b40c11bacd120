package dataset

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/perimeter-data/perimeter/pipeline/table"
)

// Store is an output folder as its run writes to it.
type Store struct {
	Out   string
	Hash  bool   // trust no object before its bytes were hashed
	Views string // SQL that is published behind the views of the tables
}

// Init makes the folders of an output folder.
func (s Store) Init() error {
	for _, name := range []string{"datasets", "objects", "actions", "cache", "tmp"} {
		if err := makeDir(filepath.Join(s.Out, name)); err != nil {
			return err
		}
	}
	return nil
}

// Object is where a file of a table lies.
func (s Store) Object(f File) string { return s.object(f.SHA256) }

func (s Store) object(digest string) string {
	return filepath.Join(s.Out, "objects", digest[:2], digest+".parquet")
}

// written is the time that every object bears. Whoever writes into one changes it, so that it is noticed without a reading of all.
var written = time.Unix(1, 0)

// Has says that the object lies in the store and that nobody wrote into it. What bit rot changed is found only with Hash.
func (s Store) Has(f File) bool { return s.sound(s.object(f.SHA256), f) }

func (s Store) sound(name string, f File) bool {
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != f.Bytes {
		return false
	}
	untouched := info.ModTime().Equal(written)
	if untouched && !s.Hash {
		return true
	}
	// In a folder that was copied without its times the bytes tell, once.
	return hashes(name, f.SHA256) && (untouched || os.Chtimes(name, written, written) == nil)
}

func hashes(name, digest string) bool {
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return err == nil && hex.EncodeToString(h.Sum(nil)) == digest
}

// Put writes rows as one Parquet object, in a temporary file in tmp first. The object is on disk, and was read back, before
// it has its name.
func (s Store) Put(tmp string, t table.Any, rows func(w *table.Writer) error) (file File, err error) {
	f, err := os.CreateTemp(tmp, "object-")
	if err != nil {
		return file, err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	h := sha256.New()
	buffered := bufio.NewWriterSize(io.MultiWriter(f, h), 256<<10)
	w := t.NewWriter(buffered)
	if err := rows(w); err != nil {
		return file, err
	}
	if err := w.Close(); err != nil {
		return file, err
	}
	if err := buffered.Flush(); err != nil {
		return file, err
	}
	info, err := f.Stat()
	if err != nil {
		return file, err
	}
	file = File{SHA256: hex.EncodeToString(h.Sum(nil)), Bytes: info.Size(), Rows: w.Rows}
	if n, err := t.Verify(f, file.Bytes); err != nil || n != file.Rows {
		return file, fmt.Errorf("a Parquet file of %s cannot be read back: wrote %d rows, read %d: %v", t.Describe().Name, file.Rows, n, err)
	}
	if err := f.Chmod(0o444); err != nil {
		return file, err
	}
	if err := os.Chtimes(f.Name(), written, written); err != nil {
		return file, err
	}
	if err := f.Sync(); err != nil {
		return file, err
	}
	name := s.object(file.SHA256)
	if err := makeDir(filepath.Dir(name)); err != nil {
		return file, err
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return file, err
	}
	return file, syncDir(filepath.Dir(name))
}

// makeDir makes a folder, if it is missing, and puts its name on disk.
func makeDir(dir string) error {
	err := os.Mkdir(dir, 0o755)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return syncDir(filepath.Dir(dir))
}

// syncDir puts the names in a folder on disk.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

// replace writes a small file under its name in one step.
func replace(name string, text []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".new-")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	if _, err := f.Write(text); err != nil {
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return err
	}
	return syncDir(filepath.Dir(name))
}
