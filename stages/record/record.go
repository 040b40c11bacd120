// Package record is the waist of the house: the records that every format writes and every derived table reads.
//
// A record says what one document says, in that document's own words and numbers: no resolution, no judgement, and no
// personal field. Texts are masked before they get here (Mask); a party that is a natural person has no name and no
// identifier, only the fact that it is one, so that its money is not lost.
package record

import (
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// Person is the name kept for a party that is a natural person.
const Person = "natural person"

// How it is known whether VAT is in an amount.
const (
	Stated    = "stated"
	ByFormat  = "format"
	ByMapping = "mapping"
)

// Ref is an organisation as the record that holds it names it.
type Ref struct {
	Name       string `parquet:"name,optional" doc:"name as written, or 'natural person'; one of more than 2 KiB ends with … and is its beginning; null if the document gives none"`
	Scheme     string `parquet:"scheme,optional,dict" doc:"register of the identifier, as in org-id.guide (IT-CF, GB-COH, …) or as the document names it; null if it gives none"`
	Identifier string `parquet:"identifier,optional" doc:"identifier in that register, as written, leading zeros kept; null for a natural person"`
	Country    string `parquet:"country,optional,dict" doc:"ISO 3166-1 alpha-2 code of the organisation's country, where the document or the register's name gives it"`
	Person     string `parquet:"person,dict" doc:"is it a natural person: yes (by identifier or legal form), likely (by the form of the name), no (by identifier or legal form), unknown"`
	Public     string `parquet:"public,dict" doc:"is it a public body by the document's own words: yes, no, unknown"`
}

// Process is a contracting process as compiled from all releases of its ocid, or as one lot of a list tells it.
type Process struct {
	ID          string          `parquet:"id" doc:"content id: the ocid; in Italy the CIG, or the body, the text and the amount of a lot without a CIG; the number of a notice in the EU's Official Journal"`
	OCID        string          `parquet:"ocid,optional" doc:"OCDS id of the contracting process; null outside OCDS"`
	Lot         string          `parquet:"lot,optional" doc:"national code of the lot or tender (CIG); null where none is given or it is a placeholder"`
	Buyer       Ref             `parquet:"buyer" doc:"who buys, as named here"`
	Title       string          `parquet:"title,optional" doc:"title of the tender, masked"`
	Description string          `parquet:"description,optional" doc:"description of the tender, masked"`
	Method      string          `parquet:"method,optional" doc:"procurement method in the publisher's words"`
	Status      string          `parquet:"status,optional,dict" doc:"status of the tender in the publisher's words"`
	Date        *table.Date     `parquet:"date,date" doc:"date of the newest release or of the notice; null if none has a readable one"`
	Ambiguous   bool            `parquet:"order_ambiguous" doc:"releases share a date and an id, so that their order, and what the last word is, is not known"`
	Origins     []source.Origin `parquet:"origins,list" doc:"every release or row that says something of the process"`
}

// Processes holds one row a contracting process.
var Processes = &table.Table[Process]{
	Name: "processes", Grain: "one contracting process", Sort: []string{"origins", "id"},
	Doc: "Contracting processes: who calls for what. Awards, contracts and items point to them by process.",
}

// Award is an award decision.
type Award struct {
	ID        string          `parquet:"id" doc:"content id of this account of the award: all that it says"`
	Purchase  string          `parquet:"purchase" doc:"content id of what was awarded, as far as one format can tell: accounts of it from several documents have the same; purchases joins accounts across formats by the lot"`
	Process   string          `parquet:"process" doc:"id of the contracting process"`
	Award     string          `parquet:"award,optional" doc:"award id as the publisher writes it: the CIG in Italy, the item of a TED notice, the tender or result of an eForms notice"`
	Lot       string          `parquet:"lot,optional" doc:"national code of the lot (CIG), or the number of the lot in its procedure; null where none is given or it is a placeholder"`
	Buyer     Ref             `parquet:"buyer" doc:"who buys, as named here"`
	Suppliers []Ref           `parquet:"suppliers,list" doc:"who was awarded; several are a consortium, and the value is theirs together"`
	Title     string          `parquet:"title,optional" doc:"what is bought: the award's own title, else the tender's, masked"`
	Text      string          `parquet:"text,optional" doc:"description of the award, masked"`
	Status    string          `parquet:"status,optional,dict" doc:"status of the award in the publisher's words"`
	Method    string          `parquet:"method,optional" doc:"procurement method in the publisher's words"`
	Date      *table.Date     `parquet:"date,date" doc:"date of the award; null if not given"`
	From      *table.Date     `parquet:"from,date" doc:"first day of the contract period; null if not given"`
	To        *table.Date     `parquet:"to,date" doc:"last day of the contract period; null if not given"`
	Amount    *table.Decimal  `parquet:"amount,decimal(9:38)" doc:"value awarded; null if not given or not an exact number"`
	Paid      *table.Decimal  `parquet:"paid,decimal(9:38)" doc:"what was paid so far; null if not given"`
	Currency  string          `parquet:"currency,optional,dict" doc:"ISO 4217 code of amount and paid"`
	Basis     string          `parquet:"currency_basis,dict" doc:"how the currency is known: stated, inferred (from the publisher's country), unknown"`
	VAT       string          `parquet:"vat,dict" doc:"is VAT in the amounts: net, gross, unknown"`
	VATBasis  string          `parquet:"vat_basis,optional,dict" json:"-" doc:"how that is known: stated (by the record), format (the rules of the record's format say so of all such amounts, as those of Legge 190 lists and of TED values do), mapping (a user's mapping says so of all records); null where vat is unknown. No part of the id"`
	Kind      string          `parquet:"kind,optional,dict" json:",omitempty" doc:"framework (it sets terms and buys nothing by itself), call-off (bought under a framework); null where the record says neither"`
	Ceiling   *table.Decimal  `parquet:"ceiling,decimal(9:38)" json:",omitempty" doc:"most that may be bought under a framework, in the same currency; never part of amount; null if none is stated"`
	Period    string          `parquet:"period_basis,optional,dict" json:",omitempty" doc:"what the period rests on where it is not the award itself: extension (a later record put the last day off), modification (a later record changed it otherwise)"`
	Options   string          `parquet:"options,optional,dict" json:",omitempty" doc:"may it be renewed or extended: yes, no; null where the record does not say"`
	Until     *table.Date     `parquet:"until,date" json:",omitempty" doc:"last day if every option is taken; null if not given"`
	Origins   []source.Origin `parquet:"origins,list" doc:"every record that says this"`
}

// Awards holds one row an award.
var Awards = &table.Table[Award]{
	Name: "awards", Grain: "one account of one award of one contracting process", Sort: []string{"origins", "id"},
	Doc: "Award decisions: to whom, for how much. A Legge 190 lot is one award.",
}

// Contract is a signed contract.
type Contract struct {
	ID       string          `parquet:"id" doc:"content id: process and contract id"`
	Process  string          `parquet:"process" doc:"id of the contracting process"`
	Contract string          `parquet:"contract,optional" doc:"contract id as the publisher writes it"`
	Award    string          `parquet:"award,optional" doc:"publisher's id of the award that it follows from; null if it names none"`
	Buyer    Ref             `parquet:"buyer" doc:"who buys, as named here"`
	Sellers  []Ref           `parquet:"suppliers,list" doc:"suppliers that the contract itself names (an OCDS extension); usually they stand in the award"`
	Title    string          `parquet:"title,optional" doc:"title of the contract, masked"`
	Text     string          `parquet:"text,optional" doc:"description of the contract, masked"`
	Status   string          `parquet:"status,optional,dict" doc:"status of the contract in the publisher's words"`
	Signed   *table.Date     `parquet:"signed,date" doc:"date of signature; null if not given"`
	From     *table.Date     `parquet:"from,date" doc:"first day of the contract period; null if not given"`
	To       *table.Date     `parquet:"to,date" doc:"last day of the contract period; null if not given"`
	Amount   *table.Decimal  `parquet:"amount,decimal(9:38)" doc:"value of the contract; null if not given or not an exact number"`
	Paid     *table.Decimal  `parquet:"paid,decimal(9:38)" doc:"sum of its transactions; null if there are none"`
	Currency string          `parquet:"currency,optional,dict" doc:"ISO 4217 code of amount and paid"`
	Basis    string          `parquet:"currency_basis,dict" doc:"how the currency is known: stated, inferred, unknown"`
	Until    *table.Date     `parquet:"until,date" doc:"last day if every option to extend is taken; null if not given"`
	Origins  []source.Origin `parquet:"origins,list" doc:"every record that says this"`
}

// Contracts holds one row a contract.
var Contracts = &table.Table[Contract]{
	Name: "contracts", Grain: "one contract of one contracting process", Sort: []string{"origins", "id"},
	Doc: "Contracts as signed.",
}

// Item is a line of a tender, award or contract.
type Item struct {
	ID             string          `parquet:"id" doc:"content id: process, level, owner and item id"`
	Process        string          `parquet:"process" doc:"id of the contracting process"`
	Level          string          `parquet:"level,dict" doc:"what the line belongs to: tender, award, contract"`
	Owner          string          `parquet:"owner,optional" doc:"publisher's id of the award or contract; null for a tender's"`
	Item           string          `parquet:"item,optional" doc:"item id as the publisher writes it"`
	Text           string          `parquet:"text,optional" doc:"description of the line, masked"`
	Scheme         string          `parquet:"scheme,optional,dict" doc:"classification scheme, such as CPV"`
	Classification string          `parquet:"classification,optional" doc:"code in that scheme, as written"`
	Quantity       *table.Decimal  `parquet:"quantity,decimal(9:38)" doc:"how many units; null if not given"`
	UnitName       string          `parquet:"unit,optional" doc:"unit of the quantity"`
	UnitAmount     *table.Decimal  `parquet:"unit_amount,decimal(9:38)" doc:"value of one unit; null if not given"`
	Currency       string          `parquet:"currency,optional,dict" doc:"ISO 4217 code of unit_amount"`
	Origins        []source.Origin `parquet:"origins,list" doc:"every record that says this"`
}

// Items holds one row a line.
var Items = &table.Table[Item]{
	Name: "items", Grain: "one line of one tender, award or contract", Sort: []string{"origins", "id"},
	Doc: "What is bought, line by line, where a publisher says so.",
}

// Party is an organisation as one record names it.
type Party struct {
	ID      string          `parquet:"id" doc:"content id: process or device, role, name and identifier"`
	Role    string          `parquet:"role,dict" doc:"buyer, procuringEntity, supplier, tenderer, payee, funder or another role in OCDS words; department, contractingOffice or supplierParent in the register of US federal contracts; operator or holder of a device"`
	Party   Ref             `parquet:"party" doc:"the organisation as named here"`
	Process string          `parquet:"process,optional" doc:"id of the contracting process, or of the device it operates"`
	Origins []source.Origin `parquet:"origins,list" doc:"every record that says this"`
}

// Parties holds one row an organisation and role in a process.
var Parties = &table.Table[Party]{
	Name: "parties", Grain: "one organisation in one role of one process or device, as named there", Sort: []string{"origins", "id"},
	Doc: "Organisations as documents name them, before any resolution.",
}
