// Perimeter-records reads inputs into the tables of records alone, without any stage, for the benchmark of speed (make
// bench): what its peers do too. It says what it took. No user needs it.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"time"

	"github.com/perimeter-data/perimeter/pipeline"
	_ "github.com/perimeter-data/perimeter/pipeline/garbage"
	"github.com/perimeter-data/perimeter/pipeline/runner"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "perimeter-records:", err)
		os.Exit(1)
	}
}

func run(args []string, out, errs io.Writer) (err error) {
	flags := flag.NewFlagSet("perimeter-records", flag.ContinueOnError)
	flags.SetOutput(errs)
	flags.Usage = func() {
		fmt.Fprintln(errs, "perimeter-records [flags] INPUT…")
		flags.PrintDefaults()
	}
	folder := flags.String("out", "out", "`FOLDER` of the dataset")
	workers := flags.Int("workers", runtime.GOMAXPROCS(0), "actions at once")
	profile := flags.String("profile", "", "write where the time went to `FILE`, for go tool pprof")
	if err := flags.Parse(args); err != nil {
		return err
	}
	var roots []source.Root
	for _, input := range flags.Args() {
		dir, name := input, "."
		if info, err := os.Stat(input); err != nil {
			return err
		} else if !info.IsDir() {
			dir, name = filepath.Dir(input), filepath.Base(input)
		}
		roots = append(roots, source.Root{Prefix: filepath.ToSlash(input), FS: os.DirFS(dir), Path: name})
	}
	if *profile != "" {
		f, err := os.Create(*profile)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	start := time.Now()
	m, report, err := runner.Run(context.Background(), pipeline.Pipeline{Formats: stages.Pipeline.Formats},
		runner.Options{Roots: roots, Out: *folder, Workers: *workers, Memory: int64(*workers) * 24 << 20, Program: "perimeter-records"})
	if err != nil {
		return err
	}
	rows := int64(0)
	for _, t := range m.Tables {
		rows += t.Rows
	}
	_, err = fmt.Fprintf(out, "%d units read, %d rejected, %d rows in %.2f s\n", report.Read, report.Rejected, rows, time.Since(start).Seconds())
	return err
}
