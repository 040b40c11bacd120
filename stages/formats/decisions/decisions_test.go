package decisions

import (
	"os"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/record"
)

func decided(t testing.TB) []byte {
	t.Helper()
	text, err := os.ReadFile("testdata/decisions.csv")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestNamed holds that the file that was named is read, with the place of each line, and no role.
func TestNamed(t *testing.T) {
	f, err := New("decisions.csv", decided(t))
	if err != nil {
		t.Fatal(err)
	}
	places, lost := stagetest.Origins(t, f, os.DirFS("testdata"))
	if places != 3 || len(lost) > 0 {
		t.Errorf("%d places; %v", places, lost)
	}
	n := 0
	for d := range record.Decisions.In(stagetest.DriveFormat(t, f, "testdata")) {
		n++
		if strings.Contains(d.Why+d.LeftName+d.RightName, "editor") {
			t.Errorf("%+v", d)
		}
	}
	if n != 3 {
		t.Errorf("%d decisions", n)
	}
}

// FuzzFormat reads whatever is given as a file of decisions: it is refused with the line, or its own lines stand in the rows.
func FuzzFormat(f *testing.F) {
	f.Add(string(decided(f)))
	f.Add(Header)
	f.Add(Header + "a,b,c,d,same,r,2026-01-01,\"x")
	f.Fuzz(func(t *testing.T, text string) {
		all, err := Parse("x.csv", []byte(text))
		if err == nil && len(all) > strings.Count(text, "\n")+1 {
			t.Errorf("%d decisions in %q", len(all), text)
		}
		if err != nil && strings.Contains(err.Error(), "\x1b") {
			t.Errorf("raw: %q", err)
		}
	})
}
