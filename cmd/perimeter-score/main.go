// Perimeter-score answers for the benchmark of names (make bench-match) what the program thinks of pairs of names. It reads
// lines of TSV from standard input and writes lines of TSV; main's usage says which. No user needs it.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

	"github.com/perimeter-data/perimeter/stages/orgname"
)

func main() {
	if err := run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "perimeter-score:", err)
		os.Exit(1)
	}
}

func run(args []string, in io.Reader, out, errs io.Writer) error {
	flags := flag.NewFlagSet("perimeter-score", flag.ContinueOnError)
	flags.SetOutput(errs)
	flags.Usage = func() {
		fmt.Fprintln(errs, "reads   id<TAB>left<TAB>right  (several names of one body parted by \" | \")\nwrites  id<TAB>score<TAB>relation<TAB>reasons")
		flags.PrintDefaults()
	}
	index := flags.String("index", "", "look names up among those of this `FILE`: lines id<TAB>name in both, out query<TAB>listing<TAB>score<TAB>relation")
	limit := flags.Int("limit", 1, "answers to a name; 0 takes names apart and looks none up")
	floor := flags.Float64("floor", 0, "least score")
	exhaustive := flags.Bool("exhaustive", false, "compare every name with every listing")
	workers := flags.Int("workers", runtime.GOMAXPROCS(0), "names looked up at once")
	cluster := flags.Float64("cluster", -1, "put names of this `SCORE` together: lines id<TAB>name in, id<TAB>cluster out")
	if err := flags.Parse(args); err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	var err error
	switch {
	case *index != "":
		err = search(*index, in, w, errs, *limit, *floor, *exhaustive, *workers)
	case *cluster >= 0:
		err = clusters(in, w, *cluster)
	default:
		err = pairs(in, w)
	}
	if err != nil {
		return err
	}
	return w.Flush()
}

// pairs answers one line for each line.
func pairs(in io.Reader, out io.Writer) error {
	for f, err := range lines(in, 3) {
		if err != nil {
			return err
		}
		best := orgname.Bodies(body(f, 1), body(f, 2))
		fmt.Fprintf(out, "%s\t%.6f\t%s\t%s\n", f[0], best.Score, best.Relation, strings.Join(best.For, "; ")+" / "+strings.Join(best.Against, "; "))
	}
	return nil
}

// body is the left or right organisation of a line; its countries stand two fields further on, its identifiers four.
func body(f []string, side int) *orgname.Body {
	var b orgname.Body
	for n := range strings.SplitSeq(f[side], " | ") {
		b.Names = append(b.Names, orgname.Parse(n))
	}
	if len(f) > side+2 {
		b.Countries = strings.FieldsFunc(strings.ToUpper(f[side+2]), func(r rune) bool { return r == '|' })
	}
	if len(f) > side+4 {
		b.Identifiers = strings.FieldsFunc(f[side+4], func(r rune) bool { return r == '|' })
	}
	return &b
}

// lines are the fields of each line, least or more.
func lines(in io.Reader, least int) func(func([]string, error) bool) {
	return func(yield func([]string, error) bool) {
		sc := bufio.NewScanner(in)
		sc.Buffer(nil, 1<<20)
		for n := 1; sc.Scan(); n++ {
			f := strings.Split(sc.Text(), "\t")
			if len(f) < least {
				yield(nil, fmt.Errorf("line %d has %d fields, want %d", n, len(f), least))
				return
			}
			if !yield(f, nil) {
				return
			}
		}
		if err := sc.Err(); err != nil {
			yield(nil, err)
		}
	}
}
