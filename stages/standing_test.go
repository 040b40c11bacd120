package stages

import (
	"strings"
	"testing"
)

// pointing are the published columns that name a vendor or an organisation without its official code, and why.
var pointing = map[string]string{
	"brands.vendor":              "the program's own lists point to vendors",
	"models.vendor":              "the program's own lists point to vendors",
	"listings.vendor":            "the program's own lists point to vendors",
	"vendor_names.vendor":        "the program's own lists point to vendors",
	"vendors.legal_name":         "another name of the vendor, whose code stands in the row",
	"ownership.vendor":           "a link between two names as its source writes them, of a family that vendors has",
	"evidence.vendor":            "a quote of an exposure, which has the code",
	"exposure_purchases.vendor":  "a link between an exposure and a purchase, which have the codes",
	"matches.vendor":             "a step on the way to exposures, deployments and capabilities, which have the code",
	"replies.vendor":             "what a user wrote in a table, in whose words it may be a name",
	"claim_sources.source_name":  "an observer as a text calls it",
	"decisions.left_name":        "what a person wrote in a table of decisions, beside an id or a code",
	"decisions.right_name":       "what a person wrote in a table of decisions, beside an id or a code",
	"namesakes.left_name":        "an organisation without a code that is trusted: that is why it is here",
	"namesakes.right_name":       "the code is in right_number, as SCHEME:IDENTIFIER",
	"memberships.former_name":    "a name and no organisation",
	"membership_events.new_name": "a name and no organisation",
	"movements.new_name":         "a name and no organisation",
}

// TestRowsStandAlone holds that whoever names a vendor or an organisation gives its official code: the columns of one are called
// x, x_name, x_scheme and x_identifier, or name, scheme and identifier of a struct x.
func TestRowsStandAlone(t *testing.T) {
	used := map[string]bool{}
	for _, table := range Pipeline.Tables() {
		d := table.Describe()
		if d.Draft {
			continue
		}
		has := map[string]bool{}
		for _, c := range d.Columns {
			has[c.Name] = true
		}
		for name := range has {
			who, named := strings.CutSuffix(name, "_name")
			sep := "_"
			if s, inside := strings.CutSuffix(name, ".name"); inside {
				who, named, sep = s, true, "."
			}
			if name == "vendor" {
				who, named = name, true
			}
			if !named || has[who+sep+"scheme"] && has[who+sep+"identifier"] {
				continue
			}
			at := d.Name + "." + name
			if name == "vendor_name" {
				at = d.Name + ".vendor"
			}
			if pointing[at] == "" {
				t.Errorf("%s: no %s and %s beside it: a row stands on its own", at, who+sep+"scheme", who+sep+"identifier")
			}
			used[at] = true
		}
	}
	for at := range pointing {
		if !used[at] {
			t.Errorf("%s is excused and needs no excuse", at)
		}
	}
}
