package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/perimeter-data/perimeter/pipeline/dataset"
	"github.com/perimeter-data/perimeter/stages"
)

func checkVerb() *cobra.Command {
	return &cobra.Command{
		Use:     "check FOLDER",
		Short:   "read a dataset back: hashes, both Parquet readers, counts, links",
		Example: "  perimeter check out",
		Args:    args(cobra.ExactArgs(1), "the folder of one dataset"),
		RunE: func(c *cobra.Command, given []string) error {
			if _, err := openData(given[0]); err != nil {
				if f := (*failure)(nil); errors.As(err, &f) && f.code == exitDamage {
					f.next = "run again with the same inputs and --rebuild: what is damaged is made anew"
				}
				return err
			}
			problems, stats, err := dataset.Check(c.Context(), given[0], stages.Pipeline)
			if errors.Is(err, context.Canceled) {
				return stopped(c.Context(), "Nothing was changed; a check only reads.")
			}
			if err != nil {
				return &failure{code: exitFailed, what: safe(given[0]) + ": the check could not be done: " + visible(err.Error()),
					next: "mend this and check again; TMPDIR names the folder for what does not fit the memory"}
			}
			for _, n := range stats.Notes {
				fmt.Fprintf(c.ErrOrStderr(), "note: %s\n", visible(n))
			}
			for _, p := range problems {
				fmt.Fprintf(c.ErrOrStderr(), "DAMAGED %s\n", visible(p.String()))
			}
			if len(problems) > 0 {
				return &failure{code: exitDamage, what: fmt.Sprintf("%s: %s in %s.", safe(given[0]), count(len(problems), "problem"), count(stats.Files, "file")),
					next: problems[0].Next}
			}
			fmt.Fprintf(c.OutOrStdout(), "ok: %d tables, %d files, %d rows; hashes, both readers, counts and links hold\n", stats.Tables, stats.Files, stats.Rows)
			return nil
		},
	}
}
