package provenance

import (
	"path/filepath"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
)

func TestFormat(t *testing.T) { stagetest.RunFormat(t, Format, []string{"sidecar"}) }

func TestPlanted(t *testing.T) {
	stagetest.Planted(t, Format, "sidecar", "fintizi", "ermengarda", "token", "secret")
}

func FuzzFormat(f *testing.F) { stagetest.FuzzFormat(f, Format, filepath.Join("testdata", "sidecar")) }

// A table is one only if it says something of files that it names by their bytes.
func TestMatch(t *testing.T) {
	for head, want := range map[string]bool{
		"path,sha256,publisher\n":          true,
		"licence\tnote\tpath\tsha256\tx\n": true,
		"path;sha256;retrieved;licence\n":  true,
		"path,sha256\n":                    false,
		"path,publisher\n":                 false,
		"sha256,publisher\n":               false,
	} {
		if got := Format.Match("x.csv", source.NewHead([]byte(head))); got != want {
			t.Errorf("%q: %v", head, got)
		}
	}
}
