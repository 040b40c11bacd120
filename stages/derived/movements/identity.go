package movements

import (
	"cmp"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/edges"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

// vendor is what the lists say of a name.
type vendor struct{ id, name, scheme, code, relation string }

// buildVendors is what the lists say of each normal name. A name that is given for some time only, or to two vendors, is
// none that can be compared.
func buildVendors(lists *table.Set) (map[string]vendor, error) {
	vendors, err := record.VendorsByID(lists)
	if err != nil {
		return nil, err
	}
	byNormal := map[string]vendor{}
	for n := range record.VendorNames.In(lists) {
		normal := orgname.Normal(n.Name)
		if normal == "" || n.From != nil || n.To != nil {
			continue
		}
		of := vendors[n.Vendor]
		v := vendor{n.Vendor, cmp.Or(of.Name, n.Vendor), of.Scheme, of.Identifier, n.Relation}
		switch known, ok := byNormal[normal]; {
		case !ok || known.id == v.id && v.relation == "same entity":
			byNormal[normal] = v
		case known.id != v.id:
			byNormal[normal] = vendor{}
		}
	}
	return byNormal, nil
}

// identities finds which names and numbers are one member's. A wrong merge is worse than a missed one: a name that stands
// under two numbers of one kind, or in two countries, joins nothing.
type identities struct {
	association string
	vendors     map[string]vendor
	parent      map[string]string
	names       map[string]*bearer // by normal name
	renames     []rename
}

// bearer is under what numbers and in which countries a name stands.
type bearer struct{ ids, countries map[string]string }

// rename is two names that a document gives as one member's.
type rename struct{ from, to, why string }

func newIdentities(association string, vendors map[string]vendor) *identities {
	return &identities{association: association, vendors: vendors, parent: map[string]string{}, names: map[string]*bearer{}}
}

const ambiguous = "\x00"

// see takes note of a reference; all must be seen before any is asked for.
func (s *identities) see(r record.Ref) {
	normal := orgname.Normal(r.Name)
	b := s.names[normal]
	if b == nil {
		b = &bearer{map[string]string{}, map[string]string{}}
		s.names[normal] = b
	}
	if scheme, id := number(r); id != "" {
		if known := b.ids[scheme]; known != "" && known != id {
			b.ids[scheme] = ambiguous
		} else {
			b.ids[scheme] = id
		}
	}
	if r.Country != "" {
		b.countries[r.Country] = r.Country
	}
}

// sees takes note of two names of one member.
func (s *identities) sees(from, to, why string) {
	s.see(record.Ref{Name: from})
	s.see(record.Ref{Name: to})
	s.renames = append(s.renames, rename{orgname.Normal(from), orgname.Normal(to), why})
}

// number is the identifier by which a member may be told: a register's, or the association's own.
func number(r record.Ref) (scheme, id string) {
	if r.Scheme == "member number" {
		return r.Scheme, r.Identifier
	}
	return edges.Trusted(r.Scheme, r.Identifier)
}

// one says that everything under a name is one member.
func (s *identities) one(normal string) bool {
	b := s.names[normal]
	if b == nil || normal == "" || len(b.countries) > 1 {
		return false
	}
	for _, id := range b.ids {
		if id == ambiguous {
			return false
		}
	}
	return true
}

// join makes members of all that was seen.
func (s *identities) join(refs []record.Ref) {
	for _, r := range refs {
		normal := orgname.Normal(r.Name)
		if _, id := number(r); id != "" && s.one(normal) {
			s.unite(s.node(r), "name "+normal)
		}
	}
	for _, r := range s.renames {
		if s.one(r.from) && s.one(r.to) {
			s.unite("name "+r.from, "name "+r.to)
		}
	}
	for normal := range s.names {
		if v := s.vendors[normal]; v.relation == "same entity" && s.one(normal) {
			s.unite("name "+normal, "vendor "+v.id)
		}
	}
}

// node is what tells the member that a reference names from others: its number, else its name, with the country where the
// name alone does not.
func (s *identities) node(r record.Ref) string {
	if scheme, id := number(r); id != "" {
		return "number " + scheme + " " + id
	}
	normal := orgname.Normal(r.Name)
	if s.one(normal) {
		return "name " + normal
	}
	return "name " + normal + " " + r.Country
}

func (s *identities) root(n string) string {
	for s.parent[n] != "" {
		n = s.parent[n]
	}
	return n
}

// unite makes one of two members; the lesser name is the root's, whatever the order.
func (s *identities) unite(a, b string) {
	a, b = s.root(a), s.root(b)
	if a != b {
		s.parent[max(a, b)] = min(a, b)
	}
}

// of is the id of the member that a reference names.
func (s *identities) of(r record.Ref) string {
	return source.ID("member", s.association, s.root(s.node(r)))
}

// why says on what two names are taken for one member's.
func (s *identities) why(from, to record.Ref) string {
	m, n := orgname.Normal(from.Name), orgname.Normal(to.Name)
	if i := slices.IndexFunc(s.renames, func(r rename) bool { return r.from == m && r.to == n || r.from == n && r.to == m }); i >= 0 {
		return s.renames[i].why
	}
	schemeA, a := number(from)
	if schemeB, b := number(to); a != "" && schemeA == schemeB && a == b {
		return "both stand under one " + cmp.Or(map[string]string{"member number": "member number"}[schemeA], "identifier ("+schemeA+")")
	}
	if v := s.vendors[m]; v.id != "" && v.id == s.vendors[n].id {
		return "the lists give both as names of " + v.name
	}
	return "several documents together give both as one member's"
}
