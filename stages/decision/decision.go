// Package decision applies what people decided of organisations and vendors: which are one, which are not, and what one is of
// the other. A decision overrides what names say. Decisions that cannot all hold are refused, never weighed against each other.
package decision

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages/identifier"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

// The verdicts.
const (
	Same      = "same"
	Different = "different"
	Family    = "family"
	Brand     = "brand"
	Rebrand   = "rebrand"
	Not       = "not"
)

// Verdicts are all of them, in the order in which they are explained.
var Verdicts = []string{Same, Different, Family, Brand, Rebrand, Not}

// Certainty is the word for what rests on a decision.
const Certainty = "decided by a person"

// Key names one side of a decision: an id, or a name where the line gives no id.
type Key string

// IDKey is the key of an id: of an organisation, a vendor, a purchase, … A number of a register, as SCHEME:IDENTIFIER, is the
// organisation's that has it.
func IDKey(id string) Key {
	if scheme, code, ok := strings.Cut(id, ":"); ok {
		n := identifier.Read(scheme, code)
		return Key(source.ID("organisation", n.Scheme, n.Code))
	}
	return Key(id)
}

// NameKey is the key of a name, "" where normalising it leaves nothing.
func NameKey(name string) Key {
	if n := orgname.Normal(name); n != "" {
		return Key("=" + n)
	}
	return ""
}

// within is the key of a name among those under one id.
func within(id Key, name string) Key { return id + NameKey(name) }

// sides are the keys of a decision. Where both sides have one id, their names under it are meant.
func sides(d record.Decision) (left, right Key) {
	left, right = side(d.Left, d.LeftName), side(d.Right, d.RightName)
	if left == right && d.Left != "" {
		return within(left, d.LeftName), within(right, d.RightName)
	}
	return left, right
}

func side(id, name string) Key {
	if id != "" {
		return IDKey(id)
	}
	return NameKey(name)
}

// Rulings are decisions, ready to be asked.
type Rulings struct {
	root   map[Key]Key // of what is one by decision
	leader map[Key]Key // of a root: the id that stands for all
	pairs  map[[2]Key]record.Decision
	same   map[Key]record.Decision // by key: a decision that makes it one with another
	rights map[Key][]Key           // by root: what is on the other side of its decisions
}

// Contradiction is decisions that cannot all hold.
type Contradiction struct{ Decisions []record.Decision }

func (c *Contradiction) Error() string {
	var lines []string
	for _, d := range c.Decisions {
		lines = append(lines, Words(d))
	}
	return "decisions contradict each other: " + strings.Join(lines, "; ")
}

// Words are a decision in words.
func Words(d record.Decision) string {
	say := func(id, name string) string {
		switch {
		case name == "":
			return id
		case id == "":
			return fmt.Sprintf("%q", name)
		}
		return fmt.Sprintf("%q (%s)", name, id)
	}
	verdict := map[string]string{Same: "is the same as", Different: "is not the same as", Family: "is of the family of", Brand: "is a brand of", Rebrand: "is a rebrand of", Not: "is not"}[d.Verdict]
	return say(d.Left, d.LeftName) + " " + verdict + " " + say(d.Right, d.RightName)
}

// Reason is a decision as a reason for or against.
func Reason(d record.Decision) string {
	day := "an unknown day"
	if d.When != nil {
		day = d.When.String()
	}
	return fmt.Sprintf("decided on %s: %s (%s)", day, Words(d), d.Why)
}

// New puts decisions together. It fails with a *Contradiction.
func New(all []record.Decision) (*Rulings, error) {
	r := &Rulings{map[Key]Key{}, map[Key]Key{}, map[[2]Key]record.Decision{}, map[Key]record.Decision{}, map[Key][]Key{}}
	all = slices.DeleteFunc(slices.Clone(all), func(d record.Decision) bool { // of a name that says nothing, nothing is decided
		a, b := sides(d)
		return a == "" || b == ""
	})
	slices.SortFunc(all, func(a, b record.Decision) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(Words(a), Words(b)))
	})
	for _, d := range all {
		if d.Verdict != Same {
			continue
		}
		a, b := sides(d)
		r.join(a, b)
		for _, k := range []Key{a, b} {
			if _, known := r.same[k]; !known {
				r.same[k] = d
			}
		}
	}
	for k := range r.root {
		root := r.find(k)
		if old, known := r.leader[root]; !known || less(k, old) {
			r.leader[root] = k
		}
	}
	for _, d := range all {
		if d.Verdict == Same {
			continue
		}
		left, right := sides(d)
		a, b := r.find(left), r.find(right)
		if a == b {
			return nil, &Contradiction{append(r.path(left, right, all), d)}
		}
		for _, pair := range [][2]Key{{a, b}, {b, a}} {
			old, known := r.pairs[pair]
			if known && old.Verdict != d.Verdict {
				return nil, &Contradiction{[]record.Decision{old, d}}
			}
			if !known {
				r.pairs[pair] = d
				r.rights[pair[0]] = append(r.rights[pair[0]], pair[1])
			}
		}
	}
	return r, nil
}

// less puts ids before names, so that an id stands for what is one.
func less(a, b Key) bool {
	if x, y := strings.HasPrefix(string(a), "="), strings.HasPrefix(string(b), "="); x != y {
		return y
	}
	return a < b
}

func (r *Rulings) find(k Key) Key {
	up, known := r.root[k]
	for known && up != k {
		k = up
		up, known = r.root[k]
	}
	return k
}

func (r *Rulings) join(a, b Key) {
	for _, k := range []Key{a, b} {
		if _, known := r.root[k]; !known {
			r.root[k] = k
		}
	}
	if a, b = r.find(a), r.find(b); a != b {
		r.root[max(a, b)] = min(a, b)
	}
}

// path is a shortest chain of decisions that makes a and b one.
func (r *Rulings) path(a, b Key, all []record.Decision) (chain []record.Decision) {
	type step struct {
		from Key
		by   record.Decision
	}
	came := map[Key]step{a: {}}
	for queue := []Key{a}; len(queue) > 0; queue = queue[1:] {
		for _, d := range all {
			x, y := sides(d)
			if d.Verdict != Same || x != queue[0] && y != queue[0] {
				continue
			}
			next := x
			if x == queue[0] {
				next = y
			}
			if _, seen := came[next]; !seen {
				came[next] = step{queue[0], d}
				queue = append(queue, next)
			}
		}
	}
	for k := b; k != a; {
		s, ok := came[k]
		if !ok {
			break
		}
		chain = append(chain, s.by)
		k = s.from
	}
	slices.Reverse(chain)
	return chain
}

// One is the key that stands for all that is one with any of the keys by decision, and such a decision; ok is false where none
// speaks of them. Keys come the surest first, and the first of which a decision speaks counts.
func (r *Rulings) One(keys ...Key) (leader Key, by record.Decision, ok bool) {
	for _, k := range keys {
		if _, known := r.root[k]; known {
			return r.leader[r.find(k)], r.same[k], true
		}
	}
	return "", record.Decision{}, false
}

// Between is the decision about two sides, each of which may go by several keys.
func (r *Rulings) Between(left []Key, right ...Key) (by record.Decision, ok bool, err error) {
	for _, a := range left {
		for _, b := range right {
			d, found := r.direct(a, b)
			if found && ok && d.Verdict != by.Verdict {
				return d, true, &Contradiction{[]record.Decision{by, d}}
			}
			if found && !ok {
				by, ok = d, true
			}
		}
	}
	return by, ok, nil
}

func (r *Rulings) direct(a, b Key) (record.Decision, bool) {
	if a == "" || b == "" || a == b {
		return record.Decision{}, false
	}
	x, y := r.find(a), r.find(b)
	if x == y {
		return r.same[a], true
	}
	d, ok := r.pairs[[2]Key{x, y}]
	return d, ok
}

// Inside is the decision about two names under one id.
func (r *Rulings) Inside(id Key, a, b string) (record.Decision, bool) {
	return r.direct(within(id, a), within(id, b))
}

// Empty says that nothing was decided.
func (r *Rulings) Empty() bool { return len(r.root) == 0 && len(r.pairs) == 0 }

// Beside are the keys about which something was decided together with any of the given ones, in order.
func (r *Rulings) Beside(keys ...Key) (all []Key) {
	add := func(k Key) {
		if !slices.Contains(all, k) && !slices.Contains(keys, k) {
			all = append(all, k)
		}
	}
	for _, k := range keys {
		root := r.find(k)
		for _, o := range r.rights[root] {
			for _, m := range r.members(o) {
				add(m)
			}
		}
		for _, m := range r.members(root) {
			add(m)
		}
	}
	slices.Sort(all)
	return all
}

// members are the keys that are one with a root.
func (r *Rulings) members(root Key) []Key {
	all := []Key{root}
	for k := range r.root {
		if k != root && r.find(k) == root {
			all = append(all, k)
		}
	}
	return all
}
