// Package deployments says whose devices somebody saw or listed where.
package deployments

import (
	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/derived/organisations"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Deployment is a vendor's devices at one holder, by one kind of source.
type Deployment struct {
	ID           string          `parquet:"id" doc:"content id: holder, vendor, relation, brand and kind of source"`
	Holder       string          `parquet:"holder,optional" doc:"id in organisations of who operates the devices; null if nobody is stated"`
	HolderName   string          `parquet:"holder_name,optional" doc:"name as written; null if nobody is stated"`
	HolderPublic string          `parquet:"holder_public,dict" doc:"is the holder a public body: yes, no, unknown"`
	PublicBasis  string          `parquet:"holder_public_basis,optional" doc:"on what basis, in words"`
	Vendor       string          `parquet:"vendor,dict" doc:"id of the vendor"`
	VendorName   string          `parquet:"vendor_name" doc:"name of the vendor"`
	Relation     string          `parquet:"relation,dict" doc:"brand, rebrand, same entity, family"`
	Brand        string          `parquet:"brand,optional" doc:"the brand as the list writes it"`
	Source       string          `parquet:"source,dict" doc:"kind of source: volunteer tag, inventory, configuration"`
	Devices      int64           `parquet:"devices" doc:"devices counted at this kind of source; never added to another source's count, for they may be the same ones"`
	Seen         *table.Date     `parquet:"seen,date" doc:"newest day for which the source says they were there; null if it gives none"`
	Wording      string          `parquet:"wording" doc:"what may be said, in English"`
	Matches      []string        `parquet:"matches,list" doc:"ids of the matches it rests on"`
	Origins      []source.Origin `parquet:"origins,list" doc:"the records that say this"`
}

// Table holds one row a deployment.
var Table = &table.Table[Deployment]{Name: "deployments", Grain: "one vendor's devices at one holder (or one device whose holder is unknown) at one kind of source", Sort: []string{"vendor", "holder_name", "id"},
	Doc: "Devices of flagged vendors that somebody saw or listed, by who operates them. 'public' space is not a public body."}

// Stage derives deployments.
var Stage = &pipeline.Stage{
	Name: "deployments", Doc: "count flagged vendors' devices by who operates them",
	Reads: []pipeline.Input{
		pipeline.By(record.Devices, matches.Holder),
		pipeline.By(matches.Table, func(m matches.Match) string {
			switch {
			case m.Kind != "device":
				return ""
			case m.Holder != "":
				return m.Holder
			}
			return m.Subject
		}),
		pipeline.By(organisations.Table, func(o organisations.Organisation) string { return o.ID }),
	},
	Writes: Table,
	Derive: derive,
}
