package main

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// The exit codes. 2 is never ours: an uncaught panic of the Go runtime exits with it.
const (
	exitDone      = 0
	exitFailed    = 1  // nothing was committed
	exitRejects   = 3  // committed, but more was rejected than --max-rejects allows
	exitUsage     = 10 // configuration or usage
	exitLocked    = 11 // another run holds the destination
	exitSpace     = 12 // the destination is full or not writable
	exitDamage    = 13 // check or explain --verify found damage
	exitWatchlist = 14 // a list looks wrong beside that of --against
	exitInterrupt = 130
	exitTerminate = 143
)

// failure is a message for people: what happened, what was kept and how to go on.
type failure struct {
	code       int
	what       string // with where and why
	kept, next string
}

func (f *failure) Error() string { return f.what }

func (f *failure) print(w io.Writer) {
	fmt.Fprintf(w, "perimeter: %s\n", f.what)
	if f.kept != "" {
		fmt.Fprintln(w, f.kept)
	}
	if f.next != "" {
		fmt.Fprintf(w, "Next: %s\n", f.next)
	}
	fmt.Fprintf(w, "exit %d\n", f.code)
}

const nothingDone = "Nothing was read or written."

func usage(format string, a ...any) *failure {
	return &failure{code: exitUsage, what: fmt.Sprintf(format, a...), kept: nothingDone}
}

// of names the verb that a message is about.
func of(c *cobra.Command) string {
	if c.HasParent() {
		return c.Name() + ": "
	}
	return ""
}

// args words what is wrong with the arguments: how many they are, or that one is empty, as of a variable that a script did not set.
func args(want cobra.PositionalArgs, words string) cobra.PositionalArgs {
	return func(c *cobra.Command, given []string) error {
		f := usage("%s%s; want %s.", of(c), count(len(given), "argument"), words)
		switch {
		case slices.Contains(given, ""):
			f.what = of(c) + "an argument is empty; want " + words + "."
		case want(c, given) == nil:
			return nil
		}
		f.next = c.CommandPath() + " --help"
		return f
	}
}

// flagError words what is wrong with a flag.
func flagError(c *cobra.Command, err error) error {
	var (
		missing *pflag.NotExistError
		invalid *pflag.InvalidValueError
	)
	switch {
	case errors.As(err, &missing) && len(missing.GetSpecifiedName()) > 1:
		var names []string
		c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		f := usage("%sunknown flag --%s.%s", of(c), safe(missing.GetSpecifiedName()), hint("--", missing.GetSpecifiedName(), names))
		f.next = c.CommandPath() + " --help"
		return f
	case errors.As(err, &invalid):
		return usage("%s--%s=%s: %v", of(c), invalid.GetFlag().Name, safe(invalid.GetValue()), invalid.Unwrap())
	}
	f := usage("%s%s", of(c), safe(err.Error()))
	f.next = c.CommandPath() + " --help"
	return f
}

// hint is " Did you mean …?" where one of the names is like the word.
func hint(prefix, word string, names []string) string {
	if best := source.Similar(word, names); best != "" {
		return " Did you mean " + prefix + best + "?"
	}
	return ""
}
