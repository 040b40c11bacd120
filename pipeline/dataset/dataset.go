// Package dataset is the output folder: what lies where, how a new dataset takes the place of the old one, and how to see
// that every byte of it is as it was written.
//
//	HEAD                 the id of the dataset that counts
//	history              the ids of those that came to count, the latest last
//	latest               → datasets/<id>, for people
//	datasets/<id>/       manifest.json, views.sql, <table>/part-00000-<digest>.parquet
//	objects/             every Parquet file by its SHA-256; the parts above are links to them
//	actions/, cache/     what was done already; may be deleted at any time, and is then done again
//	tmp/, lock           of the run under way
//
// A dataset is committed in this order: objects, the manifest, the folder by rename, HEAD by rename, each on disk before the
// next one begins. Killed anywhere, the folder holds the old dataset or the new one. A reader resolves HEAD once.
package dataset

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

const (
	manifestName = "manifest.json"
	viewsName    = "views.sql"
)

// FormatVersion is the version of the layout and of the manifest.
const FormatVersion = 1

// Manifest says everything that a dataset is: no more, so that equal datasets have equal manifests. It names no time and no
// machine.
type Manifest struct {
	FormatVersion int          `json:"format_version"`
	Dataset       string       `json:"dataset"` // content address of the rest of the manifest
	Perimeter     string       `json:"perimeter"`
	AsOf          string       `json:"as_of,omitempty"`      // YYYY-MM-DD, where the run was given one
	Key           string       `json:"hash_key,omitempty"`   // print of the key under which numbers of devices are hashed; none: they are not kept
	Configured    []Configured `json:"configured,omitempty"` // formats made from configuration, by name
	Against       *Against     `json:"against,omitempty"`    // what the public lists were compared with; nil where they were not
	Counts        Counts       `json:"counts"`
	Tables        []Table      `json:"tables"`
	Inputs        []Input      `json:"inputs"`
}

// Against says which lists, accepted earlier, those of the inputs were compared with before anything was read.
type Against struct {
	Lists    string   `json:"lists"`              // content address of the tables of lists in the earlier dataset
	Accepted []string `json:"accepted,omitempty"` // what was accepted whatever the comparison found, as FILE@sha256:DIGEST or LIST@gone
}

// Configured is a format that was made from configuration.
type Configured struct {
	Format string `json:"format"`
	SHA256 string `json:"sha256"` // of the configuration
}

// Counts is the accounting of the whole run, in units: Read = WithRows + Rejected + Duplicates + LeftOut.
type Counts struct {
	Documents  map[string]int64 `json:"documents"` // by status
	Read       int64            `json:"read"`
	WithRows   int64            `json:"with_rows"`
	Rejected   int64            `json:"rejected"`
	Duplicates int64            `json:"duplicates"`
	LeftOut    int64            `json:"left_out"`
}

// Table is one table of a dataset.
type Table struct {
	Name  string `json:"name"`
	Grain string `json:"grain"`
	Rows  int64  `json:"rows"`
	Files []File `json:"files"`
}

// File is one Parquet file of a table.
type File struct {
	Path   string `json:"path,omitempty"` // below the dataset's folder, with /
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
	Rows   int64  `json:"rows"`
}

// Input is one document that the run was given.
type Input struct {
	Path   string `json:"path"`
	Member string `json:"member,omitempty"` // in it, if it is an archive
	Digest string `json:"digest"`
	Status string `json:"status"`
}

// encode is the manifest as it lies on disk; its id is the content address of the same text without an id.
func (m Manifest) encode() []byte {
	b, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		panic(err) // strings and numbers always have a JSON text
	}
	return append(b, '\n')
}

func (m Manifest) id() string {
	m.Dataset = ""
	return source.ID("dataset", string(m.encode()))
}

// ErrNoDataset says that a folder holds no dataset.
var ErrNoDataset = errors.New("no dataset there")

// ErrDamaged says that an output folder is not as a run left it.
var ErrDamaged = errors.New("is damaged")

// Dataset is a committed dataset, opened.
type Dataset struct {
	Dir      string // its folder
	Manifest *Manifest
}

// Open opens the dataset that counts in an output folder, or the one whose folder dir itself is.
func Open(dir string) (*Dataset, error) {
	out := dir
	if _, err := os.Stat(filepath.Join(dir, manifestName)); err != nil {
		id, err := head(out)
		if err != nil {
			return nil, err
		}
		if id == "" {
			return nil, fmt.Errorf("%s: %w: it has neither HEAD nor manifest.json", out, ErrNoDataset)
		}
		dir = filepath.Join(out, "datasets", id)
	}
	text, err := os.ReadFile(filepath.Join(dir, manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s %w: HEAD names a dataset that is not there; run again", out, ErrDamaged)
	}
	if err != nil {
		return nil, err
	}
	d := &Dataset{dir, &Manifest{}}
	if err := json.Unmarshal(text, d.Manifest); err != nil {
		return nil, fmt.Errorf("%s %w: %w; run again", filepath.Join(dir, manifestName), ErrDamaged, err)
	}
	if v := d.Manifest.FormatVersion; v != FormatVersion {
		return nil, fmt.Errorf("%s has format version %d, and this program reads version %d: run again with the same inputs, or use the program that wrote it", dir, v, FormatVersion)
	}
	for _, t := range d.Manifest.Tables {
		for _, f := range t.Files {
			if !filepath.IsLocal(filepath.FromSlash(f.Path)) || !isDigest(f.SHA256) {
				return nil, fmt.Errorf("%s %w: of the table %s it names what is no file of a dataset; run again", filepath.Join(dir, manifestName), ErrDamaged, t.Name)
			}
		}
	}
	return d, nil
}

func isDigest(s string) bool {
	return len(s) == hex.EncodedLen(sha256.Size) && strings.Trim(s, "0123456789abcdef") == ""
}

// head is the id in HEAD, "" where there is no HEAD.
func head(out string) (string, error) {
	text, err := os.ReadFile(filepath.Join(out, "HEAD"))
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	id := strings.TrimSpace(string(text))
	if !isID(id) {
		return "", fmt.Errorf("%s %w: HEAD holds no id of a dataset; run again to write it anew", out, ErrDamaged)
	}
	return id, nil
}

// Table is what the manifest says of a table, nil where it has none of that name.
func (m *Manifest) Table(name string) *Table {
	for i := range m.Tables {
		if m.Tables[i].Name == name {
			return &m.Tables[i]
		}
	}
	return nil
}

// Rows calls f with every row, a *R, of a table, in the order of its files.
func (d *Dataset) Rows(t table.Any, f func(row any) error) error {
	return d.each(t.Describe().Name, func(r *os.File, size int64) error { return t.Read(r, size, f) })
}

// Select calls f with every row, a *R, of a table of which one of the columns has a value that keep takes, as table.Select.
func (d *Dataset) Select(t table.Any, columns []string, keep func(value string) bool, f func(row any) error) error {
	return d.each(t.Describe().Name, func(r *os.File, size int64) error { return t.Select(r, size, columns, keep, f) })
}

// RowsJSON calls f with every row of a table as the second reader reads it from disk: one line of JSON, as table.ReadArrow.
func (d *Dataset) RowsJSON(name string, f func(line []byte) error) error {
	return d.each(name, func(r *os.File, _ int64) error { return table.ReadArrow(r, f) })
}

func (d *Dataset) each(name string, f func(r *os.File, size int64) error) error {
	t := d.Manifest.Table(name)
	if t == nil {
		return fmt.Errorf("%s has no table %s", d.Dir, name)
	}
	for _, file := range t.Files {
		r, err := os.Open(filepath.Join(d.Dir, filepath.FromSlash(file.Path)))
		if err != nil {
			return err
		}
		err = f(r, file.Bytes)
		r.Close()
		if err != nil {
			return fmt.Errorf("%s: %w", file.Path, err)
		}
	}
	return nil
}
