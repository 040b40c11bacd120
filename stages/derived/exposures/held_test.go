package exposures

import (
	"slices"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/capabilities"
	"github.com/perimeter-data/perimeter/stages/derived/deployments"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/derived/things"
	"github.com/perimeter-data/perimeter/stages/record"
)

// TestGradeOfAChannel holds that a device which its own account gives to a body is evidence of the first grade, and one that is a
// channel of a body's recorder, which makes it the body's by inference, is not.
func TestGradeOfAChannel(t *testing.T) {
	for held, want := range map[string]string{"own": "A", things.Recorder: "B"} {
		l := &lead{subject: subject{deployment: &deployments.Deployment{Source: "configuration", Held: held}}}
		if got := l.grade("device tag"); got != want {
			t.Errorf("%s: %s, want %s", held, got, want)
		}
	}
}

// TestFunctionsOfCatalogues holds that what a catalogue offers of a model, and what a device says that it has not, is no function of
// the devices of a body.
func TestFunctionsOfCatalogues(t *testing.T) {
	in := table.NewSet("", table.DefaultBudget, capabilities.Table, matches.Table)
	for i, c := range []capabilities.Capability{
		{Vendor: "v", Function: "face recognition", State: "offered", Basis: "catalogue"},
		{Vendor: "v", Function: "audio listening", State: record.Absent, Basis: "configuration"},
		{Vendor: "v", Function: "line crossing", State: "enabled", Basis: "configuration"},
		{Vendor: "", Function: "intrusion", State: "enabled", Basis: "configuration"},
	} {
		c.ID = string(rune('a' + i))
		capabilities.Table.Add(in, c)
	}
	if got := functions(in)["v"]; !slices.Equal(got, []string{"line crossing: enabled"}) {
		t.Error(got)
	}
}
