package opensanctions

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestFormat(t *testing.T) {
	stagetest.RunFormat(t, Format, []string{"hand", "dod", "eu", "simple"})
}

func TestPlanted(t *testing.T) {
	stagetest.Planted(t, Format, "hand", "fintizi", "ermengarda", "zorba", "gavrilovich")
	stagetest.Planted(t, Format, "dod", "fintizi")
	stagetest.Planted(t, Format, "eu", "fintizi", "ermengarda", "zorba", "5550 1234", "1970", "aa1234567", "eacpa3965e", "high road", "q exports")
	stagetest.Planted(t, Format, "simple", "fintizi", "ermengarda", "zorba", "via roma", "5550 1234", "1970")
}

func FuzzFormat(f *testing.F) {
	var folders []string
	for _, folder := range []string{"hand", "dod", "eu", "simple"} {
		folders = append(folders, filepath.Join("testdata", folder))
	}
	stagetest.FuzzFormat(f, Format, folders...)
}

// lines are the entries as lines of list, name, days and names.
func lines(all *table.Set) (lines []string) {
	names := map[string][]string{}
	for n := range record.ListNames.In(all) {
		if n.Kind != record.MainName {
			names[n.Entry] = append(names[n.Entry], n.Kind+" "+n.Name)
		}
	}
	for i := range record.ListIdentifiers.In(all) {
		names[i.Entry] = append(names[i.Entry], i.Scheme+" "+i.Identifier)
	}
	day := func(d *table.Date) string {
		if d == nil {
			return "-"
		}
		return d.String()
	}
	for e := range record.ListEntries.In(all) {
		slices.Sort(names[e.ID])
		lines = append(lines, strings.Join(append([]string{e.List, e.Name, day(e.From), day(e.To), e.DateKind}, names[e.ID]...), " | "))
	}
	slices.Sort(lines)
	return lines
}

// TestTraps holds a name in three yearly lists whose spelling drifts, marks behind names, delisting, days as d.m.yyyy and in
// words, persons among organisations, an entry named only in another one's reason, and a namesake.
func TestTraps(t *testing.T) {
	for folder, want := range map[string][]string{
		"hand": {
			"law-of-the-lake-of-2020 | Lynxeye Ltd | 2020-02-01 | 2021-03-04 | listed | alias Lynx | alias Lynxeye",
			"law-of-the-lake-of-2020 | Oak Ltd | - | - | unknown",
			"us-bis-mieu | Office of Looking | 2021-04-09 | - | listed | alias Looking Office | alias OOL",
			"us-ndaa-889 | Hangzhou Hikvision Digital Technology Company | - | - | unknown",
		},
		"dod": {
			"us-dod-1260h | Beijing Megvii Technology Co., Ltd. | 2024-01-31 | 2025-01-07 | announced | alias Megvii",
			"us-dod-1260h | Fir Sensors Co., Ltd. | 2024-01-31 | - | announced | alias FS | alias Fir Sense Co., Ltd. | previous name Abies | previous name Old Fir",
			"us-dod-1260h | Hangzhou Hikvision Digital Technology Co., Ltd | 2025-01-07 | - | announced | alias Hikvision",
			"us-dod-1260h | Hangzhou Hikvision Digital Technology Co., Ltd. | 2021-06-03 | - | announced | alias Hikvision",
		},
		"eu": {
			"eu-32099r0001 | Blue Sea | - | - | unknown | IMO 9179842 | previous name Green Sea | previous name Red Sea",
			"eu-32099r0001 | Dealer Co | 2024-08-09 | - | listed | HK-CR 0868520 | RU-INN 7704730655 | XI-LEI 5493000F4ZO33MV32P92 | alias Dealer | alias Дилер | alias شركة | previous name Old Dealer | weak alias DC",
			"eu-32099r0001 | Hytera Communications Limited | 2025-02-25 | - | listed | alias Hytera Communications Ltd. | registration number 2897516",
			"eu-32099r0001 | Institute of Engines | 2024-03-01 | - | listed | alias Engine House (EH) | registration number 9705152143 (TIN)",
			"eu-32099r0001 | Wrong Day Works | - | - | unknown",
		},
		"simple": {
			"unknown | Fir Bank | - | - | unknown",
			"us-ofac-consolidated-non-sdn-list | Lynxeye Ltd | - | - | unknown | alias Lynx | alias Рысь | unknown 91330000710931541G",
		},
	} {
		if got := lines(stagetest.CheckFormat(t, Format, filepath.Join("testdata", folder))); !slices.Equal(got, want) {
			t.Errorf("%s:\n%s\nwant\n%s", folder, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// TestReal reads the real lists where they are at hand.
func TestReal(t *testing.T) {
	got := lines(stagetest.DriveFormat(t, Format, stagetest.Shared(t, "data/watch/watchlists/opensanctions")))
	for _, want := range []string{
		"us-ndaa-889 | Dahua Technology Company | - | - | unknown",
		"us-ndaa-889 | ZTE Corporation | - | - | unknown",
		"us-dod-1260h | Hangzhou Hikvision Digital Technology Co., Ltd. | 2021-06-03 | - | announced | alias Hikvision",
		"us-dod-1260h | Hangzhou Hikvision Digital Technology Co., Ltd. | 2025-01-07 | - | announced | alias Hikvision",
		"us-dod-1260h | Hangzhou Hikvision Digital Technology Co., Ltd. | 2026-06-08 | - | announced | alias Hikvision",
		"us-dod-1260h | Zhejiang Dahua Technology Co., Ltd. | 2022-10-05 | - | announced | alias Dahua",
		"us-dod-1260h | Huawei Technologies Co., Ltd. | 2021-06-03 | - | announced | alias Huawei",
		"us-dod-1260h | Shenzhen DJI Innovation Technology Co., Ltd. | 2022-10-05 | - | announced | alias DJI",
		"us-dod-1260h | Beijing Megvii Technology Co., Ltd. | 2024-01-31 | 2025-01-07 | announced | alias Megvii",
		"us-bis-mieu | Directorate of Military Intelligence | 2021-03-16 | - | listed | alias DIM",
		"eu-32014r0833 | Hytera Communications Limited | 2025-02-25 | - | listed | alias Hytera Communications Ltd. | registration number 2897516",
		"eu-32011r0359 | Radis Vira Tejarat Co | 2023-01-23 | - | listed | alias شرکت رادیس ویرا تجارت",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no entry %s", want)
		}
	}
	for _, l := range got {
		for _, none := range []string{"Tiandy", "AHMADI", "Yershov", "IONOV", "Fedorenko", "Krayushin"} {
			if strings.Contains(l, none) {
				t.Errorf("%s: %s is not listed here, or is a person", l, none)
			}
		}
	}
}

// TestOwners reads what the real lists say of owners, where they are at hand.
func TestOwners(t *testing.T) {
	all := stagetest.DriveFormat(t, Format, stagetest.Shared(t, "data/watch/watchlists/opensanctions"))
	found := map[string]bool{}
	for e := range record.OwnershipEnds.In(all) {
		if e.Side == "owner" {
			found[e.Says+" | "+e.Name+" | "+e.Quote] = true
		}
	}
	for _, want := range []string{
		"owns | SASAC | Hikvision is indirectly owned by SASAC",
		"owns | SASAC | Dahua is indirectly owned by SASAC",
		"owns | LEF | Law Enforcement Forces of the Islamic Republic of Iran (LEF) Cooperation Foundation is an economic collaborative controlled by the EU-listed LEF",
		"owns | Prison Division of the Judiciary | Kachui prison is an institution controlled by the Prison Division of the Judiciary",
	} {
		if !found[want] {
			t.Errorf("nothing says %s", want)
		}
	}
	for f := range found {
		if strings.Contains(f, "DJI is") || strings.Contains(f, "Huawei Holding is") || strings.Contains(f, "natural or legal") {
			t.Errorf("%s: being affiliated, or owned by somebody on a list, says of nobody that it owns it", f)
		}
	}
	if len(found) < 40 {
		t.Errorf("%d accounts of owners", len(found))
	}
}
