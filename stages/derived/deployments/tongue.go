package deployments

// tongue is all that a wording says, in one language. No template says that a device was bought, is in use, or is certainly the
// vendor's beyond what its source shows.
type tongue struct {
	observers map[string][2]string // who says so, by kind of source: one volunteer or document, or several
	source    [2]string            // a kind of source that speaks for itself: its name
	things    map[string][2]string // plain words for kinds of devices, one and several
	device    [2]string            // any other
	cards     map[string]string    // of which device the network card is, by kind of source: how many
	block     string               // whose block its address is from: the vendor
	scanned   string               // how many answered like a device of the vendor
	relations map[string]string    // what the name on the device is to the vendor, by relation
	alike     string               // before that, where the name is only like it
	written   string               // the words as found
	more      string               // those that are left out: how many

	maker, model, described, otherTag, otherWords string // by what the vendor is named

	noHolder, personHolder string
	holders                map[string]string // before the holder's name: recorder, same device, card, status, inventory, "" for any other
	onRecorder             string
	cardShows, scanShows   string

	removed, supplied, recorded, seen, told string // what the source says of the devices
	on                                      string // before a day

	contracts map[string]string // how the holder's contracts stand, and that this is another matter

	text, spoken                         string            // a text says that {what}; as the words of whom
	verbs                                map[string]string // what it says, by predicate
	verb                                 string            // any other: things, vendor, predicate
	devices                              string            // where it does not name the things
	brand                                string            // brand, relation, vendor
	at, forWhom, by, over, bound, inside string            // where, for whom and by whom, in the words of the text
	claim                                string
}

var english = &tongue{
	observers: map[string][2]string{
		"volunteer tag": {"A volunteer's tag on OpenStreetMap names", "Volunteers' tags on OpenStreetMap name"},
		"inventory":     {"An inventory names", "Inventories name"},
		"configuration": {"A configuration names", "Configurations name"},
	},
	source: [2]string{"A source of the kind %s names", "Sources of the kind %s name"},
	things: map[string][2]string{
		"camera": {"camera", "cameras"}, "telecamera": {"camera", "cameras"}, "ip camera": {"camera", "cameras"},
		"alpr": {"number plate reader", "number plate readers"}, "anpr": {"number plate reader", "number plate readers"},
	},
	device: [2]string{"device", "devices"},
	cards: map[string]string{
		"scan":          "In a scan of a network, the network card of %s",
		"inventory":     "The network card of %s, listed in an inventory,",
		"configuration": "The network card of %s, which told its configuration,",
	},
	block: " has an address from a block registered to %s", scanned: "In a scan of a network, %s answered like a device of %s",
	relations: map[string]string{
		"same entity": "{vendor}",
		"family":      "a company of the {vendor} family",
		"brand":       "{brand}, a brand of {vendor},",
		"rebrand":     "{brand}, a brand under which some goods made by {vendor} are or were sold,",
	},
	alike: "what resembles the name of ", written: " (written %s)", more: "and %d more",
	maker: "as maker of", model: "by the model number of", described: "in the description of", otherTag: "in a tag other than the maker's of", otherWords: "otherwise than as maker of",
	noHolder: "; no operator is stated", personHolder: "; the operator stated is a natural person, whose name is not kept",
	holders: map[string]string{
		"recorder":    ", on channels of a recorder that another account gives as one of ",
		"same device": "; other accounts of the same {thing}, known by serial number or network address, give as holder ",
		"card":        "; the inventory gives the device as one of ",
		"status":      " of ", "inventory": " held by ", "": " operated by ",
	},
	onRecorder: " That what a recorder lists is its holder's too, no account says.",
	cardShows:  " Who made the device, a network card does not show.", scanShows: " Whether it is one, an answer does not show.",
	removed: ", recorded as removed", supplied: ", recorded as supplied", recorded: ", last recorded there", seen: ", last seen there", told: ", last shown by a configuration", on: " on ",
	contracts: map[string]string{
		"in force": " The same body has a contract in force whose text is about buying goods of the vendor; whether these devices came by it is not known.",
		"ended":    " The same body had a contract, now ended, whose text is about buying goods of the vendor; its end says nothing about whether these devices are still there.",
		"unknown":  " The same body has or had a contract whose text is about buying goods of the vendor; whether it is in force, and whether these devices came by it, is not known.",
	},
	text: "A text says that ", spoken: "A text reports as the words of %s that ", verb: "{things} of {vendor}: %s", devices: "devices", brand: "%s (%s of %s)",
	verbs: map[string]string{
		"supplied": "{vendor} supplied {things}", "supplies": "{vendor} supplies {things}", "created": "{vendor} made {things}",
		"used": "{things} of {vendor} are used", "removed": "{things} of {vendor} were removed",
	},
	at: ", at or for “%s”", forWhom: ", for “%s”", by: ", by “%s”",
	over:   " The count is stated for all of them together (“%s”) and says nothing about any one.",
	bound:  " The count is a lower bound.",
	inside: " The place is a building; a text says that “%s” is in it.",
	claim:  " This is a claim: texts that copy or report one source are one source, and a number that one of them gives is never added to another's.",
}

var italian = &tongue{
	observers: map[string][2]string{
		"volunteer tag": {"Un'etichetta messa da un volontario su OpenStreetMap nomina", "Etichette messe da volontari su OpenStreetMap nominano"},
		"inventory":     {"Un inventario nomina", "Alcuni inventari nominano"},
		"configuration": {"Una configurazione nomina", "Alcune configurazioni nominano"},
	},
	source: [2]string{"Una fonte del tipo %s nomina", "Fonti del tipo %s nominano"},
	things: map[string][2]string{
		"camera": {"telecamera", "telecamere"}, "telecamera": {"telecamera", "telecamere"}, "ip camera": {"telecamera", "telecamere"},
		"alpr": {"lettore di targhe", "lettori di targhe"}, "anpr": {"lettore di targhe", "lettori di targhe"},
	},
	device: [2]string{"dispositivo", "dispositivi"},
	cards: map[string]string{
		"scan":          "In una scansione di rete, la scheda di rete di %s",
		"inventory":     "La scheda di rete di %s, in un inventario,",
		"configuration": "La scheda di rete di %s, che ha detto la propria configurazione,",
	},
	block: " ha un indirizzo di un blocco registrato a nome di %s", scanned: "In una scansione di rete, %s: risposta come di un dispositivo di %s",
	relations: map[string]string{
		"same entity": "{vendor}",
		"family":      "una società del gruppo {vendor}",
		"brand":       "{brand}, un marchio di {vendor},",
		"rebrand":     "{brand}, un marchio sotto il quale sono o sono stati venduti alcuni prodotti fabbricati da {vendor},",
	},
	alike: "ciò che somiglia al nome di ", written: " (scritto %s)", more: "e altri %d",
	maker: "come produttore di", model: "con il numero di modello di", described: "nella descrizione di", otherTag: "in un'etichetta diversa da quella del produttore di", otherWords: "in altro modo che come produttore di",
	noHolder: "; il gestore non è indicato", personHolder: "; il gestore indicato è una persona fisica, il cui nome non è conservato",
	holders: map[string]string{
		"recorder":    ", su canali di un registratore che un'altra fonte indica come di ",
		"same device": "; altre fonti sugli stessi oggetti, noti dal numero di serie o dall'indirizzo di rete, indicano come ente ",
		"card":        "; l'inventario indica il dispositivo come di ",
		"":            "; ente indicato: ",
	},
	onRecorder: " Che sia dello stesso ente anche ciò che il registratore elenca, nessuna fonte lo dice.",
	cardShows:  " Chi ha fabbricato il dispositivo, una scheda di rete non lo mostra.", scanShows: " Se lo sia, una risposta non lo mostra.",
	removed: ", rimozione registrata", supplied: ", fornitura registrata", recorded: ", ultima registrazione sul posto", seen: ", ultimo avvistamento sul posto", told: ", ultima configurazione che lo mostra", on: ": ",
	contracts: map[string]string{
		"in force": " Lo stesso ente ha un contratto in vigore il cui testo riguarda l'acquisto di prodotti del produttore qui nominato; se questi dispositivi vengano da quel contratto non è noto.",
		"ended":    " Lo stesso ente aveva un contratto, ora finito, il cui testo riguarda l'acquisto di prodotti del produttore qui nominato; la sua fine non dice se questi dispositivi ci siano ancora.",
		"unknown":  " Lo stesso ente ha o aveva un contratto il cui testo riguarda l'acquisto di prodotti del produttore qui nominato; se sia in vigore, e se questi dispositivi vengano da lì, non è noto.",
	},
	text: "Un testo dice che ", spoken: "Un testo riporta come parole di %s che ", verb: "{things}, {vendor}: %s", devices: "dispositivi", brand: "%s (%s: %s)",
	verbs: map[string]string{
		"supplied": "{vendor} ha fornito: {things}", "supplies": "{vendor} fornisce: {things}", "created": "{vendor} ha realizzato: {things}",
		"used": "sono in uso prodotti di {vendor} ({things})", "removed": "sono stati rimossi prodotti di {vendor} ({things})",
	},
	at: ", presso o per “%s”", forWhom: ", per “%s”", by: ", da parte di “%s”",
	over:   " Il numero è detto di tutti insieme (“%s”) e non dice nulla di alcuno di essi.",
	bound:  " Il numero è un limite inferiore.",
	inside: " Il luogo è un edificio; un testo dice che vi ha sede “%s”.",
	claim:  " Questa è un'affermazione: testi che copiano o riferiscono una stessa fonte sono una sola fonte, e il numero che uno dà non si somma mai a quello di un altro.",
}
