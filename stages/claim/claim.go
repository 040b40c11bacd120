// Package claim reads what articles say: who says what of which organisation, in which words, reported through whom.
//
// It is read by rules that stand in data files beside it: words.tsv (the vocabulary), rules.tsv (one line a pattern of a
// claim), attributions.tsv (how a text says who says so), and record's functions.tsv (functions of devices). A rule that does
// not apply with certainty yields nothing: precision comes before recall.
//
// It stands beside the formats, as orgname stands beside the derived tables, because articles come in several syntaxes
// (text, Markdown, HTML, web archives) and formats do not import each other.
//
// # How a text is read
//
//  1. Each passage gets a role (role.go); claims are read from the body, and from a title that names no company where the
//     body says the same of several by name (title.go). Credits, licences, headlines of other articles, navigation and code
//     yield nothing.
//  2. The body is parted into sentences (sentence.go), also at a colon. Questions and conditions yield nothing.
//  3. Names are told from names of people by evidence in the text itself (name.go): what is called a company, or has
//     products, or a legal form, is an organisation. A name without evidence is the subject of no membership.
//  4. Each rule whose trigger stands in a sentence is tried (extract.go). References (the company, both, the first, it, this
//     function) go to what was named last (context.go). The words between subject and verb give the modality.
//  5. The quote is the sentence, and, where the speaker was named before it, that sentence too, names of people left out.
package claim

import (
	"strconv"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Head is what a format knows of a text beside its passages.
type Head struct {
	Format    string // name of the format that reads it
	Retrieved string // day, YYYY-MM-DD, or ""
	URL       string
	At        source.Origin // the unit, where that is not each passage: a record of a web archive
}

// Write reads the passages of one text and writes its rows.
func Write(out *table.Set, head Head, list []source.Passage) {
	a := newArticle(head, list)
	if len(a.text.Origins) == 0 {
		return // nothing stands in it
	}
	record.Texts.Add(out, a.text)
	about := table.About{Publisher: a.text.Publisher, Published: a.text.Day, Retrieved: a.text.Retrieved, Language: a.text.Language,
		From: a.text.From, CopyOf: a.text.CopyOf, Licence: a.text.Licence}
	if a.text.Translated == "yes" {
		about.Translated = a.text.Translated
	}
	table.PutAbout(out, head.Format, "text", about, a.text.Origins[0])
	r := newReader(a)
	r.read()
	counts := map[int]int64{}
	for _, f := range r.found {
		counts[f.passage]++
		record.Claims.Add(out, f.row)
	}
	for _, f := range r.sites {
		record.Sites.Add(out, f)
	}
	for i, p := range a.passages {
		at := a.origin(i, p.Origin.Fragment)
		record.Passages.Add(out, record.Passage{ID: source.ID("passage", a.text.ID, p.Origin.Fragment, a.roles[i]), Text: a.text.ID,
			Role: a.roles[i], Claims: counts[i], Origins: []source.Origin{at}})
	}
}

// origin is where passage i stands, or a part of it that fragment names.
func (a *article) origin(i int, fragment string) source.Origin {
	o := a.passages[i].Origin
	o.Fragment = fragment
	if a.head.At.Digest != "" {
		o = a.head.At.At("/" + fragment)
	}
	return o
}

// fragment is a place in the notation of RFC 5147.
func fragment(ranges []source.Range) string {
	first, last := ranges[0].From, ranges[0].To
	for _, r := range ranges {
		first, last = min(first, r.From), max(last, r.To)
	}
	return "char=" + strconv.FormatInt(first, 10) + "," + strconv.FormatInt(last, 10)
}

// key makes a claim's id.
func key(c record.Claim) string {
	date := func(d *table.Date) string {
		if d == nil {
			return ""
		}
		return d.String()
	}
	number := func(d *table.Decimal) string {
		if d == nil {
			return ""
		}
		return d.String()
	}
	return source.ID("claim", c.Text, c.Kind, c.Predicate, c.Subject, c.Basis, c.Object, c.ObjectBasis, c.Thing, c.Function, c.Place, c.Detail, c.Quantity, number(c.From),
		number(c.To), strconv.FormatBool(c.FromOpen), strconv.FormatBool(c.ToOpen), c.Over, c.Modality, c.Speaker.Role, c.Speaker.Affiliation,
		strings.Join(c.Reporters, "\n"), strconv.FormatBool(c.Reply), c.Date, c.DateOf, date(c.First), date(c.Last), c.Quote, fragment(c.Ranges), c.Rule)
}
