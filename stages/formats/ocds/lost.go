package ocds

import (
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// repeatedIDs says where the merge of a list by id makes one of two, and counts the money of those that go under.
func (p *process) repeatedIDs(release *object, at string, origin source.Origin) {
	all := release.objects(at)
	if len(all) < 2 {
		return
	}
	seen := map[string]*object{}
	told := false
	for _, o := range all {
		id := o.text("id")
		before := seen[id]
		seen[id] = o
		if id == "" || before == nil {
			continue
		}
		if !told {
			p.defect(origin, "/"+at, "ocds.repeated_id", "two elements of a list have one id, and the standard makes one of them",
				"one element, with the last value of each field")
			told = true
		}
		p.lost("merged_away", before, o, origin)
	}
}

// uncertain counts the money of awards and contracts that a release replaces though nobody knows that it is the later one.
func (p *process) uncertain(release *object, origin source.Origin) {
	for _, at := range []string{"awards", "contracts"} {
		stands := map[string]*object{}
		for _, o := range p.state.objects(at) {
			stands[o.text("id")] = o
		}
		for _, o := range release.objects(at) {
			if before := stands[o.text("id")]; before != nil && o.text("id") != "" {
				p.lost("order_unknown", before, o, origin)
			}
		}
	}
}

// lost puts the money of an object in the ledger, if another one that takes its place gives another amount.
func (p *process) lost(kind string, before, after *object, origin source.Origin) {
	amount, err := table.ParseDecimal(before.text("value", "amount"))
	if err != nil || after.text("value", "amount") == "" || before.text("value", "amount") == after.text("value", "amount") &&
		before.text("value", "currency") == after.text("value", "currency") {
		return
	}
	at := origin
	if len(before.from) > 0 {
		at = before.from[len(before.from)-1]
	}
	table.Ledger.Add(p.out, table.Entry{Digest: at.Digest, Member: at.Member, Format: name, Unit: unit, Kind: kind, Offset: at.Offset,
		Fragment: at.Fragment, Count: 1, Amount: &amount, Currency: record.Currency(before.text("value", "currency"))})
}
