package main

import (
	"testing"

	"github.com/perimeter-data/perimeter/stages/derived/exceptions"
)

// TestRowID holds that a row is known by its column id, also where its table says of no row where it was read.
func TestRowID(t *testing.T) {
	if r := asRow(exceptions.Table, exceptions.Table.Name, &exceptions.Exception{ID: "x"}); r.id != "x" {
		t.Errorf("the row's id is %q, want x", r.id)
	}
}
