package stages

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/stages/formats/watch"
	"github.com/perimeter-data/perimeter/stages/identifier"
)

// pointing are the published columns that name a vendor or an organisation without its official code, and why.
var pointing = map[string]string{
	"brands.vendor":              "the program's own lists point to vendors",
	"models.vendor":              "the program's own lists point to vendors",
	"listings.vendor":            "the program's own lists point to vendors",
	"vendor_names.vendor":        "the program's own lists point to vendors",
	"vendors.legal_name":         "another name of the vendor, whose code stands in the row",
	"exposure_purchases.vendor":  "a link between an exposure and a purchase, which have the codes",
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

// TestVendorCodes holds that the code of a vendor is of a register that is known here and has the check digits of it: one digit wrong
// would be another company.
func TestVendorCodes(t *testing.T) {
	f, err := watch.Lists.Open("lists/vendors.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	scheme, code := slices.Index(rows[0], "scheme"), slices.Index(rows[0], "identifier")
	for _, r := range rows[1:] {
		if r[code] == "" {
			continue
		}
		if n := identifier.Read(r[scheme], r[code]); n.Doubt != "" || n.Scheme != r[scheme] || n.Code != r[code] {
			t.Errorf("%s: %s %s is read as %s %s (%s)", r[0], r[scheme], r[code], n.Scheme, n.Code, n.Doubt)
		}
		last := r[code][:len(r[code])-1] + string('0'+(r[code][len(r[code])-1]-'0'+1)%10)
		if n := identifier.Read(r[scheme], last); n.Doubt == "" {
			t.Errorf("%s: no check of %s would find a wrong digit", r[0], r[scheme])
		}
	}
}
