package dataset

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Collected is what Collect removed, or would remove.
type Collected struct {
	Datasets []string // ids, sorted
	Objects  int
	Pieces   int   // records of actions and pieces of the cache
	Bytes    int64 // of objects and pieces
}

// Collect removes the datasets before the last keep, what only they hold, and what no action of a kept dataset needs. The
// dataset that counts is always kept. A dataset goes in one step, by rename into tmp, before anything it links to; killed
// anywhere, what is left is whole, and the next Collect goes on. With dry nothing is removed. The caller holds the lock.
func (s Store) Collect(tmp string, keep int, dry bool) (*Collected, error) {
	now, kept, err := s.last(keep)
	if err != nil {
		return nil, err
	}
	c := &collector{Store: s, tmp: tmp, dry: dry, found: &Collected{}, objects: map[string]bool{}, pieces: map[string]bool{}}
	for _, id := range slices.Sorted(maps.Keys(kept)) {
		switch err := c.mark(id); {
		case errors.Is(err, ErrDamaged) && id != now:
			return nil, fmt.Errorf("%w: the manifest in %s is missing, was changed or cannot be read", ErrOlder, filepath.Join(s.Out, "datasets", id))
		case err != nil:
			return nil, err
		}
	}
	if err := c.datasets(kept); err != nil {
		return nil, err
	}
	for _, sweep := range []struct {
		folder string
		kept   map[string]bool
		n      *int
	}{{"objects", c.objects, &c.found.Objects}, {"actions", c.pieces, &c.found.Pieces}, {"cache", c.pieces, &c.found.Pieces}} {
		if err := c.sweep(sweep.folder, sweep.kept, sweep.n); err != nil {
			return nil, err
		}
	}
	return c.found, nil
}

// ErrOlder says that a dataset is damaged that no run makes anew, for another one counts.
var ErrOlder = errors.New("an older dataset is damaged")

// last are the dataset that counts, now, and those before it, keep in all.
func (s Store) last(keep int) (now string, kept map[string]bool, err error) {
	if now, err = head(s.Out); err != nil {
		return "", nil, err
	}
	if now == "" {
		return "", nil, fmt.Errorf("%s: %w", s.Out, ErrNoDataset)
	}
	ids, whole, err := s.history()
	if err != nil {
		return "", nil, err
	}
	if !whole || !slices.Contains(ids, now) {
		return "", nil, fmt.Errorf("%s %w: it does not say in which order datasets came to count, so that none is known to be old", filepath.Join(s.Out, historyName), ErrDamaged)
	}
	kept = map[string]bool{now: true}
	for i := len(ids) - 1; i >= 0 && len(kept) < keep; i-- {
		if _, err := os.Lstat(filepath.Join(s.Out, "datasets", ids[i])); err == nil {
			kept[ids[i]] = true
		}
	}
	return now, kept, nil
}

type collector struct {
	Store
	tmp     string
	dry     bool
	found   *Collected
	objects map[string]bool // by path below the output folder
	pieces  map[string]bool
}

// mark marks what a dataset needs.
func (c *collector) mark(id string) error {
	d, err := Open(filepath.Join(c.Out, "datasets", id))
	if errors.Is(err, ErrNoDataset) {
		return fmt.Errorf("%s %w: it lacks the dataset %s, or its manifest", c.Out, ErrDamaged, id)
	}
	if err != nil {
		return err
	}
	if d.Manifest.id() != id { // what it needs is not what it says
		return fmt.Errorf("%s %w: it was changed", filepath.Join(d.Dir, manifestName), ErrDamaged)
	}
	for _, t := range d.Manifest.Tables {
		for _, f := range t.Files {
			c.objects[f.SHA256] = true
		}
	}
	needed, err := c.needed(id)
	if err != nil {
		return err
	}
	for _, name := range needed {
		c.pieces[name] = true
	}
	return nil
}

func (c *collector) datasets(kept map[string]bool) error {
	entries, err := os.ReadDir(filepath.Join(c.Out, "datasets"))
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if kept[entry.Name()] || !isID(entry.Name()) {
			continue
		}
		c.found.Datasets = append(c.found.Datasets, entry.Name())
		if c.dry {
			continue
		}
		away := filepath.Join(c.tmp, entry.Name())
		if err := os.Rename(filepath.Join(c.Out, "datasets", entry.Name()), away); err != nil {
			return err
		}
		if err := errors.Join(os.RemoveAll(away), os.RemoveAll(c.neededName(entry.Name()))); err != nil {
			return err
		}
	}
	slices.Sort(c.found.Datasets)
	return syncDir(filepath.Join(c.Out, "datasets"))
}

// sweep removes the files below a folder that are not kept, each known by its name without an extension. What was found out
// about the inputs stays: it is one file, and the next run writes it anew.
func (c *collector) sweep(folder string, kept map[string]bool, n *int) error {
	return filepath.WalkDir(filepath.Join(c.Out, folder), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		name, ext, _ := strings.Cut(entry.Name(), ".")
		if ext == "list" || len(name) != 64 || kept[name] {
			return nil
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		*n++
		c.found.Bytes += info.Size()
		if c.dry {
			return nil
		}
		return os.Remove(path)
	})
}

// neededName is where the pieces are listed that the actions behind a dataset left. It is no part of the dataset, which says
// nothing of how it came about.
func (s Store) neededName(id string) string { return filepath.Join(s.Out, "actions", id+".list") }

func (s Store) need(id string, pieces []string) error {
	pieces = slices.Clone(pieces)
	slices.Sort(pieces)
	text := []byte(strings.Join(slices.Compact(pieces), "\n") + "\n")
	if before, err := os.ReadFile(s.neededName(id)); err == nil && string(before) == string(text) {
		return nil
	}
	return replace(s.neededName(id), text)
}

func (s Store) needed(id string) ([]string, error) {
	text, err := os.ReadFile(s.neededName(id))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil // they are made anew when they are wanted
	}
	return strings.Fields(string(text)), err
}
