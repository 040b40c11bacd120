package record

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// isTrader says whether the words end as a sole trader's do, "… di" and a personal name, which may be a surname and an
// initial, or begin with a personal name before the words of a trade.
func isTrader(words []string) bool {
	for i, w := range words {
		if i == 0 || w != "DI" && w != "DE" && w != "D" && w != "DEL" && (w != "OF" || words[i-1] != "CHAMBERS") {
			continue
		}
		rest := words[i+1:]
		if isPersonal(rest) || w == "DI" && len(rest) == 2 && borneAlone(rest) && !slices.ContainsFunc(rest, func(w string) bool { return len(w) < 3 || placeWords[w] || ordinary[w] }) && !ordinaryWord(rest[0]) {
			return true
		}
		if len(rest) == 2 && nameLike(rest[0]) && utf8.RuneCountInString(rest[0]) > 2 && utf8.RuneCountInString(rest[1]) <= 2 &&
			!lastForms[rest[1]] && nameLike(rest[1]+"X") {
			return true
		}
		if w == "DI" && (len(rest) == 2 && rest[0] != "S" && initialed(rest) || len(rest) == 5 && ands[rest[2]] && initialed(rest[:2]) && initialed(rest[3:])) {
			return true
		}
	}
	if len(words) < 3 || !tradeWords[words[2]] && !agencies[words[2]] || !isPersonal(words[:2]) {
		return false
	}
	clear := clearNames[words[0]] || clearNames[words[1]]
	return clear || !publishers[words[2]] && (standingNames[words[0]] || standingNames[words[1]])
}

// tradesUnderInitial says whether a surname and the initial of a given name, with its full stop, stand beside words of a trade.
func tradesUnderInitial(name string, words []string) bool {
	own := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return tradeWords[w] && !publishers[w] })
	if len(own) != 2 || len(own) == len(words) || hasAny(words, families) {
		return false
	}
	surname, initial := own[0], own[1]
	if len(surname) == 1 {
		surname, initial = initial, surname
	}
	return len(initial) == 1 && initial != "S" && initial >= "A" && initial <= "Z" && strings.Contains(strings.ToUpper(name), initial+".") &&
		len(surname) > 4 && nameLike(surname) && !formless[surname] && !ordinaryWord(surname)
}

// families are words of a firm's name for those with whom its founder traded.
var families = set(`SON SONS FIGLI FIGLIO FIGLIA FRATELLI FLLI BROTHERS BROS FILS HERMANOS HIJOS EREDI`)

// initialed says whether two words are the initial of a given name and a surname.
func initialed(words []string) bool {
	return len(words[0]) == 1 && nameLike(words[1]) && utf8.RuneCountInString(words[1]) > 3
}

// unglued are the words with the last one parted into an Italian surname and a given name, in either order, where a publisher
// lost the space between them; nil where it cannot be. A name that stands alone wants a longer given name.
func unglued(words []string) []string {
	if len(words) == 0 {
		return nil
	}
	last := words[len(words)-1]
	vowel := func(w string) bool { return strings.ContainsAny(w[len(w)-1:], "AEIOU") }
	surname := func(w string) bool { return len(w) >= 5 && vowel(w) && nameLike(w) }
	short := 4
	if len(words) == 1 {
		short = 5
	}
	for n := len(last) - 5; n >= short; n-- {
		for _, at := range []int{len(last) - n, n} {
			first, second := last[:at], last[at:]
			if clearNames[second] && len(second) == n && surname(first) || clearNames[first] && len(first) == n && vowel(first) && surname(second) {
				return append(words[:len(words)-1:len(words)-1], first, second)
			}
		}
	}
	return nil
}
