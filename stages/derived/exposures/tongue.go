package exposures

import "github.com/perimeter-data/perimeter/stages/decision"

// tongue is all that a wording says, in one language. What may be said follows from the channel, the sense and the relation
// alone. No template says that anybody did wrong, that anything is certain, or that a thing bought was delivered.
type tongue struct {
	// sentences are the first sentence of each exposure, by channel and sense; "*" is any sense.
	//
	//	{body}      the public body
	//	{what}      what the record names, by relation
	//	{supplier}  who was awarded
	//
	// Those of what is pending, where the record tells of no award, stand under "pending " and the channel.
	sentences map[string]map[string]string

	named  map[string]string            // what the record names, by relation, in a text
	called map[string]map[string]string // what a supplier's name is to the vendor, by relation and certainty; "*" is any

	goesBack         string            // whom a claim goes back to
	nobodySays       string            // where it names nobody
	translation      string            // the one text that says so is a translation
	translations     string            // all of several are
	someTranslations string            // some of several are
	translatedFrom   string            // after that, the languages
	languages        map[string]string // by their codes
	alike            string            // before that, where what the record names is only like it
	unnamed          string            // a body of which only the code is known: code, register
	office           string            // beside that, the office that the record names

	supplier, suppliers, person, persons, nobody, coded, more, and string // who was awarded

	noValue, unknown, noCurrency, value, undecided, whole, paid string // money
	ceiling, framework, proposed, calledOff, calledOffUnder     string
	concession, turnover                                        string
	attributions                                                map[string]string
	vat, vatBy                                                  map[string]string // is VAT in it, and on whose word where the record itself does not say so
	inferred                                                    string

	about                                 map[string]string // the purchase, the observation, the call, the award, the first day of a contract; the same of what is pending
	noMeasure, noDay, firstIs             string
	already, until, before, beforeOne     string
	beforeAll, either, joined, limit      string
	bindsNone, bindsNowhere               string // to whom the measures speak: not to this body, unknown for want of its country
	bindsOther, bindsOthers               string // the rest of them, which do not speak to it
	bindsOne, bindsYes, unsureOne, unsure string // those that speak to bodies like this one, and those of which it is not known
	unverified                            string
	dayKinds                              map[string]string // what a day is where it is not simply the day
	since                                 map[string]string // what the first day is unless the measure took effect on it
	to, dayUnknown                        string

	notYet, noLonger string // a measure that does not name the vendor on the day

	removal, closing, lawful, lawfulAward string

	thousands, point string // between the digits of a number
}

// What a supplier's name is that has the word of a brand in it.
const (
	aBrandsWord     = "whose name has in it the word {brand}, which names goods of {vendor}; no source in this dataset documents it as a company of that family"
	parolaDiMarchio = "il cui nome contiene la parola {brand}, che indica prodotti di {vendor}; nessuna fonte di questi dati la documenta come società di quel gruppo"
)

var english = &tongue{
	sentences: map[string]map[string]string{
		"purchase text": {
			"purchase":           "{body} awarded a contract whose text names {what}.",
			"possession stated":  "The text of a contract that {body} awarded for something else says that the body has or uses what it names: {what}.",
			"possession implied": "The text of a contract that {body} awarded for something else implies, but does not say, that the body has what it names: {what}.",
			"removal":            "The text of a contract that {body} awarded names {what} as something to be removed or replaced.",
			"*":                  "The text of a contract that {body} awarded names {what}; whether that is what was bought is unclear.",
		},
		"tender text": {
			"call":               "{body} published a call for tenders whose text names {what}. No award of it is known here.",
			"possession stated":  "The text of a call for tenders of {body} for something else says that the body has or uses what it names: {what}. No award of it is known here.",
			"possession implied": "The text of a call for tenders of {body} for something else implies, but does not say, that the body has what it names: {what}. No award of it is known here.",
			"removal":            "The text of a call for tenders of {body} names {what} as something to be removed or replaced. No award of it is known here.",
			"*":                  "The text of a call for tenders of {body} names {what}; whether that is what was called for is unclear. No award of it is known here.",
		},
		"supplier": {
			"*": "{body} awarded a contract to {supplier}, {what}.",
		},
		"pending purchase text": {
			"purchase":           "The record tells of a call, or of a decision to buy or to award, of {body}, and of no award made; its text names {what}.",
			"possession stated":  "The record tells of a call, or of a decision to buy or to award, of {body} for something else, and of no award made; its text says that the body has or uses what it names: {what}.",
			"possession implied": "The record tells of a call, or of a decision to buy or to award, of {body} for something else, and of no award made; its text implies, but does not say, that the body has what it names: {what}.",
			"removal":            "The record tells of a call, or of a decision to buy or to award, of {body}, and of no award made; its text names {what} as something to be removed or replaced.",
			"*":                  "The record tells of a call, or of a decision to buy or to award, of {body}, and of no award made; its text names {what}; whether that is what was to be bought is unclear.",
		},
		"pending supplier": {
			"*": "The record tells that {body} proposed or announced an award to {supplier}, {what}; it tells of none made.",
		},
	},
	named: map[string]string{
		"same entity": "{vendor}",
		"family":      "a company of the {vendor} family",
		"brand":       "{brand}, a brand of {vendor}",
		"rebrand":     "{brand}, a brand under which some goods made by {vendor} are or were sold",
	},
	called: map[string]map[string]string{
		"same entity": {
			"identifier match":  "which has the registered number of {vendor}",
			"strong name match": "whose name is a name of {vendor}",
			"*":                 "whose name resembles a name of {vendor}",
			decision.Certainty:  "which the user's decisions take for {vendor}",
		},
		"family": {
			"identifier match":  "which has the registered number of a company of the {vendor} family",
			"strong name match": "whose name is that of a company of the {vendor} family",
			"*":                 "whose name resembles that of a company of the {vendor} family",
			decision.Certainty:  "which the user's decisions take for a company of the {vendor} family",
		},
		"brand":   {"*": aBrandsWord, decision.Certainty: "which the user's decisions take for a brand of {vendor}"},
		"rebrand": {"*": aBrandsWord, decision.Certainty: "which the user's decisions take for a brand under which goods made by {vendor} are sold"},
		"*":       {"*": aBrandsWord},
	},
	goesBack: "It goes back to: %s", nobodySays: "a text that names nobody", alike: "what resembles the name of ",
	translation: "The text that says so is a translation, by its own words%s.", translations: "The texts that say so are translations, by their own words%s.",
	someTranslations: "Some of the texts that say so are translations, by their own words%s.", translatedFrom: "; translated from: ",
	languages: map[string]string{"ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French", "it": "Italian", "ja": "Japanese", "nl": "Dutch", "pl": "Polish",
		"pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "uk": "Ukrainian", "zh": "Chinese"},
	unnamed: "the public body with the code %s (%s)", office: ", whose record names only “%s”,",
	supplier: "The supplier named is %s", suppliers: "The suppliers named, together, are %s",
	person: "The supplier is a natural person, whose name is not kept.", persons: "a natural person, whose name is not kept",
	nobody: "The record names no supplier.", coded: "the one with the code %s", more: "%d more", and: "and ",
	noValue: "No value is known.", unknown: "unknown", noCurrency: "(currency unknown)", value: "Awarded: ",
	undecided: "Value that the record gives, of an award that it does not tell as made: ", whole: "Value of that contract, which is not the value of what its text names: awarded ",
	paid: "; paid so far, as reported: ", ceiling: "The most that may be bought under it: %s; that is no purchase.",
	framework: "What was awarded is a framework agreement, which buys nothing by itself.", proposed: "It is for a framework agreement, which buys nothing by itself.",
	concession: "It is a concession: who runs it is paid, in part or whole, by its use.", turnover: "The turnover expected of who runs it: %s; that is no price that the body pays.",
	calledOff: "It was called off from a framework, whose number the record does not give.", calledOffUnder: "It was called off from the framework %s.",
	attributions: map[string]string{"line": "the value of the line itself", "lot": "the value of the whole lot", "contract": "the value of the whole contract"},
	vat:          map[string]string{"net": "without VAT", "gross": "VAT included"}, vatBy: map[string]string{"format": " by the rules of the record's format", "mapping": " as the user's mapping says"}, inferred: "currency inferred",
	about:     map[string]string{"purchase": "this purchase", "observation": "this observation", "call": "this call", "award": "this award", "period": "the first day of this contract", "pending": "this call or decision", "planned": "the first day given for the contract"},
	noMeasure: "No measure in this dataset names %s.",
	noDay:     "The day of %s is not known, so that it cannot be set beside the measures that name %s", firstIs: "; the first is %s",
	already: "came when %s was already named in %s", until: "came after %s had been named in %s", before: "came before %s was named in %s",
	beforeOne: "came before the one measure in this dataset that names %s, %s",
	beforeAll: "came before every measure in this dataset that names %s; the first is %s",
	either:    "may have come before or after %s was named in %s", joined: "; it ",
	limit:        ", limited to some uses",
	bindsNone:    " As far as this dataset knows, none of these measures speaks to this body: each is of another jurisdiction, or speaks to nobody who buys, or to one body that this is not.",
	bindsNowhere: " The records do not say of which country this body is, so that it cannot be said whether any of these measures speaks to it.",
	bindsOne:     " As far as this dataset knows, one of these measures speaks to bodies like this one: %s.",
	bindsYes:     " As far as this dataset knows, these of the measures speak to bodies like this one: %s.", unverified: "no primary text read: check before quoting",
	unsureOne: " Whether %s speaks to this body is not known here.", unsure: " Whether %s speak to this body is not known here.",
	bindsOther:  " The other does not speak to this body: it is of another jurisdiction, or speaks to nobody who buys, or to one body that this is not.",
	bindsOthers: " The others do not speak to this body: each is of another jurisdiction, or speaks to nobody who buys, or to one body that this is not.",
	notYet:      "which did not name %s yet on that day", noLonger: "which is reported to name %s no longer on that day",
	dayKinds: map[string]string{"release": ", day of publication", "process": ", a day of the process; it may have come before or after that day",
		"period start": "; on which day it was concluded is not known here"},
	since: map[string]string{"announced": "announced ", "signed": "signed ", "reported": "reported "}, to: " to ", dayUnknown: "day unknown",
	removal: "To remove or replace what a body has lowers its exposure.",
	closing: "This is a lead to check, not a finding of wrongdoing", lawful: "; the purchase may have been lawful", lawfulAward: "; the award may have been lawful",
	thousands: ",", point: ".",
}

var italian = &tongue{
	sentences: map[string]map[string]string{
		"purchase text": {
			"purchase":           "{body} ha aggiudicato un contratto il cui testo nomina {what}.",
			"possession stated":  "Il testo di un contratto che {body} ha aggiudicato per un altro oggetto dice che l'ente ha o usa ciò che nomina: {what}.",
			"possession implied": "Il testo di un contratto che {body} ha aggiudicato per un altro oggetto lascia intendere, ma non dice, che l'ente abbia ciò che nomina: {what}.",
			"removal":            "Il testo di un contratto che {body} ha aggiudicato nomina {what} come qualcosa da rimuovere o sostituire.",
			"*":                  "Il testo di un contratto che {body} ha aggiudicato nomina {what}; se sia ciò che è stato acquistato non è chiaro.",
		},
		"tender text": {
			"call":               "{body} ha pubblicato un bando il cui testo nomina {what}. Qui non se ne conosce alcuna aggiudicazione.",
			"possession stated":  "Il testo di un bando di {body} per un altro oggetto dice che l'ente ha o usa ciò che nomina: {what}. Qui non se ne conosce alcuna aggiudicazione.",
			"possession implied": "Il testo di un bando di {body} per un altro oggetto lascia intendere, ma non dice, che l'ente abbia ciò che nomina: {what}. Qui non se ne conosce alcuna aggiudicazione.",
			"removal":            "Il testo di un bando di {body} nomina {what} come qualcosa da rimuovere o sostituire. Qui non se ne conosce alcuna aggiudicazione.",
			"*":                  "Il testo di un bando di {body} nomina {what}; se sia ciò che era richiesto non è chiaro. Qui non se ne conosce alcuna aggiudicazione.",
		},
		"supplier": {
			"*": "{body} ha aggiudicato un contratto a {supplier}, {what}.",
		},
		"pending purchase text": {
			"purchase":           "Il documento riferisce di un bando, o di una decisione di acquistare o di aggiudicare, di {body}, e di nessuna aggiudicazione avvenuta; il suo testo nomina {what}.",
			"possession stated":  "Il documento riferisce di un bando, o di una decisione di acquistare o di aggiudicare, di {body} per un altro oggetto, e di nessuna aggiudicazione avvenuta; il suo testo dice che l'ente ha o usa ciò che nomina: {what}.",
			"possession implied": "Il documento riferisce di un bando, o di una decisione di acquistare o di aggiudicare, di {body} per un altro oggetto, e di nessuna aggiudicazione avvenuta; il suo testo lascia intendere, ma non dice, che l'ente abbia ciò che nomina: {what}.",
			"removal":            "Il documento riferisce di un bando, o di una decisione di acquistare o di aggiudicare, di {body}, e di nessuna aggiudicazione avvenuta; il suo testo nomina {what} come qualcosa da rimuovere o sostituire.",
			"*":                  "Il documento riferisce di un bando, o di una decisione di acquistare o di aggiudicare, di {body}, e di nessuna aggiudicazione avvenuta; il suo testo nomina {what}; se sia ciò che si intendeva acquistare non è chiaro.",
		},
		"pending supplier": {
			"*": "Il documento riferisce che {body} ha proposto o annunciato un'aggiudicazione a {supplier}, {what}; di nessuna riferisce che sia avvenuta.",
		},
	},
	named: map[string]string{
		"same entity": "{vendor}",
		"family":      "una società del gruppo {vendor}",
		"brand":       "{brand}, un marchio di {vendor}",
		"rebrand":     "{brand}, un marchio sotto il quale sono o sono stati venduti alcuni prodotti fabbricati da {vendor}",
	},
	called: map[string]map[string]string{
		"same entity": {
			"identifier match":  "il cui numero di registro è quello di {vendor}",
			"strong name match": "il cui nome è un nome di {vendor}",
			"*":                 "il cui nome somiglia a un nome di {vendor}",
			decision.Certainty:  "che le decisioni dell'utente considerano {vendor}",
		},
		"family": {
			"identifier match":  "il cui numero di registro è quello di una società del gruppo {vendor}",
			"strong name match": "il cui nome è quello di una società del gruppo {vendor}",
			"*":                 "il cui nome somiglia a quello di una società del gruppo {vendor}",
			decision.Certainty:  "che le decisioni dell'utente considerano una società del gruppo {vendor}",
		},
		"brand":   {"*": parolaDiMarchio, decision.Certainty: "che le decisioni dell'utente considerano un marchio di {vendor}"},
		"rebrand": {"*": parolaDiMarchio, decision.Certainty: "che le decisioni dell'utente considerano un marchio sotto il quale sono venduti prodotti fabbricati da {vendor}"},
		"*":       {"*": parolaDiMarchio},
	},
	goesBack: "Risale a: %s", nobodySays: "un testo che non nomina nessuno", alike: "ciò che somiglia al nome di ",
	translation: "Il testo che lo dice è una traduzione, secondo le sue stesse parole%s.", translations: "I testi che lo dicono sono traduzioni, secondo le loro stesse parole%s.",
	someTranslations: "Alcuni dei testi che lo dicono sono traduzioni, secondo le loro stesse parole%s.", translatedFrom: "; lingua di partenza: ",
	languages: map[string]string{"ar": "arabo", "de": "tedesco", "en": "inglese", "es": "spagnolo", "fr": "francese", "it": "italiano", "ja": "giapponese", "nl": "olandese", "pl": "polacco",
		"pt": "portoghese", "ro": "rumeno", "ru": "russo", "uk": "ucraino", "zh": "cinese"},
	unnamed: "l'ente pubblico con il codice %s (%s)", office: ", di cui il documento nomina solo “%s”,",
	supplier: "Il fornitore indicato è %s", suppliers: "I fornitori indicati, insieme, sono %s",
	person: "Il fornitore è una persona fisica, il cui nome non è conservato.", persons: "una persona fisica, il cui nome non è conservato",
	nobody: "Il documento non nomina alcun fornitore.", coded: "quello con il codice %s", more: "altri %d", and: "e ",
	noValue: "Nessun valore è noto.", unknown: "ignoto", noCurrency: "(valuta ignota)", value: "Aggiudicato: ",
	undecided: "Valore indicato nel documento, di un'aggiudicazione che esso non riferisce come avvenuta: ", whole: "Valore di quel contratto, che non è il valore di ciò che il testo nomina: aggiudicato ",
	paid: "; pagato finora, secondo il documento: ", ceiling: "Il massimo che si può acquistare in base ad esso: %s; non è un acquisto.",
	concession: "È una concessione: chi la gestisce è remunerato, in tutto o in parte, dal suo esercizio.", turnover: "Il fatturato atteso di chi la gestisce: %s; non è un prezzo che l'ente paga.",
	framework: "Ciò che è stato aggiudicato è un accordo quadro, che di per sé non acquista nulla.", proposed: "Riguarda un accordo quadro, che di per sé non acquista nulla.",
	calledOff: "È un'adesione a un accordo quadro o a una convenzione, di cui il documento non dà il numero.", calledOffUnder: "È un'adesione all'accordo quadro %s.",
	attributions: map[string]string{"line": "il valore della voce stessa", "lot": "il valore dell'intero lotto", "contract": "il valore dell'intero contratto"},
	vat:          map[string]string{"net": "senza IVA", "gross": "IVA inclusa"}, vatBy: map[string]string{"format": " per le regole del formato del documento", "mapping": " secondo la mappatura dell'utente"}, inferred: "valuta dedotta",
	about:     map[string]string{"purchase": "questo acquisto", "observation": "questa osservazione", "call": "questo bando", "award": "questa aggiudicazione", "period": "il primo giorno di questo contratto", "pending": "questo bando o questa decisione", "planned": "il primo giorno indicato per il contratto"},
	noMeasure: "Nessuna misura in questi dati nomina %s.",
	noDay:     "Il giorno di %s non è noto, e non si può metterlo accanto alle misure che nominano %s", firstIs: "; la prima è %s",
	already: "cade quando %s era già nel testo di %s", until: "cade dopo che %s era stata nel testo di %s", before: "precede l'ingresso di %s nel testo di %s",
	beforeOne: "precede l'unica misura in questi dati che nomina %s, %s",
	beforeAll: "precede ogni misura in questi dati che nomina %s; la prima è %s",
	either:    "può precedere o seguire l'ingresso di %s nel testo di %s", joined: "; ",
	limit:        ", limitata ad alcuni usi",
	bindsNone:    " Per quanto si sa da questi dati, nessuna di queste misure si rivolge a questo ente: ciascuna è di un altro ordinamento, o non si rivolge a chi acquista, o si rivolge a un solo ente, che non è questo.",
	bindsNowhere: " I documenti non dicono di quale paese sia questo ente, e non si può dire se qualcuna di queste misure gli si rivolga.",
	bindsOne:     " Per quanto si sa da questi dati, una di queste misure si rivolge a enti come questo: %s.",
	bindsYes:     " Per quanto si sa da questi dati, di queste misure si rivolgono a enti come questo: %s.", unverified: "nessun testo primario letto: verificare prima di citare",
	unsureOne: " Se %s si rivolga a questo ente, qui non è noto.", unsure: " Se %s si rivolgano a questo ente, qui non è noto.",
	bindsOther:  " L'altra non si rivolge a questo ente: è di un altro ordinamento, o non si rivolge a chi acquista, o si rivolge a un solo ente, che non è questo.",
	bindsOthers: " Le altre non si rivolgono a questo ente: ciascuna è di un altro ordinamento, o non si rivolge a chi acquista, o si rivolge a un solo ente, che non è questo.",
	notYet:      "che quel giorno non nominava ancora %s", noLonger: "che quel giorno non risulta più nominare %s",
	dayKinds: map[string]string{"release": ", giorno di pubblicazione", "process": ", un giorno della procedura; può averlo preceduto o seguito",
		"period start": "; in quale giorno sia stato concluso, qui non è noto"},
	since: map[string]string{"announced": "annunciata il ", "signed": "firmata il ", "reported": "riferita il "}, to: " – ", dayUnknown: "giorno ignoto",
	removal: "Rimuovere o sostituire ciò che un ente ha riduce la sua esposizione.",
	closing: "È uno spunto da verificare, non l'accertamento di un illecito", lawful: "; l'acquisto può essere stato lecito", lawfulAward: "; l'aggiudicazione può essere stata lecita",
	thousands: ".", point: ",",
}
