package opensanctions

import (
	"cmp"
	"strings"
	"time"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// row reads the values of one row and keeps what is wrong with it.
type row struct {
	row    source.Row
	out    *table.Set
	person bool
	defect *source.Defect
}

// entry is a list entry with its names and identifiers.
type entry struct {
	record.ListEntry
	names       []record.ListName
	identifiers []record.ListIdentifier

	texts []string    // reasons and notes
	known *table.Date // the day on which they were published; nil where it is not known
}

func (r *row) text(column string) string { return record.Clean(r.row.Get(column)) }

// dayForms are the ways in which these tables write days.
var dayForms = []string{time.DateOnly, "2.1.2006", "2 January 2006"}

// day is a date; one that cannot be read is reported, and the row is kept without it.
func (r *row) day(column string) *table.Date {
	d, ok := record.ParseDay(r.row.Get(column), dayForms...)
	if !ok {
		table.PutReject(r.out, name, &source.Defect{Scope: source.OneField, Origin: r.row.Origin, Field: column, Reason: "opensanctions.date",
			Message: "the date is no day of the calendar in a form that these lists use", Kept: "the entry without this date", Next: "look at the row and report the form"}, r.row.Origin)
	}
	return d
}

// begin reads what all layouts have: what is listed and its name. Without a name, or where it is a person, there is no entry.
// kind is the word for what is listed; "" where the layout lists organisations alone.
func (r *row) begin(kind, column string) (e entry, ok bool) {
	e.Schema, e.Name = cmp.Or(kind, "Organization"), r.text(column)
	switch {
	case e.Name == "":
		r.defect = &source.Defect{Scope: source.WholeRecord, Origin: r.row.Origin, Field: column, Reason: "opensanctions.name", Message: "the row has no name",
			Kept: "the other rows", Next: "look at the row in the source"}
	case strings.EqualFold(kind, "Person"), kind == "LegalEntity" && record.ListedPerson(e.Name, record.FewPersons):
		r.person = true
	}
	return e, !r.person && r.defect == nil
}

func (e *entry) add(kind string, values ...string) {
	for _, v := range values {
		e.names = append(e.names, record.ListName{Kind: kind, Name: v})
	}
}

func (e *entry) identify(scheme string, values ...string) {
	for _, v := range values {
		e.identifiers = append(e.identifiers, record.ListIdentifier{Scheme: scheme, Identifier: v})
	}
}

func (e *entry) dated(from, to *table.Date, kind string) {
	e.From, e.To, e.DateKind = from, to, "unknown"
	if from != nil {
		e.DateKind = kind
	}
}

// codes are country codes in capitals; words stay as they are.
func codes(countries []string) []string {
	for i, c := range countries {
		if len(c) == 2 {
			countries[i] = strings.ToUpper(c)
		}
	}
	return countries
}

// simple reads a row of the simplified table, which stands for all the collections that the organisation is in. The days on which
// the collector saw it first and last are no days of the list's.
func simple(r *row) []entry {
	e, ok := r.begin(r.text("schema"), "name")
	if ok && r.text("birth_date") != "" {
		r.person, ok = true, false
	}
	if !ok {
		return nil
	}
	e.Entry, e.Countries = r.text("id"), codes(record.SplitList(r.row.Get("countries"), ";"))
	e.Programme = r.text("program_ids")
	e.add(record.Alias, record.SplitList(r.row.Get("aliases"), ";")...)
	e.identify("unknown", record.SplitList(r.row.Get("identifiers"), ";")...)
	e.dated(nil, nil, "")
	e.List, e.Title = record.ListAmong(record.SplitList(r.row.Get("dataset"), ";"))
	return []entry{e}
}

// laws are the programmes of hand lists that have a short name of their own, by how their text begins.
var laws = []struct{ begins, list string }{
	{"Section 889 of the John S. McCain National Defense Authorization Act", "us-ndaa-889"},
}

func listOf(programme string) string {
	for _, l := range laws {
		if strings.HasPrefix(programme, l.begins) {
			return l.list
		}
	}
	return record.ListWord(programme)
}

// hand reads a row of a list that is kept by hand from the text of a law.
func hand(r *row) []entry {
	e, ok := r.begin(r.text("schema"), "name")
	if !ok {
		return nil
	}
	e.Programme, e.Publisher, e.Measure, e.Source = r.text("program"), r.text("authority"), r.text("topics"), r.text("source_url")
	e.List, e.Title = cmp.Or(listOf(e.Programme), "unknown"), cmp.Or(e.Programme, "unknown")
	e.Countries = codes(record.SplitList(r.row.Get("country"), ";"))
	e.add(record.Alias, record.SplitList(r.row.Get("aliases"), ";")...)
	e.dated(r.day("start-date"), r.day("end-date"), "listed")
	e.texts = []string{r.text("reason"), r.text("notes")}
	return []entry{e}
}

// sheet reads a row of a list that is kept by hand from notices.
func sheet(r *row) []entry {
	e, ok := r.begin(r.text("Type"), "Name")
	if !ok {
		return nil
	}
	e.Programme, e.Measure, e.Source = r.text("Program"), r.text("Topics"), r.text("Source URL")
	e.List, e.Title = cmp.Or(record.ListWord(e.Programme), "unknown"), cmp.Or(e.Programme, "unknown")
	e.Countries = codes(record.SplitList(r.row.Get("Country"), ";"))
	e.add(record.Alias, record.SplitList(r.row.Get("Alias"), ";")...)
	e.dated(r.day("Date"), r.day("End date"), "listed")
	return []entry{e}
}

// commas are those that part names, not a legal form from its name.
var commas = regexp.MustCompile(`,(\S)`)

// dod reads a row of the lists under section 1260H: one organisation on one year's list. The column Name has marks and short
// names in it (“… (Hikvision)*”); Clean Name has not.
func dod(r *row) []entry {
	e, ok := r.begin("Company", "Clean Name")
	if !ok {
		return nil
	}
	e.List, e.Title, e.Publisher = "us-dod-1260h", "list under section 1260H", "US Department of Defense"
	e.Parent, e.Source = r.text("Parent Name"), r.text("Source Url")
	e.add(record.Alias, record.SplitList(commas.ReplaceAllString(r.row.Get("Alias"), ";$1"), ";")...)
	e.add(record.PreviousName, record.SplitList(r.row.Get("Previous Name"), ";")...)
	e.dated(r.day("Start date"), r.day("End date"), "announced")
	e.texts, e.known = []string{r.text("Note")}, e.From // each day's list says it anew
	return []entry{e}
}

// numbers are the columns of identifiers in the annexes of EU regulations, with the register where the column names it.
var numbers = []struct{ column, scheme string }{
	{"innCode", "RU-INN"}, {"ogrnCode", "RU-OGRN"}, {"kppCode", "RU-KPP"}, {"okpoCode", "RU-OKPO"}, {"leiCode", "XI-LEI"}, {"swiftBic", "BIC"},
	{"imoNumber", "IMO"}, {"registrationNumber", "registration number"}, {"taxNumber", "tax number"}, {"idNumber", "id number"},
}

// annex reads a row of an annex of a regulation.
func annex(r *row) []entry {
	e, ok := r.begin(r.text("schema"), "name")
	if !ok {
		return nil
	}
	if all := record.SplitList(e.Name, ";"); len(all) > 1 {
		e.Name = all[0]
		e.add(record.Alias, all[1:]...)
	}
	celex := r.text("celex")
	e.List, e.Title, e.Publisher = "eu-"+record.ListWord(celex), "EU regulation, CELEX "+celex, "European Union"
	e.Programme, e.Measure = r.text("programKey")+", annex "+r.text("annex"), r.text("measure")
	if n := r.text("recordId"); n != "" {
		e.Entry = r.text("annex") + "/" + n
	}
	for _, c := range []string{"country", "jurisdiction"} {
		e.Countries = append(e.Countries, codes(record.SplitList(r.row.Get(c), ";"))...)
	}
	e.add(record.Alias, record.SplitList(r.row.Get("alias"), ";")...)
	e.add(record.WeakAlias, record.SplitList(r.row.Get("weakAlias"), ";")...)
	e.add(record.PreviousName, record.SplitList(r.row.Get("previousName"), ";")...)
	for _, n := range numbers {
		for _, v := range record.SplitList(r.row.Get(n.column), ";") {
			e.identify(numberOf(n.scheme, v))
		}
	}
	for _, i := range e.identifiers { // a sole trader has a personal code
		if e.Schema == "LegalEntity" && record.NewRef(e.Name, i.Scheme, i.Identifier, "").Person == "yes" {
			r.person = true
		}
	}
	e.dated(r.day("startDate"), nil, "listed")
	e.texts = []string{r.text("reason"), r.text("notes")} // amended later than that day, too
	return []entry{e}
}

// registers are what stands in brackets behind a number, with the register that it means.
var registers = map[string]string{"Tax ID/INN": "RU-INN", "INN": "RU-INN", "OGRN": "RU-OGRN", "USCC": "CN-SAIC", "CR No.": "HK-CR",
	"PAN": "IN-PAN", "IEC": "IN-IEC", "CIN": "IN-MCA", "UEN": "SG-ACRA"}

// numberOf is a number without what stands in brackets behind it, if that is the name of a register.
func numberOf(scheme, value string) (string, string) {
	number, rest, found := strings.Cut(value, " (")
	if register := registers[strings.TrimSuffix(rest, ")")]; found && register != "" {
		return register, number
	}
	return scheme, value
}
