// Package exposures answers the question: which public bodies hold which flagged vendors' technology, bought how, for how
// much, with which functions, in force or not, and on what evidence. Each row is a lead to check, worded by its evidence.
package exposures

import (
	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/deployments"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/derived/organisations"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Listed is a measure that names the vendor, beside the purchase's date.
type Listed struct {
	Measure  string      `parquet:"measure,dict" doc:"id of the measure"`
	Title    string      `parquet:"title" doc:"its title"`
	Kind     string      `parquet:"kind,dict" doc:"list, ban, export control, recommendation, statement, membership decision"`
	Binds    string      `parquet:"binds" doc:"whom it binds"`
	From     *table.Date `parquet:"from,date" doc:"first day on which it names the vendor; null if only a month or year is known"`
	To       *table.Date `parquet:"to,date" doc:"last day; null if still listed when the list was read"`
	DateKind string      `parquet:"date_kind,dict" doc:"what the first day is: effective, announced, signed, reported"`
	DateText string      `parquet:"date_text,optional" doc:"the measure's date as its source gives it, where the first day is not known"`
	Order    string      `parquet:"purchase_was,dict" doc:"the purchase or observation was before, on, or after the first day (before, too, if it was in an earlier year than any that date_text names); unknown where a date is missing, or where only the day of publication is known and the measure is older"`
}

// Exposure is one public body, one vendor, one piece of evidence.
type Exposure struct {
	ID           string          `parquet:"id" doc:"content id: body, vendor, relation, channel and subject"`
	Body         purchases.Org   `parquet:"body" doc:"the public body; its name is null where documents name only its offices"`
	PublicBasis  string          `parquet:"public_basis" doc:"why it is taken for a public body"`
	Vendor       string          `parquet:"vendor,dict" doc:"id of the vendor"`
	VendorName   string          `parquet:"vendor_name" doc:"name of the vendor"`
	Relation     string          `parquet:"relation,dict" doc:"same entity, family, brand, rebrand"`
	Channel      string          `parquet:"channel,dict" doc:"supplier, purchase text, tender text, device tag"`
	Sense        string          `parquet:"sense,dict" doc:"purchase, possession stated, possession implied, removal, operation, call, unclear"`
	Found        []string        `parquet:"found,list" doc:"the words in which the vendor, brand or model was found"`
	Functions    []string        `parquet:"functions,list" doc:"functions that the evidence names, with their state; empty: unknown"`
	Purchase     string          `parquet:"purchase,optional" doc:"id of the purchase; null for a device or a call"`
	Deployment   string          `parquet:"deployment,optional" doc:"id of the deployment; null for a purchase or a call"`
	Supplier     string          `parquet:"supplier,optional" doc:"who was awarded, as written"`
	Bought       string          `parquet:"bought,optional" doc:"what was bought, in the record's words, masked, at most 300 characters"`
	Date         *table.Date     `parquet:"date,date" doc:"day of the purchase or observation; null if unknown"`
	DateKind     string          `parquet:"date_kind,dict" doc:"what that day is: signed, awarded, period start, release, seen, unknown"`
	InForce      string          `parquet:"in_force,dict" doc:"contract status on the as-of date: yes, no, not yet, unknown"`
	DeviceStatus string          `parquet:"device_status,dict" doc:"seen, reported in possession, supplied, unknown; never 'removed' by expiry alone"`
	Listings     []Listed        `parquet:"listings,list" doc:"measures that name the vendor, with their dates beside this one"`
	Grade        string          `parquet:"grade,dict" doc:"A inventory or configuration; B supplier, contract or lot line naming vendor, maker or model; C tender text or a volunteer's tag; D press"`
	Certainty    string          `parquet:"certainty,dict" doc:"the weakest link, in words"`
	Wording      string          `parquet:"wording" doc:"what may be said, in English"`
	For          []string        `parquet:"reasons_for,list" doc:"what speaks for it"`
	Against      []string        `parquet:"reasons_against,list" doc:"what speaks against it, or is not known"`
	Matches      []string        `parquet:"matches,list" doc:"ids of the matches it rests on"`
	Sources      int64           `parquet:"independent_sources" doc:"distinct sources of observation; copies of one record are one"`
	Origins      []source.Origin `parquet:"origins,list" doc:"the records that say this"`
}

// Table holds one row an exposure.
var Table = &table.Table[Exposure]{Name: "exposures", Grain: "one public body, vendor, relation, channel and purchase, deployment or call", Sort: []string{"vendor", "body", "date", "id"},
	Doc: "The answer: which public bodies hold which flagged vendors' technology, and on what evidence. Each row is a lead to check; it is no finding of wrongdoing. Rows carry no money: purchases do, once each."}

// Stage derives exposures.
var Stage = &pipeline.Stage{
	Name: "exposures", Doc: "say which public bodies hold which vendors' technology, and on what evidence",
	Reads: []pipeline.Input{
		pipeline.By(purchases.Table, func(p purchases.Purchase) string { return p.Buyer.ID }),
		pipeline.By(record.Processes, func(p record.Process) string { return organisations.ID(p.Buyer) }),
		pipeline.By(deployments.Table, func(d deployments.Deployment) string { return d.Holder }),
		pipeline.By(matches.Table, func(m matches.Match) string { return m.Holder }),
		pipeline.By(organisations.Table, func(o organisations.Organisation) string { return o.ID }),
		listings,
	},
	Writes: Table,
	Derive: derive,
}

var listings = pipeline.Whole(buildListings, record.Vendors, record.Listings, record.Measures)
