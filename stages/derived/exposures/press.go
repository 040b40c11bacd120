package exposures

import (
	"cmp"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/deployments"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/derived/organisations"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

// press is the channel of what texts claim, and nothing else shows.
const press = "press"

// held are the predicates of claims that say that somebody has, had or got the things.
var held = []string{"supplied", "supplies", "used", "removed"}

// reported writes the exposures that rest on claims about one place; false where the key is of something else. A building is
// no body: where no text says who is in it, there is no exposure. What is said of several bodies together is one row about
// that class, as claimed, and about none of them.
func reported(in, out *table.Set) bool {
	claims := map[string]record.Claim{}
	for c := range record.Claims.In(in) {
		claims[c.ID] = c
	}
	found := map[string]matches.Match{}
	for m := range matches.Table.In(in) {
		if m.Kind == "claim" {
			found[m.ID] = m
		}
	}
	any := false
	for d := range deployments.Table.In(in) {
		if d.Source != "claim" {
			continue
		}
		any = true
		if !slices.ContainsFunc(d.Claims, func(id string) bool { return slices.Contains(held, claims[id].Predicate) }) {
			continue
		}
		name, kind, basis := claimedBody(&d)
		if basis == "" {
			continue
		}
		l := &lead{subject: subject{deployment: &d}, body: &organisations.Organisation{Name: name, PublicBasis: basis}}
		for _, id := range d.Matches {
			l.matches = append(l.matches, found[id])
		}
		l.fill(group{d.Vendor, d.Relation, press, d.ID}, listings.In(in))
		l.BodyKind, l.Report, l.Body = kind, d.Report, purchases.Org{Name: name}
		l.ID = source.ID("exposure", press, d.ID)
		l.Groups, l.Observers, l.texts = nil, nil, map[string]string{}
		for _, id := range d.Claims {
			s := observers.In(in)[id]
			l.Groups = record.Insert(l.Groups, s.Group)
			l.Observers = record.Insert(l.Observers, cmp.Or(s.Name, english.nobodySays))
			l.texts[claims[id].Text] = translations.In(in)[claims[id].Text]
			if day := claims[id].Published; day != nil && (l.KnownFrom == nil || *day < *l.KnownFrom) {
				l.KnownFrom = day
			}
		}
		l.Sources = int64(len(l.Groups))
		l.Observation = source.ID(append([]string{"observation", d.Vendor, record.TextKey(cmp.Or(d.Site, name))}, l.Groups...)...)
		if len(d.Sites) > 0 {
			l.Against = record.Insert(l.Against, "other texts may call the same body by another name, as in another language: rows that share the observation may be about one")
		}
		l.Against = record.Insert(l.Against, "the body is known by what a text calls it")
		if kind != "body as claimed" {
			l.Against = record.Insert(l.Against, "what is said of several bodies together says nothing about any one of them")
		}
		if n, _ := l.translated(); n > 0 {
			l.Against = record.Insert(l.Against, "a text that says so is a translation: its words are not those that were first written")
		}
		l.Against = record.Insert(l.Against, "what a text says is a claim; nothing else in this dataset shows it")
		l.Effect, l.Links = l.effect(), l.links()
		l.Certainty = l.Links.weakest()
		l.Wording, l.WordingIT = wording(l, english), wording(l, italian)
		Table.Add(out, l.Exposure)
	}
	return any || len(claims) > 0
}

// translated is how many of the texts that say so are translations, and from which languages, as far as they say.
func (l *lead) translated() (n int, from []string) {
	for _, language := range l.texts {
		if language != "" {
			n++
		}
		if language != "" && language != unsaid {
			from = record.Insert(from, language)
		}
	}
	return n, from
}

// claimedBody is the public body that a claim speaks of, what kind of name that is, and why it is taken for a public body; basis
// is "" where it is not.
func claimedBody(d *deployments.Deployment) (name, kind, basis string) {
	if d.StatedOver != "" {
		if word := publicClass(d.StatedOver); word != "" {
			return d.StatedOver, "class as claimed", `a text calls them so: the name has the word "` + word + `"`
		}
		return "", "", ""
	}
	name = cmp.Or(d.HolderName, d.Site)
	if yes, form := orgname.Public(name, ""); yes {
		return name, "body as claimed", "a text names it: " + form
	}
	return "", "", ""
}

// publicClass is the word of a class's name that only public bodies bear.
func publicClass(name string) string {
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return strings.ContainsRune(" ,.;:()'’", r) }) {
		if slices.Contains(classes, w) {
			return w
		}
	}
	return ""
}

var classes = strings.Fields(`prosecutors ministries prefectures municipalities courts councils embassies barracks
	procure tribunali ministeri prefetture questure comuni municipi province regioni ambasciate caserme carceri`)
