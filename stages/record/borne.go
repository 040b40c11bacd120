package record

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/stages/orgname"
)

// betweenGiven says whether three words are a surname between two given names.
func betweenGiven(words []string) bool {
	return len(words) == 3 && givenNames[words[0]] && !givenNames[words[1]] && nameLike(words[1]) && givenNames[words[2]] && words[0] != words[2]
}

// isBorne says whether two words are a given name of partyNames and a surname, in either order, or three two such names and a surname, or
// a given name, an initial and a surname; particles of surnames do not count. A surname is no place, and no word of a language or of
// organisations: Aisling Optics is a firm, and so is Optics Aisling.
func isBorne(words []string) bool {
	if len(words) > 2 {
		if own := slices.DeleteFunc(slices.Clone(words), isTradeOrOffice); len(own) == 2 && len(own) < len(words) {
			return isBorne(own) && !slices.ContainsFunc(own, ordinaryWord)
		}
	}
	if len(words) > 1 && len(words) < 6 && !particles[words[len(words)-1]] {
		words = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return particles[w] || w == "AL" })
	}
	switch {
	case len(words) == 2:
		first, last := words[0], words[1]
		return nameLike(first) && nameLike(last) && !saints[first] && !placeWords[first] && !formless[first] && !formless[last] &&
			(isGiven(first, partyNames) && !orgname.Ordinary(last) || isGiven(last, partyNames) && !orgname.Ordinary(first))
	case len(words) == 3 && len(words[1]) == 1:
		return words[1] >= "A" && words[1] <= "Z" && (givenNames[words[0]] || partyNames[words[0]]) && nameLike(words[2])
	case len(words) == 3:
		n := 0
		for _, w := range words {
			if !nameLike(w) || formless[w] || placeWords[w] || saints[w] || stopWords[w] {
				return false
			}
			if isGiven(w, partyNames) || isGiven(w, clearNames) {
				n++
			} else if ordinaryWord(w) {
				return false
			}
		}
		return n > 1
	}
	return false
}

// isTradeOrOffice says whether a word says what is traded in, or what office it is, in German.
func isTradeOrOffice(w string) bool {
	return tradeWords[w] || len(w) > 6 && strings.HasSuffix(w, "BURO")
}

// standsBeforeParticle says whether a given name that people bear more often than documents use the word begins the words, and
// the particle of a surname follows.
func standsBeforeParticle(words []string) bool {
	return len(words) == 3 && standingNames[words[0]] && particles[words[1]]
}

// isSchool says whether a name is a school's, and not of somebody who teaches one thing.
func isSchool(words []string) bool {
	return slices.Contains(words, "SCHOOL") && !hasAny(words, taught)
}

var taught = set(`DRIVING MOTORING DANCE DANCING MUSIC RIDING SWIMMING LANGUAGE TENNIS`)
