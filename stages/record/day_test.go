package record

import "testing"

func TestWhen(t *testing.T) {
	for _, c := range []struct {
		in       string
		dayFirst bool
		want     string
	}{
		{"2021-06-01", false, "2021-06-01"},
		{"2021-06-01T00:00:00Z", false, "2021-06-01"},
		{"2021-06-01 10:30:00", false, "2021-06-01"},
		{"2021/06/01", false, "2021-06-01"},
		{"2021-06/01", false, ""},
		{"2021-06", false, "2021-06"},
		{"2021/06", false, ""},
		{"2021", false, "2021"},
		{"2021-02-30", false, ""},
		{"2021-13", false, ""},
		{"0001-01-01", false, ""},
		{"2101-01-01", false, ""},
		{"01/06/2021", false, ""}, // June in Italy, January in the United States
		{"01/06/2021", true, "2021-06-01"},
		{"01/01/2021", false, "2021-01-01"},
		{"31/12/2021", false, "2021-12-31"},
		{"12/31/2021", false, "2021-12-31"},
		{"12/31/2021", true, ""},
		{"1.6.2021", false, "2021-06-01"},
		{"01-06-2021", true, "2021-06-01"},
		{"1/6-2021", true, ""},
		{"1/23/23", false, ""}, // of which century?
		{"06/2021", false, "2021-06"},
		{"1 June 2021", false, "2021-06-01"},
		{"1st of June, 2021", false, "2021-06-01"},
		{"June 1, 2021", false, "2021-06-01"},
		{"Jun. 1, 2021", false, "2021-06-01"},
		{"1° giugno 2021", true, "2021-06-01"},
		{"giugno 2021", true, "2021-06"},
		{"Sept 2021", false, "2021-09"},
		{"spring 2021", false, ""},
		{"last month", false, ""},
		{"", false, ""},
		{"44348", false, ""},
		{"1970-01-01", false, ""}, // the zero of a clock
		{"1970-01-02", false, "1970-01-02"},
		{"1970", false, "1970"},
	} {
		if got := When(c.in, c.dayFirst); got != c.want {
			t.Errorf("%q, %v: %q, want %q", c.in, c.dayFirst, got, c.want)
		}
	}
	if d := DayOf("2021-06-01"); d == nil || d.String() != "2021-06-01" {
		t.Error("a day is a day")
	}
	for _, in := range []string{"2021-06", "2021", ""} {
		if DayOf(in) != nil {
			t.Errorf("%q is no day", in)
		}
	}
}

func TestHeading(t *testing.T) {
	for in, want := range map[string]string{"As-of Date": "as of date", "asOf": "as of", "as_of": "as of", " Società ": "societa", "N. inventario": "n inventario",
		"Model No.": "model no", "IP": "ip", "deviceType": "device type", "": "", "…": "", "MACAddress": "macaddress"} {
		if got := Heading(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestColumns(t *testing.T) {
	terms := []Term{{"model", []string{"model number", "model"}, []string{"modello"}}, {"name", []string{"model"}, nil}}
	got := Columns(terms, []string{"Modello", "model", "Model number"})
	if got["model"] != (Column{"Model number", false}) || got["name"] != (Column{"model", false}) {
		t.Errorf("%v", got)
	}
	if got = Columns(terms, []string{"Modello"}); got["model"] != (Column{"Modello", true}) || len(got) != 1 {
		t.Errorf("%v", got)
	}
}
