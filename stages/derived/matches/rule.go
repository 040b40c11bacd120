package matches

import (
	"errors"
	"slices"

	"github.com/perimeter-data/perimeter/stages/decision"
	"github.com/perimeter-data/perimeter/stages/derived/exceptions"
	"github.com/perimeter-data/perimeter/stages/record"
)

// search is what a key of the stage looks with.
type search struct {
	*Index
	known   exceptions.Exceptions
	rulings *decision.Rulings
	err     error // decisions that contradict each other
}

// relations are what a verdict makes of a match: different leaves all but the same entity.
var relations = map[string]string{decision.Same: "same entity", decision.Family: "family", decision.Brand: "brand", decision.Rebrand: "rebrand", decision.Not: None}

// between is the decision about something found and a vendor.
func (ix *search) between(keys []decision.Key, vendor string) (record.Decision, bool) {
	v := ix.vendors[vendor]
	d, ok, err := ix.rulings.Between(keys, decision.Key(vendor), decision.NameKey(v.Name), decision.NameKey(v.Legal))
	ix.err = errors.Join(ix.err, err)
	return d, ok && err == nil
}

// rule makes of a match what was decided.
func (ix *search) rule(m *Match, keys []decision.Key) {
	if ix.rulings.Empty() {
		return
	}
	d, ok := ix.between(keys, m.Vendor)
	if !ok {
		return
	}
	m.Decision = d.ID
	m.Listed = union(m.Listed, []string{listed(d.Origins)})
	relation := relations[d.Verdict]
	if d.Verdict == decision.Different && m.Relation == "same entity" {
		relation = None
	}
	if relation != "" { // what was not decided is as sure as before
		m.Relation, m.Certainty = relation, decision.Certainty
	}
	if relation == None || relation == "" {
		m.Against = append(slices.Clone(m.Against), decision.Reason(d))
	} else {
		m.For = append(slices.Clone(m.For), decision.Reason(d))
	}
}
