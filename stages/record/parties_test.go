package record

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestLabelledParties measures on labelled names of invented persons and of known firms (testdata/parties) how many persons
// are kept out and how many firms are kept. The floors are what was measured when they were set; what leave.tsv has is
// counted and never shown.
func TestLabelledParties(t *testing.T) {
	for _, half := range []struct {
		file, digest   string
		persons, firms float64 // the least share that is told rightly
	}{
		{"look", "35e3a01059f49550cf7ea527cf327ee014e2ce5fca5d0fd40959a4530f968dfc", 0.931, 0.876},
		{"leave", "3e79c6793ff806823cfb7674564f697c044600d1d85e630bce48e30ca73d14e7", 0.748, 0.861},
	} {
		b, err := os.ReadFile(filepath.Join("testdata", "parties", half.file+".tsv"))
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != half.digest {
			t.Errorf("%s: the labelled names were changed", half.file)
		}
		right, of := map[string]int{}, map[string]int{}
		for line := range strings.Lines(string(b)) {
			col := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			if col[0] == "kind" {
				continue
			}
			r := NewRef(col[3], "", "", col[2])
			told := "firm"
			if r.Name == Person || strings.Contains(r.Name, masked) {
				told = "person"
			}
			of[col[0]]++
			if told == col[0] {
				right[col[0]]++
			} else if half.file == "look" {
				t.Logf("%s called a %s: %s (%s)", col[0], told, col[3], col[2])
			}
		}
		persons, firms := float64(right["person"])/float64(of["person"]), float64(right["firm"])/float64(of["firm"])
		hidden := right["person"] + of["firm"] - right["firm"]
		t.Logf("%s: %d of %d persons kept out (recall %.3f), %d of %d firms kept; precision %.3f", half.file,
			right["person"], of["person"], persons, right["firm"], of["firm"], float64(right["person"])/float64(hidden))
		if persons < half.persons || firms < half.firms {
			t.Errorf("%s: too few are told rightly", half.file)
		}
	}
}
