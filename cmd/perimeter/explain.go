package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

func explainVerb() *cobra.Command {
	var (
		out, inputs   string
		first, verify bool
	)
	c := &cobra.Command{
		Use:   "explain ID",
		Short: "why a row is there: the chain down to the bytes it was read from",
		Long: "explain prints what a row of any table rests on: the purchase or deployment, the matches with their quotes, the\n" +
			"measures, the records, and the place of each in its file; of an organisation, all its exposures and those in\n" +
			"which it is the supplier. ID may be shortened as long as it names one row.\n" +
			"--verify reads those places again, checks the SHA-256 of the files and prints the bytes; every word that is not in a\n" +
			"kept column is masked, for it may be personal.",
		Example: "  perimeter explain 3f9a2c11\n  perimeter explain --first --verify --out out --inputs archive/",
		Args:    args(cobra.MaximumNArgs(1), "one id"),
		RunE: func(c *cobra.Command, given []string) error {
			if (len(given) == 1) == first {
				return usage("explain: want the id of a row, or --first.")
			}
			if inputs != "" {
				verify = true
			}
			d, err := openData(out)
			if err != nil {
				return err
			}
			var start row
			if first {
				start, err = d.first()
			} else {
				start, err = d.find(given[0])
			}
			if err != nil {
				return err
			}
			rows, err := d.chain(start)
			if err != nil {
				return err
			}
			w := c.OutOrStdout()
			for _, r := range rows {
				show(w, r)
			}
			return origins(w, d, rows, verify, inputs)
		},
	}
	f := c.Flags()
	f.StringVarP(&out, "out", "o", "out", "`FOLDER` of the dataset")
	f.BoolVar(&first, "first", false, "explain the first exposure")
	f.BoolVar(&verify, "verify", false, "read the origins again, check their SHA-256 and print the bytes, masked")
	f.StringVar(&inputs, "inputs", "", "`FOLDER` in which the input files are now, under whatever names; implies --verify")
	return c
}

// titles head the rows of a chain.
var titles = map[string]string{
	"exposures": "Exposure", "purchases": "Purchase", "deployments": "Deployment", "matches": "Match",
	"processes": "Record: process", "awards": "Record: award", "contracts": "Record: contract", "items": "Record: line",
	"organisations": "Organisation", "organisation_edges": "Why a party is this organisation", "decisions": "Decision",
	"devices": "Record: device", "things": "Thing", "states": "State", "products": "Record: entry of a catalogue",
	"capabilities": "Capability", "functions": "Record: function", "measures": "Measure", "brands": "Line of the list: brand",
	"vendor_names": "Line of the list: name", "models": "Line of the list: model",
}

// untold are columns kept from the page, for they are told elsewhere on it.
var untold = map[string]bool{"id": true, "wording": true, "wording_it": true, "matches": true, "match": true, "purchase": true, "deal": true,
	"exposure": true, "deployment": true, "subject": true, "process": true, "holder": true, "list_origins": true, "start": true, "end": true}

// textWidth is in how many columns a label and a text beside it are printed.
func textWidth(w io.Writer) int { return min(111, columns(w)) }

// indented prints a text behind a label, in as many lines of so many columns as it needs.
func indented(w io.Writer, label string, width int, text string) {
	for _, line := range wrap(visible(text), max(30, width-len(label))) {
		fmt.Fprintf(w, "%-*s%s\n", len(label), label, line)
		label = strings.Repeat(" ", len(label))
	}
}

// show prints a row: its id, its wording, its columns.
func show(w io.Writer, r row) {
	title, width := titles[r.table], textWidth(w)
	if title == "" {
		title = "Row of " + r.table
	}
	fmt.Fprintf(w, "%s %s\n", title, safe(r.id))
	if wording := r.get("wording"); wording != "" {
		indented(w, "  ", width-1, wording)
	}
	last := ""
	for _, c := range r.cells {
		if untold[c.name] || strings.HasSuffix(c.name, ".id") {
			continue
		}
		name := c.name
		if name == last {
			name = ""
		}
		last = c.name
		text := c.text
		if c.name == "context" { // words to look for: many, and short
			if name == "" {
				continue
			}
			text = strings.Join(r.all(c.name), ", ")
		}
		indented(w, fmt.Sprintf("    %-22s ", name), width, text)
	}
	for _, l := range r.lists["listings"] {
		when := l.get("date_kind") + " " + orUnknown(l.get("from"))
		if text := l.get("date_text"); text != "" { // as its source gives it, where no day is known
			when = text
		}
		if to := l.get("to"); to != "" {
			when += " to " + to
		}
		order := "this was " + l.get("purchase_was") + " it"
		switch {
		case l.get("purchase_was") == "unknown":
			order = "whether this was before or after it is not known"
		case strings.HasPrefix(l.get("purchase_was"), "contract began"):
			order = "the " + l.get("purchase_was") + " it"
		}
		text := fmt.Sprintf("%s (%s): %s. Binds: %s", l.get("title"), when, order, l.get("binds"))
		if limit := l.get("purpose"); limit != "" {
			text += ". Limited, in its words: " + limit
		}
		indented(w, fmt.Sprintf("    %-22s ", "listing"), width, text)
	}
	for _, s := range r.lists["suppliers"] {
		fmt.Fprintf(w, "    %-22s %s\n", "supplier", cut(visible(strings.TrimSpace(s.get("name")+" "+s.get("scheme")+" "+s.get("identifier"))), 84))
	}
	fmt.Fprintln(w)
}
