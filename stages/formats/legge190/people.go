package legge190

import (
	"regexp"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages/record"
)

// A name of two or three words that stands beside a personal tax code anywhere in a folder is a person's everywhere in it: a
// trader goes by the same name under a VAT number too. Drafts keep a digest of such a name, salted by the folder.

// known is the digest of a person's name; "" where the row does not say by a code that it is a person, or where the name is
// a shop's.
func known(group string, r record.Ref, name string) string {
	words := nameWords(name)
	if r.Person != "yes" || len(words) < 2 || len(words) > 3 || record.NewRef(name, "", "", r.Country).Person == "no" {
		return ""
	}
	return digest(group, words)
}

// isKnown says whether two or three words of the party's name, side by side, are a known person's. A company keeps the names
// of its partners.
func isKnown(people map[string]bool, group string, r record.Ref) bool {
	if len(people) == 0 || r.Name == record.Person || company.MatchString(r.Name) {
		return false
	}
	words := nameWords(r.Name)
	for n := 2; n <= 3; n++ {
		for i := 0; i+n <= len(words); i++ {
			if people[digest(group, words[i:i+n])] {
				return true
			}
		}
	}
	return false
}

var company = regexp.MustCompile(`(?i)\bS\.?\s?(?:R\.?\s?L|P\.?\s?A|N\.?\s?C|A\.?\s?S)\b|\bSOC|\bCOOP|\bASSOCIA|\bFONDAZ|\bCONSORZ|&`)

func nameWords(name string) []string { return strings.Fields(strings.ToUpper(record.Clean(name))) }

func digest(group string, words []string) string {
	words = slices.Clone(words)
	slices.Sort(words)
	return source.ID("person", group, strings.Join(words, " "))
}
