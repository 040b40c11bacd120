package roster

import (
	"github.com/perimeter-data/perimeter/stages/record"
)

// What a column of a roster or of a table of events may hold.
const (
	association = "association"
	member      = "member"
	asOf        = "as of"
	event       = "event"
	date        = "date"
	former      = "former name"
	newName     = "new name"
	status      = "status"
	country     = "country"
	scheme      = "scheme"
	identifier  = "identifier"
	number      = "member number"
	fiscalCode  = "fiscal code"
	vatNumber   = "VAT number"
	lei         = "LEI"
	reason      = "reason"
	origin      = "source"
	contact     = "contact"
)

// terms are the headings under which tables give these. What is under no heading here is not read; a contact's name is read
// only to be masked in the texts beside it.
var terms = []record.Term{
	{Means: association, English: record.Words("association, association name, trade association, industry association, name of association"),
		Italian: record.Words("associazione, nome associazione, associazione di categoria, denominazione associazione")},
	{Means: former, English: record.Words("former name, formerly, previous name, former member name, old name"),
		Italian: record.Words("ex denominazione, precedente denominazione, denominazione precedente, nome precedente, gia denominata")},
	{Means: newName, English: record.Words("new name, renamed to, name after, now"), Italian: record.Words("nuova denominazione, nuovo nome, ora denominata")},
	{Means: number, English: record.Words("member number, member no, membership number, member id, membership id"),
		Italian: record.Words("numero socio, n socio, numero associato, codice socio, codice associato, numero tessera")},
	{Means: member, English: record.Words("member, member name, member company, member organisation, member organization, company, company name, organisation, organization, name"),
		Italian: record.Words("socio, associato, associata, membro, impresa associata, azienda associata, denominazione socio, denominazione associato, ragione sociale, azienda, impresa, societa, denominazione")},
	{Means: asOf, English: record.Words("as of, as of date, roster date, list date, snapshot, snapshot date, retrieved, date retrieved, accessed, valid on"),
		Italian: record.Words("aggiornato al, situazione al, alla data del, data elenco, data aggiornamento, data rilevazione, consultato il")},
	{Means: event, English: record.Words("event, membership event, change, event type"), Italian: record.Words("evento, variazione, tipo evento, tipo variazione, provvedimento")},
	{Means: date, English: record.Words("date, event date, effective date, date of event"), Italian: record.Words("data, data evento, decorrenza, data decorrenza, data provvedimento")},
	{Means: status, English: record.Words("status, membership status, state, standing"), Italian: record.Words("stato, stato socio, stato associativo, situazione")},
	{Means: country, English: record.Words("country, country code"), Italian: record.Words("paese, nazione, codice paese, stato estero")},
	{Means: scheme, English: record.Words("scheme, identifier scheme, register"), Italian: record.Words("registro")},
	{Means: identifier, English: record.Words("identifier, registered number, company number, registration number"), Italian: record.Words("identificativo, numero rea")},
	{Means: fiscalCode, English: record.Words("tax code, fiscal code"), Italian: record.Words("codice fiscale, cf, c f")},
	{Means: vatNumber, English: record.Words("vat number, vat, vat id"), Italian: record.Words("partita iva, p iva, piva")},
	{Means: lei, English: record.Words("lei, lei code"), Italian: record.Words("codice lei")},
	{Means: reason, English: record.Words("reason, reason given, grounds"), Italian: record.Words("motivo, motivazione, causale")},
	{Means: origin, English: record.Words("source, source url, url, reference"), Italian: record.Words("fonte, riferimento")},
	{Means: contact, English: record.Words("contact, contact name, contact person, representative, delegate"),
		Italian: record.Words("referente, nome referente, contatto, legale rappresentante, rappresentante, delegato")},
}

// events are the words for what happened, by what they mean. A membership that "ended" or was "terminated" left; by whose
// will, those words do not say.
var events = record.Meanings(map[string]string{
	"joined": `joined, join, joins, admitted, admission, new member, entered,
		entrato, entrata, ammesso, ammessa, ammissione, iscritto, iscritta, iscrizione, adesione, ha aderito, associato, associata, ingresso`,
	"left": `left, leaves, leave, exit, exited, departed, ended, membership ended, terminated, membership terminated, termination, lapsed, no longer a member, not renewed,
		uscito, uscita, cessato, cessata, cessazione, non rinnovato, non rinnovata, decaduto, decaduta, decadenza, ha lasciato`,
	"expelled": `expelled, expulsion, excluded, exclusion, removed by the association, terminated by the association, membership revoked, ousted,
		espulso, espulsa, espulsione, escluso, esclusa, esclusione, radiato, radiata, radiazione, revocata l adesione`,
	"resigned": `resigned, resignation, resigns, withdrew, withdrawal by the member, terminated by the member,
		dimesso, dimessa, dimissioni, si e dimesso, si e dimessa, recesso, recesso del socio, receduto, receduta, ritirato, ritirata, si e ritirata`,
	"suspended":   `suspended, suspension, membership suspended, restricted, sospeso, sospesa, sospensione`,
	"reactivated": `reactivated, reactivation, reinstated, reinstatement, readmitted, restored, riattivato, riattivata, riattivazione, riammesso, riammessa, riammissione, reintegrato, reintegrata, reintegrazione`,
	"renamed":     `renamed, name change, change of name, rinominato, rinominata, cambio denominazione, variazione denominazione, cambio nome, ridenominata`,
})

// states are the words for a member's state on a roster.
var states = record.Meanings(map[string]string{
	"member":    `member, active, active member, current, current member, full member, in good standing, yes, attivo, attiva, socio, socio attivo, associato, in regola, si, iscritto, iscritta`,
	"suspended": `suspended, suspended member, restricted, sospeso, sospesa, socio sospeso`,
	"former":    `former, former member, past member, inactive, left, resigned, expelled, ex socio, ex associato, ex, cessato, cessata, dimesso, dimessa, espulso, espulsa`,
})
