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

// caseless says whether a text is written so that capitals tell nothing: in capitals, or without any.
func caseless(words []word) bool {
	long, upper, lower := 0, 0, 0
	for _, w := range words {
		if w.n < 3 {
			continue
		}
		long++
		if w.all {
			upper++
		}
		if !w.upper {
			lower++
		}
	}
	return upper*10 >= long*7 || lower == long
}

// mayBeName says whether a word in a text may be part of a personal name.
func (w word) mayBeName(caseless bool) bool {
	return w.n >= 3 && (caseless || w.upper) && nameLike(w.folded) && !stopWords[w.folded] && !titles[w.folded] && !placeWords[w.folded] && !companyForms[w.folded] && !ordinary[w.folded]
}

// nameFrom is the index after the last word of the personal name that begins at i: at most four words side by side, surname
// particles among them. After a title, what follows a given name is a surname, whatever else the word may mean.
func nameFrom(text string, words []word, i int, caseless, title bool) int {
	end, n := i, 0
	for j := i; j < len(words) && n < 4; j++ {
		w := words[j]
		if j > i && !beside(text[words[j-1].to:w.from], words[j-1]) {
			break
		}
		switch {
		case w.mayBeName(caseless), title && n == 1 && w.n >= 3 && givenNames[words[j-1].folded] && (caseless || w.upper) && !stopWords[w.folded],
			givenNames[w.folded] && (caseless || w.upper):
			n, end = n+1, j+1
		case n >= 2 && !w.upper && (w.folded == "DI" || w.folded == "DA" || w.folded == "DAL"): // of a town
			return end
		case particles[w.folded] && w.n <= 5, w.n == 1 && w.upper && strings.HasPrefix(text[w.to:], "."):
		default:
			return end
		}
	}
	return end
}

// company says whether the words that follow word at-1 make a name a company's: a legal form, words of a trade and a legal
// form, or "& C.".
func company(text string, words []word, at int) bool {
	rest := strings.TrimSpace(text[words[at-1].to:])
	if strings.HasPrefix(rest, "& ") || strings.HasPrefix(strings.ToUpper(rest), "E C.") {
		return true
	}
	if len(rest) > 60 {
		rest = strings.ToValidUTF8(rest[:60], "")
	}
	if i := strings.IndexAny(rest, ",;:-–()\""); i >= 0 {
		rest = rest[:i]
	}
	for i, w := range nameWords(rest) {
		switch {
		case companyForms[w], i == 0 && at == len(words)-1 && lastForms[w]:
			return true
		case !tradeWords[w] || i > 3:
			return false
		}
	}
	return false
}

// afterPlace says whether a word of streets, schools, theatres … stands at most reach words before word i, and nothing
// between them that introduces somebody else.
func afterPlace(text string, words []word, i, reach int) bool {
	if i > 0 && saints[words[i-1].folded] {
		return true
	}
	for j := i - 1; j >= 0 && j >= i-reach; j-- {
		if strings.ContainsAny(text[words[j].to:words[j+1].from], ";:()!?") || breakers[words[j].folded] {
			return false
		}
		if placeWords[words[j].folded] {
			return true
		}
	}
	return false
}

// named says whether only a space parts the title i from the word of a street, school … before it, which bears the name then.
func named(text string, words []word, i int) bool {
	return i > 0 && (placeWords[words[i-1].folded] || saints[words[i-1].folded]) && strings.TrimSpace(text[words[i-1].to:words[i].from]) == ""
}

// titled finds names after a title.
func titled(text string, words []word) []span {
	bare := caseless(words)
	var spans []span
	for i, w := range words {
		if !titles[w.folded] || i > 0 && titles[words[i-1].folded] || i+1 == len(words) || named(text, words, i) {
			continue
		}
		at := i + 1
		stop := strings.HasPrefix(text[w.to:], ".")
		for at < len(words) && (titles[words[at].folded] || words[at].n <= 3 && (words[at].folded == "SSA" || words[at].folded == "RA")) && gap(text[words[at-1].to:words[at].from]) {
			at++
		}
		if at == len(words) || !gap(text[words[at-1].to:words[at].from]) {
			continue
		}
		end := nameFrom(text, words, at, bare, true)
		if end == at || company(text, words, end) {
			continue
		}
		given := -1
		for j := at; j < end; j++ {
			if givenNames[words[j].folded] {
				given = j
			}
		}
		if given < 0 {
			if !stop && (bare || !fullTitles[w.folded]) || !words[at].mayBeName(bare) {
				continue
			}
			if bare {
				end = min(end, at+2)
			}
		} else if bare {
			end = min(end, max(given+2, at+2))
		}
		spans = append(spans, span{words[at].from, words[end-1].to})
	}
	return spans
}

// paired finds a clear given name beside a word that may be a surname.
func paired(text string, words []word) []span {
	bare := caseless(words)
	var spans []span
	for i, w := range words {
		if !clearNames[w.folded] || !bare && !w.upper || w.n < 3 || verb(text[w.from:w.to]) || i > 0 && w.folded == "MARCO" && frames[words[i-1].folded] || afterPlace(text, words, i, 6) {
			continue
		}
		from, end := i, nameFrom(text, words, i, bare, false)
		if bare {
			end = min(end, i+3)
		}
		if i > 0 && words[i-1].mayBeName(bare) && beside(text[words[i-1].to:w.from], words[i-1]) && (!bare || end == i+1 || givenNames[words[i+1].folded]) {
			from--
			if i+1 < len(words) && !words[i+1].upper { // "… of a town"
				end = i + 1
			}
		}
		if end-from < 2 || company(text, words, end) || end < len(words) && placeEnds[words[end].folded] {
			continue
		}
		spans = append(spans, span{words[from].from, words[end-1].to})
	}
	return spans
}

// contacted finds the two words of a name that "contact" introduces, where a way to reach it follows.
func contacted(text string, words []word) []span {
	if caseless(words) {
		return nil
	}
	var spans []span
	for i := 1; i+1 < len(words); i++ {
		a, b := words[i], words[i+1]
		if !contacts[words[i-1].folded] || !a.mayBeName(false) || !b.mayBeName(false) || a.all || b.all || formless[a.folded] || formless[b.folded] ||
			text[words[i-1].to:a.from] != " " || text[a.to:b.from] != " " {
			continue
		}
		rest := strings.TrimLeft(text[b.to:], " ,:(-")
		for _, way := range []string{"on ", "at ", "by ", "via ", "email", "e-mail", "tel", "phone", masked} {
			if strings.HasPrefix(strings.ToLower(rest), way) {
				spans = append(spans, span{a.from, b.to})
				break
			}
		}
	}
	return spans
}

var contacts = set(`CONTACT CONTACTING CONTATTARE CONTACTAR CONTACTER`)

// frames stand before "marco", a framework in Spanish.
var frames = set(`CONTRATO CONTRATOS CONVENIO CONVENIOS ACUERDO ACUERDOS`)

// verb says whether a word with its accent is Italian "will be", not the given name that folding makes of it.
func verb(s string) bool { return strings.EqualFold(s, "sarà") }

// ordinary are words of the documents that stand beside given names and are no surnames.
var ordinary = set(`ANTIVIRUS LICENZE LICENZA CONCERTO PRANZO CENA FESTA MERCATO PIANO FONDO FONDI RASSEGNA SPETTACOLO MOSTRA NECROLOGIO DEFUNTO DEFUNTA SPORTELLO
	DIPENDENTE DIPENDENTI CONSIGLIERE MINORE MINORI FILM LIBRO VOLUME TITOLO ALFA TELA DIPINTO ADA ALBERTA CAROLINA IRMA JULIO MARCA MARCHIO DEERE QUINTO SESTO IMPORTO LOTTO VARCO VALORE EDICOLA TABACCHERIA
	INTERVENTO INTERVENTI VERIFICA SORVEGLIANZA INDUSTRIALE DOCUMENTALE ELECTRONICS BIKE KIT SET INFORMATION HORMONE`)
