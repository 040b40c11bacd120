// Package eforms reads notices of public procurement as eForms, the UBL documents in which the supplement to the Official
// Journal of the European Union is published since 2022: contract notices, prior information notices and contract award
// notices.
//
// An award is found by five steps: the result of a lot names a tender, the tender a tendering party, that its tenderers,
// these are organisations of the notice; contracts name the tenders that they settle. What a step does not find, or what two
// of them say differently, is reported (winner_link_missing, result_conflict) and the award is kept without it. The value is
// that of the tender, once, however many lots it is for. What the buyer asked not to publish is not read, nor are addresses,
// contacts, beneficial owners and other bodies than buyers and tenderers; a tenderer that the notice says is a natural
// person has no name.
package eforms

import (
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/notice"
)

const name = "eforms"

// Format reads eForms.
var Format = &pipeline.Format{
	Name: name, Unit: notice.Unit,
	Doc: "notices of the Official Journal of the European Union as eForms (UBL ContractNotice, PriorInformationNotice, ContractAwardNotice)",
	Match: func(_ string, head *source.Head) bool {
		space, root := head.XMLRoot()
		return strings.HasPrefix(space, "urn:oasis:names:specification:ubl:schema:xsd:") &&
			(root == "ContractNotice" || root == "PriorInformationNotice" || root == "ContractAwardNotice")
	},
	Writes: notice.Writes,
	Read:   read,
	Settle: &pipeline.Settle{Drafts: notice.By(drafts), Derive: notice.Settle(name, drafts, nil)},
}

var drafts = notice.Drafts(name)

// read drafts the notices in the group of their procedure, whose id is the same in all of them.
func read(doc *source.Document, out *table.Set) error {
	for e, err := range source.XML(doc, "/ContractNotice", "/PriorInformationNotice", "/ContractAwardNotice") {
		if err != nil {
			d := source.AsDefect(err, e.Origin)
			if d.Scope == source.WholeDocument {
				return d
			}
			table.PutReject(out, name, d, e.Origin)
			continue
		}
		r := reader{Element: e, out: out}
		n := r.notice()
		group := strings.ToLower(r.Get("ContractFolderID"))
		if group == "" {
			group = n.ID
		}
		if group == "" {
			group = e.Origin.String()
		}
		notice.Put(drafts, out, group, false, n)
	}
	return nil
}
