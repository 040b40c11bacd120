package main

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/stages"
	"github.com/perimeter-data/perimeter/stages/formats/mapping"
)

// withMappings is the pipeline with the user's mappings. One that has the name of a mapping inside the program takes its place.
func withMappings(files []string) (pipeline.Pipeline, error) {
	p := stages.Pipeline
	p.Formats = slices.Clone(p.Formats)
	from := map[string]string{} // file by the name of its mapping
	for _, file := range files {
		text, err := named(file, 1)
		if err != nil {
			return p, usage("run: --mapping=%s: %v", safe(file), err)
		}
		f, err := mapping.New(file, text)
		if err != nil {
			var lines []string
			for line := range strings.SplitSeq(err.Error(), "\n") {
				lines = append(lines, visible(line))
			}
			bad := usage("run: the mapping cannot be used:\n  %s", strings.Join(lines, "\n  "))
			bad.next = "mend the mapping; the README explains every key"
			return p, bad
		}
		if other := from[f.Name]; other != "" {
			return p, usage("run: --mapping=%s: its name %s is also that of %s: give each mapping its own.", safe(file), f.Name, safe(other))
		}
		from[f.Name] = file
		i := slices.IndexFunc(p.Formats, func(o *pipeline.Format) bool { return o.Name == f.Name })
		switch {
		case i < 0:
			p.Formats = append(p.Formats, f)
		case p.Formats[i].Config == "":
			return p, usage("run: --mapping=%s: %s is the name of a format that is no mapping: choose another name.", safe(file), f.Name)
		default:
			p.Formats[i] = f
		}
	}
	return p, nil
}
