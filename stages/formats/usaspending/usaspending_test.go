package usaspending

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

func TestFormat(t *testing.T) {
	stagetest.RunFormat(t, Format, []string{"contracts"})
}

func contracts(t *testing.T) *table.Set {
	return stagetest.CheckFormat(t, Format, filepath.Join("testdata", "contracts"))
}

func money(d *table.Decimal) string {
	if d == nil {
		return "none"
	}
	return d.String()
}

// TestAwards holds what each award of the documents comes to.
func TestAwards(t *testing.T) {
	all := contracts(t)
	got := map[string]record.Award{}
	for a := range record.Awards.In(all) {
		got[a.Award+" "+a.Title] = a
	}
	for award, want := range map[string]string{
		"SC16D0001 SIX LYNXEYE LX-2 CAMERAS":    "11500.25", // three actions in CSV old and new, FPDS and the API; each once
		"9910P22 BRUSHES":                       "300",      // DATA Act: two actions
		"SC16P0010 LICENSES":                    "110",      // one action told twice: the later account
		"SC16P0011 MORE LICENSES":               "none",     // no number
		"SC15I0009 VEHICLE FOR OPTICS":          "none",     // a ceiling of 5,000,000 is not read
		"0001 LENSES":                           "700",      // two orders of one number under two vehicles
		"0001 ANOTHER ORDER OF THE SAME NUMBER": "30",
		"SC11C0049 CLOSE OUT":                   "none", // only the last action was read, and it takes money back
		"SC12D0054 MORE HOURS":                  "none", // only a later action was read: what it adds is not what the award is worth
		"9910F20 CAMERAS UNDER THE VEHICLE":     "960",  // only a later action was read; it states the total
		"9910P21 SWEEPER":                       "600",  // the total stated, which is not the sum
		"9910F66 SIGN PAINTING":                 "515",
		"9910F55 TWO LYNXEYE DOMES":             "4100",
		"SC20I0001 VEHICLE FOR CAMERAS":         "none",
		"9910P40 ONE CAMERA OF LYNXEYE":         "1234567.89",
		"9910P30 MOPS":                          "77.10",
		"SC16P0008 INKS":                        "12",
		"9920P01 BENCHES":                       "10",
		"9920P02 MORE BENCHES":                  "11",
		"9700P03 TABLES":                        "12",
		"9599P04 CHAIRS":                        "13",
		"9920P90 OLD BENCHES":                   "20",
		"9599P91 DESKS":                         "21",
		"9920P95 LAMPS":                         "30",
		"SO16T049 IGF::CL::IGF […]; EXPERT WITNESS, TEL […]": "3658.73",
	} {
		a, found := got[award]
		if !found || money(a.Amount) != want {
			t.Errorf("%s: %s, want %s", award, money(a.Amount), want)
		}
		if a.Amount != nil && (a.Currency != "USD" || a.Basis != "inferred") {
			t.Errorf("%s: the currency is %s, %s", award, a.Currency, a.Basis)
		}
		delete(got, award)
	}
	for award := range got {
		t.Errorf("unexpected: %s", award)
	}
}

func TestAward(t *testing.T) {
	all := contracts(t)
	for a := range record.Awards.In(all) {
		if a.Award != "SC16D0001" {
			continue
		}
		if a.Date.String() != "2016-09-08" || a.From.String() != "2016-09-08" || a.To.String() != "2019-09-07" {
			t.Errorf("days of the first and the newest action: %v %v %v", a.Date, a.From, a.To)
		}
		if a.Text != "TAKE BACK UNUSED FUNDS / ADD TWO CAMERAS" || len(a.Origins) != 7 {
			t.Errorf("%q, %d origins: each action is one", a.Text, len(a.Origins))
		}
		if len(a.Suppliers) != 1 || a.Suppliers[0].Scheme != "US-UEI" || a.Buyer.Identifier != "9910" || a.Buyer.Public != "yes" {
			t.Errorf("%+v %+v", a.Suppliers, a.Buyer)
		}
	}
	identifiers := map[string]bool{}
	for p := range record.Parties.In(all) {
		identifiers[p.Role+" "+p.Party.Scheme+" "+p.Party.Identifier] = true
	}
	for _, want := range []string{"supplier US-UEI LYNX00000001", "supplier US-DUNS 001234567", "supplierParent US-UEI LYNX00000009", "supplierParent US-DUNS 009999999",
		"payee US-DUNS 006666666", "payee US-UEI EPSI00000006", "funder US-SUBTIER 12X2", "buyer US-SUBTIER 9910"} {
		if !identifiers[want] {
			t.Errorf("no party is %s", want)
		}
	}
}

// TestParents holds which body the documents have as a part of which: of contracts by code, in the three shapes that have one,
// and by name alone where a shape has no more. A body that is its own department is a part of none; neither is who funds it a
// parent, nor an office whose code is its agency's own.
func TestParents(t *testing.T) {
	got := map[string]int{}
	for p := range record.Parents.In(contracts(t)) {
		got[p.As+": "+p.Body.Scheme+" "+p.Body.Identifier+" < "+p.Parent.Scheme+" "+p.Parent.Identifier+" "+p.Parent.Name]++
	}
	for _, want := range []string{
		"contracting office: US-AAC 99AB12 < US-SUBTIER 9920 Bureau of Sample Parks",
		"contracting office: US-AAC 99AB12 < US-SUBTIER 9920 BUREAU OF SAMPLE PARKS",
		"contracting office: US-AAC 97PP01 < US-SUBTIER 9700 DEPARTMENT OF PATTERNS",
		"contracting office: US-AAC 99AB12 < US-SUBTIER 9599 SAMPLE COUNCIL", // another agency than before: for organisations to tell
		"sub-tier agency: US-SUBTIER 9920 < US-CGAC 099 Department of Samples",
		"sub-tier agency: US-SUBTIER 9920 < US-SUBTIER 9900 Department of Samples",
		"sub-tier agency: US-SUBTIER 9920 < US-SUBTIER 9900 SAMPLES, DEPARTMENT OF",
		"sub-tier agency: US-SUBTIER 9599 < US-FREC 9598 Sample Board",
		"sub-tier agency: US-SUBTIER 9910 < US-CGAC 099 Department of Samples",
		"sub-tier agency: US-SUBTIER 9910 < US-SUBTIER 9900 Department of Samples",
		"sub-tier agency: US-SUBTIER 9910 < US-SUBTIER 9900 SAMPLES, DEPARTMENT OF",
		"sub-tier agency: US-SUBTIER 9910 <   Department of Samples",
		"sub-tier agency:   <   Department of Samples", // the interface's search gives no codes
	} {
		if got[want] == 0 {
			t.Errorf("none has %s", want)
		}
		delete(got, want)
	}
	for p := range got {
		t.Errorf("unexpected: %s", p)
	}
}

// TestAccounting holds what is no purchase, partial, rejected or in conflict.
func TestAccounting(t *testing.T) {
	all := contracts(t)
	kinds := map[string][]string{}
	for e := range table.Ledger.In(all) {
		if e.Kind != "read" {
			kinds[e.Kind] = append(kinds[e.Kind], money(e.Amount)+e.Currency)
		}
	}
	for kind, want := range map[string]string{"no_purchase": "20USD 315USD 5USD 66259USD", "partial": "-3694.48USD -40USD 608.88USD none", "natural_person": "none none none"} {
		slices.Sort(kinds[kind])
		if got := strings.Join(kinds[kind], " "); got != want {
			t.Errorf("%s: %s, want %s", kind, got, want)
		}
	}
	var rejects, conflicts []string
	for r := range table.Rejects.In(all) {
		rejects = append(rejects, r.Scope+" "+r.Reason+" "+r.Field)
	}
	for c := range table.Conflicts.In(all) {
		conflicts = append(conflicts, c.Kept+c.Other)
	}
	slices.Sort(rejects)
	slices.Sort(conflicts)
	if want := []string{"field usaspending.amount dollarsobligated", "field usaspending.date signeddate", "record json.duplicate_key ", "record usaspending.empty ",
		"record usaspending.piid ", "record usaspending.piid "}; !slices.Equal(rejects, want) {
		t.Errorf("rejects %q, want %q", rejects, want)
	}
	if want := []string{`{"amount":"110"}{"amount":"100"}`, `{"amount":"600"}{"amount":"500"}`}; !slices.Equal(conflicts, want) {
		t.Errorf("conflicts %q, want %q", conflicts, want)
	}
}

// TestDeleted takes an action back that a later file says was none.
func TestDeleted(t *testing.T) {
	day := func(s string) *table.Date {
		d, err := table.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return &d
	}
	amount := func(s string) *table.Decimal {
		d, err := table.ParseDecimal(s)
		if err != nil {
			t.Fatal(err)
		}
		return &d
	}
	in := table.NewSet(t.TempDir(), 1<<20, drafts)
	out := table.NewSet(t.TempDir(), 1<<20, Format.Writes...)
	base := draft{Key: "k", Action: "0 0", PIID: "X", Amount: amount("10"), Signed: day("2020-01-01"), Origin: source.Origin{Digest: "a"}}
	wrong := draft{Key: "k", Action: "1 0", PIID: "X", Amount: amount("5"), Signed: day("2020-02-01"), Modified: day("2020-02-02"), Origin: source.Origin{Digest: "a", Offset: 1}}
	back := wrong
	back.Deleted, back.Modified, back.Origin = true, day("2020-03-01"), source.Origin{Digest: "b"}
	drafts.Add(in, base, wrong, back)
	if err := settle(in, out); err != nil {
		t.Fatal(err)
	}
	for a := range record.Awards.In(out) {
		if money(a.Amount) != "10" || len(a.Origins) != 3 {
			t.Errorf("%s from %d records, want 10 from 3", money(a.Amount), len(a.Origins))
		}
	}
}

// TestNoPersonalValue plants names, addresses, telephones and executives and looks for them in every row.
func TestNoPersonalValue(t *testing.T) {
	stagetest.Planted(t, Format, "contracts", "zappalante", "orfeo", "saltafossi", "perlanera", "quirino", "planted", "0143", "004444444")
}

func TestMatch(t *testing.T) {
	for text, want := range map[string]bool{
		"piid,modnumber,agencyid,dollarsobligated,vendorname\n":                                                  true,
		"award_id_piid,modification_number,federal_action_obligation,recipient_name\n":                           true,
		"naics_code,naics_description\n111110,Soybean Farming\n":                                                 false, // a code list
		"CGAC AGENCY CODE,AGENCY NAME,SUBTIER CODE\n":                                                            false,
		"prime_award_piid,subaward_amount,subawardee_name\n":                                                     false, // its money is in the prime award
		`{"results": [{"Award ID": "1", "Award Amount": 2}]}`:                                                    true,
		`{"results": [{"id": 1}]}`:                                                                               false,
		`{"generated_unique_award_id": "CONT_AWD_1_2_-NONE-_-NONE-", "category": "contract"}`:                    true,
		`[{"generated_unique_award_id": "CONT_AWD_1_2_-NONE-_-NONE-", "category": "contract"}]`:                  true,
		`<feed xmlns="http://www.w3.org/2005/Atom"><entry/></feed>`:                                              false,
		`<feed xmlns="http://www.w3.org/2005/Atom"><entry><c xmlns="https://www.fpds.gov/FPDS"/></entry></feed>`: true,
		``: false,
	} {
		if got := Format.Match("x", source.NewHead([]byte(text))); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// TestRealFiles runs the format over published files where they are at hand.
func TestRealFiles(t *testing.T) {
	for _, c := range []struct {
		dir                                      string
		awards, valued, read, noPurchase, people int
	}{
		{"data/procurement/usa-usaspending", 125, 61, 126 + 124, 124, 11},
		{"data/procurement/usa-data-act", 1, 0, 10, 0, 0},
	} {
		all := stagetest.DriveFormat(t, Format, stagetest.Shared(t, c.dir))
		awards, valued, read, noPurchase, people := 0, 0, 0, 0, 0
		for a := range record.Awards.In(all) {
			awards++
			if a.Amount != nil {
				valued++
			}
			if a.Date != nil && strings.HasPrefix(a.Award, "TOS11D0007") {
				t.Errorf("%s has the day of a modification", a.Award)
			}
		}
		for e := range table.Ledger.In(all) {
			switch e.Kind {
			case "read":
				read += int(e.Count)
			case "no_purchase":
				noPurchase++
			case "natural_person":
				people++
			}
		}
		if awards != c.awards || valued != c.valued || read != c.read || noPurchase != c.noPurchase || people != c.people {
			t.Errorf("%s: %d awards, %d of them with a value, of %d records; %d no purchase, %d persons; want %+v", c.dir, awards, valued, read, noPurchase, people, c)
		}
	}
}

func FuzzFormat(f *testing.F) { stagetest.FuzzFormat(f, Format, "testdata/contracts") }
