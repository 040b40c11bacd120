// Package usaspending reads the contract actions of United States federal agencies, in whatever shape they are published:
// USAspending's CSV files with their former and their present columns, its API's JSON, the CSV files of the DATA Act, and the
// Atom feed of FPDS, from which all of them come. It is one format because it is one register: an action that two of these
// shapes tell of is one action.
//
// An award is known by its PIID, the agency that gave it, and the PIID of the contract vehicle (IDV) under which it was given.
// Its actions, the award itself and each modification, are told apart by their modification number; the value of the award is
// the sum of what they obligate, negative ones included, each action once. Where a document states the total of an award, as
// its newest action does, that total stands: files are often those of one year, and hold some of the actions only. Where no
// total is stated and the first action was not read, what is read of an award is counted in the ledger as partial: what a
// modification adds is no value of the award, which is not known. Nor is the day of a later action that of the award.
//
// What a contract vehicle says of money is a ceiling. Ceilings (base and all options, potential value) are not read at all, so
// that they never meet the orders placed under them.
//
// Grants, loans and other assistance stand in the same portals. They are read as no purchase: agency and recipient become
// parties, their money goes to the ledger, and no award is written.
//
// The buyer is the agency (sub-tier) that awards. Its department or independent agency, and its contracting office where that
// has an Activity Address Code, are parties of the award too, and parents says which is a part of which, as the record has it.
// The agency that funds an award is not read.
//
// Money is in US dollars, which the documents imply. M/D/YYYY is how the publisher writes days. Registration data of vendors
// (addresses, telephones, executives and their pay) is never read; a sole proprietor is a natural person.
package usaspending

import (
	"bytes"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Format reads contract actions of United States federal agencies.
var Format = &pipeline.Format{
	Name: name, Unit: unit,
	Doc:    "contract actions of US federal agencies: USAspending CSV (former and present columns) and API JSON, DATA Act CSV, FPDS Atom",
	Match:  func(_ string, head *source.Head) bool { return shapeOf(head) != nil },
	Writes: []table.Any{record.Processes, record.Awards, record.Items, record.Parties, record.Parents, record.Links, record.Publications},
	Read:   read,
	Settle: &pipeline.Settle{
		Drafts: pipeline.By(drafts, func(d draft) string { return d.Key }),
		Derive: settle,
	},
}

const (
	name = "usaspending"
	unit = "action"
)

// shapeOf finds out how to go through a document that begins with head; nil if it is none of this format's.
func shapeOf(head *source.Head) func(*source.Document) records {
	if space, root := head.XMLRoot(); root != "" {
		if root == "feed" && space == "http://www.w3.org/2005/Atom" && bytes.Contains(head.Text, []byte("fpds.gov/FPDS")) {
			return atom
		}
		return nil
	}
	if keys := head.TopKeys(); keys != nil {
		has := func(names ...string) bool { return hasAll(keys, names) }
		switch {
		case has("results") && (bytes.Contains(head.Text, []byte(`"generated_internal_id"`)) || bytes.Contains(head.Text, []byte(`"Award ID"`))):
			return objects("/results/*")
		case has("generated_unique_award_id", "category"):
			return objects("")
		case has("*/generated_unique_award_id", "*/category"):
			return objects("/*")
		}
		return nil
	}
	columns := slices.Clone(head.Header())
	for i, c := range columns {
		columns[i] = strings.ToLower(c)
	}
	for _, names := range [][]string{
		{"piid", "modnumber", "agencyid", "dollarsobligated", "vendorname"},
		{"award_id_piid", "modification_number", "federal_action_obligation", "recipient_name"},
		{"award_id_piid", "total_obligated_amount", "recipient_name"},
		{"piid", "awardmodificationamendmentnumber", "federalactionobligation"},
		{"federal_award_id", "assistance_type", "recipient_name"},
		{"award_id_fain", "assistance_type_code", "recipient_name"},
		{"fain", "assistancetype", "awardeeorrecipientlegalentityname"},
	} {
		if hasAll(columns, names) {
			return rows
		}
	}
	return nil
}

func hasAll(columns, names []string) bool {
	return !slices.ContainsFunc(names, func(n string) bool { return !slices.Contains(columns, n) })
}

// draft is one account of one action, or of an award as a whole, waiting for the others of its award.
type draft struct {
	Key        string         `parquet:"key" doc:"content id of the award"`
	Action     string         `parquet:"action" doc:"modification and transaction number; empty for an account of the award as a whole"`
	Deleted    bool           `parquet:"deleted" doc:"the account takes the action back"`
	Modified   *table.Date    `parquet:"modified,date" doc:"day on which the publisher last changed the account"`
	Signed     *table.Date    `parquet:"signed,date" doc:"day of the action; of an award as a whole, of its first action"`
	Latest     *table.Date    `parquet:"latest,date" doc:"of an award as a whole: day of its last action"`
	From       *table.Date    `parquet:"from,date" doc:"first day of performance"`
	To         *table.Date    `parquet:"to,date" doc:"last day of performance"`
	Until      *table.Date    `parquet:"until,date" doc:"last day of performance if every option is taken"`
	Amount     *table.Decimal `parquet:"amount,decimal(9:38)" doc:"what the action obligates"`
	Total      *table.Decimal `parquet:"total,decimal(9:38)" doc:"what the award obligates in all by then, where stated"`
	Ceiling    *table.Decimal `parquet:"ceiling,decimal(9:38)" doc:"value of a vehicle with all its options"`
	Under      string         `parquet:"under" doc:"procurement instrument id of the vehicle that it is an order under, as written"`
	UnderKey   string         `parquet:"under_key" doc:"content id of that vehicle; empty where its agency is not told"`
	Vehicle    bool           `parquet:"vehicle" doc:"it is a contract vehicle (IDV), under which orders are placed"`
	PIID       string         `parquet:"piid" doc:"procurement instrument id as written"`
	Buyer      record.Ref     `parquet:"buyer" doc:"the agency that gave the award"`
	Department record.Ref     `parquet:"department" doc:"the department or independent agency of that agency"`
	Office     record.Ref     `parquet:"office" doc:"the contracting office of that agency"`
	Supplier   record.Ref     `parquet:"supplier" doc:"the vendor"`
	Former     record.Ref     `parquet:"former" doc:"the vendor under its other identifier"`
	Parent     record.Ref     `parquet:"parent" doc:"the vendor's ultimate parent"`
	Trace      []string       `parquet:"trace,list" doc:"of a natural person: what is left of the name to mask it in other actions' texts"`
	Text       string         `parquet:"text" doc:"what is required, masked as far as the account alone allows"`
	Method     string         `parquet:"method" doc:"kind of award and how far it was competed"`
	Status     string         `parquet:"status" doc:"the reason of a modification that ends the award"`
	Class      string         `parquet:"class" doc:"product or service code"`
	Label      string         `parquet:"label" doc:"what that code means"`
	Origin     source.Origin  `parquet:"origin" doc:"the record"`
}

var drafts = &table.Table[draft]{Name: "usaspending_drafts", Draft: true, Grain: "one account of one action of one award",
	Doc: "Contract actions before those of one award are summed.", Sort: []string{"key", "action", "origin"}}
