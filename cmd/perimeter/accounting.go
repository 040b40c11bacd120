package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/dataset"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages"
	"github.com/perimeter-data/perimeter/stages/decision"
	"github.com/perimeter-data/perimeter/stages/formats/decisions"
	"github.com/perimeter-data/perimeter/stages/formats/earlier"
	"github.com/perimeter-data/perimeter/stages/formats/watch"
	"github.com/perimeter-data/perimeter/stages/record"
)

// The rejects, the kinds of values that were not kept, and the documents that no format reads, shown after a run.
const (
	rejectRows = 10
	valueRows  = 3
	unreadRows = 3
)

// accounting prints what was read, and what of it was not kept.
func accounting(w io.Writer, d *data) (n dataset.Counts, err error) {
	if err := warnings(w, d); err != nil {
		return n, err
	}
	if err := unread(w, d); err != nil {
		return n, err
	}
	if err := unmet(w, d); err != nil {
		return n, err
	}
	if err := unused(w, d); err != nil {
		return n, err
	}
	if err := unlooked(w, d); err != nil {
		return n, err
	}
	n, lists, err := counts(d)
	if err != nil {
		return n, err
	}
	fmt.Fprintf(w, "Read %d = with rows %d + rejected %d + duplicates %d", n.Read, n.WithRows, n.Rejected, n.Duplicates)
	if n.LeftOut > 0 {
		fmt.Fprintf(w, " + left out %d", n.LeftOut)
	}
	fmt.Fprintf(w, "    (and %d lines of the lists inside the program)\n", lists)
	return n, nil
}

// overLimit is the failure of a run that rejected more than was allowed, nil for any other.
func overLimit(n dataset.Counts, limit *ceiling) error {
	var over []string
	bad := n.Documents["rejected"] + n.Documents["incomplete"]
	if all := bad + n.Documents["read"]; limit.exceeded(bad, all) {
		over = append(over, fmt.Sprintf("%d of %s could not be read, or not to the end", bad, count(all, "document")))
	}
	if limit.exceeded(n.Rejected, n.Read) {
		over = append(over, fmt.Sprintf("%d of %s rejected", n.Rejected, count(n.Read, "unit")))
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

// unread prints the first documents that no format reads, with what they seem to be.
func unread(w io.Writer, d *data) error {
	n := 0
	err := d.each("documents", func(r row) error {
		if r.get("status") != "unread" {
			return nil
		}
		if n++; n <= unreadRows {
			where := r.get("path")
			if m := r.get("member"); m != "" {
				where += "/" + m
			}
			fmt.Fprintf(w, "unread: %s: %s\n", safe(where), visible(r.get("note")))
		}
		return nil
	})
	if n > unreadRows {
		fmt.Fprintf(w, "… and %d more; see the table documents\n", n-unreadRows)
	}
	return err
}

// unmet prints the user's mappings that read nothing.
func unmet(w io.Writer, d *data) error {
	met := map[string]bool{earlier.Format.Name: true, decisions.Format.Name: true}
	if err := d.each("coverage", func(c row) error {
		met[c.get("format")] = met[c.get("format")] || c.number("documents")+c.number("documents_broken") > 0
		return nil
	}); err != nil {
		return err
	}
	shipped := map[string]string{}
	for _, f := range stages.Pipeline.Formats {
		shipped[f.Name] = f.Config
	}
	for _, c := range d.set.Manifest.Configured {
		if !met[c.Format] && shipped[c.Format] != c.SHA256 {
			fmt.Fprintf(w, "warning: the mapping %s read no document: none has all that its key requires names, or another format reads it too\n", safe(c.Format))
		}
	}
	return nil
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
	paths, err := d.paths(nil)
	if err != nil {
		return err
	}
	var vendors []string
	if err := d.column("vendors", "id", func(_ int, id string) { vendors = append(vendors, id) }); err != nil {
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
		meant := ""
		for _, side := range []string{r.get("left"), r.get("right")} {
			if !slices.Contains(vendors, side) && !strings.Contains(side, ":") {
				meant += hint("", side, vendors)
			}
		}
		fmt.Fprintf(w, "warning: %s: this decision bears on nothing in these inputs: %s.%s\n", safe(where), visible(said(r)), meant)
		return nil
	})
	if n > rejectRows {
		fmt.Fprintf(w, "… and %d more; see the table decision_uses\n", n-rejectRows)
	}
	return err
}

// unlooked says how many blocks of names of the lists are too full to be looked up, and how many rules are not held beside others
// of their name.
func unlooked(w io.Writer, d *data) error {
	n, rules := 0, 0
	err := d.each("conflicts", func(c row) error {
		switch {
		case c.get("table") == record.VendorNames.Name && strings.Contains(c.get("other"), `"why"`):
			n++
		case c.get("table") == record.Policies.Name:
			rules++
		}
		return nil
	})
	if rules > 0 {
		fmt.Fprintf(w, "warning: two rules of a policy have one name and say different things, so that one of them is not held, in %s; see the table conflicts (table %s)\n",
			count(rules, "case"), record.Policies.Name)
	}
	if n > 0 {
		fmt.Fprintf(w, "warning: too many names of the lists share a word or the like for it to be looked up, in %s; see the table conflicts (table %s)\n",
			count(n, "case"), record.VendorNames.Name)
	}
	return err
}

// said is a decision in words.
func said(r row) string {
	return decision.Words(record.Decision{Left: r.get("left"), LeftName: r.get("left_name"), Right: r.get("right"), RightName: r.get("right_name"), Verdict: r.get("verdict")})
}

// warnings prints the first rejects: what, where, why, what was kept and how to go on; those of one file that say the same are
// one. Of values those of a whole document are among them, such as a column that it has not, and the others are told by their
// kinds. Files that could not even be opened have no digest, so documents tells of them.
func warnings(w io.Writer, d *data) error {
	paths, err := d.paths(nil)
	if err != nil {
		return err
	}
	unopened := paths[""]
	for _, p := range unopened[:min(len(unopened), rejectRows)] {
		fmt.Fprintf(w, "warning: %s: %s\n", safe(p.get("path")), visible(p.get("note")))
	}
	type alike struct {
		row
		more int
	}
	groups, kinds := map[[5]string]*alike{}, map[[2]string]*alike{}
	var shown, values []*alike
	left := max(len(unopened)-rejectRows, 0)
	err = d.each("rejects", func(r row) error {
		switch {
		case r.get("digest") == "":
			return nil
		case r.get("scope") == string(source.OneField) && r.get("fragment") != "":
			kind := [2]string{r.get("reason"), r.get("message")}
			if kinds[kind] == nil {
				kinds[kind] = &alike{row: r}
				values = append(values, kinds[kind])
			}
			kinds[kind].more++
			return nil
		}
		key := [5]string{r.get("digest"), r.get("member"), r.get("field"), r.get("reason"), r.get("message")}
		switch g := groups[key]; {
		case g != nil:
			g.more++
		case len(unopened)+len(shown) < rejectRows:
			groups[key] = &alike{row: r}
			shown = append(shown, groups[key])
		default:
			left++
		}
		return nil
	})
	for _, r := range shown {
		fmt.Fprintf(w, "warning: %s: %s: %s\n", safe(whereabouts(r.row, paths)), safe(r.get("reason")), visible(r.get("message")))
		if r.more > 0 {
			fmt.Fprintf(w, "         and %d more like it in that file\n", r.more)
		}
		for _, c := range []string{"kept", "next"} {
			if text := r.get(c); text != "" {
				fmt.Fprintf(w, "         %s: %s\n", c, visible(text))
			}
		}
	}
	if left > 0 {
		fmt.Fprintf(w, "… and %d more; see the tables rejects and documents\n", left)
	}
	slices.SortStableFunc(values, func(a, b *alike) int { return cmp.Compare(b.more, a.more) })
	for _, v := range values[:min(len(values), valueRows)] {
		fmt.Fprintf(w, "not kept: %s, the first %s: %s: %s\n", count(v.more, "value"), safe(whereabouts(v.row, paths)), safe(v.get("reason")), visible(v.get("message")))
	}
	if n := len(values) - valueRows; n > 0 {
		fmt.Fprintf(w, "… and %s of values; see the table rejects, scope field\n", count(n, "more kind"))
	}
	return err
}

// whereabouts is where a reject was found, as a reader finds it again.
func whereabouts(r row, paths map[string][]row) string {
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
	if f := r.get("field"); f != "" {
		where += ", " + f
	}
	return where
}
