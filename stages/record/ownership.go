package record

import (
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// OwnershipEnd is one of the two sides of an ownership that a collection of entities tells of.
type OwnershipEnd struct {
	ID      string          `parquet:"id" doc:"content id of all that is said of this side"`
	Link    string          `parquet:"link" doc:"content id of the ownership: both sides have the same"`
	Side    string          `parquet:"side,dict" doc:"owner or owned"`
	Says    string          `parquet:"relation,dict" doc:"what the two are of each other: owns (or controls), part of (or subordinate to), or linked to (it is said of the second, and not how)"`
	Entity  string          `parquet:"entity,optional" doc:"id of the entity as the collection writes it; null for a natural person"`
	Name    string          `parquet:"name,optional" doc:"name of the entity, or 'natural person'; null where no document has the entity"`
	Share   string          `parquet:"share,optional" doc:"share as written; null if none is given"`
	From    *table.Date     `parquet:"from,date" doc:"first day; null if none is given, or no day alone"`
	To      *table.Date     `parquet:"to,date" doc:"last day; null if none is given, or no day alone"`
	When    string          `parquet:"date_text,optional" doc:"the dates as written, where they are more than one day each or no days"`
	Source  string          `parquet:"source,optional" doc:"where the collection has it from"`
	List    string          `parquet:"list,optional,dict" json:",omitempty" doc:"id of the public list whose entry says it; null for a collection of entities"`
	Quote   string          `parquet:"quote,optional" json:",omitempty" doc:"the words that say so, where it stands in a text"`
	Known   *table.Date     `parquet:"known_from,date" json:",omitempty" doc:"day on which that text was published; null where it is not known"`
	Origins []source.Origin `parquet:"origins,list" doc:"the line of the ownership"`
}

// OwnershipEnds holds one row a side.
var OwnershipEnds = &table.Table[OwnershipEnd]{Name: "ownership_ends", Grain: "one side of one ownership or link in a collection of entities or a public list", Sort: []string{"link", "side", "id"},
	Doc: "Who owns and what is owned, each with its name, as collections of entities and public lists tell; ownership has both together."}

// What an ownership may say of its two sides.
const (
	Owns     = "owns"
	PartOf   = "part of"
	LinkedTo = "linked to"
)

// AddOwnershipEnd writes a side under the id of all that it says.
func AddOwnershipEnd(out *table.Set, e OwnershipEnd) {
	if e.Says == "" {
		e.Says = Owns
	}
	origins := e.Origins
	e.ID, e.Origins = "", nil
	e.ID, e.Origins = contentID("ownership end", e), origins
	OwnershipEnds.Add(out, e)
}
