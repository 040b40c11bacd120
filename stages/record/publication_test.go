package record_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/stages/record"
)

func TestPublication(t *testing.T) {
	for _, c := range []struct {
		of        func(string) string
		in, wants string
	}{
		{record.Language, "ENG", "en"}, {record.Language, "fr", "fr"}, {record.Language, "pt_BR", "pt"}, {record.Language, "en-GB", "en"},
		{record.Language, "Italian", ""}, {record.Language, "XXX", ""}, {record.Language, "12", ""}, {record.Language, "", ""},
		{record.Publisher, "Comune di Inventato", "Comune di Inventato"}, {record.Publisher, "Dott. Mario Rossi", ""}, {record.Publisher, "", ""},
		{record.Licence, " CC BY 4.0 ", "CC BY 4.0"}, {record.Licence, "https://licence.example/by?user=1", "https://licence.example/by"},
		{record.Licence, "CC BY, write to mario.rossi@example.org", "CC BY, write to " + record.Mask("mario.rossi@example.org")},
	} {
		if got := c.of(c.in); got != c.wants {
			t.Errorf("%q gives %q, want %q", c.in, got, c.wants)
		}
	}
}
