package exceptions

import (
	"testing"

	"github.com/perimeter-data/perimeter/stages/record"
)

// TestTold asks as documents do, which say of a body in one place what they do not say in another: it is remembered once.
func TestTold(t *testing.T) {
	alone := Exceptions{}
	x := alone.Own().(Exceptions)
	for _, r := range []record.Ref{
		{Name: "Comune di Prova", Country: "IT", Person: "no", Public: "yes"},
		{Name: "Comune di Prova", Country: "IT", Person: "unknown", Public: "unknown"},
		{Name: "Comune di Prova", Country: "IT"},
		{Name: "Comune di Prova", Country: "IT", Person: "likely"},
	} {
		if got, want := x.ID(r), alone.ID(r); got != want || (got == "") != (r.Person == "likely") {
			t.Errorf("%+v: %q, and without memory %q", r, got, want)
		}
	}
	if len(x.told) != 1 {
		t.Errorf("%d answers are remembered", len(x.told))
	}
}
