package runner

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/perimeter-data/perimeter/pipeline/dataset"
)

// Collect removes from an output folder all but its last keep datasets, and what only those needed that went. With dry it
// only says what it would remove. Like a run it holds the lock; what unfinished runs left is removed too, and done again by
// the next run.
func Collect(out string, keep int, dry bool) (*dataset.Collected, error) {
	entries, err := os.ReadDir(out)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUsage, err)
	}
	if name := foreign(out, entries); name != "" || len(entries) == 0 {
		return nil, fmt.Errorf("%w: %s is no output folder", ErrUsage, out)
	}
	unlock, err := lock(out)
	if err != nil {
		return nil, err
	}
	defer unlock()
	store, tmp := dataset.Store{Out: out}, filepath.Join(out, "tmp")
	if err := store.Init(); err != nil {
		return nil, err
	}
	if !dry {
		if err := clearFolder(tmp); err != nil {
			return nil, err
		}
	}
	return store.Collect(tmp, keep, dry)
}
