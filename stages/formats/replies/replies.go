// Package replies reads a user's table of questions that were put to vendors and bodies, and of what they answered.
//
// It is a CSV file with the columns who, who_id, vendor, about, question, asked, outcome, answer, answered, role, document and
// source, in any order. Who spoke for a vendor or a body is given by role, and by no name; a name that has the form
// of a person's is taken for one, and its line left out. What cannot be read as it is meant is put aside, and is no reply.
package replies

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Columns are the columns of the table.
var Columns = []string{"who", "who_id", "vendor", "about", "question", "asked", "outcome", "answer", "answered", "role", "document", "source"}

const (
	name = "replies"
	unit = "reply"
)

// mark are the columns that tell such a table from others, although one of the rest may be misspelt.
var mark = []string{"who", "question", "outcome"}

// Format reads a table of replies.
var Format = &pipeline.Format{
	Name: name, Doc: "questions put to vendors and bodies, and what they answered, from a table of the user's own (CSV)", Unit: unit,
	Match: func(_ string, head *source.Head) bool {
		header := head.Header()
		return !slices.ContainsFunc(mark, func(c string) bool { return !slices.Contains(header, c) })
	},
	Writes: []table.Any{record.Replies},
	Read:   read,
}

func read(doc *source.Document, out *table.Set) error {
	for r, err := range source.CSV(doc) {
		if err != nil {
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		if message := header(r.Columns()); message != "" {
			table.PutReject(out, name, &source.Defect{Scope: source.WholeRecord, Origin: r.Origin, Reason: "replies.header", Message: message,
				Kept: "nothing of the table", Next: "name the columns: " + strings.Join(Columns, ", ")}, r.Origin)
			continue
		}
		reply, column, message := replyOf(r.Get)
		switch {
		case message != "":
			table.PutReject(out, name, &source.Defect{Scope: source.WholeRecord, Origin: r.Origin, Field: column, Reason: "replies." + column,
				Message: message, Kept: "the other replies", Next: "correct the row and run again"}, r.Origin)
		case isPerson(reply.Who):
			table.PutPerson(out, name, unit, r.Origin)
			table.PutLeftOut(out, name, unit, r.Origin)
		default:
			reply.Origins = []source.Origin{r.Origin}
			record.AddReply(out, reply)
		}
	}
	return nil
}

// header says what is wrong with the names of the columns; "" if nothing is.
func header(columns []string) string {
	for _, c := range columns {
		if slices.Contains(Columns, c) {
			continue
		}
		if best := source.Similar(c, Columns); best != "" && !slices.Contains(columns, best) {
			return fmt.Sprintf("a column is none of a table of replies; %q is missing, and may be meant by it", best)
		}
		return "a column is none of a table of replies"
	}
	for _, c := range Columns {
		if !slices.Contains(columns, c) {
			return fmt.Sprintf("the column %q is missing", c)
		}
	}
	return ""
}

// isPerson says whether a name has the form of a natural person's: what one of these answered is not kept.
func isPerson(name string) bool { return name != "" && record.ListedPerson(name, record.SomePersons) }

// about is what a question is about, without a name that has the form of a natural person's.
func about(s string) string {
	if isPerson(s) {
		return record.Person
	}
	return record.Mask(s)
}

// The most characters of a role, and of a question, an answer and the other texts.
const (
	maxRole = 60
	maxText = 2000
)

var outcomes = []string{"answered", "partly answered", "refused", "no answer"}

// replyOf reads one line; column and message say what is wrong with it first, and message is "" if nothing is.
func replyOf(get func(column string) string) (r record.Reply, column, message string) {
	fail := func(c, format string, a ...any) {
		if message == "" {
			column, message = c, fmt.Sprintf(format, a...)
		}
	}
	text := func(c string) string {
		s := get(c)
		switch {
		case strings.ContainsFunc(s, unicode.IsControl):
			fail(c, "the value holds a control character or a line break")
		case utf8.RuneCountInString(s) > maxText:
			fail(c, "the value is longer than %d characters", maxText)
		}
		return strings.TrimSpace(s)
	}
	need := func(c, what string) string {
		s := text(c)
		if s == "" {
			fail(c, "a value is required here: %s", what)
		}
		return s
	}
	day := func(c string) *table.Date {
		s := text(c)
		if s == "" {
			return nil
		}
		d, err := table.ParseDate(s)
		if err != nil {
			fail(c, "a day is written YYYY-MM-DD; leave it empty where it is not known")
			return nil
		}
		return &d
	}
	r = record.Reply{Who: need("who", "the vendor or body that was asked"), WhoID: text("who_id"), Vendor: text("vendor"), About: about(text("about")),
		Question: record.Mask(need("question", "what was asked")), Asked: day("asked"), Outcome: need("outcome", strings.Join(outcomes, ", ")),
		Answer: record.Mask(text("answer")), Answered: day("answered"), Role: text("role"), Document: record.Mask(text("document")),
		Source: record.Mask(need("source", "where this is from"))}
	came := r.Outcome == "answered" || r.Outcome == "partly answered"
	switch {
	case !slices.Contains(outcomes, r.Outcome):
		fail("outcome", "the value is none of: %s", strings.Join(outcomes, ", "))
	case came && r.Answer == "":
		fail("answer", "an answer came, and its words are missing")
	case came && r.Role == "":
		fail("role", "an answer came: say in what role somebody gave it, such as press office")
	case r.Outcome == "no answer" && (r.Answer != "" || r.Answered != nil || r.Role != ""):
		fail("outcome", "no answer came, and there are an answer, its day or a role: which of the two is right?")
	case r.Asked != nil && r.Answered != nil && *r.Answered < *r.Asked:
		fail("answered", "the answer came before the question")
	case strings.Contains(r.Role, "@") || utf8.RuneCountInString(r.Role) > maxRole || slices.Contains([]string{"yes", "likely"}, record.NewRef(r.Role, "", "", "").Person):
		fail("role", "a role is at most %d characters, such as press office; no name and no address", maxRole)
	}
	return r, column, message
}
