package legge190

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func read(doc *source.Document, out *table.Set) error {
	head := doc.Beginning()
	groups := doc.Groups
	if len(groups) == 0 {
		groups = []string{doc.Digest + "/" + doc.Member}
	}
	r := &reader{doc: doc, head: head, out: out, groups: groups, seen: map[string]int64{}}
	switch {
	case doc.Sheet() != "": // what stands in it is no text
		return readCSV(r)
	case isXML(head):
		return readXML(r)
	case isFlat(head):
		return readFlat(r)
	}
	return readCSV(r)
}

// field is a value and where in its record it stands.
type field struct{ name, text string }

// lot is a lot as written.
type lot struct {
	local        string // what joins it with parties in other records of the folder; "" if nothing does
	cig          string
	buyer, code  string // who buys: name and tax code
	text, method string
	amount, paid field
	from, to     field
	parties      []party
}

// party is who took part in a lot, or was awarded, as written.
type party struct{ kind, name, code, foreign string }

func (p party) empty() bool { return p.name == "" && p.code == "" && p.foreign == "" }

// reader turns the records of one document into drafts.
type reader struct {
	doc    *source.Document
	head   *source.Head // how the document begins
	out    *table.Set
	groups []string
	seen   map[string]int64 // lots by what they say

	published *table.Date // the list, where it says so
}

func (r *reader) reject(err error) { table.PutReject(r.out, name, err, r.doc.Origin()) }

func (r *reader) defect(at source.Origin, scope source.Scope, field, reason, message, kept string) {
	r.reject(&source.Defect{Scope: scope, Origin: at, Field: field, Reason: reason, Message: message, Kept: kept,
		Next: "correct the value at its source"})
}

func (r *reader) nothing(at source.Origin) {
	r.defect(at, source.WholeRecord, "", "legge190.empty", "the record names no lot, no text and nobody", "nothing of this record")
}

// lot writes a lot and the parties that stand in its own record.
func (r *reader) lot(at source.Origin, l lot) {
	d := draft{Kind: "lot", CIG: record.Clean(l.cig), Origin: at, Method: record.Clean(l.method)}
	text := record.Clean(l.text)
	d.Party = record.NewRef(l.buyer, "IT-CF", l.code, "IT")
	if d.Party.Name == "" && d.Party.Identifier == "" && text == "" && d.CIG == "" {
		r.nothing(at)
		return
	}
	d.TextKey = source.ID("text", record.TextKey(text))
	d.Text = record.Mask(text)
	d.Amount, d.Paid = r.amount(at, l.amount), r.amount(at, l.paid)
	d.From, d.To = r.date(at, l.from), r.date(at, l.to)
	same := source.ID(d.Party.Identifier, record.CIG(d.CIG), record.TextKey(d.Text), fmt.Sprint(d.Amount, d.From, d.To))
	d.Before, d.Day = r.seen[same], r.published
	r.seen[same]++
	r.put(d, l.local, "")
	for _, p := range l.parties {
		r.party(at, l.local, l.cig, p)
	}
}

// party writes who took part in a lot or was awarded.
func (r *reader) party(at source.Origin, local, cig string, p party) {
	scheme, id, country := "IT-CF", strings.TrimSpace(p.code), "IT"
	if id == "" {
		scheme, id, country = "identificativoFiscaleEstero", strings.TrimSpace(p.foreign), ""
	}
	if strings.Trim(id, "0") == "" {
		scheme, id = "", ""
	}
	d := draft{Kind: p.kind, CIG: record.Clean(cig), Party: record.NewRef(p.name, scheme, id, country), Origin: at}
	person := ""
	if d.Party.Name == record.Person {
		person = p.name
	}
	r.put(d, local, person)
}

// publisher writes who publishes the list. Where its lots say themselves who buys, it leaves no row.
func (r *reader) publisher(at source.Origin, called, code string) {
	d := draft{Kind: publisher, Party: record.NewRef(called, "IT-CF", code, "IT"), Origin: at}
	if d.Party.Name == "" && d.Party.Identifier == "" {
		r.defect(at, source.WholeRecord, "entePubblicatore", "legge190.publisher", "the list does not say who publishes it", "the lots of the list")
		return
	}
	r.put(d, "", "")
}

// put writes a draft for each folder that the document lies in. person is the name of a natural person, which nobody keeps.
func (r *reader) put(d draft, local, person string) {
	if d.Party.Name == record.Person {
		table.PutPerson(r.out, name, unit, d.Origin)
	}
	if local == "" { // belongs to no other record
		local = d.Origin.String()
	}
	for i, g := range r.groups {
		d.First, d.Group, d.Key = i == 0, g, source.ID(name, g, local)
		if person != "" {
			d.Trace = record.Trace(d.Key, person)
			d.Known = record.KnownPerson(g, d.Party, person)
		}
		drafts.Add(r.out, d)
	}
}

var (
	commaDecimal = regexp.MustCompile(`^-?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+),[0-9]{1,2}$`)
	commaGroups  = regexp.MustCompile(`^-?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+$`)
)

// amount is the number in a field: with a decimal point, or with a comma where it cannot be taken for anything else.
func (r *reader) amount(at source.Origin, f field) *table.Decimal {
	s := strings.TrimSpace(f.text)
	if s == "" {
		return nil
	}
	switch {
	case commaDecimal.MatchString(s):
		s = strings.ReplaceAll(strings.ReplaceAll(s, ".", ""), ",", ".")
	case commaGroups.MatchString(s):
		s = strings.ReplaceAll(s, ",", "")
	}
	d, err := table.ParseDecimal(cents(s))
	if err != nil {
		r.defect(at, source.OneField, f.name, "legge190.amount", "the amount is not an exact number", "the lot without this amount")
		return nil
	}
	return &d
}

// cents undoes what a program did that wrote, or added, an amount as a binary number: such a number has 15 digits that can be
// trusted, and where these come to cents, as in 3042472.8199999998 or 117049.54000000001, they are the amount. Any other number
// stays as it is written.
func cents(s string) string {
	if len(s) < 16 || strings.Trim(s, "0123456789.") != "" {
		return s
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return s
	}
	short := strconv.FormatFloat(f, 'g', 15, 64)
	if _, decimals, _ := strings.Cut(short, "."); len(decimals) > 2 || strings.Contains(short, "e") {
		return s
	}
	return short
}

// day is a day, whatever zone and time of day are written after it; some conversions to OCDS put a zone before the time too.
var day = regexp.MustCompile(`^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[+-][0-9]{2}:[0-9]{2})?(?:T[0-9:.]+)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?$`)

// italianDay is a day as Italians write it.
var italianDay = regexp.MustCompile(`^([0-9]{2})/([0-9]{2})/([0-9]{4})$`)

// date is the day in a field.
func (r *reader) date(at source.Origin, f field) *table.Date {
	s := italianDay.ReplaceAllString(strings.TrimSpace(f.text), "$3-$2-$1")
	if s == "" {
		return nil
	}
	if m := day.FindStringSubmatch(s); m != nil {
		if d, err := table.ParseDate(m[1]); err == nil && record.TransparencyYears.Has(d) {
			return &d
		}
	}
	r.defect(at, source.OneField, f.name, "legge190.date", "the date is no day "+record.TransparencyYears.String(), "the lot without this date")
	return nil
}
