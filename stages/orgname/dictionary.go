package orgname

import (
	_ "embed"
	"sort"
	"strings"
)

// The words of languages under which dictionaries have an entry, folded, a line each and in order; without those that are used less than
// once in ten million words, those of everyday language, which tables/weights.tsv has, and surnames and towns (tables/borne.tsv).
//
//go:embed tables/dictionary.txt
var dictionary string

// inDictionary says that a word is one of a language: a milestone. Such a word is nobody's own; whoever likes it takes it.
func inDictionary(word string) bool {
	_, ok := lineOf(dictionary, strings.TrimPrefix(word, "ال")) // without the Arabic article
	return ok
}

// lineOf is what stands behind a word in a table whose lines are in the order of their words. It takes no memory, and some twenty
// comparisons.
func lineOf(table, word string) (rest string, ok bool) {
	line := func(i int) (string, string) { // that begins at i or before
		begin := strings.LastIndexByte(table[:i], '\n') + 1
		text, _, _ := strings.Cut(table[begin:], "\n")
		first, rest, _ := strings.Cut(text, "\t")
		return first, rest
	}
	at := sort.Search(len(table), func(i int) bool {
		first, _ := line(i)
		return first >= word
	})
	if at == len(table) {
		return "", false
	}
	first, rest := line(at)
	return rest, first == word
}

// Ordinary says that a word is a place, or one of a language or of the names of organisations and no surname that the tables know.
func Ordinary(word string) bool {
	w := string(fold([]rune(word)))
	if _, place := lineOf(placesTable, w); place {
		return true
	}
	if _, borne := lineOf(borneTable, w); borne {
		return false
	}
	_, met := lineOf(weightsTable, w)
	_, means := lineOf(synonymsTable, w)
	_, counts := numerals[w]
	return w != "" && (met || means || counts || small[w] || inDictionary(w))
}

// fancied says that a word of each name is one of a language, and that one of the names has more than places beside what they share: two
// companies that took a fancy to it. With a place alone it is an arm's.
func (x *alignment) fancied(p, q *part) bool {
	return (besides(x.a.parts, x.usedA) || besides(x.b.parts, x.usedB)) && inDictionary(p.text) && inDictionary(q.text)
}

// besides says that a word without counterpart is no place.
func besides(parts []part, used parts) bool {
	for i := range parts {
		if p := &parts[i]; !used.has(i) && !p.small && !p.aside && p.place.country == "" {
			return true
		}
	}
	return false
}
