package matches

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/orgname"
)

// TestComparedAnew holds that beside a list that has one name more, only those suppliers are compared again that the vendor of that
// name is a candidate for, and that what is found is what a run finds that remembers nothing.
func TestComparedAnew(t *testing.T) {
	var names []string
	for _, a := range []string{"Huawei", "Hikvison", "Dahua", "Lakecam", "Lakekam", "Megvii", "Hytera", "ZTE", "Beech", "Cedar", "Kaspersky", "Uniview", "Larch", "Tiandy", "Hazel", "Nuctech"} {
		for _, b := range []string{"Technology", "Technologies", "Digital", "Lab", "Service", "Tree Nurseries", "Communications", "Impianti", "Vision", "Works"} {
			for _, c := range []string{"Srl", "Ltd.", "Italia S.p.A.", "Europe B.V.", "GmbH"} {
				names = append(names, a+" "+b+" "+c)
			}
		}
	}
	d, err := table.ParseDate("2021-05-01")
	if err != nil {
		t.Fatal(err)
	}
	ask := func(s *search) (found [][]Match) {
		for i, name := range names {
			found = append(found, s.ofPurchase(purchases.Purchase{ID: fmt.Sprint(i), Date: &d, Suppliers: []purchases.Org{{ID: "s", Name: name, Country: "IT"}}}))
		}
		return found
	}
	run := func(s *search, kept []byte) (found [][]Match, compared map[string]bool, remembered []byte) {
		own := *s
		own.Index = s.Own().(*Index)
		own.Recall(kept)
		found = ask(&own)
		return found, own.memory.anew, own.Remember()
	}
	const list = "vendor,name,relation,kind,from,to,verified,source\n"
	const lakecam = list + "lakecam,Lakecam Technology Ltd.,same entity,legal name,,,no,a test\n"
	before := embeddedIndex(t, lakecam)
	first, all, kept := run(before, nil)
	if again, compared, _ := run(before, kept); len(compared) > 0 || !reflect.DeepEqual(again, first) {
		t.Errorf("the same lists: %d names are compared again", len(compared))
	}
	for _, c := range []struct {
		vendor string
		lists  []string
	}{
		{"lakecam", nil}, // the list is gone
		{"hikvision", []string{lakecam, list + "hikvision,Hikvision Beech Works Ltd.,same entity,alias,,,no,a test\n"}},
		{"lakecam", []string{lakecam, list + "lakecam,Lakekam Holding,same entity,alias,2020-01-01,2021-01-01,no,a test\n"}},
	} {
		more, vendor, lists := fmt.Sprint(len(c.lists), c.vendor), c.vendor, c.lists
		after := embeddedIndex(t, lists...)
		found, compared, _ := run(after, kept)
		fresh, _, _ := run(after, nil)
		if !reflect.DeepEqual(found, fresh) {
			t.Errorf("%q: what is remembered changes what is found", more)
		}
		touched := map[string]bool{}
		for _, name := range names {
			n := orgname.Parse(name)
			if slices.Contains(after.roll.near(&n), vendor) && !slices.ContainsFunc(after.names[orgname.Normal(name)], func(e entry) bool { return e.Vendor == vendor }) {
				touched[name] = true
			}
		}
		if !reflect.DeepEqual(compared, touched) {
			t.Errorf("%q: %d names are compared again, and the vendor is a candidate for %d", more, len(compared), len(touched))
		}
		if lists != nil && (len(compared) == 0 || len(compared)*3 > len(all)) {
			t.Errorf("%q: %d names of %d are compared again", more, len(compared), len(all))
		}
		t.Logf("%q: %d names, of which %d have a candidate; %d compared again", more, len(names), len(all), len(compared))
	}
	if _, compared, _ := run(before, []byte("{broken")); len(compared) != len(all) {
		t.Error("what cannot be read is not forgotten")
	}
}
