package record

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
)

// FuzzTexts holds what is made of any text, as documents give them: made again of what was made it is the same, nothing in it is
// hidden, and no text costs more than in proportion to its length.
func FuzzTexts(f *testing.F) {
	for _, s := range []string{"Ing. Mario Rossi & C. S.n.c.", "a&amp;amp;lt;b\u200b", "01/06/2021", "2021-06-31T00:00:00Z", "DS-2CD2043G2-I(U) 2.8mm", "44:19:b6:00:00:01", "Z1A2B3C4D5",
		"ita", "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/?x=y", "ROSSI MARIO, VERDI LUCA; Bianchi Anna", "asOf As-of as_of", "(ROSSI", "\xff[…] […]", "1 2.3.2021", "Hangzhou Hikvision Digital Technology",
		"utente M.R", "C.F. RSSMRA80A01H501U tel. 333 1234567", "DOTT. A", "di di di", "İ.ı. ŉ"} {
		f.Add(s, "Mario Rossi")
		f.Add("Esempio Srl", s)
	}
	once := map[string]func(string) string{
		"TextKey": TextKey, "Heading": Heading, "CIG": CIG, "ListWord": ListWord, "LabelSerial": LabelSerial, "Language": Language, "Licence": Licence, "Publisher": Publisher,
		"CardOrganisation": CardOrganisation, "When": func(s string) string { return When(s, true) },
	}
	f.Fuzz(func(t *testing.T, s, other string) {
		if !utf8.ValidString(s) { // as no cursor gives a text
			s = strings.ToValidUTF8(s, "?")
		}
		clean := Clean(s)
		if again := Clean(clean); again != clean && !strings.Contains(clean, "&") {
			t.Errorf("Clean(%q) is %q, and that %q", s, clean, again)
		}
		stagetest.Visible(t, "Clean", strings.Map(noBidi, clean))
		for name, made := range once {
			got := made(s)
			if again := made(got); again != got && !strings.Contains(got, "&") {
				t.Errorf("%s(%q) is %q, and that %q", name, s, got, again)
			}
		}
		for _, day := range []bool{true, false} {
			if when := When(s, day); len(when) == 10 && DayOf(when) == nil {
				t.Errorf("When(%q, %v) is %q, which is no day", s, day, when)
			}
		}
		if key := ModelKey(s); key != "" && key != strings.ToUpper(key) {
			t.Errorf("ModelKey(%q) is %q", s, key)
		}
		if SameText(s, other) != SameText(other, s) || TextKey(s) != "" && !SameText(s, s) {
			t.Errorf("SameText(%q, %q) depends on their order, or on nothing", s, other)
		}
		for _, v := range SplitList(s, ";") {
			if v == "" || strings.TrimSpace(v) != v {
				t.Errorf("SplitList(%q) gives %q", s, v)
			}
		}
		if all := FunctionsIn(s); len(slices.Compact(slices.Sorted(slices.Values(all)))) != len(all) {
			t.Errorf("FunctionsIn(%q) gives %q", s, all)
		}
		r := NewRef(s, "IT-CF", other, "IT")
		if again := NewRef(r.Name, r.Scheme, r.Identifier, r.Country); r.Person == "no" && again.Name != r.Name {
			t.Errorf("NewRef(%q, %q) is %+v, and of that %+v", s, other, r, again)
		}
		KnownPerson("scope", r, s)
		Words(s)
		CardMaker(s)
		ListAmong([]string{s, other})
		ParseDay(s, "2.1.2006", "January 2, 2006")
		for _, among := range []Persons{FewPersons, SomePersons, MostlyPersons} {
			ListedPerson(s, among)
		}
		PersonalForm(s)
		MaskTraces(s, "salt", Trace("salt", other))
		stagetest.Steady(t, s, func(s string) {
			for _, made := range once {
				made(s)
			}
			Clean(s)
			Mask(s, "Mario Rossi", s)
			MaskName(s)
			NewRef(s, "IT-CF", s, "IT")
			ModelKey(s)
			SameText(s, s+"x")
			FunctionsIn(s)
			ListedPerson(s, MostlyPersons)
			MaskTraces(s, "salt", Trace("salt", s))
		})
	})
}

// noBidi leaves out marks that turn the direction of text, which a document may need.
func noBidi(r rune) rune {
	if r >= 0x200e && r <= 0x200f || r == 0x061c || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
		return -1
	}
	return r
}
