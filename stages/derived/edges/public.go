package edges

import (
	"slices"

	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Public says whether a party is a public body (yes, no, unknown) by what its own record shows, and on what basis, in words.
func Public(role string, r record.Ref) (answer, basis string) {
	answer, basis, _ = PublicBasis(role, r)
	return answer, basis
}

// sellers are the roles of companies. Who has no other is not taken for a public body by the form of a name.
var sellers = []string{"supplier", "tenderer", "payee"}

// PublicBasis also says how strong the basis is: a role in procurement is more than a document's word, and that more than the
// form of a name. Companies buy by the rules of public procurement too, and not all of them are public: of one the basis says that it
// is a company by its name.
func PublicBasis(role string, r record.Ref) (answer, basis string, strength int) {
	said := "the record says so"
	if role == "operator" {
		said = "the map's tag for the operator says so"
	}
	switch {
	case isPerson(r):
		return "no", "a natural person", 3
	case (role == "buyer" || role == "procuringEntity") && record.IsCompany(r.Name):
		return "yes", "buyer in a public procurement record; its name is a company's", 3
	case (role == "buyer" || role == "procuringEntity") && (r.Name != "" || r.Identifier != ""):
		return "yes", "buyer in a public procurement record", 3
	case r.Public == "yes" || r.Public == "no":
		return r.Public, said, 2
	case slices.Contains(sellers, role):
		return "unknown", "", 0
	}
	if byName, form := orgname.Public(r.Name, r.Country); byName {
		return "yes", form, 1
	}
	return "unknown", "", 0
}
