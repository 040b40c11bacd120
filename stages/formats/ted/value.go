package ted

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/notice"
	"github.com/perimeter-data/perimeter/stages/record"
)

// text is the text of all elements along a path, in order. Paragraphs inside one are parted by spaces.
func text(n *source.Node, path ...string) string {
	var parts []string
	for _, e := range n.All(path...) {
		paragraphs := e.All("P")
		if len(paragraphs) == 0 {
			parts = append(parts, e.Full())
		}
		for _, p := range paragraphs {
			parts = append(parts, p.Full())
		}
	}
	return record.Clean(strings.Join(parts, " "))
}

// organisation is the party at an address: its name, number and country, and nothing else. As is notice.Buyer or
// notice.Company.
func (r *reader) organisation(as func(name, identifier, country string, person bool) record.Ref, address *source.Node) record.Ref {
	written := address.Get("OFFICIALNAME")
	ref := as(written, address.Get("NATIONALID"), notice.Country(address.Child("COUNTRY").Attr("VALUE")), false)
	if ref.Name == record.Person {
		r.people = append(r.people, written)
	}
	return ref
}

// value is the element of this name directly below n, or inside VALUES (VALUE in some notices), where it may be published.
func value(n *source.Node, name string) *source.Node {
	for _, path := range [][]string{{"VALUES"}, {"VALUE"}, {}} {
		list := n.All(path...)
		if len(path) == 0 && n != nil {
			list = []*source.Node{n}
		}
		for _, in := range list {
			if v := in.Child(name); v != nil && public(in) && public(v) {
				return v
			}
		}
	}
	return nil
}

// public is false for what the buyer asked not to publish.
func public(n *source.Node) bool { return n.Attr("PUBLICATION") != "NO" }

// amount reads the value of that name below n into a.
func (r *reader) amount(a *notice.Award, n *source.Node, name string) {
	v := value(n, name)
	if v == nil {
		if value(n, "VAL_RANGE_TOTAL") != nil {
			r.defect("AWARD["+a.ID+"]/VAL_RANGE_TOTAL", "value_range", "the value of an award is given as a range: it has no exact value", "the award without a value")
		}
		return
	}
	a.Amount = r.decimal("AWARD["+a.ID+"]/"+name, v.Full())
	if a.Amount != nil {
		a.Currency, a.VAT, a.VATBasis = notice.Currency(v.Attr("CURRENCY"), "AWARD["+a.ID+"]/"+name, r.defect), "net", record.ByFormat
	}
}

func (r *reader) decimal(field, s string) *table.Decimal {
	d, err := table.ParseDecimal(s)
	if err != nil {
		r.defect(field, "amount", "a value is not an exact number", "the award without the value")
		return nil
	}
	return &d
}

// day reads YYYY-MM-DD or YYYYMMDD. A day outside the years of contracts stands for none, and is told.
func (r *reader) day(field, s string) *table.Date {
	s = strings.TrimSpace(s)
	if s == "" {
		return nil
	}
	if len(s) == 8 && strings.Trim(s, "0123456789") == "" {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:]
	}
	if len(s) > 10 && strings.ContainsAny(s[10:11], "T+-Z ") {
		s = s[:10]
	}
	d, err := table.ParseDate(s)
	if err != nil || !record.ContractYears.Has(d) {
		r.defect(field, "date", "the date is no day "+record.ContractYears.String(), "the record without the date")
		return nil
	}
	return &d
}

// period is the time that a contract runs: its first and last day, the last one from the duration where only that is told.
func (r *reader) period(n *source.Node) (from, to *table.Date) {
	from, to = r.day("DATE_START", n.Get("DATE_START")), r.day("DATE_END", n.Get("DATE_END"))
	if from == nil || to != nil {
		return from, to
	}
	return from, notice.LastDay(*from, n.Get("DURATION"), n.Child("DURATION").Attr("TYPE"))
}

// codes are the CPV codes of all elements of these names below n, each once.
func codes(n *source.Node, names ...string) []string {
	var all []string
	for _, name := range names {
		for _, c := range n.All(name, "CPV_CODE") {
			code := strings.TrimSpace(c.Attr("CODE"))
			if code != "" && !slices.Contains(all, code) {
				all = append(all, code)
			}
		}
	}
	return all
}
