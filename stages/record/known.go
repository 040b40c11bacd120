package record

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// People are the natural persons that a folder or a document tells by their personal codes. A name of two or three words
// that stands beside such a code is a person's everywhere in it: a trader goes by the same name under a VAT number too.
// Only digests of names are kept, salted by the scope, which names the folder or the document.
type People map[string]bool

// Told is a natural person that a document tells by a code: under another code, or none, the name may stand in a record that
// says nothing of the kind.
type Told struct {
	Name string `parquet:"name" doc:"KnownPerson, in the scope of the folder or document"`
}

// TellsPeople declares the private table in which a format keeps the natural persons that its documents tell.
func TellsPeople(format string) *table.Table[Told] {
	return &table.Table[Told]{Name: format + "_people", Grain: "one natural person in one document", Draft: true,
		Doc: "Digests of the names of natural persons, salted by the document.", Sort: []string{"name"}}
}

// PeopleIn reads a table of TellsPeople.
func PeopleIn(told *table.Table[Told]) func(*table.Set) (People, error) {
	return func(lists *table.Set) (People, error) {
		all := People{}
		for t := range told.In(lists) {
			all[t.Name] = true
		}
		return all, nil
	}
}

// KnownPerson is the digest of the name of a party that is a natural person by its code; "" where r is none, or where the
// name is a shop's.
func KnownPerson(scope string, r Ref, name string) string {
	words := plainWords(name)
	if r.Person != "yes" || len(words) < 2 || len(words) > 3 || NewRef(name, "", "", r.Country).Person == "no" {
		return ""
	}
	return nameDigest(scope, words)
}

// Know says whether two or three words of the party's name, side by side, are a known person's. A company keeps the names
// of its partners, and a school or a hospital that of the dead after whom it is called.
func (p People) Know(scope string, r Ref) bool {
	if len(p) == 0 || r.Name == Person || firmForm.MatchString(r.Name) || r.Person == "no" && isNamedAfter(r.Name) {
		return false
	}
	words := plainWords(r.Name)
	for n := 2; n <= 3; n++ {
		for i := 0; i+n <= len(words); i++ {
			if p[nameDigest(scope, words[i:i+n])] {
				return true
			}
		}
	}
	return false
}

// isNamedAfter says whether a name has a word of bodies that are called after people.
func isNamedAfter(name string) bool {
	for _, w := range nameWords(name) {
		if organisationWords[w] && placeWords[w] {
			return true
		}
	}
	return false
}

var firmForm = regexp.MustCompile(`(?i)\bS\.?\s?(?:R\.?\s?L|P\.?\s?A|N\.?\s?C|A\.?\s?S)\b|\bSOC|\bCOOP|\bASSOCIA|\bFONDAZ|\bCONSORZ|&`)

func plainWords(name string) []string { return strings.Fields(strings.ToUpper(Clean(name))) }

func nameDigest(scope string, words []string) string {
	words = slices.Clone(words)
	slices.Sort(words)
	return source.ID("person", scope, strings.Join(words, " "))
}
