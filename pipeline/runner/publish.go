package runner

import (
	"context"
	"fmt"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/dataset"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// reader is a table as one input of one stage wants it.
type reader struct {
	name  string // stage, and which of its inputs
	input pipeline.Input
	at    byte // which of the stage's tables
	table table.Any
}

// readersOf are the tables that a stage reads, in the order of its Reads.
func readersOf(s *pipeline.Stage) (out []reader) {
	for _, in := range s.Reads {
		for _, t := range in.Tables() {
			at := byte(len(out))
			out = append(out, reader{fmt.Sprintf("%s/%d", s.Name, at), in, at, t})
		}
	}
	return out
}

// draftsOf lists a Settle's tables of drafts, in the order in which its keys number them.
func draftsOf(s *pipeline.Settle) (out []reader) {
	for _, in := range s.Inputs() {
		for _, t := range in.Tables() {
			out = append(out, reader{t.Describe().Name, in, byte(len(out)), t})
		}
	}
	return out
}

// appendKeyed appends, behind table.HashSize bytes, what a pair's key in the segment of a reader begins with: the hash of the key
// that the reader has of the row, and that key. The table's order is to follow.
func appendKeyed(b []byte, key string) []byte {
	b = table.AppendKey(b, key)
	table.HashKey(b)
	return b
}

// leadOf makes the keys of drafts in a segment.
func leadOf(of reader) table.Lead {
	return func(b []byte, row any) ([]byte, bool) {
		key := of.input.Key(row)
		return appendKeyed(b, key), key != "" || !of.input.Keyed()
	}
}

// leadIn is what the key of a pair begins with, up to the table's order.
func leadIn(key []byte) []byte { return key[:table.HashSize+keyEnd(key[table.HashSize:])] }

// keyEnd is the length of the first part that AppendKey wrote to b.
func keyEnd(b []byte) int {
	for i := 0; i+1 < len(b); i++ {
		if b[i] == 0 {
			if b[i+1] == 1 {
				return i + 2
			}
			i++
		}
	}
	return len(b)
}

// publishing makes the Parquet objects of a table from all its raw rows, and hands the rows on to the stages that read it.
func (e *engine) publishing(t table.Any, raw []segment) work {
	var readers []reader
	for _, s := range e.pipeline.Stages {
		if e.idle[s.Name] {
			continue
		}
		for _, r := range readersOf(s) {
			if r.table.Describe().Name == t.Describe().Name {
				readers = append(readers, r)
			}
		}
	}
	return work{raw, func(h home) (actions []*action) {
		for _, s := range shards(h.segments) {
			a := &action{kind: "publish", name: t.Describe().Name, parts: append(h.parts(), s.String(), s.sums(h.segments)), size: s.size(h.segments)}
			for _, r := range readers {
				a.parts = append(a.parts, r.name)
			}
			a.run = func(ctx context.Context, r *record) error { return e.publishShard(ctx, t, h, s, readers, r) }
			actions = append(actions, a)
		}
		return actions
	}}
}

func (e *engine) publishShard(ctx context.Context, t table.Any, h home, s shard, readers []reader, r *record) error {
	shared := e.newShared(h.shared)
	defer shared.close()
	rows, err := e.cursor(ctx, h.segments, s)
	if err != nil {
		return err
	}
	rows = shared.without(rows, 0)
	defer rows.Close()
	conflicts := e.newSet(e.budget/8, nil, nil)
	defer conflicts.Close()
	room := e.budget / 2
	if len(readers) == 0 { // nobody wants the rows in another order
		room = e.budget - e.budget/8
	}
	ordered := table.NewSorter(e.tmp, room)
	defer ordered.Close()
	err = t.Gather(func(f func(key, row []byte) error) error {
		return table.Each(rows, func(key, row []byte) error { return f(key[table.HashSize:], row) })
	}, conflicts, ordered)
	if err == nil {
		err = conflicts.Err()
	}
	if err == nil {
		err = shared.leave(r)
	}
	if err != nil {
		return err
	}
	asked := e.newShares(readers, ordered, e.budget/2)
	defer asked.close()
	drain := func(write func(encoded []byte) error) error {
		n := 0
		return ordered.EachAt(func(at int, key, encoded []byte) (err error) {
			if n++; n%1024 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			if err := write(encoded); err != nil || len(readers) == 0 {
				return err
			}
			return asked.put(at, table.Row{Key: key, Encoded: encoded, Value: t.View(encoded)})
		})
	}
	if t.Describe().Draft || h.shared != nil && ordered.Empty() {
		err = drain(func([]byte) error { return nil })
	} else {
		r.Objects = make([]dataset.File, 1)
		r.Objects[0], err = e.store.Put(e.tmp, t, func(w *table.Writer) error { return drain(w.Write) })
	}
	if err != nil {
		return err
	}
	if r.Keyed, err = asked.segments(); err != nil {
		return err
	}
	if t.Describe().Name == table.Conflicts.Name {
		return nil
	}
	return e.leave(nil, conflicts, r)
}
