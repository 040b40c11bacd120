// Package runner runs a Pipeline on this machine. It is the only package that starts goroutines.
//
// The unit of work is the action: a declaration applied to a shard of its input. An action is named by the content of all
// that it depends on (the program, the declaration, the digests of what it reads), so an action that was done once is never
// done again, and equal output stops what would follow. Four kinds follow one another:
//
//	read     a pack of documents of one format, or a stretch of a long one  → raw rows
//	settle   the drafts of one format, by key   → raw rows
//	derive   one stage, by key                  → raw rows
//	publish  the raw rows of one table          → Parquet objects, and the rows again by the keys of the stages that read them
//
// Rows travel between actions in segments: files sorted by the first bytes of the SHA-256 of a key (the very first is the
// bucket), key and row. They are put in that order when they are added, and from then on only merged. Where a key is met in what
// was made of one pack alone, or of a few that have one home, its rows are worked on there, from the drafts to the derived tables: a
// document that changes makes anew what comes of its home. Rows of a key that several homes have are worked on after that, all
// together, so an action sees all accounts of an entity that exist, whatever pack they came from, and no row depends on how documents
// were packed. Shards are ranges of buckets. Homes and shards are cut by the data alone: nothing depends on the number of workers,
// on the memory budget or on earlier runs.
//
// # What a bug costs
//
// A panic is caught where it happens, and never costs rows in silence:
//
//	in a format, at a record      the record goes to the quarantine (reason panic, scope record) and its document is read again
//	                              without it; beyond 16 records of a document the document goes there, beyond 16 documents of a
//	                              file the file
//	in a format, elsewhere        the document goes to the quarantine; if a format fails when asked about it, unless another reads it
//	in the second half of one     the records of the key go to the quarantine; beyond 16 keys of a shard the run stops
//	in a stage, a key, a list     the run stops: a derived table that lacks a key would look whole. The error (ErrBug) names the
//	                              stage, the key and the first record and its file; without that file the run goes on, from
//	                              what was done already
//	elsewhere                     the run stops and says what it was doing
//
// What went to the quarantine counts for --max-rejects. No message shows the value of a panic that may hold data.
package runner

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/dataset"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// Options is what a run is given beside the pipeline.
type Options struct {
	Roots    []source.Root
	Out      string       // output folder; made if missing
	Workers  int          // actions at a time, at least 1; changes no byte
	Memory   int64        // bytes of all row sets together, beyond which they spill to files; changes no byte
	AsOf     *table.Date  // the day of the question; nil if none was named
	Key      []byte       // under which numbers that identify a device are hashed; without one they are not kept at all
	Program  string       // identity of the program, such as the SHA-256 of its executable: another program does everything anew
	Version  string       // for people, in the manifest
	Rebuild  bool         // hash what is kept before it is reused, and make anew what is damaged
	Progress func(string) // one line about what is under way; may be nil

	// Reads says which formats read their documents; nil is all. Documents of the others stay unread.
	Reads func(*pipeline.Format) bool
	// Known is another output folder: what a run there, of this program with these formats, found out about the inputs is not
	// found out again. "" is none.
	Known   string
	Against *dataset.Against // for the manifest
}

// Report is what a run did.
type Report struct {
	Dataset   string
	Changed   bool             // it is another dataset than before
	Mended    int              // files of it that were damaged or missing, where it is not
	Damaged   []string         // paths, below the output folder, of what earlier runs had kept and was found damaged or missing
	Remade    []string         // the actions that were done again for it, as "publish awards"
	Documents map[string]int64 // by status
	// In units: Read = WithRows + Rejected + Duplicates + LeftOut.
	Read, WithRows, Rejected, Duplicates, LeftOut int64
	Run, Reused                                   int // actions
}

var (
	// ErrLocked says that another run writes to the output folder.
	ErrLocked = errors.New("another run writes there")
	// ErrNoSpace says that the output folder is full or not writable. What was done stays, and the next run goes on from there.
	ErrNoSpace = errors.New("the output folder is full or not writable")
	// ErrBug says that a part of the program panicked where nothing can be left out without the tables looking whole.
	ErrBug = errors.New("this is a bug of the program")
	// ErrUsage says that the pipeline or the options cannot be run.
	ErrUsage = errors.New("cannot be run like this")
)

// minBudget is the least memory of one action's row sets.
const minBudget = 1 << 20

// Run brings the dataset in o.Out up to date with the inputs. The error of a cancelled run is the context's. Whatever
// happens, the folder holds a whole dataset or none, and running again goes on.
func Run(ctx context.Context, p pipeline.Pipeline, o Options) (*dataset.Manifest, *Report, error) {
	m, r, err := run(ctx, p, o)
	if err != nil && ctx.Err() != nil {
		return nil, nil, context.Cause(ctx)
	}
	for _, full := range []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EROFS, fs.ErrPermission} {
		if errors.Is(err, full) {
			return nil, nil, fmt.Errorf("%w: %w", ErrNoSpace, err)
		}
	}
	return m, r, err
}

func run(ctx context.Context, p pipeline.Pipeline, o Options) (*dataset.Manifest, *Report, error) {
	if err := validate(p, o); err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrUsage, err)
	}
	unlock, err := lock(o.Out)
	if err != nil {
		return nil, nil, err
	}
	defer unlock()
	store := dataset.Store{Out: o.Out, Hash: o.Rebuild, Views: p.Views}
	if err := store.Init(); err != nil {
		return nil, nil, err
	}
	if err := clearFolder(filepath.Join(o.Out, "tmp")); err != nil {
		return nil, nil, err
	}
	tmp, err := os.MkdirTemp(filepath.Join(o.Out, "tmp"), "run-")
	if err != nil {
		return nil, nil, err
	}
	defer os.RemoveAll(tmp)

	workers := max(o.Workers, 1)
	e := &engine{pipeline: p, options: o, store: store, tmp: tmp, workers: workers,
		budget: int(max(o.Memory/int64(workers), minBudget))}
	files, err := e.find(ctx)
	if err != nil {
		return nil, nil, err
	}
	// A damaged piece of the cache is removed and made again by the actions that made it. It is seldom alone, so that from then
	// on all that was kept is hashed before it is reused.
	for attempt := 0; ; attempt++ {
		m, r, err := e.attempt(ctx, files)
		var damaged *damagedError
		if errors.As(err, &damaged) && attempt < maxAttempts && ctx.Err() == nil {
			if err := os.Remove(damaged.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return nil, nil, err
			}
			e.repair(damaged.path)
			e.options.Rebuild, e.store.Hash = true, true
			continue
		}
		if r != nil {
			r.Damaged, r.Remade = slices.Sorted(maps.Keys(e.damaged)), slices.Sorted(maps.Keys(e.remade))
		}
		return m, r, err
	}
}

// maxAttempts is how often damage may be met in one run: what was made again and is damaged at once will be so next time.
const maxAttempts = 3

// engine is one run.
type engine struct {
	pipeline pipeline.Pipeline
	options  Options
	store    dataset.Store
	tmp      string
	workers  int
	budget   int // of one action
	found    []*input
	idle     map[string]bool // stages that will have no rows

	mu      sync.Mutex // guards what follows
	damaged map[string]bool
	remade  map[string]bool
	did     struct {
		run, reused int
		left        []string // names of their records and of the pieces of the cache
	}
}

// repair notes what was found damaged, and the actions that are done again for it.
func (e *engine) repair(path string, actions ...string) {
	if rel, err := filepath.Rel(e.options.Out, path); err == nil {
		path = filepath.ToSlash(rel)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.damaged == nil {
		e.damaged, e.remade = map[string]bool{}, map[string]bool{}
	}
	e.damaged[path] = true
	for _, a := range actions {
		e.remade[a] = true
	}
}

func (e *engine) progress(format string, args ...any) {
	if e.options.Progress == nil {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.options.Progress(fmt.Sprintf(format, args...))
}

// attempt runs all actions and commits.
func (e *engine) attempt(ctx context.Context, inputs []*input) (*dataset.Manifest, *Report, error) {
	e.found = inputs
	e.did.run, e.did.reused, e.did.left = 0, 0, nil
	raw := map[string][]segment{} // by table
	gather := func(records []*record) {
		for _, r := range records {
			for name, s := range r.Raw {
				s.place = r.place
				raw[name] = append(raw[name], s)
			}
		}
	}
	docs := map[string]*tally{}
	published := map[string][]*record{}

	actions := e.readActions(inputs)
	reads, err := e.do(ctx, actions)
	if err != nil {
		return nil, nil, err
	}
	reads = joined(actions, reads)
	count(docs, reads)
	gather(reads)
	settles, err := e.spread(ctx, e.settling(reads))
	if err != nil {
		return nil, nil, err
	}
	for _, records := range settles {
		count(docs, records)
		gather(records)
	}
	report, listed, rows, err := e.documents(inputs, docs)
	if err != nil {
		return nil, nil, err
	}
	gather([]*record{rows})

	e.idle = map[string]bool{}
	for _, s := range e.pipeline.Stages {
		e.idle[s.Name] = s.Only != nil && len(raw[s.Only.Describe().Name]) == 0
	}
	tables := e.pipeline.Drafts()
	for _, t := range e.pipeline.Tables() {
		if name := t.Describe().Name; name != table.Conflicts.Name && !e.derived(name) {
			tables = append(tables, t)
		}
	}
	if err := e.publish(ctx, tables, raw, published, gather); err != nil {
		return nil, nil, err
	}
	for _, level := range e.levels() {
		var all []work
		for _, s := range level {
			all = append(all, e.deriving(s, published))
		}
		records, err := e.spread(ctx, all)
		if err != nil {
			return nil, nil, err
		}
		for _, r := range records {
			gather(r)
		}
		tables = tables[:0]
		for _, s := range level {
			tables = append(tables, s.Writes)
		}
		if err := e.publish(ctx, tables, raw, published, gather); err != nil {
			return nil, nil, err
		}
	}
	if err := e.publish(ctx, []table.Any{table.Conflicts}, raw, published, gather); err != nil {
		return nil, nil, err
	}
	return e.commit(ctx, report, listed, published)
}

// publish publishes tables and gathers the conflicts found on the way.
func (e *engine) publish(ctx context.Context, tables []table.Any, raw map[string][]segment, published map[string][]*record, gather func([]*record)) error {
	var all []work
	for _, t := range tables {
		all = append(all, e.publishing(t, raw[t.Describe().Name]))
	}
	records, err := e.spread(ctx, all)
	if err != nil {
		return err
	}
	for i, t := range tables {
		published[t.Describe().Name] = records[i]
		gather(records[i])
	}
	return nil
}

func (e *engine) commit(ctx context.Context, report *Report, listed []dataset.Input, published map[string][]*record) (*dataset.Manifest, *Report, error) {
	m := &dataset.Manifest{Perimeter: e.options.Version, Inputs: listed, Counts: dataset.Counts{Documents: report.Documents,
		Read: report.Read, WithRows: report.WithRows, Rejected: report.Rejected, Duplicates: report.Duplicates, LeftOut: report.LeftOut}}
	if e.options.AsOf != nil {
		m.AsOf = e.options.AsOf.String()
	}
	m.Key, m.Against = source.KeyPrint(e.options.Key), e.options.Against
	for _, f := range e.pipeline.Formats {
		if f.Config != "" {
			m.Configured = append(m.Configured, dataset.Configured{Format: f.Name, SHA256: f.Config})
		}
	}
	slices.SortFunc(m.Configured, func(a, b dataset.Configured) int { return strings.Compare(a.Format, b.Format) })
	for _, t := range e.pipeline.Tables() {
		d := t.Describe()
		out := dataset.Table{Name: d.Name, Grain: d.Grain}
		for _, r := range published[d.Name] {
			for _, f := range r.Objects {
				if f.Rows > 0 || len(published[d.Name]) == 1 {
					out.Rows += f.Rows
					out.Files = append(out.Files, f)
				}
			}
		}
		m.Tables = append(m.Tables, out)
	}
	err := ctx.Err()
	if err != nil {
		return nil, nil, err
	}
	if report.Changed, report.Mended, err = e.store.Commit(e.tmp, m, e.did.left); err != nil {
		return nil, nil, err
	}
	report.Dataset = m.Dataset
	report.Run, report.Reused = e.did.run, e.did.reused
	return m, report, nil
}

// derived says that a stage writes the table.
func (e *engine) derived(name string) bool {
	for _, s := range e.pipeline.Stages {
		if s.Writes.Describe().Name == name {
			return true
		}
	}
	return false
}

// levels are the stages in waves: each reads only what formats and earlier waves write.
func (e *engine) levels() (levels [][]*pipeline.Stage) {
	at := map[string]int{}
	for _, s := range e.pipeline.Stages {
		level := 0
		for _, in := range s.Reads {
			for _, t := range in.Tables() {
				level = max(level, at[t.Describe().Name])
			}
		}
		at[s.Writes.Describe().Name] = level + 1
		for len(levels) <= level {
			levels = append(levels, nil)
		}
		levels[level] = append(levels[level], s)
	}
	return levels
}

// plural is "1 document", "2 documents".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %s", n, strings.TrimSuffix(noun, "s")+"s")
}
