package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/perimeter-data/perimeter/pipeline/dataset"
	"github.com/perimeter-data/perimeter/stages"
)

func checkVerb() *cobra.Command {
	return &cobra.Command{
		Use:   "check DIR",
		Short: "read a dataset back: hashes, both Parquet readers, counts, links",
		Args:  args(cobra.ExactArgs(1), "the folder of one dataset"),
		RunE: func(c *cobra.Command, given []string) error {
			if _, err := openData(given[0]); err != nil {
				return err
			}
			problems, stats, err := dataset.Check(given[0], stages.Pipeline)
			if err != nil {
				return damaged(err, given[0])
			}
			for _, p := range problems {
				fmt.Fprintf(c.ErrOrStderr(), "DAMAGED %s\n", visible(p.String()))
			}
			if len(problems) > 0 {
				return &failure{code: exitDamage, what: fmt.Sprintf("%s: %d problems in %d files.", safe(given[0]), len(problems), stats.Files),
					next: "delete the folder and run again with the same inputs: the dataset will be the same"}
			}
			_, err = fmt.Fprintf(c.OutOrStdout(), "ok: %d tables, %d files, %d rows; hashes, both readers, counts and links hold\n", stats.Tables, stats.Files, stats.Rows)
			return err
		},
	}
}
