package rates

import (
	"path/filepath"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
)

func TestFormat(t *testing.T) { stagetest.RunFormat(t, Format, []string{"rates"}) }

func FuzzFormat(f *testing.F) { stagetest.FuzzFormat(f, Format, filepath.Join("testdata", "rates")) }

// A table of prices, or of rates with one column more, is none.
func TestMatch(t *testing.T) {
	for head, want := range map[string]bool{
		"currency,date,rate,to\n":        true,
		"date,currency,to,rate\n":        true,
		"currency,date,rate\n":           false,
		"currency,date,rate,to,source\n": false,
	} {
		if got := Format.Match("rates.csv", source.NewHead([]byte(head))); got != want {
			t.Errorf("%q: %v", head, got)
		}
	}
}
