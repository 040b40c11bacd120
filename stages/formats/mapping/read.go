package mapping

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

func (m *document) read(doc *source.Document, out *table.Set) error {
	first, above := true, carried{}
	for u, err := range m.units(doc) {
		switch {
		case err != nil:
			table.PutReject(out, m.Name, err, doc.Origin())
			continue
		case u.element == nil: // a header that repeats names
			table.PutLeftOut(out, m.Name, m.unit(), u.Origin)
			continue
		}
		r := &reader{document: m, unit: u, out: out, above: above}
		if row, ok := u.element.(cells); ok {
			if first {
				r.columns(row.Columns())
			}
			above = r.carry(row)
		}
		first = false
		r.record()
	}
	return nil
}

// reader reads one record.
type reader struct {
	*document
	unit
	out    *table.Set
	people []string // names of natural persons in the record, to mask in its texts
	above  carried  // what a row above, or this one, says of this one and those below it
}

// carried is what a row says in the columns that hold for the rows below it too.
type carried struct {
	values map[string]string
	origin source.Origin
}

// carry takes what the row above says where this one leaves it empty, and gives what holds for the next row.
func (r *reader) carry(row cells) carried {
	if len(r.Carry) == 0 {
		return carried{}
	}
	if first, _ := row.get(r.Carry[0]); strings.TrimSpace(first) != "" {
		r.above = carried{map[string]string{}, r.Origin}
		for _, name := range r.Carry {
			r.above.values[name], _ = row.get(name)
		}
	}
	row.above = map[string]string{}
	for name, value := range r.above.values {
		if s, _ := row.get(name); strings.TrimSpace(s) == "" {
			row.above[name] = value
		}
	}
	r.element = row
	return r.above
}

// origins are where what is read stands: in the record and, where a row above says something of it too, there.
func (r *reader) origins() []source.Origin {
	if r.above.origin == (source.Origin{}) || r.above.origin == r.Origin {
		return []source.Origin{r.Origin}
	}
	return source.Unite(nil, []source.Origin{r.above.origin, r.Origin})
}

func (r *reader) defect(scope source.Scope, at source.Origin, field, reason, message, kept, next string) {
	table.PutReject(r.out, r.Name, &source.Defect{Scope: scope, Origin: at, Field: field, Reason: reason, Message: message, Kept: kept, Next: next}, at)
}

// columns says once for a document which columns of the mapping it lacks.
func (r *reader) columns(have []string) {
	for _, name := range r.document.columns() {
		if !slices.Contains(have, name) {
			at := r.Origin
			at.Fragment, at.Offset, at.Length = "", 0, 0
			r.defect(source.OneField, at, name, "mapping.column", missing(name, have), "the rows without what stands in that column", "correct the mapping, or look whether the publisher changed the columns")
		}
	}
}

// at is an element of the record, with its own origin.
func (r *reader) at(f found) *reader {
	inner := *r
	inner.element, inner.Origin = f.element, r.Origin.At(f.pointer)
	return &inner
}

func (r *reader) text(v value) string {
	s, _ := r.of(v, r.element)
	return record.Clean(s)
}

// prose is a text in which people's names are masked.
func (r *reader) prose(v value) string {
	if s := r.text(v); s != "" {
		return record.Mask(s, r.people...)
	}
	return ""
}

func (r *reader) date(v value) *table.Date {
	s, _ := r.of(v, r.element)
	if s == "" {
		return nil
	}
	d, reason, message := r.day(s)
	if d == nil {
		r.defect(source.OneField, r.Origin, r.field(v), reason, message, "the record without this date", "if the publisher writes days so, add the layout to dates in the mapping")
	}
	return d
}

func (r *reader) amount(v value) *table.Decimal {
	s, plain := r.of(v, r.element)
	if s == "" {
		return nil
	}
	d, ok := r.number(s, plain)
	if !ok {
		r.defect(source.OneField, r.Origin, r.field(v), "mapping.amount", "the amount is not an exact number as the mapping says that numbers are written",
			"the record without this amount", "if the publisher writes numbers so, correct numbers in the mapping")
		return nil
	}
	return &d
}

// currency is the code of the amounts, and how it is known.
func (r *reader) currency(v value, amounts ...*table.Decimal) (code, basis string) {
	if !slices.ContainsFunc(amounts, func(d *table.Decimal) bool { return d != nil }) {
		return "", "unknown"
	}
	code, _ = r.of(v, r.element)
	code = strings.ToUpper(code)
	switch {
	case code == "":
		return "", "unknown"
	case record.Currency(code) == "":
		r.defect(source.OneField, r.Origin, r.field(v), "mapping.currency", "the currency is no code of ISO 4217", "the amount without a currency", "if the publisher writes currencies so, say in the mapping what the words mean")
		return "", "unknown"
	case v.Value != "":
		return code, "inferred"
	}
	return code, "stated"
}

// field is the place whose value was taken.
func (r *reader) field(v value) string {
	for _, name := range v.From {
		if s, _ := r.get(name); strings.TrimSpace(s) != "" {
			return name
		}
	}
	return strings.Join(v.From, ", ")
}

// parties are the organisations that p says stand in the element.
func (r *reader) parties(p party) (refs []record.Ref) {
	if !p.given() {
		return nil
	}
	for _, f := range r.each(p.Each) {
		in := r.at(f)
		names, _ := in.of(p.Name, in.element)
		all := []string{names}
		if p.Split != "" {
			all = split(names, p.Split)
		}
		id, scheme := in.text(p.ID), in.text(p.Scheme)
		country := in.text(p.Country)
		if len(country) != 2 {
			country = r.Country
		}
		for _, name := range all {
			if r.none(p.Name, strings.TrimSpace(name)) {
				name = ""
			}
			ref := record.NewRef(name, scheme, id, country)
			switch {
			case ref.Person == "likely" && marked(name, p.Forms):
				ref = record.Ref{Name: record.Clean(name), Country: ref.Country, Person: "no", Public: "unknown"}
			case ref.Person == "unknown" && p.Unmarked == "person" && record.PersonalForm(name) && !marked(name, slices.Concat(p.Forms, p.Marks)):
				ref = record.Ref{Name: record.Person, Country: ref.Country, Person: "likely", Public: "unknown"}
			}
			if ref.Name == record.Person {
				r.people = append(r.people, name)
				table.PutPerson(r.out, r.Name, r.document.unit(), r.Origin)
			}
			if ref.Name != "" || ref.Identifier != "" {
				refs = append(refs, ref)
			}
		}
	}
	return refs
}

// buyer is who buys. That a code has the form of a person's makes no authority a person: then the name stays without it.
func (r *reader) buyer() record.Ref {
	p := r.Process.Buyer
	if !p.given() {
		return record.Ref{}
	}
	name, country := r.text(p.Name), r.text(p.Country)
	if len(country) != 2 {
		country = r.Country
	}
	ref := record.NewRef(name, r.text(p.Scheme), r.text(p.ID), country)
	if ref.Name == record.Person {
		ref = record.NewRef(name, "", "", country)
	}
	if ref.Name == record.Person {
		r.people = append(r.people, name)
		table.PutPerson(r.out, r.Name, r.document.unit(), r.Origin)
	}
	return ref
}

// apart is a letter of an abbreviation before the next one: S. C.
var apart = regexp.MustCompile(`\b([A-Z]\.) ([A-Z]\.)`)

// marked says that one of the marks stands in a name as a word or, where it begins with *, ends a longer word of it, or, where it
// has a full stop, is glued to its beginning or end.
func marked(name string, marks []string) bool {
	name = apart.ReplaceAllString(strings.ToUpper(strings.TrimSpace(name)), "$1$2")
	words := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == ',' || r == '"' })
	return slices.ContainsFunc(marks, func(mark string) bool {
		mark = strings.ToUpper(mark)
		if end, ok := strings.CutPrefix(mark, "*"); ok {
			return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(w, end) && w != end })
		}
		return slices.Contains(words, mark) || strings.Contains(mark, ".") && (strings.HasPrefix(name, mark) || strings.HasSuffix(name, mark))
	})
}

// split parts names at a separator. Where a space follows it, and it does not end in one itself, it is part of a name.
func split(s, separator string) (names []string) {
	from := 0
	for i := 0; i < len(s); {
		rest := s[i:]
		if after, ok := strings.CutPrefix(rest, separator); ok && !strings.HasPrefix(after, " ") {
			names = append(names, s[from:i])
			i += len(separator)
			from = i
			continue
		}
		i++
	}
	return append(names, s[from:])
}
