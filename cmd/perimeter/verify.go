package main

import (
	"fmt"
	"io"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

const sourceLines = 24 // lines of masked source shown of one record

// origins prints where the rows were read and, if asked, reads it again.
func origins(w io.Writer, d *data, rows []row, verify bool, inputs string) error {
	all := places(rows)
	digests := map[string]bool{}
	for _, o := range all {
		digests[o.Digest] = true
	}
	paths, err := d.paths(digests)
	if err != nil {
		return err
	}
	var files *library
	if verify {
		files = openLibrary(inputs, append(quoted(rows), all...), paths)
	}
	fmt.Fprintln(w, "Where it was read")
	failed := 0
	for _, o := range all {
		name := "a file that the dataset does not list"
		if p := paths[o.Digest]; len(p) > 0 {
			name = p[0].get("path")
		}
		fmt.Fprintf(w, "  %s  bytes %d to %d of its text\n    %s\n", safe(name), o.Offset, o.Offset+o.Length, visible(o.String()))
		if !verify {
			continue
		}
		text, err := files.reread(o)
		if err != nil {
			failed++
			fmt.Fprintf(w, "    FAILED: %s\n", visible(err.Error()))
			continue
		}
		if now := files.moved[o.Digest]; now != "" {
			fmt.Fprintf(w, "    found by its size and SHA-256, as %s\n", safe(now))
		}
		fmt.Fprintln(w, "    ok: the file has this SHA-256. The record, with every word masked that no kept column has:")
		lines := wrap(visible(masked(text, rows, o)), max(30, min(104, columns(w)-8)))
		for _, line := range lines[:min(len(lines), sourceLines)] {
			fmt.Fprintf(w, "      | %s\n", line)
		}
		if more := len(lines) - sourceLines; more > 0 {
			fmt.Fprintf(w, "      | … and %d more lines\n", more)
		}
		if err := quotes(w, rows, o, files.reread); err != nil {
			failed++
			fmt.Fprintf(w, "    FAILED: %s\n", visible(err.Error()))
		}
	}
	fmt.Fprintln(w)
	switch {
	case failed > 0:
		return &failure{code: exitDamage, what: fmt.Sprintf("explain --verify: %d of %d places could not be read again as they were.", failed, len(all)),
			next: "if the inputs lie elsewhere now: --inputs FOLDER; if they were changed: perimeter run again"}
	case verify:
		fmt.Fprintf(w, "Verified: %d of %d places read again; file hashes and byte ranges hold.\n", len(all), len(all))
	default:
		fmt.Fprintln(w, "To read these places again and check their hashes: --verify")
	}
	return nil
}

// quoted are the places at which the quotes of the rows are read.
func quoted(rows []row) (all []source.Origin) {
	for _, r := range rows {
		for _, o := range r.origins {
			if ranges(r) != nil {
				all = append(all, quotedAt(o))
			}
		}
	}
	return all
}

// quotes prints what stands at the ranges of the quotes that were read at a place.
func quotes(w io.Writer, rows []row, at source.Origin, reread func(source.Origin) ([]byte, error)) error {
	told := map[string]bool{}
	for _, r := range rows {
		for _, o := range r.origins {
			if placeOf(o) != placeOf(at) {
				continue
			}
			found, err := quote(r, o, reread)
			if err != nil {
				return err
			}
			if found == "" || told[found] {
				continue
			}
			told[found] = true
			fmt.Fprintln(w, "    ok: at the ranges of the quote stands")
			for _, line := range wrap(visible(found), max(30, min(104, columns(w)-8))) {
				fmt.Fprintf(w, "      | %s\n", line)
			}
		}
	}
	return nil
}
