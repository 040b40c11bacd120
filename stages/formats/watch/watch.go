// Package watch reads the lists of flagged vendors: who they are, by which names, brands and model numbers documents name
// them, and which measures list them. The lists that the program carries are in this format too; a user's own are read
// beside them.
package watch

import (
	"embed"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/policy"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Lists are the lists that the program carries, in the folder lists.
//
//go:embed lists/*.csv
var Lists embed.FS

// Format reads one list, known by its header.
var Format = &pipeline.Format{
	Name: "watch", Doc: "lists of flagged vendors, their names, brands, model numbers, measures, listings, public lists and policies (CSV)", Unit: "row",
	Match:  func(_ string, head *source.Head) bool { h := head.Header(); return listOf(h) != nil || ofRules(h) },
	Writes: []table.Any{record.Vendors, record.VendorNames, record.Brands, record.Models, record.Measures, record.Listings, record.Watchlists, record.Policies},
	Read:   read,
}

// list is one kind of list: its columns, all required and in any order, those that it may have beside them, and how a row of
// it is written.
type list struct {
	columns, more []string
	put           func(r *row, out *table.Set)
}

var lists = []list{
	{[]string{"vendor", "name", "legal_name", "country", "makes", "source"}, []string{"scheme", "identifier"}, putVendor},
	{[]string{"vendor", "name", "relation", "kind", "from", "to", "source"}, []string{"verified"}, putName},
	{[]string{"vendor", "brand", "relation", "scope", "confidence", "own_goods", "needs", "context", "from", "to", "source"}, []string{"verified"}, putBrand},
	{[]string{"vendor", "brand", "pattern", "example", "alone", "source"}, nil, putModel},
	{[]string{"measure", "title", "jurisdiction", "kind", "binds", "names_vendors", "date", "date_kind", "date_text", "verified", "source"}, []string{"does", "addressees"}, putMeasure},
	{[]string{"measure", "vendor", "named_as", "from", "to", "date_kind", "source"}, []string{"purpose"}, putListing},
	{[]string{"list", "measure", "floor", "sentinels", "source"}, nil, putWatchlist},
	{ruleColumns, []string{"measure"}, putRule},
}

// ruleColumns are those of a policy.
var ruleColumns = []string{"policy", "rule", "title", "scope", "condition", "from", "to", "verified", "source"}

// ofRules says that a header is meant as that of a policy, which users write by hand, whatever is wrong with it.
func ofRules(header []string) bool {
	for _, c := range []string{"policy", "rule", "condition"} {
		if !slices.ContainsFunc(header, func(h string) bool { return strings.EqualFold(strings.TrimSpace(h), c) }) {
			return false
		}
	}
	return true
}

// wrongHeader says what is wrong with the header of a list that is none.
func wrongHeader(header []string, origin source.Origin) *source.Defect {
	d := &source.Defect{Scope: source.WholeRecord, Origin: origin, Reason: "watch.header", Message: "the columns are not those of a list of vendors",
		Kept: "nothing", Next: "see the lists that the program carries for the columns"}
	if ofRules(header) {
		var lacks, strange []string
		for _, c := range ruleColumns {
			if !slices.Contains(header, c) {
				lacks = append(lacks, c)
			}
		}
		for _, h := range header {
			if !slices.Contains(ruleColumns, h) && h != "measure" {
				strange = append(strange, h)
			}
		}
		d.Message = "the columns are not those of a policy"
		if len(lacks) > 0 {
			d.Message += "; it lacks " + strings.Join(lacks, ", ")
		}
		if len(strange) > 0 {
			d.Message += "; there is no such column as " + strings.Join(strange, ", ")
		}
		d.Next = "make the first line " + strings.Join(ruleColumns, ",") + " (and measure, if you like), in small letters, and run again; days that are not known stay empty"
	}
	return d
}

func listOf(header []string) *list {
	for i := range lists {
		l := &lists[i]
		lacks := slices.ContainsFunc(l.columns, func(c string) bool { return !slices.Contains(header, c) })
		strange := slices.ContainsFunc(header, func(c string) bool { return !slices.Contains(l.columns, c) && !slices.Contains(l.more, c) })
		if !lacks && !strange {
			return l
		}
	}
	return nil
}

func read(doc *source.Document, out *table.Set) error {
	for r, err := range source.CSV(doc) {
		if err != nil {
			table.PutReject(out, "watch", err, doc.Origin())
			continue
		}
		l := listOf(r.Columns())
		if l == nil {
			table.PutReject(out, "watch", wrongHeader(r.Columns(), r.Origin), r.Origin)
			continue
		}
		w := &row{row: r}
		l.put(w, out)
		if w.defect != nil {
			table.PutReject(out, "watch", w.defect, r.Origin)
		}
	}
	return nil
}

// row reads the values of one row and keeps the first thing wrong with it.
type row struct {
	row    source.Row
	defect *source.Defect
}

func (r *row) origins() []source.Origin { return []source.Origin{r.row.Origin} }

func (r *row) fail(column, reason, message string) {
	if r.defect == nil {
		r.defect = &source.Defect{Scope: source.WholeRecord, Origin: r.row.Origin, Field: column, Reason: reason, Message: message,
			Kept: "the other rows of the list", Next: "correct the row and run again"}
	}
}

// text is a value that may be empty.
func (r *row) text(column string) string { return strings.TrimSpace(r.row.Get(column)) }

// need is a value that may not be empty.
func (r *row) need(column string) string {
	s := r.text(column)
	if s == "" {
		r.fail(column, "watch.missing", "a value is required here")
	}
	return s
}

// id is a word of small letters, digits and hyphens.
func (r *row) id(column string) string {
	s := r.need(column)
	if strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		r.fail(column, "watch.id", "an id is a word of small Latin letters, digits and hyphens")
	}
	return s
}

func (r *row) oneOf(column string, words ...string) string {
	s := r.need(column)
	if !slices.Contains(words, s) {
		r.fail(column, "watch.word", "the value is none of: "+strings.Join(words, ", "))
	}
	return s
}

func (r *row) yes(column string) bool { return r.oneOf(column, "yes", "no") == "yes" }

// date is a day, nil where none is given.
func (r *row) date(column string) *table.Date {
	s := r.text(column)
	if s == "" {
		return nil
	}
	d, err := table.ParseDate(s)
	if err != nil {
		r.fail(column, "watch.date", "a day is written YYYY-MM-DD; leave it empty where only a month or year is known")
		return nil
	}
	return &d
}

func (r *row) period() (from, to *table.Date) {
	from, to = r.date("from"), r.date("to")
	if from != nil && to != nil && *to < *from {
		r.fail("to", "watch.period", "the last day comes before the first")
	}
	return from, to
}

func putVendor(r *row, out *table.Set) {
	v := record.Vendor{ID: r.id("vendor"), Name: r.need("name"), Legal: r.need("legal_name"), Scheme: r.text("scheme"), Identifier: r.text("identifier"), Country: r.text("country"),
		Makes: r.need("makes"), Source: r.need("source"), Origins: r.origins()}
	if v.Country != "" && (len(v.Country) != 2 || strings.Trim(v.Country, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "") {
		r.fail("country", "watch.country", "want a country as two capital letters (ISO 3166-1)")
	}
	if (v.Scheme == "") != (v.Identifier == "") {
		r.fail("identifier", "watch.identifier", "a code needs its register, and a register a code: give both columns or neither")
	}
	if r.defect == nil {
		record.Vendors.Add(out, v)
	}
}

func putName(r *row, out *table.Set) {
	n := record.VendorName{Vendor: r.id("vendor"), Name: r.need("name"), Relation: r.oneOf("relation", "same entity", "family"),
		Kind: r.oneOf("kind", "legal name", "alias", "former name", "translation"), Verified: "yes", Source: r.need("source"), Origins: r.origins()}
	if r.text("verified") != "" {
		n.Verified = r.oneOf("verified", "yes", "no")
	}
	n.From, n.To = r.period()
	n.ID = source.ID("vendor name", n.Vendor, n.Name)
	if r.defect == nil {
		record.VendorNames.Add(out, n)
	}
}

func putBrand(r *row, out *table.Set) {
	b := record.Brand{Vendor: r.id("vendor"), Brand: r.need("brand"), Relation: r.oneOf("relation", "brand", "rebrand"),
		Scope: r.oneOf("scope", "all", "some lines", "models"), Confidence: r.oneOf("confidence", "high", "medium", "low"), OwnGoods: r.yes("own_goods"),
		Needs: r.oneOf("needs", "nothing", "context", "model"), Context: strings.Fields(r.text("context")), Verified: "no", Source: r.need("source"), Origins: r.origins()}
	if r.text("verified") != "" {
		b.Verified = r.oneOf("verified", "yes", "no")
	}
	b.From, b.To = r.period()
	b.ID = source.ID("brand", b.Vendor, b.Brand)
	switch {
	case b.Needs == "context" && !slices.ContainsFunc(b.Context, func(w string) bool { return w[0] != '-' }):
		r.fail("context", "watch.context", "a brand that needs context must say which words are its context")
	case b.Needs != "model" && (b.OwnGoods || b.Confidence == "low"):
		r.fail("needs", "watch.needs", "a brand that has goods of its own, or is of low confidence, needs a model number")
	}
	if r.defect == nil {
		record.Brands.Add(out, b)
	}
}

func putModel(r *row, out *table.Set) {
	m := record.Model{Vendor: r.id("vendor"), Brand: r.text("brand"), Pattern: r.need("pattern"), Example: r.need("example"), Alone: r.yes("alone"),
		Source: r.need("source"), Origins: r.origins()}
	m.ID = source.ID("model", m.Vendor, m.Brand, m.Pattern)
	re, err := regexp.Compile(`^(?:` + m.Pattern + `)$`)
	switch {
	case len(m.Pattern) > 500 || err != nil:
		r.fail("pattern", "watch.pattern", "not a regular expression in RE2 syntax, or over 500 bytes")
	case !re.MatchString(m.Example):
		r.fail("example", "watch.example", "the pattern does not match its own example")
	case re.MatchString("") || re.MatchString("A") || re.MatchString("ABC"):
		r.fail("pattern", "watch.pattern", "the pattern matches plain letters: it is no form of model number")
	}
	if r.defect == nil {
		record.Models.Add(out, m)
	}
}

var dateKinds = []string{"effective", "announced", "signed", "reported"}

func putMeasure(r *row, out *table.Set) {
	m := record.Measure{ID: r.id("measure"), Title: r.need("title"), Country: r.need("jurisdiction"),
		Kind:  r.oneOf("kind", "list", "ban", "export control", "recommendation", "membership decision", "statement"),
		Binds: r.need("binds"), Names: r.yes("names_vendors"), Date: r.date("date"), DateKind: r.oneOf("date_kind", dateKinds...),
		DateText: r.need("date_text"), Addressees: "unknown", Verified: r.oneOf("verified", "yes", "no"), Source: r.need("source"), Origins: r.origins()}
	if r.text("addressees") != "" {
		m.Addressees = r.oneOf("addressees", record.Addressees...)
	}
	m.Does = record.SplitList(r.text("does"), ";")
	for _, d := range m.Does {
		if !slices.Contains(record.Does, d) {
			r.fail("does", "watch.word", "the values, with ; between them, are some of: "+strings.Join(record.Does, ", "))
		}
	}
	if r.defect == nil {
		record.Measures.Add(out, m)
	}
}

func putListing(r *row, out *table.Set) {
	l := record.Listing{Measure: r.id("measure"), Vendor: r.id("vendor"), NamedAs: r.need("named_as"), DateKind: r.oneOf("date_kind", dateKinds...),
		Purpose: r.text("purpose"), Source: r.need("source"), Origins: r.origins()}
	l.From, l.To = r.period()
	l.ID = source.ID("listing", l.Measure, l.Vendor, r.text("from"))
	if r.defect == nil {
		record.Listings.Add(out, l)
	}
}

func putWatchlist(r *row, out *table.Set) {
	w := record.Watchlist{ID: r.id("list"), Measure: r.text("measure"), Sentinels: record.SplitList(r.text("sentinels"), ";"),
		Source: r.need("source"), Origins: r.origins()}
	for _, n := range w.Sentinels {
		w.Keys = append(w.Keys, record.TextKey(n))
	}
	if floor, err := strconv.ParseInt(r.need("floor"), 10, 64); err == nil && floor >= 0 {
		w.Floor = floor
	} else {
		r.fail("floor", "watch.number", "want a whole number, 0 or more")
	}
	if r.defect == nil {
		record.Watchlists.Add(out, w)
	}
}

func putRule(r *row, out *table.Set) {
	p := record.Rule{Policy: r.id("policy"), Rule: r.id("rule"), Title: r.need("title"), Measure: r.text("measure"), Scope: r.need("scope"), Condition: r.need("condition"),
		Verified: r.oneOf("verified", "yes", "no"), Source: r.need("source"), Origins: r.origins()}
	p.From, p.To = r.period()
	p.ID = source.ID("rule", p.Policy, p.Rule)
	if condition, is := carried()[p.ID]; is && condition != p.Condition {
		r.fail("policy", "watch.carried", "the program carries a rule of this policy and name, with another condition; two of one name cannot both be held")
		r.defect.Next = "give your policy a word of its own and run again"
	}
	if _, err := policy.Compile(p.Condition); err != nil {
		r.fail("condition", "watch.condition", "not a condition in CEL that can be decided: "+err.Error())
	}
	if r.defect != nil { // the run goes on: a warning says so each time, and the other rules are worth having
		r.defect.Kept = "the other rules; nothing is held against this one"
		return
	}
	record.Policies.Add(out, p)
}

// carried are the conditions of the rules that the program carries, by the id of the rule.
var carried = sync.OnceValue(func() map[string]string {
	text, err := Lists.Open("lists/policies.csv")
	if err != nil {
		panic(err) // the list is ours
	}
	defer text.Close()
	conditions := map[string]string{}
	for r, err := range source.CSV(&source.Document{Body: text}) {
		if err != nil {
			panic(err)
		}
		conditions[source.ID("rule", r.Get("policy"), r.Get("rule"))] = r.Get("condition")
	}
	return conditions
})
