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
	if n := len(ids); n > 0 && ids[n-1] == id {
		return nil
	}
	ids = append(slices.DeleteFunc(ids, func(old string) bool { return old == id }), id)
	return replace(filepath.Join(s.Out, historyName), []byte(strings.Join(ids, "\n")+"\n"))
}

func isID(id string) bool {
	return id != "" && strings.Trim(id, "0123456789abcdefghijklmnopqrstuvwxyz") == ""
}
