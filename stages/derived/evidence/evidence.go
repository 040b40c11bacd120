// Package evidence lists what each exposure rests on, quote by quote.
package evidence

import (
	"cmp"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/exposures"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/derived/observations"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Evidence is one quote that an exposure rests on.
type Evidence struct {
	ID               string          `parquet:"id" doc:"content id: exposure and match"`
	Exposure         string          `parquet:"exposure" doc:"id of the exposure"`
	Vendor           string          `parquet:"vendor,dict" doc:"id of the vendor"`
	VendorName       string          `parquet:"vendor_name" doc:"name of the vendor"`
	VendorScheme     string          `parquet:"vendor_scheme,optional,dict" doc:"register of the vendor's official code"`
	VendorIdentifier string          `parquet:"vendor_identifier,optional" doc:"official code of its parent company in that register; null where vendors has none"`
	Match            string          `parquet:"match" doc:"id of the match"`
	Claim            string          `parquet:"claim,optional" doc:"id of the claim, where a text claims it"`
	Channel          string          `parquet:"channel,dict" doc:"as in the exposure"`
	Grade            string          `parquet:"grade,dict" doc:"A to D, as in the exposure"`
	Quote            string          `parquet:"quote" doc:"words of the record or text, masked"`
	Found            string          `parquet:"found" doc:"what in them names the vendor"`
	Certainty        string          `parquet:"certainty,dict" doc:"as in the match"`
	Group            string          `parquet:"source_group" doc:"whom it goes back to: of a claim its source_group in claim_sources; of a record, the body and the kind of record, for all shapes and copies of one record are one source"`
	Source           string          `parquet:"source,optional" doc:"the observer, as written, or in words; null where none is named"`
	Origins          []source.Origin `parquet:"origins,list" doc:"where the quote stands"`
}

// Table holds one row a quote.
var Table = &table.Table[Evidence]{Name: "evidence", Grain: "one quote that one exposure rests on", Sort: []string{"exposure", "id"},
	Doc: "What each exposure rests on, in the words of its sources. Count sources by source_group, never rows."}

// Stage derives the evidence.
var Stage = &pipeline.Stage{
	Name: "evidence", Doc: "list the quotes that exposures rest on, with grade and source group",
	Reads: []pipeline.Input{
		pipeline.By(exposures.Table, func(e exposures.Exposure) string { return cmp.Or(e.Report, e.Body.ID) }),
		pipeline.By(matches.Table, func(m matches.Match) string {
			if m.Kind == "claim" {
				return m.Thing
			}
			return m.Holder
		}),
		pipeline.By(record.Claims, matches.Report),
		observers,
	},
	Writes: Table,
	Derive: derive,
}

// observers say whom each claim goes back to.
var observers = pipeline.Whole(func(rows *table.Set) (map[string]observations.Source, error) {
	all := map[string]observations.Source{}
	for s := range observations.Table.In(rows) {
		all[s.Claim] = s
	}
	return all, nil
}, observations.Table)

// derive sees one body, or what texts claim of one place.
func derive(in, out *table.Set) error {
	found := map[string]matches.Match{}
	for m := range matches.Table.In(in) {
		found[m.ID] = m
	}
	claims := map[string]record.Claim{}
	for c := range record.Claims.In(in) {
		claims[c.ID] = c
	}
	for e := range exposures.Table.In(in) {
		for _, id := range e.Matches {
			m, known := found[id]
			if !known {
				continue
			}
			row := Evidence{ID: source.ID("evidence", e.ID, m.ID), Exposure: e.ID, Vendor: e.Vendor, VendorName: e.VendorName, VendorScheme: e.VendorScheme, VendorIdentifier: e.VendorIdentifier, Match: m.ID, Channel: e.Channel, Grade: e.Grade,
				Quote: m.Quote, Found: m.Found, Certainty: m.Certainty, Group: e.Groups[0], Source: e.Observers[0], Origins: m.Origins}
			if m.Kind == "claim" {
				c, s := claims[m.Subject], observers.In(in)[m.Subject]
				row.Claim, row.Quote, row.Group, row.Source, row.Origins = m.Subject, c.Quote, s.Group, s.Name, c.Origins
			}
			Table.Add(out, row)
		}
	}
	return nil
}
