package eforms

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
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

var folders = []string{"notices", "changes"}

func TestFormat(t *testing.T) { stagetest.RunFormat(t, Format, folders) }

func reasons(all *table.Set) map[string]int {
	n := map[string]int{}
	for r := range table.Rejects.In(all) {
		n[r.Reason]++
	}
	return n
}

// TestTraps holds to the five steps from a lot to its supplier, and to what real notices do on the way.
func TestTraps(t *testing.T) {
	all := stagetest.CheckFormat(t, Format, filepath.Join("testdata", "notices"))
	awards := map[string]record.Award{} // by method, title and award: lots of one title are in different notices
	for a := range record.Awards.In(all) {
		awards[a.Title+" "+a.Award] = a
	}
	group := awards["Caméras TEN-0001"]
	if len(group.Suppliers) != 2 || group.Suppliers[0].Name != "Lynxeye Distribution SARL" || group.Suppliers[1].Name != record.Person || group.Suppliers[1].Country != "BE" {
		t.Errorf("tenderers in the notice's language, one of them a natural person: %+v", group.Suppliers)
	}
	if group.Amount.String() != "120000.50" || group.Currency != "EUR" || group.Date.String() != "2019-11-20" || group.Lot != "1" || group.Text != "Douze caméras Lynxeye ; pose par […]." {
		t.Errorf("%+v", group)
	}
	for c := range record.Contracts.In(all) {
		if c.Contract == "K/1" && (c.Signed.String() != "2019-11-26" || c.Title != "Marché de caméras") {
			t.Errorf("the day is written with a zone, the title in two languages: %+v", c)
		}
	}
	if a := awards["Logiciel TEN-0004"]; a.Amount != nil || a.To.String() != "2021-11-30" || a.Suppliers[0].Country != "GB" {
		t.Errorf("a value that is not to be published, a period of 24 months: %+v", a)
	}
	if a := awards["Pose TEN-0007"]; a.Amount != nil || len(a.Suppliers) != 1 || a.Suppliers[0].Country != "GR" {
		t.Errorf("-1 stands for what is not published: %+v", a)
	}
	if a, ok := awards["Écrans TEN-0005"]; !ok || a.Amount.String() != "700" {
		t.Errorf("of ranked tenders without a contract the first wins: %+v", a)
	}
	if _, ok := awards["Écrans TEN-0006"]; ok {
		t.Error("the second in rank is no winner")
	}
	if _, ok := awards["Pose TEN-0008"]; ok {
		t.Error("a tender that no contract settles is no winner beside one that a contract settles")
	}
	if awards["Câbles RES-0002"].Status != "clos-nw" || awards["Mâts RES-0003"].Status != "open-nw" {
		t.Error("lots without a winner")
	}
	if a := awards["Un TEN-0001"]; len(a.Suppliers) != 2 || a.Amount.String() != "250000" {
		t.Errorf("the value of a lot that stands in each of its tenders is read once: %+v", a)
	}
	total := 0
	for p := range record.Processes.In(all) {
		total++
		if p.Status == "cn-standard" && p.Method != "restricted" {
			t.Errorf("%+v", p)
		}
		for a := range record.Awards.In(all) {
			if a.Process == p.ID && (p.Status == "cn-standard" || p.Status == "pin-only") {
				t.Errorf("a call or a plan has an award: %+v", a)
			}
		}
	}
	if total != 6 {
		t.Errorf("%d processes", total)
	}
	want := map[string]int{"eforms.withheld": 2, "eforms.unpublished": 1, "eforms.date": 1, "eforms.amount": 1, "eforms.repeated_value": 1, "eforms.repeated_id": 1, "eforms.buyer_link_missing": 1,
		"eforms.winner_link_missing": 6, "eforms.result_conflict": 4, "xml.truncated": 1}
	if got := reasons(all); !maps.Equal(got, want) {
		t.Errorf("rejects %v, want %v", got, want)
	}
}

// TestChanges holds that a notice published anew takes the place of the first, that a modification and a completion go to the
// award of their contract, and that nothing of it happens to notices that only share an id.
func TestChanges(t *testing.T) {
	all := stagetest.CheckFormat(t, Format, filepath.Join("testdata", "changes"))
	values := map[string]int{}
	for a := range record.Awards.In(all) {
		values[a.Title+" "+a.Amount.String()]++
		if a.Paid != nil && (a.Paid.String() != "10500" || a.Title != "Onduleurs") {
			t.Errorf("what was paid: %+v", a)
		}
	}
	want := map[string]int{"Serveurs 60000": 1, "Serveurs 3": 2, "Serveurs 2": 1, "Serveurs 400": 1, "Serveurs 410": 1, "Serveurs 70000": 1, "Onduleurs 11000": 6}
	if !maps.Equal(values, want) {
		t.Errorf("awards %v, want %v", values, want)
	}
	was := ""
	for c := range table.Conflicts.In(all) {
		was += c.Other
	}
	for _, s := range []string{`"50000"`, `"52000"`, "Dix serveurs Nimbosoft."} {
		if !strings.Contains(was, s) {
			t.Errorf("what was replaced is lost: %s", s)
		}
	}
	for p := range record.Processes.In(all) {
		if p.Status == "cancel" && (len(p.Origins) != 2 || !strings.Contains(p.Description, "annulé")) {
			t.Errorf("a call that was cancelled: %+v", p)
		}
	}
	if got := reasons(all); !maps.Equal(got, map[string]int{"eforms.unseen_notice": 2}) {
		t.Errorf("rejects %v", got)
	}
}

// TestNoPersonalValue looks for planted names, numbers and addresses in every row.
func TestNoPersonalValue(t *testing.T) {
	stagetest.Planted(t, Format, strings.Join(folders, " "), "plant", "odette", "example.org", "+33", "0123456789")
}

func TestMatch(t *testing.T) {
	for text, want := range map[string]bool{
		`<?xml version="1.0"?><!-- x --><ContractAwardNotice xmlns="urn:oasis:names:specification:ubl:schema:xsd:ContractAwardNotice-2">`: true,
		`<u:ContractNotice xmlns:u="urn:oasis:names:specification:ubl:schema:xsd:ContractNotice-2">`:                                      true,
		`<PriorInformationNotice xmlns="urn:oasis:names:specification:ubl:schema:xsd:PriorInformationNotice-2">`:                          true,
		`<BusinessRegistrationInformationNotice xmlns="http://data.europa.eu/p27/eforms-business-registration-information-notice/1">`:     false,
		`<ContractNotice>`: false,
		`<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">`: false,
	} {
		if Format.Match("notice.xml", source.NewHead([]byte(text))) != want {
			t.Errorf("match is not %v: %s", want, text)
		}
	}
}

// TestReal reads the real notices, and the examples of their publisher, that lie beside the repository.
func TestReal(t *testing.T) {
	for dir, want := range map[string]map[string]int{
		"eu-eforms-converted": {"processes": 46, "awards": 157, "without supplier": 3, "clos-nw": 3, "selec-w": 140, "veat": 14,
			"eforms.date": 1, "eforms.repeated_value": 5, "eforms.result_conflict": 4},
		"eu-eforms-sdk": {"processes": 65, "awards": 32, "without supplier": 9, "clos-nw": 4, "open-nw": 4, "selec-w": 23, "": 1,
			"eforms.repeated_value": 2, "eforms.result_conflict": 1, "eforms.unseen_notice": 2},
		"eu-eforms-rdf": {"processes": 33, "awards": 28, "without supplier": 9, "clos-nw": 4, "open-nw": 4, "selec-w": 20,
			"eforms.repeated_value": 5},
	} {
		all := stagetest.DriveFormat(t, Format, stagetest.Shared(t, "data/procurement/"+dir))
		n := map[string]int{}
		for range record.Processes.In(all) {
			n["processes"]++
		}
		for a := range record.Awards.In(all) {
			n["awards"]++
			n[a.Status]++
			if len(a.Suppliers) == 0 {
				n["without supplier"]++
			}
		}
		for r := range table.Rejects.In(all) {
			n[r.Reason]++
		}
		if !maps.Equal(n, want) {
			t.Errorf("%s: %v, want %v", dir, n, want)
		}
	}
}

func FuzzFormat(f *testing.F) {
	stagetest.FuzzFormat(f, Format, "testdata/notices", "testdata/changes")
}

// TestInvalid breaks each link of a notice in turn, as the deliberately invalid examples of the SDK do: no award gets a supplier or
// a value that the notice as it should be does not give it, and what is lost is told.
func TestInvalid(t *testing.T) {
	text, err := os.ReadFile("testdata/notices/award.xml")
	if err != nil {
		t.Fatal(err)
	}
	type said struct {
		awards map[string]string // supplier, value and lot, by award
		told   int
	}
	read := func(text []byte) (s said) {
		all, err := stagetest.Drive(pipeline.Pipeline{Formats: []*pipeline.Format{Format}}, fstest.MapFS{"INVALID_notice.xml": {Data: text}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		s.awards = map[string]string{}
		for a := range record.Awards.In(all) {
			for _, r := range a.Suppliers {
				s.awards[a.Award+" "+a.Lot+" "+r.Name+" "+r.Identifier] = ""
			}
			if a.Amount != nil {
				s.awards[a.Award+" "+a.Lot+" "+a.Amount.String()+" "+a.Currency] = ""
			}
		}
		for r := range table.Rejects.In(all) {
			if strings.HasSuffix(r.Reason, "_missing") || strings.HasSuffix(r.Reason, "_conflict") {
				s.told++
			}
		}
		return s
	}
	valid := read(text)
	links := regexp.MustCompile(`<cbc:ID schemeName="(?:result|tender|tendering-party|organization|contract|Lot)">([^<]*)</cbc:ID>`).FindAllSubmatchIndex(text, -1)
	if len(links) < 40 || len(valid.awards) < 7 {
		t.Fatalf("%d links, %v", len(links), valid)
	}
	for _, at := range links {
		broken := slices.Concat(text[:at[2]], []byte("INVALID-9999"), text[at[3]:])
		got := read(broken)
		what := string(text[at[0]:at[1]])
		for a := range got.awards {
			award, rest, _ := strings.Cut(a, " ")
			if _, known := valid.awards[a]; !known && award != "INVALID-9999" && !strings.HasPrefix(rest, "INVALID-9999") {
				t.Errorf("%s at byte %d broken: %s", what, at[0], a)
			}
		}
		if len(got.awards) < len(valid.awards) && got.told <= valid.told {
			t.Errorf("%s at byte %d broken: %d of %d facts are left, and nothing is told of it", what, at[0], len(got.awards), len(valid.awards))
		}
	}
}

// TestLotOfOtherName holds that awards of lots which the notice does not describe, as converted notices have them that give results
// the numbers of lots and describe them by others, are framework agreements where all lots of the notice are, and no calls from one.
func TestLotOfOtherName(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "notices", "framework.xml"))
	if err != nil {
		t.Fatal(err)
	}
	text = regexp.MustCompile(`<cac:ProcurementProjectLot><cbc:ID schemeName="Lot">[^<]*</cbc:ID>`).ReplaceAll(text, []byte(`${0}<cac:TenderingProcess><cac:ContractingSystem>`+
		`<cbc:ContractingSystemTypeCode listName="framework-agreement">fa-wo-rc</cbc:ContractingSystemTypeCode></cac:ContractingSystem></cac:TenderingProcess>`))
	other := regexp.MustCompile(`(<efac:TenderLot><cbc:ID schemeName="Lot">)LOT-000`).ReplaceAll(text, []byte("${1}5."))
	other = regexp.MustCompile(`(<efac:SettledContract><cbc:ID schemeName="contract">CON-000\d</cbc:ID>)(<cbc:IssueDate)`).
		ReplaceAll(other, []byte("${1}<efbc:ContractFrameworkIndicator>true</efbc:ContractFrameworkIndicator>${2}"))
	for _, notice := range [][]byte{text, other} {
		all, err := stagetest.Drive(pipeline.Pipeline{Formats: []*pipeline.Format{Format}}, fstest.MapFS{"notice.xml": {Data: notice}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for a := range record.Awards.In(all) {
			n++
			if a.Kind != record.Framework || a.Amount != nil {
				t.Errorf("award %s of lot %q: kind %q, amount %v", a.Award, a.Lot, a.Kind, a.Amount)
			}
		}
		if n == 0 {
			t.Error("no award was read")
		}
	}
}

// TestConcession holds that the value of a concession is no amount that is awarded.
func TestConcession(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "notices", "award.xml"))
	if err != nil {
		t.Fatal(err)
	}
	text = regexp.MustCompile(`<cbc:RegulatoryDomain>[^<]*</cbc:RegulatoryDomain>`).ReplaceAll(text, nil)
	text = regexp.MustCompile(`</cbc:CustomizationID>`).ReplaceAll(text, []byte("$0<cbc:RegulatoryDomain>32014L0023</cbc:RegulatoryDomain>"))
	all, err := stagetest.Drive(pipeline.Pipeline{Formats: []*pipeline.Format{Format}}, fstest.MapFS{"notice.xml": {Data: text}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for a := range record.Awards.In(all) {
		if a.Ceiling != nil {
			n++
		}
		if a.Amount != nil || a.Kind != record.Concession {
			t.Errorf("award %s: kind %q, amount %v", a.Award, a.Kind, a.Amount)
		}
	}
	if n == 0 {
		t.Error("no award has a value")
	}
}
