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
		drafts := f.Settle.Drafts.Tables()[0]
		var segments []segment
		for _, r := range reads {
			if s, ok := r.Raw[drafts.Describe().Name]; ok && r.Name == f.Name {
				segments = append(segments, s)
			}
		}
		if segments == nil {
			continue
		}
		k := &keyed{what: "format " + f.Name, tables: []table.Any{drafts}, writes: f.Writes, derive: f.Settle.Derive}
		for _, s := range shards(segments) {
			actions = append(actions, &action{kind: "settle", name: f.Name, parts: []string{s.String(), s.sums(segments)},
				run: func(ctx context.Context, r *record) error { return e.derive(ctx, k, segments, s, r) }})
		}
	}
	return actions
}

// deriveActions make the rows of a stage from what its tables' publishing left under its keys.
func (e *engine) deriveActions(s *pipeline.Stage, published map[string][]*record) (actions []*action) {
	k := &keyed{what: "stage " + s.Name, writes: []table.Any{s.Writes}, asOf: s.AsOf, derive: s.Derive}
	var byKey []segment
	lists := map[pipeline.Input][]segment{}
	var fixed []string
	if s.AsOf {
		day := "none"
		if e.options.AsOf != nil {
			day = e.options.AsOf.String()
		}
		fixed = append(fixed, day)
	}
	for _, reader := range readersOf(s) {
		k.tables = append(k.tables, reader.table)
		var segments []segment
		for _, r := range published[reader.table.Describe().Name] {
			if seg := r.Keyed[reader.name]; seg.Name != "" {
				segments = append(segments, seg)
			}
		}
		if reader.input.Keyed() {
			byKey = append(byKey, segments...)
			continue
		}
		lists[reader.input] = append(lists[reader.input], segments...)
		fixed = append(fixed, reader.name, shard{0, 256}.sums(segments))
	}
	k.lists = onceLists(func(ctx context.Context) (map[pipeline.Input]any, error) {
		return e.buildLists(ctx, s, k.tables, lists)
	})
	for _, sh := range shards(byKey) {
		parts := append([]string{sh.String(), sh.sums(byKey)}, fixed...)
		actions = append(actions, &action{kind: "derive", name: s.Name, parts: parts,
			run: func(ctx context.Context, r *record) error { return e.derive(ctx, k, byKey, sh, r) }})
	}
	return actions
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

// buildLists builds the lists of a stage from the whole of their tables.
func (e *engine) buildLists(ctx context.Context, s *pipeline.Stage, tables []table.Any, lists map[pipeline.Input][]segment) (map[pipeline.Input]any, error) {
	built := map[pipeline.Input]any{}
	for _, in := range s.Reads {
		if in.Keyed() {
			continue
		}
		var n int64
		for _, seg := range lists[in] {
			n += seg.Bytes
		}
		if n > pipeline.MaxList {
			return nil, fmt.Errorf("stage %s: a list has %d bytes of rows, and %d is the most: %s", s.Name, n, pipeline.MaxList, in.Tables()[0].Describe().Name)
		}
		set := table.NewSet(e.tmp, pipeline.MaxList, in.Tables()...)
		for _, seg := range lists[in] {
			err := e.readSegment(seg, shard{0, 256}, func(key, row []byte) error {
				end := 1 + keyEnd(key[1:])
				tables[key[end]].Load(set, key[end+1:], row)
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
			return nil, fmt.Errorf("stage %s: the list of %s cannot be built: %w", s.Name, in.Tables()[0].Describe().Name, err)
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
	if k.lists != nil && !rows.Empty() {
		lists, err := k.lists(ctx)
		if err != nil {
			return err
		}
		for list, value := range lists {
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
