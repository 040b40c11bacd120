package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/perimeter-data/perimeter/pipeline/dataset"
	"github.com/perimeter-data/perimeter/pipeline/runner"
)

func gcVerb() *cobra.Command {
	var (
		keep int
		dry  bool
	)
	c := &cobra.Command{
		Use:   "gc FOLDER",
		Short: "remove old datasets and what only they needed",
		Long: "gc keeps the dataset that counts and those that counted before it, --keep in all, in the order in which they came\n" +
			"to count. What unfinished runs left is removed too. A run that is under way is not disturbed: gc then exits with 11.",
		Example: "  perimeter gc out --keep 5\n  perimeter gc out --dry-run",
		Args:    args(cobra.ExactArgs(1), "the folder of one output"),
		RunE: func(c *cobra.Command, given []string) error {
			if keep < 1 {
				return usage("gc: --keep=%d: want 1 or more", keep)
			}
			if !exists(given[0]) {
				return &failure{code: exitUsage, what: safe(given[0]) + ": no dataset there.", kept: nothingRemoved}
			}
			found, err := runner.Collect(given[0], keep, dry)
			switch {
			case errors.Is(err, runner.ErrLocked):
				return &failure{code: exitLocked, what: visible(err.Error()), kept: nothingRemoved, next: "collect again when the other run is done"}
			case errors.Is(err, runner.ErrUsage), errors.Is(err, dataset.ErrNoDataset):
				return &failure{code: exitUsage, what: "gc: " + visible(err.Error()), kept: nothingRemoved}
			case errors.Is(err, dataset.ErrOlder):
				return &failure{code: exitDamage, what: "gc: " + visible(err.Error()), kept: nothingRemoved,
					next: "no run makes it anew while another one counts: remove its folder, or keep fewer with --keep, and collect again"}
			case errors.Is(err, dataset.ErrDamaged):
				return &failure{code: exitDamage, what: "gc: " + visible(err.Error()), kept: nothingRemoved,
					next: "run again with the same inputs, which makes anew what is lost, and collect again"}
			case err != nil:
				return &failure{code: exitFailed, what: "gc: " + visible(err.Error()), kept: "Nothing that the dataset that counts is known to need was removed.", next: "mend this (perimeter check tells damage), and collect again"}
			}
			verb := "removed"
			if dry {
				verb = "would remove"
			}
			for _, id := range found.Datasets {
				fmt.Fprintf(c.OutOrStdout(), "%s dataset %s\n", verb, safe(id))
			}
			fmt.Fprintf(c.OutOrStdout(), "%s %s, %s, %s: %s\n", verb, count(len(found.Datasets), "dataset"),
				count(found.Objects, "object"), count(found.Pieces, "piece"), count(found.Bytes, "byte"))
			return nil
		},
	}
	c.Flags().IntVar(&keep, "keep", 3, "`N` datasets stay")
	c.Flags().BoolVar(&dry, "dry-run", false, "say what would go, and remove nothing")
	return c
}

const nothingRemoved = "Nothing was removed."
