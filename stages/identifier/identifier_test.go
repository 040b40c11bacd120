package identifier

import (
	_ "embed"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
)

// numbers are random ones, judged by another implementation of the same rules (python-stdnum 2): register, number, verdict.
//
//go:embed testdata/numbers.tsv
var numbers string

func TestCheckDigits(t *testing.T) {
	n := map[string]int{}
	for line := range strings.Lines(numbers) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		got := Read(f[0], f[1])
		n[f[2]]++
		if (got.Check == "right") != (f[2] == "right") || (got.Doubt == "") != (f[2] == "right") {
			t.Errorf("%s %s is %s: %+v", f[0], f[1], f[2], got)
		}
	}
	if n["right"] < 150 || n["not right"] < 150 {
		t.Errorf("%v: too few to mean anything", n)
	}
	for scheme, r := range registers {
		if r.check != nil && !strings.Contains(numbers, scheme+"\t") && scheme != "SK-ICO" && scheme != "CZ-VAT" {
			t.Errorf("%s has check digits that no test knows", scheme)
		}
	}
}

// TestRead holds what two spellings of one number have in common, and what speaks against numbers.
func TestRead(t *testing.T) {
	for _, c := range []struct{ scheme, code, wantScheme, want, doubt string }{
		{"IT-CF", "00999000011", "IT-CF", "00999000011", ""},
		{"it-vat", " IT00999000011", "IT-CF", "00999000011", ""},
		{"EU-VAT", "IT 00999000011", "IT-CF", "00999000011", ""},
		{"P.IVA", "009 990 000 11", "IT-CF", "00999000011", ""},
		{"IT-CF", "00999000012", "IT-CF", "00999000012", WrongCheck},
		{"IT-CF", "999000011", "IT-CF", "999000011", WrongForm}, // leading zeros lost
		{"IT-CF", "00000000000", "IT-CF", "00000000000", Placeholder},
		{"IT-CF", "CF00000000000", "IT-CF", "CF00000000000", Placeholder},
		{"IT-CF", "99999999999", "IT-CF", "99999999999", Placeholder},
		{"IT-CF", "12345678901", "IT-CF", "12345678901", Placeholder},
		{"IT-CF", "NAN", "IT-CF", "NAN", Placeholder},
		{"IT-CF", "RSSMRA80A01H501U", "IT-CF", "RSSMRA80A01H501U", Personal},
		{"", "00999000011", "", "00999000011", NoRegister},
		{"GB-COH", "00012345", "GB-COH", "00012345", ""},
		{"GB-COH", "GB-COH-00012345", "GB-COH", "00012345", ""},
		{"GB-COH", "712345", "GB-COH", "00712345", ""},
		{"GB-COH", "sc123456", "GB-COH", "SC123456", ""},
		{"GB-COH", "none", "GB-COH", "NONE", Placeholder},
		{"GB-COH", "12", "GB-COH", "12", WrongForm},
		{"Some Register", "12", "SOME REGISTER", "12", TooShort},
		{"Some  Register", "12 34", "SOME REGISTER", "1234", ""},
		{"LEI", "5493001KJTIIGC8Y1R12", "XI-LEI", "5493001KJTIIGC8Y1R12", ""},
		{"LEI", "5493001KJTIIGC8Y1R13", "XI-LEI", "5493001KJTIIGC8Y1R13", WrongCheck},
		{"UEI", "ABCDEFGHJKLM", "US-UEI", "ABCDEFGHJKLM", ""},
		{"UEI", "ABCDEFGHIJKL", "US-UEI", "ABCDEFGHIJKL", WrongForm}, // it has no I and no O
		{"DUNS", "00-121-3206", "US-DUNS", "001213206", ""},
		{"DUNS", "ABCD", "US-DUNS", "ABCD", WrongForm},
		{"WIKIDATA", "q456", "WIKIDATA", "Q456", ""},
		{"WIKIDATA", "456", "WIKIDATA", "456", WrongForm},
		{"EU-VAT", "DK13585628", "DK-CVR", "13585628", ""},
		{"DK-CVR", "13585628", "DK-CVR", "13585628", ""},
		{"VAT", "EL094259216", "GR-VAT", "094259216", ""},
		{"VAT", "123456", "VAT", "123456", Placeholder},
		{"VAT", "871326", "VAT", "871326", ""},
	} {
		got := Read(c.scheme, c.code)
		if got.Scheme != c.wantScheme || got.Code != c.want || got.Doubt != c.doubt {
			t.Errorf("%s %s: %+v", c.scheme, c.code, got)
		}
		if again := Read(got.Scheme, got.Code); again != got {
			t.Errorf("%s %s is read as %+v and that as %+v", c.scheme, c.code, got, again)
		}
	}
}

func FuzzRead(f *testing.F) {
	seen := map[string]bool{}
	for line := range strings.Lines(numbers) {
		if p := strings.Split(line, "\t"); !seen[p[0]] { // one of each register: a fuzzer goes through its seeds one by one
			seen[p[0]] = true
			f.Add(p[0], p[1])
		}
	}
	f.Add("VAT", "EL1")
	f.Add("ES-VAT", "")
	f.Fuzz(func(t *testing.T, scheme, code string) {
		n := Read(scheme, code)
		if n.Doubt == "" && (n.Scheme == "" || n.Code == "" || n.Check == "wrong") {
			t.Errorf("trusted: %+v", n)
		}
		if again := Read(n.Scheme, n.Code); n.Doubt == "" && again != n {
			t.Errorf("%q, %q: %+v, and of that %+v", scheme, code, n, again)
		}
		stagetest.Visible(t, "a trusted number", map[bool]string{true: n.Scheme + n.Code}[n.Doubt == ""])
		Nothing(code)
		stagetest.Steady(t, code, func(s string) { Read(scheme, s); Nothing(s) })
	})
}
