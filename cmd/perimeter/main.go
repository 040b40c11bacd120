// Command perimeter answers, from public records: which public bodies hold which flagged vendors' technology, bought how,
// for how much, and on what evidence. Each of its verbs is a file of this package.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	_ "github.com/perimeter-data/perimeter/pipeline/garbage"
)

func main() {
	log.SetOutput(io.Discard) // libraries say there what this program says in its own words, or need not say
	os.Exit(perimeter(os.Args[1:], os.Stdout, os.Stderr))
}

// verbs are the contents page of the command.
func verbs() []*cobra.Command {
	return []*cobra.Command{
		runVerb(),
		tablesVerb(),
		explainVerb(),
		matchVerb(),
		reviewVerb(),
		checkVerb(),
		backfillVerb(),
		gcVerb(),
		versionVerb(),
	}
}

// perimeter does what the arguments ask and returns the exit code.
func perimeter(args []string, stdout, stderr io.Writer) (code int) {
	defer func() {
		if p := recover(); p != nil {
			fmt.Fprintf(stderr, "perimeter: internal error: %s\n%s", safe(fmt.Sprint(p)), debug.Stack())
			(&failure{code: exitFailed, what: "this is a fault of the program, not of the data.", kept: "Nothing was committed.",
				next: "report the lines above; they hold no content of records"}).print(stderr)
			code = exitFailed
		}
	}()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // the second signal ends the process at once

	cobra.EnableCommandSorting = false // what people do first stands first
	answer := &output{Writer: stdout}
	root := &cobra.Command{
		Use:   "perimeter",
		Short: "which public bodies hold which flagged vendors' technology, from public records",
		Long: "Perimeter answers, from public records: which public bodies hold which flagged vendors' technology,\n" +
			"bought how, for how much, in force or not, and on what evidence. Every row is a lead to check.",
		Example: "  perimeter run --sample\n  perimeter explain --first",
		Version: version(), SilenceErrors: true, SilenceUsage: true,
		Args: known,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetVersionTemplate(versions())
	root.SetUsageTemplate(strings.ReplaceAll(root.UsageTemplate(), "FlagUsages", fmt.Sprintf("FlagUsagesWrapped %d", min(columns(answer), 110))))
	root.SetFlagErrorFunc(flagError)
	root.SetArgs(args)
	root.SetOut(answer)
	root.SetErr(stderr)
	root.AddCommand(verbs()...)
	root.InitDefaultHelpCmd()
	for _, c := range root.Commands() {
		if c.Name() == "help" {
			c.Args = known
		}
	}
	err := root.ExecuteContext(ctx)
	if f := (*failure)(nil); answer.err != nil && !errors.As(err, &f) {
		err = &failure{code: exitSpace, what: "what was to be printed could not be written: " + plain(answer.err).Error(),
			kept: "What the command did on disk stands; what it printed may end anywhere.", next: "run the same command again"}
	}
	if err == nil {
		return exitDone
	}
	f := asFailure(ctx, err)
	f.print(stderr)
	return f.code
}

// known refuses what is no verb.
func known(c *cobra.Command, args []string) error {
	var names []string
	for _, v := range c.Root().Commands() {
		names = append(names, v.Name())
	}
	if len(args) == 0 || slices.Contains(names, args[0]) {
		return nil
	}
	f := usage("unknown command \"%s\".%s", safe(args[0]), hint("", args[0], names))
	f.next = "perimeter --help"
	return f
}

// output remembers that something could not be printed, so that no verb needs to look.
type output struct {
	io.Writer
	err error
}

func (o *output) Write(b []byte) (int, error) {
	n, err := o.Writer.Write(b)
	if err != nil && o.err == nil {
		o.err = err
	}
	return n, err
}

// asFailure words an error that nobody worded before.
func asFailure(ctx context.Context, err error) *failure {
	var f *failure
	switch {
	case errors.As(err, &f):
		return f
	case ctx.Err() != nil:
		return stopped(ctx, "Nothing was committed; what was finished is kept and will be reused.")
	}
	return &failure{code: exitFailed, what: visible(err.Error()), kept: "Nothing was committed."}
}

// stopped is the failure of what a signal ended.
func stopped(ctx context.Context, kept string) *failure {
	code := exitInterrupt
	if cause := context.Cause(ctx); cause != nil && strings.Contains(cause.Error(), syscall.SIGTERM.String()) {
		code = exitTerminate
	}
	return &failure{code: code, what: "stopped by a signal.", kept: kept, next: "run the same command again"}
}
