package anac

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// settle sees the rows of one lot: those of each table of lots side by side, and those of the tables of awards, winners and
// bidders.
func settle(in, out *table.Set) error {
	known := people.In(in)
	w := writer{out: out}
	var lots [][]draft // by document
	var awards, winners, bidders []draft
	for d := range drafts.In(in) {
		if known.Know(d.Document, d.Winner) {
			d.Trace = record.Trace(d.CIG, d.Winner.Name)
			d.Winner = record.Ref{Name: record.Person, Person: "yes", Public: d.Winner.Public, Country: d.Winner.Country}
			table.PutPerson(out, name, unit, d.Origin)
		}
		if len(d.Trace) > 0 {
			w.traces = append(w.traces, d.Trace)
		}
		switch n := len(lots); {
		case d.Kind == kindAward:
			awards = append(awards, d)
		case d.Kind == kindWinner:
			winners = append(winners, d)
		case d.Kind == kindBidder:
			bidders = append(bidders, d)
		case n > 0 && lots[n-1][0].Document == d.Document:
			lots[n-1] = append(lots[n-1], d)
		default:
			lots = append(lots, []draft{d})
		}
	}
	var calls []draft
	for _, lot := range lots {
		p := w.process(lot)
		w.awards(p, lot, lot)
		calls = append(calls, lot...)
		w.calls = append(w.calls, p.Origins...)
	}
	if parts := slices.Concat(awards, winners, bidders); len(parts) > 0 {
		p := w.process(slices.Concat(calls, parts))
		w.awards(p, joined(awards, winners), calls)
		for _, d := range bidders {
			record.AddParty(out, "tenderer", d.Winner, p.ID, d.Origin)
		}
	}
	return nil
}

// joined are awards with their winners, a row a winner, as the tables of calls have them. A winner without an award that is
// there has no value.
func joined(awards, winners []draft) (rows []draft) {
	met := map[int]bool{}
	for _, a := range awards {
		alone := true
		for i, d := range winners {
			if d.Award != a.Award && !(d.Award == "" && len(awards) == 1) {
				continue
			}
			met[i], alone = true, false
			d.Amount, d.Date, d.Status = a.Amount, a.Date, a.Status
			d.With = []source.Origin{a.Origin}
			rows = append(rows, d)
		}
		if alone {
			rows = append(rows, a)
		}
	}
	for i, d := range winners {
		if !met[i] {
			rows = append(rows, d)
		}
	}
	return rows
}

// writer writes the rows of one lot. Names of people are masked in its texts, whatever table tells them.
type writer struct {
	out    *table.Set
	traces [][]string
	calls  []source.Origin // rows that say what is bought, and who buys
}

// process writes the call, and who buys, as the first rows have it that say so.
func (w writer) process(lot []draft) record.Process {
	origins := make([]source.Origin, 0, len(lot))
	p := record.Process{ID: record.ProcessID("", lot[0].CIG), Lot: lot[0].CIG}
	for _, d := range lot {
		origins = append(origins, d.Origin)
		if d.Kind != kindLot {
			continue
		}
		if p.Buyer == (record.Ref{}) && (d.Buyer.Name != "" || d.Buyer.Identifier != "") {
			p.Buyer = d.Buyer
		}
		if p.Date == nil {
			p.Date = d.Date
		}
		for _, t := range []struct {
			to   *string
			from string
		}{{&p.Title, d.Text}, {&p.Method, d.Method}, {&p.Status, d.Status}} {
			if *t.to == "" {
				*t.to = t.from
			}
		}
		if d.CPV != "" {
			record.Items.Add(w.out, record.Item{ID: source.ID("item", p.ID, "tender", d.CPV), Process: p.ID, Level: "tender", Item: d.CPV,
				Text: d.CPVText, Scheme: "CPV", Classification: d.CPV, Origins: []source.Origin{d.Origin}})
		}
	}
	p.Title = record.MaskTraces(p.Title, p.Lot, w.traces...)
	p.Origins = source.Unite(nil, origins)
	record.Processes.Add(w.out, p)
	if p.Buyer != (record.Ref{}) {
		record.AddParty(w.out, "buyer", p.Buyer, p.ID, p.Origins...)
	}
	return p
}

// agreement is what the rows of a lot say that it is beside frameworks and concessions, and the row that names its framework, if one
// does.
func agreement(lot []draft) (kind string, under *draft) {
	for i, d := range lot {
		mode := strings.ToUpper(d.Mode)
		switch {
		case d.Under != "" && d.Under != d.CIG:
			return record.CallOff, &lot[i]
		case kind != "":
		case strings.Contains(mode, "DISCENDENTE DA ACCORDO QUADRO"):
			kind = record.CallOff
		case strings.Contains(mode, "CONCESSION"):
			kind = record.Concession
		case strings.HasPrefix(mode, "ACCORDO QUADRO"):
			kind = record.Framework
		}
	}
	return kind, nil
}

// awards writes, for each value awarded, one award with all its winners; where awards have numbers, one for each number. calls are
// the rows that say what the lot is.
func (w writer) awards(p record.Process, rows, calls []draft) {
	kind, under := agreement(calls)
	type key struct{ amount, number string }
	byKey := map[key][]draft{}
	for _, d := range rows {
		k := key{"", d.Award}
		switch {
		case d.Amount != nil && (d.Kind != kindAward || d.Amount.Sign() != 0):
			k.amount = d.Amount.String()
		case d.Winner == (record.Ref{}):
			table.PutNoPurchase(w.out, name, unit, d.Origin, nil, "")
			continue
		}
		byKey[k] = append(byKey[k], d)
	}
	keys := slices.SortedFunc(maps.Keys(byKey), func(a, b key) int {
		return cmp.Or(strings.Compare(a.amount, b.amount), strings.Compare(a.number, b.number))
	})
	for i, k := range keys {
		rows := byKey[k]
		// The tables of calls have no numbers: the first award of a value is the one that they tell of.
		purchase := []string{"anac award", p.Lot, k.amount}
		if i > 0 && keys[i-1].amount == k.amount {
			purchase = append(purchase, k.number)
		}
		a := record.Award{Purchase: source.ID(purchase...), Process: p.ID, Award: p.Lot, Lot: p.Lot, Buyer: p.Buyer,
			Title: p.Title, Method: p.Method, Kind: kind, Amount: rows[0].Amount, Basis: "unknown", VAT: "unknown"}
		if a.Amount != nil {
			a.Currency, a.Basis = "EUR", "inferred"
		}
		if kind == record.Framework || kind == record.Concession {
			a.Amount, a.Ceiling = nil, a.Amount
		}
		seen := map[string]bool{}
		for _, d := range rows {
			a.Origins = append(append(a.Origins, d.Origin), d.With...)
			if d.Kind != kindLot && a.Date == nil {
				a.Date, a.Status = d.Date, d.Status
			}
			if d.Winner == (record.Ref{}) {
				continue
			}
			record.AddParty(w.out, "supplier", d.Winner, p.ID, d.Origin)
			who := strings.Join(d.Trace, " ")
			if d.Winner.Name == record.Person && !seen[who] || d.Winner.Name != record.Person && !slices.Contains(a.Suppliers, d.Winner) {
				a.Suppliers = append(a.Suppliers, d.Winner)
				seen[who] = true
			}
		}
		if rows[0].Kind != kindLot {
			a.Origins = append(a.Origins, w.calls...)
		}
		a.Origins = source.Unite(nil, a.Origins)
		slices.SortFunc(a.Suppliers, func(x, y record.Ref) int {
			if c := strings.Compare(x.Identifier, y.Identifier); c != 0 {
				return c
			}
			return strings.Compare(x.Name, y.Name)
		})
		record.AddAward(w.out, a)
		if under != nil {
			record.AddLink(w.out, record.Link{Process: p.ID, Award: a.Award, Relation: record.Framework, Scheme: "CIG", Number: under.Under,
				Target: record.ProcessID("", under.Under), Field: "cig_accordo_quadro", Origins: []source.Origin{under.Origin}})
		}
	}
}
