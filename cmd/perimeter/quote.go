package main

import (
	"bytes"
	"fmt"
	"html"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// quote is what stands at the ranges of a row's quote, read again: the characters of the decoded text, which are what the row
// quotes. It is "" for a row that quotes nothing.
func quote(r row, o source.Origin, reread func(source.Origin) ([]byte, error)) (string, error) {
	where := ranges(r)
	if where == nil {
		return "", nil
	}
	text, err := reread(quotedAt(o))
	if err != nil {
		return "", err
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if archived(o) {
		if text = captured(text); text == nil {
			return "", fmt.Errorf("the record of the archive holds no text now")
		}
	}
	found := source.Slice(string(text), where)
	plain := func(s string) string { return strings.Join(strings.Fields(html.UnescapeString(s)), "") }
	if plain(found) != plain(strings.ReplaceAll(r.get("quote"), "[…]", "")) {
		return "", fmt.Errorf("at the ranges of the quote stands something else")
	}
	return strings.Join(strings.Fields(found), " "), nil
}

// ranges are where in its text a row's quote stands, nil for a row that quotes nothing.
func ranges(r row) (all []source.Range) {
	if r.get("quote") == "" {
		return nil
	}
	for _, e := range r.lists["ranges"] {
		all = append(all, source.Range{From: e.number("from"), To: e.number("to")})
	}
	return all
}

// archived says whether a place is a record of a web archive: ranges count from the beginning of the text in it.
func archived(o source.Origin) bool { return strings.HasPrefix(o.Fragment, "record=") }

// quotedAt is what must be read for a quote at a place: elsewhere ranges count from the beginning of the document.
func quotedAt(o source.Origin) source.Origin {
	if !archived(o) {
		o.Offset, o.Length = 0, o.Offset+o.Length
	}
	return o
}

// captured is the decoded text of one record of a web archive; nil if it holds none.
func captured(record []byte) []byte {
	for _, before := range []string{"", "filedesc://x 0.0.0.0 20000101 text/plain 0\n"} { // an ARC file is known by its first line
		for c, err := range source.WARC(&source.Document{Body: strings.NewReader(before + string(record))}) {
			if err == nil {
				return c.Body
			}
		}
	}
	return nil
}
