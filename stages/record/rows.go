package record

import (
	"bytes"
	"iter"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// Row is a row of a table that may be written as CSV or as JSON.
type Row struct {
	Origin source.Origin
	Names  []string                   // of the columns, or the keys of the object, sorted
	Get    func(column string) string // a value as written; "" where there is none
}

// Headings are the names of the columns of a text: those of a CSV, or the keys of the first JSON object.
func Headings(head *source.Head) []string {
	if !isJSON(head.Text) {
		return head.Header()
	}
	var names []string
	for _, k := range head.TopKeys() {
		names = append(names, strings.TrimPrefix(k, "*/"))
	}
	return names
}

func isJSON(head []byte) bool {
	head = bytes.TrimLeft(head, "\ufeff \t\r\n")
	return len(head) > 0 && (head[0] == '{' || head[0] == '[')
}

// Rows yields the rows of a table: of a CSV, of a JSON array of objects, of JSON Lines, or of the page of an interface that
// has its objects under "results". What is no object comes as a *source.Defect with the reason "<format>.object".
func Rows(doc *source.Document, format string) iter.Seq2[Row, error] {
	head, first := doc.Head(), doc.First()
	return func(yield func(Row, error) bool) {
		if first != '{' && first != '[' {
			for r, err := range source.CSV(doc) {
				row := Row{Origin: r.Origin}
				if err == nil {
					row.Names, row.Get = r.Columns(), r.Get
				}
				if !yield(row, err) {
					return
				}
			}
			return
		}
		pattern := ""
		if first == '[' {
			pattern = "/*"
		} else if slices.Contains(source.NewHead(head).TopKeys(), "results") {
			pattern = "/results/*"
		}
		for v, err := range source.JSON(doc, pattern) {
			var r Row
			if err == nil {
				r, err = object(v, format)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// object is a JSON object as a row. The value of an object inside it is the name, label or value that stands in that; a
// column with slashes is a path through such objects.
func object(v source.Value, format string) (Row, error) {
	var fields map[string]jsontext.Value
	if json.Unmarshal(v.Raw, &fields) != nil || fields == nil {
		return Row{}, &source.Defect{Scope: source.WholeRecord, Origin: v.Origin, Reason: format + ".object", Message: "this is no JSON object",
			Kept: "the other rows", Next: "correct the row at its source"}
	}
	r := Row{Origin: v.Origin}
	for k := range fields {
		r.Names = append(r.Names, k)
	}
	slices.Sort(r.Names)
	r.Get = func(column string) string { return scalar(fields, strings.Split(column, "/")) }
	return r, nil
}

func scalar(fields map[string]jsontext.Value, path []string) string {
	raw := fields[path[0]]
	switch raw.Kind() {
	case '"':
		var s string
		if len(path) > 1 || json.Unmarshal(raw, &s) != nil {
			return ""
		}
		return s
	case '0', 't', 'f':
		if len(path) > 1 {
			return ""
		}
		return string(raw)
	case '{':
		var inner map[string]jsontext.Value
		if json.Unmarshal(raw, &inner) != nil {
			return ""
		}
		if len(path) > 1 {
			return scalar(inner, path[1:])
		}
		for _, key := range []string{"name", "label", "value"} {
			if inner[key].Kind() == '"' {
				return scalar(inner, []string{key})
			}
		}
	}
	return ""
}
