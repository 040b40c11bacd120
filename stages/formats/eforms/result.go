package eforms

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/notice"
	"github.com/perimeter-data/perimeter/stages/record"
)

// links are the parts of a result by their ids, and which of them name a tender.
type links struct {
	tenders, parties map[string]*source.Node
	contracts        []*source.Node
	settles          map[string][]*source.Node // contracts by tender
}

func (r *reader) linksOf(result *source.Node) links {
	l := links{tenders: map[string]*source.Node{}, parties: map[string]*source.Node{}, settles: map[string][]*source.Node{}}
	for _, t := range result.All("LotTender") {
		l.tenders[t.Get("ID")] = t
	}
	for _, p := range result.All("TenderingParty") {
		l.parties[p.Get("ID")] = p
	}
	l.contracts = result.All("SettledContract")
	for _, c := range l.contracts {
		for _, id := range idsOf(c, "LotTender") {
			l.settles[id] = append(l.settles[id], c)
		}
	}
	return l
}

func idsOf(n *source.Node, of string) (ids []string) {
	for _, id := range n.All(of, "ID") {
		ids = add(ids, strings.TrimSpace(id.Full()))
	}
	return ids
}

// results reads the awards: one for each tender that won, one for each lot that has no winner.
func (r *reader) results(n *notice.Notice, extension *source.Node) {
	result := extension.Child("NoticeResult")
	if result == nil {
		return
	}
	for _, name := range []string{"TotalAmount", "OverallApproximateFrameworkContractsAmount", "OverallMaximumFrameworkContractsAmount"} {
		if total := result.Child(name); total != nil {
			if d, err := table.ParseDecimal(total.Full()); err == nil && (n.Total == nil || d.Cmp(*n.Total) > 0) {
				n.Total, n.Currency = &d, notice.Currency(total.Attr("currencyID"), name, r.defect)
			}
		}
	}
	l := r.linksOf(result)
	places := notice.Places{}
	done := map[string]bool{}    // tenders
	strayed := map[string]bool{} // tenders that are for another lot than a result says
	said := map[string]string{}  // what the results say of a lot
	for _, res := range result.All("LotResult") {
		code, lotID := res.Get("TenderResultCode"), res.Get("TenderLot", "ID")
		if before, known := said[lotID]; known && before != code {
			r.defect("LotResult["+res.Get("ID")+"]", "result_conflict", "two results of one lot say different things", "both")
		}
		said[lotID] = code
		tenders := idsOf(res, "LotTender")
		if code != "" && code != "selec-w" {
			for _, id := range tenders {
				if len(l.settles[id]) > 0 {
					r.defect("LotResult["+res.Get("ID")+"]", "result_conflict", "a lot has no winner, and a contract settles a tender for it", "the lot without winner")
				}
				done[id] = true
			}
			n.Awards = append(n.Awards, r.withoutWinner(res, code, lotID, places, n))
			continue
		}
		won := r.winners(res, tenders, l)
		if len(won) == 0 {
			if len(tenders) == 0 {
				r.defect("LotResult["+res.Get("ID")+"]", "winner_link_missing", "a winner was selected, and no tender is named", "the award without a supplier")
			}
			n.Awards = append(n.Awards, r.withoutWinner(res, code, lotID, places, n))
			continue
		}
		for _, id := range won {
			tender := l.tenders[id]
			// A tender may be for a group of lots.
			if of := tender.Get("TenderLot", "ID"); of != "" && of != lotID && !strings.HasPrefix(of, "GLO-") && !strayed[id] {
				strayed[id] = true
				r.defect("LotTender["+id+"]", "result_conflict", "the result of a lot names a tender for another lot", "one award with the value of the tender, for the lot of the tender")
			}
			if !done[id] {
				done[id] = true
				n.Awards = append(n.Awards, r.award(id, tender, code, lotID, l, places, n))
			}
			r.take(lotID)
		}
	}
	for _, t := range result.All("LotTender") { // contracts without a result of a lot
		id := t.Get("ID")
		if done[id] || len(l.settles[id]) == 0 {
			continue
		}
		if n.Kind != notice.Modification {
			r.defect("LotTender["+id+"]", "result_conflict", "a contract settles a tender that no result of a lot names", "the award")
		}
		done[id] = true
		n.Awards = append(n.Awards, r.award(id, t, "", t.Get("TenderLot", "ID"), l, places, n))
	}
}

// winners are those tenders of a result that a contract settles; where none is settled yet, all that the result names, or of
// several ranked ones the first. Where a link is missing, who is left is no winner for that: not the second in rank, and of several
// tenders none where the contract of the result settles another one.
func (r *reader) winners(res *source.Node, tenders []string, l links) []string {
	result := res.Get("ID")
	var known, settled, first, unranked []string
	for _, id := range tenders {
		t := l.tenders[id]
		if t == nil {
			r.defect("LotResult["+result+"]", "winner_link_missing", "a result names a tender that is not in the notice", "the award without that tender")
			continue
		}
		known = append(known, id)
		if len(l.settles[id]) > 0 {
			settled = append(settled, id)
		}
		switch t.Get("RankCode") {
		case "1":
			first = append(first, id)
		case "":
			unranked = append(unranked, id)
		}
	}
	contracts := idsOf(res, "SettledContract")
	switch {
	case len(settled) > 0:
		return settled
	case len(tenders) > 1 && len(known) > 0 && slices.ContainsFunc(l.contracts, func(c *source.Node) bool {
		return slices.Contains(contracts, strings.TrimSpace(c.Get("ID"))) && len(idsOf(c, "LotTender")) > 0
	}):
		r.defect("LotResult["+result+"]", "winner_link_missing", "the contract of a result settles a tender that the result does not name", "the award without a supplier")
		return nil
	case len(known) > 1 && len(first) > 0, len(known) < len(tenders) && len(first) > 0:
		return first
	case len(known) < len(tenders):
		return unranked
	}
	return known
}

// take is the lot with this id, which somebody was awarded now, or whose award is decided; nil if the notice describes none.
func (r *reader) take(id string) *lot {
	i := slices.IndexFunc(r.lots, func(l lot) bool { return l.id == id })
	if i < 0 {
		return nil
	}
	r.lots[i].awarded = true
	return &r.lots[i]
}

func (r *reader) ofLot(a *notice.Award, id string, places notice.Places, n *notice.Notice) {
	a.Lot, a.Place = notice.Lot(id), places.Next(place(id))
	a.Title = n.Title
	l := r.take(id)
	if l == nil { // whichever lot it is
		a.Framework = len(r.lots) > 0 && !slices.ContainsFunc(r.lots, func(l lot) bool { return !l.framework })
		return
	}
	if l.title != "" {
		a.Title = l.title
	}
	a.Text, a.From, a.To, a.Framework, a.Options = l.text, l.from, l.to, l.framework, l.options
	for _, c := range l.codes {
		a.Items = append(a.Items, notice.Item{CPV: c})
	}
}

func (r *reader) withoutWinner(res *source.Node, code, lotID string, places notice.Places, n *notice.Notice) notice.Award {
	a := notice.Award{ID: res.Get("ID"), Status: record.Clean(code), VAT: "unknown"}
	r.ofLot(&a, lotID, places, n)
	return a
}

func (r *reader) award(id string, tender *source.Node, code, lotID string, l links, places notice.Places, n *notice.Notice) notice.Award {
	a := notice.Award{ID: id, Status: record.Clean(code), VAT: "unknown"}
	if of := tender.Child("TenderLot", "ID"); of != nil {
		lotID = strings.TrimSpace(of.Full())
	}
	r.ofLot(&a, lotID, places, n)
	r.money(&a, tender)
	for _, c := range l.settles[id] {
		if d := r.day("AwardDate", c.Get("AwardDate")); a.Decided == nil {
			a.Decided = d
		}
		a.Called = a.Called || c.Get("ContractFrameworkIndicator") == "true" && !a.Framework
		if a.Under == "" {
			a.Under = notice.Key(c.Get("NoticeDocumentReference", "ID"))
		}
		contract := notice.Contract{Number: published(c.Get("ContractReference", "ID")), Title: r.text(c, "Title"), Signed: r.day("IssueDate", c.Get("IssueDate"))}
		if n.Kind != notice.Intent {
			a.Contracts = append(a.Contracts, contract)
		} else if a.Decided == nil { // nothing is concluded yet
			a.Decided = contract.Signed
		}
	}
	if n.Kind == notice.Intent {
		a.Status = n.Form
	}
	if n.Kind == notice.Modification {
		for _, m := range r.All("UBLExtensions", "UBLExtension", "ExtensionContent", "EformsExtension", "ContractModification") {
			a.Change = notice.Join(a.Change, r.text(m, "Change", "ChangeDescription"), r.text(m, "ChangeReason", "ReasonDescription"))
		}
	}
	r.suppliers(&a, tender, l)
	return a
}

// suppliers follows the tender to its tendering party, that to its tenderers and these to organisations.
func (r *reader) suppliers(a *notice.Award, tender *source.Node, l links) {
	missing := func(message string) {
		r.defect("LotTender["+a.ID+"]", "winner_link_missing", message, "the award without that supplier")
	}
	ids := idsOf(tender, "TenderingParty")
	if len(ids) == 0 {
		missing("a tender that won names no tendering party")
	}
	for _, id := range ids {
		party := l.parties[id]
		if party == nil {
			missing("a tender that won names a tendering party that is not in the notice")
			continue
		}
		tenderers := idsOf(party, "Tenderer")
		if len(tenderers) == 0 {
			missing("a tendering party that won names no tenderer")
		}
		for _, t := range tenderers {
			o, known := r.organisations[t]
			if !known {
				missing("a tenderer that won is no organisation of the notice")
			} else if o.other.Name != "" || o.other.Identifier != "" {
				a.Suppliers = append(a.Suppliers, o.other)
			}
		}
	}
}

// money reads the value of the tender, and what was paid where the contract is completed. A negative number stands for what
// is not published, and so does any number beside which that is said.
func (r *reader) money(a *notice.Award, tender *source.Node) {
	for _, p := range tender.All("FieldsPrivacy", "FieldIdentifierCode") {
		if strings.TrimSpace(p.Full()) == "win-ten-val" {
			r.withheld(a.ID)
			return
		}
	}
	read := func(v *source.Node) *table.Decimal {
		if v == nil {
			return nil
		}
		d, err := table.ParseDecimal(v.Full())
		switch {
		case err != nil:
			r.defect("LotTender["+a.ID+"]/"+v.Name, "amount", "a value is not an exact number", "the award without the value")
			return nil
		case d.Sign() < 0:
			r.withheld(a.ID)
			return nil
		}
		return &d
	}
	value, paid := tender.Child("LegalMonetaryTotal", "PayableAmount"), tender.Child("AggregatedAmounts", "PaidAmount")
	a.Amount, a.Paid = read(value), read(paid)
	if a.Amount != nil {
		a.Currency = notice.Currency(value.Attr("currencyID"), "LotTender["+a.ID+"]/"+value.Name, r.defect)
	}
	if a.Paid != nil {
		currency := notice.Currency(paid.Attr("currencyID"), "LotTender["+a.ID+"]/"+paid.Name, r.defect)
		if a.Amount != nil && currency != a.Currency {
			r.defect("LotTender["+a.ID+"]/PaidAmount", "currency", "what was paid is in another currency than the value", "the award without what was paid")
			a.Paid = nil
			return
		}
		a.Currency = currency
	}
}

func (r *reader) withheld(id string) {
	r.defect("LotTender["+id+"]/PayableAmount", "withheld", "the buyer asked not to publish the value", "the award without a value")
}
