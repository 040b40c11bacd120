package organisations

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/decision"
	"github.com/perimeter-data/perimeter/stages/derived/edges"
	"github.com/perimeter-data/perimeter/stages/derived/exceptions"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

const maxOffices = 20

// verdict adds up what several records show: the strongest basis counts, and two of one strength that differ make it unknown.
type verdict struct {
	answer, basis string
	strength      int
}

func (v *verdict) add(answer, basis string, strength int) {
	switch {
	case strength > v.strength:
		*v = verdict{answer, basis, strength}
	case strength == v.strength && strength > 0 && answer != v.answer:
		v.answer, v.basis = "unknown", "the records disagree"
	case strength == v.strength && answer == v.answer && basis < v.basis:
		v.basis = basis
	}
}

// name is one name under which parties of this organisation stand.
type name struct {
	text        string
	rows, buyer int // in how many parties, and in how many of them as the buyer
}

func derive(in, out *table.Set) error {
	var (
		o         Organisation
		status    verdict
		names     = map[string]*name{}
		countries = map[string]int{}
		numbers   [][2]string
		doubted   = map[string]bool{}
		weakest   = -1
		body      bool // stands as a buyer somewhere
		parents   []edges.Parent
	)
	for e := range edges.Table.In(in) {
		o.ID = e.Organisation
		r := record.Ref{Name: e.Name, Scheme: e.Scheme, Identifier: e.Identifier, Country: e.Country, Public: e.Public}
		for _, role := range e.Roles {
			status.add(edges.PublicBasis(role, r))
		}
		for _, at := range e.Origins {
			o.Origins = edges.First(o.Origins, at)
		}
		scheme, code := edges.Trusted(e.Scheme, e.Identifier)
		switch number := [2]string{scheme, code}; {
		case e.Doubt != "":
			doubted[e.Scheme+":"+e.Identifier+": "+e.Doubt] = true
		case code != "" && !slices.Contains(numbers, number):
			numbers = append(numbers, number)
		}
		if w := slices.Index(certainties, e.Certainty); w > weakest {
			weakest, o.Certainty, o.Basis = w, e.Certainty, e.Rule
		}
		parents = append(parents, e.Parents...)
		if e.Country != "" {
			countries[e.Country] += int(e.Parties)
		}
		body = body || e.Buyers > 0
		if e.Name == "" {
			continue
		}
		n := names[e.Name]
		if n == nil {
			n = &name{text: e.Name}
			names[e.Name] = n
		}
		n.rows += int(e.Parties)
		n.buyer += int(e.Buyers)
	}
	o.PublicBody, o.PublicBasis = cmp.Or(status.answer, "unknown"), status.basis
	slices.SortFunc(numbers, func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	for i, n := range numbers {
		if i == 0 {
			o.Scheme, o.Identifier = n[0], n[1]
		} else {
			o.Others = append(o.Others, n[0]+":"+n[1])
		}
	}
	for _, d := range slices.Sorted(maps.Keys(doubted)) {
		if len(o.Doubted) < maxOffices {
			o.Doubted = append(o.Doubted, d)
		}
	}
	o.Country = country(o.Scheme, countries)
	o.Name, o.Offices = choose(names, body && o.Scheme == "IT-CF")
	o.partOf(parents, exceptions.List.In(in), out)
	Table.Add(out, o)
	return nil
}

// certainties are the words for the links from parties, the surest first.
var certainties = []string{"identifier match", decision.Certainty, "strong name match", "possible name match"}

// country is the register's, where its name begins with one, else the one most parties give.
func country(scheme string, counts map[string]int) string {
	if c, _, ok := strings.Cut(scheme, "-"); ok && len(c) == 2 && c != "XI" && c != "XM" && c != "XR" {
		return c
	}
	best := ""
	for c, n := range counts {
		if best == "" || n > counts[best] || n == counts[best] && c < best {
			best = c
		}
	}
	return best
}

// choose finds the body's own name among those its parties carry. It is "" where they name nothing but offices, under a code
// that a body's offices share, as the Italian tax code is; under another code, or none, a Department or an Office is a body.
// The other names come back too.
func choose(names map[string]*name, shared bool) (chosen string, others []string) {
	all := make([]*name, 0, len(names))
	total := 0
	for _, n := range names {
		all = append(all, n)
		total += n.rows
	}
	slices.SortFunc(all, func(a, b *name) int {
		return cmp.Or(cmp.Compare(min(b.buyer, 1), min(a.buyer, 1)), cmp.Compare(b.rows, a.rows), cmp.Compare(a.text, b.text))
	})
	for _, n := range all {
		own := ownName(n.text)
		if own != "" && (chosen == "" || office(chosen) && !office(own)) {
			chosen = own
		}
	}
	if chosen == "" && len(all) > 0 {
		switch {
		case !shared:
			slices.SortFunc(all, func(a, b *name) int { return cmp.Or(cmp.Compare(b.rows, a.rows), cmp.Compare(a.text, b.text)) })
			chosen = all[0].text
		case !office(all[0].text) && 2*like(all, all[0].text) > total:
			// An unknown form of name that most records agree on. Names that vary are those of offices.
			chosen = all[0].text
		}
	}
	slices.SortFunc(all, func(a, b *name) int { return cmp.Or(cmp.Compare(b.rows, a.rows), cmp.Compare(a.text, b.text)) })
	for _, n := range all {
		if n.text != chosen && len(others) < maxOffices {
			others = append(others, n.text)
		}
	}
	slices.Sort(others)
	return chosen, others
}

// like counts the parties whose names are spellings of this one.
func like(all []*name, text string) (rows int) {
	want := orgname.Normal(text)
	for _, n := range all {
		if orgname.Normal(n.text) == want {
			rows += n.rows
		}
	}
	return rows
}

// ownName is the name of a public body in s: all of it, or what stands before a dash that an office follows; "" if its form
// is not a public body's.
func ownName(s string) string {
	for _, dash := range []string{" - ", " – ", " — "} {
		if before, _, found := strings.Cut(s, dash); found {
			if yes, _ := orgname.Public(before, ""); yes {
				return strings.TrimSpace(before)
			}
		}
	}
	if yes, _ := orgname.Public(s, ""); yes {
		return s
	}
	return ""
}

// office says that a name has a word for a part of a body among its first words.
func office(s string) bool {
	words := strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(s, ".", "")), func(r rune) bool {
		return strings.ContainsRune(" -–—,;:/()\"'’", r)
	})
	for _, w := range words[:min(len(words), 4)] {
		if officeWords[w] {
			return true
		}
	}
	return false
}

var officeWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`
		direzione settore ufficio uffici dipartimento area servizio servizi uo uoc uos unità unita divisione ripartizione sezione segreteria
		gabinetto staff economato provveditorato avvocatura ragioneria struttura centrale nucleo
		office department dept division directorate unit branch section
		direction service bureau département departement sous-direction pôle
		dirección direccion departamento oficina unidad servicio secretaría secretaria subdirección
		abteilung amt referat dezernat fachbereich sachgebiet
		direcția directia serviciul biroul departamentul secția sectia`) {
		m[w] = true
	}
	return m
}()
