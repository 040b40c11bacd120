package movements

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// TestVendorsByName says which names of the lists tell a member's vendor: none that was borne for some time only, none that two
// vendors bear, and of one vendor the name of its own before that of a company of its family.
func TestVendorsByName(t *testing.T) {
	day, err := table.ParseDate("2020-01-01")
	if err != nil {
		t.Fatal(err)
	}
	lists := table.NewSet("", table.DefaultBudget, record.Vendors, record.VendorNames)
	defer lists.Close()
	record.Vendors.Add(lists, record.Vendor{ID: "a", Name: "Alder"}, record.Vendor{ID: "b", Name: "Beech"})
	for i, n := range []record.VendorName{
		{Vendor: "a", Name: "Alder Optics", Relation: "family"},
		{Vendor: "a", Name: "ALDER OPTICS", Relation: "same entity"},
		{Vendor: "a", Name: "Cedar Works", Relation: "same entity", From: &day},
		{Vendor: "a", Name: "Damson Works", Relation: "same entity", To: &day},
		{Vendor: "a", Name: "Elm Works", Relation: "same entity"},
		{Vendor: "b", Name: "Elm Works", Relation: "family"},
		{Vendor: "b", Name: "Fir Works", Relation: "family"},
		{Vendor: "b", Name: "...", Relation: "same entity"},
	} {
		n.ID = string(rune('a' + i))
		record.VendorNames.Add(lists, n)
	}
	all, err := buildVendors(lists)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]vendor{
		"alder optics": {id: "a", name: "Alder", relation: "same entity"},
		"cedar works":  {},
		"damson works": {},
		"elm works":    {},
		"fir works":    {id: "b", name: "Beech", relation: "family"},
		"":             {},
	} {
		if got := all[name]; got != want {
			t.Errorf("%q is %+v, want %+v", name, got, want)
		}
	}
}
