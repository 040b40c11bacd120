package dataset

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// link says that the ids in a column are ids of rows in one of some tables. A table that is not there is passed over. The
// process of an award, and so of a purchase and of a party, need not be a row: a list of lots says nothing of the call.
type link struct {
	from, column string
	to           []string
}

var links = []link{
	{"contracts", "process", []string{"processes"}},
	{"items", "process", []string{"processes"}},
	{"purchases", "buyer.id", []string{"organisations"}},
	{"matches", "subject", []string{"purchases", "processes", "devices"}},
	{"matches", "holder", []string{"organisations"}},
	{"matches", "vendor", []string{"vendors"}},
	{"deployments", "matches", []string{"matches"}},
	{"deployments", "holder", []string{"organisations"}},
	{"exposures", "body.id", []string{"organisations"}},
	{"exposures", "vendor", []string{"vendors"}},
	{"exposures", "purchase", []string{"purchases"}},
	{"exposures", "deployment", []string{"deployments"}},
	{"exposures", "matches", []string{"matches"}},
	{"listings", "vendor", []string{"vendors"}},
	{"listings", "measure", []string{"measures"}},
}

// What became of a unit.
const (
	withRows  = 'w'
	rejected  = 'r'
	duplicate = 'd'
)

func unitKey(o source.Origin) []byte {
	return binary.BigEndian.AppendUint64(table.AppendKey(table.AppendKey(nil, o.Digest), o.Member), uint64(o.Offset))
}

// rowCheck notes of each row of a table what links and accounting need.
func (c *checker) rowCheck(t table.Any) func(row any) error {
	name := t.Describe().Name
	var from []link
	for _, l := range links {
		if l.from == name && slices.ContainsFunc(l.to, func(to string) bool { return c.manifest.Table(to) != nil }) {
			from = append(from, l)
		}
	}
	record := name == table.Conflicts.Name
	for _, f := range c.pipeline.Formats {
		record = record || slices.ContainsFunc(f.Writes, func(w table.Any) bool { return w.Describe().Name == name })
	}
	n := 0
	return func(row any) error {
		n++
		if id := t.ID(row); id != "" {
			if err := c.ids.Add([]byte(id), fmt.Appendf(nil, "d\x00%s\x00%d", name, n)); err != nil {
				return err
			}
		}
		for _, l := range from {
			ids, err := t.Strings(row, l.column)
			if err != nil {
				return fmt.Errorf("table %s: %w", name, err)
			}
			for _, id := range ids {
				if err := c.ids.Add([]byte(id), []byte("r\x00"+name+"\x00"+l.column+"\x00"+strings.Join(l.to, " or "))); err != nil {
					return err
				}
			}
		}
		switch row := row.(type) {
		case *table.Entry:
			o := source.Origin{Digest: row.Digest, Member: row.Member, Offset: row.Offset}
			switch row.Kind {
			case "read":
				c.read[row.Digest] += row.Count
				c.stats.Units += row.Count
			case "duplicate":
				return c.units.Add(unitKey(o), []byte{duplicate})
			}
		case *table.Reject:
			if row.Scope == string(source.WholeRecord) {
				return c.units.Add(unitKey(source.Origin{Digest: row.Digest, Member: row.Member, Offset: row.Offset}), []byte{rejected})
			}
		default:
			if !record {
				return nil
			}
			for _, o := range t.Origins(row) {
				if err := c.units.Add(unitKey(o), []byte{withRows}); err != nil {
					return err
				}
			}
		}
		return nil
	}
}

// links checks that ids are unique in their table and that what is referred to exists.
func (c *checker) links() error {
	var (
		id      []byte
		defined []string // tables
		wanted  []string
	)
	flush := func() error {
		for _, w := range wanted {
			c.stats.Links++
			parts := strings.Split(w, "\x00")
			if !slices.ContainsFunc(strings.Split(parts[3], " or "), func(to string) bool { return slices.Contains(defined, to) }) {
				if err := c.problem(parts[1], "report it: this is a bug", "%s refers to %s, which no row of %s has as its id", parts[2], id, parts[3]); err != nil {
					return err
				}
			}
		}
		defined, wanted = defined[:0], wanted[:0]
		return nil
	}
	err := c.ids.Each(func(key, row []byte) error {
		if string(key) != string(id) {
			if err := flush(); err != nil {
				return err
			}
			id = append(id[:0], key...)
		}
		if row[0] == 'r' {
			wanted = append(wanted, string(row))
			return nil
		}
		c.stats.IDs++
		name := strings.Split(string(row), "\x00")[1]
		if slices.Contains(defined, name) {
			return c.problem(name, "report it: this is a bug", "two rows have the id %s", id)
		}
		defined = append(defined, name)
		return nil
	})
	return errors.Join(err, flush())
}

// account is what became of a document's units.
type account struct{ withRows, rejected, duplicates, twice int64 }

// accounting checks the law of the ledger, document by document, and the counts of the manifest.
func (c *checker) accounting() error {
	sums := map[string]*account{}
	var unit []byte
	classes := ""
	flush := func() {
		if classes == "" {
			return
		}
		digest := string(unit[:strings.IndexByte(string(unit), 0)])
		a := sums[digest]
		if a == nil {
			a = &account{}
			sums[digest] = a
		}
		switch {
		case len(classes) > 1:
			a.twice++
		case classes[0] == withRows:
			a.withRows++
		case classes[0] == rejected:
			a.rejected++
		case classes[0] == duplicate:
			a.duplicates++
		}
		classes = ""
	}
	err := c.units.Each(func(key, row []byte) error {
		if string(key) != string(unit) {
			flush()
			unit = append(unit[:0], key...)
		}
		classes += string(row)
		return nil
	})
	if err != nil {
		return err
	}
	flush()
	var total account
	for digest, n := range c.read {
		c.stats.Documents++
		if sums[digest] == nil {
			sums[digest] = &account{}
		}
		a := sums[digest]
		if a.twice > 0 || n != a.withRows+a.rejected+a.duplicates {
			if err := c.problem("document sha256:"+digest, "report it: this is a bug of its format",
				"%d units were read, but %d have rows, %d are rejected, %d are duplicates and %d are more than one of these",
				n, a.withRows, a.rejected, a.duplicates, a.twice); err != nil {
				return err
			}
		}
	}
	for digest, a := range sums {
		total.withRows += a.withRows
		total.rejected += a.rejected
		total.duplicates += a.duplicates
		if _, known := c.read[digest]; !known {
			if err := c.problem("document sha256:"+digest, "report it: this is a bug", "rows name this document, but the ledger does not say that it was read"); err != nil {
				return err
			}
		}
	}
	if k := c.manifest.Counts; len(c.problems) == 0 && (k.Read != c.stats.Units || k.WithRows != total.withRows || k.Rejected != total.rejected || k.Duplicates != total.duplicates) {
		return c.problem("manifest.json", "report it: this is a bug",
			"it counts %d units read, %d with rows, %d rejected, %d duplicates; the tables hold %d, %d, %d, %d",
			k.Read, k.WithRows, k.Rejected, k.Duplicates, c.stats.Units, total.withRows, total.rejected, total.duplicates)
	}
	return nil
}
