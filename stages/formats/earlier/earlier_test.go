package earlier

import (
	"os"
	"testing"
	"testing/fstest"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/record"
)

const exposures = "testdata/exposures/table.csv"

func text(t testing.TB) []byte {
	t.Helper()
	b, err := os.ReadFile(exposures)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// of is the format for a dataset whose exposures are this text.
func of(text []byte) Dataset { return Dataset{Files: map[string]string{digestOf(text): "exposures"}} }

// TestNamed holds that the table of the dataset that was named is read, each row with its place and the documents that it rests
// on, and that no other dataset's is.
func TestNamed(t *testing.T) {
	f := New(of(text(t)))
	if places, lost := stagetest.Origins(t, f, os.DirFS("testdata/exposures")); places != 2 || len(lost) > 0 {
		t.Errorf("%d places; %v", places, lost)
	}
	digests := 0
	for e := range record.EarlierRows.In(stagetest.DriveFormat(t, f, "testdata/exposures")) {
		digests += len(e.Digests)
		if e.Table != "exposures" || e.Key == "" || e.Row != "f1" && e.Row != "f2" {
			t.Errorf("%+v", e)
		}
	}
	if digests != 3 {
		t.Errorf("rows rest on %d documents, want 3", digests)
	}
	for range record.EarlierRows.In(stagetest.DriveFormat(t, New(Dataset{}), "testdata/exposures")) {
		t.Error("a row of a dataset that was not named")
	}
}

// FuzzFormat reads whatever is given as a table of the dataset that was named.
func FuzzFormat(f *testing.F) {
	stagetest.Seeds(f, New(of(text(f))), "testdata/exposures")
	f.Fuzz(func(t *testing.T, text []byte) {
		stagetest.NewHostile(t, fstest.MapFS{"x.csv": {Data: text}}).Read(t, New(of(text)))
	})
}
