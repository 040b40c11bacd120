package deployments

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/things"
	"github.com/perimeter-data/perimeter/stages/record"
)

// wording is what may be said of devices, in one language.
func wording(g *member, in *tongue) string {
	one := 1
	if g.Devices == 1 {
		one = 0
	}
	several := one
	if g.Source != "volunteer tag" {
		several = min(len(documentsOf(g.Origins))-1, 1)
	}
	observer, known := in.observers[g.Source]
	if !known {
		observer = [2]string{fmt.Sprintf(in.source[0], g.Source), fmt.Sprintf(in.source[1], g.Source)}
	}
	phrase := in.relations[g.Relation]
	if phrase == "" || g.Relation != "family" && (g.Brand == "" || strings.EqualFold(g.Brand, g.VendorName)) {
		phrase = in.relations["same entity"]
	}
	what := strings.NewReplacer("{vendor}", g.VendorName, "{brand}", g.Brand).Replace(phrase)
	if g.alike && !g.card {
		what = in.alike + what
	}
	thing := in.device
	if len(g.kinds) == 1 {
		if t, ok := in.things[strings.ToLower(g.kinds[0])]; ok {
			thing = t
		}
	}
	as := in.otherTag
	switch {
	case g.maker:
		as = in.maker
	case g.model:
		as = in.model
	case g.Source == "inventory":
		as = in.described
	case g.Source != "volunteer tag":
		as = in.otherWords
	}
	var b strings.Builder
	count := fmt.Sprintf("%d %s", g.Devices, thing[one])
	switch {
	case g.card:
		fmt.Fprintf(&b, in.cards[g.Source]+in.block, count, strings.TrimSuffix(what, ","))
	case g.Source == "scan":
		fmt.Fprintf(&b, in.scanned, count, strings.TrimSuffix(what, ","))
	default:
		fmt.Fprintf(&b, "%s %s %s %s", observer[several], what, as, count)
	}
	if words := quoted(g, in.more); words != "" {
		fmt.Fprintf(&b, in.written, words)
	}
	seen := statusOf(g, in)
	switch g.HolderName {
	case "":
		b.WriteString(seen + in.noHolder)
	case record.Person:
		b.WriteString(seen + in.personHolder)
	default:
		b.WriteString(strings.ReplaceAll(in.holders[heldAs(g, in)], "{thing}", thing[one]) + g.HolderName + seen)
	}
	b.WriteString(".")
	if g.Held == things.Recorder {
		b.WriteString(in.onRecorder)
	}
	switch {
	case g.card:
		b.WriteString(in.cardShows)
	case g.Source == "scan":
		b.WriteString(in.scanShows)
	}
	if g.DeviceStatus != "removed" {
		b.WriteString(in.contracts[g.Contract])
	}
	return b.String()
}

// heldAs is how the holder is known, as a wording of the language tells it apart.
func heldAs(g *member, in *tongue) (how string) {
	switch {
	case g.Held == things.Recorder:
		return "recorder"
	case g.Held == things.Same:
		return "same device"
	case g.card:
		return "card"
	case g.DeviceStatus == "supplied" || g.DeviceStatus == "removed":
		how = "status"
	case g.Source == "inventory":
		how = "inventory"
	}
	if in.holders[how] == "" {
		return ""
	}
	return how
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
func statusOf(g *member, in *tongue) string {
	on := func(d *table.Date) string {
		if d == nil {
			return ""
		}
		return in.on + d.String()
	}
	switch {
	case g.DeviceStatus == "removed":
		return in.removed + on(g.Removed)
	case g.DeviceStatus == "supplied":
		return in.supplied + on(g.Supplied)
	case g.Seen != nil && g.Source == "inventory":
		return in.recorded + on(g.Seen)
	case g.Seen != nil && g.Source == "configuration":
		return in.told + on(g.Seen)
	case g.Seen != nil:
		return in.seen + on(g.Seen)
	}
	return ""
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

// claimed is what may be said of what a text claims, in one language. What is quoted are the words of the text, in its own.
func claimed(d *Deployment, c record.Claim, in *tongue) string {
	vendor := d.VendorName
	if d.Relation != "same entity" && d.Brand != "" && !strings.EqualFold(d.Brand, d.VendorName) {
		vendor = fmt.Sprintf(in.brand, d.Brand, d.Relation, d.VendorName)
	}
	said := cmp.Or(in.verbs[c.Predicate], fmt.Sprintf(in.verb, c.Predicate))
	things := in.devices
	if words := cmp.Or(c.Quantity, c.Thing); words != "" {
		things = "“" + words + "”"
	}
	says := in.text
	if by := c.Speaker.Name(); by != "" {
		says = fmt.Sprintf(in.spoken, by)
	}
	text := says + strings.NewReplacer("{vendor}", vendor, "{things}", things).Replace(said)
	if d.Site != "" {
		text += fmt.Sprintf(in.at, d.Site)
	} else if c.Object != "" {
		text += fmt.Sprintf(map[bool]string{true: in.forWhom, false: in.by}[c.Kind == "supply"], c.Object)
	}
	if in == italian {
		text += c.DatedIT() + "."
	} else {
		text += c.Dated() + "."
	}
	if c.Over != "" {
		text += fmt.Sprintf(in.over, c.Over)
	}
	if c.FromOpen {
		text += in.bound
	}
	if len(d.Sites) > 0 {
		text += fmt.Sprintf(in.inside, d.HolderName)
	}
	return text + in.claim
}
