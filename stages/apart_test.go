package stages

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
)

// TestLinesApart holds that what a format that reads lines apart makes of a line depends on no other line.
func TestLinesApart(t *testing.T) {
	n := 0
	for _, f := range Pipeline.Formats {
		if f.Lines {
			n++
			t.Logf("%s: %d lines", f.Name, stagetest.Apart(t, f, world(t)))
		}
	}
	if n == 0 {
		t.Error("no format reads lines apart")
	}
}
