package dataset

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// historyName is the file that says in which order datasets came to count: one id a line, the latest last.
const historyName = "history"

// history lists the datasets that came to count, the latest last. It is not whole where the file is missing, or is not a list of
// them, each once: then some may be unknown.
func (s Store) history() (ids []string, whole bool, err error) {
	text, err := os.ReadFile(filepath.Join(s.Out, historyName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, false, err
	}
	for _, id := range strings.Fields(string(text)) {
		if isID(id) {
			ids = append(ids, id)
		}
	}
	return ids, isHistory(string(text)), nil
}

// isHistory says that a text is a list of ids of datasets, each once on a line of its own.
func isHistory(text string) bool {
	ids := strings.Fields(text)
	sorted := slices.Sorted(slices.Values(ids))
	return text == lines(ids) && len(slices.Compact(sorted)) == len(ids) && !slices.ContainsFunc(ids, func(id string) bool { return !isID(id) })
}

// enter makes id the latest of the history. It is written before HEAD: an entry too many costs Collect nothing, one too few
// would cost a dataset. So where the history is not whole, what lies there is taken for older than what is known, in no order.
func (s Store) enter(id string) error {
	ids, whole, err := s.history()
	if err != nil {
		return err
	}
	if !whole {
		entries, err := os.ReadDir(filepath.Join(s.Out, "datasets"))
		if err != nil {
			return err
		}
		var there []string
		for _, e := range entries {
			if isID(e.Name()) {
				there = append(there, e.Name())
			}
		}
		ids = append(there, ids...)
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

// isID tells an id of a dataset from what else may lie beside them, such as a copy that somebody made.
func isID(id string) bool {
	return len(id) == len(source.ID()) && strings.Trim(id, "0123456789abcdefghijklmnopqrstuv") == ""
}
