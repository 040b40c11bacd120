package deployments

import (
	"fmt"
	"strings"

	"github.com/perimeter-data/perimeter/stages/record"
)

// observer says who says so, for one device and for several. A kind of source that is not here speaks for itself.
var observers = map[string][2]string{
	"volunteer tag": {"A volunteer's tag on OpenStreetMap names", "Volunteers' tags on OpenStreetMap name"},
	"inventory":     {"An inventory names", "An inventory names"},
	"configuration": {"A configuration names", "A configuration names"},
}

// things are the plain words for kinds of devices.
var things = map[string][2]string{
	"camera": {"camera", "cameras"},
	"alpr":   {"number plate reader", "number plate readers"},
	"anpr":   {"number plate reader", "number plate readers"},
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
		if t, ok := things[strings.ToLower(g.kinds[0])]; ok {
			thing = t
		}
	}
	as := "in a tag other than the maker's of"
	if g.maker {
		as = "as maker of"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s %d %s", observer[one], what, as, g.Devices, thing[one])
	if words := quoted(g); words != "" {
		fmt.Fprintf(&b, " (written %s)", words)
	}
	seen := ""
	if g.Seen != nil {
		seen = ", last seen there on " + g.Seen.String()
	}
	switch g.HolderName {
	case "":
		b.WriteString(seen + "; no operator is stated")
	case record.Person:
		b.WriteString(seen + "; the operator stated is a natural person, whose name is not kept")
	default:
		b.WriteString(" operated by " + g.HolderName + seen)
	}
	b.WriteString(".")
	return b.String()
}

// quoted are the words of the tags, unless they are just the name already said; at most three.
func quoted(g *member) string {
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
			words = append(words, fmt.Sprintf("and %d more", len(g.found)-3))
			break
		}
		words = append(words, "“"+f+"”")
	}
	return strings.Join(words, ", ")
}
