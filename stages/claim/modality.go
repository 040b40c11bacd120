package claim

import "github.com/perimeter-data/perimeter/stages/regexp"

var (
	reNot    = regexp.MustCompile(`(?i)\b(?:not|cannot|never|no longer|non|mai|denied|denies|nega|negato)\b|n['’]t\b`)
	reShould = regexp.MustCompile(`(?i)\b(?:should|must|ought|dovrebbe|dovrebbero)\b`)
	// an association's meeting, conference or board is not the association
	rePart = regexp.MustCompile(`^(?:['’]s?\b| (?i:meeting|conference|congress|board|committee|event|fair|stand|booth|building|headquarters|talks|website|newsletter|award|index)\b)`)
	// nobody in particular says it, or it is only said
	reHearsay = regexp.MustCompile(`(?i)\b(?:(?:some|critics|many|others|people|sources|rumou?rs?|observers) (?:say|says|said|claim|claimed|believe|suggest)|it is (?:said|rumou?red|alleged)|allegedly|accus(?:es?|ed) \p{L}+ of|si dice che|alcuni (?:dicono|sostengono)|c['’]è chi (?:dice|sostiene)|secondo (?:alcuni|i critici|voci)|voci)\b`)
	// what a sentence says to be untrue
	reUntrue = regexp.MustCompile(`(?i)\b(?:not true|untrue|false|unfounded|baseless|hoax|non è vero|fals[oaie]|infondat[oaie]|bufala)\b`)
	// places of the market and of speech, where no device hangs
	reNowhere = regexp.MustCompile(`(?i)^(?:nobody|no one|none|nessuno|(?:[\p{L}’']+ ){0,2}?(?:website|web site|site|store|shop|shops|shelves|list|lists|catalogue|index|market|press release|sito|negozio|negozi|scaffali|elenco|listino|mercato)\b)`)
	reMay     = regexp.MustCompile(`(?i)\b(?:may|might|could|would|seems?|appears?|reportedly|allegedly|apparently|possibly|(?:said|reported|believed|thought|alleged|understood|rumou?red) to have|is said to|are said to|avrebbe|avrebbero|sarebbe|sarebbero|potrebbe|potrebbero|sembra|forse|presumibilmente)\b`)
)

// modality is how a thing is said, by the words of the match that are no names or details.
func modality(m match) string {
	own := []byte(m.s[m.at[0]:m.at[1]])
	for _, group := range []string{"subj", "app", "thing", "place", "detail", "assoc", "func", "owner", "customer"} {
		if from, to := m.span(group); from >= 0 {
			for k := from; k < to; k++ {
				own[k-m.at[0]] = ' '
			}
		}
	}
	switch s := string(own); {
	case reNot.MatchString(s):
		return "denies"
	case reShould.MatchString(s):
		return "should"
	case reMay.MatchString(s):
		return "supposes"
	}
	return "asserts"
}
