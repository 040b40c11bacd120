// Package matches finds flagged vendors in what documents say: in the names of suppliers, in the words about what is bought, in the
// maker's name on a device, the subject of a claim. Each match says by which relation, on what evidence, and what speaks against
// it.
package matches

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/edges"
	"github.com/perimeter-data/perimeter/stages/derived/exceptions"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/derived/things"
	"github.com/perimeter-data/perimeter/stages/derived/vendorlistings"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Match is a vendor found in one subject, by one relation, over one channel.
type Match struct {
	ID         string          `parquet:"id" doc:"content id: subject, vendor, relation, channel and what was found"`
	Subject    string          `parquet:"subject" doc:"id of the purchase (its deal), process, device or claim in which it was found"`
	Kind       string          `parquet:"subject_kind,dict" doc:"purchase, process (its call), device, claim"`
	Thing      string          `parquet:"thing,optional" doc:"id of the physical device, as in things; of a claim, what claims of one subject about one place and thing share; null for any other subject"`
	Holder     string          `parquet:"holder,optional" doc:"id of the organisation that buys or operates; null if nobody is named"`
	Vendor     string          `parquet:"vendor,dict" doc:"id of the vendor"`
	Name       string          `parquet:"vendor_name" doc:"name of the vendor"`
	Scheme     string          `parquet:"vendor_scheme,optional,dict" doc:"register of the vendor's official code"`
	Identifier string          `parquet:"vendor_identifier,optional" doc:"official code of its parent company in that register; null where vendors has none"`
	Relation   string          `parquet:"relation,dict" doc:"same entity, family, brand, rebrand; none where a person decided so"`
	Channel    string          `parquet:"channel,dict" doc:"where it was found: supplier, purchase text, tender text, device tag (or the like field of an inventory, a configuration or a scan), network card (the registered name of its block of addresses), claim"`
	Sense      string          `parquet:"sense,dict" doc:"what the text says about the thing: purchase (of it, its licences or its support), possession stated, possession implied, removal, unclear"`
	Brand      string          `parquet:"brand,optional" doc:"the brand or model as the list writes it"`
	Found      string          `parquet:"found" doc:"the words as written in the record"`
	Quote      string          `parquet:"quote" doc:"the sentence or name they stand in, masked, at most 300 characters"`
	Start      int64           `parquet:"start" doc:"first character of found inside quote (Unicode code points, from 0)"`
	End        int64           `parquet:"end" doc:"character after the last one"`
	Certainty  string          `parquet:"certainty,dict" doc:"identifier match, strong name match, possible name match; names the model, names the brand; decided by a person"`
	For        []string        `parquet:"reasons_for,list" doc:"what speaks for the match"`
	Against    []string        `parquet:"reasons_against,list" doc:"what speaks against it, or is not known"`
	Decision   string          `parquet:"decision,optional" doc:"id of the decision that bears on it; null for none"`
	Listed     []string        `parquet:"list_origins,list" doc:"where the brand, name or model stands in the lists, in the notation of an origin"`
	Origins    []source.Origin `parquet:"origins,list" doc:"the records in which it was found"`
}

// Table holds one row a match.
var Table = &table.Table[Match]{Name: "matches", Grain: "one vendor found in one subject by one relation and channel", Sort: []string{"vendor", "relation", "id"},
	Doc: "Where flagged vendors are named, and by which relation. A match is a lead to check, not a finding."}

// Stage derives matches.
var Stage = &pipeline.Stage{
	Name: "matches", Doc: "find flagged vendors in supplier names, texts, device tags and claims",
	Reads: []pipeline.Input{
		pipeline.By(purchases.Table, func(p purchases.Purchase) string { return p.Process }),
		pipeline.By(record.Processes, func(p record.Process) string { return p.ID }),
		pipeline.By(record.Items, func(i record.Item) string { return i.Process }),
		pipeline.By(things.Table, func(t things.Thing) string { return t.Account }),
		pipeline.By(record.Claims, func(c record.Claim) string { return c.ID }),
		pipeline.By(record.VendorNames, func(record.VendorName) string { return "the lists" }),
		index, exceptions.List, rulings,
	},
	Writes: Table,
	Derive: derive,
}

// index is every name, brand and model to look for, built once; of public lists, the entries that give a number.
var index = pipeline.Narrowed(pipeline.Whole(buildIndex, record.Vendors, record.VendorNames, record.Brands, record.Models, vendorlistings.Table),
	vendorlistings.Table, func(l *vendorlistings.VendorListing) bool { return len(l.Identifiers) > 0 })

// None is the relation of a match of which a person decided that there is none. Such matches stay in the table, and nothing
// rests on them.
const None = "none"

// ByHolder is who buys or operates, for stages that gather what vendors were found at whom.
func ByHolder(m Match) string {
	if m.Relation == None {
		return ""
	}
	return m.Holder
}

// ByThing is the device or report, for stages that gather what vendors were found in it.
func ByThing(m Match) string {
	if m.Relation == None {
		return ""
	}
	return m.Thing
}

// rulings are the decisions, ready to be asked.
var rulings = pipeline.Whole(edges.Rulings, record.Decisions)

// tellCapped says under the first name of each block of the lists that is too full to be looked up that it is.
func (ix *Index) tellCapped(n record.VendorName, out *table.Set) {
	for _, b := range ix.roll.index.Capped() {
		if e := ix.roll.entries[b.First]; e.ID != n.ID {
			continue
		}
		kept, err := json.Marshal(map[string]string{"name": n.Name})
		if err != nil {
			panic(err)
		}
		why := fmt.Sprintf("%d names of the lists share %s (%s), too many to be looked up by it: a supplier's name is compared with them only if it shares something else", b.Names, b.Kind, b.Words)
		other, err := json.Marshal(map[string]string{"why": why})
		if err != nil {
			panic(err)
		}
		table.Conflicts.Add(out, table.Conflict{Table: record.VendorNames.Name, Entity: n.ID, Columns: []string{"name"}, Kept: string(kept), Other: string(other),
			Origins: n.Origins})
	}
}

func derive(in, out *table.Set) error {
	ix := &search{Index: index.In(in), known: exceptions.List.In(in), rulings: rulings.In(in)}
	var bought []Match
	deals := purchases.Deals(slices.Collect(purchases.Table.In(in)))
	n := len(deals)
	for _, p := range deals {
		bought = append(bought, ix.ofPurchase(p)...)
	}
	Table.Add(out, bought...)
	if n != 1 { // the only purchase of a process carries the texts of the tender
		var lines []string
		for i := range record.Items.In(in) {
			if i.Level == "tender" {
				lines = append(lines, i.Text)
			}
		}
		for p := range record.Processes.In(in) {
			for _, m := range ix.ofProcess(p, lines, n > 0) {
				if !slices.ContainsFunc(bought, func(b Match) bool { return b.Vendor == m.Vendor && b.Brand == m.Brand }) {
					Table.Add(out, m)
				}
			}
		}
	}
	for t := range things.Table.In(in) {
		for _, m := range ix.ofDevice(t.Device) {
			if t.Held == things.Recorder {
				m.Against = append(m.Against, "the body is that of the recorder that lists the device among its channels; the device itself names none")
			}
			m.Origins = t.Origins
			Table.Add(out, m)
		}
	}
	for c := range record.Claims.In(in) {
		Table.Add(out, ix.ofClaim(c)...)
	}
	for n := range record.VendorNames.In(in) {
		ix.tellCapped(n, out)
	}
	return ix.err
}
