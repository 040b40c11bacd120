package main

import "strings"

// The words are common ones in several scripts; a name is put together from its number, so that two numbers are two names.
var (
	bodies = []string{"Comune di", "Città metropolitana di", "Azienda sanitaria di", "Mairie de", "Conseil départemental de", "Město", "Gemeente",
		"Ayuntamiento de", "Δήμος", "Município de", "Gmina", "Borough of"}
	towns = []string{"Valfiorita", "Saint-Élan", "Übersee am Wald", "Škofja Strana", "Peñalarga", "Νέα Λίμνη", "São Tirso", "Łąkowo", "Brightwater", "Čistá Voda"}
	trade = []string{"Servizi", "Sécurité", "Elektronik", "Systems", "Construcciones", "Informatica", "Stavby", "Logistics", "Telecom", "Medical", "Energia"}
	forms = []string{"S.r.l.", "S.p.A.", "SARL", "GmbH", "Ltd", "s.r.o.", "S.A.", "Sp. z o.o.", "Lda", "A.E.", "B.V."}
	parts = []string{"bel", "cor", "dal", "fen", "gar", "hél", "il", "jun", "kor", "lum", "mar", "nov", "ór", "pel", "qui", "ros", "sol", "tér", "ul",
		"ven", "wes", "xan", "yor", "zeb", "bra", "cly", "dro", "eš", "fli", "gry", "ště", "pri"}
	goods = []string{"Fornitura di telecamere \\\"dome\\\" e registratori", "Entretien des espaces verts", "Rekonstrukce mostu č. 12", "Servicio de limpieza de edificios",
		"Software licences and support", "Προμήθεια ιατρικού εξοπλισμού", "Lavori di manutenzione stradale", "Aquisição de material de escritório",
		"Dostawa komputerów przenośnych", "School meals, 2nd lot", "Video surveillance system with analytics", "Rete dati e access point"}
	details    = []string{"compresa la posa in opera", "y compris la maintenance pendant trois ans", "včetně servisu", "con garantía de dos años", "as set out in the specification", "μαζί με την εγκατάσταση"}
	reasons    = []string{"aumento delle quantità", "prolongation des délais", "additional works", "změna rozsahu"}
	streets    = []string{"Via dei Platani", "Rue des Aubépines", "Lindenweg", "Calle de los Olivos", "Příčná", "Οδός Ελαιών", "Rua das Flores", "ul. Lipowa", "Mill Lane"}
	procedures = []string{"procedura aperta", "procédure adaptée", "otevřené řízení", "procedimiento abierto", "open procedure"}
	methods    = []string{"open", "selective", "limited", "direct"}
	measures   = []string{"pezzo", "heure", "ks", "licence", "m²", "mese"}
	currencies = []string{"EUR", "EUR", "EUR", "CZK", "PLN", "GBP"}
)

// People answer for a purchase, or are whom to call. Whoever reads these data must not write them anywhere.
var people = []struct{ title, name, mail string }{{"Responsabile: Dott.ssa", "Giulia Zanfrellini", "g.zanfrellini"}, {"Référent : M.", "Thierry Vaubrechet", "t.vaubrechet"},
	{"Kontakt: Herr", "Jürgen Östelkamp", "j.oestelkamp"}, {"Contacto: Sra.", "Pilar Quintabrava", "p.quintabrava"}, {"Contact: Mr", "James Wexelby", "j.wexelby"},
	{"Kontakt: Ing.", "Petr Dvorštýn", "p.dvorstyn"}, {"Responsabile: Arch.", "Marco Bellantrone", "m.bellantrone"}}

var countries = []struct{ name, register string }{{"Italy", "IT-CF"}, {"France", "FR-SIREN"}, {"Czechia", "CZ-ICO"}, {"Spain", "ES-CIF"},
	{"Greece", "GR-VAT"}, {"Portugal", "PT-NIPC"}, {"Poland", "PL-NIP"}, {"United Kingdom", "GB-COH"}}

func bodyName(n int) string {
	return bodies[n%len(bodies)] + " " + towns[n%len(towns)] + " " + coined(n/len(bodies))
}

func supplierName(n int) string {
	return coined(n) + " " + trade[n%len(trade)] + " " + forms[n/7%len(forms)]
}

// coined is a word for a number.
func coined(n int) string {
	s := parts[n%len(parts)]
	for n /= len(parts); n > 0; n /= len(parts) {
		s += parts[n%len(parts)]
	}
	first, rest := s[:1], s[1:]
	if first >= "\x80" {
		first, rest = s[:2], s[2:]
	}
	return strings.ToUpper(first) + rest
}

// list writes a list of organisations, one in ten of which is a supplier; the others have words of their own.
func (w *writer) list(n int) {
	w.text("list,name,id,schema,countries,identifiers\n")
	for i := range n {
		if len(w.buf) > 64<<10 {
			w.flush()
		}
		w.source.Seed(w.o.seed, uint64(i))
		name := coined(1+i) + w.pick(parts) + " " + coined(w.IntN(30_000)) + " " + w.pick(trade) + " " + w.pick(forms)
		if i%10 == 0 {
			name = supplierName(i / 10 % w.o.names)
		}
		w.f("Made-up list,%s,L%d,Company,%s,\n", name, i, w.pick([]string{"it", "fr", "cn", "ru", ""}))
	}
}
