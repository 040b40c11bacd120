package purchases

import (
	"cmp"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/edges"
	"github.com/perimeter-data/perimeter/stages/derived/exceptions"
	"github.com/perimeter-data/perimeter/stages/record"
)

// byItself is a party as far as it alone tells.
func byItself(r record.Ref) Org { return OrgOf(r, exceptions.Exceptions{}) }

// OrgOf is a party as derived rows show it.
func OrgOf(r record.Ref, known exceptions.Exceptions) Org {
	o := Org{ID: known.ID(r), Name: r.Name, Country: r.Country}
	if r.Person == "yes" || r.Person == "likely" || r.Name == record.Person {
		o.Name = record.Person
		return o
	}
	o.Scheme, o.Identifier = edges.Stated(r)
	return o
}

// deal is an award and the contracts that follow from it, or a contract alone.
type deal struct {
	id        string   // of the purchase
	names     []string // what its accounts call the award
	award     *record.Award
	contracts []record.Contract
	items     []record.Item
}

// derive sees one contracting process.
//
// A contract belongs to the award that it names, and one that names an award that is not there to the award that has its own
// id; one that names none belongs to the process's only award. Any other contract is a purchase of its own.
func derive(in, out *table.Set) error {
	tender := call{process: processOf(in)}
	deals := awardsOf(in, out)
	contracts := contractsOf(in, out)
	awards := len(deals)
	byAward := map[string][]*deal{}
	for _, d := range deals {
		for _, a := range d.names {
			byAward[a] = append(byAward[a], d)
		}
	}
	for _, c := range contracts {
		d := awardOf(byAward[c.Award], c)
		switch {
		case c.Award == "" && awards == 1:
			d = deals[0]
		case c.Award != "" && d == nil && c.Contract != "":
			d = awardOf(byAward[c.Contract], c)
		}
		if d == nil {
			d = &deal{id: source.ID("purchase", c.ID)}
			deals = append(deals, d)
		}
		d.contracts = append(d.contracts, c)
	}
	for _, item := range itemsOf(in) {
		if d := owner(deals, item); d != nil {
			d.items = append(d.items, item)
		} else if item.Level == "tender" {
			tender.items = append(tender.items, item)
		}
	}
	alone := len(deals) == 1
	for _, d := range deals {
		t := tender
		if t.process != nil && d.award != nil && !sameBuyer(t.process.Buyer, d.award.Buyer) { // a code that another body uses too
			t = call{}
		}
		p, lines := purchase(d, t, alone, in, out)
		if p.silent() {
			continue
		}
		p.KnownFrom, p.AsIsFrom = record.Published(record.Publications.In(in), p.Origins)
		p.force(d, in.AsOf())
		p.Converted = rates.In(in).convert(&p)
		for _, row := range split(p, lines) {
			Table.Add(out, row)
		}
	}
	return nil
}

// awardOf is the award that the contract names: of several, the one that the contract's own document tells of.
func awardOf(deals []*deal, c record.Contract) *deal {
	for _, d := range deals {
		if len(deals) == 1 || shareDocument(d.award.Origins, c.Origins) {
			return d
		}
	}
	if len(deals) > 0 {
		return deals[0]
	}
	return nil
}

func owner(deals []*deal, item record.Item) *deal {
	for _, d := range deals {
		if item.Level == "award" && slices.Contains(d.names, item.Owner) {
			return d
		}
		if item.Level == "contract" && slices.ContainsFunc(d.contracts, func(c record.Contract) bool { return c.Contract == item.Owner }) {
			return d
		}
	}
	return nil
}

// call is what the process itself says: process is nil where no record tells of it.
type call struct {
	process *record.Process
	items   []record.Item
}

// processOf is the process as its first record in order tells it; what that leaves open comes from the others.
func processOf(in *table.Set) *record.Process {
	var all []record.Process
	for p := range record.Processes.In(in) {
		all = append(all, p)
	}
	slices.SortStableFunc(all, func(a, b record.Process) int { return compareOrigins(a.Origins, b.Origins) })
	if len(all) == 0 {
		return nil
	}
	p := all[0]
	for _, o := range all[1:] {
		fill(&p.OCID, o.OCID)
		fill(&p.Lot, o.Lot)
		fill(&p.Title, o.Title)
		fill(&p.Description, o.Description)
		fill(&p.Method, o.Method)
		if p.Buyer == (record.Ref{}) {
			p.Buyer = o.Buyer
		}
		if p.Date == nil {
			p.Date = o.Date
		}
		p.Origins = source.Unite(p.Origins, o.Origins)
	}
	return &p
}

func fill(to *string, from string) {
	if *to == "" {
		*to = from
	}
}

func compareOrigins(a, b []source.Origin) int { return slices.CompareFunc(a, b, source.Origin.Compare) }

// purchase puts a deal into one row. alone says that it is the only one of its process, so that what is said of the tender
// can only be about it. It gives back the lines by which the money is told, if it is.
func purchase(d *deal, t call, alone bool, in, out *table.Set) (Purchase, []line) {
	known := exceptions.List.In(in)
	p := Purchase{ID: d.id, Deal: d.id, Kind: "unknown", PeriodKnown: "unknown", Basis: "unknown", VAT: "unknown", VATBasis: "unknown", Attribution: "unknown"}
	var buyer record.Ref
	var suppliers []record.Ref
	if a := d.award; a != nil {
		p.Process, p.Award, p.Lot = a.Process, a.Award, a.Lot
		buyer, suppliers = a.Buyer, a.Suppliers
		p.Title, p.Method = a.Title, a.Method
		p.From, p.To, p.Until = a.From, a.To, a.Until
		if a.From != nil || a.To != nil {
			p.PeriodKnown = cmp.Or(a.Period, "award")
		}
		p.Origins = a.Origins
	} else {
		c := d.contracts[0]
		p.Process = c.Process
		p.Title = c.Title
	}
	for _, c := range d.contracts {
		if c.Contract != "" {
			p.Contracts = append(p.Contracts, c.Contract)
		}
		if buyer == (record.Ref{}) {
			buyer = c.Buyer
		}
		if len(suppliers) == 0 {
			suppliers = c.Sellers
		}
		fill(&p.Title, c.Title)
		p.Origins = source.Unite(p.Origins, c.Origins)
	}
	slices.Sort(p.Contracts)
	p.Contracts = slices.Compact(p.Contracts)
	if d.award == nil || d.award.From == nil && d.award.To == nil {
		if p.From, p.To = span(d.contracts); p.From != nil || p.To != nil {
			p.PeriodKnown = "contract"
		}
	}
	for _, i := range d.items {
		p.Origins = source.Unite(p.Origins, i.Origins)
	}

	if c := t.process; c != nil {
		p.OCID = c.OCID
		fill(&p.Lot, c.Lot)
		fill(&p.Method, c.Method)
		if buyer == (record.Ref{}) && c.Buyer != (record.Ref{}) {
			buyer = c.Buyer
			p.Origins = source.Unite(p.Origins, c.Origins)
		}
		if p.Title == "" && c.Title != "" {
			p.Title = c.Title
			p.Origins = source.Unite(p.Origins, c.Origins)
		}
	}
	p.SupplierKey = "unknown"
	for _, s := range suppliers {
		o := OrgOf(s, known)
		if o.Name == "" && o.Identifier == "" || slices.Contains(p.Suppliers, o) && o.Name != record.Person {
			continue
		}
		p.Suppliers = append(p.Suppliers, o)
		switch {
		case o.Name != record.Person:
			p.SupplierKey = "stated"
		case p.SupplierKey == "unknown":
			p.SupplierKey = "natural person"
		}
	}
	p.framework(d, in)
	differ, lines := money(&p, d)
	if len(differ) > 0 {
		var from []source.Origin
		for _, c := range d.contracts {
			from = source.Unite(from, c.Origins)
		}
		putConflict(out, Table.Name, p.ID, differ, from)
	}
	when(&p, d, t, in)
	texts(&p, d, t, alone, lines)
	p.Buyer = OrgOf(buyer, known)
	p.BuyerPublic, p.PublicBasis = edges.Public("buyer", buyer)
	p.Status = status(d, called(&p, d))
	return p, lines
}

// silent says that a row would tell of no buyer, supplier, thing, money or day: the award stands in awards, and is all that is known.
func (p *Purchase) silent() bool {
	return p.Buyer.Name == "" && p.Buyer.Identifier == "" && p.SupplierKey == "unknown" && p.Title == "" && len(p.Texts) == 0 && p.Lot == "" &&
		p.Awarded == nil && p.Paid == nil && p.Ceiling == nil && p.Date == nil && p.From == nil && p.To == nil
}

// texts collects what else is said of the thing: each text once, in the order award, contracts, lines, tender. Lines that
// become rows of their own keep theirs.
func texts(p *Purchase, d *deal, t call, alone bool, lines []line) {
	seen := map[string]bool{record.TextKey(p.Title): true, "": true}
	add := func(s string) bool {
		k := record.TextKey(s)
		if seen[k] {
			return false
		}
		seen[k] = true
		p.Texts = append(p.Texts, strings.TrimSpace(s))
		return true
	}
	if d.award != nil {
		add(d.award.Text)
	}
	for _, c := range d.contracts {
		add(c.Title)
		add(c.Text)
	}
	for _, i := range d.items {
		if len(lines) < 2 || !slices.ContainsFunc(lines, func(l line) bool { return record.SameText(l.item.Text, i.Text) }) {
			add(i.Text)
		}
	}
	if !alone {
		return
	}
	if c := t.process; c != nil {
		title, description := add(c.Title), add(c.Description)
		if title || description {
			p.Origins = source.Unite(p.Origins, c.Origins)
		}
	}
	for _, i := range t.items {
		if add(i.Text) {
			p.Origins = source.Unite(p.Origins, i.Origins)
		}
	}
}
