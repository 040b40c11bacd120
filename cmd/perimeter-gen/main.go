// Perimeter-gen writes made-up contracting data for the benchmark of speed (make bench): releases in the Open Contracting
// Data Standard 1.1 as JSON Lines or in release packages, and a list of organisations to look them up in. The same flags
// give the same bytes on every machine. No user needs it, and nobody in what it writes exists.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "perimeter-gen:", err)
		os.Exit(1)
	}
}

// options are the flags.
type options struct {
	releases, listings, names, pack int
	seed                            uint64
	shape, compress, out            string
}

func run(args []string, stdout, errs io.Writer) error {
	var o options
	flags := flag.NewFlagSet("perimeter-gen", flag.ContinueOnError)
	flags.SetOutput(errs)
	flags.IntVar(&o.releases, "releases", 10_000, "how many releases: 300,000 are some 1.2 GB")
	flags.IntVar(&o.names, "names", 0, "distinct suppliers among them (0 is one for eight releases)")
	flags.IntVar(&o.listings, "listings", 0, "write a list of so many organisations (CSV) in place of releases")
	flags.Uint64Var(&o.seed, "seed", 1, "another seed gives other data")
	flags.StringVar(&o.shape, "shape", "lines", "lines (JSON Lines), package (one release package), or packages (a folder of them)")
	flags.IntVar(&o.pack, "pack", 1000, "releases in each of the packages of a folder")
	flags.StringVar(&o.compress, "compress", "", "gz, zst, or nothing")
	flags.StringVar(&o.out, "out", "-", "the file, or the folder of packages")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if o.names <= 0 {
		o.names = max(o.releases/8, 1)
	}
	switch {
	case flags.NArg() > 0:
		return fmt.Errorf("what is %q? There are flags alone", flags.Arg(0))
	case o.shape == "packages" && o.out == "-":
		return fmt.Errorf("--shape packages wants a folder as --out")
	case o.pack < 1, o.releases < 0, o.listings < 0:
		return fmt.Errorf("--releases and --listings want 0 or more, --pack 1 or more")
	case o.listings > 0:
		return o.write(o.out, stdout, func(w *writer) { w.list(o.listings) })
	case o.shape == "lines":
		return o.write(o.out, stdout, func(w *writer) {
			for i := range o.releases {
				w.release(i)
				w.text("\n")
			}
		})
	case o.shape == "package":
		return o.write(o.out, stdout, func(w *writer) { w.pack(0, o.releases) })
	case o.shape == "packages":
		if err := os.MkdirAll(o.out, 0o755); err != nil {
			return err
		}
		for from := 0; from < o.releases; from += o.pack {
			name := filepath.Join(o.out, fmt.Sprintf("%06d.json", from/o.pack))
			if err := o.write(name, nil, func(w *writer) { w.pack(from, min(from+o.pack, o.releases)) }); err != nil {
				return err
			}
		}
		return nil
	}
	return fmt.Errorf("--shape %s is none of lines, package and packages", o.shape)
}

// write makes a file, or writes to stdout where its name is "-".
func (o options) write(name string, stdout io.Writer, fill func(*writer)) (err error) {
	out := stdout
	if name != "-" {
		f, err := os.Create(name)
		if err != nil {
			return err
		}
		defer func() {
			if e := f.Close(); err == nil {
				err = e
			}
		}()
		out = f
	}
	var packed io.WriteCloser
	switch o.compress {
	case "":
	case "gz":
		packed = gzip.NewWriter(out)
	case "zst":
		if packed, err = zstd.NewWriter(out, zstd.WithEncoderConcurrency(1)); err != nil {
			return err
		}
	default:
		return fmt.Errorf("--compress %s is neither gz nor zst", o.compress)
	}
	w := newWriter(out, o)
	if packed != nil {
		w.out = packed
	}
	fill(w)
	w.flush()
	if packed != nil && w.err == nil {
		w.err = packed.Close()
	}
	return w.err
}
