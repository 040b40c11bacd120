package runner

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"sort"

	"github.com/perimeter-data/perimeter/pipeline/table"
)

// Most keys are met in one pack alone. Their rows are worked on there, so that a document that changes makes anew what comes of
// its pack; dealt out by their hashes they would lie in every shard, and make all of them anew. What has a key that other homes
// have too goes, as it is, to shards of such rows of all homes. Where more than one key in sharedPart is such a
// key, as the names of suppliers are, there is one home, and the shards are of all that there is.

// home is segments of one origin, and the keys that others have too.
type home struct {
	segments []segment
	shared   keySet // nil where there is no other home
}

var (
	// homeBytes is how many bytes of rows, before compression, are worth more than one home: where there are fewer, work on each
	// costs more than it saves, and one file is handier than many.
	homeBytes int64 = 4 << 20
	// sharedPart is how many keys there are at least for one that is shared: where fewer are, too many rows are handled twice.
	sharedPart = 8
)

// keySet is what keys begin with, in order.
type keySet []uint64

// keyBits of a key's hash tell it from others: where two that differ are taken for one they are worked on in a shard of shared
// keys, and no row is another one for it. The other bits are room for the number of a home.
const keyBits = 44

func keyOf(key []byte) uint64 { return binary.BigEndian.Uint64(key) >> (64 - keyBits) }

// String names the set.
func (s keySet) String() string {
	h := sha256.New()
	for _, key := range s {
		h.Write(binary.BigEndian.AppendUint64(nil, key))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// homes parts segments by where their rows were made. The order is that of the segments.
func (e *engine) homes(ctx context.Context, segments []segment) ([]home, error) {
	one := []home{{segments: segments}}
	var all []home
	at := map[string]int{} // by place
	var keys int64
	for _, s := range segments {
		i, ok := at[s.place]
		if !ok {
			i = len(all)
			at[s.place], all = i, append(all, home{shared: keySet{}})
		}
		all[i].segments = append(all[i].segments, s)
		keys += s.Keys.N
	}
	if every.size(segments) <= homeBytes || len(all) < 2 || len(all) >= 1<<(64-keyBits) {
		return one, nil
	}
	var shared, met int
	// The keys are compared a range of hashes at a time.
	ranges := 1 + uint64(keys)/uint64(maxKeys)
	for i := range ranges {
		lo, hi := i<<keyBits/ranges, (i+1)<<keyBits/ranges
		n, of, err := e.share(ctx, all, min(keys, int64(maxKeys)), lo, hi)
		if err != nil {
			return nil, err
		}
		shared, met = shared+n, met+of
		if shared > min(met/sharedPart, maxShared) {
			return one, nil
		}
	}
	return all, nil
}

// maxKeys is how many keys are compared at once, maxShared how many shared ones homes may have, which are held in memory.
var maxKeys, maxShared = 1 << 19, 1 << 20

// share finds the keys from lo to before hi, about many, that several homes have, and counts them, and all keys, in every home that has
// them.
func (e *engine) share(ctx context.Context, all []home, many int64, lo, hi uint64) (n, of int, err error) {
	met := make([]uint64, 0, many) // a key, and the number of a home
	for i, h := range all {
		if err := ctx.Err(); err != nil {
			return 0, 0, err
		}
		for _, s := range h.segments {
			err := e.keysIn(s, lo, hi, func(key uint64) { met = append(met, key<<(64-keyBits)|uint64(i)) })
			if err != nil {
				return 0, 0, err
			}
		}
	}
	sortHashes(met)
	met = slices.Compact(met)
	same := func(i, k int) bool { return i >= 0 && k < len(met) && met[i]>>(64-keyBits) == met[k]>>(64-keyBits) }
	for i, m := range met {
		if same(i-1, i) || same(i, i+1) {
			h := &all[m&(1<<(64-keyBits)-1)]
			h.shared = append(h.shared, m>>(64-keyBits))
			n++
		}
	}
	return n, len(met), nil
}

// sortHashes is slices.Sort for many numbers whose bits are anything: it deals them out by a byte of theirs, from the last one on,
// in less than half of the time.
func sortHashes(all []uint64) {
	from, to := all, make([]uint64, len(all))
	for shift := 0; shift < 64; shift += 8 {
		var at [257]int
		for _, n := range from {
			at[n>>shift&0xff+1]++
		}
		for b := range 256 {
			at[b+1] += at[b]
		}
		for _, n := range from {
			b := n >> shift & 0xff
			to[at[b]] = n
			at[b]++
		}
		from, to = to, from
	}
}

// keysIn calls f with the keys from lo to before hi of a segment. With the first range the whole list is checked.
func (e *engine) keysIn(s segment, lo, hi uint64, f func(key uint64)) error {
	name := e.segmentPath(s.Name)
	file, err := os.Open(name)
	if err != nil {
		return &damagedError{name, err}
	}
	defer file.Close()
	list := io.NewSectionReader(file, s.Bytes-s.Keys.Bytes(), s.Keys.Bytes())
	from, to := int64(0), s.Keys.N
	if lo > 0 {
		at := func(key uint64) int64 {
			return int64(sort.Search(int(s.Keys.N), func(i int) bool {
				var first [8]byte
				_, bad := list.ReadAt(first[:], int64(i)*table.HashSize)
				err = cmp.Or(err, bad)
				return keyOf(first[:]) >= key
			}))
		}
		from, to = at(lo), at(hi)
	}
	b := make([]byte, (to-from)*table.HashSize)
	if _, bad := io.ReadFull(io.NewSectionReader(list, from*table.HashSize, int64(len(b))), b); err != nil || bad != nil {
		return &damagedError{name, cmp.Or(err, bad)}
	}
	if lo == 0 && !s.Keys.holds(b) {
		return &damagedError{name, table.ErrRun}
	}
	for ; len(b) > 0 && keyOf(b) < hi; b = b[table.HashSize:] {
		f(keyOf(b))
	}
	return nil
}

// parts are what the result of work on a home depends on beside its segments.
func (h home) parts() []string {
	if h.shared == nil {
		return nil
	}
	return []string{h.shared.String()}
}

// shared takes the rows with keys that other homes have too out of those of a shard.
type shared struct {
	e    *engine
	set  keySet
	rows map[int]*table.Sorter // by table read
}

func (e *engine) newShared(set keySet) *shared {
	return &shared{e, set, map[int]*table.Sorter{}}
}

func (s *shared) close() {
	for _, rows := range s.rows {
		rows.Close()
	}
}

// leave leaves the rows in the record.
func (s *shared) leave(r *record) error {
	for of, rows := range s.rows {
		if rows.Empty() {
			continue
		}
		seg, err := s.e.putSegment(rows.Each)
		if err != nil {
			return err
		}
		if r.Shared == nil {
			r.Shared = map[int]segment{}
		}
		r.Shared[of] = seg
	}
	return nil
}

// without reads what a cursor of a table does and takes the rows out.
func (s *shared) without(c table.Cursor, of int) table.Cursor {
	if len(s.set) == 0 {
		return c
	}
	s.rows[of] = table.NewSorter(s.e.tmp, s.e.budget/16)
	return &own{Cursor: c, ahead: s.set, rows: s.rows[of]}
}

// own reads what no other home has.
type own struct {
	table.Cursor
	ahead keySet // from the key on at which the cursor stands
	rows  *table.Sorter
	err   error
}

func (o *own) Next() bool {
	for o.err == nil && o.Cursor.Next() {
		key := keyOf(o.Key())
		for len(o.ahead) > 0 && o.ahead[0] < key {
			o.ahead = o.ahead[1:]
		}
		if len(o.ahead) == 0 || o.ahead[0] != key {
			return true
		}
		o.err = o.rows.Add(o.Key(), o.Row())
	}
	return false
}

func (o *own) Err() error {
	if o.err != nil {
		return o.err
	}
	return o.Cursor.Err()
}

// work is what is done to segments wherever they have their home.
type work struct {
	segments []segment
	actions  func(h home) []*action
}

// spread does work at each home, then on the rows of keys that several homes have. It gives the records by work.
func (e *engine) spread(ctx context.Context, all []work) ([][]*record, error) {
	records := make([][]*record, len(all))
	do := func(homes func(i int, w work) ([]home, error)) error {
		var actions []*action
		ends := make([]int, len(all))
		for i, w := range all {
			some, err := homes(i, w)
			if err != nil {
				return err
			}
			for _, h := range some {
				made := w.actions(h)
				for i, a := range made {
					a.place = fmt.Sprint(a.kind, " ", a.name, " ", i)
					if h.shared != nil {
						a.place = h.segments[0].place
					}
				}
				actions = append(actions, made...)
			}
			ends[i] = len(actions)
		}
		done, err := e.do(ctx, actions)
		from := 0
		for i, end := range ends {
			records[i] = append(records[i], done[from:end]...)
			from = end
		}
		return err
	}
	if err := do(func(_ int, w work) ([]home, error) { return e.homes(ctx, w.segments) }); err != nil {
		return nil, err
	}
	err := do(func(i int, _ work) (some []home, err error) {
		var segments []segment
		for _, r := range records[i] {
			for _, of := range slices.Sorted(maps.Keys(r.Shared)) {
				s := r.Shared[of]
				s.of = of
				segments = append(segments, s)
			}
		}
		if segments != nil {
			some = []home{{segments: segments}}
		}
		return some, nil
	})
	return records, err
}
