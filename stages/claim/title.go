package claim

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// reNone finds titles of no companies, of few, and of how and why.
var reNone = regexp.MustCompile(`(?i)^(?:no|not|none|few|only|other|why|how|when|which|what|non|nessun\p{L}*|poch[ie]|solo|altr[ie]|perché|come|quando|quali)\b`)

// unnamed says whether a phrase of a title tells of companies and names none that the text names.
func (r *reader) unnamed(phrase string) bool {
	for _, found := range reOrg.FindAllString(phrase, -1) {
		if slices.ContainsFunc(list(found), func(name string) bool { return r.names.company[name] }) {
			return false
		}
	}
	return !reNone.MatchString(phrase)
}

// again says whether the text says of several companies, by name, what its title says of some that it does not name: the
// same change, in the same way, of one association. The claim then says of which, and takes no subject from it: the title
// may mean more of them. An association that the title only describes is the one that the text names.
func (r *reader) again(c *record.Claim) bool {
	var names []string
	object := ""
	for _, f := range r.found {
		d := f.row
		if d.Kind != c.Kind || d.Predicate != c.Predicate || d.Modality != c.Modality || d.Subject == "" || d.Described() {
			continue
		}
		if object != "" && object != d.Object {
			return false
		}
		if object = d.Object; !slices.Contains(names, d.Subject) {
			names = append(names, d.Subject)
		}
	}
	if len(names) < 2 || !c.Described() && c.Object != object {
		return false
	}
	if c.Described() {
		c.Object, c.ObjectBasis = object, "described as “"+c.Object+"”; the text says the same of this one by name"
	}
	slices.Sort(names)
	c.Basis = "“" + c.Basis + "”, not named in the title; the text says the same of " + strings.Join(names, " and ")
	return true
}
