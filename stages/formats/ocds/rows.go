package ocds

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// writer writes the rows of one compiled process.
type writer struct {
	*process
	parties directory
	awards  []*object
	people  []string // names that only the compiled process shows to be people's
	buyer   record.Ref
	scope   string // whose numbering the ids of awards and contracts are, where several ocids may be one process
	id      string
	method  string
}

func (p *process) write() {
	w := writer{process: p, parties: directoryOf(p.state, p.memo)}
	w.parties.settled = true
	w.awards = p.state.objects("awards")
	if p.merged > 1 {
		eachOrganisation(p.state, w.meet)
	}
	tender := p.state.child("tender")
	if tender == nil {
		tender = newObject()
	}
	buyer, buyerFrom := w.parties.buyer(p.state)
	w.buyer = buyer
	lot := lotOf(p.state, buyer)
	w.id = record.ProcessID(p.key, lot)
	framework := isFramework(tender) // others name it by its ocid
	if lot == "" && !framework && len(w.awards) == 1 && unnamed(w.awards[0].text("id"), buyer) {
		w.id, w.scope = record.LotID(buyer, w.lotText(tender), exact(w.awards[0].text("value", "amount"))), p.key
	}
	w.method = w.text(tender, "procurementMethodDetails")
	if w.method == "" {
		w.method = w.text(tender, "procurementMethod")
	}
	record.Processes.Add(p.out, record.Process{ID: w.id, OCID: p.ocid, Lot: lot, Buyer: buyer, Title: w.text(tender, "title"),
		Description: w.text(tender, "description"), Method: w.method, Status: w.text(tender, "status"), Date: p.newest,
		Ambiguous: p.ambiguous, Origins: p.origins})
	for _, r := range p.published {
		record.AddPublication(p.out, w.id, "release", r.day, r.origin)
	}
	w.links(p.state.objects("relatedProcesses"), "")
	w.items(tender, "tender", "")
	for i, a := range w.awards {
		w.award(a, i, tender)
	}
	for i, c := range p.state.objects("contracts") {
		w.contract(c, i)
	}
	w.partyRows(tender, buyer, buyerFrom)
}

// meet collects the names of people that no single release showed to be people's.
func (w *writer) meet(o *object) {
	if o.text(isPerson) != "" {
		return
	}
	if ref := w.parties.ref(o); isNatural(ref) {
		for _, n := range []string{o.text("name"), o.text("identifier", "legalName")} {
			if n != "" {
				w.people = append(w.people, n)
			}
		}
	}
}

// text is a text of o. Each release, or row of a table, was masked when it was read; a name may stand in one and be known
// to be a person's from another.
func (w *writer) text(o *object, path ...string) string {
	s := o.text(path...)
	if s == "" || w.merged < 2 {
		return s
	}
	if len(w.people) > 0 {
		s = record.Mask(s, w.people...)
	}
	if len(w.traces) > 0 {
		s = record.MaskTraces(s, w.salt, slices.Collect(maps.Values(w.traces))...)
	}
	return s
}

// lotText is the text by which a lot without a code is known: an award's own title, else the tender's.
func (w *writer) lotText(tender *object) string {
	for _, a := range w.awards {
		if s := w.text(a, "title"); s != "" {
			return s
		}
	}
	return w.text(tender, "title")
}

func (w *writer) award(a *object, ordinal int, tender *object) {
	id := a.text("id")
	lot := cig(id, w.buyer)
	key := []string{"award", w.id, id}
	switch {
	case lot != "":
		key[2] = lot
		key = append(key, w.buyer.Identifier)
	case id == "":
		key = append(key, strconv.Itoa(ordinal))
	}
	title := w.text(a, "title")
	if title == "" {
		title = w.text(tender, "title")
	}
	m := w.money(a, "value")
	if w.scope != "" {
		key = append(key, w.scope)
	}
	from, to := w.period(a, "contractPeriod")
	if from == nil && to == nil && len(w.awards) == 1 {
		from, to = w.period(tender, "contractPeriod")
	}
	kind, amount, ceiling := "", m.amount, (*table.Decimal)(nil)
	if isFramework(tender) {
		kind, amount, ceiling = record.Framework, nil, m.amount
	}
	record.AddAward(w.out, record.Award{Purchase: source.ID(key...), Process: w.id, Award: id, Lot: lot, Buyer: w.buyer,
		Suppliers: w.refs(a.objects("suppliers")), Title: title, Text: w.text(a, "description"), Status: w.text(a, "status"),
		Method: w.method, Date: w.day(a, "date"), From: from, To: to, Amount: amount, Kind: kind, Ceiling: ceiling,
		Until: w.day(a, "contractPeriod", "maxExtentDate"), Currency: m.currency, Basis: m.basis,
		VAT: "unknown", Origins: a.from})
	w.items(a, "award", id)
}

func (w *writer) contract(c *object, ordinal int) {
	id := c.text("id")
	key := []string{"contract", w.id, id}
	if id == "" {
		key = append(key, strconv.Itoa(ordinal))
	}
	if w.scope != "" {
		key = append(key, w.scope)
	}
	m := w.money(c, "value")
	paid := w.paid(c)
	if paid.amount != nil {
		switch {
		case m.amount == nil && paid.currency != "":
			m.currency, m.basis = paid.currency, paid.basis
		case m.currency == "" && paid.currency != "": // one contract is paid in the money it is made in
			m.currency, m.basis = paid.currency, "inferred"
		case m.currency != paid.currency && paid.currency != "":
			w.defect(c.from[0], "/implementation/transactions", "ocds.currency", "what was paid is in another currency than the value of the contract", "the contract without what was paid")
			paid.amount = nil
		}
	}
	from, to := w.period(c, "period")
	record.Contracts.Add(w.out, record.Contract{ID: source.ID(key...), Process: w.id, Contract: id, Award: c.text("awardID"),
		Buyer: w.buyer, Sellers: w.refs(c.objects("suppliers")), Title: w.text(c, "title"), Text: w.text(c, "description"),
		Status: w.text(c, "status"), Signed: w.day(c, "dateSigned"), From: from, To: to, Amount: m.amount, Paid: paid.amount,
		Currency: m.currency, Basis: m.basis, Until: w.day(c, "period", "maxExtentDate"), Origins: c.from})
	w.links(c.objects("relatedProcesses"), id)
	w.items(c, "contract", id)
}

// isFramework says that what is tendered is a framework agreement.
func isFramework(tender *object) bool {
	is, _ := tender.get("techniques", "hasFrameworkAgreement").(bool)
	return is || tender.text("techniques", "hasFrameworkAgreement") == "true"
}

// relations are what a related process is to this one, by the standard's words. A word that is not here says nothing of what is
// bought under what.
var relations = map[string]string{"framework": record.Framework, "parent": "parent", "renewalProcess": "renewed", "replacementProcess": "replaced"}

// links writes the processes that a release, or a contract, names as related to it.
func (w *writer) links(all []*object, of string) {
	for _, o := range all {
		number := o.text("identifier")
		for _, word := range texts(o.get("relationship")) {
			if relation := relations[word]; relation != "" && number != "" {
				record.AddLink(w.out, record.Link{Process: w.id, Award: of, Relation: relation, Scheme: cmp.Or(o.text("scheme"), "unknown"), Number: number,
					Target: record.ProcessID(number, ""), Field: "relatedProcesses", Origins: o.from})
			}
		}
	}
}

func (w *writer) items(of *object, level, owner string) {
	for i, o := range of.objects("items") {
		id := o.text("id")
		key := []string{"item", w.id, level, owner, id}
		if id == "" || level != "tender" && owner == "" {
			key = append(key, strconv.Itoa(i), of.text("title"), o.text("description"))
		}
		class := o.child("classification")
		if class == nil || class.text("id") == "" {
			class = o.child("additionalClassifications")
		}
		if class == nil {
			class = newObject()
		}
		m := w.money(o, "unit", "value")
		record.Items.Add(w.out, record.Item{ID: source.ID(key...), Process: w.id, Level: level, Owner: owner, Item: id,
			Text: w.text(o, "description"), Scheme: class.text("scheme"), Classification: class.text("id"),
			Quantity: w.decimal(o.text("quantity"), o, nil, "quantity"), UnitName: w.text(o, "unit", "name"), UnitAmount: m.amount, Currency: m.currency,
			Origins: o.from})
	}
}

// place is where an object was first read; a tender, which is none of a list, has the place of its process.
func (w *writer) place(o *object) source.Origin {
	if len(o.from) > 0 {
		return o.from[0]
	}
	return w.origins[0]
}

func (w *writer) day(o *object, path ...string) *table.Date {
	s := o.text(path...)
	d := day(s)
	if d == nil && !blank(s) {
		w.defect(w.place(o), "/"+strings.Join(path, "/"), "ocds.date", "the date is no day "+record.ContractYears.String()+", or not written as YYYY-MM-DD", "the record without the date")
	}
	return d
}

func (w *writer) period(o *object, name string) (from, to *table.Date) {
	if o.child(name) == nil {
		return nil, nil
	}
	return w.day(o, name, "startDate"), w.day(o, name, "endDate")
}

// decimal is the number in s, which stands in o at a path of names and a name.
func (w *writer) decimal(s string, o *object, path []string, name string) *table.Decimal {
	if blank(s) {
		return nil
	}
	d, err := table.ParseDecimal(s)
	if err != nil {
		w.defect(w.place(o), "/"+strings.Join(append(slices.Clone(path), name), "/"), "ocds.number", "a number cannot be read exactly", "the record without the number")
		return nil
	}
	return &d
}

// exact is the number in a text, nil if it is none.
func exact(s string) *table.Decimal {
	d, err := table.ParseDecimal(s)
	if err != nil {
		return nil
	}
	return &d
}

// money is an amount with its currency.
type money struct {
	amount   *table.Decimal
	currency string
	basis    string // stated, inferred, unknown
}

func (w *writer) money(o *object, path ...string) money {
	m := money{basis: "unknown"}
	value := o.child(path...)
	if value == nil {
		return m
	}
	m.amount = w.decimal(value.text("amount"), o, path, "amount")
	stated := value.text("currency")
	switch m.currency = record.Currency(stated); {
	case m.currency != "":
		m.basis = "stated"
	case !blank(stated):
		w.defect(w.place(o), "/"+strings.Join(path, "/")+"/currency", "ocds.currency", "the currency is no code of ISO 4217", "the amount without a currency")
	case m.amount != nil && euro[w.buyer.Country]:
		m.currency, m.basis = "EUR", "inferred"
	}
	return m
}

// paid is the sum of a contract's transactions. In OCDS 1.0 their value is called amount.
func (w *writer) paid(c *object) money {
	total := money{basis: "unknown"}
	for _, t := range c.objects("implementation", "transactions") {
		m := w.money(t, "value")
		if m.amount == nil {
			m = w.money(t, "amount")
		}
		if m.amount == nil {
			continue
		}
		if total.amount == nil {
			total = m
			continue
		}
		sum, err := total.amount.Add(*m.amount)
		if err != nil || m.currency != total.currency {
			w.defect(c.from[0], "/implementation/transactions", "ocds.currency", "transactions of one contract cannot be added: their currencies differ", "the contract without what was paid")
			return money{basis: "unknown"}
		}
		total.amount = &sum
	}
	return total
}
