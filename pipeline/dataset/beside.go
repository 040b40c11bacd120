package dataset

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// beside checks what the manifest does not cover: the views, what else lies in the folders of tables, and the history of the output
// folder; and notes where latest, by which people find the dataset, does not lead there.
func (c *checker) beside(out string) error {
	if err := errors.Join(c.views(), c.strangers()); err != nil {
		return err
	}
	id, err := head(out)
	if err != nil || id == "" { // the folder of one dataset is checked alone
		return nil
	}
	if to, err := os.Readlink(filepath.Join(out, "latest")); err != nil || to != filepath.Join("datasets", id) {
		c.stats.Notes = append(c.stats.Notes, filepath.Join(out, "latest")+": it does not lead to the dataset that counts, which lies in "+c.dir+"; the next run makes that link anew, unless something else lies there")
	}
	name := filepath.Join(out, historyName)
	text, err := os.ReadFile(name)
	if err != nil {
		return c.problem(name, "run again with the same inputs", "the order in which datasets came to count cannot be read, so that gc does not know which are old")
	}
	switch {
	case !isHistory(string(text)):
		return c.problem(name, "run again with the same inputs", "this is no list of the ids of datasets, each once on a line of its own")
	case !slices.Contains(strings.Fields(string(text)), id):
		return c.problem(name, "run again with the same inputs", "the dataset that counts is not in it")
	}
	return nil
}

// strangers are files in the folder of a table that the manifest does not list: who reads all that lies there reads them too. What a
// run has not put in its place yet is hidden, and so is what systems keep in folders.
func (c *checker) strangers() error {
	for _, t := range c.manifest.Tables {
		listed := map[string]bool{}
		for _, f := range t.Files {
			listed[filepath.Join(c.dir, filepath.FromSlash(f.Path))] = true
		}
		err := filepath.WalkDir(filepath.Join(c.dir, t.Name), func(name string, entry fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist): // a table without rows, or one whose files are missed elsewhere
				return nil
			case err != nil || entry.IsDir() || listed[name] || listed[strings.TrimSuffix(name, linking)] || strings.HasPrefix(entry.Name(), "."):
				return err
			}
			return c.problem(name, "move it away: no run removes what it did not write", "no run wrote this file, and whoever reads all files of the table %s reads it too", t.Name)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// views compares the views with those that a run of this program writes, and notes where they name another folder.
func (c *checker) views() error {
	const next = "run again with the same inputs, and the same program"
	text, err := os.ReadFile(filepath.Join(c.dir, viewsName))
	if err != nil {
		return c.problem(viewsName, next, "the views cannot be read")
	}
	head, rest, _ := bytes.Cut(text, []byte(sumBegins))
	sum, rest, _ := bytes.Cut(rest, []byte("\n"))
	_, folder, named := bytes.Cut(head, []byte(folderBegins))
	lay := strings.ReplaceAll(string(bytes.TrimSuffix(folder, []byte(folderEnds))), "''", "'")
	whole := string(text) == viewsHead(c.manifest.Dataset, lay, rest)+string(rest)
	if !named { // by a version of the program that named it in each view
		whole = bytes.HasPrefix(head, []byte("-- Perimeter, dataset "+c.manifest.Dataset+".")) && string(sum) == fmt.Sprintf("%x", sha256.Sum256(rest))
		lay = c.dir
	}
	if !whole {
		return c.problem(viewsName, next, "these views are damaged, or of another dataset")
	}
	want, err := Store{Views: c.pipeline.Views}.viewsOf(lay, c.manifest)
	if err != nil {
		return err
	}
	if !bytes.Equal(want, text) {
		c.stats.Notes = append(c.stats.Notes, viewsName+": another version of the program wrote these views; they are whole, and of this dataset")
	}
	there, err1 := os.Stat(filepath.FromSlash(lay))
	if here, err2 := os.Stat(c.dir); err1 != nil || err2 != nil || !os.SameFile(here, there) {
		c.stats.Notes = append(c.stats.Notes, viewsName+": these views read the files of another folder, "+lay+": change that path, which stands in one line, or run again")
	}
	return nil
}
