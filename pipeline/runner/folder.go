package runner

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

func validate(p pipeline.Pipeline, o Options) error {
	if err := p.Validate(); err != nil {
		return err
	}
	for _, s := range p.Stages {
		for _, in := range s.Reads {
			for _, t := range in.Tables() {
				if t.Describe().Name == table.Conflicts.Name {
					return fmt.Errorf("stage %s reads conflicts, which are known only when all tables are", s.Name)
				}
			}
		}
	}
	if o.Out == "" || o.Program == "" {
		return errors.New("no output folder, or no identity of the program")
	}
	entries, err := os.ReadDir(o.Out)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		if errors.Is(err, syscall.ENOTDIR) {
			return fmt.Errorf("%s is no folder", o.Out)
		}
		return err
	}
	if info, at := os.Lstat(o.Out); err != nil && at == nil && info.Mode().Type() == fs.ModeSymlink {
		return fmt.Errorf("%s is a link to a folder that is not there: make that folder, or name another", o.Out)
	}
	if name := foreign(o.Out, entries); name != "" {
		return fmt.Errorf("%s holds other files (%s …); name an empty or a new folder", o.Out, name)
	}
	for _, made := range []struct {
		name string
		mode fs.FileMode
	}{{"HEAD", 0}, {"history", 0}, {"latest", fs.ModeSymlink}, {"lock", 0}} {
		name := filepath.Join(o.Out, made.name)
		if info, err := os.Lstat(name); err == nil && info.Mode().Type() != made.mode {
			return fmt.Errorf("%s is not what a run makes (a folder that was copied without its links?): move it away", name)
		}
	}
	for _, name := range folders {
		name = filepath.Join(o.Out, filepath.FromSlash(name))
		if info, err := os.Stat(name); err == nil && !info.IsDir() {
			return fmt.Errorf("%s is a file, and a run keeps a folder there: move it away, and run again", name)
		}
	}
	return nil
}

// folders are those that a run makes in its output folder.
var folders = []string{"datasets", "objects", "actions", "tmp", "cache", "cache/segments", "cache/memory"}

// foreign is the name of something in a folder that no run made, "" where it is empty or an output folder. What lies in an
// output folder's tmp is removed, so a name that others give too is not enough.
func foreign(out string, entries []fs.DirEntry) string {
	var locked, datasets, objects, counted bool
	other := ""
	for _, entry := range entries {
		switch entry.Name() {
		case "lock":
			locked = true
		case "datasets":
			datasets = true
		case "objects":
			objects = true
		case "HEAD", "history":
			counted = true
		case "latest", "actions", "cache", "tmp":
		default:
			if other == "" {
				other = entry.Name()
			}
		}
	}
	if len(entries) == 0 || datasets && objects && counted || locked && other == "" {
		return ""
	}
	if text, err := os.ReadFile(filepath.Join(out, "lock")); locked && err == nil && strings.HasPrefix(string(text), holderPrefix) {
		return ""
	}
	if other == "" {
		other = entries[0].Name()
	}
	return other
}

// clearFolder removes what is in a folder, and not the folder.
func clearFolder(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if err := os.RemoveAll(filepath.Join(dir, entry.Name())); err != nil {
			return err
		}
	}
	return nil
}
