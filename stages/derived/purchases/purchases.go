// Package purchases says what was bought, once, whatever the number of documents it stands in.
//
// Two rows of one document stay two purchases, also where they have one lot code, one buyer, one winner and one amount. In real
// Italian lists such rows are often a lot that was typed twice, but as often two purchases: extensions to June and to September, or of
// May and of July, each for the same price; two evenings of one festival; two quarters of one service. Neither code, nor winner,
// nor amount tells the ones from the others, and titles and days differ in both. A purchase that stands twice can be found by its
// lot; one that was folded into another is lost. Of 72,251 purchases of the real data, 218 share code, buyer and amount with another
// (101 groups); in 72 of the groups no row names a winner, and in 17 all rows name the same one.
//
// A modification is no purchase: formats fold it into what it changes, whose value and period become its own.
package purchases

import (
	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/exceptions"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Org is an organisation as a derived row shows it: it stands on its own.
type Org struct {
	ID         string `parquet:"id,optional" json:"id,omitempty" doc:"id in organisations; null for a natural person or where nobody is named"`
	Name       string `parquet:"name,optional" json:"name,omitempty" doc:"name as written in the record, or 'natural person'"`
	Scheme     string `parquet:"scheme,optional,dict" json:"scheme,omitempty" doc:"register of the identifier"`
	Identifier string `parquet:"identifier,optional" json:"identifier,omitempty" doc:"official code in that register"`
	Country    string `parquet:"country,optional,dict" json:"country,omitempty" doc:"ISO 3166-1 alpha-2 code"`
}

// Purchase is one award with the contracts that follow from it, or one line of it where the lines carry all the money.
type Purchase struct {
	ID          string          `parquet:"id" doc:"content id: process and award, or process and contract; of a line, that and the line"`
	Deal        string          `parquet:"deal" doc:"id of the award or contract as a whole: what its lines have in common; the row's own id where it is not told by lines"`
	Process     string          `parquet:"process" doc:"id of the contracting process"`
	OCID        string          `parquet:"ocid,optional" doc:"OCDS id of the process; null outside OCDS"`
	Lot         string          `parquet:"lot,optional" doc:"national code of the lot (CIG), or the number of the lot in its procedure"`
	Award       string          `parquet:"award,optional" doc:"award id as the publisher writes it"`
	Line        string          `parquet:"line,optional" doc:"text of the line, where the row is one line, masked"`
	Kind        string          `parquet:"kind,dict" doc:"call-off (bought under a framework), framework (an agreement on terms, which buys nothing by itself), concession (who was awarded runs works or services and is paid by their use; only where a European notice, or Italy's catalogue of lot codes, says so), unknown (the record says none of these); where a record has no field for it, by its title or method, so far as nothing was paid under an agreement"`
	Framework   string          `parquet:"framework,optional" doc:"number of the framework that it is called off from, as the record writes it; null where it gives none"`
	FrameworkOf string          `parquet:"framework_process,optional" doc:"id that the process of that framework has in processes, if it was read"`
	Contracts   []string        `parquet:"contracts,list" doc:"contract ids as the publisher writes them"`
	Buyer       Org             `parquet:"buyer" doc:"who bought"`
	BuyerPublic string          `parquet:"buyer_public,dict" doc:"is the buyer a public body: yes, no, unknown"`
	PublicBasis string          `parquet:"buyer_public_basis,optional" doc:"on what basis, in words"`
	Suppliers   []Org           `parquet:"suppliers,list" doc:"who was awarded; several are a consortium and the value is theirs together; empty if unknown"`
	SupplierKey string          `parquet:"supplier_known,dict" doc:"stated, natural person (name not kept), unknown"`
	Title       string          `parquet:"title,optional" doc:"what was bought, in the record's words, masked"`
	Texts       []string        `parquet:"texts,list" doc:"further texts of the award, its contracts and its lines, masked"`
	Method      string          `parquet:"method,optional" doc:"procurement method in the publisher's words"`
	Awarded     *table.Decimal  `parquet:"awarded,decimal(9:38)" doc:"value awarded or contracted; null if unknown, which many records write as 0"`
	Paid        *table.Decimal  `parquet:"paid,decimal(9:38)" doc:"paid so far; null if unknown"`
	Ceiling     *table.Decimal  `parquet:"ceiling,decimal(9:38)" doc:"most that may be bought under a framework, or the turnover that is expected of who runs a concession; no purchase, and never to be added to what was awarded; null where none is stated"`
	Currency    string          `parquet:"currency,optional,dict" doc:"ISO 4217 code of these"`
	Basis       string          `parquet:"currency_basis,dict" doc:"how the currency is known: stated, inferred, unknown"`
	VAT         string          `parquet:"vat,dict" doc:"is VAT in the amounts: net, gross, unknown"`
	VATBasis    string          `parquet:"vat_basis,dict" doc:"how that is known: stated (by the record), format (the rules of the record's format say so of all such amounts, as those of Legge 190 lists and of TED values do), mapping (a user's mapping says so of all records), unknown (also where vat is)"`
	Attribution string          `parquet:"attribution,dict" doc:"what the value is the value of: line, lot, contract, unknown. Only a line's value is the thing's own"`
	Converted   Converted       `parquet:"converted" doc:"awarded and paid at the rate of the day, where the user gave a table of rates; the original stands beside"`
	Date        *table.Date     `parquet:"date,date" doc:"day of the purchase; null if unknown"`
	DateKind    string          `parquet:"date_kind,dict" doc:"what that day is: signed, awarded, period start, release (a record that tells of it was published then, so that it did not come later), process (a day that the record gives to the process, such as that of its call: the purchase may have come before or after it), unknown"`
	From        *table.Date     `parquet:"from,date" doc:"first day of the contract period; null if unknown"`
	To          *table.Date     `parquet:"to,date" doc:"last day of the contract period; null if unknown"`
	PeriodKnown string          `parquet:"period_known,dict" doc:"what the period rests on: award, contract, extension (a later record put the last day off), modification (a later record changed it otherwise), unknown (no day is known)"`
	InForce     string          `parquet:"in_force,dict" doc:"was the contract running on the as-of date: yes, no (its period has ended, or it was cancelled or terminated), not yet, unknown (also where the award is not yet decided, and where the last day is one from 2099 on, which programs write where none is known)"`
	InForceBy   string          `parquet:"in_force_known,dict" doc:"how that is known: award, contract, extension, modification (the record whose period the day is in, or comes before), expiry (the last day has passed: nobody says that a thing was removed), cancellation, termination, unknown"`
	RenewalBy   *table.Date     `parquet:"renewal_by,date" doc:"last day of the period, by which an option to renew must be taken; null where no option is known, or nothing was concluded, or what was has been cancelled or terminated"`
	Until       *table.Date     `parquet:"until,date" doc:"last day if every option is taken; null where none is stated"`
	KnownFrom   *table.Date     `parquet:"known_from,date" doc:"earliest day on which one of the records that the row rests on was published: before it nothing here told of the purchase, and no later correction moves it; null where no record gives its day"`
	AsIsFrom    *table.Date     `parquet:"as_it_stands_from,date" doc:"newest such day: the row as it stands was not known before; null where no record gives its day"`
	Status      string          `parquet:"status,dict" doc:"cancelled (award cancelled or unsuccessful, or all its contracts cancelled), pending (proposed or announced, nothing concluded; also where an Italian lot without winner and money is titled as the decision to buy or the call), active or unknown, from the words of OCDS, eForms and TED for award and contracts"`
	Origins     []source.Origin `parquet:"origins,list" doc:"every record that says this"`
}

// Converted is money in another currency.
type Converted struct {
	Awarded  *table.Decimal `parquet:"awarded,decimal(9:38)" doc:"awarded, converted and rounded to hundredths; null where it cannot be"`
	Paid     *table.Decimal `parquet:"paid,decimal(9:38)" doc:"paid, converted at the same rate"`
	Currency string         `parquet:"currency,optional,dict" doc:"ISO 4217 code of both"`
	Rate     *table.Decimal `parquet:"rate,decimal(9:38)" doc:"units of it for one unit of the original currency"`
	Date     *table.Date    `parquet:"rate_date,date" doc:"day of the rate: that of the purchase, or the last day before it that the table has, at most 31 days earlier"`
}

// Table holds one row a purchase.
var Table = &table.Table[Purchase]{Name: "purchases", Grain: "one line where the lines of an award carry all its money, else one award with its contracts; once, whatever the number of documents it stands in", Sort: []string{"date", "id"},
	Doc: "What public bodies bought, from whom and for how much, as awarded and as paid. Sum money by currency; ceilings are none."}

// Stage derives purchases.
var Stage = &pipeline.Stage{
	Name: "purchases", Doc: "join awards, contracts and lines of one process into purchases",
	Reads: []pipeline.Input{
		pipeline.By(record.Processes, func(r record.Process) string { return r.ID }),
		pipeline.By(record.Awards, func(r record.Award) string { return r.Process }),
		pipeline.By(record.Contracts, func(r record.Contract) string { return r.Process }),
		pipeline.By(record.Items, func(r record.Item) string { return r.Process }),
		pipeline.By(record.Links, func(r record.Link) string { return r.Process }),
		pipeline.By(record.Publications, func(r record.Publication) string { return r.Process }),
		rates,
		exceptions.List,
	},
	Writes: Table,
	AsOf:   true,
	Derive: derive,
}
