package main

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/perimeter-data/perimeter/stages/decision"
	"github.com/perimeter-data/perimeter/stages/formats/decisions"
)

func reviewVerb() *cobra.Command {
	var file, role string
	var when day
	c := &cobra.Command{
		Use:   "review FOLDER",
		Short: "walk the uncertain matches and append what you decide to a file of decisions",
		Long: "review asks, one after another, what names alone could not tell: whether a supplier is a flagged vendor or of its\n" +
			"family, whether two organisations of one name are one, whether names under one number are one body's. Each answer is\n" +
			"appended at once to the file of decisions; Enter skips, q stops. The next run with --decisions applies them. The role in\n" +
			"which you decide stays in that file and is not published.\n" +
			"Of a vendor: same, it is the vendor; family, a company of its group; brand, goods under the vendor's own brand; rebrand,\n" +
			"the vendor's goods under another brand; not, nothing of it. Of organisations and names: same, one body; different, two.",
		Example: "  perimeter review out --decisions decisions.csv --role editor\n  perimeter run notices/ --decisions decisions.csv",
		Args:    args(cobra.ExactArgs(1), "the folder of one dataset"),
		RunE: func(c *cobra.Command, given []string) error {
			d, err := openData(given[0])
			if err != nil {
				return err
			}
			r := &review{in: bufio.NewReader(c.InOrStdin()), w: c.OutOrStdout(), file: file, role: role, day: time.Now().UTC().Format(time.DateOnly)}
			if when.date != nil {
				r.day = when.date.String()
			}
			if err := r.open(); err != nil {
				return err
			}
			questions, err := d.questions()
			if err != nil {
				return err
			}
			return r.ask(questions)
		},
	}
	f := c.Flags()
	f.StringVar(&file, "decisions", "decisions.csv", "`FILE` of decisions to append to; made if missing")
	f.StringVar(&role, "role", "", "`ROLE` in which you decide, such as editor (not your name); asked for if not given")
	f.Var(&when, "when", "day of the decisions; today unless given")
	return c
}

// question is a pair of which a person may decide what it is.
type question struct {
	head                             string
	lines                            [][2]string // label and text
	reasonsFor, against              []string
	left, leftName, right, rightName string
	verdicts                         []string
}

// review walks questions.
type review struct {
	in        *bufio.Reader
	w         io.Writer
	file      string
	role, day string
	text      []byte // the file as it stands
	asked     *decision.Rulings
}

// open reads the file of decisions, which must be one that a run would take.
func (r *review) open() error {
	text, err := named(r.file, maxDecisions)
	if errors.Is(err, fs.ErrNotExist) {
		text = []byte(decisions.Header)
		_, err = os.Stat(filepath.Dir(r.file)) // that it can be made is seen before anybody answers
	}
	if err != nil {
		return usage("review: --decisions=%s: %v", safe(r.file), plain(err))
	}
	return r.take(text)
}

// take makes the text the one that stands, if it can be used.
func (r *review) take(text []byte) error {
	all, err := decisions.Parse(r.file, text)
	if err == nil {
		var asked *decision.Rulings
		if asked, err = decision.New(all); err == nil {
			r.text, r.asked = text, asked
			return nil
		}
	}
	return badDecisions("review", r.file, err)
}

var errStop = errors.New("stop")

// line asks for one line; it fails with errStop at the end of the input and at q.
func (r *review) line(prompt string) (string, error) {
	fmt.Fprint(r.w, prompt)
	text, err := r.in.ReadString('\n')
	if err != nil && text == "" {
		fmt.Fprintln(r.w)
		return "", errStop
	}
	text = strings.TrimSpace(text)
	if text == "q" {
		return "", errStop
	}
	return text, nil
}

func (r *review) ask(questions []question) error {
	var open []question
	for _, q := range questions {
		if !r.answered(q) {
			open = append(open, q)
		}
	}
	if len(open) == 0 {
		fmt.Fprintln(r.w, "Nothing to decide.")
		return nil
	}
	decided, err := r.walk(open)
	if err != nil && err != errStop {
		return err
	}
	fmt.Fprintf(r.w, "%s decided, %d left.\n", count(decided, "pair"), len(open)-decided)
	if decided > 0 {
		fmt.Fprintf(r.w, "Next: run again with --decisions %s\n", safe(r.file))
	}
	return nil
}

func (r *review) walk(open []question) (decided int, err error) {
	for r.role == "" {
		if r.role, err = r.line("In what role do you decide? It stays in the file and is not published (editor, lawyer, …): "); err != nil {
			return 0, err
		}
	}
	for i, q := range open {
		if r.answered(q) { // by an answer given just now
			continue
		}
		fmt.Fprintf(r.w, "\n[%d/%d] %s\n", i+1, len(open), q.head)
		for _, l := range q.lines {
			labelled(r.w, "  "+l[0], l[1])
		}
		reasons(r.w, "  For", q.reasonsFor)
		reasons(r.w, "  Against", q.against)
		verdict, err := r.verdict(q)
		if err != nil {
			return decided, err
		}
		if verdict == "" {
			continue
		}
		why, err := r.line("Why? ")
		if err != nil {
			return decided, err
		}
		err = r.append([]string{q.left, q.leftName, q.right, q.rightName, verdict, r.role, r.day, why})
		if f := (*failure)(nil); errors.As(err, &f) && f.code == exitUsage {
			fmt.Fprintf(r.w, "Not written: %s\n", f.what)
			continue
		}
		if err != nil {
			return decided, err
		}
		decided++
		fmt.Fprintln(r.w, "Written.")
	}
	return decided, nil
}

// answered says that the file decides the pair.
func (r *review) answered(q question) bool {
	left, right := []decision.Key{decision.IDKey(q.left)}, []decision.Key{decision.IDKey(q.right)}
	if q.left == "" {
		left = nil
	}
	if q.left == q.right {
		_, ok := r.asked.Inside(left[0], q.leftName, q.rightName)
		return ok
	}
	_, ok, _ := r.asked.Between(append(left, decision.NameKey(q.leftName)), append(right, decision.NameKey(q.rightName))...)
	return ok
}

// verdict asks until the answer is one of those that the question has, or the beginning of one; "" skips.
func (r *review) verdict(q question) (string, error) {
	for {
		text, err := r.line("Verdict (" + strings.Join(q.verdicts, ", ") + "; Enter skips, q stops): ")
		if err != nil || text == "" {
			return "", err
		}
		var fits []string
		for _, v := range q.verdicts {
			if strings.HasPrefix(v, strings.ToLower(text)) {
				fits = append(fits, v)
			}
		}
		if len(fits) == 1 {
			return fits[0], nil
		}
		fmt.Fprintf(r.w, "\"%s\" is none of them.\n", safe(text))
	}
}

// append writes one line more, so that a reader sees the file without it or with it, and never a part.
func (r *review) append(fields []string) error {
	var b bytes.Buffer
	b.Write(r.text)
	if !bytes.HasSuffix(r.text, []byte("\n")) {
		b.WriteByte('\n')
	}
	w := csv.NewWriter(&b)
	if err := w.Write(fields); err != nil {
		return err
	}
	w.Flush()
	now, err := os.ReadFile(r.file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err == nil && !bytes.Equal(now, r.text) {
		return &failure{code: exitFailed, what: safe(r.file) + " was changed by somebody else meanwhile.", kept: "What was decided before is in it.", next: "run review again"}
	}
	before, asked := r.text, r.asked
	if err := r.take(b.Bytes()); err != nil {
		return err
	}
	if err := writeFile(r.file, b.Bytes()); err != nil {
		r.text, r.asked = before, asked
		return &failure{code: exitSpace, what: safe(r.file) + ": " + plain(err).Error(), kept: "What was decided before is in it.", next: "free space or mend the permissions, and run review again"}
	}
	return nil
}

// writeFile replaces a file as a whole; of a link, the file that it leads to.
func writeFile(name string, text []byte) error {
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".decisions-")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	if err := f.Chmod(mode); err != nil {
		return err
	}
	if _, err := f.Write(text); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(name))
	if err != nil {
		return err
	}
	defer dir.Close()
	return dir.Sync()
}
