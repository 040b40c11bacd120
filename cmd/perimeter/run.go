package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/runner"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages/decision"
	"github.com/perimeter-data/perimeter/stages/formats/watch"
	"github.com/perimeter-data/perimeter/testdata"
)

// The inputs that are inside the program, by the prefix of their paths.
const (
	listsPrefix  = "perimeter:lists"
	samplePrefix = "perimeter:sample"
)

// workerMemory is the budget of a worker's rows unless the user says otherwise.
const workerMemory = 24 << 20

func listsRoot() source.Root { return source.Root{Prefix: listsPrefix, FS: watch.Lists, Path: "lists"} }
func sampleRoot() source.Root {
	return source.Root{Prefix: samplePrefix, FS: testdata.World, Path: "world"}
}

func runVerb() *cobra.Command {
	var (
		out     string
		sample  bool
		workers int
		asOf    day
		memory  size
		rejects ceiling
		mapped  []string
		key     hashKey
		against string
		accept  []string
		rebuild bool
		decided string
		rates   string
	)
	if err := rejects.Set("0.5%"); err != nil {
		panic(err)
	}
	c := &cobra.Command{
		Use:   "run INPUT…",
		Short: "read files and folders, and answer",
		Long: "run reads every file it is given (folders with all that is in them) and writes the dataset below --out.\n" +
			"What no format reads is listed as unread in the table documents; what cannot be read goes to rejects.\n" +
			"Nothing that changed means nothing new. Killed at any time and run again: the same dataset.",
		Example: "  perimeter run --sample --out out\n  perimeter run notices/ cameras.geojson --out out --as-of 2024-12-31",
		RunE: func(c *cobra.Command, inputs []string) error {
			if workers < 1 {
				return usage("run: --workers=%d: want 1 or more", workers)
			}
			if memory == 0 {
				memory = size(workers) * workerMemory
			}
			p, err := withMappings(mapped)
			if err != nil {
				return err
			}
			p, more, decisionsFile, err := withDecisions(p, decided)
			if err != nil {
				return err
			}
			defer decisionsFile.Close()
			if sample && len(inputs) > 0 {
				f := usage("run: --sample is read alone, so that nobody takes what is invented in it for something in the inputs.")
				f.next = "leave out --sample, or the inputs"
				return f
			}
			if rates != "" {
				if err := isRates(p, rates); err != nil {
					return err
				}
				if len(inputs) > 0 || sample {
					inputs = append(inputs, rates)
				}
			}
			roots, closeAll, err := inputRoots(inputs, sample, out)
			if err != nil {
				return err
			}
			defer closeAll()
			roots = append(roots, more...)
			id, remember, err := program(out)
			if err != nil {
				return err
			}
			lists, err := newGuard(againstDir(against, out), accept)
			if err != nil {
				return err
			}
			stderr := c.ErrOrStderr()
			stopping := context.AfterFunc(c.Context(), func() { fmt.Fprintln(stderr, "stopping after the current records (again to stop now)") })
			defer stopping() // also where the runner panics
			options := runner.Options{Roots: roots, Out: out, Workers: workers, Memory: int64(memory), AsOf: asOf.date,
				Key: key.bytes, Program: id, Version: version(), Rebuild: rebuild, Progress: progress(stderr)}
			if against != "" {
				with, done, err := lists.beside(c.Context(), p, &options)
				defer done()
				if err != nil {
					return runFailure(out, err)
				}
				p = with
			}
			m, report, err := runner.Run(c.Context(), p, options)
			stopping()
			if c := (*decision.Contradiction)(nil); errors.As(err, &c) {
				f := contradicting("run", decided, c)
				f.kept = "Nothing was committed."
				return f
			}
			if err != nil {
				return runFailure(out, err)
			}
			remember()
			return tell(c.OutOrStdout(), stderr, out, id, m, report, &rejects)
		},
	}
	f := c.Flags()
	f.StringVarP(&out, "out", "o", "out", "`FOLDER` of the dataset")
	f.BoolVar(&sample, "sample", false, "read the sample that is inside the program, and nothing else")
	f.IntVar(&workers, "workers", runtime.GOMAXPROCS(0), "`N` actions run at once; the result does not depend on it")
	f.Var(&memory, "memory", "budget in bytes of the rows that all workers together hold, beyond which they spill to files (not of the process); 24MiB for each worker unless said otherwise")
	f.Var(&asOf, "as-of", "the day for which contracts are in force or not; without it that is unknown")
	f.Var(&key, "hash-key", "file of a secret, 32 bytes or more, under which serial numbers and MAC addresses are hashed; without it they are not kept")
	f.StringArrayVar(&mapped, "mapping", nil, "`FILE` of a mapping (YAML): which columns or pointers of a table or JSON are buyer, supplier, amount …; repeatable")
	f.StringVar(&decided, "decisions", "", "`FILE` of decisions (CSV): which organisations are one, and which are a vendor's, as people decided")
	f.StringVar(&rates, "rates", "", "`FILE` of rates of exchange (CSV: currency, date, rate, to), by which purchases.converted is made; without one nothing is converted")
	f.Var(&rejects, "max-rejects", "exit 3 when more was rejected: a share, or a number, that holds for units and for documents alike")
	f.StringVar(&against, "against", "", "an earlier `DATASET` whose lists were accepted, its folder or its id in --out: the table changes says what is new since; exit 14 when a list lost what it cannot lose, shrank, or gave ids to others")
	f.BoolVar(&rebuild, "rebuild", false, "hash all that was kept before it is reused, and make anew what is damaged: after check found something")
	f.StringArrayVar(&accept, "accept-watchlist", nil, "`FILE@sha256:DIGEST` of a list that is right, whatever --against finds (or LIST@gone); may be repeated")
	return c
}

// isRates says why the file is no table of rates; nil if it is one.
func isRates(p pipeline.Pipeline, name string) error {
	text, err := beginning(name, pipeline.MaxList>>20, source.HeadSize)
	if err != nil {
		return usage("run: --rates=%s: %v", safe(name), err)
	}
	head := source.NewHead(text)
	for _, format := range p.Formats {
		if format.Name == "rates" && format.Match(filepath.Base(name), head) {
			return nil
		}
	}
	return usage("run: --rates=%s: want a CSV file with exactly the columns currency, date, rate and to.", safe(name))
}

// runFailure words the errors of a run.
func runFailure(out string, err error) error {
	const kept = "Nothing was committed; what was finished is kept and will be reused."
	switch {
	case errors.Is(err, runner.ErrLocked):
		return &failure{code: exitLocked, what: visible(err.Error()), kept: nothingDone, next: "run again when the other run is done"}
	case errors.Is(err, runner.ErrNoSpace):
		return &failure{code: exitSpace, what: safe(out) + ": " + visible(err.Error()), kept: kept,
			next: "free space or mend the permissions, and run the same command"}
	case errors.Is(err, runner.ErrBug):
		return &failure{code: exitFailed, what: visible(err.Error()), kept: kept,
			next: "report it; if a file is named, a run without that file goes on meanwhile"}
	case errors.Is(err, runner.ErrUsage):
		return usage("run: %s", visible(err.Error()))
	}
	return err
}

// inputRoots opens what the user named, so that no symbolic link leads out of it, and adds what is inside the program.
func inputRoots(inputs []string, sample bool, out string) (roots []source.Root, closeAll func(), err error) {
	var opened []io.Closer
	closeAll = func() {
		for _, o := range opened {
			o.Close()
		}
	}
	defer func() {
		if err != nil {
			closeAll()
		}
	}()
	if len(inputs) == 0 && !sample {
		f := usage("run: no input: name files or folders, or say --sample.")
		f.next = "perimeter run --sample"
		return nil, closeAll, f
	}
	if out == "" {
		return nil, closeAll, usage("run: --out is empty: name a folder.")
	}
	for _, input := range inputs {
		if input == "" {
			return nil, closeAll, usage("run: an input is empty: name a file or a folder.")
		}
		real, err := filepath.EvalSymlinks(input) // what the user names may be a link; what lies in it may not lead out
		if err != nil && exists(input) {          // the shell's <(…)
			return nil, closeAll, usage("run: %s: this is a pipe, and inputs are read more than once: write it to a file, and name that.", safe(input))
		}
		if err != nil {
			return nil, closeAll, usage("run: %s: %v", safe(input), plain(err))
		}
		info, err := os.Stat(real)
		if err != nil {
			return nil, closeAll, usage("run: %s: %v", safe(input), plain(err))
		}
		dir, path := real, "."
		if !info.IsDir() {
			dir, path = filepath.Dir(real), filepath.Base(real)
		} else if inside(out, input) {
			return nil, closeAll, usage("run: --out %s lies inside the input %s, so that results would become inputs.", safe(out), safe(input))
		}
		if inside(real, out) {
			return nil, closeAll, usage("run: the input %s lies inside --out %s, so that results would become inputs.", safe(input), safe(out))
		}
		root, err := os.OpenRoot(dir)
		if err != nil {
			return nil, closeAll, usage("run: %s: %v", safe(input), plain(err))
		}
		opened = append(opened, root)
		r := source.Root{Prefix: filepath.ToSlash(filepath.Clean(input)), FS: root.FS(), Path: path}
		some, err := source.Any(r)
		if err != nil {
			return nil, closeAll, usage("run: %s: %v", safe(input), plain(err))
		}
		if !some {
			return nil, closeAll, usage("run: %s: no file in it (files whose name begins with a dot are not inputs).", safe(input))
		}
		roots = append(roots, r)
	}
	if sample {
		roots = append(roots, sampleRoot())
	}
	return append(roots, listsRoot()), closeAll, nil
}

// plain is an error of the file system without the path, which the message names already.
func plain(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return errors.New(visible(err.Error()))
}

// inside says whether the path is the folder or lies in it.
func inside(path, folder string) bool {
	p, err1 := filepath.Abs(path)
	f, err2 := filepath.Abs(folder)
	if err1 != nil || err2 != nil {
		return false
	}
	if real, err := filepath.EvalSymlinks(f); err == nil {
		f = real
	}
	for d := p; ; d = filepath.Dir(d) {
		if real, err := filepath.EvalSymlinks(d); err == nil {
			rest, err := filepath.Rel(f, filepath.Join(real, strings.TrimPrefix(p, d)))
			return err == nil && filepath.IsLocal(rest)
		}
		if d == filepath.Dir(d) {
			return false
		}
	}
}

// progress is one changing line on a terminal, and nothing elsewhere.
func progress(stderr io.Writer) func(string) {
	if columns(stderr) == boundless || os.Getenv("CI") != "" || os.Getenv("TERM") == "dumb" {
		return nil
	}
	return func(line string) {
		room := min(columns(stderr), 80) - 1 // a line that wraps cannot be written over
		fmt.Fprintf(stderr, "\r%s\r", pad(cut(visible(line), room), room))
	}
}

const boundless = math.MaxInt

// columns is the width of a terminal, and boundless for what is none.
func columns(w io.Writer) int {
	if o, ok := w.(*output); ok {
		w = o.Writer
	}
	f, ok := w.(*os.File)
	if !ok {
		return boundless
	}
	switch width, _, err := term.GetSize(int(f.Fd())); {
	case err != nil:
		return boundless
	case width < 2: // a terminal that does not say
		return 80
	default:
		return width
	}
}
