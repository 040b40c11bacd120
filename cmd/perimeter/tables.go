package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages"
)

func tablesVerb() *cobra.Command {
	var all bool
	c := &cobra.Command{
		Use:   "tables [NAME…]",
		Short: "what the tables are, and what the columns of some of them mean",
		Long: "tables says of each table what one row is; of those that are named, what each column means, and whether it may be\n" +
			"null, which is to say unknown.",
		Example: "  perimeter tables exposures purchases\n  perimeter tables --all",
		RunE: func(c *cobra.Command, given []string) error {
			var names []string
			var described []table.Description
			for _, t := range stages.Pipeline.Tables() {
				described = append(described, t.Describe())
				names = append(names, t.Describe().Name)
			}
			w := c.OutOrStdout()
			for _, name := range given {
				if !slices.Contains(names, name) {
					f := usage("tables: no table \"%s\".%s", safe(name), hint("", name, names))
					f.next = "perimeter tables"
					return f
				}
			}
			for _, d := range described {
				switch {
				case all || slices.Contains(given, d.Name):
					describe(w, d)
				case len(given) == 0:
					indented(w, fmt.Sprintf("%-20s ", d.Name), columns(w), d.Grain)
				}
			}
			return nil
		},
	}
	c.Flags().BoolVar(&all, "all", false, "all tables, with all their columns")
	return c
}

func describe(w io.Writer, d table.Description) {
	width := columns(w)
	fmt.Fprintln(w, d.Name)
	for _, text := range []string{d.Doc, "one row: " + d.Grain, "order: " + strings.Join(d.Sort, ", ")} {
		indented(w, "  ", width, text)
	}
	fmt.Fprintln(w)
	for _, c := range d.Columns {
		null := ""
		if c.Nullable {
			null = ", or null"
		}
		fmt.Fprintf(w, "  %-28s %s%s\n", c.Name, c.Type, null)
		indented(w, "      ", width, c.Doc)
	}
	fmt.Fprintln(w)
}
