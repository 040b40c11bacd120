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

// appendKeyed appends, behind table.HashSize bytes, the key of a row that the input wants under this key: its hash, key and table;
// the table's order is to follow.
func appendKeyed(b []byte, key string, at byte) []byte {
	b = table.AppendKey(b, key)
	table.HashKey(b)
	return append(b, at)
}

// putKeyed adds what the reader asks of a row under its key. A row without a key is left out.
func putKeyed(sorter *table.Sorter, of reader, row table.Row, buf []byte) ([]byte, error) {
	row, asked := of.input.Narrow(of.table, row)
	if !asked {
		return buf, nil
	}
	key := of.input.Key(row.Value)
	if key == "" && of.input.Keyed() {
		return buf, nil
	}
	buf = append(appendKeyed(append(buf[:0], make([]byte, table.HashSize)...), key, of.at), row.Key...)
	return buf, sorter.Add(buf, row.Encoded)
}

// leadOf makes the keys of drafts in a segment.
func leadOf(of reader) table.Lead {
	return func(b []byte, row any) ([]byte, bool) {
		key := of.input.Key(row)
		if key == "" && of.input.Keyed() {
			return b, false
		}
		return appendKeyed(b, key, of.at), true
	}
}

// parted is the key of a pair in two: up to the table that the row is of, and what follows that.
func parted(key []byte) (lead []byte, at byte, order []byte) {
	end := table.HashSize + keyEnd(key[table.HashSize:])
	return key[:end], key[end], key[end+1:]
}

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

// publishActions make the Parquet objects of a table from all its raw rows, and hand the rows on to the stages that read it.
func (e *engine) publishActions(t table.Any, raw []segment) (actions []*action) {
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
	for _, s := range shards(raw) {
		a := &action{kind: "publish", name: t.Describe().Name, parts: []string{s.String(), s.sums(raw)}}
		for _, r := range readers {
			a.parts = append(a.parts, r.name)
		}
		a.run = func(ctx context.Context, r *record) error { return e.publishShard(ctx, t, raw, s, readers, r) }
		actions = append(actions, a)
	}
	return actions
}

func (e *engine) publishShard(ctx context.Context, t table.Any, raw []segment, s shard, readers []reader, r *record) error {
	conflicts := e.newSet(e.budget/8, nil, nil)
	defer conflicts.Close()
	ordered := table.NewSorter(e.tmp, e.budget/2)
	defer ordered.Close()
	err := t.Gather(func(f func(key, row []byte) error) error {
		return e.merged(ctx, raw, s, func(key, row []byte) error { return f(key[table.HashSize:], row) })
	}, conflicts, ordered)
	if err == nil {
		err = conflicts.Err()
	}
	if err != nil {
		return err
	}
	sorters := make([]*table.Sorter, len(readers))
	for i := range readers {
		sorters[i] = table.NewSorter(e.tmp, e.budget/2/len(readers))
		defer sorters[i].Close()
	}
	drain := func(write func(encoded []byte) error) error {
		n := 0
		var buf []byte
		return ordered.Each(func(_, encoded []byte) (err error) {
			if n++; n%1024 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			if err := write(encoded); err != nil || len(readers) == 0 {
				return err
			}
			row := t.Open(encoded)
			for i, reader := range readers {
				if buf, err = putKeyed(sorters[i], reader, row, buf); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if t.Describe().Draft {
		err = drain(func([]byte) error { return nil })
	} else {
		r.Objects = make([]dataset.File, 1)
		r.Objects[0], err = e.store.Put(e.tmp, t, func(w *table.Writer) error { return drain(w.Write) })
	}
	if err != nil {
		return err
	}
	r.Keyed = map[string]segment{}
	for i, reader := range readers {
		if r.Keyed[reader.name], err = e.putSegment(sorters[i].Each); err != nil {
			return err
		}
	}
	if t.Describe().Name == table.Conflicts.Name {
		return nil
	}
	return e.leave(nil, conflicts, r)
}
