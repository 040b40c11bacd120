package edges

import (
	"cmp"
	"encoding/json"
	"fmt"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/decision"
	"github.com/perimeter-data/perimeter/stages/identifier"
	"github.com/perimeter-data/perimeter/stages/record"
)

// body is an organisation in the making.
type body struct {
	spellings []*spelling
	id        string
	trusted   bool // its number is
	parted    bool // others stand under the same number or name
}

func (b *body) name() string { return b.spellings[0].written }

// settle says of each way of naming the body which organisation it is, and why.
func (b *body) settle(key string, byNumber bool, parted string, apart []*body, r *decision.Rulings) {
	keys := []decision.Key{decision.Key(b.id)}
	if !byNumber {
		keys = append(keys, decision.NameKey(b.name()))
	}
	leader, by, decided := r.One(keys...)
	others := ""
	for _, o := range apart {
		if o != b && others == "" {
			others = o.name()
		}
	}
	for _, s := range b.spellings {
		for _, e := range s.edges {
			n := identifier.Read(e.Scheme, e.Identifier)
			e.Organisation = b.id
			switch {
			case byNumber && b.trusted && (!b.parted || s.buys):
				e.Rule, e.Certainty = "identifier", "identifier match"
				e.For = append(e.For, fmt.Sprintf("it carries the number %s %s", n.Scheme, n.Code))
				if n.Check == "right" {
					e.For = append(e.For, "the check digits of the number are right")
				}
			case byNumber:
				e.Rule, e.Certainty = "name under a number that is not trusted", "possible name match"
				e.Doubt = "documents give the number to bodies whose names disagree"
				e.For = append(e.For, "names that agree stand under one number")
				e.Against = append(e.Against, fmt.Sprintf("the number %s %s is not trusted: it is also given to %s", n.Scheme, n.Code, others))
			default:
				e.Rule, e.Certainty = "name", "possible name match"
				e.For = append(e.For, "parties of one name (but for case, accents, punctuation and legal form) are taken for one organisation")
				if e.Country != "" {
					e.Certainty = "strong name match"
					e.For = append(e.For, "the country is the same ("+e.Country+")")
				} else {
					e.Against = append(e.Against, "no country is named")
				}
				e.Against = append(e.Against, "no identifier that can be trusted is given; another body may have the same name")
				if e.Identifier != "" {
					e.Doubt = n.Doubt
					e.Against = append(e.Against, "an identifier is given and not trusted: "+n.Doubt)
				}
			}
			if b.parted && !byNumber {
				e.Against = append(e.Against, fmt.Sprintf("%s: %s", parted, others))
			}
			if decided {
				e.Rule, e.Certainty, e.Decision = "decision", decision.Certainty, by.ID
				e.For = append(e.For, decision.Reason(by))
				e.Organisation = string(leader)
				if leader[0] == '=' {
					e.Organisation = source.ID("organisation", "decided", string(leader))
				}
			}
			if d, ok := inside(key, s, b.spellings, r); ok && e.Decision == "" {
				e.Rule, e.Certainty, e.Decision = "decision", decision.Certainty, d.ID
				e.For = append(e.For, decision.Reason(d))
			}
		}
	}
	if d, ok := b.different(key, apart, r); ok {
		for _, s := range b.spellings {
			for _, e := range s.edges {
				e.Decision = cmp.Or(e.Decision, d.ID)
				e.Against = append(e.Against, decision.Reason(d))
			}
		}
	}
}

// inside is a decision that makes the name one with another name of the body under its number.
func inside(key string, s *spelling, all []*spelling, r *decision.Rulings) (record.Decision, bool) {
	for _, o := range all {
		if d, ok := r.Inside(decision.Key(key), s.written, o.written); ok && o != s && d.Verdict == decision.Same {
			return d, true
		}
	}
	return record.Decision{}, false
}

// different is a decision that keeps the body apart from another under its number.
func (b *body) different(key string, apart []*body, r *decision.Rulings) (record.Decision, bool) {
	for _, o := range apart {
		for _, x := range o.spellings {
			for _, y := range b.spellings {
				if d, ok := r.Inside(decision.Key(key), x.written, y.written); ok && o != b && d.Verdict != decision.Same {
					return d, true
				}
			}
		}
	}
	return record.Decision{}, false
}

// conflict keeps what was not made one, and why.
func conflict(out *table.Set, key, why string, apart []*body) {
	first := apart[0]
	for _, b := range apart[1:] {
		e := b.spellings[0].edges[0]
		table.Conflicts.Add(out, table.Conflict{Table: "organisations", Entity: first.spellings[0].edges[0].Organisation, Columns: []string{"id", "name"},
			Kept: said(first, ""), Other: said(b, why), Origins: e.Origins[:min(len(e.Origins), 1)]})
	}
}

func said(b *body, why string) string {
	e := b.spellings[0].edges[0]
	m := map[string]string{"id": e.Organisation, "name": b.name()}
	if e.Identifier != "" {
		m["identifier"] = e.Scheme + " " + e.Identifier
	}
	if why != "" {
		m["why"] = why
	}
	text, err := json.Marshal(m)
	if err != nil {
		panic(err)
	}
	return string(text)
}
