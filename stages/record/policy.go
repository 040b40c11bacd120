package record

import (
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// Rule is one condition of a policy: what somebody wants to know of every exposure, in a language that can be decided.
type Rule struct {
	ID        string          `parquet:"id" doc:"content id: policy and rule"`
	Policy    string          `parquet:"policy,dict" doc:"short stable word, such as us-ndaa-889"`
	Rule      string          `parquet:"rule,dict" doc:"short stable word within the policy"`
	Title     string          `parquet:"title" doc:"what the rule asks, in a few words"`
	Measure   string          `parquet:"measure,optional,dict" doc:"id of the measure that the rule rests on; null if none is named"`
	Scope     string          `parquet:"scope" doc:"whom and what it binds, in a sentence"`
	Condition string          `parquet:"condition" doc:"condition over one exposure, in CEL, with the names of package stages/policy; true: inside the rule's perimeter"`
	From      *table.Date     `parquet:"from,date" doc:"first day on which the rule held, told beside each finding; null if not known, or if it is nobody's law. The condition alone decides: it says itself which day counts"`
	To        *table.Date     `parquet:"to,date" doc:"last day on which it held; null if it holds or is not known"`
	Verified  string          `parquet:"verified,dict" doc:"was a primary text read: yes, or no (known from reports; check before quoting)"`
	Source    string          `parquet:"source" doc:"where the rule is written"`
	Origins   []source.Origin `parquet:"origins,list" doc:"the line of the policy"`
}

// Policies holds one row a rule.
var Policies = &table.Table[Rule]{Name: "policies", Grain: "one rule of one policy", Sort: []string{"policy", "rule"},
	Doc: "What counts as inside the perimeter: the program's own policies, and those that a user gave as inputs."}
