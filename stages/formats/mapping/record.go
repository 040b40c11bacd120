package mapping

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// record reads what the record says of the process, and of the awards, contracts and lines in it.
func (r *reader) record() {
	p := record.Process{OCID: r.text(r.Process.OCID), Origins: r.origins()}
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
		record.AddParty(r.out, "buyer", p.Buyer, p.ID, r.origins()...)
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
		VAT: "unknown", Origins: r.origins()}
	if a.Award == "" && a.Title == "" && a.Text == "" && a.Amount == nil && len(suppliers) == 0 {
		return a, false
	}
	a.Currency, a.Basis = r.currency(m.Currency, a.Amount, a.Paid)
	if vat := r.text(m.VAT); vat == "net" || vat == "gross" {
		a.VAT, a.VATBasis = vat, record.Stated
		if m.VAT.Value != "" {
			a.VATBasis = record.ByMapping
		}
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
			Status: in.text(m.Status), Signed: in.date(m.Signed), From: in.date(m.Starts), To: in.date(m.Ends), Amount: in.amount(m.Amount), Origins: in.origins()}
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
			Quantity: in.amount(m.Quantity), UnitName: in.text(m.Unit), UnitAmount: in.amount(m.UnitAmount), Origins: in.origins()}
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
