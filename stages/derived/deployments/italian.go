package deployments

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/perimeter-data/perimeter/stages/record"
)

// The Italian wording says what the English one says, with the same reserve.

var observersIT = map[string][2]string{
	"volunteer tag": {"Un'etichetta messa da un volontario su OpenStreetMap nomina", "Etichette messe da volontari su OpenStreetMap nominano"},
	"inventory":     {"Un inventario nomina", "Alcuni inventari nominano"},
	"configuration": {"Una configurazione nomina", "Alcune configurazioni nominano"},
}

var thingsIT = map[string][2]string{
	"camera":     {"telecamera", "telecamere"},
	"telecamera": {"telecamera", "telecamere"},
	"ip camera":  {"telecamera", "telecamere"},
	"alpr":       {"lettore di targhe", "lettori di targhe"},
	"anpr":       {"lettore di targhe", "lettori di targhe"},
}

var relationsIT = map[string]string{
	"same entity": "{vendor}",
	"family":      "una società del gruppo {vendor}",
	"brand":       "{brand}, un marchio di {vendor},",
	"rebrand":     "{brand}, un marchio sotto il quale sono o sono stati venduti alcuni prodotti fabbricati da {vendor},",
}

func wordingIT(g *member) string {
	one := 1
	if g.Devices == 1 {
		one = 0
	}
	several := one
	if g.Source != "volunteer tag" {
		several = min(len(documentsOf(g.Origins))-1, 1)
	}
	observer, known := observersIT[g.Source]
	if !known {
		observer = [2]string{"Una fonte del tipo " + g.Source + " nomina", "Fonti del tipo " + g.Source + " nominano"}
	}
	phrase := relationsIT[g.Relation]
	if phrase == "" || g.Relation != "family" && (g.Brand == "" || strings.EqualFold(g.Brand, g.VendorName)) {
		phrase = relationsIT["same entity"]
	}
	what := strings.NewReplacer("{vendor}", g.VendorName, "{brand}", g.Brand).Replace(phrase)
	plain := strings.TrimSuffix(what, ",")
	thing := [2]string{"dispositivo", "dispositivi"}
	if len(g.kinds) == 1 {
		if t, ok := thingsIT[strings.ToLower(g.kinds[0])]; ok {
			thing = t
		}
	}
	as := "in un'etichetta diversa da quella del produttore di"
	switch {
	case g.maker:
		as = "come produttore di"
	case g.model:
		as = "con il numero di modello di"
	case g.Source == "inventory":
		as = "nella descrizione di"
	}
	var b strings.Builder
	count := fmt.Sprintf("%d %s", g.Devices, thing[one])
	switch {
	case g.card && g.Source == "scan":
		fmt.Fprintf(&b, "In una scansione di rete, la scheda di rete di %s ha un indirizzo di un blocco registrato a nome di %s", count, plain)
	case g.card:
		fmt.Fprintf(&b, "La scheda di rete di %s, in un inventario, ha un indirizzo di un blocco registrato a nome di %s", count, plain)
	case g.Source == "scan":
		fmt.Fprintf(&b, "In una scansione di rete, %s: risposta come di un dispositivo di %s", count, plain)
	default:
		fmt.Fprintf(&b, "%s %s %s %s", observer[several], what, as, count)
	}
	if words := quoted(g, "e altri %d"); words != "" {
		fmt.Fprintf(&b, " (scritto %s)", words)
	}
	seen := statusIT(g)
	switch g.HolderName {
	case "":
		b.WriteString(seen + "; il gestore non è indicato")
	case record.Person:
		b.WriteString(seen + "; il gestore indicato è una persona fisica, il cui nome non è conservato")
	default:
		b.WriteString("; ente indicato: " + g.HolderName + seen)
	}
	b.WriteString(".")
	switch {
	case g.card:
		b.WriteString(" Chi ha fabbricato il dispositivo, una scheda di rete non lo mostra.")
	case g.Source == "scan":
		b.WriteString(" Se lo sia, una risposta non lo mostra.")
	}
	if words := contractsIT[g.Contract]; words != "" && g.DeviceStatus != "removed" {
		b.WriteString(" " + words)
	}
	return b.String()
}

func statusIT(g *member) string {
	switch {
	case g.DeviceStatus == "removed" && g.Removed != nil:
		return ", registrato come rimosso il " + g.Removed.String()
	case g.DeviceStatus == "removed":
		return ", registrato come rimosso"
	case g.DeviceStatus == "supplied" && g.Supplied != nil:
		return ", registrato come fornito il " + g.Supplied.String()
	case g.DeviceStatus == "supplied":
		return ", registrato come fornito"
	case g.Seen != nil && g.Source == "inventory":
		return ", ultima registrazione sul posto il " + g.Seen.String()
	case g.Seen != nil:
		return ", visto sul posto l'ultima volta il " + g.Seen.String()
	}
	return ""
}

var contractsIT = map[string]string{
	"in force": "Lo stesso ente ha un contratto in vigore il cui testo riguarda l'acquisto di prodotti del fornitore; se questi dispositivi vengano da quel contratto non è noto.",
	"ended":    "Lo stesso ente aveva un contratto, ora finito, il cui testo riguarda l'acquisto di prodotti del fornitore; la sua fine non dice se questi dispositivi ci siano ancora.",
	"unknown":  "Lo stesso ente ha o aveva un contratto il cui testo riguarda l'acquisto di prodotti del fornitore; se sia in vigore, e se questi dispositivi vengano da lì, non è noto.",
}

// verbsIT say what a text says, by predicate.
var verbsIT = map[string]string{
	"supplied": "{vendor} ha fornito: {things}", "supplies": "{vendor} fornisce: {things}", "created": "{vendor} ha realizzato: {things}",
	"used": "sono in uso prodotti di {vendor} ({things})", "removed": "sono stati rimossi prodotti di {vendor} ({things})",
}

func claimedIT(d *Deployment, c record.Claim) string {
	vendor := d.VendorName
	if d.Relation != "same entity" && d.Brand != "" && !strings.EqualFold(d.Brand, d.VendorName) {
		vendor = d.Brand + " (" + d.Relation + ": " + d.VendorName + ")"
	}
	things := cmp.Or(c.Quantity, c.Thing, "dispositivi")
	text := "Un testo dice che " + strings.NewReplacer("{vendor}", vendor, "{things}", things).Replace(cmp.Or(verbsIT[c.Predicate], "{things}, {vendor}: "+c.Predicate))
	if d.Site != "" {
		text += ", presso o per: " + d.Site
	} else if c.Object != "" {
		text += map[bool]string{true: ", per: ", false: ", da parte di: "}[c.Kind == "supply"] + c.Object
	}
	text += c.DatedIT() + "."
	if c.Over != "" {
		text += " Il numero è detto di tutti insieme (" + c.Over + ") e non dice nulla di alcuno di essi."
	}
	if c.FromOpen {
		text += " È un limite inferiore."
	}
	if len(d.Sites) > 0 {
		text += " Il luogo è un edificio; un testo dice che vi ha sede " + d.HolderName + "."
	}
	return text + " È un'affermazione: contane le fonti in claim_sources, e non sommare mai il suo numero a un altro."
}
