// Package deployments says whose devices somebody saw or listed where.
package deployments

import (
	"cmp"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/derived/organisations"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/derived/things"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Deployment is a vendor's devices at one holder, by one kind of source.
type Deployment struct {
	ID               string          `parquet:"id" doc:"content id: holder, who names it, vendor, relation, brand, kind of source and device status"`
	Holder           string          `parquet:"holder,optional" doc:"id in organisations of who operates the devices; null if nobody is stated"`
	HolderName       string          `parquet:"holder_name,optional" doc:"name as written; null if nobody is stated"`
	HolderScheme     string          `parquet:"holder_scheme,optional,dict" doc:"register of the holder's official code"`
	HolderIdentifier string          `parquet:"holder_identifier,optional" doc:"official code in that register: of the body as resolved, else as the source gives it; null where none is given, as in a claim"`
	Held             string          `parquet:"held,dict" doc:"who names the holder: own (the accounts of the devices), same device (other accounts of the same devices), recorder (an account of the recorder that lists them among its channels; that they are its body's is an inference), claim, nobody"`
	HolderPublic     string          `parquet:"holder_public,dict" doc:"is the holder a public body: yes, no, unknown"`
	PublicBasis      string          `parquet:"holder_public_basis,optional" doc:"on what basis, in words"`
	Vendor           string          `parquet:"vendor,dict" doc:"id of the vendor"`
	VendorName       string          `parquet:"vendor_name" doc:"name of the vendor"`
	VendorScheme     string          `parquet:"vendor_scheme,optional,dict" doc:"register of the vendor's official code"`
	VendorIdentifier string          `parquet:"vendor_identifier,optional" doc:"official code of its parent company in that register; null where vendors has none"`
	Relation         string          `parquet:"relation,dict" doc:"brand, rebrand, same entity, family"`
	Brand            string          `parquet:"brand,optional" doc:"the brand as the list writes it"`
	Source           string          `parquet:"source,dict" doc:"kind of source: volunteer tag, inventory, configuration, scan, claim"`
	Devices          int64           `parquet:"devices" doc:"devices counted at this kind of source, each physical device once in a row; one found by two relations stands in two rows; never added to another source's count, for they may be the same ones; 0 where nobody counted devices, as in a claim"`
	Stated           string          `parquet:"stated,optional" doc:"of a claim: how many it says there are, as written; null if it gives no number"`
	StatedOver       string          `parquet:"stated_over,optional" doc:"the whole that this number is of, such as 134 offices together: it is never divided, and never added to another count"`
	Site             string          `parquet:"site,optional" doc:"of a claim: building or place in its words; a building is not a body"`
	Sites            []string        `parquet:"sites,list" doc:"ids of the rows of sites by which the holder is taken for the body in that building"`
	DeviceStatus     string          `parquet:"device_status,dict" doc:"what the source says of the devices themselves: seen (they were there), supplied (delivered, nobody says mounted), removed, unknown. A contract that ends removes nothing"`
	Supplied         *table.Date     `parquet:"supplied,date" doc:"newest day of delivery; null if the source gives none"`
	Seen             *table.Date     `parquet:"seen,date" doc:"newest day for which the source says they were there; null if it gives none"`
	Removed          *table.Date     `parquet:"removed,date" doc:"newest day of removal; null if the source gives none"`
	Contract         string          `parquet:"contract_status,dict" doc:"of the holder's contracts about buying this vendor's goods, on the as-of date: in force (at least one), ended (all of them), unknown, none known. It says nothing about these devices: which contract they came by is not known"`
	Contracts        []string        `parquet:"contracts,list" doc:"ids of those contracts: deal in purchases"`
	Report           string          `parquet:"report,optional" doc:"of a claim: what claims of one subject about one place and thing have in common, as thing in matches"`
	Claims           []string        `parquet:"claims,list" doc:"ids of the claims it rests on; count their sources in claim_sources, not the claims"`
	Wording          string          `parquet:"wording" doc:"what may be said, in English"`
	WordingIT        string          `parquet:"wording_it" doc:"the same in Italian"`
	Matches          []string        `parquet:"matches,list" doc:"ids of the matches it rests on"`
	Origins          []source.Origin `parquet:"origins,list" doc:"the records that say this"`
}

// Table holds one row a deployment.
var Table = &table.Table[Deployment]{Name: "deployments", Grain: "one vendor's devices at one holder (or one device whose holder is unknown) at one kind of source, with one status; or what claims say of one place", Sort: []string{"vendor", "holder_name", "id"},
	Doc: "Devices of flagged vendors that somebody saw or listed, by who operates them. 'public' space is not a public body."}

// Stage derives deployments.
var Stage = &pipeline.Stage{
	Name: "deployments", Doc: "count flagged vendors' devices by who operates them; hold what texts claim beside",
	Reads: []pipeline.Input{
		pipeline.By(things.Table, func(t things.Thing) string { return cmp.Or(t.Body, t.Account) }),
		pipeline.By(matches.Table, func(m matches.Match) string {
			switch {
			case m.Relation == matches.None:
				return ""
			case m.Holder != "":
				return m.Holder
			case m.Kind == "device":
				return m.Subject
			case m.Kind == "claim":
				return m.Thing
			}
			return ""
		}),
		pipeline.By(purchases.Table, func(p purchases.Purchase) string { return p.Buyer.ID }),
		pipeline.By(organisations.Table, func(o organisations.Organisation) string { return o.ID }),
		pipeline.By(record.Claims, report),
		buildings,
		vendors,
	},
	Writes: Table,
	Derive: derive,
}

var vendors = pipeline.Whole(record.VendorsByID, record.Vendors)
