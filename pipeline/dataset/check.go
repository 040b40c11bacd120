package dataset

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// Problem is something in a dataset that is not as it should be.
type Problem struct {
	Path string // file, table or document
	What string
	Next string // what to do about it
}

// String is the place and what is wrong there.
func (p Problem) String() string { return p.Path + ": " + p.What }

// Stats is how much was checked.
type Stats struct {
	Tables, Files int
	Rows          int64
	Units         int64    // that the ledger says were read
	Notes         []string // what is no damage and worth knowing
}

// maxProblems is where a check stops looking: one damaged table can break every link into it.
const maxProblems = 100

var errMany = errors.New("too many problems")

// Check reads a whole dataset again and holds it against its manifest, the declared tables and its own accounting:
//
//   - the manifest has the id that it says, and HEAD if it led there, to the byte, and every file the size and SHA-256 of the manifest;
//   - two readers that share no code read the same rows from every file, under the declared columns;
//   - ids are unique, and a row that is referred to exists;
//   - for each document, units read = units with rows + rejected + duplicates + left out;
//   - the views are those of the dataset, whatever folder they name, the folders of tables hold no other files, and the history
//     leads to HEAD.
//
// The error is one of the machine, that of a cancelled context, or ErrNoDataset where there is no dataset; damage is a Problem.
func Check(ctx context.Context, out string, p pipeline.Pipeline) ([]Problem, Stats, error) {
	c := &checker{ctx: ctx, pipeline: p}
	d, err := Open(out)
	if errors.Is(err, ErrNoDataset) || errors.Is(err, fs.ErrPermission) {
		return nil, c.stats, err
	}
	if err != nil {
		return []Problem{{out, err.Error(), remake}}, c.stats, nil
	}
	tmp, err := os.MkdirTemp("", "perimeter-check-")
	if err != nil {
		return nil, c.stats, err
	}
	defer os.RemoveAll(tmp)
	c.dir, c.manifest, c.headed = d.Dir, d.Manifest, d.Dir != out
	c.ids, c.units = table.NewSorter(tmp, 64<<20), table.NewSorter(tmp, 64<<20)
	if err = c.beside(out); err == nil {
		err = c.check()
	}
	if errors.Is(err, errMany) {
		c.problems = append(c.problems, Problem{d.Dir, fmt.Sprintf("more than %d problems; the rest was not looked at", maxProblems), ""})
		err = nil
	}
	return c.problems, c.stats, err
}

type checker struct {
	ctx      context.Context
	pipeline pipeline.Pipeline
	dir      string
	manifest *Manifest
	headed   bool // HEAD led here, so the folder bears the id; one that was named, or copied, may be called otherwise
	problems []Problem
	stats    Stats
	ids      *table.Sorter // id → where it is defined, who refers to it
	units    *table.Sorter // document and offset → what became of the unit
	read     map[string]int64
}

func (c *checker) problem(path, next, what string, args ...any) error {
	c.problems = append(c.problems, Problem{path, fmt.Sprintf(what, args...), next})
	if len(c.problems) >= maxProblems {
		return errMany
	}
	return nil
}

const remake = "run again with the same inputs and --rebuild: what is damaged is made anew"

func (c *checker) check() error {
	m := c.manifest
	text, err := os.ReadFile(filepath.Join(c.dir, manifestName))
	if err != nil {
		return err
	}
	if id := m.id(); id != m.Dataset || c.headed && filepath.Base(c.dir) != m.Dataset {
		if err := c.problem(manifestName, "run again", "the manifest was changed: its content has the id %s, it says %s and lies in %s", id, m.Dataset, filepath.Base(c.dir)); err != nil {
			return err
		}
	} else if !bytes.Equal(text, m.encode()) { // other programs may read a field by another case, or the first of two
		if err := c.problem(manifestName, "run again", "the manifest was changed: what it says is of the dataset, and is not written as a run writes it"); err != nil {
			return err
		}
	}
	c.read = map[string]int64{}
	declared := c.pipeline.Tables()
	for _, t := range m.Tables {
		if !slices.ContainsFunc(declared, func(d table.Any) bool { return d.Describe().Name == t.Name }) {
			if err := c.problem(t.Name, "check with the program that wrote it", "this program knows no such table"); err != nil {
				return err
			}
		}
	}
	for _, t := range declared {
		if err := c.table(t); err != nil {
			return err
		}
	}
	if len(c.problems) > 0 {
		return nil // what follows speaks of all rows
	}
	if err := c.links(); err != nil {
		return err
	}
	return c.accounting()
}

// table checks the files of one table.
func (c *checker) table(t table.Any) error {
	name := t.Describe().Name
	found := c.manifest.Table(name)
	if found == nil {
		return c.problem(name, "run again", "the manifest has no such table")
	}
	c.stats.Tables++
	look := c.rowCheck(t)
	var sum int64
	for _, f := range found.Files {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		c.stats.Files++
		c.stats.Rows += f.Rows
		sum += f.Rows
		what, err := c.file(t, f, look)
		if err != nil {
			return err
		}
		if what != "" {
			if err := c.problem(f.Path, remake, "%s", what); err != nil {
				return err
			}
		}
	}
	if sum != found.Rows {
		return c.problem(name, "run again", "the manifest gives it %d rows, and its files %d", found.Rows, sum)
	}
	return nil
}

// file says what is wrong with a file, "" if nothing is.
func (c *checker) file(t table.Any, f File, look func(row any) error) (what string, err error) {
	r, err := os.Open(filepath.Join(c.dir, filepath.FromSlash(f.Path)))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "the file is missing", nil
	case errors.Is(err, fs.ErrPermission): // which is no damage
		return "", err
	case err != nil:
		return unreadable(err), nil
	}
	defer r.Close()
	h := sha256.New()
	n, err := io.Copy(h, r)
	if err != nil {
		return unreadable(err), nil
	}
	if n != f.Bytes {
		return fmt.Sprintf("it has %d bytes instead of %d", n, f.Bytes), nil
	}
	if digest := hex.EncodeToString(h.Sum(nil)); digest != f.SHA256 {
		return fmt.Sprintf("its bytes were changed: SHA-256 %s instead of %s; %s", digest, f.SHA256, c.harm(t, f, r)), nil
	}
	header, err := table.HeaderArrow(r)
	if err != nil {
		return "the second reader cannot read it: " + err.Error(), nil
	}
	if want := t.Header(); !slices.Equal(header, want) {
		return fmt.Sprintf("its columns are %v instead of %v", header, want), nil
	}
	var (
		line   []byte
		hashes []uint64
		failed error
	)
	err = t.Read(r, f.Bytes, func(row any) error {
		if failed = c.ctx.Err(); failed != nil {
			return failed
		}
		line = t.JSON(line[:0], row)
		hashes = append(hashes, hashOf(line))
		failed = look(row)
		return failed
	})
	if failed != nil {
		return "", failed
	}
	if err != nil {
		return "the first reader cannot read it: " + err.Error(), nil
	}
	if int64(len(hashes)) != f.Rows {
		return fmt.Sprintf("it has %d rows instead of %d", len(hashes), f.Rows), nil
	}
	i := 0
	err = table.ReadArrow(r, func(line []byte) error {
		if i >= len(hashes) || hashes[i] != hashOf(line) {
			return fmt.Errorf("row %d is another one than the first reader reads", i)
		}
		i++
		return nil
	})
	if err != nil {
		return "the second reader: " + err.Error(), nil
	}
	if i != len(hashes) {
		return fmt.Sprintf("the second reader reads %d rows and the first %d", i, len(hashes)), nil
	}
	return "", nil
}

// unreadable says why the system does not give the bytes of a file, as where the disk is broken.
func unreadable(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return "it cannot be read: " + err.Error()
}

// harm says which row group no longer reads. The page checksums tell; a file whose every page is sound was changed elsewhere.
func (c *checker) harm(t table.Any, f File, r io.ReaderAt) string {
	if err := t.Read(r, f.Bytes, func(any) error { return c.ctx.Err() }); err != nil {
		return err.Error()
	}
	return "every row group still reads"
}

func hashOf(b []byte) uint64 {
	h := fnv.New64a()
	h.Write(b)
	return h.Sum64()
}
