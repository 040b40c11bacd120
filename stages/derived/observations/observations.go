// Package observations says which claims go back to one observation, so that a report and its copies count as one source.
package observations

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Source is whom a claim goes back to.
type Source struct {
	ID      string          `parquet:"id" doc:"content id: the claim"`
	Claim   string          `parquet:"claim" doc:"id of the claim"`
	Topic   string          `parquet:"topic,optional" doc:"subject and family of the claim: those of one topic may be related; null where it has no subject"`
	Group   string          `parquet:"source_group" doc:"content id of the observer: claims of one group are one source, however many texts repeat it"`
	Name    string          `parquet:"source_name,optional" doc:"the observer, as written: the organisation that speaks, else the medium that reports, else the publisher; null if none is named"`
	Basis   string          `parquet:"basis,dict" doc:"how the group is known: speaker, reporter, publisher, copies (the same sentence, published by others too), text (nobody is named: the text and its copies are one source)"`
	Copies  int64           `parquet:"copies" doc:"how many texts have the sentence"`
	Origins []source.Origin `parquet:"origins,list" doc:"where the claim stands"`
}

// Table holds one row a claim.
var Table = &table.Table[Source]{
	Name: "claim_sources", Grain: "one claim", Sort: []string{"source_group", "id"},
	Doc: "Whom each claim goes back to. Count sources by source_group, never claims: copies, and reports of one observation, are one source.",
}

// Stage derives the sources.
var Stage = &pipeline.Stage{
	Name: "observations", Doc: "put claims that go back to one observer into one group",
	Reads:  []pipeline.Input{pipeline.By(record.Claims, func(c record.Claim) string { return c.Sentence })},
	Writes: Table,
	Derive: derive,
}

// Topic is what a claim is about: its subject, and whether that is about membership, ownership or technology. It is "" where
// the claim has no subject.
func Topic(c record.Claim) string {
	name := orgname.Normal(c.Subject)
	if name == "" {
		return ""
	}
	switch c.Kind {
	case "membership", "reason":
		return "membership of " + name
	case "ownership":
		return "ownership of " + name
	}
	return "technology of " + name
}

// observer is who a claim goes back to by its own words.
func observer(c record.Claim) (name, basis string) {
	switch {
	case c.Speaker.Affiliation != "":
		return c.Speaker.Affiliation, "speaker"
	case len(c.Reporters) > 0:
		all := slices.Clone(c.Reporters)
		slices.Sort(all)
		return strings.Join(all, "; "), "reporter"
	case c.Publisher != "":
		return c.Publisher, "publisher"
	}
	return "", "text"
}

// derive sees the claims of one sentence, in all its copies.
func derive(in, out *table.Set) error {
	texts := map[string]bool{}
	least, publishers, text := "", map[string]bool{}, ""
	for c := range record.Claims.In(in) {
		texts[c.Text] = true
		if text == "" || c.Text < text {
			text = c.Text
		}
		if name, basis := observer(c); basis == "publisher" {
			publishers[orgname.Normal(name)] = true
			if least == "" || name < least {
				least = name
			}
		}
	}
	for c := range record.Claims.In(in) {
		name, basis := observer(c)
		if (basis == "publisher" || basis == "text") && least != "" && (len(publishers) > 1 || basis == "text") {
			name, basis = least, "copies"
		}
		group := source.ID("observer", orgname.Normal(name))
		if orgname.Normal(name) == "" {
			group = source.ID("observer", "", text)
		}
		Table.Add(out, Source{ID: source.ID("claim source", c.ID), Claim: c.ID, Topic: Topic(c), Group: group, Name: name, Basis: basis,
			Copies: int64(len(texts)), Origins: c.Origins})
	}
	return nil
}
