package findings_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/findings"
	"github.com/perimeter-data/perimeter/stages/policy"
)

func TestStage(t *testing.T) { stagetest.Run(t, findings.Stage) }

// TestWordsOfExposures holds that a condition may ask for every word that the goldens of exposures have; of unknown and unclear
// nothing is known.
func TestWordsOfExposures(t *testing.T) {
	files, err := filepath.Glob("../exposures/testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no goldens", err)
	}
	seen := map[string]int{}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, want, _ := strings.Cut(string(b), "-- want/exposures --\n")
		for line := range strings.Lines(want) {
			name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			value = strings.Trim(value, `"`)
			for _, f := range policy.Vocabulary {
				if f.Name != name || f.Words == nil || value == "unknown" || value == "unclear" {
					continue
				}
				if seen[name]++; !slices.Contains(f.Words, value) {
					t.Errorf("%s: %s is %q, which no condition may ask for", file, name, value)
				}
			}
		}
	}
	for _, name := range []string{"channel", "sense", "certainty", "grade", "relation", "device_status", "in_force", "bound"} {
		if seen[name] == 0 {
			t.Errorf("no golden has a word for %s", name)
		}
	}
}
