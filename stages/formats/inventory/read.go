package inventory

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func read(doc *source.Document, out *table.Set) error {
	r := reader{doc: doc, out: out, alike: map[string]int{}}
	for row, err := range record.Rows(doc, name) {
		if err != nil {
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		if r.columns == nil || !slices.Equal(r.names, row.Names) {
			r.names, r.columns = row.Names, columns(row.Names)
		}
		r.Row = row
		r.put()
	}
	return nil
}

type reader struct {
	record.Row
	doc     *source.Document
	out     *table.Set
	names   []string
	columns map[string]record.Column
	alike   map[string]int // rows so far that say the same and have no tag
}

// text is what a column holds; "" where there is none.
func (r *reader) text(means string) string {
	c, ok := r.columns[means]
	if !ok {
		return ""
	}
	return record.Clean(r.Get(c.Name))
}

func (r *reader) masked(means string) string { return record.Mask(r.text(means), r.text(contact)) }

func (r *reader) defect(scope source.Scope, means, reason, message, kept string) {
	table.PutReject(r.out, name, &source.Defect{Scope: scope, Origin: r.Origin, Field: cmp.Or(r.columns[means].Name, means), Reason: reason,
		Message: message, Kept: kept, Next: "correct the value at its source"}, r.Origin)
}

// put writes what the row says of a device, or of several alike.
func (r *reader) put() {
	d := record.Device{Source: "inventory", Kind: r.masked(kind), Maker: r.masked(maker), Model: joined(r.masked(model), r.masked(number), " "), Mention: r.masked(text),
		Site: joined(cmp.Or(r.masked(lent), r.masked(site)), r.inside(), ", "), Card: record.CardMaker(r.text(mac)), Origins: []source.Origin{r.Origin}}
	d.Tag = r.from(d)
	if d.Tag == "" {
		r.defect(source.WholeRecord, maker, "inventory.device", "the row names no maker, no model and nothing else that says what it is", "the other rows")
		return
	}
	word := r.masked(status)
	d.Status = cmp.Or(states[record.Heading(word)], "unknown")
	if d.Status == away {
		table.PutLeftOut(r.out, name, unit, r.Origin)
		return
	}
	r.days(&d)
	r.quantity(&d)
	d.Operator = record.NewRef(r.text(holder), r.scheme(), r.text(code), "")
	if d.Operator.Name == record.Person {
		table.PutPerson(r.out, name, unit, r.Origin)
	}
	label := r.text(tag)
	d.ID = source.ID("device", name, d.Operator.Name, d.Operator.Identifier, label, d.Kind, d.Maker, d.Model, d.Mention, d.Card, d.Site, word,
		record.DayText(d.Seen), record.DayText(d.Supplied), record.DayText(d.Removed), strconv.FormatInt(d.Quantity, 10))
	if who := cmp.Or(d.Operator.Identifier, record.TextKey(d.Operator.Name)); label != "" && who != "" && d.Operator.Name != record.Person {
		d.Thing = source.ID("thing", "asset", who, label) // a body gives a tag once
	}
	if label == "" {
		// Two rows that say the same are two devices; the same rows in another copy of the list are the same two.
		r.alike[d.ID]++
		if n := r.alike[d.ID]; n > 1 {
			d.ID = source.ID(d.ID, strconv.Itoa(n))
		}
	}
	d.Serial, d.MAC = r.doc.Keyed("serial", record.LabelSerial(r.text(serial))), r.doc.Keyed("mac", r.text(mac))
	record.AddDevice(r.out, d)
	if d.Operator.Name != "" || d.Operator.Identifier != "" {
		record.AddParty(r.out, "holder", d.Operator, d.ID, d.Origins...)
	}
}

// from is the column that says what the device is: the maker's, else that of the description, of the model, or of the kind.
func (r *reader) from(d record.Device) string {
	for _, c := range []struct{ value, means string }{{d.Maker, maker}, {d.Mention, text}, {d.Model, model}, {d.Card, mac}, {d.Kind, kind}} {
		if c.value != "" {
			return cmp.Or(r.columns[c.means].Name, r.columns[number].Name)
		}
	}
	return ""
}

// inside is the place in the site, where the inventory gives both and the device is not lent elsewhere.
func (r *reader) inside() string {
	if r.text(lent) != "" || r.text(site) == "" {
		return ""
	}
	return r.masked(place)
}

func (r *reader) scheme() string {
	if r.text(code) == "" {
		return ""
	}
	return "IT-CF"
}

// days are what the inventory dates. A day of removal makes a device removed unless its status says something else, which
// then stands against it. That an inventory still lists what is removed does not show that it was there on that day.
func (r *reader) days(d *record.Device) {
	listed, placed := r.day(seen), r.day(mounted)
	d.Removed, d.Supplied = r.day(removed), r.day(supplied)
	switch {
	case d.Status != "unknown":
	case d.Removed != nil:
		d.Status = out
	case listed != nil || placed != nil:
		d.Status = held
	case d.Supplied != nil:
		d.Status = store
	}
	if d.Removed != nil && d.Status != out {
		r.defect(source.OneField, removed, "inventory.removal", "the row has a day of removal and a status that says the device is there", "the row with its status, without that day")
		d.Removed = nil
	}
	d.Seen = placed
	if d.Status != out && listed != nil && (placed == nil || *listed > *placed) {
		d.Seen = listed
	}
}

// day is the day in a column; a month or a year is none.
func (r *reader) day(means string) *table.Date {
	s := r.text(means)
	if s == "" {
		return nil
	}
	w := record.When(s, r.columns[means].Italian)
	if w == "" {
		r.defect(source.OneField, means, "inventory.date", "the date is no day, month or year "+record.AnyYears.String()+", or can be read in two ways",
			"the row without this date")
	}
	return record.DayOf(w)
}

// maxQuantity is the most devices that one row may stand for; more is a slip, or another kind of number.
const maxQuantity = 100_000

func (r *reader) quantity(d *record.Device) {
	d.Quantity = 1
	s := r.text(quantity)
	if s == "" {
		return
	}
	n, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSuffix(s, ".0"), ",0"), 10, 64)
	if err != nil || n < 1 || n > maxQuantity {
		r.defect(source.OneField, quantity, "inventory.quantity", "the quantity is no number from 1 to 100000", "the row as that of one device")
		return
	}
	d.Quantity = n
}

// joined is two values, or the one that there is.
func joined(a, b, between string) string {
	if a == "" || b == "" || a == b {
		return cmp.Or(a, b)
	}
	return a + between + b
}
