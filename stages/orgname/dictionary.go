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
	word = strings.TrimPrefix(word, "ال") // the Arabic article
	end := func(i int) int { return i + strings.IndexByte(dictionary[i:], '\n') }
	at := sort.Search(len(dictionary), func(i int) bool { // the first byte of which the line, if it begins there or before, is not before word
		begin := strings.LastIndexByte(dictionary[:i], '\n') + 1
		return dictionary[begin:end(begin)] >= word
	})
	return at < len(dictionary) && dictionary[at:end(at)] == word
}

// Ordinary says that a word is a place, or one of a language or of the names of organisations and no surname that the tables know.
func Ordinary(word string) bool {
	w := string(fold([]rune(word)))
	e := lexicon()[w]
	return e.place.country != "" || !bornes()[w] && (e.known || inDictionary(w))
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
