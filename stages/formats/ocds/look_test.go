package ocds

import (
	"fmt"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func newDrafts(t *testing.T) *table.Set {
	out := table.NewSet("", table.DefaultBudget, drafts, knowns, record.Publications)
	t.Cleanup(func() { out.Close() })
	return out
}

func ocidsIn(out *table.Set) (all []string) {
	for d := range drafts.In(out) {
		all = append(all, d.OCID)
	}
	return all
}

// TestLookFails holds that a record at which the parser fails is the one that is blamed, and that the others are read without it.
func TestLookFails(t *testing.T) {
	usual := envelope
	t.Cleanup(func() { envelope = usual })
	failing := envelopeShape()
	failing.fields["url"] = &shape{fields: fields{}, numbered: []*shape{}} // no name has a number there
	envelope = failing
	read := func(out *table.Set, refused map[source.Origin]*source.Defect) (at source.Origin, known bool) {
		doc := &source.Document{Digest: "x", Refused: refused,
			Body: strings.NewReader("{\"ocid\":\"a\",\"id\":\"1\"}\n{\"ocid\":\"b\",\"id\":\"2\",\"url\":{\"id\":1}}\n{\"ocid\":\"c\",\"id\":\"3\"}\n")}
		defer func() {
			if recover() != nil {
				at, known = doc.Unit()
			}
		}()
		if err := readDocument(doc, out); err != nil {
			t.Fatal(err)
		}
		return at, false
	}
	at, known := read(newDrafts(t), nil)
	if !known || at.Fragment != "line=2" {
		t.Fatalf("the record at %q is blamed (%v), want line=2", at.Fragment, known)
	}
	out := newDrafts(t)
	if at, known := read(out, map[source.Origin]*source.Defect{at: {Scope: source.WholeRecord, Origin: at, Reason: "panic"}}); known {
		t.Errorf("the record at %q fails again", at.Fragment)
	}
	if got := fmt.Sprint(ocidsIn(out)); got != "[a c]" {
		t.Errorf("%s are read, want [a c]", got)
	}
}

// TestLookedAtOnce holds that what was read of a record while it was checked is never taken for the next one, of which look may not have
// been asked.
func TestLookedAtOnce(t *testing.T) {
	for _, refused := range []bool{false, true} {
		out := newDrafts(t)
		u := units{memo: memoOf(out), out: out, told: record.People{}}
		next := func(ocid string) source.Value {
			return source.Value{Origin: source.Origin{Digest: "x", Fragment: ocid}, Raw: fmt.Appendf(nil, `{"ocid":%q,"id":"1"}`, ocid)}
		}
		a, b, want := next("a"), next("b"), "[a b]"
		if n := u.look(source.Checked(a.Raw), 0); n == 0 || u.tree == nil {
			t.Fatal("the record is not known at a glance")
		}
		why := error(nil)
		if refused {
			why, want = source.AsDefect(fmt.Errorf("it is refused"), a.Origin), "[b]"
		}
		if err := u.read(a, why); err != why {
			t.Error(err)
		}
		if err := u.read(b, nil); err != nil {
			t.Error(err)
		}
		if got := fmt.Sprint(ocidsIn(out)); got != want {
			t.Errorf("refused %v: %s are read, want %s", refused, got, want)
		}
	}
}
