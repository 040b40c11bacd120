package ftm

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestFormat(t *testing.T) { stagetest.RunFormat(t, Format, []string{"flat", "delta"}) }

func TestPlanted(t *testing.T) {
	stagetest.Planted(t, Format, "flat", "fintizi", "ermengarda", "zorba", "1970", "5550 1234", "aa1234567", "via roma")
	stagetest.Planted(t, Format, "delta", "fintizi", "ermengarda", "zorba")
}

func FuzzFormat(f *testing.F) {
	stagetest.FuzzFormat(f, Format, filepath.Join("testdata", "flat"), filepath.Join("testdata", "delta"))
}

func lines(all *table.Set) (lines []string) {
	day := func(d *table.Date) string {
		if d == nil {
			return "-"
		}
		return d.String()
	}
	for e := range record.ListEntries.In(all) {
		l := strings.Join([]string{e.List, e.Name, e.Programme, day(e.From), day(e.To), e.DateKind, e.DateText}, " | ")
		if e.Removed {
			l += " | removed"
		}
		lines = append(lines, l)
	}
	slices.Sort(lines)
	return lines
}

// TestTraps holds properties that are lists, sanctions that point to their entity, days on which a collector saw it (no
// days of a list), entities of several collections, entities on no list, persons and all that points to them, and deltas.
func TestTraps(t *testing.T) {
	for folder, want := range map[string][]string{
		"flat": {
			"hill-list | Lynxeye Ltd | Rule of the Hill | 2021-03-04 | - | listed | 2021-03-04; 2021-03-09",
			"lake-list | Lynxeye Ltd | Law of the Lake | 2020-02-01 | - | listed | 2020-02-01; 2024-05",
			"nest-list | Nested Bank | Nest | 2022-02-02 | - | listed | ",
			"unknown | Several Ltd |  | - | - | unknown | ",
			"unknown | Vole Ltd |  | - | - | unknown | ", // a subsidiary, whose parents are in ownership
		},
		"delta": {
			"lake-list | Fir Bank |  | - | - | unknown |  | removed",
			"lake-list | New Bank |  | - | - | unknown | ",
			"lake-list | Oak Bank | Law of the Lake | 2024-01-02 | - | listed | ",
		},
	} {
		if got := lines(stagetest.CheckFormat(t, Format, filepath.Join("testdata", folder))); !slices.Equal(got, want) {
			t.Errorf("%s:\n%s\nwant\n%s", folder, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

func TestMatch(t *testing.T) {
	for text, want := range map[string]bool{
		`{"id":"a","schema":"Company","properties":{}}`:         true,
		`{"op":"ADD","entity":{"id":"a"}}`:                      true,
		`{"judgement":"positive","left":{"id":"a"},"right":{}}`: false,
		`{"op":"ADD","entity":{"id":"a"},"more":1}`:             false,
		`{"DATA_SOURCE":"TEST","RECORD_ID":"1","NAME_ORG":"x"}`: false,
		``: false,
	} {
		if got := Format.Match("x", source.NewHead([]byte(text))); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// TestReal reads real collections where they are at hand: of two of party donations nobody is on a list.
func TestReal(t *testing.T) {
	got := lines(stagetest.DriveFormat(t, Format, stagetest.Shared(t, "data/watch/watchlists/ftm")))
	if len(got) != 3 || !strings.HasPrefix(got[0], "eu-fsf | IRGC") || !strings.HasPrefix(got[1], "eu-fsf | RAB „Inter Tobacco“") || !strings.HasPrefix(got[2], "unknown | AL-QAIDA IN IRAQ") {
		t.Errorf("%q", got)
	}
}
