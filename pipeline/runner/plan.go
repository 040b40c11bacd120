package runner

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
)

// input is one file of the run.
type input struct {
	source.File
	digest string
	format *pipeline.Format // nil where none reads it
	groups []string
	copyOf string         // path of an earlier file with the same bytes
	defect *source.Defect // why it is not read at all
}

// find lists the inputs, hashes them and says which format reads which.
func (e *engine) find(ctx context.Context) ([]*input, error) {
	files, err := source.Find(e.options.Roots)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUsage, err)
	}
	e.progress("looking at %s", plural(len(files), "file"))
	seen := e.loadStats()
	fresh := make([]stat, len(files))
	inputs := make([]*input, len(files))
	err = e.each(ctx, len(files), func(_ context.Context, i int) error {
		inputs[i], fresh[i] = e.look(files[i], seen)
		return nil
	})
	if err != nil {
		return nil, err
	}
	first := map[string]*input{}
	for _, in := range inputs {
		if earlier := first[in.digest]; in.digest != "" && earlier != nil {
			in.copyOf = earlier.Path
			continue
		}
		first[in.digest] = in
	}
	for _, f := range e.pipeline.Formats {
		if f.Siblings {
			groups(f, inputs)
		}
	}
	return inputs, e.saveStats(inputs, fresh)
}

// stat is what was found out about a file that stood like this.
type stat struct {
	Stamp   string   `json:"stamp"`
	Digest  string   `json:"digest"`
	Formats []string `json:"formats,omitempty"`
}

type stats struct {
	Program string          `json:"program"`
	Files   map[string]stat `json:"files"`
}

func (e *engine) look(f source.File, seen map[string]stat) (in *input, s stat) {
	in = &input{File: f}
	in.Path = validPath(in.Path)
	defer func() {
		if recover() != nil {
			in = &input{File: in.File, defect: &source.Defect{Scope: source.WholeDocument, Reason: "panic",
				Message: "the program failed when it looked at this document, at " + place(), Next: "report it: this is a bug"}}
			s = stat{}
		}
	}()
	now := time.Now()
	s = stat{Stamp: f.Stamp()}
	if old, ok := seen[in.Path]; ok && s.Stamp != "" && old.Stamp == s.Stamp {
		s = old
	} else {
		digest, head, err := f.Hash()
		if err != nil {
			d := *source.AsDefect(err, source.Origin{Digest: digest})
			d.Kept = "" // nothing of it was read yet
			in.digest, in.defect = digest, &d
			return in, stat{}
		}
		s.Digest = digest
		for _, format := range e.pipeline.Formats {
			if matches(format, path.Base(f.Path), head) {
				s.Formats = append(s.Formats, format.Name)
			}
		}
		if !settled(s.Stamp, now) {
			defer func() { s.Stamp = "" }()
		}
	}
	in.digest = s.Digest
	switch len(s.Formats) {
	case 0:
	case 1:
		for _, format := range e.pipeline.Formats {
			if format.Name == s.Formats[0] {
				in.format = format
			}
		}
	default:
		in.defect = &source.Defect{Scope: source.WholeDocument, Origin: source.Origin{Digest: in.digest}, Reason: "ambiguous",
			Message: "more than one format would read this document: " + strings.Join(s.Formats, ", "),
			Next:    "leave the document out, or report it: formats must not overlap"}
	}
	return in, s
}

// validPath is a path as UTF-8. Bytes that are none are written as \xNN, so that two names stay two.
func validPath(path string) string {
	if utf8.ValidString(path) {
		return path
	}
	var b strings.Builder
	for i, r := range path {
		if _, size := utf8.DecodeRuneInString(path[i:]); r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&b, `\x%02x`, path[i])
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// matches asks a format; one that panics does not know the document.
func matches(f *pipeline.Format, name string, head []byte) (yes bool) {
	defer func() {
		if recover() != nil {
			yes = false
		}
	}()
	return f.Match(name, head)
}

// settled says that the file was last changed well before now, so that a later change must give it another stamp: the clock
// of a file system may be as coarse as two seconds.
func settled(stamp string, now time.Time) bool {
	fields := strings.Fields(stamp)
	if len(fields) < 3 {
		return false
	}
	sec, _, _ := strings.Cut(fields[2], ".")
	changed, err := strconv.ParseInt(sec, 10, 64)
	return err == nil && now.Unix()-changed > 2
}

func (e *engine) statsPath() string { return filepath.Join(e.options.Out, "cache", "stat.json") }

// loadStats reads what an earlier run of this program found out; nothing where that cannot be read.
func (e *engine) loadStats() map[string]stat {
	var s stats
	text, err := os.ReadFile(e.statsPath())
	if err != nil || json.Unmarshal(text, &s) != nil || s.Program != e.options.Program {
		return nil
	}
	return s.Files
}

func (e *engine) saveStats(inputs []*input, fresh []stat) error {
	s := stats{e.options.Program, map[string]stat{}}
	for i, in := range inputs {
		if fresh[i].Stamp != "" {
			s.Files[in.Path] = fresh[i]
		}
	}
	text, err := json.Marshal(s)
	if err != nil {
		return err
	}
	name := filepath.Join(e.tmp, "stat.json")
	return errors.Join(os.WriteFile(name, text, 0o644), os.Rename(name, e.statsPath()))
}
