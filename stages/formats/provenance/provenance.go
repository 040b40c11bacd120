// Package provenance reads a user's table of what is known of files that do not say it themselves: from where and when they were
// fetched, who published them, under which licence. It is a CSV file (commas, semicolons or tabs) with the columns path and sha256,
// and at least one of
//
//	url, or source    address or place that the file was fetched from
//	publisher         who published it, an organisation
//	published         day on which that was, as YYYY-MM-DD
//	retrieved         day on which it was fetched, as YYYY-MM-DD
//	language          its language, an ISO 639-1 code
//	translated        yes or no
//	copy_of           what it is a copy of
//	licence           licence that it is under
//
// in any order; other columns are not read. A file is known by sha256 alone, its SHA-256 as sha256sum prints it, so that it may be
// renamed; path is for whoever keeps the table. A row without a sha256 says nothing of any file, and is left out.
package provenance

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Format reads one table, known by its header.
var Format = &pipeline.Format{
	Name: name, Unit: unit,
	Doc: "what users know of files (CSV): publisher, days, language, licence, by SHA-256 (go doc ./stages/formats/provenance)",
	Match: func(_ string, head *source.Head) bool {
		header := head.Header()
		has := func(c string) bool { return slices.Contains(header, c) }
		return has("path") && has("sha256") && slices.ContainsFunc(columns, has)
	},
	Writes: []table.Any{record.Provenances},
	Read:   read,
}

const (
	name = "provenance"
	unit = "row"
)

var columns = []string{"url", "source", "publisher", "published", "retrieved", "language", "translated", "copy_of", "licence"}

func read(doc *source.Document, out *table.Set) error {
	for r, err := range source.CSV(doc) {
		if err != nil {
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		put(out, r)
	}
	return nil
}

// put writes what a row says, in its own words to provenance and as what is said of the file to the ledger.
func put(out *table.Set, r source.Row) {
	text := func(column string) string { return record.Clean(r.Get(column)) }
	bad := func(scope source.Scope, column, message, kept string) {
		table.PutReject(out, name, &source.Defect{Scope: scope, Origin: r.Origin, Field: column, Reason: "provenance." + column, Message: message,
			Kept: kept, Next: "correct the row and run again"}, r.Origin)
	}
	file := strings.ToLower(text("sha256"))
	switch {
	case file == "":
		table.PutLeftOut(out, name, unit, r.Origin)
		return
	case len(file) != 64 || strings.Trim(file, "0123456789abcdef") != "":
		bad(source.WholeRecord, "sha256", "a SHA-256 has 64 hexadecimal digits", "the other rows")
		return
	}
	day := func(column string) *table.Date {
		d, ok := record.ParseDay(text(column), "2006-01-02")
		if !ok {
			bad(source.OneField, column, "a day is written YYYY-MM-DD", "the row without it")
		}
		return d
	}
	p := record.Provenance{File: file, From: record.Licence(text("url")), Publisher: record.Publisher(text("publisher")), Published: day("published"),
		Retrieved: day("retrieved"), Language: record.Language(text("language")), Translated: strings.ToLower(text("translated")),
		CopyOf: record.Licence(text("copy_of")), Licence: record.Licence(text("licence")), Origins: []source.Origin{r.Origin}}
	if p.From == "" {
		p.From = record.Licence(text("source"))
	}
	if !slices.Contains([]string{"", "yes", "no"}, p.Translated) {
		bad(source.OneField, "translated", "translated is yes or no", "the row without it")
		p.Translated = ""
	}
	if p.Language == "" && text("language") != "" {
		bad(source.OneField, "language", "a language is an ISO 639-1 code", "the row without it")
	}
	record.AddProvenance(out, p)
	table.PutAbout(out, name, unit, table.About{Publisher: p.Publisher, Published: p.Published, Retrieved: p.Retrieved, Language: p.Language,
		Translated: p.Translated, CopyOf: p.CopyOf, Licence: p.Licence}, source.Origin{Digest: file})
}
