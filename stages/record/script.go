package record

import (
	"maps"
	"slices"
	"unicode"
)

// scripts are the names of scripts, the common ones first: in this order a letter's is looked up.
var scripts = func() []string {
	first := []string{"Latin", "Cyrillic", "Han", "Arabic", "Greek", "Hebrew", "Hangul", "Hiragana", "Katakana"}
	for _, name := range slices.Sorted(maps.Keys(unicode.Scripts)) {
		if !slices.Contains(first, name) && name != "Common" && name != "Inherited" {
			first = append(first, name)
		}
	}
	return first
}()

// scriptOf is the script of a name's letters: one, mixed, or none where it has no letters.
func scriptOf(name string) string {
	found := "none"
	for _, r := range name {
		if !unicode.IsLetter(r) || unicode.In(r, unicode.Common, unicode.Inherited) {
			continue
		}
		if found != "none" && found != "mixed" && unicode.Is(unicode.Scripts[found], r) {
			continue
		}
		for _, s := range scripts {
			if unicode.Is(unicode.Scripts[s], r) {
				if found != "none" {
					return "mixed"
				}
				found = s
				break
			}
		}
	}
	return found
}
