package findings

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/exposures"
	"github.com/perimeter-data/perimeter/stages/policy"
	"github.com/perimeter-data/perimeter/stages/record"
)

// TestDayOfAnother holds that a rule about the day of a purchase is not decided by another day: nobody is inside for having bought after
// a rule because a contract began, or a list was published, after it.
func TestDayOfAnother(t *testing.T) {
	from, before, after := table.Date(19000), table.Date(18000), table.Date(19500)
	condition, err := policy.Compile("sense == 'purchase' && date >= '" + from.String() + "'")
	if err != nil {
		t.Fatal(err)
	}
	r := &rule{record.Rule{From: &from}, condition, nil}
	for kind, want := range map[string][2]policy.Outcome{
		"signed":       {policy.Outside, policy.Inside},
		"awarded":      {policy.Outside, policy.Inside},
		"period start": {policy.Unknown, policy.Unknown},
		"release":      {policy.Outside, policy.Unknown},
		"process":      {policy.Unknown, policy.Unknown},
	} {
		for i, day := range []table.Date{before, after} {
			facts := policy.Facts{"sense": "purchase", "date": day.String()}
			got, missing, err := r.decide(facts, exposures.Exposure{Deal: "d", Date: &day, DateKind: kind})
			if err != nil || got != want[i] || got == policy.Unknown && (len(missing) != 1 || missing[0] != "date") {
				t.Errorf("%s %s: %s (%v), want %s; %v", kind, day, got, missing, want[i], err)
			}
			if facts["date"] == nil {
				t.Error("the facts themselves were changed, so that the next rule would see it")
			}
		}
	}
}
