package record

import (
	"strings"
)

// gap says whether two words of a name may stand with only this between them.
func gap(s string) bool {
	return len(s) <= 4 && strings.Trim(s, " \u00a0.,-'’`´/&") == ""
}

// beside says whether a word that no record gives may go on a name: only a space, hyphen or apostrophe is between them, or a
// full stop after an initial.
func beside(s string, before word) bool {
	switch strings.ReplaceAll(s, "\u00a0", " ") {
	case " ", "-", "'", "’", "' ", "  ":
		return true
	case ". ", ".":
		return before.n == 1
	}
	return false
}

// marksOf gives, for each mark that a word of a text may have in somebody's trace, the words that have it.
func marksOf(words []word, salt string) map[string][]int {
	at := make(map[string][]int, 2*len(words))
	for i, w := range words {
		kinds := []string{"word", "short", "initial"}
		if w.n > 1 {
			kinds = kinds[:2]
		}
		for _, kind := range kinds {
			m := mark(salt, kind, w.folded)
			at[m] = append(at[m], i)
		}
	}
	return at
}

// traced finds the words of one person: two or more of them side by side, in any order, an initial counting as a word; one
// alone where the name has no more, or where a word such as "ditta" or a title introduces it.
func traced(text string, words []word, marks map[string][]int, trace []string) []span {
	total := 0
	var kinds []byte
	for _, t := range trace {
		if t[0] == 'w' {
			total++
			if kinds == nil && len(marks[t]) > 0 {
				kinds = make([]byte, len(words))
			}
		}
	}
	if kinds == nil {
		return nil
	}
	for _, t := range trace {
		for _, i := range marks[t] {
			if t[0] == 'w' {
				kinds[i] = 'w'
			} else if kinds[i] == 0 {
				kinds[i] = 's'
			}
		}
	}
	for i, w := range words {
		if kinds[i] == 0 && connective[w.folded] {
			kinds[i] = 'c'
		}
	}
	var spans []span
	for i := 0; i < len(words); {
		if kinds[i] != 'w' && kinds[i] != 's' {
			i++
			continue
		}
		j, last := i, i
		distinct := map[string]bool{}
		short := false
		for ; j < len(words) && kinds[j] != 0 && (j == i || gap(text[words[j-1].to:words[j].from])); j++ {
			switch kinds[j] {
			case 'w':
				distinct[words[j].folded], last = true, j
			case 's':
				short, last = true, j
			}
		}
		if len(distinct) >= 2 || len(distinct) == 1 && (total == 1 || short || introduced(text, words, i)) {
			spans = append(spans, span{words[i].from, words[last].to})
		}
		i = max(j, i+1)
	}
	return spans
}

// introducers stand before the name of a firm or a person.
var introducers = set(`DITTA DITTE IMPRESA SIG SIGRA SIGNOR SIGNORA STUDIO PROFESSIONISTA ARTISTA MAESTRO FOTOGRAFO FALEGNAMERIA OFFICINA AVVOCATO ARCHITETTO INGEGNERE GEOMETRA
	DOTTORE DOTTORESSA FAVORE COGNOME NOME RTP RTI ATI T P CAPOGRUPPO MANDATARIA MANDANTE CONIUGI EREDI EDICOLA FLORICOLTORI TAPPEZZERIA INCISORIA LIBRERIA`)

// introduced says whether word i of a person's name may stand alone: after an introducer or a title, or beside a mask.
func introduced(text string, words []word, i int) bool {
	if i > 0 && (introducers[words[i-1].folded] || titles[words[i-1].folded]) {
		return true
	}
	return strings.HasSuffix(strings.TrimRight(text[:words[i].from], " "), masked) ||
		strings.HasPrefix(strings.TrimLeft(text[words[i].to:], " "), masked)
}
