// Package chains follows what was called off from a framework, hop by hop: framework, its price list, the call-off, who
// supplied it, the body. Each hop says on what record it rests.
package chains

import (
	"cmp"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Hop is one step from a framework to a body.
type Hop struct {
	ID             string          `parquet:"id" doc:"content id: deal, and what the hop leads from and to"`
	Deal           string          `parquet:"deal" doc:"deal of the purchases that were called off"`
	Hop            int64           `parquet:"hop" doc:"number of the hop, from 1; several rows have one number where several stand there, such as the lines of a price list"`
	Relation       string          `parquet:"relation,dict" doc:"framework to price list, framework to call-off, call-off to supplier, supplier to body"`
	From           string          `parquet:"from_name" doc:"where the hop begins: number or title of the framework, the call-off, the supplier"`
	FromID         string          `parquet:"from_id,optional" doc:"its id in processes, purchases (deal) or organisations; null for a framework that was not read and for a natural person"`
	FromScheme     string          `parquet:"from_scheme,optional,dict" doc:"of an organisation: register of its official code"`
	FromIdentifier string          `parquet:"from_identifier,optional" doc:"of an organisation: official code in that register; null where the record gives none"`
	To             string          `parquet:"to_name" doc:"where it leads"`
	ToID           string          `parquet:"to_id,optional" doc:"its id in items, purchases (deal) or organisations; null for a natural person"`
	ToScheme       string          `parquet:"to_scheme,optional,dict" doc:"as from_scheme"`
	ToIdentifier   string          `parquet:"to_identifier,optional" doc:"as from_identifier"`
	Known          string          `parquet:"known,dict" doc:"how the hop is known: one record (it names both), records of both sides, one record that gives the number of the other, one record that says that there is a framework and gives no number"`
	Origins        []source.Origin `parquet:"origins,list" doc:"the records that say so"`
}

// Table holds one row a hop.
var Table = &table.Table[Hop]{Name: "chain_hops", Grain: "one hop from a framework to a body that bought under it", Sort: []string{"deal", "hop", "id"},
	Doc: "How things came from a framework to a body. That a price list offers something does not show that a call-off bought it."}

// Stage derives the hops.
var Stage = &pipeline.Stage{
	Name: "chain_hops", Doc: "follow call-offs from their frameworks to the bodies",
	Reads: []pipeline.Input{
		pipeline.By(purchases.Table, framework),
		pipeline.By(record.Processes, func(p record.Process) string { return p.ID }),
		pipeline.By(record.Items, func(i record.Item) string { return i.Process }),
	},
	Writes: Table,
	Derive: derive,
}

// framework is the key of a call-off: the process of its framework, else the call-off itself.
func framework(p purchases.Purchase) string {
	if p.Kind != record.CallOff {
		return ""
	}
	return cmp.Or(p.FrameworkOf, p.Deal)
}

// derive sees one framework with what was called off from it.
func derive(in, out *table.Set) error {
	if purchases.Table.Empty(in) {
		return nil
	}
	var above *record.Process
	for p := range record.Processes.In(in) {
		above = &p
	}
	var priced []record.Item
	for i := range record.Items.In(in) {
		if i.Text != "" && i.UnitAmount != nil {
			priced = append(priced, i)
		}
	}
	for _, p := range purchases.Deals(slices.Collect(purchases.Table.In(in))) {
		c := chain{deal: p, out: out}
		top, known, origins := purchases.Org{Name: cmp.Or(p.Framework, "a framework whose number is not given")}, "one record that says that there is a framework and gives no number", p.Origins
		if p.Framework != "" {
			known = "one record that gives the number of the other"
		}
		if above != nil && p.FrameworkOf == above.ID {
			top, known, origins = purchases.Org{ID: above.ID, Name: cmp.Or(above.Title, p.Framework)}, "records of both sides", source.Unite(p.Origins, above.Origins)
			for _, i := range priced {
				c.hop("framework to price list", top, purchases.Org{ID: i.ID, Name: i.Text}, known, i.Origins)
			}
			if len(priced) > 0 {
				c.n++
			}
		}
		bought := purchases.Org{ID: p.Deal, Name: cmp.Or(p.Title, p.Award, p.Lot)}
		c.hop("framework to call-off", top, bought, known, origins)
		c.n++
		for _, s := range p.Suppliers {
			c.hop("call-off to supplier", bought, s, "one record", p.Origins)
		}
		if len(p.Suppliers) > 0 {
			c.n++
		}
		for _, s := range p.Suppliers {
			c.hop("supplier to body", s, p.Buyer, "one record", p.Origins)
		}
	}
	return nil
}

type chain struct {
	deal purchases.Purchase
	n    int64 // hops so far
	out  *table.Set
}

// hop writes a step between two ends; one that is no organisation has an id and a name alone.
func (c *chain) hop(relation string, from, to purchases.Org, known string, origins []source.Origin) {
	h := Hop{Deal: c.deal.Deal, Hop: c.n + 1, Relation: relation, Known: known, Origins: origins,
		From: cmp.Or(from.Name, from.Identifier), FromID: from.ID, FromScheme: from.Scheme, FromIdentifier: from.Identifier,
		To: cmp.Or(to.Name, to.Identifier), ToID: to.ID, ToScheme: to.Scheme, ToIdentifier: to.Identifier}
	h.ID = source.ID("hop", h.Deal, relation, h.From, h.FromID, h.To, h.ToID)
	Table.Add(c.out, h)
}
