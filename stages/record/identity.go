package record

import (
	"encoding/json"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// ProcessID is the id of a contracting process: where the country has a code for lots (lot, as CIG gives it) and the buyer
// an identifier, these and the text, so that one lot is one process in whatever shape it is published; else the ocid.
func ProcessID(ocid string, buyer Ref, lot, text string) string {
	if lot != "" && buyer.Identifier != "" {
		return source.ID("process", buyer.Scheme, buyer.Identifier, lot, TextKey(text))
	}
	return source.ID("process", ocid)
}

// TextKey is a text without what publishing it twice changes: case, spaces, line breaks, punctuation, compatibility forms.
func TextKey(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKC.String(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// CIG is the Italian lot code in s, in upper case; "" if s is none or a placeholder (all zeros). It has ten characters:
// seven digits and three hexadecimal ones, or X, Y or Z and nine hexadecimal ones; since 2023 also a letter A to U and nine.
func CIG(s string) string {
	s = strings.ToUpper(strings.TrimSpace(s))
	if len(s) != 10 || strings.Trim(s, "0") == "" || strings.Trim(s[1:], "0123456789ABCDEF") != "" {
		return ""
	}
	if c := s[0]; !(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z') {
		return ""
	}
	return s
}

// AddAward writes an award under the id of all that it says: two documents that say the same are one row with two origins,
// and two that differ stay two accounts, for purchases to hold side by side.
func AddAward(out *table.Set, a Award) {
	origins := a.Origins
	a.ID, a.Origins = "", nil
	text, err := json.Marshal(a)
	if err != nil {
		panic(err)
	}
	a.ID, a.Origins = source.ID("award", string(text)), origins
	Awards.Add(out, a)
}

// AddParty writes an organisation in one role of a process, under the id of all that is said of it.
func AddParty(out *table.Set, role string, r Ref, process string, origins ...source.Origin) {
	id := source.ID("party", process, role, r.Name, r.Scheme, r.Identifier, r.Country, r.Person, r.Public)
	Parties.Add(out, Party{ID: id, Role: role, Party: r, Process: process, Origins: origins})
}
