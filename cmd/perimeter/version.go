package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/perimeter-data/perimeter/pipeline/dataset"
	"github.com/perimeter-data/perimeter/pipeline/source"
)

func versionVerb() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "version of the program and of its output format",
		Args:  args(cobra.NoArgs, "none"),
		RunE: func(c *cobra.Command, _ []string) error {
			io.WriteString(c.OutOrStdout(), versions())
			return nil
		},
	}
}

// versions is the line that tells the versions of the program, of Go and of the output.
func versions() string {
	return fmt.Sprintf("perimeter %s (%s)    output format %d\n", version(), runtime.Version(), dataset.FormatVersion)
}

// version is the version of the module, or the revision it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "devel"
	}
	return info.Main.Version
}

// standing is the file of this program, as it stood when it was found.
type standing struct {
	source.File
	settled bool
}

func findProgram() (s standing, err error) {
	path, err := os.Executable()
	if err != nil {
		return s, err
	}
	now := time.Now()
	files, err := source.Find([]source.Root{{FS: os.DirFS(filepath.Dir(path)), Path: filepath.Base(path)}})
	if err != nil {
		return s, err
	}
	return standing{files[0], source.Settled(files[0].Stamp(), now)}, nil
}

// Both are found out once: while a backfill goes on, another version may take the place of the file, and what this one makes must
// not be kept as made by that.
var (
	started  = sync.OnceValues(findProgram)
	identity = sync.OnceValues(func() (string, error) {
		s, err := started()
		if err != nil {
			return "", err
		}
		id, err := s.Digest()
		if err != nil {
			return "", err
		}
		if now, err := findProgram(); err != nil || now.Stamp() != s.Stamp() {
			return "", errors.New("another program took the place of this one while it was starting; run again")
		}
		return id, nil
	})
)

// program identifies this very executable: a dataset is a function of the inputs and of it. The cache of the output folder
// keeps what was found, for as long as the executable stands as it did; remember puts it there.
func program(out string) (id string, remember func(), err error) {
	remember = func() {}
	s, err := started()
	if err != nil {
		return "", remember, err
	}
	stamp, name := s.Stamp(), filepath.Join(out, "cache", "program")
	if text, err := os.ReadFile(name); err == nil && stamp != "" {
		if digest, found := strings.CutPrefix(string(text), stamp+"\n"); found && len(digest) == hex.EncodedLen(sha256.Size) {
			return digest, remember, nil
		}
	}
	if id, err = identity(); err == nil && s.settled {
		remember = func() { keep(name, []byte(stamp+"\n"+id)) }
	}
	return id, remember, err
}

// keep writes a piece of the cache in one step. Where that cannot be done it is found out again.
func keep(name string, text []byte) {
	f, err := os.CreateTemp(filepath.Dir(name), ".new-")
	if err != nil {
		return
	}
	defer os.Remove(f.Name())
	_, err = f.Write(text)
	if f.Close() == nil && err == nil {
		os.Rename(f.Name(), name)
	}
}
