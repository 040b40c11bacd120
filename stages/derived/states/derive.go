package states

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/things"
	"github.com/perimeter-data/perimeter/stages/record"
)

// key is what makes one row of an account's states, or of an entry's.
type key struct {
	of, function, state, basis, day string
	refused                         bool
}

// derive sees one account and what its document says, or one model: the entries of catalogues, and who has such a device.
func derive(in, out *table.Set) error {
	var accounts []things.Thing
	for t := range things.Table.In(in) {
		if !slices.ContainsFunc(accounts, func(o things.Thing) bool { return o.ID == t.ID }) {
			accounts = append(accounts, t)
		}
	}
	said := map[string][]record.Function{} // by account or entry
	for f := range record.Functions.In(in) {
		said[f.Device] = append(said[f.Device], f)
	}
	for _, functions := range said {
		rows := map[key]*State{}
		for _, f := range functions {
			k := key{f.Device, f.Function, f.State, f.Basis, record.DayText(f.AsOf), f.Refused}
			s := rows[k]
			if s == nil {
				s = &State{Function: f.Function, State: f.State, Basis: f.Basis, Refused: f.Refused, AsOf: f.AsOf, Maker: f.Maker, Model: f.Model}
				rows[k] = s
			}
			s.Contradictory = s.Contradictory || slices.ContainsFunc(functions, func(g record.Function) bool { return contradict(f, g) })
			s.Parts, s.Flags = record.Insert(s.Parts, f.Part), record.Insert(s.Flags, f.Flags...)
			s.Origins = source.Unite(s.Origins, f.Origins)
		}
		for k, s := range rows {
			if k.basis != catalogue {
				s.Account, s.Thing = k.of, k.of
				if len(accounts) > 0 {
					s.Thing = accounts[0].Device.Thing
				}
				put(out, *s, k)
				continue
			}
			s.Entry = k.of
			put(out, *s, k)
			for _, t := range accounts {
				if sameMaker(t.Device.Maker, s.Maker) {
					of := *s
					of.Account, of.Thing = t.Account, t.Device.Thing
					of.Origins = source.Unite(s.Origins, t.Device.Origins)
					put(out, of, k)
				}
			}
		}
	}
	return nil
}

func put(out *table.Set, s State, k key) {
	refused := ""
	if k.refused {
		refused = "refused"
	}
	s.ID = source.ID("state", s.Account, s.Entry, k.function, k.state, k.basis, k.day, refused)
	Table.Add(out, s)
}

// sameMaker says that a device may be of the entry's maker: one of them names none, or one name is in the other. Two makers
// may have one number for two models.
func sameMaker(a, b string) bool {
	a, b = record.TextKey(a), record.TextKey(b)
	return strings.Contains(a, b) || strings.Contains(b, a)
}

// contradict says that two flags of one document cannot both hold: on and off of one part, or there and not there. What
// several documents say may have changed between them.
func contradict(f, g record.Function) bool {
	if f.Basis != g.Basis || f.Function != g.Function || record.DayText(f.AsOf) != record.DayText(g.AsOf) {
		return false
	}
	is := func(a, b string) bool { return f.State == a && g.State == b || f.State == b && g.State == a }
	if f.Part == g.Part && is(record.Enabled, record.Dormant) {
		return true
	}
	return is(record.Absent, record.Present) || is(record.Absent, record.Enabled) || is(record.Absent, record.Dormant)
}
