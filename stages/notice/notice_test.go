package notice

import (
	"fmt"
	"slices"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestNumber(t *testing.T) {
	for in, want := range map[string]string{
		"2022/S 035-088158": "88158-2022", "088158-2022": "88158-2022", "00088158-2022": "88158-2022", "2022/S 35-88158 ": "88158-2022",
		"2020/S": "", "f252f386-55ac-4fa8-9be4-9f950b9904c8-01": "", "": "", "OJ S 2020": "",
	} {
		if got := Number(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestCountry(t *testing.T) {
	for in, want := range map[string]string{"UK": "GB", "EL": "GR", "POL": "PL", "GBR": "GB", "GRC": "GR", "1A0": "XK", "PL": "PL", "XX": "", "": "", "Polska": "", "001": "", "EUR": ""} {
		if got := Country(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestLot(t *testing.T) {
	for in, want := range map[string]string{"LOT-0001": "1", "LOT-0000": "", "LOT-0120": "120", "GLO-0001": "GLO-0001", " 2a ": "2a", "PAR-0001": "PAR-0001"} {
		if got := Lot(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestBuyer(t *testing.T) {
	if b := Buyer("Hospital Carmen Verdini", "", "ES", false); b.Name != "Hospital Carmen Verdini" || b.Person != "no" {
		t.Errorf("a body that bears a person's name: %+v", b)
	}
	if b := Buyer("Carmen Verdini", "", "IT", false); b.Name != "Carmen Verdini" {
		t.Errorf("who buys by public notice is a body: %+v", b)
	}
	if b := Buyer("Carmen Verdini", "VRDCMN70A41H501X", "IT", false); b.Name != record.Person {
		t.Errorf("a personal code is a person's: %+v", b)
	}
	if c := Company("Carmen Verdini", "IT 01234567897", "IT", false); c.Name != record.Person || c.Identifier != "" {
		t.Errorf("a winner may be a person: %+v", c)
	}
	if c := Company("Alfa S.r.l.", "IT 01234567897", "IT", false); c.Scheme != "IT-CF" {
		t.Errorf("eleven digits in Italy: %+v", c)
	}
	if c := Company("Alfa GmbH", "Germany", "DE", false); c.Identifier != "" {
		t.Errorf("a country is no number: %+v", c)
	}
}

// TestShare holds that values are shared only where the notice's own total says so.
func TestShare(t *testing.T) {
	number := func(s string) *table.Decimal {
		d, err := table.ParseDecimal(s)
		if err != nil {
			t.Fatal(err)
		}
		return &d
	}
	for _, c := range []struct {
		total  string
		places []string // of the awards, each with its value
		want   []string
	}{
		{"300", []string{"1/1", "250", "1/2", "250", "2/1", "50", "2/2", "50"}, []string{"250", "50"}},
		{"600", []string{"1/1", "250", "1/2", "250", "2/1", "50", "2/2", "50"}, []string{"250", "250", "50", "50"}},
		{"100", []string{"0/1", "51", "0/2", "51"}, []string{"51", "51"}},                          // a slip of the pen: counting once is further off
		{"200", []string{"1/1", "200", "2/1", "200"}, []string{"", ""}},                            // the total in each lot
		{"300", []string{"1/1", "100", "2/1", "100", "3/1", "110"}, []string{"100", "100", "110"}}, // lots of one value
		{"0", []string{"1/1", "5", "1/2", "5"}, []string{"5", "5"}},
	} {
		n := Notice{Kind: Result, Total: number(c.total), Currency: "EUR"}
		for i := 0; i < len(c.places); i += 2 {
			n.Awards = append(n.Awards, Award{Place: c.places[i], Amount: number(c.places[i+1]), Currency: "EUR"})
		}
		said := 0
		n.Share(func(_, _, _, _ string) { said++ })
		var got []string
		for _, a := range n.Awards {
			if a.Amount == nil {
				got = append(got, "")
			} else {
				got = append(got, a.Amount.String())
			}
		}
		if len(got) != len(c.want) {
			t.Errorf("%v of %s: %v", c.places, c.total, got)
			continue
		}
		changed := len(got)*2 != len(c.places)
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%v of %s: %v, want %v", c.places, c.total, got, c.want)
			}
			changed = changed || got[i] == ""
		}
		if changed != (said > 0) {
			t.Errorf("%v of %s: said %d times", c.places, c.total, said)
		}
	}
}

// TestChangeOfChange holds that a modification of a modification in the same group reaches the contract, and that notices which
// change each other end.
func TestChangeOfChange(t *testing.T) {
	number := func(s string) *table.Decimal {
		d, err := table.ParseDecimal(s)
		if err != nil {
			t.Fatal(err)
		}
		return &d
	}
	drafts := Drafts("x")
	of := func(amount string) []Award {
		return []Award{{ID: "1", Place: "0/1", Amount: number(amount), Currency: "EUR"}}
	}
	in := table.NewSet("", 1<<20, drafts)
	defer in.Close()
	out := table.NewSet("", 1<<20, append([]table.Any{table.Rejects, table.Ledger, table.Conflicts}, Writes...)...)
	defer out.Close()
	for i, n := range []Notice{
		{ID: "r-01", Kind: Result, Awards: of("10")},
		{ID: "m-01", Kind: Modification, Targets: []string{"r-01"}, Awards: of("20")},
		{ID: "n-01", Kind: Modification, Targets: []string{"m-01"}, Awards: of("30")},
		{ID: "a-01", Kind: Corrigendum, Targets: []string{"b-01"}},
		{ID: "b-01", Kind: Corrigendum, Targets: []string{"a-01"}},
	} {
		day, err := table.ParseDate(fmt.Sprintf("2024-01-%02d", i+1))
		if err != nil {
			t.Fatal(err)
		}
		n.Published, n.Origin = &day, source.Origin{Digest: n.ID}
		Put(drafts, in, "g", false, n)
	}
	if err := Settle("x", drafts, nil)(in, out); err != nil {
		t.Fatal(err)
	}
	var awards []string
	for a := range record.Awards.In(out) {
		awards = append(awards, fmt.Sprint(a.Amount, " ", len(a.Origins)))
	}
	if !slices.Equal(awards, []string{"30 3"}) {
		t.Errorf("%v", awards)
	}
}
