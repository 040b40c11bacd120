package dataset

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// link says that the ids in a column are ids of rows in one of some tables. A table that is not there is passed over. The
// process of an award, and so of a purchase and of a party, need not be a row: a list of lots says nothing of the call.
// What is named table.column are the values of another column than id, which several rows may share.
type link struct {
	from, column string
	to           []string
}

// shared are the columns beside id that links lead to.
var shared = map[string]string{"purchases": "deal"}

var links = []link{
	{"contracts", "process", []string{"processes"}},
	{"items", "process", []string{"processes"}},
	{"purchases", "buyer.id", []string{"organisations"}},
	{"purchases", "suppliers.id", []string{"organisations"}},
	{"exposures", "suppliers.id", []string{"organisations"}},
	{"organisations", "parent", []string{"organisations"}},
	{"findings", "exposure", []string{"exposures"}},
	{"findings", "body.id", []string{"organisations"}},
	{"things", "body", []string{"organisations"}},
	{"capabilities", "body", []string{"organisations"}},
	{"functions", "device", []string{"devices", "products"}},
	{"evidence", "claim", []string{"claims"}},
	{"ownership", "claim", []string{"claims"}},
	{"matches", "subject", []string{"purchases.deal", "processes", "devices", "claims"}},
	{"matches", "holder", []string{"organisations"}},
	{"things", "account", []string{"devices"}},
	{"things", "holder_account", []string{"devices"}},
	{"states", "account", []string{"devices"}},
	{"states", "entry", []string{"products"}},
	{"capabilities", "accounts", []string{"devices"}},
	{"capabilities", "entries", []string{"products"}},
	{"matches", "vendor", []string{"vendors"}},
	{"matches", "decision", []string{"decisions"}},
	{"organisation_edges", "organisation", []string{"organisations"}},
	{"organisation_edges", "decision", []string{"decisions"}},
	{"identity_exceptions", "organisation", []string{"organisations"}},
	{"calls", "id", []string{"processes"}},
	{"calls", "holder", []string{"organisations"}},
	{"namesakes", "left", []string{"organisations"}},
	{"namesakes", "right", []string{"organisations"}},
	{"decision_uses", "decision", []string{"decisions"}},
	{"deployments", "matches", []string{"matches"}},
	{"deployments", "claims", []string{"claims"}},
	{"deployments", "sites", []string{"sites"}},
	{"deployments", "contracts", []string{"purchases.deal"}},
	{"capabilities", "matches", []string{"matches"}},
	{"capabilities", "claims", []string{"claims"}},
	{"claims", "text", []string{"texts"}},
	{"sites", "text", []string{"texts"}},
	{"deployments", "holder", []string{"organisations"}},
	{"exposures", "body.id", []string{"organisations"}},
	{"exposures", "vendor", []string{"vendors"}},
	{"exposures", "deal", []string{"purchases.deal"}},
	{"exposure_purchases", "exposure", []string{"exposures"}},
	{"exposure_purchases", "purchase", []string{"purchases"}},
	{"evidence", "exposure", []string{"exposures"}},
	{"evidence", "match", []string{"matches"}},
	{"chain_hops", "deal", []string{"purchases.deal"}},
	{"exposures", "deployment", []string{"deployments"}},
	{"exposures", "matches", []string{"matches"}},
	{"list_names", "entry", []string{"list_entries"}},
	{"list_identifiers", "entry", []string{"list_entries"}},
	{"vendor_listings", "entry", []string{"list_entries"}},
	{"vendor_listings", "vendor", []string{"vendors"}},
	{"vendor_listings", "measure", []string{"measures"}},
	{"watchlists", "measure", []string{"measures"}},
	{"listings", "vendor", []string{"vendors"}},
	{"passages", "text", []string{"texts"}},
	{"claim_sources", "claim", []string{"claims"}},
	{"claim_relations", "claim", []string{"claims"}},
	{"claim_relations", "other", []string{"claims"}},
	{"listings", "measure", []string{"measures"}},
}

// What became of a unit.
const (
	withRows  = 'w'
	rejected  = 'r'
	duplicate = 'd'
	leftOut   = 'l'
)

func documentKey(digest, member string) []byte {
	return table.AppendKey(table.AppendKey(nil, digest), member)
}

// documentName is a document's key in words.
func documentName(key string) string {
	digest, member, _ := strings.Cut(key, "\x00\x01")
	return "document " + strings.TrimSuffix(source.Origin{Digest: digest, Member: strings.TrimSuffix(member, "\x00\x01")}.String(), "#")
}

func unitKey(o source.Origin) []byte {
	return binary.BigEndian.AppendUint64(documentKey(o.Digest, o.Member), uint64(o.Offset))
}

// rowCheck notes of each row of a table what links and accounting need.
func (c *checker) rowCheck(t table.Any) func(row any) error {
	name := t.Describe().Name
	var from []link
	for _, l := range links {
		if l.from == name && slices.ContainsFunc(l.to, func(to string) bool {
			to, _, _ = strings.Cut(to, ".")
			return c.manifest.Table(to) != nil
		}) {
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
		if column := shared[name]; column != "" {
			values, err := t.Strings(row, column)
			if err != nil {
				return fmt.Errorf("table %s: %w", name, err)
			}
			for _, v := range values {
				if err := c.ids.Add([]byte(v), fmt.Appendf(nil, "d\x00%s.%s\x00%d", name, column, n)); err != nil {
					return err
				}
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
				c.read[string(documentKey(row.Digest, row.Member))] += row.Count
				c.stats.Units += row.Count
			case "duplicate":
				return c.units.Add(unitKey(o), []byte{duplicate})
			case "left_out":
				return c.units.Add(unitKey(o), []byte{leftOut})
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
		name := strings.Split(string(row), "\x00")[1]
		if strings.Contains(name, ".") {
			if !slices.Contains(defined, name) {
				defined = append(defined, name)
			}
			return nil
		}
		if slices.Contains(defined, name) {
			return c.problem(name, "report it: this is a bug", "two rows have the id %s", id)
		}
		defined = append(defined, name)
		return nil
	})
	return errors.Join(err, flush())
}

// account is what became of a document's units.
type account struct{ withRows, rejected, duplicates, leftOut, twice int64 }

// accounting checks the law of the ledger, document by document, and the counts of the manifest.
func (c *checker) accounting() error {
	sums := map[string]*account{}
	var unit []byte
	classes := ""
	flush := func() {
		if classes == "" {
			return
		}
		document := string(unit[:len(unit)-8])
		a := sums[document]
		if a == nil {
			a = &account{}
			sums[document] = a
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
		case classes[0] == leftOut:
			a.leftOut++
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
	for _, document := range slices.Sorted(maps.Keys(c.read)) {
		n := c.read[document]
		if sums[document] == nil {
			sums[document] = &account{}
		}
		a := sums[document]
		if a.twice > 0 || n != a.withRows+a.rejected+a.duplicates+a.leftOut {
			if err := c.problem(documentName(document), "report it: this is a bug of its format",
				"%d units were read, but %d have rows, %d are rejected, %d are duplicates, %d are left out and %d are more than one of these",
				n, a.withRows, a.rejected, a.duplicates, a.leftOut, a.twice); err != nil {
				return err
			}
		}
	}
	for _, document := range slices.Sorted(maps.Keys(sums)) {
		a := sums[document]
		total.withRows += a.withRows
		total.rejected += a.rejected
		total.duplicates += a.duplicates
		total.leftOut += a.leftOut
		if _, known := c.read[document]; !known {
			if err := c.problem(documentName(document), "report it: this is a bug", "rows name this document, but the ledger does not say that it was read"); err != nil {
				return err
			}
		}
	}
	if k := c.manifest.Counts; len(c.problems) == 0 && (k.Read != c.stats.Units || k.WithRows != total.withRows || k.Rejected != total.rejected || k.Duplicates != total.duplicates || k.LeftOut != total.leftOut) {
		return c.problem(manifestName, "report it: this is a bug",
			"it counts %d units read, %d with rows, %d rejected, %d duplicates, %d left out; the tables hold %d, %d, %d, %d, %d",
			k.Read, k.WithRows, k.Rejected, k.Duplicates, k.LeftOut, c.stats.Units, total.withRows, total.rejected, total.duplicates, total.leftOut)
	}
	return nil
}
