package bis

import (
	"path/filepath"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestFormat(t *testing.T) { stagetest.RunFormat(t, Format, []string{"list"}) }

func TestPlanted(t *testing.T) {
	stagetest.Planted(t, Format, "list", "fintizi", "zorba", "via roma", "blue street", "10121", "turin")
}

func FuzzFormat(f *testing.F) { stagetest.FuzzFormat(f, Format, filepath.Join("testdata", "list")) }

// TestReal reads the real list where it is at hand: of its 546 entries most are persons.
func TestReal(t *testing.T) {
	all := stagetest.DriveFormat(t, Format, stagetest.Shared(t, "data/watch/watchlists/watchman"))
	names := map[string]bool{}
	for e := range record.ListEntries.In(all) {
		names[e.Name] = true
		if e.From == nil {
			t.Errorf("%s has no first day", e.Name)
		}
	}
	for n, want := range map[string]bool{"MAHAN AIRWAYS": true, "CHITRON ELECTRONICS, INC.": true, "DAHUA ELECTRONICS CORPORATION": true, "GLOBE TRADE": true, "ALEX WU": false, "BRENT DELL": false, "SHAHI": false, "JASON LIAO": false} {
		if names[n] != want {
			t.Errorf("%s: %v", n, names[n])
		}
	}
	t.Logf("%d organisations", len(names))
}
