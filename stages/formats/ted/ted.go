// Package ted reads notices of public procurement as TED_EXPORT, the XML in which the supplement to the Official Journal of
// the European Union was published until 2023: the releases R2.0.9 (forms F01 to F25, T01 and T02) and R2.0.8.
//
// A document holds one notice in one language and its translations; the form whose category is ORIGINAL is read, so that no
// value is read twice. The total of a notice is not the value of an award, an estimate is not a value, and a range has no
// exact value. Values are without VAT where the form says so. A modification (F20) or a corrigendum (F14, and that of R2.0.8
// where it is no free text) is applied to the notice that it changes, or to the one that this changes in turn: see the package
// notice. Addresses, contact points and other bodies than buyers and suppliers are
// not read.
package ted

import (
	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/notice"
	"github.com/perimeter-data/perimeter/stages/record"
)

const name = "ted"

// Format reads TED_EXPORT.
var Format = &pipeline.Format{
	Name: name, Unit: notice.Unit,
	Doc: "notices of the Official Journal of the European Union as TED_EXPORT R2.0.9 and R2.0.8",
	Match: func(_ string, head *source.Head) bool {
		_, root := head.XMLRoot()
		return root == "TED_EXPORT"
	},
	Writes: notice.Writes,
	Read:   read,
	Settle: &pipeline.Settle{Drafts: notice.By(drafts), Lists: []pipeline.Builder{chains}, Derive: notice.Settle(name, drafts, chains)},
}

var (
	drafts  = notice.Drafts(name)
	changes = notice.Changes(name)
	chains  = notice.ChainsOf(changes)
)

func read(doc *source.Document, out *table.Set) error {
	for e, err := range source.XML(doc, "/TED_EXPORT") {
		if err == nil {
			err = readNotice(e, out)
		}
		if err == nil {
			continue
		}
		d := source.AsDefect(err, e.Origin)
		if d.Scope == source.WholeDocument {
			return d
		}
		table.PutReject(out, name, d, e.Origin)
	}
	return nil
}

// readNotice drafts a notice in the group of the notice that it is about: itself or, where it changes another one, that. The
// groups of the notices that it follows are told of it, for one of these may say what would be awarded.
func readNotice(e source.Element, out *table.Set) error {
	r := reader{Element: e, out: out}
	form := r.form()
	if form == nil {
		return &source.Defect{Scope: source.WholeRecord, Origin: e.Origin, Reason: "ted.no_form", Message: "the notice has no form in its original language",
			Next: "look for the notice in its original language"}
	}
	n := r.notice(form)
	about := table.About{Published: n.Published, Language: record.Language(r.Get("CODED_DATA_SECTION", "NOTICE_DATA", "LG_ORIG")), Translated: "no"}
	if r.Get("CODED_DATA_SECTION", "REF_OJS", "COLL_OJ") == "S" {
		about.Publisher = record.OfficialJournal
	}
	table.PutAbout(out, name, notice.Unit, about, e.Origin)
	group := n.Number
	if len(n.Targets) > 0 {
		group = n.Targets[0]
	}
	if group == "" {
		group = e.Origin.String()
	}
	notice.Put(drafts, out, group, false, n)
	if n.Kind == notice.Modification || n.Kind == notice.Corrigendum {
		notice.PutChange(changes, out, n)
	}
	if n.Kind == notice.Result {
		for _, prior := range n.Prior {
			if prior != group {
				notice.Put(drafts, out, prior, true, n)
			}
		}
	}
	return nil
}

// reader reads one notice.
type reader struct {
	source.Element
	out    *table.Set
	people []string // names of natural persons, to mask them
	places notice.Places
}

func (r *reader) defect(field, reason, message, kept string) {
	table.PutReject(r.out, name, &source.Defect{Scope: source.OneField, Origin: r.Origin, Field: field, Reason: name + "." + reason,
		Message: message, Kept: kept, Next: "look at the notice at this place"}, r.Origin)
}

// form is the form in the original language, the first if there are several originals; nil if there is none. Beside it may
// stand translations and other elements.
func (r *reader) form() *source.Node {
	var first *source.Node
	for _, f := range r.All("FORM_SECTION", "*") {
		if f.Attr("CATEGORY") != "ORIGINAL" {
			continue
		}
		if first == nil {
			first = f
		} else if amountsOf(first) != amountsOf(f) {
			r.defect(f.Name, "originals_differ", "the notice has several originals, and their awards differ in number or value", "the first original")
		}
	}
	return first
}

// amountsOf are the values in the awards of a form, to compare originals.
func amountsOf(form *source.Node) string {
	s := ""
	for _, a := range form.All("AWARD_CONTRACT") {
		s += "|" + value(a.Child("AWARDED_CONTRACT"), "VAL_TOTAL").Full()
	}
	return s
}
