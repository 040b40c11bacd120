package ted

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

var folders = []string{"notices", "changes", "chains", "older"}

func TestFormat(t *testing.T) { stagetest.RunFormat(t, Format, folders) }

func readFolder(t *testing.T, folder string) (*table.Set, map[string]record.Award) {
	t.Helper()
	all := stagetest.CheckFormat(t, Format, filepath.Join("testdata", folder))
	awards := map[string]record.Award{}
	for a := range record.Awards.In(all) {
		awards[a.Title+" "+a.Status] = a
	}
	return all, awards
}

func reasons(all *table.Set) map[string]int {
	n := map[string]int{}
	for r := range table.Rejects.In(all) {
		n[r.Reason]++
	}
	return n
}

// TestTraps holds to what real notices do: translations, wrappers, ranges, groups, lookalikes, codes of countries.
func TestTraps(t *testing.T) {
	all, awards := readFolder(t, "notices")
	n := 0
	for a := range record.Awards.In(all) {
		if a.Amount != nil && a.Amount.String() == "120000.50" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("an award with two translations is read %d times", n)
	}
	group := awards["Lot 1 : caméras AWARDED_CONTRACT"]
	if len(group.Suppliers) != 2 || group.Suppliers[1].Identifier != "ГГ00055590327" || group.Suppliers[1].Country != "GB" {
		t.Errorf("a group of two under one value: %+v", group.Suppliers)
	}
	if alone := awards["Câbles AWARDED_CONTRACT"]; len(alone.Suppliers) != 1 || alone.Suppliers[0].Identifier != "" || alone.To.String() != "2019-02-28" {
		t.Errorf("a contractor without a wrapper, whose number is its country, for a month from the last of January: %+v", alone)
	}
	if r := awards["Logiciel AWARDED_CONTRACT"]; r.Amount != nil || r.Lot != "2a" || r.Suppliers[0].Name != record.Person {
		t.Errorf("a range has no exact value, and a person no name: %+v", r)
	}
	if awards["Mâts PROCUREMENT_UNSUCCESSFUL"].Lot != "4" || awards["Écrans PROCUREMENT_DISCONTINUED"].Lot != "5" {
		t.Error("lots without a winner have the form's own words")
	}
	if p := awards["Konkurs na plac AWARDED_PRIZE"]; len(p.Suppliers) != 2 || p.Amount.String() != "50000" {
		t.Errorf("winners share the prize: %+v", p)
	}
	if b := awards["Busverkehr AWARDED_CONTRACT"]; len(b.Suppliers) != 1 || b.To.String() != "2021-02-28" {
		t.Errorf("who owns the contractor is none, and a year from 29 February ends on the 28th: %+v", b)
	}
	if f := awards["Anglais AWARDED_CONTRACT"]; len(f.Suppliers) != 2 || f.Amount != nil || f.Ceiling.String() != "250000" {
		t.Errorf("the value of a lot that stands in each of its awards is read once, and of a framework it is a ceiling: %+v", f)
	}
	if w := awards["Un AWARDED_CONTRACT"]; w.Amount != nil {
		t.Errorf("the total in each of two lots is no lot's value: %+v", w)
	}
	if w := awards["Line one AWARDED_CONTRACT"]; w.Amount != nil || w.Currency != "" || w.VAT != "unknown" {
		t.Errorf("one euro stands for a value that is not given: %+v", w)
	}
	if w := awards["Line two pending"]; w.Amount.String() != "5000" || w.Currency != "" || w.From.String() != "2022-12-11" {
		t.Errorf("what begins after the notice, by a contract of a later day, is not concluded: %+v", w)
	}
	if w := awards["Line three AWARDED_CONTRACT"]; w.Amount.String() != "7000" || w.To.String() != "2026-12-01" {
		t.Errorf("what has begun has a contract, whose day is a slip of the pen: %+v", w)
	}
	for c := range record.Contracts.In(all) {
		if c.Buyer.Name == "Nowhere County Council" && (c.Award == "2" || c.Signed != nil && c.Signed.String() > "2021-03-01") {
			t.Errorf("a contract that was not signed when the notice was published: %+v", c)
		}
	}
	buyers := map[string]string{}
	for p := range record.Parties.In(all) {
		if p.Role == "buyer" {
			buyers[p.Party.Name] = p.Party.Country
		}
	}
	if buyers["Δήμος Επινόησης"] != "GR" {
		t.Errorf("buyers: %v", buyers)
	}
	want := map[string]int{"xml.truncated": 1, "ted.no_form": 1, "ted.originals_differ": 1, "ted.repeated_value": 2, "ted.amount": 1, "ted.winner_missing": 1, "ted.value_range": 1, "ted.date": 1,
		"ted.nominal_value": 1, "ted.later_than_notice": 2, "ted.currency": 1}
	if got := reasons(all); !maps.Equal(got, want) {
		t.Errorf("rejects %v, want %v", got, want)
	}
}

// TestChanges holds that a change is applied to what it changes, and that what it replaces is not lost.
func TestChanges(t *testing.T) {
	all, _ := readFolder(t, "changes")
	var now, other record.Award
	byPurchase := map[string]int{}
	for a := range record.Awards.In(all) {
		byPurchase[a.Purchase]++
		switch {
		case a.Amount.String() == "70000":
			now = a
		case a.Title == "Onduleurs":
			other = a
		case slices.Contains([]string{"50000", "60000"}, a.Amount.String()):
			t.Errorf("a value that was modified stands as an award: %+v", a)
		}
	}
	if now.Lot != "1" || len(now.Origins) != 3 || now.To.String() != "2025-06-30" || now.Suppliers[0].Identifier != "411000001" {
		t.Errorf("a contract modified twice: %+v", now)
	}
	if other.Text != "Trois onduleurs." || other.Amount.String() != "12000" {
		t.Errorf("a corrigendum replaces words and a value: %+v", other)
	}
	twice := 0
	for _, n := range byPurchase {
		if n == 2 {
			twice++
		}
	}
	if twice != 1 {
		t.Errorf("an intent and the award that followed are accounts of one purchase: %v", byPurchase)
	}
	var was []string
	for c := range table.Conflicts.In(all) {
		was = append(was, c.Other)
	}
	for _, s := range []string{`"50000"`, `"60000"`, `"11000"`, `Deux onduleurs`, `marque Nimbosoft pour`} {
		if !strings.Contains(strings.Join(was, "\n"), s) {
			t.Errorf("what was replaced is lost: %s", s)
		}
	}
	want := map[string]int{"ted.unseen_notice": 2, "ted.unclear_award": 1, "ted.value_conflict": 1, "ted.unread_correction": 1}
	if got := reasons(all); !maps.Equal(got, want) {
		t.Errorf("rejects %v, want %v", got, want)
	}
}

// TestChains holds that a modification of a modification, and a corrigendum of one, reach the contract that was awarded, and
// that a corrigendum replaces days, codes, numbers and names where it says which; what fits nothing, or several things, is told. An
// id of the notice may stand before the form.
func TestChains(t *testing.T) {
	all, _ := readFolder(t, "chains")
	amounts := map[string]string{}
	for a := range record.Awards.In(all) {
		amounts[a.Title+" "+a.To.String()] += a.Amount.String() + " " + a.Suppliers[0].Name + ";"
		if a.Title == "Kamery" && a.Amount.String() == "160000" && (len(a.Origins) != 5 || a.Period != "extension") {
			t.Errorf("%+v", a)
		}
	}
	want := map[string]string{
		"Kamery 2022-12-31":  "160000 Oko Sp. z o.o.;",
		"Serwery 2021-12-31": "40000 Zapis Polska S.A.;",
		"Kable 2020-12-31":   "5000 Druty S.A.;",
		"Kamery 2020-12-31":  amounts["Kamery 2020-12-31"], // notices that change each other, and one of a notice that is not there
	}
	if !maps.Equal(amounts, want) || len(amounts["Kamery 2020-12-31"]) != len("8 Oko Sp. z o.o.;7 Oko Sp. z o.o.;12 Oko Sp. z o.o.;") {
		t.Errorf("%v", amounts)
	}
	for c := range record.Contracts.In(all) {
		if strings.HasPrefix(c.Contract, "U/2") && (c.Contract != "U/2/2018" || c.Signed.String() != "2018-12-21") {
			t.Errorf("%+v", c)
		}
	}
	codes := map[string]bool{}
	for i := range record.Items.In(all) {
		codes[i.Owner+" "+i.Classification] = true
	}
	for code, there := range map[string]bool{"2 48821000": true, "2 48822000": true, "2 48820000": false, "1 32323500": false, "1 35125300": true} {
		if codes[code] != there {
			t.Errorf("%s: %v", code, codes)
		}
	}
	if got, want := reasons(all), (map[string]int{"ted.unseen_notice": 3, "ted.unread_correction": 2}); !maps.Equal(got, want) {
		t.Errorf("rejects %v, want %v", got, want)
	}
}

// TestOlder holds to the elements of the older forms: those of utilities have names of their own, and a corrigendum is
// applied where it is written as replacements.
func TestOlder(t *testing.T) {
	all, awards := readFolder(t, "older")
	pumps := awards["Pumps AWARD_AND_CONTRACT_VALUE"]
	if pumps.Amount == nil || pumps.Amount.String() != "9000" || pumps.Date.String() != "2014-04-13" || len(pumps.Suppliers) != 1 || pumps.Suppliers[0].Name != "Pumps and Sons Ltd" || pumps.VAT != "net" {
		t.Errorf("%+v", pumps)
	}
	for c := range record.Contracts.In(all) {
		if c.Award == pumps.Award && c.Process == pumps.Process && c.Contract != "P-7" {
			t.Errorf("%+v", c)
		}
	}
	for i := range record.Items.In(all) {
		if i.Process == pumps.Process && i.Classification != "42122130" {
			t.Errorf("%+v", i)
		}
	}
	for p := range record.Processes.In(all) {
		if p.ID == pumps.Process && p.Description != "Pumps with remote control." {
			t.Errorf("%+v", p)
		}
	}
	if n := reasons(all)["ted.unread_correction"]; n != 2 {
		t.Errorf("%d corrections are told as unread, want 2: one in free words, one that adds words", n)
	}
}

// TestSection holds which sections of a notice a corrigendum may change.
func TestSection(t *testing.T) {
	for where, want := range map[string]string{
		"V.2.4)": "award true", " VII.1.3) ": "award true", "V": "award true", "V.4: Value": "award true",
		"II.2.4": "object true", "II.2.5)": "object false", "IV.2.2)": "object false", "I.1": "object false", "": " true", "Lot 1": " true", "VIII": "object false",
	} {
		if what, read := of(where, readPlaces); fmt.Sprint(what, " ", read) != want {
			t.Errorf("%q: %q %v, want %s", where, what, read, want)
		}
	}
}

// TestOrder holds that the order in which notices are delivered changes nothing.
func TestOrder(t *testing.T) {
	dump := func(prefix string) string {
		fsys := fstest.MapFS{}
		files, err := filepath.Glob("testdata/changes/*.xml")
		if err != nil || len(files) == 0 {
			t.Fatal("no documents", err)
		}
		for i, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			fsys[prefix+string(rune('z'-i))+".xml"] = &fstest.MapFile{Data: text}
		}
		all, err := stagetest.Drive(pipeline.Pipeline{Formats: []*pipeline.Format{Format}}, fsys, nil)
		if err != nil {
			t.Fatal(err)
		}
		text, err := table.Dump(record.Awards, all)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	all, _ := readFolder(t, "changes")
	want, err := table.Dump(record.Awards, all)
	if err != nil {
		t.Fatal(err)
	}
	if got := dump("a/"); got != want {
		t.Error("files of other names give other awards")
	}
}

// TestNoPersonalValue looks for planted names, numbers and addresses in every row.
func TestNoPersonalValue(t *testing.T) {
	stagetest.Planted(t, Format, strings.Join(folders, " "), "plant", "odette", "olive", "example.org", "+33", "+44", "Tribunal")
}

func TestMatch(t *testing.T) {
	for text, want := range map[string]bool{
		`<?xml version="1.0"?><TED_EXPORT xmlns="ted/R2.0.9.S02/publication" VERSION="R2.0.9.S02.E01">`: true,
		`<TED_EXPORT xmlns="http://publications.europa.eu/TED_schema/Export">`:                          true,
		`<F03_2014 CATEGORY="ORIGINAL">`: false,
		`<a><TED_EXPORT/></a>`:           false,
		`{"TED_EXPORT": 1}`:              false,
		``:                               false,
	} {
		if Format.Match("notice.xml", source.NewHead([]byte(text))) != want {
			t.Errorf("match is not %v: %s", want, text)
		}
	}
}

// TestReal reads the real notices that lie beside the repository. The counts were found by reading the XML by other means.
func TestReal(t *testing.T) {
	all := stagetest.DriveFormat(t, Format, stagetest.Shared(t, "data/procurement/eu-ted-xml"))
	n := map[string]int{}
	for range record.Processes.In(all) {
		n["processes"]++
	}
	for a := range record.Awards.In(all) {
		n["awards"]++
		if len(a.Suppliers) == 0 {
			n["without supplier"]++
		}
		n[a.Status]++
	}
	for r := range table.Rejects.In(all) {
		n[r.Reason]++
	}
	// 1088 documents: 2 notices come twice, 7 change another one that is there. 732 awards, of which one comes twice, 6 are
	// modifications of others, and one shares its value with another. 32 have a value of a euro, crown or złoty, and 4 a contract
	// of a later day.
	want := map[string]int{"processes": 1079, "awards": 724, "without supplier": 89, "PROCUREMENT_UNSUCCESSFUL": 48, "PROCUREMENT_DISCONTINUED": 36,
		"AWARDED_PRIZE": 75, "veat": 188, "": 2, "AWARDED_CONTRACT": 372, "pending": 3, "ted.value_range": 11, "ted.winner_missing": 5, "ted.unseen_notice": 77, "ted.value_conflict": 25, "ted.repeated_value": 1,
		"ted.nominal_value": 32, "ted.later_than_notice": 4}
	if !maps.Equal(n, want) {
		t.Errorf("%v, want %v", n, want)
	}
}

func FuzzFormat(f *testing.F) {
	stagetest.FuzzFormat(f, Format, "testdata/notices", "testdata/changes", "testdata/chains", "testdata/older")
}
