// Package organisations finds the bodies behind parties: identifier first, conservative. Two parties are one organisation
// when they carry the same trusted identifier, or, where neither carries one, the same normal name in the same country.
// A wrong merge is worse than a missed one.
package organisations

import (
	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Organisation is the body behind parties.
type Organisation struct {
	ID          string          `parquet:"id" doc:"content id: scheme and identifier, or country and normal name"`
	Name        string          `parquet:"name,optional" doc:"the name most often given to the body itself; null if documents name only its offices"`
	Offices     []string        `parquet:"offices,list" doc:"other names under this identifier, as written: offices, spellings, former names; at most 20"`
	Scheme      string          `parquet:"scheme,optional,dict" doc:"register of the identifier"`
	Identifier  string          `parquet:"identifier,optional" doc:"identifier in that register"`
	Country     string          `parquet:"country,optional,dict" doc:"ISO 3166-1 alpha-2 code"`
	PublicBody  string          `parquet:"public_body,dict" doc:"is it a public body: yes, no, unknown"`
	PublicBasis string          `parquet:"public_basis,optional" doc:"on what basis, in words"`
	Basis       string          `parquet:"basis,dict" doc:"why its parties are one organisation: identifier, or name (possible: same name and country, no identifier)"`
	Origins     []source.Origin `parquet:"origins,list" doc:"the records that name it, at most 100, first in order"`
}

// Table holds one row an organisation.
var Table = &table.Table[Organisation]{Name: "organisations", Grain: "one organisation", Sort: []string{"country", "name", "id"},
	Doc: "The bodies behind parties, resolved by identifier first. Natural persons are not among them."}

// Stage derives organisations.
var Stage = &pipeline.Stage{
	Name: "organisations", Doc: "find the bodies behind parties, by identifier first",
	Reads:  []pipeline.Input{pipeline.By(record.Parties, func(p record.Party) string { return ID(p.Party) })},
	Writes: Table,
	Derive: derive,
}
