package runner

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// keyed is work that is done key by key: a stage, or the second half of a format.
type keyed struct {
	what   string
	tables []table.Any // by the number in the keys
	writes []table.Any
	asOf   bool
	derive func(in, out *table.Set) error
	lists  func(ctx context.Context) (map[pipeline.Input]any, error)
}

// settleActions bring together the drafts of each format that has any.
func (e *engine) settleActions(reads []*record) (actions []*action) {
	for _, f := range e.pipeline.Formats {
		if f.Settle == nil {
			continue
		}
		k := &keyed{what: "format " + f.Name, writes: f.Writes, derive: f.Settle.Derive}
		byKey, fixed := e.inputs(k, f.Settle.Inputs(), draftsOf(f.Settle), func(of reader) (segments []segment) {
			for _, r := range reads {
				if s, ok := r.Raw[of.name]; ok && r.Name == f.Name {
					segments = append(segments, s)
				}
			}
			return segments
		})
		actions = append(actions, e.shardActions("settle", f.Name, k, byKey, append(fixed, f.Config))...)
	}
	return actions
}

// inputs gives the work what it reads: the segments of its keyed inputs, and lists built from those of the others. fixed
// names what every shard depends on.
func (e *engine) inputs(k *keyed, reads []pipeline.Input, readers []reader, of func(reader) []segment) (byKey []segment, fixed []string) {
	lists := map[pipeline.Input][]segment{}
	for _, r := range readers {
		k.tables = append(k.tables, r.table)
		segments := of(r)
		if r.input.Keyed() {
			byKey = append(byKey, segments...)
			continue
		}
		lists[r.input] = append(lists[r.input], segments...)
		fixed = append(fixed, r.name, shard{0, 256}.sums(segments))
	}
	k.lists = onceLists(func(ctx context.Context) (map[pipeline.Input]any, error) {
		return e.buildLists(ctx, k, reads, lists)
	})
	return byKey, fixed
}

func (e *engine) shardActions(kind, name string, k *keyed, byKey []segment, fixed []string) (actions []*action) {
	for _, sh := range shards(byKey) {
		parts := append([]string{sh.String(), sh.sums(byKey)}, fixed...)
		actions = append(actions, &action{kind: kind, name: name, parts: parts,
			run: func(ctx context.Context, r *record) error { return e.derive(ctx, k, byKey, sh, r) }})
	}
	return actions
}

// deriveActions make the rows of a stage from what its tables' publishing left under its keys.
func (e *engine) deriveActions(s *pipeline.Stage, published map[string][]*record) (actions []*action) {
	k := &keyed{what: "stage " + s.Name, writes: []table.Any{s.Writes}, asOf: s.AsOf, derive: s.Derive}
	byKey, fixed := e.inputs(k, s.Reads, readersOf(s), func(of reader) (segments []segment) {
		for _, r := range published[of.table.Describe().Name] {
			if seg := r.Keyed[of.name]; seg.Name != "" {
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
	return e.shardActions("derive", s.Name, k, byKey, fixed)
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
func (e *engine) buildLists(ctx context.Context, k *keyed, reads []pipeline.Input, lists map[pipeline.Input][]segment) (map[pipeline.Input]any, error) {
	built := map[pipeline.Input]any{}
	for _, in := range reads {
		if in.Keyed() {
			continue
		}
		var n int64
		for _, seg := range lists[in] {
			n += seg.Bytes
		}
		if n > pipeline.MaxList {
			return nil, fmt.Errorf("%s: a list has %d bytes of rows, and %d is the most: %s", k.what, n, pipeline.MaxList, in.Tables()[0].Describe().Name)
		}
		set := table.NewSet(e.tmp, pipeline.MaxList, in.Tables()...)
		for _, seg := range lists[in] {
			err := e.readSegment(seg, shard{0, 256}, func(key, row []byte) error {
				end := 1 + keyEnd(key[1:])
				k.tables[key[end]].Load(set, key[end+1:], row)
				return set.Err()
			})
			if err != nil {
				set.Close()
				return nil, err
			}
		}
		value, err := build(in.(pipeline.Builder), set)
		if err == nil {
			err = set.Err()
		}
		set.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: the list of %s cannot be built: %w", k.what, in.Tables()[0].Describe().Name, err)
		}
		built[in] = value
	}
	return built, ctx.Err()
}

func build(b pipeline.Builder, set *table.Set) (value any, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic at %s: %v", place(), p)
		}
	}()
	return b.Build(set)
}

// derive runs the keys of a shard, one after another.
func (e *engine) derive(ctx context.Context, k *keyed, segments []segment, s shard, r *record) error {
	rows := table.NewSorter(e.tmp, e.budget/4)
	defer rows.Reset()
	for _, seg := range segments {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := e.readSegment(seg, s, rows.Add); err != nil {
			return err
		}
	}
	in := table.NewSet(e.tmp, e.budget/4, k.tables...)
	defer in.Close()
	out := table.NewSet(e.tmp, e.budget/4, k.writes...)
	defer out.Close()
	if k.asOf {
		in.SetAsOf(e.options.AsOf)
	}
	var memory pipeline.Memory
	if k.lists != nil && !rows.Empty() {
		lists, err := k.lists(ctx)
		if err != nil {
			return err
		}
		for list, value := range lists {
			if shared, ok := value.(pipeline.Shared); ok {
				value = shared.Own()
			}
			if m, ok := value.(pipeline.Memory); ok {
				memory = m
				m.Recall(e.recall(k.what, s))
			}
			in.SetList(list, value)
		}
	}
	var key []byte
	flush := func() error {
		if key == nil {
			return nil
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := k.call(in, out); err != nil {
			return fmt.Errorf("%s failed at the key %q%s: %w", k.what, name(key), k.first(in), err)
		}
		in.Reset()
		return nil
	}
	err := rows.Each(func(full, row []byte) error {
		end := 1 + keyEnd(full[1:])
		if key == nil || !bytes.Equal(full[:end], key) {
			if err := flush(); err != nil {
				return err
			}
			key = append(key[:0], full[:end]...)
		}
		k.tables[full[end]].Load(in, full[end+1:], row)
		return in.Err()
	})
	if err == nil {
		err = flush()
	}
	if err != nil {
		return err
	}
	if memory != nil {
		if err := e.keep(k.what, s, memory.Remember()); err != nil {
			return err
		}
	}
	return e.leave(k.writes, nil, out, r)
}

// call derives one key and believes nothing before it has asked both sets.
func (k *keyed) call(in, out *table.Set) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic at %s: %v", place(), p)
		}
	}()
	return errors.Join(k.derive(in, out), in.Err(), out.Err())
}

// first says where the first row of the key was read.
func (k *keyed) first(in *table.Set) string {
	errFound := errors.New("found")
	for _, t := range k.tables {
		at := ""
		t.Raw(in, func(_, encoded []byte) error {
			if o := t.Origins(t.Open(encoded).Value); len(o) > 0 {
				at = ", first read at " + o[0].String()
			}
			return errFound
		})
		if at != "" {
			return at
		}
	}
	return ""
}

// name is a key as text, cut to what fits a line.
func name(key []byte) string {
	s := string(bytes.ReplaceAll(key[1:len(key)-2], []byte{0, 0xff}, []byte{0}))
	if len(s) > 80 {
		s = s[:80] + "…"
	}
	return s
}
