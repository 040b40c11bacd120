package record

import (
	"strings"
	"unicode"
)

// Term is one thing that a column of a table may hold, with the headings under which documents give it, the better first.
type Term struct {
	Means   string
	English []string
	Italian []string
}

// Column is a column that was found for a term.
type Column struct {
	Name    string // as the document writes it
	Italian bool   // its heading is Italian, so that dates in it begin with the day
}

// Heading is a heading in the form in which headings are compared: small letters without accents, one space between words,
// nothing else. asOf, as_of and "As-of" are one.
func Heading(s string) string {
	var b strings.Builder
	gap, lower := false, false
	for _, r := range s {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			gap, lower = true, false
			continue
		case lower && unicode.IsUpper(r):
			gap = true
		}
		lower = unicode.IsLower(r)
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		b.WriteRune(r)
	}
	// Some letters fold into more than letters: Ŀ is L and a dot.
	return strings.Join(strings.FieldsFunc(strings.ToLower(fold(b.String())), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// Columns finds the column of each term among those of a table. A column serves the first term that takes it; where several
// would do for one term, the one under its better heading is taken.
func Columns(terms []Term, names []string) map[string]Column {
	byHeading := map[string]string{}
	for _, n := range names {
		if h := Heading(n); h != "" && byHeading[h] == "" {
			byHeading[h] = n
		}
	}
	found := map[string]Column{}
	for _, t := range terms {
		for _, list := range []struct {
			headings []string
			italian  bool
		}{{t.English, false}, {t.Italian, true}} {
			for _, h := range list.headings {
				n := byHeading[h]
				if _, done := found[t.Means]; n == "" || done {
					continue
				}
				found[t.Means] = Column{Name: n, Italian: list.italian}
				delete(byHeading, h)
			}
		}
	}
	return found
}

// Words are the headings of a list with commas between them.
func Words(list string) []string {
	var all []string
	for w := range strings.SplitSeq(list, ",") {
		all = append(all, strings.TrimSpace(w))
	}
	return all
}

// Meanings is what each word means, by the word as Heading gives it, of lists of words by their meaning.
func Meanings(byMeaning map[string]string) map[string]string {
	m := map[string]string{}
	for meaning, list := range byMeaning {
		for _, w := range Words(list) {
			m[w] = meaning
		}
	}
	return m
}
