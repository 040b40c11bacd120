// Package decisions reads what the users of a dataset decided: pairs of organisations, or of an organisation and a vendor, with
// a verdict. The file is theirs, kept in git beside their data, and only the one that they name is believed: a file of this
// form among the inputs is not.
package decisions

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/decision"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Columns are the columns of the file, in this order.
var Columns = []string{"left", "left_name", "right", "right_name", "verdict", "role", "when", "why"}

// Header is the first line of the file.
var Header = strings.Join(Columns, ",") + "\n"

const name = "decisions"

// Format reads no document: no file of decisions was named.
var Format = &pipeline.Format{
	Name: name, Doc: "decisions of the users (CSV), in the file that --decisions names", Unit: "decision",
	Match:  func(string, *source.Head) bool { return false },
	Writes: []table.Any{record.Decisions},
	Read:   func(doc *source.Document, out *table.Set) error { return nil },
}

// New is the format that reads the one file with this text. File is what errors call it; they are of the type Problems, or a
// *decision.Contradiction.
func New(file string, text []byte) (*pipeline.Format, error) {
	all, err := Parse(file, text)
	if err != nil {
		return nil, err
	}
	if _, err := decision.New(all); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(text)
	digest := hex.EncodeToString(sum[:])
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	f := *Format
	f.Config = digest
	f.Match = func(_ string, head *source.Head) bool {
		all := len(head.Text) == len(text) || len(head.Text) > source.HeadSize-utf8.UTFMax
		return all && bytes.HasPrefix(text, head.Text)
	}
	f.Read = func(doc *source.Document, out *table.Set) error {
		if doc.Digest != digest {
			return &source.Defect{Scope: source.WholeDocument, Origin: doc.Origin(), Reason: "decisions.other",
				Message: "it begins like the file of decisions that the run was given, and is another one", Kept: "nothing", Next: "name it with --decisions if it is to count"}
		}
		return read(doc, out)
	}
	return &f, nil
}

func read(doc *source.Document, out *table.Set) error {
	for r, err := range source.CSV(doc) {
		if err != nil {
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		d, _ := decisionOf(r.Get)
		d.Left, d.LeftName = withoutPerson(d.Left, d.LeftName)
		d.Right, d.RightName = withoutPerson(d.Right, d.RightName)
		d.Why = record.Mask(d.Why)
		d.Origins = []source.Origin{r.Origin}
		record.AddDecision(out, d)
	}
	return nil
}

// withoutPerson is a side as it may be kept: a natural person, by code or name, is no organisation.
func withoutPerson(id, written string) (string, string) {
	scheme, code, _ := strings.Cut(id, ":")
	r := record.NewRef(written, scheme, code, "")
	if r.Person == "yes" || r.Person == "likely" {
		return "", record.Person
	}
	return id, written
}

// Problem is something wrong with the file.
type Problem struct {
	File    string
	Line    int // from 1
	Message string
}

// Problems is every Problem of a file, in the order of its lines.
type Problems []Problem

func (p Problems) Error() string {
	var lines []string
	for _, p := range p {
		lines = append(lines, fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message))
	}
	return strings.Join(lines, "\n")
}

// Parse reads the file strictly. The decisions carry the number of their line as the fragment of an origin, and no other place.
func Parse(file string, text []byte) (all []record.Decision, err error) {
	var problems Problems
	problem := func(line int, format string, a ...any) {
		problems = append(problems, Problem{file, line, fmt.Sprintf(format, a...)})
	}
	if !utf8.Valid(text) {
		return nil, Problems{{file, 1, "the file is not UTF-8"}}
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	r.FieldsPerRecord = -1
	header, err := r.Read()
	if err != nil || !slices.Equal(header, Columns) {
		return nil, Problems{{file, 1, headerProblem(header)}}
	}
	for {
		fields, err := r.Read()
		if err == io.EOF {
			break
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			problem(bad.Line, "%v", bad.Err)
			break
		}
		line, _ := r.FieldPos(0)
		if len(fields) != len(Columns) {
			problem(line, "%d columns; want %d: %s", len(fields), len(Columns), strings.Join(Columns, ", "))
			continue
		}
		get := func(column string) string { return fields[slices.Index(Columns, column)] }
		d, wrong := decisionOf(get)
		for _, w := range wrong {
			problem(line, "%s", w)
		}
		d.Origins = []source.Origin{{Fragment: fmt.Sprintf("line=%d", line)}}
		all = append(all, d)
	}
	if problems != nil {
		return nil, problems
	}
	return all, nil
}

func headerProblem(header []string) string {
	for _, c := range header {
		if slices.Contains(Columns, c) {
			continue
		}
		if best := source.Similar(c, Columns); best != "" {
			return fmt.Sprintf("unknown column %q: did you mean %q?", c, best)
		}
	}
	return "the first line must be: " + strings.TrimSpace(Header)
}

// The most characters of a role and of a reason.
const (
	maxRole = 60
	maxWhy  = 500
)

// decisionOf reads one line and says all that is wrong with it.
func decisionOf(get func(column string) string) (d record.Decision, wrong []string) {
	is := func(column string) string { return strings.TrimSpace(get(column)) }
	d = record.Decision{Left: is("left"), LeftName: is("left_name"), Right: is("right"), RightName: is("right_name"), Verdict: is("verdict"), Why: is("why")}
	for _, c := range Columns {
		if strings.ContainsFunc(get(c), unicode.IsControl) {
			wrong = append(wrong, c+" holds a control character or a line break")
		}
	}
	for _, s := range []struct{ id, name, column string }{{d.Left, d.LeftName, "left"}, {d.Right, d.RightName, "right"}} {
		switch {
		case s.id == "" && s.name == "":
			wrong = append(wrong, s.column+" and "+s.column+"_name are both empty: nobody knows who is meant")
		case s.id == "" && decision.NameKey(s.name) == "":
			wrong = append(wrong, s.column+"_name holds nothing that names an organisation")
		}
	}
	if d.Left != "" && d.Right != "" && decision.IDKey(d.Left) == decision.IDKey(d.Right) && decision.NameKey(d.LeftName) == decision.NameKey(d.RightName) ||
		d.Left == "" && d.Right == "" && decision.NameKey(d.LeftName) == decision.NameKey(d.RightName) && d.LeftName != "" {
		wrong = append(wrong, "both sides are the same: a decision is about two")
	}
	if !slices.Contains(decision.Verdicts, d.Verdict) {
		w := fmt.Sprintf("unknown verdict %q", d.Verdict)
		if best := source.Similar(d.Verdict, decision.Verdicts); best != "" {
			w += fmt.Sprintf(": did you mean %q?", best)
		} else {
			w += ": want " + strings.Join(decision.Verdicts, ", ")
		}
		wrong = append(wrong, w)
	}
	switch role := is("role"); {
	case role == "":
		wrong = append(wrong, "role is empty: say in what role it was decided, such as editor")
	case strings.Contains(role, "@") || utf8.RuneCountInString(role) > maxRole:
		wrong = append(wrong, fmt.Sprintf("role wants a role of at most %d characters, such as editor; no name and no address", maxRole))
	}
	day, ok := record.ParseDay(is("when"), "2006-01-02")
	if !ok || day == nil {
		wrong = append(wrong, "when wants a day as YYYY-MM-DD")
	}
	d.When = day
	if n := utf8.RuneCountInString(d.Why); n == 0 || n > maxWhy {
		wrong = append(wrong, fmt.Sprintf("why wants a reason of at most %d characters", maxWhy))
	}
	return d, wrong
}
