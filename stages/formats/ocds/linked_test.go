package ocds

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// TestPlacesAreNoIDs holds that the second award of a list is not the one whose id is 1.
func TestPlacesAreNoIDs(t *testing.T) {
	release := func(ids ...string) *object {
		var awards []any
		for _, id := range ids {
			award := newObject()
			award.fields.set("id", id)
			awards = append(awards, award)
		}
		o := newObject()
		o.fields.set("awards", awards)
		return o
	}
	out := table.NewSet("", table.DefaultBudget, Format.Writes...)
	defer out.Close()
	p, all := &process{out: out}, newObject()
	for _, step := range []struct {
		part *object
		path []string
	}{{release("1", "0"), nil}, {release("B"), []string{"awards", "1"}}, {release("C"), []string{"awards", "0"}}} {
		if p.put(all, step.part, step.path, source.Origin{}) {
			t.Errorf("%v differs from another award", step.path)
		}
	}
	var ids []string
	for _, a := range all.objects("awards") {
		ids = append(ids, a.text("id"))
	}
	if len(ids) != 4 {
		t.Errorf("awards %v, want 1, 0, B and C", ids)
	}
}

// TestManyRows holds that objects are found by their ids however many there are, and rows by their numbers.
func TestManyRows(t *testing.T) {
	l := &list{}
	for i := range 3 * few {
		id := string(rune('a' + i))
		if l.find(id) >= 0 {
			t.Errorf("%s is there before it is", id)
		}
		l.put(id, obj("id", id))
		if at := l.find(id); at != i {
			t.Errorf("%s is at %d, not %d", id, at, i)
		}
	}
	if l.find("") >= 0 {
		t.Error("an object without an id is found by none")
	}
}
