package runner

import (
	"bytes"
	"context"

	"github.com/perimeter-data/perimeter/pipeline/table"
)

// keys goes through the keys of a shard, over the cursors of all tables.
type keys struct {
	cursors []table.Cursor
	heads   []*standing
	key     []byte
}

// standing is a cursor at a row, and the table that the row is of.
type standing struct {
	table.Cursor
	table table.Any
	lead  []byte // of the row's key
}

func (e *engine) keysOf(ctx context.Context, k *keyed, s shard, shared *shared) (*keys, error) {
	all := &keys{}
	for i, f := range k.reads {
		c, err := e.cursor(ctx, f.segments, s)
		if err != nil {
			return all, err
		}
		c = shared.without(c, i)
		all.cursors = append(all.cursors, c)
		if c.Next() {
			all.heads = append(all.heads, &standing{c, f.table, leadIn(c.Key())})
		} else if err := c.Err(); err != nil {
			return all, err
		}
	}
	return all, nil
}

func (k *keys) close() {
	for _, c := range k.cursors {
		c.Close()
	}
}

// next loads the rows of the next key.
func (k *keys) next(in *table.Set) ([]byte, error) {
	least := k.heads[0].lead
	for _, h := range k.heads[1:] {
		if bytes.Compare(h.lead, least) < 0 {
			least = h.lead
		}
	}
	k.key = append(k.key[:0], least...)
	some := k.heads[:0]
	for _, h := range k.heads {
		more := true
		for more && bytes.HasPrefix(h.Key(), k.key) {
			h.table.Load(in, h.Key()[len(k.key):], h.Row())
			more = h.Next()
		}
		if err := h.Err(); err != nil {
			return nil, err
		}
		if more {
			h.lead = leadIn(h.Key())
			some = append(some, h)
		}
	}
	k.heads = some
	return k.key, in.Err()
}

// name is a key as text, cut to what fits a line.
func name(key []byte) string {
	s := string(bytes.ReplaceAll(key[table.HashSize:len(key)-2], []byte{0, 0xff}, []byte{0}))
	if len(s) > 80 {
		s = s[:80] + "…"
	}
	return s
}
