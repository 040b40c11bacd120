package edges

import (
	"cmp"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/decision"
	"github.com/perimeter-data/perimeter/stages/identifier"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

const maxOrigins = 100

// spelling is all ways of naming under one key whose normal name, or legal form, is the same: the least that is told apart.
type spelling struct {
	normal  string // of the name; "" for parties without one
	kind    string // of legal form, where the key is a name
	written string // one of its names, for people
	edges   []*Edge
	buys    bool
	at      int // number of its body
}

// derive sees the parties that are one organisation as far as each alone tells.
func derive(in, out *table.Set) error {
	r := rulings.In(in)
	edges := edgesOf(in)
	if len(edges) == 0 {
		return nil
	}
	key, byNumber := edges[0].Key, false
	for _, e := range edges {
		_, code := Trusted(e.Scheme, e.Identifier)
		byNumber = byNumber || code != ""
	}
	all := spellings(edges, byNumber)
	var parted string // what keeps bodies under one key apart
	if byNumber {
		parted = byNames(key, all, r)
	} else {
		parted = byForms(all)
	}
	bodies := map[int][]*spelling{}
	for _, s := range all {
		bodies[s.at] = append(bodies[s.at], s)
	}
	holder := holderOf(bodies, byNumber)
	var apart []*body
	for _, at := range slices.Sorted(keysOf(bodies)) {
		b := &body{spellings: bodies[at], id: key, trusted: byNumber}
		if len(bodies) > 1 && at != holder {
			first := b.spellings[0]
			b.id, b.trusted = source.ID(key, "name", first.normal, first.kind), false
		}
		b.parted = len(bodies) > 1
		apart = append(apart, b)
	}
	for _, b := range apart {
		b.settle(key, byNumber, parted, apart, r)
		if !byNumber {
			b.join(operators.In(in)[key], r)
		}
		for _, s := range b.spellings {
			for _, e := range s.edges {
				Table.Add(out, *e)
			}
		}
	}
	if len(apart) > 1 {
		conflict(out, key, parted, apart)
	}
	return nil
}

func keysOf[V any](m map[int]V) func(func(int) bool) {
	return func(yield func(int) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// edgesOf are the ways of naming, in the order of their ids, each party counted once.
func edgesOf(in *table.Set) []*Edge {
	byRef := map[record.Ref]*Edge{}
	seen := map[string]bool{}
	for p := range record.Parties.In(in) {
		r := p.Party
		r.Person = "" // it is none
		e := byRef[r]
		if e == nil {
			e = &Edge{ID: source.ID("edge", r.Name, r.Scheme, r.Identifier, r.Country, r.Public), Key: ID(p.Party),
				Name: r.Name, Scheme: r.Scheme, Identifier: r.Identifier, Country: r.Country, Public: r.Public}
			byRef[r] = e
		}
		for _, o := range p.Origins {
			e.Origins = First(e.Origins, o)
		}
		if seen[p.ID] { // the same party in another document
			continue
		}
		seen[p.ID] = true
		e.Parties++
		if Buys(p.Role) {
			e.Buyers++
		}
		if !slices.Contains(e.Roles, p.Role) {
			e.Roles = append(e.Roles, p.Role)
		}
	}
	parentsOf(in, byRef)
	var all []*Edge
	for _, e := range byRef {
		slices.Sort(e.Roles)
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b *Edge) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

// Buys says that a role is that of the one who buys.
func Buys(role string) bool { return role == "buyer" || role == "procuringEntity" }

// First keeps the least maxOrigins origins, in order.
func First(kept []source.Origin, o source.Origin) []source.Origin {
	i, found := slices.BinarySearchFunc(kept, o, source.Origin.Compare)
	if found || i == maxOrigins {
		return kept
	}
	kept = slices.Insert(kept, i, o)
	return kept[:min(len(kept), maxOrigins)]
}

// Spelling is what tells parties under one key apart: the normal name under a number, the kind of legal form under a name.
func Spelling(r record.Ref) string {
	if _, code := Trusted(r.Scheme, r.Identifier); code != "" {
		if n := orgname.Normal(r.Name); !identifier.Nothing(n) {
			return n
		}
		return ""
	}
	return orgname.Normal(r.Name) + " " + kindOf(r.Name, r.Country)
}

func (e *Edge) ref() record.Ref {
	return record.Ref{Name: e.Name, Scheme: e.Scheme, Identifier: e.Identifier, Country: e.Country}
}

func spellings(edges []*Edge, byNumber bool) (all []*spelling) {
	for _, e := range edges {
		normal, kind := Spelling(e.ref()), ""
		if !byNumber {
			normal, kind = orgname.Normal(e.Name), kindOf(e.Name, e.Country)
		}
		i := slices.IndexFunc(all, func(s *spelling) bool { return s.normal == normal && s.kind == kind })
		if i < 0 {
			i = len(all)
			all = append(all, &spelling{normal: normal, kind: kind, written: e.Name})
		}
		s := all[i]
		s.edges, s.buys = append(s.edges, e), s.buys || e.Buyers > 0
		if e.Name < s.written {
			s.written = e.Name
		}
	}
	slices.SortFunc(all, func(a, b *spelling) int {
		return cmp.Or(cmp.Compare(a.normal, b.normal), cmp.Compare(a.kind, b.kind))
	})
	for i, s := range all {
		s.at = i
	}
	return all
}

// byNames makes bodies of the names under one number: names that agree are one body, and those under which it buys, for a
// buyer's number is its own, whatever office it names. Decisions override both.
func byNames(key string, all []*spelling, r *decision.Rulings) string {
	id := decision.Key(key)
	known := map[[2]*spelling]string{} // each pair is asked for again and again
	decided := func(a, b *spelling) string {
		verdict, ok := known[[2]*spelling{a, b}]
		if ok {
			return verdict
		}
		d, ok := r.Inside(id, a.written, b.written)
		switch {
		case ok && d.Verdict == decision.Same:
			verdict = decision.Same
		case ok || a.buys && b.buys && otherBody(a.written, b.written):
			verdict = decision.Different
		}
		known[[2]*spelling{a, b}] = verdict
		return verdict
	}
	// What two names say, in the order in which it counts.
	for _, verdict := range []string{decision.Same, ""} {
		for i, a := range all {
			for _, b := range all[:i] {
				if a.at == b.at || a.normal == "" || b.normal == "" || decided(a, b) != verdict || verdict == "" && !a.near(b) {
					continue
				}
				if !forbidden(all, a.at, b.at, decided) {
					unite(all, a.at, b.at)
				}
			}
		}
	}
	if nameless := all[0]; nameless.normal == "" { // it is whoever the number's is, if that is one
		bodies := map[int]bool{}
		for _, s := range all[1:] {
			bodies[s.at] = true
		}
		if len(bodies) == 1 {
			nameless.at = all[1].at
		}
	}
	for i, a := range all {
		for _, b := range all[:i] {
			if d, ok := r.Inside(id, a.written, b.written); ok && d.Verdict != decision.Same {
				return "it was decided that bodies under the number are not the same"
			}
		}
	}
	return "names that disagree stand under the number"
}

// near says that two names under one number may be one body's.
func (s *spelling) near(o *spelling) bool {
	return s.buys && o.buys || Agree(s.written, o.written) || spelledOtherwise(s.written, o.written)
}

// otherBody says that two names are those of public bodies of one kind, such as two towns.
func otherBody(a, b string) bool {
	x, kind := orgname.Public(a, "")
	y, other := orgname.Public(b, "")
	return x && y && kind == other && !Agree(a, b)
}

// forbidden says that two bodies have names of which it was decided that they are not one body's. A third name that is close
// to both stays apart from both, for which of them it is is not known: order must not tell.
func forbidden(all []*spelling, x, y int, decided func(a, b *spelling) string) bool {
	for _, a := range all {
		for _, b := range all {
			if a.at != x || b.at != y {
				continue
			}
			if decided(a, b) == decision.Different {
				return true
			}
			for _, c := range all {
				if c != a && c != b && decided(b, c) == decision.Different && a.near(c) && decided(a, b) == "" {
					return true
				}
				if c != a && c != b && decided(a, c) == decision.Different && b.near(c) && decided(a, b) == "" {
					return true
				}
			}
		}
	}
	return false
}

func unite(all []*spelling, a, b int) {
	for _, s := range all {
		if s.at == max(a, b) {
			s.at = min(a, b)
		}
	}
}

// byForms makes bodies of namesakes without a number: those of different kinds of legal form are different companies, and
// which of them one without a form is is not known. Where one kind alone is named, those without a form are that one.
func byForms(all []*spelling) string {
	told := 0
	for _, s := range all {
		if s.kind != "" {
			told++
		}
	}
	if told < 2 {
		for _, s := range all {
			s.at = 0
		}
	}
	return "namesakes of different legal forms are different companies"
}

// holderOf is the body whose number it is: the one that buys under it, if one alone does. Without a number it is the one of no
// legal form.
func holderOf(bodies map[int][]*spelling, byNumber bool) int {
	holder := -1
	for at, spellings := range bodies {
		for _, s := range spellings {
			if byNumber && s.buys || !byNumber && s.kind == "" {
				if holder >= 0 && holder != at {
					return -1
				}
				holder = at
			}
		}
	}
	return holder
}
