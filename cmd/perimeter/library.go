package main

import (
	"cmp"
	"fmt"
	"iter"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages"
)

// library has read places of input files again, each file once.
type library struct {
	records map[place][]byte
	broken  map[place]error
	moved   map[string]string // by digest: where the file is now, if the dataset has it elsewhere
}

// openLibrary reads the places again, from any of the paths their files were found at, or from the folder of inputs. documents are the rows
// of documents by digest. Files are read beside each other.
func openLibrary(inputs string, places []source.Origin, documents map[string][]row) *library {
	l := &library{records: map[place][]byte{}, broken: map[place]error{}, moved: map[string]string{}}
	byFile := map[string][]source.Origin{}
	met := map[place]bool{}
	for _, o := range places {
		if !met[placeOf(o)] {
			met[placeOf(o)] = true
			byFile[o.Digest] = append(byFile[o.Digest], o)
		}
	}
	below := sync.OnceValues(func() ([]source.File, error) { return filesBelow(inputs) })
	var lock sync.Mutex
	var group sync.WaitGroup
	turn := make(chan struct{}, runtime.GOMAXPROCS(0))
	for digest, places := range byFile {
		group.Go(func() {
			turn <- struct{}{}
			defer func() { <-turn }()
			records, broken, found, err := reread(digest, places, documents[digest], inputs, below)
			lock.Lock()
			defer lock.Unlock()
			l.moved[digest] = found
			for i, o := range places {
				switch {
				case err != nil:
					l.broken[placeOf(o)] = err
				case broken[i] != nil:
					l.broken[placeOf(o)] = broken[i]
				default:
					l.records[placeOf(o)] = records[i]
				}
			}
		})
	}
	group.Wait()
	return l
}

// reread returns the bytes at o.
func (l *library) reread(o source.Origin) ([]byte, error) {
	if err := l.broken[placeOf(o)]; err != nil {
		return nil, err
	}
	return l.records[placeOf(o)], nil
}

// reread reads the places of one file. found is where it was found, if that is not where the dataset has it.
func reread(digest string, places []source.Origin, documents []row, inputs string, below func() ([]source.File, error)) (records [][]byte, broken []error, found string, err error) {
	err = fmt.Errorf("the dataset does not list this file")
	var unread error // why a file that may be it, or the folder, could not be read
	for _, doc := range documents {
		for f, failed := range candidates(doc, inputs, below) {
			if failed == nil {
				records, broken, failed = f.RereadAll(digest, places)
			}
			if failed == nil {
				if f.Path != doc.get("path") {
					found = f.Path
				}
				return records, broken, found, nil
			}
			err = failed
			if source.AsDefect(failed, source.Origin{}).Reason == "unreadable" {
				unread = failed
				if f.Path != "" {
					unread = fmt.Errorf("%s: %w", f.Path, failed)
				}
			}
		}
		if inputs != "" && !ofProgram(doc.get("path")) {
			err = fmt.Errorf("no file below %s has this SHA-256", inputs)
			if unread != nil {
				err = fmt.Errorf("%w, as far as they can be read: %w", err, unread)
			}
		}
	}
	return nil, nil, "", err
}

// ofProgram says whether a document is one of the program's own.
func ofProgram(name string) bool {
	return strings.HasPrefix(name, listsPrefix+"/") || strings.HasPrefix(name, samplePrefix+"/")
}

// candidates are the files that may be a document, or why there are none: the one at its path, or those of its size in the folder of
// inputs, whatever their names, those first whose path is most like the one that the dataset has, of which names of people are masked.
func candidates(doc row, inputs string, below func() ([]source.File, error)) iter.Seq2[source.File, error] {
	name := doc.get("path")
	return func(yield func(source.File, error) bool) {
		switch {
		case ofProgram(name):
			yield(carried(name))
		case inputs != "":
			files, err := below()
			if err != nil {
				yield(source.File{}, err)
				return
			}
			files = slices.DeleteFunc(slices.Clone(files), func(f source.File) bool { return fmt.Sprint(f.Size) != doc.get("bytes") })
			slices.SortStableFunc(files, func(a, b source.File) int { return cmp.Compare(alike(b.Path, name), alike(a.Path, name)) })
			for _, f := range files {
				if !yield(f, nil) {
					return
				}
			}
		default:
			places, err := placesOf(name)
			if err != nil {
				yield(source.File{}, err)
			}
			for _, place := range places {
				if !at(place, name, yield) {
					return
				}
			}
		}
	}
}

// carried is a file that the program has inside.
func carried(name string) (source.File, error) {
	root := listsRoot()
	if strings.HasPrefix(name, samplePrefix+"/") {
		root = sampleRoot()
	}
	files, err := source.Find([]source.Root{root})
	if err != nil {
		return source.File{}, err
	}
	if i := slices.IndexFunc(files, func(f source.File) bool { return f.Path == name }); i >= 0 {
		return files[i], nil
	}
	return source.File{}, fmt.Errorf("this program has no %s inside", name)
}

// at yields the file at a path on disk, by the name that the dataset has for it. Its folder is open as long as yield runs.
func at(place, name string, yield func(source.File, error) bool) bool {
	real, err := filepath.EvalSymlinks(place)
	if err != nil {
		return yield(source.File{}, fmt.Errorf("%s: %w", name, plain(err)))
	}
	root, err := os.OpenRoot(filepath.Dir(real))
	if err != nil {
		return yield(source.File{}, fmt.Errorf("%s: %w", name, plain(err)))
	}
	defer root.Close()
	files, err := source.Find([]source.Root{{Prefix: name, FS: root.FS(), Path: filepath.Base(real), Shown: stages.Pipeline.Shown}})
	if err != nil {
		return yield(source.File{}, err)
	}
	return yield(files[0], nil)
}

// placesOf are the paths on disk that are shown like this: the path itself, or where some names in it are masked all that are
// masked to the same.
func placesOf(shown string) ([]string, error) {
	places := []string{""}
	for i, name := range strings.Split(shown, "/") {
		if i == 0 && name == "" {
			places[0] = "/"
			continue
		}
		var next []string
		for _, p := range places {
			if !strings.Contains(name, "[…]") {
				next = append(next, filepath.Join(p, name))
				continue
			}
			entries, err := os.ReadDir(cmp.Or(p, "."))
			if err != nil {
				return nil, fmt.Errorf("%s: %w", shown, plain(err))
			}
			for _, e := range entries {
				if stages.Pipeline.Shown(e.Name()) == name {
					next = append(next, filepath.Join(p, e.Name()))
				}
			}
		}
		places = next
	}
	if len(places) == 0 {
		return nil, fmt.Errorf("%s: no file there has a name like this", shown)
	}
	return places, nil
}

// filesBelow are the files in a folder.
func filesBelow(folder string) ([]source.File, error) {
	dir, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", folder, plain(err))
	}
	return source.Find([]source.Root{{Prefix: folder, FS: dir.FS(), Path: ".", Shown: stages.Pipeline.Shown}})
}

// alike is how many elements, from the last on, two paths have in common.
func alike(a, b string) (n int) {
	for a != "" && b != "" && path.Base(a) == path.Base(b) {
		n++
		a, b = strings.TrimSuffix(path.Dir(a), "."), strings.TrimSuffix(path.Dir(b), ".")
		if a == "/" || b == "/" {
			break
		}
	}
	return n
}
