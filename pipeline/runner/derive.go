package runner

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// keyed is work that is done key by key: a stage, or the second half of a format.
type keyed struct {
	what   string
	format string // whose second half it is; "" for a stage
	reads  []fed  // by key
	writes []table.Any
	asOf   bool
	derive func(in, out *table.Set) error
	lists  func(ctx context.Context) (map[pipeline.Input]any, error)
	shared keySet // of what it reads, if that is of one home among several
	place  string // of that home
}

// fed is a reader and what it reads.
type fed struct {
	reader
	segments []segment
}

// settling brings together the drafts of each format that has any.
func (e *engine) settling(reads []*record) (all []work) {
	for _, f := range e.pipeline.Formats {
		if f.Settle == nil {
			continue
		}
		k := &keyed{what: "format " + f.Name, format: f.Name, writes: f.Writes, derive: f.Settle.Derive}
		fixed := e.inputs(k, f.Settle.Inputs(), draftsOf(f.Settle), func(of reader) (segments []segment) {
			for _, r := range reads {
				if s, ok := r.Raw[of.name]; ok && r.Name == f.Name {
					s.place = r.place
					segments = append(segments, s)
				}
			}
			return segments
		})
		all = append(all, e.keyedWork("settle", f.Name, k, append(fixed, f.Config)))
	}
	return all
}

// keyedWork is the work at the segments of all that is read by key.
func (e *engine) keyedWork(kind, name string, k *keyed, fixed []string) work {
	var all []segment
	for i, f := range k.reads {
		for _, s := range f.segments {
			s.of = i
			all = append(all, s)
		}
	}
	return work{all, func(h home) []*action { return e.shardActions(kind, name, k.at(h), fixed) }}
}

// at is the same work on what a home has.
func (k *keyed) at(h home) *keyed {
	at := *k
	at.reads, at.shared, at.place = slices.Clone(k.reads), h.shared, ""
	for i := range at.reads {
		at.reads[i].segments = nil
	}
	for _, s := range h.segments {
		at.reads[s.of].segments = append(at.reads[s.of].segments, s)
		if h.shared != nil {
			at.place = s.place
		}
	}
	return &at
}

// inputs gives the work what it reads: the segments of its keyed inputs, and lists built from those of the others. fixed
// names what every shard depends on.
func (e *engine) inputs(k *keyed, reads []pipeline.Input, readers []reader, of func(reader) []segment) (fixed []string) {
	var listed []fed
	for _, r := range readers {
		f := fed{r, of(r)}
		if r.input.Keyed() {
			k.reads = append(k.reads, f)
			continue
		}
		listed = append(listed, f)
		fixed = append(fixed, r.name, every.sums(f.segments))
	}
	k.lists = onceLists(func(ctx context.Context) (map[pipeline.Input]any, error) {
		return e.buildLists(ctx, k, reads, listed)
	})
	return fixed
}

func (e *engine) shardActions(kind, name string, k *keyed, fixed []string) (actions []*action) {
	var all []segment
	for _, f := range k.reads {
		all = append(all, f.segments...)
	}
	for _, sh := range shards(all) {
		parts := append(home{shared: k.shared}.parts(), sh.String())
		for _, f := range k.reads {
			parts = append(parts, sh.sums(f.segments))
		}
		actions = append(actions, &action{kind: kind, name: name, parts: append(parts, fixed...), size: sh.size(all),
			run: func(ctx context.Context, r *record) error { return e.derive(ctx, k, sh, r) }})
	}
	return actions
}

// deriving makes the rows of a stage from what its tables' publishing left under its keys.
func (e *engine) deriving(s *pipeline.Stage, published map[string][]*record) work {
	k := &keyed{what: "stage " + s.Name, writes: []table.Any{s.Writes}, asOf: s.AsOf, derive: s.Derive}
	fixed := e.inputs(k, s.Reads, readersOf(s), func(of reader) (segments []segment) {
		for _, r := range published[of.table.Describe().Name] {
			if seg := r.Keyed[of.name]; seg.Name != "" {
				seg.place = r.place
				segments = append(segments, seg)
			}
		}
		return segments
	})
	if s.AsOf {
		day := "none"
		if e.options.AsOf != nil {
			day = e.options.AsOf.String()
		}
		fixed = append([]string{day}, fixed...)
	}
	return e.keyedWork("derive", s.Name, k, fixed)
}

// onceLists builds when first asked, for all who ask.
func onceLists(build func(context.Context) (map[pipeline.Input]any, error)) func(context.Context) (map[pipeline.Input]any, error) {
	var (
		mu    sync.Mutex
		built map[pipeline.Input]any
	)
	return func(ctx context.Context) (_ map[pipeline.Input]any, err error) {
		mu.Lock()
		defer mu.Unlock()
		if built == nil {
			built, err = build(ctx)
		}
		return built, err
	}
}

// buildLists builds the lists among what is read from the whole of their tables.
func (e *engine) buildLists(ctx context.Context, k *keyed, reads []pipeline.Input, listed []fed) (map[pipeline.Input]any, error) {
	built := map[pipeline.Input]any{}
	for _, in := range reads {
		if in.Keyed() {
			continue
		}
		value, err := e.buildList(ctx, in, listed)
		if err != nil {
			return nil, fmt.Errorf("%s: the list of %s cannot be built: %w", k.what, in.Tables()[0].Describe().Name, err)
		}
		built[in] = value
	}
	return built, ctx.Err()
}

func (e *engine) buildList(ctx context.Context, in pipeline.Input, listed []fed) (any, error) {
	set := table.NewSet(e.tmp, pipeline.MaxList, in.Tables()...)
	defer set.Close()
	var n int64
	for _, f := range listed {
		if f.input != in {
			continue
		}
		n += every.size(f.segments)
		if n > pipeline.MaxList {
			return nil, fmt.Errorf("it has %d bytes of rows, and %d is the most", n, pipeline.MaxList)
		}
		err := e.merged(ctx, f.segments, every, func(key, row []byte) error {
			f.table.Load(set, key[len(leadIn(key)):], row)
			return set.Err()
		})
		if err != nil {
			return nil, err
		}
	}
	value, err := build(in.(pipeline.Builder), set)
	if err == nil {
		err = set.Err()
	}
	return value, err
}

func build(b pipeline.Builder, set *table.Set) (value any, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &bug{place(), shown(p)}
		}
	}()
	return b.Build(set)
}

// derive runs the keys of a shard. A key at which the second half of a format panics leaves rejects of its records and nothing else:
// then the shard is done again without it.
func (e *engine) derive(ctx context.Context, k *keyed, s shard, r *record) error {
	refused := map[string]*source.Defect{}
	for {
		key, why, err := e.deriveBut(ctx, k, s, refused, r)
		if err != nil || why == nil {
			return err
		}
		refused[key] = why
	}
}

// deriveBut runs the keys of a shard, one after another, but those refused. Where another one is to be refused it names it.
func (e *engine) deriveBut(ctx context.Context, k *keyed, s shard, refused map[string]*source.Defect, r *record) (bad string, why *source.Defect, err error) {
	shared := e.newShared(k.shared)
	defer shared.close()
	room := e.budget / 4
	if k.format != "" { // a key of drafts is one record's, and what all of them leave is much
		room = e.budget / 16
	}
	in := table.NewSet(e.tmp, room, k.tables()...)
	defer in.Close()
	out := e.newSet(e.budget-room, k.writes, nil)
	defer out.Close()
	if k.asOf {
		in.SetAsOf(e.options.AsOf)
	}
	keys, err := e.keysOf(ctx, k, s, shared)
	defer keys.close()
	if err != nil {
		return "", nil, err
	}
	var memory pipeline.Memory
	if len(keys.heads) > 0 {
		lists, err := k.lists(ctx)
		if err != nil {
			return "", nil, err
		}
		for list, value := range lists {
			if shared, ok := value.(pipeline.Shared); ok {
				value = shared.Own()
			}
			if m, ok := value.(pipeline.Memory); ok {
				memory = m
				m.Recall(e.recall(k, s))
			}
			in.SetList(list, value)
		}
	}
	for len(keys.heads) > 0 {
		if err := ctx.Err(); err != nil {
			return "", nil, err
		}
		key, err := keys.next(in)
		if err != nil {
			return "", nil, err
		}
		if why := refused[string(key)]; why != nil {
			k.refuse(in, out, why)
		} else if err := k.call(in, out); err != nil {
			if why := k.refusal(err, in); why != nil && len(refused) < maxPoison {
				return string(key), why, nil
			}
			return "", nil, fmt.Errorf("%s failed at the key %q%s: %w", k.what, name(key), e.firstRead(k.origins(in)), err)
		}
		in.Reset()
	}
	if memory != nil {
		if err := e.keep(k, s, memory.Remember()); err != nil {
			return "", nil, err
		}
		r.Memory = e.memoryName(k, s)
	}
	if err := shared.leave(r); err != nil {
		return "", nil, err
	}
	return "", nil, e.leave(k.writes, out, r)
}

func (k *keyed) tables() (all []table.Any) {
	for _, f := range k.reads {
		all = append(all, f.table)
	}
	return all
}

// call derives one key and believes nothing before it has asked both sets.
func (k *keyed) call(in, out *table.Set) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &bug{place(), shown(p)}
		}
	}()
	return errors.Join(k.derive(in, out), in.Err(), out.Err())
}

// refusal is why the records of a key are to be refused; nil where the run must stop: for a stage, whose table would lack the key and
// look whole, and where nobody knows the records.
func (k *keyed) refusal(err error, in *table.Set) *source.Defect {
	var b *bug
	if k.format == "" || !errors.As(err, &b) || in.Err() != nil || len(k.origins(in)) == 0 {
		return nil
	}
	return &source.Defect{Scope: source.WholeRecord, Reason: "panic",
		Message: fmt.Sprintf("the format %s failed at %s, when it brought together what this record and others say of one thing", k.format, b.place),
		Kept:    "the other records", Next: "report it: this is a bug of the format"}
}

// refuse puts the records of a key into the quarantine.
func (k *keyed) refuse(in, out *table.Set, why *source.Defect) {
	for _, o := range k.origins(in) {
		d := *why
		d.Origin = o
		table.PutReject(out, k.format, &d, o)
	}
}

// origins is where the rows of the key were read, in order.
func (k *keyed) origins(in *table.Set) (all []source.Origin) {
	for _, t := range k.tables() {
		t.Raw(in, func(_, encoded []byte) error {
			all = append(all, t.Origins(t.Open(encoded).Value)...)
			return nil
		})
	}
	return source.Unite(all, nil)
}

// firstRead says where the first of the origins is.
func (e *engine) firstRead(origins []source.Origin) string {
	if len(origins) == 0 {
		return ""
	}
	path := ""
	for _, in := range e.found {
		if in.digest == origins[0].Digest && in.copyOf == "" {
			path = " in " + in.Path
			break
		}
	}
	return fmt.Sprintf(", first read%s at %s", path, origins[0])
}

// bug is a panic that was recovered, with its value where that is known to hold nothing of the input.
type bug struct {
	place string
	value any
}

func (b *bug) Error() string {
	s := fmt.Sprintf("%v: it failed at %s", ErrBug, b.place)
	if b.value != nil {
		s += fmt.Sprintf(" (%v)", b.value)
	}
	return s
}

// shown is the value of a panic if the Go runtime or a Set made it: any other may hold data.
func shown(p any) any {
	switch p.(type) {
	case runtime.Error, table.Misuse:
		return p
	}
	return nil
}

// Is makes it ErrBug.
func (b *bug) Is(err error) bool { return err == ErrBug }
