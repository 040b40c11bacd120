package record

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// ProcessID is the id of a contracting process: where the country has a code for lots (lot, as CIG gives it) that code, so that
// one lot is one process in whatever shape it is published; else the ocid. What several buyers or texts under one code tell of
// is for purchases to say.
func ProcessID(ocid, lot string) string {
	if lot != "" {
		return source.ID("process", "CIG", lot)
	}
	return source.ID("process", ocid)
}

// LotID is the id of the process of a lot that no national code names: its buyer, its text and its amount, which are all that
// the shapes in which it is published have in common. Two lots of a list that share them are two awards of one process.
func LotID(buyer Ref, text string, amount *table.Decimal) string {
	parts := []string{"lot", buyer.Scheme, buyer.Identifier, "", TextKey(text), ""}
	if buyer.Identifier == "" {
		parts[3] = TextKey(buyer.Name)
	}
	if amount != nil {
		parts[5] = amount.String()
	}
	return source.ID(parts...)
}

// SameText says that two texts are one but for what publishing it twice changes (TextKey), for what is masked in either, and
// for an end cut off: some shapes of a list keep no more than so many characters.
func SameText(a, b string) bool {
	x, y := maskedKey(a), maskedKey(b)
	if x == y {
		return true
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) >= truncated && strings.HasPrefix(y, x) {
		return true
	}
	head, tail := before(x), after(x)
	switch {
	case head < 0 && before(y) < 0:
		return false
	case head < 0: // all of x must stand in y, or be masked there
		head, tail = before(y), after(y)
		return head+tail <= len(x) && x[:head] == y[:head] && x[len(x)-tail:] == y[len(y)-tail:]
	case before(y) >= 0:
		head, tail = min(head, before(y)), min(tail, after(y))
	}
	return head+tail <= len(y) && x[:head] == y[:head] && x[len(x)-tail:] == y[len(y)-tail:]
}

const (
	truncated = 100 // bytes of a text that is long enough to be cut off
	hole      = "\x00"
)

// Masks is how many masks stand in a text.
func Masks(s string) int { return strings.Count(s, masked) }

// maskedKey is the TextKey of a text in which masks are holes.
func maskedKey(s string) string {
	parts := strings.Split(s, masked)
	for i := range parts {
		parts[i] = TextKey(parts[i])
	}
	return strings.Join(parts, hole)
}

// before is how much of a key stands before its first hole, after how much behind the last: -1 where there is none.
func before(key string) int { return strings.Index(key, hole) }

func after(key string) int {
	if i := strings.LastIndex(key, hole); i >= 0 {
		return len(key) - 1 - i
	}
	return -1
}

// TextKey is a text without what publishing it twice changes: case, spaces, line breaks, punctuation, compatibility forms.
func TextKey(s string) string {
	b := make([]byte, 0, len(s))
	for _, r := range norm.NFKC.String(s) {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			b = append(b, byte(r))
		case 'A' <= r && r <= 'Z':
			b = append(b, byte(r)+'a'-'A')
		case r >= 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b = utf8.AppendRune(b, unicode.ToLower(r))
		}
	}
	return string(b)
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
// and two that differ stay two accounts, for purchases to hold side by side. It returns that id.
func AddAward(out *table.Set, a Award) string {
	var room [2048]byte
	a.ID = source.ID("award", source.View(appendAward(room[:0], &a)))
	Awards.Add(out, a)
	return a.ID
}

// AddParty writes an organisation in one role of a process, under the id of all that is said of it.
func AddParty(out *table.Set, role string, r Ref, process string, origins ...source.Origin) {
	id := source.ID("party", process, role, r.Name, r.Scheme, r.Identifier, r.Country, r.Person, r.Public)
	Parties.Add(out, Party{ID: id, Role: role, Party: r, Process: process, Origins: origins})
}
