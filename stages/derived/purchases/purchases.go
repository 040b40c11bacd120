// Package purchases says what was bought, once, whatever the number of documents it stands in.
package purchases

import (
	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Org is an organisation as a derived row shows it: it stands on its own.
type Org struct {
	ID         string `parquet:"id,optional" doc:"id in organisations; null for a natural person or where nobody is named"`
	Name       string `parquet:"name,optional" doc:"name as written in the record, or 'natural person'"`
	Scheme     string `parquet:"scheme,optional,dict" doc:"register of the identifier"`
	Identifier string `parquet:"identifier,optional" doc:"official code in that register"`
	Country    string `parquet:"country,optional,dict" doc:"ISO 3166-1 alpha-2 code"`
}

// Purchase is one award with the contracts that follow from it.
type Purchase struct {
	ID          string          `parquet:"id" doc:"content id: process and award, or process and contract"`
	Process     string          `parquet:"process" doc:"id of the contracting process"`
	OCID        string          `parquet:"ocid,optional" doc:"OCDS id of the process; null outside OCDS"`
	Lot         string          `parquet:"lot,optional" doc:"national code of the lot (CIG)"`
	Award       string          `parquet:"award,optional" doc:"award id as the publisher writes it"`
	Contracts   []string        `parquet:"contracts,list" doc:"contract ids as the publisher writes them"`
	Buyer       Org             `parquet:"buyer" doc:"who bought"`
	BuyerPublic string          `parquet:"buyer_public,dict" doc:"is the buyer a public body: yes, no, unknown"`
	PublicBasis string          `parquet:"buyer_public_basis,optional" doc:"on what basis, in words"`
	Suppliers   []Org           `parquet:"suppliers,list" doc:"who was awarded; several are a consortium and the value is theirs together; empty if unknown"`
	SupplierKey string          `parquet:"supplier_known,dict" doc:"stated, natural person (name not kept), unknown"`
	Title       string          `parquet:"title,optional" doc:"what was bought, in the record's words, masked"`
	Texts       []string        `parquet:"texts,list" doc:"further texts of the award, its contracts and its lines, masked"`
	Method      string          `parquet:"method,optional" doc:"procurement method in the publisher's words"`
	Awarded     *table.Decimal  `parquet:"awarded,decimal(9:38)" doc:"value awarded or contracted; null if unknown"`
	Paid        *table.Decimal  `parquet:"paid,decimal(9:38)" doc:"paid so far; null if unknown"`
	Currency    string          `parquet:"currency,optional,dict" doc:"ISO 4217 code of both"`
	Basis       string          `parquet:"currency_basis,dict" doc:"how the currency is known: stated, inferred, unknown"`
	VAT         string          `parquet:"vat,dict" doc:"is VAT in the amounts: net, gross, unknown"`
	Attribution string          `parquet:"attribution,dict" doc:"what the value is the value of: line, lot, contract, unknown. Only a line's value is the thing's own"`
	Date        *table.Date     `parquet:"date,date" doc:"day of the purchase; null if unknown"`
	DateKind    string          `parquet:"date_kind,dict" doc:"what that day is: signed, awarded, period start, release, unknown"`
	From        *table.Date     `parquet:"from,date" doc:"first day of the contract period; null if unknown"`
	To          *table.Date     `parquet:"to,date" doc:"last day of the contract period; null if unknown"`
	InForce     string          `parquet:"in_force,dict" doc:"was the contract running on the as-of date: yes, no (its period has ended, or it was cancelled or terminated), not yet, unknown"`
	Status      string          `parquet:"status,dict" doc:"cancelled (award cancelled or unsuccessful, or all its contracts cancelled), pending (proposed, not yet decided), active or unknown, from the OCDS words of award and contracts"`
	Origins     []source.Origin `parquet:"origins,list" doc:"every record that says this"`
}

// Table holds one row a purchase.
var Table = &table.Table[Purchase]{Name: "purchases", Grain: "one award with its contracts, once, whatever the number of documents it stands in", Sort: []string{"date", "id"},
	Doc: "What public bodies bought, from whom and for how much, as awarded and as paid."}

// Stage derives purchases.
var Stage = &pipeline.Stage{
	Name: "purchases", Doc: "join awards, contracts and lines of one process into purchases",
	Reads: []pipeline.Input{
		pipeline.By(record.Processes, func(r record.Process) string { return r.ID }),
		pipeline.By(record.Awards, func(r record.Award) string { return r.Process }),
		pipeline.By(record.Contracts, func(r record.Contract) string { return r.Process }),
		pipeline.By(record.Items, func(r record.Item) string { return r.Process }),
	},
	Writes: Table,
	AsOf:   true,
	Derive: derive,
}
