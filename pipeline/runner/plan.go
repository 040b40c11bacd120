package runner

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
)

// input is one document of the run: a file, one in an archive, a sheet of a workbook; or an archive itself.
type input struct {
	source.File
	digest   string // of the file
	member   string // in it, "" for the file itself
	bytes    int64
	encoding string
	format   *pipeline.Format // nil where none reads it
	sibling  bool             // the format reads it together with others of its folder
	groups   []string
	copyOf   string         // path of an earlier file with the same bytes
	archive  bool           // what is in it is inputs of its own
	defect   *source.Defect // why it is not read at all, or why an archive was not read to its end
	seems    string         // what it is where no format reads it, in words
	partly   bool           // with a defect: something of it is read
	seal     source.Seal    // of the file
}

// parted says that the document is read in stretches, by actions of their own.
func (in *input) parted() bool {
	return in.format != nil && in.format.Lines && in.member == "" && len(in.seal.Stretches) > 0
}

// stretchBytes is where a text of JSON Lines is cut: long enough that what an action costs by itself is little, and short enough
// that of several workers none waits long for the last, and that what is kept of it fits the budget of a worker: what is spilled is
// sorted, compressed and read once more.
var stretchBytes int64 = 24 << 20

// key tells documents apart, whatever file has them.
func (in *input) key() string { return docKey(in.digest, in.member) }

func docKey(digest, member string) string {
	if member == "" {
		return digest
	}
	return digest + "/" + member
}

// find lists the inputs, hashes them and says which format reads which.
func (e *engine) find(ctx context.Context) ([]*input, error) {
	roots := slices.Clone(e.options.Roots)
	for i := range roots {
		roots[i].Shown = e.pipeline.Shown
	}
	files, err := source.Find(roots)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUsage, err)
	}
	e.progress("looking at %s", plural(len(files), "file"))
	seen := e.loadStats()
	fresh := make([]stat, len(files))
	found := make([][]*input, len(files))
	err = each(ctx, len(files), e.workers, func(_ context.Context, i int, help help) error {
		found[i], fresh[i] = e.look(files[i], seen, help)
		return nil
	})
	if err != nil {
		return nil, err
	}
	var inputs []*input
	first := map[string]string{} // path by digest
	alike := map[[2]string]int{} // files of one path and digest
	for _, ins := range found {
		digest, path := ins[0].digest, ins[0].Path
		same := [2]string{path, digest}
		if alike[same]++; alike[same] > 1 {
			path = fmt.Sprintf("%s~%d", path, alike[same])
			for _, in := range ins {
				in.Path = path
			}
		}
		if earlier := first[digest]; digest != "" && earlier != "" {
			whole := ins[len(ins)-1] // the file itself comes after all that is in it
			whole.copyOf = earlier
			ins = []*input{whole}
		} else {
			first[digest] = path
		}
		inputs = append(inputs, ins...)
	}
	for _, f := range e.pipeline.Formats {
		if f.Siblings != nil {
			groups(f, inputs)
		}
	}
	return inputs, e.saveStats(files, fresh)
}

// configuration names the formats and what they were made from: with other formats, files are looked at again.
func (e *engine) configuration() string {
	parts := []string{e.options.Program}
	for _, f := range e.pipeline.Formats {
		parts = append(parts, f.Name, f.Config)
	}
	return source.ID(parts...)
}

// stat is what was found out about a file.
type stat struct {
	Stamp  string `json:"stamp,omitempty"` // how it stood; "" where it would not be known by that
	Digest string `json:"digest"`
	Parts  []part `json:"parts"`

	Stretches []source.Stretch `json:"stretches,omitempty"`
}

// part is what was found out about a document, or an archive, in a file.
type part struct {
	Member   string         `json:"member,omitempty"`
	Bytes    int64          `json:"bytes"`
	Encoding string         `json:"encoding,omitempty"`
	Formats  []string       `json:"formats,omitempty"`
	Sibling  bool           `json:"sibling,omitempty"`
	Seems    string         `json:"seems,omitempty"`
	Archive  bool           `json:"archive,omitempty"`
	Defect   *source.Defect `json:"defect,omitempty"`
	Partly   bool           `json:"partly,omitempty"`
}

type stats struct {
	Program string          `json:"program"` // and its configuration
	Files   map[string]stat `json:"files"`   // by the key of the file
}

func (e *engine) look(f source.File, seen map[string]stat, help help) (ins []*input, s stat) {
	fails := func(d *source.Defect) ([]*input, stat) {
		return []*input{{File: f, bytes: f.Size, defect: d}}, stat{}
	}
	defer func() {
		if recover() != nil {
			ins, s = fails(&source.Defect{Scope: source.WholeDocument, Reason: "panic",
				Message: "the program failed when it looked at this document, at " + place(), Next: "report it: this is a bug"})
		}
	}()
	now := time.Now()
	s = stat{Stamp: f.Stamp()}
	old, ok := seen[f.Key()]
	known := ok && s.Stamp != "" && old.Stamp == s.Stamp
	if ok && !known && len(old.Parts) > 0 && old.Parts[len(old.Parts)-1].Bytes == f.Size {
		// Copied anew, or too young to be known by its stamp: hashing it costs less than looking at it.
		digest, err := f.Digest()
		known = err == nil && digest == old.Digest
	}
	seal := source.Seal{Digest: old.Digest, Stretches: old.Stretches}
	if known {
		s.Digest, s.Parts, s.Stretches = old.Digest, old.Parts, old.Stretches
	} else {
		var err error
		seal, err = f.Seal(stretchBytes, help.ahead, func(p source.Part) { s.Parts = append(s.Parts, e.part(f, p)) })
		if err != nil {
			d := *source.AsDefect(err, source.Origin{})
			d.Kept = "" // nothing of it was read yet
			return fails(&d)
		}
		s.Digest, s.Stretches = seal.Digest, seal.Stretches
	}
	if !source.Settled(s.Stamp, now) {
		s.Stamp = ""
	}
	for _, p := range s.Parts {
		in := &input{File: f, digest: s.Digest, member: p.Member, bytes: p.Bytes, encoding: p.Encoding, sibling: p.Sibling, archive: p.Archive, seems: p.Seems, defect: p.Defect, partly: p.Partly, seal: seal}
		for _, format := range e.pipeline.Formats {
			if slices.Contains(p.Formats, format.Name) && (e.options.Reads == nil || e.options.Reads(format)) {
				in.format = format
			}
		}
		if len(p.Formats) > 1 {
			in.format = nil
			in.defect = &source.Defect{Scope: source.WholeDocument, Origin: source.Origin{Member: p.Member}, Reason: "ambiguous",
				Message: "more than one format would read this document: " + strings.Join(p.Formats, ", "),
				Next:    "leave the document out, or report it: formats must not overlap"}
		}
		if in.defect != nil {
			d := *in.defect
			d.Origin.Digest = in.digest
			in.defect = &d
		}
		ins = append(ins, in)
	}
	return ins, s
}

// part asks the formats about a document.
func (e *engine) part(f source.File, found source.Part) part {
	p := part{Member: found.Member, Bytes: found.Bytes, Encoding: found.Encoding, Archive: found.Archive, Defect: found.Defect, Partly: found.Members > 0}
	name := found.Name
	if found.Member == "" {
		p.Bytes, name = f.Size, f.Name()
	}
	if !p.Archive && p.Defect == nil {
		var failed *source.Defect
		for _, format := range e.pipeline.Formats {
			yes, bad := matches(format, name, found.Head)
			if bad != nil {
				failed = bad
			}
			if yes {
				p.Formats = append(p.Formats, format.Name)
				p.Sibling = format.Siblings != nil && format.Siblings(name, found.Head)
			}
		}
		if p.Formats == nil {
			p.Seems, p.Defect = source.Seems(found.Head), found.Overdraws()
			if p.Defect == nil && failed != nil {
				failed.Origin.Member = found.Member
				p.Defect = failed
			}
		}
	}
	return p
}

// matches asks a format. One that panics does not know the document, which is not to pass for unread if no other does.
func matches(f *pipeline.Format, name string, head *source.Head) (yes bool, failed *source.Defect) {
	defer func() {
		if recover() != nil {
			yes, failed = false, &source.Defect{Scope: source.WholeDocument, Reason: "panic",
				Message: fmt.Sprintf("the format %s failed when it was asked about this document, at %s", f.Name, place()), Next: "report it: this is a bug of the format"}
		}
	}()
	return f.Match(name, head), nil
}

func statsPath(out string) string { return filepath.Join(out, "cache", "stat.json") }

// loadStats reads what earlier runs of this program with these formats found out; nothing where that cannot be read, or the run
// trusts nothing that it has not hashed.
func (e *engine) loadStats() map[string]stat {
	all := map[string]stat{}
	if e.options.Rebuild {
		return all
	}
	for _, out := range []string{e.options.Out, e.options.Known} {
		var s stats
		if out != "" && json.Unmarshal(kept(statsPath(out)), &s) == nil && s.Program == e.configuration() {
			maps.Copy(all, s.Files)
		}
	}
	return all
}

func (e *engine) saveStats(files []source.File, fresh []stat) error {
	s := stats{e.configuration(), map[string]stat{}}
	for i, f := range files {
		if fresh[i].Digest != "" {
			s.Files[f.Key()] = fresh[i]
		}
	}
	text, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return e.keepFile(statsPath(e.options.Out), text)
}
