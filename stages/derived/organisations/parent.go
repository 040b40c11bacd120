package organisations

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/edges"
	"github.com/perimeter-data/perimeter/stages/derived/exceptions"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

const disagree = "the records disagree"

// parent is one organisation that records say a body is a part of.
type parent struct {
	id, scheme, code string // the number is "" where none is trusted
	names            map[string]int64
	as               []string
	origin           source.Origin
}

// partOf says which organisation o is a part of. Records that name two are in conflict, and none is chosen; two codes of
// different registers under one name are no conflict.
func (o *Organisation) partOf(said []edges.Parent, known exceptions.Exceptions, out *table.Set) {
	all := gather(said, func(r record.Ref) string {
		if id := known.ID(r); id != o.ID {
			return id
		}
		return "" // nothing is a part of itself
	})
	if len(all) == 0 {
		return
	}
	for i, p := range all {
		if slices.ContainsFunc(all[:i], func(q *parent) bool { return !p.agrees(q) }) {
			o.ParentBasis = disagree
		}
	}
	if o.ParentBasis == "" {
		o.Parent, o.ParentName, o.ParentScheme, o.ParentIdentifier = all[0].id, all[0].name(), all[0].scheme, all[0].code
		o.ParentBasis = strings.Join(all[0].as, ", ")
		return
	}
	for _, p := range all {
		table.Conflicts.Add(out, table.Conflict{Table: Table.Name, Entity: o.ID, Columns: []string{"parent", "parent_name"},
			Kept: asJSON(map[string]any{"parent": nil, "parent_name": nil}), Other: asJSON(map[string]any{"parent": p.id, "parent_name": p.name()}), Origins: []source.Origin{p.origin}})
	}
}

// gather adds up what is said by organisation: those with a trusted number first, then by register and number, then by id.
func gather(said []edges.Parent, id func(record.Ref) string) (all []*parent) {
	byID := map[string]*parent{}
	for _, s := range said {
		at := id(s.Body)
		if at == "" {
			continue
		}
		p := byID[at]
		if p == nil {
			p = &parent{id: at, names: map[string]int64{}, origin: s.Origin}
			byID[at] = p
			all = append(all, p)
		}
		if scheme, code := edges.Trusted(s.Body.Scheme, s.Body.Identifier); code != "" && (p.code == "" || scheme+":"+code < p.scheme+":"+p.code) {
			p.scheme, p.code = scheme, code
		}
		if s.Body.Name != "" {
			p.names[s.Body.Name] += s.Records
		}
		if !slices.Contains(p.as, s.As) {
			p.as = append(p.as, s.As)
		}
		if s.Origin.Compare(p.origin) < 0 {
			p.origin = s.Origin
		}
	}
	for _, p := range all {
		slices.Sort(p.as)
	}
	slices.SortFunc(all, func(a, b *parent) int {
		if (a.code == "") != (b.code == "") {
			return cmp.Compare(len(b.code), len(a.code))
		}
		return cmp.Or(cmp.Compare(a.scheme, b.scheme), cmp.Compare(a.code, b.code), cmp.Compare(a.id, b.id))
	})
	return all
}

// agrees says that two organisations may both be the parent: they have a name in common, in whatever order of its words, and
// no register tells them apart by its numbers.
func (p *parent) agrees(o *parent) bool {
	if p.code != "" && p.scheme == o.scheme {
		return false
	}
	for a := range p.names {
		for b := range o.names {
			if x := words(a); x != "" && x == words(b) {
				return true
			}
		}
	}
	return false
}

func words(name string) string {
	w := strings.Fields(orgname.Normal(name))
	for i := range w {
		if w[i] == "dept" {
			w[i] = "department"
		}
	}
	slices.Sort(w)
	return strings.Join(w, " ")
}

// name is the one that most records give it, the first in order of those.
func (p *parent) name() (best string) {
	for n, records := range p.names {
		if best == "" || records > p.names[best] || records == p.names[best] && n < best {
			best = n
		}
	}
	return best
}

func asJSON(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}
