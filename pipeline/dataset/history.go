package dataset

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// historyName is the file that says in which order datasets came to count: one id a line, the latest last.
const historyName = "history"

// history lists the datasets that came to count, the latest last, each once.
func (s Store) history() ([]string, error) {
	text, err := os.ReadFile(filepath.Join(s.Out, historyName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var ids []string
	for _, id := range strings.Fields(string(text)) {
		if isID(id) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// enter makes id the latest of the history. It is written before HEAD: an entry too many costs Collect nothing, one too few
// would cost a dataset.
func (s Store) enter(id string) error {
	ids, err := s.history()
	if err != nil {
		return err
	}
	var all []string // each at the last of its places
	for i, old := range ids {
		if old != id && !slices.Contains(ids[i+1:], old) {
			all = append(all, old)
		}
	}
	name, text := filepath.Join(s.Out, historyName), lines(append(all, id))
	if now, err := os.ReadFile(name); err == nil && string(now) == text {
		return nil
	}
	return replace(name, []byte(text))
}

func lines(ids []string) string { return strings.Join(ids, "\n") + "\n" }

func isID(id string) bool {
	return id != "" && strings.Trim(id, "0123456789abcdefghijklmnopqrstuvwxyz") == ""
}
