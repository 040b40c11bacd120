package testdata

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

var counted = regexp.MustCompile(`<!-- (\w+): (\d+) rows -->`)

// TestArgued holds that a text which argues every row of a table was read again when the table got more rows, or fewer.
func TestArgued(t *testing.T) {
	texts, err := filepath.Glob(filepath.Join("argued", "*.md"))
	if err != nil || len(texts) == 0 {
		t.Fatalf("%d texts, %v", len(texts), err)
	}
	found := map[string]bool{}
	for _, name := range texts {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range counted.FindAllSubmatch(text, -1) {
			found[string(m[1])] = true
			golden, err := os.ReadFile(filepath.Join("world.golden", string(m[1])+".jsonl"))
			if err != nil {
				t.Fatal(err)
			}
			if n := bytes.Count(golden, []byte("\n")); strconv.Itoa(n) != string(m[2]) {
				t.Errorf("%s argues %s rows of %s, and there are %d", name, m[2], m[1], n)
			}
		}
	}
	for _, table := range []string{"purchases", "exposures", "exposure_purchases", "chain_hops", "findings", "deployments", "capabilities", "movements", "claims", "claim_sources", "claim_relations", "documents"} {
		if !found[table] {
			t.Errorf("no text argues every row of %s", table)
		}
	}
}
