// Package exceptions holds what the number or the name of a party alone does not tell: that it is another organisation than
// others of that number or name, or the same as one of another. They are few, so that every stage can have them whole.
package exceptions

import (
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/edges"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Exception is an organisation that has not the id that its number or name alone would give it.
type Exception struct {
	ID           string `parquet:"id" doc:"content id: key and name"`
	Key          string `parquet:"key" doc:"id that it would have by its number or name alone, as in organisation_edges"`
	Name         string `parquet:"name" doc:"the name by which it is told, as it is compared"`
	Organisation string `parquet:"organisation" doc:"id in organisations"`
	Rule         string `parquet:"rule,dict" doc:"as in organisation_edges"`
}

// Table holds one row an exception.
var Table = &table.Table[Exception]{Name: "identity_exceptions", Grain: "one name under one number, or of one legal form, that is another organisation than its number or name alone would make it", Sort: []string{"key", "name"},
	Doc: "Organisations that documents' numbers and names alone would not tell apart, or not make one. All others have the id that follows from those."}

// Stage derives exceptions.
var Stage = &pipeline.Stage{
	Name: "exceptions", Doc: "list the organisations that number and name alone do not tell",
	Reads: []pipeline.Input{pipeline.By(edges.Table, func(e edges.Edge) string {
		if e.Organisation == e.Key {
			return ""
		}
		return e.Key
	})},
	Writes: Table,
	Derive: func(in, out *table.Set) error {
		seen := map[string]bool{}
		for e := range edges.Table.In(in) {
			name := edges.Spelling(ref(e))
			x := Exception{ID: source.ID("exception", e.Key, name), Key: e.Key, Name: name, Organisation: e.Organisation, Rule: e.Rule}
			if !seen[x.ID] {
				seen[x.ID] = true
				Table.Add(out, x)
			}
		}
		return nil
	},
}

func ref(e edges.Edge) record.Ref {
	return record.Ref{Name: e.Name, Scheme: e.Scheme, Identifier: e.Identifier, Country: e.Country}
}

// List is all exceptions, for stages that ask which organisation a party is.
var List = pipeline.Whole(build, Table)

// Exceptions are all of them, by key and name.
type Exceptions struct {
	all  map[[2]string]string
	told map[record.Ref]string // the ids told before: few bodies buy, and often; nil where many ask at once
}

// maxTold is how many ids are remembered, of names shorter than longName bytes: some MiB at most.
const (
	maxTold  = 1 << 14
	longName = 256
)

// Own is the same with a memory of its own.
func (x Exceptions) Own() any { return Exceptions{x.all, map[record.Ref]string{}} }

// Has says that there are exceptions under a key.
func (x Exceptions) Has(key string) bool {
	for k := range x.all {
		if k[0] == key {
			return true
		}
	}
	return false
}

func build(lists *table.Set) (Exceptions, error) {
	all := map[[2]string]string{}
	for x := range Table.In(lists) {
		all[[2]string{x.Key, x.Name}] = x.Organisation
	}
	return Exceptions{all: all}, nil
}

// ID is the id of the organisation that a party is; "" for a natural person and for a party that names nobody.
func (x Exceptions) ID(r record.Ref) string {
	if x.told == nil || r.Person == "yes" || r.Person == "likely" {
		return x.id(r)
	}
	of := record.Ref{Name: r.Name, Scheme: r.Scheme, Identifier: r.Identifier, Country: r.Country}
	id, ok := x.told[of]
	if !ok {
		if len(x.told) == maxTold {
			clear(x.told)
		}
		id = x.id(of)
		if len(r.Name)+len(r.Scheme)+len(r.Identifier)+len(r.Country) < longName {
			// Copies: what was read may be part of a row, which it would keep.
			x.told[record.Ref{Name: strings.Clone(r.Name), Scheme: strings.Clone(r.Scheme), Identifier: strings.Clone(r.Identifier), Country: strings.Clone(r.Country)}] = id
		}
	}
	return id
}

func (x Exceptions) id(r record.Ref) string {
	key := edges.ID(r)
	if key == "" || len(x.all) == 0 {
		return key
	}
	if id, ok := x.all[[2]string{key, edges.Spelling(r)}]; ok {
		return id
	}
	return key
}
