package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/pipeline/dataset"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/decision"
	"github.com/perimeter-data/perimeter/stages/formats/watch"
	"github.com/perimeter-data/perimeter/stages/record"
)

const (
	answerRows = 15 // exposures shown after a run
	rejectRows = 10 // rejects shown after a run
)

// tell prints what a run found and where: the answer to stdout, the accounting to stderr.
func tell(stdout, stderr io.Writer, out string, m *dataset.Manifest, changed bool, limit *ceiling) error {
	d, err := openData(out)
	if err != nil {
		return err
	}
	if err := warnings(stderr, d); err != nil {
		return err
	}
	if err := unused(stderr, d); err != nil {
		return err
	}
	if err := unlooked(stderr, d); err != nil {
		return err
	}
	n, lists, err := counts(d)
	if err != nil {
		return err
	}
	fmt.Fprintf(stderr, "Read %d = with rows %d + rejected %d + duplicates %d", n.Read, n.WithRows, n.Rejected, n.Duplicates)
	if n.LeftOut > 0 {
		fmt.Fprintf(stderr, " + left out %d", n.LeftOut)
	}
	fmt.Fprintf(stderr, "    (and %d lines of lists)\n", lists)
	if changed {
		fmt.Fprintf(stderr, "Committed dataset %s to %s\n", m.Dataset, safe(out))
	} else {
		fmt.Fprintf(stderr, "Nothing new: dataset %s stands. Nothing written.\n", m.Dataset)
	}
	first, err := answer(stdout, d)
	if err != nil {
		return err
	}
	if err := denominator(stdout, d); err != nil {
		return err
	}
	latest := safe(filepath.ToSlash(filepath.Join(out, "latest")))
	fmt.Fprintf(stdout, "Parquet:  %s/<table>/*.parquet; views for DuckDB: %s/views.sql\n", latest, latest)
	fmt.Fprintln(stdout, "These are leads to check, not findings of wrongdoing: what was bought or used may have been lawful.")
	if first != "" {
		where := ""
		if filepath.Clean(out) != "out" {
			where = " --out " + safe(out)
		}
		fmt.Fprintf(stdout, "Next:     perimeter explain %s%s    why, down to the quoted bytes (--verify reads them again)\n", first, where)
	}
	return overLimit(n, limit)
}

// overLimit is the failure of a run that rejected more than was allowed, nil for any other.
func overLimit(n dataset.Counts, limit *ceiling) error {
	var over []string
	bad := n.Documents["rejected"] + n.Documents["incomplete"]
	if all := bad + n.Documents["read"]; limit.exceeded(bad, all) {
		over = append(over, fmt.Sprintf("%d of %s could not be read, or not to the end", bad, count(fmt.Sprint(all), "document")))
	}
	if limit.exceeded(n.Rejected, n.Read) {
		over = append(over, fmt.Sprintf("%d of %s rejected", n.Rejected, count(fmt.Sprint(n.Read), "unit")))
	}
	if over == nil {
		return nil
	}
	return &failure{code: exitRejects, what: fmt.Sprintf("%s: more than --max-rejects %s allows.", strings.Join(over, ", and "), limit),
		kept: "The dataset was committed with all the others.",
		next: "look at the tables rejects and documents, mend the inputs and run again, or raise --max-rejects"}
}

// counts are the units and documents of the inputs, and apart from them the lines of lists: these are not what was asked about.
func counts(d *data) (n dataset.Counts, lists int64, err error) {
	n.Documents = map[string]int64{}
	for _, in := range d.set.Manifest.Inputs {
		if !strings.HasPrefix(in.Path, listsPrefix+"/") {
			n.Documents[in.Status]++
		}
	}
	err = d.each("coverage", func(c row) error {
		if c.get("format") == watch.Format.Name {
			lists = c.number("read")
			return nil
		}
		n.Read += c.number("read")
		n.WithRows += c.number("with_rows")
		n.Rejected += c.number("rejected")
		n.Duplicates += c.number("duplicates")
		n.LeftOut += c.number("left_out")
		return nil
	})
	return n, lists, err
}

// answer prints the first exposures and returns the short id of the first one.
func answer(w io.Writer, d *data) (first string, err error) {
	var shown []row
	total := 0
	wanted := map[string]bool{}
	err = d.each("exposures", func(e row) error {
		if total++; total <= answerRows {
			shown = append(shown, e)
			wanted[e.get("deal")] = true
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	bought, err := d.rows("purchases", func(p row) bool { return wanted[p.get("deal")] })
	if err != nil {
		return "", err
	}
	if total == 0 {
		fmt.Fprintln(w, "No public body in these records is found with a flagged vendor's technology. That is no proof of absence.")
		return "", nil
	}
	lines := [][]string{{"body", "vendor", "relation", "what", "date", "first listing", "awarded / paid", "in force", "grade", "id"}}
	for _, e := range shown {
		body := e.get("body.name")
		if body == "" { // documents name only its offices
			body = e.get("body.scheme")
		}
		body = cut(visible(body), 24)
		if code := e.get("body.identifier"); code != "" {
			body += " " + cut(visible(code), 12)
		}
		lines = append(lines, []string{body, cut(visible(e.get("vendor_name")), 12), e.get("relation"),
			cut(visible(strings.Join(e.all("found"), ", "))+": "+e.get("sense"), 34),
			orUnknown(e.get("date")), firstListing(e), money(bought, e), e.get("in_force"), e.get("grade"), e.id[:8]})
	}
	print2d(w, lines)
	if total > len(shown) {
		fmt.Fprintf(w, "… and %d more; see the table exposures\n", total-len(shown))
	}
	return shown[0].id[:8], nil
}

func orUnknown(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}

// firstListing is the first day on which a measure names the vendor, whoever it binds; an association's decision is none.
func firstListing(e row) string {
	for _, l := range e.lists["listings"] {
		if day := l.get("from"); day != "" && l.get("kind") != "membership decision" {
			return day
		}
	}
	return "unknown"
}

// money is what a purchase was awarded for and what was paid of it, all its lines together; "-" where nothing of the vendor's
// was bought: the price of insuring a thing is not the price of the thing.
func money(purchases []row, e row) string {
	sums := map[string]string{}
	found, currency := false, ""
	for _, p := range purchases {
		if p.get("deal") != e.get("deal") || e.get("sense") != "purchase" {
			continue
		}
		currency = p.get("currency")
		for _, c := range []string{"awarded", "paid"} {
			sums[c] = sum(sums[c], p.get(c), found)
		}
		found = true
	}
	if !found {
		return "-"
	}
	return strings.TrimSpace(orUnknown(sums["awarded"]) + " / " + orUnknown(sums["paid"]) + " " + currency)
}

// sum adds a decimal to the sum so far, which is "" where one of the parts is not known.
func sum(so, part string, more bool) string {
	if !more {
		return part
	}
	a, err1 := table.ParseDecimal(so)
	b, err2 := table.ParseDecimal(part)
	total, err3 := a.Add(b)
	if err1 != nil || err2 != nil || err3 != nil {
		return ""
	}
	return total.String()
}

// print2d prints lines as columns two spaces apart.
func print2d(w io.Writer, lines [][]string) {
	widths := make([]int, len(lines[0]))
	for _, l := range lines {
		for i, c := range l {
			widths[i] = max(widths[i], utf8.RuneCountInString(visible(c)))
		}
	}
	for _, l := range lines {
		var b strings.Builder
		for i, c := range l {
			c = visible(c)
			b.WriteString(c)
			b.WriteString(strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c)+2))
		}
		fmt.Fprintln(w, strings.TrimRight(b.String(), " "))
	}
}

// denominator prints the coverage: what was read, and what was not.
func denominator(w io.Writer, d *data) error {
	var parts []string
	err := d.each("coverage", func(c row) error {
		if unit := c.get("unit"); unit != "" {
			parts = append(parts, fmt.Sprintf("%s %s in %s", c.get("format"), count(c.get("read"), unit), count(c.get("documents"), "document")))
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, status := range []string{"incomplete", "rejected", "unread", "copy"} {
		if n := d.set.Manifest.Counts.Documents[status]; n > 0 {
			parts = append(parts, count(fmt.Sprint(n), "document")+" "+status)
		}
	}
	_, err = fmt.Fprintf(w, "Coverage: %s\n", visible(strings.Join(parts, "; ")))
	return err
}

func count(n, unit string) string {
	if n == "1" {
		return n + " " + unit
	}
	if y, ok := strings.CutSuffix(unit, "y"); ok {
		return n + " " + y + "ies"
	}
	return n + " " + unit + "s"
}

// unused prints the decisions that bear on nothing.
func unused(w io.Writer, d *data) error {
	idle := map[string]bool{}
	if err := d.each("decision_uses", func(u row) error {
		if u.get("used") != "yes" {
			idle[u.get("decision")] = true
		}
		return nil
	}); err != nil || len(idle) == 0 {
		return err
	}
	paths, err := d.paths()
	if err != nil {
		return err
	}
	n := 0
	err = d.each("decisions", func(r row) error {
		if !idle[r.id] {
			return nil
		}
		if n++; n > rejectRows {
			return nil
		}
		where := ""
		if o := r.origins[0]; len(paths[o.Digest]) > 0 {
			where = paths[o.Digest][0].get("path") + " " + o.Fragment
		}
		fmt.Fprintf(w, "warning: %s: this decision bears on nothing in these inputs: %s\n", safe(where), visible(said(r)))
		return nil
	})
	if n > rejectRows {
		fmt.Fprintf(w, "… and %d more; see the table decision_uses\n", n-rejectRows)
	}
	return err
}

// unlooked says how many blocks of names of the lists are too full to be looked up.
func unlooked(w io.Writer, d *data) error {
	n := 0
	err := d.each("conflicts", func(c row) error {
		if c.get("table") == record.VendorNames.Name && strings.Contains(c.get("other"), `"why"`) {
			n++
		}
		return nil
	})
	if n > 0 {
		fmt.Fprintf(w, "warning: too many names of the lists share a word or the like for it to be looked up, in %s; see the table conflicts (table %s)\n",
			count(fmt.Sprint(n), "case"), record.VendorNames.Name)
	}
	return err
}

// said is a decision in words.
func said(r row) string {
	return decision.Words(record.Decision{Left: r.get("left"), LeftName: r.get("left_name"), Right: r.get("right"), RightName: r.get("right_name"), Verdict: r.get("verdict")})
}

// warnings prints the first rejects: what, where, why, what was kept and how to go on. Files that could not even be opened
// have no digest, so documents tells of them.
func warnings(w io.Writer, d *data) error {
	paths, err := d.paths()
	if err != nil {
		return err
	}
	n := 0
	for _, p := range paths[""] {
		if n++; n <= rejectRows {
			fmt.Fprintf(w, "warning: %s: %s\n", safe(p.get("path")), visible(p.get("note")))
		}
	}
	err = d.each("rejects", func(r row) error {
		if r.get("scope") == "field" || r.get("digest") == "" {
			return nil
		}
		if n++; n > rejectRows {
			return nil
		}
		where := "sha256:" + cut(r.get("digest"), 13)
		if p := paths[r.get("digest")]; len(p) > 0 {
			where = p[0].get("path")
		}
		if m := r.get("member"); m != "" {
			where += "/" + m
		}
		if f := r.get("fragment"); f != "" {
			where += " at " + f
		}
		fmt.Fprintf(w, "warning: %s: %s: %s\n", safe(where), safe(r.get("reason")), visible(r.get("message")))
		for _, c := range []string{"kept", "next"} {
			if text := r.get(c); text != "" {
				fmt.Fprintf(w, "         %s: %s\n", c, visible(text))
			}
		}
		return nil
	})
	if n > rejectRows {
		fmt.Fprintf(w, "… and %d more; see the table rejects\n", n-rejectRows)
	}
	return err
}
