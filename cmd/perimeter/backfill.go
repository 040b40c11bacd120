package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/perimeter-data/perimeter/pipeline/runner"
)

// The dateMarks in the arguments of a backfill, the finest first, and how a period of each is written.
var dateMarks = []struct {
	mark, layout string
	next         func(time.Time) time.Time
}{
	{"{date}", time.DateOnly, func(t time.Time) time.Time { return t.AddDate(0, 0, 1) }},
	{"{month}", "2006-01", func(t time.Time) time.Time { return time.Date(t.Year(), t.Month()+1, 1, 0, 0, 0, 0, time.UTC) }},
	{"{year}", "2006", func(t time.Time) time.Time { return time.Date(t.Year()+1, 1, 1, 0, 0, 0, 0, time.UTC) }},
}

func backfillVerb() *cobra.Command {
	var (
		out      string
		from, to day
		jobs     int
	)
	c := &cobra.Command{
		Use: "backfill --from DAY --to DAY -- INPUT… [flags of run]", DisableFlagsInUseLine: true,
		Short: "run once for each day, month or year of dated inputs",
		Long: "backfill runs once for each period from --from to --to: what stands behind -- are the arguments of each run, with\n" +
			"{date} (YYYY-MM-DD), {month} (YYYY-MM) or {year} in place of the day; the finest of them says how long a period is.\n" +
			"Each run writes below --out in a folder of its own, as of the last day of its period. An input with such a mark that\n" +
			"is not there is left out, and a period without any is skipped; where all are, that is a mistake. Killed or failed and\n" +
			"started again, it does what is left.",
		Example: "  perimeter backfill --from 2024-01-01 --to 2024-03-31 --out daily -- notices/{date}.jsonl.gz watchlists/",
		Args:    args(cobra.MinimumNArgs(1), "the arguments of each run, behind --"),
		RunE: func(c *cobra.Command, given []string) error {
			if slices.ContainsFunc(given, func(a string) bool { return strings.HasPrefix(a, "--out") || strings.HasPrefix(a, "-o") }) {
				return usage("backfill: --out stands before --, and names the folder of all runs.")
			}
			periods, err := periodsOf(given, from, to)
			if err != nil {
				return err
			}
			if jobs < 1 {
				return usage("backfill: --jobs=%d: want 1 or more", jobs)
			}
			flags := runVerb().Flags()
			if !slices.ContainsFunc(periods, func(p period) bool { _, _, there := p.arguments(given, flags); return there }) {
				first, _, _ := periods[0].arguments(given, flags)
				return usage("backfill: none of %s has an input: there is no %s, and so on.", count(len(periods), "period"), safe(first))
			}
			said := newLines(c.OutOrStdout(), len(periods))
			failed := make([]bool, len(periods))
			err = runner.Each(c.Context(), len(periods), jobs, func(ctx context.Context, i int) error {
				line, ok := periods[i].run(ctx, given, flags, out)
				failed[i] = !ok
				if ctx.Err() == nil {
					said.put(i, line)
				}
				return ctx.Err()
			})
			if err != nil {
				return stopped(c.Context(), "The periods named above are done; of the others, what was finished is kept.")
			}
			n := 0
			for _, f := range failed {
				if f {
					n++
				}
			}
			if n > 0 {
				return &failure{code: exitFailed, what: fmt.Sprintf("backfill: %d of %s failed; the first lines of each are above.", n, count(len(periods), "period")),
					kept: "The other periods are committed.", next: "mend what is said there and run the same command: what is done is not done again"}
			}
			return nil
		},
	}
	f := c.Flags()
	f.StringVarP(&out, "out", "o", "out", "`FOLDER` of the folders of the datasets")
	f.Var(&from, "from", "first day")
	f.Var(&to, "to", "last day")
	f.IntVar(&jobs, "jobs", 1, "`N` runs at once, each with its own --workers and --memory")
	return c
}

// period is one run of a backfill.
type period struct {
	name        string // 2024-01-31, 2024-01 or 2024
	first, last time.Time
}

func periodsOf(given []string, from, to day) (all []period, err error) {
	if from.date == nil || to.date == nil {
		return nil, usage("backfill: name the first and the last day with --from and --to.")
	}
	first, err1 := time.Parse(time.DateOnly, from.String())
	last, err2 := time.Parse(time.DateOnly, to.String())
	if err := errors.Join(err1, err2); err != nil || last.Before(first) {
		return nil, usage("backfill: --to %s comes before --from %s.", safe(to.String()), safe(from.String()))
	}
	for _, m := range dateMarks {
		if !strings.Contains(strings.Join(given, "\x00"), m.mark) {
			continue
		}
		for t := first; !t.After(last); t = m.next(t) {
			begin, err := time.Parse(m.layout, t.Format(m.layout))
			if err != nil {
				return nil, err
			}
			all = append(all, period{t.Format(m.layout), begin, m.next(begin).AddDate(0, 0, -1)})
		}
		return all, nil
	}
	return nil, usage("backfill: no argument behind -- has {date}, {month} or {year} in it, so that all runs would be one.")
}

// arguments are those of the period's run, without inputs that are not there: the first of them, and whether there is one with a mark,
// or none has one. The value of a flag, of which these are those of run, is no input.
func (p period) arguments(given []string, flags *pflag.FlagSet) (missing string, all []string, there bool) {
	for i, a := range given {
		filled := a
		for _, m := range dateMarks {
			filled = strings.ReplaceAll(filled, m.mark, p.last.Format(m.layout))
		}
		if filled != a && !strings.HasPrefix(a, "-") && (i == 0 || !awaits(flags, given[i-1])) {
			if _, err := os.Stat(filled); errors.Is(err, os.ErrNotExist) {
				missing = cmp.Or(missing, filled)
				continue
			}
			there = true
		}
		all = append(all, filled)
	}
	return missing, all, there || missing == ""
}

// awaits says that an argument is a flag whose value is the next argument.
func awaits(flags *pflag.FlagSet, argument string) bool {
	name, long := strings.CutPrefix(argument, "--")
	short, dashed := strings.CutPrefix(argument, "-")
	var f *pflag.Flag
	switch {
	case long:
		f = flags.Lookup(name)
	case dashed && len(short) == 1:
		f = flags.ShorthandLookup(short)
	}
	return f != nil && f.NoOptDefVal == ""
}

// run runs one period and says in a line what came of it.
func (p period) run(ctx context.Context, given []string, flags *pflag.FlagSet, out string) (line string, ok bool) {
	_, arguments, there := p.arguments(given, flags)
	if !there {
		return p.name + "  skipped: no input of this period is there", true
	}
	if !slices.ContainsFunc(given, func(a string) bool { return a == "--as-of" || strings.HasPrefix(a, "--as-of=") }) {
		arguments = append(arguments, "--as-of", p.last.Format(time.DateOnly))
	}
	var stderr bytes.Buffer
	c := runVerb()
	c.SilenceErrors, c.SilenceUsage = true, true
	c.SetFlagErrorFunc(flagError)
	c.SetArgs(append(arguments, "--out", filepath.Join(out, p.name)))
	c.SetOut(io.Discard)
	c.SetErr(&stderr)
	if err := c.ExecuteContext(ctx); err != nil {
		f := asFailure(ctx, err)
		return fmt.Sprintf("%s  FAILED, exit %d: %s", p.name, f.code, f.what), false
	}
	done := strings.Split(strings.TrimSpace(stderr.String()), "\n")
	return p.name + "  " + done[len(done)-1], true
}

// lines prints lines in their order, whatever the order in which they come.
type lines struct {
	mu   sync.Mutex
	w    io.Writer
	all  []string
	next int
}

func newLines(w io.Writer, n int) *lines { return &lines{w: w, all: make([]string, n)} }

func (l *lines) put(i int, line string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.all[i] = line; l.next < len(l.all) && l.all[l.next] != ""; l.next++ {
		fmt.Fprintln(l.w, visible(l.all[l.next]))
	}
}
