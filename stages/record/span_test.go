package record

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/table"
)

// TestSpans holds which days a source may mean: neither slips of the pen nor the zeros of databases, spreadsheets and clocks.
func TestSpans(t *testing.T) {
	for day, want := range map[string][3]bool{ // of anything, a contract, a clock
		"0001-01-01": {}, "0215-06-23": {}, "1019-07-20": {}, "1899-12-30": {}, "9999-12-31": {}, "2101-01-01": {}, "1969-12-31": {}, "1970-01-01": {},
		"1900-01-01": {true, false, false}, "1949-12-31": {true, false, false}, "1950-01-01": {true, true, false}, "1969-12-30": {true, true, false}, "1970-01-02": {true, true, false},
		"1999-12-31": {true, true, false}, "2000-01-01": {true, true, true}, "2100-12-31": {true, true, true},
	} {
		d, err := table.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		if got := [3]bool{AnyYears.Has(d), ContractYears.Has(d), ClockYears.Has(d)}; got != want {
			t.Errorf("%s: %v, want %v", day, got, want)
		}
	}
	for _, s := range []struct {
		Span
		want string
	}{{ContractYears, "between 1950 and 2100 other than 1969-12-31 and 1970-01-01 (the zero of clocks)"}, {ClockYears, "between 2000 and 2100"}, {TransparencyYears, "between 1990 and 2100"}} {
		if got := s.String(); got != s.want {
			t.Errorf("%s, want %s", got, s.want)
		}
	}
}
