package runner

import (
	"os"
	"testing"
	"time"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/dataset"
)

// TestKnown holds that what a run of some formats, into a folder of its own, found out about the inputs is not found out
// again: the second run opens a file once, to read it, and not to hash it.
func TestKnown(t *testing.T) {
	in := put(t, map[string]string{"one.csv": "item,number,amount,day\napple,1,1,2020-01-01\n"})
	time.Sleep(3100 * time.Millisecond) // what was written just now is hashed again in any case
	opened := func(o Options) int {
		counting := &shifting{FS: os.DirFS(in), opens: map[string]int{}, from: 1 << 30}
		o.Roots[0].FS = counting
		mustRun(t, toy, o)
		return counting.opens["one.csv"]
	}
	first := options(in, t.TempDir())
	first.Reads = func(*pipeline.Format) bool { return false }
	if n := opened(first); n != 1 {
		t.Errorf("a run that reads nothing opens the file %d times", n)
	}
	if n := opened(options(in, t.TempDir())); n != 2 {
		t.Errorf("a run on its own opens the file %d times", n)
	}
	second := options(in, t.TempDir())
	second.Known, second.Against = first.Out, &dataset.Against{Lists: "x"}
	if n := opened(second); n != 1 {
		t.Errorf("a run that knows the inputs opens the file %d times", n)
	}
	if d, err := dataset.Open(second.Out); err != nil || d.Manifest.Against == nil || d.Manifest.Against.Lists != "x" {
		t.Errorf("%v: the manifest does not say what the lists were compared with", err)
	}
}
