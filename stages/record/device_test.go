package record

import "testing"

func TestLabelSerial(t *testing.T) {
	for s, want := range map[string]string{
		"DS-2CD2999G9-IX20240101AAWRFC1234567":  "FC1234567",
		"ds-2cd2999g9-ix20240101ccwr478123456":  "478123456",
		"DS-2SE4C999-X/0123456789AAWRFC1234567": "FC1234567",
		"FC1234567":                             "FC1234567",
		"9X9X9X9PAG99999":                       "9X9X9X9PAG99999", // another maker's
		"20240101":                              "20240101",
		"":                                      "",
	} {
		if got := LabelSerial(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}
