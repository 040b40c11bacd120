// Package changes says what is new since an earlier dataset, and why: which rows of the tables that people act on came, went or
// say other things, and whether the world changed or only the program, a policy or the question.
//
// What a dataset no longer says has not ended by that: a file that is not given any more takes its rows along.
package changes

import (
	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/deployments"
	"github.com/perimeter-data/perimeter/stages/derived/exposures"
	"github.com/perimeter-data/perimeter/stages/derived/findings"
	"github.com/perimeter-data/perimeter/stages/derived/inputchanges"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/derived/vendorlistings"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Column is a column that two rows have with other values.
type Column struct {
	Column string `parquet:"column,dict" doc:"its name; of a list, its values with '; ' between them; the columns of a struct are name.field"`
	Before string `parquet:"before,optional" doc:"its value in the earlier dataset, masked, at most 300 characters; null where it was null, or names what is masked now, or is of somebody who is a natural person now"`
	After  string `parquet:"after,optional" doc:"its value in this dataset, at most 300 characters; null where it is null"`
}

// Change is a row that came, went or says other things than in the earlier dataset.
type Change struct {
	ID               string          `parquet:"id" doc:"content id: table, the two rows, and what differs"`
	Table            string          `parquet:"table,dict" doc:"exposures, findings, deployments, devices, purchases, vendor_listings (public lists) or listings (the program's own)"`
	Kind             string          `parquet:"kind,dict" doc:"new, gone, amended; of lists: newly listed, delisted (taken off, or given a last day), where no other entry of the list named the vendor before, or names it still; else an entry is new, gone or amended"`
	Row              string          `parquet:"row,optional" doc:"id of the row in this dataset; null where it is gone"`
	Earlier          string          `parquet:"earlier_row,optional" doc:"id of the row in the earlier dataset; null where it is new. Another id than row: the one row that is new and the one that is gone of the same subject are taken for one"`
	Vendor           string          `parquet:"vendor,optional,dict" doc:"id of the vendor; null for a purchase or a device"`
	VendorName       string          `parquet:"vendor_name,optional" doc:"name of the vendor; null where there is none, or this dataset does not know it"`
	VendorScheme     string          `parquet:"vendor_scheme,optional,dict" doc:"register of the vendor's official code"`
	VendorIdentifier string          `parquet:"vendor_identifier,optional" doc:"official code of its parent company in that register; null where vendors has none"`
	Body             string          `parquet:"body,optional" doc:"id of the public body, buyer or holder; null for a device, which names its operator without one"`
	BodyName         string          `parquet:"body_name,optional" doc:"its name, or that of the operator of a device"`
	BodyScheme       string          `parquet:"body_scheme,optional,dict" doc:"register of its official code"`
	BodyIdentifier   string          `parquet:"body_identifier,optional" doc:"official code in that register, as in the row; null where the row gives none"`
	Deal             string          `parquet:"deal,optional" doc:"deal of the purchase"`
	List             string          `parquet:"list,optional,dict" doc:"id of the list or measure"`
	Columns          []Column        `parquet:"columns,list" doc:"what differs, where the row is amended or a listing ended: columns that both datasets have, but for places, wordings, reasons and ids of other rows"`
	Why              []string        `parquet:"why,list" doc:"what can be the reason: documents (such that say it came or went), lists (public lists came or went), program (another version, or other lists inside it), as-of day, decisions, mappings, hash key, other documents (inputs came or went, none that says it itself), list not read (it was accepted that the list is no longer among the inputs), unknown. Several cannot be told apart"`
	Sources          string          `parquet:"sources_differ,dict" doc:"is the reason that other sources were read: yes (documents or lists, and nothing else, can be the reason), no (only the program, its lists, decisions, mappings or the question can, which is no change of the world), unknown"`
	Came             []string        `parquet:"came,list" doc:"paths of the documents that say it and were no inputs of the earlier dataset"`
	Went             []string        `parquet:"went,list" doc:"paths of the documents that said it and are no inputs any more"`
	Wording          string          `parquet:"wording" doc:"that in a sentence"`
	Origins          []source.Origin `parquet:"origins,list" doc:"where the row was read, and where the earlier row stands in the earlier dataset"`
}

// Table holds one row a change.
var Table = &table.Table[Change]{Name: "changes", Grain: "one row of exposures, findings, deployments, devices, purchases, vendor_listings or listings that differs from the earlier dataset", Sort: []string{"table", "kind", "vendor", "body", "row", "earlier_row", "id"},
	Doc: "What is new since the dataset that --against names, and why; empty without it. That something is not in this dataset does not say that it ended."}

// Stage derives changes.
var Stage = &pipeline.Stage{
	Name: "changes", Doc: "say what came, went or was amended since the dataset that --against names, and why",
	Reads: []pipeline.Input{
		pipeline.By(record.EarlierRows, func(e record.Earlier) string { return e.Key }),
		pipeline.By(exposures.Table, func(e exposures.Exposure) string {
			return subject("exposures", map[string]string{"vendor": e.Vendor, "relation": e.Relation, "channel": e.Channel, "deal": e.Deal, "deployment": e.Deployment, "report": e.Report, "id": e.ID})
		}),
		pipeline.By(findings.Table, func(f findings.Finding) string {
			return subject("findings", map[string]string{"policy": f.Policy, "rule": f.Rule, "vendor": f.Vendor, "body.id": f.Body.ID, "body.name": f.Body.Name, "exposure": f.Exposure})
		}),
		pipeline.By(deployments.Table, func(d deployments.Deployment) string {
			return subject("deployments", map[string]string{"holder": d.Holder, "holder_name": d.HolderName, "vendor": d.Vendor, "relation": d.Relation, "brand": d.Brand,
				"source": d.Source, "site": d.Site, "report": d.Report})
		}),
		pipeline.By(record.Devices, func(d record.Device) string { return subject("devices", map[string]string{"id": d.ID}) }),
		pipeline.By(purchases.Table, func(p purchases.Purchase) string { return subject("purchases", map[string]string{"deal": p.Deal}) }),
		pipeline.By(vendorlistings.Table, func(l vendorlistings.VendorListing) string {
			return subject("vendor_listings", map[string]string{"vendor": l.Vendor, "list": l.List})
		}),
		pipeline.By(record.Listings, func(l record.Listing) string {
			return subject("listings", map[string]string{"vendor": l.Vendor, "measure": l.Measure})
		}),
		circumstances,
	},
	Only:   record.EarlierRuns,
	Writes: Table,
	Derive: derive,
}

func subject(name string, columns map[string]string) string {
	return record.SubjectOf(name, func(column string) string { return columns[column] })
}

var circumstances = pipeline.Whole(buildCause, record.EarlierRuns, inputchanges.Table, record.Vendors)
