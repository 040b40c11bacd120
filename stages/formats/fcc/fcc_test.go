package fcc

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestFormat(t *testing.T) { stagetest.RunFormat(t, Format, []string{"list"}) }

func FuzzFormat(f *testing.F) { stagetest.FuzzFormat(f, Format, filepath.Join("testdata", "list")) }

// entries are the entries by name, with what a reader would ask first.
func entries(all *table.Set) map[string][]string {
	found := map[string][]string{}
	for e := range record.ListEntries.In(all) {
		day := ""
		if e.From != nil {
			day = e.From.String()
		}
		limited := ""
		if e.Purpose != "" {
			limited = "limited"
		}
		found[e.Name] = []string{day, limited, e.Parent, e.DateText}
	}
	return found
}

// TestTraps holds several days in one cell, limits to a purpose, names in prose, and rows that name nobody.
func TestTraps(t *testing.T) {
	all := stagetest.CheckFormat(t, Format, filepath.Join("testdata", "list"))
	found := entries(all)
	for n, want := range map[string][]string{
		"Lynxeye Technologies Company":                  {"2021-03-12", "", "", ""},
		"Hangzhou Hikvision Digital Technology Company": {"2021-03-12", "limited", "", ""},
		"AO Kaspersky Lab":                              {"2022-03-25", "", "", ""},
		"Wide Ocean Corp.":                              {"2022-03-25", "limited", "", ""},
		"Lake Networks Corp":                            {"2022-09-20", "limited", "", ""},
		"PondNet (USA) LLC":                             {"2022-09-20", "limited", "Lake Networks Corp", ""},
		"Kaspersky Lab, Inc.":                           {"2024-07-23", "", "", "July 23, 2024; January 7, 2026; March 18, 2026"},
		"Undated Networks Ltd.":                         {"", "", "", ""},
	} {
		if !slices.Equal(found[n], want) {
			t.Errorf("%s: %q, want %q", n, found[n], want)
		}
		delete(found, n)
	}
	for n := range found {
		t.Errorf("%s is no vendor of the list", n)
	}
}

// TestReal reads the real list where it is at hand.
func TestReal(t *testing.T) {
	found := entries(stagetest.DriveFormat(t, Format, stagetest.Shared(t, "data/watch/watchlists/opensanctions")))
	for n, want := range map[string][]string{
		"Huawei Technologies Company":                   {"2021-03-12", ""},
		"ZTE Corporation":                               {"2021-03-12", ""},
		"Hytera Communications Corporation":             {"2021-03-12", "limited"},
		"Hangzhou Hikvision Digital Technology Company": {"2021-03-12", "limited"},
		"Dahua Technology Company":                      {"2021-03-12", "limited"},
		"AO Kaspersky Lab":                              {"2022-03-25", ""},
		"Kaspersky Lab, Inc.":                           {"2024-07-23", ""},
		"ComNet (USA) LLC":                              {"2022-09-20", "limited"},
	} {
		if len(found[n]) == 0 || !slices.Equal(found[n][:2], want) {
			t.Errorf("%s: %q, want %q", n, found[n], want)
		}
	}
	if len(found) != 13 {
		t.Errorf("%d entries, want 13", len(found))
	}
}
