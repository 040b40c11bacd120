package anac

import (
	"encoding/json"
	"iter"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// row is a record by its names in small letters, whatever the syntax.
type row struct {
	at     source.Origin
	values map[string]string
}

func (r row) get(name string) string { return strings.TrimSpace(r.values[name]) }

// columnsOf are the columns of a CSV text, or the names of the first object of a JSON text.
func columnsOf(head *source.Head) []string {
	var names []string
	for _, k := range head.TopKeys() {
		names = append(names, strings.TrimPrefix(k, "*/"))
	}
	if names == nil {
		return head.Header()
	}
	return names
}

// rows yields the rows of a CSV, of a JSON array or of JSON Lines.
func rows(doc *source.Document) iter.Seq2[row, error] {
	keys := doc.Beginning().TopKeys()
	return func(yield func(row, error) bool) {
		if len(keys) == 0 {
			for r, err := range source.CSV(doc) {
				values := map[string]string{}
				if err == nil {
					for _, c := range r.Columns() {
						values[strings.ToLower(c)] = r.Get(c)
					}
				}
				if !yield(row{r.Origin, values}, err) {
					return
				}
			}
			return
		}
		pattern := ""
		if strings.HasPrefix(keys[0], "*/") {
			pattern = "/*"
		}
		for v, err := range source.JSON(doc, pattern) {
			r := row{at: v.Origin}
			if err == nil {
				r.values = valuesOf(v.Raw)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// valuesOf are the strings and numbers of an object, as written.
func valuesOf(raw []byte) map[string]string {
	var object map[string]json.RawMessage
	values := map[string]string{}
	if json.Unmarshal(raw, &object) != nil {
		return values
	}
	for k, v := range object {
		var s string
		var n json.Number
		if json.Unmarshal(v, &s) == nil {
			values[strings.ToLower(k)] = s
		} else if json.Unmarshal(v, &n) == nil {
			values[strings.ToLower(k)] = n.String()
		}
	}
	return values
}
