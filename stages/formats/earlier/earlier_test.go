package earlier

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

const listings = "id,measure,vendor,named_as,date_kind,from,origins.digest\nl1,m,v,\"V, the firm\",effective,2021-03-12,b; a; b\nl2,m,w,W,effective,,a\n"

func read(t testing.TB, d Dataset, text string) (*table.Set, error) {
	out := table.NewSet("", table.DefaultBudget, Format.Writes...)
	t.Cleanup(out.Close)
	return out, New(d).Read(&source.Document{Digest: digestOf([]byte(text)), Body: strings.NewReader(text)}, out)
}

// TestRows holds that the rows of a table that was named come with what they say, and that any other table is refused.
func TestRows(t *testing.T) {
	d := Dataset{Files: map[string]string{digestOf([]byte(listings)): "listings"}}
	if f := New(d); !f.Match("x", source.NewHead([]byte(listings))) || Format.Match("x", source.NewHead([]byte(listings))) {
		t.Error("a table is known by its columns, where a dataset was named")
	}
	out, err := read(t, d, listings)
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for r := range record.EarlierRows.In(out) {
		row := r.Table + " " + r.Row + " " + strings.Join(r.Digests, "+") + " " + r.Origins[0].Fragment
		for _, c := range r.Cells {
			row += " " + c.Name + "=" + c.Text
		}
		rows = append(rows, row)
	}
	got := strings.Join(rows, "\n")
	for _, want := range []string{"listings l1 a+b row=2 date_kind=effective from=2021-03-12 measure=m named_as=V, the firm vendor=v", "listings l2 a row=3 date_kind=effective from= measure=m named_as=W vendor=w"} {
		if !strings.Contains(got, want) {
			t.Errorf("got\n%s\nwithout\n%s", got, want)
		}
	}
	if _, err := read(t, Dataset{}, listings); err == nil || !strings.Contains(err.Error(), "not of the one") {
		t.Errorf("another dataset's table: %v", err)
	}
}

// TestDocuments holds that what is written of the inputs and the run is what is read.
func TestDocuments(t *testing.T) {
	d := Dataset{Inputs: []record.EarlierInput{{Digest: "aa", Path: "a, \"b\".csv", Format: "osm"}, {Digest: "bb", Path: "c"}}, Differs: []string{"program"}, Gone: []string{"lake-list"}}
	inputs, run := d.Documents()
	out, err := read(t, d, string(inputs))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for i := range record.EarlierInputs.In(out) {
		if i != d.Inputs[n] {
			t.Errorf("%+v", i)
		}
		n++
	}
	if out, err = read(t, d, string(run)); err != nil || n != 2 {
		t.Fatal(err, n)
	}
	for r := range record.EarlierRuns.In(out) {
		if len(r.Differs) != 1 || r.Differs[0] != "program" || len(r.Gone) != 1 || r.Gone[0] != "lake-list" {
			t.Errorf("%+v", r)
		}
		n++
	}
	if n != 3 {
		t.Error("no run")
	}
}

// FuzzFormat reads whatever is given as a table of the dataset that was named.
func FuzzFormat(f *testing.F) {
	stagetest.Seeds(f, Format)
	f.Add([]byte(listings))
	f.Add([]byte("id,origins.digest\n\""))
	f.Fuzz(func(t *testing.T, text []byte) {
		stagetest.NewHostile(t, fstest.MapFS{"x": {Data: text}}).Read(t, New(Dataset{Files: map[string]string{digestOf(text): "listings"}}))
	})
}
