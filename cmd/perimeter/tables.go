package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages"
)

func tablesVerb() *cobra.Command {
	return &cobra.Command{
		Use:   "tables [NAME]",
		Short: "every table and column, with what it means",
		Args:  args(cobra.MaximumNArgs(1), "the name of one table, or none"),
		RunE: func(c *cobra.Command, given []string) error {
			var names []string
			all := stages.Pipeline.Tables()
			for _, t := range all {
				d := t.Describe()
				if len(given) == 0 || given[0] == d.Name {
					describe(c.OutOrStdout(), d)
				}
				names = append(names, d.Name)
				if len(given) == 1 && given[0] == d.Name {
					return nil
				}
			}
			if len(given) == 1 {
				f := usage("tables: no table %q.%s", safe(given[0]), hint("", given[0], names))
				f.next = "perimeter tables"
				return f
			}
			return nil
		},
	}
}

func describe(w io.Writer, d table.Description) {
	fmt.Fprintf(w, "%s\n  %s\n  one row: %s\n  order: %s\n\n", d.Name, d.Doc, d.Grain, strings.Join(d.Sort, ", "))
	for _, c := range d.Columns {
		null := ""
		if c.Nullable {
			null = ", or null"
		}
		fmt.Fprintf(w, "  %-28s %s%s\n      %s\n", c.Name, c.Type, null, c.Doc)
	}
	fmt.Fprintln(w)
}
