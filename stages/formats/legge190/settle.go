package legge190

import (
	"regexp"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// settle sees the rows of one folder. It joins those of one lottoID: usually one lot, who was awarded and who took part. Where a folder
// uses a lottoID for several lots, parties go to the one with their CIG; if that does not decide, they stay without a process.
func settle(in, out *table.Set) error {
	people := map[string]bool{}
	for d := range drafts.In(in) {
		if d.Known != "" {
			people[d.Known] = true
		}
	}
	var lots, parties []draft
	key := ""
	for d := range drafts.In(in) { // the rows of a lottoID stand side by side
		if d.Key != key {
			join(out, lots, parties)
			lots, parties, key = lots[:0], parties[:0], d.Key
		}
		if d.Kind == "lot" {
			lots = append(lots, d)
			continue
		}
		if isKnown(people, d.Group, d.Party) {
			d.Trace = record.Trace(d.Key, d.Party.Name)
			d.Party = record.Ref{Name: record.Person, Person: "yes", Public: d.Party.Public, Country: d.Party.Country}
			table.PutPerson(out, name, unit, d.Origin)
		}
		parties = append(parties, d)
	}
	join(out, lots, parties)
	return nil
}

func join(out *table.Set, lots, parties []draft) {
	of := map[int][]draft{} // parties by the index of their lot
	for _, p := range parties {
		if i := lotOf(lots, p); i >= 0 {
			of[i] = append(of[i], p)
		} else {
			record.AddParty(out, p.Kind, p.Party, "", p.Origin)
		}
	}
	for i, l := range lots {
		write(out, l, of[same(lots, i)])
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

func write(out *table.Set, l draft, parties []draft) {
	lot := record.CIG(l.CIG)
	var suppliers []record.Ref
	var traces [][]string
	origins := []source.Origin{l.Origin}
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
	// purchases joins a lot with its OCDS form, by code and amount: a list may have several lots of one code and text.
	var process, award string
	switch {
	case lot == "" && localLot(l) != "": // as ocds names it
		process = record.ProcessID("", l.Party, localLot(l), title)
		parts := []string{"local award", process}
		if l.Amount != nil {
			parts = append(parts, l.Amount.String())
		}
		award = source.ID(parts...)
	case lot == "" || l.Party.Identifier == "":
		// No code names the lot: what it says is its identity, so that a copy of the file has the same.
		parts := []string{"lot", l.Party.Scheme, l.Party.Identifier, l.Party.Name, l.CIG, l.LottoID, l.TextKey}
		if l.Amount != nil {
			parts = append(parts, l.Amount.String())
		}
		for _, s := range suppliers {
			parts = append(parts, s.Scheme, s.Identifier, s.Name)
		}
		process = source.ID(parts...)
		award = source.ID("lot award", process, l.LottoID)
	case l.Repeat:
		process = record.ProcessID("", l.Party, lot, title)
		award = source.ID("lot award", process, lot, l.LottoID)
	default:
		process = record.ProcessID("", l.Party, lot, title)
		award = source.ID("lot award", process, lot)
	}
	record.AddAward(out, record.Award{
		Purchase: award, Process: process, Award: l.CIG, Lot: lot, Buyer: l.Party, Suppliers: suppliers,
		Title: title, Method: l.Method, From: l.From, To: l.To,
		Amount: l.Amount, Paid: l.Paid, Currency: "EUR", Basis: "inferred", VAT: "net", Origins: origins,
	})
	record.AddParty(out, "buyer", l.Party, process, l.Origin)
	for _, p := range parties {
		if p.Party.Name != "" || p.Party.Identifier != "" {
			record.AddParty(out, p.Kind, p.Party, process, p.Origin)
		}
	}
}

// localLot is a name under which a lot without a code may stand in another form of the same list, in upper case: what was
// meant as a code and is none, unless the list repeats it, else the list's own name for the lot; "" if it has neither.
func localLot(l draft) string {
	code := strings.ToUpper(strings.TrimSpace(l.CIG))
	switch {
	case l.Party.Identifier == "":
		return ""
	case !misspelt.MatchString(code) || strings.Trim(code, "0") == "":
		return strings.ToUpper(l.LottoID)
	case l.Repeat:
		return ""
	}
	return code
}

// misspelt are ten letters and digits: what a lot code looks like where it is none.
var misspelt = regexp.MustCompile(`^[0-9A-Z]{10}$`)
