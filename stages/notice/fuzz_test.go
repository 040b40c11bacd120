package notice

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// FuzzWords holds that what is read of one word of a notice is read again from what was read.
func FuzzWords(f *testing.F) {
	for _, s := range []string{"2022/S 035-088158", "00088158-2022", "LOT-0001", "LOT-0000", "POL", "1A0", "EUR", "F252F386-55ac-01", "12", "9223372036854775807", "month", "0/S 0-0", "\u212a"} {
		f.Add(s, "months")
		f.Add("24", s)
	}
	f.Fuzz(func(t *testing.T, s, unit string) {
		for name, read := range map[string]func(string) string{"Number": Number, "Key": Key, "Lot": Lot, "Country": Country, "Currency": record.Currency} {
			got := read(s)
			if again := read(got); again != got {
				t.Errorf("%s(%q) is %q, and that %q", name, s, got, again)
			}
		}
		if got := Join(s, unit); Join(got) != got {
			t.Errorf("Join(%q, %q) is %q, and that %q", s, unit, got, Join(got))
		}
		day, _ := table.ParseDate("2024-02-29")
		if last := LastDay(day, s, unit); last != nil && *last < day {
			t.Errorf("a time of %q %q that begins on %s ends on %s", s, unit, day, last)
		}
		for _, person := range []bool{true, false} {
			if r := Company(s, unit, "IT", person); person && (r.Name != Company("", "", "IT", true).Name || r.Identifier != "") {
				t.Errorf("a person keeps a name or a number: %+v", r)
			}
			Buyer(s, unit, "IT", person)
		}
		Lines(s, unit, []string{s, unit})
		stagetest.Steady(t, s, func(s string) { Number(s); Key(s); _ = Lot(s); Company(s, s, "IT", false) })
	})
}
