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

// putKeyed adds what the reader asks of a row under bucket, key, table and the table's order. A row without a key is left out.
func putKeyed(sorter *table.Sorter, of reader, row table.Row) error {
	row, asked := of.input.Narrow(of.table, row)
	if !asked {
		return nil
	}
	key := of.input.Key(row.Value)
	if key == "" && of.input.Keyed() {
		return nil
	}
	k := table.AppendKey(make([]byte, 1, 64+len(key)+len(row.Key)), key)
	k[0] = bucketOf(k[1:])
	return sorter.Add(append(append(k, of.at), row.Key...), row.Encoded)
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
	set := table.NewSet(e.tmp, e.budget/2, t)
	defer set.Close()
	for _, seg := range raw {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := e.readSegment(seg, s, func(key, row []byte) error {
			t.Load(set, key[1:], row)
			return set.Err()
		})
		if err != nil {
			return err
		}
	}
	sorters := make([]*table.Sorter, len(readers))
	for i := range readers {
		sorters[i] = table.NewSorter(e.tmp, e.budget/2/len(readers))
		defer sorters[i].Reset()
	}
	drain := func(write func(row any) error) error {
		n := 0
		err := t.Drain(set, func(row table.Row) error {
			if n++; n%1024 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			if err := write(row.Value); err != nil {
				return err
			}
			for i, reader := range readers {
				if err := putKeyed(sorters[i], reader, row); err != nil {
					return err
				}
			}
			return nil
		})
		if err == nil {
			err = set.Err()
		}
		return err
	}
	var err error
	if t.Describe().Draft {
		err = drain(func(any) error { return nil })
	} else {
		r.Objects = make([]dataset.File, 1)
		r.Objects[0], err = e.store.Put(e.tmp, t, func(w *table.Writer) error { return drain(w.Write) })
	}
	if err != nil {
		return err
	}
	r.Keyed = map[string]segment{}
	for i, reader := range readers {
		if r.Keyed[reader.name], err = e.putSegment(sorters[i]); err != nil {
			return err
		}
	}
	if t.Describe().Name == table.Conflicts.Name {
		return nil
	}
	return e.leave(nil, nil, set, r)
}
