package mapping

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func (m *document) read(doc *source.Document, out *table.Set) error {
	first := true
	for u, err := range m.units(doc) {
		switch {
		case err != nil:
			table.PutReject(out, m.Name, err, doc.Origin())
			continue
		case u.element == nil: // a header that repeats names
			table.PutLeftOut(out, m.Name, m.unit(), u.Origin)
			continue
		}
		r := &reader{document: m, unit: u, out: out}
		if row, ok := u.element.(cells); ok && first {
			r.columns(row.Columns())
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
	case !goodCurrency.MatchString(code):
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
			if ref.Person == "unknown" && p.Unmarked == "person" && record.PersonalForm(name) && !marked(name, p.Marks) {
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

// marked says that one of the marks stands in a name as a word or, where it begins with *, ends a longer word of it, or, where it
// has a full stop, is glued to its beginning or end.
func marked(name string, marks []string) bool {
	name = strings.ToUpper(strings.TrimSpace(name))
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

// record reads what the record says of the process, and of the awards, contracts and lines in it.
func (r *reader) record() {
	p := record.Process{OCID: r.text(r.Process.OCID), Origins: []source.Origin{r.Origin}}
	p.Buyer = r.buyer()
	var awards []*reader
	var suppliers [][]record.Ref
	if r.Award.says() {
		for _, f := range r.each(r.Award.Each) {
			if in := r.at(f); r.holds(r.Award.When, in.element) {
				refs := in.parties(r.Award.Supplier)
				r.people = in.people // those of one award may stand in the text of another
				awards, suppliers = append(awards, in), append(suppliers, refs)
			}
		}
	}
	p.Title, p.Description = r.prose(r.Process.Title), r.prose(r.Process.Text)
	p.Method, p.Status, p.Date = r.text(r.Process.Method), r.text(r.Process.Status), r.date(r.Process.Date)

	var made []record.Award
	for i, in := range awards {
		in.people = r.people
		if a, ok := in.award(p, suppliers[i]); ok {
			made = append(made, a)
		}
	}
	p.ID = r.process(p, made)
	says := p.Buyer != (record.Ref{}) || p.Title != "" || p.Description != "" || p.Method != "" || p.Status != ""
	if !says && len(made) == 0 {
		r.defect(source.WholeRecord, r.Origin, "", "mapping.empty", "the record says nothing that the mapping reads", "nothing of this record", "look whether the mapping reads the right places")
		return
	}
	contracts := r.contracts(p)
	lines := r.lines(p, made)
	if says || contracts+lines > 0 {
		p.Lot = ""
		record.Processes.Add(r.out, p)
	}
	if len(made)+contracts == 0 {
		table.PutNoPurchase(r.out, r.Name, r.document.unit(), r.Origin, nil, "")
	}
	if p.Buyer != (record.Ref{}) {
		record.AddParty(r.out, "buyer", p.Buyer, p.ID, r.Origin)
	}
	for i, a := range made {
		r.put(a, p.ID, awards[i])
	}
}

// award reads one award. It is false where the element says nothing of one.
func (r *reader) award(p record.Process, suppliers []record.Ref) (a record.Award, ok bool) {
	m := r.Award
	a = record.Award{Award: r.text(m.ID), Lot: strings.ToUpper(r.text(m.Lot)), Buyer: p.Buyer, Suppliers: suppliers,
		Title: r.prose(m.Title), Text: r.prose(m.Text), Status: r.text(m.Status), Method: r.text(m.Method),
		Date: r.date(m.Date), From: r.date(m.Starts), To: r.date(m.Ends), Amount: r.amount(m.Amount), Paid: r.amount(m.Paid),
		VAT: "unknown", Origins: []source.Origin{r.Origin}}
	if a.Award == "" && a.Title == "" && a.Text == "" && a.Amount == nil && len(suppliers) == 0 {
		return a, false
	}
	a.Currency, a.Basis = r.currency(m.Currency, a.Amount, a.Paid)
	if vat := r.text(m.VAT); vat == "net" || vat == "gross" {
		a.VAT = vat
	}
	if a.Title == "" {
		a.Title = p.Title
	}
	if a.Method == "" {
		a.Method = p.Method
	}
	return a, true
}

// process is the id of the contracting process: by the lot's code and the buyer's, by the ocid, by the process's or the award's
// own id in its register, or by all that the record says.
func (r *reader) process(p record.Process, awards []record.Award) string {
	register := r.Process.Register.Value
	if register == "" {
		register = r.Name
	}
	id := r.text(r.Process.ID)
	switch {
	case len(awards) == 1 && record.CIG(awards[0].Lot) != "" && p.Buyer.Scheme == "IT-CF":
		return record.ProcessID(p.OCID, record.CIG(awards[0].Lot))
	case len(awards) == 1 && awards[0].Lot != "" && p.Buyer.Identifier != "":
		return source.ID("process", "mapping", p.Buyer.Scheme, p.Buyer.Identifier, "lot", awards[0].Lot)
	case p.OCID != "":
		return record.ProcessID(p.OCID, "")
	case id != "":
		return source.ID("process", "mapping", register, id)
	case len(awards) == 1 && awards[0].Award != "":
		return source.ID("process", "mapping", register, "award", awards[0].Award)
	}
	return source.ID("process", "mapping", register, "content", content(p, awards))
}

// content is all that a record says, without where it was read.
func content(p record.Process, awards []record.Award) string {
	p.Origins = nil
	awards = slices.Clone(awards)
	for i := range awards {
		awards[i].Origins = nil
	}
	text, err := json.Marshal(struct {
		Process record.Process
		Awards  []record.Award
	}{p, awards})
	if err != nil {
		panic(err)
	}
	return string(text)
}

// put writes an award and its suppliers. Parts wait for the others.
func (r *reader) put(a record.Award, process string, in *reader) {
	a.Process = process
	switch {
	case a.Award != "":
		a.Purchase = source.ID("award", process, a.Award)
	case a.Lot != "":
		a.Purchase = source.ID("lot award", process, a.Lot)
	default:
		a.Purchase = source.ID("award", process, "content", content(record.Process{}, []record.Award{a}))
	}
	for _, s := range a.Suppliers {
		record.AddParty(r.out, "supplier", s, process, in.Origin)
	}
	if part := in.text(r.Award.Part); r.Award.Part.given() && a.Award != "" {
		drafts.Add(r.out, draft{Key: a.Purchase, Part: part, Award: a, Origin: in.Origin})
		return
	}
	record.AddAward(r.out, a)
}

// contracts writes what was signed, and counts it.
func (r *reader) contracts(p record.Process) (n int) {
	m := r.Contract
	if m == nil {
		return 0
	}
	for _, f := range r.each(m.Each) {
		in := r.at(f)
		if !r.holds(m.When, in.element) {
			continue
		}
		c := record.Contract{Process: p.ID, Contract: in.text(m.ID), Award: in.text(m.Award), Buyer: p.Buyer, Title: in.prose(m.Title), Text: in.prose(m.Text),
			Status: in.text(m.Status), Signed: in.date(m.Signed), From: in.date(m.Starts), To: in.date(m.Ends), Amount: in.amount(m.Amount), Origins: []source.Origin{in.Origin}}
		c.Currency, c.Basis = in.currency(m.Currency, c.Amount)
		name := c.Contract
		if name == "" {
			name = f.pointer
		}
		c.ID = source.ID("contract", p.ID, name)
		record.Contracts.Add(r.out, c)
		n++
	}
	return n
}

// lines writes the lines of what is bought, and counts them. A line that names no award belongs to the record's only one.
func (r *reader) lines(p record.Process, awards []record.Award) (n int) {
	m := r.Item
	if m == nil {
		return 0
	}
	for _, f := range r.each(m.Each) {
		in := r.at(f)
		i := record.Item{Process: p.ID, Level: "tender", Owner: in.text(m.Award), Item: in.text(m.ID), Text: in.prose(m.Text), Classification: in.text(m.Code),
			Quantity: in.amount(m.Quantity), UnitName: in.text(m.Unit), UnitAmount: in.amount(m.UnitAmount), Origins: []source.Origin{in.Origin}}
		if i.Text == "" && i.Classification == "" {
			continue
		}
		if i.Classification != "" {
			i.Scheme = in.text(m.Scheme)
		}
		i.Currency, _ = in.currency(m.Currency, i.UnitAmount)
		if i.Owner == "" && len(awards) == 1 {
			i.Owner = awards[0].Award
		}
		if i.Owner != "" {
			i.Level = "award"
		}
		i.ID = source.ID("item", p.ID, i.Level, i.Owner, i.Item, f.pointer, i.Text, i.Classification)
		record.Items.Add(r.out, i)
		n++
	}
	return n
}
