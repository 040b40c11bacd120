// Package findings holds every exposure against every policy: inside, outside, or unknown. What a policy says is a condition
// that somebody wrote down (stages/policy); a finding says what the records let be said of it, and what they do not.
package findings

import (
	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/exposures"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/derived/vendorlistings"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Finding is what one rule says of one exposure.
type Finding struct {
	ID               string          `parquet:"id" doc:"content id: rule and exposure"`
	Policy           string          `parquet:"policy,dict" doc:"the policy, as in policies"`
	Rule             string          `parquet:"rule,dict" doc:"the rule of the policy"`
	Title            string          `parquet:"title" doc:"what the rule asks"`
	Exposure         string          `parquet:"exposure" doc:"id of the exposure"`
	Body             purchases.Org   `parquet:"body" doc:"the public body"`
	Vendor           string          `parquet:"vendor,dict" doc:"id of the vendor"`
	VendorName       string          `parquet:"vendor_name" doc:"name of the vendor"`
	VendorScheme     string          `parquet:"vendor_scheme,optional,dict" doc:"register of the vendor's official code"`
	VendorIdentifier string          `parquet:"vendor_identifier,optional" doc:"official code of its parent company in that register; null where vendors has none"`
	Outcome          string          `parquet:"outcome,dict" doc:"inside, outside or unknown. Outside says that the condition of the rule is not met, unknown that the records do not decide it: neither says that the body complies with a law"`
	Measure          string          `parquet:"measure,optional,dict" doc:"id of the measure that the rule rests on; null if the rule names none"`
	Bound            string          `parquet:"bound,dict" doc:"does that measure speak to bodies like this one: yes, no, unknown (also where the rule names no measure)"`
	BoundBy          string          `parquet:"bound_basis,optional" doc:"why, in words; null where the rule names no measure of this dataset"`
	Missing          []string        `parquet:"missing,list" doc:"what is not known where the outcome is unknown: names of stages/policy, words of the rule, or an id that the rule asks about and no list of the dataset has, such as a misspelt one: such a rule decides nothing"`
	From             *table.Date     `parquet:"from,date" doc:"first day on which the rule held; null if not known. The condition alone decides: it says itself which day counts"`
	To               *table.Date     `parquet:"to,date" doc:"last day on which it held; null if it holds or is not known"`
	Verified         string          `parquet:"verified,dict" doc:"was a primary text of the rule read: yes, or no (check before quoting)"`
	Wording          string          `parquet:"wording" doc:"what may be said, in English"`
	WordingIT        string          `parquet:"wording_it" doc:"what may be said, in Italian"`
	Origins          []source.Origin `parquet:"origins,list" doc:"the records behind the exposure, and the line of the rule"`
}

// Table holds one row a rule and exposure.
var Table = &table.Table[Finding]{Name: "findings", Grain: "one rule and one exposure", Sort: []string{"policy", "rule", "outcome", "id"},
	Doc: "Every exposure beside every rule of every policy. A finding is no finding of wrongdoing: the rule may not bind the body, and what was bought may have been lawful."}

// Stage derives findings.
var Stage = &pipeline.Stage{
	Name: "findings", Doc: "hold every exposure against every policy",
	Reads: []pipeline.Input{
		pipeline.By(exposures.Table, func(e exposures.Exposure) string { return e.ID }),
		rules,
	},
	Writes: Table,
	AsOf:   true,
	Derive: derive,
}

// rules ask of public lists which there are.
var rules = pipeline.Narrowed(pipeline.Whole(build, record.Policies, record.Vendors, record.Measures, record.Watchlists, vendorlistings.Table),
	vendorlistings.Table, func(l *vendorlistings.VendorListing) bool {
		*l = vendorlistings.VendorListing{ID: l.List, List: l.List}
		return l.List != ""
	})
