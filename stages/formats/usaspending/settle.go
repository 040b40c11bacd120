package usaspending

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// settle makes one award of all accounts of its actions.
func settle(in, out *table.Set) error {
	a := award{out: out}
	for d := range drafts.In(in) {
		if len(a.actions) == 0 || a.actions[len(a.actions)-1].Action != d.Action {
			a.actions = append(a.actions, &action{draft: d, origins: []source.Origin{d.Origin}})
			continue
		}
		a.actions[len(a.actions)-1].join(d)
	}
	a.write()
	return nil
}

// action is one action by the account of it that the publisher changed last, with the origins of all accounts.
type action struct {
	draft
	origins []source.Origin
	others  []draft // accounts that say another amount
}

func (a *action) join(d draft) {
	kept, other := a.draft, d
	if later(d.Modified, kept.Modified) {
		kept, other = d, kept
	}
	if !sameAmount(kept.money(), other.money()) {
		a.others = append(a.others, other)
	}
	a.draft = kept
	a.origins = source.Unite(a.origins, []source.Origin{d.Origin})
}

// money is what the account says the action, or the award as a whole, is worth.
func (d draft) money() *table.Decimal {
	if d.Action == "" {
		return d.Total
	}
	return d.Amount
}

// base begins the Action of the first action of an award, the award itself.
const base = "0 "

// isFirst says that the account gives the day of the award: that of its first action, or of the award as a whole.
func (d draft) isFirst() bool { return strings.HasPrefix(d.Action, base) || d.Action == "" }

func later(a, b *table.Date) bool { return a != nil && (b == nil || *a > *b) }

func sameAmount(a, b *table.Decimal) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

// award is what its actions come to.
type award struct {
	out     *table.Set
	actions []*action // by modification number; first the account of the award as a whole, if there is one
}

// byDay puts actions in the order of their days. Those of one day keep that of their numbers.
func (a award) byDay() []*action {
	actions := slices.Clone(a.actions)
	day := func(x *action) table.Date {
		switch {
		case x.Latest != nil:
			return *x.Latest
		case x.Action == "" && x.Modified != nil:
			return *x.Modified
		case x.Signed != nil:
			return *x.Signed
		}
		return 0
	}
	slices.SortStableFunc(actions, func(x, y *action) int { return int(day(x)) - int(day(y)) })
	return actions
}

// sum is what the actions read obligate together, and whether the first one is among them. An action that was taken back
// obligates nothing.
func (a award) sum() (sum *table.Decimal, whole bool) {
	var total table.Decimal
	known := false
	for _, x := range a.actions {
		if x.Action == "" || x.Deleted {
			continue
		}
		whole = whole || x.isFirst()
		if x.Amount == nil {
			whole = false
			continue
		}
		next, err := total.Add(*x.Amount)
		if err != nil {
			return nil, false
		}
		total, known = next, true
	}
	if !known {
		return nil, whole
	}
	return &total, whole
}

// stated is the total of the award as the newest action that states one has it.
func (a award) stated(byDay []*action) *table.Decimal {
	for _, x := range slices.Backward(byDay) {
		if x.Total != nil && !x.Deleted {
			return x.Total
		}
	}
	return nil
}

func (a award) write() {
	byDay := a.byDay()
	first, last := byDay[0], byDay[len(byDay)-1]
	for _, x := range byDay { // the award itself, whatever day it has
		if x.isFirst() && (!first.isFirst() || x.Signed != nil && first.Action == "") {
			first = x
		}
	}
	w := record.Award{Award: first.PIID, Currency: "USD", Basis: "inferred", VAT: "unknown"}
	w.Process = source.ID("process", "US", first.Key)
	w.Purchase = source.ID("award", "US", first.Key)
	vehicle := false
	var traces [][]string
	for _, x := range a.actions {
		w.Origins = append(w.Origins, x.origins...)
		vehicle = vehicle || x.Vehicle
		if len(x.Trace) > 0 {
			traces = append(traces, x.Trace)
		}
	}
	w.Origins = source.Unite(nil, w.Origins)
	// What holds now is what the newest action says; what the award was for is what the first one says.
	for _, x := range slices.Backward(byDay) {
		fill(&w.Status, x.Status)
		fill(&w.Method, x.Method)
		if w.Buyer == (record.Ref{}) {
			w.Buyer = x.Buyer
		}
		if w.Suppliers == nil && x.Supplier != (record.Ref{}) {
			w.Suppliers = []record.Ref{x.Supplier}
		}
		if w.From == nil {
			w.From = x.From
		}
		if w.To == nil {
			w.To = x.To
		}
		if w.Until == nil {
			w.Until = x.Until
		}
		if w.Ceiling == nil {
			w.Ceiling = x.Ceiling
		}
	}
	w.Period = record.PeriodBasis("", first.From, first.To, w.From, w.To)
	if w.Until != nil && w.To != nil {
		w.Options = map[bool]string{true: "yes", false: "no"}[*w.Until > *w.To]
	}
	if vehicle {
		w.Kind = record.Framework
	}
	if first.isFirst() {
		w.Date = first.Signed
	}
	w.Title, w.Text = texts(first, byDay, first.Key, traces)
	w.Amount = a.amount(byDay, vehicle, first)
	if w.Amount == nil {
		w.Currency, w.Basis = "", "unknown"
	}
	if w.Ceiling != nil && w.Currency == "" {
		w.Currency, w.Basis = "USD", "inferred"
	}
	a.under(&w)
	id := record.AddAward(a.out, w)
	for _, x := range a.actions {
		record.AddPublication(a.out, w.Process, "action", x.Modified, x.origins...)
	}
	a.conflicts(id, w.Amount, byDay)
	record.Processes.Add(a.out, record.Process{ID: w.Process, Buyer: w.Buyer, Title: w.Title, Method: w.Method, Date: last.Signed, Origins: w.Origins})
	a.parties(w.Process)
	for _, x := range slices.Backward(byDay) {
		if x.Class != "" {
			record.Items.Add(a.out, record.Item{ID: source.ID("item", w.Process, x.Class), Process: w.Process, Level: "award", Owner: w.Award,
				Text: x.Label, Scheme: "US-PSC", Classification: x.Class, Origins: x.origins})
			break
		}
	}
}

// under writes the vehicle that the award is an order under, as its newest action names it.
func (a award) under(w *record.Award) {
	for _, x := range slices.Backward(a.byDay()) {
		if x.Under == "" || x.Vehicle {
			continue
		}
		w.Kind = record.CallOff
		record.AddLink(a.out, record.Link{Process: w.Process, Award: w.Award, Relation: record.Framework, Scheme: "US-PIID", Number: x.Under,
			Target: source.ID("process", "US", x.UnderKey), Field: "parent award", Origins: w.Origins})
		return
	}
}

func fill(to *string, from string) {
	if *to == "" {
		*to = from
	}
}

// texts are what the award is for, by its first action, and what other actions say beside it, each text once.
func texts(first *action, byDay []*action, salt string, traces [][]string) (title, more string) {
	seen := map[string]bool{"": true}
	var others []string
	for _, x := range append([]*action{first}, byDay...) {
		text := record.MaskTraces(x.Text, salt, traces...)
		if k := record.TextKey(text); !seen[k] {
			seen[k] = true
			others = append(others, text)
		}
	}
	if len(others) == 0 {
		return "", ""
	}
	return others[0], strings.Join(others[1:], " / ")
}

// amount is the value of the award: the total that its newest action states, else the sum of its actions where the first of them
// was read, which begins it. A vehicle is worth what is obligated under itself, if anything.
func (a award) amount(byDay []*action, vehicle bool, first *action) *table.Decimal {
	sum, whole := a.sum()
	if !whole && a.actions[len(a.actions)-1].Action != "" {
		table.PutPartial(a.out, name, unit, first.Origin, sum, "USD")
	}
	amount := a.stated(byDay)
	if amount == nil && whole {
		amount = sum
	}
	if vehicle && amount != nil && amount.Sign() == 0 {
		return nil
	}
	return amount
}

// conflicts keeps accounts of one action that say another amount, and a sum of all actions that is not the total stated.
func (a award) conflicts(id string, amount *table.Decimal, byDay []*action) {
	put := func(kept, other *table.Decimal, origins []source.Origin) {
		table.Conflicts.Add(a.out, table.Conflict{Table: record.Awards.Name, Entity: id, Columns: []string{"amount"},
			Kept: amountText(kept), Other: amountText(other), Origins: origins})
	}
	var origins []source.Origin
	for _, x := range a.actions {
		origins = append(origins, x.origins...)
		for _, o := range x.others {
			put(x.money(), o.money(), []source.Origin{o.Origin})
		}
	}
	origins = source.Unite(nil, origins)
	if sum, whole := a.sum(); whole && sum != nil && a.stated(byDay) != nil && *sum != *a.stated(byDay) {
		put(amount, sum, origins)
	}
}

func amountText(d *table.Decimal) string {
	if d == nil {
		return `{"amount":null}`
	}
	return `{"amount":"` + d.String() + `"}`
}

// parties writes who stands in any action: an award may pass to another vendor, and a vendor may get another identifier.
func (a award) parties(process string) {
	for _, x := range a.actions {
		for _, p := range []struct {
			role string
			ref  record.Ref
		}{{"buyer", x.Buyer}, {"department", x.Department}, {"contractingOffice", x.Office}, {"supplier", x.Supplier}, {"supplier", x.Former}, {"supplierParent", x.Parent}} {
			if p.ref.Name != "" || p.ref.Identifier != "" {
				record.AddParty(a.out, p.role, p.ref, process, x.origins...)
			}
		}
		record.AddParent(a.out, subtier, x.Buyer, x.Department, process, x.origins...)
		record.AddParent(a.out, contractingOffice, x.Office, x.Buyer, process, x.origins...)
	}
}
