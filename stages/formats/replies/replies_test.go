package replies

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestFormat(t *testing.T) { stagetest.RunFormat(t, Format, []string{"replies", "header"}) }

func FuzzFormat(f *testing.F) { stagetest.FuzzFormat(f, Format, filepath.Join("testdata", "replies")) }

// TestPlanted looks for names, codes and addresses of people in every row.
func TestPlanted(t *testing.T) {
	stagetest.Planted(t, Format, "replies", "fintizi", "ermengarda", "fntrng70e41z999h", "@esempio", "555 0100")
}

// TestRejects holds what each broken line is told.
func TestRejects(t *testing.T) {
	all := stagetest.CheckFormat(t, Format, filepath.Join("testdata", "replies"))
	var got []string
	for r := range table.Rejects.In(all) {
		got = append(got, r.Reason+": "+r.Message)
	}
	slices.Sort(got)
	want := []string{
		"replies.answer: an answer came, and its words are missing",
		"replies.answered: a day is written YYYY-MM-DD; leave it empty where it is not known",
		"replies.answered: the answer came before the question",
		"replies.outcome: no answer came, and there are an answer, its day or a role: which of the two is right?",
		"replies.outcome: the value is none of: answered, partly answered, refused, no answer",
		"replies.role: a role is at most 60 characters, such as press office; no name and no address",
		"replies.role: an answer came: say in what role somebody gave it, such as press office",
		"replies.source: a value is required here: where this is from",
		"replies.who: a value is required here: the vendor or body that was asked",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	kept := 0
	for range record.Replies.In(all) {
		kept++
	}
	if kept != 6 {
		t.Errorf("%d replies, want 6", kept)
	}
}

// TestPersons holds that a line of somebody who bears a person's name leaves no row, with an identifier or without, and that a
// person whom a question or an answer names is named in none of its columns.
func TestPersons(t *testing.T) {
	all := stagetest.CheckFormat(t, Format, filepath.Join("testdata", "replies"))
	persons := 0
	for l := range table.Ledger.In(all) {
		if l.Kind == "natural_person" {
			persons += int(l.Count)
		}
	}
	if persons != 2 {
		t.Errorf("%d lines of persons, want 2", persons)
	}
	got := map[string]record.Reply{}
	for r := range record.Replies.In(all) {
		got[r.Question] = r
	}
	about := got["Who is meant?"]
	if about.About != record.Person || about.Answer != "Ing. […], who left in 2020" || about.Document != "letter of Dott.ssa […]" || about.Source != "talk with Avv. […], 2024" {
		t.Errorf("got %+v", about)
	}
	if asked := got["Did Dott. […] order them?"]; asked.About != record.Person || asked.Who != "Prefettura di Nessunluogo" {
		t.Errorf("got %+v", asked)
	}
}

// A misspelt column does not make a table of replies another kind of document, so that its user is told; other tables are none.
func TestMatch(t *testing.T) {
	for head, want := range map[string]bool{
		strings.Join(Columns, ",") + "\n":        true,
		"who,question,outcom,answer\n":           false,
		"who,question,outcome,awnser\n":          true,
		"left,left_name,right,verdict,role\n":    false,
		"who;question;outcome;answer;source\n":   true,
		"question,answer,source\n":               false,
		`[{"who":"a","question":"b","outcome"}]`: false,
	} {
		if got := Format.Match("replies.csv", source.NewHead([]byte(head))); got != want {
			t.Errorf("%q: %v", head, got)
		}
	}
}
