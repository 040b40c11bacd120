package main

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/stages/decision"
)

// questions are what a person may decide, in the order in which it matters: whether a supplier is a vendor's, what else was
// found with little certainty, names under one number, namesakes.
func (d *data) questions() ([]question, error) {
	var all []question
	for _, ask := range []func() ([]question, error){d.uncertainMatches, d.sharedNumbers, d.namesakes} {
		more, err := ask()
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	return all, nil
}

// uncertainMatches asks of each pair of what was found and a vendor once.
func (d *data) uncertainMatches() (all []question, err error) {
	var found []row
	subjects := map[string]bool{}
	err = d.each("matches", func(m row) error {
		if m.get("certainty") == "possible name match" && m.get("decision") == "" && m.get("relation") != "none" {
			found = append(found, m)
			subjects[m.get("subject")] = true
		}
		return nil
	})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	purchases := map[string]row{}
	err = d.each("purchases", func(p row) error {
		if subjects[p.id] {
			purchases[p.id] = p
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	said := map[string]string{} // by claim, the words of the text
	err = d.each("claims", func(c row) error {
		if subjects[c.id] {
			said[c.id] = c.get("quote")
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	paths, err := d.paths(nil)
	if err != nil {
		return nil, err
	}
	seen := map[[2]string]bool{}
	for _, m := range found {
		q := question{head: "possible name match", left: m.get("subject"), leftName: m.get("found"), right: m.get("vendor"), rightName: m.get("vendor_name"),
			reasonsFor: m.all("reasons_for"), against: m.all("reasons_against"), verdicts: []string{decision.Same, decision.Family, decision.Brand, decision.Rebrand, decision.Not}}
		what := m.get("quote")
		if m.get("channel") == "supplier" {
			for _, s := range purchases[m.get("subject")].lists["suppliers"] {
				if name := s.get("name"); name != "" && strings.HasPrefix(name, m.get("quote")) {
					q.left, q.leftName = s.get("id"), name
					what = strings.TrimSpace(name + " " + s.get("scheme") + " " + s.get("identifier") + " " + s.get("country"))
					break
				}
			}
		}
		if pair := [2]string{cmp.Or(q.left, q.leftName), q.right}; !seen[pair] {
			seen[pair] = true
			q.lines = [][2]string{{"In the data", what}, {"Channel", m.get("channel")}, {"Vendor", m.get("vendor_name") + ", by relation: " + m.get("relation")}}
			if text := said[m.get("subject")]; text != "" {
				q.lines = append(q.lines, [2]string{"The text says", text})
			}
			if p := purchases[m.get("subject")]; p.id != "" {
				q.lines = append(q.lines, [2]string{"Bought", strings.TrimSpace(p.get("title") + " — " + p.get("buyer.name"))})
			}
			if len(m.origins) > 0 {
				o := m.origins[0]
				where := o.Fragment
				if p := paths[o.Digest]; len(p) > 0 {
					where = p[0].get("path") + " " + where
				}
				q.lines = append(q.lines, [2]string{"Read at", where})
			}
			all = append(all, q)
		}
	}
	return all, nil
}

// sharedNumbers asks of names that stand under one number, as bodies of their own, whether they are one: the first of them
// beside each other.
func (d *data) sharedNumbers() (all []question, err error) {
	byKey := map[string]map[string]row{} // by organisation
	err = d.each("organisation_edges", func(e row) error {
		if e.get("identifier_doubt") == "" || e.get("name") == "" || !strings.HasPrefix(e.get("rule"), "name under") {
			return nil
		}
		k := e.get("key")
		if byKey[k] == nil {
			byKey[k] = map[string]row{}
		}
		if old, known := byKey[k][e.get("organisation")]; !known || e.get("name") < old.get("name") {
			byKey[k][e.get("organisation")] = e
		}
		return nil
	})
	if err != nil || len(byKey) == 0 {
		return nil, err
	}
	err = d.each("organisation_edges", func(e row) error { // the body whose number it is
		k := e.get("key")
		if byKey[k] == nil || e.get("organisation") != k || e.get("name") == "" {
			return nil
		}
		if old, known := byKey[k][k]; !known || e.number("parties") > old.number("parties") {
			byKey[k][k] = e
		}
		return nil
	})
	for _, k := range slices.Sorted(maps.Keys(byKey)) {
		var names []row
		for _, o := range slices.Sorted(maps.Keys(byKey[k])) {
			names = append(names, byKey[k][o])
		}
		slices.SortStableFunc(names, func(a, b row) int { return cmp.Compare(b.number("parties"), a.number("parties")) })
		for _, other := range names[1:] {
			first := names[0]
			number := first.get("scheme") + ":" + first.get("identifier")
			all = append(all, question{head: "one number, names that disagree", left: number, leftName: first.get("name"), right: number, rightName: other.get("name"),
				lines:    [][2]string{{"Number", number}, {"One name", first.get("name")}, {"Another", other.get("name")}},
				against:  []string{"the names have no word in common that is not everybody's"},
				verdicts: []string{decision.Same, decision.Different}})
		}
	}
	return all, err
}

// namesakes asks of organisations of one name whether they are one.
func (d *data) namesakes() (all []question, err error) {
	err = d.each("namesakes", func(p row) error {
		all = append(all, question{head: "namesakes", left: p.get("left"), leftName: p.get("left_name"), right: p.get("right"), rightName: p.get("right_name"),
			lines:   [][2]string{{"One", p.get("left_name") + ", no number that is trusted"}, {"Another", p.get("right_name") + ", " + p.get("right_number")}, {"Country", orUnknown(p.get("country"))}},
			against: []string{p.get("why")}, verdicts: []string{decision.Same, decision.Different}})
		return nil
	})
	return all, err
}
