package roster

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestFormat(t *testing.T) {
	stagetest.RunFormat(t, Format, []string{"tables"})
}

// TestRosters holds what a comparison of rosters rests on.
func TestRosters(t *testing.T) {
	all := stagetest.CheckFormat(t, Format, filepath.Join("testdata", "tables"))
	got := map[string]int64{}
	for r := range record.Rosters.In(all) {
		got[r.Association.Name+" "+r.When] = r.Members
		if want := map[string]int64{"Example Forum": 1}[r.Association.Name]; want > 0 && r.Broken != want {
			t.Errorf("%s: %d broken rows, want %d: each may have been a member", r.Association.Name, r.Broken, want)
		}
	}
	for key, want := range map[string]int64{
		"Example Cameras Association (ECA) 2021-01-15": 3, // a natural person is counted
		"Example Cameras Association (ECA) 2021-07-15": 3, // a former member is not
		"Example Cameras Association (ECA) 2021-07":    1,
		"Example Cameras Association (ECA) ":           1, // 07/08/2021 is July or August
		"Example Forum 2022-09-01":                     2,
	} {
		if got[key] != want {
			t.Errorf("%s: %d members, want %d", key, got[key], want)
		}
	}
	if len(got) != 5 {
		t.Errorf("%v", got)
	}
}

// TestEvents holds that no event is called by a stronger name than its own, and no date made exact.
func TestEvents(t *testing.T) {
	all := stagetest.CheckFormat(t, Format, filepath.Join("testdata", "tables"))
	var got []string
	for e := range record.MembershipEvents.In(all) {
		if (e.Date != nil) != (len(e.When) == 10) {
			t.Errorf("%s %s: only a day is a day", e.Word, e.When)
		}
		got = append(got, strings.Join([]string{e.Member.Name, e.Word, e.Event, e.When, e.NewName}, "|"))
	}
	slices.Sort(got)
	want := []string{
		"Faro Srl|cessazione|left|2020-12-31|",
		"Faro Srl|messa alla prova|unknown||",
		"Lince Srl|Dimissioni|resigned|2021-06|",
		"Lince Srl|Espulsione|expelled||",
		"Lince Srl|Iscrizione|joined|2019-08-07|", // the heading is Italian: days come first
		"Lume Srl|Espulsione|expelled|2022|",
		"Lynxeye Ltd|reactivated|reactivated|2022-09|",
		"Lynxeye Ltd|suspended|suspended|2019-10-14|",
		"Vecchia Lanterna Spa|cambio denominazione|renamed|2020|Nuova Lanterna Spa",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestNoPersonalValue looks for planted names, codes and addresses in every row.
func TestNoPersonalValue(t *testing.T) {
	stagetest.Planted(t, Format, "tables", "ermengarda", "fintizi", "fntrng70e41z999h", "rossi", "marco", "quarantina", "belforte")
}

func TestMatch(t *testing.T) {
	for text, want := range map[string]bool{
		"Association,Member,Date\n":                           true,
		"\"Nome associazione\";Socio;\"Data elenco\"\n":       true,
		"association\tcompany\tevent\n":                       true,
		`[{"association": "A", "member": "B", "asOf": "C"}]`:  true,
		`{"association": "A", "member": "B", "event": "C"}`:   true,
		"Association,Member\n":                                false, // no date, no event
		"Member,Date\n":                                       false, // of what?
		"organization,member,date\n":                          false,
		`{"releases": [{"association": "A", "member": "B"}]}`: false,
		"": false,
	} {
		if got := Format.Match("x", source.NewHead([]byte(text))); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func FuzzFormat(f *testing.F) {
	f.Add([]byte(`[{"association": "A", "member": "B", "as_of": 2021}, 7, null]`))
	stagetest.FuzzFormat(f, Format, "testdata/tables")
}
