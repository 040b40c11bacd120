// Package vendorlistings finds the entries of public lists that name a flagged vendor, and sets them beside the listings that
// the program's own lists give: what they agree on, what a public list adds, and where they differ.
//
// An entry names a vendor where one of its names is a documented name of the vendor or of a company of its family, but for
// case, spaces and punctuation. That a name is like one, or stands in the reasons for another entry, is no listing.
package vendorlistings

import (
	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// VendorListing is an entry of a public list that names a vendor.
type VendorListing struct {
	ID               string          `parquet:"id" doc:"content id: vendor and entry"`
	Vendor           string          `parquet:"vendor,dict" doc:"id of the vendor"`
	VendorName       string          `parquet:"vendor_name" doc:"name of the vendor"`
	VendorScheme     string          `parquet:"vendor_scheme,optional,dict" doc:"register of the vendor's official code"`
	VendorIdentifier string          `parquet:"vendor_identifier,optional" doc:"official code of its parent company in that register; null where vendors has none"`
	Relation         string          `parquet:"relation,dict" doc:"whom the entry names: same entity, or family (another company of the vendor's family)"`
	Entry            string          `parquet:"entry" doc:"id of the list entry"`
	List             string          `parquet:"list,dict" doc:"id of the list"`
	Title            string          `parquet:"title" doc:"what the list is called"`
	Measure          string          `parquet:"measure,optional,dict" doc:"id of the measure that the list is; null if it is none of those in measures"`
	NamedAs          string          `parquet:"named_as" doc:"main name of the entry"`
	Found            string          `parquet:"found" doc:"the name of the entry that is a documented name of the vendor or of its family"`
	From             *table.Date     `parquet:"from,date" doc:"first day on the list; null if the list gives none"`
	To               *table.Date     `parquet:"to,date" doc:"last day on the list; null if the list gives none"`
	DateKind         string          `parquet:"date_kind,dict" doc:"what the first day is, as in list_entries; unknown where there is none"`
	Removed          bool            `parquet:"removed" doc:"a document of the run says that the entry was taken off, without a day"`
	Purpose          string          `parquet:"purpose,optional" doc:"words that limit the listing to some use or goods"`
	Agreement        string          `parquet:"agreement,dict" doc:"beside the listings of the program's own lists: agrees (the same first day), again (named once more, later), undated (the same measure, the list gives no day), adds (no listing of the vendor by this measure; of another company of the family, none on that day), differs"`
	Note             string          `parquet:"note,optional" doc:"in what it differs, in words"`
	Identifiers      []string        `parquet:"identifiers,list" doc:"identifiers that the list gives the entry and against which nothing speaks, as SCHEME:IDENTIFIER"`
	Origins          []source.Origin `parquet:"origins,list" doc:"the records of the public list"`
}

// Table holds one row an entry and vendor.
var Table = &table.Table[VendorListing]{Name: "vendor_listings", Grain: "one entry of a public list that names one vendor", Sort: []string{"vendor", "list", "from", "id"},
	Doc: "Public lists that name flagged vendors, beside what the program's own lists say. Where they differ, neither is changed: read both sources."}

// Stage derives vendor listings.
var Stage = &pipeline.Stage{
	Name: "vendor_listings", Doc: "find the vendors on public lists, and where these differ from the program's own",
	Reads: []pipeline.Input{
		pipeline.By(record.ListEntries, func(e record.ListEntry) string { return e.ID }),
		pipeline.By(record.ListNames, func(n record.ListName) string { return n.Entry }),
		pipeline.By(record.ListIdentifiers, func(i record.ListIdentifier) string { return i.Entry }),
		vendors,
	},
	Writes: Table,
	Derive: derive,
}

var vendors = pipeline.Whole(build, record.Vendors, record.VendorNames, record.Measures, record.Listings, record.Watchlists)
