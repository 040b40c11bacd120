package main

import (
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/dataset"
	"github.com/perimeter-data/perimeter/pipeline/runner"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/formats/earlier"
	"github.com/perimeter-data/perimeter/stages/formats/watch"
	"github.com/perimeter-data/perimeter/stages/record"
)

// answerRows are the exposures shown after a run.
const answerRows = 15

// tell prints what a run found and where: the answer to stdout, the accounting to stderr. What it says of a dataset it says
// again without reading the dataset again.
func tell(stdout, stderr io.Writer, out, program string, m *dataset.Manifest, report *runner.Report, limit *ceiling) error {
	said, err := recall(out, program, m.Dataset, columns(stdout))
	if err != nil {
		return err
	}
	io.WriteString(stderr, said.Accounting)
	if len(report.Damaged) > 0 {
		fmt.Fprintf(stderr, "Repaired: %s had been kept and was damaged or missing; done again for it: %s.\n", few(report.Damaged), few(report.Remade))
	}
	switch {
	case report.Changed:
		fmt.Fprintf(stderr, "Committed dataset %s to %s\n", m.Dataset, safe(out))
	case report.Mended > 0:
		fmt.Fprintf(stderr, "Nothing new: dataset %s stands. Made anew, for it was damaged or missing: %s.\n", m.Dataset, count(report.Mended, "file"))
	default:
		fmt.Fprintf(stderr, "Nothing new: dataset %s stands. Nothing written.\n", m.Dataset)
	}
	io.WriteString(stdout, said.Answer)
	return overLimit(said.Counts, limit)
}

// few are the first of many, and how many more there are.
func few(all []string) string {
	const most = 3
	if n := len(all) - most; n > 0 {
		return visible(strings.Join(all[:most], ", ")) + fmt.Sprintf(" and %d more", n)
	}
	return visible(strings.Join(all, ", "))
}

// found prints the answer, in so many columns, and where to go on.
func found(w io.Writer, out string, d *data, room int) error {
	first, err := answer(w, d, room)
	if err != nil {
		return err
	}
	if err := besides(w, d); err != nil {
		return err
	}
	if err := denominator(w, d); err != nil {
		return err
	}
	if err := since(w, d); err != nil {
		return err
	}
	latest := safe(filepath.ToSlash(filepath.Join(out, "latest")))
	fmt.Fprintf(w, "Parquet:  %s/<table>/*.parquet; views for DuckDB: %s/views.sql\n", latest, latest)
	fmt.Fprintln(w, "These are leads to check, not findings of wrongdoing: what was bought or used may have been lawful.")
	if first != "" {
		where := ""
		if filepath.Clean(out) != "out" {
			where = " --out " + argument(out)
		}
		fmt.Fprintf(w, "Next:     perimeter explain %s%s    why, down to the quoted bytes (--verify reads them again)\n", first, where)
	}
	return nil
}

// answer prints the first exposures and returns the short id of the first one.
func answer(w io.Writer, d *data, room int) (first string, err error) {
	var shown []row
	total := 0
	wanted := map[string]bool{}
	err = d.each("exposures", func(e row) error {
		if total++; total <= answerRows {
			shown = append(shown, e)
			wanted[e.id] = true
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	about, bought, err := d.purchases(wanted)
	if err != nil {
		return "", err
	}
	if total == 0 {
		fmt.Fprintln(w, "No public body in these records is found with a flagged vendor's technology. That is no proof of absence.")
		return "", nil
	}
	lines := [][]string{{"body", "code", "vendor", "relation", "what", "date", "first listing", "awarded / paid", "in force", "grade", "id"}}
	for _, e := range shown {
		body := e.get("body.name")
		if office := e.get("office"); body == "" && office != "" { // documents name only its offices
			body = "office: " + office
		}
		lines = append(lines, []string{cut(visible(orUnknown(body)), 24), cut(visible(e.get("body.identifier")), 12), cut(visible(e.get("vendor_name")), 12), e.get("relation"),
			cut(visible(strings.Join(e.all("found"), ", "))+": "+sense(e, about[e.id], bought[e.id]), 34),
			orUnknown(e.get("date")), firstListing(e), money(bought[e.id]), e.get("in_force"), e.get("grade"), e.id[:8]})
	}
	print2d(w, lines, room)
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

// purchases are those that exposures are about, and those of them that exposures say were bought, by exposure.
func (d *data) purchases(exposures map[string]bool) (about, bought map[string][]row, err error) {
	links, err := d.having("exposure_purchases", exposures, "exposure")
	if err != nil {
		return nil, nil, err
	}
	wanted := map[string]bool{}
	for _, l := range links {
		wanted[l.get("purchase")] = true
	}
	rows, err := d.having("purchases", wanted, "id")
	byID := map[string]row{}
	for _, p := range rows {
		byID[p.id] = p
	}
	about, bought = map[string][]row{}, map[string][]row{}
	for _, l := range links {
		e, p := l.get("exposure"), byID[l.get("purchase")]
		about[e] = append(about[e], p)
		if l.get("counts") == "yes" {
			bought[e] = append(bought[e], p)
		}
	}
	return about, bought, err
}

// sense is the sense of an exposure, but that nothing is called a purchase by which nothing was bought.
func sense(e row, about, bought []row) string {
	if s := e.get("sense"); s != "purchase" || len(about) == 0 || len(bought) > 0 {
		return s
	}
	if about[0].get("kind") == record.Framework {
		return "framework"
	}
	return "award not decided"
}

// money is what was awarded for what was bought, and paid of it; "-" where nothing of the vendor's was bought: the price of
// insuring a thing is not the price of the thing.
func money(bought []row) string {
	if len(bought) == 0 {
		return "-"
	}
	sums := map[string]string{}
	currency := bought[0].get("currency")
	for i, p := range bought {
		if p.get("currency") != currency {
			return "in several currencies"
		}
		for _, c := range []string{"awarded", "paid"} {
			sums[c] = sum(sums[c], p.get(c), i > 0)
		}
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

// besides prints how many accounts of a vendor's goods there are that are no exposure: at a building, at a holder who is not known to
// be public or is only said to be offered them, or at none.
func besides(w io.Writer, d *data) error {
	exposed, others := map[string]bool{}, 0
	if err := d.column("exposures", "deployment", func(_ int, id string) { exposed[id] = true }); err != nil {
		return err
	}
	if err := d.column("deployments", "id", func(_ int, id string) {
		if !exposed[id] {
			others++
		}
	}); err != nil {
		return err
	}
	if others > 0 {
		fmt.Fprintf(w, "Besides:  %s of flagged vendors' goods that no public body is known to hold (table deployments)\n", count(others, "account"))
	}
	return nil
}

// spare are the columns of the answer that a narrow terminal has no room for, the first to go first.
var spare = []string{"first listing", "relation", "in force", "code", "awarded / paid", "grade", "vendor"}

// print2d prints lines as columns two spaces apart, without as many of the spare ones as the room needs.
func print2d(w io.Writer, lines [][]string, room int) {
	widths := make([]int, len(lines[0]))
	all := -2
	for i := range widths {
		for _, l := range lines {
			l[i] = visible(l[i])
			widths[i] = max(widths[i], wide(l[i]))
		}
		all += widths[i] + 2
	}
	var left []string
	for ; all > room && len(left) < len(spare); left = spare[:len(left)+1] {
		all -= widths[slices.Index(lines[0], spare[len(left)])] + 2
	}
	for _, l := range lines {
		var b strings.Builder
		for i, c := range l {
			if !slices.Contains(left, lines[0][i]) {
				b.WriteString(pad(isolated(c), widths[i]+2))
			}
		}
		fmt.Fprintln(w, strings.TrimRight(b.String(), " "))
	}
	if len(left) > 0 {
		fmt.Fprintf(w, "Not shown, for the width of this terminal: %s\n", strings.Join(left, ", "))
	}
}

// since prints how much differs from the dataset that --against named.
func since(w io.Writer, d *data) error {
	compared := false // also with a dataset that had no public lists
	if err := d.column("coverage", "format", func(_ int, format string) { compared = compared || format == earlier.Format.Name }); err != nil || !compared {
		return err
	}
	exposures, others := map[string]int{}, 0
	if err := d.each("changes", func(c row) error {
		if c.get("table") == "exposures" {
			exposures[c.get("kind")]++
		} else {
			others++
		}
		return nil
	}); err != nil {
		return err
	}
	if len(exposures)+others == 0 {
		fmt.Fprintln(w, "Changes:  none since the dataset of --against (tables changes, input_changes)")
		return nil
	}
	fmt.Fprintf(w, "Changes:  of exposures %d new, %d amended and %d gone since the dataset of --against, and %s of other tables\n          (view news, tables changes, input_changes)\n",
		exposures["new"], exposures["amended"], exposures["gone"], count(others, "row"))
	return nil
}

// silent says of each row of purchases, in their order, whether it has neither a text nor a supplier. Most have one in a column that can
// be read alone, and only the others are read whole.
func (d *data) silent() (silent []bool, err error) {
	if err := d.column("purchases", "supplier_known", func(_ int, known string) { silent = append(silent, known == "unknown") }); err != nil {
		return nil, err
	}
	for _, text := range []string{"title", "line"} {
		if err := d.column("purchases", text, func(i int, text string) { silent[i] = silent[i] && text == "" }); err != nil {
			return nil, err
		}
	}
	ids := map[string]bool{}
	if err := d.column("purchases", "id", func(i int, id string) {
		if silent[i] {
			ids[id] = true
		}
	}); err != nil {
		return nil, err
	}
	rows, err := d.having("purchases", ids, "id")
	if err != nil {
		return nil, err
	}
	for i := range silent {
		if silent[i] { // its row is the next one
			silent[i], rows = rows[0].get("texts") == "", rows[1:]
		}
	}
	return silent, nil
}

// denominator prints the coverage: what the answer was sought in, and what was not read. A purchase with neither a text nor a
// supplier has nothing to seek in.
func denominator(w io.Writer, d *data) error {
	silent, err := d.silent()
	if err != nil {
		return err
	}
	purchases, more, buyers := map[string]bool{}, map[string]bool{}, map[string]bool{}
	err = d.column("purchases", "deal", func(i int, deal string) {
		if silent[i] {
			more[deal] = true
		} else {
			purchases[deal] = true
		}
	})
	if err != nil {
		return err
	}
	maps.DeleteFunc(more, func(deal string, _ bool) bool { return purchases[deal] })
	err = d.column("purchases", "buyer.id", func(i int, buyer string) {
		if !silent[i] && buyer != "" {
			buyers[buyer] = true
		}
	})
	if err != nil {
		return err
	}
	var units, documents, formats int64
	if err := d.each("coverage", func(c row) error {
		if c.get("unit") == "" || c.get("format") == watch.Format.Name || c.get("format") == earlier.Format.Name {
			return nil
		}
		units += c.number("read")
		documents += c.number("documents")
		formats++
		return nil
	}); err != nil {
		return err
	}
	fmt.Fprintf(w, "Coverage: sought in %s of %s, %s and %s in texts;\n", count(len(purchases), "purchase"), count(len(buyers), "buyer"),
		count(d.held("things"), "device"), count(d.held("claims"), "claim"))
	if n := len(more); n > 0 {
		fmt.Fprintf(w, "          %s with no text and no supplier: nothing to seek in;\n", count(n, "more purchase"))
	}
	fmt.Fprintf(w, "          %s in %s of %s", count(units, "unit"), count(documents, "document"), count(formats, "format"))
	for _, told := range [][2]string{{"incomplete", "incomplete"}, {"rejected", "rejected"}, {"unread", "unread"}, {"copy", "with the bytes of another"}} {
		if n := d.set.Manifest.Counts.Documents[told[0]]; n > 0 {
			fmt.Fprintf(w, "; %s %s", count(n, "document"), told[1])
		}
	}
	fmt.Fprintln(w, " (tables coverage, documents)")
	return nil
}

func count[N int | int64](n N, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	if y, ok := strings.CutSuffix(unit, "y"); ok {
		unit = y + "ie"
	}
	return fmt.Sprintf("%d %ss", n, unit)
}
