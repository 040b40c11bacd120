package runner

import (
	"context"
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

// groups names, for a format that reads siblings together, the sets of its documents in the folders where each one lies,
// folders in archives, and workbooks, among them.
func groups(f *pipeline.Format, inputs []*input) {
	folders := map[string][]string{}
	where := map[string][]string{} // folders by document
	for _, in := range inputs {
		if in.format == f && in.sibling {
			folder := in.Folder()
			if in.member != "" {
				folder = docKey(in.Key(), path.Dir(in.member))
			}
			folders[folder] = append(folders[folder], in.key())
			where[in.key()] = append(where[in.key()], folder)
		}
	}
	names := map[string]string{}
	for folder, keys := range folders {
		slices.Sort(keys)
		names[folder] = source.ID(slices.Compact(keys)...)
	}
	for _, in := range inputs {
		if in.format == f && in.sibling {
			in.groups = nil
			for _, folder := range where[in.key()] {
				in.groups = append(in.groups, names[folder])
			}
			slices.Sort(in.groups)
			in.groups = slices.Compact(in.groups)
		}
	}
}

// maxPoison is how many records of one document may fail by a panic before the document is left alone, and how many documents of
// one file before the file is.
const maxPoison = 16

// read reads a pack. A record or a document that makes the format panic, or a file that changes meanwhile, leaves a reject and
// nothing else: then the pack is read again without it.
func (e *engine) read(ctx context.Context, f *pipeline.Format, p pack, r *record) error {
	tables := slices.Clone(f.Writes)
	if f.Settle != nil {
		tables = append(tables, f.Settle.Tables()...)
	}
	out := e.newSet(e.budget*3/4, tables, f.Settle)
	defer out.Close()
	poison := map[string]*source.Defect{} // by document, and by digest for all documents of a file
	refused := map[string]map[source.Origin]*source.Defect{}
	for again := true; again; {
		again = false
		out.Reset()
		r.Docs = nil
		for i := 0; i < len(p.docs) && !again; {
			file := p.docs[i:]
			if n := slices.IndexFunc(file, func(in *input) bool { return in.digest != file[0].digest }); n > 0 {
				file = file[:n]
			}
			i += len(file)
			bad, d := e.file(ctx, f, file, p, poison, refused, out, r)
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := out.Err(); err != nil {
				return err
			}
			switch {
			case d == nil:
				continue
			case d.Scope == source.WholeRecord && len(refused[bad]) < maxPoison:
				if refused[bad] == nil {
					refused[bad] = map[source.Origin]*source.Defect{}
				}
				refused[bad][d.Origin], again = d, true
			default:
				d.Scope = source.WholeDocument
				poison[bad], again = d, true
				if bad != file[0].digest && countPrefix(poison, file[0].digest+"/") > maxPoison {
					poison[file[0].digest] = d
				}
			}
		}
	}
	for _, d := range poison {
		r.passing = r.passing || d.Reason == "changed" || d.Reason == "unreadable"
	}
	for _, in := range p.docs {
		r.Docs = setDoc(r.Docs, in.key())
		r.Docs[in.key()].Parted, r.Docs[in.key()].Spoilt = p.stretch != nil, p.stretch != nil && len(poison) > 0
	}
	return e.leave(tables, out, r)
}

func countPrefix(poison map[string]*source.Defect, prefix string) (n int) {
	for key := range poison {
		if strings.HasPrefix(key, prefix) {
			n++
		}
	}
	return n
}

// file reads documents of one file into out. Where nothing of one, or of them all, may be kept, it names it and says why.
func (e *engine) file(ctx context.Context, f *pipeline.Format, docs []*input, p pack, poison map[string]*source.Defect, refused map[string]map[source.Origin]*source.Defect, out *table.Set, r *record) (bad string, spoilt *source.Defect) {
	digest := docs[0].digest
	defer func() {
		if recover() != nil {
			bad, spoilt = digest, failedOn(digest)
		}
	}()
	var members []string
	byMember := map[string]*input{}
	for _, in := range docs {
		d := poison[digest]
		if d == nil {
			d = poison[in.key()]
		}
		if d != nil {
			own := *d
			own.Origin.Member = in.member
			table.PutReject(out, f.Name, &own, own.Origin)
			continue
		}
		members = append(members, in.member)
		byMember[in.member] = in
	}
	if len(members) == 0 {
		return "", nil
	}
	each := func(doc *source.Document) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		doc.Groups = byMember[doc.Member].groups
		doc.Body, doc.Key, doc.Refused = &cancelled{ctx, doc.Body}, e.options.Key, refused[docKey(digest, doc.Member)]
		units, d := e.document(f, doc, out)
		switch {
		case d != nil:
			bad, spoilt = docKey(digest, doc.Member), d
			return d
		case p.stretch == nil:
			table.Ledger.Add(out, unitsRead(f, doc.Digest, doc.Member, units))
		default: // the line of the ledger is for all stretches together
			r.Docs = setDoc(r.Docs, docs[0].key())
			r.Docs[docs[0].key()].Units = units
		}
		return nil
	}
	var err error
	if p.stretch == nil {
		err = docs[0].ReadSealed(docs[0].seal, members, each)
	} else {
		err = p.stretch(each)
	}
	if err != nil && spoilt == nil && ctx.Err() == nil {
		d := *source.AsDefect(err, source.Origin{Digest: digest})
		d.Scope, d.Kept = source.WholeDocument, ""
		return digest, &d
	}
	return bad, spoilt
}

// failedOn says that the program panicked where it read a file. It is called where that was recovered.
func failedOn(digest string) *source.Defect {
	return &source.Defect{Scope: source.WholeDocument, Origin: source.Origin{Digest: digest}, Reason: "panic",
		Message: "the program failed on this file at " + place(), Next: "report it: this is a bug"}
}

// document reads one document into out, and counts its units. It returns a defect where nothing of it, or of one of its records,
// may be kept.
func (e *engine) document(f *pipeline.Format, doc *source.Document, out *table.Set) (units int64, spoilt *source.Defect) {
	defer func() {
		if recover() != nil {
			spoilt = &source.Defect{Scope: source.WholeDocument, Origin: doc.Origin(), Reason: "panic",
				Message: fmt.Sprintf("the format %s failed on this document at %s", f.Name, place()),
				Next:    "report it: this is a bug of the format"}
			if at, ok := doc.Unit(); ok && doc.Refused[at] == nil {
				spoilt.Scope, spoilt.Origin, spoilt.Kept = source.WholeRecord, at, "the other records"
				spoilt.Message = fmt.Sprintf("the format %s failed on this record at %s", f.Name, place())
			}
		}
	}()
	if err := f.Read(doc, out); err != nil {
		table.PutReject(out, f.Name, err, doc.Origin())
	}
	if !slices.ContainsFunc(f.Writes, func(t table.Any) bool { return !t.Describe().Draft }) {
		return withoutRows(doc, out), nil
	}
	return doc.Units(), nil
}

func unitsRead(f *pipeline.Format, digest, member string, units int64) table.Entry {
	return table.Entry{Digest: digest, Member: member, Format: f.Name, Unit: f.Unit, Kind: "read", Count: units}
}

// withoutRows counts the units of a document that leave no row but in the accounting. Where a format publishes no row, they are all
// that there is to account for.
func withoutRows(doc *source.Document, out *table.Set) int64 {
	units := map[int64]bool{} // by offset
	for r := range table.Rejects.In(out) {
		if r.Digest == doc.Digest && r.Member == doc.Member && r.Scope == string(source.WholeRecord) {
			units[r.Offset] = true
		}
	}
	for e := range table.Ledger.In(out) {
		if e.Digest == doc.Digest && e.Member == doc.Member && (e.Kind == "duplicate" || e.Kind == "left_out") {
			units[e.Offset] = true
		}
	}
	return int64(len(units))
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

// newSet makes a Set of what an action leaves: raw rows by the keys under which they are merged, drafts by the key under which
// they are settled. What count reads stays in its own order.
func (e *engine) newSet(budget int, tables []table.Any, settle *pipeline.Settle) *table.Set {
	out := table.NewSet(e.tmp, budget, tables...)
	for _, t := range tables {
		out.Segment(t.Describe().Name, nil)
	}
	out.Segment(table.Conflicts.Name, nil)
	if settle != nil {
		for _, of := range draftsOf(settle) {
			out.Segment(of.name, leadOf(of))
		}
	}
	return out
}

// leave writes the rows of a Set that newSet made as segments, and counts.
func (e *engine) leave(tables []table.Any, out *table.Set, r *record) error {
	for _, t := range append(slices.Clone(tables), table.Any(table.Conflicts)) {
		if err := e.leaveTable(t, func(f func(key, row []byte) error) error { return t.Raw(out, f) }, out, r); err != nil {
			return err
		}
	}
	for _, t := range []table.Any{table.Rejects, table.Ledger} {
		if err := e.leaveTable(t, e.hashed(t, out), out, r); err != nil {
			return err
		}
	}
	return r.count(out)
}

func (e *engine) leaveTable(t table.Any, pairs table.Pairs, out *table.Set, r *record) error {
	if t.Empty(out) {
		return nil
	}
	s, err := e.putSegment(pairs)
	if err != nil {
		return err
	}
	r.putRaw(t.Describe().Name, s)
	return nil
}

// hashed gives rows that stand in their table's order as those of a segment.
func (e *engine) hashed(t table.Any, out *table.Set) table.Pairs {
	return func(f func(key, row []byte) error) error {
		sorter := table.NewSorter(e.tmp, e.budget/4)
		defer sorter.Close()
		key := make([]byte, table.HashSize)
		err := t.Raw(out, func(k, encoded []byte) error {
			key = append(key[:table.HashSize], k...)
			table.HashKey(key)
			return sorter.Add(key, encoded)
		})
		if err != nil {
			return err
		}
		return sorter.Each(f)
	}
}
