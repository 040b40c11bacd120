// Package ftm reads entities of FollowTheMoney as JSON Lines: exports of whole collections, nested or flat, and deltas, whose
// lines have what was done beside the entity.
//
// A collection holds much that is no list. An organisation, ship or aircraft is an entry where its own words put it on a
// list: it is marked as a target, has a topic that means so, or a sanction points to it. Being seen by a collector on some
// day is no date of a list. Of ownerships and unnamed links both sides are kept, a natural person without name and id. Persons are left
// out, and so is whatever else points to one; of addresses, payments and the like nothing is read.
package ftm

import (
	"slices"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Format reads collections and deltas. What is said of one id in several documents is joined.
var Format = &pipeline.Format{
	Name: name, Unit: unit,
	Doc: "FollowTheMoney entities as JSON Lines, and deltas of them: organisations on lists, and who owns whom",
	Match: func(_ string, head *source.Head) bool {
		keys := head.TopKeys()
		has := func(k string) bool { return slices.Contains(keys, k) }
		return has("id") && has("schema") && has("properties") || has("op") && has("entity") && len(keys) == 2
	},
	Writes: append(slices.Clone(record.ListTables), record.OwnershipEnds),
	Read:   read,
	Settle: &pipeline.Settle{
		Drafts: pipeline.By(drafts, func(d draft) string { return d.Key }),
		Derive: settle,
	},
}

const (
	name = "ftm"
	unit = "entity"
)

// listed are the schemata that may be entries.
var listed = []string{"Company", "Organization", "PublicBody", "LegalEntity", "Vessel", "Airplane"}

// topics are those that put an entity on a list. What is only linked to a listed one, or owned by it, is on none.
var topics = []string{"sanction", "sanction.counter", "debarment", "export.control", "export.risk", "invest.ban", "invest.risk", "reg.action", "reg.warn"}

// draft is an entity, or what another one says of it, waiting for the others.
type draft struct {
	Key         string        `parquet:"key" doc:"content id of the entity's id"`
	Kind        string        `parquet:"kind" doc:"entity, person, sanction, identification, removal, owner or owned"`
	ID          string        `parquet:"entity,optional" doc:"id of an entity that is no person"`
	Schema      string        `parquet:"schema,optional" doc:"of an entity: its schema"`
	Name        string        `parquet:"name,optional" doc:"of an entity: its caption, or first name"`
	Names       []value       `parquet:"names,list" doc:"of an entity: its names with their kinds"`
	Identifiers []value       `parquet:"identifiers,list" doc:"of an entity or an identification: numbers with their registers"`
	Countries   []string      `parquet:"countries,list" doc:"of an entity: country codes"`
	Datasets    []string      `parquet:"datasets,list" doc:"the lists that it is from"`
	OnList      bool          `parquet:"on_list" doc:"of an entity: its own words put it on a list"`
	Source      string        `parquet:"source,optional" doc:"of an entity: web address"`
	Sanctions   []sanction    `parquet:"sanctions,list" doc:"of a sanction itself, or nested in an entity"`
	Ownership   ownership     `parquet:"ownership" doc:"of an owner or what is owned: the ownership"`
	Origin      source.Origin `parquet:"origin" doc:"the line"`
}

// value is a text with what kind of text it is.
type value struct {
	Kind string `parquet:"kind" doc:"kind of name, or register"`
	Text string `parquet:"text" doc:"the name or number"`
}

// sanction is a listing.
type sanction struct {
	Programme string   `parquet:"programme,optional" doc:"law or programme"`
	Authority string   `parquet:"authority,optional" doc:"who lists"`
	Measure   string   `parquet:"measure,optional" doc:"what the listing does"`
	Start     []string `parquet:"start,list" doc:"first days as written"`
	End       []string `parquet:"end,list" doc:"last days as written"`
	Source    string   `parquet:"source,optional" doc:"web address"`
	Datasets  []string `parquet:"datasets,list" doc:"the lists that it is from"`
}

// ownership is what is said of one, beside its two sides.
type ownership struct {
	Link   string   `parquet:"link,optional" doc:"content id"`
	Says   string   `parquet:"says,optional" doc:"what it says of its sides, where that is not that one owns the other"`
	Share  string   `parquet:"share,optional" doc:"share as written"`
	Start  []string `parquet:"start,list" doc:"first days as written"`
	End    []string `parquet:"end,list" doc:"last days as written"`
	Source string   `parquet:"source,optional" doc:"web address"`
}

var drafts = &table.Table[draft]{Name: "ftm_drafts", Draft: true, Grain: "one line of one document",
	Doc: "FollowTheMoney entities before what is said of one is joined.", Sort: []string{"key", "kind", "origin"}}
