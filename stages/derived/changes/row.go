package changes

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// version is a row in one of the two datasets.
type version struct {
	table, id string
	cells     map[string]string // every column but id and origins
	digests   []string
	origins   []source.Origin
}

func (v *version) get(column string) string {
	if v == nil {
		return ""
	}
	if column == "id" {
		return v.id
	}
	return v.cells[column]
}

func earlier(e record.Earlier) *version {
	v := &version{table: e.Table, id: e.Row, cells: map[string]string{}, digests: e.Digests, origins: e.Origins}
	for _, c := range e.Cells {
		v.cells[c.Name] = c.Text
	}
	return v
}

// current is a row of this dataset, its columns written as those of an earlier one are read.
func current(t table.Any, text []byte, origins []source.Origin) (*version, error) {
	v := &version{table: t.Describe().Name, cells: map[string]string{}, origins: origins}
	for _, c := range t.Describe().Columns {
		if !strings.HasPrefix(c.Name, "origins") {
			v.cells[c.Name] = ""
		}
	}
	columns := map[string]any{}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&columns); err != nil {
		return nil, err
	}
	delete(columns, "origins")
	flatten(v.cells, "", columns)
	v.id = v.cells["id"]
	delete(v.cells, "id")
	for _, o := range origins {
		v.digests = append(v.digests, o.Digest)
	}
	slices.Sort(v.digests)
	v.digests = slices.Compact(v.digests)
	return v, nil
}

// between stands between the values of a list, as in the text of a Parquet file.
const between = "; "

func flatten(cells map[string]string, name string, value any) {
	put := func(text string) {
		if cells[name] != "" {
			text = cells[name] + between + text
		}
		cells[name] = text
	}
	switch x := value.(type) {
	case map[string]any:
		for field, value := range x {
			if name != "" {
				field = name + "." + field
			}
			flatten(cells, field, value)
		}
	case []any:
		for _, value := range x {
			flatten(cells, name, value)
		}
	case string:
		put(x)
	case json.Number:
		put(x.String())
	case bool:
		put(map[bool]string{true: "true", false: "false"}[x])
	}
}

// prose are columns that follow from others, or name other rows: that they differ is no change of its own.
var prose = []string{"wording", "wording_it", "reasons_for", "reasons_against", "matches", "source_groups", "note", "entry", "exposure", "claims", "sites"}

// compare lists the columns that both versions have, and that differ, by name.
func compare(then, now *version) (columns []Column) {
	if then == nil || now == nil {
		return nil
	}
	people := newPeople(then, now)
	for name, before := range then.cells {
		if after, known := now.cells[name]; known && before != after && !slices.Contains(prose, name) {
			if slices.ContainsFunc(people, func(of string) bool { return strings.HasPrefix(name, of) }) {
				before = ""
			}
			columns = append(columns, columnOf(name, before, after))
		}
	}
	slices.SortFunc(columns, func(a, b Column) int { return strings.Compare(a.Column, b.Column) })
	return columns
}

// newPeople are what the columns begin with that tell of a natural person now and told something else: the number, id and name of then
// may be that person's.
func newPeople(then, now *version) (all []string) {
	for name, after := range now.cells {
		of := strings.TrimSuffix(name, "name")
		if of != name && of != "" && after != then.cells[name] && strings.Contains(after, record.Person) {
			all = append(all, of)
		}
	}
	return all
}

const (
	mostText = 300   // characters shown of a value
	masked   = "[…]" // what record.Mask puts for what it takes out
)

func columnOf(name, before, after string) Column {
	before = record.Mask(before)
	for _, hidden := range []string{masked, record.Person} {
		if strings.Contains(after, hidden) {
			before = "" // it may name whom this dataset does not
		}
	}
	return Column{name, cut(before), cut(after)}
}

func cut(text string) string {
	if r := []rune(text); len(r) > mostText {
		return string(r[:mostText-1]) + "…"
	}
	return text
}
