package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages"
)

const sourceLines = 24 // lines of masked source shown of one record

// origins prints where the rows were read and, if asked, reads it again.
func origins(w io.Writer, d *data, rows []row, verify bool, inputs string) error {
	paths, err := d.paths()
	if err != nil {
		return err
	}
	files := &library{inputs: inputs}
	fmt.Fprintln(w, "Where it was read")
	failed := 0
	all := places(rows)
	for _, o := range all {
		name := "a file that the dataset does not list"
		if p := paths[o.Digest]; len(p) > 0 {
			name = p[0].get("path")
		}
		fmt.Fprintf(w, "  %s  bytes %d to %d of its text\n    %s\n", safe(name), o.Offset, o.Offset+o.Length, visible(o.String()))
		if !verify {
			continue
		}
		text, err := files.reread(o, paths[o.Digest])
		if err != nil {
			failed++
			fmt.Fprintf(w, "    FAILED: %s\n", visible(err.Error()))
			continue
		}
		fmt.Fprintln(w, "    ok: the file has this SHA-256. The record, with every word masked that no kept column has:")
		lines := wrap(visible(masked(text, rows, o)), textWidth+20)
		for _, line := range lines[:min(len(lines), sourceLines)] {
			fmt.Fprintf(w, "      | %s\n", line)
		}
		if more := len(lines) - sourceLines; more > 0 {
			fmt.Fprintf(w, "      | … and %d more lines\n", more)
		}
		if err := quotes(w, rows, o, func(at source.Origin) ([]byte, error) { return files.reread(at, paths[o.Digest]) }); err != nil {
			failed++
			fmt.Fprintf(w, "    FAILED: %s\n", visible(err.Error()))
		}
	}
	fmt.Fprintln(w)
	switch {
	case failed > 0:
		return &failure{code: exitDamage, what: fmt.Sprintf("explain --verify: %d of %d places could not be read again as they were.", failed, len(all)),
			next: "if the inputs lie elsewhere now: --inputs DIR; if they were changed: perimeter run again"}
	case verify:
		fmt.Fprintf(w, "Verified: %d of %d places read again; file hashes and byte ranges hold.\n", len(all), len(all))
	default:
		fmt.Fprintln(w, "To read these places again and check their hashes: --verify")
	}
	return nil
}

// quotes prints what stands at the ranges of the quotes that were read at a place.
func quotes(w io.Writer, rows []row, at source.Origin, reread func(source.Origin) ([]byte, error)) error {
	told := map[string]bool{}
	for _, r := range rows {
		for _, o := range r.origins {
			if placeOf(o) != placeOf(at) {
				continue
			}
			found, err := quote(r, o, reread)
			if err != nil {
				return err
			}
			if found == "" || told[found] {
				continue
			}
			told[found] = true
			fmt.Fprintln(w, "    ok: at the ranges of the quote stands")
			for _, line := range wrap(visible(found), textWidth+20) {
				fmt.Fprintf(w, "      | %s\n", line)
			}
		}
	}
	return nil
}

// library finds input files again.
type library struct {
	inputs string
	known  map[string]source.File // of inputs, by digest
}

// reread returns the bytes at o from any of the paths the document was found at, or from the folder of --inputs.
func (l *library) reread(o source.Origin, documents []row) ([]byte, error) {
	err := fmt.Errorf("the dataset does not list this file")
	for _, doc := range documents {
		var text []byte
		if text, err = l.from(o, doc); err == nil {
			return text, nil
		}
	}
	return nil, err
}

func (l *library) from(o source.Origin, doc row) ([]byte, error) {
	name := doc.get("path")
	for prefix, root := range map[string]source.Root{listsPrefix: listsRoot(), samplePrefix: sampleRoot()} {
		if strings.HasPrefix(name, prefix+"/") {
			files, err := source.Find([]source.Root{root})
			if err != nil {
				return nil, err
			}
			if i := slices.IndexFunc(files, func(f source.File) bool { return f.Path == name }); i >= 0 {
				return files[i].Reread(o)
			}
			return nil, fmt.Errorf("this program has no %s inside", name)
		}
	}
	if l.inputs != "" {
		return l.search(o, doc.get("bytes"))
	}
	places, err := placesOf(name)
	if err != nil {
		return nil, err
	}
	var text []byte
	for _, place := range places {
		if text, err = rereadAt(place, name, o); err == nil {
			return text, nil
		}
	}
	return nil, err
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

// rereadAt reads the origin again in the file that is shown like this.
func rereadAt(name, shown string, o source.Origin) ([]byte, error) {
	real, err := filepath.EvalSymlinks(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", shown, plain(err))
	}
	root, err := os.OpenRoot(filepath.Dir(real))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", shown, plain(err))
	}
	defer root.Close()
	files, err := source.Find([]source.Root{{Prefix: shown, FS: root.FS(), Path: filepath.Base(real), Shown: stages.Pipeline.Shown}})
	if err != nil {
		return nil, err
	}
	return files[0].Reread(o)
}

// search looks for the file by its bytes, whatever its name is now.
func (l *library) search(o source.Origin, size string) ([]byte, error) {
	if f, ok := l.known[o.Digest]; ok {
		return f.Reread(o)
	}
	dir, err := os.OpenRoot(l.inputs)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", l.inputs, plain(err))
	}
	files, err := source.Find([]source.Root{{Prefix: l.inputs, FS: dir.FS(), Path: ".", Shown: stages.Pipeline.Shown}})
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		if fmt.Sprint(f.Size) != size {
			continue
		}
		if digest, _ := f.Digest(); digest == o.Digest {
			if l.known == nil {
				l.known = map[string]source.File{}
			}
			l.known[digest] = f
			return f.Reread(o)
		}
	}
	return nil, fmt.Errorf("no file below %s has this SHA-256", l.inputs)
}
