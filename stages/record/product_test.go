package record

import "testing"

// TestModelKey holds that only what no function rests on is left out of a model's number.
func TestModelKey(t *testing.T) {
	for model, want := range map[string]string{
		"DS-2CD2346G2-IU":                    "DS-2CD2346G2-IU",
		"ds-2cd2346g2-iu":                    "DS-2CD2346G2-IU",
		"DS-2CD2346G2-I":                     "DS-2CD2346G2-I", // without the microphone: another device
		"DS-2CD2346G2-IU(2.8mm)":             "DS-2CD2346G2-IU",
		"DS-2CD2346G2-IU 2.8 mm":             "DS-2CD2346G2-IU",
		"DS-2CD2346G2-IU (2.8-12mm)":         "DS-2CD2346G2-IU",
		"DS-2CD2346G2-ISU/SL":                "DS-2CD2346G2-ISU/SL",
		"iDS-7208HQHI-M1(A)/S(C)":            "IDS-7208HQHI-M1(A)/S(C)",
		"DS-2CD2532F(C)":                     "DS-2CD2532F(C)",
		"Dome camera 4 MP DS-2CD2346G2-IU":   "DS-2CD2346G2-IU",
		"DS-2CD2346G2-IU and DS-2CD2346G2-I": "",
		"DS-2CD2346G2-IU or DS-2CD2346G2-IU": "DS-2CD2346G2-IU",
		"C200":                               "C200",
		"Tapo C200":                          "", // a word of a description is no number without a hyphen
		"Dome":                               "",
		"2.8mm":                              "",
		"":                                   "",
	} {
		if got := ModelKey(model); got != want {
			t.Errorf("%q: %q, want %q", model, got, want)
		}
	}
}
