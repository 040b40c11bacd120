package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/runner"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages"
	"github.com/perimeter-data/perimeter/stages/formats/watch"
	"github.com/perimeter-data/perimeter/stages/identifier"
	"github.com/perimeter-data/perimeter/stages/record"
)

func matchVerb() *cobra.Command {
	var out, number, country string
	c := &cobra.Command{
		Use:   "match NAME",
		Short: "which vendors a name would match, by which relation, and what speaks for and against",
		Long: "match looks for one name among the flagged vendors, their families and their brands, as a run looks for the name of a\n" +
			"supplier and of a device's maker: in the lists and by the decisions of the dataset in --out, else in the lists that\n" +
			"are inside the program. It writes nothing.",
		Example: "  perimeter match \"Hikvision Italy S.r.l.\" --country IT\n  perimeter match \"Example Ltd\" --id GB-COH:01234567 --out out",
		Args:    args(cobra.ExactArgs(1), "one name, in quotation marks"),
		RunE: func(c *cobra.Command, given []string) error {
			scheme, code, ok := strings.Cut(number, ":")
			if number != "" && (!ok || scheme == "" || code == "") {
				return usage("match: --id=%s: want SCHEME:IDENTIFIER, such as IT-CF:00097020598.", safe(number))
			}
			if country != "" && (len(country) != 2 || strings.Trim(country, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "") {
				return usage("match: --country=%s: want two capital letters (ISO 3166-1), such as IT.", safe(country))
			}
			r := record.NewRef(given[0], scheme, code, country)
			if r.Name == "" && r.Identifier == "" {
				return usage("match: the name is empty.")
			}
			if r.Person == "yes" || r.Person == "likely" {
				return usage("match: this reads as the name or the code of a natural person; Perimeter is about organisations.")
			}
			lists, from, err := askedLists(c.Context(), out, c.Flags().Changed("out"))
			if err != nil {
				return err
			}
			defer lists.Close()
			found, err := stages.Ask(lists, r)
			if err != nil {
				return err
			}
			w := c.OutOrStdout()
			labelled(w, "Name", r.Name)
			if number != "" {
				n := identifier.Read(scheme, code)
				labelled(w, "Number", n.Scheme+":"+n.Code)
				labelled(w, "", n.Doubt)
			}
			labelled(w, "Country", country)
			for _, m := range found {
				where := "as a supplier"
				if m.Channel != "supplier" {
					where = "as a device's maker"
				}
				fmt.Fprintf(w, "\n%s (%s): %s, %s\n", visible(m.Name), safe(m.Vendor), m.Relation, where)
				labelled(w, "  Certainty", m.Certainty)
				labelled(w, "  Found", m.Found)
				reasons(w, "  For", m.For)
				reasons(w, "  Against", m.Against)
			}
			if len(found) == 0 {
				fmt.Fprintf(w, "\nNo candidate. That is no clearance: the lists may lack the organisation, or have it under another name.\n")
			}
			fmt.Fprintf(w, "\nLists: %s\n", visible(from))
			return nil
		},
	}
	f := c.Flags()
	f.StringVarP(&out, "out", "o", "out", "`FOLDER` of a dataset, whose lists and decisions are asked")
	f.StringVar(&number, "id", "", "number of the organisation, as `SCHEME:IDENTIFIER`")
	f.StringVar(&country, "country", "", "`COUNTRY` of the organisation (ISO 3166-1 alpha-2)")
	return c
}

func reasons(w io.Writer, label string, all []string) {
	for _, r := range all {
		labelled(w, label, r)
		label = ""
	}
}

// labelled prints a label and a text beside it.
func labelled(w io.Writer, label, text string) {
	indented(w, fmt.Sprintf("%-14s ", label), min(99, columns(w)), text)
}

// askedLists are the lists and decisions of the dataset in out or, where there is none and none was asked for, the lists inside
// the program.
func askedLists(ctx context.Context, out string, asked bool) (lists *table.Set, from string, err error) {
	if _, err := os.Stat(out); err == nil || asked {
		d, err := openData(out)
		if err == nil {
			lists, err := d.lists()
			return lists, "those of the dataset in " + out, err
		}
		if asked {
			return nil, "", err
		}
	}
	dir, err := os.MkdirTemp("", "perimeter-lists-")
	if err != nil {
		return nil, "", err
	}
	defer os.RemoveAll(dir)
	id, _, err := program(dir)
	if err != nil {
		return nil, "", err
	}
	p := pipeline.Pipeline{Formats: []*pipeline.Format{watch.Format}}
	if _, _, err := runner.Run(ctx, p, runner.Options{Roots: []source.Root{listsRoot()}, Out: dir, Workers: 1, Memory: 64 << 20, Program: id, Version: version()}); err != nil {
		return nil, "", err
	}
	d, err := openData(dir)
	if err != nil {
		return nil, "", err
	}
	lists, err = d.lists()
	return lists, "those inside the program", err
}

// lists are the tables that names are looked for in.
func (d *data) lists() (*table.Set, error) {
	set := table.NewSet("", table.DefaultBudget, stages.Asked...)
	for _, t := range stages.Asked {
		if d.set.Manifest.Table(t.Describe().Name) == nil {
			continue
		}
		if err := d.set.Rows(t, func(v any) error {
			t.AddAny(set, v)
			return set.Err()
		}); err != nil {
			set.Close()
			return nil, damaged(err, d.set.Dir)
		}
	}
	return set, nil
}
