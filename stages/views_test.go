package stages

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

var viewAt = regexp.MustCompile(`(?m)^create or replace view (\w+) as$`)

// TestViews holds every view to its form: a plain name that no table and no other view has, and a comment above it with the
// question and the denominator. That they run, and sum each purchase once, is tested with DuckDB (make test-warehouses).
func TestViews(t *testing.T) {
	taken := []string{"dataset"}
	for _, table := range Pipeline.Tables() {
		taken = append(taken, table.Describe().Name)
	}
	found := viewAt.FindAllStringSubmatchIndex(views, -1)
	if len(found) != 26 || strings.Count(views, "create ") != len(found) {
		t.Errorf("%d views", len(found))
	}
	for _, at := range found {
		name := views[at[2]:at[3]]
		if slices.Contains(taken, name) {
			t.Errorf("%s is the name of two", name)
		}
		taken = append(taken, name)
		above := views[:at[0]]
		comment := above[strings.LastIndex(above, "\n\n")+2:]
		first, _, _ := strings.Cut(comment, "\n")
		if !strings.HasPrefix(comment, "-- "+name+": ") || !strings.Contains(first, "?") || !strings.Contains(comment, "\n-- Denominator: ") {
			t.Errorf("%s: the comment above it is not its name, a question and a denominator:\n%s", name, comment)
		}
		for line := range strings.Lines(comment) {
			if !strings.HasPrefix(line, "-- ") {
				t.Errorf("%s: not a comment: %s", name, line)
			}
		}
	}
	if strings.Contains(views, "sum(") && regexp.MustCompile(`sum\([^)]*ceiling`).MatchString(views) {
		t.Error("a view sums ceilings")
	}
}
