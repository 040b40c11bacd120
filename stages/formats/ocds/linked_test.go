package ocds

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// TestRowsAndIDs holds that the number by which a row names its object is no id: where the table of releases has columns of a
// list too, the award "1" that it tells of and the row awards.1, which is of another award, stay two.
func TestRowsAndIDs(t *testing.T) {
	for _, rowsFirst := range []bool{false, true} {
		p, release := &process{}, newObject()
		main := func() {
			p.put(release, obj("awards", []any{obj("id", "1", "title", "of the release")}), nil, source.Origin{})
		}
		row := func() {
			p.put(release, obj("awards", obj("id", "other", "title", "of the row")), []string{"awards", "1"}, source.Origin{})
		}
		if rowsFirst {
			row()
			main()
		} else {
			main()
			row()
		}
		titles := map[string]string{}
		for _, o := range release.objects("awards") {
			titles[o.text("id")] = o.text("title")
		}
		if len(titles) != 2 || titles["1"] != "of the release" || titles["other"] != "of the row" {
			t.Errorf("rows first: %v: the awards are %v", rowsFirst, titles)
		}
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
