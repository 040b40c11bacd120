package inventory

import (
	"github.com/perimeter-data/perimeter/stages/record"
)

// What a column of an inventory may hold.
const (
	maker    = "maker"
	model    = "model"
	number   = "model number"
	kind     = "kind"
	text     = "description"
	holder   = "holder"
	code     = "holder's tax code"
	site     = "site"
	place    = "place in the site"
	lent     = "place it is lent to"
	status   = "status"
	tag      = "asset tag"
	serial   = "serial number"
	mac      = "MAC address"
	quantity = "quantity"
	seen     = "day of the inventory"
	mounted  = "day of installation"
	supplied = "day of delivery"
	removed  = "day of removal"
	contact  = "contact"
)

// terms are the headings under which inventories give these, Snipe-IT's export among them. What is under no heading here is
// not read: who a device is assigned or checked out to, names that users give to devices, addresses in networks, notes, prices.
// An owner or a consignee is as often a person as a body. Contacts are read only to be masked in the texts beside them.
var terms = []record.Term{
	{Means: maker, English: record.Words("manufacturer, device manufacturer, maker, make, brand, manufacturer name"), Italian: record.Words("produttore, costruttore, fabbricante, casa produttrice, marca, marca apparato")},
	{Means: number, English: record.Words("model number, model no, part number"), Italian: record.Words("codice modello, codice prodotto")},
	{Means: model, English: record.Words("model, model name, device model, device type"), Italian: record.Words("modello, modello apparato")},
	{Means: kind, English: record.Words("category, asset category, asset type, equipment type, role, device role, type, equipment"), Italian: record.Words("categoria, tipologia, tipo apparato, tipo, tipo bene")},
	{Means: text, English: record.Words("description, item description, asset description, item"), Italian: record.Words("descrizione, descrizione bene, bene, apparato, descrizione apparato")},
	{Means: holder, English: record.Words("body, public body, authority, organisation, organization, agency, institution, municipality, tenant, company, entity"),
		Italian: record.Words("ente, denominazione ente, amministrazione, ente proprietario, comune, istituto, azienda")},
	{Means: code, English: record.Words("body tax code"), Italian: record.Words("codice fiscale ente, cf ente, codice fiscale, c f ente")},
	{Means: site, English: record.Words("site, site name, building, premises, facility, location"), Italian: record.Words("sede, edificio, plesso, sito, ubicazione, localita, luogo")},
	{Means: place, English: record.Words("location, room, position in building, area"), Italian: record.Words("ubicazione, locale, stanza, posizione, reparto")},
	{Means: lent, English: record.Words("checked out to location")},
	{Means: status, English: record.Words("status, asset status, state, lifecycle state, device status"), Italian: record.Words("stato, stato bene, stato d uso, stato apparato, situazione")},
	{Means: tag, English: record.Words("asset tag, asset number, asset no, inventory number, inventory no, asset id, tag number"),
		Italian: record.Words("numero inventario, n inventario, nr inventario, num inventario, codice inventario, codice bene, etichetta inventario")},
	{Means: serial, English: record.Words("serial number, serial, serial no, s n"), Italian: record.Words("numero di serie, numero seriale, n serie, seriale, matricola")},
	{Means: mac, English: record.Words("mac address, mac, macaddress, hardware address"), Italian: record.Words("indirizzo mac")},
	{Means: quantity, English: record.Words("quantity, qty, number of devices, units, count"), Italian: record.Words("quantita, q ta, qta, n pezzi, nr pezzi, numero pezzi, numero apparati")},
	{Means: seen, English: record.Words("inventory date, as of, last audit, last audit date, audit date, last inventory, survey date, checked on, last seen"),
		Italian: record.Words("data inventario, data rilevazione, data censimento, situazione al, data verifica, ultimo inventario, data sopralluogo")},
	{Means: mounted, English: record.Words("installation date, install date, installed on, commissioned on, in service since"), Italian: record.Words("data installazione, data posa, data messa in servizio, data attivazione")},
	{Means: supplied, English: record.Words("delivery date, delivered on, date received, received on"), Italian: record.Words("data consegna, data fornitura")},
	{Means: removed, English: record.Words("removal date, removed on, disposal date, disposed on, decommission date, decommissioned on, retired on, retirement date"),
		Italian: record.Words("data rimozione, data dismissione, data alienazione, data rottamazione, data scarico, data radiazione")},
	{Means: contact, English: record.Words("contact, contact person, assigned to, checked out to, custodian, user"), Italian: record.Words("referente, assegnatario, consegnatario, responsabile, utilizzatore")},
}

// States of a device by its inventory's word, beyond those that records have.
const (
	held  = "seen"
	store = "supplied" // it is there, and nobody says that it is mounted
	out   = "removed"
	away  = "away" // not there yet, or lost: no row
)

// states are the words for the state of a device. Where it is out of order it is still there; a day on which its life is
// planned to end removes nothing.
var states = record.Meanings(map[string]string{
	held: `deployed, in use, in service, in operation, operational, active, installed, mounted, online, offline, failed, broken, out of order, out for repair, out for maintenance, faulty, decommissioning,
		in uso, in servizio, in funzione, attivo, attiva, attivi, operativo, operativa, funzionante, installato, installata, guasto, guasta, non funzionante, in manutenzione, in riparazione, in dismissione`,
	store: `ready to deploy, deployable, in stock, stock, stored, in storage, storage, spare, inventory, staged, undeployed, available, new,
		in magazzino, magazzino, a magazzino, in giacenza, giacenza, scorta, di scorta, disponibile, da installare, non installato, non installata, nuovo, nuova, consegnato, consegnata`,
	out: `retired, removed, disposed, disposed of, decommissioned, archived, written off, scrapped, sold, returned to supplier, replaced, dismantled,
		dismesso, dismessa, dismessi, rimosso, rimossa, rimossi, smontato, smontata, alienato, alienata, rottamato, rottamata, fuori uso, scaricato, scaricata, radiato, radiata, sostituito, sostituita, ceduto, ceduta`,
	away: `planned, on order, ordered, requested, pending, lost, stolen, missing, lost stolen,
		previsto, prevista, pianificato, pianificata, in ordine, ordinato, ordinata, richiesto, richiesta, smarrito, smarrita, rubato, rubata, mancante`,
})
