package record

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// maxName is how many bytes of a name are kept. What is longer names no organisation: it is a text in the wrong field.
const maxName = 2 << 10

// NewRef is the organisation that a document names, or the bare fact that it names a natural person: then neither name nor
// identifier is kept. Scheme is a register as in org-id.guide, or what the document calls it; country is ISO 3166-1 alpha-2.
//
// The rules, first come first served:
//
//   - a company's legal form in the name (srl, ltd, gmbh …): no. A personal code beside it is dropped; the surnames of
//     partners in a company's own name ("… di X & C. snc") are the company's name and stay.
//   - a personal code (personalCodes) unless the name is plainly a body's, which is kept without it, a legal form of a person trading alone, or an academic or polite title: yes.
//   - a temporary grouping named by the person who leads it: likely.
//   - a word of bodies, associations and partnerships (comune, fondazione, group, architects …), or a code that only organisations
//     have: no. Who represents a body in its name is masked.
//   - a title that only parties are told by (partyTitles) before a name, or a profession in the singular beside it: yes, likely.
//   - a form that only names of persons have in the language (forms.go): a patronymic, initials, a surname that few firms begin with.
//   - the form of a personal name, alone or after "di", with a common given name in it or a dotted initial beside it, or a surname
//     with a comma before the given name: likely. Two surnames joined by an ampersand are a partnership's.
//   - otherwise unknown, and the name is kept; none is where the document says no more than that it gives none ("N/A", "see list").
//
// Where several bidders are named together, each that would be a person alone is masked.
// Of a text longer than maxName the beginning is kept, and … behind it.
func NewRef(name, scheme, identifier, country string) Ref {
	if len(name) > maxName {
		name = strings.ToValidUTF8(name[:maxName], "") + "…"
	}
	name, scheme, identifier = nameOf(name), strings.TrimSpace(scheme), Clean(identifier)
	country = strings.ToUpper(strings.TrimSpace(country))
	person, code := personOf(name, scheme, identifier, country)
	if person == "yes" || person == "likely" {
		return Ref{Name: Person, Country: country, Person: person, Public: "unknown"}
	}
	if code == "yes" || identifier == "" {
		scheme, identifier = "", ""
	}
	if name = maskCodes(name); strings.Contains(name, "0") {
		name = reLandline.ReplaceAllString(name, "${1}"+masked)
	}
	if len(name) > 2*minMember && mayBeGroup(name) && reGroup.MatchString(name) {
		name = maskMembers(name, country)
	}
	if person == "no" && strings.ContainsAny(name, "-–,(") {
		if m := reOfBody.FindStringSubmatchIndex(name); m != nil && (name[m[2]-1] == '(' || !strings.Contains(fold(name), "ASSOCIAT")) {
			name = name[:m[2]] + Mask(name[m[2]:])
		}
	}
	if slices.ContainsFunc(standingFor, func(s string) bool { return strings.Contains(name, s) }) {
		if m := reStandsFor.FindStringSubmatchIndex(name); m != nil {
			name = name[:m[4]] + Mask(name[m[4]:])
		} else if m := reRepresentative.FindStringSubmatchIndex(name); m != nil && m[2] >= 0 {
			name = Mask(name[:m[0]]) + name[m[0]:]
		} else if m != nil {
			name = name[:m[1]] + Mask(name[m[1]:])
		}
	}
	return Ref{Name: name, Scheme: scheme, Identifier: identifier, Country: country, Person: person, Public: "unknown"}
}

// nameOf is the name in s; "" where people wrote that there is none, or where else it stands.
func nameOf(s string) string {
	s = Clean(s)
	if len(s) <= maxNothing && saysNothing[strings.Trim(fold(s), " .,:;-–—()[]<>*\"'")] {
		return ""
	}
	return s
}

// saysNothing are what people write in the place of a name that they do not give. A short word that may be a firm's stays one.
var saysNothing = func() map[string]bool {
	m := map[string]bool{}
	for s := range strings.SplitSeq(`N/A,N.A,N/D,N.D,N.N,NOT APPLICABLE,NOT AVAILABLE,NOT SPECIFIED,NOT STATED,NOT KNOWN,NOT DEFINED,NOT DISCLOSED,UNKNOWN,UNDEFINED,
SAME AS ABOVE,AS ABOVE,SEE ABOVE,SEE BELOW,SEE LIST,SEE ATTACHED,SEE ATTACHED LIST,TO BE CONFIRMED,TO BE DETERMINED,AS GIVEN,OFFICIAL NAME,ORGANISATION NAME,ORGANIZATION NAME,COMPANY NAME,NAME OF COMPANY,VARIOUS,VARIOUS SUPPLIERS,MULTIPLE SUPPLIERS,
NON DEFINITO,DA DEFINIRE,DA IDENTIFICARE,DA INDIVIDUARE,NON DISPONIBILE,NON SPECIFICATO,NON APPLICABILE,NON PRESENTE,NESSUNO,SCONOSCIUTO,VEDI ELENCO,VEDI ALLEGATO,OPERATORI ECONOMICI VARI,
NON APPLICABLE,SANS OBJET,INCONNU,NON COMMUNIQUE,VOIR LISTE,DIVERS,NICHT ZUTREFFEND,KEINE ANGABE,KEINE ANGABEN,UNBEKANNT,ENTFALLT,SIEHE LISTE,SIEHE OBEN,
NO APLICA,NO DISPONIBLE,NO ESPECIFICADO,DESCONOCIDO,VER LISTA,NIE DOTYCZY,NU ESTE CAZUL`, ",") {
		m[strings.TrimSpace(s)] = true
	}
	return m
}()

const maxNothing = 32

// personOf says whether a party is a natural person, and what its identifier alone says.
func personOf(name, scheme, identifier, country string) (person, code string) {
	code = codeOf(scheme, identifier, country)
	words := nameWords(strings.TrimLeft(name, "0123456789")) // a number of the publisher's own may stand before a name
	switch {
	case isCompany(words):
		return "no", code
	case code == "yes" && !isBody(name, words), isSole(words), isSoleIn(words, country), reSole.MatchString(name), name == Person:
		return "yes", code
	case leads(name, words):
		return "likely", code
	case isSchool(words), hasAny(words, organisationWords) && !(isTrader(words) && !hasAny(words, bodyWords)),
		strings.Contains(name, "&") && rePartners.MatchString(name):
		return "no", code
	case isTitled(name, words):
		return "yes", code
	case isBulgarian(words, country):
		return "likely", code
	case code == "no":
		return "no", code
	case isTitledParty(name, words, country):
		return "yes", code
	case rePair.MatchString(name):
		return "unknown", code
	case isPractitioner(words), hasForm(name, words, country):
		return "likely", code
	}
	if isSpanish(words, country) || isPolish(words, country) {
		return "likely", code
	}
	if reComma.MatchString(name) && isPersonal(words) && !orgname.Ordinary(words[0]) { // Perth, Victoria
		return "likely", code
	}
	parted := reAndOr.ReplaceAllString(strings.ReplaceAll(name, " - ", "–"), "–")
	if i := strings.LastIndexByte(parted, '-'); i > 0 && tradeWords[fold(strings.TrimSpace(parted[i+1:]))] {
		parted = parted[:i] + "–" + parted[i+1:]
	}
	for i, part := range strings.FieldsFunc(parted, func(r rune) bool { return strings.ContainsRune("–—,;()/", r) }) {
		if words := beforeAddress(nameWords(strings.TrimLeft(part, "0123456789"))); isPersonal(words) || isTrader(words) || i == 0 && isBorne(words) {
			return "likely", code
		}
	}
	if country == "IT" {
		if parted := unglued(words); parted != nil && (len(words) == 1 || isTrader(parted)) {
			return "likely", code
		}
	}
	if m := reInitial.FindStringSubmatch(name); m != nil && (m[1] == "") != (m[3] == "") && m[1] != "S" && formOfName(append(nameWords(m[2]), "X")) { // S. is a saint
		return "likely", code
	}
	if tradesUnderInitial(name, words) {
		return "likely", code
	}
	if i := reTradingAs.FindStringIndex(name); i != nil && formOfName(nameWords(name[:i[0]])) {
		return "likely", code
	}
	if code == "hardly" {
		return "no", code
	}
	return "unknown", code
}

// isBody says whether a name is so plainly a body's that a personal code beside it is a slip or of whom it is represented by.
func isBody(name string, words []string) bool {
	return hasAny(words, bodyWords) && !hasAny(words, givenNames) && !isTrader(words) && !isTitled(name, words) && !isTitledParty(name, words, "")
}

// standingFor are parts of the words that reStandsFor finds, one of which is in every name worth its search.
var standingFor = []string{"ertreten durch", "appresentat", "appresentan", "APPRESENTAN", "EPRESENT", "epresent", "eprésent", "eprezent"}

var (
	// reSole finds the Moldovan form of a person trading alone, its letters with dots and often with an О for the Î.
	reSole = regexp.MustCompile(`^(?:Î\.? ?I\.|I\.I\. |II |ÎI )[ "„]*\p{L}|[ ](?:[OОÎ]\.I\.)$|^ი/მ |^M° ?\p{Lu}`)
	// rePartners finds the partners whom a company's name does not give.
	rePartners = regexp.MustCompile(`& ?(?:C|CO|Co|CIA|Cia)(?:\.|\b)`)
	// reStandsFor finds who represents a body.
	reStandsFor = regexp.MustCompile(`(?i)(vertreten durch|rappresentat[ao] da|represented by|représentée? par|representad[ao] por|reprezentată? (?:de|prin))(.*)$`)
	// reRepresentative finds the word for who may sign for a body, who stands before it where the body follows, and behind it elsewhere.
	reRepresentative = regexp.MustCompile(`(?i)\b(?:legale rappresentante|rappresentante legale|legal representative|représentant légal|representante legal)( (?:di|del|dello|della|of|de|du|da|do) | dell['’])?`)
	// rePair finds two surnames that are a partnership's name.
	rePair = regexp.MustCompile(`^[\p{L}'’-]+ ?[&+] ?[\p{L}'’-]+$`)
	// reOfBody finds somebody of a body whose name comes first.
	reOfBody = regexp.MustCompile(`(?: - |– |, |\()((?i:prof|dott|ing|arch|avv|geom|dr)(?:\.|\.ssa\.?) ?\p{Lu}.*)$`)
	// reInitial finds a surname with the initial of a given name, which has its full stop.
	reInitial = regexp.MustCompile(`^(?:(\p{Lu})\. ?)?((?:(?i:DI|DE|DEL|DELLA|LO|LA) )?\p{L}{4,})( \p{Lu}\.)?$`)
	// reComma finds a surname before a comma and what may be a given name behind it.
	reComma = regexp.MustCompile(`^[\p{L}'’-]{2,}, ?[\p{L}-]{3,}$`)
	// reAndOr parts a trader's own name from the shop's, as Spanish invoices do.
	reAndOr     = regexp.MustCompile(`(?i) y/o `)
	reTradingAs = regexp.MustCompile(`(?i) t/?a\.? | trading as | d/?b/?a\.? | doing business as `)
)

// beforeAddress are the words of a name before an address, a postal code or a telephone number that a publisher put there.
func beforeAddress(words []string) []string {
	for i, w := range words {
		if i < 2 {
			continue
		}
		if addressWords[w] || strings.ContainsAny(w, "0123456789") && !(i+1 < len(words) && words[i+1] == "DI") {
			return words[:i]
		}
	}
	return words
}

var addressWords = set(`VIA VIALE VICOLO PIAZZA PIAZZALE LARGO LOCALITA CALLE AVENIDA STRASSE STRADA STR`)

// PersonalForm says whether a name has the form of a person's, known or not: two to six words, none of them an
// organisation's or a trade's. It is evidence only beside other evidence.
func PersonalForm(name string) bool {
	words := nameWords(Clean(name))
	return len(words) > 1 && !isCompany(words) && !isTitled(name, words) && formOfName(words) && borneAtAll(words)
}

// borneAtAll says whether one of the words may be borne: not all of them are words of a language, places or particles.
func borneAtAll(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return isGivenName(w) || !particles[w] && utf8.RuneCountInString(w) > 1 && !orgname.Ordinary(w)
	})
}

func formOfName(words []string) bool {
	n := 0
	for _, w := range words {
		switch {
		case particles[w] || utf8.RuneCountInString(w) == 1 && w != "A" || w == "Y":
		case strings.Contains(w, "&") || !nameLike(w) || stopWords[w] || lastForms[w] || formless[w]:
			return false
		default:
			n++
		}
	}
	return n >= 1 && len(words) >= 2 && len(words) <= 6
}

// formless are words of bodies and departments that a personal name does not have.
var formless = set(`PROCUREMENT PURCHASING CONTRACT CONTRACTS TENDERS BUSINESS TRADE PUBLIC NATIONAL OFFICE UNIT HOME CARE COMPRAS ADQUISICIONES CONTRATACIONES
	DELEGACION GRUPO GERENCIA ESTADO FEDERAL MEXICO SERVICIO SEGUROS PRODUCCIONES HOGARES VIAJES EMPRESA CENTER CENTRE HIGHWAYS TAXIS CABS TRAVEL PROPERTY
	TEAM SUPPORT HELPDESK DESK CUSTOMER SERVICE SERVICES TECHNICAL COMMERCIAL MANAGEMENT`)

// nameWords are the folded words of a name: dotted abbreviations joined (S.p.A. is SPA), single letters in a row too where
// they end in a legal form (S r l).
func nameWords(name string) []string {
	var words []string
	for _, chunk := range strings.FieldsFunc(name, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(`,;:/()[]{}"“”„«»&+*|_`, r)
	}) {
		parts := strings.FieldsFunc(fold(chunk), func(r rune) bool { return r == '.' })
		short := len(parts) > 1
		for _, p := range parts {
			short = short && len([]rune(p)) <= 2
		}
		if short {
			parts = []string{strings.Join(parts, "")}
		}
		for _, p := range parts {
			if p = strings.Trim(p, "'’`´-–—?!°%<>\\"); p != "" {
				words = append(words, p)
			}
		}
	}
	for n := 4; n >= 3; n-- {
		for i := 0; i+n <= len(words); i++ {
			joined := strings.Join(words[i:i+n], "")
			if len(joined) == n && companyForms[joined] {
				words = append(append(words[:i:i], joined), words[i+n:]...)
			}
		}
	}
	return words
}

func isSole(words []string) bool {
	joined := " " + strings.ReplaceAll(strings.Join(words, " "), "-", " ") + " "
	for _, f := range soleForms {
		if strings.Contains(joined, " "+f+" ") {
			return true
		}
	}
	return false
}

// isTitled says whether a title of a person stands in the name: with its full stop, or with a given name beside it.
func isTitled(name string, words []string) bool {
	for i, w := range words {
		if !titles[w] || len(words) == 1 {
			continue
		}
		if fullTitles[w] || hasAny(words, givenNames) || strings.Contains(fold(name), w+".") && i+1 < len(words) {
			return true
		}
	}
	return false
}

// nameLike says whether a folded word may be part of a personal name.
func nameLike(w string) bool {
	n := 0
	for _, r := range w {
		if !unicode.IsLetter(r) && !strings.ContainsRune("'’-`?\ufffd\\", r) { // a question mark for a lost letter
			return false
		}
		n++
	}
	return n >= 2 && !tradeWords[w] && !organisationWords[w] && !connective[w] && !unicode.Is(unicode.Han, []rune(w)[0])
}

// isPersonal says whether the words are a given name and a surname, in either order, with at most words of a trade around. A
// given name that is an ordinary word too (Luna, Franco) needs one word beside it and no more.
func isPersonal(words []string) bool {
	own, given, clear := 0, 0, 0
	joined := false // by "y" to a mother's name, or by "e" to a brother's
	for i, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		switch {
		case i > 0 && saints[words[i-1]] && !(i > 1 && around[words[i-2]]) || i == 0 && saints[w]:
			return false
		case len(words) == 2 && surnameTrades[w] && clearNames[words[1-i]]:
			own++
		case tradeWords[w]:
		case particles[w] && i+1 < len(words):
		case isGiven(w, givenNames):
			own, given = own+1, given+1
			if isGiven(w, clearNames) {
				clear++
			}
		case utf8.RuneCountInString(w) == 1 && unicode.IsLetter(first) && (!connective[w] || own == 0):
		case w == "A" && i == 1 && clear == 1 && len(words) > 2 && nameLike(words[2]): // the initial of a second given name
		case ands[w] && i+1 < len(words) && given > 0:
			joined = true
		case nameLike(w):
			own++
			if strings.HasPrefix(w, "D'") && clearNames[w[2:]] { // a surname made of a given name
				given, clear = given+1, clear+1
			}
		default:
			return false
		}
	}
	return own >= 2 && (own <= 4 || own <= 6 && given >= own-3) && (clear > 0 || given > 0 && own == 2 && len(words) == 2+count(words, around) || betweenGiven(words) || own == 2 && standsBeforeParticle(words)) &&
		(!joined || given > 1 || slices.Contains(words, "Y"))
}

// around are words that stand beside the two of a name and are no part of the question whether it is one.
var around = set(`DITTA IMPRESA`)

func count(words []string, m map[string]bool) (n int) {
	for _, w := range words {
		if m[w] {
			n++
		}
	}
	return n
}

// isGiven says whether w is a name of the list, or several of them joined by hyphens.
func isGiven(w string, list map[string]bool) bool {
	if list[w] {
		return true
	}
	parts := strings.Split(w, "-")
	return len(parts) > 1 && !slices.ContainsFunc(parts, func(p string) bool { return !list[p] })
}

// isGivenName says whether w is a given name of either list.
func isGivenName(w string) bool { return isGiven(w, givenNames) || isGiven(w, partyNames) }

// surnameTrades are words of a trade that are common surnames too.
var surnameTrades = set(`FIORI GUIDA PALAZZO FERRO FABBRO FORTE FORNO POZZI`)
