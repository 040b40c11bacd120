// Package relations says how claims stand to each other: which cannot both hold, which dispute, repeat or answer others.
package relations

import (
	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/observations"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Relation is how one claim stands to another.
type Relation struct {
	ID        string          `parquet:"id" doc:"content id: relation, rule and both claims"`
	Relation  string          `parquet:"relation,dict" doc:"contradicts (they cannot both hold), disputes (one denies a part or a sense of the other), repeats (they say the same), responds (it was said in reply to whoever told of the other, or in a reply given after it)"`
	Claim     string          `parquet:"claim" doc:"id of the claim that contradicts, disputes, repeats or responds; contradictions and repetitions have no direction, and the claim that comes first by its id stands here"`
	Other     string          `parquet:"other" doc:"id of the claim that it stands to"`
	Subject   string          `parquet:"subject" doc:"the organisation that both are about, as the claim writes it"`
	Rule      string          `parquet:"rule,dict" doc:"what the relation rests on"`
	OneSource bool            `parquet:"one_source" doc:"both go back to one observer, or one text says both itself: a repetition confirms nothing then"`
	Group     string          `parquet:"source_group,optional" doc:"source_group of both in claim_sources; null if they have two there"`
	Wording   string          `parquet:"wording" doc:"what may be said of it"`
	Origins   []source.Origin `parquet:"origins,list" doc:"where both stand"`
}

// Table holds one row a relation.
var Table = &table.Table[Relation]{
	Name: "claim_relations", Grain: "one relation between two claims", Sort: []string{"relation", "claim", "other"},
	Doc: "How claims of one subject stand to each other, across all texts. Where several claims say the same, each repeats the first of them, and only the first is related to others.",
}

// Stage derives relations.
var Stage = &pipeline.Stage{
	Name: "relations", Doc: "find claims that contradict, dispute, repeat or answer each other",
	Reads: []pipeline.Input{
		pipeline.By(record.Claims, observations.Topic),
		pipeline.By(observations.Table, func(s observations.Source) string { return s.Topic }),
	},
	Writes: Table,
	Derive: derive,
}
