package runner

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/perimeter-data/perimeter/pipeline/dataset"
)

// action is a declaration applied to a shard.
type action struct {
	kind, name string   // read, settle, derive or publish; of the format, stage or table
	parts      []string // everything else that its result depends on
	place      string   // of what it makes
	stretchOf  string   // the document that it reads a stretch of, if it does
	size       int64    // bytes that it reads, about
	run        func(ctx context.Context, r *record) error

	// apart does what run does with help. It may return before all is done: whoever is the last at it calls done.
	apart func(ctx context.Context, help help, r *record, done func() error) error
}

// help calls f at once with others, if fewer are at work than may be, and says whether it does.
type help func(f func() error) bool

// ahead is a source.Ahead where there is help.
func (h help) ahead(r io.Reader) (_ io.Reader, stop func()) {
	out, in := io.Pipe()
	if !h(func() error {
		err := io.ErrUnexpectedEOF // unless it comes to an end
		defer func() { in.CloseWithError(err) }()
		_, err = io.CopyBuffer(struct{ io.Writer }{in}, struct{ io.Reader }{r}, make([]byte, 256<<10))
		return nil
	}) {
		return r, func() {}
	}
	return out, func() { out.Close() }
}

// id is the content address of all that the result depends on.
func (e *engine) id(a *action) string {
	h := sha256.New()
	for _, p := range append([]string{"perimeter action 1", e.options.Program, a.kind, a.name}, a.parts...) {
		fmt.Fprintf(h, "%d:", len(p))
		io.WriteString(h, p)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// try runs the action, and calls done when that is done. A panic outside of a format or a stage is an error like any other: it must
// not end the process with the exit code of the Go runtime.
func (a *action) try(ctx context.Context, help help, r *record, done func() error) (err error) {
	defer func() {
		if recover() != nil {
			err = fmt.Errorf("%s %s: %w", a.kind, a.name, &bug{place: place()})
		}
	}()
	if a.apart != nil {
		return a.apart(ctx, help, r, done)
	}
	if err := a.run(ctx, r); err != nil {
		return err
	}
	return done()
}

// record is what an action left behind.
type record struct {
	Kind    string             `json:"kind"`
	Name    string             `json:"name"`
	Raw     map[string]segment `json:"raw,omitempty"`     // rows as added, by table
	Keyed   map[string]segment `json:"keyed,omitempty"`   // rows by the key of a reader, by reader
	Shared  map[int]segment    `json:"shared,omitempty"`  // what was read and has a key that other homes have too, by table read
	Objects []dataset.File     `json:"objects,omitempty"` // of the table that was published
	Docs    map[string]*tally  `json:"docs,omitempty"`    // the accounting, by digest
	Parts   []*record          `json:"parts,omitempty"`   // of a document that was read in stretches: what each left
	Memory  string             `json:"memory,omitempty"`  // the name under which lies what it remembers, if anything

	place   string // that of its raw rows
	passing bool   // what was found may be another thing next time, so it is not remembered
}

func (r *record) putRaw(name string, s segment) {
	if s.Name != "" {
		if r.Raw == nil {
			r.Raw = map[string]segment{}
		}
		r.Raw[name] = s
	}
}

// segments are all that the record speaks of.
func (r *record) segments() []segment {
	all := slices.Collect(maps.Values(r.Shared))
	all = slices.AppendSeq(slices.AppendSeq(all, maps.Values(r.Raw)), maps.Values(r.Keyed))
	for _, part := range r.Parts {
		all = append(all, part.segments()...)
	}
	return all
}

// lacks is the path of something the record speaks of that is not there as it should be; "" where everything is.
func (e *engine) lacks(r *record) string {
	for _, s := range r.segments() {
		if !e.hasSegment(s) {
			return e.segmentPath(s.Name)
		}
	}
	for _, f := range r.Objects {
		if !e.store.Has(f) {
			return e.store.Object(f)
		}
	}
	return ""
}

// do runs the actions that were not done before, some at a time, the largest first so that nobody waits long for the last one, and gives
// their records in the order of the actions.
func (e *engine) do(ctx context.Context, actions []*action) ([]*record, error) {
	records := make([]*record, len(actions))
	order := make([]int, len(actions))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, k int) int { return cmp.Compare(actions[k].size, actions[i].size) })
	err := each(ctx, len(actions), e.workers, func(ctx context.Context, i int, help help) error {
		i = order[i]
		return e.one(ctx, actions[i], help, func(r *record) {
			r.place, records[i] = actions[i].place, r
		})
	})
	return records, err
}

// each calls f with 0 to n-1, as many at once as there are workers, and stops at the first error.
func (e *engine) each(ctx context.Context, n int, f func(ctx context.Context, i int) error) error {
	return Each(ctx, n, e.workers, f)
}

// Each calls f with 0 to n-1, at most some at once, and stops at the first error.
func Each(ctx context.Context, n, some int, f func(ctx context.Context, i int) error) error {
	return each(ctx, n, some, func(ctx context.Context, i int, _ help) error { return f(ctx, i) })
}

// each is Each for what may use help. It is where every goroutine of the program is started.
func each(ctx context.Context, n, some int, f func(ctx context.Context, i int, help help) error) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(some)
	caught := func(f func() error) func() error {
		return func() (err error) {
			defer func() {
				if recover() != nil {
					err = &bug{place: place()}
				}
			}()
			return f()
		}
	}
	more := func(f func() error) bool { return g.TryGo(caught(f)) } // also when all is over: somebody may wait for what f does
	for i := range n {
		g.Go(caught(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return f(ctx, i, more)
		}))
	}
	return g.Wait()
}

// one gives put the record of an action, from an earlier run or when it is done, which may be after one returns: see apart.
func (e *engine) one(ctx context.Context, a *action, help help, put func(*record)) error {
	id := e.id(a)
	name := filepath.Join(e.options.Out, "actions", id[:2], id+".json")
	before, damaged := kept(name), ""
	if before != nil {
		r := &record{}
		if json.Unmarshal(before, r) != nil || r.Kind != a.kind || r.Name != a.name {
			damaged = name
		} else if damaged = e.lacks(r); damaged == "" {
			e.mu.Lock()
			e.did.reused++
			e.mu.Unlock()
			e.left(r, id, r.Memory)
			put(r)
			return nil
		}
	} else if _, err := os.Lstat(name); err == nil {
		damaged = name
	}
	if damaged != "" {
		e.repair(damaged, a.kind+" "+a.name)
	}
	r := &record{Kind: a.kind, Name: a.name}
	return a.try(ctx, help, r, func() error {
		e.mu.Lock()
		e.did.run++
		n := e.did.run
		e.mu.Unlock()
		e.progress("%s %s (%d)", a.kind, a.name, n)
		put(r)
		if r.passing {
			return nil
		}
		text, err := json.Marshal(r)
		if err != nil {
			return err
		}
		e.left(r, id, r.Memory)
		return e.remember(name, before, text)
	})
}

// left notes the pieces that a record speaks of, and others.
func (e *engine) left(r *record, others ...string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, name := range others {
		if name != "" {
			e.did.left = append(e.did.left, name)
		}
	}
	for _, s := range r.segments() {
		if s.Name != "" {
			e.did.left = append(e.did.left, s.Name)
		}
	}
}

// remember writes the record of an action, once: an action that is done again must leave the same behind.
func (e *engine) remember(name string, before, text []byte) error {
	if before != nil && !bytes.Equal(before, text) {
		return fmt.Errorf("an action gave another result than before from the same input (%s): this is a bug, please report it; deleting the folder actions lets the next run go on", name)
	}
	return e.keepFile(name, text)
}
