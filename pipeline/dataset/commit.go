package dataset

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Commit makes m the dataset that counts. It names the files of its tables, gives m its id, and says whether the dataset is
// another one than before, and if not, how many of its files were damaged or missing and are whole again. What an earlier run
// left half done is mended on the way. The actions behind the dataset left the pieces: names of their records and of what lies
// in the cache, for Collect.
func (s Store) Commit(tmp string, m *Manifest, pieces []string) (changed bool, mended int, err error) {
	m.FormatVersion = FormatVersion
	for i := range m.Tables {
		t := &m.Tables[i]
		for j := range t.Files {
			t.Files[j].Path = fmt.Sprintf("%s/part-%05d-%s.parquet", t.Name, j, t.Files[j].SHA256[:12])
		}
	}
	m.Dataset = m.id()
	old, err := head(s.Out)
	if err != nil {
		old = ""
	}
	final := filepath.Join(s.Out, "datasets", m.Dataset)
	if _, err := os.Lstat(final); errors.Is(err, fs.ErrNotExist) {
		building := filepath.Join(tmp, "dataset")
		if err := os.RemoveAll(building); err != nil {
			return false, 0, err
		}
		if _, err := s.fill(building, final, m, false); err != nil {
			return false, 0, err
		}
		if err := os.Rename(building, final); err != nil {
			return false, 0, err
		}
	}
	// Also after the rename: a dataset that was there before may lack a file, or its folder may have moved.
	if mended, err = s.fill(final, final, m, old == m.Dataset); err != nil {
		return false, 0, err
	}
	if old != m.Dataset {
		mended = 0
		if err := syncDir(filepath.Dir(final)); err != nil {
			return false, 0, err
		}
	}
	if err := s.need(m.Dataset, pieces); err != nil {
		return false, 0, err
	}
	if err := s.enter(m.Dataset); err != nil {
		return false, 0, err
	}
	if old != m.Dataset {
		if err := replace(filepath.Join(s.Out, "HEAD"), []byte(m.Dataset+"\n")); err != nil {
			return false, 0, err
		}
	}
	return old != m.Dataset, mended, s.point(filepath.Join("datasets", m.Dataset))
}

// point makes latest a link to the dataset.
func (s Store) point(target string) error {
	latest := filepath.Join(s.Out, "latest")
	if now, err := os.Readlink(latest); err == nil && now == target {
		return nil
	}
	next := filepath.Join(s.Out, "tmp", "latest")
	if err := os.Remove(next); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Symlink(target, next); err != nil {
		return err
	}
	if err := os.Rename(next, latest); err != nil {
		return err
	}
	return syncDir(s.Out)
}

// fill puts into a dataset's folder dir, which is or will be called final, what it lacks. Of a dataset that counts
// already everything is on disk but what is put there now. It says how many files of tables, and whether the manifest, were put.
func (s Store) fill(dir, final string, m *Manifest, counts bool) (put int, err error) {
	made := !counts
	for _, t := range m.Tables {
		folder := filepath.Join(dir, t.Name)
		if _, err := os.Lstat(folder); err != nil {
			if err := os.MkdirAll(folder, 0o755); err != nil {
				return put, err
			}
			made = true
		}
		filled := made
		for _, f := range t.Files {
			linked, err := s.link(filepath.Join(dir, filepath.FromSlash(f.Path)), f)
			if err != nil {
				return put, err
			}
			if linked {
				filled = true
				put++
			}
		}
		if filled {
			if err := syncDir(folder); err != nil {
				return put, err
			}
		}
	}
	views, err := s.viewsOf(final, m)
	if err != nil {
		return put, err
	}
	for _, file := range []struct {
		name string
		text []byte
	}{{manifestName, m.encode()}, {viewsName, views}} {
		path := filepath.Join(dir, file.name)
		if now, err := os.ReadFile(path); err == nil && bytes.Equal(now, file.text) {
			continue
		}
		if err := replace(path, file.text); err != nil {
			return put, err
		}
		if file.name == manifestName { // the views are another text wherever the folder lies
			put++
		}
	}
	if made {
		return put, syncDir(dir)
	}
	return put, nil
}

// linking is the end of a name under which a file waits to be put in the place of another.
const linking = ".new"

// link makes name the object: a hard link, or a copy where the file system has no links. It says whether there was anything
// to do.
func (s Store) link(name string, f File) (done bool, err error) {
	object, err := os.Lstat(s.object(f.SHA256))
	if err != nil {
		return false, err
	}
	now, missing := os.Lstat(name)
	if missing == nil && os.SameFile(object, now) {
		return false, nil
	}
	next := name + linking
	if err := os.Remove(next); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	if err := os.Link(s.object(f.SHA256), next); err != nil {
		if missing == nil && s.sound(name, f) {
			return false, nil // a copy of an earlier run
		}
		if err := copyFile(next, s.object(f.SHA256)); err != nil {
			return false, err
		}
	}
	return true, os.Rename(next, name)
}

func copyFile(to, from string) error {
	r, err := os.Open(from)
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o444)
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, r); err != nil {
		return errors.Join(err, w.Close())
	}
	return errors.Join(w.Sync(), w.Close(), os.Chtimes(to, written, written))
}

// viewsOf is SQL for DuckDB: a view for each table, over the files of this very dataset, and the pipeline's own. DuckDB looks for
// relative paths below the folder that it was started in, so they name their files by the whole path, which stands in one line, a
// macro: whoever moves the folder changes that line. The manifest does not cover this file, and each run writes it anew where the
// folder has moved. Its first lines say which dataset it is of, and the digest of the rest: views of another version of the program
// are told from damaged ones by it.
func (s Store) viewsOf(dir string, m *Manifest) ([]byte, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	for _, t := range m.Tables {
		fmt.Fprintf(&b, "\n-- %s: one row is %s\ncreate or replace view %s as select * from read_parquet([", t.Name, t.Grain, t.Name)
		for i, f := range t.Files {
			if i > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(&b, "dataset_file('%s')", f.Path)
		}
		b.WriteString("]);\n")
	}
	day := "null"
	if m.AsOf != "" {
		day = "'" + m.AsOf + "'"
	}
	fmt.Fprintf(&b, "\n-- dataset: which dataset this is, by which program, and for which day its contracts are in force or not\n"+
		"create or replace view dataset as select '%s' as dataset, '%s' as program, cast(%s as date) as as_of;\n",
		m.Dataset, quoted(m.Perimeter), day)
	if s.Views != "" {
		b.WriteString("\n" + s.Views)
	}
	return append([]byte(viewsHead(m.Dataset, abs, b.Bytes())), b.Bytes()...), nil
}

// What stands in the head of the views before and behind the folder, and before the digest.
const (
	folderBegins = "create or replace macro dataset_file(name) as '"
	folderEnds   = "/' || name;\n"
	sumBegins    = "-- SHA-256 of what follows: "
)

// viewsHead begins the views of a dataset that lies in the folder.
func viewsHead(id, folder string, rest []byte) string {
	return fmt.Sprintf("-- Perimeter, dataset %s. In DuckDB: .read views.sql\n"+
		"-- Where its folder was moved or copied, change the path in the next line, the only one, or run again.\n"+
		folderBegins+"%s"+folderEnds+sumBegins+"%x\n", id, quoted(filepath.ToSlash(folder)), sha256.Sum256(rest))
}

func quoted(text string) string { return strings.ReplaceAll(text, "'", "''") }
