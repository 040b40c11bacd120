package decision

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/stages/record"
)

// decide reads "left verdict right": an id, or a name after a =, or both.
func decide(lines ...string) (all []record.Decision) {
	for _, l := range lines {
		f := strings.Split(l, " | ")
		left, leftName, _ := strings.Cut(f[0], "=")
		right, rightName, _ := strings.Cut(f[2], "=")
		all = append(all, record.Decision{ID: l, Left: left, LeftName: leftName, Right: right, RightName: rightName, Verdict: f[1], Why: "a test"})
	}
	return all
}

func TestContradictions(t *testing.T) {
	for _, c := range []struct {
		lines []string
		shown string // the decisions that cannot all hold, in order; "" where all can
	}{
		{[]string{"a | same | b", "b | same | c", "d | different | a"}, ""},
		{[]string{"a | same | b", "a | same | b"}, ""},
		{[]string{"a | not | v", "b | family | v"}, ""},
		{[]string{"a | different | b", "b | different | a"}, ""},
		{[]string{"a | same | b", "a | different | b"}, "a | same | b; a | different | b"},
		{[]string{"a | same | b", "b | same | c", "c | same | d", "d | different | a"}, "a | same | b; b | same | c; c | same | d; d | different | a"},
		{[]string{"a | family | v", "a | not | v"}, "a | family | v; a | not | v"},
		{[]string{"a | same | b", "a | family | v", "b | not | v"}, "a | family | v; b | not | v"},
		{[]string{"a | same | v", "a | same | w", "v | different | w"}, "a | same | v; a | same | w; v | different | w"},
		{[]string{"=Alder Ltd | same | =Beech Ltd", "=ALDER LIMITED | different | =beech ltd."}, "=Alder Ltd | same | =Beech Ltd; =ALDER LIMITED | different | =beech ltd."},
		{[]string{"IT-VAT:IT00999000011 | same | a", "IT-CF:00999000011 | not | a"}, "IT-VAT:IT00999000011 | same | a; IT-CF:00999000011 | not | a"},
		{[]string{"n=Alder | same | n=Beech", "n=Beech | same | n=Cedar", "n=Alder | different | n=Cedar"}, "n=Alder | same | n=Beech; n=Beech | same | n=Cedar; n=Alder | different | n=Cedar"},
		{[]string{"n=Alder | different | n=Beech", "n | same | m"}, ""},
	} {
		_, err := New(decide(c.lines...))
		var contradiction *Contradiction
		if c.shown == "" {
			if err != nil {
				t.Errorf("%v: %v", c.lines, err)
			}
			continue
		}
		if !errors.As(err, &contradiction) {
			t.Errorf("%v: no contradiction", c.lines)
			continue
		}
		shown := map[string]bool{}
		for _, d := range contradiction.Decisions {
			shown[d.ID] = true
		}
		for want := range strings.SplitSeq(c.shown, "; ") {
			if !shown[want] {
				t.Errorf("%v: %v does not show %s", c.lines, err, want)
			}
		}
		if n := len(strings.Split(c.shown, "; ")); n != len(contradiction.Decisions) {
			t.Errorf("%v: shows %d decisions, want %d", c.lines, len(contradiction.Decisions), n)
		}
	}
}

// TestOrder holds that the order in which decisions stand changes nothing.
func TestOrder(t *testing.T) {
	lines := []string{"b | same | a", "c | same | b", "=Alder Ltd | same | c", "d | different | a", "e | family | v", "f | same | e", "n=X | different | n=Y"}
	ask := func(all []record.Decision) string {
		r, err := New(all)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, k := range []Key{"a", "b", "c", "d", "e", "f", NameKey("alder limited"), "z"} {
			leader, by, ok := r.One(k)
			d, found, err := r.Between([]Key{k}, "v", "d")
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, string(leader), by.ID, d.ID)
			if !ok && leader != "" || !found && d.ID != "" {
				t.Error("an answer without a decision")
			}
		}
		d, _ := r.Inside("n", "Y", "X")
		return strings.Join(append(out, d.ID), " / ")
	}
	all := decide(lines...)
	want := ask(all)
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		if got := ask(all); got != want {
			t.Fatalf("%s\n%s", want, got)
		}
	}
	if r, _ := New(all); r.Empty() {
		t.Error("nothing decided")
	}
	r, err := New(nil)
	if _, _, ok := r.One("a"); ok || err != nil || !r.Empty() {
		t.Error("something decided")
	}
}

// TestLeader: an id stands for what is one before a name does, whatever their order.
func TestLeader(t *testing.T) {
	r, err := New(decide("=Alder Ltd | same | =Beech Ltd", "=Beech Ltd | same | zz"))
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []Key{NameKey("Alder"), NameKey("BEECH LTD"), "zz"} {
		if leader, _, ok := r.One("unknown", k); !ok || leader != "zz" {
			t.Errorf("%s: %s", k, leader)
		}
	}
	if _, ok, err := r.Between([]Key{"zz"}, NameKey("alder")); !ok || err != nil {
		t.Error("what is one by way of a third is not one")
	}
	d := decide("zz=Alder | not | =Beech")[0]
	if got := Words(d); got != `"Alder" (zz) is not "Beech"` {
		t.Error(got)
	}
	if got := Reason(d); got != `decided on an unknown day: "Alder" (zz) is not "Beech" (a test)` {
		t.Error(got)
	}
}
