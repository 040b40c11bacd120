package organisations

import (
	"cmp"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

const (
	maxOffices = 20
	maxOrigins = 100
)

// Public says whether a party is a public body (yes, no, unknown) by what its own record shows, and on what basis, in words.
func Public(role string, r record.Ref) (answer, basis string) {
	answer, basis, _ = public(role, r)
	return answer, basis
}

// public also says how strong the basis is: a role in procurement is more than a document's word, and that more than the
// form of a name.
func public(role string, r record.Ref) (answer, basis string, strength int) {
	said := "the record says so"
	if role == "operator" {
		said = "the map's operator:type tag says so"
	}
	byName, form := orgname.Public(r.Name)
	switch {
	case isPerson(r):
		return "no", "a natural person", 3
	case (role == "buyer" || role == "procuringEntity") && (r.Name != "" || r.Identifier != ""):
		return "yes", "buyer in a public procurement record", 3
	case r.Public == "yes" || r.Public == "no":
		return r.Public, said, 2
	case byName:
		return "yes", form, 1
	}
	return "unknown", "", 0
}

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
		o         = Organisation{PublicBody: "unknown"}
		status    verdict
		names     = map[string]*name{}
		countries = map[string]int{}
		body      bool // stands as a buyer somewhere
		last      string
	)
	for p := range record.Parties.In(in) {
		r := p.Party
		if o.ID == "" {
			o.ID = ID(r)
			o.Scheme, o.Identifier = Trusted(r.Scheme, r.Identifier)
		}
		status.add(public(p.Role, r))
		for _, at := range p.Origins {
			o.Origins = first(o.Origins, at)
		}
		if p.ID == last { // the same party in another document
			continue
		}
		last = p.ID
		if r.Country != "" {
			countries[r.Country]++
		}
		buys := p.Role == "buyer" || p.Role == "procuringEntity"
		body = body || buys
		if r.Name == "" {
			continue
		}
		n := names[r.Name]
		if n == nil {
			n = &name{text: r.Name}
			names[r.Name] = n
		}
		n.rows++
		if p.Role == "buyer" {
			n.buyer++
		}
	}
	o.PublicBody, o.PublicBasis = status.answer, status.basis
	if o.PublicBody == "" {
		o.PublicBody = "unknown"
	}
	o.Basis = "name"
	if o.Identifier != "" {
		o.Basis = "identifier"
	}
	o.Country = country(o.Scheme, countries)
	o.Name, o.Offices = choose(names, body && o.Scheme == "IT-CF")
	Table.Add(out, o)
	return nil
}

// first keeps the least maxOrigins origins, in order.
func first(kept []source.Origin, o source.Origin) []source.Origin {
	i, found := slices.BinarySearchFunc(kept, o, source.Origin.Compare)
	if found || i == maxOrigins {
		return kept
	}
	kept = slices.Insert(kept, i, o)
	return kept[:min(len(kept), maxOrigins)]
}

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
			if yes, _ := orgname.Public(before); yes {
				return strings.TrimSpace(before)
			}
		}
	}
	if yes, _ := orgname.Public(s); yes {
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
