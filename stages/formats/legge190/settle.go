package legge190

import (
	"fmt"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// publisher is the kind of a draft that says who publishes a list.
const publisher = "publisher"

// settle sees the records of one folder. It joins what belongs to one lot: usually the lot, who was awarded and who took part. Where
// a folder uses a lottoID for several lots, parties go to the one with their CIG; if that does not decide, they stay without a
// process.
func settle(in, out *table.Set) error {
	people, publishers := record.People{}, map[document]*draft{}
	used := map[document]bool{}
	leaveOut := func(d *draft) {
		if d.First {
			table.PutLeftOut(out, name, unit, d.Origin)
		}
	}
	for d := range drafts.In(in) {
		if d.Known != "" {
			people[d.Known] = true
		}
		if d.Kind == publisher {
			if at := documentOf(d.Origin); publishers[at] == nil {
				publishers[at] = &d
			} else {
				leaveOut(&d)
			}
		}
	}
	var lots, parties []draft
	named := map[source.Origin]source.Origin{} // by the lot whose buyer it names: the publisher
	key := ""
	for d := range drafts.In(in) { // those of one key stand side by side
		if d.Key != key {
			join(out, lots, parties, named)
			lots, parties, key = lots[:0], parties[:0], d.Key
			clear(named)
		}
		switch d.Kind {
		case publisher:
			continue
		case "lot":
			at := documentOf(d.Origin)
			if p := publishers[at]; p != nil && d.Party.Name == "" && p.Party.Name != record.Person {
				scheme, code := d.Party.Scheme, d.Party.Identifier
				if code == "" {
					scheme, code = p.Party.Scheme, p.Party.Identifier
				}
				d.Party = record.NewRef(p.Party.Name, scheme, code, "IT")
				named[d.Origin], used[at] = p.Origin, true
			}
			lots = append(lots, d)
			continue
		}
		if people.Know(d.Group, d.Party) {
			d.Trace = record.Trace(d.Key, d.Party.Name)
			d.Party = record.Ref{Name: record.Person, Person: "yes", Public: d.Party.Public, Country: d.Party.Country}
			if d.First {
				table.PutPerson(out, name, unit, d.Origin)
			}
		}
		parties = append(parties, d)
	}
	join(out, lots, parties, named)
	for at, p := range publishers {
		if !used[at] {
			leaveOut(p)
		}
	}
	return nil
}

// document is a text among others; the sheets of a workbook are one.
type document struct{ digest, member string }

func documentOf(o source.Origin) document {
	book, _, _ := strings.Cut(o.Member, "xl/worksheets/")
	return document{o.Digest, book}
}

func join(out *table.Set, lots, parties []draft, named map[source.Origin]source.Origin) {
	of := map[int][]draft{} // parties by the index of their lot
	for _, p := range parties {
		if i := lotOf(lots, p); i >= 0 {
			of[i] = append(of[i], p)
		} else {
			record.AddParty(out, p.Kind, p.Party, "", p.Origin)
		}
	}
	for i, l := range lots {
		buyer := []source.Origin{l.Origin}
		if o, known := named[l.Origin]; known {
			buyer = append(buyer, o)
		}
		write(out, l, of[same(lots, i)], buyer)
	}
}

// same is the index of the first lot that says what lot i says.
func same(lots []draft, i int) int {
	for j := range i {
		a, b := lots[j], lots[i]
		if strings.EqualFold(a.CIG, b.CIG) && a.TextKey == b.TextKey && a.Party == b.Party && equal(a.Amount, b.Amount) {
			return j
		}
	}
	return i
}

func equal(a, b *table.Decimal) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }

// lotOf is the index of the party's lot, or -1.
func lotOf(lots []draft, p draft) int {
	found := -1
	for i := range lots {
		if !strings.EqualFold(lots[i].CIG, p.CIG) || same(lots, i) != i {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	if found < 0 && len(lots) > 0 && !slices.ContainsFunc(lots[1:], func(l draft) bool { return same([]draft{lots[0], l}, 1) == 1 }) {
		return 0
	}
	return found
}

// write writes a lot with its parties; buyer is where it is told who buys.
func write(out *table.Set, l draft, parties []draft, buyer []source.Origin) {
	lot := record.CIG(l.CIG)
	var suppliers []record.Ref
	var traces [][]string
	origins := slices.Clone(buyer)
	slices.SortFunc(parties, func(a, b draft) int {
		if c := strings.Compare(a.Party.Identifier, b.Party.Identifier); c != 0 {
			return c
		}
		if c := strings.Compare(a.Party.Name, b.Party.Name); c != 0 {
			return c
		}
		return slices.Compare(a.Trace, b.Trace)
	})
	var last *draft
	for i := range parties {
		p := &parties[i]
		if len(p.Trace) > 0 {
			traces = append(traces, p.Trace)
		}
		if p.Party.Name == "" && p.Party.Identifier == "" { // says no more than that somebody stood there
			origins = append(origins, p.Origin)
			continue
		}
		if p.Kind != "supplier" {
			continue
		}
		origins = append(origins, p.Origin)
		if last == nil || last.Party != p.Party || !slices.Equal(last.Trace, p.Trace) {
			suppliers = append(suppliers, p.Party)
		}
		last = p
	}
	title := record.MaskTraces(l.Text, l.Key, traces...)
	process := record.LotID(l.Party, title, l.Amount)
	if lot != "" {
		process = record.ProcessID("", lot)
	}
	// What the lot says is its identity, so that the same lot in another syntax, or a copy of the file, has the same. A list may
	// have several lots that say the same.
	award := []string{"lot award", process, lot, l.Party.Scheme, l.Party.Identifier, record.TextKey(title), fmt.Sprint(l.Amount, l.From, l.To, l.Before)}
	for _, s := range suppliers {
		award = append(award, s.Scheme, s.Identifier, s.Name)
	}
	record.AddAward(out, record.Award{
		Purchase: source.ID(award...), Process: process, Award: l.CIG, Lot: lot, Buyer: l.Party, Suppliers: suppliers,
		Title: title, Method: l.Method, From: l.From, To: l.To,
		Amount: l.Amount, Paid: l.Paid, Currency: "EUR", Basis: "inferred", VAT: "net", VATBasis: record.ByFormat, Origins: source.Unite(nil, origins),
	})
	record.AddPublication(out, process, "list", l.Day, l.Origin)
	for _, p := range parties {
		if p.Party.Name != "" || p.Party.Identifier != "" {
			record.AddParty(out, p.Kind, p.Party, process, p.Origin)
		}
	}
	if l.Party.Name != "" || l.Party.Identifier != "" {
		record.AddParty(out, "buyer", l.Party, process, source.Unite(nil, buyer)...)
	}
}
