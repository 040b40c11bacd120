package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages/decision"
	"github.com/perimeter-data/perimeter/stages/formats/decisions"
)

// maxDecisions is how many MiB a file of decisions may have: people write it.
const maxDecisions = 16

// withDecisions makes the pipeline read the user's decisions, and gives the place to read them from.
func withDecisions(p pipeline.Pipeline, file string) (pipeline.Pipeline, []source.Root, io.Closer, error) {
	if file == "" {
		return p, nil, io.NopCloser(nil), nil
	}
	text, err := named(file, maxDecisions)
	if err != nil {
		return p, nil, nil, usage("run: --decisions=%s: %v", safe(file), err)
	}
	f, err := decisions.New(file, text)
	if err != nil {
		return p, nil, nil, badDecisions("run", file, err)
	}
	p.Formats = slices.Clone(p.Formats)
	p.Formats[slices.Index(p.Formats, decisions.Format)] = f
	real, err := filepath.EvalSymlinks(file)
	if err != nil {
		return p, nil, nil, usage("run: --decisions=%s: %v", safe(file), plain(err))
	}
	dir, err := os.OpenRoot(filepath.Dir(real))
	if err != nil {
		return p, nil, nil, usage("run: --decisions=%s: %v", safe(file), plain(err))
	}
	return p, []source.Root{{Prefix: filepath.ToSlash(filepath.Clean(file)), FS: dir.FS(), Path: filepath.Base(real)}}, dir, nil
}

// badDecisions words what is wrong with a file of decisions.
func badDecisions(verb, file string, err error) *failure {
	var contradiction *decision.Contradiction
	if errors.As(err, &contradiction) {
		return contradicting(verb, file, contradiction)
	}
	var lines []string
	for line := range strings.SplitSeq(err.Error(), "\n") {
		lines = append(lines, visible(line))
	}
	f := usage("%s: the decisions cannot be used:\n  %s", verb, strings.Join(lines, "\n  "))
	f.next = "mend these lines; the README explains every column"
	return f
}

// contradicting shows the decisions that cannot all hold.
func contradicting(verb, file string, c *decision.Contradiction) *failure {
	var lines []string
	for _, d := range c.Decisions {
		where := safe(file)
		if len(d.Origins) > 0 {
			where += " " + d.Origins[0].Fragment
		}
		lines = append(lines, where+": "+visible(decision.Words(d)))
	}
	f := usage("%s: decisions contradict each other, so none is applied:\n  %s", verb, strings.Join(lines, "\n  "))
	f.next = "let those who decided agree, and take out the lines that do not hold"
	return f
}
