package dataset

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages"
)

// TestLinks holds that links lead from columns that there are to tables that there are, and that a column of which people are told
// that it holds ids of a table, and not what a user may write as well, is one.
func TestLinks(t *testing.T) {
	tables := map[string]table.Description{}
	for _, d := range stages.Pipeline.Tables() {
		tables[d.Describe().Name] = d.Describe()
	}
	has := func(name, column string) bool {
		return slices.ContainsFunc(tables[name].Columns, func(c table.Column) bool { return c.Name == column })
	}
	linked := map[string]bool{}
	for _, l := range links {
		key := l.from + "." + l.column
		if linked[key] || !has(l.from, l.column) {
			t.Errorf("%s is twice a link, or no column", key)
		}
		linked[key] = true
		for _, to := range l.to {
			name, column, _ := strings.Cut(to, ".")
			if column == "" {
				column = "id"
			}
			if !has(name, column) {
				t.Errorf("%s leads to %s.%s, which is no column", key, name, column)
			}
		}
	}
	told := regexp.MustCompile(`^(?:their )?ids? (?:of [a-z ]+ )?in (\w+)\b`)
	for name, d := range tables {
		for _, c := range d.Columns {
			if m := told.FindStringSubmatch(c.Doc); m != nil && has(m[1], "id") && !linked[name+"."+c.Name] && !strings.Contains(c.Doc, "SCHEME:IDENTIFIER") {
				t.Errorf("%s.%s is told to be an id in %s, and nothing checks it: %q", name, c.Name, m[1], c.Doc)
			}
		}
	}
}
