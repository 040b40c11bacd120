package main

import (
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/stages"
	"github.com/perimeter-data/perimeter/stages/formats/mapping"
)

// maxMapping is the most bytes that a mapping may have: it is written by hand.
const maxMapping = 1 << 20

// withMappings is the pipeline with the user's mappings. One that has the name of a mapping inside the program takes its place.
func withMappings(files []string) (pipeline.Pipeline, error) {
	p := stages.Pipeline
	p.Formats = slices.Clone(p.Formats)
	from := map[string]string{} // file by the name of its mapping
	for _, file := range files {
		text, err := readMapping(file)
		if err != nil {
			return p, err
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

func readMapping(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, usage("run: --mapping=%s: %v", safe(name), plain(err))
	}
	defer f.Close()
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("it is no regular file")
	}
	var text []byte
	if err == nil {
		text, err = io.ReadAll(io.LimitReader(f, maxMapping+1))
	}
	if err == nil && len(text) > maxMapping {
		err = errors.New("it is larger than a mapping can be")
	}
	if err != nil {
		return nil, usage("run: --mapping=%s: %v", safe(name), plain(err))
	}
	return text, nil
}
