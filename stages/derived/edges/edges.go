// Package edges says which organisation each party of a document is, and why: the edges of the resolution. It goes by the
// identifier first and is conservative: a wrong merge is worse than a missed one.
//
// Parties that carry one number of a register are one organisation, unless their names disagree: then the number is not
// trusted, and each name is a body of its own. Parties without a number are one organisation where country, normal name and
// legal form are the same. A public body that a map names with its number on one device, and without on the next, is one where
// one number alone is so named. Decisions of people override all of it. That one party lacks what another has is no disagreement.
package edges

import (
	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/decision"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Edge leads from one way in which documents name an organisation to that organisation.
type Edge struct {
	ID           string          `parquet:"id" doc:"content id: name, scheme, identifier, country and public as written"`
	Organisation string          `parquet:"organisation" doc:"id in organisations"`
	Key          string          `parquet:"key" doc:"id that the organisation would have by this name and number alone"`
	Name         string          `parquet:"name,optional" doc:"name as in parties"`
	Scheme       string          `parquet:"scheme,optional,dict" doc:"register as in parties"`
	Identifier   string          `parquet:"identifier,optional" doc:"identifier as in parties"`
	Country      string          `parquet:"country,optional,dict" doc:"country as in parties"`
	Public       string          `parquet:"public,dict" doc:"is it a public body by the documents' own words, as in parties"`
	Roles        []string        `parquet:"roles,list" doc:"roles in which it stands in parties"`
	Parties      int64           `parquet:"parties" doc:"how many parties are named so"`
	Buyers       int64           `parquet:"buyers" doc:"how many of them buy"`
	Parents      []Parent        `parquet:"parents,list" doc:"bodies that records say it is a part of, as they name them; the first 20 in order"`
	Rule         string          `parquet:"rule,dict" doc:"why: identifier; name (country, normal name and legal form); name under a number that is not trusted; decision"`
	Certainty    string          `parquet:"certainty,dict" doc:"identifier match (same registered number, names that agree), strong name match (same name and country), possible name match (same name alone, or a number that is not trusted), decided by a person"`
	Doubt        string          `parquet:"identifier_doubt,optional" doc:"why the number is not trusted; null if it is, or if there is none"`
	For          []string        `parquet:"reasons_for,list" doc:"what speaks for it"`
	Against      []string        `parquet:"reasons_against,list" doc:"what speaks against it, or is not known"`
	Decision     string          `parquet:"decision,optional" doc:"id of the decision it rests on; null for none"`
	Origins      []source.Origin `parquet:"origins,list" doc:"records that name it so, at most 100, first in order"`
}

// Parent is a body of which records say that an organisation is a part.
type Parent struct {
	Body    record.Ref    `parquet:"body" doc:"that body, as named there"`
	As      string        `parquet:"part_as,dict" doc:"what the records have the part as, as in parents"`
	Records int64         `parquet:"records" doc:"how many rows of parents say so"`
	Origin  source.Origin `parquet:"origin" doc:"the first record in order that says so"`
}

// Table holds one row a way of naming an organisation.
var Table = &table.Table[Edge]{Name: "organisation_edges", Grain: "one way in which documents name an organisation: name, scheme, identifier, country and public as in parties", Sort: []string{"organisation", "name", "id"},
	Doc: "Which organisation each party is, by which rule, and what speaks for and against it. Natural persons, and parties that name nobody, are not among them."}

// Stage derives edges.
var Stage = &pipeline.Stage{
	Name: "edges", Doc: "say which organisation each party is, and why",
	Reads: []pipeline.Input{
		pipeline.By(record.Parties, func(p record.Party) string { return ID(p.Party) }),
		pipeline.By(record.Parents, func(p record.Parent) string { return ID(p.Body) }),
		rulings, operators,
	},
	Writes: Table,
	Derive: derive,
}

var rulings = pipeline.Whole(Rulings, record.Decisions)

// Rulings are the decisions, ready to be asked. Every stage that asks them declares its own list of them.
func Rulings(lists *table.Set) (*decision.Rulings, error) {
	var all []record.Decision
	for d := range record.Decisions.In(lists) {
		all = append(all, d)
	}
	return decision.New(all)
}
