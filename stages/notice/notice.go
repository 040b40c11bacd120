// Package notice is what the two shapes of notices in the Official Journal of the European Union have in common: TED_EXPORT,
// in which they were published until 2023, and eForms, in which they are since. Each of the two formats turns its documents
// into Notices; this package holds together those that belong together, and writes the records.
//
// A notice publishes a contracting process, named by its number in the Official Journal, or by the id of the notice where
// it has no number yet, so that a notice is one process in either shape. An award is one lot's, and the place of an award
// among those of its lot tells it from others: that place is the same in both shapes.
//
// A notice may change an earlier one. What a corrected notice says takes the place of what it corrects; a modification of a
// contract gives the award of that contract its new value; a corrigendum replaces words. What is replaced goes to conflicts.
// A notice that changes one which is not among the inputs is kept as an account of its own, and rejects says so.
package notice

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// Unit is what both formats count.
const Unit = "notice"

// Writes are the tables that both formats write.
var Writes = []table.Any{record.Processes, record.Awards, record.Contracts, record.Items, record.Parties, record.Links, record.Publications}

// Kinds of notices, by what they do to the awards that they tell of.
const (
	Call         = "call"         // awards nothing: planning and competition
	Result       = "result"       // awards
	Intent       = "intent"       // says what will be awarded without a call; a result may follow
	Modification = "modification" // says what became of contracts that an earlier notice awarded
	Corrigendum  = "corrigendum"  // says which words of an earlier notice are to be read otherwise
)

// Notice is what one document says, without people.
type Notice struct {
	Number    string // in the Official Journal, as Number writes it; "" if it has none
	ID        string // id and version of the notice; "" in TED_EXPORT
	Kind      string
	Form      string      // what it is in codes of the list notice-type, such as can-standard, else the form in the publisher's words
	Corrects  bool        // it publishes the notice of Targets anew, as that should be read
	Targets   []string    // numbers or ids of the notice that it changes; any of them will do
	Prior     []string    // numbers or ids of earlier notices of the procedure that it names
	Published *table.Date // else the day on which it was sent
	Buyers    []record.Ref
	Title     string
	Text      string
	Method    string
	Items     []Item
	Awards    []Award
	Total     *table.Decimal // value of all awards as the notice itself has it, or the most that they may come to
	Currency  string         // of Total
	Fixes     []Fix
	Framework bool // what is awarded are framework agreements: their values are ceilings

	// Concession says that what is awarded are concessions: their values are the turnover expected of who runs them (Directive
	// 2014/23/EU, article 8), and no price.
	Concession bool
	Origin     source.Origin
}

// Award is one award, or the decision to make none, for one lot.
type Award struct {
	ID        string // as the publisher writes it
	Lot       string // as Lot writes it; "" where the procedure has no lots
	Place     string // of its lot and of the award among those of its lot, the same in every shape
	Title     string
	Text      string
	Change    string // what a modification says of itself
	Status    string
	Suppliers []record.Ref
	Amount    *table.Decimal
	Paid      *table.Decimal
	Currency  string
	VAT       string
	VATBasis  string
	Decided   *table.Date
	From, To  *table.Date
	Contracts []Contract
	Items     []Item
	Framework bool   // it is a framework agreement
	Under     string // number or id of the notice of the framework that it is called off from
	Called    bool   // it is called off from a framework
	Options   string // may it be renewed: yes, no; "" where the notice does not say
	Period    string // what the period rests on, as record.Award has it
}

// Contract is a contract that follows from an award.
type Contract struct {
	Number string // as the publisher writes it
	Title  string // where it is told beside that of the award
	Signed *table.Date
}

// Item is a line: a code of the common procurement vocabulary, or a lot that nobody was awarded yet.
type Item struct {
	ID, Text, CPV string
	corrected     source.Origin // of the last corrigendum that changed it
}

// Fix is a replacement that a corrigendum orders: a text, CPV code or day that is to be read otherwise, in the lot Lot alone
// where it names one. A fix with nothing to be replaced says only that something changes there.
type Fix struct {
	Of             string // OfAward, OfObject; "" where nothing of what the notice says there is read
	Lot            string
	Old, New       string   // text or code; New is "" where Old is to be left out
	More           []string // further codes in the place of Old
	OldDay, NewDay *table.Date
}

// What a Fix is about.
const (
	OfAward  = "award"  // an award: its value, suppliers, contract and days
	OfObject = "object" // what is bought: titles, descriptions, codes, the time that the contract runs
)

// Drafts declares the private table in which the notices of a format wait for those that change them.
func Drafts(format string) *table.Table[Draft] {
	return &table.Table[Draft]{Name: format + "_drafts", Draft: true, Grain: "one notice", Doc: "Notices before those that change them are applied.",
		Sort: []string{"group", "when", "body", "origin"}}
}

// Draft is a notice on its way to the records.
type Draft struct {
	Group  string        `parquet:"group" doc:"what notices that may change each other have in common"`
	When   string        `parquet:"when" doc:"day of publication"`
	Later  bool          `parquet:"later" doc:"it is only a hint that a later notice of another group names one of this group"`
	Body   string        `parquet:"body" doc:"the notice as JSON"`
	Origin source.Origin `parquet:"origin" doc:"the document"`
}

// By groups drafts.
func By(t *table.Table[Draft]) pipeline.Input {
	return pipeline.By(t, func(d Draft) string { return d.Group })
}

// Put writes the draft of a notice.
func Put(t *table.Table[Draft], out *table.Set, group string, later bool, n Notice) {
	d := Draft{Group: group, When: n.when(), Later: later, Origin: n.Origin}
	n.Origin = source.Origin{}
	body, err := json.Marshal(n)
	if err != nil {
		panic(err)
	}
	d.Body = string(body)
	t.Add(out, d)
}

func (d Draft) notice() (n Notice, err error) {
	if err = json.Unmarshal([]byte(d.Body), &n); err != nil {
		return n, fmt.Errorf("the draft of a notice is damaged: %w", err)
	}
	n.Origin = d.Origin
	return n, nil
}

var (
	reOJS    = regexp.MustCompile(`^\s*([0-9]{4})/S\s*[0-9]{1,3}\s*-\s*0*([0-9]{1,8})\s*$`)
	reNumber = regexp.MustCompile(`^\s*0*([0-9]{1,8})-([0-9]{4})\s*$`)
)

// Number is the number of a notice in the Official Journal, without leading zeros, as 88158-2022; it is written
// 2022/S 035-088158, 088158-2022 or 00088158-2022. "" if s is none.
func Number(s string) string {
	if m := reOJS.FindStringSubmatch(s); m != nil {
		return m[2] + "-" + m[1]
	}
	if m := reNumber.FindStringSubmatch(s); m != nil {
		return m[1] + "-" + m[2]
	}
	return ""
}

// Key is the number in s, else s as an id in lower case.
func Key(s string) string {
	if n := Number(s); n != "" {
		return n
	}
	return strings.ToLower(strings.TrimSpace(s))
}

func (n *Notice) key() string {
	if n.Number != "" {
		return n.Number
	}
	return n.ID
}

// known says that the notice goes by this key.
func (n *Notice) known(key string) bool { return key != "" && (n.Number == key || n.ID == key) }

// Lot is the number of a lot as people write it: LOT-0001 is 1; LOT-0000 stands for the whole of a procedure without lots.
func Lot(s string) string {
	s = strings.TrimSpace(s)
	rest, found := strings.CutPrefix(s, "LOT-")
	if !found || strings.Trim(rest, "0123456789") != "" {
		return s
	}
	return strings.TrimLeft(rest, "0")
}

// Places names the awards of a notice one after the other, by the position of the lot among the lots, 0 where there are none,
// and of the award among those of the lot, from 1.
type Places map[string]int

// Next is the place of the next award of a lot.
func (p Places) Next(lot string) string {
	p[lot]++
	return fmt.Sprintf("%s/%d", lot, p[lot])
}

// Country is the ISO 3166-1 alpha-2 code of a country given by two or three letters, as TED and eForms write them; "" if it
// is none.
func Country(s string) string {
	s = strings.ToUpper(strings.TrimSpace(s))
	switch s {
	case "UK":
		return "GB"
	case "EL":
		return "GR"
	case "1A0":
		return "XK"
	}
	if r, err := language.ParseRegion(s); err == nil && r.IsCountry() && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
		return r.String()
	}
	return ""
}

// LastDay is the last day of a time that begins on a day and lasts a number of days, weeks, months or years; nil if these do
// not say so.
func LastDay(from table.Date, number, unit string) *table.Date {
	length, err := strconv.Atoi(number)
	if err != nil || length < 1 || length > 100*366 {
		return nil
	}
	start := time.Unix(int64(from)*86400, 0).UTC()
	var end time.Time
	switch unit {
	case "DAY":
		end = start.AddDate(0, 0, length)
	case "WEEK":
		end = start.AddDate(0, 0, 7*length)
	case "MONTH":
		end = months(start, length)
	case "YEAR":
		end = months(start, 12*length)
	}
	if end.IsZero() || end.Year() > 9998 {
		return nil
	}
	last := table.Date(end.Unix()/86400 - 1)
	return &last
}

// months is the same day n months later, or the first of the month after if that has no such day.
func months(t time.Time, n int) time.Time {
	end := t.AddDate(0, n, 0)
	if end.Day() != t.Day() {
		return time.Date(end.Year(), end.Month(), 1, 0, 0, 0, 0, time.UTC)
	}
	return end
}

// Lines is a lot that nobody was awarded yet, as lines of the call: its text with its first code, then the other codes.
func Lines(lot, text string, codes []string) []Item {
	id := ""
	if lot != "" {
		id = "lot " + lot
	}
	lines := []Item{{ID: id, Text: text}}
	for i, c := range codes {
		if i == 0 {
			lines[0].CPV = c
		} else {
			lines = append(lines, Item{ID: id, CPV: c})
		}
	}
	return lines
}

// Join puts texts one after the other, those that say nothing left out.
func Join(texts ...string) string {
	var all []string
	for _, t := range texts {
		if t != "" && !slices.Contains(all, t) {
			all = append(all, t)
		}
	}
	return strings.Join(all, " — ")
}

// Mask takes people out of every text of the notice, those among them who are named by their own names.
func (n *Notice) Mask(people []string) {
	mask := func(texts ...*string) {
		for _, t := range texts {
			*t = record.Mask(*t, people...)
		}
	}
	mask(&n.Title, &n.Text)
	items := func(items []Item) {
		for i := range items {
			mask(&items[i].Text)
		}
	}
	items(n.Items)
	for i := range n.Awards {
		a := &n.Awards[i]
		mask(&a.Title, &a.Text, &a.Change)
		for j := range a.Contracts {
			mask(&a.Contracts[j].Number, &a.Contracts[j].Title)
		}
		items(a.Items)
	}
	for i := range n.Fixes {
		mask(&n.Fixes[i].Old, &n.Fixes[i].New)
	}
}

// Buyer is the reference to a body that buys, which is no natural person whatever it is called: hospitals bear the names of
// people. Only the code of a person makes it one.
func Buyer(name, identifier, country string, person bool) record.Ref {
	ref := Company(name, identifier, country, person)
	if ref.Name != record.Person || person || record.NewRef("", "", identifier, country).Person == "yes" {
		return ref
	}
	return record.Ref{Name: record.Clean(name), Country: country, Person: "no", Public: "unknown"}
}

// Company is the reference to an organisation, or the bare fact that a natural person stands there; person is how the
// document says so itself. A number without any digit is none: some write their country there.
func Company(name, identifier, country string, person bool) record.Ref {
	if person {
		return record.Ref{Name: record.Person, Country: country, Person: "yes", Public: "unknown"}
	}
	if !strings.ContainsAny(identifier, "0123456789") {
		identifier = ""
	}
	scheme := ""
	if code := strings.TrimPrefix(strings.ToUpper(strings.Join(strings.Fields(identifier), "")), "IT"); country == "IT" && len(code) == 11 && strings.Trim(code, "0123456789") == "" {
		scheme = "IT-CF" // eleven digits are the tax code of an Italian organisation, which is its VAT number too
	}
	return record.NewRef(name, scheme, identifier, country)
}
