package ofac

import (
	"slices"
	"testing"
)

// TestLinked holds that remarks link an entry to organisations, each once, and to nobody who may be a person.
func TestLinked(t *testing.T) {
	for remarks, want := range map[string][]string{
		"00132195 (Russia); Linked To: LARCH INVESTMENT COMPANY; Linked To: LARCH INVESTMENT COMPANY.":  {"LARCH INVESTMENT COMPANY"},
		"Linked To: CEDAR HOLDING LTD.; Linked To: MINISTRY OF LANTERNS; Tax ID No. 1 (Russia).":        {"CEDAR HOLDING LTD", "MINISTRY OF LANTERNS"},
		"Linked To: FINTIZI, Ermengarda; Linked To: ZORBA ERMENEGILDO; Linked To: ABU LARCH.":           nil,
		"a.k.a. 'LARCH COMPANY'; Website linked to: larch.example; Secondary sanctions risk: section 1": nil,
		"": nil,
	} {
		if got := linked(remarks); !slices.Equal(got, want) {
			t.Errorf("%s: %q", remarks, got)
		}
	}
}
