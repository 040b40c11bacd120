package deployments

import (
	"fmt"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/things"
	"github.com/perimeter-data/perimeter/stages/record"
)

// observers say who says so: one volunteer or several, one document or several. A kind of source that is not here speaks for itself.
var observers = map[string][2]string{
	"volunteer tag": {"A volunteer's tag on OpenStreetMap names", "Volunteers' tags on OpenStreetMap name"},
	"inventory":     {"An inventory names", "Inventories name"},
	"configuration": {"A configuration names", "Configurations name"},
}

// words are the plain words for kinds of devices.
var words = map[string][2]string{
	"camera":     {"camera", "cameras"},
	"telecamera": {"camera", "cameras"},
	"ip camera":  {"camera", "cameras"},
	"alpr":       {"number plate reader", "number plate readers"},
	"anpr":       {"number plate reader", "number plate readers"},
}

// cards say of which device the network card is, by kind of source.
var cards = map[string]string{
	"scan":          "In a scan of a network, the network card of %s",
	"inventory":     "The network card of %s, listed in an inventory,",
	"configuration": "The network card of %s, which told its configuration,",
}

// relations say what the name on the device is to the vendor.
var relations = map[string]string{
	"same entity": "{vendor}",
	"family":      "a company of the {vendor} family",
	"brand":       "{brand}, a brand of {vendor},",
	"rebrand":     "{brand}, a brand under which some goods made by {vendor} are or were sold,",
}

func wording(g *member) string {
	one := 1
	if g.Devices == 1 {
		one = 0
	}
	several := one
	if g.Source != "volunteer tag" {
		several = min(len(documentsOf(g.Origins))-1, 1)
	}
	observer, known := observers[g.Source]
	if !known {
		observer = [2]string{"A source of the kind " + g.Source + " names", "Sources of the kind " + g.Source + " name"}
	}
	phrase := relations[g.Relation]
	if phrase == "" || g.Relation != "family" && (g.Brand == "" || strings.EqualFold(g.Brand, g.VendorName)) {
		phrase = relations["same entity"]
	}
	what := strings.NewReplacer("{vendor}", g.VendorName, "{brand}", g.Brand).Replace(phrase)
	thing := [2]string{"device", "devices"}
	if len(g.kinds) == 1 {
		if t, ok := words[strings.ToLower(g.kinds[0])]; ok {
			thing = t
		}
	}
	as := "in a tag other than the maker's of"
	switch {
	case g.maker:
		as = "as maker of"
	case g.model:
		as = "by the model number of"
	case g.Source == "inventory":
		as = "in the description of"
	}
	var b strings.Builder
	count := fmt.Sprintf("%d %s", g.Devices, thing[one])
	switch {
	case g.card:
		fmt.Fprintf(&b, cards[g.Source]+" has an address from a block registered to %s", count, strings.TrimSuffix(what, ","))
	case g.Source == "scan":
		fmt.Fprintf(&b, "In a scan of a network, %s answered like a device of %s", count, strings.TrimSuffix(what, ","))
	default:
		fmt.Fprintf(&b, "%s %s %s %s", observer[several], what, as, count)
	}
	if words := quoted(g, "and %d more"); words != "" {
		fmt.Fprintf(&b, " (written %s)", words)
	}
	seen := statusOf(g)
	switch g.HolderName {
	case "":
		b.WriteString(seen + "; no operator is stated")
	case record.Person:
		b.WriteString(seen + "; the operator stated is a natural person, whose name is not kept")
	default:
		verb := " operated by "
		switch {
		case g.Held == things.Recorder:
			verb = ", on channels of a recorder that another account gives as one of "
		case g.Held == things.Same:
			verb = "; other accounts of the same " + thing[one] + ", known by serial number or network address, give as holder "
		case g.card:
			verb = "; the inventory gives the device as one of "
		case g.DeviceStatus == "supplied" || g.DeviceStatus == "removed":
			verb = " of "
		case g.Source == "inventory":
			verb = " held by "
		}
		b.WriteString(verb + g.HolderName + seen)
	}
	b.WriteString(".")
	if g.Held == things.Recorder {
		b.WriteString(" That what a recorder lists is its holder's too, no account says.")
	}
	switch {
	case g.card:
		b.WriteString(" Who made the device, a network card does not show.")
	case g.Source == "scan":
		b.WriteString(" Whether it is one, an answer does not show.")
	}
	if text := contracts[g.Contract]; text != "" && g.DeviceStatus != "removed" {
		b.WriteString(" " + text)
	}
	return b.String()
}

// documentsOf are the documents of origins.
func documentsOf(origins []source.Origin) map[source.Origin]bool {
	all := map[source.Origin]bool{}
	for _, o := range origins {
		all[o.Document()] = true
	}
	return all
}

// statusOf is what the source says of the devices themselves.
func statusOf(g *member) string {
	on := func(d *table.Date) string {
		if d == nil {
			return ""
		}
		return " on " + d.String()
	}
	switch {
	case g.DeviceStatus == "removed":
		return ", recorded as removed" + on(g.Removed)
	case g.DeviceStatus == "supplied":
		return ", recorded as supplied" + on(g.Supplied)
	case g.Seen != nil && g.Source == "inventory":
		return ", last recorded there" + on(g.Seen)
	case g.Seen != nil:
		return ", last seen there" + on(g.Seen)
	}
	return ""
}

// contracts say how the holder's contracts stand, and that this is another matter.
var contracts = map[string]string{
	"in force": "The same body has a contract in force whose text is about buying goods of the vendor; whether these devices came by it is not known.",
	"ended":    "The same body had a contract, now ended, whose text is about buying goods of the vendor; its end says nothing about whether these devices are still there.",
	"unknown":  "The same body has or had a contract whose text is about buying goods of the vendor; whether it is in force, and whether these devices came by it, is not known.",
}

// quoted are the words of the tags, unless they are just the name already said; at most three.
func quoted(g *member, more string) string {
	said := g.VendorName
	if g.Brand != "" {
		said = g.Brand
	}
	if len(g.found) == 1 && strings.EqualFold(g.found[0], said) {
		return ""
	}
	var words []string
	for i, f := range g.found {
		if i == 3 {
			words = append(words, fmt.Sprintf(more, len(g.found)-3))
			break
		}
		words = append(words, "“"+f+"”")
	}
	return strings.Join(words, ", ")
}
