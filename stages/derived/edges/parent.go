package edges

import (
	"cmp"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

const maxParents = 20

// parentsOf writes under each way of naming a part which bodies records say it is a part of.
func parentsOf(in *table.Set, byRef map[record.Ref]*Edge) {
	seen := map[string]bool{}
	for p := range record.Parents.In(in) {
		body := p.Body
		body.Person = ""
		e := byRef[body]
		if e == nil || seen[p.ID] || len(p.Origins) == 0 {
			continue
		}
		seen[p.ID] = true
		i := slices.IndexFunc(e.Parents, func(o Parent) bool { return o.Body == p.Parent && o.As == p.As })
		if i < 0 {
			i = len(e.Parents)
			e.Parents = append(e.Parents, Parent{Body: p.Parent, As: p.As, Origin: p.Origins[0]})
		}
		e.Parents[i].Records++
		if p.Origins[0].Compare(e.Parents[i].Origin) < 0 {
			e.Parents[i].Origin = p.Origins[0]
		}
	}
	for _, e := range byRef {
		slices.SortFunc(e.Parents, Parent.compare)
		e.Parents = e.Parents[:min(len(e.Parents), maxParents)]
	}
}

func (p Parent) compare(o Parent) int {
	return cmp.Or(cmp.Compare(p.Body.Name, o.Body.Name), cmp.Compare(p.Body.Scheme, o.Body.Scheme), cmp.Compare(p.Body.Identifier, o.Body.Identifier),
		cmp.Compare(p.Body.Country, o.Body.Country), cmp.Compare(p.Body.Person, o.Body.Person), cmp.Compare(p.Body.Public, o.Body.Public), cmp.Compare(p.As, o.As))
}
