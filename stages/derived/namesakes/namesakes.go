// Package namesakes has the organisations of one name in one country that were not made one, and why: the questions that only
// a person can answer.
package namesakes

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/decision"
	"github.com/perimeter-data/perimeter/stages/derived/edges"
	"github.com/perimeter-data/perimeter/stages/derived/organisations"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Pair is an organisation without a number that is trusted, and a namesake of it.
type Pair struct {
	ID       string          `parquet:"id" doc:"content id: both organisations"`
	Left     string          `parquet:"left" doc:"id in organisations of the one without a number that is trusted"`
	Name     string          `parquet:"left_name" doc:"its name"`
	Right    string          `parquet:"right" doc:"id in organisations of its namesake"`
	Other    string          `parquet:"right_name" doc:"name of the namesake"`
	Number   string          `parquet:"right_number,optional" doc:"number of the namesake, as SCHEME:IDENTIFIER; null if it has none that is trusted"`
	Country  string          `parquet:"country,optional,dict" doc:"country of both"`
	Standing string          `parquet:"standing,dict" doc:"open (they may be one: the one has a number, and the other gives none), stopped (several namesakes have different numbers, and it may be any of them)"`
	Why      string          `parquet:"why" doc:"why they were not made one"`
	Origins  []source.Origin `parquet:"origins,list" doc:"a record that names the one without a number"`
}

// Table holds one row a pair.
var Table = &table.Table[Pair]{Name: "namesakes", Grain: "one organisation without a number that is trusted, and one namesake with a number in the same country", Sort: []string{"country", "left_name", "id"},
	Doc: "Organisations of one name that may be one and were not made one. A person may decide it (perimeter review)."}

// Stage derives namesakes.
var Stage = &pipeline.Stage{
	Name: "namesakes", Doc: "find the organisations of one name that were not made one",
	Reads:  []pipeline.Input{pipeline.By(organisations.Table, key), rulings},
	Writes: Table,
	Derive: derive,
}

var rulings = pipeline.Whole(edges.Rulings, record.Decisions)

func key(o organisations.Organisation) string {
	if n := orgname.Normal(o.Name); n != "" {
		return o.Country + "\x00" + n
	}
	return ""
}

// most is how many namesakes of one organisation are listed.
const most = 20

func derive(in, out *table.Set) error {
	r := rulings.In(in)
	var numbered, bare []organisations.Organisation
	for o := range organisations.Table.In(in) {
		switch {
		case o.Identifier != "":
			numbered = append(numbered, o)
		case o.Basis != "decision":
			bare = append(bare, o)
		}
	}
	numbered, bare = unique(numbered), unique(bare)
	for _, c := range bare {
		var near []organisations.Organisation
		for _, o := range numbered {
			d, ok, err := r.Between([]decision.Key{decision.Key(c.ID)}, decision.Key(o.ID))
			if err != nil {
				return err
			}
			if !ok || d.Verdict == decision.Same {
				near = append(near, o)
			}
		}
		for _, o := range near[:min(len(near), most)] {
			p := Pair{ID: source.ID("namesakes", c.ID, o.ID), Left: c.ID, Name: c.Name, Right: o.ID, Other: o.Name, Number: o.Scheme + ":" + o.Identifier,
				Country: c.Country, Standing: "open", Why: "one has a number and the other gives none; a name alone makes no two one", Origins: c.Origins[:min(len(c.Origins), 1)]}
			if len(near) > 1 {
				p.Standing = "stopped"
				p.Why = "namesakes have different numbers (" + numbers(near) + "); which of them it is is not known"
			}
			Table.Add(out, p)
			if len(near) > 1 {
				table.Conflicts.Add(out, table.Conflict{Table: "organisations", Entity: c.ID, Columns: []string{"identifier"},
					Kept: said("name", c.Name, "why", p.Why), Other: said("id", o.ID, "name", o.Name, "identifier", o.Scheme+" "+o.Identifier), Origins: p.Origins})
			}
		}
	}
	return nil
}

// unique drops repetitions and orders by id.
func unique(all []organisations.Organisation) []organisations.Organisation {
	slices.SortFunc(all, func(a, b organisations.Organisation) int { return cmp.Compare(a.ID, b.ID) })
	return slices.CompactFunc(all, func(a, b organisations.Organisation) bool { return a.ID == b.ID })
}

func numbers(all []organisations.Organisation) string {
	var out []string
	for i, o := range all {
		if i == 3 {
			out = append(out, fmt.Sprintf("and %d more", len(all)-i))
			break
		}
		out = append(out, o.Scheme+" "+o.Identifier)
	}
	return strings.Join(out, ", ")
}

func said(pairs ...string) string {
	m := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	text, err := json.Marshal(m)
	if err != nil {
		panic(err)
	}
	return string(text)
}
