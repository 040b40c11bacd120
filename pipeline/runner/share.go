package runner

import (
	"bytes"
	"fmt"

	"github.com/perimeter-data/perimeter/pipeline/table"
)

// shares are the rows of a table by the keys of its readers. Several stages often want a table by the same key: as long as they ask
// for the same of every row, the rows are put in order once, for the first of them, and they share its segment.
type shares struct {
	e    *engine
	rows *table.Sorter // the table's
	room int           // for all sorters together
	all  []*share
	buf  []byte
}

type share struct {
	reader
	sorter *table.Sorter
	leader int    // who has the rows: itself, or an earlier one
	same   []bool // by earlier reader: it asked for the same so far

	asked bool // of the row under way
	key   string
	row   table.Row
}

func (e *engine) newShares(readers []reader, rows *table.Sorter, room int) *shares {
	s := &shares{e: e, rows: rows, room: room}
	for i, of := range readers {
		same := make([]bool, i)
		for k := range same {
			same[k] = true
		}
		s.all = append(s.all, &share{reader: of, same: same})
	}
	if len(s.all) > 0 {
		s.all[0].sorter = s.newSorter()
	}
	return s
}

func (s *shares) newSorter() *table.Sorter { return table.NewReferrer(s.e.tmp, s.room, s.rows) }

// fit spills what does not fit, the most first.
func (s *shares) fit() error {
	for {
		var most *table.Sorter
		size := 0
		for _, r := range s.all {
			if r.sorter != nil {
				size += r.sorter.Size()
				if most == nil || r.sorter.Size() > most.Size() {
					most = r.sorter
				}
			}
		}
		if size <= s.room {
			return nil
		}
		if err := most.Spill(); err != nil {
			return err
		}
	}
}

func (s *shares) close() {
	for _, r := range s.all {
		if r.sorter != nil {
			r.sorter.Close()
		}
	}
}

// ask finds out what the reader asks of a row: nothing, where it has no key.
func (r *share) ask(row table.Row) {
	r.row, r.asked = r.input.Narrow(r.table, row)
	r.key = ""
	if r.asked {
		r.key = r.input.Key(r.row.Value)
		r.asked = r.key != "" || !r.input.Keyed()
	}
}

func (r *share) asksLike(o *share) bool {
	return r.asked == o.asked && (!r.asked || r.key == o.key && bytes.Equal(r.row.Encoded, o.row.Encoded))
}

// put takes a row, and its place among those of the table. Whose row it is that makes a reader panic it says.
func (s *shares) put(at int, row table.Row) (err error) {
	of := ""
	defer func() {
		if recover() != nil {
			t := s.all[0].table
			err = fmt.Errorf("%s failed at a row of %s%s: %w", of, t.Describe().Name, s.e.firstRead(t.Origins(row.Value)), &bug{place: place()})
		}
	}()
	for i, r := range s.all {
		of = "the input " + r.name
		r.ask(row)
		leader := i
		for k := i - 1; k >= 0; k-- {
			if r.same[k] = r.same[k] && r.asksLike(s.all[k]); r.same[k] {
				leader = k
			}
		}
		if leader == i && r.sorter == nil {
			r.sorter = s.newSorter()
			if err := s.all[r.leader].sorter.Each(r.sorter.Add); err != nil {
				return err
			}
		}
		r.leader = leader
	}
	for i, r := range s.all {
		if r.leader != i || !r.asked {
			continue
		}
		s.buf = append(s.buf[:0], make([]byte, table.HashSize)...)
		s.buf = append(appendKeyed(s.buf, r.key), r.row.Key...)
		if at >= 0 && &r.row.Encoded[0] == &row.Encoded[0] {
			err = r.sorter.Refer(s.buf, r.row.Encoded, at)
		} else {
			err = r.sorter.Add(s.buf, r.row.Encoded)
		}
		if err != nil {
			return err
		}
	}
	return s.fit()
}

// segments are what the readers get, by their names.
func (s *shares) segments() (map[string]segment, error) {
	out := map[string]segment{}
	for i, r := range s.all {
		if r.leader == i {
			seg, err := s.e.putSegment(r.sorter.Each)
			if err != nil {
				return nil, err
			}
			out[r.name] = seg
		} else {
			out[r.name] = out[s.all[r.leader].name]
		}
	}
	return out, nil
}
