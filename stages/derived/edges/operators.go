package edges

import (
	"fmt"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/decision"
	"github.com/perimeter-data/perimeter/stages/record"
)

// operators are the numbers of the public bodies that maps name, by the id that the body would have without its number. A map
// gives one body its number on one device and leaves it out on the next.
var operators = pipeline.Narrowed(pipeline.Whole(numbersOf, record.Parties), record.Parties, func(p *record.Party) bool {
	if p.Role != "operator" {
		return false
	}
	*p = record.Party{ID: p.ID, Role: p.Role, Party: p.Party}
	answer, _ := Public(p.Role, p.Party)
	_, code := Trusted(p.Party.Scheme, p.Party.Identifier)
	return answer == "yes" && code != ""
})

// number is a number in a register, and the organisation whose it is.
type number struct{ organisation, scheme, code string }

// numbersOf leaves out a number that is given to names that disagree.
func numbersOf(lists *table.Set) (map[string][]number, error) {
	names := map[string][]string{} // by organisation
	all := map[string][]number{}
	for p := range record.Parties.In(lists) {
		n := number{organisation: ID(p.Party)}
		n.scheme, n.code = Trusted(p.Party.Scheme, p.Party.Identifier)
		if !slices.Contains(names[n.organisation], p.Party.Name) {
			names[n.organisation] = append(names[n.organisation], p.Party.Name)
		}
		if key := ID(record.Ref{Name: p.Party.Name, Country: p.Party.Country, Person: p.Party.Person}); key != "" && !slices.Contains(all[key], n) {
			all[key] = append(all[key], n)
		}
	}
	for key := range all {
		all[key] = slices.DeleteFunc(all[key], func(n number) bool {
			return slices.ContainsFunc(names[n.organisation], func(a string) bool {
				return slices.ContainsFunc(names[n.organisation], func(b string) bool { return !Agree(a, b) })
			})
		})
	}
	return all, nil
}

// join makes a public body without a number the one of its name and country that has one, where there is one alone, no other
// identifier speaks against it, and nobody decided otherwise.
func (b *body) join(numbers []number, r *decision.Rulings) {
	if len(numbers) != 1 || b.parted {
		return
	}
	n := numbers[0]
	if _, ok, err := r.Between([]decision.Key{decision.Key(b.id), decision.NameKey(b.name())}, decision.Key(n.organisation)); ok || err != nil {
		return
	}
	for _, s := range b.spellings {
		for _, e := range s.edges {
			if e.Decision != "" || e.Identifier != "" || !e.public() {
				return
			}
		}
	}
	for _, s := range b.spellings {
		for _, e := range s.edges {
			e.Organisation = n.organisation
			e.For = append(e.For, fmt.Sprintf("one public body alone of this name has a number on the map: %s %s", n.scheme, n.code))
		}
	}
}

// public says that a way of naming is a public body's in all roles in which it stands.
func (e *Edge) public() bool {
	return !slices.ContainsFunc(e.Roles, func(role string) bool {
		answer, _ := Public(role, record.Ref{Name: e.Name, Country: e.Country, Public: e.Public})
		return answer != "yes"
	})
}
