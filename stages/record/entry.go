package record

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// ListEntry is a listing as a public list tells it: an organisation, ship or aircraft on the list, with the dates it was on
// it. Natural persons on lists are never kept.
type ListEntry struct {
	ID        string          `parquet:"id" doc:"content id of this account of the entry: all that it says, names and identifiers included"`
	List      string          `parquet:"list,dict" doc:"id of the list: a measure's where the list is one, else a short word for what the document calls it; unknown where the document does not say which of several lists it is"`
	Title     string          `parquet:"title,dict" doc:"the list, as the document or else the format calls it"`
	Publisher string          `parquet:"publisher,optional,dict" doc:"who publishes the list, as the document says or the format knows"`
	Entry     string          `parquet:"entry,optional" doc:"the publisher's id of the entry within the list; null where the list gives none"`
	Schema    string          `parquet:"schema,dict" doc:"what is listed, in the words of FollowTheMoney: Company, Organization, PublicBody, LegalEntity (an organisation of any kind), Vessel, Airplane, Asset …"`
	Name      string          `parquet:"name" doc:"main name as written"`
	Countries []string        `parquet:"countries,list" doc:"ISO 3166-1 alpha-2 codes in capitals where the document gives codes, else its words"`
	Programme string          `parquet:"programme,optional" doc:"the law, programme or regulation, in the document's words"`
	Measure   string          `parquet:"measure,optional" doc:"what the listing does, in the document's words, such as asset freeze or export control"`
	Purpose   string          `parquet:"purpose,optional" doc:"words that limit the listing to some use or goods; null where the document gives no limit"`
	Parent    string          `parquet:"parent,optional" doc:"the organisation that the document names as its parent"`
	From      *table.Date     `parquet:"from,date" doc:"first day on the list; null if the document gives none"`
	To        *table.Date     `parquet:"to,date" doc:"last day on the list, the day it was taken off, or the day on which the listing is to end; null if the document gives none"`
	DateKind  string          `parquet:"date_kind,dict" doc:"what the first day is: effective, announced, signed, reported, listed (the document does not say which), unknown"`
	DateText  string          `parquet:"date_text,optional" doc:"the dates as written, where they are more than one day or no day at all"`
	Removed   bool            `parquet:"removed" doc:"a document of the run says that the entry was taken off, without a day"`
	Source    string          `parquet:"source,optional" doc:"web address that the document gives for it"`
	Origins   []source.Origin `parquet:"origins,list" doc:"every record that says this"`
}

// ListEntries holds one row an entry of a list.
var ListEntries = &table.Table[ListEntry]{
	Name: "list_entries", Grain: "one account of one organisation, ship or aircraft on one public list", Sort: []string{"list", "name", "from", "id"},
	Doc: "Listings as public lists tell them, from when to when. A list may name an organisation again each year; each is a row. To be on a list is no finding of wrongdoing, and what it means is the list's matter.",
}

// ListName is a name of an entry.
type ListName struct {
	ID      string          `parquet:"id" doc:"content id: entry, kind and name"`
	Entry   string          `parquet:"entry" doc:"id of the list entry"`
	List    string          `parquet:"list,dict" doc:"id of the list"`
	Name    string          `parquet:"name" doc:"the name as written"`
	Kind    string          `parquet:"kind,dict" doc:"name, alias, weak alias (one that the list calls weak, or too common to match alone), previous name"`
	Key     string          `parquet:"key" doc:"the name without case, spaces, punctuation and compatibility forms: names of one key are the same but for these"`
	Script  string          `parquet:"script,dict" doc:"script of its letters by its Unicode name, such as Latin, Han, Cyrillic; mixed; none"`
	Origins []source.Origin `parquet:"origins,list" doc:"every record that says this"`
}

// ListNames holds one row a name.
var ListNames = &table.Table[ListName]{
	Name: "list_names", Grain: "one name of one list entry", Sort: []string{"entry", "kind", "name"},
	Doc: "All names of the entries of public lists, for whoever matches names.",
}

// ListIdentifier is an identifier of an entry.
type ListIdentifier struct {
	ID         string          `parquet:"id" doc:"content id: entry, scheme and identifier"`
	Entry      string          `parquet:"entry" doc:"id of the list entry"`
	List       string          `parquet:"list,dict" doc:"id of the list"`
	Scheme     string          `parquet:"scheme,dict" doc:"register, as in org-id.guide where the document's words leave no doubt (XI-LEI, RU-INN, RU-OGRN), IMO for ships, else the document's words"`
	Identifier string          `parquet:"identifier" doc:"identifier as written, leading zeros kept"`
	Origins    []source.Origin `parquet:"origins,list" doc:"every record that says this"`
}

// ListIdentifiers holds one row an identifier.
var ListIdentifiers = &table.Table[ListIdentifier]{
	Name: "list_identifiers", Grain: "one identifier of one list entry", Sort: []string{"entry", "scheme", "identifier"},
	Doc: "Identifiers of the entries of public lists.",
}

// ListTables are the tables that a format of public lists writes.
var ListTables = []table.Any{ListEntries, ListNames, ListIdentifiers}

// The kinds of a ListName.
const (
	MainName     = "name"
	Alias        = "alias"
	WeakAlias    = "weak alias"
	PreviousName = "previous name"
)

// AddListEntry writes an entry with its names and identifiers, of which only what is particular to them need be set: kind
// and name, scheme and identifier, and origins where they are not the entry's. Repetitions fall away; the main name is one of
// the names; an identifier that is a natural person's is not kept.
func AddListEntry(out *table.Set, e ListEntry, names []ListName, identifiers []ListIdentifier) {
	names = slices.Insert(slices.Clone(names), 0, ListName{Kind: MainName, Name: e.Name})
	var all []ListName
	for _, n := range names {
		n.Name = Clean(n.Name)
		if n.Name == "" || slices.ContainsFunc(all, func(o ListName) bool { return o.Name == n.Name }) {
			continue // the first kind that a list gives is the strongest
		}
		n.List, n.Key, n.Script = e.List, TextKey(n.Name), scriptOf(n.Name)
		if n.Origins == nil {
			n.Origins = e.Origins
		}
		all = append(all, n)
	}
	var ids []ListIdentifier
	for _, i := range identifiers {
		i.Scheme, i.Identifier = Clean(i.Scheme), Clean(i.Identifier)
		if i.Identifier == "" || i.Scheme == "" || codeOf(i.Scheme, i.Identifier, "") == "yes" || slices.ContainsFunc(ids, func(o ListIdentifier) bool { return o.Scheme == i.Scheme && o.Identifier == i.Identifier }) {
			continue
		}
		i.List = e.List
		if i.Origins == nil {
			i.Origins = e.Origins
		}
		ids = append(ids, i)
	}
	slices.Sort(e.Countries)
	e.Countries = slices.Compact(e.Countries)
	e.ID = entryID(e, all, ids)
	ListEntries.Add(out, e)
	for _, n := range all {
		n.Entry, n.ID = e.ID, source.ID("list name", e.ID, n.Kind, n.Name)
		ListNames.Add(out, n)
	}
	for _, i := range ids {
		i.Entry, i.ID = e.ID, source.ID("list identifier", e.ID, i.Scheme, i.Identifier)
		ListIdentifiers.Add(out, i)
	}
}

// entryID is the content address of all that is said, whatever the order in which names and identifiers come.
func entryID(e ListEntry, names []ListName, identifiers []ListIdentifier) string {
	e.ID, e.Origins = "", nil
	text, err := json.Marshal(e)
	if err != nil {
		panic(err)
	}
	parts := []string{}
	for _, n := range names {
		parts = append(parts, n.Kind+"\x00"+n.Name)
	}
	for _, i := range identifiers {
		parts = append(parts, i.Scheme+"\x00"+i.Identifier)
	}
	slices.Sort(parts)
	return source.ID(append([]string{"list entry", string(text)}, parts...)...)
}

// ListWord is a short id for a list that only its own words name.
func ListWord(words string) string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(strings.ToLower(words), func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 0x7f) }) {
		if b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteString(w)
	}
	return b.String()
}

// ListAmong is the id and the title of the list where a document names collections that an entry is in. Not each of several
// must be a list that names it: then nobody knows which does.
func ListAmong(collections []string) (list, title string) {
	all := slices.Compact(slices.Sorted(slices.Values(collections)))
	switch len(all) {
	case 0:
		return "unknown", "unknown"
	case 1:
		return cmp.Or(ListWord(all[0]), "unknown"), all[0]
	}
	return "unknown", "one or more of: " + strings.Join(all, ", ")
}

// SplitList is the values of a cell that holds several, each clean, empty ones left out.
func SplitList(cell, separator string) (values []string) {
	for v := range strings.SplitSeq(cell, separator) {
		if v = Clean(v); v != "" {
			values = append(values, v)
		}
	}
	return values
}

// ParseDay reads a day written in one of the forms, which are as package time has them; nil for an empty text.
func ParseDay(s string, forms ...string) (*table.Date, bool) {
	s = Clean(s)
	if s == "" {
		return nil, true
	}
	for _, form := range forms {
		if t, err := time.Parse(form, s); err == nil {
			if d, err := table.ParseDate(t.Format(time.DateOnly)); err == nil {
				return &d, true
			}
		}
	}
	return nil, false
}
