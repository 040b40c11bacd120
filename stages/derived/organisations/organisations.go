// Package organisations has the bodies behind parties: what all the ways of naming one body tell of it. Which party is which
// body, and why, stands in organisation_edges. The body that it is a part of is the one that records name, never one that its
// name suggests.
package organisations

import (
	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/edges"
	"github.com/perimeter-data/perimeter/stages/derived/exceptions"
)

// Organisation is the body behind parties.
type Organisation struct {
	ID               string          `parquet:"id" doc:"content id: scheme and identifier; country and normal name; number or name and what tells it from others of the same; or what was decided to be one"`
	Name             string          `parquet:"name,optional" doc:"the name most often given to the body itself; null if documents name only its offices"`
	Offices          []string        `parquet:"offices,list" doc:"other names under this identifier, as written: offices, spellings, former names; at most 20"`
	Scheme           string          `parquet:"scheme,optional,dict" doc:"register of the identifier"`
	Identifier       string          `parquet:"identifier,optional" doc:"identifier in that register"`
	Others           []string        `parquet:"other_identifiers,list" doc:"other identifiers of the same body, as SCHEME:IDENTIFIER"`
	Doubted          []string        `parquet:"doubted_identifiers,list" doc:"identifiers that documents give it and that are not trusted, as SCHEME:IDENTIFIER, with the reason; at most 20"`
	Country          string          `parquet:"country,optional,dict" doc:"ISO 3166-1 alpha-2 code"`
	PublicBody       string          `parquet:"is_public_body,dict" doc:"is it a public body: yes, no, unknown"`
	PublicBasis      string          `parquet:"public_basis,optional" doc:"on what basis, in words"`
	Parent           string          `parquet:"parent,optional" doc:"id in organisations of the body that records say it is a part of; null where none says so, or where they disagree"`
	ParentName       string          `parquet:"parent_name,optional" doc:"name most of them give that body"`
	ParentScheme     string          `parquet:"parent_scheme,optional,dict" doc:"register of that body's official code"`
	ParentIdentifier string          `parquet:"parent_identifier,optional" doc:"official code in that register; null where they give none that is trusted"`
	ParentBasis      string          `parquet:"parent_basis,optional" doc:"what they have the part as: contracting office, sub-tier agency; or that the records disagree: then no parent is chosen, and each stands in conflicts; null where none names a parent"`
	Basis            string          `parquet:"basis,dict" doc:"why its parties are one organisation: identifier; name (same name and country, no identifier that can be trusted); name under a number that is not trusted; decision"`
	Certainty        string          `parquet:"certainty,dict" doc:"the weakest of the links from its parties to it, as in organisation_edges"`
	Origins          []source.Origin `parquet:"origins,list" doc:"the records that name it, at most 100, first in order"`
}

// Table holds one row an organisation.
var Table = &table.Table[Organisation]{Name: "organisations", Grain: "one organisation", Sort: []string{"country", "name", "id"},
	Doc: "The bodies behind parties, resolved by identifier first. Natural persons are not among them."}

// Stage derives organisations.
var Stage = &pipeline.Stage{
	Name: "organisations", Doc: "say what is known of the bodies behind parties",
	Reads:  []pipeline.Input{pipeline.By(edges.Table, func(e edges.Edge) string { return e.Organisation }), exceptions.List},
	Writes: Table,
	Derive: derive,
}
