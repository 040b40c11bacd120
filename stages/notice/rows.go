package notice

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// processID names the contracting process that a notice publishes.
func processID(key string) string { return record.ProcessID("ted:"+key, "") }

func purchaseID(process, place string) string { return source.ID("notice award", process, place) }

func (e *edition) process() string {
	if e.unseen != "" {
		return processID(e.unseen)
	}
	return processID(e.key)
}

// write writes the rows of a notice as its newest edition has it, under the name of its first. The process is told by the
// first document of it; what others tell differently goes to conflicts.
func (s *settler) write(e *edition) {
	process := e.process()
	origins := e.origins
	for _, a := range e.newest.accounts {
		origins = source.Unite(origins, []source.Origin{a.Origin})
	}
	first := e.newest.accounts[0]
	for _, a := range e.newest.accounts[1:] {
		first.replacedText(a.Title, a.Text, a.Origin)
	}
	record.Processes.Add(s.out, record.Process{ID: process, Buyer: first.buyer(), Title: first.Title, Description: first.Text, Method: first.Method,
		Status: first.Form, Date: first.Published, Origins: origins})
	for _, n := range s.read {
		if slices.Contains(origins, n.Origin) {
			record.AddPublication(s.out, process, n.published(), n.Published, n.Origin)
		}
	}
	for _, a := range e.newest.accounts {
		s.conflicts(record.Processes.Name, process, a.replaced)
		for _, b := range a.Buyers {
			s.party("buyer", b, process, a.Origin)
		}
		s.items(a.Items, process, "tender", "", a.Origin)
		for _, w := range a.awards {
			s.award(w, a, process)
		}
	}
}

// published is what was published with the notice, in a word.
func (n *Notice) published() string {
	switch {
	case n.Kind == Modification:
		return "modification"
	case n.Kind == Corrigendum || n.Corrects:
		return "correction"
	}
	return "notice"
}

func (a *account) buyer() record.Ref {
	if len(a.Buyers) > 0 {
		return a.Buyers[0]
	}
	return record.NewRef("", "", "", "")
}

func (s *settler) award(w award, a *account, process string) {
	buyer := a.buyer()
	purchase := purchaseID(process, w.Place)
	if s.taken[purchase] && a.Kind == Modification { // of another contract of a notice that is not seen
		purchase = purchaseID(process, w.Place+"/"+a.key())
	}
	s.taken[purchase] = true
	if a.Kind == Intent {
		if p, known := s.result(a, w.Award); known {
			process, purchase = p[0], p[1]
			w.Status = "" // the result knows better
		}
	}
	basis := "unknown"
	if w.Currency != "" {
		basis = "stated"
	}
	kind, amount, ceiling := "", w.Amount, (*table.Decimal)(nil)
	switch {
	case w.Called || w.Under != "":
		kind = record.CallOff
	case w.Framework || a.Framework:
		kind, amount, ceiling = record.Framework, nil, w.Amount
	case a.Concession:
		kind, amount, ceiling = record.Concession, nil, w.Amount
	}
	id := record.AddAward(s.out, record.Award{Purchase: purchase, Process: process, Award: w.ID, Lot: w.Lot, Buyer: buyer,
		Suppliers: w.Suppliers, Title: w.Title, Text: w.Text, Status: w.Status, Method: a.Method, Date: w.Decided, From: w.From, To: w.To,
		Amount: amount, Paid: w.Paid, Currency: w.Currency, Basis: basis, VAT: w.VAT, VATBasis: w.VATBasis, Kind: kind, Ceiling: ceiling, Period: w.Period,
		Options: w.Options, Origins: w.origins})
	if w.Under != "" {
		record.AddLink(s.out, record.Link{Process: process, Award: w.ID, Relation: record.Framework, Scheme: "notice", Number: w.Under,
			Target: processID(w.Under), Field: "NoticeDocumentReference", Origins: w.origins})
	}
	s.conflicts(record.Awards.Name, id, w.replaced)
	for _, c := range w.Contracts {
		record.Contracts.Add(s.out, record.Contract{ID: source.ID("notice contract", purchase, w.ID, c.Number), Process: process,
			Contract: c.Number, Award: w.ID, Buyer: buyer, Title: c.Title, Signed: c.Signed, Basis: "unknown", Origins: w.origins})
	}
	for _, r := range w.Suppliers {
		s.party("supplier", r, process, w.origins...)
	}
	s.items(w.Items, process, "award", w.ID, w.origins...)
}

// result is the process and the purchase of the award that followed from the intent to make it: the same suppliers, lot and
// value as far as these are told. known is false where no notice of a result says so.
func (s *settler) result(a *account, w Award) (names [2]string, known bool) {
	for _, n := range slices.Concat(s.read, s.later) {
		if n.Kind != Result || !slices.ContainsFunc(n.Prior, a.known) {
			continue
		}
		for _, r := range n.Awards {
			if !sameSuppliers(r.Suppliers, w.Suppliers) || r.Lot != w.Lot && r.Lot != "" && w.Lot != "" ||
				len(n.Awards) > 1 && r.Lot == "" && (r.Amount == nil || w.Amount == nil || *r.Amount != *w.Amount) {
				continue
			}
			process := processID(n.key())
			return [2]string{process, purchaseID(process, r.Place)}, true
		}
	}
	return names, false
}

func (s *settler) party(role string, r record.Ref, process string, at ...source.Origin) {
	if r.Name == "" && r.Identifier == "" {
		return
	}
	record.AddParty(s.out, role, r, process, at...)
	if r.Name == record.Person {
		table.PutPerson(s.out, s.format, Unit, at[0])
	}
}

func (s *settler) items(items []Item, process, level, owner string, at ...source.Origin) {
	seen := map[Item]bool{}
	for i, item := range items {
		if seen[item] {
			continue
		}
		seen[item] = true
		scheme, origins := "", at
		if item.CPV != "" {
			scheme = "CPV"
		}
		if item.corrected != (source.Origin{}) {
			origins = source.Unite(origins, []source.Origin{item.corrected})
		}
		record.Items.Add(s.out, record.Item{ID: source.ID("item", process, level, owner, item.ID, item.CPV, strconv.Itoa(i)), Process: process,
			Level: level, Owner: owner, Item: item.ID, Text: item.Text, Scheme: scheme, Classification: item.CPV, Origins: origins})
	}
}

func (s *settler) conflicts(name, id string, all []replaced) {
	for _, r := range all {
		table.Conflicts.Add(s.out, table.Conflict{Table: name, Entity: id, Columns: slices.Sorted(maps.Keys(r.other)),
			Kept: text(r.kept), Other: text(r.other), Origins: r.origins})
	}
}

func text(m map[string]any) string {
	b, err := json.Marshal(m)
	if err != nil {
		panic(err)
	}
	return string(b)
}
