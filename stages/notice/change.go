package notice

import (
	"slices"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages/record"
)

// modify gives the awards of the notice that n modifies what became of them.
func (s *settler) modify(n *Notice) {
	e := s.changed(n.Targets)
	if e == nil && len(n.Targets) == 0 {
		e = s.holder(n)
	}
	if e == nil {
		if len(n.Targets) > 0 || len(n.Awards) > 0 {
			s.unseen(n, "says what became of a contract of")
		}
		e = s.add(n)
		if len(n.Targets) > 0 {
			e.unseen = n.Targets[0]
			n.ID = n.Targets[0] // another modification of the same notice finds it here
		}
		return
	}
	e = e.root()
	e.origins = append(e.origins, n.Origin)
	for _, m := range n.Awards {
		matched := false
		for _, a := range e.newest.accounts {
			i := match(a.awards, m)
			if i < 0 {
				continue
			}
			matched = true
			a.awards[i].become(m, n.Origin)
		}
		if matched {
			continue
		}
		s.defect(n.Origin, "the award changed", "unclear_award", "it is not clear which award of the notice a modification is about",
			"an award of its own", "compare the two notices: the value may stand twice")
		m.Place = "modification/" + record.TextKey(m.Lot+" "+m.ID) + "/" + n.key()
		first := e.newest.accounts[0]
		first.awards = append(first.awards, award{Award: m, origins: []source.Origin{n.Origin}})
	}
}

// become puts what a modification says in the place of what was awarded.
func (a *award) become(m Award, origin source.Origin) {
	was, before := a.Award, a.origins
	if m.Amount != nil {
		a.Amount, a.Currency, a.VAT, a.VATBasis = m.Amount, m.Currency, m.VAT, m.VATBasis
	}
	if m.Paid != nil && (a.Amount == nil || a.Currency == m.Currency) {
		a.Paid, a.Currency = m.Paid, m.Currency
	}
	a.Period = record.PeriodBasis(a.Period, a.From, a.To, m.From, m.To)
	if m.From != nil {
		a.From = m.From
	}
	if m.To != nil {
		a.To = m.To
	}
	if len(m.Suppliers) > 0 {
		a.Suppliers = known(m.Suppliers, a.Suppliers)
	}
	a.Text = Join(a.Text, m.Change)
	was.Text = "" // nothing of it is lost
	a.origins = source.Unite(before, []source.Origin{origin})
	a.replace(a.Award, was, before)
}

// known are the suppliers, those without a number as they were named before.
func known(suppliers, before []record.Ref) []record.Ref {
	suppliers = slices.Clone(suppliers)
	for i, r := range suppliers {
		j := slices.IndexFunc(before, func(b record.Ref) bool { return record.TextKey(b.Name) == record.TextKey(r.Name) })
		if j >= 0 && r.Identifier == "" && r.Name != record.Person {
			suppliers[i] = before[j]
		}
	}
	return suppliers
}

// holder is the edition with an award that the only award of n, which names no notice, tells more about.
func (s *settler) holder(n *Notice) *edition {
	var found *edition
	for _, e := range s.all {
		if e.of != nil || len(n.Awards) == 0 || len(n.Awards[0].Contracts) == 0 {
			continue
		}
		m := n.Awards[0]
		if slices.ContainsFunc(e.newest.accounts, func(a *account) bool {
			return slices.ContainsFunc(a.awards, func(w award) bool {
				return sameContract(w.Award, m) && w.Lot == m.Lot && sameSuppliers(w.Suppliers, m.Suppliers)
			})
		}) {
			if found != nil {
				return nil
			}
			found = e
		}
	}
	return found
}

// match is the index of the award that m is about: the one that agrees with it in contract number, lot and supplier as far
// as these are told; -1 if that is none, or several.
func match(awards []award, m Award) int {
	var fit []int
	for i, a := range awards {
		if a.Lot == "" || m.Lot == "" || a.Lot == m.Lot {
			fit = append(fit, i)
		}
	}
	agree := len(awards) == 1
	for _, same := range []func(a Award) bool{
		func(a Award) bool { return sameContract(a, m) },
		func(a Award) bool { return m.Lot != "" && a.Lot == m.Lot },
		func(a Award) bool { return sameSuppliers(a.Suppliers, m.Suppliers) },
	} {
		var closer []int
		for _, i := range fit {
			if same(awards[i].Award) {
				closer = append(closer, i)
			}
		}
		if len(closer) > 0 {
			fit, agree = closer, true
		}
	}
	if len(fit) == 1 && agree {
		return fit[0]
	}
	return -1
}

// sameContract says that one contract follows from both.
func sameContract(a, b Award) bool {
	return slices.ContainsFunc(a.Contracts, func(x Contract) bool {
		return x.Number != "" && slices.ContainsFunc(b.Contracts, func(y Contract) bool { return record.TextKey(x.Number) == record.TextKey(y.Number) })
	})
}

// sameSuppliers says that two lists name one organisation in common, by identifier or by name. People are not told apart.
func sameSuppliers(a, b []record.Ref) bool {
	return slices.ContainsFunc(a, func(x record.Ref) bool {
		return slices.ContainsFunc(b, func(y record.Ref) bool {
			if x.Name == record.Person || y.Name == record.Person {
				return false
			}
			return x.Identifier != "" && record.TextKey(x.Identifier) == record.TextKey(y.Identifier) || x.Name != "" && record.TextKey(x.Name) == record.TextKey(y.Name)
		})
	})
}
