package mapping

import (
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages/record"
)

var (
	goodName    = regexp.MustCompile(`^[a-z][a-z0-9-]{1,40}$`)
	goodCountry = regexp.MustCompile(`^[A-Z]{2}$`)
)

// check says what a mapping that is well written cannot mean. It compiles layouts and expressions.
func (m *document) check(d *decoder) {
	if !goodName.MatchString(m.Name) {
		d.problem(m.key(d, "name"), "name: want a word of small letters, digits and hyphens, such as mx-compranet")
	}
	if m.Doc == "" {
		d.problem(m.key(d, "doc"), "doc: want a sentence that says what is read")
	}
	if m.Reads != "table" && m.Reads != "json" {
		d.problem(m.key(d, "reads"), "reads: want table (CSV, a sheet of a workbook, Parquet) or json (JSON, JSON Lines), not %q", m.Reads)
		return
	}
	if len(m.Requires) == 0 {
		d.problem(m.key(d, "requires"), "requires: want the %ss by which a document is known to be one of these", m.place())
	}
	for _, k := range []struct {
		key   string
		names []string
	}{{"requires", m.Requires}, {"records", m.Records}, {"carry", m.Carry}} {
		for _, n := range k.names {
			m.checkPlace(d, m.key(d, k.key), n)
		}
	}
	if m.Reads == "table" && m.Records != nil {
		d.problem(m.key(d, "records"), "records: a table has its rows; only json has this key")
	}
	if m.Reads == "json" && m.Carry != nil {
		d.problem(m.key(d, "carry"), "carry: a record of JSON has none above it; only a table has this key")
	}
	if m.Country != "" && !goodCountry.MatchString(m.Country) {
		d.problem(m.key(d, "country"), "country: want two capital letters (ISO 3166-1), such as GB, not %q", m.Country)
	}
	m.checkNumbers(d)
	if m.Dates == nil {
		m.Dates = []string{"YYYY-MM-DD*"}
	}
	for _, text := range m.Dates {
		l, problem := newLayout(text)
		if problem != "" {
			d.problem(m.key(d, "dates"), "dates: %q: %s", text, problem)
		}
		m.layouts = append(m.layouts, l)
	}
	m.checkAll(d, reflect.ValueOf(m).Elem())
	m.checkMoney(d, m.Award.At, m.Award.Currency, m.Award.Amount, m.Award.Paid)
	if c := m.Contract; c != nil {
		m.checkMoney(d, c.At, c.Currency, c.Amount)
	}
	if i := m.Item; i != nil {
		m.checkMoney(d, i.At, i.Currency, i.UnitAmount)
	}
	if v := m.Award.VAT.Value; v != "" && v != "net" && v != "gross" && v != "unknown" {
		d.problem(m.Award.VAT.At, "vat: want net, gross or unknown, not %q", v)
	}
	if m.Award.Part.given() && !m.Award.ID.given() {
		d.problem(m.Award.Part.At, "part: parts belong to an award that id names, and there is no id")
	}
	if b := m.Process.Buyer; b.Each != "" || b.Split != "" || b.Unmarked != "" {
		d.problem(b.At, "buyer: one body buys; each, split and unmarked are for suppliers")
	}
	if m.Process.Register.From != nil {
		d.problem(m.Process.Register.At, "register: want a constant, as {value: …}")
	}
	if !m.Award.says() && !m.Process.says() {
		d.problem(m.At, "nothing is read: give award or process some of its keys")
	}
}

// key is where a key of the mapping itself stands, or the mapping where it has none of that name.
func (m *document) key(d *decoder, name string) at {
	if p, given := d.keys[name]; given {
		return p
	}
	return m.At
}

func (m *document) place() string {
	if m.Reads == "json" {
		return "pointer"
	}
	return "column"
}

// checkPlace holds that a place is a pointer in JSON and a column elsewhere.
func (m *document) checkPlace(d *decoder, p at, name string) {
	switch {
	case m.Reads == "json" && name != "" && !strings.HasPrefix(name, "/"):
		d.problem(p, "%q: want a JSON Pointer, which begins with /; a constant is {value: %s}", name, name)
	case m.Reads == "table" && strings.HasPrefix(name, "/"):
		d.problem(p, "%q: want the name of a column; pointers are for reads: json", name)
	case m.Reads == "table" && name == "":
		d.problem(p, "want the name of a column, found an empty text")
	}
}

func (m *document) checkNumbers(d *decoder) {
	n := &m.Numbers
	if n.Decimal == "" {
		n.Decimal = "."
	}
	if n.Decimal != "." && n.Decimal != "," {
		d.problem(n.At, "decimal: want . or , not %q", n.Decimal)
	}
	for _, t := range n.Thousands {
		if t == n.Decimal || strings.Trim(t, "0123456789-+") != t || t == "" {
			d.problem(n.At, "thousands: %q cannot stand between groups of digits beside the decimal sign %q", t, n.Decimal)
		}
	}
}

// checkAll goes through everything and checks each value, party and condition where it stands.
func (m *document) checkAll(d *decoder, v reflect.Value) {
	switch x := v.Addr().Interface().(type) {
	case *value:
		m.checkValue(d, x)
		return
	case *party:
		if x.Unmarked != "" && x.Unmarked != "person" {
			d.problem(x.At, "unmarked: want person, not %q", x.Unmarked)
		}
		if x.Split != "" && x.Each != "" {
			d.problem(x.At, "split and each exclude each other")
		}
		if !x.Name.given() && (x.ID.given() || x.Each != "") {
			d.problem(x.At, "name: an organisation wants a name")
		}
	case *condition:
		if !x.Field.given() {
			d.problem(x.At, "field: want the %s to look at", m.place())
		}
		if x.Is == nil && x.Not == nil && x.Given == "" {
			d.problem(x.At, "want is, not or given: what must hold of the field")
		}
		if x.Given != "" && x.Given != "yes" && x.Given != "no" {
			d.problem(x.At, "given: want yes or no, not %q", x.Given)
		}
	}
	for i := range v.NumField() {
		f := v.Field(i)
		if v.Type().Field(i).Name == "Each" && f.String() != "" {
			p := v.FieldByName("At").Interface().(at)
			if m.Reads == "table" {
				d.problem(p, "each: a row of a table has no elements; only json has this key")
			} else {
				m.checkPlace(d, p, f.String())
			}
		}
		switch {
		case f.Kind() == reflect.Struct && f.Type() != placeType:
			m.checkAll(d, f)
		case f.Kind() == reflect.Pointer && !f.IsNil() && f.Elem().Kind() == reflect.Struct && v.Type().Field(i).IsExported():
			m.checkAll(d, f.Elem())
		case f.Kind() == reflect.Slice && f.Type().Elem().Kind() == reflect.Struct && v.Type().Field(i).IsExported():
			for j := range f.Len() {
				m.checkAll(d, f.Index(j))
			}
		}
	}
}

func (m *document) checkValue(d *decoder, v *value) {
	if v.From != nil && v.Value != "" {
		d.problem(v.At, "from and value exclude each other: a value is read, or it is a constant")
	}
	if v.From == nil && v.Value == "" && v.At != (at{}) {
		d.problem(v.At, "want from (a %s) or value (a constant)", m.place())
	}
	for _, name := range v.From {
		m.checkPlace(d, v.At, name)
	}
	if v.Match == "" {
		return
	}
	var err error
	if v.match, err = regexp.Compile(v.Match); err != nil {
		d.problem(v.At, "match: this is no regular expression (RE2): %v", err)
	} else if v.match.NumSubexp() > 1 {
		d.problem(v.At, "match: want one group in parentheses, found %d; (?:…) groups without taking", v.match.NumSubexp())
	}
}

func (m *document) checkMoney(d *decoder, p at, currency value, amounts ...value) {
	if slices.ContainsFunc(amounts, value.given) && !currency.given() {
		d.problem(p, "currency: an amount without a currency says nothing; name its %s, or {value: EUR} if the source has one only", m.place())
	}
	if c := currency.Value; c != record.Currency(c) {
		d.problem(currency.At, "currency: want a code of ISO 4217, such as EUR, not %q", c)
	}
}

func (v value) given() bool { return v.From != nil || v.Value != "" }

func (p party) given() bool { return p.Name.given() || p.ID.given() }

func (a award) says() bool {
	return a.ID.given() || a.Supplier.given() || a.Title.given() || a.Amount.given()
}

func (p process) says() bool {
	return p.ID.given() || p.OCID.given() || p.Buyer.given() || p.Title.given()
}

// columns are the columns that the mapping reads, in the order in which it names them.
func (m *document) columns() (names []string) {
	var collect func(v reflect.Value)
	collect = func(v reflect.Value) {
		if x, ok := v.Addr().Interface().(*value); ok {
			names = append(names, x.From...)
			return
		}
		for i := range v.NumField() {
			f := v.Field(i)
			switch {
			case !v.Type().Field(i).IsExported():
			case f.Kind() == reflect.Struct:
				collect(f)
			case f.Kind() == reflect.Pointer && !f.IsNil():
				collect(f.Elem())
			case f.Kind() == reflect.Slice && f.Type().Elem().Kind() == reflect.Struct:
				for j := range f.Len() {
					collect(f.Index(j))
				}
			}
		}
	}
	collect(reflect.ValueOf(m).Elem())
	var once []string
	for _, n := range names {
		if !slices.Contains(once, n) {
			once = append(once, n)
		}
	}
	return once
}

// missing words that a document lacks a column which the mapping names.
func missing(name string, columns []string) string {
	message := "the document has no column " + quoted(name)
	if s := source.Similar(name, columns); s != "" {
		message += "; did the mapping mean " + quoted(s) + "?"
	}
	return message
}

func quoted(s string) string { return "“" + s + "”" }
