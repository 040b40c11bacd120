package runner

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"path"
	"runtime"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// packBytes is where a pack of documents is cut in two.
const packBytes = 8 << 20

// packs parts documents, which are sorted by digest, by the bits of their digests until a pack is small or holds one
// document: a document that comes or goes changes the pack that it is in, and no other unless that one is cut.
func packs(docs []*input) (out [][]*input) {
	var split func(docs []*input, bit int)
	split = func(docs []*input, bit int) {
		var n int64
		for _, d := range docs {
			n += d.Size
		}
		if n <= packBytes || len(docs) == 1 || bit == 256 {
			if len(docs) > 0 {
				out = append(out, docs)
			}
			return
		}
		at := slices.IndexFunc(docs, func(d *input) bool { return digestBit(d.digest, bit) })
		if at < 0 {
			at = len(docs)
		}
		split(docs[:at], bit+1)
		split(docs[at:], bit+1)
	}
	split(docs, 0)
	return out
}

func digestBit(digest string, bit int) bool {
	b, err := hex.DecodeString(digest)
	return err == nil && bit/8 < len(b) && b[bit/8]>>(7-bit%8)&1 == 1
}

// readActions are the packs of each format.
func (e *engine) readActions(inputs []*input) (actions []*action) {
	for _, f := range e.pipeline.Formats {
		var docs []*input
		for _, in := range inputs {
			if in.format == f && in.copyOf == "" {
				docs = append(docs, in)
			}
		}
		slices.SortFunc(docs, func(a, b *input) int { return strings.Compare(a.digest, b.digest) })
		for _, pack := range packs(docs) {
			a := &action{kind: "read", name: f.Name}
			for _, d := range pack {
				a.parts = append(a.parts, d.digest, strings.Join(d.groups, ","))
			}
			a.run = func(ctx context.Context, r *record) error { return e.read(ctx, f, pack, r) }
			actions = append(actions, a)
		}
	}
	return actions
}

// groups names, for a format that reads siblings together, the sets of its documents in the folders where each one lies.
func groups(f *pipeline.Format, inputs []*input) {
	folders := map[string][]string{}
	where := map[string][]string{} // folders by digest
	for _, in := range inputs {
		if in.format == f {
			folder := path.Dir(in.Path)
			folders[folder] = append(folders[folder], in.digest)
			where[in.digest] = append(where[in.digest], folder)
		}
	}
	names := map[string]string{}
	for folder, digests := range folders {
		slices.Sort(digests)
		names[folder] = source.ID(slices.Compact(digests)...)
	}
	for _, in := range inputs {
		if in.format == f {
			in.groups = nil
			for _, folder := range where[in.digest] {
				in.groups = append(in.groups, names[folder])
			}
			slices.Sort(in.groups)
			in.groups = slices.Compact(in.groups)
		}
	}
}

// read reads a pack. A document that makes the format panic, or that changes under it, leaves a reject and nothing else:
// then the pack is read again without it.
func (e *engine) read(ctx context.Context, f *pipeline.Format, pack []*input, r *record) error {
	tables := slices.Clone(f.Writes)
	if f.Settle != nil {
		tables = append(tables, f.Settle.Drafts.Tables()...)
	}
	out := table.NewSet(e.tmp, e.budget/2, tables...)
	defer out.Close()
	poison := map[string]*source.Defect{}
	for again := true; again; {
		again = false
		out.Reset()
		for _, in := range pack {
			if err := ctx.Err(); err != nil {
				return err
			}
			if d := poison[in.digest]; d != nil {
				table.PutReject(out, f.Name, d, d.Origin)
				continue
			}
			d := e.document(ctx, f, in, out)
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := out.Err(); err != nil {
				return err
			}
			if d != nil {
				poison[in.digest], again = d, true
				break
			}
		}
	}
	for _, d := range poison {
		r.passing = r.passing || d.Reason == "changed" || d.Reason == "unreadable"
	}
	for _, in := range pack {
		r.Docs = setDoc(r.Docs, in.digest)
	}
	return e.leave(tables, f.Settle, out, r)
}

// document reads one document into out. It returns a defect where nothing of it may be kept.
func (e *engine) document(ctx context.Context, f *pipeline.Format, in *input, out *table.Set) (spoilt *source.Defect) {
	at := source.Origin{Digest: in.digest}
	doc, closer, err := in.Open(in.digest, in.groups)
	if err != nil {
		d := source.AsDefect(err, at)
		d.Scope, d.Kept = source.WholeDocument, ""
		return d
	}
	doc.Body = &cancelled{ctx, doc.Body}
	defer func() {
		if p := recover(); p != nil {
			closer.Close()
			spoilt = &source.Defect{Scope: source.WholeDocument, Origin: at, Reason: "panic",
				Message: fmt.Sprintf("the format %s failed on this document at %s", f.Name, place()),
				Next:    "report it: this is a bug of the format"}
		}
	}()
	if err := f.Read(doc, out); err != nil {
		table.PutReject(out, f.Name, err, doc.Origin())
	}
	if err := closer.Close(); err != nil {
		d := source.AsDefect(err, doc.Origin())
		if d.Reason == "changed" || d.Reason == "unreadable" {
			return d
		}
		table.PutReject(out, f.Name, d, doc.Origin())
	}
	table.Ledger.Add(out, table.Entry{Digest: in.digest, Format: f.Name, Unit: f.Unit, Kind: "read", Count: doc.Units()})
	return nil
}

// cancelled is a reader that ends when the run does.
type cancelled struct {
	ctx context.Context
	r   io.Reader
}

func (c *cancelled) Read(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(b)
}

// place is where a panic that was just recovered came from: the file and line of the innermost frame outside the Go runtime.
// The value of a panic may hold input data, so it is not shown.
func place() string {
	pc := make([]uintptr, 64)
	frames := runtime.CallersFrames(pc[:runtime.Callers(2, pc)])
	panicked := false
	for {
		f, more := frames.Next()
		switch {
		case strings.HasPrefix(f.Function, "runtime."):
			panicked = panicked || f.Function == "runtime.gopanic"
		case panicked:
			return fmt.Sprintf("%s:%d", path.Base(f.File), f.Line)
		}
		if !more {
			return "an unknown place"
		}
	}
}

// leave writes the rows of a Set as segments: raw ones by the keys under which they are merged, drafts by the key under
// which they are settled; and it counts.
func (e *engine) leave(tables []table.Any, settle *pipeline.Settle, out *table.Set, r *record) error {
	for _, t := range append(slices.Clone(tables), table.Rejects, table.Ledger, table.Conflicts) {
		if t.Empty(out) {
			continue
		}
		sorter := table.NewSorter(e.tmp, e.budget/4)
		var err error
		if settle != nil && t.Describe().Draft {
			err = t.Raw(out, func(_, encoded []byte) error {
				row := t.Open(encoded)
				return putKeyed(sorter, settle.Drafts, 0, row)
			})
		} else {
			var key []byte
			err = t.Raw(out, func(k, encoded []byte) error {
				key = append(append(key[:0], bucketOf(k)), k...)
				return sorter.Add(key, encoded)
			})
		}
		var s segment
		if err == nil {
			s, err = e.putSegment(sorter)
		}
		sorter.Reset()
		if err != nil {
			return err
		}
		r.putRaw(t.Describe().Name, s)
	}
	return r.count(out)
}
