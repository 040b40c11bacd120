// Package exposurepurchases links exposures to the purchases that they are about, so that money is summed in purchases, where
// each purchase stands once, and nowhere else.
package exposurepurchases

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/exposures"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Link is one purchase that an exposure is about.
type Link struct {
	ID       string          `parquet:"id" doc:"content id: exposure and purchase"`
	Exposure string          `parquet:"exposure" doc:"id of the exposure"`
	Purchase string          `parquet:"purchase" doc:"id of the purchase. Several exposures may have one purchase: take distinct purchases before you sum"`
	Vendor   string          `parquet:"vendor,dict" doc:"id of the vendor, as in the exposure"`
	Part     string          `parquet:"part,dict" doc:"line (the text of this line names the vendor), deal (it is told of the award or contract as a whole)"`
	Counts   bool            `parquet:"counts" doc:"the exposure says that this was bought: its sense is purchase, the award is decided, and what was awarded is no framework. Else the money is of something else, such as the insurance of what the body has"`
	Origins  []source.Origin `parquet:"origins,list" doc:"the records of the purchase"`
}

// Table holds one row an exposure and purchase.
var Table = &table.Table[Link]{Name: "exposure_purchases", Grain: "one exposure and one purchase that it is about", Sort: []string{"exposure", "purchase"},
	Doc: "Which purchases an exposure is about. Money is in purchases alone."}

// Stage derives the links.
var Stage = &pipeline.Stage{
	Name: "exposure_purchases", Doc: "link exposures to the purchases that they are about",
	Reads: []pipeline.Input{
		pipeline.By(exposures.Table, func(e exposures.Exposure) string {
			if e.Deal == "" {
				return ""
			}
			return e.Body.ID
		}),
		pipeline.By(purchases.Table, func(p purchases.Purchase) string { return p.Buyer.ID }),
	},
	Writes: Table,
	Derive: derive,
}

// derive sees one body. Where lines of a deal name what was found, the exposure is about these; else about all of them.
func derive(in, out *table.Set) error {
	if exposures.Table.Empty(in) {
		return nil
	}
	deals := map[string][]purchases.Purchase{}
	for p := range purchases.Table.In(in) {
		deals[p.Deal] = append(deals[p.Deal], p)
	}
	for e := range exposures.Table.In(in) {
		part, about := "deal", deals[e.Deal]
		if named := slices.DeleteFunc(slices.Clone(about), func(p purchases.Purchase) bool { return !names(p.Line, e.Found) }); len(named) > 0 && e.Channel != "supplier" {
			part, about = "line", named
		}
		for _, p := range about {
			Table.Add(out, Link{ID: source.ID("exposure purchase", e.ID, p.ID), Exposure: e.ID, Purchase: p.ID, Vendor: e.Vendor, Part: part,
				Counts: e.Sense == "purchase" && p.Kind != record.Framework && p.Status != "pending", Origins: p.Origins})
		}
	}
	return nil
}

func names(line string, found []string) bool {
	return slices.ContainsFunc(found, func(f string) bool { return f != "" && strings.Contains(line, f) })
}
