package source

import (
	"errors"
	"iter"
)

// Unit is the record that a cursor has handed out and whose reader has not asked for the next yet; false between two records, and
// for Whole and Blocks, whose records have no next. It tells on which record a reader failed.
func (d *Document) Unit() (Origin, bool) { return d.unit, d.unit.Digest != "" }

// handingOut is a cursor that notes what it hands out, and that hands out in place of each record that is Refused why it is.
func handingOut[R any](d *Document, records iter.Seq2[R, error], origin func(*R) Origin) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		records(func(r R, err error) bool {
			if err == nil {
				d.unit = origin(&r)
				if why := d.Refused[d.unit]; why != nil {
					var none R
					r, err = none, why
				}
			} else if why := (*Defect)(nil); errors.As(err, &why) && why.Scope == WholeRecord {
				d.unit = why.Origin
			}
			more := yield(r, err)
			d.unit = Origin{}
			return more
		})
	}
}
