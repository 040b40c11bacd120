package record

import (
	"slices"
	"strings"
)

// partyTitles stand before or behind a party's name, and say that it is a person's. In a text most of them are words, so that
// only names of parties are told by them; under a country, titles that are used there alone.
var partyTitles = map[string]map[string]bool{
	"": set(`MR MRS MS MISS SIR DR DRA DRE PROF REV REVD RABBI FR SHRI SMT CLLR COUNCILLOR ENG ENGR ING ARCH AVV AVVTO ARQ LIC MAITRE MAESTRO
		MGR MUDR JUDR PHDR RNDR MVDR PAEDDR MDDR THDR PHARMDR DIPL MAG OZV MEVR MEVROUW DHR ADW LEK PERIT FAMILIE FAMIGLIA VEUVE
		AVOCAT AVOCATUL ADVOKAT ADVOKATKA ADWOKAT ABOGADO ABOGADA ADVOGADO ADVOGADA RECHTSANWALT RECHTSANWALTIN NOTAR NOTARIN NOTARIUSZ NOTARUL
		STEUERBERATER STEUERBERATERIN OUVIDOR DOMNUL DOAMNA Г-Н Г-ЖА Г-ЦА Г-ЃА АДВОКАТ НОТАРІУС НОТАРИУС ΔΙΚΗΓΟΡΟΣ ΙΑΤΡΟΣ ΚΟΣ ΚΑ`),
	"FR": set(`M ME`), "BE": set(`M ME IR`), "LU": set(`ME`), "NL": set(`IR`), "AT": set(`DI`), "VN": set(`ONG BA`), "BG": set(`ИНЖ АРХ`), "MK": set(`ИНЖ АРХ`),
}

// soleIn are forms of a person trading alone that mean so in one country, where they are the first or the last word; after a hyphen,
// where they are the last.
var soleIn = map[string]map[string]bool{
	"HU": set(`-EV`), "DE": set(`-EK -EKFM -EKFR`), "RS": set(`-PR -ПР ПРЕДУЗЕТНИК PREDUZETNIK`), "LV": set(`IK`), "EE": set(`FIE`), "BG": set(`ET ЕТ`), "MD": set(`GT BNP -PATENTA`),
	"BR": set(`-MEI`), "FR": set(`-EI EIRL`), "NO": set(`-ENK ENKELTPERSONFORETAK`), "DK": set(`ENKELTMANDSVIRKSOMHED`), "FI": set(`TMI TOIMINIMI`), "SK": set(`SZCO`), "CZ": set(`OSVC`),
	"HR": set(`OBRT`), "MK": set(`ТП`),
}

// isSoleIn says whether the first or the last word is a form of a person trading alone in this country.
func isSoleIn(words []string, country string) bool {
	forms := soleIn[country]
	if len(forms) == 0 || len(words) < 2 {
		return false
	}
	last := words[len(words)-1]
	return forms[words[0]] || forms[last] || forms["-"+last]
}

// isTitledParty says whether a title of partyTitles stands before a personal name and nothing else, behind it after a comma, or before one
// word that is nothing but a surname.
func isTitledParty(name string, words []string, country string) bool {
	own := words
	for len(own) > 1 && (partyTitles[""][own[0]] || partyTitles[country][own[0]] || titles[own[0]]) {
		own = own[1:]
		for len(own) > 1 && (titleEnds[own[0]] || len(own[0]) == 1 && strings.Contains(name, ".")) {
			own = own[1:]
		}
	}
	if len(own) < len(words) {
		return borneAlone(own)
	}
	before, after, comma := strings.Cut(name, ",")
	if !comma {
		return false
	}
	behind := nameWords(after)
	return len(behind) > 0 && borneAlone(nameWords(before)) &&
		!slices.ContainsFunc(behind, func(w string) bool {
			return !(partyTitles[""][w] || titles[w] || titleEnds[w] || isProfession(w))
		})
}

// titleEnds are what a title may have behind it.
var titleEnds = set(`MED DENT HABIL INZ HAB ARCH ING FH ETH TU UNIV PHIL JUR NAT RER AGR FOR MD PHD CPA ESQ RN BSC MSC ET MME AND MRS HON DIPL JR SR`)

// borneAlone says whether the words have the form of a personal name and no more: at least one of them is no word of a language, of
// organisations or a place, and a single one is long enough for a surname.
func borneAlone(words []string) bool {
	n, own := 0, 0
	for _, w := range words {
		switch {
		case particles[w] || len(w) == 1:
		case !nameLike(w) || stopWords[w] || lastForms[w] || formless[w] || companyForms[w] || strings.HasSuffix(w, "'S"):
			return false
		default:
			n++
			if !ordinaryWord(w) {
				own++
			}
		}
	}
	return n <= 4 && own > 0 && (n > 1 || own == 1 && len(words[len(words)-1]) > 3)
}

// isProfession says whether a word is what one person is by profession or art: a plural is a partnership's.
func isProfession(w string) bool {
	return professions[w] || strings.HasSuffix(w, "MEISTER") && len(w) > 9 || strings.HasSuffix(w, "MEISTERIN") || strings.HasSuffix(w, "ARCHITECT") || strings.HasSuffix(w, "ARCHITEKT")
}

var professions = set(`ARTIST ARTISTE ARTISTA PAINTER SCULPTOR SCULPTEUR SCULPTRICE SCULTORE SCULTRICE PITTORE PITTRICE ATTORE ATTRICE ACTOR ACTRIZ ACTEUR COMEDIEN COMEDIENNE FOTOGRAFO FOTOGRAFA
	FOTOGRAF FOTOGRAFIN PHOTOGRAPHE PHOTOGRAPHER ILLUSTRATOR ILLUSTRATRICE ILLUSTRATEUR ILLUSTRATORE KUNSTLER KUNSTLERIN BILDHAUER BILDHAUERIN MALER MALERIN
	ARCHITEKTIN ARCHITECTE ARCHITETTO ARCHITETTA ARQUITECTO ARQUITECTA ARQUITETO ARQUITETA ARKITEKT ARCHITECTA INGENIERO INGENIERA INGENIEUR INGENIEURIN INGENIEURE
	ENGENHEIRO ENGENHEIRA INZENYR PAYSAGISTE URBANISTE GEOMETRE TRANSLATOR TRADUTTORE TRADUTTRICE TRADUCTOR TRADUCTORA TRADUCTEUR TRADUCTRICE UBERSETZER UBERSETZERIN
	DOLMETSCHER DOLMETSCHERIN INTERPRETER CONSULTANT CONSULENTE INFIRMIER INFIRMIERE ERGOTHERAPEUTE ERGOTERAPEUTA PSICOLOGO PSICOLOGA PSYCHOLOGUE PSYCHOLOGIST PSYCHOLOGE
	PSYCHOLOGIN LOGOPEDISTA ORTHOPHONISTE FISIOTERAPISTA PHYSIOTHERAPIST KINESITHERAPEUTE RECHTSANWALT RECHTSANWALTIN ABOGADO ABOGADA ADVOGADO ADVOGADA AVVOCATO AVVOCATA
	AVOCAT AVOCATE ADVOKAT ADVOKATKA ADWOKAT BARRISTER SOLICITOR NOTAR NOTARIN NOTAIRE UGYVED KOZJEGYZO STEUERBERATER STEUERBERATERIN ZIVILTECHNIKER ZIVILTECHNIKERIN
	MUSICISTA MUSICIEN MUSICIENNE MUSIKER MUSIKERIN REGISTA VIOLINISTA PIANISTA PIANISTE CANTANTE SCRITTORE SCRITTRICE ECRIVAIN AUTEUR AUTRICE DOCENTE FORMATORE FORMATRICE
	GIORNALISTA JOURNALIST JOURNALISTE PERIODISTA ARCHEOLOGO ARCHEOLOGA RESTAURATORE RESTAURATRICE RESTAURATEUR RESTAURATRICE DANZATORE DANZATRICE COREOGRAFO COREOGRAFA`)

// isPractitioner says whether a word of a profession in the singular stands beside a personal name and nothing else.
func isPractitioner(words []string) bool {
	at := slices.IndexFunc(words, isProfession)
	if at < 0 || at != 0 && at != len(words)-1 {
		return false
	}
	own := slices.Delete(slices.Clone(words), at, at+1)
	return len(own) > 1 && borneAlone(own) && !slices.ContainsFunc(own, ordinaryWord)
}
