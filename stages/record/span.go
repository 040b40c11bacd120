package record

import (
	"fmt"
	"time"

	"github.com/perimeter-data/perimeter/pipeline/table"
)

// Span is the years in which the days of a kind may lie. What lies outside is a slip of the pen, or what a program writes where it
// knows no day.
type Span struct{ first, last int }

var (
	// AnyYears are those of what has a day: when somebody joined, a thing was bought, a model ceased.
	AnyYears = Span{1900, 2100}
	// ContractYears are those of calls, awards, contracts and payments, and of the notices that tell of them.
	ContractYears = Span{1950, 2100}
	// TransparencyYears are those of the contracts that the Italian law 190 of 2012 has published: the lists begin with what ran in 2012.
	TransparencyYears = Span{1990, 2100}
	// ClockYears are those that a machine tells by its clock; one that was never set says the year in which it was made, or 1970.
	ClockYears = Span{2000, 2100}
)

// Of says whether a day of this year may be meant.
func (s Span) Of(year int) bool { return s.first <= year && year <= s.last }

// Has says whether the day may be meant. The first day of 1970 never is, nor the one before: they are the zero of most clocks, in
// Greenwich and west of it.
func (s Span) Has(day table.Date) bool {
	return day != 0 && day != -1 && s.Of(time.Unix(int64(day)*86400, 0).UTC().Year())
}

// String is the span in words: between 2000 and 2100.
func (s Span) String() string {
	text := fmt.Sprintf("between %d and %d", s.first, s.last)
	if s.Of(1970) {
		text += " other than 1969-12-31 and 1970-01-01 (the zero of clocks)"
	}
	return text
}
