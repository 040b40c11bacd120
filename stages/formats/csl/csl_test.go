package csl

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestFormat(t *testing.T) { stagetest.RunFormat(t, Format, []string{"old", "new"}) }

func TestPlanted(t *testing.T) {
	stagetest.Planted(t, Format, "old", "fintizi", "ermengarda", "zorba erm", "quintilio", "blue street", "via roma", "aa1234567", "tree.example", "1970", "minister")
	stagetest.Planted(t, Format, "new", "fintizi", "ermengarda", "zorba", "izna", "u00242309", "5550 1234", "1970")
}

func FuzzFormat(f *testing.F) {
	stagetest.FuzzFormat(f, Format, filepath.Join("testdata", "old"), filepath.Join("testdata", "new"))
}

func byName(all *table.Set) map[string]record.ListEntry {
	found := map[string]record.ListEntry{}
	for e := range record.ListEntries.In(all) {
		found[e.Name] = e
	}
	return found
}

// TestTraps holds the leading blank of names, the new layout's leading id, several addresses, "and" before the last name,
// words behind a name, and lists that the program does not know.
func TestTraps(t *testing.T) {
	found := byName(stagetest.CheckFormat(t, Format, filepath.Join("testdata", "old")))
	if e := found["LYNX AIRLINES"]; e.List != "us-bis-denied-persons" || e.From.String() != "2017-10-16" || e.To.String() != "2056-06-29" {
		t.Errorf("%+v", e)
	}
	if e := found["Hangzhou Hikvision Digital Technology Co., Ltd."]; e.List != "us-bis-entity-list" || !slices.Equal(e.Countries, []string{"CN", "GB"}) {
		t.Errorf("%+v", e)
	}
	if e := found["Oak Trading Company"]; e.From.String() != "2019-10-09" {
		t.Errorf("%+v", e)
	}
	if e := found["Larch Group"]; e.List != "paper-list-of-somebody" || e.From != nil || e.Publisher != "Some Office" {
		t.Errorf("%+v", e)
	}
	if len(found) != 6 {
		t.Errorf("%d entries, want 6", len(found))
	}
	all := stagetest.CheckFormat(t, Format, filepath.Join("testdata", "old"))
	var names []string
	for n := range record.ListNames.In(all) {
		if n.Entry == found["Hangzhou Hikvision Digital Technology Co., Ltd."].ID {
			names = append(names, n.Kind+": "+n.Name)
		}
	}
	slices.Sort(names)
	if want := []string{"alias: HIKV", "alias: Hikvision", "alias: Hikvision Digital", "name: Hangzhou Hikvision Digital Technology Co., Ltd."}; !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
	found = byName(stagetest.CheckFormat(t, Format, filepath.Join("testdata", "new")))
	if a, b := found["Academy of Thrust (AOT)"], found["ALDER BANK"]; a.Entry != "0badc0de01" || b.Entry != "7001" || found["BIRCH TRADE LIMITED"].Entry != "18300" {
		t.Errorf("%+v\n%+v", a, b)
	}
}

// TestReal reads samples of both layouts where they are at hand.
func TestReal(t *testing.T) {
	found := byName(stagetest.DriveFormat(t, Format, stagetest.Shared(t, "data/watch/watchlists/watchman")))
	for n, want := range map[string]string{
		"Guian New District Huawei Investment Co., Ltd., Guiyang, Guizhou":                 "us-bis-entity-list 2019-05-21",
		"Academy of Aerospace Solid Propulsion Technology (AASPT)":                         "us-bis-military-end-user-list 2020-12-23",
		"Sinobright Import and Export Company":                                             "us-state-nonproliferation-sanctions 2023-07-19",
		"China Electronics Technology Group Corporation 13th Research Institute (CETC 13)": "us-bis-entity-list 2018-08-01",
	} {
		if e, ok := found[n]; !ok || e.From == nil || e.List+" "+e.From.String() != want {
			t.Errorf("%s: %+v, want %s", n, e, want)
		}
	}
	for _, n := range []string{"ADRIAN MANUEL HERNANDEZ", "Gulnihal Yegane", "A.H. Shamnad", "Gunther Migeotte"} {
		if _, ok := found[n]; ok {
			t.Errorf("%s is a person", n)
		}
	}
}
