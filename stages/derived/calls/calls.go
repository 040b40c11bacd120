// Package calls has the calls for tenders in whose text a vendor is named, with the organisation that calls as it was resolved.
package calls

import (
	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Call is a contracting process in whose own text a vendor is named.
type Call struct {
	ID          string          `parquet:"id" doc:"id of the contracting process, as in processes"`
	Holder      string          `parquet:"holder,optional" doc:"id in organisations of who calls; null if nobody is named"`
	Buyer       record.Ref      `parquet:"buyer" doc:"who calls, as named there"`
	Title       string          `parquet:"title,optional" doc:"title of the tender, masked"`
	Description string          `parquet:"description,optional" doc:"description of the tender, masked"`
	Date        *table.Date     `parquet:"date,date" doc:"as in processes"`
	KnownFrom   *table.Date     `parquet:"known_from,date" doc:"earliest day on which one of its records was published; null where none gives its day"`
	Ambiguous   bool            `parquet:"order_ambiguous" doc:"as in processes"`
	Origins     []source.Origin `parquet:"origins,list" doc:"as in processes"`
}

// Table holds one row a call.
var Table = &table.Table[Call]{Name: "calls", Grain: "one contracting process in whose own text a vendor is named", Sort: []string{"origins", "id"},
	Doc: "Calls for tenders that name a flagged vendor, by who calls."}

// Stage derives calls.
var Stage = &pipeline.Stage{
	Name: "calls", Doc: "gather the calls for tenders that name a vendor",
	Reads: []pipeline.Input{
		pipeline.By(matches.Table, func(m matches.Match) string {
			if m.Kind != "process" || matches.ByHolder(m) == "" {
				return ""
			}
			return m.Subject
		}),
		pipeline.By(record.Processes, func(p record.Process) string { return p.ID }),
		pipeline.By(record.Publications, func(p record.Publication) string { return p.Process }),
	},
	Writes: Table,
	Derive: derive,
}

func derive(in, out *table.Set) error {
	holder := ""
	for m := range matches.Table.In(in) {
		holder = m.Holder
	}
	if holder == "" {
		return nil
	}
	var call *Call
	for p := range record.Processes.In(in) {
		c := Call{ID: p.ID, Holder: holder, Buyer: p.Buyer, Title: p.Title, Description: p.Description, Date: p.Date, Ambiguous: p.Ambiguous, Origins: p.Origins}
		if call != nil { // the same call in another document
			call.Origins = source.Unite(call.Origins, c.Origins)
			continue
		}
		call = &c
	}
	if call != nil {
		call.KnownFrom, _ = record.Published(record.Publications.In(in), call.Origins)
		Table.Add(out, *call)
	}
	return nil
}
