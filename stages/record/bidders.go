package record

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/stages/regexp"
)

var (
	// reLead finds who leads a temporary grouping.
	reLead = regexp.MustCompile(`(?i)\b(?:capogruppo|mandatari[oa])[ :]+(.+)$`)
	// reGroup finds that several bidders are named together, and reBetween what parts them.
	reGroup   = regexp.MustCompile(`(?i)raggruppamento|temporaneo|\br\.?t\.?[ip]\b|\ba\.?t\.?i\b|gemeinschaft|\bpreis\b|konkurs|konsorcjum|mandant|mandatari|capogruppo|groupement|ένωση|κοινοπραξία|σύμπραξη|обединение`)
	reBetween = regexp.MustCompile(`[,;:()–]| - | mit | und | oraz `)
)

// ofGroups are parts of the words that reGroup finds, one of which is in every name worth its search. None has a letter that (?i)
// takes for one that is no capital of it.
var ofGroups = []string{"raggruppa", "temporaneo", "rti", "rtp", "rt.", "r.t", "ati", "at.i", "a.t", "gemein", "prei", "konku", "konsor", "mandant", "mandatar", "capogruppo",
	"groupe", "ένω", "αξί", "αξη", "инени"}

// mayBeGroup is much cheaper than reGroup.
func mayBeGroup(name string) bool {
	lower := regexp.Fold(name)
	return slices.ContainsFunc(ofGroups, func(s string) bool { return strings.Contains(lower, s) })
}

// leads says whether a temporary grouping is named by the person who leads it.
func leads(name string, words []string) bool {
	if !slices.Contains(words, "CAPOGRUPPO") && !slices.Contains(words, "MANDATARIO") && !slices.Contains(words, "MANDATARIA") {
		return false
	}
	m := reLead.FindStringSubmatch(name)
	if m == nil {
		return false
	}
	lead := nameWords(m[1])
	return isTitled(m[1], lead) || isPersonal(lead)
}

// minMember is the length of the shortest name of a member that is worth a look.
const minMember = 12

// maskMembers takes the people out of the name that a publisher gave to several bidders together.
func maskMembers(name, country string) string {
	var b strings.Builder
	at := 0
	mask := func(to int) {
		part := strings.TrimSpace(name[at:to])
		next := nameWords(name[to:min(len(name), to+minMember)]) // a legal form may stand apart
		if person, _ := personOf(part, "", "", country); len(part) >= minMember && (person == "yes" || person == "likely") && (len(next) == 0 || !companyForms[next[0]]) {
			i := at + strings.Index(name[at:to], part)
			b.WriteString(name[at:i] + masked + name[i+len(part):to])
		} else {
			b.WriteString(name[at:to])
		}
	}
	for _, m := range reBetween.FindAllStringIndex(name, -1) {
		mask(m[0])
		b.WriteString(name[m[0]:m[1]])
		at = m[1]
	}
	mask(len(name))
	return b.String()
}
