package table

import (
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// About is what a document, or a text or package in it, says of itself as a publication. What is empty is not known.
type About struct {
	Publisher  string // who says that it published it, in its words, without names of people
	Published  *Date  // day on which it was
	Retrieved  *Date  // day on which it was fetched, as what holds it says
	Language   string // of what was read, an ISO 639-1 code in small letters; "other" where it is none that is told apart
	Translated string // is that a translation: yes, no
	From       string // the language that it was translated from, an ISO 639-1 code
	CopyOf     string // where it says that it was first published: an address or a medium
	Licence    string // the line of the licence that it says it is under, without personal values, or its address
}

// The kinds of the ledger for what a document says of itself.
const (
	aboutPublisher  = "publisher"
	aboutPublished  = "published"
	aboutRetrieved  = "retrieved"
	aboutLanguage   = "language"
	aboutTranslated = "translated"
	aboutFrom       = "translated_from"
	aboutCopyOf     = "copy_of"
	aboutLicence    = "licence"
)

// AboutKinds are these kinds.
var AboutKinds = []string{aboutPublisher, aboutPublished, aboutRetrieved, aboutLanguage, aboutTranslated, aboutFrom, aboutCopyOf, aboutLicence}

// PutAbout notes what stands at o says of itself; documents gathers it.
func PutAbout(out *Set, format, unit string, a About, o source.Origin) {
	day := func(d *Date) string {
		if d == nil {
			return ""
		}
		return d.String()
	}
	for i, words := range []string{a.Publisher, day(a.Published), day(a.Retrieved), a.Language, a.Translated, a.From, a.CopyOf, a.Licence} {
		if words = strings.TrimSpace(words); words != "" {
			Ledger.Add(out, Entry{Digest: o.Digest, Member: o.Member, Format: format, Unit: unit, Kind: AboutKinds[i],
				Offset: o.Offset, Fragment: o.Fragment, Count: 1, Words: words})
		}
	}
}

// Said gives a row of documents what it, or what is in it, says of itself: words by kind, sorted.
func (d *DocumentRow) Said(words map[string][]string) {
	d.Publishers, d.Languages, d.From, d.Licences = words[aboutPublisher], words[aboutLanguage], words[aboutFrom], words[aboutLicence]
	d.CopyOf = append(d.CopyOf, words[aboutCopyOf]...)
	d.Published, d.PublishedTo = firstLast(words[aboutPublished])
	d.Retrieved, d.RetrievedTo = firstLast(words[aboutRetrieved])
	switch t := words[aboutTranslated]; len(t) {
	case 0:
	case 1:
		d.Translated = t[0]
	default:
		d.Translated = "in part"
	}
}

// firstLast is the first and the last of some days.
func firstLast(days []string) (first, last *Date) {
	for _, s := range days {
		d, err := ParseDate(s)
		if err != nil {
			continue
		}
		if first == nil || d < *first {
			first = &d
		}
		if last == nil || d > *last {
			last = &d
		}
	}
	return first, last
}
